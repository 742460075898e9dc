//! The text of an old Word file, from units with their places to lines: marks become what they say,
//! codes of fields go, and what is deleted or hidden is set apart.

use super::doc_runs::Runs;
use super::ole::decoded;
use super::paper::u16_at;

/// One unit of UTF-16 and where it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub unit: u16,
    pub place: u32,
}

/// Adds text of two bytes a letter.
pub(super) fn wide(bytes: &[u8], place: u32, out: &mut Vec<Letter>) {
    let places = (place..).step_by(2);
    out.extend(
        bytes
            .chunks_exact(2)
            .zip(places)
            .map(|(pair, place)| Letter {
                unit: u16_at(pair, 0).unwrap_or(0),
                place,
            }),
    );
}

/// Adds text of one byte a letter, or of two where the code page has such.
pub(super) fn narrow(bytes: &[u8], place: u32, page: u16, out: &mut Vec<Letter>) {
    if matches!(page, 932 | 936 | 949 | 950) {
        let bytes: Vec<u8> = bytes.iter().map(|b| if *b == 0 { 1 } else { *b }).collect();
        let text = decoded(&bytes, page);
        // Where each letter began is lost; a run is dressed alike.
        out.extend(text.encode_utf16().map(|unit| Letter { unit, place }));
        return;
    }
    let table = letters_of(page);
    out.extend(bytes.iter().zip(place..).map(|(byte, place)| Letter {
        unit: table.get(usize::from(*byte)).copied().unwrap_or(0),
        place,
    }));
}

/// Gives what each byte of a code page means.
fn letters_of(page: u16) -> Vec<u16> {
    let one = |byte: u8| {
        if byte < 0x80 {
            return u16::from(byte);
        }
        let mut units = [0; 2];
        let letter = decoded(&[byte], page).chars().next().unwrap_or('\u{fffd}');
        letter
            .encode_utf16(&mut units)
            .first()
            .copied()
            .unwrap_or(0)
    };
    (0..=u8::MAX).map(one).collect()
}

/// What a text stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    OnPaper,
    /// Boxes, whose colours are not looked up.
    OnShapes,
}

/// A text as it is laid out.
#[derive(Default)]
pub(super) struct Laid {
    pub shown: String,
    /// Hidden, white, or too small to be read.
    pub unseen: String,
    /// Taken out: number of who, when, and what.
    pub deleted: Vec<((u16, u32), String)>,
}

