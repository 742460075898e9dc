//! Presentations of the old kind: the text of each slide as the list of slides keeps it, notes set
//! apart ([MS-PPT] 2.4.14.3).

use super::old_lock::Lock;
use super::ole::{Compound, decoded, stream, utf16};
use super::paper::{Paper, u16_at, u32_at};
use super::{inner, pictures};
use crate::model::bounds;
use crate::model::words::places as w;

/// Deepest nesting of records that is looked into.
const DEPTH: usize = 32;

/// Kinds of record.
const DOCUMENT: u16 = 0x03e8;
const SLIDE: u16 = 0x03ee;
const MASTER: u16 = 0x03f8;
const NOTES: u16 = 0x03f0;
const LIST: u16 = 0x0ff0;
const PLACE: u16 = 0x03f3;
const CHARS: u16 = 0x0fa0;
const BYTES: u16 = 0x0fa8;
const STRING: u16 = 0x0fba;
/// A file that lies in the show.
const OBJECT: u16 = 0x1011;
/// A shape, the mark of one that only keeps a place, and what notes belong to.
const SHAPE: u16 = 0xf004;
const KEPT: u16 = 0x0bc3;
const NOTES_OF: u16 = 0x03f1;

/// Reads a presentation.
pub(super) fn read(file: &mut Compound<'_>, paper: &mut Paper) {
    let user = if file.is_stream("/Current User") {
        stream(file, "/Current User", paper)
    } else {
        Vec::new()
    };
    let mut bytes = stream(file, "/PowerPoint Document", paper);
    let locked = u32_at(&user, 12) == Some(0xf3d1_c4df);
    if locked && unlock(&user, &mut bytes, paper).is_none() {
        return paper.lock();
    }
    walked(&bytes, paper).write(paper);
    pictures::of_streams(file, &["/Pictures"], paper);
}

/// Goes through the records of a show.
fn walked(bytes: &[u8], paper: &mut Paper) -> Found {
    let mut found = Found::default();
    let mut stack: Vec<(usize, usize, Scope)> = vec![(0, bytes.len(), Scope::None)];
    while let Some((from, to, scope)) = stack.pop() {
        let mut at = from;
        while at + 8 <= to && found.size < bounds::TEXT_BYTES {
            let head = u16_at(bytes, at).zip(u16_at(bytes, at + 2));
            let (Some((version, kind)), Some(size)) = (head, u32_at(bytes, at + 4)) else {
                break;
            };
            let end = (at + 8).saturating_add(size as usize).min(to);
            found.kept &= kind != SHAPE;
            if version & 0xf == 0xf {
                let inner = scope.inside(kind, version >> 4);
                if kind == SLIDE && found.drawings.len() < SLIDES {
                    found.drawings.push(String::new());
                }
                if stack.len() < DEPTH && inner != Scope::Skip {
                    // What follows is read after what lies within.
                    stack.push((end, to, scope));
                    stack.push((at + 8, end, inner));
                    break;
                }
            } else if kind == OBJECT {
                let record = bytes.get(at + 8..end).unwrap_or(&[]);
                inner::of_show(record, version >> 4 == 1, paper);
            } else {
                found.atom(kind, bytes.get(at + 8..end).unwrap_or(&[]), scope);
            }
            at = end;
        }
    }
    found
}

/// Slides of one show that are told apart.
const SLIDES: usize = 10_000;
/// Objects of one locked file.
const OBJECTS: usize = 100_000;

/// Opens the objects of a locked file, each by its number ([MS-PPT] 2.3.7); nothing where no
/// password fits.
fn unlock(user: &[u8], bytes: &mut [u8], paper: &Paper) -> Option<()> {
    let edit = u32_at(user, 16)? as usize;
    let list = u32_at(bytes, edit.checked_add(20)?)? as usize;
    let session = u32_at(bytes, edit.checked_add(36)?)?;
    let places = places(bytes, list)?;
    let (_, at) = *places.iter().find(|(number, _)| *number == session)?;
    let info = bytes.get(at.checked_add(8)?..)?;
    let key = Lock::read(info)?.opened(&paper.passwords)?;
    for (number, at) in places {
        let head = at.checked_add(8).and_then(|end| bytes.get(at..end));
        let Some(mut head) = head.map(<[u8]>::to_vec).filter(|_| number != session) else {
            continue;
        };
        key.apply(&mut head, 0, usize::MAX, number);
        let size = u32_at(&head, 4).unwrap_or(0) as usize;
        let end = (at + 8).saturating_add(size).min(bytes.len());
        if let Some(object) = bytes.get_mut(at..end) {
            key.apply(object, 0, usize::MAX, number);
        }
    }
    Some(())
}

