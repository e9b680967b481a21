//! A finished trial of the synthetic person, from before their diary: a stated true effect, answered morning by morning.

use charley_domain::person::Person;
use charley_store::{Store, TrialLine};
use jiff::{Span, ZonedDateTime, civil::Date, tz::TimeZone};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution as _, Gamma, Poisson, StandardNormal};
use uuid::Uuid;

use super::stream::stream;
use charley_answers::trial::{
    answer::{self, Morning},
    begin::{self, Wish},
    document::TrialDocument,
};
use charley_case::trial::{Running, TrialRecords, TrialStage};

/// What the remedy truly does: so many times the rate without it.
pub(crate) const TRUE_RATIO: f64 = 0.5;
/// Cramps a week as the person says before, and as they truly are in the trial: some of it would have passed anyway.
const SAID_A_WEEK: f64 = 4.0;
const TRUE_A_WEEK: f64 = 3.6;
/// Unevenness of a night and drift of a week, as in the power table of docs/studies/inference.md.
const SIZE: f64 = 1.5;
const DRIFT_SD: f64 = 0.3;
const DRIFT_MEMORY: f64 = 0.7;
/// Chance that a morning is answered, and that a night goes as drawn.
const ANSWERED: f64 = 0.92;
const AS_DRAWN: f64 = 0.94;
/// Nights between the end of the trial and the diary.
const PAUSE_NIGHTS: i64 = 14;
/// Simulated persons by which it is planned: fewer than for a real one, since the demo should not make anybody wait.
const PERSONS: u64 = 120;

/// Lives through the trial before the first night of the diary, and keeps its lines.
///
/// # Errors
/// When the database cannot be written.
pub(super) fn make(
    store: &mut Store,
    person: &Person,
    (seed, first): (u64, Date),
) -> anyhow::Result<TrialDocument> {
    let mut records = TrialRecords {
        person: person.clone(),
        entries: Vec::new(),
        trials: Vec::new(),
        now: evening(first, 0)?,
    };
    let wish = Wish {
        remedy: "stretching".to_owned(),
        cramps_a_week: Some(SAID_A_WEEK),
        even_so: true,
        persons: Some(PERSONS),
        ..Wish::default()
    };
    let refused = |why| anyhow::anyhow!(charley_answers::trial::words::no_trial(&why).to_string());
    let outlook = begin::draft(&records, &wish).and_then(|draft| draft.outlook(&wish)).map_err(refused)?;
    // It ends before the diary begins, however long it takes.
    let before = i64::from(outlook.rule.nights) + PAUSE_NIGHTS;
    records.now = evening(first, -before)?;
    let protocol = begin::draft(&records, &wish).map_err(refused)?.protocol(outlook, seed);
    let trial = id(seed, 0);
    let mut lines = Vec::new();
    let line = begin::first_line(protocol, trial, &records)?;
    keep(&mut records, &mut lines, vec![line])?;
    let mut chance = Chance::of(seed);
    for night in 0..i64::from(outlook.rule.nights) {
        records.now = evening(first, night - before)?;
        let Some(running) = records.current().cloned() else { break };
        if matches!(running.stage(&records), TrialStage::Night(number) if running.asks_first(number)) {
            let expects = Some(chance.0.random_range(4..=7));
            let said = answer::expect(&records, expects, id(seed, 1_000 + night as u128));
            keep(&mut records, &mut lines, said.map_err(|why| unwritten(&why))?.lines)?;
        }
        // A look that was due may have ended it with what was said in the evening.
        let Some(running) = records.current().cloned() else { break };
        records.now = records.now.checked_add(Span::new().hours(10))?;
        if let Some(morning) = chance.morning(&running, night as u32) {
            let said = answer::morning(&records, &morning, id(seed, 2_000 + night as u128));
            keep(&mut records, &mut lines, said.map_err(|why| unwritten(&why))?.lines)?;
        }
    }
    if records.current().is_some() {
        let last = answer::look(&records).map_err(|why| unwritten(&why))?;
        keep(&mut records, &mut lines, last.lines)?;
    }
    store.append_trial(&lines)?;
    let trial = records.named(None).ok_or_else(|| anyhow::anyhow!("the trial of the demo is not there"))?;
    Ok(TrialDocument::of(trial, &records))
}

