//! How large the units are that people use: the only place where one is turned into another.
//!
//! `typed` reads them, `spoken` says them; everything between is SI. All factors are exact by definition.

/// Kilograms in a pound.
pub const POUND_KG: f64 = 0.453_592_37;
/// Millilitres in a US fluid ounce.
pub const FLUID_OUNCE_ML: f64 = 29.573_529_562_5;
/// Metres in an international mile.
pub const MILE_M: f64 = 1609.344;
/// Metres in a foot.
pub const FOOT_M: f64 = 0.3048;
/// Centimetres in an inch.
pub const INCH_CM: f64 = 2.54;
/// Inches in a foot.
pub const FOOT_IN: f64 = 12.0;
/// Metres a second in a mile an hour.
pub const MILE_AN_HOUR_M_S: f64 = 0.447_04;
/// Degrees Fahrenheit in a degree Celsius, as a difference.
pub const DEGREE_F: f64 = 1.8;
/// Degrees Fahrenheit at 0 °C.
pub const FREEZING_F: f64 = 32.0;

/// A temperature in °C as one in °F.
pub fn fahrenheit(celsius: f64) -> f64 {
    celsius * DEGREE_F + FREEZING_F
}

/// A temperature in °F as one in °C.
pub fn celsius(fahrenheit: f64) -> f64 {
    (fahrenheit - FREEZING_F) / DEGREE_F
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        person::Units,
        quantity::{BodyMass, Distance, FluidVolume, Height, Speed, Temperature},
    };
    use proptest::prelude::*;

    use crate::{spoken, typed};

    const BOTH: [Units; 2] = [Units::Metric, Units::Us];

    proptest! {
        #[test]
        fn a_mass_that_is_said_is_read_again(kg in 21.0..390.0f64) {
            for units in BOTH {
                let said = spoken::mass(BodyMass::from_kg(kg).unwrap(), units);
                let read = typed::mass(&said, None).unwrap().kg();
                prop_assert!((read - kg).abs() <= 0.051, "{said}: {read}");
            }
        }

        #[test]
        fn a_volume_that_is_said_is_read_again(ml in 15.0..9900.0f64) {
            for units in BOTH {
                let said = spoken::volume(FluidVolume::from_ml(ml).unwrap(), units);
                let read = typed::volume(&said).unwrap().ml();
                prop_assert!((read - ml).abs() <= 14.8, "{said}: {read}");
            }
        }

        #[test]
        fn a_distance_that_is_said_is_read_again(m in 100.0..1_000_000.0f64) {
            for units in BOTH {
                let said = spoken::far(Distance::from_m(m).unwrap().m(), units);
                let read = typed::distance(&said).unwrap().m();
                prop_assert!((read - m).abs() <= 80.5, "{said}: {read}");
            }
        }

        #[test]
        fn a_temperature_that_is_said_is_read_again(c in -59.0..59.0f64) {
            for units in BOTH {
                let said = spoken::air(Temperature::from_c(c).unwrap(), units);
                let read = typed::air(&said).unwrap().c();
                prop_assert!((read - c).abs() <= 0.51, "{said}: {read}");
            }
        }

        #[test]
        fn a_height_that_is_said_is_read_again(cm in 61.0..249.0f64) {
            for units in BOTH {
                let said = spoken::height(Height::from_cm(cm).unwrap(), units);
                let read = typed::height(&said).unwrap().cm();
                prop_assert!((read - cm).abs() <= 1.28, "{said}: {read}");
            }
        }

        #[test]
        fn a_pace_that_is_said_is_read_again(m_s in 1.0..8.0f64) {
            for units in BOTH {
                let said = spoken::pace(Speed::from_m_s(m_s).unwrap(), units);
                let read = typed::speed(&said).unwrap().m_s();
                prop_assert!((read / m_s - 1.0).abs() <= 0.005, "{said}: {read}");
            }
        }
    }

    #[test]
    fn degrees_are_those_of_the_textbook() {
        assert!(
            (super::fahrenheit(100.0) - 212.0).abs() < 1e-9 && (super::celsius(-40.0) + 40.0).abs() < 1e-9
        );
    }
}
