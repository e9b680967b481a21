//! The short form of `charley lab trial-power`: a trial is wrong no more often than stated, and finds what there is.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use charley_infer::{
    Engine, Normal,
    engine::Importance,
    hazard::{CountedNights, CrampCount, Night, NightPriors, Outcome},
    trial::{
        Allocation, Arm, Burden, Courses, Findings, LOG_RATIO, LookSchedule, OpenLabel, Outlook, Rule,
        SignFlip, TrialCourse, TrialDesign, TrialNight, TrialRecipe, UsualRate, WEEK,
    },
};

const SEED: u64 = 20_261_126;
const WEEKLY: TrialDesign = TrialDesign { block_nights: 7, ..TrialDesign::NIGHTLY };

fn courses(recipe: TrialRecipe, burden: Burden, persons: std::ops::Range<u64>) -> Vec<TrialCourse> {
    persons.map(|number| TrialCourse::simulated(&recipe, SEED, number, LookSchedule::Until(burden))).collect()
}

/// Share of persons of whom something is true, and its standard error.
fn share(persons: u64, is: impl Fn(u64) -> bool) -> (f64, f64) {
    let count = (0..persons).filter(|number| is(*number)).count();
    let share = count as f64 / persons as f64;
    (share, (share * (1.0 - share) / persons as f64).sqrt())
}

/// The same model in full: a coefficient a week, in the eigenbasis of its drift, drawn by importance sampling.
fn in_full(nights: &[TrialNight], cramps_a_night: f64) -> charley_infer::Posterior {
    let weeks = nights.len() / WEEK as usize;
    // A week is memory times the last plus what is fresh, so that each column is what one fresh normal does to all weeks.
    let column = |from: usize, week: usize| -> f64 {
        let first = if from == 0 { 0.3 } else { 0.3 * (1.0_f64 - 0.49).sqrt() };
        if week < from { 0.0 } else { first * 0.7_f64.powi((week - from) as i32) }
    };
    let standard = Normal { mean: 0.0, sd: 1.0 };
    let nothing = Normal { mean: 0.0, sd: 1e-4 };
    let mut beta = vec![("remedy".to_owned(), LOG_RATIO)];
    beta.extend((0..weeks).map(|week| (format!("week {week}"), standard)));
    let alpha = Normal { mean: cramps_a_night.ln(), sd: 1.0 };
    let priors = NightPriors { alpha, beta, season: [nothing; 2], rho: nothing };
    let rows: Vec<(Night, CrampCount)> = nights
        .iter()
        .enumerate()
        .filter_map(|(number, night)| {
            let mut exposures = vec![night.at_work];
            exposures.extend((0..weeks).map(|from| column(from, number / WEEK as usize)));
            let row = Night {
                day: number as f64,
                hours_in_bed: 8.0,
                history: 0.0,
                exposures,
                outcome: Outcome::Cramp,
            };
            Some((row, CrampCount::Exactly(night.cramps?)))
        })
        .collect();
    Importance { draws: 20_000 }.draw(&CountedNights::of(&priors, &rows), SEED).unwrap()
}

#[test]
fn the_quick_posterior_is_that_of_the_engine() {
    for (design, cramps_a_week, ratio, nights) in [
        (TrialDesign::NIGHTLY, 3.0, 0.5, 56),
        (WEEKLY, 3.0, 1.0, 84),
        (WEEKLY, 7.0, 0.3, 56),
        (TrialDesign::NIGHTLY, 1.0, 0.5, 56),
    ] {
        let recipe = TrialRecipe { nights, ..TrialRecipe::usual(design, cramps_a_week, ratio) };
        let nights = recipe.nights(SEED, 3);
        let expected = cramps_a_week / 7.0;
        let quick = Findings::of(design, expected, &nights, None).intention_to_treat;
        let full = in_full(&nights, expected);
        let draws = full.column("beta[remedy]").unwrap();
        let sd = full.sd("beta[remedy]").unwrap();
        for at in [0.05, 0.25, 0.5, 0.75, 0.95] {
            let value = quick.quantile(at);
            let there = full.probability(|draw| draws[draw] < value);
            println!("{design:?} {ratio}: {at} {there:.4} sd {sd:.3} k {:?}", full.pareto_k);
            assert!(
                (there - at).abs() < 0.02,
                "{design:?}: {at} of the quick one is {there} of the full one"
            );
        }
    }
}

#[test]
fn useless_remedies_pass_no_more_often_than_stated_and_effective_ones_do() {
    const PERSONS: u64 = 150;
    for (design, burden, cramps_a_week, nights) in
        [(TrialDesign::NIGHTLY, Burden::Harmless, 5.0, 140), (WEEKLY, Burden::Costly, 7.0, 224)]
    {
        let recipe = |ratio| TrialRecipe { nights, ..TrialRecipe::usual(design, cramps_a_week, ratio) };
        let set = |ratio, from: u64| courses(recipe(ratio), burden, from..from + PERSONS);
        let outlook =
            Outlook::of(burden, nights, Courses { useless: &set(1.0, 0), effective: &set(0.5, 1_000) });
        // Fresh persons, who did not set the bar.
        let fresh =
            Outlook::under(outlook.rule, Courses { useless: &set(1.0, 5_000), effective: &set(0.5, 6_000) });
        let error = outlook.error(burden.nominal());
        println!("{outlook:?} {fresh:?}");
        assert!(outlook.false_positive <= burden.nominal() && outlook.rule.bar >= Rule::lowest_bar(burden));
        assert!(fresh.false_positive <= burden.nominal() + 3.0 * error, "{fresh:?}");
        assert!(outlook.power > 0.65 && fresh.power > 0.65, "{outlook:?} {fresh:?}");
    }
}

