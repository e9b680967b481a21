//! What takes steps of relief away, and why: a red flag, a gate, a medicine.

use charley_domain::{
    entry::Entry,
    missing::Missing,
    person::{Condition, Person},
};
use jiff::civil::Date;

use crate::{
    now::words as say,
    team,
    triage::{Assessment, Caution, Profile, words as flag_words},
};
use charley_speech::gates::{self, words as gates_words};

/// What takes steps away.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Why pickle juice is not shown; nothing where its gate is open.
    pub salt_closed: Vec<Missing>,
    /// Why the muscle is not rubbed.
    pub no_massage: Option<String>,
    /// The answers that end stretching and massage, as sentences; nothing where none does.
    pub ended: Vec<String>,
    /// What comes before any step: on dialysis, the nurse.
    pub at_once: Vec<&'static str>,
}

impl Bounds {
    /// The bounds of a person.
    pub fn of(person: &Person, entries: &[Entry], profile: &Profile, caution: &Caution, today: Date) -> Self {
        let salt = gates::salt_and_fluid(person, entries, today);
        Self {
            no_massage: no_massage(person, profile),
            salt_closed: gates_words::because(&salt),
            ended: ended(&caution.assessment),
            at_once: team::at_once(person, today),
        }
    }

    /// Whether a red flag takes every step away.
    pub const fn stopped(&self) -> bool {
        !self.ended.is_empty()
    }
}

/// Why the muscle is not rubbed: a clot may be in it, or it would bruise.
fn no_massage(person: &Person, profile: &Profile) -> Option<String> {
    if profile.pregnant() {
        return Some(say::MASSAGE_PREGNANT.into());
    }
    if profile.thinned() || person.has(Condition::ClotBefore) == Some(true) {
        return Some(say::MASSAGE_BLOOD.into());
    }
    profile.perhaps_thinned().then(|| say::MASSAGE_PERHAPS.into())
}

/// The answers that end stretching and massage.
fn ended(assessment: &Assessment) -> Vec<String> {
    let ends = assessment.findings.iter().filter(|finding| finding.ends_stretching());
    ends.map(|finding| {
        let question = flag_words::question(finding.flag);
        if finding.not_sure { say::ended_unsure(question) } else { say::ended_yes(question) }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use charley_domain::{
        entry::Record,
        triage::{RedFlagAnswer, TriageAnswers},
    };
    use charley_evidence::evidence;
    use jiff::ZonedDateTime;

    use super::*;
    use charley_speech::entry_draft::EntryDraft;

    const TODAY: Date = Date::constant(2026, 11, 26);

    fn now() -> ZonedDateTime {
        "2026-11-26T03:10[Europe/London]".parse().unwrap()
    }

    fn said(record: Record) -> Entry {
        EntryDraft::now(record, &now()).into_entry(None, charley_domain::entry::EntrySource::Page, &now())
    }

    fn bounds(person: &Person, entries: &[Entry]) -> Bounds {
        let profile = Profile::of(person, entries, None, TODAY);
        Bounds::of(person, entries, &profile, &Caution::of(entries, &profile, &now()), TODAY)
    }

    fn takes(name: &str) -> Option<String> {
        let used = serde_json::json!({ "name": name, "from": "2026-01-05" });
        let used = Record::Medicine(serde_json::from_value(used).unwrap());
        bounds(&Person::default(), &[said(used)]).no_massage
    }

    #[test]
    fn unanswered_is_a_closed_salt_gate() {
        assert!(!bounds(&Person::default(), &[]).salt_closed.is_empty());
    }

    #[test]
    fn no_firm_rub_in_pregnancy_after_a_clot_or_on_a_blood_thinner_or_on_who_knows_what() {
        let pregnant = Person { pregnant_since: Some(Date::constant(2026, 6, 1)), ..Person::default() };
        let clot = Person { conditions: Some([Condition::ClotBefore].into()), ..Person::default() };
        assert_eq!(bounds(&pregnant, &[]).no_massage.as_deref(), Some(say::MASSAGE_PREGNANT.text()));
        assert_eq!(bounds(&clot, &[]).no_massage.as_deref(), Some(say::MASSAGE_BLOOD.text()));
        assert_eq!(takes("warfarin").as_deref(), Some(say::MASSAGE_BLOOD.text()));
        for name in ["apixaban", "Xarelto 20 mg", "blood thinner", "zzyzxomab"] {
            let why = takes(name).unwrap();
            assert!(why == *say::MASSAGE_BLOOD || why == *say::MASSAGE_PERHAPS, "{name}: {why}");
        }
        assert_eq!(takes("atorvastatin"), None);
        assert_eq!(bounds(&Person::default(), &[]).no_massage, None);
    }

    #[test]
    fn each_answer_that_ends_the_steps_says_which_it_was_and_no_other_does() {
        for flag in &evidence().red_flags {
            for answer in [RedFlagAnswer::Yes, RedFlagAnswer::No, RedFlagAnswer::Unknown] {
                let answers = said(Record::Triage(TriageAnswers::one(&flag.id, answer)));
                let profile = Profile::default();
                let caution = Caution::of(std::slice::from_ref(&answers), &profile, &now());
                let bounds = Bounds::of(&Person::default(), &[answers], &profile, &caution, TODAY);
                assert_eq!(bounds.stopped(), caution.assessment.ends_stretching(), "{} {answer:?}", flag.id);
                assert!(bounds.ended.iter().all(|line| line.contains(&flag.question)), "{:?}", bounds.ended);
                if answer == RedFlagAnswer::No {
                    assert!(!bounds.stopped(), "{}", flag.id);
                }
            }
        }
    }
}
