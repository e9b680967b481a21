//! One row of the evidence as a card: what it is, the word that judges it, and its facts in reading order.

use charley_evidence::{
    AnswerKind, BranchOutcome, Claim, Medicine, PriorBasis, PublishedRate, RedFlag, Remedy, RiskFactor,
    Showing, Source, Trigger, evidence,
};
use charley_infer::studies;
use serde::Serialize;
use serde_json::{Value, json};

use crate::team::{TeamCard, words as say};

/// One row, ready to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceCard {
    /// The id.
    pub id: String,
    /// What it is.
    pub title: String,
    /// The word that judges it: a verdict, a certainty, an urgency.
    pub mark: String,
    /// Everything else that may be shown.
    pub facts: Vec<(&'static str, String)>,
    /// Keys of its sources.
    pub sources: Vec<String>,
    /// The row as JSON, with nothing in it that may not be shown.
    pub row: Value,
}

/// A sentence as it stands within another: `Only tingling` is `only tingling`, and `I` stays `I`.
pub(super) fn within(sentence: &str) -> String {
    let mut letters = sentence.chars();
    match letters.next() {
        Some(first) if !sentence.starts_with("I ") => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => sentence.to_owned(),
    }
}

/// In place of a figure whose source does not bear it.
const WITHHELD: &str = "not shown: its source was not read, or is too weak for a figure";

/// A text of the tables as far as it may be shown: one with a figure only where its source bears it.
fn told(showing: Showing, text: Option<&str>) -> Option<&str> {
    text.filter(|text| showing == Showing::Figure || !text.contains(|c: char| c.is_ascii_digit()))
}

impl EvidenceCard {
    /// Whether `typed` is its id, in any case.
    pub fn is_called(&self, typed: &str) -> bool {
        self.id.eq_ignore_ascii_case(typed.trim())
    }

    /// A claim of the article.
    pub fn of_claim(claim: &Claim) -> Self {
        let nuance = told(claim.showing, claim.nuance.as_deref());
        let mut card = Self::new(&claim.id, &claim.claim, claim.verdict.word());
        card.say("Evidence", nuance);
        card.say_figure(claim.effect().map(str::to_owned), claim.is_withheld());
        card.say("Charley says", Some(&claim.what_charley_says));
        card.say("In whom", claim.population.as_deref());
        card.say("Studied by", claim.design.as_deref());
        card.say("Certainty", Some(claim.certainty.word()));
        card.from(&claim.sources).with(claim, &[("effect", json!(claim.effect())), ("nuance", json!(nuance))])
    }

    /// A published factor.
    pub fn of_factor(factor: &RiskFactor) -> Self {
        let note = told(factor.showing, factor.note.as_deref());
        let mut card = Self::new(&factor.id, &factor.name, factor.certainty.word());
        card.say_figure(factor.estimate().map(ToString::to_string), factor.is_withheld());
        card.say("Cramps", Some(&factor.cramp_type));
        card.say("In whom", factor.population.as_deref());
        card.say("Studied by", factor.design.as_deref());
        card.say("Note", note);
        card.from(&factor.sources)
            .with(factor, &[("estimate", json!(factor.estimate())), ("note", json!(note))])
    }

    /// A remedy: whom it harms is always said.
    pub fn of_remedy(remedy: &Remedy) -> Self {
        let note = told(remedy.showing, remedy.note.as_deref());
        let advice = remedy.advice();
        let mut card = Self::new(&remedy.id, &remedy.name, remedy.certainty.word());
        card.say("Must not", remedy.who_must_not.as_deref());
        card.say("Harms", remedy.harms.as_deref());
        card.say("Advice", advice.as_deref());
        card.say_figure(remedy.estimate().map(ToString::to_string), remedy.is_withheld());
        card.say("In whom", remedy.population.as_deref());
        card.say("Against", remedy.comparator.as_deref());
        card.say("People", remedy.people.as_deref());
        card.say("Studied by", remedy.design.as_deref());
        card.say("Note", note);
        card.from(&remedy.sources).with(
            remedy,
            &[("advice", json!(advice)), ("estimate", json!(remedy.estimate())), ("note", json!(note))],
        )
    }

    /// A medicine.
    pub fn of_medicine(medicine: &Medicine) -> Self {
        let association = json!(medicine.association);
        let mut card = Self::new(&medicine.id, &medicine.name, association.as_str().unwrap_or_default());
        card.say("Advice", Some(&medicine.advice));
        card.say("Class", Some(&medicine.class_name));
        card.say("ATC", medicine.atc_code.as_deref());
        let names = medicine.other_names.join(", ");
        card.say("Also called", (!names.is_empty()).then_some(names.as_str()));
        card.say_figure(medicine.estimate().map(ToString::to_string), medicine.is_withheld());
        card.say("Certainty", Some(medicine.certainty.word()));
        let note = told(medicine.showing, medicine.note.as_deref());
        card.say("Note", note);
        card.from(&medicine.sources)
            .with(medicine, &[("estimate", json!(medicine.estimate())), ("note", json!(note))])
    }

