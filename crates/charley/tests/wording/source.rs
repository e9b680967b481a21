//! What stands in the sources: strings as the compiler reads them, and the text of templates and scripts.
#![allow(dead_code, reason = "read by two tests, each of which needs a part of it")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A sentence of a `sentences!` table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sentence {
    /// The name of its constant.
    pub(crate) name: String,
    /// What it says.
    pub(crate) text: String,
}

/// The folder of the crates.
pub(crate) fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust source of the crates, by its path below their folder; tests apart.
pub(crate) fn rust() -> Vec<(String, String)> {
    files("rs")
}

/// Every template.
pub(crate) fn templates() -> Vec<(String, String)> {
    files("html")
}

/// Everything that could be read by a person, with its file; a test may quote what must not be said.
pub(crate) fn printed() -> Vec<(String, String)> {
    let patterns = |path: &str| path.ends_with("speech/src/lint.rs");
    let code = rust().into_iter().filter(|(path, _)| !patterns(path)).flat_map(|(path, text)| {
        let strings = strings(&tokens(&path, &text));
        strings.into_iter().filter(|text| text.contains(' ')).map(move |text| (path.clone(), text))
    });
    let pages = templates().into_iter().flat_map(|(path, text)| {
        text.split(['<', '>']).map(|part| (path.clone(), part.to_owned())).collect::<Vec<_>>()
    });
    // A script is no Rust: what lies between its quotation marks.
    let scripts = files("js").into_iter().flat_map(|(path, text)| {
        let parts = text.split(['"', '`']).filter(|part| part.contains(' '));
        parts.map(|part| (path.clone(), part.to_owned())).collect::<Vec<_>>()
    });
    code.chain(pages).chain(scripts).collect()
}

/// The sentences of the `sentences!` tables of a source. One with a form for one and a form for others is two: `name_ONE` and
/// `name_OTHER`.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    for table in tables(tokens("a source", text)) {
        let (mut name, mut form) = (None, "");
        for token in table {
            match token {
                TokenTree::Ident(ident) if ident == "one" => form = "_ONE",
                TokenTree::Ident(ident) if ident == "other" => form = "_OTHER",
                TokenTree::Ident(ident) => (name, form) = (Some(ident.to_string()), ""),
                TokenTree::Literal(literal) => {
                    let text = string(&literal).expect("a table of sentences holds strings");
                    found.push(Sentence { name: name.clone().expect("each has a name") + form, text });
                }
                // Between brackets are the places.
                TokenTree::Group(_) | TokenTree::Punct(_) => {}
            }
        }
    }
    found
}

/// A message that a `messages!` table calls.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Declared {
    /// The file of `locales` it stands in.
    pub(crate) room: String,
    /// Its name.
    pub(crate) name: String,
    /// What is given to it.
    pub(crate) places: Vec<String>,
}

