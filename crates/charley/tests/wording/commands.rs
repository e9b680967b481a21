//! A page tells what to do in the browser: whoever reads it may never have seen a terminal.

use super::source;

/// Verbs of the terminal that somebody could be sent to from a page.
const VERBS: [&str; 16] = [
    "serve",
    "import",
    "log",
    "person",
    "plan",
    "why",
    "forecast",
    "report",
    "triage",
    "undo",
    "data",
    "devices",
    "exposures",
    "diary",
    "trial",
    "medicines",
];

#[test]
fn no_template_prints_a_terminal_command() {
    let templates = source::templates();
    assert!(templates.len() > 30, "{}", templates.len());
    for (path, text) in templates {
        for verb in VERBS {
            let command = format!("charley {verb}");
            assert!(!text.contains(&command), "{path} prints `{command}`: say what to do in the browser");
        }
    }
}
