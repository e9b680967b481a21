//! Changes that break a file: the same number gives the same ones everywhere.
#![allow(dead_code, reason = "each binary of tests uses some of it")]

/// A small generator of our own.
pub(crate) struct Dice(pub(crate) u64);

/// What counters, sums and calendars stumble over, as text writes it.
const EXTREMES: [&str; 16] = [
    "0",
    "-1",
    "1e308",
    "-1e308",
    "1e-320",
    "NaN",
    "inf",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "253402300799999",
    "9999",
    "-9999",
    "00",
];

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }

    fn span(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        from..(from + self.below(64)).min(length)
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// One to six changes, fewer more often: bytes set, cut, doubled, moved, taken from another seed, numbers made extreme.
pub(crate) fn mutate(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let most = dice.below(6) + 1;
    for _ in 0..=dice.below(most) {
        let at = dice.below(bytes.len());
        let span = dice.span(bytes.len());
        match dice.below(10) {
            0 | 1 if !bytes.is_empty() => bytes[at] = dice.roll() as u8,
            2 if !bytes.is_empty() => bytes[at] = dice.one_of(&[0, 0xFF, 0x7F, 0x80, b'<', b'"', b',']),
            3 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            4 => bytes.truncate(at.max(1)),
            5 => drop(bytes.drain(span)),
            6 => {
                let copy = bytes[span].to_vec();
                bytes.splice(at..at, copy);
            }
            7 | 8 => replace_number(bytes, at, dice),
            _ => {
                let piece = other[dice.span(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
}

/// Puts an extreme in the place of the first number from `at` on; where there is none, bytes of a number.
fn replace_number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let digits = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    let from = bytes.iter().skip(at).position(u8::is_ascii_digit).map(|more| at + more);
    let Some(from) = from.filter(|from| from - at < 64) else {
        let word: [u8; 4] = dice.one_of(&[[0xFF; 4], [0; 4], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80]]);
        let end = (at + 4).min(bytes.len());
        bytes.splice(at..end, word);
        return;
    };
    let length = bytes[from..].iter().take_while(|byte| digits(byte)).count();
    bytes.splice(from..from + length, dice.one_of(&EXTREMES).bytes());
}