fn unwritten(why: &answer::NotWritten) -> anyhow::Error {
    anyhow::anyhow!(charley_answers::trial::words::not_written(why).to_string())
}

/// What was written is read as the next morning reads it.
fn keep(records: &mut TrialRecords, all: &mut Vec<TrialLine>, lines: Vec<TrialLine>) -> anyhow::Result<()> {
    for line in lines {
        Running::add(&mut records.trials, &line)?;
        all.push(line);
    }
    Ok(())
}

fn evening(first: Date, nights: i64) -> anyhow::Result<ZonedDateTime> {
    let date = first.checked_add(Span::new().days(nights))?;
    Ok(date.at(21, 0, 0, 0).to_zoned_datetime(TimeZone::UTC)?)
}

fn id(seed: u64, number: u128) -> Uuid {
    Uuid::from_u128((u128::from(seed) << 64) | (0x7472_6961 << 32) | number)
}

/// What becomes of each night.
struct Chance(ChaCha8Rng, f64);

impl Chance {
    fn of(seed: u64) -> Self {
        let mut chance = stream(seed, "trial", 0);
        let drift = StandardNormal.sample(&mut chance);
        Self(chance, drift)
    }

    /// The morning after a night; nights go by in order. `None` where nothing is answered.
    fn morning(&mut self, trial: &Running, number: u32) -> Option<Morning> {
        if number > 0 && number.is_multiple_of(7) {
            let fresh: f64 = StandardNormal.sample(&mut self.0);
            self.1 = DRIFT_MEMORY * self.1 + (1.0 - DRIFT_MEMORY * DRIFT_MEMORY).sqrt() * fresh;
        }
        let drawn = trial.allocation().arm(number) == charley_infer::trial::Arm::Remedy;
        let kept = self.0.random_bool(AS_DRAWN);
        let level = TRUE_A_WEEK / 7.0 * (DRIFT_SD * self.1 - DRIFT_SD * DRIFT_SD / 2.0).exp();
        let mean = if drawn == kept { level * TRUE_RATIO } else { level };
        let uneven = Gamma::new(SIZE, 1.0 / SIZE).map_or(1.0, |gamma| gamma.sample(&mut self.0));
        let cramps =
            Poisson::new((mean * uneven).max(1e-9)).map_or(0.0, |poisson| poisson.sample(&mut self.0));
        let (answered, bother) = (self.0.random_bool(ANSWERED), self.0.random_range(0..=2));
        answered.then(|| Morning {
            night: Some(trial.night(number)),
            cramps: Some(cramps as u32),
            twinges: None,
            as_drawn: Some(kept),
            bother: drawn.then_some(bother),
            note: None,
            again: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trial_of_the_demo_ends_before_the_diary_and_is_the_same_for_the_same_seed() {
        let made = |seed| {
            let dir = tempfile::tempdir().unwrap();
            let mut store = Store::open_or_create(dir.path()).unwrap();
            let first = jiff::civil::date(2024, 11, 1);
            let person = Person { born: Some(jiff::civil::date(1980, 5, 1)), ..Person::default() };
            let document = make(&mut store, &person, (seed, first)).unwrap();
            assert!(store.entries().unwrap().is_empty(), "the diary is not touched");
            assert!(document.last.date() < first && document.state == "ended", "{document:?}");
            (store.trial_lines().unwrap(), document.findings.unwrap().rate_ratio)
        };
        let (lines, ratio) = made(7);
        assert_eq!(lines, made(7).0);
        assert!(ratio.q05 < 0.75 && ratio.q95 > 0.35, "{ratio:?}");
    }
}
