//! A disk that forgets: what a power cut may leave of files that were written, synced, named and removed.
//!
//! What was synced is there. Of what was not, anything may be: nothing, all, what came first, or any part, down to
//! single sectors. A name is on the disk once its folder was synced, as POSIX has it; file systems promise more.

use std::{
    collections::BTreeMap,
    fs,
    path::{Component, Path, PathBuf},
};

use super::random::Random;

/// Bytes that a disk writes whole or not at all.
const SECTOR: usize = 512;

type Node = usize;

/// A change to a file's bytes that waits for its sync.
#[derive(Debug, Clone)]
enum Edit {
    Write { offset: usize, bytes: Vec<u8> },
    Length(usize),
}

impl Edit {
    fn apply(&self, file: &mut Vec<u8>) {
        match self {
            Self::Length(length) => file.resize(*length, 0),
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*offset..end].copy_from_slice(bytes);
            }
        }
    }

    /// The sectors of it that reached the disk.
    fn torn(&self, random: &mut Random) -> Vec<Self> {
        let Self::Write { offset, bytes } = self else { return vec![self.clone()] };
        let mut parts = Vec::new();
        let mut from = 0;
        while from < bytes.len() {
            let to = ((offset + from) / SECTOR + 1) * SECTOR - offset;
            let to = to.min(bytes.len());
            if random.below(2) == 0 {
                parts.push(Self::Write { offset: offset + from, bytes: bytes[from..to].to_vec() });
            }
            from = to;
        }
        parts
    }
}

#[derive(Debug, Clone, Default)]
struct File {
    now: Vec<u8>,
    kept: Vec<u8>,
    /// With the line of the log on which each ended.
    waiting: Vec<(usize, Edit)>,
}

/// A change to names that happens as a whole: a rename is two of them.
#[derive(Debug, Clone)]
struct Deed {
    line: usize,
    changes: Vec<(Node, String, Option<Node>)>,
    synced: bool,
}

type Names = BTreeMap<Node, BTreeMap<String, Node>>;

/// What survives of all that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Survives {
    Nothing,
    All,
    /// Up to a line of the log, as a file system with a journal of everything has it.
    Until(usize),
    /// Any part of it; names in the order in which they were given, or not even that.
    Any {
        names_in_order: bool,
    },
}

impl Survives {
    fn draw(random: &mut Random, last: usize) -> Self {
        match random.below(8) {
            0 => Self::Nothing,
            1 => Self::All,
            2 => Self::Until(random.below(last + 1)),
            number => Self::Any { names_in_order: number % 2 == 0 },
        }
    }
}

/// The disk below one folder.
#[derive(Debug, Clone)]
pub(super) struct Disk {
    root: PathBuf,
    files: BTreeMap<Node, File>,
    /// Names as they are while the power is on.
    names: Names,
    kept_names: Names,
    deeds: Vec<Deed>,
    next: Node,
}

const ROOT: Node = 0;

impl Disk {
    /// What lies in `root` now, all of it on the disk.
    pub(super) fn of(root: &Path) -> Self {
        let names = Names::from([(ROOT, BTreeMap::new())]);
        let mut disk = Self {
            root: root.to_owned(),
            files: BTreeMap::new(),
            kept_names: names.clone(),
            names,
            deeds: Vec::new(),
            next: 1,
        };
        disk.load(root, ROOT);
        disk
    }

