//! The heat that a workout of the diary met.

use charley_body::{
    heat::{
        band::{Exertion, HOT_DAYS_WITHIN, HeatBand, highest_wbgt_c},
        sky::Sky,
    },
    weather::{Around, Weather},
};
use charley_domain::{
    entry::{Record, Sun, WeatherFor},
    night::NightOf,
    workout::{WorkoutHead, WorkoutId},
};
use jiff::ToSpan;

use super::{Case, SEED};

/// Core temperature at rest, in °C.
const REST_C: f64 = 37.0; // triggers.csv, core_temp_c: rest

/// The heat band of a recorded workout; `None` for one that is not known, in water, or in air that nobody told and no
/// thermometer saw: what the season usually brings is no heat that was met.
pub fn band(case: &Case, id: &WorkoutId) -> Option<HeatBand> {
    let head = &case.merged.followed_for(id)?.head;
    let body = case.body.as_ref()?;
    let outcome = body.record.outcomes.get(&head.id)?;
    outcome.air.as_ref().filter(|air| air.is_of_that_day())?;
    let setting = &outcome.setting;
    let weather = Weather::met(head, setting, (&case.entries, &case.person), &case.air);
    if weather.around == Around::Water {
        return None;
    }
    let sky = Sky::of(&head.start, setting.latitude_deg, (&case.person, said(case, head)), weather.around);
    let name = head.start.instant.to_string();
    let air = weather.draws(SEED, &name);
    let way = weather.on_the_way((head.elapsed_s / 60.0).ceil() as usize);
    let highest_c = highest_wbgt_c(&sky, head.elapsed_s, (SEED, &name), (&air, &way));
    let date = head.start.civil().date();
    let exertion = Exertion {
        sport: head.sport,
        time_s: head.elapsed_s,
        hot_days: body.hot_days.range(date.saturating_sub(HOT_DAYS_WITHIN.days())..date).count(),
        faster: None,
        core_c: Some(REST_C + outcome.core_rise_c.q50),
    };
    HeatBand::of(&highest_c, &exertion)
}

/// The sun that was said of a workout, or of its day.
fn said(case: &Case, head: &WorkoutHead) -> Option<Sun> {
    let night = NightOf(head.start.civil().date());
    let reports = case.entries.iter().filter_map(|entry| match &entry.record {
        Record::Weather(report) => Some(report),
        _ => None,
    });
    let of = |window: &WeatherFor| *window == WeatherFor::Workout(head.id.clone());
    let own = reports.clone().find(|report| of(&report.window));
    own.or_else(|| reports.clone().find(|report| report.window == WeatherFor::Night(night)))?.sun
}
