//! How much may be drunk and salted at most: every bound of docs/studies/promises.md section 3, at the goal and at every slower pace.

use charley_body::{
    draws::DRAWS,
    intake::Intake,
    timeline::{Loss, Watered},
};
use serde::Serialize;

use super::{
    prepared::{Dry, Prepared, sips},
    settings::PlanSettings,
    stops::{self, PerHour, Serving, Stop},
};
use charley_speech::gates::{self, Refused};

/// Plasma sodium below which it is low, in mmol/L.
const LOW_SODIUM_MMOL_L: f64 = 135.0; // Hew-Butler 2015, consensus
/// Highest probability of a gain of mass that advice may carry.
pub const GAIN_LIMIT: f64 = 0.10; // issue 7, figures
/// Rates are told in steps of these.
const STEP_ML_H: f64 = 50.0;
const STEP_MG_H: f64 = 50.0;

/// What drinking does, over the possible bodies.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Drinking {
    /// Probability that plasma sodium is below 135 mmol/L at the finish, or once what is in the gut has arrived.
    pub probability_of_low_sodium: f64,
    /// Probability that more is drunk than is lost.
    pub probability_of_mass_gain: f64,
}

impl Drinking {
    /// What drinks on the way do.
    pub(super) fn of(prepared: &Prepared, dry: &Dry, intakes: &[Intake]) -> Self {
        let all = prepared.watered(dry, intakes);
        let share = |is: fn(&Watered) -> bool| all.iter().filter(|one| is(one)).count() as f64 / DRAWS as f64;
        Self {
            probability_of_low_sodium: share(|one| {
                let least = one.sodium_mmol_l.min(one.settled_sodium_mmol_l);
                // What is no number is no safety either.
                least.is_nan() || least < LOW_SODIUM_MMOL_L
            }),
            // Water alone: what was burnt is no thirst.
            probability_of_mass_gain: share(|one| one.mass_lost_pct.is_nan() || one.mass_lost_pct < 0.0),
        }
    }

    /// The worse of two.
    #[must_use]
    pub fn worse(self, other: Self) -> Self {
        Self {
            probability_of_low_sodium: self.probability_of_low_sodium.max(other.probability_of_low_sodium),
            probability_of_mass_gain: self.probability_of_mass_gain.max(other.probability_of_mass_gain),
        }
    }

    /// Whether neither limit is passed.
    pub fn is_safe(&self) -> bool {
        self.probability_of_low_sodium <= gates::LOW_SODIUM_LIMIT
            && self.probability_of_mass_gain <= GAIN_LIMIT
    }
}

/// The most that may be drunk and salted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Most {
    /// In an hour.
    pub per_hour: PerHour,
    /// Under it, at the pace at which it is worst.
    pub drinking: Drinking,
    /// The tenth percentile of the sweat rate in the hour in which it is least, never above 0.8, in L/h.
    pub fluid_limit_l_h: f64,
    /// The same for who was weighed and turned out to sweat as most do; `None` for who was weighed.
    pub(super) fluid_limit_if_usual_l_h: Option<f64>,
    /// The tenth percentile of the sodium loss, in mg/h.
    pub sodium_limit_mg_h: f64,
    /// At the goal, stop by stop.
    pub servings: Vec<Serving>,
}

/// The most that may be drunk and salted on the way, with so much carbohydrate beside; `None` where not even a sip is safe.
///
/// `dry` are all paces, the goal first.
pub(super) fn most(prepared: &Prepared, dry: &[Dry], carbohydrate_g_h: f64) -> Option<Most> {
    let limits = dry.iter().map(|dry| (fluid_limit_l_h(dry, |_| 1.0), sodium_limit_mg_h(prepared, dry)));
    let (fluid_limit_l_h, sodium_limit_mg_h) = limits
        .map(|(fluid, sodium)| Some((fluid?, sodium?)))
        .reduce(|a, b| Some((a?.0.min(b?.0), a?.1.min(b?.1))))??;
    let sodium_mg = down(sodium_limit_mg_h, STEP_MG_H);
    let stops: Vec<Vec<Stop>> = dry.iter().map(|dry| stops::stops(&prepared.outing, &dry.paced)).collect();
    let all = Paces { prepared, dry, stops: &stops };
    let steps = (fluid_limit_l_h * 1000.0 / STEP_ML_H + 1e-9).floor() as u32;
    let rate = |step: u32, sodium_mg: f64| PerHour {
        fluid_ml: f64::from(step) * STEP_ML_H,
        sodium_mg,
        carbohydrate_g: carbohydrate_g_h,
    };
    // More is never safer: the largest safe step lies where water alone is safe.
    let (mut safe, mut unsafe_from) = (None, steps + 1);
    let mut step = steps;
    loop {
        let drinking = all.drinking(rate(step, 0.0));
        if drinking.is_safe() {
            safe = Some((step, drinking));
        } else {
            unsafe_from = step;
        }
        let known = safe.map_or(0, |(step, _)| step + 1);
        if known >= unsafe_from {
            break;
        }
        step = u32::midpoint(known, unsafe_from - 1).max(known);
    }
    let (step, water) = safe?;
    let salted = rate(step, sodium_mg);
    let with_salt = all.drinking(salted);
    let per_hour = if with_salt.is_safe() { salted } else { rate(step, 0.0) };
    checked(prepared, (per_hour, water), dry).ok()?;
    Some(Most {
        per_hour,
        drinking: if with_salt.is_safe() { water.worse(with_salt) } else { water },
        fluid_limit_l_h,
        fluid_limit_if_usual_l_h: if_usual(prepared, dry),
        sodium_limit_mg_h,
        servings: stops::servings(&prepared.outing.aid, &stops[0], per_hour),
    })
}

