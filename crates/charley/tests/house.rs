//! What no room may contain: SQL outside the store, HTML outside the product, names that say nothing,
//! files that nobody reads to the end, literature numbers without their source, references to what is not there.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

#[path = "house/names.rs"]
mod names;
#[path = "house/numbers.rs"]
mod numbers;
#[path = "house/pure.rs"]
mod pure;
#[path = "house/references.rs"]
mod references;
#[path = "wording/source.rs"]
mod source;
#[path = "house/text.rs"]
mod text;

use std::{collections::BTreeSet, fs, path::Path};

use self::{source::strings_of, text::root};

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["common", "core", "utils", "util", "helpers", "helper", "types", "manager", "base", "misc"];

/// Longest file that anyone still reads.
const LONGEST_FILE_LINES: usize = 800;

#[test]
fn every_file_says_in_its_first_line_what_it_is_for() {
    for (path, text) in text::sources(&root().join("crates")) {
        assert!(text.starts_with("//! "), "{} has no head", path.display());
    }
}

#[test]
fn names_say_what_is_inside_and_files_can_be_read_to_the_end() {
    for (path, text) in text::sources(&root().join("crates")) {
        for part in path.strip_prefix(root()).unwrap() {
            let stem = part.to_str().unwrap().trim_end_matches(".rs");
            assert!(!EMPTY_NAMES.contains(&stem), "{} is named {stem}", path.display());
        }
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST_FILE_LINES,
            "{} has {lines} lines, {LONGEST_FILE_LINES} at most",
            path.display()
        );
    }
}

/// Strings of the code, tests apart, that break a rule; each with its file.
fn breaking(rooms: impl Fn(&str) -> bool, rule: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in source::rust() {
        let room = Path::new(&path).iter().next().and_then(|room| room.to_str()).unwrap();
        if rooms(room) {
            let broken = strings_of(&path, &text).into_iter().filter(|string| rule(string));
            found.extend(broken.map(|string| format!("{path}: {string:?}")));
        }
    }
    found
}

#[test]
fn sql_stays_in_the_store() {
    let found = breaking(|room| room != "store", is_sql);
    assert!(found.is_empty(), "SQL outside the store:\n{}", found.join("\n"));
}

/// Whether a line of a text begins like a statement of SQL and goes on like one.
fn is_sql(text: &str) -> bool {
    const STATEMENTS: &[(&str, &[&str])] = &[
        ("SELECT", &[" FROM ", " COUNT(", " 1", " *"]),
        ("INSERT", &[" INTO "]),
        ("REPLACE", &[" INTO "]),
        ("UPDATE", &[" SET "]),
        ("DELETE", &[" FROM "]),
        ("CREATE", &[" TABLE ", " INDEX ", " TRIGGER ", " VIEW "]),
        ("DROP", &[" TABLE ", " INDEX ", " TRIGGER ", " VIEW "]),
        ("ALTER", &[" TABLE "]),
        ("WITH", &[" AS ("]),
        ("PRAGMA", &[" "]),
        ("ATTACH", &[" AS "]),
        ("VACUUM", &[""]),
        ("BEGIN", &[" IMMEDIATE", " EXCLUSIVE", " TRANSACTION"]),
    ];
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    STATEMENTS.iter().any(|(verb, rest)| {
        text.match_indices(verb).any(|(at, _)| {
            let begins = at == 0 || text[..at].ends_with([' ', '(', ';']);
            let after = &text[at + verb.len()..];
            begins && after.starts_with([' ', ';', '(']) && rest.iter().any(|part| after.contains(part))
        })
    })
}

#[test]
fn sql_is_known_in_every_form() {
    for sql in [
        "SELECT body FROM entry",
        "WITH old AS (SELECT 1) SELECT * FROM old",
        "DROP TABLE entry",
        "ALTER TABLE entry ADD x",
        "INSERT OR REPLACE INTO entry VALUES (1)",
        "INSERT OR IGNORE\n INTO entry VALUES (1)",
        "\n    UPDATE entry\n    SET x = 1",
        "PRAGMA user_version",
        "begin; DELETE FROM entry",
    ] {
        assert!(is_sql(sql), "{sql}");
    }
    for text in [
        "Update Charley, then SET the units",
        "CREATED by hand",
        "with it, AS (you) like",
        "SELECTED nights from the diary",
        "DROP what is left",
    ] {
        assert!(!is_sql(text), "{text}");
    }
}

