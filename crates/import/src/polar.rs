//! Nights of a Polar Flow export: `sleep_result` and `nightly_recovery`, JSON lists with an object a night.
//!
//! Sleep carries its offset and its lengths as ISO 8601 durations. `night` is the date of waking up.

mod moments;
mod session;
mod shape;

use charley_domain::{
    observation::{HrvMeasure, NightSleep, Observed, Stages},
    quantity::{HeartRateVariability, Hours},
};
use jiff::{SignedDuration, Span, civil::Date, tz::TimeZone};
use serde::Deserialize;

use crate::{ReadError, health::Drawer, rows, table};

pub(crate) use session::{looks_like as looks_like_session, read as read_session};

const BY: &str = "Polar Flow";

/// Whether some text is one of these lists.
pub(crate) fn looks_like(head: &str) -> bool {
    let has = |key: &str| head.contains(key);
    has("\"night\"") && (has("\"sleepResult\"") && has("\"evaluation\"") || has("\"meanNightlyRecoveryRri\""))
}

/// Reads one of these lists.
pub(crate) fn read(text: &str, home: &TimeZone) -> Result<Drawer, ReadError> {
    let mut drawer = Drawer::default();
    rows::each(text, |night: PolarNight| {
        night.sleep(&mut drawer, home);
        night.recovery(&mut drawer, home)
    })?;
    Ok(drawer)
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PolarNight {
    night: Date,
    evaluation: Option<PolarEvaluation>,
    sleep_result: Option<PolarResult>,
    #[serde(rename = "meanNightlyRecoveryRmssd")]
    variability_ms: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PolarEvaluation {
    asleep_duration: Span,
    phase_durations: Option<PolarPhases>,
}

#[derive(Debug, Deserialize)]
struct PolarPhases {
    wake: Span,
    rem: Span,
    light: Span,
    deep: Span,
}

#[derive(Debug, Deserialize)]
struct PolarResult {
    hypnogram: PolarHypnogram,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PolarHypnogram {
    sleep_start: String,
    sleep_end: String,
}

fn seconds(span: &Span) -> Option<f64> {
    // Lengths of a night have no days whose length depends on a calendar.
    Some(SignedDuration::try_from(*span).ok()?.as_secs_f64()).filter(|seconds| *seconds >= 0.0)
}

impl PolarNight {
    fn sleep(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        let hypnogram = &self.sleep_result.as_ref()?.hypnogram;
        let evaluation = self.evaluation.as_ref()?;
        let (begins, _) = table::instant(&hypnogram.sleep_start, home)?;
        let (ends, offset_s) = table::instant(&hypnogram.sleep_end, home)?;
        let asleep_s = seconds(&evaluation.asleep_duration).filter(|seconds| *seconds > 0.0)?;
        let asleep_h = Hours::from_h(asleep_s / 3_600.0).ok()?;
        if ends <= begins {
            return None;
        }
        let stages = evaluation.phase_durations.as_ref().and_then(PolarPhases::stages);
        drawer.sleep(BY, NightSleep { begins, ends, asleep_h, stages }, offset_s);
        Some(())
    }

    fn recovery(&self, drawer: &mut Drawer, home: &TimeZone) -> Option<()> {
        let variability_ms =
            HeartRateVariability::from_ms(self.variability_ms.filter(|ms| *ms > 0.0)?).ok()?;
        // The first hours of sleep, of which the export gives the date alone.
        let at = table::at_home(self.night.at(4, 0, 0, 0), home)?;
        let what = Observed::HeartRateVariability { measure: HrvMeasure::Rmssd, variability_ms };
        drawer.value(BY, at.as_millisecond(), None, what);
        Some(())
    }
}

impl PolarPhases {
    fn stages(&self) -> Option<Stages> {
        let minutes = |span: &Span| Some((seconds(span)? / 60.0).round().min(1_440.0) as u32);
        Some(Stages {
            light_min: minutes(&self.light)?,
            deep_min: minutes(&self.deep)?,
            rem_min: minutes(&self.rem)?,
            awake_min: minutes(&self.wake)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::Dated;

    fn told(text: &str) -> Vec<Dated> {
        assert!(looks_like(text), "{text}");
        let home = TimeZone::get("Europe/Helsinki").unwrap();
        read(text, &home).unwrap().told(&home)
    }

    fn result(phases: &str) -> String {
        format!(
            "[{{\"night\":\"2026-04-03\",\"evaluation\":{{\"sleepType\":\"SLEEP_PLUS_STAGES\",\"sleepSpan\":\"PT7H45M\",\
             \"asleepDuration\":\"PT7H19M30S\"{phases}}},\"sleepResult\":{{\"hypnogram\":{{\"sleepStart\":\"2026-04-02T23:19:30.000+02:00\",\
             \"sleepEnd\":\"2026-04-03T07:04:30.000+02:00\",\"sleepStateChanges\":[{{\"offsetFromStart\":\"PT0S\",\"state\":\"NONREM2\"}}]}}}}}},\
             {{\"night\":\"no date\"}}]"
        )
    }

    #[test]
    fn a_night_has_its_lengths_as_durations() {
        let staged = told(&result(
            ",\"phaseDurations\":{\"wake\":\"PT25M30S\",\"rem\":\"PT1H30M\",\"light\":\"PT4H19M30S\",\"deep\":\"PT1H30M\",\"unknown\":\"PT0S\"}",
        ));
        assert_eq!(staged.len(), 1);
        assert_eq!(
            (staged[0].at.to_string(), staged[0].night.to_string()),
            ("2026-04-03T07:04:30+02:00".to_owned(), "2026-04-02".to_owned())
        );
        let Observed::Sleep(sleep) = &staged[0].observation.what else { panic!("a sleep") };
        assert_eq!(sleep.stages, Some(Stages { light_min: 260, deep_min: 90, rem_min: 90, awake_min: 26 }));
        let Observed::Sleep(earlier) = &told(&result(""))[0].observation.what.clone() else {
            panic!("a sleep")
        };
        assert_eq!((earlier.stages, earlier.asleep_h), (None, sleep.asleep_h));
    }

    #[test]
    fn recovery_is_of_the_night_before_its_date() {
        let told = told(
            "[{\"night\":\"2026-04-03\",\"meanNightlyRecoveryRri\":900,\"meanNightlyRecoveryRmssd\":42,\"sleepTip\":\"x\"},\
              {\"night\":\"2026-04-04\",\"meanNightlyRecoveryRri\":900,\"meanNightlyRecoveryRmssd\":0}]",
        );
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].night.to_string(), "2026-04-02");
    }
}
