//! A disk whose power fails: from the record of what a program did, the state of its files after
//! any number of calls, where only what was synced is sure to be there.
//!
//! A folder's names and a file's bytes are synced apart. What was not synced may be there or not:
//! `Loss::All` takes all of it away, `Loss::Some` a part that dice choose: the first so many names
//! of each folder, and of the writes to a file any, the last one in part.

use super::Dice;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One call that changed something.
#[derive(Clone, Debug)]
pub struct Op {
    kind: u8,
    path: PathBuf,
    other: PathBuf,
    at: usize,
    /// What was written.
    pub data: Vec<u8>,
}

impl Op {
    /// Tells whether this is a word to whoever waits, and no change of a file.
    pub fn is_said(&self) -> bool {
        self.kind == b'A'
    }

    /// Tells whether this call was made to fail.
    pub fn is_failure(&self) -> bool {
        self.kind == b'F'
    }
}

/// Reads a record.
pub fn read(log: &Path) -> Vec<Op> {
    let bytes = fs::read(log).unwrap();
    let mut rest = bytes.as_slice();
    let mut out = Vec::new();
    while let Some((kind, tail)) = rest.split_first() {
        rest = tail;
        let mut field = || {
            let (length, tail) = rest.split_first_chunk::<8>().unwrap();
            let (field, tail) = tail.split_at(u64::from_le_bytes(*length) as usize);
            rest = tail;
            field.to_vec()
        };
        let path = |bytes: Vec<u8>| PathBuf::from(String::from_utf8(bytes).unwrap());
        let (name, other) = (path(field()), path(field()));
        let at = String::from_utf8(field()).unwrap().parse().unwrap();
        out.push(Op {
            kind: *kind,
            path: name,
            other,
            at,
            data: field(),
        });
    }
    out
}

/// What a failing disk takes away of what was not synced.
pub enum Loss {
    /// All of it.
    All,
    /// A part.
    Some(Dice),
}

/// A file or a folder, however it is called.
#[derive(Default, Clone)]
struct Node {
    is_folder: bool,
    names: BTreeMap<String, usize>,
    kept_names: BTreeMap<String, usize>,
    new_names: Vec<(String, Option<usize>)>,
    kept: Vec<u8>,
    new: Vec<Op>,
}

/// The disk.
pub struct Disk {
    root: PathBuf,
    nodes: Vec<Node>,
}

impl Disk {
    /// Makes an empty disk of what lies below a folder.
    pub fn new(root: &Path) -> Self {
        let top = Node {
            is_folder: true,
            ..Node::default()
        };
        Self {
            root: root.to_owned(),
            nodes: vec![top],
        }
    }

    /// Does one call.
    pub fn take(&mut self, op: &Op) {
        match op.kind {
            b'C' | b'D' => {
                self.nodes.push(Node {
                    is_folder: op.kind == b'D',
                    ..Node::default()
                });
                self.name(&op.path, Some(self.nodes.len() - 1));
            }
            b'U' => self.name(&op.path, None),
            b'R' => {
                let node = self.find(&op.path);
                self.name(&op.path, None);
                self.name(&op.other, node);
            }
            b'S' => {
                // A file that has no name any more is of no matter.
                let Some(at) = self.find(&op.path) else {
                    return;
                };
                let node = &mut self.nodes[at];
                node.kept_names = node.names.clone();
                node.new_names.clear();
                for op in std::mem::take(&mut node.new) {
                    apply(&mut node.kept, &op, op.data.len());
                }
            }
            b'W' | b'T' => {
                if let Some(at) = self.find(&op.path) {
                    self.nodes[at].new.push(op.clone());
                }
            }
            _ => {}
        }
    }

    fn find(&self, path: &Path) -> Option<usize> {
        let steps = path.strip_prefix(&self.root).ok()?;
        steps.iter().try_fold(0, |at, step| {
            self.nodes[at].names.get(step.to_str()?).copied()
        })
    }

    fn name(&mut self, path: &Path, node: Option<usize>) {
        let folder = path.parent().and_then(|p| self.find(p));
        let folder = folder.unwrap_or_else(|| panic!("no folder of {}", path.display()));
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let folder = &mut self.nodes[folder];
        match node {
            Some(node) => folder.names.insert(name.clone(), node),
            None => folder.names.remove(&name),
        };
        folder.new_names.push((name, node));
    }

    /// Writes what is left after the power failed.
    pub fn fail(&self, to: &Path, loss: &mut Loss) {
        self.write(0, to, loss);
    }

    fn write(&self, at: usize, to: &Path, loss: &mut Loss) {
        let node = &self.nodes[at];
        if !node.is_folder {
            return fs::write(to, bytes(node, loss)).unwrap();
        }
        fs::create_dir_all(to).unwrap();
        let mut names = node.kept_names.clone();
        if let Loss::Some(dice) = loss {
            let most = dice.below(node.new_names.len() + 1);
            for (name, node) in &node.new_names[..most] {
                match node {
                    Some(node) => names.insert(name.clone(), *node),
                    None => names.remove(name),
                };
            }
        }
        for (name, child) in names {
            self.write(child, &to.join(name), loss);
        }
    }
}

fn bytes(node: &Node, loss: &mut Loss) -> Vec<u8> {
    let mut out = node.kept.clone();
    if let Loss::Some(dice) = loss {
        for op in &node.new {
            match dice.below(3) {
                0 => {}
                1 => apply(&mut out, op, dice.below(op.data.len() + 1)),
                _ => apply(&mut out, op, op.data.len()),
            }
        }
    }
    out
}

fn apply(file: &mut Vec<u8>, op: &Op, most: usize) {
    if op.kind == b'T' {
        return file.resize(op.at, 0);
    }
    if most == 0 {
        return;
    }
    file.resize(file.len().max(op.at + most), 0);
    file[op.at..op.at + most].copy_from_slice(&op.data[..most]);
}
