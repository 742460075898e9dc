//! Ghosts: a message that is not there, rebuilt from what its direct replies quote of it, with the
//! reply that bears each line and the other readings where replies disagree.

use crate::model::{Ghost, GhostLine, ItemIx};
use crate::text::{ZoneKind, attribution_head, block_head, fold, quote_marks, zones};

/// A direct reply to the message that is not there.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// The reply.
    pub item: ItemIx,
    /// Its text.
    pub text: &'a str,
}

/// Words of a quoted line, without its marks.
struct Quoted<'a> {
    text: &'a str,
    /// The folded words; what two lines are compared by.
    key: String,
}

/// Rebuilds a message from its replies, given in their order; the one that quotes most leads.
pub fn ghost(replies: &[Reply<'_>]) -> Ghost {
    let mut all: Vec<(ItemIx, Vec<Quoted<'_>>)> =
        replies.iter().map(|r| (r.item, quoted(r.text))).collect();
    all.sort_by_key(|(item, lines)| (std::cmp::Reverse(lines.len()), *item));
    let mut out = Ghost {
        lines: Vec::new(),
        claims: claims(replies),
    };
    let mut keys: Vec<String> = Vec::new();
    for (item, lines) in &all {
        weave(&mut out.lines, &mut keys, *item, lines);
    }
    out
}

/// The lines of the message that a reply answers: its first level of quoting.
fn quoted(text: &str) -> Vec<Quoted<'_>> {
    let mut out = Vec::new();
    for zone in zones(text) {
        let is_quote = match zone.kind {
            ZoneKind::Quote | ZoneKind::Forward => zone.depth == 1,
            ZoneKind::Own
            | ZoneKind::Attribution
            | ZoneKind::HeaderBlock
            | ZoneKind::Signature
            | ZoneKind::Footer
            | ZoneKind::Disclaimer => false,
        };
        if !is_quote {
            continue;
        }
        for line in text.get(zone.range).unwrap_or("").lines() {
            let words = line.get(quote_marks(line)..).unwrap_or("").trim();
            let key: Vec<String> = words
                .split_whitespace()
                .map(|w| fold(w).into_owned())
                .collect();
            if !key.is_empty() {
                out.push(Quoted {
                    text: words,
                    key: key.join(" "),
                });
            }
        }
    }
    out
}

/// Weaves the lines of one more reply into those that are there: equal lines gain a witness, what
/// stands between the same neighbours is another reading, what fills a hole comes in.
fn weave(lines: &mut Vec<GhostLine>, keys: &mut Vec<String>, item: ItemIx, new: &[Quoted<'_>]) {
    let mut from = 0;
    let mut open: Vec<&Quoted<'_>> = Vec::new();
    for quoted in new {
        let Some(step) = keys
            .get(from..)
            .and_then(|k| k.iter().position(|k| *k == quoted.key))
        else {
            open.push(quoted);
            continue;
        };
        let at = from + step;
        let added = settle(lines, keys, from..at, item, &open);
        open.clear();
        if let Some(line) = lines.get_mut(at + added) {
            line.witnesses.push(item);
        }
        from = at + added + 1;
    }
    // What follows the last line in common is the message's own end where nothing stood there yet.
    let end = if from == keys.len() { keys.len() } else { from };
    settle(lines, keys, from..end, item, &open);
}

/// Places the lines that two common neighbours frame; gives how many came in.
fn settle(
    lines: &mut Vec<GhostLine>,
    keys: &mut Vec<String>,
    gap: std::ops::Range<usize>,
    item: ItemIx,
    open: &[&Quoted<'_>],
) -> usize {
    if open.len() == gap.len() {
        for (line, quoted) in lines.iter_mut().skip(gap.start).zip(open) {
            line.others.push((item, quoted.text.to_owned()));
        }
        return 0;
    }
    if !gap.is_empty() {
        return 0;
    }
    for (step, quoted) in open.iter().enumerate() {
        let line = GhostLine {
            text: quoted.text.to_owned(),
            witnesses: vec![item],
            others: Vec::new(),
        };
        lines.insert(gap.start + step, line);
        keys.insert(gap.start + step, quoted.key.clone());
    }
    open.len()
}

/// Who is said to have written it, and when: the attributions that the replies bear.
fn claims(replies: &[Reply<'_>]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for reply in replies {
        let head = zones(reply.text)
            .into_iter()
            .find_map(|zone| match zone.kind {
                ZoneKind::Attribution => {
                    let head = attribution_head(reply.text, &zone);
                    Some(join(&head.who, &head.when))
                }
                ZoneKind::HeaderBlock => {
                    let head = block_head(reply.text, &zone);
                    Some(join(&head.from, &head.date))
                }
                ZoneKind::Own
                | ZoneKind::Quote
                | ZoneKind::Forward
                | ZoneKind::Signature
                | ZoneKind::Footer
                | ZoneKind::Disclaimer => None,
            });
        out.extend(head.filter(|h| !h.is_empty() && !out.contains(h)));
    }
    out
}

fn join(who: &str, when: &str) -> String {
    match (who.is_empty(), when.is_empty()) {
        (false, false) => format!("{who}, {when}"),
        (false, true) => who.to_owned(),
        (true, _) => when.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "Yes.\n\nOn 3 May 2017, Anna Roth <anna@example.org> wrote:\n\
        > We meet on Monday at noon.\n> Bring the 12 500 euros.\n> Anna\n";
    const SECOND: &str = "No.\n\nOn 3 May 2017, Anna Roth <anna@example.org> wrote:\n\
        > We meet on Monday at noon.\n> Bring the 72 500 euros.\n> Anna\n";

    fn text(ghost: &Ghost) -> Vec<&str> {
        ghost.lines.iter().map(|l| l.text.as_str()).collect()
    }

    #[test]
    fn two_replies_rebuild_a_message_and_show_where_they_disagree() {
        let replies = [
            Reply {
                item: ItemIx(4),
                text: FIRST,
            },
            Reply {
                item: ItemIx(7),
                text: SECOND,
            },
        ];
        let ghost = ghost(&replies);
        let wanted = [
            "We meet on Monday at noon.",
            "Bring the 12 500 euros.",
            "Anna",
        ];
        assert_eq!(text(&ghost), wanted);
        assert_eq!(ghost.lines[0].witnesses, [ItemIx(4), ItemIx(7)]);
        assert_eq!(
            ghost.lines[1].others,
            [(ItemIx(7), "Bring the 72 500 euros.".to_owned())]
        );
        assert_eq!(ghost.claims.len(), 1, "{:?}", ghost.claims);
    }

    #[test]
    fn what_one_reply_left_out_another_brings() {
        let part = "Ok\n\nOn 3 May 2017, Anna Roth wrote:\n> We meet on Monday at noon.\n> Anna\n";
        let replies = [
            Reply {
                item: ItemIx(1),
                text: part,
            },
            Reply {
                item: ItemIx(2),
                text: FIRST,
            },
        ];
        let ghost = ghost(&replies);
        assert_eq!(ghost.lines.len(), 3);
        assert_eq!(ghost.lines[1].witnesses, [ItemIx(2)]);
    }

    #[test]
    fn replies_that_quote_nothing_give_nothing() {
        assert_eq!(
            ghost(&[Reply {
                item: ItemIx(1),
                text: "Thanks\n"
            }])
            .lines,
            []
        );
    }
}
