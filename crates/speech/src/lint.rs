//! What Charley never says (docs/studies/evidence.md section 9), as patterns over words; each is shown to fire on a bad example.

mod german;

use crate::language::Language;

/// A pattern: words in order; `*` stands for up to four words, `a|b` for either, `#` for any number, `#.#` for one with a decimal.
type Pattern = &'static str;

/// Patterns by rule. Rule 16 is about what is beside a sentence and is held by tests of whole documents.
const FORBIDDEN: &[(u8, &[Pattern])] = &[
    (
        1,
        &[
            "cramped|cramp because",
            "because you are|were dehydrated",
            "you are|were dehydrated",
            "you are|were low in|on salt|sodium|magnesium|potassium",
            "the cause is|was",
            "causes|caused your cramp|cramps",
            "heat|dehydration|salt|sodium|magnesium|alcohol|load|season causes|caused * cramp|cramps",
        ],
    ),
    (
        2,
        &[
            "stop|skip|halve|reduce|lower taking",
            "stop|skip|halve|lower|switch your|this|the * statin|medicine|tablet|pill|diuretic|dose",
            "your statin causes|caused",
            "skip a dose",
            "statin * do not stop",
            "do not stop * statin",
        ],
    ),
    (
        3,
        &["tonic water", "try|take|drink|consider|with quinine", "quinine helps|works|eases", "take # mg of"],
    ),
    (4, &["try|take|consider * vitamin k|k2", "vitamin k|k2 helps|works|reduces"]),
    (
        5,
        &[
            "more is better",
            "before you are thirsty",
            "before you feel thirsty",
            "plenty of water|fluid|fluids",
            "drink|take at least #",
            "drink # ml|l|litres|glasses",
            "drink * more than * thirst",
            "take * salt tablet|tablets",
        ],
    ),
    (
        6,
        &[
            "just|only|merely a cramp",
            "nothing to worry",
            "not a clot",
            "is harmless",
            "probably harmless",
            "no need to see",
        ],
    ),
    (
        7,
        &[
            "you may|might|could have als|dvt|neuropathy|a",
            "you have als|dvt|neuropathy|rhabdomyolysis",
            "you have a clot|thrombosis",
            "this is a clot|thrombosis|dvt",
            "sounds like als|dvt|a",
        ],
    ),
    (8, &["children are prone", "child is prone", "your child will|may cramp", "pregnancy is a normal"]),
    (9, &["you improved", "thanks to", "reduced your cramps by", "cut your cramps by"]),
    (10, &["risk|probability|chance * #.#", "you will cramp", "will cramp tonight", "your risk tonight is"]),
    (
        11,
        &[
            "is|are|been proven",
            "proven to",
            "cures|cure cramps",
            "prevents cramps",
            "guaranteed",
            "never helped anyone",
            "scientifically proven",
        ],
    ),
    (
        12,
        &[
            "massage the|your swollen|sore",
            "massage it",
            "push through",
            "stretch harder",
            "work through the pain",
            "fall asleep with * heat",
        ],
    ),
    (
        13,
        &[
            "normal blood * rules|rule",
            "blood tests are normal",
            "rules it out",
            "rule it out",
            "your level is normal|low|high",
        ],
    ),
    (14, &["times more likely", "times as likely", "doubles|triples your|the risk"]),
    (
        15,
        &[
            "dehydration causes",
            "lack of magnesium|potassium|salt causes",
            "electrolyte imbalance causes",
            "magnesium prevents|eases",
            "bananas prevent|help",
            "lactic acid causes",
        ],
    ),
    // Not of the list, of the house: nobody is scolded, praised or counted (docs/studies/diary.md section 0, row 12).
    (
        17,
        &[
            "streak|streaks|badge|badges",
            "days|nights in a row",
            "you missed|forgot|failed|neglected",
            "you should have",
            "you did not answer|record|log",
            "well done|good job|keep it up",
            "do not give up|break",
        ],
    ),
];

/// Checks filled sentences: none may break a rule or leave a place open.
///
/// # Panics
/// When one does, with the sentence.
pub fn check(sentences: &[String]) {
    for sentence in sentences {
        assert_eq!(broken(sentence), Vec::<u8>::new(), "{sentence}");
        assert!(!sentence.contains(['{', '}']), "a place is left open: {sentence}");
    }
}

/// Numbers of the rules that a text breaks.
pub fn broken(text: &str) -> Vec<u8> {
    of(FORBIDDEN, text)
}

