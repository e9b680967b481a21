//! Before day 1: how often the person cramps, how many nights it will take, and the protocol that is then fixed.

use charley_case::trial::TrialLine;
use charley_domain::{
    diary::{self, DiaryNight},
    night::NightOf,
};
use charley_infer::trial::{
    BadDesign, Courses, LONGEST_NIGHTS, LookSchedule, OpenLabel, Outlook, TrialCourse, TrialDesign,
    TrialRecipe,
};
use rayon::prelude::*;
use uuid::Uuid;

use crate::notice::Sign;

use super::choice::{Chosen, NotTried, chosen};
use charley_case::trial::{
    EveningStep, TrialRecords,
    journal::{BaselineRate, Line, TrialProtocol},
};

/// Nights before today from which the rate is taken.
const LOOK_BACK_NIGHTS: i32 = 90;
/// Known nights of those below which the rate is not known. Own choice: four weeks.
pub const LEAST_KNOWN: u32 = 28;
/// Cramps a week below which no trial is begun. Source: docs/studies/inference.md section 3.
pub const LEAST_A_WEEK: f64 = 2.0;
/// Twinges in those nights from which on they count in a trial: somebody who noted fewer does not note them. Own choice.
const LEAST_TWINGES: u32 = 8;
/// Most cramps a week that a person may state.
const MOST_A_WEEK: f64 = 70.0;
/// Nights ahead that a trial may be planned for.
const FURTHEST_NIGHTS: i32 = 60;
/// Synthetic persons of each kind by which a trial is planned.
const PERSONS: u64 = 400;
/// What is planned for where nothing else is said: a remedy that halves the cramps.
pub const TARGET: f64 = 0.5;
/// Seed of the planning, apart from that of the draws.
const PLANNING_SEED: u64 = 1;

/// What is wished for.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// What is to be tried.
    pub remedy: String,
    /// Which step of the evening it is, where own words were typed.
    pub step: Option<EveningStep>,
    /// Nights of a block, of its wash-out, of the half-life; those of the remedy where not said.
    pub block_nights: Option<u32>,
    /// Nights of its wash-out.
    pub washout_nights: Option<u32>,
    /// Nights after which half of its effect is left.
    pub half_life_nights: Option<f64>,
    /// Costs money, time or tolerance.
    pub costly: bool,
    /// First night; tonight where not said.
    pub start: Option<NightOf>,
    /// As the person says it, where the diary does not know.
    pub cramps_a_week: Option<f64>,
    /// Twinges a week as the person says it, where the diary has few; 0 leaves them out.
    pub twinges_a_week: Option<f64>,
    /// The ratio that should be found.
    pub target: Option<f64>,
    /// Who agreed, where somebody had to.
    pub doctor: Option<String>,
    /// Begin although less than 80 of 100 such trials would find it.
    pub even_so: bool,
    /// Synthetic persons of each kind, where not as many as usual.
    pub persons: Option<u64>,
}

/// Why no trial is begun.
#[derive(Debug, Clone, PartialEq)]
pub enum NoTrial {
    /// The remedy is not tried.
    Remedy(NotTried),
    /// A red flag needs a doctor first.
    RedFlag(Sign),
    /// Another one is under way.
    UnderWay {
        /// What is to be tried.
        remedy: String,
    },
    /// The design cannot be.
    Design(BadDesign),
    /// It would begin in the past, or too far ahead.
    Start {
        /// The first night that was asked for.
        night: NightOf,
        /// The first that can be.
        tonight: NightOf,
    },
    /// A number that cannot be.
    Number {
        /// What was given.
        what: &'static str,
        /// Its value.
        value: f64,
        /// The least that can be.
        from: f64,
        /// The most that can be.
        to: f64,
    },
    /// The diary knows too little, and the person did not say.
    RateUnknown {
        /// Known nights of those that were looked at.
        known: u32,
    },
    /// Too few cramps for any trial.
    TooRare {
        /// How often the person cramps.
        rate: BaselineRate,
    },
    /// Too few for this one.
    TooWeak {
        /// How often the person cramps.
        rate: BaselineRate,
        /// How likely the longest such trial is to find it.
        outlook: Box<Outlook>,
    },
}

