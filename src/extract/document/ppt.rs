//! Presentations of the old kind: the text of each slide as the list of slides keeps it, notes set
//! apart ([MS-PPT] 2.4.14.3).

use super::ole::{Compound, decoded, stream, utf16};
use super::paper::{Paper, u16_at, u32_at};
use crate::model::{DefectKind, bounds};

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
    if u32_at(&user, 12) == Some(0xf3d1_c4df) {
        paper.note(DefectKind::Encrypted);
        return;
    }
    let bytes = stream(file, "/PowerPoint Document", paper);
    let mut found = Found::default();
    let mut stack: Vec<(usize, usize, Scope)> = vec![(0, bytes.len(), Scope::None)];
    while let Some((from, to, scope)) = stack.pop() {
        let mut at = from;
        while at + 8 <= to && found.size < bounds::TEXT_BYTES {
            let head = u16_at(&bytes, at).zip(u16_at(&bytes, at + 2));
            let (Some((version, kind)), Some(size)) = (head, u32_at(&bytes, at + 4)) else {
                break;
            };
            let end = (at + 8).saturating_add(size as usize).min(to);
            found.kept &= kind != SHAPE;
            if version & 0xf == 0xf {
                let inner = scope.inside(kind, version >> 4);
                if stack.len() < DEPTH && inner != Scope::Skip {
                    // What follows is read after what lies within.
                    stack.push((end, to, scope));
                    stack.push((at + 8, end, inner));
                    break;
                }
            } else {
                found.atom(kind, bytes.get(at + 8..end).unwrap_or(&[]), scope);
            }
            at = end;
        }
    }
    found.write(paper);
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
    drawings: String,
    notes: String,
    size: usize,
}

impl Found {
    fn atom(&mut self, kind: u16, bytes: &[u8], scope: Scope) {
        let text = match kind {
            PLACE if scope == Scope::Slides => return self.slides.push(String::new()),
            KEPT => return self.kept = true,
            NOTES_OF => return self.model = u32_at(bytes, 0) == Some(0),
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
            Scope::Drawing | Scope::None => &mut self.drawings,
            Scope::Skip => return,
        };
        out.push_str(&text);
        out.push('\n');
    }

    fn write(self, paper: &mut Paper) {
        for (at, slide) in self.slides.into_iter().enumerate() {
            paper.body(&format!("slide {}", at + 1), slide);
        }
        paper.body("drawings", self.drawings);
        paper.body("on every slide", self.master);
        paper.aside("notes", self.notes);
    }
}
