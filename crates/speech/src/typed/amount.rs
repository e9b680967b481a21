//! Amounts as typed, in the units people use: `500ml`, `16oz`, `61.8kg`, `9st 10lb`, `60g-carbs`, `100mg`.

use charley_domain::{
    person::Units,
    quantity::{
        Alcohol, BodyMass, Caffeine, Carbohydrate, Distance, FluidVolume, Height, SodiumMass, Speed,
        Temperature,
    },
};

use super::{
    Mistyped,
    parts::{NumberWithUnit, number, one, parts},
};
use crate::units::{FLUID_OUNCE_ML, FOOT_IN, INCH_CM, MILE_AN_HOUR_M_S, MILE_M, POUND_KG, celsius};

/// Grams of ethanol in a unit of alcohol, as [`Alcohol`] counts them.
const ALCOHOL_UNIT_G: f64 = 8.0;

/// A body mass; a bare number is in the person's own units, once they chose some.
///
/// # Errors
/// When it has no unit, an unknown one, or is no body mass.
pub fn mass(typed: &str, units: Option<Units>) -> Result<BodyMass, Mistyped> {
    let refuse =
        || Mistyped::form("weight", typed, "write it with its unit, as in 61.8kg, 136lb or 9st 10lb");
    let (mut total_kg, mut is_after_stones) = (0.0, false);
    for part in parts(typed).ok_or_else(refuse)? {
        let unit_kg = match (part.unit.as_str(), units) {
            // Whoever says eleven stone four means pounds.
            ("", _) if is_after_stones => POUND_KG,
            ("kg" | "kgs" | "kilo" | "kilos", _) | ("", Some(Units::Metric)) => 1.0,
            ("lb" | "lbs" | "pound" | "pounds", _) | ("", Some(Units::Us)) => POUND_KG,
            ("st" | "stone", _) => 14.0 * POUND_KG,
            ("oz", _) if total_kg > 0.0 => POUND_KG / 16.0,
            _ => return Err(refuse()),
        };
        is_after_stones = matches!(part.unit.as_str(), "st" | "stone");
        total_kg += part.value * unit_kg;
    }
    Ok(BodyMass::from_kg(total_kg)?)
}

/// A volume of something drunk.
///
/// # Errors
/// When it has no unit, one that means different things to different people, or is more than 10 L.
pub fn volume(typed: &str) -> Result<FluidVolume, Mistyped> {
    let refuse = |remedy: &str| Mistyped::form("volume", typed, remedy);
    let plain = "write it with its unit, as in 500ml, 0.5l or 16oz";
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(|| refuse(plain))?;
    let unit_ml = match unit.trim_end_matches('.') {
        "ml" => 1.0,
        "cl" => 10.0,
        "dl" => 100.0,
        "l" | "liter" | "liters" | "litre" | "litres" => 1000.0,
        "oz" | "floz" | "fl oz" | "fl. oz" | "ounce" | "ounces" => FLUID_OUNCE_ML,
        "glass" | "glasses" | "cup" | "cups" | "bottle" | "bottles" | "pint" | "pints" | "can" | "cans" => {
            return Err(refuse("glasses, cups and pints differ in size: write 500ml, 0.5l or 16oz"));
        }
        _ => return Err(refuse(plain)),
    };
    more_than_nothing(typed, value)?;
    Ok(FluidVolume::from_ml(value * unit_ml)?)
}

/// Carbohydrate eaten.
///
/// # Errors
/// When it is not in grams of carbohydrate, or more than 2 kg.
pub fn carbohydrate(typed: &str) -> Result<Carbohydrate, Mistyped> {
    let refuse =
        || Mistyped::form("amount of carbohydrate", typed, "write grams of carbohydrate, as in 60g-carbs");
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    match unit.replace(['-', ' '], "").as_str() {
        "g" | "gcarbs" | "gcarb" | "gcarbohydrate" | "gcarbohydrates" => {
            more_than_nothing(typed, value)?;
            Ok(Carbohydrate::from_g(value)?)
        }
        _ => Err(refuse()),
    }
}

