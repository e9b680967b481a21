//! One walk over everything: what every row of every table must hold.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test may read files, and may stop")]

use std::{collections::BTreeSet, path::Path};

use charley_evidence::{BranchOutcome, Certainty, ReadLevel, Showing, Source, Verdict, evidence};

/// What every row that has sources has: who it is, what it rests on, what of it may be shown.
struct Row {
    id: &'static str,
    sources: &'static [String],
    figure_sources: &'static [String],
    /// `None` for red flags, which are always shown.
    showing: Option<Showing>,
}

impl Row {
    /// Whether every source that its figure comes from bears one.
    fn is_borne(&self) -> bool {
        let bearing = if self.figure_sources.is_empty() { self.sources } else { self.figure_sources };
        let supports = |key: &String| evidence().source(key).map(|source| source.supports);
        !bearing.is_empty() && bearing.iter().all(|key| supports(key) == Some(Showing::Figure))
    }
}

macro_rules! rows_of {
    ($rows:expr) => {
        $rows.iter().map(|row| Row {
            id: &row.id,
            sources: &row.sources,
            figure_sources: &row.figure_sources,
            showing: Some(row.showing),
        })
    };
}

fn rows() -> Vec<Row> {
    let all = evidence();
    let flags = all.red_flags.iter().map(|flag| Row {
        id: &flag.id,
        sources: &flag.sources,
        figure_sources: &[],
        showing: None,
    });
    rows_of!(all.claims)
        .chain(rows_of!(all.factors))
        .chain(rows_of!(all.remedies))
        .chain(rows_of!(all.medicines))
        .chain(rows_of!(all.epidemiology))
        .chain(flags)
        .collect()
}

#[test]
fn the_tables_are_whole() {
    let all = evidence();
    assert_eq!(
        (all.claims.len(), all.factors.len(), all.remedies.len()),
        (42, 103, 62),
        "41 claims of the article, one of them two claims"
    );
    assert_eq!((all.medicines.len(), all.red_flags.len(), all.epidemiology.len()), (104, 38, 55));
    assert_eq!((all.triggers.len(), all.sources.len()), (38, 264));
    let ids: Vec<&str> = rows().iter().map(|row| row.id).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    let keys: BTreeSet<&str> = all.sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys.len(), all.sources.len(), "a source stands twice");
    let triggers: BTreeSet<_> = all.triggers.iter().map(|trigger| &trigger.id).collect();
    assert_eq!(triggers.len(), all.triggers.len(), "a trigger stands twice");
}

#[test]
fn every_row_names_sources_that_exist() {
    for Row { id, sources, .. } in rows() {
        for key in sources {
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
    for row in rows() {
        match row.showing {
            Some(Showing::Figure) => {
                assert!(row.is_borne(), "{} shows a figure from {:?}", row.id, row.sources);
            }
            Some(_) => {
                assert!(!row.is_borne(), "{} hides a figure that was read", row.id);
                hidden += 1;
            }
            None => (),
        }
    }
    assert!(hidden > 10, "the rule hides nothing: it does not work");
    let all = evidence();
    let is_hidden = |id: &str| rows().iter().any(|row| row.id == id && row.showing != Some(Showing::Figure));
    assert!(all.claims.iter().all(|claim| claim.effect().is_none() || !is_hidden(&claim.id)));
    assert!(all.remedies.iter().all(|remedy| remedy.estimate().is_none() || !is_hidden(&remedy.id)));
    assert!(all.medicines.iter().all(|medicine| medicine.estimate().is_none() || !is_hidden(&medicine.id)));
    assert!(all.factors.iter().all(|factor| factor.estimate().is_none() || !is_hidden(&factor.id)));
    for remedy in all.remedies.iter().filter(|remedy| remedy.showing == Showing::Nothing) {
        assert!(
            remedy.advice().is_none_or(|advice| advice.ends_with("(custom, not studied)")),
            "{}",
            remedy.id
        );
    }
}

#[test]
fn a_weak_caution_hides_no_strong_figure() {
    let magnesium = evidence().remedy("I18").unwrap();
    let figure = magnesium.estimate().unwrap().to_string();
    assert_eq!(figure, "RR of responders 1.04 (0.84 to 1.29)");
    assert!(magnesium.population.is_some() && magnesium.certainty == Certainty::High);
    assert!(magnesium.sources.iter().any(|key| evidence().source(key).unwrap().supports == Showing::Advice));
    let recognised = evidence().recognise("atorvastatin");
    let statin = recognised.listed().next().unwrap();
    assert_eq!(statin.estimate().map(|estimate| estimate.value), Some(1.16));
    // What nobody read, and what no copy makes plausible, stays hidden.
    for id in ["I12", "I24", "I42"] {
        assert!(evidence().remedy(id).unwrap().estimate().is_none(), "{id}");
    }
}

#[test]
fn each_source_says_how_much_of_it_was_read() {
    let count =
        |level: ReadLevel| evidence().sources.iter().filter(|source| source.read_level == level).count();
    assert_eq!(ReadLevel::ALL.map(count), [1, 130, 68, 59, 6]);
}

#[test]
fn verdicts_are_counted_as_they_are_told() {
    let count = |verdict: Verdict| evidence().claims.iter().filter(|claim| claim.verdict == verdict).count();
    assert_eq!(Verdict::ALL.map(count), [16, 18, 7, 1]);
}

#[test]
fn what_protects_is_always_there() {
    let all = evidence();
    assert!(all.red_flags.iter().all(|flag| flag.question.ends_with('?') && !flag.branches.is_empty()));
    assert!(all.red_flags.windows(2).all(|pair| pair[0].action >= pair[1].action), "emergencies come first");
    for flag in &all.red_flags {
        for branch in &flag.branches {
            if let BranchOutcome::Ask(other) | BranchOutcome::Usual(other) = &branch.outcome {
                assert!(all.red_flag(other).is_some(), "{} sends to {other}", flag.id);
            }
        }
    }
    let deeds = all.red_flags.iter().all(|flag| flag.deed.ends_with(['.', '"']));
    assert!(deeds, "every flag says what to do");
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
