//! The muscles that cramp in experiments, as pools of motor units: how many of each type, how strong, how far from the cord.

use crate::{
    parameter::parameters,
    unit::{Unit, lay},
};

parameters! {
    /// Motor units of medial gastrocnemius.
    GASTROCNEMIUS_UNITS = 600.0, "1", "motor units, medial gastrocnemius", Read, "ReMoto, confImpedanceAnkle: 300 S, 150 FR, 150 FF"; // source: the last field
    /// Motor units of a foot muscle.
    FOOT_UNITS = 48.0, "1", "motor units, foot muscle", Assumed, "about 43 in abductor hallucis, Johns and Fuglevand 2011 (recalled); a multiple of 16"; // source: the last field
    /// Share of slow units in medial gastrocnemius.
    GASTROCNEMIUS_SLOW = 0.5, "1", "share of slow units, medial gastrocnemius", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Share of slow units in a foot muscle.
    FOOT_SLOW = 0.5, "1", "share of slow units, foot muscle", Assumed, "as in medial gastrocnemius; no count found"; // source: the last field
    /// Force of a foot muscle's twitch over that of a gastrocnemius unit.
    FOOT_TWITCH = 0.1, "1", "twitch force, foot muscle over gastrocnemius", Assumed, "own judgement: a tenth of the fibres a unit"; // source: the last field
    /// Nerve from the cord to medial gastrocnemius.
    GASTROCNEMIUS_NERVE_M = 0.8, "m", "nerve to medial gastrocnemius", Read, "ReMoto, confImpedanceAnkle"; // source: the last field
    /// Nerve from the cord to the sole.
    FOOT_NERVE_M = 1.2, "m", "nerve to the sole", Assumed, "own judgement: a shank longer"; // source: the last field
}

/// A muscle whose cramps were studied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Muscle {
    /// Medial head of gastrocnemius.
    MedialGastrocnemius,
    /// Flexor hallucis brevis.
    FlexorHallucisBrevis,
    /// Abductor hallucis.
    AbductorHallucis,
}

impl Muscle {
    /// Its units in the order of their size; of `count` units half are slow and a quarter each fast.
    ///
    /// Equation: [`lay`]. Source: [`TABLE`]; foot muscles are gastrocnemius scaled, which is assumed. Valid from 4 units up.
    ///
    /// ```
    /// use charley_muscle::muscle::Muscle;
    /// assert_eq!(Muscle::MedialGastrocnemius.units(300).len(), 300);
    /// assert!(Muscle::AbductorHallucis.units(48)[47].twitch_n < 0.3);
    /// ```
    pub fn units(self, count: usize) -> Vec<Unit> {
        let (share, force) = match self {
            Self::MedialGastrocnemius => (GASTROCNEMIUS_SLOW.value, 1.0),
            Self::FlexorHallucisBrevis | Self::AbductorHallucis => (FOOT_SLOW.value, FOOT_TWITCH.value),
        };
        let slow = (count as f64 * share).round() as usize;
        let resistant = (count - slow) / 2;
        lay([slow, resistant, count - slow - resistant], force)
    }

    /// Units that the whole muscle has.
    ///
    /// Equation: none. Source: [`TABLE`]. Valid for adults.
    ///
    /// ```
    /// use charley_muscle::muscle::Muscle;
    /// assert!(Muscle::MedialGastrocnemius.whole() > Muscle::FlexorHallucisBrevis.whole());
    /// ```
    pub fn whole(self) -> usize {
        let units = if self == Self::MedialGastrocnemius { GASTROCNEMIUS_UNITS } else { FOOT_UNITS };
        units.value as usize
    }

    /// Length of its nerve from the cord.
    ///
    /// Equation: none. Source: [`TABLE`]. Valid for adults of middle height.
    ///
    /// ```
    /// use charley_muscle::muscle::Muscle;
    /// assert!(Muscle::AbductorHallucis.nerve_m() > Muscle::MedialGastrocnemius.nerve_m());
    /// ```
    pub fn nerve_m(self) -> f64 {
        let nerve = if self == Self::MedialGastrocnemius { GASTROCNEMIUS_NERVE_M } else { FOOT_NERVE_M };
        nerve.value
    }
}
