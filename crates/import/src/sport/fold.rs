//! Words without capitals and accents: people leave accents out, and programs compose them in two ways.

/// Letters with accents, by the letter they stand on.
const ACCENTED: [(char, &str); 33] = [
    ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęěẹẻẽếềểễệ"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįıỉịǐ"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŉ"),
    ('o', "òóôõöøōŏőọỏốồổỗộơớờởỡợǒ"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűųụủưứừửữựǔ"),
    ('w', "ŵ"),
    ('y', "ýÿŷỳỵỷỹ"),
    ('z', "źżž"),
    ('α', "ά"),
    ('ε', "έ"),
    ('η', "ή"),
    ('ι', "ίϊΐ"),
    ('ο', "ό"),
    ('σ', "ς"),
    ('υ', "ύϋΰ"),
    ('ω', "ώ"),
    ('е', "ё"),
    ('и', "й"),
    ('і', "ї"),
    ('ي', "ى"),
    ('ا', "أإآ"),
    ('\'', "\u{2019}\u{2bc}"),
];

/// A text in small letters without accents, its words parted by single blanks: also where capitals, dashes or underscores
/// part them (`TrailRun`, `trail_run`, `Trail-Run`).
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            folded.push(' ');
        }
        before = letter;
        for small in letter.to_lowercase() {
            match small {
                // An accent that stands by itself.
                '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => {}
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                _ => folded.push(plain(small)),
            }
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(letter: char) -> char {
    if letter.is_ascii_alphanumeric() {
        return letter;
    }
    let base = ACCENTED.iter().find(|(_, accented)| accented.contains(letter)).map(|(base, _)| *base);
    match base {
        Some('\'') | None if !letter.is_alphanumeric() && !is_mark(letter) => ' ',
        Some(base) => base,
        None => letter,
    }
}

/// Signs that belong to the letter before them in the scripts of India and Thailand.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{97f}' | '\u{e00}'..='\u{e7f}' | '\u{3099}' | '\u{309a}' | '\u{30fc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        assert_eq!(fold("Course à pied"), fold("course a\u{300} PIED"));
        assert_eq!(fold("TrailRun"), "trail run");
        assert_eq!(fold("e-bike_ride"), "e bike ride");
        assert_eq!(fold("Straßenlauf"), "strassenlauf");
        assert_eq!(fold("vélo d'intérieur"), fold("Velo d\u{2019}interieur"));
        assert_eq!(fold("Пеший туризм"), "пешии туризм");
        assert_eq!(fold("KOŞU"), "kosu");
        assert_eq!(fold("跑步"), "跑步");
        assert_eq!(fold(""), "");
    }
}
