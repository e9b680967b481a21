//! What a workout asked of the body: the model's states on the time axis of the recording, each with its band.

use charley_body::{
    safety::{HeatClass, SodiumClass},
    timeline::{Band, BodyQuantity, WorkoutStates},
};
use charley_domain::{person::Units, workout::Span};
use charley_speech::spoken;

use charley_answers::draw::panels::{Axis, COLUMNS, ChartPanel};
use charley_answers::trace::{Trace, TraceColumn};
use charley_speech::units::FLUID_OUNCE_ML;

/// US fluid ounces in a litre.
const LITRE_FL_OZ: f64 = 1000.0 / FLUID_OUNCE_ML;
/// Milliseconds in a minute.
const MINUTE_MS: i64 = 60_000;

/// What the page says of the body in a workout.
pub(super) struct Asked {
    /// The panels, top to bottom.
    pub(super) panels: Vec<ChartPanel>,
    /// What was assumed, in words.
    pub(super) assumed: Vec<String>,
}

/// Ends and lines of an axis.
type AxisScale = ((f64, f64), &'static [f64]);

/// How a quantity is shown.
struct QuantityView {
    quantity: BodyQuantity,
    name: &'static str,
    factor: f64,
    label: fn(f64) -> String,
    axis: Option<AxisScale>,
    /// The words beside the name, from the end of the workout or its peak.
    words: fn(&WorkoutStates) -> Option<String>,
}

/// Core temperature is shown as classes only.
const HEAT_AXIS: AxisScale = ((36.6, 40.4), &[37.0, 38.5, 39.5]);
const SHARE_AXIS: AxisScale = ((-4.0, 104.0), &[0.0, 50.0, 100.0]);
const FATIGUE_AXIS: AxisScale = ((-2.0, 62.0), &[0.0, 30.0, 60.0]);

impl Asked {
    /// What the states say.
    pub(super) fn of(states: &WorkoutStates, span: Span, units: Units) -> Self {
        let sweat = if units == Units::Us { &SWEAT_US } else { &SWEAT };
        let panels = std::iter::once(sweat)
            .chain(&VIEWS)
            .filter_map(|view| {
                let words = (view.words)(states)?;
                let trace = trace(states, view, span);
                let axis = view.axis.map(|(range, ticks)| Axis { range, ticks: ticks.to_vec() });
                let axis = axis.or_else(|| Axis::around(&trace));
                Some(ChartPanel { name: view.name, words, trace, label: view.label, axis })
            })
            .collect();
        Self { panels, assumed: states.assumed.clone() }
    }
}

const SWEAT: QuantityView = QuantityView {
    quantity: BodyQuantity::Sweat,
    name: "Sweat",
    factor: 1.0,
    label: |litres| spoken::rounded(litres, 1) + " L",
    axis: None,
    words: |states| states.end_of(BodyQuantity::Sweat).map(|band| format!("{} L in all", around(band, 1))),
};

const SWEAT_US: QuantityView = QuantityView {
    factor: LITRE_FL_OZ,
    label: |ounces| spoken::rounded(ounces, 0) + " fl oz",
    words: |states| {
        let band = states.end_of(BodyQuantity::Sweat)?;
        let of = |litres: f64| LITRE_FL_OZ * litres;
        let band = Band { q10: of(band.q10), q50: of(band.q50), q90: of(band.q90) };
        Some(format!("{} fl oz in all", around(band, 0)))
    },
    ..SWEAT
};

const VIEWS: [QuantityView; 9] = [
    QuantityView {
        quantity: BodyQuantity::MassLost,
        name: "Water lost",
        factor: 1.0,
        label: |value| spoken::rounded(value, 1) + " %",
        axis: None,
        words: |states| {
            states
                .end_of(BodyQuantity::MassLost)
                .map(|band| format!("{} % of body mass at the end", around(band, 1)))
        },
    },
    QuantityView {
        quantity: BodyQuantity::Core,
        name: "Body heat",
        factor: 1.0,
        label: |value| HeatClass::of(value).word().to_owned(),
        axis: Some(HEAT_AXIS),
        words: |states| {
            states.band(|end| end.core_peak_c).map(|band| {
                classes(HeatClass::of(band.q10).word(), HeatClass::of(band.q90).word(), " at its highest")
            })
        },
    },
    QuantityView {
        quantity: BodyQuantity::Fuel,
        name: "Carbohydrate left",
        factor: 100.0,
        label: percent,
        axis: Some(SHARE_AXIS),
        words: |states| {
            states
                .end_of(BodyQuantity::Fuel)
                .map(|band| format!("{} % by the food logged", around(scaled(band), 0)))
        },
    },
    QuantityView {
        quantity: BodyQuantity::CalfStrength,
        name: "Calf strength left",
        words: |states| strength(states, 0),
        ..STRENGTH
    },
    QuantityView {
        quantity: BodyQuantity::ThighStrength,
        name: "Thigh strength left",
        words: |states| strength(states, 1),
        ..STRENGTH
    },
    QuantityView {
        quantity: BodyQuantity::WBalance,
        name: "Reserve above threshold (W')",
        factor: 100.0,
        label: percent,
        axis: Some(SHARE_AXIS),
        words: |states| {
            states
                .band(|end| end.w_least)
                .filter(|_| states.has_hard_minutes())
                .map(|band| format!("{} % at its least", around(scaled(floored(band)), 0)))
        },
    },
    QuantityView {
        quantity: BodyQuantity::Calf,
        name: "Calf, spent",
        words: |states| spent(states, 0),
        ..FATIGUE
    },
    QuantityView {
        quantity: BodyQuantity::Quadriceps,
        name: "Quadriceps, spent",
        words: |states| spent(states, 1),
        ..FATIGUE
    },
    QuantityView {
        quantity: BodyQuantity::Hamstrings,
        name: "Hamstrings, spent",
        words: |states| spent(states, 2),
        ..FATIGUE
    },
];

const FATIGUE: QuantityView = QuantityView {
    quantity: BodyQuantity::Calf,
    name: "",
    factor: 100.0,
    label: percent,
    axis: Some(FATIGUE_AXIS),
    words: |_| None,
};

const STRENGTH: QuantityView = QuantityView {
    quantity: BodyQuantity::CalfStrength,
    name: "",
    factor: 100.0,
    label: percent,
    axis: Some(((36.0, 104.0), &[50.0, 75.0, 100.0])),
    words: |_| None,
};

/// Less than this is not worth a picture: of a share of the strength.
const LEAST_LOST: f64 = 0.03; // own choice

/// What is left of a muscle's strength, as published of such efforts.
fn strength(states: &WorkoutStates, group: usize) -> Option<String> {
    let band = states.band(|end| end.strength_left[group]).filter(|band| band.q50 <= 1.0 - LEAST_LOST)?;
    Some(format!("{} % after such efforts", around(scaled(band), 0)))
}

/// The chance of low sodium and its class, in words, for the facts of the page.
pub(super) fn sodium_words(states: &WorkoutStates) -> Option<String> {
    let band = states.band(|end| end.sodium_mmol_l)?;
    let (low, high) = (SodiumClass::of(band.q10)?, SodiumClass::of(band.q90)?);
    Some(classes(low.word(), high.word(), " at the end"))
}

fn classes(low: &str, high: &str, when: &str) -> String {
    if low == high { format!("{low}{when}") } else { format!("{low} to {high}{when}") }
}

fn spent(states: &WorkoutStates, group: usize) -> Option<String> {
    let band = states.band(|end| end.fatigue_peak[group]).filter(|_| states.has_hard_minutes())?;
    Some(format!("{} % at its most, an index", around(scaled(band), 0)))
}

fn scaled(band: Band) -> Band {
    Band { q10: 100.0 * band.q10, q50: 100.0 * band.q50, q90: 100.0 * band.q90 }
}

/// Less than nothing cannot be left: the threshold was set too low.
fn floored(band: Band) -> Band {
    Band { q10: band.q10.max(0.0), q50: band.q50.max(0.0), q90: band.q90.max(0.0) }
}

/// `1.6 (1.1 to 2.6)`
fn around(band: Band, decimals: usize) -> String {
    let tidy = |value: f64| spoken::rounded(value, decimals);
    format!("{} ({} to {})", tidy(band.q50), tidy(band.q10), tidy(band.q90))
}

fn percent(value: f64) -> String {
    spoken::rounded(value, 0) + " %"
}

/// The band of a quantity over the columns of the time axis: each minute fills its own.
fn trace(states: &WorkoutStates, view: &QuantityView, span: Span) -> Trace {
    let length_ms = (span.to_ms - span.from_ms).max(1);
    let columns = (0..COLUMNS).map(|column| {
        let at_ms = span.from_ms + column as i64 * length_ms / COLUMNS as i64;
        let minute = usize::try_from(at_ms / MINUTE_MS).ok()?;
        let band = states.minutes.get(minute)?[view.quantity as usize];
        Some(TraceColumn {
            mean: view.factor * band.q50,
            low: view.factor * band.q10,
            high: view.factor * band.q90,
            samples: 1,
        })
    });
    Trace { columns: columns.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_read_without_a_negative_nothing() {
        assert_eq!(around(Band { q10: -0.04, q50: 1.26, q90: 2.0 }, 1), "1.3 (0.0 to 2.0)");
        assert_eq!(classes("normal", "normal", ""), "normal");
    }
}
