//! `report`: the doctor's page as values: denominators, trend, sites, medicines, warning signs, what was tried. No cause is named.

mod codes;
mod cramps;
mod csv;
mod fhir;
mod figures;
mod flags;
mod heat;
mod person;
mod sheet;
pub mod words;

use charley_domain::{
    diary::DiaryNight,
    entry::{Entry, EntrySource, MedicineUse, TimeOfDay},
    interval::Interval,
    night::NightOf,
    person::Units,
};
use charley_evidence::Association;
use jiff::{ZonedDateTime, civil::Date};
use serde::Serialize;

use self::{
    codes::System,
    cramps::Cramps,
    figures::{Drunk, Sleep, Tried},
    heat::HeatMet,
    person::Someone,
};
pub use self::{
    csv::rows,
    fhir::{Codings, bundle},
    flags::{FlagAsked, Flags},
    sheet::{file, paper, terminal},
};
use crate::{
    medicines::{self, Taken},
    notice::{self, Notice},
    rate::{self, Rate, RateSpan},
    report::words as says,
    team::{self, TeamCard},
    trial::document::TrialDocument,
};
use charley_case::{Case, trial::TrialRecords};

/// Nights that are compared with as many before them.
const COMPARED_NIGHTS: usize = 84;

/// The doctor's page.
#[derive(Debug, Serialize)]
pub struct Report {
    schema: &'static str,
    /// Who says all this.
    recorded_by: &'static str,
    /// Whether the demo made it all up.
    synthetic: bool,
    made_at: String,
    range: Option<ReportRange>,
    person: Someone,
    nights: RateDocument,
    /// Nights with a cramp in a month of known nights.
    nights_a_month: Option<Interval>,
    cramps: Cramps,
    /// Workouts in dangerous heat; `None` where none is known.
    heat: Option<HeatMet>,
    trend: Trend,
    sleep: Sleep,
    /// As recorded; `None` where nothing was.
    alcohol: Option<Drunk>,
    /// Whether the person said what they take today, be it "none".
    medicines_answered: bool,
    medicines: Vec<MedicineDocument>,
    red_flags: Flags,
    tried: Vec<Tried>,
    /// Trials of one person, oldest first; the arms are compared only in those that ended.
    trials: Vec<TrialDocument>,
    questions: Vec<String>,
    /// What to ask the teams that look after the person.
    teams: Vec<TeamCard>,
    code_systems: Vec<System>,
    is_not: &'static str,
    /// What the person is told beside it.
    pub notices: Vec<Notice>,
    evidence_version: &'static str,
    #[serde(skip)]
    spans: Vec<RateSpan>,
    #[serde(skip)]
    taken: Vec<Taken>,
    #[serde(skip)]
    rate: Rate,
    #[serde(skip)]
    today: Date,
    #[serde(skip)]
    units: Units,
}

/// From which night to which.
#[derive(Debug, Clone, Copy, Serialize)]
struct ReportRange {
    first: NightOf,
    last: NightOf,
}

/// A rate as other programs read it.
#[derive(Debug, Clone, Copy, Serialize)]
struct RateDocument {
    known: usize,
    unknown: usize,
    cramp: usize,
    per_known_night: Option<Interval>,
}

impl From<Rate> for RateDocument {
    fn from(rate: Rate) -> Self {
        Self { known: rate.known, unknown: rate.unknown, cramp: rate.cramp, per_known_night: rate.interval() }
    }
}

#[derive(Debug, Serialize)]
struct Trend {
    windows: Vec<Window>,
    last_two: Option<LastTwo>,
}

#[derive(Debug, Serialize)]
struct Window {
    first: NightOf,
    last: NightOf,
    #[serde(flatten)]
    rate: RateDocument,
}

#[derive(Debug, Serialize)]
struct LastTwo {
    nights: usize,
    before: RateDocument,
    last: RateDocument,
    difference: Option<Interval>,
}

#[derive(Debug, Serialize)]
struct MedicineDocument {
    name: String,
    /// The first day of the first period, and the last day of the last; null while it is taken.
    from: Date,
    until: Option<Date>,
    /// As said last.
    dose: Option<String>,
    times_of_day: Vec<TimeOfDay>,
    /// Each period as recorded, the newest first.
    periods: Vec<MedicineUse>,
    recognised_as: Vec<&'static str>,
    /// Whether published lists name it with cramps.
    listed: bool,
    on_it: RateDocument,
    without_it: RateDocument,
}

