//! Word files of the old kind: the text by its piece table, part by part ([MS-DOC] 2.4.1), and by
//! plain offsets for the versions before 97.

use super::doc_runs::{Runs, Version, moment};
use super::doc_text::{Laid, Letter, Stands, laid_out, narrow, wide};
use super::old_lock::Lock;
use super::ole::{Compound, stream, utf16};
use super::ooxml::who;
use super::paper::{Paper, u16_at, u32_at};
use super::pictures;
use super::rtf_words::page_of;
use crate::model::words::{Word, places};
use crate::model::{DefectKind, Said, bounds};

/// Pieces of one text that are read; a file saved fast for years has some thousands.
const PIECES: usize = 200_000;
/// Bytes of a locked stream that share one key.
const BLOCK: usize = 512;
/// Names and fonts of one file that are read.
const NAMES: usize = 5_000;

/// Where each part's length stands in the file's head, and its name; in the order of the text.
const PARTS: &[(usize, Option<Word>)] = &[
    (0x4c, None),
    (0x50, Some(places::FOOTNOTES)),
    (0x54, Some(places::MARGINS)),
    (0x5c, Some(places::COMMENTS)),
    (0x60, Some(places::ENDNOTES)),
    (0x64, Some(places::TEXT_BOXES)),
];

/// Reads a Word file.
pub(super) fn read(file: &mut Compound<'_>, paper: &mut Paper) {
    let mut main = stream(file, "/WordDocument", paper);
    let (Some(version), Some(flags)) = (u16_at(&main, 2), u16_at(&main, 0x0a)) else {
        paper.note(DefectKind::Damaged);
        return;
    };
    let locked = flags & 0x0100 != 0;
    let name = if flags & 0x0200 == 0 {
        "/0Table"
    } else {
        "/1Table"
    };
    let mut table = if version < 0xc1 {
        Vec::new()
    } else {
        stream(file, name, paper)
    };
    if locked && unlock((version, flags), &mut main, &mut table, paper).is_none() {
        return paper.lock();
    }
    if version < 0xc1 {
        return early(&main, paper);
    }
    let Some(text) = pieces(&main, &table) else {
        paper.note(DefectKind::Damaged);
        return;
    };
    let list = |at: usize| part(&main, &table, at).unwrap_or(&[]);
    let runs = (
        Runs::read(&main, list(0xfa), Version::New, false),
        Runs::read(&main, list(0x102), Version::New, true),
    );
    let names = names(list(0x232));
    let mut aside = Laid::default();
    let mut from = 0_usize;
    for (at, name) in PARTS {
        let place = name.map(Said::from).unwrap_or_default();
        let length = u32_at(&main, *at).unwrap_or(0) as usize;
        let to = from.saturating_add(length).min(text.len());
        let stands = if *name == Some(places::TEXT_BOXES) {
            Stands::OnShapes
        } else {
            Stands::OnPaper
        };
        let part = text.get(from..to).unwrap_or(&[]);
        let laid = laid_out(part, (&runs.0, &runs.1), stands);
        from = to;
        if *name == Some(places::COMMENTS) {
            paper.aside(place, laid.shown);
        } else {
            paper.body(place, laid.shown);
        }
        aside.unseen.push_str(&laid.unseen);
        aside.deleted.extend(laid.deleted);
    }
    hidden(aside, &names, paper);
    pictures::of_streams(file, &["/Data", "/WordDocument"], paper);
}

/// Opens a locked file ([MS-DOC] 2.2.6); nothing where no password fits.
fn unlock(
    (version, flags): (u16, u16),
    main: &mut [u8],
    table: &mut [u8],
    paper: &Paper,
) -> Option<()> {
    let (low, high) = (u16_at(main, 0x0e)?, u16_at(main, 0x10)?);
    let mixed = |key, check| Lock::Mixed {
        key,
        check,
        turn: 7,
    };
    let old = version < 0xc1;
    let lock = if flags & 0x8000 != 0 || old {
        // Which of the two sums comes first, the makers of readers do not agree on.
        let first = mixed(high, low).opened(&paper.passwords);
        first.or_else(|| mixed(low, high).opened(&paper.passwords))
    } else {
        Lock::read(table)?.opened(&paper.passwords)
    };
    let key = lock?;
    // The head of the file stays readable.
    let head = main.get(..if old { 0x34 } else { 0x44 })?.to_vec();
    key.apply(main, 0, BLOCK, 0);
    main.get_mut(..head.len())?.copy_from_slice(&head);
    key.apply(table, 0, BLOCK, 0);
    Some(())
}

/// Sets apart what was deleted and what is hidden.
fn hidden(aside: Laid, names: &[String], paper: &mut Paper) {
    let mut deleted = String::new();
    for ((author, when), words) in aside.deleted {
        let author = names.get(usize::from(author)).map(String::as_str);
        let when = moment(when);
        let who = who(author, when.as_deref());
        deleted.extend(["[", who.as_str(), "] ", words.trim_end(), "\n"]);
    }
    paper.hidden(places::DELETIONS, deleted);
    paper.hidden(places::HIDDEN_WHITE_OR_TINY, aside.unseen);
}