/// The last gate: no amount leaves this room that the house's own rules would refuse.
fn checked(prepared: &Prepared, (per_hour, water): (PerHour, Drinking), dry: &[Dry]) -> Result<(), Refused> {
    for dry in dry {
        let sweat = mean_sweat_l_h(dry);
        gates::check_fluid(per_hour.fluid_ml / 1000.0, &sweat, water.probability_of_low_sodium)?;
        gates::check_sodium(per_hour.sodium_mg, &sodium_losses_mg_h(prepared, dry))?;
    }
    Ok(())
}

/// The stops of all paces.
struct Paces<'a> {
    prepared: &'a Prepared,
    dry: &'a [Dry],
    stops: &'a [Vec<Stop>],
}

impl Paces<'_> {
    /// What a rate does at the pace at which it is worst: on the card, and as steady sips.
    fn drinking(&self, per_hour: PerHour) -> Drinking {
        let of_pace = |(dry, stops): (&Dry, &Vec<Stop>)| {
            let servings = stops::servings(&self.prepared.outing.aid, stops, per_hour);
            let card = Drinking::of(self.prepared, dry, &stops::intakes(&servings));
            card.worse(steady(self.prepared, dry, per_hour))
        };
        self.dry.iter().zip(self.stops).map(of_pace).fold(Drinking::default(), Drinking::worse)
    }
}

/// What a rate does as sips.
pub(super) fn steady(prepared: &Prepared, dry: &Dry, per_hour: PerHour) -> Drinking {
    let settings = PlanSettings {
        drink_ml_h: Some(per_hour.fluid_ml),
        sodium_mg_h: per_hour.sodium_mg,
        carbohydrate_g_h: per_hour.carbohydrate_g,
        ..PlanSettings::default()
    };
    Drinking::of(prepared, dry, &sips(&settings, dry.paced.demand.minutes.len()))
}

fn down(value: f64, step: f64) -> f64 {
    (value / step + 1e-9).floor().max(0.0) * step
}

/// The limit of the hour in which least is sweated; the end of a workout belongs to the hour before it.
fn fluid_limit_l_h(dry: &Dry, times: impl Fn(usize) -> f64) -> Option<f64> {
    let minutes = dry.paced.demand.minutes.len();
    let hours = (minutes / 60).max(1);
    let of_hour = |hour: usize| {
        let (from, to) = (hour * 60, if hour + 1 == hours { minutes } else { (hour + 1) * 60 });
        let rate = |(draw, losses): (usize, &Vec<Loss>)| {
            let sweat: f64 = losses[from..to].iter().map(|loss| loss.sweat_l).sum();
            times(draw) * sweat * 60.0 / (to - from) as f64
        };
        gates::fluid_limit_l_h(&dry.losses.iter().enumerate().map(rate).collect::<Vec<_>>())
    };
    let by_hour = (0..hours).map(of_hour).reduce(|a, b| Some(a?.min(b?)))??;
    let mean: Vec<f64> =
        mean_sweat_l_h(dry).iter().enumerate().map(|(draw, l_h)| times(draw) * l_h).collect();
    Some(by_hour.min(gates::fluid_limit_l_h(&mean)?))
}

/// The limit if a weighing showed that this person sweats as most do; `None` where there was one.
fn if_usual(prepared: &Prepared, dry: &[Dry]) -> Option<f64> {
    if prepared.weighed {
        return None;
    }
    let of = |dry: &Dry| fluid_limit_l_h(dry, |draw| 1.0 / prepared.people[draw].sweat);
    dry.iter().map(of).reduce(|a, b| Some(a?.min(b?)))?
}

fn mean_sweat_l_h(dry: &Dry) -> Vec<f64> {
    let of = |losses: &Vec<Loss>| losses.iter().map(|loss| loss.sweat_l).sum::<f64>() / dry.hours();
    dry.losses.iter().map(of).collect()
}

fn sodium_losses_mg_h(prepared: &Prepared, dry: &Dry) -> Vec<f64> {
    let lost = prepared.watered(dry, &[]);
    lost.iter().map(|one| one.sodium_lost_g * 1000.0 / dry.hours()).collect()
}

fn sodium_limit_mg_h(prepared: &Prepared, dry: &Dry) -> Option<f64> {
    gates::cautious(&sodium_losses_mg_h(prepared, dry))
}
