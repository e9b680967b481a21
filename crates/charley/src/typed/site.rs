//! Where a cramp was, as typed: `calf left`, `left calf`, `both calves`, `hamstring`.

use charley_domain::muscle::{Muscle, Side, UnknownWord};

use super::Mistyped;

/// Words that people put around the muscle and that say nothing.
const FILLERS: &[&str] = &["my", "the", "in", "and", "leg", "side"];

/// Muscle and side from words in any order; the side is unknown where none was typed.
///
/// # Errors
/// When there is no muscle, more than one, or a word that is neither muscle nor side.
pub(crate) fn site(typed: &[String]) -> Result<(Muscle, Side), Mistyped> {
    let joined = typed.join(" ").to_lowercase();
    let mut side = None;
    let mut muscle = None;
    // The one muscle that people name in several words.
    let joined_words = joined.replace("back of thigh", "hamstrings");
    for word in joined_words.split_whitespace().filter(|word| !FILLERS.contains(word)) {
        if let Ok(found) = word.parse::<Side>() {
            side = Some(both(side, found));
        } else if let Ok(found) = word.parse::<Muscle>() {
            one_muscle(&joined, muscle, found)?;
            muscle = Some(found);
        } else {
            return Err(unknown(word).into());
        }
    }
    let muscle = muscle.ok_or_else(|| {
        Mistyped::form("muscle", &joined, format!("name the muscle: one of {}", muscle_words().join(", ")))
    })?;
    Ok((muscle, side.unwrap_or(Side::Unknown)))
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
    fn a_typo_is_told_the_nearest_word() {
        assert!(read("claf left").unwrap_err().to_string().contains("did you mean \"calf\"?"));
        assert!(read("calf lft").unwrap_err().to_string().contains("did you mean \"left\"?"));
        assert!(read("left").unwrap_err().to_string().contains("name the muscle"));
        assert!(read("calf shin").unwrap_err().to_string().contains("two muscles"));
    }
}