/// Gives a part of the table stream that the head of the file names.
fn part<'t>(main: &[u8], table: &'t [u8], at: usize) -> Option<&'t [u8]> {
    let (from, length) = (u32_at(main, at)? as usize, u32_at(main, at + 4)? as usize);
    table.get(from..from.checked_add(length)?)
}

/// Reads the names of those who changed the text.
fn names(table: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 6_usize;
    while let Some(count) = u16_at(table, at).filter(|_| out.len() < NAMES) {
        let end = at + 2 + usize::from(count) * 2;
        out.push(utf16(table.get(at + 2..end).unwrap_or(&[])));
        at = end;
    }
    out
}

/// Reads a file of Word 6 or 95: bytes, each by the code page of its font.
fn early(main: &[u8], paper: &mut Paper) {
    let range = u32_at(main, 0x18).zip(u32_at(main, 0x1c));
    let Some((from, to)) = range else {
        paper.note(DefectKind::Damaged);
        return;
    };
    let list = |at: usize| part(main, main, at).unwrap_or(&[]);
    let runs = (
        Runs::read(main, list(0xb8), Version::Old, false),
        Runs::read(main, list(0xc0), Version::Old, true),
    );
    let fonts = fonts(list(0xd0));
    let text = main.get(from as usize..to as usize).unwrap_or(&[]);
    let mut out: Vec<Letter> = Vec::with_capacity(text.len());
    let mut at = 0;
    let page = |at: usize| {
        let font = usize::from(runs.0.at(from + at as u32).font);
        fonts.get(font).copied().unwrap_or(1252)
    };
    while at < text.len() {
        let now = page(at);
        let end = (at..text.len())
            .find(|n| page(*n) != now)
            .unwrap_or(text.len());
        narrow(
            text.get(at..end).unwrap_or(&[]),
            from + at as u32,
            now,
            &mut out,
        );
        at = end;
    }
    let laid = laid_out(&out, (&runs.0, &runs.1), Stands::OnPaper);
    paper.body(Said::default(), laid.shown.clone());
    hidden(laid, &[], paper);
}

/// Reads the code pages of the fonts of Word 6 and 95.
fn fonts(table: &[u8]) -> Vec<u16> {
    let mut out = Vec::new();
    let mut at = 2_usize;
    while let (Some(size), Some(set)) = (table.get(at), table.get(at + 4)) {
        out.push(match page_of(i64::from(*set)) {
            0 => 1252,
            page => page,
        });
        at += usize::from(*size) + 1;
        if out.len() >= NAMES {
            break;
        }
    }
    out
}

/// Joins the pieces of a text; one unit of UTF-16 stands for one position, with its place in the
/// file.
fn pieces(main: &[u8], table: &[u8]) -> Option<Vec<Letter>> {
    let mut rest = part(main, table, 0x01a2)?;
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
    let mut out = Vec::new();
    for piece in 0..count.min(PIECES) {
        let from = u32_at(plc, piece * 4)?;
        let to = u32_at(plc, piece * 4 + 4)?;
        let place = u32_at(plc, (count + 1) * 4 + piece * 8 + 2)?;
        let letters = to.checked_sub(from)? as usize;
        if place & 0x4000_0000 == 0 {
            let at = place as usize;
            let end = at.checked_add(letters.checked_mul(2)?)?.min(main.len());
            wide(main.get(at..end).unwrap_or(&[]), place, &mut out);
        } else {
            let at = (place & 0x3fff_ffff) as usize / 2;
            let end = at.checked_add(letters)?.min(main.len());
            narrow(main.get(at..end).unwrap_or(&[]), at as u32, 1252, &mut out);
        }
        if out.len() > bounds::TEXT_BYTES {
            break;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::old_lock::tests::basic;
    use super::*;
    use crate::model::Passwords;

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
        let text = pieces(&main, &clx).unwrap();
        let laid = laid_out(&text, (&Runs::default(), &Runs::default()), Stands::OnPaper);
        assert_eq!(laid.shown, "abcéт");
        assert_eq!(text[2].place, 0x202);
        assert_eq!(text[4].place, 0x302);
        assert!(pieces(&main, &clx[..8]).is_none());
        assert!(pieces(&[], &[]).is_none());
    }

    #[test]
    fn a_locked_file_opens_with_its_password() {
        let (info, key) = basic("the mill");
        let mut main: Vec<u8> = (0..1_500).map(|n| n as u8).collect();
        main[0x0a..0x0c].copy_from_slice(&0x0100_u16.to_le_bytes());
        let plain = (main.clone(), vec![5_u8; 700]);
        let mut table = plain.1.clone();
        key.apply(&mut table, 0, BLOCK, 0);
        table[..info.len()].copy_from_slice(&info);
        let head = main[..0x44].to_vec();
        key.apply(&mut main, 0, BLOCK, 0);
        main[..0x44].copy_from_slice(&head);
        let paper = Paper::with(&Passwords::read("the hill\n"));
        let shut = (main.clone(), table.clone());
        assert!(unlock((0xc1, 0x0100), &mut main, &mut table, &paper).is_none());
        assert_eq!((&main, &table), (&shut.0, &shut.1));
        let paper = Paper::with(&Passwords::read("the mill\n"));
        assert!(unlock((0xc1, 0x0100), &mut main, &mut table, &paper).is_some());
        assert_eq!(main, plain.0);
        assert_eq!(table[info.len()..], plain.1[info.len()..]);
    }
}
