//! `POST /triage`: keeps the answer of one tap, and where it leads.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use charley_domain::{
    entry::{EntrySource, Record},
    triage::{RedFlagAnswer, TriageAnswers},
};
use charley_evidence::{BranchOutcome, RedFlag, Urgency, evidence};
use uuid::Uuid;

use crate::{
    app::{App, Visit},
    error::PageError,
    form::{self, FormFields},
};
use charley_answers::triage::{self, FlagStanding, Profile, QuestionList};
use charley_speech::entry_draft::EntryDraft;

/// `POST /triage`: keeps the answer of one tap.
pub(crate) async fn answer(State(app): State<Arc<App>>, fields: FormFields) -> Result<Response, PageError> {
    app.at_the_bedside(move |visit| {
        let id: Uuid = fields.read("id")?;
        let said = answers(&fields, visit)?;
        let kept = EntryDraft::now(Record::Triage(said.clone()), &visit.now);
        visit.store.record(&kept.into_entry(Some(id), EntrySource::Page, &visit.now))?;
        Ok(form::go(&next(&fields, &said, &visit.profile()?)))
    })
    .await
}

/// What one tap says.
fn answers(fields: &FormFields, visit: &mut Visit<'_>) -> Result<TriageAnswers, PageError> {
    let taps = [("yes", RedFlagAnswer::Yes), ("unsure", RedFlagAnswer::Unknown), ("no", RedFlagAnswer::No)];
    for (name, answer) in taps {
        if !fields.text(name).is_empty() {
            return Ok(TriageAnswers::one(&flag(fields, name)?.id, answer));
        }
    }
    if fields.text("kind").is_empty() { none_of(fields, visit) } else { kind(fields, visit) }
}

fn flag(fields: &FormFields, name: &str) -> Result<&'static RedFlag, PageError> {
    evidence()
        .red_flag(fields.text(name))
        .ok_or_else(|| PageError::BadForm(format!("{:?} is no red flag.", fields.text(name))))
}

/// A kind of the answer that stands: of yes, unless the person was not sure.
fn kind(fields: &FormFields, visit: &mut Visit<'_>) -> Result<TriageAnswers, PageError> {
    let flag = flag(fields, "flag")?;
    let kind: usize = fields.read("kind")?;
    let current = FlagStanding::of(&visit.entries()?).current(&visit.now);
    let unsure = current.answers.get(&flag.id) == Some(&RedFlagAnswer::Unknown);
    let answer = if unsure { RedFlagAnswer::Unknown } else { RedFlagAnswer::Yes };
    if !triage::fits(flag, kind, answer) {
        return Err(PageError::BadForm(format!("{} has no answer {kind}.", flag.id)));
    }
    let mut said = TriageAnswers::one(&flag.id, answer);
    said.branches.insert(flag.id.clone(), kind);
    Ok(said)
}

/// No to a list, but for what was answered in it before.
fn none_of(fields: &FormFields, visit: &mut Visit<'_>) -> Result<TriageAnswers, PageError> {
    let stage = QuestionList::named(fields.text("none")).ok_or_else(|| {
        PageError::BadForm("No answer was chosen: tap yes, not sure or none of these.".into())
    })?;
    let (profile, standing) = (visit.profile()?, FlagStanding::of(&visit.entries()?));
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

/// Where a tap leads: to the kind of answer, to the question that decides, back to the list, or on to the next.
fn next(fields: &FormFields, said: &TriageAnswers, profile: &Profile) -> String {
    if let Some(stage) = QuestionList::named(fields.text("none")) {
        let anew = if fields.text("anew").is_empty() { "" } else { "&anew=1" };
        let after = QuestionList::ALL.get(stage.number());
        return after
            .map_or_else(|| "/triage".to_owned(), |stage| format!("/triage?stage={}{anew}", stage.word()));
    }
    let findings = triage::assess(said, profile).findings;
    let asked = said.answers.keys().next().and_then(|id| evidence().red_flag(id));
    let branch = asked.and_then(|flag| flag.branches.get(*said.branches.get(&flag.id)?));
    match (asked, findings.first(), branch.map(|branch| &branch.outcome)) {
        (_, _, Some(BranchOutcome::Ask(other) | BranchOutcome::Usual(other))) => {
            format!("/triage?flag={other}")
        }
        (_, Some(finding), _) if !finding.open_kinds().is_empty() => {
            format!("/triage?flag={}", finding.flag.id)
        }
        (Some(flag), Some(_), _) if flag.action == Urgency::Emergency => "/triage".to_owned(),
        (Some(flag), Some(_), _) => format!("/triage?stage={}", triage::stage_of(flag).word()),
        _ if QuestionList::named(fields.text("stage")).is_some() && fields.text("no").is_empty() => {
            format!("/triage?stage={}", fields.text("stage"))
        }
        _ => "/triage".to_owned(),
    }
}
