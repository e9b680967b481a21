//! Numbers of the literature carry their source: a key or an author and year of the bibliography, a standard, a table,
//! or what they are instead: own, assumed, recalled. What is none of these has a budget that may only fall.

use std::{collections::BTreeMap, fs, path::PathBuf};

use super::text::{root, sources, without_tests};

/// Unit conversions and the numbers of plain arithmetic need no paper.
const PLAIN: &[&str] = &[
    "0.0", "1.0", "2.0", "0.5", "3.0", "4.0", "10.0", "12.0", "60.0", "100.0", "1000.0", "1_000.0", "3600.0",
    "3_600.0", "0.05", "0.95", "0.001", "0.01", "0.1", "24.0", "7.0", "180.0", "90.0", "365.25",
];
/// Whole numbers that count or convert.
const PLAIN_WHOLE: &[&str] =
    &["0", "1", "2", "3", "4", "7", "10", "24", "60", "100", "1000", "1_000", "3600", "3_600"];
/// Models: each of their decimals carries a comment.
const MODELS: &[&str] = &["body", "infer", "muscle"];
/// Rooms with numbers of the literature.
const ROOMS: &[&str] = &["body", "infer", "muscle", "domain", "evidence", "speech", "case", "answers"];

/// What a number rests on, by its comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// A key, or an author and a year, of `crates/evidence/tables/sources.csv`.
    Bibliography,
    /// A standard, or a definition.
    Standard,
    /// A row of a table of the repository.
    Table,
    /// A study of `docs/studies`.
    Study,
    /// Our own choice or fit.
    Own,
    /// Taken as likely, without a source.
    Assumed,
    /// Remembered, and not read again.
    Recalled,
    /// An author and a year that the bibliography does not have.
    Elsewhere,
    /// Some other words.
    Words,
    /// Nothing at all.
    Nothing,
}

/// Numbers that may still rest on something else than a source that a stranger can find. They may only fall.
const BUDGET: &[(Ground, usize)] =
    &[(Ground::Elsewhere, 178), (Ground::Words, 350), (Ground::Nothing, 115), (Ground::Recalled, 51)];

const STANDARDS: &[&str] = &[
    "iso ",
    "ashrae",
    "iec ",
    "ieee",
    "nist",
    "wgs",
    "rfc ",
    "definition",
    "standard normal",
    "si unit",
    "acsm",
    "who ",
    "almanac",
    "xml 1.0",
    "wcag",
    "cent 2015",
    "spent 2019",
    "by count",
    "rounding",
    "tolerance",
    "numerical",
    "digits",
];

/// The bibliography: keys, and the family name of the first author with the year.
struct Bibliography {
    keys: Vec<String>,
    authors: Vec<(String, String)>,
}

impl Bibliography {
    fn read() -> Self {
        let path = root().join("crates/evidence/tables/sources.csv");
        let mut rows = csv::Reader::from_path(path).unwrap();
        let (mut keys, mut authors) = (Vec::new(), Vec::new());
        for row in rows.records().map(Result::unwrap) {
            keys.push(row[0].to_lowercase());
            let family = row[1].split([' ', ',']).next().unwrap_or_default().to_lowercase();
            if family.len() > 2 && row[2].len() == 4 {
                authors.push((family, row[2].to_owned()));
            }
        }
        Self { keys, authors }
    }

    fn holds(&self, comment: &str) -> bool {
        let words: Vec<&str> = comment.split(|letter: char| !letter.is_alphanumeric()).collect();
        self.keys.iter().any(|key| words.contains(&key.as_str()))
            || self
                .authors
                .iter()
                .any(|(family, year)| words.contains(&family.as_str()) && words.contains(&year.as_str()))
    }
}

/// What a comment names.
fn footing(comment: &str, bibliography: &Bibliography) -> Ground {
    let comment = comment.trim().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| comment.contains(word));
    let year = comment.split(|letter: char| !letter.is_ascii_digit()).any(|digits| {
        digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1850..2030).contains(&year))
    });
    match () {
        () if comment.is_empty() => Ground::Nothing,
        () if bibliography.holds(&comment) => Ground::Bibliography,
        () if says(STANDARDS) => Ground::Standard,
        () if says(&["recalled"]) => Ground::Recalled,
        () if says(&["assumed", "extrapolated"]) => Ground::Assumed,
        () if says(&["docs/studies/", "docs/decisions"]) => Ground::Study,
        () if says(&[".csv", ".toml"]) => Ground::Table,
        () if year => Ground::Elsewhere,
        () if says(&["own ", "ours", "by hand"]) => Ground::Own,
        () => Ground::Words,
    }
}

/// A line of code without its strings, its comment, and the last string of it.
fn parts(line: &str) -> (String, &str, &str) {
    let (mut code, mut last, mut from) = (String::new(), "", None);
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match (letter, from) {
            ('\\', Some(_)) => drop(letters.next()),
            ('"', Some(start)) => (last, from) = (&line[start..at], None),
            ('"', None) => from = Some(at + 1),
            ('/', None) if line[at..].starts_with("//") => return (code, line[at + 2..].trim(), last),
            (_, None) => code.push(letter),
            (_, Some(_)) => {}
        }
    }
    (code, "", last)
}

