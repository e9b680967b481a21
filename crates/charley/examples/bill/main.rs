//! The bill of materials and the notices that lie beside the binary: `cargo run --example bill -- FOLDER`.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for whoever makes a release")]

mod cyclonedx;
mod notices;
mod tree;

use std::{fs, path::PathBuf};

fn main() {
    let folder: PathBuf = std::env::args_os().nth(1).expect("usage: bill FOLDER").into();
    let tree = tree::Tree::of_this_house();
    fs::create_dir_all(&folder).unwrap();
    let bill = serde_json::to_string_pretty(&cyclonedx::bill(&tree)).unwrap();
    fs::write(folder.join("charley.cdx.json"), bill + "\n").unwrap();
    fs::write(folder.join("THIRD-PARTY.txt"), notices::notices(&tree)).unwrap();
    println!("{} packages in {}", tree.packages.len(), folder.display());
}
