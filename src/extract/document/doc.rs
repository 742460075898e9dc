//! Word files of the old kind: the text by its piece table, part by part ([MS-DOC] 2.4.1), and by
//! plain offsets for the versions before 97.

use super::ole::{Compound, decoded, stream, utf16};
use super::paper::{Paper, u16_at, u32_at};
use crate::model::{DefectKind, bounds};

/// Pieces of one text that are read; a file saved fast for years has some thousands.
const PIECES: usize = 200_000;

/// Where each part's length stands in the file's head, and its name; in the order of the text.
const PARTS: &[(usize, &str)] = &[
    (0x4c, ""),
    (0x50, "footnotes"),
    (0x54, "headers and footers"),
    (0x5c, "comments"),
    (0x60, "endnotes"),
    (0x64, "text boxes"),
];

/// Reads a Word file.
pub(super) fn read(file: &mut Compound<'_>, paper: &mut Paper) {
    let main = stream(file, "/WordDocument", paper);
    let (Some(version), Some(flags)) = (u16_at(&main, 2), u16_at(&main, 0x0a)) else {
        paper.note(DefectKind::Damaged);
        return;
    };
    if flags & 0x0100 != 0 {
        paper.note(DefectKind::Encrypted);
        return;
    }
    if version < 0xc1 {
        let range = u32_at(&main, 0x18).zip(u32_at(&main, 0x1c));
        let text = range.and_then(|(from, to)| main.get(from as usize..to as usize));
        paper.body("", laid_out(&decoded_all(text.unwrap_or(&[]))));
        return;
    }
    let table = if flags & 0x0200 == 0 {
        "/0Table"
    } else {
        "/1Table"
    };
    let table = stream(file, table, paper);
    let Some(text) = pieces(&main, &table) else {
        paper.note(DefectKind::Damaged);
        return;
    };
    let all: Vec<char> = text.chars().collect();
    let mut from = 0_usize;
    for (at, name) in PARTS {
        let length = u32_at(&main, *at).unwrap_or(0) as usize;
        let to = from.saturating_add(length).min(all.len());
        let part: String = all.get(from..to).unwrap_or(&[]).iter().collect();
        from = to;
        if *name == "comments" {
            paper.aside(name, laid_out(&part));
        } else {
            paper.body(name, laid_out(&part));
        }
    }
}

fn decoded_all(bytes: &[u8]) -> String {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).collect();
    decoded(&bytes, 1252)
}

/// Joins the pieces of a text; one character stands for one position, whatever it is.
fn pieces(main: &[u8], table: &[u8]) -> Option<String> {
    let at = u32_at(main, 0x01a2)? as usize;
    let length = u32_at(main, 0x01a6)? as usize;
    let mut rest = table.get(at..at.checked_add(length)?)?;
    // Formats come first, each with its length.
    while rest.first() == Some(&1) {
        let skip = usize::from(u16_at(rest, 1)?).checked_add(3)?;
        rest = rest.get(skip..)?;
    }
    if rest.first() != Some(&2) {
        return None;
    }
    let size = u32_at(rest, 1)? as usize;
    let plc = rest.get(5..5_usize.checked_add(size)?).or(rest.get(5..))?;
    let count = plc.len().checked_sub(4)? / 12;
    let mut out = String::new();
    for piece in 0..count.min(PIECES) {
        let from = u32_at(plc, piece * 4)?;
        let to = u32_at(plc, piece * 4 + 4)?;
        let place = u32_at(plc, (count + 1) * 4 + piece * 8 + 2)?;
        let letters = to.checked_sub(from)? as usize;
        if place & 0x4000_0000 == 0 {
            let at = place as usize;
            let end = at.checked_add(letters.checked_mul(2)?)?.min(main.len());
            out.push_str(&units(main.get(at..end).unwrap_or(&[])));
        } else {
            let at = (place & 0x3fff_ffff) as usize / 2;
            let end = at.checked_add(letters)?.min(main.len());
            out.push_str(&narrow(main.get(at..end).unwrap_or(&[])));
        }
        if out.len() > bounds::TEXT_BYTES * 2 {
            break;
        }
    }
    Some(out)
}

/// One character a unit, so that positions stay true.
fn units(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() / 2);
    for pair in bytes.chunks_exact(2) {
        let unit = u16_at(pair, 0).unwrap_or(0);
        if unit == 0 {
            out.push('\u{1}');
        } else {
            out.push_str(&utf16(pair));
        }
    }
    out
}

/// Compressed pieces are Windows Latin.
fn narrow(bytes: &[u8]) -> String {
    let bytes: Vec<u8> = bytes.iter().map(|b| if *b == 0 { 1 } else { *b }).collect();
    decoded(&bytes, 1252)
}

/// Turns Word's marks into text: paragraphs, cells, breaks; codes of fields are left out.
fn laid_out(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // One entry a field that is open: whether its code has ended.
    let mut fields: Vec<bool> = Vec::new();
    for letter in text.chars() {
        match letter {
            '\u{13}' => fields.push(false),
            '\u{14}' => {
                if let Some(last) = fields.last_mut() {
                    *last = true;
                }
            }
            '\u{15}' => {
                fields.pop();
            }
            _ if fields.iter().any(|shown| !shown) => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{e}' => out.push('\n'),
            '\u{7}' => out.push('\t'),
            '\u{1e}' => out.push('-'),
            '\u{1f}' | '\u{1}'..='\u{8}' => {}
            '\u{a0}' => out.push('\u{a0}'),
            letter if letter == '\t' || letter == '\n' || !letter.is_control() => out.push(letter),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_text_and_codes_of_fields_go() {
        let text = "One\rTwo\u{7}Three\u{13} HYPERLINK \u{14}link\u{15}\u{1}\r";
        assert_eq!(laid_out(text), "One\nTwo\tThreelink\n");
    }

    #[test]
    fn pieces_of_both_widths_are_joined() {
        let mut main = vec![0_u8; 0x400];
        main[0x200..0x203].copy_from_slice(b"abc");
        main[0x300..0x304].copy_from_slice(&[0xe9, 0, 0x42, 0x04]);
        let mut clx = vec![2_u8];
        let mut plc: Vec<u8> = Vec::new();
        for cp in [0_u32, 3, 5] {
            plc.extend(cp.to_le_bytes());
        }
        for place in [0x4000_0000_u32 | 0x400, 0x300] {
            plc.extend([0, 0]);
            plc.extend(place.to_le_bytes());
            plc.extend([0, 0]);
        }
        clx.extend((plc.len() as u32).to_le_bytes());
        clx.extend(plc);
        main[0x1a6..0x1aa].copy_from_slice(&(clx.len() as u32).to_le_bytes());
        assert_eq!(pieces(&main, &clx).as_deref(), Some("abcéт"));
        assert_eq!(pieces(&main, &clx[..8]), None);
        assert_eq!(pieces(&[], &[]), None);
    }
}