/// The messages of the `messages!` tables of a source.
pub(crate) fn messages(text: &str) -> Vec<Declared> {
    let mut found = Vec::new();
    for table in tables_of(tokens("a source", text), "messages") {
        let mut room = String::new();
        for token in table {
            match token {
                TokenTree::Literal(literal) => room = string(&literal).expect("a room is a string"),
                TokenTree::Ident(name) => {
                    found.push(Declared { room: room.clone(), name: name.to_string(), places: Vec::new() });
                }
                TokenTree::Group(group) => {
                    let text = group.stream().to_string();
                    // `n: count` is a place by the name of `n`.
                    let names = text.split(',').filter_map(|one| one.split(':').next());
                    let names = names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
                    found.last_mut().expect("places follow a name").places.extend(names);
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
    found
}

/// What the messages of a source say in English; one with forms is as many as it has: `name_ONE`, `name_OTHER`.
pub(crate) fn english(text: &str) -> Vec<Sentence> {
    let said = charley_speech::language::messages(charley_speech::language::Language::ENGLISH);
    let of = |one: Declared| {
        let written = said.iter().find(|written| written.room == one.room && written.name == one.name)?;
        Some(forms(&one.name, &written.text))
    };
    messages(text).into_iter().filter_map(of).flatten().collect()
}

/// The forms of a message, with places as `sentences!` writes them.
fn forms(name: &str, text: &str) -> Vec<Sentence> {
    let plain =
        |text: &str| text.trim().replace("{ $", "{").replace(" }", "}").replace("{\"", "").replace("\"}", "");
    let form = |line: &str| {
        let (kind, text) = line.trim_start_matches('*').strip_prefix('[')?.split_once(']')?;
        Some(Sentence { name: format!("{name}_{}", kind.to_uppercase()), text: plain(text) })
    };
    if text.contains("->") {
        return text.lines().filter_map(|line| form(line.trim())).collect();
    }
    vec![Sentence { name: name.to_owned(), text: plain(text) }]
}

/// The strings of a source outside of its tables of sentences.
pub(crate) fn outside(text: &str) -> Vec<String> {
    let inside: Vec<String> = sentences(text).into_iter().map(|sentence| sentence.text).collect();
    let mut strings = strings(&tokens("a source", text));
    strings.retain(|text| !inside.contains(text));
    strings
}

/// Every string of a source, tests apart.
pub(crate) fn strings_of(path: &str, text: &str) -> Vec<String> {
    strings(&tokens(path, text))
}

/// Strings that one of these functions of a type is called with.
pub(crate) fn called_with_a_string(path: &str, text: &str, functions: &[&str], of: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(&tokens(path, text), &mut |tokens| {
        let ident = |at: usize, names: &[&str]| matches!(tokens.get(at), Some(TokenTree::Ident(ident)) if names.contains(&ident.to_string().as_str()));
        for at in 0..tokens.len() {
            // `TriggerId`, two colons, `night`, and what stands in the brackets.
            if let Some(TokenTree::Group(group)) = tokens.get(at + 4)
                && ident(at, &[of])
                && ident(at + 3, functions)
                && let Some(TokenTree::Literal(literal)) = group.stream().into_iter().next()
            {
                found.extend(string(&literal));
            }
        }
    });
    found
}

/// Shows every level of a stream.
fn walk(stream: &TokenStream, seen: &mut impl FnMut(&[TokenTree])) {
    let tokens: Vec<TokenTree> = stream.clone().into_iter().collect();
    seen(&tokens);
    for token in &tokens {
        if let TokenTree::Group(group) = token {
            walk(&group.stream(), seen);
        }
    }
}

/// Files of a kind below the crates' folders of sources, templates and assets.
fn files(kind: &str) -> Vec<(String, String)> {
    let root = crates().canonicalize().unwrap();
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            if path.is_dir() {
                if !["snapshots", "tests", "examples", "benches", "target"].contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == kind)
                && !name.starts_with("tests.")
            {
                let below = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push((below, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The tokens of a source, tests apart.
pub(crate) fn tokens(path: &str, text: &str) -> TokenStream {
    without_tests(text.parse().unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// A stream without comments, and without what is compiled for tests only.
fn without_tests(stream: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    let mut of_test = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                // `#[...]`, or `#![...]` of a whole file.
                if matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!') {
                    tokens.next();
                }
                if let Some(TokenTree::Group(group)) =
                    tokens.next_if(|next| matches!(next, TokenTree::Group(_)))
                {
                    let says = group.stream().to_string().replace(' ', "");
                    of_test |= says == "cfg(test)" || says == "test";
                    if !says.starts_with("doc=") && !of_test {
                        kept.extend(group.stream());
                    }
                }
            }
            // What belongs to a test ends with its body, or with a semicolon.
            TokenTree::Group(group) if of_test => of_test = group.delimiter() != Delimiter::Brace,
            TokenTree::Punct(mark) if of_test => of_test = mark.as_char() != ';',
            _ if of_test => {}
            TokenTree::Group(group) => {
                let inner = without_tests(group.stream());
                kept.push(TokenTree::Group(proc_macro2::Group::new(group.delimiter(), inner)));
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

/// The strings of a stream, however deep.
fn strings(stream: &TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in stream.clone() {
        match token {
            TokenTree::Literal(literal) => found.extend(string(&literal)),
            TokenTree::Group(group) => found.extend(strings(&group.stream())),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

fn string(literal: &proc_macro2::Literal) -> Option<String> {
    syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|string| string.value())
}

/// The bodies of `sentences! { ... }`.
fn tables(stream: TokenStream) -> Vec<TokenStream> {
    tables_of(stream, "sentences")
}

/// The bodies of a macro that makes a table.
fn tables_of(stream: TokenStream, name: &str) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let called = |at: usize| {
        matches!(&tokens[at], TokenTree::Ident(ident) if ident == name)
            && matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
    };
    let body = |at: usize| match tokens.get(at + 2) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    };
    (0..tokens.len()).filter(|at| called(*at)).filter_map(body).collect()
}
