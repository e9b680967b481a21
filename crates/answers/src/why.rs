//! `why`: what causes a person's cramps, as far as can be said; a pure function of what was recorded.

mod action;
mod causes;
mod cramps;
mod days;
pub mod document;
pub mod names;
mod next;
mod open;
#[cfg(test)]
mod switched_once;
pub mod what_if;
pub mod words;

use charley_domain::trigger;

use charley_domain::{
    exposure::{Exposure, TriggerId, Window},
    night::NightOf,
};
use charley_evidence::{Evidence, Trigger, TriggerKind, evidence};
use charley_infer::{
    explanation::{Doubt, Standing, TriggerReport},
    learn::{Effect, Timing},
    naming::{Grounds, NamingVerdict, each_side, verdict},
    studies,
};

use self::{causes::Causes, open::OpenTriggers, words::causes::CauseThings};
use crate::{
    medicines, month,
    notice::{self, Notice, words as notices_words},
    why::words::causes as causes_words,
};
use charley_case::{
    Case,
    answered::Answered,
    body::what_if::WhatIfs,
    learned::Learned,
    seen::{Seen, count_nights},
};
use charley_speech::{gates::Mode, spoken};

/// `charley.why/1`, with what must be said beside it.
pub type ExplanationDocument = charley_infer::explanation::Explanation<Notice, names::DatedName>;

/// Which cramps of the diary are told of: to share out the rate of each is most of the work of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrampsTold {
    /// Every one.
    Every,
    /// Those that a page shows: the last of which anything could be learned, and what came after them.
    Last,
}

/// What causes this person's cramps: today from published studies alone, which every such document says.
pub fn explain(case: &Answered, what_ifs: &WhatIfs, told: CrampsTold) -> ExplanationDocument {
    let (range, ask) = (case.range(), case.ask());
    let mode = Mode::of(&case.person, case.now.date());
    let nights = count_nights(case, range);
    let seen = case.seen();
    let nothing = Learned::default();
    let learned = if mode == Mode::Minor { &nothing } else { case.learned() };
    let triggers = if mode == Mode::Minor { Vec::new() } else { reports(case, seen, learned) };
    let posterior = learned.posterior();
    let inseparable = learned.inseparable();
    let next = next::next((nights, learned), &triggers, &inseparable, mode);
    let causes = Causes::of(case, learned, &triggers);
    let open = OpenTriggers::of(learned, &triggers);
    ExplanationDocument {
        schema: ExplanationDocument::SCHEMA,
        window: range,
        nights,
        workouts: seen.count_workouts(case, range),
        standing: if posterior.is_some() { Standing::Ready } else { nights.standing() },
        missing: next::missing(case, seen, mode),
        headline: headline(case, learned, &triggers),
        action: if mode == Mode::Minor { None } else { action::action(case, &triggers, &next) },
        next,
        cramps: cramps::reports(case, learned, (&triggers, &causes), told),
        raises: causes.raises,
        protects: causes.protects,
        not_for_you_so_far: open.not_for_you,
        cannot_tell_yet: open.cannot_tell,
        triggers,
        what_if: what_if::reports(case, what_ifs, (seen, learned)),
        quiet_nights: month::quiet_nights(case, ask.seed),
        names: names::of(case),
        inseparable,
        seed: ask.seed,
        engine: posterior.map_or(ExplanationDocument::PUBLISHED, |posterior| posterior.engine),
        pareto_k: posterior.and_then(|posterior| posterior.pareto_k).filter(|k| k.is_finite()),
        notices: notice::beside(case),
        evidence_version: charley_evidence::VERSION,
    }
}

/// What is said of each trigger, the first most likely to matter.
pub fn triggers(case: &Answered) -> Vec<TriggerReport> {
    reports(case, case.seen(), case.learned())
}

/// The answer in one sentence.
fn headline(case: &Answered, learned: &Learned, triggers: &[TriggerReport]) -> String {
    let mode = Mode::of(&case.person, case.now.date());
    let nights = count_nights(case, case.range());
    if mode == Mode::Minor {
        return notices_words::UNDER_18.into();
    }
    if learned.posterior().is_none() {
        return match nights.standing() {
            Standing::TooLittle => causes_words::still_too_early(nights),
            Standing::Learning | Standing::Ready => notices_words::NOTHING_LEARNED.into(),
        };
    }
    let things = |verdict: NamingVerdict| {
        let mut things = CauseThings::default();
        for report in triggers.iter().filter(|report| report.verdict == verdict) {
            let list = if causes::raises(report) { &mut things.more } else { &mut things.fewer };
            list.push(causes::words(case, report).thing());
        }
        things
    };
    causes_words::learned(nights, &things(NamingVerdict::LikelyYours), &things(NamingVerdict::Suspected))
}

