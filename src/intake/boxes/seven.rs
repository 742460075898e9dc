//! 7z archives, block by block.

use super::{Member, ReadSeek, Step, Visitor, broken, lost};
use crate::model::words::unread as w;
use crate::model::{ExceptionClass, Said, bounds};
use sevenz_rust2::{Archive, BlockDecoder, Error, Password};
use std::io::Read;
use std::ops::ControlFlow;

/// Shows the members of a 7z archive.
pub(super) fn open(mut source: &mut dyn ReadSeek, visitor: &mut dyn Visitor) -> Step {
    let given: Vec<Password> = visitor.passwords().iter().map(Password::new).collect();
    let mut opened = Archive::read(&mut source, &Password::empty());
    let mut password = Password::empty();
    for one in given {
        if matches!(&opened, Ok(archive) if opens(archive, &password, source)) {
            break;
        }
        if let Ok(archive) = Archive::read(&mut source, &one) {
            opened = Ok(archive);
            password = one;
        }
    }
    let archive = match opened {
        Ok(archive) => archive,
        Err(cause) => {
            let why = sentence(&cause, visitor);
            return broken(visitor, class(&cause), why);
        }
    };
    for block in 0..archive.blocks.len() {
        let decoder = BlockDecoder::new(1, block, &archive, &password, &mut source);
        let mut shown = 0;
        let mut step = ControlFlow::Continue(());
        let done = decoder.for_each_entries(&mut |entry, bytes| {
            shown += 1;
            step = show(entry, bytes, visitor);
            Ok(step.is_continue())
        });
        step?;
        if let Err(cause) = done {
            rest_of_block(&archive, (block, shown), &cause, visitor)?;
        }
    }
    let places = archive.stream_map.file_block_index.iter();
    for (file, block) in archive.files.iter().zip(places) {
        if block.is_none() {
            show(file, &mut std::io::empty(), visitor)?;
        }
    }
    ControlFlow::Continue(())
}

fn show(
    entry: &sevenz_rust2::ArchiveEntry,
    bytes: &mut dyn Read,
    visitor: &mut dyn Visitor,
) -> Step {
    if entry.is_directory() || entry.is_anti_item() {
        return ControlFlow::Continue(());
    }
    visitor.member(Member::named(entry.name()), bytes)
}

/// Says what could not be reached of a block that ended in an error.
fn rest_of_block(
    archive: &Archive,
    (block, shown): (usize, usize),
    cause: &Error,
    visitor: &mut dyn Visitor,
) -> Step {
    let places = archive.stream_map.file_block_index.iter();
    let files = archive.files.iter().zip(places);
    let rest = files.filter(|(_, b)| **b == Some(block)).skip(shown);
    for (file, _) in rest.filter(|(f, _)| !f.is_directory()) {
        let why = sentence(cause, visitor);
        lost(visitor, file.name().to_owned(), class(cause), why)?;
    }
    ControlFlow::Continue(())
}

fn class(cause: &Error) -> ExceptionClass {
    match cause {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => ExceptionClass::Encrypted,
        Error::UnsupportedCompressionMethod(_)
        | Error::Unsupported(_)
        | Error::ExternalUnsupported
        | Error::UnsupportedVersion { .. } => ExceptionClass::Unsupported,
        Error::MaxMemLimited { .. } => ExceptionClass::Bound,
        _ => ExceptionClass::Corrupt,
    }
}

/// Tells whether a password opens the first block of an archive: its first member is read, and its
/// own sum decides.
fn opens(archive: &Archive, password: &Password, mut source: &mut dyn ReadSeek) -> bool {
    if archive.blocks.is_empty() {
        return true;
    }
    let decoder = BlockDecoder::new(1, 0, archive, password, &mut source);
    let mut sound = true;
    let done = decoder.for_each_entries(&mut |_, bytes| {
        let mut bytes = bytes.take(bounds::MEMBER_BYTES);
        sound = std::io::copy(&mut bytes, &mut std::io::sink()).is_ok();
        Ok(false)
    });
    sound && done.is_ok()
}

fn sentence(cause: &Error, visitor: &dyn Visitor) -> Said {
    match class(cause) {
        ExceptionClass::Encrypted => visitor.passwords().refusal().into(),
        _ => w::unreadable(cause),
    }
}
