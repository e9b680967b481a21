//! A workout that is to come, checked: what it is, when, where, in what air, and what the person means to take.

use charley_body::course::{Course, CourseLeg};
use charley_domain::{
    entry::{Effort, Weather, WeatherFor},
    missing::{Ask, Missing},
    moment::Moment,
    quantity::{Carbohydrate, Distance, FluidVolume, Humidity, SodiumMass, Temperature, WindSpeed},
    workout::{Sport, WorkoutId},
};
use charley_import::CourseFile;
use jiff::ZonedDateTime;

use super::{
    record::fastest_s,
    spec::{Goal, Spec, words},
};
use charley_speech::typed::{self, Mistyped};

/// The id under which a planned workout is looked up.
pub(super) const PLANNED: &str = "planned";
/// Longest and shortest plan, in s.
const LONGEST_S: f64 = 48.0 * 3600.0;
const SHORTEST_S: f64 = 5.0 * 60.0;
/// Steepest course on average.
const STEEPEST: f64 = 0.4;
/// Slowest that still is a way, in m/s.
const SLOWEST_M_S: f64 = 0.2;
/// Furthest ahead that a plan looks, in days.
const FURTHEST_DAYS: i64 = 730;

/// A workout that is to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Outing {
    /// What it is called.
    pub name: Option<String>,
    /// The sport.
    pub sport: Sport,
    /// When it begins.
    pub start: Moment,
    /// How long it takes at the goal, in s.
    pub goal_s: f64,
    /// Where it goes; `None` where only a time is known.
    pub course: Option<Course>,
    /// How hard, where pace does not tell.
    pub effort: Effort,
    /// The expected air.
    pub weather: Option<Weather>,
    /// Latitude of the start, in degrees.
    pub latitude_deg: Option<f64>,
    /// What the person means to take.
    pub own: Own,
    /// Where there is something to drink.
    pub aid: Aid,
    /// Whether they warm up.
    pub warm_up: Option<bool>,
    /// What was assumed.
    pub assumed: Vec<Missing>,
}

/// What a person means to take in an hour; `None` is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(clippy::struct_field_names, reason = "the unit stands in every name")]
pub struct Own {
    /// Drink in mL/h.
    pub drink_ml_h: Option<f64>,
    /// Sodium in mg/h.
    pub sodium_mg_h: Option<f64>,
    /// Carbohydrate in g/h.
    pub carbohydrate_g_h: Option<f64>,
}

/// Where there is something to drink.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Aid {
    /// Metres of the stations, rising; empty where none were said.
    pub at_m: Vec<f64>,
    /// What can be carried, in mL.
    pub carry_ml: Option<f64>,
}

impl Outing {
    /// Whether pace tells the effort.
    pub const fn is_on_foot(&self) -> bool {
        matches!(self.sport, Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike)
    }

    /// Along the ground, in m; `None` where only a time is known.
    pub fn distance_m(&self) -> Option<f64> {
        self.course.as_ref().map(Course::length_m)
    }

    /// Checks what was said of a workout; `file` is the course that it names.
    ///
    /// # Errors
    /// A sentence with what is wrong, the limit and what to write.
    pub fn of(spec: &Spec, file: Option<&CourseFile>, now: &ZonedDateTime) -> Result<Self, Mistyped> {
        let mut assumed = Vec::new();
        let sport = sport(spec, file, &mut assumed)?;
        let course = course(spec, file, &mut assumed)?;
        let distance_m = course.as_ref().map(Course::length_m);
        let goal_s = goal_s(spec, (sport, distance_m))?;
        let start = start(spec, now, &mut assumed)?;
        let on_foot = matches!(sport, Sport::Run | Sport::TrailRun | Sport::Walk | Sport::Hike);
        let effort = spec.effort.unwrap_or_else(|| {
            if course.is_some() && matches!(sport, Sport::Run | Sport::TrailRun) {
                assumed.push(Missing::of("a race", &[Ask::PlanEffort]));
                return Effort::Race;
            }
            if course.is_none() || !on_foot {
                assumed.push(Missing::of("moderate effort", &[Ask::PlanEffort]));
            }
            Effort::Moderate
        });
        Ok(Self {
            name: file.and_then(|file| file.name.clone()),
            sport,
            start,
            goal_s,
            effort,
            weather: weather(spec)?,
            latitude_deg: file.map(|file| file.latitude_deg),
            own: own(spec)?,
            aid: aid(spec, distance_m)?,
            warm_up: spec.warm_up,
            course,
            assumed,
        })
    }
}

fn sport(spec: &Spec, file: Option<&CourseFile>, assumed: &mut Vec<Missing>) -> Result<Sport, Mistyped> {
    let said = spec.sport.or(file.and_then(|file| file.sport));
    if let Some(sport) = said {
        return Ok(sport);
    }
    if file.is_some() || spec.distance_m.is_some() {
        assumed.push(Missing::of("a run", &[Ask::PlanSport]));
        return Ok(Sport::Run);
    }
    Err(words::missing("the sport", ""))
}

