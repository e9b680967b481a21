//! Amounts in words: SI inside, the person's units outside.

use charley_domain::{
    person::Units,
    quantity::{BodyMass, Distance, FluidVolume, Height, Speed, Temperature, WindSpeed},
};

use super::decimal;
use crate::{
    number::rounded,
    units::{DEGREE_F, FLUID_OUNCE_ML, FOOT_IN, INCH_CM, MILE_AN_HOUR_M_S, MILE_M, POUND_KG, fahrenheit},
};

/// `2 min`, `1 h 30 min`, `45 s`.
pub fn span(seconds: f64) -> String {
    let total = seconds.round() as u64;
    let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
    let parts = [(hours, "h"), (minutes, "min"), (if hours == 0 { seconds } else { 0 }, "s")];
    let said: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
    if said.is_empty() { "0 s".to_owned() } else { said.join(" ") }
}

/// `7.0 km` or `4.3 mi`.
pub(super) fn distance(distance: Distance, units: Units) -> String {
    far(distance.m(), units)
}

/// A distance as a device recorded it: `7.0 km` or `4.3 mi`.
pub fn far(metres: f64, units: Units) -> String {
    match units {
        Units::Metric => decimal(format!("{:.1} km", metres / 1000.0)),
        Units::Us => decimal(format!("{:.1} mi", metres / MILE_M)),
    }
}

/// `500 mL` or `17 fl oz`.
pub fn volume(volume: FluidVolume, units: Units) -> String {
    drink(volume.ml(), units)
}

/// The same of a computed amount in mL.
pub fn drink(ml: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{ml:.0} mL"),
        Units::Us => format!("{:.0} fl oz", ml / FLUID_OUNCE_ML),
    }
}

/// The same of an amount that must not be passed: never rounded up.
pub fn at_most(ml: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{:.0} mL", ml.floor()),
        Units::Us => decimal(format!("{:.1} fl oz", (10.0 * ml / FLUID_OUNCE_ML).floor() / 10.0)),
    }
}

/// `168 cm` or `5 ft 6 in`.
pub fn height(height: Height, units: Units) -> String {
    match units {
        Units::Metric => format!("{:.0} cm", height.cm()),
        Units::Us => {
            let (inches, foot) = ((height.cm() / INCH_CM).round() as u32, FOOT_IN as u32);
            format!("{} ft {} in", inches / foot, inches % foot)
        }
    }
}

/// `61.8 kg` or `136.2 lb`.
pub fn mass(mass: BodyMass, units: Units) -> String {
    match units {
        Units::Metric => decimal(format!("{:.1} kg", mass.kg())),
        Units::Us => decimal(format!("{:.1} lb", mass.kg() / POUND_KG)),
    }
}

/// How much lighter or heavier: `1.4 kg lighter`, `0.3 lb heavier`.
pub fn lost(lost_kg: f64, units: Units) -> String {
    let (amount, unit) = match units {
        Units::Metric => (lost_kg, "kg"),
        Units::Us => (lost_kg / POUND_KG, "lb"),
    };
    format!("{:.1} {unit} {}", amount.abs(), if amount < 0.0 { "heavier" } else { "lighter" })
}

/// A running speed as the pace that runners read: `4:38 min/km` or `7:27 min/mi`.
pub fn pace(speed: Speed, units: Units) -> String {
    if speed.m_s() <= 0.0 {
        return "standing still".to_owned();
    }
    format!("{} {}", bare_pace(speed, units), of_pace(units))
}

/// The same without its unit, for a column: `4:38`.
pub fn bare_pace(speed: Speed, units: Units) -> String {
    let metres = match units {
        Units::Metric => 1000.0,
        Units::Us => MILE_M,
    };
    let seconds = (metres / speed.m_s()).round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The unit of [`bare_pace`].
pub const fn of_pace(units: Units) -> &'static str {
    match units {
        Units::Metric => "min/km",
        Units::Us => "min/mi",
    }
}

/// Two temperatures of a sensor: `12 to 31 °C`.
pub fn between(low_c: f64, high_c: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} to {} °C", rounded(low_c, 0), rounded(high_c, 0)),
        Units::Us => format!("{} to {} °F", rounded(fahrenheit(low_c), 0), rounded(fahrenheit(high_c), 0)),
    }
}

/// `18 °C` or `64 °F`.
pub fn air(air: Temperature, units: Units) -> String {
    degrees(air.c(), units)
}

/// The same of a computed temperature in °C.
pub fn degrees(celsius: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} °C", rounded(celsius, 0)),
        Units::Us => format!("{} °F", rounded(fahrenheit(celsius), 0)),
    }
}

/// The temperature of a body, to a tenth: `36.8 °C` or `98.2 °F`.
pub(super) fn body_degrees(celsius: f64, units: Units) -> String {
    decimal(match units {
        Units::Metric => format!("{celsius:.1} °C"),
        Units::Us => format!("{:.1} °F", fahrenheit(celsius)),
    })
}

/// A temperature at which something begins, which may lie between two degrees: `20.5 °C`.
pub fn limit(celsius: f64, units: Units) -> String {
    match units {
        Units::Metric => decimal(format!("{celsius} °C")),
        Units::Us => degrees(celsius, units),
    }
}

/// How much warmer or cooler: `3 °C` or `5 °F`.
pub fn warmer(by_c: f64, units: Units) -> String {
    match units {
        Units::Metric => format!("{} °C", rounded(by_c, 0)),
        Units::Us => format!("{} °F", rounded(by_c * DEGREE_F, 0)),
    }
}

/// A lost or drunk amount in litres: `1.9 L` or `64 fl oz`, without the unit.
pub fn litres(litres: f64, units: Units) -> String {
    match units {
        Units::Metric => decimal(rounded(litres, 1)),
        Units::Us => rounded(1000.0 * litres / FLUID_OUNCE_ML, 0),
    }
}

/// The unit of [`litres`].
pub const fn of_litres(units: Units) -> &'static str {
    match units {
        Units::Metric => "L",
        Units::Us => "fl oz",
    }
}

pub(super) fn wind(wind: WindSpeed, units: Units) -> String {
    match units {
        Units::Metric => format!("{:.0} m/s", wind.m_s()),
        Units::Us => format!("{:.0} mph", wind.m_s() / MILE_AN_HOUR_M_S),
    }
}

/// A number without needless zeros: `2`, `1.5`.
pub fn plain(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    decimal(rounded.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_amounts_read_well() {
        assert_eq!(
            [span(120.0), span(5400.0), span(45.0), span(150.0), span(0.2)],
            ["2 min", "1 h 30 min", "45 s", "2 min 30 s", "0 s"]
        );
        assert_eq!(distance(Distance::from_m(7000.0).unwrap(), Units::Us), "4.3 mi");
        assert_eq!(mass(BodyMass::from_kg(61.8).unwrap(), Units::Us), "136.2 lb");
        assert_eq!([plain(2.0), plain(1.75)], ["2", "1.75"]);
    }
}