impl NoTrial {
    /// Whether more cramps or more nights would change it, and nothing that was typed.
    pub const fn is_too_little(&self) -> bool {
        matches!(self, Self::RateUnknown { .. } | Self::TooRare { .. } | Self::TooWeak { .. })
    }
}

/// A trial that could be, but for its length.
#[derive(Debug, Clone)]
pub struct TrialDraft {
    chosen: Chosen,
    design: TrialDesign,
    start: NightOf,
    /// How often they cramp.
    pub rate: BaselineRate,
    target: f64,
    doctor: Option<String>,
}

/// Checks a wish against the person, the calendar and the diary.
///
/// # Errors
/// [`NoTrial`], with what speaks against it.
pub fn draft(records: &TrialRecords, wish: &Wish) -> Result<TrialDraft, NoTrial> {
    // Whatever else speaks against a trial, care comes first.
    let caution = super::caution(records);
    if let Some(sign) = caution.standing().filter(Sign::needs_care_today) {
        return Err(NoTrial::RedFlag(sign));
    }
    let chosen = chosen(records, &wish.remedy, wish.doctor.as_deref()).map_err(NoTrial::Remedy)?;
    if let Some(current) = records.current() {
        return Err(NoTrial::UnderWay { remedy: current.protocol.remedy.clone() });
    }
    let design = design(chosen.design, wish).check().map_err(NoTrial::Design)?;
    let tonight = records.tonight();
    let start = wish.start.unwrap_or(tonight);
    if !(0..=FURTHEST_NIGHTS).contains(&start.nights_since(tonight)) {
        return Err(NoTrial::Start { night: start, tonight });
    }
    let target = within("the ratio to be found", wish.target.unwrap_or(TARGET), (0.1, 0.9))?;
    let rate = rate(records, wish)?;
    if rate.cramps_a_week < LEAST_A_WEEK {
        return Err(NoTrial::TooRare { rate });
    }
    let burden = if wish.costly { charley_infer::trial::Burden::Costly } else { chosen.burden };
    let chosen = Chosen { burden, step: chosen.step.or(wish.step), ..chosen };
    Ok(TrialDraft { chosen, design, start, rate, target, doctor: wish.doctor.clone() })
}

fn design(offered: TrialDesign, wish: &Wish) -> TrialDesign {
    let block_nights = wish.block_nights.unwrap_or(offered.block_nights);
    // A wash-out that belonged to another block, or to none, is not carried over.
    let same = block_nights == offered.block_nights && wish.half_life_nights.is_none();
    let washout_nights = wish.washout_nights.unwrap_or(if same { offered.washout_nights } else { 0 });
    TrialDesign { block_nights, washout_nights, half_life_nights: wish.half_life_nights }
}

fn within(what: &'static str, value: f64, (from, to): (f64, f64)) -> Result<f64, NoTrial> {
    if value >= from && value <= to { Ok(value) } else { Err(NoTrial::Number { what, value, from, to }) }
}

/// How often this person cramps: from the diary where it knows enough, else as they say; and so with twinges.
fn rate(records: &TrialRecords, wish: &Wish) -> Result<BaselineRate, NoTrial> {
    let last = records.last_night();
    let first = NightOf(last.date().saturating_sub(jiff::Span::new().days(LOOK_BACK_NIGHTS - 1)));
    let nights = diary::nights(&records.entries, first, last);
    let known: Vec<&DiaryNight> = nights.iter().filter(|night| night.state.is_known()).collect();
    let cramps = known.iter().map(|night| night.cramps).sum();
    let twinges: u32 = known.iter().map(|night| night.twinges).sum();
    let known = known.len() as u32;
    let noted = (known >= LEAST_KNOWN && twinges >= LEAST_TWINGES)
        .then(|| 7.0 * f64::from(twinges) / f64::from(known));
    let twinges_a_week = match wish.twinges_a_week {
        Some(said) => {
            let said = within("twinges a week", said, (0.0, MOST_A_WEEK))?;
            (said > 0.0).then(|| noted.unwrap_or(said))
        }
        None => noted,
    };
    if known >= LEAST_KNOWN {
        let (low, high) = poisson_interval(f64::from(cramps));
        let a_week = |cramps: f64| 7.0 * cramps / f64::from(known);
        return Ok(BaselineRate {
            cramps_a_week: a_week(f64::from(cramps)),
            interval: Some((a_week(low), a_week(high))),
            known,
            nights: nights.len() as u32,
            cramps,
            twinges_a_week,
        });
    }
    let said = wish.cramps_a_week.ok_or(NoTrial::RateUnknown { known })?;
    let cramps_a_week = within("cramps a week", said, (0.0, MOST_A_WEEK))?;
    Ok(BaselineRate {
        cramps_a_week,
        interval: None,
        known,
        nights: nights.len() as u32,
        cramps,
        twinges_a_week,
    })
}

