//! One walk over everything: what every row of every table must hold.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may read files, and may stop")]

use std::{collections::BTreeSet, path::Path};

use charley_evidence::{Outcome, Showing, Source, evidence};

fn shown(keys: &[String]) -> bool {
    keys.iter().all(|key| evidence().source(key).is_some_and(|source| source.showing() == Showing::Figure))
}

/// Id, source keys and what may be shown, of every row that has sources.
fn rows() -> Vec<(&'static str, &'static [String], Option<Showing>)> {
    let all = evidence();
    let mut rows = Vec::new();
    rows.extend(all.claims.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), Some(r.showing))));
    rows.extend(all.factors.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), Some(r.showing))));
    rows.extend(all.remedies.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), Some(r.showing))));
    rows.extend(all.medicines.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), Some(r.showing))));
    rows.extend(all.epidemiology.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), Some(r.showing))));
    rows.extend(all.red_flags.iter().map(|r| (r.id.as_str(), r.sources.as_slice(), None)));
    rows
}

#[test]
fn the_tables_are_whole() {
    let all = evidence();
    assert_eq!((all.claims.len(), all.factors.len(), all.remedies.len()), (41, 101, 52));
    assert_eq!((all.medicines.len(), all.red_flags.len(), all.epidemiology.len()), (54, 33, 53));
    assert_eq!((all.triggers.len(), all.sources.len()), (36, 179));
    let ids: Vec<&str> = rows().iter().map(|(id, ..)| *id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    let keys: BTreeSet<&str> = all.sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys.len(), all.sources.len(), "a source stands twice");
    let triggers: BTreeSet<_> = all.triggers.iter().map(|trigger| &trigger.id).collect();
    assert_eq!(triggers.len(), all.triggers.len(), "a trigger stands twice");
}

#[test]
fn every_row_names_sources_that_exist() {
    for (id, keys, _) in rows() {
        for key in keys {
            assert!(
                evidence().source(key).is_some(),
                "{id} points to {key}, which is not in the bibliography"
            );
        }
    }
    for trigger in &evidence().triggers {
        for factor in &trigger.factors {
            assert!(
                evidence().factor(factor).is_some(),
                "{} rests on {factor}, which does not exist",
                trigger.id
            );
        }
        assert!(trigger.prior.sd > 0.0 && trigger.prior.mean.is_finite(), "{}", trigger.id);
    }
}

#[test]
fn intervals_bracket_their_estimates_and_ratios_are_positive() {
    let all = evidence();
    for factor in &all.factors {
        if let Some(estimate) = factor.estimate_for_prior() {
            assert!(estimate.is_bracketed(), "{}: {estimate}", factor.id);
        }
    }
    let shown = all.remedies.iter().map(|r| (&r.id, r.estimate()));
    for (id, estimate) in shown.chain(all.medicines.iter().map(|m| (&m.id, m.estimate()))) {
        if let Some(estimate) = estimate {
            assert!(estimate.is_bracketed(), "{id}: {estimate}");
            assert!(estimate.scale != charley_evidence::Scale::Ratio || estimate.value > 0.0, "{id}");
        }
    }
    for rate in &all.epidemiology {
        if let (Some(value), Some((low, high))) = (rate.value(), rate.interval()) {
            assert!(low <= value && value <= high, "{}", rate.id);
        }
        assert!(rate.unit != "%" || rate.value().is_none_or(|v| (0.0..=100.0).contains(&v)), "{}", rate.id);
    }
}

#[test]
fn no_figure_or_benefit_is_shown_from_a_source_that_was_not_read() {
    let mut hidden = 0;
    for (id, keys, showing) in rows() {
        if showing == Some(Showing::Figure) {
            assert!(!keys.is_empty() && shown(keys), "{id} shows a figure from {keys:?}");
        } else {
            hidden += usize::from(showing.is_some());
        }
    }
    assert!(hidden > 10, "the rule hides nothing: it does not work");
    let all = evidence();
    for claim in all.claims.iter().filter(|claim| !shown(&claim.sources)) {
        assert_eq!(claim.effect(), None, "{}", claim.id);
    }
    for remedy in all.remedies.iter().filter(|remedy| !shown(&remedy.sources)) {
        assert!(remedy.estimate().is_none(), "{}", remedy.id);
    }
    for remedy in all.remedies.iter().filter(|remedy| remedy.showing == Showing::Nothing) {
        assert!(
            remedy.advice().is_none_or(|advice| advice.ends_with("(custom, not studied)")),
            "{}",
            remedy.id
        );
    }
    for medicine in all.medicines.iter().filter(|medicine| !shown(&medicine.sources)) {
        assert!(medicine.estimate().is_none(), "{}", medicine.id);
    }
}

#[test]
fn what_protects_is_always_there() {
    let all = evidence();
    assert!(all.red_flags.iter().all(|flag| flag.question.ends_with('?') && !flag.branches.is_empty()));
    assert!(all.red_flags.windows(2).all(|pair| pair[0].action >= pair[1].action), "emergencies come first");
    for flag in &all.red_flags {
        for branch in &flag.branches {
            if let Outcome::Ask(other) | Outcome::Usual(other) = &branch.outcome {
                assert!(all.red_flag(other).is_some(), "{} sends to {other}", flag.id);
            }
        }
    }
    assert!(all.medicines.iter().all(|medicine| !medicine.advice.is_empty()));
    assert!(all.claims.iter().all(|claim| !claim.what_charley_says.is_empty()));
    let quinine = all.remedies.iter().find(|remedy| remedy.name == "quinine").unwrap();
    assert!(quinine.harms.is_some() && quinine.who_must_not.is_some());
    for statin in all.find_medicines("statin") {
        assert!(statin.advice.contains("call a doctor"), "{} is shortened", statin.name);
    }
}

#[test]
fn addresses_are_well_formed() {
    for Source { key, doi_or_url, .. } in &evidence().sources {
        let Some(place) = doi_or_url else {
            continue;
        };
        let web = (place.starts_with("https://") || place.starts_with("http://")) && !place.contains(' ');
        let doi = place.starts_with("10.") && place.contains('/') && !place.contains(' ');
        // A repository at a commit, or the article itself.
        let archived = place.starts_with("github:") && place.contains('@');
        assert!(web || doi || archived || key == "SEED", "{key}: {place}");
    }
}

#[test]
#[ignore = "reads ../shared/evidence; CI runs it"]
fn no_row_that_was_handed_over_is_lost() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/evidence");
    for table in [
        "claims",
        "epidemiology",
        "factors",
        "interventions",
        "medicines",
        "red_flags",
        "sources",
        "triggers",
    ] {
        let ours = ids(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tables/{table}.csv")));
        for id in ids(&shared.join(format!("{table}.csv"))) {
            assert!(ours.contains(&id), "{table}.csv lost {id}");
        }
    }
}

/// The first column of a table.
fn ids(path: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).expect("a table opens");
    reader.records().map(|row| row.expect("a row reads")[0].to_owned()).collect()
}
