//! Workbooks of Excel 97 made here record by record, and what is read of them.

use super::book;
use super::record::Letters;
use crate::extract::document::old_lock::{Key, Lock};
use crate::extract::document::paper::Paper;
use crate::model::{DefectKind, PartRole, Passwords};
use proptest::prelude::*;

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend((body.len() as u16).to_le_bytes());
    out.extend(body);
    out
}

fn begin(kind: u8) -> Vec<u8> {
    record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0])
}

fn format(id: u8, code: &str) -> Vec<u8> {
    let mut body = vec![id, 0, code.chars().count() as u8, 0, 1];
    body.extend(code.encode_utf16().flat_map(u16::to_le_bytes));
    record(0x041e, &body)
}

fn style(id: u8, font: u8) -> Vec<u8> {
    let mut body = vec![0; 20];
    (body[0], body[2]) = (font, id);
    record(0x00e0, &body)
}

fn number(row: u8, column: u8, style: u8, value: f64) -> Vec<u8> {
    let mut body = vec![row, 0, column, 0, style, 0];
    body.extend(value.to_le_bytes());
    record(0x0203, &body)
}

fn short(words: &str) -> Vec<u8> {
    let mut out = vec![words.len() as u8, 0];
    out.extend(words.as_bytes());
    out
}

/// A workbook of one sheet, whose records are given.
fn workbook(hidden: u8, globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let mut named = vec![0, 0, 0, 0, hidden, 0];
    named.extend(short("Plan"));
    let head = [begin(5), globals.to_vec()].concat();
    let at = head.len() + named.len() + 4 + 4;
    named[..4].copy_from_slice(&(at as u32).to_le_bytes());
    let end = record(0x000a, &[]);
    [
        head,
        record(0x0085, &named),
        end.clone(),
        begin(0x10),
        sheet.to_vec(),
        end,
    ]
    .concat()
}

fn texts(paper: &Paper, role: PartRole) -> String {
    let mine = paper.found.texts.iter().filter(|t| t.role == role);
    mine.map(|t| format!("<{}>{}", t.part.en, t.text)).collect()
}

