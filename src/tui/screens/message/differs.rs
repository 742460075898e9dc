//! Where the shown text differs from its other witnesses: the words of findings about quotes and
//! copies, marked in the text, listed in the head, and gone to by `n` and `N`.

use super::{Message, height};
use crate::case::Snapshot;
use crate::model::words::{names, screen as w};
use crate::model::{Edit, Field, Finding, ItemIx, Lang, Role};
use crate::tui::action::Action;
use crate::tui::canvas::Line;
use crate::tui::layout::window;
use crate::tui::reading::{Reading, TextRow};
use crate::tui::screens::Screen;
use crate::tui::screens::compare::Compare;
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;
use std::ops::Range;

/// Checks whose edits are looked for in the text.
const CHECKS: &[&str] = &["quotes", "copies", "reissue"];
/// Edits that the head lists.
pub const LISTED: usize = 3;
/// Edits whose words are marked.
const MARKED: usize = 64;

/// An edit of the item that is shown.
#[derive(Clone, Copy)]
pub struct Differing<'a> {
    /// The finding, by its place in the case.
    pub at: u32,
    /// The finding.
    pub finding: &'a Finding,
    /// The edit.
    pub edit: &'a Edit,
}

/// Gives the edits of an item's findings about quotes and copies, the most telling finding first.
pub fn differing<'a>(
    shell: &'a Shell,
    snapshot: &'a Snapshot,
    ix: Option<ItemIx>,
) -> impl Iterator<Item = Differing<'a>> {
    let places = ix.and_then(|ix| shell.lookup.findings.get(&ix));
    let all = &snapshot.generation.findings;
    let findings = places.into_iter().flatten();
    let findings = findings.filter_map(|at| Some((*at, all.get(*at as usize)?)));
    findings
        .filter(|(_, f)| CHECKS.iter().any(|c| f.check.starts_with(c)))
        .flat_map(|(at, finding)| {
            let body = finding.edits.iter().filter(|e| e.field == Field::Body);
            body.map(move |edit| Differing { at, finding, edit })
        })
        .take(MARKED)
}

/// Finds the words of an edit in a text: at its own span, else where they stand first as whole
/// words. Both readings are looked for, since either may be the one that stands here.
pub fn stands(body: &str, edit: &Edit) -> Option<Range<usize>> {
    let sides = [(&edit.after, &edit.b), (&edit.before, &edit.a)];
    let mut sides: Vec<_> = sides
        .into_iter()
        .filter(|(words, _)| !words.trim().is_empty())
        .collect();
    // The longer reading first: `not paid` and not the `paid` within it.
    sides.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let exact = sides
        .iter()
        .find(|(words, span)| body.get((*span).clone()) == Some(words.as_str()));
    if let Some((_, span)) = exact {
        return Some((*span).clone());
    }
    sides
        .iter()
        .find_map(|(words, _)| whole_words(body, words.trim()))
}

fn whole_words(body: &str, words: &str) -> Option<Range<usize>> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = body.match_indices(words).map(|(at, w)| at..at + w.len());
    let mut whole = found.filter(|r| {
        let before = body.get(..r.start).and_then(|t| t.chars().next_back());
        let after = body.get(r.end..).and_then(|t| t.chars().next());
        !letter(before) && !letter(after)
    });
    whole.next()
}

/// Writes an edit for the head: `! S quotes  SCI -> holding`.
pub fn line(differing: Differing<'_>, lang: Lang) -> Line {
    let (finding, edit) = (differing.finding, differing.edit);
    Line::new()
        .mean(
            Meaning::Doubtful,
            &format!(" ! {:<6} ", finding.grade.word()),
        )
        .say(&format!("{} ", names::shown(finding.check, lang)))
        .mean(Meaning::Label, edit.class.shown(lang))
        .say("  [-")
        .evidence_as(Meaning::Removed, &edit.before)
        .say("-] -> {+")
        .evidence_as(Meaning::Added, &edit.after)
        .say("+}")
}

/// Draws a row of the text: words that differ elsewhere with a line under them, hits reversed.
pub fn row_line(
    reading: &Reading,
    row: &TextRow,
    marks: &[Range<usize>],
    hits: &[Range<usize>],
    meaning: Meaning,
) -> Line {
    let marks = marks.iter().map(|span| (span, Meaning::Added));
    let hits = hits.iter().map(|span| (span, Meaning::Hit));
    let mut spans: Vec<_> = marks.chain(hits).collect();
    spans.sort_by_key(|(span, _)| (span.start, span.end));
    let mut line = Line::new();
    let mut from = row.range.start;
    for (span, what) in spans {
        let (start, end) = (span.start.max(from), span.end.min(row.range.end));
        if start >= end {
            continue;
        }
        let text = |range: Range<usize>| reading.body.get(range).unwrap_or("");
        line = line
            .block_as(meaning, text(from..start))
            .block_as(what, text(start..end))
            .focused();
        from = end;
    }
    line.block_as(meaning, reading.body.get(from..row.range.end).unwrap_or(""))
}

