//! The sliders of a plan with their button twins, and the part of the page that answers them.

use askama::Template;
use charley_domain::person::Units;
use serde::Deserialize;

use crate::pages::heat::HeatView;
use charley_answers::{
    draw::{self as svg, way::Series},
    plan::{
        HeatReport, Outing, PlanMade, PlanSettings, RiskEffect, TurnedPlan,
        words::{self as say, heat_band, page as plan_page},
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
    /// The answer, and in how much time.
    says: String,
    is_refused: bool,
    scale: String,
    /// What it changes, drawn; none where nothing can be said.
    strips: Vec<(&'static str, String)>,
    /// What must be said of it.
    more: Vec<String>,
    picture: String,
}

/// A change as strips on one scale: directly above in all; one where both read the same.
pub(super) fn strips(effect: RiskEffect) -> Vec<(&'static str, String)> {
    let (direct, total) = (effect.direct, effect.total);
    if say::reads_the_same(effect) {
        return vec![(plan_page::BOTH, svg::ratios::row(total))];
    }
    vec![(plan_page::DIRECT, svg::ratios::row(direct)), (plan_page::IN_ALL, svg::ratios::row(total))]
}

/// What something turned changes.
pub(super) fn part(planned: &PlanMade, turned: &TurnedPlan, units: Units) -> PlanPart {
    let time = spoken::span(60.0 * (turned.time_s / 60.0).round());
    let says = turned.effect.map_or_else(String::new, say::turned);
    let mut more: Vec<String> = turned.says.clone();
    if turned.heat.as_ref().is_some_and(HeatReport::calls_off) {
        return PlanPart {
            heat: turned.heat.as_ref().map(HeatView::of),
            says: heat_band::NO_PLAN.to_owned(),
            is_refused: true,
            scale: String::new(),
            strips: Vec::new(),
            more: Vec::new(),
            picture: String::new(),
        };
    }
    let own = planned.prepared.as_ref().is_some_and(|prepared| prepared.standing.is_own());
    more.push(if own { plan_page::OPINION_OF_BOTH } else { plan_page::OPINION }.to_owned());
    let shown = planned.plan.shown;
    let goal = planned.plan.paces.first();
    let series = goal.map(|goal| Series::of(plan_page::AS_PLANNED, &goal.along, shown));
    let with = Series::of(plan_page::TURNED, &turned.along, shown);
    let all: Vec<Series> = series.into_iter().chain([with]).collect();
    PlanPart {
        heat: turned.heat.as_ref().map(HeatView::of),
        says: if says.is_empty() {
            plan_page::NOTHING_TO_SAY.to_owned()
        } else {
            format!("{says} {}", plan_page::takes(&time))
        },
        is_refused: turned.is_refused,
        scale: svg::ratios::scale(),
        strips: turned.effect.map(strips).unwrap_or_default(),
        more,
        picture: svg::way::chart(&all, shown, units, plan_page::TURNED_PICTURE),
    }
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
