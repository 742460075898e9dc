//! How the characters of an old Word file are dressed, as far as it says what they are: deleted,
//! hidden or too small to be read, of which font, and where the rows of tables end ([MS-DOC] 2.6).

use super::paper::{u16_at, u32_at};

/// Pages of formatting, and runs on them, of one file.
const PAGES: usize = 20_000;
const RUNS: usize = 1_000_000;
/// Bytes of one page of formatting.
const PAGE: usize = 512;
/// Half points up to which a letter cannot be read.
const TINY: u16 = 4;
/// Number of white among the sixteen colours.
const WHITE: u8 = 8;

/// What formatting says of a stretch of the file.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that formatting says"
)]
pub(super) struct Look {
    /// Taken out in a tracked change.
    pub deleted: bool,
    /// Number of who took it out, and when.
    pub by: (u16, u32),
    /// Hidden, or too small to be read.
    pub unseen: bool,
    /// White letters.
    pub white: bool,
    /// White letters may stand out here: shaded, marked with colour, or in a table, whose cells are
    /// shaded elsewhere.
    pub ground: bool,
    /// The mark that ends a row of a table.
    pub row_end: bool,
    /// Number of the font.
    pub font: u16,
}

/// Stretches of the file in order: first and last place, look.
#[derive(Default)]
pub(super) struct Runs(Vec<(u32, u32, Look)>);

/// Which bytes of a file say how it is dressed.
#[derive(Clone, Copy)]
pub(super) enum Version {
    /// Word 97 and later.
    New,
    /// Word 6 and 95.
    Old,
}

impl Runs {
    /// Reads the runs of a kind: `list` says on which pages of `main` they stand.
    pub fn read(main: &[u8], list: &[u8], version: Version, paragraphs: bool) -> Self {
        let width = match version {
            Version::New => 4,
            Version::Old => 2,
        };
        let count = list.len().saturating_sub(4) / (4 + width);
        let mut out = Vec::new();
        for at in 0..count.min(PAGES) {
            let place = (count + 1) * 4 + at * width;
            let number = match version {
                Version::New => u32_at(list, place).map(|n| n & 0x3f_ffff),
                Version::Old => u16_at(list, place).map(u32::from),
            };
            let begin = number.and_then(|n| (n as usize).checked_mul(PAGE));
            let end = begin.and_then(|b| b.checked_add(PAGE));
            let page = begin.zip(end).and_then(|(b, e)| main.get(b..e));
            let Some(page) = page.filter(|_| out.len() < RUNS) else {
                continue;
            };
            stretches(page, version, paragraphs, &mut out);
        }
        out.sort_by_key(|r| r.0);
        Self(out)
    }

    /// Gives the look of the character that stands at a place of the file.
    pub fn at(&self, place: u32) -> Look {
        let next = self.0.partition_point(|r| r.0 <= place);
        let run = next.checked_sub(1).and_then(|at| self.0.get(at));
        let run = run.filter(|(_, end, _)| place < *end);
        run.map(|r| r.2).unwrap_or_default()
    }
}

/// Reads the stretches of one page.
fn stretches(page: &[u8], version: Version, paragraphs: bool, out: &mut Vec<(u32, u32, Look)>) {
    let count = usize::from(page.last().copied().unwrap_or(0));
    let width = match (paragraphs, version) {
        (false, _) => 1,
        (true, Version::New) => 13,
        (true, Version::Old) => 7,
    };
    for at in 0..count {
        let range = u32_at(page, at * 4).zip(u32_at(page, at * 4 + 4));
        let offset = page.get((count + 1) * 4 + at * width).copied().unwrap_or(0);
        let Some((from, to)) = range.filter(|_| offset != 0) else {
            continue;
        };
        let says = words(page, usize::from(offset) * 2, version, paragraphs);
        let look = look(says.unwrap_or(&[]), version);
        if look != Look::default() {
            out.push((from, to, look));
        }
    }
}

/// Gives the bytes that say how a stretch is dressed.
fn words(page: &[u8], at: usize, version: Version, paragraphs: bool) -> Option<&[u8]> {
    let size = usize::from(*page.get(at)?);
    let (begin, length) = match (paragraphs, version, size) {
        (false, ..) => (at + 1, size),
        // The number of the style comes first.
        (true, Version::New, 0) => {
            let size = usize::from(*page.get(at + 1)?) * 2;
            (at + 4, size.checked_sub(2)?)
        }
        (true, Version::New, size) => (at + 3, (size * 2).checked_sub(3)?),
        (true, Version::Old, size) => (at + 3, (size * 2).checked_sub(2)?),
    };
    page.get(begin..(begin + length).min(PAGE - 1))
}