/// 90 % interval of an expected count: the cube root of Wilson and Hilferty, near the exact limits of Garwood.
fn poisson_interval(count: f64) -> (f64, f64) {
    let limit = |count: f64, z: f64| {
        if count <= 0.0 {
            return 0.0;
        }
        count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).max(0.0).powi(3)
    };
    (limit(count, -1.645), limit(count + 1.0, 1.645)) // normal quantile of 95 %
}

impl TrialDraft {
    /// The length of this trial, by going through it with synthetic persons who cramp as often: half of them with a remedy
    /// that does nothing.
    ///
    /// # Errors
    /// [`NoTrial::TooWeak`] where not even the longest finds it often enough, unless that is accepted.
    pub fn outlook(&self, wish: &Wish) -> Result<Outlook, NoTrial> {
        let persons = wish.persons.unwrap_or(PERSONS);
        let burden = self.chosen.burden;
        let of = |ratio: f64| TrialRecipe {
            twinges_a_week: self.rate.twinges_a_week,
            ..TrialRecipe::usual(self.design, self.rate.cramps_a_week, ratio)
        };
        let courses = |recipe: TrialRecipe, from: u64| -> Vec<TrialCourse> {
            let one =
                |number| TrialCourse::simulated(&recipe, PLANNING_SEED, number, LookSchedule::Until(burden));
            (from..from + persons).into_par_iter().map(one).collect()
        };
        let (useless, effective) = (courses(of(1.0), 0), courses(of(self.target), persons));
        let planning = Courses { useless: &useless, effective: &effective };
        let found = Outlook::shortest(burden, self.design.lengths(), planning);
        let outlook = found.unwrap_or_else(|| Outlook::of(burden, LONGEST_NIGHTS, planning));
        if outlook.is_enough() || wish.even_so {
            // Nobody is blind: the same useless remedy where less is noted in its nights. Fresh persons, who did not set the bar.
            let open_label = OpenLabel::NOT_NOTED.map(|not_noted| {
                let recipe = TrialRecipe { noted: 1.0 - not_noted, nights: outlook.rule.nights, ..of(1.0) };
                OpenLabel::under(outlook.rule, not_noted, &courses(recipe, 2 * persons))
            });
            Ok(Outlook { open_label: Some(open_label), ..outlook })
        } else {
            Err(NoTrial::TooWeak { rate: self.rate, outlook: Box::new(outlook) })
        }
    }

