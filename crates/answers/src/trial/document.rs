//! `charley.trial/1`: a trial as a document. Between its looks nothing in it tells how the arms compare.

use charley_domain::{exposure::TriggerId, interval::Interval, night::NightOf};
use charley_evidence::evidence;
use charley_infer::{
    Normal, studies,
    trial::{Arm, Findings, InArm, Outlook, RuleVerdict, SignFlip, TrialDesign, WEEK},
};
use serde::Serialize;

use super::choice;
use crate::notice::{Notice, Sign, words as notices};
use charley_case::trial::{
    Running, TrialRecords, TrialStage,
    journal::{BaselineRate, TrialProtocol},
};

/// The row of the evidence that says what becomes of people who get nothing.
const BENCHMARK: &str = "I50";

/// One trial.
#[derive(Debug, Clone, Serialize)]
pub struct TrialDocument {
    /// `charley.trial/1`.
    pub schema: &'static str,
    /// Its id.
    pub id: String,
    /// What is tried, in words; among findings, the nights with it.
    pub remedy: String,
    /// Its row in the evidence, where it has one.
    pub evidence: Option<String>,
    /// What to do on a night with it.
    pub with: String,
    /// What to do on a night without it.
    pub without: String,
    /// Blocks, wash-out and half-life.
    pub design: TrialDesign,
    /// First night.
    pub start: NightOf,
    /// Last night.
    pub last: NightOf,
    /// How often the person cramped before.
    pub rate: BaselineRate,
    /// The rate ratio that the length was planned for.
    pub target_ratio: f64,
    /// How likely the trial is to find what it was planned for.
    pub outlook: Outlook,
    /// planned, running, over or ended.
    pub state: &'static str,
    /// What tonight asks for, while it runs.
    pub tonight: Option<TonightDocument>,
    /// How far it is.
    pub progress: TrialProgress,
    /// How it ended, once it has.
    pub ended: Option<Ended>,
    /// What came of it, once it has ended and a night of each side is known.
    pub findings: Option<FindingsDocument>,
    /// What became of the nights without the remedy.
    pub drift: Option<UsualNightsDrift>,
    /// What was expected before each period, 0 to 10; `null` where left open.
    pub expected: Vec<Option<u8>>,
    /// Answers about what bothered, and the mean of 0 to 10.
    pub bothered: usize,
    /// Mean of how much it bothered, 0 to 10.
    pub bother_mean: Option<f64>,
    /// What must be said beside it.
    pub notices: Vec<Notice>,
}

/// Tonight.
#[derive(Debug, Clone, Serialize)]
pub struct TonightDocument {
    /// The night.
    pub night: NightOf,
    /// Number of the night, from 1.
    pub number: u32,
    /// What is drawn; `null` while it must still be asked what is expected.
    pub drawn: Option<Arm>,
    /// Whether what is expected must be asked before the draw is told.
    pub asks_first: bool,
    /// Why the remedy waits tonight, where a red flag stands.
    pub waits: Option<String>,
}

/// How far it is, without how the arms compare.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TrialProgress {
    /// Nights that are over.
    pub nights: u32,
    /// Nights that were planned.
    pub of: u32,
    /// Nights of which it is known what came.
    pub known: u32,
    /// Pairs of blocks that are over.
    pub pairs: u32,
    /// Mornings that were answered.
    pub answered: u32,
    /// Nights of the trial after which it is looked at next.
    pub next_look: Option<u32>,
}

/// How it ended.
#[derive(Debug, Clone, Serialize)]
pub struct Ended {
    /// Nights that are over.
    pub nights: u32,
    /// `benefit`, `futile`, `undecided`; `open` where the person stopped.
    pub judged: RuleVerdict,
    /// Why the person stopped.
    pub why: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
pub struct FindingsDocument {
    /// Rate with it over the rate without.
    pub rate_ratio: Interval,
    /// Probability that the rate is lower with it.
    pub probability_lower: f64,
    /// Probability that it is lower by a fifth or more.
    pub probability_a_fifth_lower: f64,
    /// The sign-flip test over pairs of blocks.
    pub sign_flip: SignFlip,
    /// Whether the test and the posterior say the same at 5 %. It is not shown: they answer two questions.
    pub agree: bool,
    /// The ratio by what was truly done.
    pub as_treated: Option<Interval>,
    /// The ratio with what studies say as its prior.
    pub with_published: Option<Interval>,
    /// What is tried, in words; among findings, the nights with it.
    pub remedy: InArm,
    /// The nights without it.
    pub usual: InArm,
}

/// What became of the nights without the remedy, against those before, and what becomes of them in people who get nothing.
#[derive(Debug, Clone, Serialize)]
pub struct UsualNightsDrift {
    /// Cramps a week before the trial.
    pub before_a_week: f64,
    /// Cramps a week in nights without the remedy.
    pub usual_a_week: f64,
    /// The change, in per cent.
    pub change_pct: f64,
    /// The change in people who got nothing, in per cent.
    pub expected_pct: f64,
    /// Where that stands.
    pub sources: Vec<String>,
}

impl TrialDocument {
    /// Of a trial, with looks that are due made.
    pub fn of(trial: &Running, records: &TrialRecords) -> Self {
        let trial = &trial.looked_at(records);
        let TrialProtocol { remedy, evidence, with, without, design, start, rate, target, outlook, .. } =
            trial.protocol.clone();
        let stage = trial.stage(records);
        // Where one side has no known night, what would stand there is what was held before.
        let can_compare = |findings: &Findings| findings.remedy.known > 0 && findings.usual.known > 0;
        let findings = trial.findings(records, published(trial)).filter(can_compare);
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
                TrialStage::Ended { nights, judged } => {
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

const fn state(stage: TrialStage) -> &'static str {
    match stage {
        TrialStage::Planned => "planned",
        TrialStage::Night(_) => "running",
        TrialStage::Over => "over",
        TrialStage::Ended { .. } => "ended",
    }
}

fn tonight(trial: &Running, stage: TrialStage, records: &TrialRecords) -> Option<TonightDocument> {
    let TrialStage::Night(number) = stage else { return None };
    let night = records.tonight();
    let caution = super::caution(records);
    let waits = caution.standing().filter(Sign::needs_care_today).map(|sign| notices::standing(&sign));
    let asks_first = waits.is_none() && trial.asks_first(number);
    let drawn = trial.drawn(night, records).filter(|_| waits.is_none() && !asks_first);
    Some(TonightDocument { night, number: number + 1, drawn, asks_first, waits })
}

fn progress(trial: &Running, stage: TrialStage, records: &TrialRecords) -> TrialProgress {
    let nights = trial.elapsed(records);
    let open = matches!(stage, TrialStage::Planned | TrialStage::Night(_));
    TrialProgress {
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

fn drift(rate: BaselineRate, findings: &Findings) -> Option<UsualNightsDrift> {
    let benchmark = evidence().remedy(BENCHMARK)?;
    let usual_a_week = findings.usual.cramps_a_week()?;
    Some(UsualNightsDrift {
        before_a_week: rate.cramps_a_week,
        usual_a_week,
        change_pct: 100.0 * (usual_a_week / rate.cramps_a_week - 1.0),
        expected_pct: benchmark.estimate()?.value,
        sources: benchmark.sources.clone(),
    })
}
