//! How old one must be to read a text: the grade of Flesch and Kincaid (1975), over every sentence that a person reads.

use std::collections::BTreeSet;

use charley_speech::lint;

use crate::source::{self, Sentence};

/// Words, sentences and syllables of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        for sentence in text.split(['.', '!', '?', ':', ';']) {
            let words: Vec<&str> = sentence
                .split(|letter: char| !(letter.is_alphabetic() || letter == '\''))
                .filter(|word| word.chars().any(char::is_alphabetic))
                .collect();
            count.sentences += usize::from(!words.is_empty());
            count.words += words.len();
            count.syllables += words.iter().map(|word| syllables(word)).sum::<usize>();
        }
        count
    }

    /// The grade: 0.39 words a sentence + 11.8 syllables a word - 15.59. Source: Kincaid et al. 1975.
    fn grade(self) -> f64 {
        let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
        0.39 * words / sentences + 11.8 * syllables / words - 15.59
    }
}

/// Groups of vowels, less a silent e at the end; never none.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let letters: Vec<char> = word.chars().collect();
    let groups = letters
        .iter()
        .enumerate()
        .filter(|(at, letter)| vowel(**letter) && (*at == 0 || !vowel(letters[at - 1])));
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("es") || word.ends_with("ed");
    let count = groups.count();
    if silent && count > 1 { count - 1 } else { count.max(1) }
}

/// Grade of school at the end of which what is read in pain, at night and each morning is read: about twelve years of age.
const AT_NIGHT: f64 = 7.0;
/// Grade of what is read by day: about fifteen.
const BY_DAY: f64 = 10.0;
/// Grade of what doctors and people of the trade read.
const TRADE: f64 = 13.0;
/// Grade that no single message of the night may pass; "breathlessness" alone is long.
const WORST: f64 = 12.5;
/// Words that no sentence of the night may pass.
const LONGEST_WORDS: usize = 30;

