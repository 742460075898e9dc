//! Stores of Outlook (PST and OST), by our own reader after [MS-PST]: folders and messages with
//! their recipients, attachments and embedded messages.
//!
//! Messages are found by the node tree, not by the tables of folders: what a folder has forgotten
//! is listed too. Nothing here trusts a length or a pointer.

mod crypt;
mod heap;
mod ndb;

use super::boxes::{Member, ReadSeek, Step, Visitor, broken, lost};
use super::outlook::{Attached, Mail, Names};
use crate::model::words::unread as w;
use crate::model::{ExceptionClass, bounds};
use heap::{object, rows};
use ndb::{Ndb, Node};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;

const FOLDER: u32 = 0x02;
const MESSAGE: u32 = 0x04;
const ATTACHMENT: u32 = 0x05;
const HIDDEN: u32 = 0x08;
const RECIPIENTS: u32 = 0x12;
const ROOT: u32 = 0x122;
const STORE: u32 = 0x21;
const NAMES: u32 = 0x61;
const DISPLAY_NAME: u16 = 0x3001;
const PASSWORD: u16 = 0x67ff;
const DATA: u16 = 0x3701;
const METHOD: u16 = 0x3705;
/// Where messages are listed whose folder is not there.
const ORPHANED: &str = "(orphaned)";

/// Shows the messages of a store.
pub(super) fn open(source: &mut dyn ReadSeek, visitor: &mut dyn Visitor) -> Step {
    let ndb = match Ndb::open(source) {
        Ok(ndb) => ndb,
        Err(why) => return broken(visitor, ExceptionClass::Corrupt, why),
    };
    let store = Store {
        names: names(&ndb),
        ndb,
    };
    let step = store.show(visitor);
    for what in store.ndb.damages() {
        broken(visitor, ExceptionClass::Corrupt, what)?;
    }
    step
}

/// Reads the names that the store gave its own properties.
fn names(ndb: &Ndb<'_>) -> Names {
    let none = Names::default();
    let Some(node) = ndb.nodes.get(&NAMES) else {
        return none;
    };
    let read = object(ndb, node.data, &ndb.subnodes(node.sub), &none);
    let props = read.unwrap_or_default().props;
    let of = |id: u16| props.any(id).unwrap_or_default();
    Names::read(of(2), of(3), of(4))
}

struct Store<'s> {
    ndb: Ndb<'s>,
    names: Names,
}

impl Store<'_> {
    fn show(&self, visitor: &mut dyn Visitor) -> Step {
        self.flags(visitor)?;
        let folders = self.folders();
        let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
        for (id, node) in self.of_kind(MESSAGE) {
            let home = folders.get(&node.parent).map(|_| node.parent);
            let number = numbers.entry(home.unwrap_or_default()).or_default();
            *number += 1;
            let folder = home
                .and_then(|h| folders.get(&h))
                .map_or(ORPHANED, String::as_str);
            let way = if folder.is_empty() {
                format!("{number:04}")
            } else {
                format!("{folder}/{number:04}")
            };
            let Some(mail) = self.mail(node, 0) else {
                let why = w::no_message_of_node(format!("{id:#x}"));
                lost(visitor, way, ExceptionClass::Corrupt, why)?;
                continue;
            };
            let member = Member {
                folder: Some(folder.to_owned()).filter(|f| !f.is_empty()),
                ..Member::named(way)
            };
            visitor.member(member, &mut Cursor::new(mail.canonical()))?;
        }
        ControlFlow::Continue(())
    }

    /// Says what holds for the store as a whole.
    fn flags(&self, visitor: &mut dyn Visitor) -> Step {
        let store = self.ndb.nodes.get(&STORE).and_then(|n| self.object(*n));
        let password = store.and_then(|s| s.props.number(PASSWORD)).unwrap_or(0);
        if password != 0 {
            let why = w::STORE_PASSWORD;
            broken(visitor, ExceptionClass::Mismatch, why)?;
        }
        let hidden = self.of_kind(HIDDEN).count();
        if hidden > 0 {
            let why = w::settings_hidden(hidden);
            broken(visitor, ExceptionClass::Skipped, why)?;
        }
        if self.ndb.nodes.is_empty() {
            broken(visitor, ExceptionClass::Corrupt, w::NO_NODE)?;
        }
        ControlFlow::Continue(())
    }

    fn of_kind(&self, kind: u32) -> impl Iterator<Item = (u32, Node)> {
        let nodes = self.ndb.nodes.iter();
        nodes
            .filter(move |(id, _)| *id & 0x1f == kind)
            .map(|(id, node)| (*id, *node))
    }

    fn object(&self, node: Node) -> Option<heap::Object> {
        object(
            &self.ndb,
            node.data,
            &self.ndb.subnodes(node.sub),
            &self.names,
        )
    }

    /// Gives the path of every folder, without the root that bears no name.
    fn folders(&self) -> BTreeMap<u32, String> {
        let own: BTreeMap<u32, (u32, String)> = self
            .of_kind(FOLDER)
            .map(|(id, node)| {
                let name = self.object(node).and_then(|o| o.props.text(DISPLAY_NAME));
                (id, (node.parent, name.unwrap_or_default()))
            })
            .collect();
        let path = |id: u32| {
            let (mut parts, mut at) = (Vec::new(), id);
            while let Some((parent, name)) = own.get(&at) {
                if !name.is_empty() {
                    parts.push(name.as_str());
                }
                if at == ROOT || *parent == at || parts.len() > bounds::FOLDER_DEPTH {
                    break;
                }
                at = *parent;
            }
            parts.reverse();
            parts.join("/")
        };
        own.keys().map(|id| (*id, path(*id))).collect()
    }

    /// Reads a message; `None` where it bears no properties.
    fn mail(&self, node: Node, depth: usize) -> Option<Mail> {
        let subnodes = self.ndb.subnodes(node.sub);
        let own = object(&self.ndb, node.data, &subnodes, &self.names)?;
        let mut out = Mail {
            props: own.props,
            ..Mail::default()
        };
        for (id, node) in &subnodes {
            match id & 0x1f {
                RECIPIENTS => match rows(&self.ndb, *node, &self.names) {
                    Some(rows) => out.recipients.extend(rows),
                    None => self.ndb.damaged(w::NO_RECIPIENTS),
                },
                ATTACHMENT => out.attachments.push(self.attached(*node, depth)),
                _ => {}
            }
        }
        Some(out)
    }

    fn attached(&self, node: Node, depth: usize) -> Attached {
        let subnodes = self.ndb.subnodes(node.sub);
        let Some(own) = object(&self.ndb, node.data, &subnodes, &self.names) else {
            self.ndb.damaged(w::NO_ATTACHMENT);
            return Attached::default();
        };
        let mut props = own.props;
        let inner = own.objects.get(&DATA).and_then(|id| subnodes.get(id));
        let is_mail = props.number(METHOD) == Some(5);
        let mut mail = None;
        if let Some(inner) = inner {
            if is_mail && depth < bounds::BOX_DEPTH {
                mail = self.mail(*inner, depth + 1).map(Box::new);
                if mail.is_none() {
                    self.ndb.damaged(w::NO_EMBEDDED);
                }
            } else if is_mail {
                self.ndb.damaged(w::MESSAGES_DEEP);
            }
            // Where the object lay in the store is no property of the message.
            props.replace(
                0x3701_000d,
                if is_mail {
                    Vec::new()
                } else {
                    self.ndb.data(inner.data).concat()
                },
            );
        }
        Attached { props, mail }
    }
}

#[cfg(test)]
mod tests;