#[test]
fn cells_are_written_as_they_are_shown_with_their_values_beside() {
    // The second string is cut within its letters: its rest says anew how wide it is.
    let mut table = vec![2, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0];
    table.extend(b"Item\x06\0\0Mon");
    let cut = [
        record(0x00fc, &table),
        record(0x003c, &[1, 0x74, 0, 0xe9, 0, 0x65, 0]),
    ]
    .concat();
    let globals = [
        record(0x008c, &[33, 0, 33, 0]),
        format(164, "#,##0.00\\ \"€\""),
        format(165, "dd/mm/yyyy"),
        style(0, 0),
        style(164, 0),
        style(165, 0),
        style(10, 0),
        cut,
    ]
    .concat();
    let sheet = [
        number(1, 1, 1, 1_122.5),
        record(0x00fd, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        record(0x00fd, &[0, 0, 1, 0, 0, 0, 1, 0, 0, 0]),
        number(1, 0, 2, 42_858.0),
        record(0x027e, &[2, 0, 0, 0, 3, 0, 0x0b, 0x05, 0, 0]),
        record(
            0x0006,
            &[
                2, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0,
            ],
        ),
        record(
            0x0006,
            &[
                2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0,
            ],
        ),
        record(0x0207, &[2, 0, 0, b'o', b'k']),
    ]
    .concat();
    let mut paper = Paper::default();
    assert!(book(&workbook(0, &globals, &sheet), &mut paper));
    let body = texts(&paper, PartRole::Body);
    assert_eq!(
        body,
        "<sheet Plan>Item\tMontée\n03/05/2017\t1 122,50 €\n322,00%\tTRUE\tok\n"
    );
    let beside = texts(&paper, PartRole::Hidden);
    assert_eq!(
        beside,
        "<sheet Plan, values as stored>B2 1122.5\tA2 2017-05-03\nA3 3.22"
    );
    assert!(paper.found.defects.is_empty());
}

#[test]
fn what_is_hidden_and_what_stands_over_the_cells_is_set_apart() {
    let mut white = vec![200, 0, 0, 0, 9, 0];
    white.resize(16, 0);
    let mut plain = white.clone();
    plain[4] = 8;
    let globals = [
        record(0x0031, &plain),
        record(0x0031, &white),
        style(0, 0),
        style(0, 1),
    ];
    let mut row = vec![3, 0];
    row.resize(16, 0);
    row[12] = 0x20;
    let object = |id: u8| record(0x005d, &[0x15, 0, 0x12, 0, 2, 0, id, 0]);
    let words = |text: &str| {
        let mut head = vec![0; 18];
        head[10] = text.len() as u8;
        let text = [b"\0".as_slice(), text.as_bytes()].concat();
        [
            record(0x01b6, &head),
            record(0x003c, &text),
            record(0x003c, &[0; 16]),
        ]
        .concat()
    };
    let note = [&[3, 0, 1, 0, 0, 0, 7, 0, 3, 0, 0][..], b"Ada"].concat();
    let sheet = [
        number(0, 0, 0, 1.0),
        number(0, 1, 1, 2.0),
        number(3, 0, 0, 4.0),
        record(0x0208, &row),
        object(7),
        words("why?"),
        object(8),
        words("Not\rfinal"),
        record(0x0014, &[5, 0, 0, b'&', b'C', b'T', b'o', b'p']),
        record(0x001c, &note),
        begin(0x20),
        record(0x100d, &[&[0, 0][..], &short("Costs")].concat()),
        number(0, 0, 0, 99.0),
        record(0x000a, &[]),
    ]
    .concat();
    let mut paper = Paper::default();
    assert!(book(&workbook(0, &globals.concat(), &sheet), &mut paper));
    assert_eq!(
        texts(&paper, PartRole::Body),
        "<sheet Plan>1\n<sheet Plan, drawings>Not\nfinal\n<sheet Plan, charts>Costs\n\
         <sheet Plan, headers and footers>Top\n"
    );
    assert_eq!(
        texts(&paper, PartRole::Hidden),
        "<sheet Plan, hidden rows and columns>4\n<sheet Plan, white or tiny text>\t2\n\
         <comments>B4 [Ada] why?\n"
    );
    let mut paper = Paper::default();
    assert!(book(&workbook(1, &[], &number(0, 0, 0, 1.0)), &mut paper));
    assert_eq!(texts(&paper, PartRole::Hidden), "<hidden sheet Plan>1\n");
    assert_eq!(paper.found.defects[0].kind, DefectKind::HiddenText);
}

#[test]
fn a_locked_workbook_opens_with_its_password() {
    let mixed = record(0x002f, &[0, 0, 0, 0, 0, 0]);
    let mut paper = Paper::default();
    let file = workbook(0, &mixed, &number(0, 0, 0, 1.0));
    assert!(book(&file, &mut paper));
    assert_eq!(paper.found.defects[0].kind, DefectKind::Encrypted);
    // A lock whose sums are known: that of the word `abc`, mixed as Excel does.
    let word = Passwords::read("abc\n");
    let (key, check) = Lock::sums("abc");
    let [a, b] = key.to_le_bytes();
    let [c, d] = check.to_le_bytes();
    let head = record(0x002f, &[0, 0, a, b, c, d]);
    let sheet = number(0, 0, 0, 12.5);
    let plain = workbook(0, &head, &sheet);
    let lock = super::lock(&[0, 0, a, b, c, d], Letters::Wide).unwrap();
    let key = lock.opened(&word).unwrap();
    let shut = each(&plain, &key);
    let mut paper = Paper::with(&word);
    assert!(book(&shut, &mut paper));
    assert_eq!(texts(&paper, PartRole::Body), "<sheet Plan>12.5\n");
    let mut paper = Paper::with(&Passwords::read("abd\n"));
    assert!(book(&shut, &mut paper));
    assert_eq!(paper.found.defects[0].kind, DefectKind::Locked);
}

/// Shuts every record behind the head: opening it fifteen times is the same as shutting it, since
/// sixteen turns of three bits come back to where they began.
fn each(plain: &[u8], key: &Key) -> Vec<u8> {
    let mut out = plain.to_vec();
    let mut at = 4 + 8 + 4 + 6;
    while at + 4 <= out.len() {
        let kind = u16::from_le_bytes([out[at], out[at + 1]]);
        let size = usize::from(u16::from_le_bytes([out[at + 2], out[at + 3]]));
        let body = at + 4..at + 4 + size;
        if kind != 0x0809 {
            let place: Vec<u8> = out[body.clone()].iter().take(4).copied().collect();
            for _ in 0..15 {
                key.apply_record(&mut out[body.clone()], at + 4);
            }
            if kind == 0x0085 {
                out[at + 4..at + 8].copy_from_slice(&place);
            }
        }
        at = body.end;
    }
    out
}

#[test]
fn other_versions_are_left_to_another_reader() {
    assert!(!book(b"", &mut Paper::default()));
    assert!(!book(
        &record(0x0009, &[2, 0, 0x10, 0]),
        &mut Paper::default()
    ));
}

proptest! {
    #[test]
    fn no_bytes_break_it(
        globals in prop::collection::vec((0_u16..0x500, prop::collection::vec(any::<u8>(), 0..40)),
            0..12),
        sheet in prop::collection::vec((0_u16..0x300, prop::collection::vec(any::<u8>(), 0..40)),
            0..12),
    ) {
        let all = |rows: &[(u16, Vec<u8>)]| -> Vec<u8> {
            rows.iter().flat_map(|(kind, body)| record(*kind, body)).collect()
        };
        book(&workbook(0, &all(&globals), &all(&sheet)), &mut Paper::default());
    }
}
