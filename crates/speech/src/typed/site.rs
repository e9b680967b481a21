//! Where a cramp was, as typed: `calf left`, `left calf`, `both calves`, `hamstring`.

use charley_domain::muscle::{Muscle, Side, UnknownWord};

use super::Mistyped;
use crate::site::Hip;

/// Words that people put around the muscle and that say nothing.
const FILLERS: &[&str] = &["my", "the", "in", "and", "leg", "side", "of"];

/// Muscles that people name in two words.
const IN_TWO_WORDS: &[(&str, Muscle)] = &[
    ("back thigh", Muscle::Hamstrings),
    ("front thigh", Muscle::Quadriceps),
    ("inner thigh", Muscle::Adductors),
    ("inside thigh", Muscle::Adductors),
];

/// Muscle and side from words in any order; the side is unknown where none was typed.
///
/// # Errors
/// When there is no muscle, more than one, or a word that is neither muscle nor side.
pub fn site(typed: &[String]) -> Result<(Muscle, Side), Mistyped> {
    let (muscle, side) = site_if_said(typed)?;
    let muscle = muscle.ok_or_else(|| {
        let remedy = format!("name the muscle: one of {}", muscle_words().join(", "));
        Mistyped::form("muscle", &typed.join(" ").to_lowercase(), remedy)
    })?;
    Ok((muscle, side))
}

/// Muscle and side as far as they were typed: of a twinge neither has to be known.
///
/// # Errors
/// When there is more than one muscle, or a word that is neither muscle nor side.
pub fn site_if_said(typed: &[String]) -> Result<(Option<Muscle>, Side), Mistyped> {
    let joined = typed.join(" ").to_lowercase();
    let mut side = None;
    let mut muscle = None;
    for word in one_word_each(&joined).split_whitespace() {
        if let Ok(found) = word.parse::<Side>() {
            side = Some(both(side, found));
        } else if let Ok(found) = word.parse::<Muscle>() {
            one_muscle(&joined, muscle, found)?;
            muscle = Some(found);
        } else {
            return Err(unknown(word).into());
        }
    }
    Ok((muscle, side.unwrap_or(Side::Unknown)))
}

/// Where a cramp is that is to be ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReliefSite {
    /// The muscle.
    pub muscle: Muscle,
    /// The side.
    pub side: Side,
    /// Front or back of the hip.
    pub hip: Option<Hip>,
}

/// Muscle, side, and front or back of the hip, which only relief asks.
///
/// # Errors
/// As [`site`].
pub fn site_of_relief(typed: &[String]) -> Result<ReliefSite, Mistyped> {
    let joined = one_word_each(&typed.join(" ").to_lowercase());
    let words: Vec<&str> = joined.split_whitespace().collect();
    let is_hip = words.iter().any(|word| word.parse() == Ok(Muscle::Hip));
    let hip_of = |word: &str| match word {
        "front" if is_hip => Some(Hip::Front),
        "back" if is_hip => Some(Hip::Back),
        _ => None,
    };
    let said: Vec<Hip> = words.iter().filter_map(|word| hip_of(word)).collect();
    if said.windows(2).any(|two| two[0] != two[1]) {
        return Err(Mistyped::impossible(&joined, "names both front and back of the hip: name one"));
    }
    let rest = words.iter().filter(|word| hip_of(word).is_none()).map(|word| (*word).to_owned());
    let (muscle, side) = site(&rest.collect::<Vec<_>>())?;
    Ok(ReliefSite { muscle, side, hip: said.first().copied() })
}

/// The words that say something, and one word for a muscle that has two.
fn one_word_each(joined: &str) -> String {
    let words: Vec<&str> = joined.split_whitespace().filter(|word| !FILLERS.contains(word)).collect();
    let said = words.join(" ");
    IN_TWO_WORDS.iter().fold(said, |said, (words, muscle)| said.replace(words, muscle.word()))
}

fn both(before: Option<Side>, found: Side) -> Side {
    match before {
        Some(before) if before != found => Side::Both,
        _ => found,
    }
}

fn one_muscle(typed: &str, before: Option<Muscle>, found: Muscle) -> Result<(), Mistyped> {
    match before {
        Some(before) if before != found => Err(Mistyped::impossible(
            typed,
            format!("names two muscles, {before} and {found}: record one cramp for each"),
        )),
        _ => Ok(()),
    }
}

fn unknown(word: &str) -> UnknownWord {
    let mut known = muscle_words();
    known.extend(Side::ALL.iter().map(|side| side.word()));
    UnknownWord::new("muscle or side", word, &known)
}

fn muscle_words() -> Vec<&'static str> {
    Muscle::ALL.iter().map(|muscle| muscle.word()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<(Muscle, Side), Mistyped> {
        site(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn muscle_and_side_come_in_any_order() {
        assert_eq!(read("calf left"), Ok((Muscle::Calf, Side::Left)));
        assert_eq!(read("left calf"), Ok((Muscle::Calf, Side::Left)));
        assert_eq!(read("both calves"), Ok((Muscle::Calf, Side::Both)));
        assert_eq!(read("left and right foot"), Ok((Muscle::Foot, Side::Both)));
        assert_eq!(read("Hamstring"), Ok((Muscle::Hamstrings, Side::Unknown)));
        assert_eq!(read("back of thigh r"), Ok((Muscle::Hamstrings, Side::Right)));
    }

    #[test]
    fn a_thigh_has_a_front_a_back_and_an_inside_and_a_hip_two_sides_for_relief() {
        assert_eq!(read("left front of the thigh"), Ok((Muscle::Quadriceps, Side::Left)));
        assert_eq!(read("inner thigh right"), Ok((Muscle::Adductors, Side::Right)));
        let at = |muscle, side, hip| ReliefSite { muscle, side, hip };
        let hip = |typed: &str| site_of_relief(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(hip("hip front"), Ok(at(Muscle::Hip, Side::Unknown, Some(Hip::Front))));
        assert_eq!(hip("back of my left hip"), Ok(at(Muscle::Hip, Side::Left, Some(Hip::Back))));
        assert_eq!(hip("hip"), Ok(at(Muscle::Hip, Side::Unknown, None)));
        assert_eq!(hip("back of thigh"), Ok(at(Muscle::Hamstrings, Side::Unknown, None)));
        assert!(hip("hip front back").unwrap_err().to_string().contains("name one"));
        assert!(hip("calf front").unwrap_err().to_string().contains("front"));
    }

    #[test]
    fn of_a_twinge_the_place_may_be_left_out() {
        let read = |typed: &str| site_if_said(&typed.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(site_if_said(&[]), Ok((None, Side::Unknown)));
        assert_eq!(read("in the left leg"), Ok((None, Side::Left)));
        assert_eq!(read("left calf"), Ok((Some(Muscle::Calf), Side::Left)));
        assert!(read("claf").unwrap_err().to_string().contains("did you mean \"calf\"?"));
    }

    #[test]
    fn a_typo_is_told_the_nearest_word() {
        assert!(read("claf left").unwrap_err().to_string().contains("did you mean \"calf\"?"));
        assert!(read("calf lft").unwrap_err().to_string().contains("did you mean \"left\"?"));
        assert!(read("left").unwrap_err().to_string().contains("name the muscle"));
        assert!(read("calf shin").unwrap_err().to_string().contains("two muscles"));
    }
}
