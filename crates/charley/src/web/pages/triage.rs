//! `/triage`: the red flags, four short lists, one tap each; an emergency yes replaces the page with help.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::{
    entry::{EntrySource, Record},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::{Outcome, RedFlag, Urgency, evidence};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    place::Place,
    said::{self, Said},
    spoken,
    triage::{self, Caution, Finding, Profile, Stage, Standing},
    web::{
        app::{App, Visit},
        error::PageError,
        form::{self, Fields},
        layout::{Layout, Light, Tab, shown},
        pages::answer::capital,
    },
    words::triage as words,
};

#[derive(Template)]
#[template(path = "triage.html")]
struct TriagePage {
    layout: Layout,
    /// Identity of the entry that the next tap makes.
    id: String,
    /// What to do, where something is to be done.
    help: Option<Help>,
    /// The list being asked.
    sheet: Option<Sheet>,
    /// One question alone.
    single: Option<Single>,
    /// What was answered, once nothing is being asked.
    done: Option<Done>,
}

impl TriagePage {
    /// Whether help stands first on the page.
    fn emergency(&self) -> bool {
        self.help.as_ref().is_some_and(|help| help.emergency)
    }
}

/// What to do about the answers.
pub(super) struct Help {
    /// Whether it is an emergency: then nothing else is on the page.
    pub(super) emergency: bool,
    /// `Call 112 now.`
    pub(super) heading: String,
    /// The number to dial, where there is one.
    pub(super) number: Option<&'static str>,
    /// What else to do and to say.
    pub(super) deeds: Vec<String>,
    /// The questions that were answered with yes.
    pub(super) because: Vec<String>,
}

impl Help {
    /// Help for an assessment; `None` where no yes was given.
    pub(super) fn of(assessment: &triage::Assessment, place: &Place) -> Option<Self> {
        let urgency = assessment.action()?;
        let most: Vec<&Finding> =
            assessment.findings.iter().filter(|finding| finding.urgency == urgency).collect();
        let mut deeds: Vec<String> = Vec::new();
        for deed in most.iter().flat_map(|finding| words::deeds(&finding.flag.id, urgency)) {
            if !deeds.contains(&deed) {
                deeds.push(deed);
            }
        }
        if most.iter().any(|finding| finding.lowered) {
            deeds.push(words::NOT_SURE_IS_YES.to_owned());
        }
        Some(Self {
            emergency: urgency == Urgency::Emergency,
            heading: words::heading(Some(urgency), place),
            number: place.emergency.filter(|_| urgency == Urgency::Emergency),
            deeds,
            because: assessment.findings.iter().map(|finding| finding.flag.question.clone()).collect(),
        })
    }
}

struct Sheet {
    stage: &'static str,
    number: usize,
    heading: &'static str,
    questions: Vec<Question>,
    /// Whether some of the list is answered with yes: then the last button speaks of the others.
    some: bool,
    anew: bool,
}

struct Question {
    id: &'static str,
    text: &'static str,
    yes: bool,
    unsure: bool,
}

struct Single {
    flag: &'static str,
    question: &'static str,
    /// Kinds of yes to choose from; none where yes, no and not sure are the choice.
    kinds: Vec<(usize, String)>,
    stage: &'static str,
}

struct Done {
    lede: String,
    when: Option<String>,
    unfit: Vec<Question>,
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::web) struct Ask {
    /// The list to show.
    #[serde(default)]
    stage: String,
    /// The one question to show.
    #[serde(default)]
    flag: String,
    /// Whether earlier answers are set aside.
    #[serde(default)]
    anew: Option<String>,
}

/// `GET /triage`.
pub(in crate::web) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<Ask>,
    light: Light,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| Ok(shown(&page(visit, &ask, light)?))).await
}

fn page(visit: &mut Visit<'_>, ask: &Ask, light: Light) -> Result<TriagePage, PageError> {
    let (entries, profile) = (visit.entries()?, visit.profile()?);
    let standing = Standing::of(&entries);
    let current = standing.current(&visit.now);
    let caution = Caution::of(&entries, &profile, &visit.now);
    let mut page = TriagePage {
        layout: Layout::new(Tab::Triage, light, &visit.now),
        id: said::new_id(&visit.now).to_string(),
        help: Help::of(&caution.assessment, &caution.place),
        sheet: None,
        single: None,
        done: None,
    };
    let anew = ask.anew.is_some();
    let asked = Stage::named(&ask.stage);
    let emergency = page.emergency();
    if let Some(flag) = evidence().red_flag(&ask.flag) {
        page.single = Some(single(flag, &current));
    } else if let Some(stage) =
        asked.or_else(|| Stage::next_open(&current, &profile)).filter(|_| !emergency || anew)
    {
        let said = if anew { TriageAnswers::default() } else { current };
        page.sheet = Some(sheet(stage, &said, (&profile, anew)));
        if anew {
            page.help = None;
        }
    } else if !emergency {
        page.done = Some(done(&standing, (&profile, &current), visit));
    }
    Ok(page)
}

fn question(flag: &'static RedFlag, said: &TriageAnswers) -> Question {
    let answer = said.answers.get(&flag.id);
    Question {
        id: &flag.id,
        text: &flag.question,
        yes: answer == Some(&RedFlagAnswer::Yes),
        unsure: answer == Some(&RedFlagAnswer::Unknown),
    }
}

