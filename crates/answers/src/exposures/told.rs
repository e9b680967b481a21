//! From where the value of an exposure came, as it was told: `6 h 24 min of sleep, Apple Watch`, `2 units of alcohol, typed at
//! 21:05 on 22 November`.

use charley_case::Case;
use charley_domain::{
    entry::{Entry, EntrySource, Record, WeatherFor},
    exposure::{RiskWindow, TriggerId},
    night::NightOf,
    observation::Observed,
    trigger,
};
use charley_speech::{message::sentences, spoken};

sentences! {
    at(time, day) = "{time} on {day}";
    typed(what, when) = "{what}, typed at {when}";
    on_page(what, when) = "{what}, on a page at {when}";
    by_program(what, when) = "{what}, by another program at {when}";
    from_file(what) = "{what}, from a file";
    by_device(what, by) = "{what}, {by}";
    made_up(what) = "{what}, made up by the demo";
}

/// What was told, by whom and when; `None` where the value comes from no single entry of the diary.
pub(super) fn told(
    case: &Case,
    window: &RiskWindow,
    trigger: &TriggerId,
    by: Option<&str>,
) -> Option<String> {
    let night = match window {
        RiskWindow::Night(night) => *night,
        RiskWindow::Workout(id) | RiskWindow::Minute(id, _) => {
            NightOf(case.workouts.iter().find(|one| one.id == *id)?.start.civil().date())
        }
    };
    // Short sleep is that of the night before.
    let night = if trigger.id == trigger::SHORT_SLEEP { night.before() } else { night };
    let of_it = |entry: &&Entry| match &entry.record {
        Record::Weather(weather) if trigger.id == trigger::HEAT => match (&weather.window, window) {
            (WeatherFor::Night(of), RiskWindow::Night(_)) => *of == night,
            (WeatherFor::Workout(of), RiskWindow::Workout(id)) => of == id,
            _ => false,
        },
        record => entry.night == night && is_of(record, &trigger.id),
    };
    let said: Vec<&Entry> = case.entries.iter().filter(of_it).collect();
    let (devices, own): (Vec<&Entry>, Vec<&Entry>) =
        said.into_iter().partition(|entry| matches!(entry.record, Record::Observed(_)));
    let chosen = match by {
        // A device is named in how the value was reckoned.
        Some(by) => {
            devices.into_iter().filter(|entry| device(entry).is_some_and(|name| by.contains(name))).collect()
        }
        None => own,
    };
    let lines: Vec<String> = chosen.into_iter().map(|entry| line(entry, case)).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn is_of(record: &Record, id: &str) -> bool {
    match (record, id) {
        (Record::Alcohol { .. }, trigger::ALCOHOL)
        | (Record::Caffeine { .. }, trigger::LATE_CAFFEINE)
        | (Record::Stretch | Record::NoStretch, trigger::STRETCH)
        | (Record::Sitting { .. }, trigger::SITTING)
        | (Record::Sleep { .. }, trigger::SHORT_SLEEP) => true,
        (Record::Observed(observation), id) => matches!(
            (&observation.what, id),
            (Observed::Alcohol { .. }, trigger::ALCOHOL)
                | (Observed::Caffeine { .. }, trigger::LATE_CAFFEINE)
                | (Observed::Stillness { .. }, trigger::SITTING)
                | (Observed::Sleep(_), trigger::SHORT_SLEEP)
        ),
        _ => false,
    }
}

fn device(entry: &Entry) -> Option<&str> {
    if let Record::Observed(observation) = &entry.record { Some(&observation.by) } else { None }
}

fn line(entry: &Entry, case: &Case) -> String {
    let today = case.now.date();
    let what = spoken::what(&entry.record, case.person.spoken_units(), today);
    let wall = entry.recorded_at.to_zoned_datetime(case.now.time_zone().clone());
    let when = at(wall.strftime("%H:%M"), spoken::date(wall.date(), today));
    match (entry.source, device(entry)) {
        (_, Some(by)) if what.contains(by) => what,
        (_, Some(by)) => by_device(what, by),
        (EntrySource::Terminal, None) => typed(what, when),
        (EntrySource::Page, None) => on_page(what, when),
        (EntrySource::Api, None) => by_program(what, when),
        (EntrySource::Import, None) => from_file(what),
        (EntrySource::Synthetic, None) => made_up(what),
    }
}
