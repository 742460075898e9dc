//! ZIP archives, by their central directory; one whose directory is lost is read from its start.

use super::olm::{self, Beside, Lazy};
use super::{Member, ReadSeek, Step, Visitor, broken, lost};
use crate::intake::walk::shown_bytes;
use crate::model::words::unread as w;
use crate::model::{ExceptionClass, Said, bounds};
use std::collections::{BTreeMap, BTreeSet};
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
    broken(visitor, class(&damage), w::directory_lost(damage))?;
    if source.rewind().is_err() {
        return ControlFlow::Continue(());
    }
    from_start(&mut source, visitor)
}

fn directory<R: Read + Seek>(archive: &mut ZipIterable<R>, visitor: &mut dyn Visitor) -> Step {
    let beside = Beside::of(archive);
    let files = match archive.files() {
        Ok(files) => files,
        Err(cause) => return broken(visitor, class(&cause), Said::same(&cause.to_string())),
    };
    let mut locked = BTreeMap::new();
    let mut place = 0_usize;
    while let Some(entry) = files.next() {
        place += 1;
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let why = w::directory_damaged(cause);
                return broken(visitor, ExceptionClass::Corrupt, why);
            }
        };
        let name = name(entry.name().ok().as_deref(), entry.name_raw());
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() {
            lost(visitor, name, ExceptionClass::Link, w::SYMLINK)?;
            continue;
        }
        if entry.encrypted() && !visitor.passwords().is_empty() {
            locked.insert(place, name);
            continue;
        }
        if entry.encrypted() {
            let why = visitor.passwords().refusal();
            lost(visitor, name, ExceptionClass::Encrypted, why)?;
            continue;
        }
        if let Some(beside) = beside.as_ref().filter(|_| olm::is_message(&name)) {
            let mut mail = Lazy::new(beside, entry.into(), files.reader_mut());
            let folder = olm::folder(&name);
            let member = Member {
                folder,
                ..Member::named(name)
            };
            visitor.member(member, &mut mail)?;
            continue;
        }
        match entry.with_reader(files.reader_mut(), ZipReadOptions::new()) {
            Ok(mut file) => visitor.member(Member::named(name), &mut file)?,
            Err(cause) => lost(visitor, name, class(&cause), Said::same(&cause.to_string()))?,
        }
    }
    if locked.is_empty() {
        return ControlFlow::Continue(());
    }
    unlock(archive, locked, visitor)
}

/// Tries the passwords on locked members, which are known by their places. One byte of check lets
/// every 200th wrong password pass, so a member is read, up to the bound on members, and its own
/// sum decides.
fn unlock<R: Read + Seek>(
    archive: &mut ZipIterable<R>,
    mut locked: BTreeMap<usize, String>,
    visitor: &mut dyn Visitor,
) -> Step {
    let given: Vec<String> = visitor.passwords().iter().map(str::to_owned).collect();
    for password in given {
        let mut open = BTreeSet::new();
        each(archive, &locked, &password, &mut |place, mut file| {
            let mut bytes = file.by_ref().take(bounds::MEMBER_BYTES);
            if std::io::copy(&mut bytes, &mut std::io::sink()).is_ok() {
                open.insert(place);
            }
            ControlFlow::Continue(())
        })?;
        let mut opened = locked.clone();
        opened.retain(|place, _| open.contains(place));
        locked.retain(|place, _| !open.contains(place));
        each(archive, &opened, &password, &mut |place, mut file| {
            let name = opened.get(&place).cloned().unwrap_or_default();
            visitor.member(Member::named(name), &mut file)
        })?;
        if locked.is_empty() {
            break;
        }
    }
    let why = visitor.passwords().refusal();
    for name in locked.into_values() {
        lost(visitor, name, ExceptionClass::Encrypted, why)?;
    }
    ControlFlow::Continue(())
}

/// Goes to members by their places with a password; those that do not take it are passed over.
fn each<R: Read + Seek>(
    archive: &mut ZipIterable<R>,
    places: &BTreeMap<usize, String>,
    password: &str,
    show: &mut dyn FnMut(usize, ZipFile<'_, R>) -> Step,
) -> Step {
    let Ok(files) = archive.files() else {
        return ControlFlow::Continue(());
    };
    let mut place = 0_usize;
    while let Some(entry) = files.next() {
        place += 1;
        let Ok(entry) = entry else {
            break;
        };
        if places.contains_key(&place) {
            let options = ZipReadOptions::new().password(Some(password.as_bytes()));
            if let Ok(file) = entry.with_reader(files.reader_mut(), options) {
                show(place, file)?;
            }
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
        return lost(visitor, name, ExceptionClass::Encrypted, w::ENCRYPTED);
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
