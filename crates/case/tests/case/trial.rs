//! A trial told by its lines: nothing of a coming night, the first protocol stands, answers are corrected, silence is unknown.

use std::collections::BTreeMap;

use charley_case::{
    fixed,
    trial::{
        Running, TrialLine, TrialRecords, TrialStage,
        journal::{Line, MorningAnswer, TrialProtocol},
    },
};
use charley_domain::night::NightOf;
use charley_infer::trial::{Arm, RuleVerdict, WEEK};
use jiff::{ToSpan as _, ZonedDateTime};
use uuid::Uuid;

const TRIAL: Uuid = Uuid::from_u128(77);

fn now() -> ZonedDateTime {
    "2026-11-23T09:00[UTC]".parse().unwrap()
}

/// A trial that began so many nights ago; a negative number is still to come.
fn begun(days_ago: i64) -> TrialProtocol {
    let start = now().date().saturating_sub(days_ago.days());
    TrialProtocol { remedy: "stretching".to_owned(), start: NightOf(start), ..fixed::protocol() }
}

fn line(number: u128, line: &Line) -> TrialLine {
    line.written((Uuid::from_u128(number), TRIAL), &now()).unwrap()
}

fn told(protocol: TrialProtocol, rest: &[Line]) -> Running {
    let first = line(0, &Line::Protocol(Box::new(protocol)));
    let rest = rest.iter().zip(1..).map(|(said, number)| line(number, said));
    let lines: Vec<TrialLine> = std::iter::once(first).chain(rest).collect();
    let mut trials = Running::all(&lines).unwrap();
    assert_eq!(trials.len(), 1);
    trials.remove(0)
}

fn records(trials: Vec<Running>) -> TrialRecords {
    let case = fixed::adult();
    TrialRecords { person: case.person, entries: Vec::new(), trials, now: now() }
}

fn answered(running: &Running, number: u32, cramps: Option<u32>) -> MorningAnswer {
    let night = running.night(number);
    MorningAnswer {
        night,
        arm: running.allocation().arm(number),
        cramps,
        twinges: None,
        as_drawn: None,
        bother: None,
        note: None,
    }
}

#[test]
fn a_trial_is_planned_then_each_of_its_nights_then_over() {
    let records = records(Vec::new());
    for (days_ago, stage) in [
        (-3, TrialStage::Planned),
        (-1, TrialStage::Planned),
        (0, TrialStage::Night(0)),
        (1, TrialStage::Night(1)),
        (55, TrialStage::Night(55)),
        (56, TrialStage::Over),
        (400, TrialStage::Over),
    ] {
        let running = told(begun(days_ago), &[]);
        assert_eq!(running.stage(&records), stage, "begun {days_ago} days ago");
        let elapsed = u32::try_from(days_ago.clamp(0, 56)).unwrap();
        assert_eq!(running.elapsed(&records), elapsed, "begun {days_ago} days ago");
    }
}

#[test]
fn a_coming_night_is_never_told_and_what_was_told_stays() {
    let running = told(begun(10), &[]);
    let records = records(vec![running.clone()]);
    for number in 0..running.nights() {
        let night = running.night(number);
        assert_eq!(running.number(night), Some(number));
        let drawn = running.drawn(night, &records);
        assert_eq!(drawn.is_some(), number <= 10, "night {number}");
        assert_eq!(drawn, told(begun(10), &[]).drawn(night, &records), "the same seed draws the same");
    }
    for outside in [running.night(running.nights()), NightOf(begun(11).start.date())] {
        assert_eq!(running.number(outside), None);
        assert_eq!(running.drawn(outside, &records), None);
    }
}

#[test]
fn each_pair_of_nights_has_both_arms() {
    let running = told(begun(0), &[]);
    for pair in 0..running.nights() / 2 {
        let arms = [0, 1].map(|of| running.allocation().arm(2 * pair + of));
        assert_ne!(arms[0], arms[1], "pair {pair}");
    }
}

#[test]
fn the_first_protocol_and_the_last_answer_stand() {
    let other = TrialProtocol { remedy: "something else".to_owned(), ..begun(10) };
    let bare = told(begun(10), &[]);
    let lines = [
        Line::Protocol(Box::new(other)),
        Line::Answered(answered(&bare, 2, Some(3))),
        Line::Answered(answered(&bare, 2, Some(1))),
    ];
    let running = told(begun(10), &lines);
    assert_eq!(running.protocol.remedy, "stretching");
    let nights = running.first(10, &records(Vec::new()));
    assert_eq!(nights[2].cramps, Some(1));
    let silent: Vec<usize> = (0..10).filter(|number| nights[*number].cramps.is_none()).collect();
    assert_eq!(silent.len(), 9, "silence is no quiet night: {nights:?}");
    assert_eq!(running.known(&records(Vec::new())), 1);
}

#[test]
fn the_diary_outweighs_an_answer_that_knew_of_fewer() {
    let bare = told(begun(39), &[]);
    let quiet: Vec<Line> = (0..39).map(|number| Line::Answered(answered(&bare, number, Some(0)))).collect();
    let running = told(begun(39), &quiet);
    let empty = running.first(39, &records(Vec::new()));
    assert!(empty.iter().all(|night| night.cramps == Some(0)));
    // The fixed diary has a cramp each eighth night.
    let with_diary = TrialRecords { entries: fixed::adult().entries, ..records(Vec::new()) };
    let seen = running.first(39, &with_diary);
    let cramps: u32 = seen.iter().filter_map(|night| night.cramps).sum();
    assert!((4..=5).contains(&cramps), "{cramps}");
}

