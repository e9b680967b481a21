//! Rows that the simulation cannot express, each with the reason. They never agree.

use super::{Experiment, ExperimentRow, Published, Quantity, RowStatus, Subject};

macro_rules! beyond {
    ($($number:literal, $experiment:literal, $source:literal, $quantity:literal, $unit:literal, $published:literal, $why:literal;)+) => {
        &[$(ExperimentRow {
            number: $number,
            experiment: $experiment,
            source: $source,
            gate: false,
            status: RowStatus::NotExpressible,
            quantities: &[Quantity { name: $quantity, unit: $unit, published: Published::Text($published) }],
            note: $why,
        }),+]
    };
}

pub(super) const EXPERIMENT: Experiment = Experiment {
    rows: beyond! {
        17, "a drink before a contraction held until it cramps", "Craighead 2017, doi 10.1002/mus.25611", "time to cramp", "s", "27.8 ± 3.1 -> 36.9 ± 4.1 (SE)", "a contraction at will hides the cramp in it";
        23, "plain water and rehydration solution after losing 2 %", "Lau 2019, doi 10.1136/bmjsem-2018-000478; Lau 2021, PMC7962362", "change of threshold", "Hz", "water -4.3 / -5.1, solution +3.7 / +5.4", "no path from plasma to nerve is simulated; conflicts with rows 21 and 22";
        24, "carbohydrate and salt drink in calf exercise at 37 °C", "jung2005", "time to cramp", "min", "36.8 ± 17.3 v 14.6 ± 5.0", "no exercise of half an hour is simulated; conflicts with rows 21 and 22";
        25, "three weeks of induced cramps", "Behringer 2014, doi 10.1371/journal.pone.0094910", "threshold", "Hz", "23.3 ± 5.7 -> 33.3 ± 6.9 v 23.6 -> 22.3", "nothing in the loop learns over weeks";
        30, "twitch of triceps surae", "J Appl Physiol 52:1636 (1982)", "contraction time", "ms", "112.4 ± 11.1", "lateral gastrocnemius and soleus are not simulated";
        31, "short gastrocnemius is recruited late", "Kennedy and Cresswell, Exp Brain Res", "torque at onset", "Nm", "2.97 ± 7.78 v 32.14 ± 10.25", "one muscle is simulated, not the three that share a tendon";
        33, "H-reflex", "Authorea 613873 (preprint)", "Hmax over Mmax", "%", "30.9 young, 16.6 old", "the volley of one stimulus is too small in the fitted loop; a selective stimulus of afferents is not simulated";
    },
    measure,
};

fn measure(_: &Subject) -> Vec<Option<f64>> {
    vec![None; EXPERIMENT.rows.len()]
}
