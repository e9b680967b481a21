//! The arrows of ARCHITECTURE.md: what may depend on what, inside the house and outside it.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{collections::BTreeSet, process::Command};

use serde_json::Value;

/// Who may import whom. A crate that is not a key may exist only when this list is changed on purpose.
const ARROWS: &[(&str, &[&str])] = &[
    ("charley-domain", &[]),
    ("charley-evidence", &["charley-domain"]),
    ("charley-body", &["charley-domain", "charley-evidence"]),
    ("charley-muscle", &["charley-domain", "charley-evidence"]),
    ("charley-infer", &["charley-domain", "charley-evidence"]),
    ("charley-import", &["charley-domain"]),
    ("charley-store", &["charley-domain"]),
    ("charley-speech", &["charley-domain", "charley-evidence"]),
    (
        "charley-case",
        &[
            "charley-body",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-speech",
            "charley-store",
        ],
    ),
    // Never the store: a verb is a pure function of a case.
    (
        "charley-answers",
        &[
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
        ],
    ),
    (
        "charley-web",
        &[
            "charley-answers",
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
            "charley-store",
        ],
    ),
    (
        "charley",
        &[
            "charley-answers",
            "charley-body",
            "charley-case",
            "charley-domain",
            "charley-evidence",
            "charley-import",
            "charley-infer",
            "charley-muscle",
            "charley-speech",
            "charley-store",
            "charley-web",
        ],
    ),
];

/// What `deny.toml` allows and bans: the one list, also of `cargo deny`.
fn policy(table: &str, key: &str) -> Vec<String> {
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deny.toml");
    let policy: toml::Table = std::fs::read_to_string(place).unwrap().parse().unwrap();
    let rows = policy[table][key].as_array().unwrap().iter();
    let words: Vec<String> =
        rows.map(|row| row.get("crate").unwrap_or(row).as_str().unwrap().to_owned()).collect();
    assert!(!words.is_empty(), "deny.toml says nothing of {table}.{key}");
    words
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs, it is running this test");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[test]
fn crates_import_only_along_the_arrows() {
    let metadata = metadata();
    let members: BTreeSet<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        if !members.contains(text(package, "id")) {
            continue;
        }
        let name = text(package, "name");
        let allowed = ARROWS.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
        let allowed = allowed.unwrap_or_else(|| panic!("{name} is a thirteenth crate: it needs a new arrow"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = text(dependency, "name");
            assert!(
                !to.starts_with("charley") || allowed.contains(&to),
                "{name} must not import {to}: see the arrows in ARCHITECTURE.md"
            );
        }
        seen.insert(name.to_owned());
    }
    assert_eq!(seen.len(), ARROWS.len(), "the house has exactly these crates: {seen:?}");
}

#[test]
fn dependencies_are_free_and_come_from_one_place() {
    let (allowed, banned) = (policy("licenses", "allow"), policy("bans", "deny"));
    let sources = policy("sources", "allow-registry");
    for package in metadata()["packages"].as_array().unwrap() {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        assert!(!banned.iter().any(|ban| ban == name), "{name} must not enter the tree: see deny.toml");
        assert!(
            is_free(licence, &allowed),
            "{name} is licensed under {licence:?}, which deny.toml does not allow"
        );
        let source = package["source"].as_str();
        let known = source
            .is_none_or(|source| sources.iter().any(|place| source.strip_prefix("registry+") == Some(place)));
        assert!(known, "{name} comes from {source:?}, which deny.toml does not allow");
    }
}

/// What the app has only on a desk: sockets, TLS, the folders and the terminal of an operating system.
const OF_A_DESK: [&str; 13] = [
    "anstream",
    "hyper",
    "hyper-util",
    "if-addrs",
    "mio",
    "rcgen",
    "rustls",
    "rustls-webpki",
    "signal-hook-registry",
    "socket2",
    "tokio-rustls",
    "tower-http",
    "webpki-roots",
];

#[test]
fn without_the_network_the_app_knows_no_socket() {
    let tree = |features: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args([
            "tree",
            "-p",
            "charley-web",
            "-e",
            "normal",
            "--prefix",
            "none",
            "--locked",
            "--offline",
        ]);
        let output = command
            .args(["-f", "{p} [{f}]"])
            .args(features)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs, it is running this test");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let package = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
    let desk: BTreeSet<String> = tree(&[]).lines().map(package).collect();
    for name in OF_A_DESK {
        assert!(desk.contains(name), "{name} is no part of a desk any more: take it off the list");
    }
    let without = tree(&["--no-default-features"]);
    for line in without.lines() {
        let name = package(line);
        assert!(!OF_A_DESK.contains(&name.as_str()), "{name} came into the app without the network");
        if name == "tokio" {
            for feature in ["net", "rt-multi-thread", "fs", "process", "signal", "time"] {
                let features = line
                    .split_once('[')
                    .map_or("", |(_, rest)| rest.trim_end_matches([']', ' ', '(', '*', ')']));
                assert!(!features.split(',').any(|one| one == feature), "tokio has {feature}: {line}");
            }
        }
    }
}

/// An expression is acceptable when one of its OR branches has only accepted licences.
fn is_free(licence: &str, allowed: &[String]) -> bool {
    licence.replace('/', " OR ").split(" OR ").any(|choice| {
        let choice = choice.replace(['(', ')'], "");
        choice.split(" AND ").all(|one| {
            let one = one.split(" WITH ").next().unwrap_or("").trim();
            allowed.iter().any(|allowed| allowed == one)
        })
    })
}

#[test]
fn what_is_not_free_is_seen() {
    let allowed = policy("licenses", "allow");
    for licence in ["GPL-3.0-or-later", "MIT AND GPL-2.0-only", "", "LGPL-2.1-or-later OR AGPL-3.0-only"] {
        assert!(!is_free(licence, &allowed), "{licence}");
    }
    assert!(is_free("GPL-2.0-only OR (MIT AND Zlib)", &allowed));
}