/// Turns Word's marks into text: paragraphs, cells, breaks; codes of fields are left out. White
/// letters are seen where `stands` says that they may stand on something.
pub(super) fn laid_out(
    letters: &[Letter],
    (runs, paragraphs): (&Runs, &Runs),
    stands: Stands,
) -> Laid {
    let ground = stands == Stands::OnShapes;
    let mut out = Laid::default();
    // One entry a field that is open: whether its code has ended.
    let mut fields: Vec<bool> = Vec::new();
    let units = letters.iter().map(|l| l.unit);
    let mut at = 0_usize;
    let mut unseen_open = false;
    for letter in char::decode_utf16(units) {
        let letter = letter.unwrap_or('\u{fffd}');
        let place = letters.get(at).map_or(0, |l| l.place);
        at += letter.len_utf16();
        let look = runs.at(place);
        let blank = look.white && !look.ground && !ground && !paragraphs.at(place).ground;
        let written = match letter {
            '\u{13}' => {
                fields.push(false);
                continue;
            }
            '\u{14}' => {
                if let Some(last) = fields.last_mut() {
                    *last = true;
                }
                continue;
            }
            '\u{15}' => {
                fields.pop();
                continue;
            }
            _ if fields.iter().any(|shown| !shown) => continue,
            '\r' | '\u{b}' | '\u{c}' | '\u{e}' => '\n',
            '\u{7}' if paragraphs.at(place).row_end => {
                if out.shown.ends_with('\t') {
                    out.shown.pop();
                }
                '\n'
            }
            '\u{7}' => '\t',
            '\u{1e}' => '-',
            '\u{1f}' | '\0'..='\u{8}' => continue,
            letter if letter == '\t' || letter == '\n' || !letter.is_control() => letter,
            _ => continue,
        };
        // Marks of a paragraph that are hidden still end a line of what is shown.
        if look.deleted {
            match out.deleted.last_mut() {
                Some((by, words)) if *by == look.by => words.push(written),
                _ => out.deleted.push((look.by, written.to_string())),
            }
        } else if (look.unseen || blank) && written != '\n' {
            out.unseen.push(written);
            unseen_open = true;
        } else {
            out.shown.push(written);
        }
        if written == '\n' && std::mem::take(&mut unseen_open) {
            out.unseen.push('\n');
        }
    }
    out.deleted.retain(|(_, words)| !words.trim().is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::super::doc_runs::Version;
    use super::*;

    fn letters(text: &str) -> Vec<Letter> {
        let units = text.encode_utf16().zip(0x400..);
        units.map(|(unit, place)| Letter { unit, place }).collect()
    }

    #[test]
    fn marks_become_text_and_codes_of_fields_go() {
        let text = letters("One\rTwo\u{7}Three\u{13} HYPERLINK \u{14}link\u{15}\u{1}\r🙂");
        let laid = laid_out(&text, (&Runs::default(), &Runs::default()), Stands::OnPaper);
        assert_eq!(laid.shown, "One\nTwo\tThreelink\n🙂");
    }

    /// A page of formatting: stretches with what is said of each.
    fn page(stretches: &[(u32, u32, &[u8])], width: usize) -> Vec<u8> {
        let mut out = vec![0; 512];
        let mut end = 508;
        for (at, (from, to, says)) in stretches.iter().enumerate() {
            out[at * 4..at * 4 + 4].copy_from_slice(&from.to_le_bytes());
            out[at * 4 + 4..at * 4 + 8].copy_from_slice(&to.to_le_bytes());
            end -= says.len().next_multiple_of(2);
            out[end..end + says.len()].copy_from_slice(says);
            out[(stretches.len() + 1) * 4 + at * width] = (end / 2) as u8;
        }
        out[511] = stretches.len() as u8;
        out
    }

    #[test]
    fn deleted_and_hidden_runs_and_rows_are_told_by_their_formatting() {
        let (old, tiny) = (
            [
                &[17][..],
                &[
                    0, 8, 1, 0x63, 0x48, 1, 0, 0x64, 0x68, 0x8d, 0x12, 0x74, 0x07,
                ],
            ]
            .concat(),
            [4, 0x43, 0x4a, 2, 0],
        );
        let mut old = old;
        old[0] = (old.len() - 1) as u8;
        let runs = page(
            &[
                (0x400, 0x402, &[]),
                (0x402, 0x404, &old),
                (0x404, 0x406, &tiny),
            ],
            1,
        );
        let rows = page(
            &[
                (0x406, 0x408, &[]),
                (0x408, 0x409, &[3, 0, 0, 0x17, 0x24, 1]),
            ],
            13,
        );
        let list = [0x400_u32, 0x500, 0].map(u32::to_le_bytes).concat();
        let runs = Runs::read(&runs, &list, Version::New, false);
        let rows = Runs::read(&rows, &list, Version::New, true);
        let laid = laid_out(
            &letters("aabbcc1\u{7}\u{7}z"),
            (&runs, &rows),
            Stands::OnPaper,
        );
        assert_eq!(laid.shown, "aa1\nz");
        assert_eq!(laid.unseen, "cc\n");
        assert_eq!(laid.deleted.len(), 1);
        let ((who, when), words) = &laid.deleted[0];
        assert_eq!((*who, words.as_str()), (1, "bb"));
        assert_eq!(
            super::super::doc_runs::moment(*when).as_deref(),
            Some("2019-04-02T10:13:00")
        );
    }

    #[test]
    fn old_files_are_read_by_the_code_page_of_the_font() {
        let font = [3, 93, 1, 0];
        let page = page(&[(0x400, 0x402, &font)], 1);
        let list = [
            &0x400_u32.to_le_bytes()[..],
            &0x500_u32.to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        let runs = Runs::read(&page, &list, Version::Old, false);
        assert_eq!((runs.at(0x401).font, runs.at(0x402).font), (1, 0));
        let mut out = Vec::new();
        narrow(b"\xca\xee", 0x400, 1251, &mut out);
        narrow(b"\xe9", 0x402, 1252, &mut out);
        narrow(b"\x94\x4e", 0x403, 932, &mut out);
        let laid = laid_out(&out, (&runs, &Runs::default()), Stands::OnPaper);
        assert_eq!(laid.shown, "Коé年");
    }

    #[test]
    fn white_letters_are_hidden_where_nothing_stands_behind_them() {
        let white = [6, 0x70, 0x68, 0xff, 0xff, 0xff, 0];
        let numbered = [3, 0x42, 0x2a, 8];
        let marked = [6, 0x42, 0x2a, 8, 0x0c, 0x2a, 7];
        let runs = page(
            &[
                (0x400, 0x402, &white),
                (0x402, 0x404, &numbered),
                (0x404, 0x406, &marked),
            ],
            1,
        );
        let shaded = [
            &[8, 0, 0, 0x4d, 0xc6, 10][..],
            &[0, 0, 0, 0xff, 0x10, 0x20, 0x30, 0, 0, 0],
        ];
        let shades = page(&[(0x402, 0x404, &shaded.concat())], 13);
        let list = [0x400_u32, 0x500, 0].map(u32::to_le_bytes).concat();
        let runs = Runs::read(&runs, &list, Version::New, false);
        let shades = Runs::read(&shades, &list, Version::New, true);
        let text = letters("aabbcc");
        let told = |shades: &Runs, stands| {
            let laid = laid_out(&text, (&runs, shades), stands);
            (laid.shown, laid.unseen)
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(told(&Runs::default(), Stands::OnPaper), pair("cc", "aabb"));
        assert_eq!(told(&shades, Stands::OnPaper), pair("bbcc", "aa"));
        assert_eq!(told(&shades, Stands::OnShapes), pair("aabbcc", ""));
    }
}
