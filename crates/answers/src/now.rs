//! `now`: what to do with the muscle that is cramping, step by step; a pure function of site, kind and what is known.
//!
//! It works without a diary. What is known of the person only takes steps away, and says why: an answer to a red flag may take
//! all of them.

mod aftercare;
mod bounds;
mod document;
pub mod words;

use charley_domain::{missing::Missing, muscle::Muscle};
use charley_evidence::{Remedy, evidence};
use serde::Serialize;

use crate::now::words::{self as say, stretch};
use charley_speech::gates::words as gates_words;

pub use aftercare::{Aftercare, FOR_ANYBODY, aftercare, numb};
pub use bounds::Bounds;
pub use charley_speech::site::{BodyPart, CrampOccasion, Hip, Site};
pub use document::ReliefDocument;

/// Seconds after which the steps give way to help. Source: RF08 of the evidence table (10 minutes).
pub const HELP_AFTER_S: i64 = 600;
/// Seconds before which the red flags have been shown. Source: docs/studies/evidence.md section 5 (before the second minute).
pub const FLAGS_BY_S: i64 = 60;

/// A kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepId {
    /// Slow down, in a workout.
    EaseUp,
    /// Make the muscle longer and hold.
    Lengthen,
    /// Breathe.
    Breathe,
    /// Rub it.
    Massage,
    /// Stand on it, with support.
    Stand,
    /// Pickle juice.
    PickleJuice,
}

impl StepId {
    /// Whether the stretch is held meanwhile.
    pub const fn keeps_stretch(self) -> bool {
        matches!(self, Self::Lengthen | Self::Breathe | Self::Massage)
    }

    /// The row of the evidence that speaks of it; breathing was not studied.
    fn remedy(self) -> Option<&'static Remedy> {
        let id = match self {
            Self::EaseUp => "I02",
            Self::Lengthen => "I01",
            Self::Massage => "I03",
            Self::Stand => "I04",
            Self::PickleJuice => "I07",
            Self::Breathe => return None,
        };
        evidence().remedy(id)
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReliefStep {
    /// Which.
    pub id: StepId,
    /// What to do, in a few words.
    pub instruction: &'static str,
    /// How.
    pub how: &'static str,
    /// How sure one can be.
    pub grade: String,
    /// The row of the evidence, where there is one.
    pub remedy: Option<&'static str>,
    /// For whom it is not, where the evidence says so; always shown.
    pub who_must_not: Option<&'static str>,
}

impl ReliefStep {
    fn of(id: StepId, site: Site) -> Self {
        let (instruction, how) = say::step(id, site);
        let remedy = id.remedy();
        Self {
            id,
            instruction,
            how,
            grade: say::grade(remedy),
            remedy: remedy.map(|remedy| remedy.id.as_str()),
            who_must_not: say::who_must_not(id),
        }
    }