#[test]
fn coins_are_right_whatever_is_missing() {
    // Strong clustering and drift, 30 % unknown, and five weeks of silence: the test knows nothing of either.
    let recipe = TrialRecipe {
        answered: 0.7,
        size: 0.5,
        drift_sd: 0.6,
        nights: 168,
        interrupted: (50, 85),
        ..TrialRecipe::usual(WEEKLY, 4.0, 1.0)
    };
    let (wrong, error) =
        share(1_000, |number| SignFlip::of(recipe.design, &recipe.nights(SEED, number), number).p <= 0.05);
    assert!(wrong <= 0.05 + 3.0 * error, "{wrong}");
}

#[test]
fn a_trial_with_unknown_and_interrupted_nights_still_answers() {
    let recipe = TrialRecipe {
        answered: 0.7,
        nights: 196,
        interrupted: (60, 90),
        ..TrialRecipe::usual(TrialDesign::NIGHTLY, 5.0, 1.0)
    };
    let of = |recipe: &TrialRecipe, number| {
        Findings::of(recipe.design, 5.0 / 7.0, &recipe.nights(SEED, number), None)
    };
    let (wrong, error) = share(200, |number| of(&recipe, number).lower() > 0.975);
    assert!(wrong <= 0.025 + 3.0 * error.max(0.011), "{wrong}");
    let works = TrialRecipe { ratio: 0.4, ..recipe };
    let (found, _) = share(100, |number| of(&works, number).lower() > 0.975);
    assert!(found > 0.6, "{found}");
}

#[test]
fn silence_is_not_a_quiet_night() {
    // Half of the nights with the remedy are silent. Were they counted quiet, the remedy would seem to work.
    let recipe =
        TrialRecipe { answered: 1.0, nights: 224, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 6.0, 1.0) };
    let ratio = |quiet: bool| -> f64 {
        let medians = (0..20).map(|number| {
            let mut nights = recipe.nights(SEED, number);
            for (place, night) in nights.iter_mut().enumerate() {
                if night.arm == Arm::Remedy && place % 4 < 2 {
                    night.cramps = quiet.then_some(0);
                }
            }
            Findings::of(recipe.design, 6.0 / 7.0, &nights, None).intention_to_treat.quantile(0.5)
        });
        (medians.sum::<f64>() / 20.0).exp()
    };
    assert!((0.85..1.18).contains(&ratio(false)), "{}", ratio(false));
    assert!(ratio(true) < 0.75, "{}", ratio(true));
}

#[test]
fn nights_answered_later_are_the_same_nights() {
    let recipe = TrialRecipe { nights: 140, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 5.0, 0.5) };
    let whole = recipe.nights(SEED, 9);
    let mut late = whole.clone();
    for night in &mut late[30..60] {
        night.cramps = None;
    }
    let looks =
        |nights: &[TrialNight]| TrialCourse::of(recipe.design, 5.0 / 7.0, nights, LookSchedule::Weekly);
    let (first, later) = (looks(&late), looks(&whole));
    assert_ne!(first.looks[8], later.looks[8]);
    // Whatever was looked at before they were filled in, the last look is that of all that is known.
    late[30..60].copy_from_slice(&whole[30..60]);
    assert_eq!(looks(&late).looks[19], later.looks[19]);
}

#[test]
fn carry_over_is_modelled_where_it_is_not_washed_out() {
    let design = TrialDesign { block_nights: 14, half_life_nights: Some(4.0), ..TrialDesign::NIGHTLY };
    let recipe = TrialRecipe { nights: 448, ..TrialRecipe::usual(design, 7.0, 0.4) };
    let mean = |design: TrialDesign| -> f64 {
        let ratios = (0..20).map(|number| {
            let mut nights = recipe.nights(SEED, number);
            let at_work = Allocation { design, seed: 0 }; // only its half-life is used below
            for night in &mut nights {
                if at_work.design.half_life_nights.is_none() {
                    night.at_work = f64::from(u8::from(night.arm == Arm::Remedy));
                }
            }
            Findings::of(design, 1.0, &nights, None).intention_to_treat.quantile(0.5)
        });
        (ratios.sum::<f64>() / 20.0).exp()
    };
    let (modelled, ignored) = (mean(design), mean(TrialDesign { half_life_nights: None, ..design }));
    assert!((modelled - 0.4).abs() < 0.07, "{modelled}");
    assert!(ignored > modelled + 0.05, "{ignored} beside {modelled}");
}

