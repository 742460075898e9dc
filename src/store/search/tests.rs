//! The index of words against the scan of the same texts, whole and damaged.

use super::super::layout::Layout;
use super::super::record::ItemRow;
use super::super::{Segment, SegmentWriter, TextFiles, TextPlace, pack_text};
use super::{Answer, SearchIndex, index_segment, is_indexed};
use crate::model::{ItemText, PartRole, Said, TextPart};
use crate::text::{Sought, WordTest};
use std::fs;

const TEXTS: &[&str] = &[
    "Le virement étranger part demain.",
    "virements: la SCI devient une holding, puis une SCI",
    "Un paiement de 12 500 € au rendez-vous",
    "virmeent fautif d\u{2019}avril, e\u{301}tranger lui aussi",
    "brand\u{2122} of pay\u{200B}ment",
    "",
];

fn row(at: u64, stored: usize) -> ItemRow {
    ItemRow {
        digest: [at as u8; 32],
        message: true,
        size: 1,
        media_type: String::new(),
        head: None,
        children: Vec::new(),
        exceptions: Vec::new(),
        cut: false,
        text_bytes: 1,
        text_digest: None,
        text_at: at,
        text_stored: stored as u32,
        defects: Vec::new(),
        metadata: Vec::new(),
    }
}

fn made(dir: &std::path::Path, texts: &[String]) -> (Layout, Vec<TextPlace>, Segment) {
    let layout = Layout::new(dir);
    layout.create(None).unwrap();
    let mut writer = SegmentWriter::create(&layout, 1).unwrap();
    let mut segment = Segment::default();
    let mut places = Vec::new();
    for text in texts {
        let text = ItemText {
            parts: vec![TextPart {
                part: Said::same("1"),
                role: PartRole::Body,
                text: text.clone(),
            }],
        };
        let packed = pack_text(&text);
        let at = writer.text(&packed).unwrap();
        segment.items.push((row(at, packed.len()), None));
        places.push(TextPlace {
            segment: 1,
            at,
            stored: packed.len() as u32,
        });
    }
    writer.finish(&segment).unwrap();
    let files = TextFiles::open(&layout, &[1]).unwrap();
    index_segment(&layout, 1, &segment, &files).unwrap();
    (layout, places, segment)
}

fn one(test: WordTest) -> Sought {
    Sought {
        words: vec![test],
        slop: 0,
    }
}

fn is(words: &[&str], slop: usize) -> Sought {
    let words = words.iter().map(|w| WordTest::Is((*w).into())).collect();
    Sought { words, slop }
}

fn questions() -> Vec<Sought> {
    let near = |w: &str| one(WordTest::Near(w.chars().collect(), 1));
    vec![
        is(&["virement"], 0),
        is(&["etranger"], 0),
        is(&["sci", "holding"], 2),
        is(&["sci", "holding"], 1),
        is(&["rendez", "vous"], 0),
        is(&["payment"], 0),
        is(&["tm"], 0),
        one(WordTest::Starts("virem".into())),
        one(WordTest::Ends("ment".into())),
        one(WordTest::Holds("tran".into())),
        near("virement"),
        is(&["nowhere"], 0),
        Sought::default(),
    ]
}

/// Counts the questions' answers that are not what a scan of the texts says.
fn wrong(index: &SearchIndex, texts: &[String], look: bool) -> usize {
    let mut wrong = 0;
    for question in questions() {
        let found = index.find(&question);
        for (at, text) in texts.iter().enumerate() {
            let said = match found.answer(at) {
                Answer::Yes => true,
                Answer::No => false,
                Answer::Look => {
                    assert!(look || text.contains('\u{2122}'), "{text}");
                    question.found_in(text)
                }
            };
            wrong += usize::from(said != question.found_in(text));
        }
    }
    wrong
}

#[test]
fn index_and_scan_agree_whole_damaged_and_without() {
    let dir = tempfile::tempdir().unwrap();
    let texts: Vec<String> = TEXTS.iter().map(|t| (*t).to_owned()).collect();
    let (layout, places, segment) = made(dir.path(), &texts);
    let index = SearchIndex::open(&layout, &[1], &places);
    assert_eq!(wrong(&index, &texts, false), 0);
    assert!(index.check().is_empty() && is_indexed(&layout, 1, &segment));

    let path = layout.segment(1).join("search-0000");
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0x10;
        fs::write(&path, &broken).unwrap();
        let index = SearchIndex::open(&layout, &[1], &places);
        assert_eq!(wrong(&index, &texts, true), 0, "byte {at}");
        assert!(!index.check().is_empty(), "byte {at}");
    }
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(!is_indexed(&layout, 1, &segment));
    fs::remove_file(&path).unwrap();
    let index = SearchIndex::open(&layout, &[1], &places);
    assert_eq!(wrong(&index, &texts, true), 0);
    assert_eq!(index.trouble().len(), 1);
    assert!(!is_indexed(&layout, 1, &segment));
}

#[test]
fn an_overlong_word_keeps_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let long = "x".repeat(300);
    let texts = [format!("sci {long} holding"), "sci y holding".to_owned()];
    let (layout, places, _) = made(dir.path(), &texts);
    let index = SearchIndex::open(&layout, &[1], &places);
    let answers = |question: &Sought| {
        let found = index.find(question);
        [found.answer(0), found.answer(1)]
    };
    assert_eq!(
        answers(&is(&["sci", "holding"], 0)),
        [Answer::Look, Answer::No]
    );
    assert_eq!(answers(&is(&["sci", "holding"], 1))[1], Answer::Yes);
    assert_eq!(answers(&is(&[&long], 0)), [Answer::Look, Answer::No]);
}
