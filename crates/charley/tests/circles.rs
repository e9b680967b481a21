//! Circles of modules: how many modules of one crate import one another in a ring, counted over their `crate::` and `super::`
//! paths; tests apart.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{TokenStream, TokenTree};

/// The largest circle that a crate may have.
const LARGEST: usize = 2;

/// Imports by module: the first part of each path.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_crate_has_a_circle_of_more_than_two_modules() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut counted = 0;
    for room in fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path()) {
        let imports = imports(&room.join("src"));
        counted += imports.values().map(BTreeSet::len).sum::<usize>();
        for circle in circles(&imports) {
            assert!(circle.len() <= LARGEST, "{}: {circle:?} import one another", room.display());
        }
    }
    assert!(counted > 300, "only {counted} imports were found");
}

#[test]
fn a_circle_is_found() {
    let imports = |pairs: &[(&str, &str)]| {
        let mut imports = Imports::new();
        for (from, to) in pairs {
            imports.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        imports
    };
    let ring = imports(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]);
    assert_eq!(circles(&ring).iter().map(BTreeSet::len).max(), Some(3));
    assert!(circles(&imports(&[("a", "b"), ("a", "c"), ("b", "c")])).is_empty());
    let text = "use crate::{a::X, b}; use super::super::c; mod t { fn f() { crate::d::g(); super::e() } }";
    assert_eq!(paths(&text.parse().unwrap(), 2), ["a", "b", "c", "d"].map(str::to_owned).into());
}

fn imports(src: &Path) -> Imports {
    let mut files = Vec::new();
    below(src, &mut files);
    let mut imports = Imports::new();
    for file in &files {
        let path = file.strip_prefix(src).unwrap();
        let mut parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
        let name = parts.pop().unwrap().trim_end_matches(".rs");
        if !["mod", "lib", "main"].contains(&name) {
            parts.push(name);
        }
        let Some(module) = parts.first() else { continue };
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
        let found = paths(&code.parse().unwrap(), parts.len());
        imports.entry((*module).to_owned()).or_default().extend(found);
    }
    let modules: BTreeSet<String> = imports.keys().cloned().collect();
    for (module, found) in &mut imports {
        found.retain(|to| to != module && modules.contains(to));
    }
    imports
}

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_of_tests(&path) {
            files.push(path);
        }
    }
}

/// Whether a file holds nothing but tests.
fn is_of_tests(path: &Path) -> bool {
    path.file_stem().is_some_and(|name| name == "tests" || name == "golden")
}

/// The first parts of paths that begin at the crate, in a module so deep below it.
fn paths(stream: &TokenStream, depth: usize) -> BTreeSet<String> {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => found.extend(paths(&group.stream(), depth)),
            TokenTree::Ident(word) if word == "crate" => found.extend(heads(&tokens[at + 1..])),
            TokenTree::Ident(word) if word == "super" => {
                let mut ups = 1;
                while matches!(tokens.get(at + 3), Some(TokenTree::Ident(word)) if word == "super") {
                    (ups, at) = (ups + 1, at + 3);
                }
                if ups >= depth {
                    found.extend(heads(&tokens[at + 1..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// What follows `::`: a name, or the first names of a group.
fn heads(tokens: &[TokenTree]) -> Vec<String> {
    let [TokenTree::Punct(one), TokenTree::Punct(other), then, ..] = tokens else { return Vec::new() };
    if (one.as_char(), other.as_char()) != (':', ':') {
        return Vec::new();
    }
    match then {
        TokenTree::Ident(name) => vec![name.to_string()],
        TokenTree::Group(group) => {
            let mut first = true;
            let mut names = Vec::new();
            for token in group.stream() {
                match token {
                    TokenTree::Ident(name) if first => {
                        names.push(name.to_string());
                        first = false;
                    }
                    TokenTree::Punct(mark) if mark.as_char() == ',' => first = true,
                    _ => {}
                }
            }
            names
        }
        _ => Vec::new(),
    }
}

/// Modules that reach one another, more than one of them.
fn circles(imports: &Imports) -> Vec<BTreeSet<String>> {
    let reach = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(module) = open.pop() {
            for to in imports.get(&module).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    open.push(to.clone());
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        imports.keys().map(|module| (module, reach(module))).collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (module, seen) in &reached {
        let both = |other: &&String| reached.get(other).is_some_and(|back| back.contains(*module));
        let circle: BTreeSet<String> = seen.iter().filter(both).cloned().collect();
        if circle.len() > 1 && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}
