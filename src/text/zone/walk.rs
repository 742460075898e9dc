//! The walk over the lines: carries from line to line whose words follow.

use super::ZoneKind;
use super::lines::Line;
use super::marks::{
    Divider, HeadField, divider, ends_attribution, field, is_rule, plain, starts_attribution, stems,
};

/// Most lines over which an attribution is wrapped.
const ATTRIBUTION_LINES: usize = 4;
/// Most lines of a header block with its folds.
const BLOCK_LINES: usize = 60;

/// A header block that was met: what follows at its level or deeper stands one level down.
pub(super) struct Below {
    marks: u8,
    kind: ZoneKind,
}

pub(super) struct Walk<'t, 'l> {
    pub(super) text: &'t str,
    pub(super) lines: &'l mut [Line],
    below: Vec<Below>,
    /// Places of stems, and how many of them are behind us.
    pub(super) stems: Vec<usize>,
    pub(super) stem: usize,
}

/// Gives each line its kind and depth.
pub(super) fn walk(text: &str, lines: &mut [Line]) {
    let mut walk = Walk {
        text,
        lines,
        below: Vec::new(),
        stems: stems(text),
        stem: 0,
    };
    let mut at = 0;
    while at < walk.lines.len() {
        at = walk.step(at).max(at + 1);
    }
}