/// Reads one saying after the other.
fn look(mut says: &[u8], version: Version) -> Look {
    let mut out = Look::default();
    loop {
        let step = match version {
            Version::New => new(says, &mut out),
            Version::Old => old(says, &mut out),
        };
        let Some(rest) = step.and_then(|step| says.get(step..)) else {
            return out;
        };
        says = rest;
    }
}

/// Reads a saying of Word 97; gives its length.
fn new(says: &[u8], out: &mut Look) -> Option<usize> {
    let code = u16_at(says, 0)?;
    let first = says.get(2).copied().unwrap_or(0);
    let two = u16_at(says, 2).unwrap_or(0);
    match code {
        0x0800 => out.deleted = first != 0,
        0x083c => out.unseen |= first == 1,
        0x4863 => out.by.0 = two,
        0x6864 => out.by.1 = u32_at(says, 2).unwrap_or(0),
        0x4a43 => out.unseen |= (1..=TINY).contains(&two),
        0x2417 | 0x244c => out.row_end = first != 0,
        0x2a42 => out.white = first == WHITE,
        0x6870 => out.white = u32_at(says, 2) == Some(0x00ff_ffff),
        0x2416 => out.ground |= first != 0,
        0x2a0c => out.ground |= first != 0 && first != WHITE,
        0x4866 | 0x442d => out.ground |= is_shaded(two),
        0xca71 | 0xc64d => out.ground |= is_filled(says.get(3..)?),
        _ => {}
    }
    let operand = match code >> 13 {
        0 | 1 => 1,
        2 | 4 | 5 => 2,
        3 => 4,
        7 => 3,
        _ if code == 0xd608 => usize::from(two) + 1,
        _ => usize::from(first) + 1,
    };
    Some(2 + operand)
}

/// Tells whether a shade of the older form has a colour: a pattern, or a ground that is neither
/// white nor left to the page.
fn is_shaded(shade: u16) -> bool {
    let (ground, pattern) = ((shade >> 5) & 0x1f, shade >> 10);
    shade != 0xffff && (pattern != 0 || !matches!(ground, 0 | 8))
}

/// The same of the newer form, which writes colours out.
fn is_filled(shade: &[u8]) -> bool {
    let (ground, pattern) = (u32_at(shade, 4), u16_at(shade, 8));
    !matches!(ground, None | Some(0xff00_0000 | 0x00ff_ffff))
        || !matches!(pattern, None | Some(0 | 0xffff))
}

/// Lengths of the sayings of Word 6 and 95 about characters, from number 65 on; 255 where the
/// first byte tells it.
const OLD: [u8; 54] = [
    1, 1, 1, 255, 2, 4, 1, 2, 3, 255, 1, 0, 0, 0, 0, 2, 255, 255, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2,
    1, 3, 2, 2, 1, 2, 1, 1, 1, 255, 1, 255, 255, 2, 255, 2, 2, 0, 0, 0, 0, 0, 0, 1, 1,
];

/// The same of those about paragraphs, from number 2 on, as far as the end of rows.
const PARAGRAPHS: [u8; 24] = [
    2, 255, 1, 1, 1, 1, 1, 1, 1, 1, 255, 1, 1, 255, 2, 2, 2, 2, 4, 2, 2, 255, 1, 1,
];

/// Reads a saying of Word 6 and 95; gives its length.
fn old(says: &[u8], out: &mut Look) -> Option<usize> {
    let code = *says.first()?;
    let first = says.get(1).copied().unwrap_or(0);
    match code {
        65 => out.deleted = first != 0,
        69 => out.by.0 = u16_at(says, 1)?,
        70 => out.by.1 = u32_at(says, 1)?,
        92 => out.unseen |= first == 1,
        93 => out.font = u16_at(says, 1)?,
        99 => out.unseen |= (1..=TINY).contains(&u16_at(says, 1)?),
        25 => out.row_end = first != 0,
        _ => {}
    }
    let operand = match code {
        2..=25 => *PARAGRAPHS.get(usize::from(code) - 2)?,
        _ => *OLD.get(usize::from(code).checked_sub(65)?)?,
    };
    Some(match operand {
        255 => 2 + usize::from(first),
        operand => 1 + usize::from(operand),
    })
}

/// Writes a moment that is packed into four bytes ([MS-DOC] 2.9.66); nothing where it is none.
pub(super) fn moment(packed: u32) -> Option<String> {
    let part = |from: u32, bits: u32| (packed >> from) & ((1 << bits) - 1);
    let (minute, hour, day, month) = (part(0, 6), part(6, 5), part(11, 5), part(16, 4));
    let year = 1900 + part(20, 9);
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
    sound.then(|| format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"))
}
