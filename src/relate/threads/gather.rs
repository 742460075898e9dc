//! The steps after linking: what is pruned, and which roots are tied by their subjects.

use super::forest::{Forest, NONE};
use super::{Mail, ranks};
use crate::relate::subject::{BaseSubject, Marks};
use std::collections::HashMap;

/// Ties replies that bear no id and refer to none to the newest thread of their base subject that
/// is not younger; one that finds none stays alone.
pub(super) fn where_ids_are_absent(forest: &mut Forest<'_>, mails: &[Mail<'_>]) {
    let keys = forest.keys(&ranks(mails));
    let mut roots = forest.roots();
    roots.retain(|root| keys[*root as usize] != NONE);
    roots.sort_unstable_by_key(|root| keys[*root as usize]);
    // Mails stand in rank order here, so a key is also the place of its mail.
    let mail = |root: &u32| &mails[keys[*root as usize] as usize];
    let is_bare = |root: &u32| mail(root).message_id.is_none() && mail(root).references.is_empty();
    if !roots.iter().any(is_bare) {
        return;
    }
    let mut lost = Vec::new();
    let mut homes: HashMap<String, Vec<(u32, u32)>> = HashMap::new();
    for root in roots {
        let key = keys[root as usize];
        let base = BaseSubject::of(mail(&root).subject, Marks::AllLanguages);
        if base.folded.is_empty() || mail(&root).date.is_none() {
            continue;
        }
        if is_bare(&root) && base.is_reply {
            lost.push((root, key, base.folded));
        } else {
            homes.entry(base.folded).or_default().push((key, root));
        }
    }
    for (root, key, subject) in lost {
        let older = homes.get(&subject).and_then(|roots| {
            let end = roots.partition_point(|(other, _)| *other < key);
            roots.get(end.checked_sub(1)?)
        });
        if let Some((_, home)) = older {
            forest.put_below(*home, root);
        }
    }
}

/// Steps 3 to 5 of RFC 5256: prunes empty nodes, then ties all roots of one base subject.
pub(super) fn by_rfc(forest: &mut Forest<'_>, mails: &[Mail<'_>]) {
    prune(forest);
    let table = Table::of(forest, mails);
    table.merge(forest);
}

/// Step 3: an empty node goes and its children move up, but not to the root if they are several.
fn prune(forest: &mut Forest<'_>) {
    let mut heirs = vec![NONE; forest.len() as usize];
    for node in forest.top_down() {
        let parent = forest.parent(node);
        if parent != NONE {
            forest.put_below(heirs[parent as usize], node);
        }
        let is_kept = parent == NONE || !forest.copies(node).is_empty();
        heirs[node as usize] = if is_kept { node } else { forest.parent(node) };
        if !is_kept {
            forest.remove(node);
        }
    }
    let mut first = vec![NONE; forest.len() as usize];
    let mut counts = vec![0; forest.len() as usize];
    for node in forest.top_down() {
        let parent = forest.parent(node);
        if parent != NONE {
            first[parent as usize] = node;
            counts[parent as usize] += 1;
        }
    }
    for root in forest.roots() {
        if forest.copies(root).is_empty() && counts[root as usize] < 2 {
            if let Some(child) = Some(first[root as usize]).filter(|c| *c != NONE) {
                forest.put_below(NONE, child);
            }
            forest.remove(root);
        }
    }
}

/// The subjects of all roots, in the order of step 4, and the root that stands for each subject.
struct Table {
    roots: Vec<(u32, BaseSubject)>,
    standing: HashMap<String, (u32, bool)>,
}

impl Table {
    /// Step 5, first half: an empty root goes before others, an original before replies.
    fn of(forest: &Forest<'_>, mails: &[Mail<'_>]) -> Self {
        let ranks = ranks(mails);
        let mut by_rank = vec![0; mails.len()];
        for (m, rank) in ranks.iter().enumerate() {
            by_rank[*rank as usize] = m;
        }
        let keys = forest.keys(&ranks);
        let mut roots = forest.roots();
        roots.sort_unstable_by_key(|root| keys[*root as usize]);
        let mut standing: HashMap<String, (u32, bool)> = HashMap::new();
        let mut out = Vec::new();
        for root in roots {
            let mail = by_rank
                .get(keys[root as usize] as usize)
                .map(|m| &mails[*m]);
            let base = BaseSubject::of(mail.map_or("", |m| m.subject), Marks::Rfc5256);
            if base.folded.is_empty() {
                continue;
            }
            let is_empty = forest.copies(root).is_empty();
            let other = standing.get(&base.folded).copied();
            let is_better = other.is_none_or(|(other, other_is_reply)| {
                !forest.copies(other).is_empty() && (is_empty || (other_is_reply && !base.is_reply))
            });
            if is_better {
                standing.insert(base.folded.clone(), (root, base.is_reply));
            }
            out.push((root, base));
        }
        Self {
            roots: out,
            standing,
        }
    }

    /// Step 5, second half: ties each root to the one that stands for its subject.
    fn merge(mut self, forest: &mut Forest<'_>) {
        let mut heirs: HashMap<u32, u32> = HashMap::new();
        for (root, base) in self.roots {
            let Some((other, other_is_reply)) = self.standing.get(&base.folded).copied() else {
                continue;
            };
            if other == root {
                continue;
            }
            match (
                forest.copies(other).is_empty(),
                forest.copies(root).is_empty(),
            ) {
                (true, true) => {
                    heirs.insert(root, other);
                    forest.remove(root);
                }
                (true, false) => forest.put_below(other, root),
                (false, _) if base.is_reply && !other_is_reply => forest.put_below(other, root),
                (false, _) => {
                    let above = forest.add(None);
                    forest.put_below(above, other);
                    forest.put_below(above, root);
                    self.standing.insert(base.folded, (above, base.is_reply));
                }
            }
        }
        for node in 0..forest.len() {
            if let Some(heir) = heirs.get(&forest.parent(node)) {
                forest.put_below(*heir, node);
            }
        }
    }
}