/// Caffeine; a bare number is in milligrams, the only unit printed on packs.
///
/// # Errors
/// When it is not in milligrams or grams, or more than 2 g.
pub fn caffeine(typed: &str) -> Result<Caffeine, Mistyped> {
    let refuse = || Mistyped::form("amount of caffeine", typed, "write milligrams, as in 100mg");
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    let unit_mg = match unit.as_str() {
        "mg" | "" => 1.0,
        "g" => 1000.0,
        _ => return Err(refuse()),
    };
    Ok(Caffeine::from_mg(value * unit_mg)?)
}

/// Sodium, in milligrams.
///
/// # Errors
/// When it is not in milligrams, or more than 50 g.
pub fn sodium(typed: &str) -> Result<SodiumMass, Mistyped> {
    let refuse = || Mistyped::form("amount of sodium", typed, "write milligrams of sodium, as in 300mg");
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    if unit.is_empty() || unit == "mg" { Ok(SodiumMass::from_mg(value)?) } else { Err(refuse()) }
}

/// Alcohol in units of 8 g; a bare number is in units.
///
/// # Errors
/// When it is counted in drinks, which differ, or is more than 60 units.
pub fn alcohol(typed: &str) -> Result<Alcohol, Mistyped> {
    let refuse = || {
        let remedy = "write units of 8 g, as in 2, or grams, as in 16g (330 ml of beer at 5 % is about 1.6 units, \
                      150 ml of wine at 12 % about 1.8, a US standard drink 1.75)";
        Mistyped::form("amount of alcohol", typed, remedy)
    };
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    let units = match unit.as_str() {
        "" | "u" | "unit" | "units" => value,
        "g" => value / ALCOHOL_UNIT_G,
        _ => return Err(refuse()),
    };
    Ok(Alcohol::from_units(units)?)
}

/// A distance; a bare number is in kilometres.
///
/// # Errors
/// When it is neither in km, m nor miles, or longer than 2,000 km.
pub fn distance(typed: &str) -> Result<Distance, Mistyped> {
    let refuse = || Mistyped::form("distance", typed, "write it as in 7km or 4.3mi");
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    let unit_m = match unit.as_str() {
        "km" | "k" | "" => 1000.0,
        "mi" | "mile" | "miles" => MILE_M,
        "meter" | "meters" | "metres" => 1.0,
        _ => return Err(refuse()),
    };
    more_than_nothing(typed, value)?;
    Ok(Distance::from_m(value * unit_m)?)
}

/// A distance that says its unit, for words where a bare number means something else.
///
/// # Errors
/// As [`distance`], and without a unit.
pub fn distance_with_unit(typed: &str) -> Result<Distance, Mistyped> {
    match one(typed) {
        Some(part) if !part.unit.is_empty() => distance(typed),
        _ => Err(Mistyped::form("distance", typed, "write it with its unit, as in 7km or 4.3mi")),
    }
}

/// A climb in m; a bare number is in metres.
///
/// # Errors
/// When it is neither in m nor feet.
pub fn climb_m(typed: &str) -> Result<f64, Mistyped> {
    let refuse = || Mistyped::form("climb", typed, "write it as in +200m or +650ft");
    let NumberWithUnit { value, unit } = one(typed).ok_or_else(refuse)?;
    match unit.as_str() {
        "m" | "" | "meter" | "meters" | "metres" => Ok(value),
        "ft" | "feet" => Ok(value * FOOT_IN * INCH_CM / 100.0),
        _ => Err(refuse()),
    }
}

