//! The sliders of a plan with their button twins, and the part of the page that answers them.

use askama::Template;
use charley_domain::{interval::Interval, person::Units};
use charley_infer::forecast::Shown;
use serde::Deserialize;

use crate::pages::heat::HeatView;
use charley_answers::{
    draw::{self as svg, way::Series},
    plan::{
        Drinking, Finish, HeatReport, Outing, PaceReport, PlanMade, PlanSettings, TurnedPlan,
        words::{heat_band, page as plan_page},
    },
};
use charley_speech::{
    spoken,
    units::{DEGREE_F, FLUID_OUNCE_ML},
};

/// What the sliders say; what is not sent, or is no number, stays as planned.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Turn {
    pace: String,
    warmer_c: String,
    /// `full`, `partial`, `shade`; empty is as expected.
    sun: String,
    later_h: String,
    drink_ml_h: String,
    sodium_mg_h: String,
    carbohydrate_g_h: String,
    easy_start: String,
    warm_up: String,
    /// Whether the drink is set; else people drink as they usually do.
    drink_set: String,
    /// The button that was pressed: `pace+`, `drink_ml_h-`.
    step: String,
}

/// One slider.
#[derive(Debug, Clone)]
pub(super) struct Slider {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) step: f64,
    pub(super) value: f64,
    /// The value as it is read, in the person's units: `value` times `factor`, with so many digits after the point.
    pub(super) shown: String,
    pub(super) factor: f64,
    pub(super) digits: usize,
}

/// Sliders: name of the field, its ends and its step. Drink and salt end where no plan goes, so that the danger can be seen.
const SLIDERS: [(&str, (f64, f64, f64)); 6] = [
    ("pace", (80.0, 110.0, 1.0)),
    ("warmer_c", (-10.0, 10.0, 1.0)),
    ("later_h", (-6.0, 6.0, 0.5)),
    ("drink_ml_h", (0.0, 1500.0, 50.0)),
    ("sodium_mg_h", (0.0, 1500.0, 50.0)),
    ("carbohydrate_g_h", (0.0, 90.0, 5.0)),
];
/// Drink that a slider stands at before anybody touched it, in mL/h.
const FIRST_DRINK_ML_H: f64 = 400.0;

impl Turn {
    /// Whether anything was sent.
    pub(super) fn is_asked(&self) -> bool {
        !self.pace.is_empty() || !self.step.is_empty()
    }

    /// The settings, from those that were planned.
    pub(super) fn settings(&self, outing: &Outing) -> PlanSettings {
        let base = PlanSettings::of(outing);
        if !self.is_asked() {
            return base;
        }
        let on = |text: &str| matches!(text, "on" | "yes");
        let drinks = on(&self.drink_set) || self.step.starts_with("drink_ml_h");
        PlanSettings {
            pace: self.read("pace", 100.0 * base.pace) / 100.0,
            easy_start: on(&self.easy_start),
            warmer_c: self.read("warmer_c", base.warmer_c),
            sun: self.sun.parse().ok(),
            later_h: self.read("later_h", base.later_h),
            drink_ml_h: if drinks {
                Some(self.read("drink_ml_h", FIRST_DRINK_ML_H))
            } else {
                base.drink_ml_h
            },
            sodium_mg_h: self.read("sodium_mg_h", base.sodium_mg_h),
            carbohydrate_g_h: self.read("carbohydrate_g_h", base.carbohydrate_g_h),
            warm_up: on(&self.warm_up),
        }
    }

    /// One value, moved by the button that was pressed.
    fn read(&self, id: &str, base: f64) -> f64 {
        let text = match id {
            "pace" => &self.pace,
            "warmer_c" => &self.warmer_c,
            "later_h" => &self.later_h,
            "drink_ml_h" => &self.drink_ml_h,
            "sodium_mg_h" => &self.sodium_mg_h,
            _ => &self.carbohydrate_g_h,
        };
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite()).unwrap_or(base);
        let Some((_, (min, max, step))) = SLIDERS.iter().find(|(known, _)| *known == id) else {
            return value;
        };
        let moved = match self.step.strip_prefix(id) {
            Some("+") => value + step,
            Some("-") => value - step,
            _ => value,
        };
        moved.clamp(*min, *max)
    }
}

/// The sliders as they stand; those behind a closed gate are not there.
pub(super) fn sliders(
    settings: &PlanSettings,
    (salt, carbohydrate): (bool, bool),
    units: Units,
) -> Vec<Slider> {
    let open = |id: &str| match id {
        "drink_ml_h" | "sodium_mg_h" => salt,
        "carbohydrate_g_h" => carbohydrate,
        _ => true,
    };
    SLIDERS
        .iter()
        .filter(|(id, _)| open(id))
        .map(|(id, (min, max, step))| {
            let value = match *id {
                "pace" => 100.0 * settings.pace,
                "warmer_c" => settings.warmer_c,
                "later_h" => settings.later_h,
                "drink_ml_h" => settings.drink_ml_h.unwrap_or(FIRST_DRINK_ML_H),
                "sodium_mg_h" => settings.sodium_mg_h,
                _ => settings.carbohydrate_g_h,
            };
            let (name, unit) = plan_page::slider(id, units);
            let value = (value * 10.0).round() / 10.0;
            let factor = factor(id, units);
            let digits = usize::from(*step < 1.0 || factor < 1.0);
            let shown = plain(value * factor, digits);
            Slider { id, name, unit, min: *min, max: *max, step: *step, value, shown, factor, digits }
        })
        .collect()
}

