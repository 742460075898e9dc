//! ZIP archives, by their central directory; one whose directory is lost is read from its start.

use super::{Member, ReadSeek, Step, Visitor, broken, lost};
use crate::intake::walk::shown_bytes;
use crate::model::ExceptionClass;
use std::io::{BufReader, Read, Seek};
use std::ops::ControlFlow;
use zip::ZipReadOptions;
use zip::read::{Config, ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

/// Shows the members of a ZIP archive.
pub(super) fn open(source: &mut dyn ReadSeek, _: &str, visitor: &mut dyn Visitor) -> Step {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let damage = match ZipIterable::try_new(&mut source, Config::default()) {
        Ok(mut archive) => return directory(&mut archive, visitor),
        Err(cause) => cause,
    };
    broken(
        visitor,
        class(&damage),
        format!("its directory cannot be read: {damage}"),
    )?;
    if source.rewind().is_err() {
        return ControlFlow::Continue(());
    }
    from_start(&mut source, visitor)
}

fn directory<R: Read + Seek>(archive: &mut ZipIterable<R>, visitor: &mut dyn Visitor) -> Step {
    let files = match archive.files() {
        Ok(files) => files,
        Err(cause) => return broken(visitor, class(&cause), cause.to_string()),
    };
    while let Some(entry) = files.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let why = format!("its directory is damaged: {cause}");
                return broken(visitor, ExceptionClass::Corrupt, why);
            }
        };
        let name = name(entry.name().ok().as_deref(), entry.name_raw());
        if entry.is_dir() {
            continue;
        }
        if entry.encrypted() {
            lost(visitor, name, ExceptionClass::Encrypted, "it is encrypted")?;
            continue;
        }
        if entry.is_symlink() {
            lost(visitor, name, ExceptionClass::Link, "a symbolic link")?;
            continue;
        }
        match entry.with_reader(files.reader_mut(), ZipReadOptions::new()) {
            Ok(mut file) => visitor.member(Member::named(name), &mut file)?,
            Err(cause) => lost(visitor, name, class(&cause), cause.to_string())?,
        }
    }
    ControlFlow::Continue(())
}

/// Reads local headers one after the other, as far as they go.
fn from_start(source: &mut dyn Read, visitor: &mut dyn Visitor) -> Step {
    let mut source = source;
    loop {
        match read_zipfile_from_stream(&mut source) {
            Ok(Some(mut file)) => local(&mut file, visitor)?,
            // What comes next is no member, or cut: the archive was said to be damaged.
            Ok(None) | Err(_) => return ControlFlow::Continue(()),
        }
    }
}

fn local<R: Read>(file: &mut ZipFile<'_, R>, visitor: &mut dyn Visitor) -> Step {
    let name = name(file.name().ok().as_deref(), file.name_raw());
    if file.is_dir() {
        return ControlFlow::Continue(());
    }
    if file.encrypted() {
        return lost(visitor, name, ExceptionClass::Encrypted, "it is encrypted");
    }
    visitor.member(Member::named(name), file)
}

fn name(decoded: Option<&str>, raw: &[u8]) -> String {
    decoded.map_or_else(|| shown_bytes(raw), str::to_owned)
}

fn class(cause: &ZipError) -> ExceptionClass {
    match cause {
        ZipError::InvalidPassword => ExceptionClass::Encrypted,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ExceptionClass::Unsupported
        }
        _ => ExceptionClass::Corrupt,
    }
}