/// The same of a text in a language; `None` where nobody has written down the rules in it.
pub fn broken_in(language: Language, text: &str) -> Option<Vec<u8>> {
    match language.tag() {
        "en" => Some(broken(text)),
        "de" => Some(of(german::FORBIDDEN, text)),
        _ => None,
    }
}

fn of(rules: &[(u8, &[Pattern])], text: &str) -> Vec<u8> {
    let words = words(text);
    let breaks = |(_, patterns): &&(u8, &[Pattern])| patterns.iter().any(|pattern| found(&words, pattern));
    rules.iter().filter(breaks).map(|(rule, _)| *rule).collect()
}

/// The first of some patterns that a text holds.
pub fn first_found(text: &str, patterns: &[Pattern]) -> Option<Pattern> {
    let words = words(text);
    patterns.iter().copied().find(|pattern| found(&words, pattern))
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '.' || c == '\''))
        .map(|word| word.trim_matches(['.', '\'']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

fn found(words: &[String], pattern: Pattern) -> bool {
    let pattern: Vec<&str> = pattern.split(' ').collect();
    (0..words.len()).any(|at| matches(&words[at..], &pattern))
}

fn matches(words: &[String], pattern: &[&str]) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return true };
    if *first == "*" {
        return (0..=words.len().min(4)).any(|skipped| matches(&words[skipped..], rest));
    }
    words.split_first().is_some_and(|(word, after)| one(word, first) && matches(after, rest))
}

fn one(word: &str, wanted: &str) -> bool {
    match wanted {
        "#" => word.starts_with(|c: char| c.is_ascii_digit()),
        "#.#" => word.contains('.') && word.replace('.', "").chars().all(|c| c.is_ascii_digit()),
        _ => wanted.split('|').any(|option| option == word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAD: &[(u8, &str)] = &[
        (1, "You cramped because you were dehydrated."),
        (1, "Heat causes your cramps."),
        (2, "Stop taking it for a week."),
        (2, "Halve your evening diuretic."),
        (2, "Your statin causes it."),
        (2, "Do not stop your statin."),
        (3, "A glass of tonic water helps."),
        (3, "Try quinine."),
        (4, "Consider taking vitamin K2."),
        (5, "Drink before you are thirsty."),
        (5, "Drink 500 ml every hour."),
        (5, "Plenty of fluids: more is better."),
        (6, "It is just a cramp."),
        (6, "This is not a clot."),
        (7, "You may have neuropathy."),
        (7, "This is a DVT."),
        (8, "Children are prone to cramps."),
        (9, "You improved 30 % thanks to stretching."),
        (10, "Your risk tonight is 12.4 %."),
        (10, "You will cramp tonight."),
        (11, "Stretching is proven."),
        (11, "Magnesium has never helped anyone."),
        (12, "Massage your swollen calf."),
        (12, "Push through it."),
        (12, "Stretch harder."),
        (13, "Normal blood tests rule it out."),
        (14, "Cramps are three times more likely."),
        (15, "Dehydration causes cramps."),
        (17, "You missed three days: your streak is over."),
    ];

    #[test]
    fn every_rule_fires_on_its_bad_example() {
        for (rules, bad) in [(FORBIDDEN, BAD), (german::FORBIDDEN, german::BAD)] {
            for (rule, sentence) in bad {
                assert!(of(rules, sentence).contains(rule), "rule {rule} let pass: {sentence}");
            }
            for (rule, _) in rules {
                assert!(bad.iter().any(|(shown, _)| shown == rule), "rule {rule} has no bad example");
            }
        }
    }

    #[test]
    fn german_has_every_rule_that_english_has() {
        let numbers = |rules: &[(u8, &[Pattern])]| rules.iter().map(|(rule, _)| *rule).collect::<Vec<_>>();
        assert_eq!(numbers(german::FORBIDDEN), numbers(FORBIDDEN));
    }

    #[test]
    fn fair_sentences_pass() {
        for sentence in [
            "In your log, cramps followed 4 of 6 hot long runs and 1 of 9 others.",
            "Most consistent with a week above habit, then with heat; the interval is wide.",
            "Take this page to your doctor or pharmacist.",
            "Trials of magnesium show little or no average effect.",
        ] {
            assert_eq!(broken(sentence), Vec::<u8>::new(), "{sentence}");
        }
    }
}
