//! The last plan that was asked for, kept so that the page shows it again; and what is made of it.

use charley_domain::workout::Sport;
use charley_import::{CourseFile, CoursePoint};
use serde::{Deserialize, Serialize};

use super::{Outing, Plan, Prepared, Spec};
use charley_case::answered::Answered;

/// A plan as it was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LastPlan {
    /// What was said.
    pub spec: Spec,
    course: Option<Way>,
}

/// The course of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Way {
    name: Option<String>,
    sport: Option<Sport>,
    latitude_deg: f64,
    notes: Vec<String>,
    /// Metres along it, and the height there.
    points: Vec<(f64, Option<f64>)>,
}

impl LastPlan {
    /// What was said, with the course that was read.
    pub fn of(spec: Spec, file: Option<&CourseFile>) -> Self {
        let course = file.map(|file| Way {
            name: file.name.clone(),
            sport: file.sport,
            latitude_deg: file.latitude_deg,
            notes: file.notes.clone(),
            points: file.points.iter().map(|point| (point.along_m, point.altitude_m)).collect(),
        });
        Self { spec, course }
    }

    /// The course.
    pub fn course(&self) -> Option<CourseFile> {
        let way = self.course.as_ref()?;
        let point = |(along_m, altitude_m): &(f64, Option<f64>)| CoursePoint {
            along_m: *along_m,
            altitude_m: *altitude_m,
        };
        Some(CourseFile {
            name: way.name.clone(),
            sport: way.sport,
            points: way.points.iter().map(point).collect(),
            latitude_deg: way.latitude_deg,
            notes: way.notes.clone(),
        })
    }

    /// What the course is called, where there is one.
    pub fn course_name(&self) -> Option<String> {
        let way = self.course.as_ref()?;
        let km = way.points.last().map_or(0.0, |(along_m, _)| along_m / 1000.0);
        Some(format!("{}, {km:.1} km", way.name.as_deref().unwrap_or("without a name")))
    }

    /// What a plan is of, checked against the clock.
    ///
    /// # Errors
    /// Why it cannot be, in words.
    pub fn outing(&self, now: &jiff::ZonedDateTime) -> Result<Outing, String> {
        Outing::of(&self.spec, self.course().as_ref(), now).map_err(|error| error.to_string())
    }

    /// A plan as the store kept it; `None` for one that this version cannot read.
    pub fn of_json(body: &str) -> Option<Self> {
        serde_json::from_str(body).ok()
    }

    /// As the store keeps it.
    ///
    /// # Errors
    /// Never: what was said and a course are a JSON object.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

/// A plan with what it was made from, so that it can be turned.
#[derive(Debug, Clone)]
pub struct PlanMade {
    /// The workout.
    pub outing: Outing,
    /// What stays the same while it is turned; `None` for whom nothing is planned.
    pub prepared: Option<Prepared>,
    /// The document.
    pub plan: Plan,
}

impl PlanMade {
    /// The plan of a workout for a person.
    pub fn of(case: &Answered, outing: Outing, seed: u64) -> Self {
        let prepared = Prepared::allowed(case, &outing, seed);
        let plan = match &prepared {
            Some(prepared) => Plan::of_prepared(case, prepared, seed),
            None => Plan::of(case, &outing, seed),
        };
        Self { outing, prepared, plan }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_case::{Case, fixed};

    #[test]
    fn what_is_kept_is_read_again_with_its_course() {
        assert_eq!(LastPlan::of_json("{\"spec\":1}"), None);
        let spec = Spec::of_words("run 10km 50min").unwrap();
        let course = CourseFile {
            name: Some("Round the lake".to_owned()),
            sport: Some(Sport::Run),
            points: vec![
                CoursePoint { along_m: 0.0, altitude_m: None },
                CoursePoint { along_m: 9_900.0, altitude_m: Some(12.5) },
            ],
            latitude_deg: 52.0,
            notes: vec!["no heights".to_owned()],
        };
        let kept = LastPlan::of(spec, Some(&course));
        let read = LastPlan::of_json(&kept.to_json().unwrap()).unwrap();
        assert_eq!(read, kept);
        assert_eq!(read.course_name().unwrap(), "Round the lake, 9.9 km");
        assert_eq!(read.course().unwrap().points.len(), 2);
    }

    #[test]
    fn a_plan_can_be_turned_where_it_may_be_made() {
        let case = fixed::adult();
        let outing =
            |case: &Case| Outing::of(&Spec::of_words("run 10km 50min").unwrap(), None, &case.now).unwrap();
        let planned = PlanMade::of(&Answered::of(case.clone()), outing(&case), 1);
        assert!(planned.prepared.is_some() && planned.plan.paces.len() == 3);
        let minor = fixed::of(charley_domain::person::Person {
            born: Some(jiff::civil::date(2012, 1, 1)),
            ..Default::default()
        });
        let none = PlanMade::of(&Answered::of(minor.clone()), outing(&minor), 1);
        assert!(none.prepared.is_none() && none.plan.paces.is_empty());
    }
}
