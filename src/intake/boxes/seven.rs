//! 7z archives, block by block.

use super::{Member, ReadSeek, Step, Visitor, broken, lost};
use crate::model::ExceptionClass;
use sevenz_rust2::{Archive, BlockDecoder, Error, Password};
use std::io::Read;
use std::ops::ControlFlow;

/// Shows the members of a 7z archive.
pub(super) fn open(mut source: &mut dyn ReadSeek, visitor: &mut dyn Visitor) -> Step {
    let password = Password::empty();
    let archive = match Archive::read(&mut source, &password) {
        Ok(archive) => archive,
        Err(cause) => return broken(visitor, class(&cause), sentence(&cause)),
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
        lost(
            visitor,
            file.name().to_owned(),
            class(cause),
            sentence(cause),
        )?;
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

fn sentence(cause: &Error) -> String {
    match class(cause) {
        ExceptionClass::Encrypted => "it is encrypted".to_owned(),
        _ => format!("it cannot be read: {cause}"),
    }
}
