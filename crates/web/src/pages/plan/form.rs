//! What the form of `/plan` sends, and what stands in it: everything as typed, so that a slip costs one field.

use charley_domain::{
    entry::{Effort, Sun},
    quantity::{Distance, FluidVolume, Speed, Temperature},
    workout::Sport,
};
use charley_import::course;
use jiff::ZonedDateTime;

use crate::form::FormFields;
use charley_answers::plan::{Goal, LastPlan, Spec};
use charley_speech::typed::{self, Mistyped};

/// A field with its value as typed.
type TypedField = (&'static str, String);

/// Names of the fields that are typed, in their order.
const NAMES: [&str; 17] = [
    "sport",
    "distance",
    "climb",
    "goal",
    "effort",
    "start",
    "air",
    "humidity",
    "wind",
    "sun",
    "carry",
    "aid",
    "drink",
    "sodium",
    "carbohydrate",
    "warm_up",
    "keep_course",
];

/// What stands in the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Filled {
    values: Vec<TypedField>,
    /// The course that is kept.
    pub(super) course: Option<String>,
}

impl Filled {
    /// What was typed.
    pub(super) fn typed(fields: &FormFields, before: Option<&LastPlan>) -> Self {
        let values = NAMES.iter().map(|name| (*name, fields.text(name).to_owned())).collect();
        Self { values, course: before.and_then(LastPlan::course_name) }
    }

    /// The last plan.
    pub(super) fn of(kept: &LastPlan) -> Self {
        let spec = &kept.spec;
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value}"));
        let ml = |ml: f64| format!("{ml} ml");
        let km = |metres: f64| format!("{} km", metres / 1000.0);
        let aid = match spec.aid_every_m {
            Some(every) => km(every),
            None => spec.aid_at_m.iter().map(|at| format!("{}", at / 1000.0)).collect::<Vec<_>>().join(", "),
        };
        let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        let course = kept.course_name();
        let values = vec![
            ("sport", word(spec.sport.map(Sport::word))),
            ("distance", spec.distance_m.map(km).unwrap_or_default()),
            ("climb", spec.climb_m.map(|metres| format!("{metres} m")).unwrap_or_default()),
            ("goal", spec.goal.map(String::from).unwrap_or_default()),
            ("effort", word(spec.effort.map(Effort::word))),
            ("start", spec.start.clone().unwrap_or_default()),
            ("air", spec.air_c.map(|air_c| format!("{air_c} °C")).unwrap_or_default()),
            ("humidity", number(spec.humidity_pct)),
            ("wind", spec.wind_m_s.map(|m_s| format!("{m_s} m/s")).unwrap_or_default()),
            ("sun", word(spec.sun.map(Sun::word))),
            ("carry", spec.carry_ml.map(ml).unwrap_or_default()),
            ("aid", aid),
            ("drink", spec.drink_ml_h.map(ml).unwrap_or_default()),
            ("sodium", number(spec.sodium_mg_h)),
            ("carbohydrate", number(spec.carbohydrate_g_h)),
            ("warm_up", if spec.warm_up == Some(true) { "yes" } else { "" }.to_owned()),
            ("keep_course", if course.is_some() { "yes" } else { "" }.to_owned()),
        ];
        Self { values, course }
    }

    /// The value of a field; empty where nothing stands in it.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
}

/// What is wrong with a form, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormProblem {
    /// The field; `None` where it is the whole.
    pub(super) field: Option<&'static str>,
    /// In a sentence.
    pub(super) says: String,
}

impl From<String> for FormProblem {
    fn from(says: String) -> Self {
        Self { field: None, says }
    }
}

/// The plan that a form asks for, checked, with the start as a date of the calendar: "tomorrow" is another day each day.
///
/// # Errors
/// [`FormProblem`], with the field where one is to blame.
pub(super) fn read(
    fields: &FormFields,
    (file, before): (Option<&[u8]>, Option<&LastPlan>),
    now: &ZonedDateTime,
) -> Result<LastPlan, FormProblem> {
    let spec = spec(fields)?;
    let found = match file {
        Some(bytes) => Some(course(bytes).map_err(|error| at("course")(&error))?),
        None if fields.text("keep_course") == "yes" => before.and_then(LastPlan::course),
        None => None,
    };
    let course_says = [("distance", spec.distance_m), ("climb", spec.climb_m)];
    if let Some((field, _)) = course_says.iter().find(|(_, value)| found.is_some() && value.is_some()) {
        let says = "The course already says how far and how high: leave both empty, or take the course away.";
        return Err(FormProblem { field: Some(field), says: says.to_owned() });
    }
    let mut kept = LastPlan::of(spec, found.as_ref());
    let outing = kept.outing(now)?;
    kept.spec.start = Some(outing.start.civil().strftime("%Y-%m-%dT%H:%M").to_string());
    Ok(kept)
}