impl<'t> Walk<'t, '_> {
    /// Gives the words of a line, without quote marks and line end.
    pub(super) fn words(&self, at: usize) -> &'t str {
        self.lines
            .get(at)
            .and_then(|l| self.text.get(l.words..l.end))
            .map_or("", str::trim_end)
    }

    pub(super) fn marks(&self, at: usize) -> u8 {
        self.lines.get(at).map_or(0, |l| l.marks)
    }

    pub(super) fn set(&mut self, from: usize, to: usize, kind: ZoneKind, depth: u8) -> usize {
        let to = to.min(self.lines.len());
        for line in self.lines.iter_mut().take(to).skip(from) {
            line.kind = kind;
            line.depth = depth;
        }
        to
    }

    /// Gives the depth and kind of plain lines with this many marks.
    fn level(&mut self, marks: u8, blank: bool) -> (u8, ZoneKind) {
        if !blank {
            while self.below.last().is_some_and(|b| b.marks > marks) {
                self.below.pop();
            }
        }
        let added = self.below.iter().filter(|b| b.marks <= marks).count() as u8;
        let kind = match self.below.iter().rfind(|b| b.marks == marks) {
            Some(below) => below.kind,
            None if marks > 0 || added > 0 => ZoneKind::Quote,
            None => ZoneKind::Own,
        };
        (marks.saturating_add(added), kind)
    }

    /// Gives one line, or the lines that open something, their kind; gives the next line.
    fn step(&mut self, at: usize) -> usize {
        let words = self.words(at);
        let marks = self.marks(at);
        if words.is_empty() && marks == 0 {
            return self.blank(at);
        }
        let (depth, kind) = self.level(marks, words.is_empty());
        let stemmed = self.stemmed(at);
        if self.lines.get(at).is_some_and(|l| l.patch) && !self.git_version(at + 1) {
            return self.set(at, at + 1, kind, depth);
        }
        if let Some(next) = self.divided(at, words, marks, depth) {
            return next;
        }
        if let Some(first) = self.attribution(at, words, marks) {
            self.set(first, at + 1, ZoneKind::Attribution, depth);
            return self.indented(at + 1, depth);
        }
        if marks == 0
            && let Some(next) = self.closing(at, words, (depth, kind), stemmed)
        {
            return next;
        }
        self.set(at, at + 1, kind, depth)
    }

    /// A blank line goes on with what stands above it, quotes excepted: below them the writer
    /// speaks again.
    fn blank(&mut self, at: usize) -> usize {
        let above = at.checked_sub(1).and_then(|l| self.lines.get(l));
        let (depth, kind) = match above {
            Some(line) if line.kind == ZoneKind::Attribution && line.marks == 0 => {
                (line.depth, line.kind)
            }
            _ => self.level(0, true),
        };
        self.set(at, at + 1, kind, depth)
    }

    /// Tells whether a stem stands in a line; lines are asked in order.
    fn stemmed(&mut self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else {
            return false;
        };
        while self.stems.get(self.stem).is_some_and(|s| *s < line.start) {
            self.stem += 1;
        }
        self.stems.get(self.stem).is_some_and(|s| *s < line.end)
    }

    /// A divider or header block that starts at a line.
    fn divided(&mut self, at: usize, words: &str, marks: u8, depth: u8) -> Option<usize> {
        let found = divider(words);
        if found == Some(Divider::ForwardEnd) {
            if self.below.last().is_some_and(|b| b.marks == marks) {
                self.below.pop();
            }
            let (depth, _) = self.level(marks, false);
            return Some(self.set(at, at + 1, ZoneKind::HeaderBlock, depth));
        }
        let rule = found.is_none() && words.starts_with("____") && is_rule(words);
        let first = if found.is_some() || rule {
            self.after_blanks(at + 1, marks, 3)
        } else {
            at
        };
        let (end, fields) = self.block(first, marks);
        let block = match found {
            Some(_) => fields >= 1 || found == Some(Divider::Forward),
            None => fields >= 3,
        };
        if !block {
            return None;
        }
        let kind = match found {
            Some(Divider::Forward) => ZoneKind::Forward,
            _ => ZoneKind::Quote,
        };
        let end = if fields == 0 { at + 1 } else { end };
        self.below.push(Below { marks, kind });
        Some(self.set(at, end, ZoneKind::HeaderBlock, depth))
    }

    /// Gives the first line with words at the same level, over at most some blank ones.
    pub(super) fn after_blanks(&self, mut at: usize, marks: u8, most: usize) -> usize {
        for _ in 0..most {
            if self.marks(at) == marks && self.words(at).trim().is_empty() {
                at += 1;
            }
        }
        at
    }

    /// Reads fields from a line on: gives the line behind the last and how many tell something.
    /// A block starts with From or a date, and a fold starts with white space.
    pub(super) fn block(&self, first: usize, marks: u8) -> (usize, usize) {
        let mut seen = [false; 4];
        let mut at = first;
        while at < self.lines.len() && at - first < BLOCK_LINES && self.marks(at) == marks {
            let words = self.words(at);
            match field(words) {
                Some((HeadField::Other, _)) if at > first => {}
                Some((HeadField::From, _)) => seen[0] = true,
                Some((HeadField::Date, _)) => seen[1] = true,
                Some((HeadField::To, _)) if at > first => seen[2] = true,
                Some((HeadField::Subject, _)) if at > first || words.len() > 12 => seen[3] = true,
                _ if at > first && words.starts_with([' ', '\t']) && !words.trim().is_empty() => {}
                _ => break,
            }
            at += 1;
        }
        let count = seen.iter().filter(|s| **s).count();
        (at, if seen[0] { count } else { 0 })
    }

    /// Gives the first line of an attribution that ends at this line.
    pub(super) fn attribution(&self, at: usize, words: &str, marks: u8) -> Option<usize> {
        if !words.ends_with(':') || !ends_attribution(words) {
            return None;
        }
        let folded = plain(words);
        let mut first = at;
        let mut dated = starts_attribution(&folded) && has_date(&folded);
        for back in 1..ATTRIBUTION_LINES {
            if dated {
                break;
            }
            let Some(above) = at.checked_sub(back) else {
                break;
            };
            let line = self.words(above);
            let own = self.lines.get(above).is_some_and(|l| {
                l.marks == marks
                    && l.kind != ZoneKind::Attribution
                    && l.kind != ZoneKind::HeaderBlock
            });
            if !own || line.is_empty() || line.len() > 160 || line.ends_with(':') {
                break;
            }
            let upper = plain(line);
            if starts_attribution(&upper) && has_date(&upper) {
                first = above;
                dated = true;
            }
        }
        let next = self.after_blanks_any(at + 1);
        let quoted = self.marks(next) > marks;
        let named = folded.contains('@') || folded.len() < 100;
        (dated || (quoted && named)).then_some(first)
    }

    /// Gives the lines behind an attribution their place that quote by an indent of four columns
    /// and no mark, as some clients do; gives the line behind them.
    fn indented(&mut self, from: usize, depth: u8) -> usize {
        let is_in = |l: &Line, text: &str| {
            let words = text.get(l.start..l.end).unwrap_or("");
            l.marks == 0 && (words.starts_with("    ") || words.starts_with('\t'))
        };
        let first = self.after_blanks_any(from);
        let mut end = from;
        for at in first..self.lines.len() {
            let Some(line) = self.lines.get(at) else {
                break;
            };
            if is_in(line, self.text) {
                end = at + 1;
            } else if !self.words(at).trim().is_empty() || line.marks > 0 {
                break;
            }
        }
        self.set(from, end, ZoneKind::Quote, depth.saturating_add(1));
        end.max(from)
    }

    fn after_blanks_any(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            if self.words(at).is_empty() && self.marks(at) == 0 && at < self.lines.len() {
                at += 1;
            }
        }
        at
    }
}

/// Tells whether a line holds a day, a year or a time.
fn has_date(folded: &str) -> bool {
    folded.bytes().filter(u8::is_ascii_digit).count() >= 2
}