/// Every file with sentences, and the grade it may have.
const FILES: &[(&str, f64)] = &[
    ("answers/src/body.rs", BY_DAY),
    ("answers/src/changed/words.rs", BY_DAY),
    ("answers/src/exposures/told.rs", BY_DAY),
    ("answers/src/evidence/words.rs", TRADE),
    ("answers/src/forecast/evening/words.rs", BY_DAY),
    ("answers/src/forecast/words.rs", BY_DAY),
    ("answers/src/medicines/words.rs", BY_DAY),
    ("answers/src/medicines/words/advice.rs", BY_DAY),
    ("answers/src/medicines/words/pairs.rs", BY_DAY),
    ("answers/src/medicines/words/recognised.rs", BY_DAY),
    ("answers/src/medicines/words/sheet.rs", BY_DAY),
    ("answers/src/month/words.rs", BY_DAY),
    ("answers/src/notice/words.rs", BY_DAY),
    ("answers/src/now/words.rs", AT_NIGHT),
    ("answers/src/now/words/aftercare.rs", AT_NIGHT),
    ("answers/src/now/words/stretch.rs", AT_NIGHT),
    ("answers/src/outlook/words.rs", BY_DAY),
    ("answers/src/plan/words.rs", BY_DAY),
    ("answers/src/plan/words/heat_band.rs", BY_DAY),
    ("answers/src/plan/words/drink.rs", BY_DAY),
    ("answers/src/plan/words/levers.rs", BY_DAY),
    ("answers/src/plan/words/page.rs", BY_DAY),
    ("answers/src/plan/words/verdict.rs", BY_DAY),
    ("answers/src/draw/chart/words.rs", BY_DAY),
    ("answers/src/rate/words.rs", TRADE),
    ("answers/src/report/words.rs", TRADE),
    ("answers/src/report/words/sheet.rs", TRADE),
    ("answers/src/see/words.rs", TRADE),
    ("answers/src/see/words/account.rs", TRADE),
    ("answers/src/see/words/inputs.rs", TRADE),
    ("answers/src/synthetic.rs", BY_DAY),
    ("answers/src/team/words.rs", BY_DAY),
    ("answers/src/triage/words.rs", AT_NIGHT),
    ("answers/src/trial/words.rs", BY_DAY),
    ("answers/src/trial/words/offers.rs", BY_DAY),
    ("answers/src/trial/words/paper.rs", TRADE),
    ("answers/src/trial/words/refused.rs", BY_DAY),
    ("answers/src/trial/words/result.rs", BY_DAY),
    ("answers/src/why/words/causes.rs", BY_DAY),
    ("answers/src/why/words/days.rs", BY_DAY),
    ("answers/src/why/words/names.rs", BY_DAY),
    ("answers/src/why/words/next.rs", BY_DAY),
    ("answers/src/why/words/page.rs", BY_DAY),
    ("answers/src/why/words/shares.rs", BY_DAY),
    ("answers/src/why/words/triggers.rs", BY_DAY),
    ("answers/src/why/words/what_if.rs", BY_DAY),
    ("case/src/asked_weather/words.rs", BY_DAY),
    ("case/src/import/clinic/words.rs", BY_DAY),
    ("case/src/import/cycle/words.rs", BY_DAY),
    ("case/src/import/weather_words.rs", BY_DAY),
    ("case/src/imports/words.rs", BY_DAY),
    ("case/src/set_aside/words.rs", BY_DAY),
    ("speech/src/copies.rs", BY_DAY),
    ("speech/src/correction.rs", BY_DAY),
    ("speech/src/day/words.rs", BY_DAY),
    ("speech/src/diary.rs", AT_NIGHT),
    ("speech/src/edit.rs", AT_NIGHT),
    ("speech/src/gates/words.rs", BY_DAY),
    ("speech/src/muscle.rs", AT_NIGHT),
    ("speech/src/place.rs", BY_DAY),
    ("web/src/words/away.rs", AT_NIGHT),
    ("speech/src/spoken/record/words.rs", BY_DAY),
    ("speech/src/spoken/words.rs", BY_DAY),
    ("web/src/words/entry.rs", BY_DAY),
    ("web/src/words/errors.rs", BY_DAY),
    ("web/src/words/frame.rs", BY_DAY),
    ("web/src/words/light.rs", BY_DAY),
    ("web/src/words/now.rs", AT_NIGHT),
    ("web/src/words/today.rs", AT_NIGHT),
    ("web/src/words/triage.rs", BY_DAY),
    ("web/src/words/outbox.rs", AT_NIGHT),
    ("web/src/words/data.rs", BY_DAY),
    ("web/src/words/devices.rs", BY_DAY),
    ("web/src/words/me.rs", BY_DAY),
    ("web/src/words/passphrase.rs", BY_DAY),
    ("web/src/words/start.rs", BY_DAY),
    ("web/src/words/trust.rs", BY_DAY),
];

/// The sentences of a file.
struct Catalogue {
    file: &'static str,
    most: f64,
    sentences: Vec<Sentence>,
}

