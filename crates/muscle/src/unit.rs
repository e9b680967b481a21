//! Motor units in the order of their size: cell, axon and twitch of each, from the ranges of the three types.

use crate::parameter::Standing;

/// Type of a motor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitType {
    /// Slow.
    Slow,
    /// Fast, hard to tire.
    FastResistant,
    /// Fast, easy to tire.
    FastFatigable,
}

/// One property of motor units: from the smallest to the largest unit of each type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitSpan {
    /// What it is.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Slow, fast resistant and fast fatigable units, each from the smallest to the largest.
    pub range: [(f64, f64); 3],
    /// Where it comes from.
    pub source: &'static str,
    /// Whether that was read.
    pub standing: Standing,
}

macro_rules! spans {
    ($($(#[$doc:meta])* $id:ident = $range:expr, $unit:literal, $name:literal, $standing:ident, $source:literal;)+) => {
        $($(#[$doc])* pub const $id: UnitSpan =
            UnitSpan { name: $name, unit: $unit, range: $range, source: $source, standing: Standing::$standing };)+

        /// All of them, in the order of the model.
        pub const TABLE: &[UnitSpan] = &[$($id),+];
    };
}

spans! {
    /// Diameter and length of the soma.
    SOMA_UM = [(77.5, 82.5), (82.5, 87.5), (87.5, 112.5)], "µm", "diameter and length of the soma", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Diameter of the dendrite.
    DENDRITE_UM = [(41.5, 62.5), (62.5, 83.5), (83.5, 92.5)], "µm", "diameter of the dendrite", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Length of the dendrite.
    DENDRITE_LENGTH_UM = [(5519.0, 6789.0), (6789.0, 8058.0), (8058.0, 10_578.0)], "µm", "length of the dendrite", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Specific resistance of the soma.
    SOMA_OHM_CM2 = [(1150.0, 1050.0), (1050.0, 950.0), (950.0, 650.0)], "Ω cm²", "resistance of the soma", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Specific resistance of the dendrite.
    DENDRITE_OHM_CM2 = [(14_350.0, 10_650.0), (10_650.0, 6950.0), (6950.0, 6050.0)], "Ω cm²", "resistance of the dendrite", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Threshold above rest.
    THRESHOLD_MV = [(12.35, 16.45), (16.45, 19.3), (19.3, 20.9)], "mV", "threshold, above rest", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Conductance of fast potassium.
    FAST_POTASSIUM_MS_CM2 = [(4.0, 4.0), (4.0, 4.0), (0.5, 0.5)], "mS/cm²", "fast potassium conductance", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Conductance of slow potassium.
    SLOW_POTASSIUM_MS_CM2 = [(17.0, 17.0), (37.5, 37.5), (8.0, 8.0)], "mS/cm²", "slow potassium conductance", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Closing of the slow potassium gate: it makes the afterhyperpolarisation of slow cells long.
    Q_CLOSING_MS = [(0.025, 0.025), (0.05, 0.05), (0.05, 0.05)], "1/ms", "closing of q", Read, "Cisi and Kohn 2008"; // source: the last field
    /// Conductance of the persistent inward current of the dendrite at a gain of 1.
    CALCIUM_MS_CM2 = [(0.038, 0.029), (0.029, 0.016), (0.016, 0.012)], "mS/cm²", "calcium conductance of the dendrite at gain 1", Read, "Elias and Kohn 2013, doi 10.1016/j.neucom.2012.06.038"; // source: the last field
    /// Conduction velocity of the axon.
    AXON_M_S = [(44.0, 51.0), (51.0, 52.0), (52.0, 53.0)], "m/s", "conduction velocity of the axon", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Time from impulse to the peak of the twitch.
    TWITCH_PEAK_MS = [(110.0, 86.5), (86.5, 55.25), (55.25, 25.0)], "ms", "time to the peak of the twitch", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Peak force of the twitch.
    TWITCH_N = [(0.02, 1.7), (1.7, 1.9), (1.9, 2.15)], "N", "force of the twitch", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Tetanic force over twitch force.
    TETANUS_PER_TWITCH = [(2.16, 2.49), (2.49, 4.25), (4.25, 4.72)], "1", "tetanic force over twitch force", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// How fast the unit tires, relative to the smallest.
    FATIGABILITY = [(1.0, 3.0), (3.0, 12.0), (12.0, 180.0)], "1", "fatigability, relative to the smallest unit", Assumed, "range 180 over the pool: Potvin and Fuglevand 2017; shares of the types: own judgement"; // source: the last field
}

/// The electrical part of a motoneuron.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MotoneuronCell {
    /// Diameter and length of the soma.
    pub soma_um: f64,
    /// Diameter of the dendrite.
    pub dendrite_um: f64,
    /// Length of the dendrite.
    pub dendrite_length_um: f64,
    /// Specific resistance of the soma.
    pub soma_ohm_cm2: f64,
    /// Specific resistance of the dendrite.
    pub dendrite_ohm_cm2: f64,
    /// Threshold above rest.
    pub threshold_mv: f64,
    /// Conductance of fast potassium.
    pub fast_potassium_ms_cm2: f64,
    /// Conductance of slow potassium.
    pub slow_potassium_ms_cm2: f64,
    /// Closing of the slow potassium gate.
    pub q_closing_ms: f64,
    /// Conductance of the persistent inward current at a gain of 1.
    pub calcium_ms_cm2: f64,
}

/// A motor unit: its cell, its axon and what its muscle fibres do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// Type.
    pub kind: UnitType,
    /// Motoneuron.
    pub cell: MotoneuronCell,
    /// Conduction velocity of its axon.
    pub axon_m_s: f64,
    /// Time from impulse to the peak of the twitch.
    pub twitch_peak_ms: f64,
    /// Peak force of the twitch.
    pub twitch_n: f64,
    /// Tetanic force over twitch force.
    pub tetanus_per_twitch: f64,
    /// How fast it tires, relative to the smallest unit.
    pub fatigability: f64,
}

impl Unit {
    /// Its tetanic force.
    ///
    /// Equation: twitch force times tetanus-to-twitch ratio. Source: [`TETANUS_PER_TWITCH`]. Valid for a fresh unit at its best length.
    ///
    /// ```
    /// use charley_muscle::muscle::Muscle;
    /// let units = Muscle::MedialGastrocnemius.units(300);
    /// assert!((units[299].tetanus_n() / (2.15 * 4.72) - 1.0).abs() < 1e-12);
    /// ```
    pub fn tetanus_n(&self) -> f64 {
        self.twitch_n * self.tetanus_per_twitch
    }
}

/// `count` units of each type, each type evenly spread from its smallest to its largest; `force` scales the twitches.
///
/// Equation: linear between the ends of each [`UnitSpan`]. Source: `spec.py` of the benchmark pool; [`TABLE`]. Valid for any counts.
///
/// ```
/// let units = charley_muscle::unit::lay([150, 75, 75], 1.0);
/// assert_eq!(units.len(), 300);
/// assert!(units.windows(2).all(|pair| pair[0].cell.threshold_mv <= pair[1].cell.threshold_mv));
/// ```
pub fn lay(count: [usize; 3], force: f64) -> Vec<Unit> {
    let mut units = Vec::with_capacity(count.iter().sum());
    for (place, kind) in
        [UnitType::Slow, UnitType::FastResistant, UnitType::FastFatigable].into_iter().enumerate()
    {
        for number in 0..count[place] {
            let along = number as f64 / (count[place].max(2) - 1) as f64;
            units.push(unit(kind, force, |span| {
                let (from, to) = span.range[place];
                from + (to - from) * along
            }));
        }
    }
    units
}

fn unit(kind: UnitType, force: f64, of: impl Fn(&UnitSpan) -> f64) -> Unit {
    Unit {
        kind,
        cell: MotoneuronCell {
            soma_um: of(&SOMA_UM),
            dendrite_um: of(&DENDRITE_UM),
            dendrite_length_um: of(&DENDRITE_LENGTH_UM),
            soma_ohm_cm2: of(&SOMA_OHM_CM2),
            dendrite_ohm_cm2: of(&DENDRITE_OHM_CM2),
            threshold_mv: of(&THRESHOLD_MV),
            fast_potassium_ms_cm2: of(&FAST_POTASSIUM_MS_CM2),
            slow_potassium_ms_cm2: of(&SLOW_POTASSIUM_MS_CM2),
            q_closing_ms: of(&Q_CLOSING_MS),
            calcium_ms_cm2: of(&CALCIUM_MS_CM2),
        },
        axon_m_s: of(&AXON_M_S),
        twitch_peak_ms: of(&TWITCH_PEAK_MS),
        twitch_n: of(&TWITCH_N) * force,
        tetanus_per_twitch: of(&TETANUS_PER_TWITCH),
        fatigability: of(&FATIGABILITY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_has_a_source_and_meets_its_neighbours() {
        for span in TABLE {
            assert!(!span.unit.is_empty() && span.source.len() > 8, "{span:?}");
            assert!(span.range.iter().all(|(from, to)| from.is_finite() && to.is_finite()), "{span:?}");
        }
        // Along the pool these run on from one type to the next: a pool has one order of size.
        for span in
            [SOMA_UM, DENDRITE_UM, DENDRITE_LENGTH_UM, SOMA_OHM_CM2, THRESHOLD_MV, CALCIUM_MS_CM2, AXON_M_S]
        {
            assert!(span.range[0].1.to_bits() == span.range[1].0.to_bits(), "{}", span.name);
            assert!(span.range[1].1.to_bits() == span.range[2].0.to_bits(), "{}", span.name);
        }
    }
}
