//! How far the diary is from what Charley learns from, as two bars and a date.

use charley_answers::outlook::{LearningOutlook, words};
use charley_speech::message::Message;
use jiff::civil::Date;

/// The strip.
pub(super) struct DiaryProgress {
    pub(super) rows: [ProgressRow; 2],
    pub(super) when: String,
}

/// One bar.
pub(super) struct ProgressRow {
    pub(super) name: Message,
    pub(super) some: usize,
    pub(super) all: usize,
    pub(super) words: String,
}

impl DiaryProgress {
    /// The strip, while a step is still to come.
    pub(super) fn of(outlook: &LearningOutlook, today: Date) -> Option<Self> {
        let row = |name, some: usize, all: usize| ProgressRow {
            name,
            some: some.min(all),
            all,
            words: words::of(some, all),
        };
        outlook.is_open().then(|| Self {
            rows: [
                row(words::NIGHTS, outlook.counts.known, LearningOutlook::NIGHTS),
                row(words::CRAMPS, outlook.counts.cramp, LearningOutlook::CRAMPS),
            ],
            when: words::when(outlook, today),
        })
    }
}
