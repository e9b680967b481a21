//! Names: a value of three parts has a type with named parts, and a type has a name that can be searched for. Budgets may only fall.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::source;

/// Tuples of three parts and more in signatures of functions.
const TUPLES_OF_FUNCTIONS: usize = 0;
/// The same in fields of types, and in types by another name.
const TUPLES_OF_FIELDS: usize = 1;
/// Pairs of arguments that stand under the same names in more than one signature.
const PAIRS_TWICE: usize = 3;
/// Names of types that stand more than once in the house.
const DOUBLE_NAMES: usize = 25;
/// Words that mean something else in each room, and the number of types that may be called so.
const WORN: &[(&str, usize)] = &[
    ("Ask", 1),
    ("Asked", 1),
    ("Card", 1),
    ("Cell", 1),
    ("Document", 1),
    ("Kept", 1),
    ("Person", 1),
    ("Place", 2),
    ("Rate", 1),
    ("Row", 1),
    ("Said", 1),
    ("Scenario", 1),
    ("Session", 1),
    ("Standing", 3),
    ("Verdict", 1),
];

/// What stands at one place of the code.
type Found = Vec<String>;

/// What the sources hold.
#[derive(Default)]
struct Names {
    of_functions: Found,
    of_fields: Found,
    /// Pairs of arguments, by their names and types.
    pairs: BTreeMap<String, Found>,
    /// Types of a module, by their name.
    types: BTreeMap<String, Found>,
}

impl Names {
    fn read() -> Self {
        let mut names = Self::default();
        for (path, text) in source::rust() {
            names.take(&path, source::tokens(&path, &text), true);
        }
        names
    }

    /// Takes the items of a stream; types count where it is a module.
    fn take(&mut self, path: &str, stream: TokenStream, is_module: bool) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            if let TokenTree::Group(group) = token {
                let is_inline_module = at >= 2 && is(&tokens[at - 2], "mod");
                self.take(path, group.stream(), is_module && is_inline_module);
            }
            let Some(TokenTree::Ident(name)) = tokens.get(at + 1) else { continue };
            let item = &tokens[at..];
            let is_type = ["struct", "enum", "trait", "type"].iter().any(|word| is(token, word));
            if is_type && is_module {
                self.types.entry(name.to_string()).or_default().push(path.to_owned());
            }
            if is(token, "fn") {
                self.signature(&format!("{path}: {name}"), item);
            } else if is_type {
                let tuples = tuples(&declaration(item));
                self.of_fields.extend(tuples.into_iter().map(|tuple| format!("{path}: {name}: {tuple}")));
            }
        }
    }

    fn signature(&mut self, place: &str, item: &[TokenTree]) {
        let Some(begin) = arguments_of(item) else { return };
        let item = &item[begin..];
        let Some(arguments) = group(&item[0], Delimiter::Parenthesis) else { return };
        let mut types = Vec::new();
        for argument in parts(arguments) {
            let colon = argument.iter().position(|token| mark(token, ':')).unwrap_or(0);
            let (pattern, of) = argument.split_at(colon);
            if let [.., token] = pattern
                && let Some(names) = group(token, Delimiter::Parenthesis)
                && parts(names).len() == 2
            {
                self.pairs.entry(text(&argument)).or_default().push(place.to_owned());
            }
            types.extend(of.iter().cloned());
        }
        let body = item.iter().position(|token| group(token, Delimiter::Brace).is_some() || mark(token, ';'));
        types.extend(item[1..body.unwrap_or(item.len())].iter().cloned());
        self.of_functions.extend(tuples(&types).into_iter().map(|tuple| format!("{place}: {tuple}")));
    }
}

/// Where the arguments of a function begin: its bounds may hold brackets as well.
fn arguments_of(item: &[TokenTree]) -> Option<usize> {
    let (mut depth, mut arrow) = (0_usize, false);
    item.iter().position(|token| {
        if mark(token, '<') {
            depth += 1;
        } else if mark(token, '>') && !arrow {
            depth = depth.saturating_sub(1);
        }
        arrow = mark(token, '-');
        depth == 0 && group(token, Delimiter::Parenthesis).is_some()
    })
}

