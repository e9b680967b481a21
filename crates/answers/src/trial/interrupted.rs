//! A trial as people live it: interrupted, answered later in any order, with nights that nobody will ever know.

use charley_case::trial::TrialLine;
use charley_domain::{night::NightOf, person::Person};
use charley_infer::trial::RuleVerdict;
use jiff::{ToSpan as _, ZonedDateTime, civil::date};
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    answer::{self, Morning},
    begin,
    document::TrialDocument,
};
use charley_case::fixed;
use charley_case::trial::{Running, TrialRecords, TrialStage};

const NIGHTS: u32 = 56;

/// What becomes of a night: how many days later it is answered, never for `None`, and how many cramps it had.
type Fate = (Option<u8>, u32);

fn fate() -> impl Strategy<Value = Fate> {
    let later = prop_oneof![
        3 => Just(None),
        5 => Just(Some(0_u8)),
        2 => (1_u8..15).prop_map(Some),
    ];
    (later, prop_oneof![6 => Just(0_u32), 3 => Just(1), 1 => 2_u32..6])
}

fn evening(day: u32) -> ZonedDateTime {
    let day = date(2026, 6, 1).saturating_add(i64::from(day).days());
    day.at(21, 0, 0, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC).unwrap()
}

/// The trial lived through to its end: its lines, and everything as it then stands.
fn lived(fates: &[Fate]) -> (Vec<TrialLine>, TrialRecords) {
    let person = Person { born: Some(date(1960, 1, 1)), ..Person::default() };
    let mut records = TrialRecords { person, entries: Vec::new(), trials: Vec::new(), now: evening(0) };
    let start = NightOf(date(2026, 6, 1));
    let protocol = charley_case::trial::journal::TrialProtocol { start, ..fixed::protocol() };
    let mut lines = vec![begin::first_line(protocol, Uuid::from_u128(1 << 70), &records).unwrap()];
    Running::add(&mut records.trials, &lines[0]).unwrap();
    // A fortnight after the last night every answer has come that will come.
    for day in 1..=NIGHTS + 15 {
        records.now = evening(day);
        let due = (0..day.min(NIGHTS)).rev().filter(|night| {
            fates[*night as usize].0.is_some_and(|later| night + 1 + u32::from(later) == day)
        });
        for night in due.collect::<Vec<_>>() {
            let Some(trial) = records.current() else { break };
            let said = Morning {
                night: Some(trial.night(night)),
                cramps: Some(fates[night as usize].1),
                as_drawn: (night % 3 != 0).then_some(true),
                ..Morning::default()
            };
            let writing =
                answer::morning(&records, &said, Uuid::from_u128(1_000 + u128::from(night))).unwrap();
            for line in writing.lines {
                Running::add(&mut records.trials, &line).unwrap();
                lines.push(line);
            }
            records.entries.extend(writing.entry);
        }
    }
    if records.current().is_some() {
        for line in answer::look(&records).unwrap().lines {
            Running::add(&mut records.trials, &line).unwrap();
            lines.push(line);
        }
    }
    (lines, records)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_trial_with_gaps_and_late_answers_still_answers(fates in prop::collection::vec(fate(), NIGHTS as usize)) {
        let (lines, records) = lived(&fates);
        let trial = records.named(None).unwrap();
        let TrialStage::Ended { nights, judged } = trial.stage(&records) else {
            return Err(TestCaseError::fail("it never ended"));
        };
        prop_assert!(nights <= NIGHTS && judged != RuleVerdict::Open);
        // Silence stays unknown, whatever was answered around it.
        for (number, night) in trial.first(nights, &records).iter().enumerate() {
            let answered = trial.answered.get(&trial.night(number as u32));
            prop_assert_eq!(night.cramps.is_some(), answered.is_some());
            if let Some(answer) = answered {
                prop_assert_eq!(answer.cramps, Some(fates[number].1));
                prop_assert_eq!(answer.arm, trial.allocation().arm(number as u32));
            }
        }
        // Looks come once each, in order, and the last of them ended it.
        prop_assert!(trial.looked.windows(2).all(|pair| pair[0].0.night < pair[1].0.night));
        prop_assert_eq!(trial.looked.last().map(|(look, judged)| (look.night, *judged)), Some((nights, judged)));
        let document = TrialDocument::of(trial, &records);
        let Some(findings) = document.findings else {
            let all = trial.findings(&records, None).expect("an ended trial has findings");
            prop_assert!(all.remedy.known == 0 || all.usual.known == 0, "nothing to compare");
            return Ok(());
        };
        let ratio = findings.rate_ratio;
        prop_assert!(ratio.q05 <= ratio.q50 && ratio.q50 <= ratio.q95 && ratio.q95.is_finite());
        // The journal alone tells the whole trial.
        prop_assert_eq!(&Running::all(&lines).unwrap(), &records.trials);
        // The findings do not hang on the order in which nights were answered.
        let mut shuffled = lines.clone();
        shuffled[1..].reverse();
        let again = TrialRecords { trials: Running::all(&shuffled).unwrap(), ..records.clone() };
        prop_assert_eq!(
            again.trials[0].first(nights, &again),
            trial.first(nights, &records)
        );
    }
}
