//! The sentences that Charley never says, over every source, template and script.

use charley_speech::lint;

use crate::source;

/// What a person may type and Charley then refuses: looked for, never said.
const REFUSED: [&str; 1] = ["tonic water"];

#[test]
fn nothing_forbidden_stands_in_any_source_template_or_script() {
    let printed = source::printed();
    assert!(printed.len() > 2000, "only {} texts were found", printed.len());
    for (path, text) in printed.into_iter().filter(|(_, text)| !REFUSED.contains(&text.as_str())) {
        assert_eq!(lint::broken(&text), Vec::<u8>::new(), "{path}: {text}");
    }
}
