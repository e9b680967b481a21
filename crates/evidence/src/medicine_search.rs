//! Finding medicines by whatever a person types: any name, several of them, with doses, by an everyday word or an ATC code.

use charley_domain::muscle::edit_distance;

use crate::{
    Choice, Evidence, Medicine, Question, Recognised, Substance,
    name_index::{Letters, Meaning},
    spelling::{self, Word},
};

/// Fewest letters of a name's beginning that are taken for a beginning.
const SHORTEST_BEGINNING: usize = 4;
/// Fewest letters of an ATC code: down to the pharmacological subgroup (`C10A`); anything shorter names too much.
const SHORTEST_CODE: usize = 4;
/// Most words of one name.
const MOST_WORDS: usize = 8;
/// Most suggestions.
const MOST_NEAR: usize = 3;

/// A stretch of words that was understood.
struct UnderstoodWords<'a> {
    /// The words it takes.
    words: std::ops::Range<usize>,
    meaning: Meant<'a>,
}

enum Meant<'a> {
    Substances(Vec<Substance<'a>>),
    Asks(Question<'a>, &'a [String]),
}

impl Evidence {
    /// What `typed` stands for: by international, brand, `RxNorm` or everyday name, by ATC code, whole or as its beginning, in
    /// any case, with or without accents and hyphens; a dose, a form, a time of day or a maker beside it does no harm.
    /// A combination product gives every ingredient that the tables hold. A misspelling is never taken for the name.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// let names = |typed| {
    ///     evidence().recognise(typed).substances.iter().map(|one| one.name()).collect::<Vec<_>>()
    /// };
    /// assert_eq!(names("MARCUMAR"), ["phenprocoumon"]);
    /// assert_eq!(names("Dytide H"), ["hydrochlorothiazide", "triamterene"]);
    /// assert_eq!(names("simvastatin 40mg at night and amlodipine"), ["simvastatin", "amlodipine"]);
    /// assert!(names("gummy bears").is_empty());
    ///
    /// let typo = evidence().recognise("simvastatim");
    /// assert_eq!((typo.left, typo.near[0]), (vec!["simvastatim".to_owned()], "simvastatin"));
    /// ```
    pub fn recognise<'a>(&'a self, typed: &str) -> Recognised<'a> {
        let words = spelling::without_makers(spelling::words(typed));
        let found = self.found(&words);
        let mut recognised = Recognised { left: left(&words, &found), ..Recognised::default() };
        for one in &found {
            if let Meant::Substances(substances) = &one.meaning {
                for substance in substances {
                    if !recognised.substances.contains(substance) {
                        recognised.substances.push(*substance);
                    }
                }
            }
        }
        for one in found {
            let Meant::Asks(question, codes) = one.meaning else { continue };
            let is_form = one.words.len() == 1 && is_form_of_another(&words, one.words.start);
            let named = &recognised.substances;
            let answered = named.iter().any(|substance| can_mean(&question, codes, *substance));
            let again = recognised.asks.iter().any(|asked| asked.word == question.word);
            if !(again || answered || is_form && !named.is_empty()) {
                recognised.asks.push(question);
            }
        }
        if !recognised.left.is_empty() {
            // Beside a name that was understood, only the rest can be another name misspelt.
            let whole = if recognised.substances.is_empty() { &words[..] } else { &[] };
            recognised.near = self.near(whole, &recognised.left);
        }
        recognised
    }

    /// Rows of the table of medicines with cramps for someone who searches: those that `typed` names or may mean, else those
    /// with a name that begins so.
    ///
    /// ```
    /// use charley_evidence::evidence;
    /// assert_eq!(evidence().find_medicines("statin").len(), 7);
    /// assert_eq!(evidence().find_medicines("warf")[0].name, "warfarin");
    /// ```
    pub fn find_medicines(&self, typed: &str) -> Vec<&Medicine> {
        let recognised = self.recognise(typed);
        let asked = recognised.asks.iter().flat_map(|question| &question.choices);
        let choices = asked.flat_map(|choice| &choice.substances).filter_map(|one| one.listed());
        let mut found: Vec<&Medicine> = Vec::new();
        for medicine in recognised.listed().chain(choices) {
            if !found.iter().any(|one| one.id == medicine.id) {
                found.push(medicine);
            }
        }
        let wanted = spelling::key(typed);
        if found.is_empty() && recognised.substances.is_empty() && wanted.len() >= SHORTEST_BEGINNING {
            let begins =
                |medicine: &&Medicine| medicine.names().any(|name| spelling::key(name).starts_with(&wanted));
            found = self.medicines.iter().filter(begins).collect();
        }
        found
    }

    /// What is understood, from the left, the longest name first.
    fn found<'a>(&'a self, words: &[Word]) -> Vec<UnderstoodWords<'a>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest(words, at) {
                Some(one) => {
                    at = one.words.end;
                    found.push(one);
                }
                None => at += 1,
            }
        }
        found
    }

    fn longest<'a>(&'a self, words: &[Word], at: usize) -> Option<UnderstoodWords<'a>> {
        let most = (words.len() - at).min(MOST_WORDS);
        let whole = (1..=most).rev().find_map(|count| {
            let key: String = words[at..at + count].iter().map(|word| word.text.as_str()).collect();
            Some(UnderstoodWords { words: at..at + count, meaning: self.meant(self.names.get(&key)?) })
        });
        let word = &words[at].text;
        whole.or_else(|| Some(UnderstoodWords { words: at..at + 1, meaning: self.coded(word)? })).or_else(
            || {
                Some(UnderstoodWords {
                    words: at..at + 1,
                    meaning: self.meant(self.names.get(run_on(word)?)?),
                })
            },
        )
    }

    fn meant<'a>(&'a self, meaning: &Meaning) -> Meant<'a> {
        match meaning.word {
            None => Meant::Substances(self.substances(meaning)),
            Some(place) => {
                let word = &self.everyday_words[place];
                let choices = word.choices.iter().filter_map(|name| self.choice(name)).collect();
                Meant::Asks(Question { word: word.words[0].clone(), choices }, &word.atc_codes)
            }
        }
    }

    fn substances<'a>(&'a self, meaning: &Meaning) -> Vec<Substance<'a>> {
        let listed = meaning.listed.iter().map(|place| Substance::Listed(&self.medicines[*place]));
        let known = meaning.known.iter().map(|place| Substance::Known(&self.known_medicines[*place]));
        listed.chain(known).collect()
    }

    fn choice<'a>(&'a self, name: &'a str) -> Option<Choice<'a>> {
        let meaning = self.names.get(&spelling::key(name))?;
        Some(Choice { name, substances: self.substances(meaning) })
    }

    /// A code of the tables, or the class row it falls under; the beginning of several codes asks which.
    fn coded<'a>(&'a self, word: &str) -> Option<Meant<'a>> {
        let code = word.to_uppercase();
        let digits = |at: std::ops::Range<usize>| word.as_bytes()[at].iter().all(u8::is_ascii_digit);
        let looks_like_one = word.is_ascii() && (SHORTEST_CODE..=7).contains(&word.len()) && digits(1..3);
        if !looks_like_one {
            return None;
        }
        let listed = self.medicines.iter().map(Substance::Listed);
        let coded: Vec<(&str, Substance<'a>)> = listed
            .chain(self.known_medicines.iter().map(Substance::Known))
            .flat_map(|one| one.atc_codes().iter().map(move |code| (code.as_str(), one)))
            .collect();
        let by = |fits: &dyn Fn(&str) -> bool| -> Vec<Substance<'a>> {
            coded.iter().filter(|(one, _)| fits(one)).map(|(_, one)| *one).collect()
        };
        let exact = by(&|one| one == code);
        if !exact.is_empty() {
            return Some(Meant::Substances(exact));
        }
        let under = by(&|one| one.starts_with(&code));
        if under.len() > 1 {
            let choices = under.into_iter().map(|one| Choice { name: one.name(), substances: vec![one] });
            return Some(Meant::Asks(Question { word: code, choices: choices.collect() }, &[]));
        }
        let of_class = by(&|one| code.starts_with(one));
        [under, of_class].into_iter().find(|all| !all.is_empty()).map(Meant::Substances)
    }

    /// Names near what was left, nearest first: one edit, in long names two; or names that begin so.
    fn near<'a>(&'a self, words: &[Word], left: &[String]) -> Vec<&'a str> {
        let whole: String = words.iter().map(|word| word.text.as_str()).collect();
        let run: String = left.concat();
        let mut wanted: Vec<(&str, Letters)> = [whole.as_str(), run.as_str()]
            .into_iter()
            .chain(left.iter().map(String::as_str))
            .map(|word| (word, Letters::of(word)))
            .collect();
        wanted.dedup();
        let mut near: Vec<(usize, &Meaning)> = Vec::new();
        for (key, meaning) in self.names.iter() {
            let to = (key, meaning.letters);
            let distance = wanted.iter().filter_map(|typed| distance(*typed, to)).min();
            near.extend(distance.map(|distance| (distance, meaning)));
        }
        near.sort_by_key(|(distance, meaning)| (*distance, meaning.name.as_str()));
        let mut suggested: Vec<&Meaning> = Vec::new();
        for (_, meaning) in near {
            // Two spellings of one medicine are one suggestion.
            if !suggested.iter().any(|one| one.is_of_the_same(meaning)) {
                suggested.push(meaning);
            }
        }
        suggested.into_iter().take(MOST_NEAR).map(|meaning| meaning.name.as_str()).collect()
    }
}

