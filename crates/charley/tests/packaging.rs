//! What people install says what is so: the paths, verbs, flags and versions in packaging/ and in the release script.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{collections::BTreeSet, fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const UNITS: [&str; 3] =
    ["packaging/charley.service", "packaging/charley-watch.service", "packaging/charley-import.service"];
const FILES: [&str; 9] = [
    "packaging/charley-import.path",
    "packaging/charley-import.service",
    "packaging/charley.service",
    "packaging/charley-watch.service",
    "packaging/Containerfile",
    "packaging/charley.rb.in",
    "packaging/package.sh",
    "packaging/deb.sh",
    "scripts/release.sh",
];

/// The values of a directive in a unit.
fn values<'a>(unit: &'a str, name: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('=')).collect()
}

/// Whether the program takes a line of words.
#[track_caller]
fn is_taken(line: &[&str]) {
    let words = ["charley"].iter().chain(line);
    let told = charley::cli::command().try_get_matches_from(words);
    assert!(told.is_ok(), "charley {}: {}", line.join(" "), told.unwrap_err());
}

#[test]
fn every_command_in_them_is_one() {
    for path in UNITS {
        let unit = read(path);
        for line in values(&unit, "ExecStart") {
            // A dash before it lets it fail.
            let words: Vec<&str> = line.trim_start_matches('-').split(' ').collect();
            assert!(words[0].ends_with("/charley"), "{path}: {line}");
            is_taken(&words[1..]);
        }
    }
    let container = read("packaging/Containerfile");
    let list = |name: &str| -> Vec<String> {
        let line = container.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        serde_json::from_str(line.trim()).unwrap()
    };
    assert_eq!(list("ENTRYPOINT"), ["/charley"]);
    let words = list("CMD");
    is_taken(&words.iter().map(String::as_str).collect::<Vec<_>>());
    is_taken(&["open"]);
    is_taken(&["serve", "--lan"]);
    for shell in ["bash", "zsh", "fish"] {
        is_taken(&["completions", shell]);
    }
    is_taken(&["man", "folder"]);
    is_taken(&["--no-input", "now"]);
}

#[test]
fn no_version_stands_in_them_and_every_file_that_they_name_is_there() {
    let version = env!("CARGO_PKG_VERSION");
    for path in FILES {
        let text = read(path);
        assert!(!text.contains(version), "{path} names {version}, which Cargo.toml says alone");
    }
    let script = read("scripts/release.sh") + &read("packaging/deb.sh") + &read("packaging/package.sh");
    let words: BTreeSet<&str> = script
        .split(|letter: char| letter.is_whitespace() || "\"'()<>|;$".contains(letter))
        .filter(|word| word.starts_with("packaging/") || word.starts_with("LICENSE-") || *word == "NOTICE")
        .collect();
    assert!(words.len() >= 7, "{words:?}");
    for word in words {
        let path = word.replace("charley{,-watch,-import}.service", "charley-import.service");
        if !path.contains('$') && !path.ends_with('/') {
            assert!(root().join(&path).exists(), "{path} is named and is not there");
        }
    }
    let cargo = read("crates/charley/Cargo.toml");
    assert!(script.contains("--profile dist") && read("Cargo.toml").contains("[profile.dist]"));
    assert!(
        cargo.contains("name = \"charley\"") && read("packaging/charley.rb.in").contains("crates/charley")
    );
}

#[test]
fn the_units_see_what_they_need_and_nothing_else_within_bounds() {
    for path in UNITS {
        let unit = read(path);
        for (name, value) in [
            ("ProtectHome", "tmpfs"),
            ("ProtectSystem", "strict"),
            ("NoNewPrivileges", "true"),
            ("CapabilityBoundingSet", ""),
            ("UMask", "0077"),
            ("IPAddressDeny", "any"),
            ("MemoryMax", "1G"),
            ("TasksMax", "64"),
        ] {
            assert_eq!(values(&unit, name), [value], "{path}: {name}");
        }
        // The package has the program at another place: the lines about it are found by this text, and by no other.
        let program = "%h/.cargo/bin/charley";
        assert_eq!(unit.matches(program).count(), 1 + values(&unit, "ExecStart").len(), "{path}");
        assert!(values(&unit, "BindReadOnlyPaths").contains(&program), "{path}");
        assert!(values(&unit, "BindPaths").contains(&"%h/.local/share/charley"), "{path}");
        let page = values(&unit, "Documentation")[0];
        let verb = page.strip_prefix("man:charley-").and_then(|page| page.strip_suffix("(1)")).unwrap();
        assert!(charley::cli::command().find_subcommand(verb).is_some(), "{path}: {page}");
    }
}

#[test]
fn a_folder_that_is_waited_for_is_the_one_that_is_read() {
    let (path, service) = (read("packaging/charley-import.path"), read("packaging/charley-import.service"));
    let [folder] = values(&path, "PathChanged")[..] else { panic!("one folder") };
    assert!(values(&service, "ExecStart").iter().all(|line| line.ends_with(&format!(" import {folder}"))));
    assert!(values(&service, "BindReadOnlyPaths").contains(&folder));
    assert_eq!(values(&service, "Type"), ["oneshot"], "else the path is not looked at again");
    assert!(read("packaging/deb.sh").contains("packaging/charley-import.path"));
}

#[test]
fn the_container_is_empty_but_for_the_program_and_runs_as_nobody() {
    let container = read("packaging/Containerfile");
    let lines: Vec<&str> = container.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines[0], "FROM scratch");
    assert_eq!(lines.iter().filter(|line| line.starts_with("VOLUME")).count(), 1);
    let user = lines.iter().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(user.split(':').all(|id| id.parse::<u32>().unwrap() > 0), "{user}");
    assert!(container.contains("CHARLEY_DATA=/data") && container.contains("VOLUME /data"));
}

#[test]
fn every_verb_has_a_page_in_the_manual_with_its_examples() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["charley", "man", folder.path().to_str().unwrap()];
    let told = assert_cmd::Command::cargo_bin("charley").unwrap().args(&words[1..]).assert().success();
    drop(told);
    for verb in charley::cli::command().get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let path = folder.path().join(format!("charley-{}.1", verb.get_name()));
        let page = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(page.contains(".SH SYNOPSIS") && page.contains(".SH DESCRIPTION"), "{}", verb.get_name());
        let help = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
        if let Some(example) = help.lines().find(|line| line.trim_start().starts_with("charley ")) {
            let word = example.split_whitespace().nth(1).unwrap();
            assert!(page.contains(&format!("charley {word}")), "{}: {example}", verb.get_name());
        }
    }
    assert!(!folder.path().join("charley-man.1").exists(), "it is for packages");
}
