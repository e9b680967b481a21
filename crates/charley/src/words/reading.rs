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
    use super::*;
    use crate::words::{diary, relief, triage};

    /// Grade of school at the end of which all of it is read: about twelve years of age.
    const GRADE: f64 = 7.0;
    /// Grade that no single message may pass; "breathlessness" alone is long.
    const WORST: f64 = 12.5;
    /// Words that no sentence may pass.
    const LONGEST_WORDS: usize = 30;

    fn catalogues() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
        vec![("triage", triage::CATALOGUE), ("relief", relief::CATALOGUE), ("diary", diary::CATALOGUE)]
    }

    #[test]
    fn every_catalogue_reads_at_twelve_and_no_message_is_much_harder() {
        for (name, messages) in catalogues() {
            let texts: Vec<&str> = messages.iter().map(|(_, text)| *text).collect();
            let whole = texts.join(". ");
            let grade = Count::of(&whole).grade();
            assert!(grade <= GRADE, "{name}: grade {grade:.1}");
            for (id, text) in messages {
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
        let mut seen = std::collections::BTreeSet::new();
        for (name, messages) in catalogues() {
            for (id, text) in messages {
                assert!(id.starts_with(&format!("{name}.")) && seen.insert(*id), "{id}");
                let open = text.matches('{').count();
                assert_eq!(open, text.matches('}').count(), "{id}: {text}");
            }
        }
        assert!(seen.len() > 100, "{}", seen.len());
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
        assert!(Count::of(&whole).words > 500 && grade <= GRADE, "grade {grade:.1}");
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
