//! Files that lie inside a document: workbooks in shows, letters in letters, anything packed by
//! drag and drop. Each becomes an item of its own, with the bytes that its own program would open.

use super::kind;
use super::ole::{Compound, decoded, stream};
use super::package::Package;
use super::paper::{Paper, u16_at, u32_at};
use crate::extract::Child;
use crate::model::{DefectKind, bounds};
use cfb::CompoundFile;
use flate2::read::ZlibDecoder;
use std::io::{Cursor, Read, Write};

/// Storages of one file that are looked into.
const STORAGES: usize = 5_000;

/// Streams that show that a storage is a whole file of an old Office program.
const HEARTS: &[(&str, &str)] = &[
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("VisioDocument", "vsd"),
];

/// Takes a file in, as a child of the document.
pub(super) fn add(name: &str, bytes: Vec<u8>, paper: &mut Paper) {
    let children = &paper.found.children;
    let held: usize = children.iter().map(|c| c.bytes.len()).sum();
    if bytes.is_empty() {
        return;
    }
    if children.len() >= bounds::INNER_FILES || held + bytes.len() > bounds::INNER_BYTES {
        return paper.note(DefectKind::TooManyParts);
    }
    let name = file_name(name);
    let taken = |n: &str| {
        children
            .iter()
            .filter(|c| c.name.as_deref() == Some(n))
            .count()
    };
    let part = match taken(&name) {
        0 => name.clone(),
        more => format!("{name}#{}", more + 1),
    };
    paper.found.children.push(Child {
        part,
        name: Some(name),
        bytes,
        ..Child::default()
    });
}

/// Gives the last part of a way, without what steers a terminal.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if clean.trim().is_empty() {
        "object".to_owned()
    } else {
        clean
    }
}

/// Takes in the files that lie in the folder `embeddings` of an Office package.
pub(super) fn of_package(package: &mut Package<'_>, paper: &mut Paper) {
    let mine = |n: &&String| n.contains("/embeddings/") && !n.contains("/_rels/");
    let names: Vec<String> = package.names.iter().filter(mine).cloned().collect();
    for name in names.into_iter().take(bounds::INNER_FILES) {
        let bytes = package.read(&name, paper);
        object(&name, bytes, paper);
    }
}

/// Takes in the objects of old programs that an `OpenDocument` package holds: files with a name and
/// no ending, beside its parts.
pub(super) fn of_odf(package: &mut Package<'_>, paper: &mut Paper) {
    let mine = |n: &&String| !n.contains('/') && !n.contains('.') && n.as_str() != "mimetype";
    let names: Vec<String> = package.names.iter().filter(mine).cloned().collect();
    for name in names.into_iter().take(bounds::INNER_FILES) {
        let bytes = package.read(&name, paper);
        if kind::of(&bytes) != kind::Kind::Other {
            object(&name, bytes, paper);
        }
    }
}

/// Takes in an object: what it carries, where it is only a wrapping, else itself.
pub(super) fn object(name: &str, bytes: Vec<u8>, paper: &mut Paper) {
    let opened = match kind::of(&bytes) {
        kind::Kind::Ole => CompoundFile::open(Cursor::new(bytes.as_slice())).ok(),
        _ => None,
    };
    let inner = opened.and_then(|mut file| carried(&mut file, "", paper));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match inner {
        Some(Carried::File(name, inner)) => add(&named(name, stem, &inner), inner, paper),
        Some(Carried::Whole(ending)) => add(&format!("{stem}.{ending}"), bytes, paper),
        None if kind::of(&bytes) == kind::Kind::Ole => {}
        None => add(name, bytes, paper),
    }
}

/// Takes in what the packager of Windows wrapped, as RTF keeps it: without its size.
pub(super) fn packaged(bytes: &[u8], paper: &mut Paper) {
    let whole = [&[0; 4][..], bytes].concat();
    if let Some((name, inner)) = native_of(&whole) {
        add(&named(Some(name), "object", &inner), inner, paper);
    }
}

/// Takes in the objects of an old Office file: each in a storage of its own.
pub(super) fn of_storages(file: &mut Compound<'_>, paper: &mut Paper) {
    let is_pool = |path: &str| path.starts_with("/ObjectPool/") || path.starts_with("/MBD");
    let folders: Vec<String> = file
        .walk()
        .take(STORAGES)
        .filter(cfb::Entry::is_storage)
        .map(|e| e.path().to_string_lossy().into_owned())
        .filter(|path| is_pool(path))
        .collect();
    let mut inside = String::from("\0");
    for folder in folders {
        // What lies in an object belongs to it.
        if folder.starts_with(&inside) {
            continue;
        }
        let stem = folder.trim_start_matches("/ObjectPool").to_owned();
        let found = match carried(file, &folder, paper) {
            Some(Carried::File(name, bytes)) => Some((named(name, &stem, &bytes), bytes)),
            Some(Carried::Whole(ending)) => {
                lifted(file, &folder).map(|bytes| (format!("{stem}.{ending}"), bytes))
            }
            None => continue,
        };
        inside = format!("{folder}/");
        match found {
            Some((name, bytes)) => add(&name, bytes, paper),
            None => paper.note(DefectKind::Damaged),
        }
    }
}

