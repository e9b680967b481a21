//! One record of Apple Health: what it is of, when, how much.

use std::borrow::Cow;

use charley_domain::{
    observation::{HrvMeasure, MenstrualFlow, Observed},
    quantity::{Alcohol, BodyMass, BodyTemperature, Caffeine, FluidVolume, HeartRate, HeartRateVariability},
};

use super::{
    attributes::{Attributes, instant_ms, number, plain},
    units,
};
use crate::health::{Bleeding, CycleDrawer, Drawer, HeartRates, SleepPiece, SleepStage};

/// Units of 8 g in the drink that Apple counts, which holds 14 g. Source: CDC, standard drink of the United States.
const UNITS_OF_A_DRINK: f64 = 1.75; // CDC standard drink, 14 g

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AppleKind {
    Sleep,
    Steps,
    Weight,
    Water,
    Caffeine,
    Alcohol,
    Resting,
    Variability,
    Temperature,
    HeartRate,
    Menstruation,
    Pregnancy,
}

impl AppleKind {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name.strip_prefix(b"HKQuantityTypeIdentifier") {
            Some(b"HeartRate") => Self::HeartRate,
            Some(b"StepCount") => Self::Steps,
            Some(b"BodyMass") => Self::Weight,
            Some(b"DietaryWater") => Self::Water,
            Some(b"DietaryCaffeine") => Self::Caffeine,
            Some(b"NumberOfAlcoholicBeverages") => Self::Alcohol,
            Some(b"RestingHeartRate") => Self::Resting,
            Some(b"HeartRateVariabilitySDNN") => Self::Variability,
            Some(b"BodyTemperature" | b"AppleSleepingWristTemperature" | b"BasalBodyTemperature") => {
                Self::Temperature
            }
            Some(_) => return None,
            None => match name.strip_prefix(b"HKCategoryTypeIdentifier")? {
                b"SleepAnalysis" => Self::Sleep,
                b"MenstrualFlow" => Self::Menstruation,
                b"Pregnancy" => Self::Pregnancy,
                _ => return None,
            },
        })
    }
}

/// A record that is kept, with its texts where they lie in the document or, until its metadata have come, by themselves.
#[derive(Debug)]
pub(super) struct AppleRecord<'a> {
    kind: AppleKind,
    by: Cow<'a, str>,
    from_ms: i64,
    pub(super) to_ms: i64,
    /// The offset of the place, where its metadata name the zone.
    pub(super) offset_s: Option<i32>,
    /// Whether its metadata say that a person typed it.
    pub(super) typed: bool,
    value: Cow<'a, str>,
    unit: Cow<'a, str>,
}

/// A drink that was typed in later than this may have been typed because of how the night went: it stays unknown.
const TYPED_IN_TIME_MS: i64 = 4 * 3_600_000; // own judgement

impl<'a> AppleRecord<'a> {
    /// The record of some attributes, if it is of a kind that is used. Heart rates, of which there are most, go straight to
    /// where they are kept.
    pub(super) fn of(attributes: &Attributes<'a>, heart_rates: &mut HeartRates) -> Option<Self> {
        let mut rest = attributes.clone();
        // The kind stands first and decides whether the rest is looked at.
        let (key, first) = rest.next()?;
        let kind = if key == b"type" {
            AppleKind::of(first)
        } else {
            AppleKind::of(attributes.get("type")?.as_bytes())
        }?;
        let (mut by, mut unit, mut from, mut to, mut value, mut made) = (None, None, None, None, None, None);
        for (key, text) in rest {
            match key {
                b"sourceName" => by = Some(text),
                b"unit" => unit = Some(text),
                b"startDate" => from = Some(text),
                b"endDate" => to = Some(text),
                b"creationDate" => made = Some(text),
                b"value" => value = Some(text),
                _ => {}
            }
        }
        let (from_ms, value) = (instant_ms(from?)?, value?);
        if kind == AppleKind::HeartRate {
            heart_rates.add(from_ms, number(value)?);
            return None;
        }
        let is_drink = matches!(kind, AppleKind::Alcohol | AppleKind::Caffeine);
        if is_drink && made.and_then(instant_ms).is_some_and(|made_ms| made_ms - from_ms > TYPED_IN_TIME_MS) {
            return None;
        }
        Some(Self {
            kind,
            by: plain(by.unwrap_or_default()),
            from_ms,
            to_ms: to.and_then(instant_ms).unwrap_or(from_ms),
            offset_s: None,
            typed: false,
            value: String::from_utf8_lossy(value),
            unit: String::from_utf8_lossy(unit.unwrap_or_default()),
        })
    }

