//! How an item looks.
//!
//! ```text
//!  From     Camille Berard <c.berard@example.org>
//!  To       Anna Lebedeva <a.lebedeva@example.net>
//!  Date     2017-04-21 12:31:05 +02:00   (UTC 10:31:05)
//!  Subject  Re: virement Bahamas
//!  Place    dump/cb.mbox @ 18,220,113 +4,096   sha256 9f3c0a1b2c3d
//!  Marks    you: altered   payment   note anna: ask Camille
//!  Ties     ~ group of 3   ! M quoted text differs
//! --------------------------------------------------------------------------------
//!    Je ne comprends pas de quel virement tu parles.
//! 1  > Bonjour Camille, comme convenu hier
//!
//! [2] virement.pdf  application/pdf  48,112 B  71aa09b3c4d5
//! ```

use super::doc::{DocRow, Field};
use super::{Message, View, differs, look};
use crate::case::Snapshot;
use crate::model::words::{counted, heads as w, screen};
use crate::model::{Head, Item, Lang, PartRole, Word, item::line as mailboxes};
use crate::text::{SafeText, ZoneKind};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::reading::{Reading, TextRow};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::ops::Range;

impl Message {
    /// Draws the rows that are in the window.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        if let View::Raw(raw) = &self.view {
            self.draw_raw(raw.as_deref(), shell, canvas, area);
            return;
        }
        let Some(doc) = self.doc(shell, snapshot) else {
            return;
        };
        let marks = self.marks(shell, snapshot);
        let marks: Vec<Range<usize>> = marks.into_iter().map(|(span, _)| span).collect();
        let shown = doc.text_rows(self.top..self.top + usize::from(area.height));
        let hits = doc.reading.map(|r| r.hits(shell.sought.as_ref(), shown));
        let hits = hits.unwrap_or_default();
        for y in 0..area.height {
            let Some(row) = doc.row(self.top + usize::from(y)) else {
                break;
            };
            match row {
                DocRow::Rule => canvas.rule(area, y, Line::new()),
                DocRow::Blank => {}
                DocRow::Field(field) => {
                    let line = field_line(field, shell, snapshot, doc.item);
                    canvas.row(area, y, &line, Meaning::Plain);
                }
                DocRow::Header(at) => {
                    if let Some(line) = doc.reading.and_then(|r| header_line(r, at)) {
                        canvas.row(area, y, &line, Meaning::Plain);
                    }
                }
                DocRow::Text(at) => {
                    if let Some(reading) = doc.reading {
                        let line = self.text_line(shell, reading, at, (&marks, &hits));
                        canvas.row(area, y, &line, Meaning::Plain);
                    }
                }
                DocRow::NoText => {
                    canvas.row(area, y, &no_text(shell, doc.reading), Meaning::Plain);
                }
                DocRow::Beside(at) => {
                    if let Some(line) = doc.reading.and_then(|r| beside_line(r, at, shell.lang)) {
                        canvas.row(area, y, &line, Meaning::Plain);
                    }
                }
                DocRow::File(at) => {
                    let here = self.file == Some(at);
                    let base = if here {
                        Meaning::Cursor
                    } else {
                        Meaning::Plain
                    };
                    canvas.row(
                        area,
                        y,
                        &file_line((shell, snapshot), doc.item, at, here),
                        base,
                    );
                }
            }
        }
    }

    fn text_line(
        &self,
        shell: &Shell,
        reading: &Reading,
        at: usize,
        (marks, lit): (&[Range<usize>], &[Range<usize>]),
    ) -> Line {
        let Some(row) = reading.rows.get(at) else {
            return Line::new();
        };
        if let Some((_, place)) = row.place.and_then(|at| reading.places.get(at)) {
            let line = Line::new().say("   [");
            return line.evidence_as(Meaning::Label, place).say("]");
        }
        let text = reading.body.get(row.range.clone()).unwrap_or("");
        let (sign, meaning) = whose(row);
        let touched = |m: &Range<usize>| m.start < row.range.end && m.end > row.range.start;
        let flag = if marks.iter().any(touched) { "!" } else { " " };
        let line = Line::new()
            .mean(Meaning::Doubtful, flag)
            .mean(Meaning::Label, &format!("{sign} "));
        match &shell.needle {
            Some(needle) if self.hit.is_some() => hits(line, text, needle, meaning),
            Some(_) | None => line.join(differs::row_line(reading, row, marks, lit, meaning)),
        }
    }

    fn draw_raw(
        &self,
        raw: Option<&crate::tui::reading::Raw>,
        shell: &Shell,
        canvas: &mut Canvas,
        area: Rect,
    ) {
        let Some(raw) = raw else {
            let word = if shell.loading.is_some() {
                w::LOADING.of(shell.lang)
            } else {
                ""
            };
            let line = Line::new().say(" ").mean(Meaning::Label, word);
            canvas.row(area, 0, &line, Meaning::Plain);
            return;
        };
        let rows = raw
            .rows
            .iter()
            .skip(self.top)
            .take(usize::from(area.height));
        for (y, (offset, text)) in rows.enumerate() {
            let line = Line::new()
                .mean(Meaning::Label, &format!("{offset:>10}  "))
                .evidence(text);
            canvas.row(area, y as u16, &line, Meaning::Plain);
        }
        let end = raw.rows.len().saturating_sub(self.top);
        let last = match (&raw.failed, raw.left) {
            (Some(why), _) => Line::new()
                .say(" ")
                .mean(Meaning::Doubtful, w::UNREADABLE.of(shell.lang))
                .evidence(why),
            (None, 0) => Line::new().mean(Meaning::Label, w::END_OF_BYTES.of(shell.lang)),
            (None, n) => Line::new().mean(Meaning::Label, &w::more_bytes(shell.lang, n as usize)),
        };
        if let Ok(y) = u16::try_from(end) {
            canvas.row(area, y, &last, Meaning::Plain);
        }
    }
}