/// Air temperature in the shade; a bare number is in °C.
///
/// # Errors
/// When it is neither in °C nor in °F, or no temperature of outside air.
pub fn air(typed: &str) -> Result<Temperature, Mistyped> {
    let refuse = || Mistyped::form("air temperature", typed, "write it as in 29, 29c or 84f");
    let text = typed.trim();
    let (sign, size) = text.strip_prefix('-').map_or((1.0, text), |size| (-1.0, size));
    let NumberWithUnit { value, unit } = one(size).ok_or_else(refuse)?;
    let air_c = match unit.trim_start_matches('°') {
        "" | "c" => sign * value,
        "f" => celsius(sign * value),
        _ => return Err(refuse()),
    };
    Ok(Temperature::from_c(air_c)?)
}

/// A body height; a bare number is in centimetres.
///
/// # Errors
/// When it is neither in cm, m nor feet and inches, or no height of a person.
pub fn height(typed: &str) -> Result<Height, Mistyped> {
    let refuse = || Mistyped::form("height", typed, "write it as in 168cm, 1.68m or 5ft 6in");
    let plain = typed.replace(['\'', '\u{2032}'], "ft").replace(['"', '\u{2033}'], "in");
    let parts = parts(&plain).ok_or_else(refuse)?;
    let mut total_cm = 0.0;
    for (place, part) in parts.iter().enumerate() {
        let unit_cm = match (part.unit.as_str(), place) {
            ("cm" | "", 0) => 1.0,
            ("m", 0) => 100.0,
            ("ft" | "feet" | "foot", 0) => FOOT_IN * INCH_CM,
            ("in" | "inch" | "inches", _) => INCH_CM,
            // `5ft6`: what follows feet is inches.
            ("", 1) if parts[0].unit.starts_with('f') => INCH_CM,
            _ => return Err(refuse()),
        };
        total_cm += part.value * unit_cm;
    }
    Ok(Height::from_cm(total_cm)?)
}

/// A speed on foot: metres a second, or a pace; a bare number is in metres a second.
///
/// # Errors
/// When it is neither a speed nor a pace, or none of a person.
pub fn speed(typed: &str) -> Result<Speed, Mistyped> {
    let refuse = || Mistyped::form("speed", typed, "write it as in 3.6, 13km/h, 4:38/km or 7:27/mi");
    let text = typed.trim().to_lowercase().replace(" min", "");
    if let Some((pace, per)) = text.split_once('/').filter(|(pace, _)| pace.contains(':')) {
        let (minutes, seconds) = pace.trim().split_once(':').ok_or_else(refuse)?;
        let (minutes, seconds) = (number(minutes).ok_or_else(refuse)?, number(seconds).ok_or_else(refuse)?);
        let metres = match per.trim() {
            "km" => 1000.0,
            "mi" | "mile" => MILE_M,
            _ => return Err(refuse()),
        };
        let seconds = 60.0 * minutes + seconds;
        if seconds <= 0.0 {
            return Err(refuse());
        }
        return Ok(Speed::from_m_s(metres / seconds)?);
    }
    let NumberWithUnit { value, unit } = one(&text).ok_or_else(refuse)?;
    let unit_m_s = match unit.as_str() {
        "" | "m/s" => 1.0,
        "km/h" | "kmh" | "kph" => 1.0 / 3.6,
        "mph" => MILE_AN_HOUR_M_S,
        _ => return Err(refuse()),
    };
    Ok(Speed::from_m_s(value * unit_m_s)?)
}

/// A number with its sign: what must not be negative is refused by its quantity, by name.
///
/// # Errors
/// As [`plain`].
pub fn signed(what: &'static str, typed: &str) -> Result<f64, Mistyped> {
    match typed.strip_prefix('-') {
        Some(size) => plain(what, size).map(|value| -value),
        None => plain(what, typed),
    }
}

/// A bare number, where the option's own name holds the unit.
///
/// # Errors
/// When it is anything but a number.
pub fn plain(what: &'static str, typed: &str) -> Result<f64, Mistyped> {
    number(typed.trim()).ok_or_else(|| Mistyped::form(what, typed, "write a plain number, as in 62 or 61.8"))
}

