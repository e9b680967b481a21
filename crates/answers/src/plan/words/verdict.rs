//! The verdict on a plan in words: against the person's own long workouts, and a number only where it says something.

use charley_domain::{interval::Interval, workout::Sport};
use charley_infer::forecast::Shown;

use crate::{
    forecast::words as forecast,
    plan::{AgainstLong, LevelStanding, PaceReport},
};
use charley_speech::{message::sentences, spoken};

sentences! {
    MUCH_MORE = "much more likely than in";
    MORE = "more likely than in";
    AS_LIKELY = "about as likely as in";
    LESS = "less likely than in";
    MUCH_LESS = "much less likely than in";
    OPEN = "not clearly more or less likely than in";
    against(likely, long, time) = "A cramp is {likely} your long {long} of the last year (about {time}).";
    NOT_HELD = "There are too few long workouts of yours of that kind to hold it against.";
    no_number(n: count) =
        one "No honest number yet: {n} of your races is known."
        other "No honest number yet: {n} of your races are known.";
    RUNS = "runs";
    WALKS = "walks";
    RIDES = "rides";
    SWIMS = "swims";
    WORKOUTS = "workouts";
}

/// From this share of draws on something is told as so. Own choice: nine of ten.
const CLEAR: f64 = 0.9;
/// Within this factor two chances are about the same, and from that on one is much larger. Own choices.
const ALIKE: f64 = 1.25;
const MUCH: f64 = 2.0;

/// The answer: against own long workouts, then a number where one is earned.
pub fn headline(
    standing: &LevelStanding,
    shown: Shown,
    (goal, against): (&PaceReport, Option<&AgainstLong>),
) -> String {
    let held = against.map(held);
    let interval = match shown {
        Shown::Forecast => goal.probability,
        Shown::BaseRate => standing.base_rate,
    };
    let number = interval.map(|interval| number(standing, shown, interval));
    let not_held = against.is_none().then(|| NOT_HELD.to_owned());
    held.into_iter().chain(number).chain(not_held).collect::<Vec<_>>().join(" ")
}

/// The plan against own long workouts.
fn held(of: &AgainstLong) -> String {
    against(likely(of), long(of.sport), spoken::span(60.0 * 5.0 * (of.minutes / 5.0).round()))
}

const fn long(sport: Sport) -> &'static str {
    match sport {
        Sport::Run | Sport::TrailRun => RUNS,
        Sport::Walk | Sport::Hike => WALKS,
        Sport::Ride | Sport::IndoorRide => RIDES,
        Sport::Swim => SWIMS,
        _ => WORKOUTS,
    }
}

fn likely(of: &AgainstLong) -> &'static str {
    let AgainstLong { ratio: Interval { q05, q50, q95 }, likelier, .. } = *of;
    let is_narrow = q05 >= 1.0 / MUCH && q95 <= MUCH;
    match () {
        () if (1.0 / ALIKE..=ALIKE).contains(&q50) && is_narrow => AS_LIKELY,
        () if likelier >= CLEAR && q50 >= MUCH => MUCH_MORE,
        () if likelier >= CLEAR && q50 > ALIKE => MORE,
        () if likelier <= 1.0 - CLEAR && q50 <= 1.0 / MUCH => MUCH_LESS,
        () if likelier <= 1.0 - CLEAR && q50 < 1.0 / ALIKE => LESS,
        () => OPEN,
    }
}

/// The number where its interval earns it, else why there is none, and what is more likely.
fn number(standing: &LevelStanding, shown: Shown, interval: Interval) -> String {
    if forecast::tells_nothing(interval) {
        return format!("{} {}", no_number(standing.races), forecast::verdict(interval));
    }
    forecast::workout(shown, standing.workouts, (interval.q50, interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(q50: f64, likelier: f64) -> AgainstLong {
        let ratio = Interval { q05: q50 / 3.0, q50, q95: q50 * 3.0 };
        AgainstLong { sport: Sport::Run, workouts: 5, minutes: 103.0, ratio, likelier }
    }

    #[test]
    fn only_what_is_clear_is_told_as_so() {
        let said = [(3.0, 0.95), (1.5, 0.92), (1.1, 0.99), (1.6, 0.7), (0.7, 0.08), (0.3, 0.02), (0.7, 0.3)]
            .map(|(q50, likelier)| held(&against(q50, likelier)));
        charley_speech::lint::check(&said);
        let narrow = AgainstLong { ratio: Interval { q05: 0.8, q50: 1.1, q95: 1.4 }, ..against(1.1, 0.7) };
        assert!(held(&narrow).contains(AS_LIKELY) && said[2].contains(OPEN), "wide is not alike");
        insta::assert_snapshot!(said.join("\n"));
    }
}