/// Triggers that concern this person: what is likely theirs first, then by how far they lie from no effect.
fn reports(case: &Case, seen: &Seen, learned: &Learned) -> Vec<TriggerReport> {
    let evidence = evidence();
    let mut reports: Vec<TriggerReport> = evidence
        .triggers
        .iter()
        .filter(|trigger| concerns(trigger, seen))
        .map(|trigger| report(case, (seen, learned), (evidence, trigger)))
        .collect();
    let size = |report: &TriggerReport| report.hazard_ratio.q50.ln().abs();
    let rank = |report: &TriggerReport| match report.verdict {
        NamingVerdict::LikelyYours => 0,
        NamingVerdict::Suspected => 1,
        NamingVerdict::Undecided | NamingVerdict::NeverVaried => 2,
    };
    reports.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(size(b).total_cmp(&size(a)))
            .then(b.windows_known.cmp(&a.windows_known))
            .then(a.id.cmp(&b.id))
    });
    reports
}

/// Whether a trigger can be a cause in this person: nothing is said of medicines they do not take or a pregnancy they do not have.
fn concerns(trigger: &Trigger, seen: &Seen) -> bool {
    let id = &trigger.id;
    let appears = || seen.exposures.iter().any(|exposure| exposure.values.contains_key(id));
    let has_workouts = || seen.of_window(Window::Workout).next().is_some();
    match trigger.kind {
        TriggerKind::Nuisance | TriggerKind::Retired => false,
        TriggerKind::State => trigger::is_pregnancy(&id.id) && appears(),
        TriggerKind::Trigger | TriggerKind::Remedy if trigger::is_medicine(&id.id) => appears(),
        TriggerKind::Trigger | TriggerKind::Remedy => id.window == Window::Night || has_workouts(),
    }
}

fn report(
    case: &Case,
    (seen, learned): (&Seen, &Learned),
    (evidence, trigger): (&Evidence, &Trigger),
) -> TriggerReport {
    let prior = studies::prior(trigger);
    let windows: Vec<&Exposure> = seen.of_window(trigger.id.window).collect();
    let last = windows.iter().rev().find_map(|exposure| exposure.values.get(&trigger.id));
    // Only the last night is "last night"; for workouts the last one of which it is known.
    let last = match trigger.id.window {
        Window::Night => windows.last().and_then(|exposure| exposure.values.get(&trigger.id)),
        Window::Workout => last,
    };
    let effect = learned.effect(&trigger.id).unwrap_or_else(|| Effect::published(prior));
    let laid = seen.laid(trigger);
    let grounded = learned.grounded(&trigger.id);
    let recording = seen.recording(&trigger.id);
    let grounds = Grounds {
        matters: grounded.matters,
        own_data_z: effect.own_data_z,
        lead: grounded.lead,
        each_side: each_side(&laid.away),
        step: laid.step,
        recording: recording.unwrap_or_default(),
        cramps: learned.cramps(trigger.id.window),
        stood: case.kept.names.stands(&trigger.id),
    };
    let verdict = verdict(&grounds);
    let probable = grounds.is_probable();
    let sceptic = grounded.matters.for_sceptic();
    let doubt = Doubt::of((effect.hazard_ratio, effect.prior_twice), seen.share_of_cramps(), sceptic);
    let name = medicines::label(&case.entries, &trigger.id).unwrap_or_else(|| trigger.name.clone());
    let (name, unit) = match grounded.timing {
        Timing::Night => (name, trigger.one_unit_is.clone()),
        Timing::DaysBefore => {
            (causes_words::days_before(name), causes_words::mean_of_days_before(&trigger.one_unit_is))
        }
    };
    let switched = laid.switched_once().map(|night| {
        let raises = effect.raises > 0.5;
        medicines::SwitchedOnce { night, step: laid.step, raises }
    });
    TriggerReport {
        id: trigger.id.clone(),
        name,
        window: trigger.id.window,
        unit,
        timing: grounded.timing,
        hazard_ratio: effect.hazard_ratio,
        published_ratio: prior.ratio(),
        contradicts_published: effect.contradicts_prior,
        probability_raises: effect.raises,
        from_own_data: effect.from_own_data,
        own_data_z: effect.own_data_z,
        probability_matters: grounded.matters.probability(),
        verdict,
        held_back: grounds.held_back().filter(|_| probable),
        doubt: probable.then_some(doubt),
        next_day_z: grounded.lead,
        recording,
        recording_p: grounds.recording.p(),
        sources: studies::sources(evidence, trigger),
        basis: trigger.basis.word().to_owned(),
        last_value: last.map(|known| known.value),
        last_basis: last.map(|known| known.basis.word().to_owned()),
        reference: studies::reference(trigger),
        windows_known: windows.iter().filter(|exposure| exposure.values.contains_key(&trigger.id)).count(),
        windows: windows.len(),
        switched_once: laid.switched_once(),
        note: note(case, &trigger.id, switched.filter(|_| verdict == NamingVerdict::Suspected)),
    }
}