#[test]
fn what_was_done_is_told_by_what_was_drawn() {
    let bare = told(begun(5), &[]);
    let lines: Vec<Line> = (0..4)
        .map(|number| {
            let as_drawn = (number != 3).then_some(number % 2 == 0);
            Line::Answered(MorningAnswer { as_drawn, ..answered(&bare, number, Some(0)) })
        })
        .collect();
    let nights = told(begun(5), &lines).first(5, &records(Vec::new()));
    for (number, night) in nights.iter().enumerate().take(3) {
        let kept = number % 2 == 0;
        assert_eq!(night.taken, Some(kept == (night.arm == Arm::Remedy)), "night {number}");
    }
    assert_eq!((nights[3].taken, nights[4].taken), (None, None));
}

#[test]
fn what_is_expected_is_asked_before_each_period_and_may_be_left_open() {
    let asked = told(begun(20), &[Line::Expected { period: 0, expects: None }]);
    assert_eq!((asked.period(0), asked.period(WEEK - 1), asked.period(WEEK)), (0, 0, 1));
    assert!(!asked.asks_first(0) && asked.asks_first(WEEK));
    assert_eq!(asked.expected, BTreeMap::from([(0, None)]));
}

#[test]
fn a_look_is_due_each_seventh_night_and_is_made_once() {
    let bare = told(begun(21), &[]);
    let quiet: Vec<Line> = (0..21).map(|number| Line::Answered(answered(&bare, number, Some(1)))).collect();
    let running = told(begun(21), &quiet);
    let records = records(Vec::new());
    let due = running.due(&records);
    assert!(!due.is_empty() && due.iter().all(|(look, _)| look.night % WEEK == 0), "{due:?}");
    let looked = running.looked_at(&records);
    assert_eq!(looked.looked, due);
    assert!(looked.due(&records).is_empty(), "a look is not made twice");
    assert!(told(begun(6), &[]).due(&records).is_empty(), "no week is over");
}

#[test]
fn whoever_stopped_has_findings_and_nothing_more_is_due() {
    let stop = |nights| Line::Stopped { nights, why: Some("enough".to_owned()) };
    let running = told(begun(20), &[stop(14), stop(20)]);
    let records = records(vec![running.clone()]);
    assert_eq!(
        running.stage(&records),
        TrialStage::Ended { nights: 14, judged: RuleVerdict::Open },
        "the first stop"
    );
    assert_eq!(running.elapsed(&records), 14);
    assert!(running.due(&records).is_empty());
    assert!(running.findings(&records, None).is_some());
    assert!(told(begun(20), &[]).findings(&records, None).is_none(), "no comparison while it runs");
    assert!(records.current().is_none());
}

#[test]
fn a_trial_is_found_by_the_beginning_of_its_id() {
    let (ended, going) = (fixed::ended_trial(), Running { id: Uuid::from_u128(1), ..told(begun(2), &[]) });
    let records = records(vec![ended.clone(), going.clone()]);
    assert_eq!(records.current().map(|trial| trial.id), Some(going.id));
    assert_eq!(records.named(None).map(|trial| trial.id), Some(going.id));
    let id = ended.id.to_string();
    assert_eq!(records.named(Some(&id)).map(|trial| trial.id), Some(ended.id));
    assert_eq!(records.named(Some("ffff")), None);
    let over = TrialRecords { trials: vec![ended.clone()], ..records };
    assert_eq!((over.current(), over.named(None).map(|trial| trial.id)), (None, Some(ended.id)));
}

#[test]
fn a_line_that_is_none_is_refused_and_one_without_its_protocol_says_nothing() {
    let orphan = line(1, &Line::Stopped { nights: 3, why: None });
    assert_eq!(Running::all(std::slice::from_ref(&orphan)).unwrap(), []);
    for body in [serde_json::json!({}), serde_json::json!({"kind": "answered"}), serde_json::json!(7)] {
        let error = Running::all(&[TrialLine { body: body.clone(), ..orphan.clone() }]).unwrap_err();
        assert!(error.to_string().contains("trial"), "{body}: {error}");
    }
}

#[test]
fn every_line_is_read_back_as_it_was_written() {
    let bare = told(begun(3), &[]);
    let due = told(begun(21), &[]).due(&records(Vec::new()));
    let mut lines = vec![
        Line::Protocol(Box::new(begun(3))),
        Line::Expected { period: 2, expects: Some(10) },
        Line::Expected { period: 0, expects: None },
        Line::Answered(MorningAnswer {
            bother: Some(4),
            note: Some("a\nb".to_owned()),
            ..answered(&bare, 0, None)
        }),
        Line::Stopped { nights: 0, why: None },
    ];
    lines.extend(due.into_iter().map(|(look, judged)| Line::Looked { look, judged }));
    for said in lines {
        let written = line(9, &said);
        assert_eq!(written.body["kind"], written.kind, "{said:?}");
        assert_eq!(serde_json::from_value::<Line>(written.body).unwrap(), said);
    }
}
