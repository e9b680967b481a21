//! What is not known, with the questions whose answers would fill it: a terminal says the verb, a page leads to the form.

use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer};

/// A question that a person can answer. Each has a verb in the terminal and a form on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Date of birth.
    Born,
    /// Half of the Earth on which home lies.
    Hemisphere,
    /// Power held for an hour.
    ThresholdPower,
    /// Speed held for an hour.
    CriticalSpeed,
    /// Highest and resting heart rate.
    HeartRates,
    /// Cramps in past races.
    PastRaces,
    /// Conditions.
    Conditions,
    /// Medicines.
    Medicines,
    /// How nights were.
    Nights,
    /// Workouts, recorded or told.
    Workouts,
    /// The warmest air of a day.
    DayAir,
    /// The air of a workout.
    WorkoutAir,
    /// The longest sitting of a day.
    Sitting,
    /// Alcohol.
    Alcohol,
    /// Caffeine.
    Caffeine,
    /// Hours of sleep.
    Sleep,
    /// Stretching.
    Stretch,
    /// What was eaten.
    Food,
    /// Start of what is planned.
    PlanStart,
    /// Sport of what is planned.
    PlanSport,
    /// Effort of what is planned.
    PlanEffort,
    /// Climb of what is planned.
    PlanClimb,
    /// Air of what is planned.
    PlanAir,
    /// Drink of what is planned.
    PlanDrink,
    /// Which remedy a trial is of.
    TrialRemedy,
    /// Cramps a week, for a trial.
    TrialRate,
    /// Who agreed to a trial.
    TrialDoctor,
    /// The effect that a trial looks for.
    TrialEffect,
    /// Whether a trial is begun although it may find nothing.
    TrialEvenSo,
    /// Whether an answer of a trial is corrected.
    TrialAgain,
    /// The trial that goes on.
    TrialNow,
    /// What studies say of remedies.
    Remedies,
    /// The chance of tonight.
    Tonight,
}

impl Ask {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::Born,
        Self::Hemisphere,
        Self::ThresholdPower,
        Self::CriticalSpeed,
        Self::HeartRates,
        Self::PastRaces,
        Self::Conditions,
        Self::Medicines,
        Self::Nights,
        Self::Workouts,
        Self::DayAir,
        Self::WorkoutAir,
        Self::Sitting,
        Self::Alcohol,
        Self::Caffeine,
        Self::Sleep,
        Self::Stretch,
        Self::Food,
        Self::PlanStart,
        Self::PlanSport,
        Self::PlanEffort,
        Self::PlanClimb,
        Self::PlanAir,
        Self::PlanDrink,
        Self::TrialRemedy,
        Self::TrialRate,
        Self::TrialDoctor,
        Self::TrialEffect,
        Self::TrialEvenSo,
        Self::TrialAgain,
        Self::TrialNow,
        Self::Remedies,
        Self::Tonight,
    ];

    /// What is typed in a terminal to answer it.
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Born => "charley person set --born 1980-05",
            Self::Hemisphere => "charley person set --hemisphere north",
            Self::ThresholdPower => "charley person set --ftp-w 220",
            Self::CriticalSpeed => "charley person set --critical-speed-m-s 3.6",
            Self::HeartRates => "charley person set --max-hr 188 --rest-hr 52",
            Self::PastRaces => "charley person set --race-cramps never",
            Self::Conditions => "charley person set --condition …",
            Self::Medicines => "charley log medicine …",
            Self::Nights => "charley log none, charley log cramp …",
            Self::Workouts => "charley import, charley log workout",
            Self::DayAir => "charley log weather --night",
            Self::WorkoutAir => "charley log weather --workout",
            Self::Sitting => "charley log sitting 9h",
            Self::Alcohol => "charley log alcohol 0",
            Self::Caffeine => "charley log caffeine 0mg",
            Self::Sleep => "charley log sleep 7h",
            Self::Stretch => "charley log stretch",
            Self::Food => "charley log food 60g-carbs",
            Self::PlanStart => "say --at 2027-05-09T09:00",
            Self::PlanSport => "say ride, walk or another sport otherwise",
            Self::PlanEffort => "add easy, moderate or hard",
            Self::PlanClimb => "add its climb as in +200m, or give a GPX file",
            Self::PlanAir => "say --air-c",
            Self::PlanDrink => "say --drink-ml-h",
            Self::TrialRemedy => "charley trial new stretching",
            Self::TrialRate => "say --cramps-a-week 4",
            Self::TrialDoctor => "say --doctor NAME",
            Self::TrialEffect => "say --target 0.3",
            Self::TrialEvenSo => "say --even-so",
            Self::TrialAgain => "say --again",
            Self::TrialNow => "charley trial show, charley trial stop",
            Self::Remedies => "charley evidence remedies",
            Self::Tonight => "charley forecast",
        }
    }
}

/// Something that is not known or not so, in words, with the questions that would change it.
///
/// Written out and in documents it is as a terminal says it; a page takes the words and makes links of the questions.
///
/// ```
/// use charley_domain::missing::{Ask, Missing};
/// let sitting = Missing::of("long sitting", &[Ask::Sitting]);
/// assert_eq!(sitting.to_string(), "long sitting (charley log sitting 9h)");
/// let age = Missing::of("It needs your age.", &[Ask::Born]);
/// assert_eq!(age.to_string(), "It needs your age. (charley person set --born 1980-05)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// What it is, for any reader.
    pub what: Cow<'static, str>,
    /// What would fill it; nothing where no answer does.
    pub asks: Cow<'static, [Ask]>,
}

impl Missing {
    /// Words that stand in the program.
    pub const fn of(what: &'static str, asks: &'static [Ask]) -> Self {
        Self { what: Cow::Borrowed(what), asks: Cow::Borrowed(asks) }
    }

    /// Words that were made.
    pub fn made(what: impl Into<String>, asks: impl Into<Vec<Ask>>) -> Self {
        Self { what: Cow::Owned(what.into()), asks: Cow::Owned(asks.into()) }
    }

    /// The same questions under other words.
    #[must_use]
    pub fn said(&self, words: impl FnOnce(&str) -> String) -> Self {
        Self { what: Cow::Owned(words(&self.what)), asks: self.asks.clone() }
    }
}

impl fmt::Display for Missing {
    /// As a terminal says it: the verbs in brackets behind the words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.asks.is_empty() {
            return f.write_str(&self.what);
        }
        let verbs: Vec<&str> = self.asks.iter().map(|ask| ask.verb()).collect();
        write!(f, "{} ({})", self.what, verbs.join("; "))
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
