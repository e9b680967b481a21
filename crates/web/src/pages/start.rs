//! `/start`: the first minute. Eight short cards, each can be left out and gone back to; what was said is kept card by card.

mod keep;
mod plain;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use charley_domain::{
    entry::{Entry, Record},
    person::{Condition, CrampsWhen, Sex},
};
use charley_evidence::RedFlag;
use jiff::civil::Date;
use serde::Deserialize;

use self::plain::in_plain_words;
use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self as sent, FormFields},
    layout::{self, Layout, Light, Tab, shown},
    words::start as say,
};
use charley_answers::{
    outlook::{LearningOutlook, words as outlook_words},
    triage::QuestionList,
};
use charley_speech::{calendar::Calendar, entry_draft::new_id, message::Message, spoken};

/// A card, by its number in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StartCard {
    When,
    You,
    HowOften,
    Conditions,
    Medicines,
    Warning,
    Workouts,
    Phone,
    /// What happens now.
    Done,
}

impl StartCard {
    const ALL: [Self; 9] = [
        Self::When,
        Self::You,
        Self::HowOften,
        Self::Conditions,
        Self::Medicines,
        Self::Warning,
        Self::Workouts,
        Self::Phone,
        Self::Done,
    ];

    /// The card of a number; anything else begins anew.
    fn numbered(number: usize) -> Self {
        Self::ALL.get(number.saturating_sub(1)).copied().unwrap_or(Self::When)
    }

    const fn number(self) -> usize {
        self as usize + 1
    }

    /// Where it is shown.
    fn address(self) -> String {
        format!("/start?card={}", self.number())
    }

    fn next(self) -> Self {
        Self::numbered((self.number() + 1).min(Self::ALL.len()))
    }

    const fn heading(self) -> Message {
        match self {
            Self::When => say::WHEN,
            Self::You => say::YOU,
            Self::HowOften => say::HOW_OFTEN,
            Self::Conditions => say::CONDITIONS,
            Self::Medicines => say::MEDICINES,
            Self::Warning => say::WARNING,
            Self::Workouts => say::WORKOUTS,
            Self::Phone => say::PHONE,
            Self::Done => say::DONE,
        }
    }

    fn how(self) -> &'static str {
        let how = match self {
            Self::When => say::WHEN_HOW,
            Self::You => say::YOU_HOW,
            Self::HowOften => say::HOW_OFTEN_HOW,
            Self::Conditions => charley_speech::gates::words::CONDITIONS_DECIDE,
            Self::Medicines => say::MEDICINES_HOW,
            Self::Warning => say::WARNING_HOW,
            Self::Workouts => say::WORKOUTS_HOW,
            Self::Phone | Self::Done => return "",
        };
        how.text()
    }
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    layout: Layout,
    card: StartCard,
    /// Identity of the entry that a card makes.
    id: String,
    /// Words with what they say, and whether each is chosen.
    whens: [StartChoice; 3],
    often: Vec<StartChoice>,
    sexes: Vec<StartChoice>,
    months: Vec<StartChoice>,
    conditions: Vec<StartChoice>,
    none_of_these: bool,
    fields: FormFields,
    wrong: Vec<StartError>,
    taken: Vec<String>,
    /// A word that names more than one medicine, with those it may be.
    which: Option<(String, Vec<&'static str>)>,
    signs: Vec<&'static RedFlag>,
    when: String,
}

/// A choice of a card.
struct StartChoice {
    word: String,
    words: &'static str,
    is_chosen: bool,
}

/// What is wrong with a field.
pub(super) struct StartError {
    pub(super) field: &'static str,
    pub(super) why: String,
}

impl StartPage {
    fn place(&self) -> String {
        say::card_of(self.card.number(), StartCard::ALL.len() - 1)
    }

    fn is(&self, card: &str) -> bool {
        format!("{:?}", self.card) == card
    }

    fn back(&self) -> Option<String> {
        (self.card != StartCard::When).then(|| StartCard::numbered(self.card.number() - 1).address())
    }

    fn skip(&self) -> Option<String> {
        (self.card != StartCard::Done).then(|| self.card.next().address())
    }

    /// What stands beside a field.
    fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.why.as_str())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StartQuery {
    card: usize,
    /// A word for a medicine that asks which one it is.
    which: String,
}

/// `GET /start`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(query): Query<StartQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let card = StartCard::numbered(query.card);
        let said = keep::said(&visit.person, visit.now.date());
        let page = page(visit, card, (said, Vec::new()), light)?;
        Ok(shown(&StartPage { which: keep::which(&query.which), ..page }))
    })
    .await
}

/// `POST /start`: keeps what a card says and goes on; what cannot be comes back with a sentence beside it.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    light: Light,
    fields: FormFields,
) -> Result<Response, PageError> {
    app.visit(move |visit| {
        let card = StartCard::numbered(fields.read("card")?);
        match keep::keep(visit, card, &fields)? {
            Ok(address) => Ok(sent::go(&address)),
            Err(wrong) => {
                let page = page(visit, card, (fields, wrong), light)?;
                Ok(layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page))
            }
        }
    })
    .await
}

fn page(
    visit: &mut Visit<'_>,
    card: StartCard,
    (fields, wrong): (FormFields, Vec<StartError>),
    light: Light,
) -> Result<StartPage, PageError> {
    let entries = visit.entries()?;
    let today = visit.now.date();
    let chosen = |name: &str, word: &str| fields.all(name).iter().any(|one| one == word);
    let choice = |name: &str, word: &str, words| StartChoice {
        is_chosen: chosen(name, word),
        word: word.to_owned(),
        words,
    };
    let whens = [
        (CrampsWhen::Night, say::AT_NIGHT),
        (CrampsWhen::Sport, say::IN_SPORT),
        (CrampsWhen::Both, say::BOTH),
    ];
    let counts = Calendar::of(&entries, None, &visit.now).counts;
    let outlook = LearningOutlook::of(counts, visit.person.cramp_nights, today);
    Ok(StartPage {
        layout: Layout::new(Tab::Today, light, &visit.now).titled(card.heading().text()),
        card,
        id: new_id(&visit.now).to_string(),
        whens: whens.map(|(when, words)| choice("cramps-when", when.word(), words.text())),
        often: plain::OFTEN
            .iter()
            .map(|(nights, words)| choice("cramp-nights", nights, words.text()))
            .collect(),
        sexes: Sex::ALL.iter().map(|sex| choice("sex", sex.word(), plain::sex(*sex).text())).collect(),
        months: (1..=12).map(|month| choice("month", &format!("{month:02}"), spoken::month(month))).collect(),
        conditions: Condition::ALL
            .iter()
            .map(|one| choice("condition", one.word(), in_plain_words(*one).text()))
            .collect(),
        none_of_these: chosen("condition", "none"),
        taken: taken(&entries, today),
        which: None,
        signs: QuestionList::Now.questions(&visit.profile()?),
        when: outlook_words::when(&outlook, today),
        fields,
        wrong,
    })
}

/// The medicines that are taken today, in words.
fn taken(entries: &[Entry], today: Date) -> Vec<String> {
    let used = entries.iter().filter_map(|entry| match &entry.record {
        Record::Medicine(used) if used.until.is_none_or(|until| until >= today) => Some(used),
        _ => None,
    });
    used.map(|used| spoken::medicine(used, today)).collect()
}
