//! Sentences of what to ask the team of a condition. The lines themselves stand in the evidence, with their sources.

use charley_evidence::Team;

use charley_speech::message::{Message, messages, sentences};

messages! {
    "team_page";
    PREGNANCY;
    DIALYSIS;
    CIRRHOSIS;
    NERVE;
    questions(n: count);
}

sentences! {
    ASK = "Questions to ask";
    KNOWN = "What is known";
    THE_TEAM_DECIDES = "These are questions, not advice: the team knows you and decides. Change nothing on your own.";
}

/// Whom a team's lines are for.
pub const fn heading(team: Team) -> Message {
    match team {
        Team::Pregnancy => PREGNANCY,
        Team::Dialysis => DIALYSIS,
        Team::Cirrhosis => CIRRHOSIS,
        Team::Nerve => NERVE,
    }
}