impl Message {
    /// Gives the spans of the shown text that differ elsewhere, in order, with their findings.
    pub(super) fn marks(&self, shell: &Shell, snapshot: &Snapshot) -> Vec<(Range<usize>, u32)> {
        let Some(reading) = self.reading(shell, snapshot) else {
            return Vec::new();
        };
        let edits = differing(shell, snapshot, self.current());
        let spans = edits.filter_map(|d| Some((stands(&reading.body, d.edit)?, d.at)));
        let mut out: Vec<(Range<usize>, u32)> = spans.collect();
        out.sort_by_key(|(span, at)| (span.start, span.end, *at));
        out.dedup_by(|x, y| x.0 == y.0);
        out
    }

    /// Goes to the next words that differ, or back.
    pub(super) fn step(&mut self, shell: &mut Shell, snapshot: &Snapshot, action: Action) {
        let marks = self.marks(shell, snapshot);
        let next = match (self.point, action) {
            (None, _) => Some(0),
            (Some(at), Action::NextPoint) => at.checked_add(1),
            (Some(at), _) => at.checked_sub(1),
        };
        let Some((at, (span, _))) = next.and_then(|at| Some((at, marks.get(at)?))) else {
            shell.say(if marks.is_empty() {
                w::N_AFTER_FIND
            } else {
                w::NO_MORE_DIFFERS
            });
            return;
        };
        self.point = Some(at);
        shell.say(w::differs_at(shell.lang, at + 1, marks.len()));
        let row = self.reading(shell, snapshot).and_then(|reading| {
            let rows = reading.rows.iter();
            let mut rows = rows.enumerate().filter(|(_, r)| r.range.end > span.start);
            rows.next().map(|(row, _)| row)
        });
        let Some(doc) = self.doc(shell, snapshot) else {
            return;
        };
        let (row, len) = (doc.text_row() + row.unwrap_or(0), doc.len());
        self.top = window(self.top, row, height(shell), len);
    }

    /// Compares with the other item of the finding under the cursor, else of the first one.
    pub(super) fn compare_finding(&self, shell: &mut Shell, snapshot: &Snapshot) -> bool {
        let marks = self.marks(shell, snapshot);
        let here = self.point.and_then(|at| marks.get(at)).map(|(_, at)| *at);
        let first = differing(shell, snapshot, self.current()).next();
        let Some(at) = here.or(first.map(|d| d.at)) else {
            return false;
        };
        let finding = snapshot.generation.findings.get(at as usize);
        let Some(pair) = finding.and_then(|f| pair_with(f, self.current()?)) else {
            return false;
        };
        let screen = Screen::Compare(Compare::along(vec![at], vec![pair], 0));
        shell.going.push(Going::Into(Box::new(screen)));
        true
    }
}

/// The item and the one that stands against it: the suspect, or the first other where it is the
/// suspect itself. The suspect comes second.
fn pair_with(finding: &Finding, ix: ItemIx) -> Option<(ItemIx, ItemIx)> {
    let others = || finding.items.iter().filter(|(other, _)| *other != ix);
    let suspect = others().find(|(_, role)| *role == Role::Suspect);
    match suspect {
        Some((suspect, _)) => Some((ix, *suspect)),
        None => others().next().map(|(other, _)| (*other, ix)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EditClass;

    fn edit(before: &str, after: &str) -> Edit {
        Edit {
            class: EditClass::Word,
            field: Field::Body,
            before: before.into(),
            after: after.into(),
            a: 0..0,
            b: 0..0,
        }
    }

    #[test]
    fn words_are_found_whole_and_the_longer_reading_first() {
        let body = "It is unpaid; the rest is not paid.";
        let at = |e: &Edit| stands(body, e).map(|r| body[r].to_owned());
        assert_eq!(at(&edit("paid", "not paid")), Some("not paid".into()));
        assert_eq!(at(&edit("unpai", "")), None);
        assert_eq!(at(&edit("12", "rest")), Some("rest".into()));
    }

    #[test]
    fn a_span_that_holds_the_words_is_believed() {
        let mut e = edit("x", "is");
        e.b = 23..25;
        assert_eq!(
            stands("It is unpaid; the rest is not paid.", &e),
            Some(23..25)
        );
    }
}
