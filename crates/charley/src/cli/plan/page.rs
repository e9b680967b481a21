//! The plan in the terminal: the danger, the verdict, what lowers it, the most to drink and the card, one chart along the way, the paces.

use std::fmt::Write as _;

use charley_domain::{interval::Interval, person::Units};
use charley_infer::forecast::Shown;

use crate::cli::{
    Context,
    chart::{self, Pens},
    page::{framed, listed, paragraph},
};
use charley_answers::plan::{
    Card, HeatReport, PaceReport, Plan, RiskEffect, TurnedPlan, WayPoint, words as say,
};
use charley_speech::{gates::words as gates_words, spoken};

/// Lines of the chart.
const LINES: usize = 9;

pub(in crate::cli) fn page(plan: &Plan, context: &Context, units: Units) -> String {
    let mut text = heat(plan.heat.as_ref());
    // What would kill stands before what only hurts.
    if let Some(own) = plan.own_drinking.as_ref().and_then(|own| own.says.as_ref()) {
        text.push_str(&spoken::wrapped(own, 0));
        text.push('\n');
    }
    text.push_str(&spoken::wrapped(&plan.headline, 0));
    if plan.is_called_off()
        && let Some(card) = &plan.card
    {
        return framed(&plan.notices, &(text + &called_off(card)));
    }
    let (Some(shown), Some(goal)) = (plan.shown, plan.paces.first()) else {
        text.push_str(&listed("Missing", &plan.missing));
        return framed(&plan.notices, &text);
    };
    text.push_str(&spoken::wrapped(&say::half_of_risk(goal, units), 0));
    if let Some(why) = say::shape_only(plan) {
        text.push_str(&spoken::wrapped(why, 0));
    }
    if plan.past_races.is_none() {
        text.push_str(&paragraph(say::ASK_PAST_HOW));
    }
    if let Some(own) = plan.own_drinking.as_ref().and_then(|own| own.says.as_ref()) {
        text.push_str(&paragraph(own));
    }
    let levers = say::SortedLevers::of(&plan.levers);
    let actions = say::actions(&levers);
    let none = vec![say::NO_ACTION.to_owned()];
    text.push_str(&listed(say::ACTIONS, if actions.is_empty() { &none } else { &actions }));
    text.push_str(&spoken::wrapped(&format!("  {}", say::LEVERS_MEANING), 2));
    if let Some(most) = say::most(plan, units) {
        text.push_str(&listed(say::DRINK, &[most]));
    }
    if let Some(card) = &plan.card {
        let _ = writeln!(text, "\n{}", say::CARD);
        text.push_str(&card.below_the_heat(units, 2));
    }
    text.push_str(&chart(goal, shown, (Pens::of(context), units)));
    if let Some(finish) = say::finish(&goal.finish, units) {
        text.push_str(&paragraph(&finish));
    }
    text.push_str(&paces(plan, shown, units));
    for (heading, levers) in levers.others() {
        let lines: Vec<String> = levers.iter().map(|lever| say::unclear(lever)).collect();
        text.push_str(&listed(heading, &lines));
    }
    let unknown: Vec<String> = plan.not_modelled.iter().map(say::not_modelled).collect();
    text.push_str(&listed(say::NOT_MODELLED, &unknown));
    let claims: Vec<String> = plan.prevention.iter().map(say::claim).collect();
    text.push_str(&listed(say::ARTICLE, &claims));
    let assumed: Vec<String> =
        plan.assumed.iter().map(|one| spoken::temperatures_in(&one.to_string(), units)).collect();
    text.push_str(&listed("Assumed", &assumed));
    text.push_str(&listed("Missing", &plan.missing));
    if !plan.sources.is_empty() {
        text.push_str(&paragraph(&format!("Sources of the rate: {}", plan.sources.join(", "))));
    }
    for gate in plan.gates.iter().filter(|gate| !gate.open && gate.about != "vitamin K") {
        text.push_str(&paragraph(&gates_words::closed(gate.about, &gate.because).to_string()));
    }
    framed(&plan.notices, &text)
}

/// What is left of a plan under heat in which races are called off.
fn called_off(card: &Card) -> String {
    listed(say::RULES, &card.rules)
}

/// The heat, before everything else.
fn heat(heat: Option<&HeatReport>) -> String {
    let Some(heat) = heat else { return String::new() };
    let mut text = spoken::wrapped(&heat.text, 0);
    if !heat.more.is_empty() {
        text.push_str(&spoken::wrapped(&heat.more.join(" "), 0));
    }
    text + "\n"
}

