//! The simulated cramp in the terminal: a run told and drawn, scenarios refused with place and remedy, traces as a table.

use crate::charley::Charley;

const SHORT: &str = "title = \"A short run\"\nunits = 32\nlasts_s = 6\n[[step]]\nat_s = 1\ndo = \"stimulate\"\nrate_hz = 20\nfor_s = 2\n[[step]]\nat_s = 4\ndo = \"stretch\"\n";

#[test]
fn a_run_is_drawn_and_told_within_eighty_columns_and_needs_no_diary() {
    let charley = Charley::new();
    let path = charley.home().join("mine.toml");
    std::fs::write(&path, SHORT).unwrap();
    let out = charley.types(&format!("see cramp --scenario {}", path.display())).ok().out;
    for says in
        ["A short run", "EMG", "At 1.0 s the nerve is stimulated 20 times a second", "forecasts nothing"]
    {
        let flowing = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains(says), "{says}: {out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(!charley.data().exists());
}

#[test]
fn the_same_seed_gives_the_same_document_and_another_seed_another() {
    let charley = Charley::new();
    let path = charley.home().join("mine.toml");
    std::fs::write(&path, SHORT).unwrap();
    let ask = |seed: u64| charley.asks(&format!("see cramp --scenario {} --seed {seed}", path.display()));
    let first = ask(3);
    assert_eq!(first["schema"], "charley.cramp/1");
    assert_eq!(first, ask(3));
    assert_ne!(first["samples"], ask(4)["samples"]);
    let samples = first["samples"].as_array().unwrap();
    assert_eq!(samples.len(), 60);
    assert!(samples.iter().any(|sample| sample["force_pct"].as_f64().unwrap() > 1.0), "it pulls");
    assert!(first["summary"]["lowest_pcr_mmol_l"].as_f64().unwrap() < 36.0);
}

#[test]
fn a_scenario_that_cannot_be_is_refused_with_place_and_remedy() {
    let charley = Charley::new();
    let path = charley.home().join("wrong.toml");
    for (from, to, says) in [
        ("rate_hz = 20", "rate_hz = 2000", "rate_hz of step 1 is 2000: it has to be between 0.1 and 100"),
        ("lasts_s = 6", "last_s = 6", "unknown field `last_s`"),
        ("do = \"stretch\"", "do = \"hop\"", "unknown variant `hop`"),
    ] {
        std::fs::write(&path, SHORT.replace(from, to)).unwrap();
        let outcome = charley.types(&format!("see cramp --scenario {}", path.display())).ends(1);
        assert!(outcome.err.contains(says) && outcome.err.contains("wrong.toml"), "{}", outcome.err);
    }
    let outcome = charley.types("see cramp --scenario nowhere").ends(1);
    assert!(outcome.err.contains("stretch, spinal-loop, energy, sip"), "{}", outcome.err);
}

#[test]
fn traces_and_impulses_are_tables() {
    let charley = Charley::new();
    let path = charley.home().join("mine.toml");
    std::fs::write(&path, SHORT).unwrap();
    let traces = charley.types(&format!("lab cramp {} --csv", path.display())).ok().out;
    assert!(traces.starts_with("t_s,emg_rms_mv,force_n,"), "{}", &traces[..80]);
    assert_eq!(traces.lines().count(), 601);
    let impulses = charley.types(&format!("lab cramp {} --impulses", path.display())).ok().out;
    assert!(impulses.starts_with("t_ms,unit,from_cord\n") && impulses.lines().count() > 50);
    charley.types(&format!("lab cramp {} --every-ms 3", path.display())).ends(2);
}

#[test]
fn thresholds_of_simulated_people_stand_beside_the_published_ones() {
    let charley = Charley::new();
    let document = charley.asks("see threshold --people 1");
    assert_eq!(document["schema"], "charley.threshold/1");
    assert_eq!(document["people"].as_array().unwrap().len(), 1);
    assert!(document["open"]["published"].as_str().unwrap().contains("Minetto"));
}
