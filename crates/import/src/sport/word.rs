//! The sport behind a word, in the languages of `tables/sports.csv`.

use std::{collections::HashMap, sync::OnceLock};

use charley_domain::workout::Sport;

use super::fold::fold;

const TABLE: &str = include_str!("../../tables/sports.csv");
/// Words of one text that are looked at: names are shorter.
const MOST_WORDS: usize = 24;

/// What a word of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SportMeaning {
    sport: Sport,
    indoor: Option<bool>,
}

/// The words of the table.
struct Words {
    by_phrase: HashMap<String, SportMeaning>,
    /// Words of scripts that put no blanks between words, the longest first.
    unparted: Vec<(String, SportMeaning)>,
    /// Words of the longest phrase.
    longest: usize,
}

/// A phrase of the table within a text.
#[derive(Debug, Clone, Copy)]
struct PhraseFound {
    /// Words, or letters where words are not parted.
    length: usize,
    meaning: SportMeaning,
    at: usize,
}

/// The sport behind a word of TCX, GPX or a table; Strava's track numbers too.
pub(crate) fn from_word(word: &str) -> Sport {
    said(word).0
}

/// The sport behind a word, and whether it says that it was indoors.
///
/// Whole words count, the longest phrase first: a `horse ride` is no ride, `trail_biking` no run. Of phrases of equal length what
/// is no sport of ours comes first, then the one that stands first.
pub(crate) fn said(text: &str) -> (Sport, Option<bool>) {
    let numbered = match text.trim() {
        "1" => Some(Sport::Ride),
        "4" => Some(Sport::Hike),
        "9" => Some(Sport::Run),
        "10" => Some(Sport::Walk),
        _ => None,
    };
    if let Some(sport) = numbered {
        return (sport, None);
    }
    let text = fold(text);
    let words = words();
    let parted: Vec<&str> = text.split(' ').take(MOST_WORDS).collect();
    let best = phrases(words, &parted).chain(unparted(words, &parted)).max_by_key(|found| {
        let no_sport = found.meaning.sport == Sport::Other;
        // A trail is also hiked and ridden along.
        let by_itself = found.meaning.sport != Sport::TrailRun;
        (found.length, no_sport, by_itself, std::cmp::Reverse(found.at))
    });
    best.map_or((Sport::Other, None), |found| (found.meaning.sport, found.meaning.indoor))
}

fn phrases<'a>(words: &'a Words, parted: &'a [&str]) -> impl Iterator<Item = PhraseFound> + 'a {
    let ends = move |at: usize| (1..=words.longest.min(parted.len() - at)).map(move |length| (at, length));
    (0..parted.len()).flat_map(ends).filter_map(|(at, length)| {
        let phrase = parted.get(at..at + length)?.join(" ");
        words.by_phrase.get(&phrase).map(|meaning| PhraseFound { length, meaning: *meaning, at })
    })
}

fn unparted<'a>(words: &'a Words, parted: &'a [&str]) -> impl Iterator<Item = PhraseFound> + 'a {
    let foreign = parted.iter().enumerate().filter(|(_, word)| word.chars().any(is_unparted));
    foreign.filter_map(|(at, word)| {
        let held = |(phrase, _): &&(String, SportMeaning)| word.contains(phrase.as_str());
        let longest = words.unparted.iter().find(held)?;
        Some(PhraseFound { length: longest.0.chars().count(), meaning: longest.1, at })
    })
}

