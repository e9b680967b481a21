//! `/now`: end the cramp you have. An instruction before any question, a timer, one large target, help at ten minutes.
//!
//! The page holds all it needs in its address; the first tap writes the cramp with the time at which the page was opened.

mod keep;
mod over;
mod place;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{
    entry::{Cramp, Entry, EntrySource, Record},
    moment::Precision,
    muscle::Muscle,
    night::NightOf,
};
use jiff::{SignedDuration, ZonedDateTime};

use self::place::{NowAddress, NowQuery, place};
use crate::{
    app::{App, Visit},
    asset,
    error::PageError,
    layout::{Layout, Light, Tab, shown},
    pages::{
        answer::{NightQuestion, capital},
        notice::Notices,
        triage::Help,
    },
    words::now as now_words,
};
use charley_answers::{
    draw as svg,
    now::{Bounds, HELP_AFTER_S, Relief, ReliefStep, aftercare, relief},
    triage::Caution,
};
use charley_speech::{
    entry_draft, muscle,
    site::{BodyPart, CrampOccasion, Hip, Site},
};

pub(crate) use self::{
    keep::{gone, keep},
    over::over,
};

#[derive(Template)]
#[template(path = "now.html")]
struct Now {
    layout: Layout,
    /// What to do about the red flags, in place of the steps or before them.
    help: Option<Help>,
    relief: Relief,
    step: Option<ReliefStep>,
    /// The place among the steps, from 1.
    number: usize,
    drawing: Option<String>,
    site: String,
    place: NowAddress,
    elapsed_s: i64,
    clock: String,
    /// Identity of the answer to RF08.
    flag_id: String,
    call: String,
    /// Whether no answer asks for a doctor: only then may a page say how common cramps are.
    calm: bool,
    /// What must be said before and beside any advice.
    notices: Notices,
    ember: bool,
    script: String,
}

/// `GET /now`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<NowQuery>,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| Ok(shown(&page(visit, &ask)?))).await
}

fn page(visit: &mut Visit<'_>, ask: &NowQuery) -> Result<Now, PageError> {
    let entries = visit.entries()?;
    let place = place(ask, visit, &entries);
    let (profile, today) = (visit.profile()?, visit.now.date());
    let caution = Caution::of(&entries, &profile, &visit.now);
    let bounds = Bounds::of(&visit.person, &entries, &profile, &caution, today);
    let relief = relief(place.site, &bounds, aftercare(&visit.person, today));
    let number = ask.step.parse().unwrap_or(1_usize).clamp(1, relief.steps.len().max(1));
    let elapsed_s = visit.now.timestamp().as_second() - place.since.as_second();
    let step = relief.steps.get(number - 1).filter(|_| elapsed_s < HELP_AFTER_S).cloned();
    Ok(Now {
        layout: frame(visit, &now_words::TITLE),
        help: urgent(&caution),
        drawing: step
            .as_ref()
            .filter(|step| step.id.keeps_stretch())
            .and_then(|_| svg::leg::drawing(place.site.part())),
        ember: step.is_some(),
        step,
        number,
        relief,
        site: site_words(place.site),
        elapsed_s,
        clock: clock(elapsed_s),
        flag_id: entry_draft::new_id(&visit.now).to_string(),
        call: charley_answers::triage::words::today(&caution.place),
        calm: caution.assessment.findings.is_empty(),
        notices: Notices::whole(&caution.notices()),
        place,
        script: asset::address("now.js"),
    })
}

/// What to do about the red flags, where a doctor is needed today or now.
fn urgent(caution: &Caution) -> Option<Help> {
    let today = caution.assessment.action() >= Some(charley_evidence::Urgency::SameDay);
    today.then(|| Help::of(&caution.assessment, &caution.place)).flatten()
}

/// Ember on black, without tabs: nothing on this page but the cramp.
fn frame(visit: &Visit<'_>, title: &str) -> Layout {
    Layout::new(Tab::Now, Light::Night, &visit.now).titled(title).alone()
}

impl Now {
    /// Seconds until help, for browsers without script.
    fn left_s(&self) -> i64 {
        (HELP_AFTER_S - self.elapsed_s).max(1)
    }

    /// The step after this one; the first again after the last.
    fn next(&self) -> usize {
        if self.number < self.relief.steps.len() { self.number + 1 } else { 1 }
    }

    /// Where front or back of the hip was not said: the two answers, with where they lead.
    fn hips(&self) -> Vec<(&'static str, String)> {
        let asked = self.place.site.muscle == Muscle::Hip && self.place.site.hip.is_none();
        let both = [Hip::Front, Hip::Back].map(|hip| BodyPart { muscle: Muscle::Hip, hip: Some(hip) });
        let to = |part: BodyPart| self.place.at(self.place.site.in_part(part)).address("/now");
        both.into_iter()
            .filter(|_| asked)
            .map(|part| (muscle::name_of(part.muscle, part.hip), to(part)))
            .collect()
    }

    /// Why steps are not here, without commands of the terminal.
    fn left_out(&self) -> Vec<String> {
        self.relief.left_out.iter().map(|why| why.what.clone().into_owned()).collect()
    }

    fn is_workout(&self) -> bool {
        self.place.site.kind == CrampOccasion::Workout
    }

    /// The same page for a cramp in a workout, or back.
    fn other_window(&self) -> String {
        let kind = if self.is_workout() { CrampOccasion::Night } else { CrampOccasion::Workout };
        self.place.at(Site { kind, ..self.place.site }).address("/now")
    }
}

fn clock(elapsed_s: i64) -> String {
    format!("{}:{:02}", elapsed_s / 60, elapsed_s % 60)
}

fn site_words(site: Site) -> String {
    muscle::with_side(site.muscle, site.hip, site.side)
}

#[derive(Template)]
#[template(path = "where.html")]
struct Where {
    layout: Layout,
    map: String,
    place: NowAddress,
    answer: NightQuestion,
    /// The parts of the body that can be chosen, with their names.
    parts: Vec<(String, &'static str)>,
}

/// `GET /now/where`: which muscle it is.
pub(crate) async fn ask_where(
    State(app): State<Arc<App>>,
    Query(ask): Query<NowQuery>,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        let entries = visit.entries()?;
        let place = place(&ask, visit, &entries);
        let to = |muscle, side| place.at(Site { muscle, side, hip: None, ..place.site }).address("/now");
        let answer = NightQuestion::to(NightOf::at(visit.now.datetime()), &visit.now, true);
        let name = |part: &BodyPart| (part.to_string(), muscle::name_of(part.muscle, part.hip));
        Ok(shown(&Where {
            layout: frame(visit, &now_words::WHERE),
            map: svg::map::legs(to),
            parts: BodyPart::all().iter().map(name).collect(),
            place,
            answer,
        }))
    })
    .await
}

/// Whether a cramp was written by this page and still waits for its questions: at breakfast, not at night right after.
pub(super) fn waits(entry: &Entry, now: &ZonedDateTime) -> bool {
    let age = now.timestamp().duration_since(entry.recorded_at);
    let asleep = !(5..22).contains(&now.hour()) && age < SignedDuration::from_hours(1);
    let Record::Cramp(cramp) = &entry.record else { return false };
    let told = cramp.pain.is_some() || !cramp.eased_by.is_empty();
    let ours = entry.source == EntrySource::Page && entry.precision == Precision::Exact;
    ours && !told && !asleep && age < SignedDuration::from_hours(20)
}

/// The site of a cramp as the card of the morning names it.
pub(super) fn title(cramp: &Cramp) -> String {
    capital(&site_words(Site { muscle: cramp.muscle, side: cramp.side, ..Site::CALF }))
}