fn sheet(stage: Stage, said: &TriageAnswers, (profile, anew): (&Profile, bool)) -> Sheet {
    let questions: Vec<Question> =
        stage.questions(profile).into_iter().map(|flag| question(flag, said)).collect();
    Sheet {
        stage: stage.word(),
        number: stage.number(),
        heading: match stage {
            Stage::Now => words::ASK_NOW,
            Stage::Effort => words::ASK_EFFORT,
            Stage::Today => words::ASK_TODAY,
            Stage::Soon => words::ASK_SOON,
        },
        some: questions.iter().any(|one| one.yes || one.unsure),
        questions,
        anew,
    }
}

fn single(flag: &'static RedFlag, said: &TriageAnswers) -> Single {
    let yes = said.answers.get(&flag.id) == Some(&RedFlagAnswer::Yes);
    let kinds = triage::kinds(flag).into_iter().filter(|_| yes).map(|(branch, of)| {
        let label = words::kind(&flag.id, branch).map_or_else(|| capital(&of.when), str::to_owned);
        (branch, label)
    });
    Single {
        flag: &flag.id,
        question: &flag.question,
        kinds: kinds.collect(),
        stage: triage::stage_of(flag).word(),
    }
}

fn done(standing: &Standing, (profile, current): (&Profile, &TriageAnswers), visit: &Visit<'_>) -> Done {
    let fitting = |flag: &&RedFlag| !profile.fits(&flag.id) && !current.answers.contains_key(&flag.id);
    let day = standing.newest().map(|at| at.to_zoned(visit.now.time_zone().clone()).date());
    Done {
        lede: words::NOTHING.to_owned(),
        when: day.map(|day| spoken::date(day, visit.now.date())),
        unfit: evidence().red_flags.iter().filter(fitting).map(|flag| question(flag, current)).collect(),
    }
}

/// `POST /triage`: keeps the answer of one tap.
pub(in crate::web) async fn answer(
    State(app): State<Arc<App>>,
    fields: Fields,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        let id: Uuid = fields.read("id")?;
        let said = answers(&fields, visit)?;
        let kept = Said::now(Record::Triage(said.clone()), &visit.now);
        visit.store.record(&kept.into_entry(Some(id), EntrySource::Page, &visit.now))?;
        Ok(form::go(&next(&fields, &said)))
    })
    .await
}

/// What one tap says.
fn answers(fields: &Fields, visit: &mut Visit<'_>) -> Result<TriageAnswers, PageError> {
    let flag = |name: &str| {
        evidence()
            .red_flag(fields.text(name))
            .ok_or_else(|| PageError::BadForm(format!("{:?} is no red flag.", fields.text(name))))
    };
    if !fields.text("yes").is_empty() {
        return Ok(TriageAnswers::one(&flag("yes")?.id, RedFlagAnswer::Yes));
    }
    if !fields.text("unsure").is_empty() {
        return Ok(TriageAnswers::one(&flag("unsure")?.id, RedFlagAnswer::Unknown));
    }
    if !fields.text("no").is_empty() {
        return Ok(TriageAnswers::one(&flag("no")?.id, RedFlagAnswer::No));
    }
    if !fields.text("kind").is_empty() {
        let flag = flag("flag")?;
        let branch: usize = fields.read("kind")?;
        if branch >= flag.branches.len() {
            return Err(PageError::BadForm(format!("{} has no answer {branch}.", flag.id)));
        }
        let mut said = TriageAnswers::one(&flag.id, RedFlagAnswer::Yes);
        said.branches.insert(flag.id.clone(), branch);
        return Ok(said);
    }
    let stage = Stage::named(fields.text("none")).ok_or_else(|| {
        PageError::BadForm("No answer was chosen: tap yes, not sure or none of these.".into())
    })?;
    let (profile, standing) = (visit.profile()?, Standing::of(&visit.entries()?));
    let current = standing.current(&visit.now);
    let anew = !fields.text("anew").is_empty();
    let kept = |flag: &&RedFlag| {
        anew || !matches!(current.answers.get(&flag.id), Some(RedFlagAnswer::Yes | RedFlagAnswer::Unknown))
    };
    // A yes to a question that did not seem to fit is taken back with its list.
    let unfit = evidence()
        .red_flags
        .iter()
        .filter(|flag| anew && triage::stage_of(flag) == stage && current.answers.contains_key(&flag.id));
    let flags = stage.questions(&profile).into_iter().filter(kept).chain(unfit).map(|flag| flag.id.as_str());
    Ok(TriageAnswers::all(flags, RedFlagAnswer::No))
}

/// Where a tap leads: to the kind of yes, to the question that decides, back to the list, or on to the next.
fn next(fields: &Fields, said: &TriageAnswers) -> String {
    let stage = fields.text("stage");
    if let (Some((flag, RedFlagAnswer::Yes)), 1) = (said.answers.iter().next(), said.answers.len()) {
        let Some(flag) = evidence().red_flag(flag) else { return "/triage".to_owned() };
        let branch = said.branches.get(&flag.id).and_then(|branch| flag.branches.get(*branch));
        return match branch.map(|branch| &branch.outcome) {
            None if !triage::kinds(flag).is_empty() => format!("/triage?flag={}", flag.id),
            Some(Outcome::Ask(other) | Outcome::Usual(other)) => format!("/triage?flag={other}"),
            _ if flag.action == Urgency::Emergency => "/triage".to_owned(),
            _ => format!("/triage?stage={}", triage::stage_of(flag).word()),
        };
    }
    if !fields.text("unsure").is_empty() && !stage.is_empty() {
        return format!("/triage?stage={stage}");
    }
    let after = Stage::named(fields.text("none")).and_then(|stage| Stage::ALL.get(stage.number()));
    let anew = if fields.text("anew").is_empty() { "" } else { "&anew=1" };
    after.map_or_else(|| "/triage".to_owned(), |stage| format!("/triage?stage={}{anew}", stage.word()))
}