/// Numbers of a line of code: words that begin with a digit.
fn numbers(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for letter in code.chars().chain([' ']) {
        if letter.is_ascii_alphanumeric() || letter == '.' || letter == '_' {
            word.push(letter);
            continue;
        }
        let number = word.trim_end_matches("f64").trim_end_matches("f32").trim_end_matches(['.', '_']);
        if number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains("..") {
            found.push(number.to_owned());
        }
        word.clear();
    }
    found
}

/// Each number of a source that needs a footing: its line, the number, and its comment.
fn with_comments(text: &str) -> Vec<(usize, String, String)> {
    let mut found = Vec::new();
    let mut above = String::new();
    for (line, whole) in without_tests(text) {
        let trimmed = whole.trim_start();
        if let Some(said) = trimmed.strip_prefix("//") {
            above.push_str(said.trim_start_matches(['/', '!', ' ']));
            above.push(' ');
            continue;
        }
        let (code, comment, last) = parts(whole);
        let is_const = trimmed.contains("const ") && code.contains(" = ");
        let decimal = |number: &String| number.contains('.') && !PLAIN.contains(&number.as_str());
        let whole_number =
            |number: &String| is_const && !number.contains('.') && !PLAIN_WHOLE.contains(&number.as_str());
        let all = numbers(&code.split_once(" = ").map_or(code.clone(), |(_, value)| value.to_owned()));
        let number = numbers(&code).into_iter().find(decimal).or_else(|| all.into_iter().find(whole_number));
        if let Some(number) = number {
            let mut said = comment.replace("source: the last field", last);
            if is_const {
                said = format!("{said} {above}");
            }
            found.push((line, number, said.trim().to_owned()));
        }
        above.clear();
    }
    found
}

/// Sources of a room, without files of tests.
fn of_room(room: &str) -> Vec<(PathBuf, String)> {
    let mut found = sources(&root().join("crates").join(room).join("src"));
    found.retain(|(path, _)| !path.iter().any(|part| part == "tests" || part == "tests.rs"));
    found
}

#[test]
fn a_model_number_carries_its_source_on_its_line() {
    let mut unsourced = Vec::new();
    for room in MODELS {
        for (path, text) in of_room(room) {
            for (line, number, said) in with_comments(&text) {
                if said.is_empty() && number.contains('.') {
                    unsourced.push(format!("{}:{line}: {number} has no source", path.display()));
                }
            }
        }
    }
    assert!(unsourced.is_empty(), "{}", unsourced.join("\n"));
}

#[test]
fn what_numbers_rest_on_only_gets_better() {
    let bibliography = Bibliography::read();
    let mut counts: BTreeMap<Ground, Vec<String>> = BTreeMap::new();
    for room in ROOMS {
        for (path, text) in of_room(room) {
            for (line, number, said) in with_comments(&text) {
                let place = format!("{}:{line}: {number} // {said}", path.display());
                counts.entry(footing(&said, &bibliography)).or_default().push(place);
            }
        }
    }
    for (footing, places) in &counts {
        println!("{footing:?}: {}", places.len());
    }
    for (footing, most) in BUDGET {
        let places = counts.get(footing).map_or(&[][..], Vec::as_slice);
        let listed = std::env::var_os("CHARLEY_LIST").map_or(String::new(), |_| places.join("\n"));
        assert!(
            places.len() <= *most,
            "{} numbers rest on {footing:?}, {most} at most: give the new one a source (CHARLEY_LIST=1 lists them)\n{listed}",
            places.len()
        );
    }
}

#[test]
fn footings_are_told_apart() {
    let bibliography = Bibliography::read();
    for (comment, told) in [
        ("allen2012", Ground::Bibliography),
        ("after Coppin 2005, table 2", Ground::Bibliography),
        ("ISO 7933", Ground::Standard),
        ("Liljegren 1801", Ground::Words),
        ("Nobody 2008", Ground::Elsewhere),
        ("own choice", Ground::Own),
        ("triggers.csv, heat_5c", Ground::Table),
        ("docs/studies/body.md section 6, recalled", Ground::Recalled),
        ("docs/studies/body.md section 6", Ground::Study),
        ("per second", Ground::Words),
        ("", Ground::Nothing),
    ] {
        assert_eq!(footing(comment, &bibliography), told, "{comment}");
    }
}

#[test]
fn numbers_are_found_with_what_is_said_of_them() {
    let text = "/// Own choice.\nconst A: u32 = 56;\nlet x = 155.4 * i + 1.0; // Minetti 2002\n\
                B = 10.5, \"s\", \"hold // of\", Read, \"ISO 9\"; // source: the last field\nlet s = \"3.6\"; a.0 .. b\n";
    let found = with_comments(text);
    let told: Vec<(&str, &str)> =
        found.iter().map(|(_, number, said)| (number.as_str(), said.as_str())).collect();
    assert_eq!(told, [("56", "Own choice."), ("155.4", "Minetti 2002"), ("10.5", "ISO 9")]);
    assert!(fs::exists(root().join("crates/evidence/tables/sources.csv")).unwrap());
}
