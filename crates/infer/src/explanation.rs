//! The document of `charley why`.

mod cause;

pub use self::cause::{CountedWindows, NamedCause, ObservedCause, OpenTrigger, TriggerName};

use charley_domain::{
    exposure::{TriggerId, Window},
    interval::Interval,
    missing::Missing,
    moment::Moment,
    muscle::{Muscle, Side},
    night::{NightOf, NightState},
};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::{
    gained::QuietNights,
    learn::Timing,
    naming::{FactorRecording, HeldBack, NamingVerdict, e_value},
};

/// Cramps and known nights below which nothing may be ranked as the person's own. Source: docs/studies/inference.md section 1.6.
pub const LEAST_CRAMPS: usize = 3;
/// Known nights below which nothing is learned. Source: docs/studies/inference.md section 1.6.
pub const LEAST_KNOWN_NIGHTS: usize = 30;

/// How far the diary carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Fewer than 3 cramps or 30 known nights.
    TooLittle,
    /// Enough to learn from, but no cause stands out or nothing was learned.
    Learning,
    /// Learned.
    Ready,
}

/// Nights of a window by what is known of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct NightCounts {
    /// Said yes or no.
    pub known: usize,
    /// Silent or unsure.
    pub unknown: usize,
    /// With a cramp.
    pub cramp: usize,
}

impl NightCounts {
    /// How far these nights carry (no unit).
    ///
    /// Equation: under 3 cramps or 30 known nights is too little. Source: docs/studies/inference.md section 1.6. Valid for any diary.
    ///
    /// ```
    /// use charley_infer::explanation::{NightCounts, Standing};
    /// assert_eq!(NightCounts { known: 29, unknown: 0, cramp: 9 }.standing(), Standing::TooLittle);
    /// assert_eq!(NightCounts { known: 30, unknown: 0, cramp: 3 }.standing(), Standing::Learning);
    /// ```
    pub const fn standing(self) -> Standing {
        if self.cramp < LEAST_CRAMPS || self.known < LEAST_KNOWN_NIGHTS {
            Standing::TooLittle
        } else {
            Standing::Learning
        }
    }
}

/// Workouts of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct WorkoutCounts {
    /// Recorded at all.
    pub recorded: usize,
    /// With a cramp, or on a day of which the diary has an answer: silence on other days says nothing.
    pub known: usize,
    /// With a cramp.
    pub cramp: usize,
}

/// First and last night of what was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NightRange {
    /// First night.
    pub first: NightOf,
    /// Last night.
    pub last: NightOf,
}

/// One trigger, ranked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriggerReport {
    /// The trigger, with its window.
    pub id: TriggerId,
    /// Its name.
    pub name: String,
    /// Its window.
    pub window: Window,
    /// What one unit of it is.
    pub unit: String,
    /// When it more probably matters: by the night itself, or by the mean of the days before.
    pub timing: Timing,
    /// Factor on the rate of cramps for one unit more.
    pub hazard_ratio: Interval,
    /// The same before anything of the person was known.
    pub published_ratio: Interval,
    /// Whether own data contradict what was published.
    pub contradicts_published: bool,
    /// Probability that it raises the rate.
    pub probability_raises: f64,
    /// Share of the answer that is the person's own data.
    pub from_own_data: f64,
    /// z of own data alone.
    pub own_data_z: Option<f64>,
    /// Probability that it matters to the person, in the direction in which it more probably does.
    pub probability_matters: f64,
    /// What may be said.
    pub verdict: NamingVerdict,
    /// Why it is not called likely theirs, where it probably matters.
    pub held_back: Option<HeldBack>,
    /// What stands against it, where it probably matters.
    pub doubt: Option<Doubt>,
    /// z of its value of the next day, which cannot have caused the cramp; `None` where it cannot be told.
    pub next_day_z: Option<f64>,
    /// How it came to be recorded; `None` of what no person tells.
    pub recording: Option<FactorRecording>,
    /// p of its being told after cramps no more often than after other nights; `None` where nothing was told afterwards.
    pub recording_p: Option<f64>,
    /// Keys of the sources of its prior.
    pub sources: Vec<String>,
    /// What the prior rests on: published, derived, assumed, contested or none.
    pub basis: String,
    /// Value in the last window, in units.
    pub last_value: Option<f64>,
    /// How that value is known: measured, estimated or assumed.
    pub last_basis: Option<String>,
    /// Value on a reference day, in units.
    pub reference: f64,
    /// Windows in which its value is known.
    pub windows_known: usize,
    /// Windows looked at.
    pub windows: usize,
    /// The night from which on it lay on the other side of its reference, where it changed only once: then anything else that
    /// changed on that day fits as well, and it is suspected at most.
    pub switched_once: Option<NightOf>,
    /// What to say beside it.
    pub note: String,
}

