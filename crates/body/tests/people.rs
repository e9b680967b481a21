//! The model beside people who were weighed: how many groups it holds, how far off it is, by sport and over individuals.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop and say how near it came")]

use std::collections::BTreeMap;

use charley_body::{
    draws::normal_quantile,
    sweat::weighed::{PERSON_LOG_SD, SESSION_LOG_SD, expected_l_h},
};
use charley_evidence::{WeighedGroup, weighed_groups};

/// Sports that share a way of moving.
fn family(group: &WeighedGroup) -> &str {
    match group.sport.as_str() {
        "treadmill-run" => "run",
        "indoor-ride" => "ride",
        "waterpolo" => "swim",
        "gym" | "strength" => "gym",
        sport => sport,
    }
}

fn scored() -> Vec<(&'static WeighedGroup, f64)> {
    let groups = weighed_groups().iter().filter(|group| group.is_scored());
    groups.map(|group| (group, expected_l_h(group).unwrap())).collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

#[test]
fn twenty_eight_of_thirty_three_groups_lie_inside_one_deviation_and_nothing_leans() {
    let scored = scored();
    let off = |group: &WeighedGroup, ours: f64| ours - group.published_l_h;
    let outside: Vec<String> = scored
        .iter()
        .filter(|(group, ours)| off(group, *ours).abs() > group.sd_l_h)
        .map(|(group, ours)| format!("{} {ours:.2} of {} ± {}", group.id, group.published_l_h, group.sd_l_h))
        .collect();
    let bias = mean(scored.iter().map(|(group, ours)| off(group, *ours)));
    let square = mean(scored.iter().map(|(group, ours)| off(group, *ours).powi(2)));
    println!(
        "{} of {} inside one SD, bias {bias:+.3}, RMSE {:.2} L/h; outside: {outside:?}",
        scored.len() - outside.len(),
        scored.len(),
        square.sqrt()
    );
    assert_eq!(scored.len(), 33);
    assert!(outside.len() <= 5 && bias.abs() <= 0.05, "{outside:?}, bias {bias}");
}

#[test]
fn no_sport_leans_by_more_than_a_seventh() {
    let mut sports: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (group, ours) in scored() {
        sports.entry(family(group)).or_default().push((ours / group.published_l_h).ln());
    }
    for (sport, logs) in &sports {
        let bias = mean(logs.iter().copied());
        println!("{sport}: {} groups, log bias {bias:+.3}", logs.len());
        assert!(bias.abs() <= 0.15, "{sport}: {bias}");
    }
    assert!(sports.len() >= 6);
}

/// The share of a group's people, taken as normal around the published mean, within the model's 80 % band of one person.
fn covered(group: &WeighedGroup, ours: f64) -> f64 {
    let log_sd = PERSON_LOG_SD.hypot(SESSION_LOG_SD);
    let end = |probability: f64| ours * (log_sd * normal_quantile(probability)).exp();
    let (low, high) = (end(0.1), end(0.9)); // 80 %
    let people = 2000;
    let inside = (0..people).filter(|person| {
        let probability = (f64::from(*person) + 0.5) / f64::from(people);
        let rate = group.published_l_h + group.sd_l_h * normal_quantile(probability);
        (low..=high).contains(&rate)
    });
    inside.count() as f64 / f64::from(people)
}

#[test]
fn the_band_of_one_person_holds_four_in_five_of_the_people_who_were_weighed() {
    let on_land = scored().into_iter().filter(|(group, _)| !group.is_in_water());
    let coverage = mean(on_land.map(|(group, ours)| covered(group, ours)));
    println!("80 % bands hold {:.1} % of the people of the groups", 100.0 * coverage);
    assert!((0.77..=0.88).contains(&coverage), "{coverage}");
}