/// A number with at most so many digits after the point, and none that say nothing.
fn plain(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    if digits == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
}

/// What a value of a slider, which is SI, is multiplied with to be read.
fn factor(id: &str, units: Units) -> f64 {
    match (id, units) {
        ("warmer_c", Units::Us) => DEGREE_F,
        ("drink_ml_h", Units::Us) => 1.0 / FLUID_OUNCE_ML,
        _ => 1.0,
    }
}

/// The part of the page that answers.
#[derive(Template)]
#[template(path = "plan_turned.html")]
pub(super) struct PlanPart {
    /// The heat of it, before everything.
    heat: Option<HeatView>,
    /// What is said in its place, where nothing is planned.
    refused: Option<&'static str>,
    is_refused: bool,
    /// What it comes to, before and after.
    rows: Vec<BeforeAfter>,
    /// What must be said of it.
    more: Vec<String>,
    /// The way, for the place where it stands on the page.
    picture: String,
}

/// The part alone, with the way for its place on the page.
#[derive(Template)]
#[template(path = "plan_answer.html")]
pub(super) struct PlanAnswer {
    pub(super) part: PlanPart,
}

/// A number before and after something was turned.
pub(super) struct BeforeAfter {
    name: &'static str,
    before: String,
    after: String,
}

/// The way at the goal; with something turned that, and as planned beside it.
pub(super) fn picture(planned: &PlanMade, turned: Option<&TurnedPlan>, units: Units) -> String {
    let shown = planned.plan.shown;
    let goal = planned.plan.paces.first();
    let of_goal = |name| goal.map(|goal| Series::of(name, &goal.along, shown));
    let Some(turned) = turned else {
        let series: Vec<Series> = of_goal(plan_page::AT_GOAL).into_iter().collect();
        return svg::way::chart(&series, shown, units, plan_page::PICTURE);
    };
    let with = Series::of(plan_page::TURNED, &turned.along, shown);
    let ghost = of_goal(plan_page::AS_PLANNED).map(Series::as_a_ghost);
    let series: Vec<Series> = ghost.into_iter().chain([with]).collect();
    svg::way::chart(&series, shown, units, plan_page::TURNED_PICTURE)
}

/// What something turned changes.
pub(super) fn part(planned: &PlanMade, turned: &TurnedPlan, units: Units) -> PlanPart {
    let heat = turned.heat.as_ref().map(HeatView::of);
    if turned.heat.as_ref().is_some_and(HeatReport::calls_off) {
        return PlanPart {
            heat,
            refused: Some(heat_band::NO_PLAN),
            is_refused: true,
            rows: Vec::new(),
            more: Vec::new(),
            picture: String::new(),
        };
    }
    let own = planned.prepared.as_ref().is_some_and(|prepared| prepared.standing.is_own());
    let mut more: Vec<String> = turned.says.clone();
    more.push(if own { plan_page::OPINION_OF_BOTH } else { plan_page::OPINION }.to_owned());
    PlanPart {
        heat,
        refused: turned.effect.is_none().then_some(plan_page::NOTHING_TO_SAY),
        is_refused: turned.is_refused,
        rows: rows(planned, turned, units),
        more,
        picture: picture(planned, Some(turned), units),
    }
}

/// Time, heat, cramps and water, before and after.
fn rows(planned: &PlanMade, turned: &TurnedPlan, units: Units) -> Vec<BeforeAfter> {
    let Some(goal) = planned.plan.paces.first() else { return Vec::new() };
    let time = |seconds: f64| spoken::span(60.0 * (seconds / 60.0).round());
    let heat = |heat: &Option<HeatReport>| {
        heat.as_ref().map(|heat| {
            let degrees = spoken::degrees(heat.band.wbgt_c.q50, units);
            plan_page::heat_of(degrees, heat_band::class(heat.band.class))
        })
    };
    let water = |finish: &Finish| {
        finish.mass_lost_pct.map(|lost| plan_page::percent(format_args!("{:.1}", lost.q50)))
    };
    let low = |drinking: Option<Drinking>| {
        drinking.map(|drinking| format!("{:.0}", 100.0 * drinking.probability_of_low_sodium))
    };
    let own = planned.plan.own_drinking.as_ref().map(|own| own.drinking);
    let row = |name, before: Option<String>, after: Option<String>| {
        let dash = || "–".to_owned();
        let is_told = before.is_some() || after.is_some();
        let both =
            BeforeAfter { name, before: before.unwrap_or_else(dash), after: after.unwrap_or_else(dash) };
        is_told.then_some(both)
    };
    let all = [
        cramps(planned, goal, turned),
        row(plan_page::ROW_HEAT, heat(&planned.plan.heat), heat(&turned.heat)),
        row(plan_page::ROW_SODIUM, low(own), low(turned.drinking)),
        row(plan_page::ROW_WATER, water(&goal.finish), water(&turned.finish)),
        row(plan_page::ROW_TIME, Some(time(goal.time_s)), Some(time(turned.time_s))),
    ];
    all.into_iter().flatten().collect()
}

