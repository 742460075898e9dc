//! Columns of plain output: cut and filled by display width.

use super::session::Session;
use crate::model::words::commands as w;
use crate::model::{Edit, Item, ItemIx, Kind, Lang, Said, Stamp, Verdict};
use crate::text::SafeText;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Makes text exactly so many columns wide; what does not fit ends in an ellipsis.
pub fn column(text: &str, width: usize) -> String {
    let safe = SafeText::line(text);
    let wide = |c: char| c.width().unwrap_or(0);
    let whole: usize = safe.as_str().chars().map(wide).sum();
    let room = if whole > width {
        width.saturating_sub(1)
    } else {
        width
    };
    let mut used = 0;
    let mut out: String = safe
        .as_str()
        .chars()
        .take_while(|c| {
            used += wide(*c);
            used <= room
        })
        .collect();
    if whole > width {
        out.push('…');
    }
    let filled: usize = out.chars().map(wide).sum();
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(filled)));
    out
}

/// Writes a date as lists show it, to the minute, in the sender's own zone.
pub fn date(stamp: Option<Stamp>) -> String {
    stamp.map_or_else(
        || "no date         ".to_owned(),
        |s| column(&s.format("%Y-%m-%d %H:%M"), 16),
    )
}

/// Writes one item as a line: digest, date, kind, verdict sign, sender, title.
pub fn item_line(session: &Session, ix: ItemIx) -> String {
    let item = session.item(ix);
    format!(
        "{}  {}  {}  {}  {}  {}",
        item.digest.short(),
        date(item.date()),
        column(item.kind.shown(session.lang), kind_width(session.lang)),
        verdict_sign(session, item),
        column(&sender(item), 24),
        item.title(),
    )
}

/// Gives how wide the widest kind of item is.
fn kind_width(lang: Lang) -> usize {
    let kinds = [Kind::Message, Kind::Attachment, Kind::Document];
    let wide = kinds.map(|kind| kind.shown(lang).width());
    wide.into_iter().max().unwrap_or(0)
}

/// Gives who sent an item, as a list shows it.
pub fn sender(item: &Item) -> String {
    let first = item.head.as_ref().and_then(|h| h.from.first());
    first.map_or_else(String::new, |m| {
        if m.name.is_empty() {
            m.address.clone()
        } else {
            m.name.clone()
        }
    })
}

/// Gives the sign of the one verdict that all authors share, `!` where they clash.
fn verdict_sign(session: &Session, item: &Item) -> char {
    let Some(marks) = session.snapshot.board.marks(&item.digest) else {
        return '·';
    };
    let mut verdicts: Vec<Verdict> = marks.verdicts.values().copied().collect();
    verdicts.dedup();
    match verdicts.as_slice() {
        [] => '·',
        [one] => one.sign(),
        _ => '!',
    }
}

/// Writes an edit on one line: what goes, what comes; a line break reads as a space.
pub fn edit_line(edit: &Edit, lang: Lang) -> String {
    let flat = |text: &str| text.split(['\r', '\n']).collect::<Vec<_>>().join(" ");
    format!(
        "{}  [-{}-] {{+{}+}}",
        column(edit.class.shown(lang), 12),
        flat(&edit.before),
        flat(&edit.after)
    )
}

/// Writes a number of bytes as people read it.
pub fn size(bytes: u64) -> Said {
    if bytes < 1000 {
        return w::octets(bytes);
    }
    let mut value = bytes as f64;
    let mut unit = w::KILO;
    for larger in [w::KILO, w::MEGA, w::GIGA, w::TERA] {
        value /= 1000.0;
        unit = larger;
        if value < 1000.0 {
            break;
        }
    }
    let number = |lang| match lang {
        Lang::English => format!("{value:.1}"),
        Lang::French => format!("{value:.1}").replace('.', ","),
    };
    Said::new(|lang| format!("{} {}", number(lang), unit.of(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_wide_as_it_is_asked_to_be() {
        assert_eq!(column("abc", 5), "abc  ");
        assert_eq!(column("abcdef", 4), "abc…");
        assert_eq!(column("日本語", 4), "日… ");
        assert_eq!(column("", 2), "  ");
    }

    #[test]
    fn sizes_read_as_people_write_them() {
        assert_eq!(size(999).en, "999 B");
        assert_eq!(size(1_500_000).en, "1.5 MB");
        assert_eq!(size(1_500_000).fr, "1,5 Mo");
    }
}
