//! Words in drawings that are kept as lists of drawing calls (EMF, WMF): the pictures of tables and
//! charts that Office pastes into documents, in the order in which they are drawn.

use super::ole::decoded;
use super::paper::{u16_at, u32_at};
use super::rtf_words::page_of;

/// Calls of one drawing that are read; the largest of real documents make some ten thousand.
const CALLS: usize = 500_000;
/// Bytes of words of one drawing; a page of small print has 8,000.
const WORDS: usize = 256 << 10;
/// Letters of one call.
const LETTERS: usize = 4_096;
/// Pens, brushes and fonts of one drawing of the older kind.
const TOOLS: usize = 4_096;
/// The font set of symbols, whose codes are no letters.
const SYMBOLS: u8 = 2;

/// Calls of EMF that write, and the comment that carries the newer form.
const WRITE_NARROW: u32 = 83;
const WRITE: u32 = 84;
const MANY_NARROW: u32 = 96;
const MANY: u32 = 97;
const SMALL: u32 = 108;
const COMMENT: u32 = 70;
/// Calls of WMF.
const TEXT: u16 = 0x0521;
const TEXT_IN_BOX: u16 = 0x0a32;
const FONT: u16 = 0x02fb;
const SELECT: u16 = 0x012d;
const DROP: u16 = 0x01f0;
const OTHER_TOOLS: [u16; 6] = [0x00f7, 0x01f9, 0x02fa, 0x02fc, 0x06ff, 0x0142];

/// Gives the words of a drawing; none where the bytes are no drawing.
pub(super) fn words(bytes: &[u8]) -> String {
    if is_enhanced(bytes) {
        let mut page = Page::default();
        enhanced(bytes, &mut page);
        return page.done();
    }
    match calls_of_old(bytes) {
        Some(calls) => old(calls),
        None => String::new(),
    }
}

/// Gives the media type of a drawing; `None` for other bytes.
pub(super) fn media(bytes: &[u8]) -> Option<&'static str> {
    let old = || calls_of_old(bytes).map(|_| "image/wmf");
    is_enhanced(bytes).then_some("image/emf").or_else(old)
}

fn is_enhanced(bytes: &[u8]) -> bool {
    bytes.starts_with(&[1, 0, 0, 0]) && bytes.get(40..44) == Some(b" EMF")
}

/// Words on their way, with where the last of them ended.
#[derive(Default)]
struct Page {
    out: String,
    /// Words in the newer form, which many drawings give beside the older.
    newer: String,
    /// Line, right end where it is known, and width of a letter.
    last: Option<(i64, Option<i64>, i64)>,
}

impl Page {
    fn put(&mut self, (x, y): (i64, i64), width: Option<i64>, words: &str) {
        let words = words.trim_end_matches('\0');
        if words.is_empty() || self.out.len() > WORDS {
            return;
        }
        let letters = i64::try_from(words.chars().count()).unwrap_or(1).max(1);
        let joint = match self.last {
            None => "",
            Some((line, ..)) if line != y => "\n",
            Some((_, Some(end), wide)) if (x - end).abs() <= wide / 3 => "",
            Some(_) => " ",
        };
        self.out.push_str(joint);
        self.out.push_str(words);
        let wide = width.map_or(0, |w| w / letters);
        self.last = Some((y, width.map(|w| x.saturating_add(w)), wide));
    }

    fn done(self) -> String {
        if self.out.trim().is_empty() {
            self.newer
        } else {
            self.out
        }
    }
}

/// A number with its sign.
fn signed(bytes: &[u8], at: usize) -> i64 {
    i64::from(u32_at(bytes, at).unwrap_or(0) as i32)
}

fn enhanced(bytes: &[u8], page: &mut Page) {
    let mut at = 0_usize;
    for _ in 0..CALLS {
        let (Some(kind), Some(size)) = (u32_at(bytes, at), u32_at(bytes, at.saturating_add(4)))
        else {
            return;
        };
        let end = at.saturating_add(size as usize);
        let Some(call) = bytes.get(at..end).filter(|c| c.len() >= 8) else {
            return;
        };
        match kind {
            WRITE | WRITE_NARROW => {
                line(call, 36, kind == WRITE, page);
            }
            MANY | MANY_NARROW => {
                let count = u32_at(call, 36).unwrap_or(0) as usize;
                for n in 0..count.min(LETTERS) {
                    if line(call, 40 + n * 40, kind == MANY, page).is_none() {
                        break;
                    }
                }
            }
            SMALL => small(call, page),
            COMMENT if call.get(12..16) == Some(b"EMF+") => {
                newer(call.get(16..).unwrap_or(&[]), page);
            }
            _ => {}
        }
        at = end;
    }
}

/// Reads one line of a call: place, count, where the letters stand, and how far each goes.
fn line(call: &[u8], at: usize, wide: bool, page: &mut Page) -> Option<()> {
    let count = u32_at(call, at + 8)? as usize;
    let from = u32_at(call, at + 12)? as usize;
    let options = u32_at(call, at + 16)?;
    // Numbers of pictures in a font are no letters.
    if options & 0x10 != 0 || count > LETTERS {
        return Some(());
    }
    let width = u32_at(call, at + 36)
        .filter(|steps| *steps != 0)
        .map(|steps| {
            let steps = steps as usize;
            (0..count).map(|n| signed(call, steps + n * 4)).sum()
        });
    let place = (signed(call, at), signed(call, at + 4));
    page.put(place, width, &letters(call, from, count, wide));
    Some(())
}