    /// The protocol, with the seed of the draws.
    pub fn protocol(&self, outlook: Outlook, seed: u64) -> TrialProtocol {
        let Chosen { remedy, evidence, step, with, without, burden, .. } = self.chosen.clone();
        TrialProtocol {
            remedy,
            evidence,
            step,
            with,
            without,
            burden,
            design: self.design,
            start: self.start,
            seed,
            rate: self.rate,
            target: self.target,
            outlook,
            doctor: self.doctor.clone(),
            evidence_version: charley_evidence::VERSION.to_owned(),
            crate_version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// The first line of a trial; its id is that of the trial, so that the same again is the same trial.
///
/// # Errors
/// Never: a protocol is a JSON object.
pub fn first_line(
    protocol: TrialProtocol,
    trial: Uuid,
    records: &TrialRecords,
) -> Result<TrialLine, serde_json::Error> {
    Line::Protocol(Box::new(protocol)).written((trial, trial), &records.now)
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::{Cramp, EntrySource, Record},
        muscle::{Muscle, Side},
        person::Person,
    };
    use jiff::{ToSpan as _, civil::date};

    use super::*;
    use charley_speech::entry_draft::EntryDraft;

    /// Somebody with a night of each kind, told by its place, over the last 60 nights.
    fn records(of: impl Fn(i64) -> Option<bool>) -> TrialRecords {
        let now: jiff::ZonedDateTime = "2026-11-23T19:00[Europe/Berlin]".parse().unwrap();
        let mut entries = Vec::new();
        for ago in 1..=60 {
            let night = NightOf(now.date().saturating_sub(ago.days()));
            let (muscle, side) = (Muscle::Calf, Side::Left);
            let record = match of(ago) {
                Some(true) => Record::Cramp(Cramp::of(muscle, side)),
                Some(false) => Record::None,
                None => continue,
            };
            let said = EntryDraft::of_night(record, night, &now).unwrap();
            entries.push(said.into_entry(None, EntrySource::Terminal, &now));
        }
        let person = Person { born: Some(date(1960, 5, 1)), ..Person::default() };
        TrialRecords { person, entries, trials: Vec::new(), now }
    }

    fn wish() -> Wish {
        Wish { remedy: "stretching".to_owned(), persons: Some(40), ..Wish::default() }
    }

    #[test]
    fn the_rate_is_over_known_nights_and_silence_is_not_quiet() {
        // Every other night known, every other known one with a cramp: 3.5 a week, not 1.75.
        let often = records(|ago| (ago % 2 == 0).then_some(ago % 4 == 0));
        let rate = draft(&often, &wish()).unwrap().rate;
        assert_eq!((rate.known, rate.cramps, rate.nights), (30, 15, 90));
        assert!((rate.cramps_a_week - 3.5).abs() < 1e-9 && rate.interval.unwrap().0 < 3.5);
    }

    #[test]
    fn a_diary_that_knows_outweighs_what_is_said() {
        let seldom = records(|ago| Some(ago % 7 == 0));
        let said = Wish { cramps_a_week: Some(9.0), ..wish() };
        assert!(matches!(draft(&seldom, &said), Err(NoTrial::TooRare { .. })));
        let silent = records(|_| None);
        assert!(matches!(draft(&silent, &wish()), Err(NoTrial::RateUnknown { known: 0 })));
        assert!(draft(&silent, &said).is_ok());
        let absurd = Wish { cramps_a_week: Some(f64::NAN), ..wish() };
        assert!(matches!(draft(&silent, &absurd), Err(NoTrial::Number { .. })));
    }

    #[test]
    fn no_trial_begins_in_the_past() {
        let often = records(|_| Some(true));
        let tonight = often.tonight();
        for (start, may) in [(tonight, true), (tonight.before(), false), (NightOf(date(2030, 1, 1)), false)] {
            let wished = Wish { start: Some(start), ..wish() };
            assert_eq!(draft(&often, &wished).is_ok(), may, "{start}");
        }
    }

    #[test]
    fn two_a_week_need_more_than_a_costly_remedy_can_wait_for() {
        let silent = records(|_| None);
        let costly = Wish { cramps_a_week: Some(2.0), costly: true, ..wish() };
        let weak = draft(&silent, &costly).unwrap().outlook(&costly);
        // Forty synthetic persons put the power within 6 in 100: it is most of a year, or more than the longest trial.
        assert!(
            weak.as_ref().map_or_else(
                |none| matches!(none, NoTrial::TooWeak { .. }),
                |outlook| outlook.rule.nights >= 300
            ),
            "{weak:?}"
        );
        let even_so = Wish { even_so: true, ..costly };
        assert!(draft(&silent, &even_so).unwrap().outlook(&even_so).is_ok());
    }

    #[test]
    fn the_interval_of_a_count_is_that_of_the_textbook() {
        // Exact 90 % limits of 10: 5.43 and 16.96 (Garwood 1936).
        let (low, high) = poisson_interval(10.0);
        assert!((low - 5.43).abs() < 0.02 && (high - 16.96).abs() < 0.02, "{low} {high}");
        assert!(poisson_interval(0.0).0 == 0.0);
    }
}
