//! `.msg` and `.oft` files, [MS-OXMSG]: a compound file with a storage each for the message, its
//! recipients and its attachments.

use super::names::Names;
use super::prop::{Props, is_fixed};
use super::{Attached, DEPTH, Mail};
use crate::model::bounds;
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How a compound file begins.
pub(super) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const PROPERTIES: &str = "__properties_version1.0";
/// Most recipients, and most attachments, of one message that are read.
const PARTS: usize = 10_000;

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Tells a message of Outlook from other compound files.
pub fn is_msg(bytes: &[u8]) -> bool {
    if !bytes.starts_with(OLE) {
        return false;
    }
    // The name stands in UTF-16 in the directory, which lies anywhere in the file.
    let name: Vec<u8> = PROPERTIES.bytes().flat_map(|b| [b, 0]).collect();
    memchr::memmem::find(bytes, &name).is_some()
        && open(bytes).is_some_and(|file| file.exists(Path::new("/").join(PROPERTIES)))
}

/// Reads a message; `None` where the file is none.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    let work = || {
        let mut file = open(bytes)?;
        let names = names(&mut file);
        mail(&mut file, Path::new("/"), (&names, 32, 0))
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_default()
}

fn open(bytes: &[u8]) -> Option<File<'_>> {
    let work = || CompoundFile::open(Cursor::new(bytes)).ok();
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_default()
}

fn names(file: &mut File<'_>) -> Names {
    let mut of = |tag: &str| {
        let path = PathBuf::from(format!("/__nameid_version1.0/__substg1.0_{tag}"));
        stream(file, &path).unwrap_or_default()
    };
    Names::read(&of("00020102"), &of("00030102"), &of("00040102"))
}

fn stream(file: &mut File<'_>, path: &Path) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let mut out = Vec::new();
    // What is cut gives what came before.
    let _ = stream.take(bounds::MESSAGE_BYTES).read_to_end(&mut out);
    Some(out)
}

fn mail(
    file: &mut File<'_>,
    at: &Path,
    (names, head, depth): (&Names, usize, usize),
) -> Option<Mail> {
    if depth > DEPTH || !file.exists(at.join(PROPERTIES)) {
        return None;
    }
    let mut out = Mail {
        props: props(file, at, (names, head)),
        ..Mail::default()
    };
    for folder in folders(file, at, "__recip_version1.0_#") {
        out.recipients.push(props(file, &folder, (names, 8)));
    }
    for folder in folders(file, at, "__attach_version1.0_#") {
        let inner = folder.join("__substg1.0_3701000D");
        let inner = mail(file, &inner, (names, 24, depth + 1));
        out.attachments.push(Attached {
            props: props(file, &folder, (names, 8)),
            mail: inner.map(Box::new),
        });
    }
    Some(out)
}

/// Lists the storages of a kind in the order of their numbers.
fn folders(file: &File<'_>, at: &Path, start: &str) -> Vec<PathBuf> {
    let Ok(entries) = file.read_storage(at) else {
        return Vec::new();
    };
    let mut out: Vec<PathBuf> = entries
        .filter(|e| e.is_storage() && e.name().starts_with(start))
        .map(|e| at.join(e.name()))
        .take(PARTS)
        .collect();
    out.sort_unstable();
    out
}

fn props(file: &mut File<'_>, at: &Path, (names, head): (&Names, usize)) -> Props {
    let mut out = Props::default();
    let mut put = |tag: u32, value: Vec<u8>| {
        let (tag, name) = names.resolve(tag);
        out.put(tag, name, value);
    };
    let table = stream(file, &at.join(PROPERTIES)).unwrap_or_default();
    let (rows, _) = table.get(head..).unwrap_or(&[]).as_chunks::<16>();
    for row in rows {
        let (tag, rest) = row.split_at(4);
        let tag = u32::from_le_bytes(tag.try_into().unwrap_or_default());
        if let Some(size) = is_fixed(tag as u16) {
            let value = rest.get(4..).unwrap_or(&[]);
            if size <= value.len() {
                put(tag, value.get(..size).unwrap_or(&[]).to_vec());
                continue;
            }
        }
        let path = at.join(format!("__substg1.0_{tag:08X}"));
        let many = tag & 0x1000 != 0 && matches!(tag as u16 & 0xfff, 0x1e | 0x1f | 0x102);
        let value = if many {
            Some(values(file, &path))
        } else {
            stream(file, &path)
        };
        if let Some(value) = value {
            put(tag, value);
        }
    }
    out
}

/// Reads the values of a property that has several, each in a stream of its own.
fn values(file: &mut File<'_>, path: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    for number in 0..PARTS {
        let one = PathBuf::from(format!("{}-{number:08X}", path.display()));
        let Some(value) = stream(file, &one) else {
            break;
        };
        out.extend_from_slice(&(value.len() as u32).to_le_bytes());
        out.extend(value);
    }
    out
}
