//! The packages that the binary is made of on this machine, as cargo knows them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::Command,
};

use serde_json::Value;

/// One package of the tree.
#[derive(Debug, Clone)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: String,
    pub(crate) authors: Vec<String>,
    pub(crate) repository: Option<String>,
    /// Its source on this machine.
    pub(crate) folder: PathBuf,
    /// Sha256 of its archive, as in `Cargo.lock`.
    pub(crate) checksum: Option<String>,
    /// Names and versions of what it needs.
    pub(crate) needs: Vec<String>,
}

impl Package {
    pub(crate) fn id(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// Whether it is a crate of this house.
    pub(crate) const fn is_own(&self) -> bool {
        self.checksum.is_none()
    }
}

/// The binary and everything it is built from, by name and version.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) version: String,
    pub(crate) packages: BTreeMap<String, Package>,
}

impl Tree {
    pub(crate) fn of_this_house() -> Self {
        let metadata = metadata();
        let rows = |value: &Value| value.as_array().unwrap().clone();
        let packages: BTreeMap<String, Value> =
            rows(&metadata["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect();
        let nodes: BTreeMap<String, Value> =
            rows(&metadata["resolve"]["nodes"]).into_iter().map(|node| (text(&node["id"]), node)).collect();
        let (root, binary) = packages.iter().find(|(_, package)| package["name"] == "charley").unwrap();
        let checksums = checksums();
        let (mut waiting, mut seen) = (vec![root.clone()], BTreeSet::new());
        let mut found = BTreeMap::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            let needs: Vec<String> = rows(&nodes[&id]["deps"])
                .iter()
                .filter(|need| is_built_in(need))
                .map(|need| text(&need["pkg"]))
                .collect();
            let package = package(
                &packages[&id],
                &needs.iter().map(|id| &packages[id]).collect::<Vec<_>>(),
                &checksums,
            );
            found.insert(package.id(), package);
            waiting.extend(needs);
        }
        Self { version: text(&binary["version"]), packages: found }
    }
}

/// What only tests need is in no binary.
fn is_built_in(need: &Value) -> bool {
    need["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
}

fn package(package: &Value, needs: &[&Value], checksums: &BTreeMap<String, String>) -> Package {
    let id = |package: &Value| format!("{}@{}", text(&package["name"]), text(&package["version"]));
    let manifest = PathBuf::from(text(&package["manifest_path"]));
    Package {
        name: text(&package["name"]),
        version: text(&package["version"]),
        licence: text(&package["license"]).replace('/', " OR "),
        authors: package["authors"].as_array().unwrap().iter().map(text).collect(),
        repository: package["repository"].as_str().map(str::to_owned),
        folder: manifest.parent().unwrap().to_owned(),
        checksum: checksums.get(&id(package)).cloned(),
        needs: needs.iter().map(|need| id(need)).collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn metadata() -> Value {
    let asked = Command::new("rustc").arg("-vV").output().unwrap();
    let asked = String::from_utf8(asked.stdout).unwrap();
    let host = asked.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The checksums of `Cargo.lock`.
fn checksums() -> BTreeMap<String, String> {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    packages
        .filter_map(|package| {
            let word = |key: &str| package.get(key).and_then(toml::Value::as_str);
            Some((format!("{}@{}", word("name")?, word("version")?), word("checksum")?.to_owned()))
        })
        .collect()
}
