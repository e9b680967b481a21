//! In which language and for which region words are said: of whoever reads them, for as long as they are made.
//!
//! Words are made in many places of one answer, each out of others. The voice is therefore no argument of each of them: it is
//! set around the work that makes an answer, by the one who knows the reader (a page of the web app), and is English and metric
//! everywhere else: in the terminal, in documents, for programs.

use std::cell::Cell;

use crate::{language::Language, region::Region};

/// How a person is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Voice {
    /// The language of the words.
    pub language: Language,
    /// How clocks, weeks and units are read there.
    pub region: Region,
}

impl Voice {
    /// English, and the clock of 24 hours.
    pub const PLAIN: Self = Self { language: Language::ENGLISH, region: Region::PLAIN };
}

thread_local! {
    static VOICE: Cell<Voice> = const { Cell::new(Voice::PLAIN) };
}

/// The voice in which words are said now.
pub fn spoken() -> Voice {
    VOICE.get()
}

/// Does work in a voice; afterwards the one before it speaks again, also where the work panicked.
///
/// ```
/// use charley_speech::{language::Language, voice::{Voice, speaking, spoken}};
/// let german = Voice { language: Language::tagged("de").unwrap(), ..Voice::PLAIN };
/// assert_eq!(speaking(german, || spoken().language.tag()), "de");
/// assert_eq!(spoken(), Voice::PLAIN);
/// ```
pub fn speaking<T>(voice: Voice, work: impl FnOnce() -> T) -> T {
    struct VoiceBefore(Voice);
    impl Drop for VoiceBefore {
        fn drop(&mut self) {
            VOICE.set(self.0);
        }
    }
    let _before = VoiceBefore(VOICE.replace(voice));
    work()
}
