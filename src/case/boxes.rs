//! The loop from containers to what lies in them: each member is an item with its bytes kept, a
//! mailbox whose messages are, or a container again; what cannot be read is an exception.
//!
//! Bounds count what really comes out, for one outermost container and all inside it together, so
//! that the answer does not depend on what else the case holds.

use super::budget::{Budget, Metered, Stream, TOO_MANY, class, hash, sentence};
use super::kept::Bench;
use super::study::{self, Studied};
use crate::intake::{self, BoxKind, FileKind, FileReader, Member, ReadSeek, Spool, Step, Trouble};
use crate::model::words::unread as w;
use crate::model::{
    Digest, Exception, ExceptionClass, Kind, Passwords, Said, Stage, bounds, sha256,
};
use crate::store::{ChildRow, ExceptionRow};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

/// A container to open: its digest, size, name and type.
pub struct Found<'a> {
    /// Its digest.
    pub digest: [u8; 32],
    /// Its length.
    pub size: u64,
    /// The name that it bears.
    pub name: &'a str,
    /// Its media type, as its first bytes tell.
    pub media: &'static str,
}

/// Opens an outermost container; its row and those of all that lies in it go to the bench.
pub fn open(found: &Found<'_>, kind: BoxKind, source: &mut dyn ReadSeek, bench: &mut Bench<'_>) {
    let budget = Budget::of(found.size);
    budget.opened.borrow_mut().insert(found.digest);
    let mut row = opened((found, kind), source, (&budget, 0, ""), bench);
    row.row.exceptions.append(&mut budget.notes.take());
    put(row, bench);
}

/// A row that a bound cut short is put beside others of its digest; the fullest one counts.
fn put(row: Studied, bench: &mut Bench<'_>) {
    if row.row.cut || bench.seen.first(row.row.digest, false) {
        bench.push(row);
    }
}

