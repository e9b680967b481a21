//! A document of nested elements that is written from top to bottom.

use std::fmt::{Display, Write as _};

use jiff::Timestamp;

/// A document on its way out.
pub(super) struct Markup(String);

impl Markup {
    pub(super) fn new(capacity: usize) -> Self {
        let mut text = String::with_capacity(capacity);
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Self(text)
    }

    /// Text as it stands: tags whose content is known to need no escape.
    pub(super) fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// A leaf with a number or another text that needs no escape.
    pub(super) fn leaf(&mut self, name: &str, value: impl Display) {
        self.put(format_args!("<{name}>{value}</{name}>"));
    }

    /// A leaf with text people wrote.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.leaf(name, quick_xml::escape::escape(text));
    }

    /// Formatted tags.
    pub(super) fn put(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string fails only when formatting a value does, and numbers and texts do not.
        let _written = self.0.write_fmt(arguments);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// An instant as the formats write it; beyond the calendar it is its last moment.
pub(super) fn time(instant_ms: i64) -> impl Display {
    Instant(Timestamp::from_millisecond(instant_ms).unwrap_or(Timestamp::MAX))
}

struct Instant(Timestamp);

impl Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.subsec_millisecond() == 0 { write!(f, "{:.0}", self.0) } else { write!(f, "{:.3}", self.0) }
    }
}

/// Where a recording breaks off and goes on: whether a pause lies between two samples.
pub(super) fn paused_between(
    pauses: &[charley_domain::workout::Span],
    before_ms: i64,
    after_ms: i64,
) -> bool {
    pauses.iter().any(|pause| pause.from_ms < after_ms && before_ms < pause.to_ms)
}
