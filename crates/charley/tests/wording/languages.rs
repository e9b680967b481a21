//! Messages in more than one language: each is there in each, with the same places; none breaks a rule, none is hard to read.

use std::collections::{BTreeMap, BTreeSet};

use charley_evidence::evidence;
use charley_speech::{language::Language, lint};

use crate::source;

/// Rooms whose English stands in a table of the evidence.
const TABLES: [&str; 4] = ["designs", "flags", "team", "words"];

/// What a language says, by room and name.
fn said(language: Language) -> BTreeMap<(String, String), String> {
    let all = charley_speech::language::messages(language);
    all.into_iter().map(|one| ((one.room.to_owned(), one.name), one.text)).collect()
}

/// The languages but English.
fn others() -> Vec<Language> {
    let others: Vec<Language> = Language::all().filter(|one| *one != Language::ENGLISH).collect();
    assert!(!others.is_empty());
    others
}

/// The places of a text: every name behind `$`.
fn places(text: &str) -> BTreeSet<String> {
    let name =
        |rest: &str| rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    text.split('$').skip(1).map(name).collect()
}

#[test]
fn every_message_is_there_in_every_language_with_the_places_that_the_code_gives() {
    let declared: BTreeMap<(String, String), BTreeSet<String>> = source::rust()
        .into_iter()
        .filter(|(path, _)| !path.ends_with("speech/src/message.rs"))
        .flat_map(|(_, text)| source::messages(&text))
        .map(|one| ((one.room, one.name), one.places.into_iter().collect()))
        .collect();
    assert!(declared.len() > 300, "{}", declared.len());
    for language in Language::all() {
        let said = said(language);
        for (message, places_given) in &declared {
            let text = said.get(message).unwrap_or_else(|| panic!("{language} has no {message:?}"));
            let unknown: Vec<String> = places(text).difference(places_given).cloned().collect();
            assert!(unknown.is_empty(), "{language} {message:?}: nobody gives {unknown:?}");
        }
        for message in said.keys().filter(|(room, _)| !TABLES.contains(&room.as_str())) {
            assert!(declared.contains_key(message), "{language} {message:?} is said by nobody");
        }
    }
}

#[test]
fn what_english_fills_in_every_language_fills_in() {
    let english = said(Language::ENGLISH);
    for language in others() {
        let said = said(language);
        for (message, text) in &english {
            // Where words are put together, one language may need fewer of them.
            if message.1 == "as_asked" {
                continue;
            }
            let (theirs, ours) = (places(text), places(&said[message]));
            assert_eq!(theirs, ours, "{language} {message:?}");
        }
    }
}

#[test]
fn every_text_of_a_red_flag_is_there_in_every_language_and_no_other() {
    let mut wanted = BTreeSet::new();
    for flag in &evidence().red_flags {
        wanted.insert(flag.id.clone());
        wanted.insert(format!("{}_DEED", flag.id));
        for (number, kind) in flag.branches.iter().enumerate().filter(|(_, kind)| kind.when != "yes") {
            wanted.insert(format!("{}_{number}", flag.id));
            wanted.extend(kind.then.iter().map(|_| format!("{}_{number}_DEED", flag.id)));
        }
    }
    assert!(wanted.len() > 100);
    for language in others() {
        let there: BTreeSet<String> =
            said(language).into_keys().filter(|(room, _)| room == "flags").map(|(_, name)| name).collect();
        assert_eq!(there, wanted, "{language}");
    }
}

#[test]
fn what_relief_rests_on_and_what_a_team_asks_at_once_is_there_in_every_language() {
    let steps = ["I01", "I02", "I03", "I04", "I07"];
    let of_steps = evidence().remedies.iter().filter(|one| steps.contains(&one.id.as_str()));
    let designs: Vec<String> =
        of_steps.filter(|one| one.design.is_some()).map(|one| one.id.clone()).collect();
    let lines = evidence().team_lines.iter();
    let at_once: Vec<String> = lines
        .filter(|line| line.part == charley_evidence::LinePurpose::Now)
        .map(|line| line.id.clone())
        .collect();
    assert!(designs.len() > 3 && !at_once.is_empty());
    for language in others() {
        let said = said(language);
        for (room, names) in [("designs", &designs), ("team", &at_once)] {
            for name in names {
                assert!(said.contains_key(&(room.to_owned(), name.clone())), "{language} {room} {name}");
            }
        }
    }
}