    /// The same, by itself.
    pub(super) fn owned(self) -> AppleRecord<'static> {
        AppleRecord {
            by: Cow::Owned(self.by.into_owned()),
            value: Cow::Owned(self.value.into_owned()),
            unit: Cow::Owned(self.unit.into_owned()),
            ..self
        }
    }

    /// Puts it where it belongs. A value that cannot be, or in a unit that is not known, is none.
    pub(super) fn keep(&self, drawer: &mut Drawer, cycle: &mut CycleDrawer) {
        match self.kind {
            AppleKind::Sleep => {
                if let Some(stage) = stage(&self.value) {
                    let (from_ms, to_ms, offset_s) = (self.from_ms, self.to_ms, self.offset_s);
                    let piece = SleepPiece { from_ms, to_ms, stage, offset_s };
                    if self.typed {
                        drawer.typed_piece(&self.by, piece);
                    } else {
                        drawer.piece(&self.by, piece);
                    }
                }
            }
            AppleKind::Menstruation => {
                if let Some(flow) = flow(&self.value) {
                    let (from_ms, to_ms, offset_s) = (self.from_ms, self.to_ms, self.offset_s);
                    cycle.bleeding(&self.by, Bleeding { from_ms, to_ms, offset_s, flow });
                }
            }
            AppleKind::Pregnancy => cycle.pregnancy(self.from_ms, self.to_ms),
            AppleKind::Steps => {
                // Nobody counts steps: what was typed tells nothing of when one stood still.
                if let Some(count) = self.value.parse().ok().filter(|_| !self.typed) {
                    drawer.steps(&self.by, (self.from_ms, self.to_ms), count);
                }
            }
            _ => {
                if let Some(what) = self.value.parse().ok().and_then(|value| self.observed(value)) {
                    let (by, from_ms, offset_s) = (&self.by, self.from_ms, self.offset_s);
                    if self.typed {
                        drawer.typed_value(by, from_ms, offset_s, what);
                    } else {
                        drawer.value(by, from_ms, offset_s, what);
                    }
                }
            }
        }
    }

    fn observed(&self, value: f64) -> Option<Observed> {
        let unit = &*self.unit;
        Some(match self.kind {
            AppleKind::Weight => {
                Observed::Weight { mass_kg: BodyMass::from_kg(units::kg(value, unit)?).ok()? }
            }
            AppleKind::Water => {
                Observed::Water { volume_ml: FluidVolume::from_ml(units::ml(value, unit)?).ok()? }
            }
            AppleKind::Caffeine => {
                Observed::Caffeine { caffeine_mg: Caffeine::from_mg(units::mg(value, unit)?).ok()? }
            }
            AppleKind::Alcohol => {
                Observed::Alcohol { units: Alcohol::from_units(value * UNITS_OF_A_DRINK).ok()? }
            }
            AppleKind::Resting => {
                Observed::RestingHeartRate { heart_rate_bpm: HeartRate::from_bpm(value).ok()? }
            }
            AppleKind::Variability => {
                let ms = if unit == "s" { value * 1000.0 } else { value };
                let variability_ms = HeartRateVariability::from_ms(ms).ok()?;
                Observed::HeartRateVariability { measure: HrvMeasure::Sdnn, variability_ms }
            }
            AppleKind::Temperature => {
                let temperature_c = BodyTemperature::from_c(units::celsius(value, unit)?).ok()?;
                Observed::BodyTemperature { temperature_c }
            }
            AppleKind::Sleep
            | AppleKind::Steps
            | AppleKind::HeartRate
            | AppleKind::Menstruation
            | AppleKind::Pregnancy => return None,
        })
    }
}

/// How heavy a menstruation was, by the words of iOS before and since 18. That there was none is no day of it.
fn flow(value: &str) -> Option<MenstrualFlow> {
    let word = value
        .strip_prefix("HKCategoryValueMenstrualFlow")
        .or_else(|| value.strip_prefix("HKCategoryValueVaginalBleeding"))?;
    Some(match word {
        "Light" => MenstrualFlow::Light,
        "Medium" => MenstrualFlow::Medium,
        "Heavy" => MenstrualFlow::Heavy,
        "Unspecified" => MenstrualFlow::Unspecified,
        _ => return None,
    })
}

/// What a piece of sleep was; a word that came later is not guessed.
fn stage(value: &str) -> Option<SleepStage> {
    Some(match value.strip_prefix("HKCategoryValueSleepAnalysis")? {
        "InBed" => SleepStage::InBed,
        "Awake" => SleepStage::Awake,
        "Asleep" | "AsleepUnspecified" => SleepStage::Asleep,
        "AsleepCore" => SleepStage::Light,
        "AsleepDeep" => SleepStage::Deep,
        "AsleepREM" => SleepStage::Rem,
        _ => SleepStage::Unknown,
    })
}
