//! A page says what to do in the browser: no command of a terminal stands on one.

/// Where a program is shown how to talk to Charley: its words are typed, and by whom is said.
const FOR_PROGRAMS: &[&str] = &["/settings/devices"];

/// What of a page at `path` is to be typed in a terminal.
pub(crate) fn commands(path: &str, text: &str) -> Vec<String> {
    if FOR_PROGRAMS.contains(&path) {
        return Vec::new();
    }
    let verbs = charley::cli::command();
    let verbs: Vec<&str> = verbs.get_subcommands().map(clap::Command::get_name).collect();
    text.lines().filter(|line| is_command(&verbs, line)).map(str::to_owned).collect()
}

fn is_command(verbs: &[&str], line: &str) -> bool {
    let after = |start: &str| {
        line.match_indices(start).map(|(at, _)| line[at + start.len()..].to_owned()).collect::<Vec<_>>()
    };
    let word = |rest: &str| {
        rest.split(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let verb = |rest: &String| verbs.contains(&word(rest).as_str());
    let flag = |rest: &String| rest.starts_with(|letter: char| letter.is_ascii_lowercase());
    after("charley ").iter().any(verb)
        || after("(log ").iter().chain(&after("(person set")).chain(&after("(import ")).any(|_| true)
        || after(" --").iter().chain(&after("(--")).any(flag)
}

#[test]
fn a_command_is_found_and_a_sentence_is_none() {
    for said in [
        "your age (charley person set --born)",
        "long sitting (log sitting)",
        "say --air-c",
        "`charley why`",
        "(--ftp-w)",
    ] {
        assert_eq!(commands("/why", said).len(), 1, "{said}");
    }
    for said in [
        "Charley gives no plan until it knows your age.",
        "charley-2026-11-23.db",
        "a night -- long",
        "(logged)",
    ] {
        assert_eq!(commands("/why", said), Vec::<String>::new(), "{said}");
    }
    assert!(commands("/settings/devices", "curl --data-binary @run.fit").is_empty());
}
