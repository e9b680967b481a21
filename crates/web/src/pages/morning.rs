//! The rest of the morning: the one card about a cramp of the night, open nights, quick laps, and the pause.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use charley_domain::{
    diary,
    entry::{Cramp, EasedBy, Entry, EntrySource, Record},
    moment::{Moment, Precision},
    muscle::{Muscle, Side},
    night::{NightOf, NightState},
    workout::WorkoutId,
};
use jiff::{ToSpan, ZonedDateTime, civil::Date};
use serde::Deserialize;
use uuid::Uuid;

use crate::words::today as today_words;
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
    pages::{
        answer::{capital, side_button},
        choice::FormChoice,
        now, tonight,
    },
};
use charley_answers::{
    marks::{self, Mark},
    reminder,
};
use charley_speech::{
    diary as say,
    entry_draft::{self, EntryDraft},
    muscle,
    site::Site,
    spoken,
};

/// Nights that can still be answered as they were.
const BACKFILL_NIGHTS: i32 = 7;
/// Longest pause, in days: a diary that rests for longer is begun again.
const LONGEST_PAUSE_DAYS: i32 = 366;

/// The questions about one cramp, prefilled with what the timer knows.
pub(super) struct CrampCard {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) lasted: String,
    /// Words with whether they are chosen.
    pub(super) muscles: Vec<FormChoice<Muscle, String>>,
    pub(super) sides: Vec<FormChoice<Side, String>>,
    pub(super) pains: std::ops::RangeInclusive<u8>,
    pub(super) eased: Vec<(EasedBy, String)>,
}

impl CrampCard {
    /// The card about the newest cramp that waits for its questions.
    pub(super) fn of(entries: &[Entry], now: &ZonedDateTime) -> Option<Self> {
        let entry = entries.iter().rev().find(|entry| now::waits(entry, now))?;
        let Record::Cramp(cramp) = &entry.record else { return None };
        let time = spoken::clock(entry.occurred_at.civil().time());
        let sides = [Side::Left, Side::Right, Side::Both];
        let name = |word| capital(&spoken::word("eased", word).replace('-', " "));
        Some(Self {
            id: entry.id.to_string(),
            title: say::card(now::title(cramp), &time),
            lasted: cramp.duration_s.map(written).unwrap_or_default(),
            muscles: muscles(cramp.muscle),
            sides: sides_of(&sides, cramp.side),
            pains: 0..=10,
            eased: EasedBy::ALL.iter().map(|one| (*one, name(one.word()))).collect(),
        })
    }
}

/// A duration as it can be typed again: `2m10s`.
fn written(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds}s"),
        (minutes, 0) => format!("{minutes}m"),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}

/// `POST /cramps/rest`: what the card of the morning says of a cramp.
pub(crate) async fn rest(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let id: Uuid = fields.read("id")?;
        let entry = visit.store.entry(id)?.ok_or(PageError::NotFound)?;
        let Record::Cramp(before) = &entry.record else { return Err(PageError::NotFound) };
        let said = tonight::cramp(&fields)?;
        let eased_by =
            fields.all("eased").iter().map(|word| word.parse::<EasedBy>()).collect::<Result<Vec<_>, _>>();
        let eased_by = eased_by.map_err(|error| PageError::BadForm(error.to_string()))?;
        // The card asks neither in what it came nor how many there were.
        let cramp = Cramp { during_workout: before.during_workout, count: before.count, eased_by, ..said };
        visit.store.amend(&Entry { record: Record::Cramp(cramp), ..entry.clone() }, visit.now.timestamp())?;
        Ok(form::go("/"))
    })
    .await
}

/// A night of the last week that nobody answered.
pub(super) struct OpenNight {
    pub(super) night: String,
    pub(super) words: String,
    pub(super) id: String,
}

/// The nights of the last week before last night that are unknown, newest first.
pub(super) fn open_nights(entries: &[Entry], visit: &Visit<'_>) -> Vec<OpenNight> {
    let last = NightOf::last(visit.now.datetime());
    let first = (1..BACKFILL_NIGHTS).fold(last, |night, _| night.before());
    let unknown = diary::nights(entries, first, last.before())
        .into_iter()
        .filter(|night| night.state == NightState::Unknown)
        .rev();
    unknown
        .map(|one| OpenNight {
            night: one.night.to_string(),
            words: format!(
                "{}, {}",
                spoken::weekday(one.night.date().weekday()),
                spoken::night(one.night, visit.now.date())
            ),
            id: entry_draft::new_id(&visit.now).to_string(),
        })
        .collect()
}

/// Two quick laps, as the card asks about them.
pub(super) struct MarkCard {
    pub(super) id: String,
    pub(super) workout: String,
    pub(super) at_ms: i64,
    pub(super) words: String,
    pub(super) muscles: Vec<FormChoice<Muscle, String>>,
    pub(super) sides: Vec<FormChoice<Side, String>>,
}