fn small(call: &[u8], page: &mut Page) {
    let count = u32_at(call, 16).unwrap_or(0) as usize;
    let options = u32_at(call, 20).unwrap_or(0);
    let from = if options & 0x100 == 0 { 52 } else { 36 };
    if options & 0x10 == 0 && count <= LETTERS {
        let place = (signed(call, 8), signed(call, 12));
        page.put(
            place,
            None,
            &letters(call, from, count, options & 0x200 == 0),
        );
    }
}

fn letters(bytes: &[u8], from: usize, count: usize, wide: bool) -> String {
    let size = if wide { count * 2 } else { count };
    let bytes = from.checked_add(size).and_then(|end| bytes.get(from..end));
    let bytes = bytes.unwrap_or(&[]);
    if !wide {
        return decoded(bytes, 1252);
    }
    let units = (0..count).filter_map(|n| u16_at(bytes, n * 2));
    let letters = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    letters.filter(|c| !c.is_control()).collect()
}

/// Reads the newer calls that a comment carries: strings in a box, and strings letter by letter.
fn newer(calls: &[u8], page: &mut Page) {
    let mut at = 0_usize;
    while let (Some(kind), Some(size)) = (u16_at(calls, at), u32_at(calls, at.saturating_add(4))) {
        let end = at.saturating_add((size as usize).max(12));
        let call = calls.get(at..end).unwrap_or(&[]);
        let (count, from) = match kind {
            0x401c => (u32_at(call, 20), 40),
            0x4036 if u32_at(call, 16).is_some_and(|o| o & 1 != 0) => (u32_at(call, 24), 28),
            _ => (None, 0),
        };
        if let Some(count) = count.filter(|c| *c as usize <= LETTERS && page.newer.len() < WORDS) {
            page.newer
                .push_str(&letters(call, from, count as usize, true));
            page.newer.push('\n');
        }
        at = end;
    }
}

/// Gives the calls of a drawing of the older kind.
fn calls_of_old(bytes: &[u8]) -> Option<&[u8]> {
    let placed = bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]);
    let rest = bytes.get(if placed { 22 } else { 0 }..)?;
    let sound = matches!(u16_at(rest, 0), Some(1 | 2))
        && u16_at(rest, 2) == Some(9)
        && matches!(u16_at(rest, 4), Some(0x0100 | 0x0300));
    sound.then(|| rest.get(18..).unwrap_or(&[]))
}

/// What a drawing draws with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tool {
    None,
    /// With its set of letters.
    Font(u8),
    Other,
}

fn old(calls: &[u8]) -> String {
    let mut page = Page::default();
    let mut tools: Vec<Tool> = Vec::new();
    let mut font = 0_u8;
    let mut at = 0_usize;
    for _ in 0..CALLS {
        let (Some(size), Some(kind)) = (u32_at(calls, at), u16_at(calls, at.saturating_add(4)))
        else {
            break;
        };
        let end = at.saturating_add((size as usize).saturating_mul(2).max(6));
        let Some(call) = calls.get(at + 6..end) else {
            break;
        };
        match kind {
            TEXT if font != SYMBOLS => {
                let count = usize::from(u16_at(call, 0).unwrap_or(0));
                let tail = 2 + count.next_multiple_of(2);
                let text = call.get(2..2 + count).unwrap_or(&[]);
                page.put(
                    (short(call, tail + 2), short(call, tail)),
                    None,
                    &said(text, font),
                );
            }
            TEXT_IN_BOX if font != SYMBOLS => in_box(call, font, &mut page),
            FONT => keep(&mut tools, Tool::Font(call.get(13).copied().unwrap_or(0))),
            SELECT => {
                let tool = tools.get(usize::from(u16_at(call, 0).unwrap_or(0)));
                if let Some(Tool::Font(letters)) = tool {
                    font = *letters;
                }
            }
            DROP => {
                let at = usize::from(u16_at(call, 0).unwrap_or(0));
                if let Some(tool) = tools.get_mut(at) {
                    *tool = Tool::None;
                }
            }
            kind if OTHER_TOOLS.contains(&kind) => keep(&mut tools, Tool::Other),
            _ => {}
        }
        at = end;
    }
    page.done()
}

fn in_box(call: &[u8], font: u8, page: &mut Page) {
    let count = usize::from(u16_at(call, 4).unwrap_or(0));
    let options = u16_at(call, 6).unwrap_or(0);
    let from = if options & 6 == 0 { 8 } else { 16 };
    let text = call.get(from..from + count).unwrap_or(&[]);
    let steps = from + count.next_multiple_of(2);
    let whole = count > 0 && u16_at(call, steps + (count - 1) * 2).is_some();
    let width = whole.then(|| (0..count).map(|n| short(call, steps + n * 2)).sum());
    if options & 0x10 == 0 {
        page.put((short(call, 2), short(call, 0)), width, &said(text, font));
    }
}

/// Puts a tool where the first place is free, as the drawing counts them.
fn keep(tools: &mut Vec<Tool>, tool: Tool) {
    if let Some(free) = tools.iter_mut().find(|t| **t == Tool::None) {
        *free = tool;
    } else if tools.len() < TOOLS {
        tools.push(tool);
    }
}

fn short(bytes: &[u8], at: usize) -> i64 {
    i64::from(u16_at(bytes, at).unwrap_or(0) as i16)
}

fn said(bytes: &[u8], font: u8) -> String {
    let page = match page_of(i64::from(font)) {
        0 => 1252,
        page => page,
    };
    decoded(bytes, page)
}

#[cfg(test)]
pub(super) mod tests;