/// How far a typed word is from a name, where it may be that name misspelt or cut short.
fn distance((typed, of_typed): (&str, Letters), (name, of_name): (&str, Letters)) -> Option<usize> {
    let (short, long) = (typed.chars().count(), name.chars().count());
    if short < SHORTEST_BEGINNING {
        return None;
    }
    let allowed = (long / 4).max(1);
    if short.abs_diff(long) <= allowed && of_typed.within(of_name, allowed) {
        let distance = edit_distance(typed, name);
        if distance <= allowed {
            return Some(distance);
        }
    }
    // After every misspelling.
    name.starts_with(typed).then_some(long)
}

/// Whether a medicine answers a question by being what the word can mean.
fn can_mean(question: &Question<'_>, codes: &[String], substance: Substance<'_>) -> bool {
    let coded = |code: &String| substance.atc_codes().iter().any(|one| one.starts_with(code.as_str()));
    codes.iter().any(coded) || question.choices.iter().any(|choice| choice.substances.contains(&substance))
}

/// Whether the word at a place is the form of what stands before it, with at most doses between: `Ventolin 100 inhaler`.
fn is_form_of_another(words: &[Word], at: usize) -> bool {
    let alone = |word: &Word| word.apart || spelling::is_join(&word.text);
    spelling::is_beside(&words[at].text) && at > 0 && !alone(&words[at]) && !alone(&words[at - 1])
}

