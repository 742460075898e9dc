//! Tests of the reader of stores against hostile bytes, and against real stores where they are.

use super::*;
use crate::intake::boxes::Trouble;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What a store holds: messages, attachments, messages in attachments, recipients.
#[derive(Default)]
struct Count {
    messages: usize,
    attachments: usize,
    embedded: usize,
    /// Of messages, embedded ones apart.
    recipients: usize,
    troubles: Vec<Trouble>,
}

impl Count {
    fn mail(&mut self, mail: &Mail) {
        for one in &mail.attachments {
            self.attachments += 1;
            if let Some(inner) = &one.mail {
                self.embedded += 1;
                self.mail(inner);
            }
        }
    }
}

impl Visitor for Count {
    fn member(&mut self, _: Member, bytes: &mut dyn Read) -> Step {
        let mut held = Vec::new();
        bytes.read_to_end(&mut held).unwrap();
        self.messages += 1;
        let mail = Mail::read(&held).unwrap();
        self.recipients += mail.recipients.len();
        self.mail(&mail);
        Step::Continue(())
    }

    fn trouble(&mut self, trouble: Trouble) -> Step {
        self.troubles.push(trouble);
        Step::Continue(())
    }
}

fn counted(bytes: &[u8]) -> Count {
    let mut out = Count::default();
    let _ = open(&mut Cursor::new(bytes), &mut out);
    out
}

fn stores() -> Vec<PathBuf> {
    let Some(corpora) = std::env::var_os("VALLA_CORPORA") else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut work = vec![Path::new(&corpora).join("pst")];
    while let Some(folder) = work.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let ending = path
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or_default();
            if path.is_dir() {
                work.push(path);
            } else if matches!(ending, "pst" | "ost") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

/// Messages, attachments and embedded messages as libpff counts them; it does not look for
/// attachments inside embedded messages, of which `SampleOstFile.ost` holds two.
const COUNTS: &[(&str, [usize; 3])] = &[
    ("Test_part1.pst", [61, 43, 10]),
    ("Outlook.pst", [17, 34, 4]),
    ("PersonalStorageFile1.pst", [72, 0, 0]),
    ("SampleOstFile.ost", [92, 41, 1]),
    ("passwordprotectedPST.pst", [18, 17, 5]),
    ("32-bit.pst", [1, 0, 0]),
    ("support.pst", [17, 2, 0]),
    ("dist-list.pst", [4, 2, 2]),
    ("passworded.pst", [3, 0, 0]),
    ("Empty.pst", [0, 0, 0]),
];

/// Recipients of all messages, embedded ones apart, as libpff counts them.
const RECIPIENTS_TOLD: &[(&str, usize)] = &[
    ("SampleOstFile.ost", 98),
    ("passwordprotectedPST.pst", 20),
    ("32-bit.pst", 7),
    ("support.pst", 1073),
];

#[test]
fn real_stores_hold_what_libpff_finds_in_them() {
    for path in stores() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some((_, wanted)) = COUNTS.iter().find(|(n, _)| *n == name) else {
            continue;
        };
        let count = counted(&fs::read(&path).unwrap());
        assert_eq!(
            [count.messages, count.attachments, count.embedded],
            *wanted,
            "{name}"
        );
        let told = RECIPIENTS_TOLD.iter().find(|(n, _)| *n == name);
        assert!(told.is_none_or(|(_, n)| *n == count.recipients), "{name}");
    }
}

#[test]
fn a_damaged_store_gives_what_is_left_and_ends() {
    let small = |p: &PathBuf| fs::metadata(p).is_ok_and(|m| m.len() < 600 << 10);
    for path in stores().into_iter().filter(small).take(4) {
        let bytes = fs::read(&path).unwrap();
        let whole = counted(&bytes);
        for at in (0..bytes.len()).step_by(bytes.len() / 23 + 1) {
            let cut = counted(&bytes[..at]);
            assert!(cut.messages <= whole.messages);
            let mut hurt = bytes.clone();
            hurt[at..].iter_mut().step_by(97).for_each(|b| *b ^= 0xa5);
            let hurt = counted(&hurt);
            assert!(hurt.messages > 0 || !hurt.troubles.is_empty() || whole.messages == 0);
        }
    }
}

/// A store of one page of nodes that points to itself.
fn circle() -> Vec<u8> {
    let mut bytes = vec![0; 2048];
    bytes[..4].copy_from_slice(b"!BDN");
    bytes[10] = 23;
    for (root, page) in [(216, 1024_u64), (232, 1536)] {
        bytes[root + 8..root + 16].copy_from_slice(&page.to_le_bytes());
    }
    for (page, kind) in [(1024, 0x81), (1536, 0x80)] {
        bytes[page + 16..page + 24].copy_from_slice(&(page as u64).to_le_bytes());
        bytes[page + 488] = 20;
        bytes[page + 490] = 24;
        bytes[page + 491] = 1;
        bytes[page + 496] = kind;
    }
    bytes
}

#[test]
fn a_page_that_points_to_itself_is_said() {
    let count = counted(&circle());
    assert_eq!(count.messages, 0);
    let said: Vec<_> = count
        .troubles
        .iter()
        .map(|t| t.reason.en.as_str())
        .collect();
    assert!(
        said.contains(&"a page of its trees is pointed to twice"),
        "{said:?}"
    );
    assert!(said.contains(&"the checksum of a page of its trees does not agree"));
}

#[test]
fn noise_is_no_store() {
    let mut noise: Vec<u8> = (0..9000_u32)
        .map(|n| (n.wrapping_mul(n) >> 5) as u8)
        .collect();
    for version in [14, 23, 36, 200] {
        noise[10] = version;
        assert_eq!(counted(&noise).messages, 0);
        assert_eq!(counted(&noise[..300]).messages, 0);
    }
}
