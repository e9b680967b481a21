//! Entries of the diary changed by the person: found by their letters, said anew, moved to another night. What is said anew
//! is told now: as evidence it counts as what was told at the time of the change.

use charley_domain::{
    entry::{Entry, EntrySource, Record, WeatherFor},
    moment::Moment,
    night::NightOf,
    observation::{Observation, Observed},
};
use charley_speech::{
    edit as words,
    entry_draft::EntryDraft,
    typed::{self, Mistyped},
};
use charley_store::{Edited, EntryEdit, Store, Version};
use jiff::{
    ToSpan, ZonedDateTime,
    tz::{Offset, TimeZone},
};
use uuid::Uuid;

/// An entry that was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundEntry {
    /// The entry.
    pub entry: Entry,
    /// Its version; `None` where it is deleted.
    pub version: Option<Version>,
}

impl FoundEntry {
    /// The entry, where it stands.
    ///
    /// # Errors
    /// [`Mistyped`] where it is deleted.
    pub fn standing(self) -> Result<Entry, Mistyped> {
        if self.version.is_some() {
            Ok(self.entry)
        } else {
            Err(Mistyped::impossible(&self.entry.id.to_string(), words::GONE))
        }
    }
}

/// The entry of an id, of its first or last letters where they name only one, or the one recorded last by the word `last`.
///
/// # Errors
/// [`Mistyped`] when there is none, or more than one; when the database cannot be read.
pub fn find(store: &Store, typed: &str) -> anyhow::Result<FoundEntry> {
    let typed = typed.trim();
    let refuse = |why: &str| Err(Mistyped::impossible(typed, why).into());
    if typed.eq_ignore_ascii_case("last") {
        let own = |entry: &Entry| entry.source != EntrySource::Import;
        let last = store.last_entries(usize::MAX)?.into_iter().find(own);
        return last.map_or_else(|| refuse(words::NO_ENTRY), |entry| found(store, entry));
    }
    let ids = match typed.parse::<Uuid>() {
        Ok(id) => vec![id],
        Err(_) => store.ids_of(typed, 2)?,
    };
    match ids.as_slice() {
        [id] => match store.entry(*id)? {
            Some(entry) => found(store, entry),
            None => match store.gone_one(*id)? {
                Some(gone) => Ok(FoundEntry { entry: gone.entry, version: None }),
                None => refuse(words::NO_ENTRY),
            },
        },
        [] => refuse(words::NO_ENTRY),
        _ => refuse(words::MANY_ENTRIES),
    }
}

fn found(store: &Store, entry: Entry) -> anyhow::Result<FoundEntry> {
    Ok(FoundEntry { version: store.version(entry.id)?, entry })
}

/// The time it is on the wall where an entry happened.
pub fn wall_of(entry: &Entry, now: &ZonedDateTime) -> ZonedDateTime {
    let named = entry.occurred_at.zone.as_deref().and_then(|zone| TimeZone::get(zone).ok());
    let fixed = Offset::from_seconds(entry.occurred_at.offset_s).unwrap_or(Offset::UTC);
    now.with_time_zone(named.unwrap_or_else(|| TimeZone::fixed(fixed)))
}

/// Whether an entry can be said anew by its words.
///
/// # Errors
/// [`Mistyped`] that says what to do instead.
pub fn can_be_changed(entry: &Entry) -> Result<(), Mistyped> {
    let why = match &entry.record {
        Record::Triage(_) => words::AS_ANSWERED,
        Record::Correction(_) | Record::NotACramp { .. } => words::OF_WORKOUT,
        Record::Observed(observation) if as_said(observation).is_none() => words::BY_DEVICE,
        _ => return Ok(()),
    };
    Err(Mistyped::impossible(&entry.id.to_string(), why))
}

/// What a person would say who says themselves what a device observed; `None` where nobody could.
pub fn as_said(observation: &Observation) -> Option<Record> {
    Some(match &observation.what {
        Observed::Sleep(sleep) => Record::Sleep { hours: sleep.asleep_h },
        Observed::Stillness { hours, .. } => Record::Sitting { hours: *hours },
        Observed::Weight { mass_kg } => Record::Weight { mass_kg: *mass_kg, weigh_in: None },
        Observed::Water { volume_ml } => {
            Record::Drink { volume_ml: *volume_ml, sodium_mg: None, drink: None }
        }
        Observed::Alcohol { units } => Record::Alcohol { units: *units },
        Observed::Caffeine { caffeine_mg } => Record::Caffeine { caffeine_mg: *caffeine_mg },
        _ => return None,
    })
}

/// What is said of an entry that is there.
#[derive(Debug)]
pub struct SaidAnew<'a> {
    /// What it is to say.
    pub draft: EntryDraft,
    /// By which way that came in.
    pub source: EntrySource,
    /// When it is said.
    pub now: &'a ZonedDateTime,
}

