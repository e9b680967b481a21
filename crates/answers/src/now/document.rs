//! `charley now --json`.

use charley_domain::{
    missing::Missing,
    muscle::{Muscle, Side},
};
use serde::Serialize;

use super::{Aftercare, HELP_AFTER_S, Relief, ReliefStep};
use crate::{
    notice::Notice,
    now::words as say,
    triage::{self, Caution},
};
use charley_speech::{
    message::Message,
    site::{CrampOccasion, Hip},
};

/// The document of a relief.
#[derive(Debug, Serialize)]
pub struct ReliefDocument<'a> {
    schema: &'static str,
    muscle: Muscle,
    side: Side,
    hip: Option<Hip>,
    window: CrampOccasion,
    steps: &'a [ReliefStep],
    left_out: &'a [Missing],
    at_once: &'a [&'static str],
    never: [&'static str; 5],
    helper: &'static str,
    after: &'a [Aftercare],
    red_flags: &'static str,
    action: &'static str,
    notices: Vec<Notice>,
    help_after_s: i64,
    evidence_version: &'static str,
}

impl<'a> ReliefDocument<'a> {
    /// The document of a relief, with where the person stands with the red flags.
    pub fn of(relief: &'a Relief, caution: &Caution) -> Self {
        Self {
            schema: "charley.now/1",
            muscle: relief.site.muscle,
            side: relief.site.side,
            hip: relief.site.hip,
            window: relief.site.kind,
            steps: &relief.steps,
            left_out: &relief.left_out,
            at_once: &relief.at_once,
            never: say::NEVER.map(Message::text),
            helper: relief.helper,
            after: &relief.after,
            red_flags: say::CHECK.text(),
            action: triage::word(caution.assessment.action()),
            notices: caution.notices(),
            help_after_s: HELP_AFTER_S,
            evidence_version: charley_evidence::VERSION,
        }
    }
}