/// What to say beside a trigger: of a medicine whom to ask, and what a single change leaves open.
fn note(case: &Case, id: &TriggerId, switched: Option<medicines::SwitchedOnce>) -> String {
    if trigger::is_medicine(&id.id) {
        return medicines::note(&case.entries, case.now.date(), id, switched);
    }
    let trimester = trigger::is_pregnancy(&id.id).then(|| notices_words::TRIMESTER.to_owned());
    let day = |night: NightOf| spoken::date(night.date(), case.now.date());
    let once = switched.map(|once| causes_words::switched_once(day(once.night)));
    trimester.or(once).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    mod common_sense;

    use charley_domain::person::{Person, Sex};
    use jiff::civil::date;

    use super::*;
    use charley_case::fixed;

    fn asked(case: &Case) -> ExplanationDocument {
        explain(&Answered::of(case.clone()), &WhatIfs::default(), CrampsTold::Every)
    }

    #[test]
    fn the_document_of_a_fixed_diary() {
        insta::assert_json_snapshot!(fixed::rounded(&asked(&fixed::adult())));
    }

    #[test]
    fn the_contract_stands_in_its_order() {
        let json = serde_json::to_string(&asked(&fixed::adult())).unwrap();
        assert!(json.starts_with(r#"{"schema":"charley.why/1","window":"#), "{json}");
        for key in [
            "nights",
            "workouts",
            "standing",
            "missing",
            "triggers",
            "cramps",
            "inseparable",
            "next",
            "seed",
            "engine",
        ] {
            assert!(json.contains(&format!("\"{key}\":")), "{key}");
        }
        assert!(json.contains(r#""engine":"importance","pareto_k":"#));
    }

    #[test]
    fn nothing_is_named_before_anything_is_learned() {
        let mut few = fixed::adult();
        few.entries.truncate(20);
        for report in asked(&few).triggers {
            assert!(
                matches!(report.verdict, NamingVerdict::Undecided | NamingVerdict::NeverVaried),
                "{report:?}"
            );
            assert_eq!((report.from_own_data, report.own_data_z), (0.0, None));
        }
    }

    #[test]
    fn unknown_nights_are_counted_as_unknown() {
        let nights = asked(&fixed::adult()).nights;
        assert_eq!((nights.known, nights.unknown, nights.cramp), (35, 5, 5));
        assert_eq!(asked(&fixed::adult()).standing, Standing::Ready);
    }

    #[test]
    fn a_minor_gets_no_causes() {
        let minor = fixed::of(Person { born: Some(date(2010, 1, 1)), ..Person::default() });
        let explanation = asked(&minor);
        assert!(explanation.triggers.is_empty() && explanation.next.is_empty());
        assert_eq!(explanation.headline, *notices_words::UNDER_18);
    }

    #[test]
    fn the_same_question_has_the_same_answer() {
        let case = fixed::adult();
        assert_eq!(asked(&case), asked(&case));
    }

    #[test]
    fn every_answer_says_that_red_flags_were_not_asked_and_breaks_no_rule() {
        let pregnant = Person {
            born: Some(date(1995, 1, 1)),
            sex: Some(Sex::Female),
            pregnant_since: Some(date(2026, 7, 1)),
            ..Person::default()
        };
        for case in [fixed::adult(), fixed::of(pregnant.clone()), fixed::of(Person::default())] {
            let explanation = asked(&case);
            assert!(explanation.notices.contains(&Notice::NotAsked));
            assert!(explanation.notices.contains(&Notice::Statin));
            let notes = explanation.triggers.iter().map(|report| report.note.clone());
            let said = explanation
                .missing
                .iter()
                .chain(&explanation.next)
                .map(ToString::to_string)
                .chain(explanation.notices.iter().map(Notice::text))
                .chain(notes);
            for sentence in said {
                assert_eq!(charley_speech::lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
            }
        }
        assert_eq!(asked(&fixed::of(pregnant)).notices[0], Notice::Midwife);
    }
}