/// The tokens of a type up to its end.
fn declaration(item: &[TokenTree]) -> Vec<TokenTree> {
    let end = item.iter().position(|token| group(token, Delimiter::Brace).is_some() || mark(token, ';'));
    item[..=end.unwrap_or(item.len() - 1)].to_vec()
}

/// Tuples of three parts and more among types, however deep. What stands in brackets after a name is no tuple but its arguments
/// or its fields.
fn tuples(types: &[TokenTree]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, token) in types.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        // The fields of `struct A<T>(u8)` come after a bracket, and what `-> (u8)` gives after an arrow.
        let is_named = at > 0 && matches!(types[at - 1], TokenTree::Ident(_))
            || at > 1 && mark(&types[at - 1], '>') && !mark(&types[at - 2], '-');
        if group.delimiter() == Delimiter::Parenthesis && !is_named && parts(group).len() > 2 {
            found.push(text(&inner));
        }
        found.extend(tuples(&inner));
    }
    found
}

/// The parts of a list between its commas; those between angle brackets part nothing.
fn parts(list: &Group) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    let (mut depth, mut arrow) = (0_usize, false);
    for token in list.stream() {
        if mark(&token, '<') {
            depth += 1;
        } else if mark(&token, '>') && !arrow {
            depth = depth.saturating_sub(1);
        }
        arrow = mark(&token, '-');
        if mark(&token, ',') && depth == 0 {
            parts.push(Vec::new());
        } else {
            parts.last_mut().unwrap().push(token);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn is(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn mark(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn group(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

fn text(tokens: &[TokenTree]) -> String {
    tokens.iter().cloned().collect::<TokenStream>().to_string()
}

#[test]
fn what_has_three_parts_has_a_type_with_named_parts() {
    let names = Names::read();
    for (what, found, budget) in [
        ("signatures", &names.of_functions, TUPLES_OF_FUNCTIONS),
        ("fields", &names.of_fields, TUPLES_OF_FIELDS),
    ] {
        let places = found.join("\n");
        assert!(
            found.len() <= budget,
            "{} tuples of three in {what}, {budget} at most:\n{places}",
            found.len()
        );
    }
    let twice: Vec<_> = names.pairs.iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(twice.len() <= PAIRS_TWICE, "{} pairs that want a name: {twice:#?}", twice.len());
}

#[test]
fn types_have_names_that_can_be_searched() {
    let names = Names::read();
    let places = |name: &str| names.types.get(name).cloned().unwrap_or_default();
    let more: Vec<_> = WORN.iter().filter(|(name, most)| places(name).len() > *most).collect();
    assert!(more.is_empty(), "{:#?}", more.iter().map(|(name, _)| (name, places(name))).collect::<Vec<_>>());
    let double = names.types.values().filter(|places| places.len() > 1).count();
    assert!(double <= DOUBLE_NAMES, "{double} names of types stand more than once, {DOUBLE_NAMES} at most");
}

#[test]
fn tuples_pairs_and_types_are_found_where_they_are() {
    let source = "
        struct A<T>(u8, u8, T);
        struct B { a: Vec<(u8, u8, HashMap<u8, u8>)>, b: fn(u8, u8, u8) -> u8 }
        mod inner { pub enum C { D((u8, u8, u8)) } }
        impl Iterator for A { type Item = u8; fn next(&mut self) -> Option<(u8, u8, u8)> { let x: (u8, u8, u8); x } }
        fn e((a, b): (u8, u8), c: &[(u8, u8)]) {}
        fn f<G: Fn(u8, u8, u8) -> u8>((a, b): (u8, u8)) where u8: Fn(u8, u8, u8) {}
    ";
    let mut names = Names::default();
    names.take("x", source.parse().unwrap(), true);
    assert_eq!(names.of_functions, ["x: next: u8 , u8 , u8"]);
    assert_eq!(names.of_fields.len(), 2, "{:?}", names.of_fields);
    assert_eq!(names.pairs.values().map(Vec::len).collect::<Vec<_>>(), [2]);
    assert_eq!(names.types.keys().collect::<Vec<_>>(), ["A", "B", "C"]);
}
