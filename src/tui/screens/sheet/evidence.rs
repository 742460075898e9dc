//! How the ledger of an item looks: what speaks against it, what for it, what cannot be told, each
//! line with its grade and how often its check speaks; below, its clocks on one rail. Enter opens
//! the bytes that a line rests on.

use super::{SheetRow, To};
use crate::model::words::{counted, heads as w, names};
use crate::model::{Evidence, ItemIx, Lang, Leaning, Ledger, Rate, Tick, TickKind};
use crate::tui::canvas::Line;
use crate::tui::theme::Meaning;
use crate::tui::wrap::wrap;

/// Seconds between two clocks from which on the gap is drawn, and told as impossible in one go.
const GAP: i64 = 3600;
const FAR: i64 = 26 * 3600;
/// Clocks of files, which stand beside the way of a message.
const FILES: [TickKind; 2] = [TickKind::Part, TickKind::File];

/// Says in one line what is there.
pub fn heading(ledger: &Ledger, lang: Lang) -> Line {
    let count = |leaning| {
        let lines = ledger.lines.iter();
        lines.filter(|l| l.leaning == leaning).count()
    };
    let words = w::evidence_head(
        lang,
        count(Leaning::Inconsistent),
        count(Leaning::Consistent),
        count(Leaning::Untestable),
        w::clocks(lang, ledger.ticks.len()),
    );
    Line::new().mean(Meaning::Label, &words)
}

/// Lays out the rows.
pub fn rows(ix: ItemIx, ledger: &Ledger, width: usize, lang: Lang) -> Vec<SheetRow> {
    let mut out = Vec::new();
    for (leaning, title) in [
        (Leaning::Inconsistent, w::SPEAKS_AGAINST),
        (Leaning::Consistent, w::SPEAKS_FOR),
        (Leaning::Untestable, w::CANNOT_TELL),
    ] {
        let lines = ledger.lines.iter().filter(|l| l.leaning == leaning);
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            out.push(title_row(title.of(lang)));
        }
        for line in lines {
            block(ix, line, (width, lang), &mut out);
        }
    }
    if !ledger.ticks.is_empty() {
        out.push(title_row(w::ITS_CLOCKS.of(lang)));
        rail(ix, &ledger.ticks, lang, &mut out);
    }
    out
}

fn title_row(title: &str) -> SheetRow {
    SheetRow {
        line: Line::new().mean(Meaning::Label, title),
        to: To::Nothing,
    }
}

fn to(ix: ItemIx, at: Option<u32>) -> To {
    match at {
        Some(at) => To::Bytes(ix, at),
        None => To::Items(vec![ix]),
    }
}

fn block(ix: ItemIx, line: &Evidence, (width, lang): (usize, Lang), out: &mut Vec<SheetRow>) {
    let at = line.at.as_ref().map(|r| r.start);
    let meaning = match line.leaning {
        Leaning::Inconsistent => Meaning::Doubtful,
        Leaning::Consistent | Leaning::Untestable => Meaning::Plain,
    };
    let head = Line::new()
        .say(" ")
        .mean(meaning, line.grade.word())
        .say(&format!(" {:<13}  ", names::shown(line.check, lang)))
        .mean(Meaning::Label, &rates(line.here, line.known, lang));
    out.push(SheetRow {
        line: head,
        to: to(ix, at),
    });
    let text = line.sentence.of(lang);
    for range in wrap(text, 0..text.len(), width.saturating_sub(4).max(20)) {
        let piece = text.get(range).unwrap_or("");
        out.push(SheetRow {
            line: Line::new().say("   ").evidence(piece),
            to: to(ix, at),
        });
    }
}

fn rates(here: Rate, known: Rate, lang: Lang) -> String {
    let count = |n: u32| counted(lang, n as usize);
    let (here, known) = (
        (count(here.alarms), count(here.tested)),
        (count(known.alarms), count(known.tested)),
    );
    w::rates(lang, here.0, here.1, known.0, known.1)
}

