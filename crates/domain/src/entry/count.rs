//! How many came, where one entry tells of several.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How many cramps or twinges one entry tells of: a whole number from 1 to 99.
///
/// ```
/// use charley_domain::entry::Count;
/// assert_eq!(Count::from_number(3.0)?.times(), 3);
/// let refused = Count::from_number(0.0).unwrap_err().to_string();
/// assert_eq!(refused, "0 is no count: give a whole number from 1 to 99");
/// # Ok::<(), charley_domain::entry::NoCount>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "u8")]
pub struct Count(u8);

/// A number that counts nothing.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is no count: give a whole number from 1 to {most}", most = Count::MOST)]
pub struct NoCount(f64);

impl Count {
    /// Own limit: more than this in one night or workout is nothing that anybody counts.
    pub const MOST: u8 = 99;

    /// Checks a number.
    ///
    /// # Errors
    /// When it is not whole, below 1 or above [`Count::MOST`].
    pub fn from_number(value: f64) -> Result<Self, NoCount> {
        let is_one = value.fract() == 0.0 && (1.0..=f64::from(Self::MOST)).contains(&value);
        if is_one { Ok(Self(value as u8)) } else { Err(NoCount(value)) }
    }

    /// The number.
    pub const fn times(self) -> u32 {
        self.0 as u32
    }
}

impl TryFrom<f64> for Count {
    type Error = NoCount;
    fn try_from(value: f64) -> Result<Self, NoCount> {
        Self::from_number(value)
    }
}

impl From<Count> for u8 {
    fn from(count: Count) -> Self {
        count.0
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn json_is_the_bare_number_and_is_checked_on_the_way_in() {
        assert_eq!(serde_json::to_string(&Count::from_number(3.0).unwrap()).unwrap(), "3");
        for bad in ["0", "100", "-1", "2.5", "1e9", "\"3\"", "null"] {
            assert!(serde_json::from_str::<Count>(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_a_count_or_refused_with_its_limits(value in any::<f64>()) {
            match Count::from_number(value) {
                Ok(count) => prop_assert!((f64::from(count.times()) - value).abs() < f64::EPSILON),
                Err(error) => prop_assert!(error.to_string().contains("1 to 99")),
            }
        }

        #[test]
        fn every_count_comes_back_from_json(times in 1u8..=99) {
            let count = Count::from_number(f64::from(times)).unwrap();
            let text = serde_json::to_string(&count).unwrap();
            prop_assert_eq!(serde_json::from_str::<Count>(&text).unwrap(), count);
        }
    }
}