fn spec(fields: &FormFields) -> Result<Spec, FormProblem> {
    let said = |name: &'static str| Some(fields.text(name)).filter(|text| !text.is_empty());
    let (aid_every_m, aid_at_m) = match said("aid") {
        Some(text) => stations(text).map_err(|error| at("aid")(&error))?,
        None => (None, Vec::new()),
    };
    let number = |name: &'static str, what: &'static str| -> Result<Option<f64>, FormProblem> {
        said(name).map(|text| typed::signed(what, text).map_err(|error| at(name)(&error))).transpose()
    };
    let sport = said("sport").map(|text| text.parse::<Sport>().map_err(|error| at("sport")(&error)));
    let effort = said("effort").map(|text| text.parse::<Effort>().map_err(|error| at("effort")(&error)));
    let sun = said("sun").map(|text| text.parse::<Sun>().map_err(|error| at("sun")(&error)));
    let distance = said("distance").map(|text| typed::distance(text).map_err(|error| at("distance")(&error)));
    let climb = said("climb").map(|text| typed::climb_m(text).map_err(|error| at("climb")(&error)));
    let goal = said("goal").map(|text| Goal::read(text).map_err(|error| at("goal")(&error)));
    let air = said("air").map(|text| typed::air(text).map_err(|error| at("air")(&error)));
    let wind = said("wind").map(|text| typed::speed(text).map_err(|error| at("wind")(&error)));
    let drink = said("drink").map(|text| drink_ml(text).map_err(|error| at("drink")(&error)));
    let carry = said("carry").map(|text| typed::volume(text).map_err(|error| at("carry")(&error)));
    Ok(Spec {
        sport: sport.transpose()?,
        course: None,
        distance_m: distance.transpose()?.map(Distance::m),
        climb_m: climb.transpose()?,
        goal: goal.transpose()?,
        effort: effort.transpose()?,
        start: said("start").map(str::to_owned),
        air_c: air.transpose()?.map(Temperature::c),
        humidity_pct: number("humidity", "humidity")?,
        wind_m_s: wind.transpose()?.map(Speed::m_s),
        sun: sun.transpose()?,
        drink_ml_h: drink.transpose()?,
        sodium_mg_h: number("sodium", "amount of sodium")?,
        carbohydrate_g_h: number("carbohydrate", "amount of carbohydrate")?,
        aid_every_m,
        aid_at_m,
        carry_ml: carry.transpose()?.map(FluidVolume::ml),
        warm_up: (fields.text("warm_up") == "yes").then_some(true),
    })
}

/// `500 ml`, `17 fl oz`; a bare number is in mL, and 0 is an answer too.
fn drink_ml(typed: &str) -> Result<f64, Mistyped> {
    match typed.trim().parse::<f64>() {
        Ok(_) => typed::signed("amount of drink", typed.trim()),
        Err(_) => typed::volume(typed).map(FluidVolume::ml),
    }
}

/// `5 km`: a station each five; `5, 10, 15.5`: stations at these kilometres.
fn stations(typed: &str) -> Result<(Option<f64>, Vec<f64>), Mistyped> {
    if !typed.contains(',') {
        return Ok((Some(typed::distance(typed)?.m()), Vec::new()));
    }
    let at: Result<Vec<f64>, Mistyped> =
        typed.split(',').map(|place| typed::distance(place.trim()).map(Distance::m)).collect();
    Ok((None, at?))
}

fn at<E: std::fmt::Display>(field: &'static str) -> impl Fn(&E) -> FormProblem {
    move |error| FormProblem { field: Some(field), says: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> FormFields {
        FormFields::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn now() -> ZonedDateTime {
        "2026-11-23T09:00[Europe/Berlin]".parse().unwrap()
    }

    fn made(pairs: &[(&str, &str)]) -> Result<LastPlan, FormProblem> {
        read(&fields(pairs), (None, None), &now())
    }

    const MARATHON: [(&str, &str); 8] = [
        ("sport", "run"),
        ("distance", "42.195 km"),
        ("climb", "120 m"),
        ("goal", "3:45"),
        ("start", "2027-05-09T09:00"),
        ("air", "27"),
        ("aid", "5 km"),
        ("carry", "500 ml"),
    ];

    #[test]
    fn what_was_typed_stands_in_the_form_again() {
        let kept = made(&MARATHON).unwrap();
        let filled = Filled::of(&kept);
        assert_eq!((filled.value("distance"), filled.value("goal")), ("42.195 km", "3:45:00"));
        let again: Vec<(&str, &str)> = NAMES.iter().map(|name| (*name, filled.value(name))).collect();
        assert_eq!(made(&again).unwrap(), kept);
    }

    #[test]
    fn a_start_without_a_date_is_kept_as_one() {
        let kept = made(&[("sport", "ride"), ("goal", "90min"), ("effort", "hard")]).unwrap();
        assert_eq!(kept.spec.start.as_deref(), Some("2026-11-24T09:00"));
    }

    #[test]
    fn a_slip_is_named_at_its_field_and_what_cannot_be_in_a_sentence() {
        for (name, value, says) in [
            ("goal", "fast", "fast"),
            ("distance", "far", "far"),
            ("climb", "x", "x"),
            ("air", "hot", "hot"),
            ("drink", "much", "much"),
            ("sport", "flying", "flying"),
        ] {
            let mut pairs = MARATHON.to_vec();
            pairs.retain(|(known, _)| *known != name);
            pairs.push((name, value));
            let problem = made(&pairs).unwrap_err();
            assert_eq!(problem.field, Some(name));
            assert!(problem.says.contains(says), "{problem:?}");
        }
        for (name, value, says) in
            [("goal", "1:30", "world record"), ("start", "2026-01-01T09:00", "past"), ("goal", "", "goal")]
        {
            let mut pairs = MARATHON.to_vec();
            pairs.retain(|(known, _)| *known != name);
            pairs.push((name, value));
            assert!(made(&pairs).unwrap_err().says.contains(says), "{name} {value}");
        }
        let torn = read(&fields(&MARATHON), (Some(b"<gpx"), None), &now()).unwrap_err();
        assert_eq!(torn.field, Some("course"));
    }
}
