//! What Charley takes a medicine for that a person typed.

/// One sentence: recognised as what, or kept as typed.
pub(crate) fn recognition(typed: &str) -> String {
    format!("{typed:?} is kept as you typed it.")
}
