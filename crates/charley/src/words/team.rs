//! Sentences of what to ask the team of a condition. The lines themselves stand in the evidence, with their sources.

use charley_evidence::Team;

use crate::words::message::{messages, plural};

messages! {
    PREGNANCY = "team.heading.pregnancy": "For your maternity unit";
    DIALYSIS = "team.heading.dialysis": "For your dialysis team";
    CIRRHOSIS = "team.heading.cirrhosis": "For your liver team";
    NERVE = "team.heading.nerve": "For your neurologist";
    ASK = "team.ask": "Questions to ask";
    KNOWN = "team.known": "What is known";
    THE_TEAM_DECIDES = "team.decides": "These are questions, not advice: the team knows you and decides. Change nothing on your own.";
    QUESTIONS_ONE = "team.questions.one": "{n} question";
    QUESTIONS_OTHER = "team.questions.other": "{n} questions";
}

/// Whom a team's lines are for.
pub(crate) const fn heading(team: Team) -> &'static str {
    match team {
        Team::Pregnancy => PREGNANCY,
        Team::Dialysis => DIALYSIS,
        Team::Cirrhosis => CIRRHOSIS,
        Team::Nerve => NERVE,
    }
}

/// How many questions there are.
pub(crate) fn questions(count: usize) -> String {
    plural(count, (QUESTIONS_ONE, QUESTIONS_OTHER))
}