/// What stands against a name.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Doubt {
    /// E-value of the ratio: see [`crate::naming::e_value`].
    pub e_value: f64,
    /// The same of the end of its interval that is nearer to no effect; 1 where the interval holds it.
    pub e_value_limit: f64,
    /// Probability that it matters for a sceptic, who held before that it matters to 1 of 50 people.
    pub sceptic_probability: f64,
    /// Whether the sceptic, too, thinks it more probable than not.
    pub sceptic_agrees: bool,
    /// The ratio were the prior counted twice.
    pub prior_twice: Interval,
}

impl Doubt {
    /// What stands against a ratio of rates, a cramp coming in a share of the windows.
    ///
    /// Equation, source and validity: [`crate::naming::e_value`]; of the prior, power-scaling: Kallioinen et al. 2024, Stat
    /// Comput 34:57.
    ///
    /// ```
    /// use charley_domain::interval::Interval;
    /// use charley_infer::explanation::Doubt;
    /// let ratio = Interval { q05: 1.2, q50: 1.8, q95: 2.6 };
    /// let doubt = Doubt::of((ratio, ratio), 0.05, 0.7);
    /// assert!((doubt.e_value - 3.0).abs() < 1e-12 && doubt.e_value_limit < 1.7 && doubt.sceptic_agrees);
    /// ```
    pub fn of((ratio, prior_twice): (Interval, Interval), share: f64, sceptic_probability: f64) -> Self {
        let nearer = if ratio.q50 >= 1.0 { ratio.q05.max(1.0) } else { ratio.q95.min(1.0) };
        Self {
            e_value: e_value(ratio.q50, share),
            e_value_limit: e_value(nearer, share),
            sceptic_probability,
            sceptic_agrees: sceptic_probability >= 0.5, // by definition: more probable than not
            prior_twice,
        }
    }
}

/// The share of one trigger in one cramp: see [`crate::learn::Excess`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// The trigger.
    pub trigger: TriggerId,
    /// What it was then: `sat 6 h`.
    pub state: String,
    /// Its share of the rate, 0 to 1.
    pub share: Interval,
    /// The mean of that share: with those of the others and of what nobody knows it makes 1.
    pub mean: f64,
}

/// One cramp. Where nothing could be learned of its window no share is given: `shares` is empty, `unexplained` unknown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CrampReport {
    /// The entry.
    pub id: Uuid,
    /// When.
    #[serde(serialize_with = "rfc3339")]
    pub at: Moment,
    /// The muscle.
    pub muscle: Muscle,
    /// The side.
    pub side: Side,
    /// It in one sentence.
    pub says: String,
    /// Shares of what raised the rate beyond a usual window of this person, and is named or suspected.
    pub shares: Vec<Share>,
    /// Share of what nobody knows.
    pub unexplained: Option<Interval>,
    /// The mean of that share.
    pub unexplained_mean: Option<f64>,
    /// The nearest night without a cramp, and what differed.
    pub quiet: Option<QuietNight>,
    /// The seven nights up to it, oldest first, as the diary has them; of a night cramp.
    pub week: Vec<NightState>,
}