/// Gives the numbers of the objects that a directory lists, with where they stand.
fn places(bytes: &[u8], list: usize) -> Option<Vec<(u32, usize)>> {
    let size = u32_at(bytes, list.checked_add(4)?)? as usize;
    let mut at = list.checked_add(8)?;
    let end = at.checked_add(size)?.min(bytes.len());
    let mut out = Vec::new();
    while at < end && out.len() < OBJECTS {
        let run = u32_at(bytes, at)?;
        for n in 0..run >> 20 {
            at += 4;
            out.push(((run & 0xf_ffff) + n, u32_at(bytes, at)? as usize));
        }
        at += 4;
    }
    out.sort_unstable();
    out.dedup_by_key(|place| place.1);
    Some(out)
}

/// What the records at hand belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    None,
    /// The list of slides, which repeats their main text.
    Slides,
    Notes,
    Drawing,
    /// What stands on every slide, between places that are only kept.
    Master,
    Skip,
}

impl Scope {
    fn inside(self, kind: u16, instance: u16) -> Self {
        match (kind, instance) {
            (DOCUMENT, _) => Self::None,
            (LIST, 0) => Self::Slides,
            (LIST, 2) | (NOTES, _) => Self::Notes,
            (MASTER, _) => Self::Master,
            (LIST, _) => Self::Skip,
            (SLIDE, _) => Self::Drawing,
            _ => self,
        }
    }
}

#[derive(Default)]
struct Found {
    slides: Vec<String>,
    master: String,
    /// The shape at hand only keeps a place.
    kept: bool,
    /// The notes at hand are those of no slide, but how notes look.
    model: bool,
    /// What stands in the drawings, slide by slide.
    drawings: Vec<String>,
    notes: String,
    size: usize,
}

impl Found {
    fn atom(&mut self, kind: u16, bytes: &[u8], scope: Scope) {
        let text = match kind {
            PLACE if scope == Scope::Slides => return self.slides.push(String::new()),
            KEPT => return self.kept = true,
            NOTES_OF => {
                // No slide has a number like that.
                self.model = matches!(u32_at(bytes, 0), Some(0 | 0x8000_0000));
                return;
            }
            CHARS => utf16(bytes),
            BYTES => decoded(bytes, 1252),
            STRING if scope == Scope::Drawing => return,
            _ => return,
        };
        let text: String = text
            .chars()
            .map(|c| if matches!(c, '\r' | '\u{b}') { '\n' } else { c })
            .collect();
        self.size += text.len();
        let out = match scope {
            Scope::Slides => {
                if self.slides.is_empty() {
                    self.slides.push(String::new());
                }
                match self.slides.last_mut() {
                    Some(slide) => slide,
                    None => return,
                }
            }
            // A star stands for the number of the slide.
            Scope::Notes if self.model || text.trim() == "*" => return,
            Scope::Notes => &mut self.notes,
            Scope::Master if self.kept => return,
            Scope::Master => &mut self.master,
            Scope::Drawing | Scope::None => {
                if self.drawings.is_empty() {
                    self.drawings.push(String::new());
                }
                match self.drawings.last_mut() {
                    Some(drawing) => drawing,
                    None => return,
                }
            }
            Scope::Skip => return,
        };
        out.push_str(&text);
        out.push('\n');
    }

