//! The day of a workout that is to come: its air, its sky, and how used to heat the person is.

use charley_body::{
    draws::PerDraw,
    first_heat,
    heat::{
        band::{HOT_DAYS_WITHIN, highest_wbgt_c},
        sky::Sky,
    },
    weather::{Air, AirBasis, Around, Weather},
};
use charley_domain::{
    entry::{Sun, Weather as Report, WeatherFor},
    quantity::Temperature,
    workout::{ClockBasis, FileFacts, WorkoutHead, WorkoutId},
};
use jiff::ToSpan;

use super::{
    outing::{Outing, PLANNED},
    settings::PlanSettings,
};
use charley_case::Case;

/// The sky, and the air under it, where a sun is asked about.
#[derive(Debug, Clone)]
struct AskedSky {
    sun: Option<Sun>,
    sky: Sky,
    weather: Weather,
}

/// The day of a workout that is to come.
#[derive(Debug, Clone)]
pub(super) struct PlannedDay {
    /// What is assumed of the air, in words.
    pub(super) assumed: Vec<String>,
    /// The sky, and the air under it, for each sun that can be asked about; the expected one first.
    skies: Vec<AskedSky>,
    /// Hot days of the person in the three weeks before it, as far as they are known.
    pub(super) hot_days: usize,
    /// Whether heat on that day would be new to the person, as far as their hot days are known.
    pub(super) heat_is_new: bool,
    /// Hour of the start, on the wall.
    pub(super) hour: f64,
    goal_s: f64,
}

impl PlannedDay {
    pub(super) fn of(case: &Case, outing: &Outing) -> Self {
        let (head, person) = (head(outing), &case.person);
        let expected =
            |report: Option<&Report>| Weather::expected(&head, outing.latitude_deg, person, report);
        let weather = expected(outing.weather.as_ref());
        let said = outing.weather.as_ref().and_then(|report| report.sun);
        let sky = |sun| Sky::of(&outing.start, outing.latitude_deg, (person, sun), weather.around);
        let mut skies = vec![AskedSky { sun: None, sky: sky(said), weather: weather.clone() }];
        for sun in [Sun::Full, Sun::Partial, Sun::Shade] {
            let share = expected(under(sun).as_ref());
            let weather = Weather { sun: share.sun, clock: share.clock, ..weather.clone() };
            skies.push(AskedSky { sun: Some(sun), sky: sky(Some(sun)), weather });
        }
        let wall = outing.start.civil();
        Self {
            assumed: weather.assumed,
            skies,
            hot_days: hot_days(case, outing),
            heat_is_new: heat_is_new(case, outing),
            hour: f64::from(wall.hour()) + f64::from(wall.minute()) / 60.0,
            goal_s: outing.goal_s,
        }
    }

    /// Whether nobody said what air is expected: it is what the season usually brings.
    pub(super) fn is_by_season(&self) -> bool {
        self.skies[0].weather.basis == AirBasis::Season
    }

    /// The air of the workout as it is turned.
    pub(super) fn weather(&self, settings: &PlanSettings) -> Weather {
        let mut weather =
            self.under(settings).weather.warmer(settings.warmer_c + self.warmer_by_start(settings.later_h));
        weather.clock.start_h = (self.hour + settings.later_h).rem_euclid(24.0); // hours of the day
        weather
    }

    /// How much warmer it usually is when the workout begins so many hours later; indoors nothing changes.
    pub(super) fn warmer_by_start(&self, later_h: f64) -> f64 {
        let weather = &self.skies[0].weather;
        if weather.around != Around::Outdoors {
            return 0.0;
        }
        // What was said holds for the whole workout: its middle stands for it.
        let from = if weather.clock.air_moves { self.hour } else { self.hour + self.goal_s / 7200.0 };
        Weather::warmer_by_hour(from, from + later_h)
    }

    /// The highest wet-bulb globe temperature from start to finish, for air that was drawn.
    pub(super) fn highest_wbgt_c(
        &self,
        (settings, time_s): (&PlanSettings, f64),
        stream: (u64, &str),
        air: &PerDraw<Air>,
    ) -> PerDraw<f64> {
        let sky = self.under(settings).sky.clone().later(settings.later_h);
        let way = self.weather(settings).on_the_way((time_s / 60.0).ceil() as usize);
        highest_wbgt_c(&sky, time_s, stream, (air, &way))
    }

    fn under(&self, settings: &PlanSettings) -> &AskedSky {
        self.skies.iter().find(|asked| asked.sun == settings.sun).unwrap_or(&self.skies[0])
    }
}

/// A report that says nothing but the sun; its temperature is not used.
fn under(sun: Sun) -> Option<Report> {
    let window = WeatherFor::Workout(WorkoutId(PLANNED.to_owned()));
    let air_c = Temperature::from_c(0.0).ok()?;
    Some(Report { window, air_c, humidity_pct: None, wind_m_s: None, sun: Some(sun) })
}

fn hot_days(case: &Case, outing: &Outing) -> usize {
    let date = outing.start.civil().date();
    let first = date.saturating_sub(HOT_DAYS_WITHIN.days());
    case.body.as_ref().map_or(0, |body| body.hot_days.range(first..date).count())
}

fn heat_is_new(case: &Case, outing: &Outing) -> bool {
    let date = outing.start.civil().date();
    let Some(body) = &case.body else { return true };
    first_heat::is_first(date, body.hot_days.range(..date).rev().copied())
}

/// The head of a recording that does not exist yet.
fn head(outing: &Outing) -> WorkoutHead {
    WorkoutHead {
        id: WorkoutId(PLANNED.to_owned()),
        sport: outing.sport,
        start: outing.start.clone(),
        clock: ClockBasis::Home,
        elapsed_s: outing.goal_s,
        timer_s: None,
        distance_m: outing.distance_m(),
        device: None,
        indoor: None,
        name: None,
        facts: FileFacts::default(),
    }
}