/// The plan with something turned.
pub(super) fn turned(turned: &TurnedPlan) -> String {
    let mut text = heat(turned.heat.as_ref());
    let called_off = turned.heat.as_ref().is_some_and(HeatReport::calls_off);
    if let Some(effect) = turned.effect.filter(|_| !called_off) {
        text.push_str(&spoken::wrapped(&say::turned(effect), 0));
    }
    for sentence in &turned.says {
        text.push_str(&paragraph(sentence));
    }
    if !called_off {
        text.push_str(&paragraph(say::LEVERS_MEANING));
    }
    text
}

/// The paces, one a line.
fn paces(plan: &Plan, shown: Shown, units: Units) -> String {
    let mut text = format!("\n{}\n", say::PACES);
    let level = if shown == Shown::Forecast { "in 100" } else { "" };
    text.push_str(&row(["", "h:min", spoken::of_pace(units), level, "alone, %", "in all, %"]));
    for pace in &plan.paces {
        let speed = plan.workout.distance_m.filter(|_| plan.workout.effort.is_none()).and_then(|metres| {
            let speed = charley_domain::quantity::Speed::from_m_s(metres / pace.time_s).ok()?;
            Some(spoken::bare_pace(speed, units))
        });
        let level =
            pace.probability.filter(|_| shown == Shown::Forecast).map_or_else(String::new, |interval| {
                format!(
                    "{:.0} ({:.0} to {:.0})",
                    100.0 * interval.q50,
                    100.0 * interval.q05,
                    100.0 * interval.q95
                )
            });
        let against = |of: fn(&RiskEffect) -> Interval| {
            pace.against_goal.as_ref().map_or_else(String::new, |effect| say::short_change(of(effect)))
        };
        let minutes = (pace.time_s / 60.0).round() as u64;
        text.push_str(&row([
            pace.name,
            &format!("{}:{:02}", minutes / 60, minutes % 60),
            &speed.unwrap_or_default(),
            &level,
            &against(|effect| effect.direct),
            &against(|effect| effect.total),
        ]));
    }
    text + &spoken::wrapped(&format!("  {}", say::AGAINST_GOAL), 2)
}

fn row([name, time, pace, level, alone, in_all]: [&str; 6]) -> String {
    let level = if level.is_empty() { String::new() } else { format!("{level:<15}") };
    let row = format!("  {name:<11} {time:>5} {pace:>7}  {level}{alone:<18} {in_all}");
    format!("{}\n", row.trim_end())
}

/// The way at the goal, a line for some of its points.
fn chart(goal: &PaceReport, shown: Shown, (pens, units): (Pens, Units)) -> String {
    let level = shown == Shown::Forecast;
    let heading = if level { say::LEVEL } else { say::SHAPE };
    let mut text = format!("\n{heading}\n");
    let highest = goal.along.last().map_or(1.0, |last| last.probability.q95);
    for point in chosen(&goal.along) {
        let place = point.at_m.map_or_else(|| spoken::span(point.at_s), |metres| spoken::far(metres, units));
        let (value, drawn) = if level {
            let hundred = point.probability.map(|p| 100.0 * p);
            (
                format!("{:>3.0} ({:.0} to {:.0})", hundred.q50, hundred.q05, hundred.q95),
                chart::share(point.probability, highest, pens),
            )
        } else {
            let rate = point.relative_rate;
            (
                format!("{:.1} ({:.1} to {:.1})", rate.q50, rate.q05, rate.q95),
                chart::dot_and_interval(rate, pens),
            )
        };
        text.push_str(format!("  {place:>10}  {value:<18} {drawn}").trim_end());
        text.push('\n');
    }
    if !level {
        let _ = writeln!(text, "{:33}{}", "", chart::scale());
    }
    text
}

fn chosen(along: &[WayPoint]) -> Vec<&WayPoint> {
    let last = along.len().saturating_sub(1);
    let lines = LINES.min(along.len()).max(1);
    let mut places: Vec<usize> = (1..=lines).map(|line| last * line / lines).collect();
    places.dedup();
    places.into_iter().filter_map(|place| along.get(place)).collect()
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn a_chart_ends_at_the_finish() {
        let interval = Interval { q05: 0.1, q50: 0.2, q95: 0.3 };
        let point = |n: usize| WayPoint {
            at_m: None,
            at_s: n as f64,
            probability: interval,
            relative_rate: interval,
        };
        for count in [1, 2, 8, 9, 45] {
            let along: Vec<WayPoint> = (0..count).map(point).collect();
            let chosen = chosen(&along);
            assert!(
                chosen.len() <= LINES && std::ptr::eq(*chosen.last().unwrap(), along.last().unwrap()),
                "{count}"
            );
        }
    }
}
