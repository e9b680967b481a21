//! Sources as lines: what a compiler does not keep, comments above all.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Folders that hold nothing of ours.
pub(crate) const FOREIGN: &[&str] = &["target", "node_modules", ".git", "corpus", "artifacts"];

/// Every Rust source below a folder.
pub(crate) fn sources(under: &Path) -> Vec<(PathBuf, String)> {
    let rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path, text)
    };
    files(under).into_iter().filter(rust).map(read).collect()
}

/// Every file below a folder.
pub(crate) fn files(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if !entry.file_type().unwrap().is_dir() {
            found.push(path);
        } else if !FOREIGN.iter().any(|foreign| name == *foreign) {
            found.extend(files(&path));
        }
    }
    found.sort();
    found
}

/// The lines of a source with their numbers, without those that are compiled for tests only. It is formatted, so an item ends
/// with a brace as far in as it began, or on its first line.
pub(crate) fn without_tests(text: &str) -> Vec<(usize, &str)> {
    let mut lines = text.lines().enumerate().map(|(number, line)| (number + 1, line)).peekable();
    let mut kept = Vec::new();
    while let Some((number, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push((number, line));
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let ends = [format!("{indent}}}"), format!("{indent}}});"), format!("{indent});")];
        for (_, line) in lines.by_ref() {
            let is_attribute = line.trim_start().starts_with("#[");
            let begins = line.starts_with(indent) && !line[indent.len()..].starts_with(' ');
            if !is_attribute && (ends.iter().any(|end| end == line) || begins && line.ends_with([';', '}'])) {
                break;
            }
        }
    }
    kept
}

#[test]
fn only_tests_are_left_out() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nconst A: u8 = 1;\n#[cfg(test)]\nfn b() {\n    c();\n}\nfn d() {}\n\
                #[cfg(test)]\nmod tests {\n    fn e() {}\n}\nconst F: u8 = 2;\n    #[cfg(test)]\n    g: u8,\n";
    let kept: Vec<&str> = without_tests(text).into_iter().map(|(_, line)| line).collect();
    assert_eq!(kept, ["use a;", "const A: u8 = 1;", "fn d() {}", "const F: u8 = 2;"]);
}