fn opened(
    (found, kind): (&Found<'_>, BoxKind),
    source: &mut dyn ReadSeek,
    (budget, depth, way): (&Budget, usize, &str),
    bench: &mut Bench<'_>,
) -> Studied {
    let mut row = study::listed(found.digest, found.size, found.media);
    if depth >= bounds::BOX_DEPTH {
        row.row.cut = true;
        return row;
    }
    let mut opening = Opening {
        bench,
        budget,
        depth,
        way,
        digest: found.digest,
        names: HashMap::new(),
        children: Vec::new(),
        exceptions: Vec::new(),
    };
    intake::open_box(kind, found.name, source, &mut opening);
    row.row.children = opening.children;
    row.row.exceptions = opening.exceptions;
    row.row.cut = budget.over.get().is_some();
    row
}

/// One container while it is open.
struct Opening<'b, 'a> {
    bench: &'b mut Bench<'a>,
    budget: &'b Budget,
    depth: usize,
    /// The way to it from the outermost container, with a slash behind, or empty.
    way: &'b str,
    digest: [u8; 32],
    names: HashMap<String, u32>,
    children: Vec<ChildRow>,
    exceptions: Vec<ExceptionRow>,
}

impl intake::Visitor for Opening<'_, '_> {
    fn member(&mut self, member: Member, bytes: &mut dyn Read) -> Step {
        let name = self.unique(member.name);
        if self.budget.members.get() == 0 {
            self.budget.over.set(Some(TOO_MANY));
            return self.over(&name);
        }
        self.budget.members.set(self.budget.members.get() - 1);
        let mut metered = Metered {
            bytes,
            budget: self.budget,
        };
        let mut head = Vec::new();
        let first = metered.by_ref().take(bounds::SNIFF_BYTES as u64);
        let first = { first }.read_to_end(&mut head);
        let kind = intake::sniff(&head);
        let mut stream = Stream {
            head: Cursor::new(head),
            trouble: first.err(),
            rest: metered,
        };
        let label = member.label;
        match kind {
            FileKind::Mbox | FileKind::Emlx => self.mailbox(&name, &mut stream),
            FileKind::Message => self.leaf((&name, member.folder), None, &mut stream),
            FileKind::Document(media) => match BoxKind::of(media) {
                Some(kind) => self.nested(&name, (kind, media), &mut stream),
                None => self.leaf((&name, member.folder), Some(media), &mut stream),
            },
        }
        if self.budget.over.get().is_some() {
            return self.over(&name);
        }
        if let Some(last) = self.children.last_mut().filter(|_| label.is_some()) {
            last.name = label;
        }
        ControlFlow::Continue(())
    }

    fn passwords(&self) -> &Passwords {
        &self.bench.seen.passwords
    }

    fn trouble(&mut self, trouble: Trouble) -> Step {
        if self.budget.over.get().is_some() {
            return ControlFlow::Break(());
        }
        let Some(member) = trouble.member else {
            let digest = Digest(self.digest);
            self.note(None, trouble.class, trouble.reason, Some(digest));
            return ControlFlow::Continue(());
        };
        let name = self.unique(member);
        if self.budget.members.get() == 0 {
            self.budget.over.set(Some(TOO_MANY));
            return self.over(&name);
        }
        self.budget.members.set(self.budget.members.get() - 1);
        self.note(Some(name), trouble.class, trouble.reason, None);
        ControlFlow::Continue(())
    }
}

impl Opening<'_, '_> {
    /// Gives a member's name; the second of one name bears a number, so that places stay apart.
    fn unique(&mut self, name: String) -> String {
        let name = if name.is_empty() { "#".into() } else { name };
        let count = self.names.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 {
            return name;
        }
        format!("{name}#{count}")
    }

    fn note(
        &mut self,
        inner: Option<String>,
        class: ExceptionClass,
        reason: Said,
        item: Option<Digest>,
    ) {
        self.exceptions.push(row_of(inner, class, reason, item));
    }

    /// Says, once for all, which bound was met and where.
    fn over(&mut self, name: &str) -> Step {
        let mut notes = self.budget.notes.borrow_mut();
        if let Some(bound) = self.budget.over.get().filter(|_| notes.is_empty()) {
            let inner = Some(format!("{}{name}", self.way));
            notes.push(row_of(inner, ExceptionClass::Bound, bound.into(), None));
        }
        ControlFlow::Break(())
    }

    fn is_over(&self) -> bool {
        self.budget.over.get().is_some()
    }

    fn child(&mut self, digest: [u8; 32], name: &str, message: bool) -> &mut ChildRow {
        self.children.push(ChildRow {
            digest,
            part: name.to_owned(),
            name: Some(file_name(name)),
            media_type: String::new(),
            message,
            range: None,
            folder: None,
        });
        let last = self.children.len() - 1;
        &mut self.children[last]
    }

    /// Takes a member that is an item and holds no others.
    fn leaf(
        &mut self,
        (name, folder): (&str, Option<String>),
        media: Option<&'static str>,
        stream: &mut Stream<'_>,
    ) {
        let mut held = Vec::new();
        let read = stream.take(bounds::MEMBER_BYTES + 1).read_to_end(&mut held);
        if read.is_ok() && held.len() as u64 > bounds::MEMBER_BYTES {
            return self.large(name, media, &mut Cursor::new(held).chain(stream));
        }
        if self.is_over() {
            return;
        }
        let trouble = read.err();
        if let Some(cause) = trouble.as_ref().filter(|_| held.is_empty()) {
            return self.note(Some(name.to_owned()), class(cause), sentence(cause), None);
        }
        let digest = sha256(&held);
        let message = study::is_message(&held, media);
        let folder = folder.or_else(|| intake::folder_of(name).filter(|_| message));
        self.child(digest, name, message).folder = folder;
        study::member(&held, digest, (message, name, media), self.bench);
        self.bench.keep(digest, held);
        if let Some(cause) = trouble {
            let item = Some(Digest(digest));
            self.note(Some(name.to_owned()), class(&cause), sentence(&cause), item);
        }
    }

    /// Takes a member that is too large to be read for text.
    fn large(&mut self, name: &str, media: Option<&'static str>, stream: &mut dyn Read) {
        let media = media.unwrap_or("message/rfc822");
        if let Some((digest, size, spool)) = self.set_aside(name, stream) {
            self.child(digest, name, false);
            if self.bench.seen.first(digest, false) {
                let row = study::listed(digest, size, media);
                self.bench.push(row);
            }
            self.bench.keep_spool(digest, spool);
        }
    }

    /// Takes a container inside the container.
    fn nested(
        &mut self,
        name: &str,
        (kind, media): (BoxKind, &'static str),
        stream: &mut dyn Read,
    ) {
        let Some((digest, size, mut spool)) = self.set_aside(name, stream) else {
            return;
        };
        self.child(digest, name, false);
        let is_new = self.budget.opened.borrow_mut().insert(digest);
        if is_new {
            let found = Found {
                digest,
                size,
                name,
                media,
            };
            let way = format!("{}{name}/", self.way);
            let at = (self.budget, self.depth + 1, way.as_str());
            let row = opened((&found, kind), &mut spool, at, self.bench);
            put(row, self.bench);
        }
        self.bench.keep_spool(digest, spool);
    }

    /// Sets a member's bytes aside; `None` where there are none, or a bound was met.
    fn set_aside(&mut self, name: &str, stream: &mut dyn Read) -> Option<([u8; 32], u64, Spool)> {
        let filled = Spool::fill(stream, self.bench.folder);
        if self.is_over() {
            return None;
        }
        let hashed = filled.and_then(|(mut spool, trouble)| {
            let (digest, size) = hash(&mut spool)?;
            Ok((digest, size, spool, trouble))
        });
        match hashed {
            Ok((_, 0, _, Some(cause))) | Err(cause) => {
                self.note(Some(name.to_owned()), class(&cause), sentence(&cause), None);
                None
            }
            Ok((digest, size, spool, trouble)) => {
                if let Some(cause) = trouble {
                    let item = Some(Digest(digest));
                    self.note(Some(name.to_owned()), class(&cause), sentence(&cause), item);
                }
                Some((digest, size, spool))
            }
        }
    }

    /// Takes a member that is a mailbox: its messages are items, it is none.
    fn mailbox(&mut self, name: &str, stream: &mut dyn Read) {
        let before = (self.children.len(), self.exceptions.len());
        let mut reader = match FileReader::stream(stream, name) {
            Ok(reader) => reader,
            Err(_) if self.is_over() => return,
            Err(cause) => {
                return self.note(Some(name.to_owned()), class(&cause), sentence(&cause), None);
            }
        };
        loop {
            match reader.next_batch() {
                Ok(Some(batch)) => self.messages(name, &batch),
                Ok(None) => break,
                Err(cause) => {
                    reader.end_here();
                    if !self.is_over() {
                        let why = sentence(&cause);
                        self.note(Some(name.to_owned()), class(&cause), why, None);
                    }
                }
            }
        }
        let empty = before == (self.children.len(), self.exceptions.len());
        if empty && !self.is_over() {
            let why = w::NO_MESSAGE_IN_BOX.into();
            self.note(Some(name.to_owned()), ExceptionClass::Empty, why, None);
        }
    }

    fn messages(&mut self, name: &str, batch: &intake::Batch) {
        for raw in &batch.items {
            let Some(bytes) = batch.bytes(raw) else {
                continue;
            };
            let digest = sha256(bytes);
            let message = raw.kind == Kind::Message;
            let folder = raw.folder.clone();
            let child = self.child(digest, name, message);
            child.range = Some((raw.offset, raw.length));
            child.name = None;
            child.folder = folder;
            study::member(bytes, digest, (message, name, None), self.bench);
            self.bench.keep(digest, bytes.to_vec());
        }
        for one in &batch.exceptions {
            let at = one.inner.as_deref().unwrap_or_default();
            let inner = Some(format!("{name}/{at}"));
            self.note(inner, one.class, one.reason.clone(), None);
        }
    }
}

fn row_of(
    inner: Option<String>,
    class: ExceptionClass,
    reason: Said,
    item: Option<Digest>,
) -> ExceptionRow {
    let exception = Exception {
        source: String::new(),
        path: String::new(),
        inner,
        stage: Stage::Read,
        class,
        reason,
        item,
    };
    (&exception).into()
}

/// Gives the last part of a member's name, as the two ways of writing paths part it.
fn file_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned()
}