fn course(
    spec: &Spec,
    file: Option<&CourseFile>,
    assumed: &mut Vec<Missing>,
) -> Result<Option<Course>, Mistyped> {
    if let Some(file) = file {
        assumed.extend(file.notes.iter().map(|note| Missing::made(note, [])));
        let points: Vec<(f64, Option<f64>)> =
            file.points.iter().map(|point| (point.along_m, point.altitude_m)).collect();
        return Ok(Course::of_profile(&points));
    }
    let climb_m = spec.climb_m.unwrap_or(0.0);
    let Some(distance_m) = spec.distance_m else {
        if spec.climb_m.is_some() {
            return Err(Mistyped::impossible(
                "the climb",
                "needs a distance beside it, as in 'run 18km +200m 2h'",
            ));
        }
        return Ok(None);
    };
    let distance_m = Distance::from_m(distance_m)?.m();
    if distance_m < 100.0 {
        return Err(Mistyped::impossible(
            &format!("a distance of {distance_m} m"),
            "is too short for a plan: the shortest is 100 m; a bare number is in metres in a file and in km in words",
        ));
    }
    if !(0.0..=STEEPEST * distance_m / 2.0).contains(&climb_m) {
        return Err(Mistyped::impossible(
            &format!("a climb of {climb_m} m"),
            format!(
                "cannot be on {distance_m:.0} m: it has to be between 0 and {:.0} m",
                STEEPEST * distance_m / 2.0
            ),
        ));
    }
    if spec.climb_m.is_none() {
        assumed.push(Missing::of("a level course", &[Ask::PlanClimb]));
        return Ok(Some(Course { legs: level(distance_m) }));
    }
    assumed.push(Missing::of("the climb spread over hills of 500 m, as much down as up", &[]));
    Ok(Some(Course::rolling(distance_m, climb_m)))
}

fn level(distance_m: f64) -> Vec<CourseLeg> {
    let count = (distance_m / 100.0).ceil().max(1.0);
    vec![CourseLeg { length_m: distance_m / count, grade: 0.0 }; count as usize]
}

fn goal_s(spec: &Spec, (sport, distance_m): (Sport, Option<f64>)) -> Result<f64, Mistyped> {
    let goal_s = match (spec.goal, distance_m) {
        (None, Some(_)) => {
            return Err(words::missing("the goal time or pace (--goal 3:45 or --goal 5:20/km)", ""));
        }
        (None, None) => return Err(words::missing("how long", "")),
        (Some(Goal::Time(seconds)), _) => seconds,
        (Some(Goal::Pace(seconds)), Some(metres)) => seconds * metres / 1000.0,
        (Some(Goal::Pace(_)), None) => {
            return Err(Mistyped::impossible(
                "a pace",
                "needs a distance beside it, as in 'run 18km 5:20/km'",
            ));
        }
    };
    let typed = String::from(Goal::Time(goal_s));
    if !(SHORTEST_S..=LONGEST_S).contains(&goal_s) {
        return Err(Mistyped::impossible(
            &typed,
            "is outside what is planned, 5 minutes to 48 hours: plan each day by itself; 3:45 is hours and minutes",
        ));
    }
    if let Some(metres) = distance_m {
        let record_s = fastest_s(sport, metres);
        if goal_s < record_s {
            let record = String::from(Goal::Time(record_s.ceil()));
            return Err(Mistyped::impossible(
                &typed,
                format!(
                    "for {:.1} km is faster than the world record, about {record}: check the goal; 3:45 is hours and minutes",
                    metres / 1000.0
                ),
            ));
        }
        if metres / goal_s < SLOWEST_M_S {
            return Err(Mistyped::impossible(
                &typed,
                format!(
                    "for {:.1} km is slower than a walk: check the goal and the distance",
                    metres / 1000.0
                ),
            ));
        }
    }
    Ok(goal_s)
}

fn start(spec: &Spec, now: &ZonedDateTime, assumed: &mut Vec<Missing>) -> Result<Moment, Mistyped> {
    let Some(typed) = spec.start.as_deref() else {
        assumed.push(Missing::of("a start tomorrow at 9 o'clock", &[Ask::PlanStart]));
        let tomorrow = now.date().tomorrow().unwrap_or(now.date());
        return typed::moment_at(tomorrow.at(9, 0, 0, 0), now);
    };
    let start = typed::ahead(typed, now)?;
    let days = start.instant.duration_since(now.timestamp()).as_secs() / 86_400;
    if days > FURTHEST_DAYS {
        return Err(Mistyped::impossible(typed, "is more than two years ahead: plan it when it is nearer"));
    }
    Ok(start)
}

