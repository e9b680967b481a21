//! In which ways a diary breaks what the night model assumes: one value that says everything about a kind of person.

/// What truly raises a person's rate of cramps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Cause {
    /// Nothing that anybody records.
    Nothing,
    /// Three of twelve, in proportion to the same day.
    Three,
    /// Two, by yesterday's dose.
    Yesterday,
    /// Two, by the mean dose of the three days before.
    ThreeDaysBefore,
    /// Two, by a step at the highest doses.
    Threshold,
    /// Alcohol on hot days, neither alone.
    Together,
    /// Half of these persons none, half three.
    HalfAndHalf,
}

/// How often somebody cramps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CrampFrequency {
    /// So many night cramps that the diary knows of are to be expected in it.
    Cramps(f64),
    /// Such a share of the nights.
    Share(f64),
    /// Anybody who might open such a diary: from people who hardly cramp to people of the trials.
    Anybody,
}

/// How the season goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Season {
    /// A gentle wave.
    Wave,
    /// Six times the rate in July and August, and at once.
    SharpSummer,
}

/// Something that goes on unseen: it raises the rate, and what is recorded goes along with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stress {
    /// Log rate of one standard deviation.
    pub(crate) log_rate: f64,
    /// How much of it is left on the next day.
    pub(crate) memory: f64,
}

/// When a medicine is begun or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MedicineTurn {
    /// In courses that have nothing to do with cramps.
    Courses,
    /// An inhaler begun as a bad spell ends.
    InhalerAsASpellEnds,
    /// A statin begun just before a bad spell that has nothing to do with it.
    StatinBeforeASpell,
}

/// Why and when somebody stretches before bed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretching {
    /// In phases that come and go.
    AsAHabit,
    /// On more and more evenings.
    MoreAndMore,
    /// Because there was a cramp in the last week.
    AfterCramps,
    /// From the second week on, in a diary that is begun because cramps are bad.
    AsAResolution,
}

/// What is written down, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In the evening, also where there was none of it; a day in twelve is forgotten, a day in ten written the next morning.
    Evening,
    /// The morning after, more readily after a cramp, and never that there was none of it.
    Recall,
    /// In the evening, and never that there was none of it.
    OnlyWhatThereWas,
    /// For the whole week on Sunday, as far as it is remembered.
    OnSundays,
    /// In the evening, with amounts that are off, and a third of the drinks not mentioned.
    Misrecorded,
}

/// Chance that a night is answered, after a quiet night and after a cramp.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AnswerChance {
    pub(crate) quiet: f64,
    pub(crate) cramp: f64,
}

/// Near-cramps beside the cramps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Twinges {
    /// How often, for one cramp.
    pub(crate) times: f64,
    /// Their log hazard ratios, as a share of those of cramps.
    pub(crate) share: f64,
}

/// Everything about a kind of person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ways {
    pub(crate) cause: Cause,
    pub(crate) level: CrampFrequency,
    /// Nights of the diary.
    pub(crate) nights: usize,
    pub(crate) season: Season,
    pub(crate) stress: Option<Stress>,
    /// Standard deviation of good and bad weeks on the log rate.
    pub(crate) spells: f64,
    /// By how much the log rate rises from the first night to the last.
    pub(crate) trend: f64,
    pub(crate) stretching: Stretching,
    pub(crate) medicine: MedicineTurn,
    /// Whether cramps are slept through after much alcohol.
    pub(crate) sleeps_through: bool,
    pub(crate) writing: Writing,
    pub(crate) answered: AnswerChance,
    pub(crate) twinges: Option<Twinges>,
}

/// Nobody in particular: what the night model assumes holds, but for the forgotten evenings.
pub(crate) const USUAL: Ways = Ways {
    cause: Cause::Nothing,
    level: CrampFrequency::Cramps(35.0),
    nights: 730,
    season: Season::Wave,
    stress: None,
    spells: 0.0,
    trend: 0.0,
    stretching: Stretching::AsAHabit,
    medicine: MedicineTurn::Courses,
    sleeps_through: false,
    writing: Writing::Evening,
    answered: AnswerChance { quiet: 0.88, cramp: 0.88 },
    twinges: None,
};
