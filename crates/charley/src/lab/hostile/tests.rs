//! Whether each kind of diary is what it says it is; nothing here asks Charley anything.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_domain::entry::{Entry, Record};

use super::{
    diarist::Diarist,
    factor::DailyFactor,
    scenario::{SCENARIOS, of_names},
    told::looks,
};

fn of(kind: &str, number: u64) -> Diarist {
    let scenario = SCENARIOS.iter().find(|scenario| scenario.name == kind).unwrap();
    Diarist::of(5, (kind, number), &scenario.ways).unwrap()
}

fn cramps(diarist: &Diarist) -> usize {
    diarist.answers.values().filter(|cramped| **cramped).count()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let all: Vec<f64> = values.collect();
    all.iter().sum::<f64>() / all.len() as f64
}

/// Share of the days of some nights for which something was written.
fn written(diarist: &Diarist, cramped: bool, is: fn(&Entry) -> bool) -> f64 {
    let nights: Vec<_> = diarist
        .days
        .iter()
        .zip(&diarist.nights)
        .filter(|(day, night)| night.cramped == cramped && day.alcohol_units > 0.0)
        .map(|(day, _)| day.date)
        .collect();
    let with = nights
        .iter()
        .filter(|date| diarist.entries.iter().any(|entry| entry.night.date() == **date && is(entry)));
    with.count() as f64 / nights.len().max(1) as f64
}

const fn is_alcohol(entry: &Entry) -> bool {
    matches!(entry.record, Record::Alcohol { .. })
}

#[test]
fn the_same_person_is_the_same_and_another_is_another() {
    assert_eq!(of("recall", 3), of("recall", 3));
    assert_ne!(of("recall", 3).entries, of("recall", 4).entries);
    assert_ne!(of("recall", 3).entries, of("stress", 3).entries);
}

#[test]
fn every_kind_makes_diaries_in_the_order_of_writing() {
    for scenario in SCENARIOS {
        let diarist = of(scenario.name, 1);
        assert_eq!(diarist.days.len(), scenario.ways.nights, "{}", scenario.name);
        assert!(diarist.entries.is_sorted_by_key(|entry| entry.recorded_at), "{}", scenario.name);
        assert!(
            diarist.entries.iter().all(|entry| entry.recorded_at >= entry.occurred_at.instant
                || matches!(entry.record, Record::Medicine(_))),
            "{}",
            scenario.name
        );
        assert!(diarist.nights.iter().all(|night| (0.0..1.0).contains(&night.chance)), "{}", scenario.name);
    }
}

#[test]
fn diaries_hold_about_as_many_cramps_as_asked_for() {
    for (kind, wanted) in [("quiet-3", 3.0), ("quiet-35", 35.0), ("quiet-400", 400.0), ("three-70", 70.0)] {
        let mean = mean((0..30).map(|number| cramps(&of(kind, number)) as f64));
        assert!((mean / wanted - 1.0).abs() < 0.2, "{kind}: {mean}");
    }
}

#[test]
fn causes_are_three_of_twelve_that_are_written_down_and_the_others_none() {
    let diarist = of("three-35", 2);
    assert_eq!(diarist.truth.causes.len(), 3);
    for caused in &diarist.truth.causes {
        assert!(diarist.is_right(caused.factor.id(), caused.log_rate > 0.0));
        assert!(!diarist.is_right(caused.factor.id(), caused.log_rate < 0.0), "a wrong sign is a false name");
        assert!((0.4..=0.9).contains(&caused.log_rate.abs()));
    }
    assert!(
        of("quiet-35", 2).truth.causes.is_empty()
            && !of("quiet-35", 2).is_right(DailyFactor::Alcohol.id(), true)
    );
    let halves = (0..40).filter(|number| of("half-35", *number).truth.causes.is_empty()).count();
    assert!((10..=30).contains(&halves), "{halves}");
}

