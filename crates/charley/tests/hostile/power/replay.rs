//! The calls of a log, done again on a [`Disk`].

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::disk::Disk;
use crate::trace::{Call, bytes};

/// An open file or folder, and where in it the next byte goes.
#[derive(Debug, Clone, Copy)]
struct Open {
    node: usize,
    at: usize,
    appends: bool,
}

/// A process whose files are known by their numbers.
#[derive(Debug, Default)]
pub(super) struct Process {
    /// Descriptors; those made of one another share a place.
    descriptors: BTreeMap<i64, usize>,
    open: Vec<Open>,
}

impl Process {
    /// Does one call on the disk.
    pub(super) fn call(&mut self, call: &Call, disk: &mut Disk) {
        let (args, line) = (&call.args, call.lines.1);
        if call.result < 0 {
            return;
        }
        match call.name.as_str() {
            "open" => self.opened(call, (&args[0], &args[1]), disk),
            "openat" => self.opened(call, (&args[1], &args[2]), disk),
            "close" => drop(self.descriptors.remove(&number(&args[0]))),
            "dup" | "dup2" | "dup3" => self.same(number(&args[0]), call.result),
            "fcntl" if args[1].starts_with("F_DUPFD") => self.same(number(&args[0]), call.result),
            "write" => self.written(number(&args[0]), bytes(&args[1]), (call, disk)),
            "pwrite64" => {
                if let Some(open) = self.of(&args[0]) {
                    let kept = bytes(&args[1])[..call.result as usize].to_vec();
                    disk.write(open.node, (number(&args[3]) as usize, kept), line);
                }
            }
            "lseek" => {
                if let Some(place) = self.descriptors.get(&number(&args[0])) {
                    self.open[*place].at = call.result as usize;
                }
            }
            "ftruncate" => {
                if let Some(open) = self.of(&args[0]) {
                    disk.set_length(open.node, number(&args[1]) as usize, line);
                }
            }
            "copy_file_range" => self.copied((&args[0], &args[2]), call, disk),
            "fsync" | "fdatasync" => {
                if let Some(open) = self.of(&args[0]) {
                    disk.sync(open.node, call.lines.0);
                }
            }
            "rename" | "link" => two(&call.name, (&args[0], &args[1]), (disk, line)),
            "renameat" | "renameat2" | "linkat" => two(&call.name, (&args[1], &args[3]), (disk, line)),
            "unlink" | "rmdir" => disk.remove(&path(&args[0]), line),
            "unlinkat" => match self.of(&args[0]) {
                Some(dir) => disk.remove_below(dir.node, path(&args[1]).to_str().unwrap(), line),
                None => disk.remove(&path(&args[1]), line),
            },
            "mkdir" => disk.make_folder(&path(&args[0]), line),
            "mkdirat" => disk.make_folder(&path(&args[1]), line),
            "fcntl" => (),
            // None of these reaches the disk so far; one that does must be understood first.
            other => {
                let files = args.iter().filter(|arg| self.of(arg).is_some()).count();
                assert!(files == 0, "{other} is not replayed: {:?}", &args[..1]);
            }
        }
    }

    fn of(&self, descriptor: &str) -> Option<Open> {
        let number = descriptor.parse().ok()?;
        Some(self.open[*self.descriptors.get(&number)?])
    }

    fn same(&mut self, old: i64, new: i64) {
        match self.descriptors.get(&old) {
            Some(place) => drop(self.descriptors.insert(new, *place)),
            None => drop(self.descriptors.remove(&new)),
        }
    }

    fn opened(&mut self, call: &Call, (name, flags): (&str, &str), disk: &mut Disk) {
        self.descriptors.remove(&call.result);
        let path = path(name);
        // Below an open folder (removing a tree): only the folder itself matters.
        let path = match self.of(&call.args[0]) {
            Some(dir) if path.is_relative() => return self.below(dir.node, &path, (call.result, disk)),
            _ => path,
        };
        let node =
            if flags.contains("O_CREAT") { disk.create(&path, call.lines.1) } else { disk.node(&path) };
        let Some(node) = node else { return };
        if flags.contains("O_TRUNC") && disk.length(node) > 0 {
            disk.set_length(node, 0, call.lines.1);
        }
        self.remember(node, call.result, flags.contains("O_APPEND"));
    }

    fn below(&mut self, dir: usize, name: &Path, (descriptor, disk): (i64, &Disk)) {
        if let Some(node) = disk.node_below(dir, name.to_str().unwrap()) {
            self.remember(node, descriptor, false);
        }
    }

    fn remember(&mut self, node: usize, descriptor: i64, appends: bool) {
        self.open.push(Open { node, at: 0, appends });
        self.descriptors.insert(descriptor, self.open.len() - 1);
    }

    fn written(&mut self, descriptor: i64, mut bytes: Vec<u8>, (call, disk): (&Call, &mut Disk)) {
        let Some(place) = self.descriptors.get(&descriptor) else { return };
        let open = &mut self.open[*place];
        bytes.truncate(call.result as usize);
        let at = if open.appends { disk.length(open.node) } else { open.at };
        open.at = at + bytes.len();
        disk.write(open.node, (at, bytes), call.lines.1);
    }

    /// A copy by the kernel, from place to place.
    fn copied(&mut self, (from, to): (&str, &str), call: &Call, disk: &mut Disk) {
        let length = call.result as usize;
        let place = |of: &str| self.descriptors.get(&number(of)).copied();
        let (from, to) = (place(from), place(to));
        let bytes = from.map(|from| disk.read(self.open[from].node, self.open[from].at, length));
        if let (Some(to), Some(bytes)) = (to, bytes) {
            disk.write(self.open[to].node, (self.open[to].at, bytes), call.lines.1);
        } else {
            assert!(to.is_none(), "a copy from outside the disk");
        }
        for place in [from, to].into_iter().flatten() {
            self.open[place].at += length;
        }
    }
}

fn two(name: &str, (from, to): (&str, &str), (disk, line): (&mut Disk, usize)) {
    let (from, to) = (path(from), path(to));
    if name.starts_with("link") { disk.link(&from, &to, line) } else { disk.rename(&from, &to, line) }
}

fn number(arg: &str) -> i64 {
    arg.parse().unwrap_or(-1)
}

fn path(arg: &str) -> PathBuf {
    String::from_utf8(bytes(arg)).unwrap().into()
}