/// Where a connection may begin: the weather service, asked when a person agreed; and `charley open`, at a server on this machine.
const CONNECTING: [&str; 2] = ["web/src/network/weather_service.rs", "charley/src/cli/open.rs"];

#[test]
fn no_connection_leaves_this_machine_from_anywhere_else() {
    let connects = [
        "TcpStream::connect",
        "UdpSocket::bind",
        "UnixStream::connect",
        "client::conn",
        "ToSocketAddrs",
        "connect_timeout",
    ];
    let mut found = BTreeSet::new();
    for (path, source) in text::sources(&root().join("crates")) {
        let shown = path.strip_prefix(root().join("crates")).unwrap().to_str().unwrap().to_owned();
        let is_product = shown.contains("/src/");
        let lines = text::without_tests(&source);
        if is_product && lines.iter().any(|(_, line)| connects.iter().any(|word| line.contains(word))) {
            found.insert(shown);
        }
    }
    assert_eq!(
        found,
        CONNECTING.map(str::to_owned).into(),
        "who else connects must stand here, and in docs/security.md"
    );
}

#[test]
fn html_stays_in_the_product() {
    const TAGS: &[&str] = &[
        "<html", "<body", "<div", "<p>", "</p>", "<span", "<svg", "<table", "<td", "<li>", "<a href", "<br>",
    ];
    let inside = ["answers", "web", "charley"];
    let mut found =
        breaking(|room| !inside.contains(&room), |string| TAGS.iter().any(|tag| string.contains(tag)));
    // A page that came in place of a download is known by how it begins.
    found.retain(|place| place != "import/src/foreign.rs: \"<html\"");
    assert!(found.is_empty(), "HTML outside the product:\n{}", found.join("\n"));
}

#[test]
fn ids_of_triggers_are_constants() {
    // Words that mean something else as well.
    const WORDS: &[&str] = &["season", "history", "morning"];
    let ids: Vec<&str> = charley_domain::trigger::ALL.into_iter().filter(|id| !WORDS.contains(id)).collect();
    for (path, text) in source::rust() {
        // Their definition; and columns of a table that is not ours to name.
        if ["domain/src/trigger.rs", "infer/src/verify/exposures.rs"].contains(&path.as_str()) {
            continue;
        }
        let found = strings_of(&path, &text).into_iter().find(|string| ids.contains(&string.as_str()));
        assert!(found.is_none(), "{path}: {found:?} has a constant in charley_domain::trigger");
        let typed = source::called_with_a_string(&path, &text, &["night", "workout"], "TriggerId");
        assert!(
            typed.is_empty(),
            "{path}: TriggerId of {typed:?}: take a constant of charley_domain::trigger"
        );
    }
}

/// Every file below a folder that is ours, by its path from the root.
fn files(under: &Path, found: &mut Vec<String>) {
    for path in fs::read_dir(under).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["target", "node_modules", ".git"].contains(&name) {
                files(&path, found);
            }
        } else {
            found.push(path.strip_prefix(root()).unwrap().display().to_string());
        }
    }
}

#[test]
fn what_the_papers_of_safety_name_is_there() {
    let mut there = Vec::new();
    files(&root(), &mut there);
    for paper in ["security.md", "durability.md"] {
        let text = fs::read_to_string(root().join("docs").join(paper)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let named = quoted.filter(|word| word.contains('/') && !word.contains(' '));
        let linked = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for name in named.chain(linked) {
            let name = name.trim_start_matches("./");
            let is_there = there.iter().any(|path| {
                let path = format!("/{path}");
                path.ends_with(&format!("/{name}"))
                    || path.contains(&format!("/{}/", name.trim_end_matches('/')))
            });
            assert!(is_there, "docs/{paper} names {name}, which is not there");
        }
    }
}