fn more_than_nothing(typed: &str, value: f64) -> Result<(), Mistyped> {
    if value > 0.0 {
        Ok(())
    } else {
        Err(Mistyped::impossible(typed, "is nothing: there is nothing to record"))
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "factors of ten and of one leave the typed number as it is")]
mod tests {
    use super::*;

    fn kg(typed: &str) -> f64 {
        (mass(typed, None).unwrap().kg() * 10.0).round() / 10.0
    }

    #[test]
    fn weights_read_in_every_unit_and_never_without() {
        assert_eq!([kg("61.8kg"), kg("136lb"), kg("9st 10lb"), kg("61,8 kg")], [61.8, 61.7, 61.7, 61.8]);
        assert_eq!([kg("11 st 4"), kg("11st 4lb")], [71.7, 71.7], "after stones a bare number is pounds");
        assert!(mass("61.8", None).unwrap_err().to_string().contains("with its unit"));
        assert_eq!(mass("61.8", Some(Units::Metric)).unwrap().kg(), 61.8);
        assert!((mass("136", Some(Units::Us)).unwrap().kg() - 61.7).abs() < 0.05);
        assert!(mass("6kg", None).unwrap_err().to_string().contains("outside 20 to 400 kg"));
    }

    #[test]
    fn volumes_read_in_every_unit_that_has_one_size() {
        assert_eq!(volume("500ml").unwrap().ml(), 500.0);
        assert_eq!(volume("0.5 L").unwrap().ml(), 500.0);
        assert_eq!(volume("16oz").unwrap().ml().round(), 473.0);
        assert!(volume("2 glasses").unwrap_err().to_string().contains("differ in size"));
        assert!(volume("1,500ml").is_err());
        assert!(volume("0ml").is_err());
        assert!(volume("50l").unwrap_err().to_string().contains("outside 0 to 10000 mL"));
    }

    #[test]
    fn other_amounts_read_as_typed() {
        assert_eq!(carbohydrate("60g-carbs").unwrap().g(), 60.0);
        assert_eq!(carbohydrate("60 g carbs").unwrap().g(), 60.0);
        assert!(carbohydrate("a banana").is_err());
        assert_eq!(caffeine("100mg").unwrap().mg(), 100.0);
        assert_eq!(alcohol("2").unwrap().units(), 2.0);
        assert_eq!(alcohol("16g").unwrap().units(), 2.0);
        // That there was none is an answer: `why` asks for it.
        assert_eq!((alcohol("0").unwrap().units(), caffeine("0mg").unwrap().mg()), (0.0, 0.0));
        assert!(alcohol("-1").is_err() && caffeine("-5mg").is_err());
        assert!(alcohol("2 beers").unwrap_err().to_string().contains("units of 8 g"));
        assert_eq!(distance("7km").unwrap().m(), 7000.0);
        assert_eq!(distance("4.3mi").unwrap().m().round(), 6920.0);
        assert_eq!(
            [height("168"), height("1.68m"), height("168 cm")].map(|one| one.unwrap().cm().round()),
            [168.0; 3]
        );
        assert_eq!(
            ["5ft 6in", "5ft6", "5'6\"", "66in"].map(|typed| height(typed).unwrap().cm().round()),
            [168.0; 4]
        );
        assert!(height("5kg").is_err() && height("6ft 2lb").is_err());
        assert!((speed("4:38/km").unwrap().m_s() - 3.597).abs() < 0.001);
        assert!((speed("7:27 min/mi").unwrap().m_s() - 3.6).abs() < 0.01);
        assert!(speed("4:38").is_err() && speed("0:00/km").is_err() && speed("fast").is_err());
        assert_eq!(air("-5").unwrap().c(), -5.0);
        assert!((air("84f").unwrap().c() - 28.9).abs() < 0.05);
        assert!(air("84").unwrap_err().to_string().contains("outside -60 to 60 °C"));
    }
}
