//! A typed name as words: case, accents, invisible signs and hyphens do no harm; doses, forms and makers are told from names.

/// A word of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, letters and digits, without accents.
    pub(crate) text: String,
    /// Whether a sign of a list stands before it: a comma, a plus, a slash.
    pub(crate) apart: bool,
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let (mut open, mut apart) = (false, false);
    for letter in text.chars().filter(|letter| !is_silent(*letter)) {
        if letter.is_alphanumeric() {
            if !open {
                words.push(Word { text: String::new(), apart });
                (open, apart) = (true, false);
            }
            let Some(word) = words.last_mut() else { continue };
            letter.to_lowercase().for_each(|letter| fold(letter, &mut word.text));
        } else {
            open = false;
            apart |= matches!(letter, ',' | ';' | '/' | '+' | '&' | '|' | '\n');
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// A name as the key of an index: its words run together, so that a hyphen or a space makes no other name.
pub(crate) fn key(name: &str) -> String {
    words(name).into_iter().map(|word| word.text).collect()
}

/// Signs that stand within a word and say nothing: apostrophes, trade marks, joiners of no width, accents of their own.
fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '\u{2019}'
            | '\u{ae}'
            | '\u{2122}'
            | '\u{a9}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{300}'..='\u{36f}'
    )
}

fn fold(letter: char, into: &mut String) {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => into.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => into.push('e'),
        'í' | 'ì' | 'î' | 'ï' | 'ı' => into.push('i'),
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => into.push('o'),
        'ú' | 'ù' | 'û' | 'ü' | 'ů' => into.push('u'),
        'ç' | 'ć' | 'č' => into.push('c'),
        'ñ' | 'ń' => into.push('n'),
        'ł' => into.push('l'),
        'ś' | 'š' => into.push('s'),
        'ý' => into.push('y'),
        'ź' | 'ż' | 'ž' => into.push('z'),
        'ß' => into.push_str("ss"),
        'æ' => into.push_str("ae"),
        'œ' => into.push_str("oe"),
        '\u{300}'..='\u{36f}' => (),
        letter => into.push(letter),
    }
}

/// Words beside a name that say how much, in which form, when, or who made it, and name no other medicine.
const BESIDE_A_NAME: [&str; 4] = [
    // Amounts.
    "mg g mcg ug µg μg microgram micrograms mikrogramm milligram milligrams gram grams ml l iu ie unit \
     units mmol meq percent dose doses strength x one two three four half eine zwei halbe",
    // Forms.
    "tablet tablets tablette tabletten filmtabletten filmtablette tbl tab tabs capsule capsules caps cap \
     kapsel kapseln pill pills caplet caplets puff puffs hub inhaler handihaler genuair novolizer autohaler inhalation inhalator accuhaler \
     evohaler turbohaler turbuhaler respimat diskus ellipta breezhaler nexthaler easyhaler hfa nebule \
     nebules spray nasal nasenspray injection injections pen flexpen kwikpen solostar penfill prefilled \
     syringe sachet sachets patch patches pflaster drops tropfen eye ear cream creme ointment salbe gel \
     lotion shampoo liquid syrup saft solution suspension oral soluble dispersible effervescent chewable \
     chewy orodispersible sublingual film coated enteric gastro resistant modified prolonged extended \
     delayed sustained slow release retard dr ir en sr xr er cr la xl mr pr ec od odt depot forte advance mite mitis \
     junior generic brand branded low high baby",
    // Times.
    "once twice times daily day days week weeks weekly month monthly every each other morning mornings \
     noon midday lunch afternoon evening night nights nightly bedtime bed breakfast dinner meal meals \
     food taglich taeglich morgens mittags abends nachts before after bd bid tds tid qds qid qd om on \
     nocte mane prn hs po",
    // Small words.
    "a an am at in the my of per pro for as when if needed required usually still bei bedarf je i take \
     taking since",
];

/// Makers whose names stand in the names of generic products, even in their midst: `Candesartan Hexal comp`.
const MAKERS: &str = "ratiopharm hexal stada sandoz teva zentiva heumann aristo aliud al abz tad accord actavis aurobindo \
    mylan viatris krka basics betapharm winthrop pharma 1a aaa henning lich ct puren denk dexcel axcount \
    glenmark sun cipla lupin almus wockhardt crescent bristol ranbaxy genericon lichtenstein kbb \
    hormosan neuraxpharm holsten biomo dura";

/// Words that join two names.
const JOINS: &str = "and or with und oder mit also then et plus";
/// The one of them that also ends the names of combination products: `Ramipril plus`.
const PLUS: &str = "plus";

/// The other half of a salt, in the name of a substance: `losartan potassium`.
const SALTS: &str = "acetate arginine aspartate axetil besilate besylate bisulfate bromide calcium cilexetil citrate \
    decanoate dihydrate dipropionate disodium erbumine etexilate etexilat fumarate furoate gluconate hcl \
    hemihydrate hydrobromide hydrochlorid hydrochloride hydrogen kalium lysine magnesium maleate \
    medoxomil mesilate mesylate monohydrate mononitrate natrium nitrate oxalate pamoate phosphate \
    potassium propionate sodium succinate sulfate sulphate tartrate trihydrate tromethamine valerate \
    xinafoate";

/// The words without the makers after the first of them.
pub(crate) fn without_makers(words: Vec<Word>) -> Vec<Word> {
    let kept = words.into_iter().enumerate().filter(|(at, word)| *at == 0 || !holds(MAKERS, &word.text));
    kept.map(|(_, word)| word).collect()
}

/// Whether a word beside a name is an amount, a form, a time or a maker: `20`, `40mg`, `tablets`, `nightly`.
pub(crate) fn is_beside(word: &str) -> bool {
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    unit.is_empty() || BESIDE_A_NAME.iter().any(|list| holds(list, unit))
}

/// Whether a word joins two names.
pub(crate) fn is_join(word: &str) -> bool {
    holds(JOINS, word)
}

/// Whether a word may be part of a product's name where nothing follows it to be joined.
pub(crate) fn is_plus(word: &str) -> bool {
    word == PLUS
}

/// Whether a word is the other half of a salt.
pub(crate) fn is_salt(word: &str) -> bool {
    holds(SALTS, word)
}

fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_case_and_accents_make_no_other_word() {
        for typed in ["Co-Diovan", "CO DIOVAN", "co\u{2010}diovan", "Co\u{200b}Diovan®", "có-diovan"] {
            assert_eq!(key(typed), "codiovan", "{typed:?}");
        }
        assert_eq!(key("Préviscan"), key("previscan"));
        assert_eq!(key("e\u{301}"), "e");
        assert_eq!(key("St. John\u{2019}s wort"), "stjohnswort");
        assert_eq!(key("💊 \u{1b}[31m"), "31m");
    }

    #[test]
    fn a_list_is_told_from_a_name() {
        let apart: Vec<bool> = words("one two, three/four").iter().map(|word| word.apart).collect();
        assert_eq!(apart, [false, false, true, true]);
    }

    #[test]
    fn amounts_forms_and_times_are_no_names() {
        for word in ["20", "40mg", "tablets", "nightly", "µg"] {
            assert!(is_beside(word), "{word}");
        }
        for word in ["warfarin", "20warfarin", "k2", "b12"] {
            assert!(!is_beside(word), "{word}");
        }
    }
}