/// The quick laps of the last two weeks that nobody answered; those of one workout alone where it is named.
pub(super) fn open_marks(
    entries: &[Entry],
    visit: &Visit<'_>,
    of: Option<&[WorkoutId]>,
) -> Result<Vec<MarkCard>, PageError> {
    let workouts = visit.store.laps_since(marks::since(visit.now.timestamp()))?;
    let open = marks::open(marks::marks(&workouts), entries);
    let wanted = open.iter().filter(|mark| of.is_none_or(|ids| ids.contains(&mark.workout)));
    Ok(wanted.map(|mark| card_of(mark, entries, visit)).collect())
}

fn card_of(mark: &Mark, entries: &[Entry], visit: &Visit<'_>) -> MarkCard {
    let last = Site::of_last(entries);
    let day = spoken::date(mark.at.civil().date(), visit.now.date());
    let sides = [Side::Left, Side::Right, Side::Both, Side::Unknown];
    MarkCard {
        id: entry_draft::new_id(&visit.now).to_string(),
        workout: mark.workout.0.clone(),
        at_ms: mark.at.instant.as_millisecond(),
        words: say::mark(spoken::span(mark.after_s), &day),
        muscles: muscles(last.muscle),
        sides: sides_of(&sides, last.side),
    }
}

fn muscles(chosen: Muscle) -> Vec<FormChoice<Muscle, String>> {
    let choice = |one: &Muscle| FormChoice {
        word: *one,
        name: muscle::name(*one).to_owned(),
        is_chosen: *one == chosen,
    };
    Muscle::ALL.iter().map(choice).collect()
}

fn sides_of(offered: &[Side], chosen: Side) -> Vec<FormChoice<Side, String>> {
    let choice =
        |one: &Side| FormChoice { word: *one, name: side_button(*one).to_owned(), is_chosen: *one == chosen };
    offered.iter().map(choice).collect()
}

/// `POST /marks`: whether two quick laps were a cramp.
pub(crate) async fn mark(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let at_ms: i64 = fields.read("at")?;
        let workout = fields.text("workout");
        let workouts = visit.store.laps_since(marks::since(visit.now.timestamp()))?;
        let found = marks::marks(&workouts)
            .into_iter()
            .find(|mark| mark.workout.0 == workout && mark.at.instant.as_millisecond() == at_ms)
            .ok_or(PageError::NotFound)?;
        let record = match fields.text("answer") {
            "yes" => Record::Cramp(Cramp { during_workout: true, ..tonight::cramp(&fields)? }),
            "no" => Record::NotACramp { workout: found.workout.clone() },
            other => return Err(PageError::BadForm(format!("{other:?} is no answer: say yes or no."))),
        };
        let entry = Entry {
            id: fields.read("id")?,
            night: NightOf::of(&found.at),
            occurred_at: found.at,
            recorded_at: visit.now.timestamp(),
            source: EntrySource::Import,
            precision: Precision::Exact,
            asked: false,
            record,
        };
        visit.store.record(&entry)?;
        let back =
            if fields.text("back") == "workout" { format!("/workouts/{workout}") } else { "/".to_owned() };
        Ok(form::go(&back))
    })
    .await
}

/// `POST /pause`: nothing is asked until a day; a day that has come ends the pause.
pub(crate) async fn pause(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let until: Date = fields.read("until")?;
        let today = visit.now.date();
        if (until - today).get_days() > LONGEST_PAUSE_DAYS {
            return Err(PageError::BadForm(today_words::too_far(
                spoken::date(until, today),
                LONGEST_PAUSE_DAYS,
            )));
        }
        let pause = EntryDraft::now(Record::Pause { until: until.max(today) }, &visit.now);
        visit.store.record(&pause.into_entry(Some(fields.read("id")?), EntrySource::Page, &visit.now))?;
        Ok(form::go("/"))
    })
    .await
}

#[derive(Debug, Deserialize)]
pub(crate) struct MorningQuery {
    #[serde(default)]
    at: String,
}

/// `GET /reminder.ics?at=07:30`: a calendar file; it changes nothing here.
pub(crate) async fn calendar_file(
    State(app): State<Arc<App>>,
    Query(MorningQuery { at }): Query<MorningQuery>,
) -> Result<Response, PageError> {
    let at = at
        .parse()
        .map_err(|_| PageError::BadForm(format!("{at:?} is no time of day: write it as in 07:30.")))?;
    let text = app.visit(move |visit| Ok(reminder::calendar_file(at, &visit.now))).await?;
    let kind = (header::CONTENT_TYPE, "text/calendar; charset=utf-8");
    Ok(([kind, (header::CONTENT_DISPOSITION, "attachment; filename=\"charley.ics\"")], text).into_response())
}

/// The first day that a pause may end on, for the form.
pub(super) fn tomorrow(visit: &Visit<'_>) -> String {
    visit.now.date().saturating_add(1.day()).to_string()
}

/// Whether a recorded workout began on the day before the night.
pub(super) fn trained(starts: &[Moment], night: NightOf) -> bool {
    starts.iter().any(|start| start.civil().date() == night.date())
}