    fn write(self, paper: &mut Paper) {
        // Programs other than the first one keep no list: all words stand in the drawings.
        let listed = self.slides.iter().any(|s| !s.trim().is_empty());
        let (slides, rest) = if listed {
            (self.slides, self.drawings.concat())
        } else {
            (self.drawings, String::new())
        };
        for (at, slide) in slides.into_iter().enumerate() {
            paper.body(w::slide(at + 1), slide);
        }
        paper.body(w::DRAWINGS, rest);
        paper.body(w::EVERY_SLIDE, self.master);
        paper.aside(w::NOTES, self.notes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::old_lock::Key;
    use crate::model::Passwords;
    use sha1::{Digest, Sha1};

    /// A record: a container of others, or an atom.
    fn record(kind: u16, holds: u16, body: &[u8]) -> Vec<u8> {
        let mut out = holds.to_le_bytes().to_vec();
        out.extend(kind.to_le_bytes());
        out.extend((body.len() as u32).to_le_bytes());
        out.extend(body);
        out
    }

    #[test]
    fn a_show_without_a_list_of_slides_gives_its_drawings_slide_by_slide() {
        let slide = |words: &[u8]| record(SLIDE, 0xf, &record(BYTES, 0, words));
        let told = |bytes: &[u8]| {
            let mut paper = Paper::default();
            walked(bytes, &mut paper).write(&mut paper);
            let texts = paper.found.texts.into_iter();
            texts.map(|t| (t.part.en, t.text)).collect::<Vec<_>>()
        };
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let drawn = [slide(b"One"), slide(b"Two")].concat();
        let wanted = vec![pair("slide 1", "One\n"), pair("slide 2", "Two\n")];
        assert_eq!(told(&drawn), wanted);
        let list = [record(PLACE, 0, &[0; 20]), record(BYTES, 0, b"Listed")].concat();
        let list = record(DOCUMENT, 0xf, &record(LIST, 0xf, &list));
        let wanted = vec![pair("slide 1", "Listed\n"), pair("drawings", "One\nTwo\n")];
        assert_eq!(told(&[list, drawn].concat()), wanted);
    }

    #[test]
    fn objects_of_a_locked_show_open_by_their_numbers() {
        let units: Vec<u8> = "the mill"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let first = Sha1::digest([&[1; 16][..], &units].concat()).to_vec();
        let key = Key::Crypto(first, 16);
        let mut both = [&[7; 16][..], &Sha1::digest([7; 16])].concat();
        key.apply(&mut both, 0, usize::MAX, 0);
        let mut info = vec![
            0x0f, 0, 0x14, 0x2f, 0, 0, 0, 0, 2, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0,
        ];
        for field in [4, 0, 0x6801, 0x8004, 128, 1, 0, 0_u32] {
            info.extend(field.to_le_bytes());
        }
        info.extend([&[16, 0, 0, 0][..], &[1; 16], &both[..16], &[20, 0, 0, 0]].concat());
        info.extend(&both[16..]);
        let plain = [&[0, 0, 0xa8, 0x0f, 5, 0, 0, 0][..], b"Hello"].concat();
        let mut object = plain.clone();
        key.apply(&mut object, 0, usize::MAX, 3);
        let at = info.len();
        let list = at + object.len();
        let edit = list + 8 + 12;
        let mut bytes = [info, object].concat();
        bytes.extend([0, 0, 0x72, 0x17, 12, 0, 0, 0]);
        for field in [3 | 2 << 20, at as u32, 0] {
            bytes.extend(field.to_le_bytes());
        }
        let mut tail = vec![0_u8; 40];
        tail[20..24].copy_from_slice(&(list as u32).to_le_bytes());
        tail[36] = 4;
        bytes.extend(tail);
        let mut user = vec![0_u8; 20];
        user[16..].copy_from_slice(&(edit as u32).to_le_bytes());
        let paper = Paper::with(&Passwords::read("the hill\n"));
        assert!(unlock(&user, &mut bytes.clone(), &paper).is_none());
        let paper = Paper::with(&Passwords::read("the mill\n"));
        assert!(unlock(&user, &mut bytes, &paper).is_some());
        assert_eq!(bytes[at..list], plain);
        assert!(unlock(&[], &mut [], &paper).is_none());
    }
}
