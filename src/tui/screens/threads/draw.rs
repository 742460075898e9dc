//! How the thread list looks.
//!
//! ```text
//!    #  date        n    from                 subject                     flags code
//!   27  2017-04-21  4    c.berard, press desk Re: budget second tour         =   =
//! > 31  2017-04-21  3 x2 l.anna, c.berard     Re: virement Bahamas          ~!*
//! -- 31: 3 messages ------------------------------------------------------------------
//!  2017-04-21 12:07 +02:00  A. Lebedeva -> C. Berard   virement Bahamas
//!    Bonjour Camille, comme convenu hier je te renvoie le RIB ...
//! ```

use super::Threads;
use super::rows::Row;
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{Item, ItemIx, Lang, Stamp, Thread};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{Panes, panes};
use crate::tui::screens::short_name;
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;

/// Gives the text of a row that a search looks at.
pub fn haystack(shell: &Shell, snapshot: &Snapshot, row: Row) -> String {
    let Some(item) = row
        .first(snapshot)
        .and_then(|ix| snapshot.generation.items.get(ix.at()))
    else {
        return format!(
            "{} {}",
            w::NOT_HERE.of(shell.lang),
            missing_id(snapshot, row)
        );
    };
    let from = item.head.as_ref().map(crate::model::Head::from_line);
    let title = shell.title(snapshot, item);
    format!("{title} {}", from.unwrap_or_default())
}

impl Threads {
    /// Draws list and preview.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let Panes {
            list,
            preview,
            beside,
        } = panes(area, self.preview);
        self.draw_list(shell, snapshot, canvas, list);
        if let Some(pane) = preview {
            if beside {
                canvas.bar(pane);
            }
            self.draw_preview(shell, snapshot, canvas, pane);
        }
    }

    fn draw_list(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let columns = Columns::of(area.width);
        let none = if self.filter.hits.is_some() {
            w::NO_MATCH
        } else {
            w::NO_MESSAGES
        };
        let head = (&columns.heading(shell.lang), none.of(shell.lang));
        let len = self.rows.len();
        let line = |at: usize, _| match self.rows.get(at) {
            Some(row) => self.line(shell, snapshot, &columns, at, *row),
            None => Line::new(),
        };
        self.cursor.draw_list(canvas, area, head, len, line);
    }

    fn line(&self, shell: &Shell, snapshot: &Snapshot, c: &Columns, at: usize, row: Row) -> Line {
        let items = row.items(snapshot);
        let sign = if at == self.cursor.at { ">" } else { " " };
        let range = self.range_from.is_some_and(|from| {
            (from.min(self.cursor.at)..=from.max(self.cursor.at)).contains(&at)
        });
        let marked = !items.is_empty() && items.iter().all(|ix| self.marked.contains(ix));
        let mark = if marked {
            "x"
        } else if range {
            "v"
        } else {
            " "
        };
        let line = Line::new()
            .say(sign)
            .say(mark)
            .say(&format!("{:>5}  ", at + 1));
        let Some(first) = row.first(snapshot) else {
            return line.join(missing((shell, snapshot), c, row));
        };
        let Some(item) = snapshot.generation.items.get(first.at()) else {
            return line;
        };
        let (from, subject) = words((shell, snapshot), row, item);
        line.say(&format!(
            "{:<width$} ",
            date(shell.lang, item.date(), c.date),
            width = c.date
        ))
        .join(count(snapshot, row, items.len()))
        .join(Line::new().evidence(&from).fit(c.from))
        .say(" ")
        .join(Line::new().evidence(&subject).fit(c.subject))
        .say(" ")
        .join(flags(shell, snapshot, &items).fit(5))
        .say(" ")
        .join(code(shell, snapshot, &items).fit(4))
    }
}

/// Gives what stands in the columns of the sender and the subject.
fn words((shell, snapshot): (&Shell, &Snapshot), row: Row, item: &Item) -> (String, String) {
    let from = item.head.as_ref().map_or_else(
        || item.media_type.clone(),
        |h| {
            let none = w::NO_SENDER.of(shell.lang);
            h.from.first().map_or(none, |m| short_name(m)).to_owned()
        },
    );
    let title = shell.title(snapshot, item);
    let thread = row
        .thread()
        .and_then(|t| snapshot.generation.threads.get(t.at()));
    match (row, thread) {
        (Row::Thread(_), Some(thread)) => (people(shell.lang, snapshot, thread), title.to_owned()),
        (Row::Node(_, n), Some(thread)) => {
            let depth = thread
                .nodes
                .get(n as usize)
                .map_or(0, |n| usize::from(n.depth));
            (from, format!("{}{title}", "  ".repeat(depth.min(12))))
        }
        (Row::Copy(_, _, c), _) => {
            let place = item.locations.first();
            let place = place.map_or_else(String::new, |l| l.path.clone());
            (w::copy_number(shell.lang, c + 1), place)
        }
        (Row::Loose(_) | Row::Thread(_) | Row::Node(..), _) => (from, title.to_owned()),
    }
}

/// Writes a date to a width: days, or days with hours and minutes.
pub fn date(lang: Lang, stamp: Option<Stamp>, width: usize) -> String {
    let pattern = if width >= 16 {
        "%Y-%m-%d %H:%M"
    } else {
        "%Y-%m-%d"
    };
    stamp.map_or_else(|| w::NO_DATE.of(lang).into(), |s| s.format(pattern))
}

