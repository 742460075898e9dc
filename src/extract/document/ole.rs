//! OLE compound files: property sets, times of the directory, and which of the old Office programs
//! wrote what lies in them.

use super::paper::{Paper, filetime_s, u16_at, u32_at, u64_at};
use super::{biff, compound, doc, inner, locked, old_sheet, ppt};
use crate::extract::charset;
use crate::model::MetaKey as K;
use crate::model::{DefectKind, MetaKey, MetaOrigin};
use cfb::CompoundFile;
use jiff::Timestamp;
use std::io::{Cursor, Read};

/// Bytes that are read of one stream.
const STREAM_BYTES: u64 = 64 << 20;
/// Properties of one set that are read.
const PROPERTIES: usize = 200;

/// An open compound file.
pub(super) type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Numbers of properties of `SummaryInformation`, and what they claim.
const SUMMARY: &[(u32, MetaKey)] = &[
    (2, K::Title),
    (3, K::Subject),
    (4, K::Author),
    (5, K::Keywords),
    (6, K::Description),
    (7, K::Template),
    (8, K::LastAuthor),
    (9, K::Revision),
    (10, K::EditingMinutes),
    (11, K::Printed),
    (12, K::Created),
    (13, K::Modified),
    (14, K::Pages),
    (15, K::Words),
    (18, K::Application),
];

/// Numbers of properties of `DocumentSummaryInformation`, and what they claim.
const DOCUMENT: &[(u32, MetaKey)] = &[
    (14, K::Manager),
    (15, K::Company),
    (23, K::Version),
    (28, K::Language),
];

/// Reads a compound file; `bytes` are the same file, for readers that open it themselves.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) {
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes)) else {
        return copied(bytes, paper);
    };
    properties(&mut file, paper);
    directory(&file, paper);
    if file.is_stream("/EncryptedPackage") {
        match locked::opened(&mut file, paper) {
            Some(package) => super::zipped(&package, paper),
            None => paper.lock(),
        }
    } else if file.is_stream("/WordDocument") {
        "application/msword".clone_into(&mut paper.found.media_type);
        doc::read(&mut file, paper);
    } else if file.is_stream("/Workbook") || file.is_stream("/Book") {
        "application/vnd.ms-excel".clone_into(&mut paper.found.media_type);
        if !biff::read(&mut file, paper) {
            old_sheet::read(bytes, paper);
        }
    } else if file.is_stream("/PowerPoint Document") {
        "application/vnd.ms-powerpoint".clone_into(&mut paper.found.media_type);
        ppt::read(&mut file, paper);
    } else if file.is_stream("/__properties_version1.0") {
        "application/vnd.ms-outlook".clone_into(&mut paper.found.media_type);
    }
    let shut = [DefectKind::Encrypted, DefectKind::Locked];
    if !paper.found.defects.iter().any(|d| shut.contains(&d.kind)) {
        inner::of_storages(&mut file, paper);
    }
    if file.is_storage("/Macros") || file.is_storage("/_VBA_PROJECT_CUR") {
        paper.claim(K::Macros, MetaOrigin::Directory, "VBA");
    }
}

/// Reads a file that the library refuses by a copy that it does not.
fn copied(bytes: &[u8], paper: &mut Paper) {
    let copy = compound::mended(bytes);
    if copy.as_ref().is_none_or(|c| !c.whole) {
        paper.note(DefectKind::Damaged);
    }
    if let Some(copy) = copy
        && CompoundFile::open(Cursor::new(&copy.bytes)).is_ok()
    {
        read(&copy.bytes, paper);
    }
}

/// Reads a stream; a damaged one gives what came before the damage.
pub(super) fn stream(file: &mut Compound<'_>, name: &str, paper: &mut Paper) -> Vec<u8> {
    let mut out = Vec::new();
    match file.open_stream(name) {
        Ok(stream) => {
            if stream.take(STREAM_BYTES).read_to_end(&mut out).is_err() {
                paper.note(DefectKind::Damaged);
            }
        }
        Err(_) => paper.note(DefectKind::Damaged),
    }
    out
}

