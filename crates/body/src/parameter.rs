//! Every constant of the body model with its unit, its source, and whether that source was read.

/// How well a constant is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Seen in the source named.
    Read,
    /// From memory of the source named; to be checked before anything rests on it alone.
    Assumed,
}

/// One constant of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// What it is.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// Its unit; `1` for a ratio.
    pub unit: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether that was read.
    pub standing: Standing,
}

macro_rules! parameters {
    ($($(#[$doc:meta])* $id:ident = $value:expr, $unit:literal, $name:literal, $standing:ident, $source:literal;)+) => {
        $($(#[$doc])* pub const $id: Parameter =
            Parameter { name: $name, value: $value, unit: $unit, source: $source, standing: Standing::$standing };)+

        /// All of them, in the order of the models.
        pub const TABLE: &[Parameter] = &[$($id),+];
    };
}

parameters! {
    /// Longest time for which a sample stands when the next one comes later.
    HOLD_S = 10.0, "s", "hold of a sample", Read, "docs/studies/body.md section 6: gaps over 10 s are no recording"; // source: the last field
    /// Time over which altitude is smoothed.
    ALTITUDE_SMOOTHING_S = 30.0, "s", "smoothing of altitude", Read, "docs/studies/body.md section 6"; // source: the last field
    /// Shortest stretch over which a grade is taken.
    GRADE_STRETCH_M = 20.0, "m", "shortest stretch for a grade", Read, "docs/studies/body.md section 6"; // source: the last field
    /// Steepest grade of the running and walking equations, up or down.
    GRADE_LIMIT = 0.45, "1", "limit of grade", Read, "Minetti 2002: -0.45 to 0.45"; // source: the last field
    /// Change of altitude that counts as climb or descent.
    CLIMB_STEP_M = 2.0, "m", "smallest climb or descent counted", Assumed, "own judgement: barometers wander by about a metre"; // source: the last field
    /// Share of metabolic power that reaches the pedals.
    GROSS_EFFICIENCY = 0.215, "1", "gross efficiency of cycling", Assumed, "0.20-0.23, N(0.215, 0.012), recalled"; // source: the last field
    /// Lowest power of the cycling equation.
    CYCLING_MIN_W = 75.0, "W", "lowest power of the efficiency", Assumed, "below about 75 W rest weighs too much; recalled"; // source: the last field
    /// Energy of oxygen.
    OXYGEN_J_ML = 20.9, "J/mL", "energy equivalent of oxygen", Assumed, "at a mixed diet, recalled"; // source: the last field
    /// Oxygen uptake at rest.
    REST_VO2 = 3.5, "mL/kg/min", "oxygen uptake at rest", Assumed, "ACSM, recalled"; // source: the last field
    /// Highest running-cost speed that is still walked.
    WALK_TO_RUN_M_S = 2.0, "m/s", "speed above which people run", Assumed, "LCDA holds to 1.97 m/s; recalled"; // source: the last field
    /// Level at which heart rate is held for about an hour, as a share of the reserve.
    THRESHOLD_RESERVE = 0.85, "1", "heart-rate reserve at threshold", Assumed, "typical of trained adults, recalled"; // source: the last field
    /// Share of the best 20 minutes of power that is held for an hour.
    HOUR_OF_TWENTY = 0.95, "1", "hour over best 20 min", Assumed, "Allen and Coggan's field test, recalled"; // source: the last field
    /// Critical speed when nothing tells it.
    TYPICAL_CRITICAL_SPEED_M_S = 3.0, "m/s", "critical speed of a recreational runner", Assumed, "own judgement"; // source: the last field
    /// Heart rate at rest when nothing tells it.
    TYPICAL_REST_HR_BPM = 62.0, "bpm", "heart rate at rest", Assumed, "typical adult, recalled"; // source: the last field
    /// Days over which acute load is averaged.
    ACUTE_DAYS = 7.0, "d", "acute load", Read, "docs/studies/body.md section 1.6"; // source: the last field
    /// Days over which habitual load is averaged.
    CHRONIC_DAYS = 42.0, "d", "habitual load", Read, "docs/studies/body.md section 1.6: 42 d"; // source: the last field
    /// Longest time without any workout that still reads as rest and not as a missing recording.
    REST_DAYS = 28.0, "d", "longest rest", Assumed, "own judgement"; // source: the last field
    /// Nights in which the recent-cramp index halves.
    HISTORY_HALF_LIFE_NIGHTS = 3.0, "nights", "half-life of recent cramps", Read, "docs/studies/inference.md section 1.3"; // source: the last field
    /// Temperature above which heat counts.
    HEAT_FROM_C = 18.0, "°C", "heat counts from", Read, "triggers.csv: heat_5c"; // source: the last field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_constant_has_a_unit_and_a_source() {
        for parameter in TABLE {
            assert!(parameter.value.is_finite() && !parameter.unit.is_empty(), "{parameter:?}");
            assert!(parameter.source.len() > 8 && !parameter.name.is_empty(), "{parameter:?}");
        }
    }
}