    fn load(&mut self, dir: &Path, node: Node) {
        for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
            let (name, child) = (entry.file_name().into_string().unwrap(), self.fresh());
            if entry.path().is_dir() {
                self.names.insert(child, BTreeMap::new());
                self.kept_names.insert(child, BTreeMap::new());
                self.load(&entry.path(), child);
            } else {
                let bytes = fs::read(entry.path()).unwrap();
                self.files.insert(child, File { now: bytes.clone(), kept: bytes, waiting: Vec::new() });
            }
            self.names.get_mut(&node).unwrap().insert(name.clone(), child);
            self.kept_names.get_mut(&node).unwrap().insert(name, child);
        }
    }

    fn fresh(&mut self) -> Node {
        self.next += 1;
        self.next - 1
    }

    /// The folder that a path lies in and its name there; `None` outside the disk.
    fn place(&self, path: &Path) -> Option<(Node, String)> {
        let inside = path.strip_prefix(&self.root).ok()?;
        let mut parts: Vec<String> = inside
            .components()
            .map(|part| match part {
                Component::Normal(name) => name.to_str().unwrap().to_owned(),
                other => panic!("{other:?} in {}", path.display()),
            })
            .collect();
        let name = parts.pop()?;
        let dir = parts.iter().try_fold(ROOT, |node, part| self.names.get(&node)?.get(part).copied())?;
        Some((dir, name))
    }

    /// The file or folder of a path.
    pub(super) fn node(&self, path: &Path) -> Option<Node> {
        if path == self.root {
            return Some(ROOT);
        }
        let (dir, name) = self.place(path)?;
        self.names.get(&dir)?.get(&name).copied()
    }

    /// The same, of a folder that is known by its node.
    pub(super) fn node_below(&self, dir: Node, name: &str) -> Option<Node> {
        self.names.get(&dir)?.get(name).copied()
    }

    fn rename_all(&mut self, line: usize, changes: Vec<(Node, String, Option<Node>)>) {
        apply_names(&mut self.names, &changes);
        self.deeds.push(Deed { line, changes, synced: false });
    }

    /// Makes an empty file; gives the one that is there already.
    pub(super) fn create(&mut self, path: &Path, line: usize) -> Option<Node> {
        if let Some(node) = self.node(path) {
            return Some(node);
        }
        let (dir, name) = self.place(path)?;
        let node = self.fresh();
        self.files.insert(node, File::default());
        self.rename_all(line, vec![(dir, name, Some(node))]);
        Some(node)
    }

    pub(super) fn make_folder(&mut self, path: &Path, line: usize) {
        let Some((dir, name)) = self.place(path) else { return };
        let node = self.fresh();
        self.names.insert(node, BTreeMap::new());
        self.kept_names.insert(node, BTreeMap::new());
        self.rename_all(line, vec![(dir, name, Some(node))]);
    }

    pub(super) fn link(&mut self, from: &Path, to: &Path, line: usize) {
        let (Some(node), Some((dir, name))) = (self.node(from), self.place(to)) else { return };
        self.rename_all(line, vec![(dir, name, Some(node))]);
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path, line: usize) {
        let node = self.node(from).unwrap_or_else(|| panic!("{} is not known", from.display()));
        let (Some((old_dir, old)), Some((dir, name))) = (self.place(from), self.place(to)) else { return };
        self.rename_all(line, vec![(old_dir, old, None), (dir, name, Some(node))]);
    }

    pub(super) fn remove(&mut self, path: &Path, line: usize) {
        if let Some((dir, name)) = self.place(path) {
            self.rename_all(line, vec![(dir, name, None)]);
        }
    }

    /// The name below a folder that is known by its node.
    pub(super) fn remove_below(&mut self, dir: Node, name: &str, line: usize) {
        self.rename_all(line, vec![(dir, name.to_owned(), None)]);
    }

    pub(super) fn length(&self, node: Node) -> usize {
        self.files[&node].now.len()
    }

    pub(super) fn read(&self, node: Node, from: usize, length: usize) -> Vec<u8> {
        let bytes = &self.files[&node].now;
        bytes[from.min(bytes.len())..(from + length).min(bytes.len())].to_vec()
    }

    pub(super) fn write(&mut self, node: Node, (offset, bytes): (usize, Vec<u8>), line: usize) {
        self.edit(node, Edit::Write { offset, bytes }, line);
    }

    pub(super) fn set_length(&mut self, node: Node, length: usize, line: usize) {
        self.edit(node, Edit::Length(length), line);
    }

    fn edit(&mut self, node: Node, edit: Edit, line: usize) {
        let file = self.files.get_mut(&node).unwrap();
        edit.apply(&mut file.now);
        file.waiting.push((line, edit));
    }

    /// A sync that began on `line`: what had ended by then is on the disk.
    pub(super) fn sync(&mut self, node: Node, line: usize) {
        if let Some(file) = self.files.get_mut(&node) {
            let (done, waiting) = file.waiting.drain(..).partition(|(ended, _)| *ended < line);
            let done: Vec<(usize, Edit)> = done;
            for (_, edit) in &done {
                edit.apply(&mut file.kept);
            }
            file.waiting = waiting;
        }
        for deed in &mut self.deeds {
            deed.synced |= deed.line < line && deed.changes.iter().any(|(dir, ..)| *dir == node);
        }
        // What is known to be on the disk in its order need not be remembered.
        let settled = self.deeds.iter().take_while(|deed| deed.synced).count();
        for deed in self.deeds.drain(..settled) {
            apply_names(&mut self.kept_names, &deed.changes);
        }
    }

    /// Writes into `to` what one power cut leaves.
    pub(super) fn cut(&self, to: &Path, random: &mut Random) -> String {
        let last = self.deeds.last().map_or(0, |deed| deed.line);
        let last = self
            .files
            .values()
            .filter_map(|file| file.waiting.last())
            .fold(last, |max, (line, _)| max.max(*line));
        let survives = Survives::draw(random, last);
        let mut names = self.kept_names.clone();
        let first = random.below(self.deeds.len() + 1);
        for (number, deed) in self.deeds.iter().enumerate() {
            let survived = deed.synced
                || match survives {
                    Survives::Nothing => false,
                    Survives::All => true,
                    Survives::Until(line) => deed.line <= line,
                    Survives::Any { names_in_order: true } => number < first,
                    Survives::Any { names_in_order: false } => random.below(2) == 0,
                };
            if survived {
                apply_names(&mut names, &deed.changes);
            }
        }
        self.put((&names, ROOT), to, &mut |file| left_of(file, survives, random));
        format!("{survives:?}")
    }

    /// Writes into `to` what is there while the power is on.
    pub(super) fn put_now(&self, to: &Path) {
        self.put((&self.names, ROOT), to, &mut |file| file.now.clone());
    }

    fn put(&self, (names, node): (&Names, Node), to: &Path, bytes: &mut dyn FnMut(&File) -> Vec<u8>) {
        fs::create_dir_all(to).unwrap();
        for (name, child) in &names[&node] {
            match self.files.get(child) {
                Some(file) => fs::write(to.join(name), bytes(file)).unwrap(),
                None => self.put((names, *child), &to.join(name), bytes),
            }
        }
    }
}

fn apply_names(names: &mut Names, changes: &[(Node, String, Option<Node>)]) {
    for (dir, name, node) in changes {
        let dir = names.entry(*dir).or_default();
        match node {
            Some(node) => drop(dir.insert(name.clone(), *node)),
            None => drop(dir.remove(name)),
        }
    }
}

fn left_of(file: &File, survives: Survives, random: &mut Random) -> Vec<u8> {
    let mut left = file.kept.clone();
    for (line, edit) in &file.waiting {
        match survives {
            Survives::All => edit.apply(&mut left),
            Survives::Until(last) if *line <= last => edit.apply(&mut left),
            Survives::Nothing | Survives::Until(_) => (),
            Survives::Any { .. } => match random.below(3) {
                0 => (),
                1 => edit.apply(&mut left),
                _ => edit.torn(random).iter().for_each(|part| part.apply(&mut left)),
            },
        }
    }
    left
}
