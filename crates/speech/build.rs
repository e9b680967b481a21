//! Lists the folders of `locales`: each is a language, each file in it the messages of a room. Adding a language is adding a folder.
#![allow(clippy::disallowed_methods, reason = "it runs while building, where the folders are")]

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("locales");
    let mut list = String::from("&[\n");
    for language in sorted(&root)? {
        for room in sorted(&root.join(&language))? {
            let path = root.join(&language).join(&room);
            println!("cargo::rerun-if-changed={}", path.display());
            let stem = room.trim_end_matches(".ftl");
            writeln!(list, "    ({language:?}, {stem:?}, include_str!({:?})),", path.display().to_string())
                .map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("locales.rs"), list)
}

/// Names in a folder, in their order.
fn sorted(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
