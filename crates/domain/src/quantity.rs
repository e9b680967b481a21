//! Checked quantities: the unit stands in the constructor and the getter, the range in the type.

use serde::{Deserialize, Serialize};

/// A number outside what its quantity can be, with the limits it broke.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{what} of {value} {unit} is outside {min} to {max} {unit}: check the number and its unit")]
pub struct OutOfRange {
    /// The quantity, as a person would name it.
    pub what: &'static str,
    /// The number that was given.
    pub value: f64,
    /// The unit of the number and of the limits.
    pub unit: &'static str,
    /// The smallest allowed value.
    pub min: f64,
    /// The largest allowed value.
    pub max: f64,
}

macro_rules! quantity {
    ($($(#[$doc:meta])* $name:ident, $what:literal, $unit:literal, $min:literal ..= $max:literal, $from:ident, $get:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(try_from = "f64", into = "f64")]
        pub struct $name(f64);

        impl $name {
            /// The smallest value this quantity can have, in its unit.
            pub const MIN: f64 = $min;
            /// The largest value this quantity can have, in its unit.
            pub const MAX: f64 = $max;
            /// The name a person reads.
            pub const WHAT: &'static str = $what;
            /// The unit of constructor and getter.
            pub const UNIT: &'static str = $unit;

            #[doc = concat!("Checks a ", $what, " given in ", $unit, ".")]
            ///
            /// # Errors
            /// [`OutOfRange`] when the number is not finite or outside [`Self::MIN`] to [`Self::MAX`].
            pub fn $from(value: f64) -> Result<Self, OutOfRange> {
                if value.is_finite() && (Self::MIN..=Self::MAX).contains(&value) {
                    Ok(Self(value))
                } else {
                    Err(OutOfRange { what: $what, value, unit: $unit, min: $min, max: $max })
                }
            }

            #[doc = concat!("The ", $what, " in ", $unit, ".")]
            pub const fn $get(self) -> f64 {
                self.0
            }
        }

        impl TryFrom<f64> for $name {
            type Error = OutOfRange;
            fn try_from(value: f64) -> Result<Self, OutOfRange> {
                Self::$from(value)
            }
        }

        impl From<$name> for f64 {
            fn from(quantity: $name) -> f64 {
                quantity.0
            }
        }
    )+};
}

quantity! {
    /// Mass of a person's body.
    BodyMass, "body mass", "kg", 20.0..=400.0, from_kg, kg;
    /// Height of a person.
    Height, "height", "cm", 60.0..=250.0, from_cm, cm;
    /// A temperature, not a difference of two: 20 °C is 68 °F.
    Temperature, "temperature", "°C", -60.0..=60.0, from_c, c;
    /// A difference of two temperatures: 20 °C of difference is 36 °F of difference.
    TemperatureDelta, "temperature difference", "°C", -120.0..=120.0, from_delta_c, delta_c;
    /// Relative humidity of the air.
    Humidity, "relative humidity", "%", 0.0..=100.0, from_pct, pct;
    /// Speed of the air.
    WindSpeed, "wind speed", "m/s", 0.0..=60.0, from_m_s, m_s;
    /// Volume of something drunk.
    FluidVolume, "fluid volume", "mL", 0.0..=10_000.0, from_ml, ml;
    /// Mass of sodium (the ion, not the salt).
    SodiumMass, "sodium", "mg", 0.0..=50_000.0, from_mg, mg;
    /// Mass of carbohydrate eaten or drunk.
    Carbohydrate, "carbohydrate", "g", 0.0..=2_000.0, from_g, g;
    /// Mass of caffeine.
    Caffeine, "caffeine", "mg", 0.0..=2_000.0, from_mg, mg;
    /// Alcohol in units of 8 g (10 mL) of ethanol.
    Alcohol, "alcohol", "units", 0.0..=60.0, from_units, units;
    /// Heart rate.
    HeartRate, "heart rate", "bpm", 20.0..=260.0, from_bpm, bpm;
    /// Variability of the time between heart beats.
    HeartRateVariability, "heart rate variability", "ms", 0.0..=1_000.0, from_ms, ms; // own limits
    /// Temperature of a body.
    BodyTemperature, "body temperature", "°C", 25.0..=45.0, from_c, c; // own limits
    /// Mechanical power.
    Power, "power", "W", 0.0..=3_000.0, from_w, w;
    /// Speed of a person.
    Speed, "speed", "m/s", 0.0..=40.0, from_m_s, m_s;
    /// Distance along the ground.
    Distance, "distance", "m", 0.0..=2_000_000.0, from_m, m;
    /// A span of time that a person reports, in hours.
    Hours, "time", "h", 0.0..=48.0, from_h, h;
    /// Pain on the numerical rating scale from 0 (none) to 10 (worst).
    Pain, "pain", "of 10", 0.0..=10.0, from_0_10, of_10;
}

impl Temperature {
    /// How much warmer this temperature is than `other`, in °C of difference.
    ///
    /// ```
    /// use charley_domain::quantity::{Temperature, TemperatureDelta};
    /// let noon = Temperature::from_c(29.0)?;
    /// let dawn = Temperature::from_c(18.0)?;
    /// assert_eq!(noon.above(dawn), TemperatureDelta::from_delta_c(11.0)?);
    /// # Ok::<(), charley_domain::quantity::OutOfRange>(())
    /// ```
    pub fn above(self, other: Self) -> TemperatureDelta {
        // Two values within -60..60 differ by at most 120, the limit of the difference.
        TemperatureDelta(self.0 - other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_error_names_value_limit_and_remedy() {
        let error = BodyMass::from_kg(6.2).unwrap_err();
        assert_eq!(
            error.to_string(),
            "body mass of 6.2 kg is outside 20 to 400 kg: check the number and its unit"
        );
        assert!(HeartRate::from_bpm(f64::NAN).is_err());
        assert!(Temperature::from_c(f64::INFINITY).is_err());
    }

    #[test]
    fn json_is_the_bare_number_and_is_checked_on_the_way_in() {
        assert_eq!(serde_json::to_string(&BodyMass::from_kg(61.8).unwrap()).unwrap(), "61.8");
        assert!(serde_json::from_str::<BodyMass>("6.18").is_err());
    }

    proptest! {
        #[test]
        fn constructor_and_getter_agree(value in any::<f64>()) {
            match Temperature::from_c(value) {
                Ok(t) => prop_assert!((t.c() - value).abs() < f64::EPSILON),
                Err(_) => prop_assert!(!(Temperature::MIN..=Temperature::MAX).contains(&value)),
            }
        }

        #[test]
        fn differences_of_temperatures_are_antisymmetric(a in -60.0..60.0f64, b in -60.0..60.0f64) {
            let (a, b) = (Temperature::from_c(a).unwrap(), Temperature::from_c(b).unwrap());
            prop_assert!((a.above(b).delta_c() + b.above(a).delta_c()).abs() < 1e-12);
        }
    }
}
