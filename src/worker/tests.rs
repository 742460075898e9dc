//! The frames and their answers; the real processes are tested through the binary.

use super::child::Papers;
use super::wire::{length, pack, unpack};
use crate::extract::{Child, Extracted};
use crate::model::words::places;
use crate::model::{Defect, DefectKind, Meta, MetaKey, MetaOrigin, PartRole, TextPart};
use std::path::Path;

#[test]
fn what_a_document_says_goes_through_the_pipe_unchanged() {
    let found = Extracted {
        media_type: "application/pdf".into(),
        texts: vec![TextPart {
            part: places::at(places::page(1), places::COVERED),
            role: PartRole::Hidden,
            text: "4711".into(),
        }],
        metadata: vec![Meta {
            key: MetaKey::LastAuthor,
            value: "Ada".into(),
            origin: MetaOrigin::PdfInfo,
        }],
        defects: vec![Defect {
            kind: DefectKind::HiddenText,
            range: None,
        }],
        children: vec![Child {
            part: "a.xlsx".into(),
            name: Some("a.xlsx".into()),
            bytes: vec![7; 40],
            ..Child::default()
        }],
        ..Extracted::default()
    };
    assert_eq!(unpack(&pack(&found)), Some(found));
    assert_eq!(unpack(b"\xff\xff\xff"), None);
}

#[test]
fn a_frame_of_another_version_or_beyond_the_bound_is_refused() {
    assert_eq!(length([4, 4, 0, 0, 0], 10), Some(4));
    assert_eq!(length([4, 11, 0, 0, 0], 10), None);
    assert_eq!(length([2, 4, 0, 0, 0], 10), None);
}

#[test]
fn a_program_that_is_no_reader_costs_the_document_only() {
    let rtf = b"{\\rtf1 Dear all}";
    for (program, defect) in [
        ("/nowhere/valla", DefectKind::NoReader),
        ("/bin/false", DefectKind::ReaderMemory),
    ] {
        let mut papers = Papers::new(Some(Path::new(program)));
        for _ in 0..2 {
            let found = papers.read(rtf);
            let kinds: Vec<DefectKind> = found.defects.iter().map(|d| d.kind).collect();
            assert_eq!(kinds, [defect], "{program}");
        }
    }
    let here = Papers::new(None).read(rtf);
    assert_eq!(
        here.texts.first().map(|t| t.text.as_str()),
        Some("Dear all")
    );
}
