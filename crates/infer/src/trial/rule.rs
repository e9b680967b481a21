//! When a trial ends: weekly looks, and what they must show.

use serde::{Deserialize, Serialize};

/// A rate ratio below which a benefit is worth having.
pub(super) const WORTH_HAVING: f64 = 0.8; // docs/studies/inference.md section 3
/// Complete pairs below which nothing is concluded.
const LEAST_PAIRS: u32 = 4; // docs/studies/inference.md section 3
/// Probability of a benefit worth having below which going on is futile.
const FUTILE: f64 = 0.05; // docs/studies/inference.md section 3

/// What it costs to be wrong about a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Burden {
    /// Free and harmless: stretching, looser bedclothes.
    Harmless,
    /// Costs money, time or tolerance: tablets, training.
    Costly,
}

impl Burden {
    /// The stated share of useless remedies that may pass.
    pub const fn nominal(self) -> f64 {
        match self {
            Self::Harmless => 0.10, // docs/studies/inference.md section 3: 1 - .90
            Self::Costly => 0.025,  // docs/studies/inference.md section 3: 1 - .975
        }
    }
}

/// What is known at a look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Nights of the trial until then.
    pub night: u32,
    /// Complete pairs until then.
    pub pairs: u32,
    /// Probability that the remedy lowers the rate at all.
    pub lower: f64,
    /// Probability that it lowers it by a fifth or more.
    pub worth_having: f64,
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleVerdict {
    /// Go on.
    Open,
    /// It likely helps.
    Benefit,
    /// It hardly can help enough.
    Futile,
    /// The planned end came without an answer.
    Undecided,
}

/// The rule of one trial, stated before day 1.
///
/// At each weekly look from four pairs on: a harmless remedy has passed when P(ratio < 0.8) > 0.9, a costly one when
/// P(ratio < 1) > `bar`; P(ratio < 0.8) < 0.05 is futile. At the planned end either has passed when P(ratio < 1) > `bar`.
/// The bar is 0.90 or 0.975, raised by simulation until useless remedies pass no more often than stated
/// ([`super::Outlook`]). Source: docs/studies/inference.md section 3.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// What it costs to be wrong.
    pub burden: Burden,
    /// Nights of the trial at most.
    pub nights: u32,
    /// Probability that the ratio is below 1 that must be passed.
    pub bar: f64,
}

impl Rule {
    /// Probability of a benefit worth having at which a harmless remedy passes early.
    const EARLY: f64 = 0.9; // docs/studies/inference.md section 3

    /// The lowest bar of a burden.
    pub const fn lowest_bar(burden: Burden) -> f64 {
        match burden {
            Burden::Harmless => 0.90, // docs/studies/inference.md section 3
            Burden::Costly => 0.975,  // docs/studies/inference.md section 3
        }
    }

    /// What one look says.
    ///
    /// Equation, source: [`Rule`]. Valid for looks of the trial that the rule is of.
    ///
    /// ```
    /// use charley_infer::trial::{Burden, RuleVerdict, Look, Rule};
    /// let rule = Rule { burden: Burden::Harmless, nights: 196, bar: 0.9 };
    /// let look = Look { night: 70, pairs: 35, lower: 0.999, worth_having: 0.93 };
    /// assert_eq!(rule.judge(look), RuleVerdict::Benefit);
    /// assert_eq!(rule.judge(Look { pairs: 3, ..look }), RuleVerdict::Open);
    /// ```
    pub fn judge(self, look: Look) -> RuleVerdict {
        let last = look.night >= self.nights;
        if look.pairs >= LEAST_PAIRS {
            let early = match self.burden {
                Burden::Harmless => look.worth_having > Self::EARLY,
                Burden::Costly => look.lower > self.bar,
            };
            if early || last && look.lower > self.bar {
                return RuleVerdict::Benefit;
            }
            if look.worth_having < FUTILE {
                return RuleVerdict::Futile;
            }
        }
        if last { RuleVerdict::Undecided } else { RuleVerdict::Open }
    }

    /// What the looks of a trial say together, and on which night: the first that ends it.
    pub fn over(self, looks: &[Look]) -> (RuleVerdict, u32) {
        let mut judged = looks
            .iter()
            .take_while(|look| look.night <= self.nights)
            .map(|look| (self.judge(*look), look.night));
        let last = looks.last().map_or(0, |look| look.night);
        judged
            .find(|(judged, _)| *judged != RuleVerdict::Open)
            .unwrap_or((RuleVerdict::Open, last.min(self.nights)))
    }
}
