//! `charley log weather`: of the day before a night, or of one workout.

use charley_domain::{
    entry::{Record, Sun, Weather, WeatherFor},
    moment::{Moment, Precision},
    night::NightOf,
    quantity::{Humidity, WindSpeed},
    workout::WorkoutId,
};

use super::Id;
use crate::cli::{Usage, desk::Desk};
use charley_speech::{
    entry_draft::EntryDraft,
    typed::{self, Mistyped},
};

/// Arguments of `charley log weather`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("window"))]
pub(super) struct Args {
    /// The date on which the night began: the weather of that day
    #[arg(long, value_name = "DATE", group = "window", required_unless_present_any = ["workout", "edit"], allow_hyphen_values = true)]
    night: Option<String>,
    /// The workout, by its id
    #[arg(long, value_name = "ID", group = "window")]
    workout: Option<String>,
    /// Air temperature in the shade, in °C (84f is read too)
    #[arg(long, value_name = "C", required_unless_present = "edit", allow_hyphen_values = true)]
    air_c: Option<String>,
    /// Relative humidity, in percent
    #[arg(long, value_name = "PCT")]
    humidity_pct: Option<String>,
    /// Wind speed, in m/s
    #[arg(long, value_name = "M/S")]
    wind_m_s: Option<String>,
    /// full, partial or shade
    #[arg(long, value_name = "SUN")]
    sun: Option<String>,
    #[command(flatten)]
    pub(super) id: Id,
}

/// For what the weather is, and when that was.
struct WeatherWindow {
    window: WeatherFor,
    moment: Moment,
    night: NightOf,
}

impl Args {
    pub(super) fn said(&self, desk: &Desk) -> anyhow::Result<EntryDraft> {
        let WeatherWindow { window, moment, night } = self.window(desk)?;
        let number =
            |what, typed: &Option<String>| typed.as_deref().map(|t| typed::plain(what, t)).transpose();
        let before =
            desk.edited(
                |record| if let Record::Weather(weather) = record { Some(weather.clone()) } else { None },
            );
        let before = before.as_ref();
        let humidity_pct = number("humidity", &self.humidity_pct)?.map(Humidity::from_pct).transpose()?;
        let wind_m_s = number("wind speed", &self.wind_m_s)?.map(WindSpeed::from_m_s).transpose()?;
        let sun = self.sun.as_deref().map(str::parse::<Sun>).transpose()?;
        let air_c = match (&self.air_c, before) {
            (None, Some(before)) => before.air_c,
            (typed, _) => typed::air(typed.as_deref().unwrap_or_default())?,
        };
        let weather = Weather {
            window,
            air_c,
            humidity_pct: humidity_pct.or_else(|| before?.humidity_pct),
            wind_m_s: wind_m_s.or_else(|| before?.wind_m_s),
            sun: sun.or_else(|| before?.sun),
        };
        let record = Record::Weather(weather);
        Ok(EntryDraft { record, moment, precision: Precision::Night, night, notes: Vec::new() })
    }

    fn window(&self, desk: &Desk) -> anyhow::Result<WeatherWindow> {
        if let Some(typed) = &self.workout {
            let id = WorkoutId(typed.clone());
            let start = desk.workout_start(&id)?.ok_or_else(|| {
                Usage(format!(
                    "there is no workout {typed:?}: charley import prints the ids of what it reads"
                ))
            })?;
            let night = NightOf::of(&start);
            return Ok(WeatherWindow { window: WeatherFor::Workout(id), moment: start, night });
        }
        if let (None, Some(before)) = (&self.night, &desk.editing)
            && let Record::Weather(weather) = &before.record
        {
            let (window, moment, night) = (weather.window.clone(), before.occurred_at.clone(), before.night);
            return Ok(WeatherWindow { window, moment, night });
        }
        let typed = self.night.as_deref().unwrap_or("yesterday");
        let night = NightOf(typed::date(typed, &desk.now)?);
        if night.date() > desk.now.date() {
            let problem = "is in the future: weather is recorded once the day has come";
            return Err(Mistyped::impossible(typed, problem).into());
        }
        let noon = typed::moment_at(night.date().at(12, 0, 0, 0), &desk.now)?;
        let moment = if noon.instant <= desk.now.timestamp() { noon } else { Moment::of(&desk.now) };
        Ok(WeatherWindow { window: WeatherFor::Night(night), moment, night })
    }
}