/// Whose words a row holds: the quote depth, `:` a header block, `.` signature, footer, disclaimer.
fn whose(row: &TextRow) -> (char, Meaning) {
    let depth = |d: u8| char::from_digit(u32::from(d.min(9)), 10).unwrap_or('9');
    match row.kind {
        ZoneKind::Own if row.depth == 0 => (' ', Meaning::Plain),
        ZoneKind::Own | ZoneKind::Quote | ZoneKind::Forward => {
            (depth(row.depth.max(1)), Meaning::Quoted)
        }
        ZoneKind::Attribution | ZoneKind::HeaderBlock => (':', Meaning::Quoted),
        ZoneKind::Signature | ZoneKind::Footer | ZoneKind::Disclaimer => ('.', Meaning::Plain),
    }
}

/// Shows every hit of a needle in a row reversed.
fn hits(mut line: Line, text: &str, needle: &str, meaning: Meaning) -> Line {
    let (low, needle) = (text.to_lowercase(), needle.to_lowercase());
    // Lower case may have another length in bytes; then the row is shown without its hits.
    if low.len() != text.len() || needle.is_empty() {
        return line.block_as(meaning, text);
    }
    let mut from = 0;
    for (at, _) in low.match_indices(&needle) {
        let end = at + needle.len();
        line = line
            .block_as(meaning, text.get(from..at).unwrap_or(""))
            .block_as(Meaning::Hit, text.get(at..end).unwrap_or(""));
        from = end;
    }
    line.block_as(meaning, text.get(from..).unwrap_or(""))
}

fn no_text(shell: &Shell, reading: Option<&Reading>) -> Line {
    match reading {
        None if shell.loading.is_some() => {
            let word = w::LOADING.of(shell.lang);
            Line::new().say("   ").mean(Meaning::Label, word)
        }
        None => Line::new(),
        Some(reading) => match &reading.failed {
            Some(why) => Line::new()
                .say("   ")
                .mean(Meaning::Doubtful, w::UNREADABLE.of(shell.lang))
                .evidence(why),
            None => Line::new().mean(Meaning::Label, w::NO_TEXT.of(shell.lang)),
        },
    }
}

fn header_line(reading: &Reading, at: usize) -> Option<Line> {
    let row = reading.head_rows.get(at)?;
    let header = reading.headers.get(row.header)?;
    let text = header.value.get(row.range.clone()).unwrap_or("");
    Some(if row.first {
        Line::new()
            .say(" ")
            .evidence_as(Meaning::Label, &header.name)
            .say(": ")
            .evidence(text.trim())
    } else {
        Line::new().say("    ").evidence(text.trim())
    })
}

fn beside_line(reading: &Reading, at: usize, lang: Lang) -> Option<Line> {
    let (role, bytes) = reading.beside.get(at)?;
    let words = match role {
        PartRole::Body => return None,
        PartRole::Alternative => w::other_form(lang, counted(lang, *bytes)),
        PartRole::Hidden => w::hidden_text(lang, counted(lang, *bytes)),
    };
    let meaning = if *role == PartRole::Hidden {
        Meaning::Doubtful
    } else {
        Meaning::Label
    };
    Some(Line::new().mean(meaning, &words))
}

fn file_line((shell, snapshot): (&Shell, &Snapshot), item: &Item, at: usize, here: bool) -> Line {
    let Some(digest) = item.children.get(at) else {
        return Line::new();
    };
    let child = snapshot.generation.by_digest(digest);
    let child = child.and_then(|ix| snapshot.generation.items.get(ix.at()));
    let sign = if here { ">" } else { " " };
    let line = Line::new().say(sign).say(&format!("[{}] ", at + 1));
    match child {
        None => line.say(&digest.short()),
        Some(child) => line
            .evidence(shell.title(snapshot, child))
            .say("  ")
            .evidence(&child.media_type)
            .say(&w::bytes_of(
                shell.lang,
                counted(shell.lang, child.size_bytes as usize),
                digest.short(),
            ))
            .say(if child.group.is_some() { "  ~" } else { "" }),
    }
}

