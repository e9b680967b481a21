//! `charley.trial/1`: a trial as a document. Between its looks nothing in it tells how the arms compare.

use charley_domain::{exposure::TriggerId, interval::Interval, night::NightOf};
use charley_evidence::evidence;
use charley_infer::{
    Normal, studies,
    trial::{Arm, Design, Findings, InArm, Judged, Outlook, SignFlip, WEEK},
};
use serde::Serialize;

use super::{
    Records, Running, Stage, choice,
    journal::{Protocol, Rate},
};
use crate::{
    notice::{Notice, Sign},
    words::notices,
};

/// The row of the evidence that says what becomes of people who get nothing.
const BENCHMARK: &str = "I50";

/// One trial.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Document {
    pub(crate) schema: &'static str,
    pub(crate) id: String,
    pub(crate) remedy: String,
    pub(crate) evidence: Option<String>,
    pub(crate) with: String,
    pub(crate) without: String,
    pub(crate) design: Design,
    pub(crate) start: NightOf,
    pub(crate) last: NightOf,
    pub(crate) rate: Rate,
    pub(crate) target_ratio: f64,
    pub(crate) outlook: Outlook,
    pub(crate) state: &'static str,
    pub(crate) tonight: Option<TonightDocument>,
    pub(crate) progress: Progress,
    pub(crate) ended: Option<Ended>,
    pub(crate) findings: Option<FindingsDocument>,
    pub(crate) drift: Option<Drift>,
    /// What was expected before each period, 0 to 10; `null` where left open.
    pub(crate) expected: Vec<Option<u8>>,
    /// Answers about what bothered, and the mean of 0 to 10.
    pub(crate) bothered: usize,
    pub(crate) bother_mean: Option<f64>,
    /// What must be said beside it.
    pub(crate) notices: Vec<Notice>,
}

/// Tonight.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TonightDocument {
    pub(crate) night: NightOf,
    /// Number of the night, from 1.
    pub(crate) number: u32,
    /// What is drawn; `null` while it must still be asked what is expected.
    pub(crate) drawn: Option<Arm>,
    pub(crate) asks_first: bool,
    /// Why the remedy waits tonight, where a red flag stands.
    pub(crate) waits: Option<String>,
}

/// How far it is, without how the arms compare.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Progress {
    pub(crate) nights: u32,
    pub(crate) of: u32,
    pub(crate) known: u32,
    pub(crate) pairs: u32,
    pub(crate) answered: u32,
    /// Nights of the trial after which it is looked at next.
    pub(crate) next_look: Option<u32>,
}

/// How it ended.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Ended {
    pub(crate) nights: u32,
    /// `benefit`, `futile`, `undecided`; `open` where the person stopped.
    pub(crate) judged: Judged,
    pub(crate) why: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FindingsDocument {
    pub(crate) rate_ratio: Interval,
    pub(crate) probability_lower: f64,
    pub(crate) probability_a_fifth_lower: f64,
    pub(crate) sign_flip: SignFlip,
    pub(crate) agree: bool,
    pub(crate) as_treated: Option<Interval>,
    pub(crate) with_published: Option<Interval>,
    pub(crate) remedy: InArm,
    pub(crate) usual: InArm,
}

/// What became of the nights without the remedy, against those before, and what becomes of them in people who get nothing.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Drift {
    pub(crate) before_a_week: f64,
    pub(crate) usual_a_week: f64,
    pub(crate) change_pct: f64,
    pub(crate) expected_pct: f64,
    pub(crate) sources: Vec<String>,
}

impl Document {
    /// Of a trial, with looks that are due made.
    pub(crate) fn of(trial: &Running, records: &Records) -> Self {
        let trial = &trial.looked_at(records);
        let Protocol { remedy, evidence, with, without, design, start, rate, target, outlook, .. } =
            trial.protocol.clone();
        let stage = trial.stage(records);
        let findings = trial.findings(records, published(trial));
        let bothers: Vec<f64> =
            trial.answered.values().filter_map(|answer| answer.bother).map(f64::from).collect();
        Self {
            schema: "charley.trial/1",
            id: trial.id.to_string(),
            remedy,
            evidence,
            with,
            without,
            design,
            start,
            last: trial.night(trial.nights() - 1),
            rate,
            target_ratio: target,
            outlook,
            state: state(stage),
            tonight: tonight(trial, stage, records),
            progress: progress(trial, stage, records),
            ended: match stage {
                Stage::Ended { nights, judged } => {
                    let why = trial.stopped.as_ref().and_then(|(_, why)| why.clone());
                    Some(Ended { nights, judged, why })
                }
                _ => None,
            },
            drift: findings.as_ref().and_then(|findings| drift(rate, findings)),
            findings: findings.as_ref().map(FindingsDocument::of),
            expected: trial.expected.values().copied().collect(),
            bothered: bothers.len(),
            notices: super::notices(records),
            bother_mean: (!bothers.is_empty()).then(|| bothers.iter().sum::<f64>() / bothers.len() as f64),
        }
    }
}

const fn state(stage: Stage) -> &'static str {
    match stage {
        Stage::Planned => "planned",
        Stage::Night(_) => "running",
        Stage::Over => "over",
        Stage::Ended { .. } => "ended",
    }
}

fn tonight(trial: &Running, stage: Stage, records: &Records) -> Option<TonightDocument> {
    let Stage::Night(number) = stage else { return None };
    let night = records.tonight();
    let caution = super::caution(records);
    let waits = caution.standing().filter(Sign::needs_care_today).map(|sign| notices::standing(&sign));
    let asks_first = waits.is_none() && trial.asks_first(number);
    let drawn = trial.drawn(night, records).filter(|_| waits.is_none() && !asks_first);
    Some(TonightDocument { night, number: number + 1, drawn, asks_first, waits })
}

fn progress(trial: &Running, stage: Stage, records: &Records) -> Progress {
    let nights = trial.elapsed(records);
    let open = matches!(stage, Stage::Planned | Stage::Night(_));
    Progress {
        nights,
        of: trial.nights(),
        known: trial.known(records),
        pairs: nights / trial.protocol.design.pair_nights(),
        answered: trial.answered.len() as u32,
        next_look: open.then(|| (nights / WEEK + 1) * WEEK),
    }
}

impl FindingsDocument {
    fn of(findings: &Findings) -> Self {
        Self {
            rate_ratio: findings.intention_to_treat.ratio(),
            probability_lower: findings.lower(),
            probability_a_fifth_lower: findings.worth_having(),
            sign_flip: findings.sign_flip,
            agree: findings.agree(),
            as_treated: findings.as_treated.as_ref().map(charley_infer::trial::LogRatio::ratio),
            with_published: findings.with_published.as_ref().map(charley_infer::trial::LogRatio::ratio),
            remedy: findings.remedy,
            usual: findings.usual,
        }
    }
}

/// What studies say of what is tried, as a prior.
fn published(trial: &Running) -> Option<Normal> {
    let offer = choice::offer(trial.protocol.evidence.as_deref()?)?;
    evidence().trigger(&TriggerId::night(offer.trigger?)).map(studies::prior)
}

fn drift(rate: Rate, findings: &Findings) -> Option<Drift> {
    let benchmark = evidence().remedy(BENCHMARK)?;
    let usual_a_week = findings.usual.cramps_a_week()?;
    Some(Drift {
        before_a_week: rate.cramps_a_week,
        usual_a_week,
        change_pct: 100.0 * (usual_a_week / rate.cramps_a_week - 1.0),
        expected_pct: benchmark.estimate()?.value,
        sources: benchmark.sources.clone(),
    })
}