/// A remedy that halves three cramps a week, for somebody who also notes six twinges a week.
fn with_twinges(ratio: f64) -> TrialRecipe {
    TrialRecipe {
        twinges_a_week: Some(6.0),
        nights: 140,
        ..TrialRecipe::usual(TrialDesign::NIGHTLY, 3.0, ratio)
    }
}

#[test]
fn twinges_shorten_a_trial_and_let_no_more_useless_remedies_pass() {
    const PERSONS: u64 = 150;
    const USELESS: u64 = 400;
    // A bar that stands: that of so few persons would be set by their luck.
    let rule = Rule { burden: Burden::Harmless, nights: 140, bar: 0.91 };
    let outlook = |recipe: TrialRecipe| {
        let useless = courses(TrialRecipe { ratio: 1.0, ..recipe }, rule.burden, 5_000..5_000 + PERSONS);
        let halves = courses(recipe, rule.burden, 1_000..1_000 + PERSONS);
        Outlook::under(rule, Courses { useless: &useless, effective: &halves })
    };
    let with = outlook(with_twinges(0.5));
    let without = outlook(TrialRecipe { twinges_a_week: None, ..with_twinges(0.5) });
    assert!(
        with.power > without.power + 0.05 && with.median_nights < without.median_nights,
        "{with:?} {without:?}"
    );
    // Of many persons, since early looks are not governed by the bar.
    let useless = courses(with_twinges(1.0), rule.burden, 5_000..5_000 + USELESS);
    let (passes, stated) = (OpenLabel::under(rule, 0.0, &useless).passes, rule.burden.nominal());
    assert!(passes <= stated + 2.0 * (stated * (1.0 - stated) / USELESS as f64).sqrt(), "{passes}");
}

#[test]
fn twinges_of_their_own_unevenness_let_no_more_useless_remedies_pass() {
    const PERSONS: u64 = 300;
    let rule = Rule { burden: Burden::Harmless, nights: 126, bar: 0.9 };
    let cramps = TrialRecipe { nights: rule.nights, ..TrialRecipe::usual(TrialDesign::NIGHTLY, 3.0, 1.0) };
    // Another person's nights, wilder than the model takes them to be, as the twinges of this one.
    let wild = TrialRecipe { cramps_a_week: 6.0, size: 0.5, drift_sd: 0.6, ..cramps };
    let course = |number| {
        let mut nights = cramps.nights(SEED, number);
        for (night, other) in nights.iter_mut().zip(wild.nights(SEED + 1, number)) {
            night.twinges = night.cramps.and(other.cramps).unwrap_or(0);
        }
        let usual = UsualRate::a_week(3.0, Some(6.0));
        TrialCourse::of(cramps.design, usual, &nights, LookSchedule::Until(rule.burden))
    };
    let useless: Vec<TrialCourse> = (0..PERSONS).map(course).collect();
    let passes = OpenLabel::under(rule, 0.0, &useless).passes;
    assert!(passes <= 0.10 + 2.0 * (0.09 / PERSONS as f64).sqrt(), "{passes}");
}

#[test]
fn intervals_with_twinges_hold_what_is_true_whatever_twinges_do() {
    // 0.4 and 1 lie well to both sides of the share that is taken for granted.
    for (twinge_share, least) in [(0.4, 0.80), (0.8, 0.84), (1.0, 0.82)] {
        let recipe = TrialRecipe { twinge_share, ..with_twinges(0.5) };
        let usual = UsualRate::a_week(3.0, Some(6.0));
        let (held, _) = share(100, |number| {
            let nights = recipe.nights(SEED, number);
            let interval = Findings::of(recipe.design, usual, &nights, None).intention_to_treat.ratio();
            interval.q05 <= 0.5 && 0.5 <= interval.q95
        });
        assert!(held >= least, "{twinge_share}: {held}");
    }
}

#[test]
fn what_is_not_noted_in_hope_makes_useless_remedies_pass() {
    const PERSONS: u64 = 100;
    let rule = Rule { burden: Burden::Harmless, nights: 140, bar: 0.9 };
    let passes = |noted: f64| {
        let recipe = TrialRecipe { noted, ..with_twinges(1.0) };
        OpenLabel::under(rule, 1.0 - noted, &courses(recipe, rule.burden, 0..PERSONS)).passes
    };
    let (all, some) = (passes(1.0), passes(0.7));
    assert!(some > all + 0.15, "{all} {some}");
}

#[test]
fn a_trial_that_counts_cramps_alone_hears_of_no_twinge() {
    // A running trial keeps the rule of its first line, whatever is noted since.
    let nights = with_twinges(0.5).nights(SEED, 7);
    assert!(nights.iter().any(|night| night.twinges > 0));
    let deaf: Vec<TrialNight> = nights.iter().map(|night| TrialNight { twinges: 0, ..*night }).collect();
    let looks = |nights: &[TrialNight]| {
        TrialCourse::of(TrialDesign::NIGHTLY, 3.0 / 7.0, nights, LookSchedule::Weekly).looks
    };
    assert_eq!(looks(&nights), looks(&deaf));
}