fn weather(spec: &Spec) -> Result<Option<Weather>, Mistyped> {
    let humidity_pct = spec.humidity_pct.map(Humidity::from_pct).transpose()?;
    let wind_m_s = spec.wind_m_s.map(WindSpeed::from_m_s).transpose()?;
    let Some(air_c) = spec.air_c.map(Temperature::from_c).transpose()? else {
        if humidity_pct.is_some() || wind_m_s.is_some() || spec.sun.is_some() {
            return Err(Mistyped::impossible(
                "humidity, wind or sun",
                "needs a temperature beside it, as in --air-c 27: without one the season's air is taken",
            ));
        }
        return Ok(None);
    };
    let window = WeatherFor::Workout(WorkoutId(PLANNED.to_owned()));
    Ok(Some(Weather { window, air_c, humidity_pct, wind_m_s, sun: spec.sun }))
}

fn own(spec: &Spec) -> Result<Own, Mistyped> {
    Ok(Own {
        drink_ml_h: spec.drink_ml_h.map(FluidVolume::from_ml).transpose()?.map(FluidVolume::ml),
        sodium_mg_h: spec.sodium_mg_h.map(SodiumMass::from_mg).transpose()?.map(SodiumMass::mg),
        carbohydrate_g_h: spec.carbohydrate_g_h.map(Carbohydrate::from_g).transpose()?.map(Carbohydrate::g),
    })
}

fn aid(spec: &Spec, distance_m: Option<f64>) -> Result<Aid, Mistyped> {
    let carry_ml = spec.carry_ml.map(FluidVolume::from_ml).transpose()?.map(FluidVolume::ml);
    let mut at_m = spec.aid_at_m.clone();
    if (spec.aid_every_m.is_some() || !at_m.is_empty()) && distance_m.is_none() {
        return Err(Mistyped::impossible("aid stations", "need a course or a distance beside them"));
    }
    let distance_m = distance_m.unwrap_or(0.0);
    if let Some(every) = spec.aid_every_m {
        if !(500.0..=100_000.0).contains(&every) {
            let said = format!("an aid station every {every} m");
            return Err(Mistyped::impossible(
                &said,
                "is outside 500 m to 100 km: write them as in --aid 5km",
            ));
        }
        at_m.extend((1_u32..(distance_m / every).ceil() as u32).map(|number| every * f64::from(number)));
    }
    if let Some(outside) = at_m.iter().find(|metres| !(0.0..distance_m).contains(*metres)) {
        return Err(Mistyped::impossible(
            &format!("an aid station at {:.1} km", outside / 1000.0),
            format!(
                "is not on the course of {:.1} km: write those between start and finish",
                distance_m / 1000.0
            ),
        ));
    }
    at_m.sort_by(f64::total_cmp);
    at_m.dedup_by(|a, b| (*a - *b).abs() < 100.0);
    Ok(Aid { at_m, carry_ml })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> ZonedDateTime {
        "2026-11-23T09:00[Europe/Berlin]".parse().unwrap()
    }

    fn outing(words: &str) -> Result<Outing, Mistyped> {
        Outing::of(&Spec::of_words(words).unwrap(), None, &now())
    }

    #[test]
    fn a_marathon_in_words_is_an_outing() {
        let outing = outing("marathon 3:45 27c").unwrap();
        assert_eq!((outing.sport, outing.goal_s), (Sport::Run, 13_500.0));
        assert!((outing.distance_m().unwrap() - 42_195.0).abs() < 1e-6);
        assert_eq!(outing.start.to_string(), "2026-11-24T09:00:00+01:00");
        assert_eq!(outing.assumed.len(), 4, "{:?}", outing.assumed);
    }

    #[test]
    fn bad_input_is_refused_with_the_value_and_the_remedy() {
        let with = |change: fn(&mut Spec)| {
            let mut spec = Spec::of_words("run 10km 50min").unwrap();
            change(&mut spec);
            Outing::of(&spec, None, &now()).unwrap_err().to_string()
        };
        for (message, named) in [
            (with(|spec| spec.goal = Some(Goal::Time(1500.0))), "world record"),
            (with(|spec| spec.start = Some("2026-11-22T09:00".to_owned())), "past"),
            (with(|spec| spec.start = Some("soon".to_owned())), "soon"),
            (with(|spec| spec.air_c = Some(80.0)), "-60 to 60"),
            (with(|spec| spec.distance_m = Some(-5.0)), "-5"),
            (with(|spec| spec.distance_m = Some(f64::NAN)), "NaN"),
            (with(|spec| spec.climb_m = Some(9000.0)), "9000"),
            (with(|spec| spec.goal = Some(Goal::Time(400_000.0))), "48 hours"),
            (with(|spec| spec.goal = None), "--goal"),
            (with(|spec| spec.humidity_pct = Some(50.0)), "--air-c"),
            (with(|spec| spec.aid_at_m = vec![12_000.0]), "12.0 km"),
            (with(|spec| spec.aid_every_m = Some(-1.0)), "-1"),
            (with(|spec| spec.drink_ml_h = Some(-1.0)), "-1"),
        ] {
            assert!(message.contains(named) && message.lines().count() == 1, "{named}: {message}");
        }
        for (words, named) in [("40min easy", "the sport"), ("run", "how long"), ("run 5:00/km", "distance")]
        {
            assert!(outing(words).unwrap_err().to_string().contains(named), "{words}");
        }
    }
}
