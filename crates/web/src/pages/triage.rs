//! `/triage`: the red flags, four short lists, one tap each; an emergency yes replaces the page with help.

mod answer;
mod help;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use charley_domain::triage::{RedFlagAnswer, TriageAnswers};
use charley_evidence::{AnswerKind, RedFlag, evidence};
use serde::Deserialize;

use crate::{
    app::{App, Visit},
    error::PageError,
    layout::{Layout, Light, Tab, shown},
};
use charley_answers::triage::{self, Again, Assessment, Caution, FlagStanding, Profile, QuestionList, words};
use charley_speech::{entry_draft, message::Message, spoken};

pub(crate) use self::answer::answer;
pub(super) use self::help::Help;

#[derive(Template)]
#[template(path = "triage.html")]
struct TriagePage {
    layout: Layout,
    /// Identity of the entry that the next tap makes.
    id: String,
    /// What to do, where something is to be done.
    help: Option<Help>,
    /// The list being asked.
    sheet: Option<TriageSheet>,
    /// One question alone.
    single: Option<Single>,
    /// What was answered, once nothing is being asked.
    done: Option<Done>,
    /// Questions in all.
    count: usize,
}

impl TriagePage {
    /// Whether help stands first on the page.
    fn emergency(&self) -> bool {
        self.help.as_ref().is_some_and(|help| help.emergency)
    }
}

struct TriageSheet {
    stage: &'static str,
    number: usize,
    heading: Message,
    questions: Vec<FlagQuestion>,
    /// Whether some of the list is answered with yes or not sure: then the last button speaks of the others.
    some: bool,
    anew: bool,
}

struct FlagQuestion {
    id: &'static str,
    text: &'static str,
    yes: bool,
    unsure: bool,
    /// The old answer to what is asked again.
    again: Option<String>,
}

struct Single {
    flag: &'static str,
    question: &'static str,
    /// Kinds of the answer to choose from; none where yes, no and not sure are the choice.
    kinds: Vec<(usize, &'static str)>,
    /// Whether one of the kinds says already that one cannot tell.
    unsure: bool,
    stage: &'static str,
}

struct Done {
    lede: String,
    when: Option<String>,
    unsure: Vec<FlagQuestion>,
    unfit: Vec<FlagQuestion>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct TriageQuery {
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
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    Query(ask): Query<TriageQuery>,
    light: Light,
) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| Ok(shown(&page(visit, &ask, light)?))).await
}

fn page(visit: &mut Visit<'_>, ask: &TriageQuery, light: Light) -> Result<TriagePage, PageError> {
    let (entries, profile) = (visit.entries()?, visit.profile()?);
    let standing = FlagStanding::of(&entries);
    let current = standing.current(&visit.now);
    let caution = Caution::of(&entries, &profile, &visit.now);
    let flag = evidence().red_flag(&ask.flag);
    let mut page = TriagePage {
        layout: Layout::new(Tab::Triage, light, &visit.now),
        id: entry_draft::new_id(&visit.now).to_string(),
        help: Help::of(&without(&caution.assessment, flag), &caution.place),
        sheet: None,
        single: None,
        done: None,
        count: evidence().red_flags.len(),
    };
    let anew = ask.anew.is_some();
    let emergency = page.emergency();
    let asked = QuestionList::named(&ask.stage).or_else(|| QuestionList::next_unasked(&current, &profile));
    if let Some(flag) = flag {
        page.single = Some(single(flag, &caution.assessment));
    } else if let Some(stage) = asked.filter(|_| !emergency || anew) {
        let asking = AnsweredSoFar {
            said: if anew { &TriageAnswers::default() } else { &current },
            caution: &caution,
        };
        page.sheet = Some(asking.sheet(stage, &profile, anew));
        if anew {
            page.help = None;
        }
    } else if !emergency {
        let day = standing.newest().map(|at| at.to_zoned_datetime(visit.now.time_zone().clone()).date());
        let when = day.map(|day| spoken::date(day, visit.now.date()));
        page.done = Some(AnsweredSoFar { said: &current, caution: &caution }.done(&profile, when));
    }
    Ok(page)
}

/// An assessment without the question whose kind is being asked: what is to be done about it is not known before.
fn without(assessment: &Assessment, flag: Option<&RedFlag>) -> Assessment {
    let mut left = assessment.clone();
    left.findings.retain(|finding| {
        flag.is_none_or(|flag| flag.id != finding.flag.id || finding.open_kinds().is_empty())
    });
    left
}

fn single(flag: &'static RedFlag, assessment: &Assessment) -> Single {
    let finding = assessment.findings.iter().find(|finding| finding.flag.id == flag.id);
    let kinds = finding.map(triage::Finding::kinds).unwrap_or_default();
    Single {
        flag: &flag.id,
        question: words::question(flag),
        unsure: kinds.iter().any(|(_, kind)| kind.answer == AnswerKind::NotSure),
        kinds: kinds
            .into_iter()
            .map(|(number, kind)| (number, words::kind_when(&flag.id, number, kind)))
            .collect(),
        stage: triage::stage_of(flag).word(),
    }
}

/// What was said, and when, as questions show it.
struct AnsweredSoFar<'a> {
    said: &'a TriageAnswers,
    caution: &'a Caution,
}

impl AnsweredSoFar<'_> {
    fn question(&self, flag: &'static RedFlag) -> FlagQuestion {
        let answer = self.said.answers.get(&flag.id);
        let mut again = self.caution.again.iter().filter(|again: &&Again| again.flag.id == flag.id);
        FlagQuestion {
            id: &flag.id,
            text: words::question(flag),
            yes: answer == Some(&RedFlagAnswer::Yes),
            unsure: answer == Some(&RedFlagAnswer::Unknown),
            again: again.next().map(|again| words::old_answer(again, self.caution.today)),
        }
    }

    fn sheet(&self, stage: QuestionList, profile: &Profile, anew: bool) -> TriageSheet {
        let questions: Vec<FlagQuestion> =
            stage.questions(profile).into_iter().map(|flag| self.question(flag)).collect();
        TriageSheet {
            stage: stage.word(),
            number: stage.number(),
            heading: words::of_stage(stage),
            some: questions.iter().any(|one| one.yes || one.unsure),
            questions,
            anew,
        }
    }

    /// The page once nothing is being asked: what nobody was sure of is offered again.
    fn done(&self, profile: &Profile, when: Option<String>) -> Done {
        let said = |flag: &RedFlag| self.said.answers.get(&flag.id);
        let flags = &evidence().red_flags;
        let unsure = flags.iter().filter(|flag| said(flag) == Some(&RedFlagAnswer::Unknown));
        let unfit = flags.iter().filter(|flag| !profile.fits(&flag.id) && said(flag).is_none());
        Done {
            lede: words::NOTHING.into(),
            when,
            unsure: unsure.map(|flag| self.question(flag)).collect(),
            unfit: unfit.map(|flag| self.question(flag)).collect(),
        }
    }
}
