//! The card of a day on Today: at most three questions, one tap each; and what any of them, or another thing, was on any day.

mod form;
mod kind;

pub(crate) use self::form::show;
use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use charley_domain::{
    entry::{Entry, EntrySource},
    moment::Moment,
    night::NightOf,
    person::Units,
};
use jiff::ZonedDateTime;
use uuid::Uuid;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as sent, FormFields},
    layout::Light,
    outbox,
};
use charley_answers::day_card::{self, CardOf};
use charley_speech::{
    day::{self, DayAnswer, DayThing, words},
    entry_draft::new_id,
    message::Message,
};

/// Two amounts closer than this are the same choice.
const SAME: f64 = 1e-6; // rounding

/// The card of a day.
pub(super) struct DayCard {
    pub(super) heading: Message,
    pub(super) night: String,
    pub(super) chips: Vec<DayChip>,
}

/// One question of the card, with its buttons.
pub(super) struct DayChip {
    pub(super) thing: DayThing,
    /// Identity of the entry that a tap makes, or of the one that it says anew.
    pub(super) id: String,
    pub(super) choices: Vec<ChipChoice>,
}

/// A button of a question.
pub(super) struct ChipChoice {
    pub(super) amount: f64,
    pub(super) words: String,
    pub(super) is_chosen: bool,
}

impl DayCard {
    /// The card that is open, if there is one.
    pub(super) fn of(card: CardOf<'_>, units: Units) -> Self {
        let CardOf { entries, night, now, .. } = card;
        let heading = if night.is_over(now.datetime()) { words::HEADING } else { words::TODAY };
        let chip = |thing: DayThing| {
            let answered = thing.answered(entries, night, now);
            let amount = answered.and_then(|entry| thing.amount(&entry.record));
            DayChip {
                thing,
                id: answered.map_or_else(|| new_id(now), |entry| entry.id).to_string(),
                choices: choices(thing, units, amount),
            }
        };
        let chips = day_card::things(card).into_iter().map(chip).collect();
        Self { heading, night: night.to_string(), chips }
    }
}

/// The answers to a question; what was said is chosen.
fn choices(thing: DayThing, units: Units, amount: Option<f64>) -> Vec<ChipChoice> {
    let choice = |one: day::DayChoice| ChipChoice {
        is_chosen: amount.is_some_and(|amount| (amount - one.amount).abs() < SAME),
        amount: one.amount,
        words: one.words,
    };
    thing.choices(units).into_iter().map(choice).collect()
}

/// When the workouts of the diary began.
pub(super) fn starts(visit: &Visit<'_>) -> Result<Vec<Moment>, PageError> {
    Ok(visit.heads()?.iter().map(|stored| stored.head.start.clone()).collect())
}

/// What the card of a night asks.
fn asked(visit: &Visit<'_>, entries: &[Entry], night: NightOf) -> Result<Vec<DayThing>, PageError> {
    let trains = day_card::trains(entries, &starts(visit)?, night);
    Ok(day_card::things(CardOf { entries, night, trains, now: &visit.now }))
}

/// `POST /day`: what was answered. Said again, an answer is said anew under its id; the same id twice is one entry.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        visit.now = outbox::said_at(&headers, &visit.now)?;
        if !fields.text("thing").is_empty() {
            return form::keep(visit, &fields, light);
        }
        let night: NightOf = fields.read("night")?;
        let ids: Vec<Uuid> = fields
            .all("id")
            .iter()
            .map(|id| id.parse().map_err(|_| PageError::BadForm(format!("{id:?} is no identity."))))
            .collect::<Result<_, _>>()?;
        let mut ids = ids.into_iter();
        let mut said = Vec::new();
        for thing in DayThing::ALL {
            if let Some(amount) = number(&fields, thing.word())? {
                said.push(DayAnswered { thing, amount, id: ids.next() });
            }
        }
        if said.is_empty() {
            return Err(PageError::BadForm(words::NOTHING.into()));
        }
        keep(visit, night, &said)?;
        Ok(sent::go("/#day"))
    })
    .await
}

/// An answer as it was sent.
pub(super) struct DayAnswered {
    pub(super) thing: DayThing,
    pub(super) amount: f64,
    pub(super) id: Option<Uuid>,
}

/// Keeps answers about the day before a night; those that were there are said anew.
pub(super) fn keep(visit: &mut Visit<'_>, night: NightOf, said: &[DayAnswered]) -> Result<(), PageError> {
    let entries = visit.entries()?;
    let asked = asked(visit, &entries, night)?;
    let bad = |error: charley_speech::typed::Mistyped| PageError::BadForm(error.to_string());
    let mut new = Vec::new();
    for DayAnswered { thing, amount, id } in said {
        let now = visit.now.clone();
        let answer = DayAnswer {
            thing: *thing,
            amount: *amount,
            night: thing.told_of(night, &now),
            asked: asked.contains(thing),
        };
        let entry = answer.entry(*id, (EntrySource::Page, &now)).map_err(bad)?;
        match thing.answered(&entries, night, &now) {
            Some(before) if before.record == entry.record => {}
            Some(before) if answer.asked => {
                visit.store.amend(&Entry { id: before.id, ..entry }, now.timestamp())?;
            }
            _ => new.push(entry),
        }
    }
    visit.store.record_all(&new)?;
    Ok(())
}

/// A number that was tapped; `None` where nothing was.
fn number(fields: &FormFields, name: &str) -> Result<Option<f64>, PageError> {
    let text = fields.text(name);
    let bad = || PageError::BadForm(format!("{text:?} is no number: {name} is counted, as in 2."));
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().ok().filter(|number: &f64| number.is_finite()).map(Some).ok_or_else(bad)
}

/// The card that is open at a time, with what it takes to make it.
pub(super) fn card(
    entries: &[Entry],
    starts: &[Moment],
    now: &ZonedDateTime,
    units: Units,
) -> Option<DayCard> {
    let night = day::open(now)?;
    let trains = day_card::trains(entries, starts, night);
    Some(DayCard::of(CardOf { entries, night, trains, now }, units)).filter(|card| !card.chips.is_empty())
}