    /// How sure one can be of it, in a line.
    pub fn sure(&self) -> String {
        say::sure_of(self.instruction, &self.grade)
    }
}

/// What to do about one cramp.
#[derive(Debug, Clone, PartialEq)]
pub struct Relief {
    /// Where it is.
    pub site: Site,
    /// The steps in their order; none while an answer ends them.
    pub steps: Vec<ReliefStep>,
    /// Why a step is not here.
    pub left_out: Vec<Missing>,
    /// What comes before any step: on dialysis, the nurse.
    pub at_once: Vec<&'static str>,
    /// What a helper reads.
    pub helper: &'static str,
    /// What eases soreness once it let go.
    pub after: Vec<Aftercare>,
}

/// The steps for a cramp, and what comes after them.
pub fn relief(site: Site, bounds: &Bounds, after: Vec<Aftercare>) -> Relief {
    let order = match site.kind {
        CrampOccasion::Night => {
            [StepId::Lengthen, StepId::Breathe, StepId::Massage, StepId::Stand, StepId::PickleJuice]
                .as_slice()
        }
        CrampOccasion::Workout => {
            &[StepId::EaseUp, StepId::Lengthen, StepId::Breathe, StepId::Massage, StepId::PickleJuice]
        }
    };
    let fits = |step: &&StepId| match step {
        StepId::Massage => bounds.no_massage.is_none(),
        StepId::PickleJuice => bounds.salt_closed.is_empty(),
        StepId::Stand => matches!(site.muscle, Muscle::Calf | Muscle::Foot | Muscle::Hamstrings),
        _ => true,
    };
    let steps = order.iter().filter(|_| !bounds.stopped()).filter(fits).map(|id| ReliefStep::of(*id, site));
    Relief {
        site,
        steps: steps.collect(),
        left_out: left_out(bounds),
        at_once: bounds.at_once.clone(),
        helper: stretch::stretch(site).helper.text(),
        after: if bounds.stopped() { Vec::new() } else { after },
    }
}

/// Why steps are not here: the answers that end all of them, else what speaks against one.
fn left_out(bounds: &Bounds) -> Vec<Missing> {
    if bounds.stopped() {
        return bounds.ended.iter().map(|why| Missing::made(why, [])).collect();
    }
    let salt = &bounds.salt_closed;
    let pickle =
        (!salt.is_empty()).then(|| gates_words::closed_by(salt, |because| say::pickle_closed(because)));
    bounds.no_massage.iter().map(|why| Missing::made(why, [])).chain(pickle).collect()
}

#[cfg(test)]
mod tests {
    use charley_domain::muscle::Side;

    use super::*;

    fn shown(site: Site) -> Relief {
        relief(site, &Bounds::default(), FOR_ANYBODY.to_vec())
    }

    fn ids(relief: &Relief) -> Vec<StepId> {
        relief.steps.iter().map(|step| step.id).collect()
    }

    #[test]
    fn every_part_begins_with_its_own_stretch_at_night_and_with_easing_up_in_a_workout() {
        for part in BodyPart::all() {
            let at_night = Site::CALF.in_part(part);
            assert_eq!(shown(at_night).steps[0].instruction, stretch::stretch(at_night).instruction.text());
            let workout = shown(Site { side: Side::Left, kind: CrampOccasion::Workout, ..at_night });
            assert_eq!(ids(&workout)[..2], [StepId::EaseUp, StepId::Lengthen]);
            assert!(!ids(&workout).contains(&StepId::Stand), "standing was only spoken of at night");
        }
    }

    #[test]
    fn pickle_juice_stays_behind_its_gate_and_says_why() {
        let closed = Bounds {
            salt_closed: vec![Missing::of("your medicines were not asked", &[])],
            ..Bounds::default()
        };
        let relief = relief(Site::CALF, &closed, Vec::new());
        assert!(!ids(&relief).contains(&StepId::PickleJuice));
        assert!(relief.left_out[0].what.contains("medicines"));
    }

    #[test]
    fn an_answer_that_ends_the_steps_ends_the_care_too_and_stands_in_their_place() {
        let ended = Bounds { ended: vec!["since you said yes".into()], ..Bounds::default() };
        let relief = relief(Site::CALF, &ended, FOR_ANYBODY.to_vec());
        assert!(relief.steps.is_empty() && relief.after.is_empty());
        assert_eq!(relief.left_out.iter().map(|one| &*one.what).collect::<Vec<_>>(), ended.ended);
    }

    #[test]
    fn what_was_not_studied_says_so_and_who_must_not_has_words_wherever_the_evidence_names_somebody() {
        let relief = shown(Site::CALF);
        for step in &relief.steps {
            assert_eq!(step.remedy.is_none(), step.grade == *say::UNTESTED, "{:?}", step.id);
            let named =
                step.remedy.and_then(|id| evidence().remedy(id)).and_then(|row| row.who_must_not.as_ref());
            assert_eq!(named.is_some(), step.who_must_not.is_some(), "{:?}", step.id);
        }
        assert!(relief.steps.iter().any(|step| step.id == StepId::Breathe && step.grade == *say::UNTESTED));
    }
}
