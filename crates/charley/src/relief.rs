//! `now`: what to do with the muscle that is cramping, step by step; a pure function of site, kind and what is known.
//!
//! It works without a diary. What is known of the person only takes steps away: a red flag takes all of them.

use charley_domain::{
    entry::{Entry, Record},
    muscle::{Muscle, Side},
    person::{Condition, Person},
};
use charley_evidence::{Remedy, evidence};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    gates,
    notice::Notice,
    triage::{self, Caution, Profile},
    words::{self, message::fill, relief as say},
};

/// Seconds after which the steps give way to help. Source: RF08 of the evidence table (10 minutes).
pub(crate) const HELP_AFTER_S: i64 = 600;
/// Seconds before which the red flags have been shown. Source: knowledge/evidence.md section 5 (before the second minute).
pub(crate) const FLAGS_BY_S: i64 = 60;

/// In what a cramp came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// At rest or at night.
    Night,
    /// In a workout.
    Workout,
}

impl Kind {
    /// The word in addresses and documents.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Workout => "workout",
        }
    }
}

/// A kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepId {
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

/// Where a cramp is, and in what it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    /// The muscle.
    pub(crate) muscle: Muscle,
    /// The side.
    pub(crate) side: Side,
    /// In what it came.
    pub(crate) kind: Kind,
}

impl Site {
    /// Where nothing is known: most cramps at night are in the calf.
    pub(crate) const CALF: Self = Self { muscle: Muscle::Calf, side: Side::Unknown, kind: Kind::Night };

    /// Where the last cramp was; at rest, since that is when a page is opened.
    pub(crate) fn of_last(entries: &[Entry]) -> Self {
        let last = entries.iter().rev().find_map(|entry| match &entry.record {
            Record::Cramp(cramp) => Some((cramp.muscle, cramp.side)),
            _ => None,
        });
        last.map_or(Self::CALF, |(muscle, side)| Self { muscle, side, kind: Kind::Night })
    }
}

/// What takes steps away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Why pickle juice is not shown; nothing where its gate is open.
    pub(crate) salt_closed: Vec<String>,
    /// Why the muscle is not rubbed.
    pub(crate) no_massage: Option<&'static str>,
    /// Whether a red flag ends the steps.
    pub(crate) stopped: bool,
}

