//! How a message that is not there looks: what is claimed of it, then its lines with the number of
//! replies that bear each, and other readings of a line below it.

use super::{SheetRow, To};
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{Ghost, ItemIx, Lang};
use crate::tui::canvas::Line;
use crate::tui::screens::short_name;
use crate::tui::theme::Meaning;

/// Names the columns.
pub fn heading(ghost: &Ghost, lang: Lang) -> Line {
    let words = if ghost.lines.is_empty() {
        w::GHOST_REBUILT
    } else {
        w::GHOST_HEADS
    };
    Line::new().mean(Meaning::Label, words.of(lang))
}

/// Lays out the rows.
pub fn rows(ghost: &Ghost, lang: Lang, who: &dyn Fn(ItemIx) -> String) -> Vec<SheetRow> {
    let claims = ghost.claims.iter().map(|claim| SheetRow {
        line: Line::new()
            .mean(Meaning::Label, w::CLAIMED.of(lang))
            .evidence(claim),
        to: To::Nothing,
    });
    let mut out: Vec<SheetRow> = claims.collect();
    for line in &ghost.lines {
        let sign = if line.others.is_empty() { " " } else { "!" };
        out.push(SheetRow {
            line: Line::new()
                .say(&format!("{:>5} ", line.witnesses.len()))
                .mean(Meaning::Doubtful, sign)
                .say("  ")
                .evidence(&line.text),
            to: To::Items(line.witnesses.clone()),
        });
        for (item, text) in &line.others {
            out.push(SheetRow {
                line: Line::new()
                    .mean(Meaning::Label, w::OR_ELSE.of(lang))
                    .evidence_as(Meaning::Added, text)
                    .say("  ")
                    .evidence_as(Meaning::Label, &who(*item)),
                to: To::Items(vec![*item]),
            });
        }
    }
    out
}

/// Names who sent an item.
pub fn who((snapshot, lang): (&Snapshot, Lang), ix: ItemIx) -> String {
    let item = snapshot.generation.items.get(ix.at());
    let from = item
        .and_then(|i| i.head.as_ref())
        .and_then(|h| h.from.first());
    from.map_or_else(
        || w::NO_SENDER.of(lang).into(),
        |m| short_name(m).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GhostLine;

    #[test]
    fn lines_bear_their_count_and_other_readings_stand_below() {
        let ghost = Ghost {
            lines: vec![GhostLine {
                text: "We pay 12 500.".into(),
                witnesses: vec![ItemIx(3), ItemIx(5)],
                others: vec![(ItemIx(7), "We pay 72 500.".into())],
            }],
            claims: vec!["Anna, on Friday".into()],
        };
        let rows = rows(&ghost, Lang::English, &|_| "Anna".into());
        let text: Vec<String> = rows.iter().map(|r| r.line.text()).collect();
        assert_eq!(text[0], "claimed  Anna, on Friday");
        assert_eq!(text[1], "    2 !  We pay 12 500.");
        assert!(
            text[2].starts_with("     or  We pay 72 500."),
            "{}",
            text[2]
        );
        assert_eq!(rows[2].to, To::Items(vec![ItemIx(7)]));
    }
}