/// The clocks in the order of their times; what lies far apart is parted by a gap. A file may be
/// older than its message by years: only clocks of the way, each against the one before it on the
/// way, are told as impossible in one go.
fn rail(ix: ItemIx, ticks: &[Tick], lang: Lang, out: &mut Vec<SheetRow>) {
    let zone = ticks.iter().find_map(|t| match t.basis {
        crate::model::Basis::Offset(minutes) => Some(minutes),
        _ => None,
    });
    let zone = zone.unwrap_or(0);
    let mut order: Vec<&Tick> = ticks.iter().collect();
    order.sort_by_key(|t| (t.epoch_s(zone), t.kind));
    let (mut last, mut last_on_way): (Option<i64>, Option<i64>) = (None, None);
    for tick in order {
        let (now, is_of_file) = (tick.epoch_s(zone), FILES.contains(&tick.kind));
        let before = if is_of_file {
            last
        } else {
            last_on_way.or(last)
        };
        if let Some(gap) = before.map(|l| now - l).filter(|g| *g >= GAP) {
            let meaning = if gap > FAR && !is_of_file && last_on_way.is_some() {
                Meaning::Doubtful
            } else {
                Meaning::Label
            };
            let words = format!("~ {} ~", gap_words(gap, lang));
            out.push(SheetRow {
                line: Line::new().say(" : ").mean(meaning, &words),
                to: To::Nothing,
            });
        }
        last = Some(now);
        if !is_of_file {
            last_on_way = last;
        }
        let hop = tick.hop.map_or_else(String::new, |h| format!(" {}", h + 1));
        let name = format!("{}{hop}", tick.kind.row().name.of(lang));
        out.push(SheetRow {
            line: Line::new().say(&format!(" o {:<27}  {name}", tick.written(lang))),
            // What stands outside the item's bytes has none to show.
            to: to(ix, (!tick.at.is_empty()).then_some(tick.at.start)),
        });
    }
}

fn gap_words(seconds: i64, lang: Lang) -> String {
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    match seconds {
        ..172_800 => w::hours(lang, count(seconds / 3600)),
        _ => w::days(lang, count(seconds / 86_400)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Grade};

    #[test]
    fn lines_stand_by_leaning_and_clocks_by_time() {
        let tick = |kind, s: i64, at: u32| Tick {
            kind,
            ms: s * 1000,
            basis: Basis::Utc,
            hop: None,
            at: at..at + 1,
        };
        let ledger = Ledger {
            lines: vec![Evidence {
                check: "date-days",
                grade: Grade::S,
                leaning: Leaning::Inconsistent,
                sentence: crate::model::Said::same("Date says 2017"),
                at: Some(40..50),
                here: Rate {
                    alarms: 1,
                    tested: 9,
                },
                known: Rate::default(),
            }],
            ticks: vec![
                tick(TickKind::Received, 900_000, 5),
                tick(TickKind::Date, 1, 9),
            ],
        };
        let rows = rows(ItemIx(3), &ledger, 80, Lang::English);
        let text: Vec<String> = rows.iter().map(|r| r.line.text()).collect();
        assert_eq!(text[0], "speaks against it");
        assert!(
            text[1].starts_with(" S date-days      1 of 9 here"),
            "{}",
            text[1]
        );
        assert_eq!(rows[2].to, To::Bytes(ItemIx(3), 40));
        assert!(text[4].ends_with("Date"), "{}", text[4]);
        assert_eq!(text[5], " : ~ 10 days ~");
        assert!(text[6].ends_with("Received"), "{}", text[6]);
    }

    #[test]
    fn a_file_breaks_no_order_and_opens_no_bytes() {
        let tick = |kind, day: i64, at| Tick {
            kind,
            ms: day * 86_400_000,
            basis: Basis::Utc,
            hop: None,
            at,
        };
        let ticks = [
            tick(TickKind::Part, 10, 0..0),
            tick(TickKind::Date, 100, 4..9),
            tick(TickKind::Part, 104, 0..0),
            tick(TickKind::Received, 110, 9..20),
            tick(TickKind::File, 300, 0..0),
        ];
        let mut rows = Vec::new();
        rail(ItemIx(3), &ticks, Lang::English, &mut rows);
        let gaps: Vec<(String, bool)> = (rows.iter().map(|r| &r.line))
            .filter(|line| line.text().contains('~'))
            .map(|line| (line.text(), *line == doubted(&line.text())))
            .collect();
        let is = |words: &str, doubtful| (format!(" : ~ {words} ~"), doubtful);
        assert_eq!(
            gaps,
            [
                is("90 days", false),
                is("4 days", false),
                is("10 days", true),
                is("190 days", false)
            ]
        );
        assert_eq!(rows[0].to, To::Items(vec![ItemIx(3)]));
        assert_eq!(rows[2].to, To::Bytes(ItemIx(3), 4));
    }

    /// A gap as it looks where it is told as impossible.
    fn doubted(text: &str) -> Line {
        let words = text.trim_start_matches(" : ");
        Line::new().say(" : ").mean(Meaning::Doubtful, words)
    }
}