#[test]
fn no_message_says_what_is_never_said() {
    for language in Language::all() {
        for (message, text) in said(language) {
            let broken = lint::broken_in(language, &text).expect("a language has its rules in speech::lint");
            assert_eq!(broken, Vec::<u8>::new(), "{language} {message:?}: {text}");
        }
    }
}

/// Rooms that are read in pain, at night and each morning.
const AT_NIGHT: [&str; 9] =
    ["relief", "aftercare", "stretch", "triage", "flags", "muscle", "diary", "outbox", "now"];
/// School grade of what is read at night, and of what is read by day.
const GRADES: (f64, f64) = (8.0, 10.0);
/// Grade of what people of the trade read.
const TRADE: f64 = 13.0;
/// Words that no sentence may pass.
const LONGEST_WORDS: usize = 32;

/// How old one must be to read a German text, as a grade of school: the first Wiener Sachtextformel (Bamberger and Vanecek 1984).
fn german_grade(text: &str) -> f64 {
    let sentences: Vec<&str> =
        text.split(['.', '!', '?', ':', ';']).filter(|one| one.contains(char::is_alphabetic)).collect();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let share = |counts: &dyn Fn(&str) -> bool| {
        100.0 * words.iter().filter(|word| counts(word)).count() as f64 / words.len() as f64
    };
    let many = share(&|word| german_syllables(word) >= 3);
    let long = share(&|word| word.chars().count() > 6);
    let short = share(&|word| german_syllables(word) == 1);
    let length = words.len() as f64 / sentences.len() as f64;
    0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * short - 0.875
}

/// Groups of vowels; never none.
fn german_syllables(word: &str) -> usize {
    let vowel = |letter: char| "aeiouyäöü".contains(letter);
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let begins = |(at, letter): &(usize, &char)| vowel(**letter) && (*at == 0 || !vowel(letters[at - 1]));
    letters.iter().enumerate().filter(begins).count().max(1)
}

/// A text as it is read: without places and forms.
fn read(text: &str) -> String {
    let mut read = String::new();
    let mut depth = 0_u32;
    for line in text.lines() {
        let line = line.trim_start_matches('*').trim_start_matches("[one]").trim_start_matches("[other]");
        for letter in line.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ if depth == 0 || text.contains("->") => read.push(letter),
                _ => {}
            }
        }
        read.push_str(". ");
    }
    read
}

#[test]
fn german_reads_as_easily_as_it_must() {
    let german = Language::tagged("de").unwrap();
    let mut rooms: BTreeMap<String, String> = BTreeMap::new();
    for ((room, name), text) in said(german) {
        let text = read(&text);
        for sentence in text.split(['.', '?', ';', ':']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= LONGEST_WORDS, "{room} {name}: {words} words: {sentence}");
        }
        rooms.entry(room).or_default().push_str(&text);
    }
    for (room, text) in rooms {
        let most = match room.as_str() {
            // Kinds of studies, for who wants to know how sure it is.
            "designs" => TRADE,
            room if AT_NIGHT.contains(&room) => GRADES.0,
            _ => GRADES.1,
        };
        let grade = german_grade(&text);
        assert!(grade <= most, "{room}: grade {grade:.1}");
    }
}

#[test]
fn the_german_grade_tells_easy_from_hard() {
    assert_eq!(["Wade", "Arzt", "Schmerzen", "Ibuprofen"].map(german_syllables), [2, 1, 2, 4]);
    let easy = "Ziehen Sie die Zehen zu sich. Halten Sie den Fuß. Bald lässt es nach.";
    let hard = "Die Wahrscheinlichkeit wiederkehrender Muskelkontraktionen korreliert mit unterschiedlichen Belastungsparametern.";
    assert!(
        german_grade(easy) < 4.0 && german_grade(hard) > 14.0,
        "{} {}",
        german_grade(easy),
        german_grade(hard)
    );
}

#[test]
fn german_is_set_as_germans_set_it() {
    for ((room, name), text) in said(Language::tagged("de").unwrap()) {
        assert!(
            !text.contains(['"', '\'']) || text.contains("{\""),
            "{room} {name}: straight quotes: {text}"
        );
        assert!(!text.contains(" du ") && !text.contains(" dein"), "{room} {name}: {text}");
        let opened = text.matches('„').count();
        assert_eq!(opened, text.matches('“').count(), "{room} {name}: {text}");
    }
}