    /// A red flag: all of it, always.
    pub fn of_red_flag(flag: &RedFlag) -> Self {
        let mut card = Self::new(&flag.id, &flag.question, flag.action.word());
        for branch in &flag.branches {
            let outcome = match &branch.outcome {
                BranchOutcome::Act(urgency) => urgency.word().to_owned(),
                BranchOutcome::Ask(id) => format!("see {id}"),
                BranchOutcome::Usual(id) => format!("usual; see {id}"),
            };
            let asked = if branch.answer == AnswerKind::NotSure { "not sure, and " } else { "" };
            let then = branch.then.as_ref().map_or_else(String::new, |then| format!(". {then}"));
            card.facts.push(("If", format!("{asked}{}: {outcome}{then}", within(&branch.when))));
        }
        card.say("Do", Some(&flag.deed));
        card.say("Note", flag.note.as_deref());
        card.from(&flag.sources).with(flag, &[])
    }

    /// A trigger with its prior.
    pub fn of_trigger(trigger: &Trigger) -> Self {
        let factors: Vec<_> = trigger.factors.iter().filter_map(|id| evidence().factor(id)).collect();
        // A published prior is a figure of its factors: it is shown where theirs may be.
        let published = matches!(trigger.basis, PriorBasis::Published | PriorBasis::Derived);
        let least = factors.iter().map(|factor| factor.showing).min().unwrap_or(Showing::Figure);
        let showing = if published { least } else { Showing::Figure };
        let ratio = studies::prior(trigger).ratio();
        let figure =
            format!("{:.2} times the rate, 90 % interval {:.2} to {:.2}", ratio.q50, ratio.q05, ratio.q95);
        let mut card = Self::new(&trigger.id.to_string(), &trigger.name, trigger.basis.word());
        card.say("One unit", Some(&trigger.one_unit_is));
        card.say_figure((showing == Showing::Figure).then_some(figure), showing != Showing::Figure);
        let ids = trigger.factors.join(", ");
        card.say("Rests on", (!ids.is_empty()).then_some(ids.as_str()));
        let note = told(showing, trigger.note.as_deref());
        card.say("Note", note);
        let mut sources: Vec<String> = factors.iter().flat_map(|factor| factor.sources.clone()).collect();
        sources.sort();
        sources.dedup();
        let prior = (showing == Showing::Figure).then_some(trigger.prior);
        card.from(&sources).with(trigger, &[("prior", json!(prior)), ("note", json!(note))])
    }

    /// A published rate.
    pub fn of_rate(rate: &PublishedRate) -> Self {
        let figure = rate.value().map(|value| {
            let top = rate.value_max().map_or_else(String::new, |top| format!(" to {top}"));
            let interval = rate
                .interval()
                .map_or_else(String::new, |(low, high)| format!(" (95 % interval {low} to {high})"));
            format!("{value}{top} {}{interval}", rate.unit)
        });
        let note = told(rate.showing, rate.note.as_deref());
        let mut card = Self::new(&rate.id, &rate.measure, &rate.cramp_type);
        card.say_figure(figure, rate.is_withheld());
        card.say("In whom", rate.population.as_deref());
        card.say("Asked over", rate.recall_period.as_deref());
        card.say("People", rate.people.map(|people| people.to_string()).as_deref());
        card.say("Note", note);
        let interval = rate.interval().map(|(low, high)| json!([low, high]));
        card.from(&rate.sources).with(
            rate,
            &[
                ("value", json!(rate.value())),
                ("value_max", json!(rate.value_max())),
                ("interval_95", json!(interval)),
                ("note", json!(note)),
            ],
        )
    }

    /// What to ask a team.
    pub fn of_team(card: &TeamCard) -> Self {
        let mut read = Self::new(card.team.word(), &card.heading, &say::questions(card.ask.len()));
        for (label, lines) in [("Now", &card.now), ("Ask", &card.ask), ("Known", &card.known)] {
            for line in lines {
                read.say(label, Some(&line.text));
            }
        }
        read.say("Note", Some(say::THE_TEAM_DECIDES));
        let sources: Vec<String> = card.sources().iter().map(|source| source.key.clone()).collect();
        read.from(&sources).with(card, &[])
    }

    /// A publication.
    pub fn of_source(source: &Source) -> Self {
        let mut card = Self::new(&source.key, &source.title, source.read_level.word());
        card.say("By", Some(&source.authors));
        card.say("In", Some(&source.journal));
        card.say("Year", source.year.as_deref());
        card.say("At", source.doi_or_url.as_deref());
        card.say("Seen", Some(&source.what_was_seen));
        card.with(source, &[])
    }

    fn new(id: &str, title: &str, mark: &str) -> Self {
        let (id, title, mark) = (id.to_owned(), title.to_owned(), mark.to_owned());
        Self { id, title, mark, facts: Vec::new(), sources: Vec::new(), row: Value::Null }
    }

    fn say(&mut self, label: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.facts.push((label, text.to_owned()));
        }
    }

    /// The figure, or why there is none to be seen.
    fn say_figure(&mut self, figure: Option<String>, withheld: bool) {
        let said = figure.or_else(|| withheld.then(|| WITHHELD.to_owned()));
        self.say("Figure", said.as_deref());
    }

    fn from(mut self, sources: &[String]) -> Self {
        self.sources = sources.to_vec();
        self
    }

    /// The row as JSON; `shown` replaces what the row holds under the same names.
    fn with(mut self, row: &impl Serialize, shown: &[(&str, Value)]) -> Self {
        self.row = serde_json::to_value(row).unwrap_or(Value::Null);
        if let Value::Object(object) = &mut self.row {
            for (name, value) in shown {
                object.insert((*name).to_owned(), value.clone());
            }
        }
        self
    }
}
