//! A page of the terminal: what must be said first, the answer, what must be said beside it.

use charley_answers::notice::{Notice, words as say};
use charley_speech::spoken;

/// An answer between what stands before it and what stands beside it.
pub(crate) fn framed(notices: &[Notice], answer: &str) -> String {
    let (first, beside): (Vec<&Notice>, Vec<&Notice>) = notices.iter().partition(|notice| notice.is_first());
    let mut text = String::new();
    // The way to the questions is said once, after the last notice that follows from them.
    let last = notices.iter().rposition(Notice::is_of_triage);
    let how = |notice: &Notice| last.is_some_and(|last| notices.get(last) == Some(notice));
    for notice in first {
        text.push_str(&spoken::wrapped(&notice.text(), 0));
        if how(notice) {
            text.push_str(&spoken::wrapped(say::HOW_TO_ANSWER, 0));
        }
        text.push('\n');
    }
    text.push_str(answer);
    for notice in beside {
        text.push_str(&paragraph(&notice.text()));
        if how(notice) {
            text.push_str(&spoken::wrapped(say::HOW_TO_ANSWER, 0));
        }
    }
    text
}

/// A text after an empty line.
pub(crate) fn paragraph(text: &str) -> String {
    format!("\n{}", spoken::wrapped(text, 0))
}

/// A list under a heading; nothing where there is nothing.
pub(crate) fn listed(heading: &str, lines: &[impl std::fmt::Display]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| spoken::wrapped(&format!("  {line}"), 4)).collect();
    format!("\n{heading}\n{lines}")
}