impl Bounds {
    /// The bounds of a person.
    pub(crate) fn of(
        person: &Person,
        entries: &[Entry],
        (profile, caution, today): (&Profile, &Caution, Date),
    ) -> Self {
        let no_massage = if profile.pregnant() {
            Some(say::MASSAGE_PREGNANT)
        } else if profile.thinned()
            || profile.perhaps_thinned()
            || person.has(Condition::ClotBefore) == Some(true)
        {
            Some(say::MASSAGE_BLOOD)
        } else {
            None
        };
        Self {
            salt_closed: words::gates::because(&gates::salt_and_fluid(person, entries, today)),
            no_massage,
            stopped: caution.assessment.ends_stretching(),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Step {
    /// Which.
    pub(crate) id: StepId,
    /// What to do, in a few words.
    pub(crate) instruction: &'static str,
    /// How.
    pub(crate) how: &'static str,
    /// How sure one can be.
    pub(crate) grade: String,
    /// The row of the evidence, where there is one.
    pub(crate) remedy: Option<&'static str>,
    /// Who must not, where the evidence says so; always shown.
    pub(crate) who_must_not: Option<&'static str>,
}

/// What to do about one cramp.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Relief {
    /// Where it is.
    pub(crate) site: Site,
    /// The steps in their order; none while a red flag stands.
    pub(crate) steps: Vec<Step>,
    /// Why a step is not here.
    pub(crate) left_out: Vec<String>,
    /// What a helper reads.
    pub(crate) helper: &'static str,
}

/// The steps for a cramp.
pub(crate) fn relief(site: Site, bounds: &Bounds) -> Relief {
    let order = match site.kind {
        Kind::Night => {
            [StepId::Lengthen, StepId::Breathe, StepId::Massage, StepId::Stand, StepId::PickleJuice]
                .as_slice()
        }
        Kind::Workout => {
            &[StepId::EaseUp, StepId::Lengthen, StepId::Breathe, StepId::Massage, StepId::PickleJuice]
        }
    };
    let fits = |step: &&StepId| match step {
        StepId::Massage => bounds.no_massage.is_none(),
        StepId::PickleJuice => bounds.salt_closed.is_empty(),
        StepId::Stand => matches!(site.muscle, Muscle::Calf | Muscle::Foot | Muscle::Hamstrings),
        _ => true,
    };
    let steps = order.iter().filter(|_| !bounds.stopped).filter(fits).map(|id| step(*id, site.muscle));
    let pickle = (!bounds.salt_closed.is_empty())
        .then(|| fill(say::PICKLE_CLOSED, &[("because", &bounds.salt_closed.join("; "))]));
    Relief {
        site,
        steps: steps.collect(),
        left_out: bounds.no_massage.map(str::to_owned).into_iter().chain(pickle).collect(),
        helper: say::lengthen(site.muscle).2,
    }
}

fn step(id: StepId, muscle: Muscle) -> Step {
    let (instruction, how) = say::step(id, muscle);
    let remedy = id.remedy();
    Step {
        id,
        instruction,
        how,
        grade: say::grade(remedy),
        remedy: remedy.map(|remedy| remedy.id.as_str()),
        who_must_not: remedy.and_then(|remedy| remedy.who_must_not.as_deref()),
    }
}

/// `charley now --json`.
#[derive(Debug, Serialize)]
pub(crate) struct ReliefDocument<'a> {
    schema: &'static str,
    muscle: Muscle,
    side: Side,
    window: Kind,
    steps: &'a [Step],
    left_out: &'a [String],
    never: [&'static str; 5],
    helper: &'static str,
    red_flags: &'static str,
    action: &'static str,
    notices: Vec<Notice>,
    help_after_s: i64,
    evidence_version: &'static str,
}

impl<'a> ReliefDocument<'a> {
    /// The document of a relief, with where the person stands with the red flags.
    pub(crate) fn of(relief: &'a Relief, caution: &Caution) -> Self {
        Self {
            schema: "charley.now/1",
            muscle: relief.site.muscle,
            side: relief.site.side,
            window: relief.site.kind,
            steps: &relief.steps,
            left_out: &relief.left_out,
            never: say::NEVER,
            helper: relief.helper,
            red_flags: say::CHECK,
            action: triage::word(caution.assessment.action()),
            notices: caution.notices(),
            help_after_s: HELP_AFTER_S,
            evidence_version: charley_evidence::VERSION,
        }
    }
}

#[cfg(test)]
mod tests {
    use charley_domain::triage::{RedFlagAnswer, TriageAnswers};

    use super::*;

    fn open() -> Bounds {
        Bounds { salt_closed: Vec::new(), no_massage: None, stopped: false }
    }

    fn ids(relief: &Relief) -> Vec<StepId> {
        relief.steps.iter().map(|step| step.id).collect()
    }

    #[test]
    fn every_muscle_begins_with_its_own_stretch_at_night_and_with_easing_up_in_a_workout() {
        for muscle in Muscle::ALL {
            let at_night = relief(Site { muscle: *muscle, ..Site::CALF }, &open());
            assert_eq!(at_night.steps[0].instruction, say::lengthen(*muscle).0);
            let workout = relief(Site { muscle: *muscle, side: Side::Left, kind: Kind::Workout }, &open());
            assert_eq!(ids(&workout)[..2], [StepId::EaseUp, StepId::Lengthen]);
            assert!(!ids(&workout).contains(&StepId::Stand), "standing was only spoken of at night");
        }
    }

    #[test]
    fn pickle_juice_stays_behind_its_gate_and_says_why() {
        let closed = Bounds { salt_closed: vec!["your medicines were not asked".into()], ..open() };
        let relief = relief(Site::CALF, &closed);
        assert!(!ids(&relief).contains(&StepId::PickleJuice));
        assert!(relief.left_out[0].contains("medicines"));
        let nobody = Caution::of(&[], &Profile::default(), &jiff::Zoned::UNIX_EPOCH);
        let today = Date::constant(2026, 11, 26);
        let unknown = Bounds::of(&Person::default(), &[], (&Profile::default(), &nobody, today));
        assert!(!unknown.salt_closed.is_empty(), "unanswered is closed");
    }

    #[test]
    fn massage_goes_in_pregnancy_and_after_a_clot() {
        let today = Date::constant(2026, 11, 26);
        let nobody = Caution::of(&[], &Profile::default(), &jiff::Zoned::UNIX_EPOCH);
        let pregnant = Person { pregnant_since: Some(Date::constant(2026, 6, 1)), ..Person::default() };
        let clot = Person { conditions: Some([Condition::ClotBefore].into()), ..Person::default() };
        for person in [pregnant, clot] {
            let profile = Profile::of(&person, &[], None, today);
            let bounds = Bounds::of(&person, &[], (&profile, &nobody, today));
            assert!(!ids(&relief(Site::CALF, &bounds)).contains(&StepId::Massage));
        }
    }

    #[test]
    fn any_emergency_or_same_day_yes_takes_every_step_away() {
        for flag in &evidence().red_flags {
            let said = TriageAnswers::one(&flag.id, RedFlagAnswer::Yes);
            let assessment = triage::assess(&said, &Profile::default());
            let stopped = assessment.ends_stretching();
            let relief = relief(Site::CALF, &Bounds { stopped, ..open() });
            assert_eq!(
                relief.steps.is_empty(),
                flag.action > charley_evidence::Urgency::Routine,
                "{}",
                flag.id
            );
        }
    }

    #[test]
    fn what_was_not_studied_says_so_and_what_was_names_its_row() {
        let relief = relief(Site::CALF, &open());
        for step in &relief.steps {
            assert_eq!(step.remedy.is_none(), step.grade == say::UNTESTED, "{:?}", step.id);
        }
        assert!(relief.steps.iter().any(|step| step.id == StepId::Breathe && step.grade == say::UNTESTED));
    }
}