/// The directory keeps times of its own, which who edits the properties often forgets.
fn directory(file: &Compound<'_>, paper: &mut Paper) {
    let root = file.root_entry();
    let created = Timestamp::try_from(root.created()).ok();
    let modified = Timestamp::try_from(root.modified()).ok();
    for (key, at) in [(K::Created, created), (K::Modified, modified)] {
        // An entry without a time holds zeros, which lie before 1970.
        if let Some(at) = at.map(Timestamp::as_second).filter(|s| *s > 0) {
            paper.moment(key, MetaOrigin::Directory, at);
        }
    }
}

fn properties(file: &mut Compound<'_>, paper: &mut Paper) {
    for (name, table, origin) in [
        ("/\u{5}SummaryInformation", SUMMARY, MetaOrigin::Summary),
        (
            "/\u{5}DocumentSummaryInformation",
            DOCUMENT,
            MetaOrigin::DocSummary,
        ),
    ] {
        if file.is_stream(name) {
            let bytes = stream(file, name, paper);
            if set(&bytes, table, origin, paper).is_none() {
                paper.note(DefectKind::Damaged);
            }
        }
    }
}

/// Reads the first property set of a stream.
fn set(bytes: &[u8], table: &[(u32, K)], origin: MetaOrigin, paper: &mut Paper) -> Option<()> {
    let start = u32_at(bytes, 44)? as usize;
    let count = u32_at(bytes, start.checked_add(4)?)? as usize;
    let mut code_page = 1252;
    for at in 0..count.min(PROPERTIES) {
        let row = start.checked_add(8 + at * 8)?;
        let (Some(id), Some(offset)) = (u32_at(bytes, row), u32_at(bytes, row + 4)) else {
            break;
        };
        let value = start.checked_add(offset as usize)?;
        if id == 1 {
            code_page = u16_at(bytes, value + 4).unwrap_or(1252);
            paper.claim(K::CodePage, origin, &code_page.to_string());
        }
        let Some((_, key)) = table.iter().find(|(n, _)| *n == id) else {
            continue;
        };
        property(bytes, value, *key, (origin, code_page), paper);
    }
    Some(())
}

fn property(
    bytes: &[u8],
    at: usize,
    key: K,
    (origin, page): (MetaOrigin, u16),
    paper: &mut Paper,
) -> Option<()> {
    let kind = u32_at(bytes, at)? & 0xffff;
    let at = at + 4;
    match kind {
        // A length of editing comes in the form of a moment.
        0x40 if key == K::EditingMinutes => {
            let minutes = u64_at(bytes, at)? / 600_000_000;
            paper.claim(key, origin, &minutes.to_string());
        }
        0x40 => {
            if let Some(moment) = filetime_s(u64_at(bytes, at)?) {
                paper.moment(key, origin, moment);
            }
        }
        0x1e => {
            let length = u32_at(bytes, at)? as usize;
            let text = bytes.get(at + 4..at.checked_add(4)?.checked_add(length)?)?;
            paper.claim(key, origin, &decoded(text, page));
        }
        0x1f => {
            let length = (u32_at(bytes, at)? as usize).checked_mul(2)?;
            let text = bytes.get(at + 4..at.checked_add(4)?.checked_add(length)?)?;
            paper.claim(key, origin, &utf16(text));
        }
        0x02 => paper.claim(key, origin, &u16_at(bytes, at)?.to_string()),
        0x03 if key == K::Version => {
            let version = u32_at(bytes, at)?;
            let text = format!("{}.{}", version >> 16, version & 0xffff);
            paper.claim(key, origin, &text);
        }
        0x03 => paper.claim(key, origin, &u32_at(bytes, at)?.to_string()),
        _ => {}
    }
    Some(())
}

/// Decodes characters of a Windows code page.
pub(super) fn decoded(bytes: &[u8], page: u16) -> String {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
    let bytes = bytes.get(..end).unwrap_or(bytes);
    let label = match page {
        65001 => "utf-8".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        page => format!("windows-{page}"),
    };
    charset::decode(bytes, Some(&label)).0.into_owned()
}

/// Decodes UTF-16, up to a NUL.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|c| u16::from(*c.first().unwrap_or(&0)) | u16::from(*c.get(1).unwrap_or(&0)) << 8);
    let units = units.take_while(|u| *u != 0);
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}