fn field_line(field: Field, shell: &Shell, snapshot: &Snapshot, item: &Item) -> Line {
    let blank = Head::default();
    let head = item.head.as_ref().unwrap_or(&blank);
    let lang = shell.lang;
    let label = |word: Word| Line::new().mean(Meaning::Label, &format!(" {:<8} ", word.of(lang)));
    match field {
        Field::From => label(w::LABEL_FROM).evidence(&mailboxes(&head.from)),
        Field::To => label(w::LABEL_TO).evidence(&mailboxes(&head.to)),
        Field::Cc => label(w::LABEL_CC).evidence(&mailboxes(&head.cc)),
        Field::Subject if item.head.is_some() => {
            label(w::LABEL_SUBJECT).evidence(shell.title(snapshot, item))
        }
        Field::Subject => label(w::LABEL_FILE)
            .evidence(shell.title(snapshot, item))
            .say(&w::media(
                lang,
                SafeText::line(&item.media_type),
                counted(lang, item.size_bytes as usize),
            )),
        Field::Date => match head.date {
            None => label(w::LABEL_DATE).mean(Meaning::Doubtful, w::NO_DATE_READ.of(lang)),
            Some(date) => label(w::LABEL_DATE).say(&format!(
                "{}   (UTC {})",
                date.to_second_and_zone(),
                date.format_utc("%H:%M:%S")
            )),
        },
        Field::Place => place_line(label(w::LABEL_PLACE), lang, item),
        Field::Marks => marks_line(label(w::LABEL_MARKS), shell, snapshot, item),
        Field::Differs(at) => {
            let ix = snapshot.generation.by_digest(&item.digest);
            let mut all = differs::differing(shell, snapshot, ix);
            let differing = all.nth(at);
            differing.map_or_else(Line::new, |one| differs::line(one, shell.lang))
        }
        Field::Claim(at) => look::claim_line(shell.lang, snapshot, item, at),
        Field::Ties => ties_line(label(w::LABEL_TIES), shell, snapshot, item),
        Field::Defects => item
            .defects
            .iter()
            .take(3)
            .fold(label(w::LABEL_DEFECTS), |l, d| {
                l.mean(Meaning::Doubtful, d.kind.told(lang))
                    .say(screen::THEN.of(lang))
            }),
    }
}

fn place_line(line: Line, lang: Lang, item: &Item) -> Line {
    let line = match item.locations.first() {
        None => line,
        Some(place) => {
            let mut line = line.evidence(&place.path);
            if let Some(inner) = &place.inner {
                line = line.say(" / ").evidence(inner);
            }
            if let (Some(offset), Some(length)) = (place.offset, place.length) {
                let at = |n: u64| counted(lang, n as usize);
                let (offset, length) = (at(offset), at(length));
                line = line.say(&format!(" @ {offset} +{length}"));
            }
            line
        }
    };
    let more = item.locations.len().saturating_sub(1);
    let line = line.say(&format!("   sha256 {}", item.digest.short()));
    if more > 0 {
        line.say(&w::more_places(lang, more))
    } else {
        line
    }
}

fn marks_line(mut line: Line, shell: &Shell, snapshot: &Snapshot, item: &Item) -> Line {
    let marks = shell.marks(snapshot, &item.digest);
    line = match marks.own {
        Some(verdict) => line
            .say(w::YOU.of(shell.lang))
            .mean(Meaning::Tagged, verdict.shown(shell.lang)),
        None => line.say(w::UNCODED.of(shell.lang)),
    };
    for (author, verdict) in &marks.others {
        line = line
            .say("   ")
            .evidence(author)
            .say(": ")
            .mean(Meaning::Tagged, verdict.shown(shell.lang));
    }
    for tag in &marks.tags {
        line = line.say("   #").evidence_as(Meaning::Tagged, tag);
    }
    for (author, text) in &marks.notes {
        line = line
            .say(w::NOTE_BY.of(shell.lang))
            .evidence(author)
            .say(": ")
            .evidence(text);
    }
    if marks.unsaved {
        line = line.mean(Meaning::Unsaved, w::NOT_SAVED_YET.of(shell.lang));
    }
    line
}

fn ties_line(mut line: Line, shell: &Shell, snapshot: &Snapshot, item: &Item) -> Line {
    let g = &*snapshot.generation;
    let copies = item.message_id().map_or(0, |id| g.copies(id).len());
    let mut none = true;
    if copies > 1 {
        line = line.say(&w::copies_of_id(shell.lang, copies));
        none = false;
    }
    if let Some(group) = item.group.and_then(|ix| g.groups.get(ix.at())) {
        line = line.say(&w::group_of(shell.lang, group.members.len()));
        none = false;
    }
    if let Some(ix) = g.by_digest(&item.digest) {
        for at in shell.lookup.findings.get(&ix).into_iter().flatten() {
            if let Some(finding) = g.findings.get(*at as usize) {
                line = line
                    .mean(Meaning::Doubtful, &format!("! {} ", finding.grade.word()))
                    .evidence(finding.reason.of(shell.lang))
                    .say("   ");
                none = false;
            }
        }
    }
    if none {
        line.say(w::NONE.of(shell.lang))
    } else {
        line
    }
}
