//! What closes a message or stands on top of it: signature, footer, disclaimer, banner.

use super::ZoneKind;
use super::marks::{divider, is_banner, is_disclaimer, is_footer_line, is_rule, is_sent_from};
use super::walk::Walk;

/// Most lines of words that a signature has; what is longer is text again.
const SIGNATURE_LINES: usize = 12;
/// Most lines of words that a footer has.
const FOOTER_LINES: usize = 14;
/// Most lines of words above a banner.
const BANNER_LINES: usize = 4;

impl Walk<'_, '_> {
    /// Signature, footer, disclaimer or banner that starts at an unquoted line.
    pub(super) fn closing(
        &mut self,
        at: usize,
        words: &str,
        (depth, kind): (u8, ZoneKind),
        stemmed: bool,
    ) -> Option<usize> {
        let full = self
            .lines
            .get(at)
            .and_then(|l| self.text.get(l.start..l.end))
            .unwrap_or("");
        let bare = full.trim_end_matches(['\n', '\r']);
        if bare == "-- " || (bare == "--" && kind != ZoneKind::Quote) {
            return Some(self.signature(at, depth));
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
            return Some(self.set(at, at + 1, ZoneKind::Signature, depth));
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
            return Some(self.set(at, end, ZoneKind::Disclaimer, depth));
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
    fn signature(&mut self, at: usize, depth: u8) -> usize {
        if self.git_version(at + 1) {
            return self.set(at, at + 2, ZoneKind::Signature, depth);
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
        self.set(at, end, ZoneKind::Signature, depth)
    }

    /// Tells whether a line is what git writes below a patch: its version.
    pub(super) fn git_version(&self, at: usize) -> bool {
        let words = self.words(at);
        words.starts_with(|c: char| c.is_ascii_digit())
            && words.len() < 40
            && words.contains('.')
            && self.words(at + 1).is_empty()
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