/// The report of a case, from a night on or from the first that was answered.
pub fn report(case: &Case, since: Option<NightOf>) -> Report {
    let today = case.now.date();
    let nights = rate::nights(&case.entries, since, &case.now);
    let rate = Rate::of(&nights);
    let spans = rate::windows(&nights);
    let mut taken = medicines::taken(&case.entries, &nights, today);
    // Those on published lists first; the sort is stable.
    taken.sort_by_key(|one| !is_listed(one));
    let entries = within(&case.entries, since);
    let flags = flags::of(case);
    Report {
        schema: "charley.report/1",
        recorded_by: "patient",
        synthetic: case.entries.iter().any(|entry| entry.source == EntrySource::Synthetic),
        made_at: case.now.timestamp().to_string(),
        range: nights.first().zip(nights.last()).map(|(a, b)| ReportRange { first: a.night, last: b.night }),
        person: Someone::of(&case.person, today),
        nights: rate.into(),
        nights_a_month: rate.a_month(),
        cramps: Cramps::of(&entries, rate),
        heat: HeatMet::of(case, (since, &entries)),
        trend: trend(&nights, &spans),
        sleep: figures::sleep(&entries, &nights),
        alcohol: figures::alcohol(&entries),
        medicines_answered: medicines::is_answered(&case.entries, today),
        medicines: taken.iter().map(medicine).collect(),
        tried: figures::tried(&entries),
        trials: trials(case),
        questions: says::questions(&taken, &flags, today),
        teams: team::of(&case.person, today),
        red_flags: flags,
        code_systems: System::USED.to_vec(),
        is_not: says::IS_NOT,
        notices: notice::beside(case),
        evidence_version: charley_evidence::VERSION,
        spans,
        taken,
        rate,
        today,
        units: case.person.spoken_units(),
    }
}

impl Report {
    /// Whether anything is known to report.
    pub fn is_empty(&self) -> bool {
        self.rate.known == 0
    }
}

/// Entries from a night on; medicines whenever they were begun.
fn within(entries: &[Entry], since: Option<NightOf>) -> Vec<&Entry> {
    entries.iter().filter(|entry| since.is_none_or(|since| since <= entry.night)).collect()
}

/// The trials of a case.
fn trials(case: &Case) -> Vec<TrialDocument> {
    let records = TrialRecords {
        person: case.person.clone(),
        entries: case.entries.clone(),
        trials: case.trials.clone(),
        now: case.now.clone(),
    };
    case.trials.iter().map(|trial| TrialDocument::of(trial, &records)).collect()
}

fn trend(nights: &[DiaryNight], spans: &[RateSpan]) -> Trend {
    let window = |span: &RateSpan| Window { first: span.first, last: span.last, rate: span.rate.into() };
    let last_two = rate::last_two(nights, COMPARED_NIGHTS).map(|(before, last)| LastTwo {
        nights: COMPARED_NIGHTS,
        before: before.rate.into(),
        last: last.rate.into(),
        difference: last.rate.above(before.rate),
    });
    Trend { windows: spans.iter().map(window).collect(), last_two }
}

fn medicine(taken: &Taken) -> MedicineDocument {
    MedicineDocument {
        name: taken.name.clone(),
        from: taken.first_day(),
        until: taken.last_day(),
        dose: taken.latest().dose.clone(),
        times_of_day: taken.latest().times_of_day.clone(),
        periods: taken.periods.iter().map(|period| period.used.clone()).collect(),
        recognised_as: taken.found.iter().map(|medicine| medicine.name.as_str()).collect(),
        listed: is_listed(taken),
        on_it: taken.on.into(),
        without_it: taken.off.into(),
    }
}

/// Whether published lists name one of its ingredients with cramps.
pub fn is_listed(taken: &Taken) -> bool {
    taken.found.iter().any(|medicine| {
        matches!(
            medicine.association,
            Association::Risk | Association::Small | Association::Uncertain | Association::Listed
        )
    })
}

/// Whether one of its ingredients is taken for cramps by some.
fn is_remedy(taken: &Taken) -> bool {
    taken.found.iter().any(|medicine| {
        matches!(
            medicine.association,
            Association::RemedyHarmful
                | Association::RemedyNoEffect
                | Association::RemedyPrescription
                | Association::RemedyUnreplicated
        )
    })
}

/// A name for the files of a report.
pub fn file_stem(now: &ZonedDateTime) -> String {
    format!("charley-report-{}", now.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_case::fixed;
    use charley_speech::lint;

    #[test]
    fn the_document_of_a_fixed_diary() {
        insta::assert_json_snapshot!(fixed::rounded(&report(&fixed::adult(), None)));
    }

    #[test]
    fn a_later_beginning_counts_only_from_there() {
        let case = fixed::adult();
        let (all, part) = (report(&case, None), report(&case, Some("2026-11-10".parse().unwrap())));
        assert_eq!(all.rate.all(), 40);
        assert_eq!(part.rate.all(), 13);
        assert!(part.cramps.at_night < all.cramps.at_night);
        assert_eq!(part.medicines.len(), 1, "a medicine taken since January is still taken");
    }

    #[test]
    fn an_empty_diary_has_a_report_that_says_so() {
        let mut case = fixed::adult();
        case.entries.clear();
        let report = report(&case, None);
        assert!(report.is_empty() && report.range.is_none() && report.medicines.is_empty());
        assert!(!report.medicines_answered);
        assert!(file(&report).contains(crate::rate::words::NOTHING_KNOWN));
    }

    #[test]
    fn nothing_learned_and_nothing_forbidden_is_on_the_page() {
        let case = fixed::adult();
        let report = report(&case, None);
        for question in &report.questions {
            assert_eq!(lint::broken(question), Vec::<u8>::new(), "{question}");
        }
        let html = file(&report).to_lowercase();
        for word in ["your trigger", "likely yours", "caused by", "diagnosis:"] {
            assert!(!html.contains(word), "{word}");
        }
    }
}