/// How many cramps: of 100 where that may be told, else against the plan.
fn cramps(planned: &PlanMade, goal: &PaceReport, turned: &TurnedPlan) -> Option<BeforeAfter> {
    let of_100 = |p: Interval| {
        let [low, middle, high] = [p.q05, p.q50, p.q95].map(|p| format!("{:.0}", 100.0 * p));
        plan_page::of_100_says(middle, low, high)
    };
    if planned.plan.shown == Some(Shown::Forecast) {
        let after = turned.along.last()?.probability;
        let before = of_100(goal.probability?);
        return Some(BeforeAfter { name: plan_page::ROW_CRAMPS, before, after: of_100(after) });
    }
    let Interval { q05, q50, q95 } = turned.effect?.total;
    let [low, middle, high] = [q05, q50, q95].map(|ratio| format!("{ratio:.2}"));
    Some(BeforeAfter {
        name: plan_page::ROW_CRAMPS_AGAINST,
        before: "×1".to_owned(),
        after: plan_page::times_says(middle, low, high),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use charley_answers::plan::Spec;

    fn outing() -> Outing {
        let now = "2026-11-23T09:00[Europe/Berlin]".parse().unwrap();
        Outing::of(&Spec::of_words("run 10km 50min").unwrap(), None, &now).unwrap()
    }

    fn turn(query: &str) -> PlanSettings {
        serde_urlencoded(query).settings(&outing())
    }

    fn serde_urlencoded(query: &str) -> Turn {
        let uri: axum::http::Uri = format!("/plan?{query}").parse().unwrap();
        axum::extract::Query::<Turn>::try_from_uri(&uri).unwrap().0
    }

    #[test]
    fn sliders_and_their_buttons_say_the_same() {
        assert_eq!(turn(""), PlanSettings::of(&outing()));
        assert_eq!(
            turn("pace=95&warmer_c=-5"),
            PlanSettings { pace: 0.95, warmer_c: -5.0, ..PlanSettings::default() }
        );
        let is = |settings: PlanSettings, pace: f64, warmer_c: f64| {
            (settings.pace - pace).abs() < 1e-9 && (settings.warmer_c - warmer_c).abs() < 1e-9
        };
        assert!(is(turn("pace=95&step=pace-"), 0.94, 0.0));
        assert!(is(turn("pace=110&step=pace%2B"), 1.1, 0.0), "a button cannot leave the slider");
        assert!(is(turn("pace=100&step=warmer_c-"), 1.0, -1.0));
    }

    #[test]
    fn drink_is_as_people_drink_until_it_is_set() {
        assert_eq!(turn("pace=100&drink_ml_h=400").drink_ml_h, None);
        assert_eq!(turn("pace=100&drink_ml_h=400&drink_set=on").drink_ml_h, Some(400.0));
        assert_eq!(turn("pace=100&drink_ml_h=400&step=drink_ml_h%2B").drink_ml_h, Some(450.0));
    }

    #[test]
    fn what_is_no_number_changes_nothing() {
        for query in ["pace=fast", "pace=NaN&warmer_c=inf", "pace=1e999"] {
            let settings = turn(query);
            assert!(
                (0.8..=1.1).contains(&settings.pace) && settings.warmer_c.abs() < 1e-9,
                "{query} {settings:?}"
            );
        }
    }

    #[test]
    fn a_closed_gate_has_no_slider() {
        let ids = |gates| {
            sliders(&PlanSettings::default(), gates, Units::Metric)
                .iter()
                .map(|one| one.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids((false, false)), ["pace", "warmer_c", "later_h"]);
        assert_eq!(ids((true, true)).len(), SLIDERS.len());
    }

    #[test]
    fn a_slider_stands_in_si_and_is_read_in_the_units_of_the_person() {
        let settings = PlanSettings { warmer_c: 5.0, drink_ml_h: Some(500.0), ..PlanSettings::default() };
        let read = |units| {
            let of = sliders(&settings, (true, true), units);
            of.iter().map(|one| (one.value, format!("{} {}", one.shown, one.unit))).collect::<Vec<_>>()
        };
        let (metric, us) = (read(Units::Metric), read(Units::Us));
        assert_eq!((metric[1].clone(), us[1].clone()), ((5.0, "5 °C".into()), (5.0, "9 °F".into())));
        assert_eq!(metric[3], (500.0, "500 mL an hour".into()));
        assert_eq!(us[3], (500.0, "16.9 fl oz an hour".into()));
    }
}
