//! How many cramps or twinges came, as typed: a whole number.

use charley_domain::entry::Count;

use super::{Mistyped, signed};

/// How many there were.
///
/// # Errors
/// When it is no whole number from 1 to 99.
pub fn count(typed: &str) -> Result<Count, Mistyped> {
    let value = signed("count", typed.trim()).ok();
    value.and_then(|value| Count::from_number(value).ok()).ok_or_else(|| {
        Mistyped::form("count", typed, format!("write how many there were, from 1 to {}", Count::MOST))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_whole_number_is_read_and_everything_else_told_the_limits() {
        assert_eq!(count(" 3 ").unwrap().times(), 3);
        for bad in
            ["0", "100", "1000", "-2", "2.5", "", "two", "3 or 4", "1e1", "NaN", "٣", "99999999999999999999"]
        {
            let refused = count(bad).unwrap_err().to_string();
            assert!(refused.contains("no count") && refused.contains("1 to 99"), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_typed(times in -200i32..200) {
            let read = count(&times.to_string()).map(Count::times);
            prop_assert_eq!(read.ok(), u32::try_from(times).ok().filter(|times| (1..=99).contains(times)));
        }
    }
}
