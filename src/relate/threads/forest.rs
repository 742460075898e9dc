//! The forest of ids while threads are made: one node an id, each with at most one parent, and
//! never a loop. Children are only laid out at the end, so a link and a cut cost nothing.

use super::{Mail, Subjects};
use std::collections::HashMap;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// Nodes by number; those that are only referred to have no copies.
#[derive(Default)]
pub(super) struct Forest<'a> {
    ids: Vec<Option<&'a str>>,
    copies: Vec<Vec<u32>>,
    parents: Vec<u32>,
    /// Somewhere further up the same tree, for finding its root fast; dies with the first cut.
    ups: Vec<u32>,
    /// Nodes that pruning took away.
    gone: Vec<bool>,
}

/// A forest with its children in the order shown.
pub(super) struct Laid {
    /// Roots, in no special order.
    pub roots: Vec<u32>,
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'a> Forest<'a> {
    /// Steps 1 and 2: makes a node of every id, and links them.
    pub fn link(mails: &[Mail<'a>], subjects: Subjects) -> Self {
        let mut forest = Self::default();
        let mut by_id: HashMap<&'a str, u32> = HashMap::with_capacity(mails.len() * 2);
        let mut own = Vec::with_capacity(mails.len());
        for (m, mail) in mails.iter().enumerate() {
            let known = mail.message_id.and_then(|id| by_id.get(id).copied());
            let node = match (known, mail.message_id) {
                (Some(node), _) if subjects == Subjects::WhereIdsAreAbsent => node,
                (None, Some(id)) => *by_id.entry(id).or_insert_with(|| forest.add(Some(id))),
                (Some(_), _) | (None, None) => forest.add(None),
            };
            forest.copies[node as usize].push(m as u32);
            own.push(node);
        }
        let mut others = Vec::new();
        let mut starts = vec![0];
        for id in mails.iter().flat_map(|m| m.references) {
            others.push(*by_id.entry(id).or_insert_with(|| forest.add(Some(id))));
        }
        for mail in mails {
            starts.push(starts.last().copied().unwrap_or(0) + mail.references.len());
        }
        let chains = || starts.windows(2).map(|w| &others[w[0]..w[1]]);
        // What a message says of itself goes first; of copies that disagree, the oldest speaks.
        let mut has_spoken = vec![false; forest.ids.len()];
        for (chain, node) in chains().zip(own) {
            let parent = chain.iter().rev().find(|id| **id != node);
            if let Some(parent) = parent.filter(|_| !has_spoken[node as usize]) {
                has_spoken[node as usize] = true;
                forest.tie(*parent, node);
            }
        }
        // What it says of others in passing counts where they do not speak for themselves.
        for pair in chains().flat_map(|chain| chain.windows(2)) {
            let node = pair[1] as usize;
            if !has_spoken[node] && forest.parents[node] == NONE {
                forest.tie(pair[0], pair[1]);
            }
        }
        forest
    }

    /// Adds a node without copies and without a parent.
    pub fn add(&mut self, id: Option<&'a str>) -> u32 {
        let node = self.ids.len() as u32;
        self.ids.push(id);
        self.copies.push(Vec::new());
        self.parents.push(NONE);
        self.ups.push(node);
        self.gone.push(false);
        node
    }

    /// Makes a root the child of a node, unless that would close a loop.
    fn tie(&mut self, parent: u32, root: u32) {
        if self.root(parent) != root {
            self.parents[root as usize] = parent;
            self.ups[root as usize] = parent;
        }
    }

    /// Finds the root of a node's tree, and shortens the way for the next one who asks.
    fn root(&mut self, mut node: u32) -> u32 {
        while self.ups[node as usize] != node {
            let up = self.ups[node as usize];
            self.ups[node as usize] = self.ups[up as usize];
            node = self.ups[node as usize];
        }
        node
    }

    /// Gives the number of nodes.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// Gives the Message-ID of a node.
    pub fn id(&self, node: u32) -> Option<&'a str> {
        self.ids[node as usize]
    }

    /// Gives the messages that bear a node's id, by their place among the mails.
    pub fn copies(&self, node: u32) -> &[u32] {
        &self.copies[node as usize]
    }

    /// Gives the parent of a node, or [`NONE`].
    pub fn parent(&self, node: u32) -> u32 {
        self.parents[node as usize]
    }

    /// Puts a node below another one; the caller vouches that no loop closes.
    pub fn put_below(&mut self, parent: u32, node: u32) {
        self.parents[node as usize] = parent;
    }

    /// Takes a node away; its children must have been put elsewhere.
    pub fn remove(&mut self, node: u32) {
        self.gone[node as usize] = true;
    }

    /// Gives all roots that are there.
    pub fn roots(&self) -> Vec<u32> {
        (0..self.len())
            .filter(|n| self.parents[*n as usize] == NONE && !self.gone[*n as usize])
            .collect()
    }

    /// Lays children out, oldest first by the ranks of the messages; a node without a message
    /// counts as its first child, and one without any message below it is left out.
    pub fn lay(&self, ranks: &[u32]) -> Laid {
        let keys = self.keys(ranks);
        let mut laid = self.lists(|node| keys[node as usize] != NONE);
        for node in 0..self.len() as usize {
            let (from, to) = (laid.starts[node] as usize, laid.starts[node + 1] as usize);
            laid.children[from..to].sort_unstable_by_key(|n| (keys[*n as usize], *n));
        }
        laid.roots.sort_unstable_by_key(|n| (keys[*n as usize], *n));
        laid
    }

    /// Gives every node the rank of its oldest message, or of its first child where it has none.
    pub fn keys(&self, ranks: &[u32]) -> Vec<u32> {
        let mut keys: Vec<u32> = self
            .copies
            .iter()
            .map(|c| c.iter().map(|m| ranks[*m as usize]).min().unwrap_or(NONE))
            .collect();
        for node in self.top_down().into_iter().rev() {
            let parent = self.parents[node as usize];
            if parent != NONE && self.copies[parent as usize].is_empty() {
                keys[parent as usize] = keys[parent as usize].min(keys[node as usize]);
            }
        }
        keys
    }

    /// Gives all nodes that are there, each after its parent.
    pub fn top_down(&self) -> Vec<u32> {
        let laid = self.lists(|_| true);
        let mut out = laid.roots.clone();
        let mut at = 0;
        while let Some(node) = out.get(at).copied() {
            out.extend_from_slice(laid.children(node));
            at += 1;
        }
        out
    }

    /// Lists the children of every node (a counting sort by parent).
    fn lists(&self, wanted: impl Fn(u32) -> bool) -> Laid {
        let there = |n: &u32| !self.gone[*n as usize] && wanted(*n);
        let mut starts = vec![0u32; self.ids.len() + 1];
        let mut roots = Vec::new();
        for node in (0..self.len()).filter(there) {
            match self.parents[node as usize] {
                NONE => roots.push(node),
                parent => starts[parent as usize + 1] += 1,
            }
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut children = vec![0; starts.last().copied().unwrap_or(0) as usize];
        for node in (0..self.len()).filter(there) {
            let parent = self.parents[node as usize];
            if parent != NONE {
                children[next[parent as usize] as usize] = node;
                next[parent as usize] += 1;
            }
        }
        Laid {
            roots,
            starts,
            children,
        }
    }
}

impl Laid {
    /// Gives the children of a node.
    pub fn children(&self, node: u32) -> &[u32] {
        let (from, to) = (self.starts[node as usize], self.starts[node as usize + 1]);
        &self.children[from as usize..to as usize]
    }
}
