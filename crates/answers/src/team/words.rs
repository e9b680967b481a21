//! Sentences of what to ask the team of a condition. The lines themselves stand in the evidence, with their sources.

use charley_evidence::Team;

use charley_speech::message::sentences;

sentences! {
    PREGNANCY = "For your maternity unit";
    DIALYSIS = "For your dialysis team";
    CIRRHOSIS = "For your liver team";
    NERVE = "For your neurologist";
    ASK = "Questions to ask";
    KNOWN = "What is known";
    THE_TEAM_DECIDES = "These are questions, not advice: the team knows you and decides. Change nothing on your own.";
    questions(n: count) =
        one "{n} question"
        other "{n} questions";
}

/// Whom a team's lines are for.
pub const fn heading(team: Team) -> &'static str {
    match team {
        Team::Pregnancy => PREGNANCY,
        Team::Dialysis => DIALYSIS,
        Team::Cirrhosis => CIRRHOSIS,
        Team::Nerve => NERVE,
    }
}
