//! What something was computed from, as a number: another number means that it is stale.

use super::Cell;

/// A running hash of inputs (64 bits): the same inputs in the same order always give the same number.
///
/// Equation: FNV-1a over 64-bit words. Source: Fowler, Noll, Vo. Valid for finding out whether something changed, never
/// against somebody who wants two inputs to look alike; it is taken over every draw of every exposure after each entry, which is
/// why it is none of those.
///
/// ```
/// use charley_infer::learn::Fingerprint;
/// let of = |values: &[f64]| values.iter().fold(Fingerprint::of("nights", 1), |so_far, value| so_far.number(*value)).get();
/// assert_eq!(of(&[1.0, 2.0]), of(&[1.0, 2.0]));
/// assert_ne!(of(&[1.0, 2.0]), of(&[2.0, 1.0]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// The start of one, for a purpose and a version of what computes it.
    pub fn of(purpose: &str, version: u64) -> Self {
        Self(0xcbf2_9ce4_8422_2325).text(purpose).word(version)
    }

    /// The hash so far.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// A word more.
    #[must_use]
    pub const fn word(self, word: u64) -> Self {
        // The upper half is folded down: a multiplication alone never lets it reach the lower.
        let mixed = (self.0 ^ word).wrapping_mul(0x0100_0000_01b3);
        Self(mixed ^ (mixed >> 29))
    }

    /// A number more.
    #[must_use]
    pub const fn number(self, number: f64) -> Self {
        self.word(number.to_bits())
    }

    /// A text more.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        text.bytes().fold(self.word(text.len() as u64), |so_far, byte| so_far.word(u64::from(byte)))
    }

    /// What is known of an exposure.
    pub(super) fn cell(self, cell: &Cell) -> Self {
        match cell {
            Cell::Unknown => self.word(0),
            Cell::Known(value) => self.word(1).number(*value),
            Cell::About { value, sd } => self.word(2).number(*value).number(*sd),
            Cell::Draws(draws) => {
                draws.iter().fold(self.word(3), |so_far, draw| so_far.word(u64::from(draw.to_bits())))
            }
        }
    }
}
