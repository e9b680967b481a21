//! Claims that would make Charley a medical device (docs/intended-purpose.md): README, help and pages must not hold them.

use charley_speech::lint;

use crate::source;

/// Claims of diagnosis, prevention, monitoring, prediction, treatment or alleviation. Source: Regulation (EU) 2017/745, article
/// 2 (1), by its words; the patterns are those of `lint`.
const CLAIMS: &[&str] = &[
    "finds|find|found|show|shows|reveals out|what * causes|caused",
    "what causes|caused my|your|the cramps|cramp|leg|them|it",
    "lower|lowers|cut|cuts|reduce|reduces your|the|my risk",
    "lower|lowers|cut|cuts|reduce|reduces * risk of a|your|my|the",
    "end|ends|ending the|a|your|my cramp|one|cramps you|now|tonight",
    "cures|relieves|treats|heals cramps|cramp|pain|it",
    "ends|stops cramps|pain",
    "help|helps|helping to|you prevent",
    "prevents|prevent|avoid|avoids the|your|a|any|leg next|cramps|cramp",
    "prevents|prevent cramps|cramp",
    "does|whether|if a|the|it remedy|it works|work for|in me|you",
    "diagnoses|diagnose|detects|detect your|a|the|any|leg cramps|cramp|cause|disease|condition|problem",
    "monitors|monitor|watches your|a|the health|disease|condition|heart|treatment|medicine",
    "predicts|predict|foresees your|the|when|a next|cramp|cramps|you",
    "treatment for|of your|leg|the cramps|cramp|cause",
    "medical|clinical|health advice|diagnosis for|from|about",
    "clinically|medically|doctor proven|tested|approved|validated|recommended",
    "replaces|replace your|a|the doctor|physician|gp",
    "instead of your|a|the doctor|physician|gp",
    "tells you what is|was wrong",
];

/// The first claim of the device kind in a text.
fn claim(text: &str) -> Option<&'static str> {
    // Sentence by sentence, so that the end of one and the beginning of the next make no claim.
    text.split(['.', '!', '?', ':', ';', '|', '\n']).find_map(|sentence| lint::first_found(sentence, CLAIMS))
}

/// Paragraphs of a Markdown file: its lines are broken anywhere.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The help of a verb and of all below it.
fn help(command: &mut clap::Command, texts: &mut Vec<String>) {
    let text = command.render_long_help().to_string();
    texts.extend(text.split("\n\n").flat_map(|paragraph| paragraph.lines().map(str::to_owned)));
    command.get_subcommands_mut().for_each(|below| help(below, texts));
}

#[test]
fn no_claim_of_the_device_kind_stands_in_readme_or_description() {
    let readme = include_str!("../../../../README.md");
    let manifest = include_str!("../../Cargo.toml");
    for paragraph in paragraphs(readme).into_iter().chain(paragraphs(manifest)) {
        assert_eq!(claim(&paragraph), None, "{paragraph}");
    }
    assert!(readme.contains("docs/intended-purpose.md"), "README leads to what Charley is for");
}

#[test]
fn no_claim_of_the_device_kind_stands_in_any_help() {
    let mut texts = Vec::new();
    help(&mut charley::cli::command(), &mut texts);
    assert!(texts.len() > 300, "only {} lines of help", texts.len());
    for line in texts {
        assert_eq!(claim(&line), None, "{line}");
    }
}

#[test]
fn no_claim_of_the_device_kind_stands_on_any_page_or_in_any_sentence() {
    let printed = source::printed();
    assert!(printed.len() > 200, "only {} sentences", printed.len());
    for (path, sentence) in printed {
        assert_eq!(claim(&sentence), None, "{path}: {sentence}");
    }
}

#[test]
fn each_kind_of_claim_is_found_and_a_fair_sentence_passes() {
    for bad in [
        "Finds out what causes your leg cramps, ends the one you have, helps to prevent the next",
        "What causes my cramps?",
        "Lower the risk of a workout or race",
        "End the cramp you have",
        "Does a remedy work for you?",
        "Charley diagnoses the cause",
        "It detects a problem early",
        "Monitors your condition",
        "Predicts your next cramp",
        "A treatment for leg cramps",
        "Clinically proven",
        "It replaces your doctor",
        "Prevents cramps",
    ] {
        assert!(claim(bad).is_some(), "let pass: {bad}");
    }
    for fair in [
        "Shows what goes along with your cramps",
        "It names no cause and is no diagnosis",
        "I have a cramp: what to do first",
        "Of 100 nights like tonight, about 8 bring a cramp",
        "Your nights with and without it, drawn by a coin",
    ] {
        assert_eq!(claim(fair), None, "{fair}");
    }
}
