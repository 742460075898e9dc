//! The walk over the lines: carries from line to line whose words follow.

use super::ZoneKind;
use super::lines::Line;
use super::marks::{
    Divider, divider, ends_attribution, field, is_banner, is_disclaimer, is_footer_line, is_rule,
    is_sent_from, plain, starts_attribution, stems,
};
use super::tables::HeadField;

/// Most lines over which an attribution is wrapped.
const ATTRIBUTION_LINES: usize = 4;
/// Most lines of a header block with its folds.
const BLOCK_LINES: usize = 60;
/// Most lines of words that a signature has; what is longer is text again.
const SIGNATURE_LINES: usize = 12;
/// Most lines of words that a footer has.
const FOOTER_LINES: usize = 14;
/// Most lines of words above a banner.
const BANNER_LINES: usize = 4;

/// A header block that was met: what follows at its level or deeper stands one level down.
struct Below {
    marks: u8,
    kind: ZoneKind,
}

struct Walk<'t, 'l> {
    text: &'t str,
    lines: &'l mut [Line],
    below: Vec<Below>,
    /// Places of stems, and how many of them are behind us.
    stems: Vec<usize>,
    stem: usize,
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
    fn words(&self, at: usize) -> &'t str {
        self.lines
            .get(at)
            .and_then(|l| self.text.get(l.words..l.end))
            .map_or("", str::trim_end)
    }

    fn marks(&self, at: usize) -> u8 {
        self.lines.get(at).map_or(0, |l| l.marks)
    }

    fn set(&mut self, from: usize, to: usize, kind: ZoneKind, depth: u8) -> usize {
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
        if let Some(next) = self.divided(at, words, marks, depth) {
            return next;
        }
        if let Some(first) = self.attribution(at, words, marks) {
            return self.set(first, at + 1, ZoneKind::Attribution, depth);
        }
        if marks == 0 {
            if let Some(next) = self.closing(at, words, kind, stemmed) {
                return next;
            }
        }
        self.set(at, at + 1, kind, depth)
    }

    /// A blank line goes on with what stands above it, quotes excepted: below them the writer
    /// speaks again.
    fn blank(&mut self, at: usize) -> usize {
        let (depth, kind) = self.level(0, true);
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
    fn after_blanks(&self, mut at: usize, marks: u8, most: usize) -> usize {
        for _ in 0..most {
            if self.marks(at) == marks && self.words(at).trim().is_empty() {
                at += 1;
            }
        }
        at
    }

    /// Reads fields from a line on: gives the line behind the last and how many tell something.
    /// A block starts with From or a date, and a fold starts with white space.
    fn block(&self, first: usize, marks: u8) -> (usize, usize) {
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
    fn attribution(&self, at: usize, words: &str, marks: u8) -> Option<usize> {
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

    fn after_blanks_any(&self, mut at: usize) -> usize {
        for _ in 0..2 {
            if self.words(at).is_empty() && self.marks(at) == 0 && at < self.lines.len() {
                at += 1;
            }
        }
        at
    }

    /// Signature, footer, disclaimer or banner that starts at an unquoted line.
    fn closing(&mut self, at: usize, words: &str, kind: ZoneKind, stemmed: bool) -> Option<usize> {
        let full = self
            .lines
            .get(at)
            .and_then(|l| self.text.get(l.start..l.end))
            .unwrap_or("");
        let bare = full.trim_end_matches(['\n', '\r']);
        if bare == "-- " || (bare == "--" && kind == ZoneKind::Own) {
            return self.signature(at);
        }
        if is_rule(words) && words.len() >= 10 {
            let below = self.after_blanks(at + 1, 0, 1);
            if (below..below + 4).any(|l| self.marks(l) == 0 && is_footer_line(self.words(l))) {
                return Some(self.footer(at, ZoneKind::Footer));
            }
        }
        if !stemmed && !words.starts_with(['[', '*', 'C', 'E', 'W', 'A', 'T', 'D', 'N', 'L', 'I']) {
            return None;
        }
        if stemmed && is_sent_from(words) {
            return Some(self.set(at, at + 1, ZoneKind::Signature, 0));
        }
        if !self.starts_paragraph(at) {
            return None;
        }
        let end = self.paragraph_end(at);
        if !self.stem_before(end) {
            return None;
        }
        let start = self.lines.get(at)?.start;
        let stop = self.lines.get(end.checked_sub(1)?)?.end;
        let paragraph = self.text.get(start..stop).unwrap_or("");
        if paragraph.len() > 12_000 {
            return None;
        }
        if is_disclaimer(paragraph) {
            return Some(self.set(at, end, ZoneKind::Disclaimer, 0));
        }
        if self.near_top(at) && is_banner(paragraph) {
            return Some(self.set(at, end, ZoneKind::Footer, 0));
        }
        if is_footer_line(words) && self.near_end(end) {
            return Some(self.footer(at, ZoneKind::Footer));
        }
        None
    }

    /// Tells whether a stem stands between the line asked last and another.
    fn stem_before(&self, line: usize) -> bool {
        let stop = line
            .checked_sub(1)
            .and_then(|l| self.lines.get(l))
            .map_or(0, |l| l.end);
        self.stems.get(self.stem).is_some_and(|s| *s < stop)
    }

    fn starts_paragraph(&self, at: usize) -> bool {
        at == 0
            || self.words(at - 1).trim().is_empty()
            || self.marks(at - 1) > 0
            || self
                .lines
                .get(at - 1)
                .is_some_and(|l| l.kind != ZoneKind::Own)
            || is_rule(self.words(at - 1))
    }

    fn paragraph_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.lines.len() && self.marks(end) == 0 && !self.words(end).trim().is_empty() {
            end += 1;
        }
        end
    }

    /// Tells whether only a few words stand above a line at the writer's level.
    fn near_top(&self, at: usize) -> bool {
        let above = self.lines.iter().take(at);
        above
            .filter(|l| l.kind == ZoneKind::Own && l.end - l.words > 1)
            .take(BANNER_LINES)
            .count()
            < BANNER_LINES
    }

    /// Tells whether only a footer's worth of lines stands from a line to the end or a quote.
    fn near_end(&self, at: usize) -> bool {
        let words = (at..self.lines.len())
            .take(200)
            .filter(|l| !self.words(*l).is_empty());
        words.take(FOOTER_LINES).count() < FOOTER_LINES
    }

    /// `-- ` and what follows: in a patch the version of git only, else some lines.
    fn signature(&mut self, at: usize) -> Option<usize> {
        let next = self.words(at + 1);
        if next.starts_with(|c: char| c.is_ascii_digit())
            && next.len() < 40
            && next.contains('.')
            && self.words(at + 2).is_empty()
        {
            return Some(self.set(at, at + 2, ZoneKind::Signature, 0));
        }
        let mut end = at + 1;
        let mut count = 0;
        while end < self.lines.len() && self.marks(end) == 0 {
            let words = self.words(end);
            let stops = words.starts_with("diff --git ")
                || divider(words).is_some()
                || (is_rule(words) && (end..end + 4).any(|l| is_footer_line(self.words(l))))
                || (words.ends_with(':') && self.attribution(end, words, 0).is_some())
                || self.block(end, 0).1 >= 3;
            if stops {
                break;
            }
            count += usize::from(!words.is_empty());
            if count > SIGNATURE_LINES {
                break;
            }
            end += 1;
        }
        Some(self.set(at, end, ZoneKind::Signature, 0))
    }

    /// A footer: to the end, to a quote, or as many lines as footers have.
    fn footer(&mut self, at: usize, kind: ZoneKind) -> usize {
        let mut end = at + 1;
        let mut count = 0;
        let ruled = is_rule(self.words(at));
        while end < self.lines.len() && self.marks(end) == 0 && count < FOOTER_LINES {
            let words = self.words(end);
            if words.starts_with("diff --git ") || (end > at + 1 && divider(words).is_some()) {
                break;
            }
            // Without a rule above it a footer is one paragraph.
            if words.is_empty() && !ruled {
                break;
            }
            count += usize::from(!words.is_empty());
            end += 1;
        }
        self.set(at, end, kind, 0)
    }
}

/// Tells whether a line holds a day, a year or a time.
fn has_date(folded: &str) -> bool {
    folded.bytes().filter(u8::is_ascii_digit).count() >= 2
}