/// Takes in an object of an old show, which may be compressed ([MS-PPT] 2.10.34).
pub(super) fn of_show(record: &[u8], compressed: bool, paper: &mut Paper) {
    let mut bytes = Vec::new();
    if compressed {
        let size = u32_at(record, 0).unwrap_or(0) as usize;
        let packed = record.get(4..).unwrap_or(&[]);
        let most = bounds::INNER_BYTES as u64;
        let end = ZlibDecoder::new(packed).take(most).read_to_end(&mut bytes);
        // Some leave out the sum at the end.
        if end.is_err() && bytes.len() < size.max(1) {
            paper.note(DefectKind::Damaged);
        }
    } else {
        bytes = record.to_vec();
    }
    object("object", bytes, paper);
}

/// What a storage carries.
enum Carried {
    /// A file, with its name where one is written.
    File(Option<String>, Vec<u8>),
    /// It is a file itself, with this ending.
    Whole(&'static str),
}

fn carried(file: &mut Compound<'_>, folder: &str, paper: &mut Paper) -> Option<Carried> {
    let at = |name: &str| format!("{folder}/{name}");
    for name in ["Package", "EmbeddedOdf", "CONTENTS"] {
        if file.is_stream(at(name)) {
            let bytes = stream(file, &at(name), paper);
            // Controls of a form keep something else under the last name.
            if name != "CONTENTS" || kind::of(&bytes) != kind::Kind::Other {
                return Some(Carried::File(None, bytes));
            }
        }
    }
    let native = at("\u{1}Ole10Native");
    if file.is_stream(&native) {
        let bytes = stream(file, &native, paper);
        return native_of(&bytes).map(|(name, bytes)| Carried::File(Some(name), bytes));
    }
    let heart = HEARTS.iter().find(|(heart, _)| file.is_stream(at(heart)))?;
    Some(Carried::Whole(heart.1))
}

/// Reads what the packager of Windows wraps: label, name, the place that it came from, the bytes.
fn native_of(bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut at = 6_usize;
    let mut text = || -> Option<String> {
        let rest = bytes.get(at..)?;
        let end = memchr::memchr(0, rest)?;
        at += end + 1;
        Some(decoded(rest.get(..end)?, 1252))
    };
    let (label, name) = (text()?, text()?);
    // Two numbers, then the length of the place.
    let place = u32_at(bytes, at.checked_add(4)?)? as usize;
    let begin = at.checked_add(8)?.checked_add(place)?;
    let size = u32_at(bytes, begin)? as usize;
    let begin = begin.checked_add(4)?;
    let end = begin.checked_add(size)?.min(bytes.len());
    (u16_at(bytes, 4)? == 2).then_some(())?;
    let name = if label.is_empty() { name } else { label };
    Some((name, bytes.get(begin..end)?.to_vec()))
}

/// Makes a file of a storage, with the times that the storage has.
fn lifted(file: &mut Compound<'_>, folder: &str) -> Option<Vec<u8>> {
    let mut out = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let entries: Vec<cfb::Entry> = file.walk_storage(folder).ok()?.take(STORAGES).collect();
    for entry in entries {
        let path = entry.path().to_string_lossy().into_owned();
        let place = path.strip_prefix(folder)?.to_owned();
        let place = if place.is_empty() {
            "/".to_owned()
        } else {
            place
        };
        if entry.is_stream() {
            let mut bytes = Vec::new();
            let from = file.open_stream(&path).ok()?;
            from.take(bounds::INNER_BYTES as u64)
                .read_to_end(&mut bytes)
                .ok()?;
            out.create_stream(&place).ok()?.write_all(&bytes).ok()?;
            continue;
        }
        if place != "/" {
            out.create_storage(&place).ok()?;
        }
        out.set_storage_clsid(&place, *entry.clsid()).ok()?;
        out.set_created_time(&place, entry.created()).ok()?;
        out.set_modified_time(&place, entry.modified()).ok()?;
    }
    out.flush().ok()?;
    Some(out.into_inner().into_inner())
}

/// Gives a file the name that it bears, else one of ours with the ending of its kind.
fn named(name: Option<String>, stem: &str, bytes: &[u8]) -> String {
    if let Some(name) = name {
        return name;
    }
    let holds = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let ending = match kind::of(bytes) {
        kind::Kind::Zip if holds(b"word/document.xml") => "docx",
        kind::Kind::Zip if holds(b"xl/workbook.") => "xlsx",
        kind::Kind::Zip if holds(b"ppt/presentation.xml") => "pptx",
        kind::Kind::Zip => "zip",
        kind::Kind::Pdf => "pdf",
        kind::Kind::Rtf => "rtf",
        _ => "bin",
    };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::tests::zipped;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            if let Some((folder, _)) = name.rsplit_once('/').filter(|f| !f.0.is_empty()) {
                file.create_storage_all(folder).unwrap();
            }
            file.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn native(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![0, 0, 0, 0, 2, 0];
        for text in [name, "C:\\drop\\x"] {
            out.extend(text.bytes().chain([0]));
        }
        out.extend([0, 0, 3, 0, 2, 0, 0, 0, b'x', 0]);
        out.extend((bytes.len() as u32).to_le_bytes());
        out.extend(bytes);
        out
    }

    fn children(paper: &Paper) -> Vec<(&str, &[u8])> {
        let mine = paper.found.children.iter();
        mine.map(|c| (c.part.as_str(), c.bytes.as_slice()))
            .collect()
    }

    #[test]
    fn files_of_a_package_come_out_of_their_wrappings() {
        let mut paper = Paper::default();
        let wrapped = compound(&[("/\u{1}Ole10Native", &native("a.txt", b"Hello"))]);
        object("oleObject1.bin", wrapped, &mut paper);
        let book = compound(&[("/Workbook", b"cells")]);
        object("oleObject2.bin", book.clone(), &mut paper);
        object(
            "oleObject3.bin",
            compound(&[("/Contents", b"a chart")]),
            &mut paper,
        );
        object(
            "Sheet1.xlsx",
            b"PK\x03\x04 xl/workbook.xml".to_vec(),
            &mut paper,
        );
        object(
            "Sheet1.xlsx",
            b"PK\x03\x04 xl/workbook.xml 2".to_vec(),
            &mut paper,
        );
        let names: Vec<&str> = children(&paper).iter().map(|c| c.0).collect();
        assert_eq!(
            names,
            ["a.txt", "oleObject2.xls", "Sheet1.xlsx", "Sheet1.xlsx#2"]
        );
        assert_eq!(children(&paper)[0].1, b"Hello");
        assert_eq!(children(&paper)[1].1, book);
    }

    #[test]
    fn objects_of_old_files_are_made_files_again() {
        let file = compound(&[
            ("/WordDocument", b"x"),
            ("/ObjectPool/_1/WordDocument", b"inner"),
            ("/ObjectPool/_1/ObjectPool/_9/Workbook", b"deeper"),
            ("/ObjectPool/_2/Package", b"PK\x03\x04 word/document.xml"),
        ]);
        let mut opened = CompoundFile::open(Cursor::new(file.as_slice())).unwrap();
        let (mut one, mut two) = (Paper::default(), Paper::default());
        of_storages(&mut opened, &mut one);
        of_storages(&mut opened, &mut two);
        assert_eq!(one.found.children, two.found.children);
        let names: Vec<&str> = children(&one).iter().map(|c| c.0).collect();
        assert_eq!(names, ["_1.doc", "_2.docx"]);
        let inner = CompoundFile::open(Cursor::new(children(&one)[0].1)).unwrap();
        assert!(inner.is_stream("/WordDocument"));
        assert!(inner.is_stream("/ObjectPool/_9/Workbook"));
    }

    #[test]
    fn objects_of_old_shows_are_unpacked() {
        let book = compound(&[("/Workbook", b"cells")]);
        let mut packed = ZlibEncoder::new(vec![0; 4], Compression::default());
        packed.write_all(&book).unwrap();
        let mut paper = Paper::default();
        of_show(&packed.finish().unwrap(), true, &mut paper);
        of_show(&book, false, &mut paper);
        of_show(b"\0\0\0\0rubbish", true, &mut paper);
        assert_eq!(children(&paper).len(), 2);
        assert_eq!(children(&paper)[0], ("object.xls", book.as_slice()));
        assert_eq!(paper.found.defects[0].kind, DefectKind::Damaged);
    }

    #[test]
    fn a_letter_gives_the_workbook_in_it() {
        let file = zipped(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<w:document/>"),
            ("word/embeddings/Costs.xlsx", "PK\x03\x04 xl/workbook.xml"),
        ]);
        let found = super::super::paper(&file);
        assert_eq!(found.children[0].name.as_deref(), Some("Costs.xlsx"));
    }

    #[test]
    fn objects_of_open_documents_come_out_too() {
        let book = compound(&[("/Workbook", b"cells")]);
        let file = zipped::<&[u8]>(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<office:document-content/>"),
            ("Object 1", &book),
            ("Object 2/content.xml", b"<math/>"),
        ]);
        let found = super::super::paper(&file);
        let found: Vec<_> = found
            .children
            .iter()
            .map(|c| (c.part.as_str(), &c.bytes))
            .collect();
        assert_eq!(found, [("Object 1.xls", &book)]);
    }
}