/// An entry as it is to be. It keeps its id. An answer about a night keeps when it was told first; whatever else is said anew
/// is told now, and is an answer to a fixed question only as long as nobody can know how the night went.
///
/// # Errors
/// When the database cannot be read.
pub fn changed(store: &Store, before: &Entry, anew: SaidAnew<'_>) -> anyhow::Result<Entry> {
    let SaidAnew { draft: said, source, now } = anew;
    let same_kind = said.record.kind() == before.record.kind();
    let same = Entry {
        occurred_at: said.moment.clone(),
        precision: said.precision,
        night: said.night,
        record: said.record.clone(),
        ..before.clone()
    };
    if same == *before {
        return Ok(same);
    }
    let is_answer =
        matches!(said.record, Record::Cramp(_) | Record::Twinge(_) | Record::None | Record::Unsure);
    // Nothing was told before it happened.
    if is_answer && same_kind && said.moment.instant <= before.recorded_at {
        return Ok(same);
    }
    let is_sleep = matches!(said.record, Record::Sleep { .. });
    let held_against = if is_sleep { said.night.after() } else { said.night };
    let still_asked = before.asked && same_kind && said.night == before.night;
    Ok(Entry {
        recorded_at: now.timestamp(),
        source,
        asked: still_asked && !is_known(store, held_against, now)?,
        ..same
    })
}

/// Whether it may be known by now how a night went.
fn is_known(store: &Store, night: NightOf, now: &ZonedDateTime) -> anyhow::Result<bool> {
    let cramped = |entry: &Entry| {
        entry.night_cramps() + entry.night_twinges() > 0 && entry.occurred_at.instant <= now.timestamp()
    };
    Ok(night.is_over(now.datetime()) || store.entries_between(night, night)?.iter().any(cramped))
}

/// The same entry in another night, at the same time of day.
///
/// # Errors
/// [`Mistyped`] where it belongs to no night, or would lie in a time that has not come.
pub fn moved(before: &Entry, night: NightOf, now: &ZonedDateTime) -> Result<EntryDraft, Mistyped> {
    let refuse = |why: &str| Err(Mistyped::impossible(&night.to_string(), why));
    let id = before.id.to_string();
    let record = match &before.record {
        Record::Medicine(_) | Record::Pause { .. } => return Err(Mistyped::impossible(&id, words::NO_NIGHT)),
        Record::Triage(_) => return Err(Mistyped::impossible(&id, words::AS_ANSWERED)),
        Record::Correction(_) | Record::NotACramp { .. } => {
            return Err(Mistyped::impossible(&id, words::OF_WORKOUT));
        }
        Record::Weather(weather) => match weather.window {
            WeatherFor::Workout(_) => return Err(Mistyped::impossible(&id, words::OF_WORKOUT)),
            WeatherFor::Night(_) => Record::Weather(charley_domain::entry::Weather {
                window: WeatherFor::Night(night),
                ..weather.clone()
            }),
        },
        Record::Observed(Observation { what: Observed::Sleep(_), .. }) => {
            return Err(Mistyped::impossible(&id, words::BY_DEVICE));
        }
        record => record.clone(),
    };
    if night > NightOf::at(now.datetime()) {
        return refuse(words::NOT_COME);
    }
    if matches!(record, Record::None) && !night.is_over(now.datetime()) {
        return Err(EntryDraft::of_night(record, night, now)
            .err()
            .unwrap_or_else(|| Mistyped::impossible(&night.to_string(), words::NOT_COME)));
    }
    let days = night.nights_since(before.night);
    let wall = before.occurred_at.civil();
    let shifted = wall.checked_add(days.days());
    let Ok(shifted) = shifted else { return refuse(words::NOT_COME) };
    let there = wall_of(before, now);
    let moment = if days == 0 { before.occurred_at.clone() } else { typed::moment_at(shifted, &there)? };
    let has_come = moment.instant <= now.timestamp();
    // What is known of a night as a whole is dated to its end, which may not have come.
    let goes_on = NightOf::of(&Moment::of(&there)) == night;
    if !has_come && !goes_on {
        return refuse(words::NOT_COME);
    }
    let moment = if has_come { moment } else { Moment::of(&there) };
    Ok(EntryDraft { record, moment, precision: before.precision, night, notes: Vec::new() })
}

/// Writes a change of one entry; a version that was seen by whoever changes it must still stand.
///
/// # Errors
/// [`charley_store::StoreError`] as when an entry is recorded.
pub fn write(
    store: &mut Store,
    (entry, seen): (&Entry, Option<Version>),
    now: &ZonedDateTime,
) -> anyhow::Result<Edited> {
    Ok(store.edit(EntryEdit { entry, seen, with: None }, now.timestamp())?)
}