/// Letters of Chinese, Japanese, Korean and Thai.
fn is_unparted(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut table = csv::Reader::from_reader(TABLE.as_bytes());
        let mut by_phrase = HashMap::new();
        for row in table.records().flatten() {
            let cell = |at: usize| row.get(at).unwrap_or_default();
            let Ok(sport) = cell(0).parse::<Sport>() else { continue };
            let indoor = (cell(1) == "indoor").then_some(true);
            let meaning = SportMeaning { sport, indoor };
            by_phrase.extend(cell(3).split('|').map(|phrase| (fold(phrase), meaning)));
        }
        let longest = by_phrase.keys().map(|phrase| phrase.split(' ').count()).max().unwrap_or(1);
        let mut unparted: Vec<(String, SportMeaning)> = by_phrase
            .iter()
            .filter(|(phrase, _)| phrase.chars().any(is_unparted) && phrase.chars().count() > 1)
            .map(|(phrase, meaning)| (phrase.clone(), *meaning))
            .collect();
        // Among words of one length what is no sport comes first, as it does elsewhere.
        unparted.sort_by_key(|(phrase, meaning)| {
            (std::cmp::Reverse(phrase.chars().count()), meaning.sport != Sport::Other, phrase.clone())
        });
        Words { by_phrase, unparted, longest }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_row_is_read_and_no_word_means_two_sports() {
        let mut table = csv::Reader::from_reader(TABLE.as_bytes());
        let mut meanings: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut languages = Vec::new();
        for row in table.records() {
            let row = row.unwrap();
            assert!(row[0].parse::<Sport>().is_ok(), "{row:?}");
            assert!(["any", "indoor"].contains(&&row[1]), "{row:?}");
            assert!(["OpenTracks", "recalled"].contains(&&row[4]), "{row:?}");
            languages.push(row[2].to_owned());
            for word in row[3].split('|') {
                let meaning = (row[0].to_owned(), row[1].to_owned());
                let before = meanings.insert(fold(word), meaning.clone());
                assert!(
                    before.as_ref().is_none_or(|before| *before == meaning),
                    "{word}: {before:?} {meaning:?}"
                );
            }
        }
        languages.sort();
        languages.dedup();
        assert!(languages.len() >= 12, "{languages:?}");
        for sport in Sport::ALL {
            assert_eq!(from_word(sport.word()), *sport, "Charley's own words");
        }
    }

    #[test]
    fn words_of_many_languages() {
        for (word, sport) in [
            ("Trail Running", Sport::TrailRun),
            ("TrailRun", Sport::TrailRun),
            ("trail", Sport::TrailRun),
            ("trail_biking", Sport::Ride),
            ("Biking", Sport::Ride),
            ("9", Sport::Run),
            ("VirtualRide", Sport::IndoorRide),
            ("VirtualRun", Sport::Run),
            ("stationary bike", Sport::IndoorRide),
            ("EBikeRide", Sport::Ride),
            ("Morning Run in the park", Sport::Run),
            ("Training run", Sport::Run),
            ("treadmill", Sport::Run),
            ("trekking", Sport::Hike),
            ("mtb", Sport::Ride),
            ("triathlon", Sport::Multisport),
            ("gym", Sport::Strength),
            ("Laufen", Sport::Run),
            ("Radfahren", Sport::Ride),
            ("Skilanglauf", Sport::Ski),
            ("Course à pied", Sport::Run),
            ("COURSE A PIED", Sport::Run),
            ("Vélo", Sport::Ride),
            ("Randonnée", Sport::Hike),
            ("Randonnée à vélo", Sport::Ride),
            ("Correr", Sport::Run),
            ("Ciclismo", Sport::Ride),
            ("Corsa", Sport::Run),
            ("Hardlopen", Sport::Run),
            ("jazda na rowerze", Sport::Ride),
            ("biegi", Sport::Run),
            ("biegi narciarskie", Sport::Ski),
            ("běh na lyžích", Sport::Ski),
            ("Löpning", Sport::Run),
            ("juoksu", Sport::Run),
            ("futás", Sport::Run),
            ("sífutás", Sport::Ski),
            ("Koşu", Sport::Run),
            ("Бег", Sport::Run),
            ("Езда на велосипеде", Sport::Ride),
            ("跑步", Sport::Run),
            ("户外跑步", Sport::Run),
            ("今天越野跑步", Sport::TrailRun),
            ("ランニング", Sport::Run),
            ("マウンテンバイク", Sport::Ride),
            ("자전거 타기", Sport::Ride),
            ("الجري", Sport::Run),
            ("ריצה", Sport::Run),
            ("Caminhada", Sport::Walk),
        ] {
            assert_eq!(from_word(word), sport, "{word}");
        }
        assert_eq!(said("treadmill"), (Sport::Run, Some(true)));
        assert_eq!(said("室内跑步"), (Sport::Run, Some(true)));
    }

    #[test]
    fn parts_of_other_words_are_no_sports() {
        for word in [
            "motorcycling",
            "crunches",
            "skipping",
            "waterskiing",
            "water skiing",
            "brunch",
            "Bikram yoga",
            "horse ride",
            "Horseback Riding",
            "train ride",
            "trunk",
            "recycling",
            "walkie",
            "swimwear",
            "skill",
            "whiskey",
            "override",
            "motor bike",
            "other",
            "Other",
            "",
            "  ",
            "hikari",
            "narciarstwo wodne",
            "jízda na koni",
            "vattenskidåkning",
            "騎馬",
            "ランチ",
            "バイク",
            "骑摩托车",
            "Motorradfahren",
            "jazda konna",
            "su kayağı",
            "Einkauf",
            "Ablauf",
        ] {
            assert_eq!(from_word(word), Sport::Other, "{word}");
        }
    }
}
