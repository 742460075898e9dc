//! Where every item lies: each place in a file leads to the places inside it, by the rows of
//! messages and containers. A bound holds what one place may lead to, since containers that hold
//! each other many times over need not be large.

use super::budget::bytes_within;
use crate::fingerprint::Sketch;
use crate::model::words::{Word, unread};
use crate::model::{Digest, Exception, ExceptionClass, Kind, Location, Stage, bounds};
use crate::store::{ChildRow, ItemRow};
use std::collections::HashMap;

/// One item on its way: its row, where its text stands, its sketch and its places.
pub struct Draft<'a> {
    /// What its bytes say.
    pub row: &'a ItemRow,
    /// The segment that holds its text.
    pub segment: u32,
    /// What the near-duplicate search needs.
    pub sketch: Option<&'a Sketch>,
    /// What its bytes show of their making, packed.
    pub trace: &'a [u8],
    /// What it is.
    pub kind: Kind,
    /// Media type that its carrier claims.
    pub media: Option<&'a str>,
    /// Where it lies.
    pub locations: Vec<Location>,
}

/// Everything that placing needs and makes.
pub struct Placing<'p, 'a> {
    /// The row of each digest.
    pub rows: HashMap<[u8; 32], &'a ItemRow>,
    /// The items, which get their places.
    pub drafts: &'p mut HashMap<[u8; 32], Draft<'a>>,
    /// What could not be read inside containers.
    pub exceptions: Vec<Exception>,
}

/// An item met at a place.
struct Met<'a> {
    digest: [u8; 32],
    kind: Kind,
    media: Option<&'a str>,
    at: Location,
    depth: usize,
    boxes: usize,
}

impl<'a> Placing<'_, 'a> {
    /// Places an item of a file, and all that lies in it.
    pub fn put(&mut self, digest: [u8; 32], kind: Kind, at: Location) {
        let mut members = bounds::BOX_MEMBERS;
        let mut bytes = bytes_within(self.rows.get(&digest).map_or(0, |r| r.size));
        let mut is_told = false;
        let mut work = vec![Met {
            digest,
            kind,
            media: None,
            at,
            depth: 0,
            boxes: 0,
        }];
        while let Some(met) = work.pop() {
            if met.boxes > 0 {
                let size = self.rows.get(&met.digest).map_or(0, |r| r.size);
                let fits = members > 0 && size <= bytes;
                if !fits {
                    if !is_told {
                        self.bound(&met.at, None, unread::FILE_HOLDS);
                    }
                    is_told = true;
                    continue;
                }
                members -= 1;
                bytes -= size;
            }
            self.lead(&met, &mut work);
            self.draft(met);
        }
    }

    /// Adds what lies in an item to the work.
    fn lead(&mut self, met: &Met<'a>, work: &mut Vec<Met<'a>>) {
        let Some(row) = self.rows.get(&met.digest).copied() else {
            return;
        };
        if row.message {
            if met.depth < bounds::MIME_DEPTH {
                work.extend(row.children.iter().map(|c| carried(met, row, c)));
            }
            return;
        }
        let is_box = row.cut || !row.children.is_empty() || !row.exceptions.is_empty();
        if is_box && met.boxes >= bounds::BOX_DEPTH {
            let why = unread::BOXES_DEEP;
            return self.bound(&met.at, Some(Digest(met.digest)), why);
        }
        for one in &row.exceptions {
            self.exceptions.push(one.inside(&met.at));
        }
        // What is popped first is placed first, where a bound is near.
        work.extend(row.children.iter().rev().map(|c| member(met, c)));
    }

    fn bound(&mut self, at: &Location, item: Option<Digest>, reason: Word) {
        self.exceptions.push(Exception {
            source: at.source.clone(),
            path: at.path.clone(),
            inner: at.inner.clone(),
            stage: Stage::Read,
            class: ExceptionClass::Bound,
            reason: reason.into(),
            item,
        });
    }

    fn draft(&mut self, met: Met<'a>) {
        let Some(draft) = self.drafts.get_mut(&met.digest) else {
            return;
        };
        draft.kind = draft.kind.min(if draft.row.message {
            Kind::Message
        } else {
            met.kind
        });
        if let Some(media) = met.media {
            draft.media = Some(draft.media.map_or(media, |m| m.min(media)));
        }
        draft.locations.push(met.at);
    }
}

fn further(at: &Location, step: &str) -> String {
    match &at.inner {
        Some(outer) => format!("{outer}/{step}"),
        None => step.to_owned(),
    }
}

/// The place of an attachment: that of its message, one step further in.
fn carried<'a>(met: &Met<'a>, parent: &ItemRow, child: &'a ChildRow) -> Met<'a> {
    let at = Location {
        inner: Some(further(&met.at, &child.part)),
        offset: None,
        length: None,
        parent: Some(Digest(parent.digest)),
        name: child.name.clone(),
        ..met.at.clone()
    };
    Met {
        digest: child.digest,
        kind: if child.message {
            Kind::Message
        } else {
            Kind::Attachment
        },
        media: Some(&child.media_type),
        at,
        depth: met.depth + 1,
        boxes: met.boxes,
    }
}

/// The place of a member: that of its container, one step further in. A message that carries the
/// container carries its members.
fn member<'a>(met: &Met<'a>, child: &'a ChildRow) -> Met<'a> {
    let at = Location {
        inner: Some(further(&met.at, &child.part)),
        offset: child.range.map(|r| r.0),
        length: child.range.map(|r| r.1),
        folder: child.folder.clone().or_else(|| met.at.folder.clone()),
        name: child.name.clone(),
        ..met.at.clone()
    };
    let kind = match (child.message, met.at.parent) {
        (true, _) => Kind::Message,
        (false, Some(_)) => Kind::Attachment,
        (false, None) => Kind::Document,
    };
    Met {
        digest: child.digest,
        kind,
        media: None,
        at,
        depth: met.depth,
        boxes: met.boxes + 1,
    }
}