/// A night without a cramp beside one with.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuietNight {
    /// The night.
    pub night: NightOf,
    /// What the largest factors of the cramp were then and now.
    pub values: Vec<Beside>,
    /// The day before each of the two nights, in words.
    pub days: Vec<DayBeside>,
    /// Shares of the rate of that night.
    pub shares: Vec<Share>,
    /// Share of what nobody knows.
    pub unexplained: Option<Interval>,
}

/// One thing of the day before two nights, in words; `None` where it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayBeside {
    /// What it is.
    pub what: String,
    /// Before the cramp.
    pub cramp: Option<String>,
    /// Before the quiet night.
    pub quiet: Option<String>,
}

/// One factor in two nights, in its unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// The factor.
    pub trigger: TriggerId,
    /// In the night of the cramp; `None` where unknown.
    pub cramp: Option<f64>,
    /// In the quiet night.
    pub quiet: Option<f64>,
}

/// How much likelier cramps would have been had something been otherwise, over the last windows that it concerns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// What would have been otherwise, in words.
    pub action: String,
    /// The factor that it changes.
    pub trigger: TriggerId,
    /// The windows.
    pub window: Window,
    /// How many of them.
    pub windows: usize,
    /// Factor on the chance of a cramp by the changed factor alone, everything else as it was.
    pub direct: Interval,
    /// The same with what the change does to the body: the body model was run again.
    pub total: Interval,
}

/// What causes a person's cramps, as far as can be said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation<N, S> {
    /// `charley.why/1`.
    pub schema: &'static str,
    /// Nights looked at.
    pub window: NightRange,
    /// Nights by what is known.
    pub nights: NightCounts,
    /// Workouts.
    pub workouts: WorkoutCounts,
    /// How far the diary carries.
    pub standing: Standing,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// Triggers, the first most likely to matter.
    pub triggers: Vec<TriggerReport>,
    /// Cramps of the window, oldest first.
    pub cramps: Vec<CrampReport>,
    /// What would have changed the chance, with direct and total effects apart.
    pub what_if: Vec<WhatIf>,
    /// Quiet nights gained in the last month against what the nights before led to expect; `None` where nothing is forecast.
    pub quiet_nights: Option<QuietNights>,
    /// When a cause was called likely the person's own, and when that was taken back, oldest first.
    pub names: Vec<S>,
    /// Pairs that own data cannot tell apart.
    pub inseparable: Vec<[TriggerId; 2]>,
    /// At most two things to record or vary next.
    pub next: Vec<Missing>,
    /// Seed of the draws.
    pub seed: u64,
    /// What computed it: `published` studies, or `importance` or `nuts` from own windows.
    pub engine: &'static str,
    /// Shape of the tail of the importance weights; `None` without them.
    pub pareto_k: Option<f64>,
    /// The answer in one sentence.
    pub headline: String,
    /// The one thing to do about it, where there is one that may be said.
    pub action: Option<Missing>,
    /// What goes along with more cramps, named or suspected, the surest first.
    pub raises: Vec<NamedCause>,
    /// What goes along with fewer.
    pub protects: Vec<NamedCause>,
    /// What would be known by now if it mattered much.
    pub not_for_you_so_far: Vec<TriggerName>,
    /// What cannot be told yet, and what it would take.
    pub cannot_tell_yet: Vec<OpenTrigger>,
    /// What must be said beside it, as whoever says it keeps such things.
    pub notices: Vec<N>,
    /// Version of the evidence tables.
    pub evidence_version: &'static str,
}

impl<N, S> Explanation<N, S> {
    /// Value of [`Explanation::schema`].
    pub const SCHEMA: &'static str = "charley.why/1";
    /// Value of [`Explanation::engine`] where nothing is learned from the diary.
    pub const PUBLISHED: &'static str = "published";
}

fn rfc3339<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(moment)
}
