//! A plan in words: what it is called, what is shown of the risk, where it lies, what the body comes to.

pub mod drink;
pub mod heat_band;
pub mod levers;
pub mod page;
mod verdict;

use charley_domain::{interval::Interval, person::Units, workout::Sport};
use charley_infer::forecast::Shown;

pub use crate::plan::words::{
    drink::{
        DRINK, GATE_CLOSED, above_limit, carbohydrate, card_rules, dangerous, drink, in_any_hour, most,
        sodium,
    },
    levers::{
        ACTIONS, ARTICLE, EASY_START, FOAM_ROLL, LEVERS_MEANING, NO_ACTION, NOT_MODELLED, SLOWER, STRENGTH,
        SortedLevers, TAPER, WARM_UP, WARM_UP_NOT_MODELLED, actions, claim, cooler_hour, figure,
        not_modelled, own_and_studies, reads_the_same, turned, unclear,
    },
    verdict::headline,
};
use crate::{plan::PaceReport, why::ExplanationDocument};
use charley_speech::{message::sentences, spoken};

sentences! {
    WARNING_SIGN_FIRST = "No plan until a doctor has heard of it.";
    AGE_FIRST = "Charley gives no plan until it knows your age.";
    SHAPE_ONLY = "Forecasts of single workouts of yours have not beaten that rate so far, so what follows is the shape \
of the risk and what moves it, not its level.";
    SHAPE_TOO_WIDE = "What is known leaves too wide a range for a number, so what follows is the shape of the risk and what \
moves it, not its level.";
    SHAPE_OF_STUDIES = "No workout of yours is known yet, so what follows is the shape that published \
studies give, not the level of your risk.";
    PACES = "Three paces";
    AGAINST_GOAL = "Cramps against the goal pace: pace alone, and in all with heat, water, salt and fuel; 90 % \
intervals. A faster race is not a safer one.";
    SHAPE = "Where the risk lies, ×1 its mean";
    LEVEL = "A cramp by here, in 100";
    ASK_PAST = "Have you ever cramped in a race, or in a workout as long and hard as one?";
    ASK_PAST_WHY = "Those who have, cramp more often in the next. Charley asks this once; leave it if you like.";
    PAST_NEVER = "Never";
    PAST_LONG_AGO = "Yes, but not in the last year";
    PAST_LATELY = "Yes, in the last year";
    ASK_PAST_HOW = "Have you ever cramped in a race, or in a workout as long and hard as one? Those who have, cramp more often in the next: charley person set --race-cramps never, long-ago or lately";
    CARD = "For the wrist";
    RULES = "If you go out at all";
    EVENING_BEFORE = "Tomorrow's workout: look at the plan";
    titled(name, time, date) = "{name} in {time}, {date}";
    titled_far(name, far, time, date) = "{name} {far} in {time}, {date}";
    RUN = "Run";
    TRAIL_RUN = "Trail run";
    WALK = "Walk";
    HIKE = "Hike";
    RIDE = "Ride";
    SWIM = "Swim";
    WORKOUT = "Workout";
    half_after(far, after) = "At your goal half of the risk lies after {far} ({after}).";
    half_after_time(after) = "Half of the risk lies after {after}.";
    short_change_says(middle, low, high) = "{middle} ({low} to {high})";
    finish_says(sweat, litres, sweat_low, sweat_high, lost, lost_low, lost_high, heat, fuel) = "The body at the finish: {sweat} {litres} sweated ({sweat_low} to {sweat_high}), {lost} % of body mass lost as water ({lost_low} to {lost_high}), body heat \
{heat}, fuel {fuel}.";
    FUEL_LOW = "low";
    FUEL_FAIR = "fair";
    FUEL_FULL = "full";
}

/// Why the shape of the risk is told and not its level; `None` where the level is told.
pub fn shape_only(plan: &crate::plan::Plan) -> Option<&'static str> {
    let earned = plan.skill.as_ref().is_some_and(|skill| skill.earned);
    (plan.shown == Some(Shown::BaseRate)).then_some(match plan.engine {
        ExplanationDocument::PUBLISHED => SHAPE_OF_STUDIES,
        _ if earned => SHAPE_TOO_WIDE,
        _ => SHAPE_ONLY,
    })
}

/// What a plan is called.
pub fn title(outing: &crate::plan::Outing, units: Units) -> String {
    let date = outing.start.civil().strftime("%-d %B %Y, %H:%M").to_string();
    let name = outing.name.as_deref().unwrap_or_else(|| sport(outing.sport));
    let time = spoken::span(outing.goal_s);
    match outing.distance_m() {
        Some(metres) => titled_far(name, spoken::far(metres, units), time, date),
        None => titled(name, time, date),
    }
}

const fn sport(sport: Sport) -> &'static str {
    match sport {
        Sport::Run => RUN,
        Sport::TrailRun => TRAIL_RUN,
        Sport::Walk => WALK,
        Sport::Hike => HIKE,
        Sport::Ride | Sport::IndoorRide => RIDE,
        Sport::Swim => SWIM,
        _ => WORKOUT,
    }
}

/// Where half of the risk lies.
pub fn half_of_risk(goal: &PaceReport, units: Units) -> String {
    let after = spoken::span(60.0 * (goal.half_of_risk_after_s / 60.0).round());
    match goal.half_of_risk_after_m {
        Some(metres) => half_after(spoken::far(metres, units), after),
        None => half_after_time(after),
    }
}

/// A change in a column of hundredths: `-14 (-52 to +9)`.
pub fn short_change(ratio: Interval) -> String {
    let hundredths = |ratio: f64| spoken::difference(100.0 * (ratio - 1.0), 0);
    let [low, middle, high] = [ratio.q05, ratio.q50, ratio.q95].map(hundredths);
    short_change_says(middle, low, high)
}

/// What the body comes to at the goal.
pub fn finish(finish: &crate::plan::Finish, units: Units) -> Option<String> {
    let (sweat, lost, fuel) = (finish.sweat_l?, finish.mass_lost_pct?, finish.fuel_left?);
    let fuel = match fuel.q50 {
        left if left < 0.15 => FUEL_LOW,
        left if left < 0.45 => FUEL_FAIR,
        _ => FUEL_FULL,
    };
    let [sweat_low, sweat, sweat_high] =
        [sweat.q05, sweat.q50, sweat.q95].map(|litres| spoken::litres(litres, units));
    let [lost_low, lost, lost_high] = [lost.q05, lost.q50, lost.q95].map(|pct| format!("{pct:.1}"));
    let (litres, heat) = (spoken::of_litres(units), finish.heat.word());
    Some(finish_says(sweat, litres, sweat_low, sweat_high, lost, lost_low, lost_high, heat, fuel))
}
