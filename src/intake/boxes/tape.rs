//! Tape archives: members one after the other, with links and special files said.

use super::{Member, Step, Visitor, broken, lost};
use crate::intake::walk::shown_bytes;
use crate::model::ExceptionClass;
use crate::model::words::{Word, unread as w};
use std::io::Read;
use std::ops::ControlFlow;
use tar::{Archive, EntryType};

/// Shows the members of a tape archive.
pub(super) fn open<R: Read>(source: R, visitor: &mut dyn Visitor) -> Step {
    let mut archive = Archive::new(source);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(cause) => return broken(visitor, ExceptionClass::Corrupt, w::cause(&cause)),
    };
    for entry in entries {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let why = w::damaged(w::cause(&cause));
                return broken(visitor, ExceptionClass::Corrupt, why);
            }
        };
        let name = shown_bytes(&entry.path_bytes());
        let kind = entry.header().entry_type();
        match told(kind) {
            Told::Nothing => {}
            Told::File => visitor.member(Member::named(name), &mut entry)?,
            Told::Other(class, what) => {
                let target = entry.link_name_bytes();
                let why = match target {
                    Some(target) => w::link_to(what, shown_bytes(&target)),
                    None => what.into(),
                };
                lost(visitor, name, class, why)?;
            }
        }
    }
    ControlFlow::Continue(())
}

enum Told {
    File,
    Nothing,
    Other(ExceptionClass, Word),
}

fn told(kind: EntryType) -> Told {
    match kind {
        EntryType::Directory
        | EntryType::XGlobalHeader
        | EntryType::XHeader
        | EntryType::GNULongName
        | EntryType::GNULongLink => Told::Nothing,
        EntryType::Symlink => Told::Other(ExceptionClass::Link, w::SYMLINK),
        EntryType::Link => Told::Other(ExceptionClass::Link, w::HARD_LINK),
        EntryType::Char | EntryType::Block | EntryType::Fifo => {
            Told::Other(ExceptionClass::Special, w::DEVICE_OR_PIPE)
        }
        _ => Told::File,
    }
}

/// Tells a tape archive by its first 512 bytes: the mark, or a header whose sum agrees.
pub(super) fn is_tape(head: &[u8]) -> bool {
    let Some(block) = head.get(..512) else {
        return false;
    };
    if block.get(257..262) == Some(b"ustar") {
        return true;
    }
    let text = block.get(148..156).unwrap_or(&[]);
    let digits = text.iter().filter(|b| b.is_ascii_digit());
    let claimed = digits.fold(0_u32, |sum, d| (sum << 3) | u32::from(d - b'0'));
    let outside = |at: &usize| !(148..156).contains(at);
    let sum: u32 = block
        .iter()
        .enumerate()
        .map(|(at, b)| if outside(&at) { u32::from(*b) } else { 32 })
        .sum();
    block.first().is_some_and(|b| *b != 0) && claimed == sum
}