/// The letters of a word that a number runs on from: `simvastatin` of `simvastatin40mg`.
fn run_on(word: &str) -> Option<&str> {
    let end = word.find(|letter: char| letter.is_ascii_digit()).filter(|end| *end >= SHORTEST_BEGINNING)?;
    spelling::is_beside(&word[end..]).then_some(&word[..end])
}

/// Words that nothing accounts for.
fn left(words: &[Word], found: &[UnderstoodWords<'_>]) -> Vec<String> {
    let taken = |at: usize| found.iter().any(|one| one.words.contains(&at));
    let names = |at: usize| found.iter().any(|one| one.words.end == at);
    let follows = |at: usize| {
        words[at + 1..].iter().any(|word| !spelling::is_beside(&word.text) && !spelling::is_join(&word.text))
    };
    let says_nothing = |at: usize, word: &Word| {
        // `Ramipril plus` is another product than ramipril.
        let joins = spelling::is_join(&word.text) && (!spelling::is_plus(&word.text) || follows(at));
        let salt = spelling::is_salt(&word.text) && !word.apart && names(at);
        joins || salt || spelling::is_beside(&word.text)
    };
    let open = words.iter().enumerate().filter(|(at, word)| !taken(*at) && !says_nothing(*at, word));
    open.map(|(_, word)| word.text.clone()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{MedicineClass, NameKind, evidence};

    fn names(typed: &str) -> Vec<&'static str> {
        evidence().recognise(typed).substances.iter().map(|one| one.name()).collect()
    }

    fn left(typed: &str) -> Vec<String> {
        evidence().recognise(typed).left
    }

    #[test]
    fn any_name_finds_the_medicine() {
        for typed in [
            "simvastatin",
            "Zocor",
            "SIMVASTATIN 40mg tablets",
            "C10AA01",
            "  simvastatin ",
            "simvastatin40mg",
            "Simva\u{200b}statin®",
        ] {
            assert_eq!(names(typed), ["simvastatin"], "{typed}");
            assert!(evidence().recognise(typed).is_whole(), "{typed}");
        }
        assert_eq!(names("Frusemide"), ["furosemide"]);
        assert_eq!(names("albuterol"), ["salbutamol"]);
        assert_eq!(names("Sintrom"), ["acenocoumarol"]);
        assert_eq!(names("Préviscan"), ["fluindione"]);
        assert_eq!(names("co diovan"), names("Co-Diovan"));
    }

    #[test]
    fn a_class_asks_which_and_a_code_of_a_row_finds_it() {
        let statin = evidence().recognise("statin");
        assert_eq!((statin.kind(), statin.asks[0].choices.len()), (NameKind::Asks, 7));
        let of_code = &evidence().recognise("C10AA").asks[0];
        assert_eq!(of_code.choices.len(), 7);
        let is_statin = |one: crate::Substance<'_>| one.listed().unwrap().class == MedicineClass::Statin;
        assert!(of_code.choices.iter().flat_map(|choice| &choice.substances).all(|one| is_statin(*one)));
        for code in ["B01AA", "b01aa", "B01AA99", "B01AA03 5 mg"] {
            let found = evidence().recognise(code);
            assert!(found.listed().next().is_some_and(crate::Medicine::is_vitamin_k_antagonist), "{code}");
        }
        assert_eq!(evidence().recognise("Z99ZZ99").kind(), NameKind::Unknown);
    }

    #[test]
    fn a_combination_gives_every_ingredient() {
        assert_eq!(names("Moduretic"), ["hydrochlorothiazide", "amiloride"]);
        assert_eq!(names("atorvastatin + amlodipine"), ["atorvastatin", "amlodipine"]);
        assert_eq!(names("salmeterol + fluticasone"), ["salmeterol + fluticasone"]);
    }

    #[test]
    fn what_stands_beside_a_name_is_a_dose_or_another_medicine() {
        for typed in [
            "Lipitor 20 mg tablets, one at night",
            "salmeterol + fluticasone 25/250",
            "C10AA05",
            "B01AA",
            "HCTZ",
            "warfarin 5mg",
            "atorvastatin calcium 1-0-1",
            "Simvastatin-ratiopharm 20 mg abends",
        ] {
            assert_eq!(left(typed), Vec::<String>::new(), "{typed}");
        }
        assert_eq!(left("atorvastatin, Unheardofin 5 mg"), ["unheardofin"]);
        assert_eq!(left("blue pills"), ["blue"]);
        assert_eq!(left("<b>warfarin</b>"), ["b", "b"]);
        assert_eq!(left("Simvastatin plus"), ["plus"]);
        assert_eq!(left("simvastatin plus 5 mg daily"), ["plus"]);
        assert_eq!(left("simvastatin plus warfarin"), Vec::<String>::new());
        assert_eq!(left("simvastatin comp 20 mg"), ["comp"]);
    }

    #[test]
    fn a_misspelling_is_a_suggestion_and_never_the_name() {
        for typed in ["", "  ", "C", "xyz", "mg", "💊", "tablets", "atorvastatim", "warf"] {
            assert!(names(typed).is_empty(), "{typed}: {:?}", names(typed));
            assert_eq!(evidence().recognise(typed).kind(), NameKind::Unknown, "{typed}");
        }
        assert_eq!(evidence().recognise("atorvastatim").near[0], "atorvastatin");
        assert_eq!(evidence().recognise("warf").near[0], "warfarin");
        assert!(evidence().recognise("zzyzxin").near.is_empty());
    }

    #[test]
    fn a_word_that_asks_is_answered_by_a_name_that_it_can_mean() {
        let asks = |typed: &str| evidence().recognise(typed).asks.len();
        assert_eq!(asks("water tablet"), 1);
        assert_eq!(asks("water tablet (furosemide 40 mg)"), 0);
        assert_eq!(asks("amlodipine and a water tablet"), 1);
        assert_eq!(asks("statin, a statin and a water pill"), 2);
    }
}
