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
    day::{self, DayAnswer, DayQuestion, DayThing, words},
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

/// One question of the card.
pub(super) struct DayChip {
    pub(super) text: &'static str,
    pub(super) things: Vec<ChipThing>,
    /// What answers for all of its things at once, where it is of several.
    pub(super) none: Option<NoneOfThem>,
}

/// A thing that a question is about, with its buttons.
pub(super) struct ChipThing {
    pub(super) thing: DayThing,
    /// Identity of the entry that a tap makes, or of the one that it says anew.
    pub(super) id: String,
    pub(super) choices: Vec<ChipChoice>,
    /// What was said, other than that there was none.
    pub(super) said: Option<String>,
    is_answered: bool,
}

/// The button that says of several things that there was none of them.
pub(super) struct NoneOfThem {
    pub(super) words: Message,
    pub(super) things: String,
    pub(super) ids: Vec<String>,
    pub(super) is_chosen: bool,
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
        let CardOf { night, now, .. } = card;
        let heading = if night.is_over(now.datetime()) { words::HEADING } else { words::TODAY };
        let chips =
            day_card::questions(card).iter().map(|question| DayChip::of(question, card, units)).collect();
        Self { heading, night: night.to_string(), chips }
    }
}

impl DayChip {
    fn of(question: &DayQuestion, card: CardOf<'_>, units: Units) -> Self {
        let things: Vec<ChipThing> =
            question.0.iter().map(|thing| ChipThing::of(*thing, card, units)).collect();
        let none = (things.len() > 1).then(|| NoneOfThem::of(&things));
        Self { text: question.text(), things, none }
    }
}

impl ChipThing {
    fn of(thing: DayThing, card: CardOf<'_>, units: Units) -> Self {
        let answered = thing.answered(card.entries, card.night, card.now);
        let amount = answered.and_then(|entry| thing.amount(&entry.record));
        let choices = choices(thing, units, amount);
        let said = amount.filter(|amount| *amount > 0.0).map(|_| {
            let chosen = choices.iter().find(|one| one.is_chosen);
            chosen.map_or_else(|| words::ANOTHER_AMOUNT.to_string(), |one| one.words.clone())
        });
        let id = answered.map_or_else(|| new_id(card.now), |entry| entry.id).to_string();
        Self { thing, id, choices, said, is_answered: answered.is_some() }
    }
}

impl NoneOfThem {
    /// Of those that were not said to have been.
    fn of(things: &[ChipThing]) -> Self {
        let without: Vec<&ChipThing> = things.iter().filter(|one| one.said.is_none()).collect();
        let names: Vec<&str> = without.iter().map(|one| one.thing.word()).collect();
        Self {
            words: if without.len() < things.len() { words::NOTHING_ELSE } else { words::NONE_OF_THESE },
            things: names.join(" "),
            ids: without.iter().map(|one| one.id.clone()).collect(),
            is_chosen: things.iter().all(|one| one.is_answered),
        }
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
        let entries = visit.entries()?;
        let is_said = |thing: &DayThing| {
            let entry = thing.answered(&entries, night, &visit.now);
            entry.and_then(|entry| thing.amount(&entry.record)).is_some_and(|amount| amount > 0.0)
        };
        // A page that waited, offline or in another tab, does not know what was said meanwhile.
        let (said_before, none): (Vec<DayThing>, Vec<DayThing>) =
            none_of(&fields)?.into_iter().partition(is_said);
        for thing in DayThing::ALL {
            let amount = if none.contains(&thing) { Some(0.0) } else { number(&fields, thing.word())? };
            if let Some(amount) = amount {
                said.push(DayAnswered { thing, amount, id: ids.next() });
            }
        }
        if said.is_empty() && said_before.is_empty() {
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

/// The things of which it was said that there was none.
fn none_of(fields: &FormFields) -> Result<Vec<DayThing>, PageError> {
    let of_evening = || DayThing::ALL.into_iter().filter(|thing| thing.is_of_evening());
    let thing = |word: &str| of_evening().find(|thing| thing.word() == word);
    let bad = |word: &str| {
        PageError::BadForm(format!("{word:?} is nothing of which there can be none of an evening."))
    };
    fields.text("none").split_whitespace().map(|word| thing(word).ok_or_else(|| bad(word))).collect()
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
