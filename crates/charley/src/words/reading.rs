//! How old one must be to read a text: the grade of Flesch and Kincaid (1975), over every sentence that a person reads.

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

mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words::*;

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

    type Catalogue = (&'static str, f64, &'static [(&'static str, &'static str)]);

    /// Every catalogue, by the name of its file and the grade it may have.
    fn catalogues() -> Vec<Catalogue> {
        vec![
            ("aftercare", AT_NIGHT, aftercare::CATALOGUE),
            ("body", BY_DAY, body::CATALOGUE),
            ("causes", BY_DAY, causes::CATALOGUE),
            ("changed", BY_DAY, changed::CATALOGUE),
            ("devices", BY_DAY, devices::CATALOGUE),
            ("diary", AT_NIGHT, diary::CATALOGUE),
            ("copies", BY_DAY, copies::CATALOGUE),
            ("evening", BY_DAY, evening::CATALOGUE),
            ("evidence", TRADE, evidence::CATALOGUE),
            ("forecast", BY_DAY, forecast::CATALOGUE),
            ("gates", BY_DAY, gates::CATALOGUE),
            ("mechanism", TRADE, mechanism::CATALOGUE),
            ("mechanism_account", TRADE, mechanism_account::CATALOGUE),
            ("mechanism_inputs", TRADE, mechanism_inputs::CATALOGUE),
            ("medicine_advice", BY_DAY, medicine_advice::CATALOGUE),
            ("medicine_pairs", BY_DAY, medicine_pairs::CATALOGUE),
            ("medicine_sheet", BY_DAY, medicine_sheet::CATALOGUE),
            ("medicines", BY_DAY, medicines::CATALOGUE),
            ("muscle", AT_NIGHT, muscle::CATALOGUE),
            ("next", BY_DAY, next::CATALOGUE),
            ("notices", BY_DAY, notices::CATALOGUE),
            ("outbox", AT_NIGHT, outbox::CATALOGUE),
            ("plan", BY_DAY, plan::CATALOGUE),
            ("plan_drink", BY_DAY, plan_drink::CATALOGUE),
            ("plan_levers", BY_DAY, plan_levers::CATALOGUE),
            ("plan_page", BY_DAY, plan_page::CATALOGUE),
            ("quiet_nights", BY_DAY, quiet_nights::CATALOGUE),
            ("recognised", BY_DAY, recognised::CATALOGUE),
            ("relief", AT_NIGHT, relief::CATALOGUE),
            ("report", TRADE, report::CATALOGUE),
            ("report_sheet", TRADE, report_sheet::CATALOGUE),
            ("set_aside", BY_DAY, set_aside::CATALOGUE),
            ("shares", BY_DAY, shares::CATALOGUE),
            ("stretch", AT_NIGHT, stretch::CATALOGUE),
            ("synthetic", BY_DAY, synthetic::CATALOGUE),
            ("team", BY_DAY, team::CATALOGUE),
            ("triage", AT_NIGHT, triage::CATALOGUE),
            ("trial", BY_DAY, trial::CATALOGUE),
            ("trial_offers", BY_DAY, trial_offers::CATALOGUE),
            ("trial_paper", TRADE, trial_paper::CATALOGUE),
            ("trial_refused", BY_DAY, trial_refused::CATALOGUE),
            ("trial_result", BY_DAY, trial_result::CATALOGUE),
            ("what_if", BY_DAY, what_if::CATALOGUE),
        ]
    }

    /// Sentences whose places are filled, as far as one file can make them.
    fn examples() -> Vec<String> {
        [
            causes::examples(),
            next::examples(),
            forecast::examples(),
            changed::examples(),
            what_if::examples(),
            evening::examples(),
            quiet_nights::examples(),
            body::examples(),
            gates::examples(),
            plan_levers::examples(),
            plan_drink::examples(),
            notices::examples(),
        ]
        .concat()
    }

    #[test]
    fn nothing_that_must_not_be_said_is_said() {
        let texts = catalogues().into_iter().flat_map(|(_, _, messages)| messages);
        for (id, text) in texts {
            assert_eq!(lint::broken(text), Vec::<u8>::new(), "{id}: {text}");
        }
        for sentence in examples() {
            assert_eq!(lint::broken(&sentence), Vec::<u8>::new(), "{sentence}");
            assert!(!sentence.contains(['{', '}']), "a place is left open: {sentence}");
        }
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
                let longest =
                    text.split(['.', '?', ';', ':']).map(|part| part.split_whitespace().count()).max();
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
    fn filled_sentences_read_well() {
        insta::assert_snapshot!(examples().join("\n"));
    }

    #[test]
    fn every_catalogue_reads_as_easily_as_it_must_and_no_message_of_the_night_is_much_harder() {
        for (name, most, messages) in catalogues() {
            let texts: Vec<&str> = messages.iter().map(|(_, text)| *text).collect();
            let grade = Count::of(&texts.join(". ")).grade();
            assert!(grade <= most, "{name}: grade {grade:.1}");
            for (id, text) in messages.iter().filter(|_| most <= AT_NIGHT) {
                let count = Count::of(text);
                assert!(
                    count.words < 8 || count.grade() <= WORST,
                    "{id}: grade {:.1}: {text}",
                    count.grade()
                );
                for sentence in text.split(['.', '?', ';']) {
                    let words = sentence.split_whitespace().count();
                    assert!(words <= LONGEST_WORDS, "{id}: {words} words: {sentence}");
                }
            }
        }
    }

    #[test]
    fn ids_are_one_and_name_their_catalogue() {
        let mut seen = BTreeSet::new();
        for (name, _, messages) in catalogues() {
            for (id, text) in messages {
                assert!(id.starts_with(&format!("{name}.")) && seen.insert(*id), "{id}");
                let open = text.matches('{').count();
                assert_eq!(open, text.matches('}').count(), "{id}: {text}");
            }
        }
        assert!(seen.len() > 500, "{}", seen.len());
    }

    #[test]
    fn numbers_have_both_forms_and_both_take_the_same_places() {
        let texts: std::collections::BTreeMap<&str, &str> =
            catalogues().into_iter().flat_map(|(_, _, messages)| messages).copied().collect();
        let places = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
        };
        let mut forms = 0;
        for (id, one) in &texts {
            if let Some(stem) = id.strip_suffix(".one") {
                let other = texts.get(format!("{stem}.other").as_str());
                let other = other.unwrap_or_else(|| panic!("{id} has no form for others"));
                // "The first night" needs no number.
                let mut missing = &places(other) - &places(one);
                missing.remove("n");
                assert!(missing.is_empty() && places(one).is_subset(&places(other)), "{id}: {missing:?}");
                forms += 1;
            } else if let Some(stem) = id.strip_suffix(".other") {
                assert!(texts.contains_key(format!("{stem}.one").as_str()), "{id} has no form for one");
            }
        }
        assert!(forms > 30, "{forms}");
    }

    /// Files of this folder that hold no sentences of their own.
    const WITHOUT: [&str; 4] = ["claims", "lint", "message", "reading"];
    /// What is looked for in tables of the evidence, and how a date is written: not said as it stands.
    const NOT_SAID: [&str; 4] = ["BC adults 50+", " v ", "sequence ratio", "%-d %B %Y, %H:%M"];

    #[test]
    fn no_sentence_stands_outside_of_a_catalogue_and_no_catalogue_outside_of_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words");
        let mut files = BTreeSet::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() || WITHOUT.contains(&name.as_str()) {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for text in outside(&source).iter().filter(|text| !NOT_SAID.contains(&text.as_str())) {
                assert!(!is_sentence(text), "{name}: outside of its catalogue: {text}");
            }
            files.insert(name);
        }
        let listed: BTreeSet<String> = catalogues().iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(files, listed);
    }

    /// Texts in quotation marks of a source, but for those of the catalogue, of comments and of tests.
    fn outside(source: &str) -> Vec<String> {
        let said = source.split("\n#[cfg(test)]").next().unwrap_or_default();
        let catalogue = said.split_once("messages! {").and_then(|(_, rest)| rest.split_once("\n}"));
        let before = said.split("messages! {").next().unwrap_or_default();
        let code = format!("{before}\n{}", catalogue.map_or("", |(_, after)| after));
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n").replace("\\\"", "'");
        code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
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
    fn a_sentence_outside_of_a_catalogue_is_found() {
        let source = "messages! {\n    A = \"x.a\": \"Rest now.\";\n}\n// \"Not this.\"\nfn f() -> String { format!(\"{a} of {b}\") }";
        assert_eq!(outside(source), ["{a} of {b}"]);
        assert!(is_sentence("{a} of {b}") && is_sentence("Hold") && is_sentence("hold on"));
        assert!(!is_sentence("{a} {b:.1}") && !is_sentence("known") && !is_sentence("RF01"));
    }

    #[test]
    fn the_text_of_the_templates_reads_at_twelve() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut whole = String::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
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
        let hard = Count::of(
            "Administration of symptomatic interventions necessitates individualised consideration.",
        )
        .grade();
        assert!(easy < 2.0 && hard > 20.0, "{easy} {hard}");
    }
}