#[test]
fn recall_writes_more_after_cramps_and_the_usual_evening_does_not() {
    let more = |kind: &str| {
        mean((0..12).map(|number| {
            let diarist = of(kind, number);
            written(&diarist, true, is_alcohol) - written(&diarist, false, is_alcohol)
        }))
    };
    assert!(more("recall") > 0.4, "{}", more("recall"));
    assert!(more("quiet-35").abs() < 0.12, "{}", more("quiet-35"));
    let late = |diarist: &Diarist| {
        let drinks = diarist.entries.iter().filter(|entry| is_alcohol(entry));
        mean(drinks.map(|entry| {
            f64::from(u8::from(
                entry.recorded_at.as_second() - entry.occurred_at.instant.as_second() > 8 * 3600,
            ))
        }))
    };
    assert!(late(&of("recall", 1)) > 0.99 && late(&of("quiet-35", 1)) < 0.2);
}

#[test]
fn a_hidden_stress_goes_along_with_drink_and_cramps() {
    let diarist = of("stress", 4);
    let on = |sign: f64, of: &dyn Fn(usize) -> f64| {
        let places = (0..diarist.days.len()).filter(|at| sign * diarist.days[*at].stress > 0.7);
        mean(places.map(of))
    };
    let chance = |at: usize| diarist.nights[at].chance;
    let drink = |at: usize| diarist.days[at].alcohol_units;
    assert!(on(1.0, &chance) > 2.0 * on(-1.0, &chance) && on(1.0, &drink) > 1.3 * on(-1.0, &drink));
}

#[test]
fn turning_points_lie_where_they_are_said_to_lie() {
    let begun =
        |diarist: &Diarist, place: usize| diarist.days.iter().position(|day| day.medicines[place]).unwrap();
    let chance = |diarist: &Diarist, nights: std::ops::Range<usize>| {
        mean(diarist.nights[nights].iter().map(|night| night.chance))
    };
    let inhaler = of("inhaler-turn", 1);
    let at = begun(&inhaler, 0);
    assert!(chance(&inhaler, at - 40..at) > 2.0 * chance(&inhaler, at..at + 40));
    let statin = of("statin-turn", 1);
    let at = begun(&statin, 1);
    assert!(chance(&statin, at + 5..at + 45) > 2.0 * chance(&statin, at - 40..at));
    let trend = of("trend", 1);
    assert!(chance(&trend, 0..100) > 3.0 * chance(&trend, 630..730));
    let summer = of("summer", 1);
    let in_summer = |day: usize| matches!(summer.days[day].date.month(), 7 | 8);
    let (warm, cold): (Vec<usize>, Vec<usize>) = (0..730).partition(|day| in_summer(*day));
    let of_days = |days: &[usize]| mean(days.iter().map(|day| summer.nights[*day].chance));
    assert!(of_days(&warm) > 4.0 * of_days(&cold));
}

#[test]
fn answers_depend_on_cramps_only_where_they_are_said_to() {
    let share = |kind: &str, cramped: bool| {
        mean((0..12).map(|number| {
            let diarist = of(kind, number);
            let nights =
                diarist.days.iter().zip(&diarist.nights).filter(|(_, night)| night.cramped == cramped);
            mean(nights.map(|(day, _)| {
                let night = charley_domain::night::NightOf(day.date);
                f64::from(u8::from(diarist.answers.contains_key(&night)))
            }))
        }))
    };
    assert!((share("quiet-unlogged", false) - 0.35).abs() < 0.05 && share("quiet-unlogged", true) > 0.88);
    assert!((share("quiet-35", false) - share("quiet-35", true)).abs() < 0.06);
    assert!((0..12).map(|number| cramps(&of("nightly", number))).sum::<usize>() / 12 > 450);
}

#[test]
fn looks_end_with_the_diary_and_unknown_kinds_are_named() {
    assert_eq!(looks(730, 14).count(), 53);
    assert_eq!(looks(730, 730).collect::<Vec<_>>(), [730]);
    assert_eq!(looks(30, 5).collect::<Vec<_>>(), [15, 20, 25, 30]);
    assert!(of_names(&["recal".to_owned()]).unwrap_err().contains("recall"));
    assert_eq!(of_names(&[]).unwrap().len(), SCENARIOS.len());
}