fn catalogues() -> Vec<Catalogue> {
    let of = |(file, most): &(&'static str, f64)| {
        let text = std::fs::read_to_string(source::crates().join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        let sentences = source::sentences(&text).into_iter().chain(source::english(&text)).collect();
        Catalogue { file, most: *most, sentences }
    };
    FILES.iter().map(of).collect()
}

#[test]
fn every_file_with_sentences_is_listed_and_nothing_that_must_not_be_said_is_said() {
    let found: BTreeSet<String> = source::rust()
        .into_iter()
        .filter(|(_, text)| !source::sentences(text).is_empty() || !source::messages(text).is_empty())
        .map(|(path, _)| path)
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(found, listed);
    let mut count = 0;
    for Catalogue { file, sentences, .. } in catalogues() {
        let mut names = BTreeSet::new();
        for Sentence { name, text } in sentences {
            assert_eq!(lint::broken(&text), Vec::<u8>::new(), "{file}: {name}: {text}");
            assert!(names.insert(name.clone()), "{file}: {name} stands twice");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{file}: {name}: {text}");
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}

/// Texts of the red flags that people read, by what they are.
fn of_red_flags() -> [(&'static str, Vec<&'static str>); 4] {
    let flags = &charley_evidence::evidence().red_flags;
    let branches = || flags.iter().flat_map(|flag| &flag.branches).filter(|branch| branch.when != "yes");
    let deeds = flags.iter().map(|flag| flag.deed.as_str());
    [
        ("questions", flags.iter().map(|flag| flag.question.as_str()).collect()),
        ("kinds of answers", branches().map(|branch| branch.when.as_str()).collect()),
        ("deeds", deeds.chain(branches().filter_map(|branch| branch.then.as_deref())).collect()),
        ("notes", flags.iter().filter_map(|flag| flag.note.as_deref()).collect()),
    ]
}

#[test]
fn red_flags_read_as_easily_as_what_is_read_at_night_and_break_no_rule() {
    for (name, texts) in of_red_flags() {
        assert!(texts.len() > 30, "{name}: {}", texts.len());
        let grade = Count::of(&texts.join(". ")).grade();
        assert!(grade <= AT_NIGHT, "{name}: grade {grade:.1}");
        for text in texts {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{name}: {text}");
            let count = Count::of(text);
            assert!(count.words < 8 || count.grade() <= WORST, "{name}: {:.1}: {text}", count.grade());
            let longest = text.split(['.', '?', ';', ':']).map(|part| part.split_whitespace().count()).max();
            assert!(longest <= Some(LONGEST_WORDS), "{name}: {longest:?} words: {text}");
        }
    }
}

/// What no text for a person may hold: notes of those who keep the tables, and names of diagnoses as if they were findings.
const NOT_FOR_PEOPLE: [&str; 9] = [
    "NEW",
    "CHANGED",
    "ALS",
    "motor neuron",
    "must not say",
    "our addition",
    "RAISED",
    "we keep the stricter",
    "trigger",
];

#[test]
fn no_text_of_a_red_flag_is_written_for_those_who_keep_the_tables() {
    for text in of_red_flags().into_iter().flat_map(|(_, texts)| texts) {
        let found: Vec<_> = NOT_FOR_PEOPLE.iter().filter(|word| text.contains(**word)).collect();
        assert!(found.is_empty(), "{found:?}: {text}");
    }
}

#[test]
fn every_catalogue_reads_as_easily_as_it_must_and_no_sentence_of_the_night_is_much_harder() {
    for Catalogue { file, most, sentences } in catalogues() {
        let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text.as_str()).collect();
        let grade = Count::of(&texts.join(". ")).grade();
        assert!(grade <= most, "{file}: grade {grade:.1}");
        for Sentence { name, text } in sentences.iter().filter(|_| most <= AT_NIGHT) {
            let count = Count::of(text);
            assert!(
                count.words < 8 || count.grade() <= WORST,
                "{file}: {name}: grade {:.1}: {text}",
                count.grade()
            );
            for part in text.split(['.', '?', ';']) {
                let words = part.split_whitespace().count();
                assert!(words <= LONGEST_WORDS, "{file}: {name}: {words} words: {part}");
            }
        }
    }
}

#[test]
fn numbers_have_both_forms_and_both_take_the_same_places() {
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    let mut forms = 0;
    for Catalogue { file, sentences, .. } in catalogues() {
        let text = |name: &str| sentences.iter().find(|one| one.name == name).map(|one| one.text.as_str());
        for Sentence { name, text: said } in &sentences {
            if let Some(stem) = name.strip_suffix("_ONE") {
                let Some(other) = text(&format!("{stem}_OTHER")) else { continue };
                // "The first night" needs no number.
                let mut missing = &places(other) - &places(said);
                missing.remove("n");
                assert!(
                    missing.is_empty() && places(said).is_subset(&places(other)),
                    "{file}: {name}: {missing:?}"
                );
                forms += 1;
            } else if let Some(stem) = name.strip_suffix("_OTHER").filter(|_| said.contains("{n}")) {
                assert!(text(&format!("{stem}_ONE")).is_some(), "{file}: {name} has no form for one");
            }
        }
    }
    assert!(forms > 30, "{forms}");
}

/// What is looked for in tables of the evidence, and how a date is written: not said as it stands.
const NOT_SAID: [&str; 4] = ["BC adults 50+", " v ", "sequence ratio", "%-d %B %Y, %H:%M"];
/// A file that is more than its sentences: names of zones stand in it.
const MORE: [&str; 1] = ["speech/src/place.rs"];

#[test]
fn no_sentence_stands_outside_of_a_catalogue() {
    for (file, _) in FILES.iter().filter(|(file, _)| !MORE.contains(file)) {
        let text = std::fs::read_to_string(source::crates().join(file)).unwrap();
        for text in source::outside(&text).iter().filter(|text| !NOT_SAID.contains(&text.as_str())) {
            assert!(!is_sentence(text), "{file}: outside of its catalogue: {text}");
        }
    }
}

/// Whether a person would read it as words: more than one, or one that begins large. `{name}` is a place and no word.
fn is_sentence(text: &str) -> bool {
    let mut bare = String::new();
    let mut depth = 0_u32;
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    let flag = bare.len() == 4 && bare.starts_with("RF");
    let letters = bare.chars().any(char::is_alphabetic);
    letters && !flag && (bare.contains(' ') || bare.starts_with(char::is_uppercase))
}

#[test]
fn each_form_of_a_sentence_is_found() {
    let source = "sentences! {\n    REST = \"Rest now.\";\n    known(known, all) = \"{known} of {all}.\";\n    open(n: count, day) = one \"{n} night, {day}.\" other \"{n} nights, {day}.\";\n    LAST = \"Last.\";\n}";
    let found: Vec<_> = source::sentences(source).into_iter().map(|one| (one.name, one.text)).collect();
    let expected = [
        ("REST", "Rest now."),
        ("known", "{known} of {all}."),
        ("open_ONE", "{n} night, {day}."),
        ("open_OTHER", "{n} nights, {day}."),
        ("LAST", "Last."),
    ];
    assert_eq!(found, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
}

#[test]
fn a_sentence_outside_of_a_catalogue_is_found() {
    let source = "sentences! {\n    A = \"Rest now.\";\n}\n// \"Not this.\"\nfn f() -> String { format!(\"{a} of \\\"{b}\\\"\") }\n#[cfg(test)]\nmod tests { const B: &str = \"Nor this.\"; }";
    assert_eq!(source::outside(source), ["{a} of \"{b}\""]);
    assert!(is_sentence("{a} of {b}") && is_sentence("Hold") && is_sentence("hold on"));
    assert!(!is_sentence("{a} {b:.1}") && !is_sentence("known") && !is_sentence("RF01"));
}

#[test]
fn the_text_of_the_templates_reads_at_twelve() {
    let mut whole = String::new();
    for (_, text) in source::templates() {
        for part in visible(&text) {
            whole.push_str(&part);
            whole.push_str(". ");
        }
    }
    let grade = Count::of(&whole).grade();
    assert!(Count::of(&whole).words > 500 && grade <= AT_NIGHT, "grade {grade:.1}");
}

/// What of a template a person reads: text between tags, without expressions, style and script.
fn visible(template: &str) -> Vec<String> {
    let mut text = template.to_owned();
    for (open, close) in [
        ("{#", "#}"),
        ("{%", "%}"),
        ("{{", "}}"),
        ("<style", "</style>"),
        ("<script", "</script>"),
        ("<", ">"),
    ] {
        while let Some((before, rest)) = text.split_once(open) {
            let after = rest.split_once(close).map_or("", |(_, after)| after).to_owned();
            text = format!("{before}\n{after}");
        }
    }
    text.lines().map(str::trim).filter(|line| line.contains(' ')).map(str::to_owned).collect()
}

#[test]
fn the_grade_tells_easy_from_hard() {
    assert_eq!(["make", "table", "little", "the", "idea"].map(syllables), [1, 2, 2, 1, 2]);
    let easy = Count::of("Hold on to a chair. Bend the knee.").grade();
    let hard =
        Count::of("Administration of symptomatic interventions necessitates individualised consideration.")
            .grade();
    assert!(easy < 2.0 && hard > 20.0, "{easy} {hard}");
}