fn people(lang: Lang, snapshot: &Snapshot, thread: &Thread) -> String {
    let mut names: Vec<&str> = Vec::new();
    for ix in thread.items().take(24) {
        let head = snapshot
            .generation
            .items
            .get(ix.at())
            .and_then(|i| i.head.as_ref());
        let name = head
            .and_then(|h| h.from.first())
            .map_or(w::NO_SENDER.of(lang), |m| short_name(m));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] | [_] | [_, _] => names.join(", "),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    }
}

fn count(snapshot: &Snapshot, row: Row, items: usize) -> Line {
    let nodes = row
        .thread()
        .and_then(|t| snapshot.generation.threads.get(t.at()));
    let nodes = nodes.map_or(1, |t| {
        t.nodes.iter().filter(|n| !n.items.is_empty()).count()
    });
    let (messages, copies) = match row {
        Row::Thread(_) if nodes > 1 => (nodes.to_string(), items.saturating_sub(nodes)),
        Row::Thread(_) | Row::Node(..) => (String::new(), items.saturating_sub(1)),
        Row::Copy(..) | Row::Loose(_) => (String::new(), 0),
    };
    let single = matches!(row, Row::Node(..)) || nodes <= 1;
    let copies = match (copies, single) {
        (0, _) => String::new(),
        (n, true) => format!("x{}", n + 1),
        (n, false) => format!("+{n}"),
    };
    Line::new().say(&format!("{messages:>3} {copies:<3} "))
}

/// Flags: `~` near-duplicates, `=` the same bytes elsewhere, `!` a finding, `*` a note, `@` files.
pub fn flags(shell: &Shell, snapshot: &Snapshot, items: &[ItemIx]) -> Line {
    let g = &*snapshot.generation;
    let mut out = [' '; 5];
    for ix in items.iter().take(200) {
        let Some(item) = g.items.get(ix.at()) else {
            continue;
        };
        let noted = !shell.marks(snapshot, &item.digest).notes.is_empty();
        let found = shell.lookup.findings.contains_key(ix);
        let all = [
            (item.group.is_some(), '~'),
            (item.locations.len() > 1, '='),
            (found, '!'),
            (noted, '*'),
            (!item.children.is_empty(), '@'),
        ];
        for (slot, (on, sign)) in out.iter_mut().zip(all) {
            if on {
                *slot = sign;
            }
        }
    }
    Line::new().mean(Meaning::Doubtful, &out.iter().collect::<String>())
}

/// The code of items: a verdict's sign, `#` where they differ, `.` where some lack one, and a
/// trailing `_` while it is not on disk.
pub fn code(shell: &Shell, snapshot: &Snapshot, items: &[ItemIx]) -> Line {
    let g = &*snapshot.generation;
    let marks: Vec<_> = items
        .iter()
        .take(200)
        .filter_map(|ix| g.items.get(ix.at()))
        .map(|i| shell.marks(snapshot, &i.digest))
        .collect();
    let given: std::collections::BTreeSet<_> = marks.iter().filter_map(|m| m.own).collect();
    let open = marks.iter().any(|m| m.own.is_none());
    let tagged = marks.iter().any(|m| !m.tags.is_empty());
    let mut sign = match (given.len(), given.first()) {
        (0, _) | (_, None) => ' ',
        (1, Some(verdict)) => verdict.sign(),
        (_, Some(_)) => '#',
    }
    .to_string();
    sign.push(match (given.is_empty(), open, tagged) {
        (false, true, _) => '.',
        (_, _, true) => '+',
        (_, _, false) => ' ',
    });
    let unsaved = marks.iter().any(|m| m.unsaved);
    sign.push(if unsaved { '_' } else { ' ' });
    Line::new().mean(
        if unsaved {
            Meaning::Unsaved
        } else {
            Meaning::Tagged
        },
        &sign,
    )
}

fn missing_id(snapshot: &Snapshot, row: Row) -> String {
    match row {
        Row::Node(t, n) => snapshot
            .generation
            .threads
            .get(t.at())
            .and_then(|t| t.nodes.get(n as usize))
            .and_then(|n| n.message_id.clone())
            .unwrap_or_default(),
        Row::Thread(_) | Row::Copy(..) | Row::Loose(_) => String::new(),
    }
}

fn missing((shell, snapshot): (&Shell, &Snapshot), c: &Columns, row: Row) -> Line {
    let id = missing_id(snapshot, row);
    Line::new()
        .say(&" ".repeat(c.date + 9))
        .mean(Meaning::Label, w::NOT_HERE.of(shell.lang))
        .say("  ")
        .evidence(&id)
}

/// Widths of the columns.
struct Columns {
    date: usize,
    from: usize,
    subject: usize,
}

impl Columns {
    fn of(width: u16) -> Self {
        let width = usize::from(width);
        let date = if width >= 100 { 16 } else { 10 };
        let from = match width {
            100.. => 20,
            76.. => 16,
            _ => 12,
        };
        let fixed = 9 + date + 1 + 8 + from + 1 + 1 + 5 + 1 + 4;
        Self {
            date,
            from,
            subject: width.saturating_sub(fixed),
        }
    }

    fn heading(&self, lang: Lang) -> Line {
        let words = Line::new()
            .say(&format!(
                "      #  {:<d$}   n     ",
                w::DATE.of(lang),
                d = self.date
            ))
            .join(Line::new().say(w::FROM.of(lang)).fit(self.from))
            .say(" ")
            .join(Line::new().say(w::SUBJECT.of(lang)).fit(self.subject))
            .say(w::FLAGS_CODE.of(lang));
        Line::new().join(words.labelled())
    }
}
