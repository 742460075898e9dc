//! The apparatus: one row a variant place, one column a witness, as editors of old texts set it.
//! Pairwise comparisons with the base are merged by the places in the base that they touch.
//!
//! ```text
//!    where         A base         B cb.mbox      C extra
//! >  22 amount     12 500         = A            72 500 *
//!    55 line-in    (absent)       = A            Confidentiel *
//! ```

use super::{SheetRow, To};
use crate::case::Snapshot;
use crate::model::words::heads as w;
use crate::model::{Comparison, Edit, Field, ItemIx, Lang, Said};
use crate::tui::canvas::{Line, cut};
use crate::tui::screens::threads::date;
use crate::tui::theme::Meaning;
use std::ops::Range;

/// The variant places of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Apparatus {
    /// The witnesses, the base first.
    pub witnesses: Vec<ItemIx>,
    /// The places, header fields first, then in the order of the base.
    pub places: Vec<Place>,
    /// Whether an alignment was cut short.
    pub truncated: bool,
}

/// One place at which a witness differs from the base.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Where: the line in the base and the class, or a header field.
    pub name: Said,
    /// What each witness has there, the base first; `None` where it agrees with the base.
    pub readings: Vec<Option<String>>,
    /// The words before and after of each witness's first edit there, empty where it agrees.
    pub edits: Vec<(String, String)>,
}

/// Merges comparisons of a base with its witnesses into places.
pub fn apparatus(base: (ItemIx, &str), others: &[(ItemIx, Comparison)]) -> Apparatus {
    let (base, text) = base;
    let mut out = Apparatus {
        witnesses: std::iter::once(base)
            .chain(others.iter().map(|(ix, _)| *ix))
            .collect(),
        places: Vec::new(),
        truncated: others.iter().any(|(_, c)| c.truncated),
    };
    out.places = heads(others);
    for span in spans(others) {
        out.places.push(place(text, &span, others));
    }
    out
}

/// Header fields and attachments, by name.
fn heads(others: &[(ItemIx, Comparison)]) -> Vec<Place> {
    let edits = others.iter().flat_map(|(_, c)| &c.edits);
    let mut fields: Vec<&Field> = edits.map(|e| &e.field).collect();
    fields.retain(|f| **f != Field::Body);
    fields.sort();
    fields.dedup();
    let of = |field: &Field| {
        let edit = |c: &Comparison| c.edits.iter().find(|e| e.field == *field).cloned();
        let found: Vec<Option<Edit>> = others.iter().map(|(_, c)| edit(c)).collect();
        let before = found.iter().flatten().next().map(|e| e.before.clone());
        Place {
            name: Said::new(|lang| field.shown(lang)),
            readings: std::iter::once(before)
                .chain(found.iter().map(|e| e.as_ref().map(|e| e.after.clone())))
                .collect(),
            edits: std::iter::once((String::new(), String::new()))
                .chain(found.iter().map(|e| words(e.as_ref())))
                .collect(),
        }
    };
    fields.into_iter().map(of).collect()
}

fn words(edit: Option<&Edit>) -> (String, String) {
    edit.map_or_else(Default::default, |e| (e.before.clone(), e.after.clone()))
}

/// The places in the base that some witness changes; edits that touch are one place.
fn spans(others: &[(ItemIx, Comparison)]) -> Vec<Range<usize>> {
    let edits = others.iter().flat_map(|(_, c)| &c.edits);
    let body = edits.filter(|e| e.field == Field::Body);
    let mut spans: Vec<Range<usize>> = body.map(|e| e.a.clone()).collect();
    spans.sort_by_key(|s| (s.start, s.end));
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end || span == *last => {
                last.end = last.end.max(span.end);
            }
            Some(_) | None => out.push(span),
        }
    }
    out
}

fn place(text: &str, span: &Range<usize>, others: &[(ItemIx, Comparison)]) -> Place {
    let within =
        |e: &&Edit| e.field == Field::Body && e.a.start >= span.start && e.a.end <= span.end;
    let of = |c: &Comparison| {
        c.edits
            .iter()
            .filter(within)
            .cloned()
            .collect::<Vec<Edit>>()
    };
    let found: Vec<Vec<Edit>> = others.iter().map(|(_, c)| of(c)).collect();
    let line = text.get(..span.start).unwrap_or("").matches('\n').count() + 1;
    let class = found.iter().flatten().next().map(|e| e.class);
    let class = |lang| class.map_or("", |c| c.shown(lang));
    let base = text.get(span.clone()).unwrap_or("").to_owned();
    Place {
        name: Said::new(|lang| format!("{line} {}", class(lang))),
        readings: std::iter::once(Some(base))
            .chain(found.iter().map(|e| reading(text, span, e)))
            .collect(),
        edits: std::iter::once((String::new(), String::new()))
            .chain(found.iter().map(|e| words(e.first())))
            .collect(),
    }
}

/// The words of a witness at a place: the base with the witness's edits in it.
fn reading(text: &str, span: &Range<usize>, edits: &[Edit]) -> Option<String> {
    if edits.is_empty() {
        return None;
    }
    let (mut out, mut from) = (String::new(), span.start);
    for edit in edits {
        out.push_str(text.get(from..edit.a.start).unwrap_or(""));
        out.push_str(&edit.after);
        from = edit.a.end.max(from);
    }
    out.push_str(text.get(from..span.end).unwrap_or(""));
    Some(out)
}

impl Place {
    /// Gives the one witness that stands alone against all others, where three or more are there.
    pub fn odd(&self) -> Option<usize> {
        let base = self.readings.first()?.clone().unwrap_or_default();
        let all: Vec<&str> = self
            .readings
            .iter()
            .map(|r| r.as_deref().unwrap_or(&base).trim())
            .collect();
        let alone = |at: &usize| {
            let here = all.get(*at);
            let mut rest = all
                .iter()
                .enumerate()
                .filter(|(n, _)| n != at)
                .map(|(_, r)| r);
            let first = rest.next();
            first != here && rest.all(|r| Some(r) == first)
        };
        (0..all.len()).find(alone).filter(|_| all.len() > 2)
    }

    fn cell(&self, column: usize, lang: Lang) -> (String, Meaning) {
        let words = match self.readings.get(column) {
            Some(Some(words)) if words.trim().is_empty() => w::ABSENT.of(lang).to_owned(),
            Some(Some(words)) => words.split_whitespace().collect::<Vec<_>>().join(" "),
            Some(None) | None => "= A".to_owned(),
        };
        if self.odd() == Some(column) {
            (format!("* {words}"), Meaning::Doubtful)
        } else {
            (words, Meaning::Plain)
        }
    }
}

/// Columns of the name of a place, with its number.
const NAME: usize = 22;
/// Narrowest column of a witness.
const NARROWEST: usize = 18;

/// The columns that are shown: the base always, then as many witnesses as fit, the one in focus
/// among them.
fn shown(width: u16, count: usize, focus: usize) -> (Vec<usize>, usize) {
    let room = usize::from(width).saturating_sub(NAME + 2);
    let fit = (room / NARROWEST).clamp(2, count.max(2)) - 1;
    let first = (focus + 1).saturating_sub(fit).max(1);
    let columns: Vec<usize> = std::iter::once(0).chain((first..count).take(fit)).collect();
    let each = room / columns.len().max(1);
    (columns, each.saturating_sub(1))
}

/// Names a witness: A to Z, then by number.
fn letter(at: usize) -> String {
    let letter = u8::try_from(at).ok().filter(|n| *n < 26);
    letter.map_or_else(
        || format!("#{}", at + 1),
        |n| char::from(b'A' + n).to_string(),
    )
}

impl Apparatus {
    /// Names the columns: letter, day and file of each witness; the one in focus is marked.
    pub fn heading(&self, (snapshot, lang): (&Snapshot, Lang), width: u16, focus: usize) -> Line {
        let (columns, each) = shown(width, self.witnesses.len(), focus);
        let mut line = Line::new().mean(
            Meaning::Label,
            &format!("{:<1$}", w::WHERE.of(lang), NAME + 2),
        );
        for at in columns {
            let item = self.witnesses.get(at);
            let item = item.and_then(|ix| snapshot.generation.items.get(ix.at()));
            let place = item.and_then(|i| i.locations.first());
            let file = place.map_or("", |l| l.path.rsplit('/').next().unwrap_or(""));
            let day = date(lang, item.and_then(crate::model::Item::date), 10);
            let here = at == focus && at > 0;
            let meaning = if here {
                Meaning::Chosen
            } else {
                Meaning::Label
            };
            let cell = Line::new()
                .mean(
                    meaning,
                    &format!("{}{}", if here { ">" } else { "" }, letter(at)),
                )
                .say(" ")
                .evidence_as(
                    Meaning::Label,
                    &format!("{} {file}", day.get(5..).unwrap_or("")),
                );
            line = line.join(cell.fit(each)).say(" ");
        }
        line
    }

    /// Lays out the places, as many witnesses as fit.
    pub fn rows(&self, lang: Lang, width: u16, focus: usize) -> Vec<SheetRow> {
        let (columns, each) = shown(width, self.witnesses.len(), focus);
        let row = |(at, place): (usize, &Place)| {
            let name = format!("{:>2}  {}", at + 1, place.name.of(lang));
            let mut line =
                Line::new().mean(Meaning::Label, &format!("{:<NAME$}", cut(&name, NAME - 1)));
            for column in &columns {
                let (words, meaning) = place.cell(*column, lang);
                line = line
                    .join(Line::new().evidence_as(meaning, &words).fit(each))
                    .say(" ");
            }
            SheetRow {
                line,
                to: self.to(place, focus),
            }
        };
        self.places.iter().enumerate().map(row).collect()
    }

    /// The base against the witness in focus where it differs, else the odd one out, else the first
    /// that differs.
    fn to(&self, place: &Place, focus: usize) -> To {
        let differs = |at: &usize| *at > 0 && matches!(place.readings.get(*at), Some(Some(_)));
        let other = Some(focus)
            .filter(differs)
            .or_else(|| place.odd().filter(differs))
            .or_else(|| (1..self.witnesses.len()).find(differs));
        let found = other.and_then(|at| {
            let words = place.edits.get(at)?.clone();
            Some((*self.witnesses.first()?, *self.witnesses.get(at)?, words))
        });
        found.map_or(To::Nothing, |(a, b, words)| To::Pair(a, b, Box::new(words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EditClass;

    const BASE: &str = "Pay the sum of 12 500 EUR\nto SCI today.\n";

    fn edit(before: &str, after: &str) -> Edit {
        let start = BASE.find(before).unwrap();
        Edit {
            class: EditClass::Amount,
            field: Field::Body,
            before: before.into(),
            after: after.into(),
            a: start..start + before.len(),
            b: 0..0,
        }
    }

    fn witness(ix: u32, edits: Vec<Edit>) -> (ItemIx, Comparison) {
        let comparison = Comparison {
            edits,
            ..Comparison::default()
        };
        (ItemIx(ix), comparison)
    }

    fn sample() -> Apparatus {
        let others = [
            witness(1, vec![]),
            witness(2, vec![edit("12 500", "72 500"), edit("SCI", "Holding")]),
            witness(3, vec![edit("SCI", "Holding"), edit("today", "")]),
        ];
        apparatus((ItemIx(0), BASE), &others)
    }

    #[test]
    fn a_place_is_a_row_and_agreement_and_absence_are_said() {
        let rows = sample().rows(Lang::English, 120, 0);
        let text: Vec<String> = rows.iter().map(|r| r.line.text()).collect();
        assert_eq!(text.len(), 3);
        assert!(
            text[0].contains("1 amount") && text[0].contains("* 72 500"),
            "{}",
            text[0]
        );
        assert!(text[0].contains("= A"));
        assert!(
            text[1].contains("Holding") && !text[1].contains('*'),
            "{}",
            text[1]
        );
        assert!(text[2].contains("* (absent)"), "{}", text[2]);
    }

    #[test]
    fn edits_that_overlap_are_one_place_with_whole_readings() {
        let others = [
            witness(1, vec![edit("12 500 EUR", "a little")]),
            witness(2, vec![edit("500", "900")]),
        ];
        let made = apparatus((ItemIx(0), BASE), &others);
        assert_eq!(made.places.len(), 1);
        let readings: Vec<_> = made.places[0].readings.iter().flatten().collect();
        assert_eq!(readings, ["12 500 EUR", "a little", "12 900 EUR"]);
    }

    #[test]
    fn enter_opens_the_odd_one_or_the_witness_in_focus() {
        let made = sample();
        let to = |focus: usize, row: usize| made.rows(Lang::English, 80, focus)[row].to.clone();
        assert!(matches!(to(0, 0), To::Pair(ItemIx(0), ItemIx(2), _)));
        assert!(matches!(to(0, 1), To::Pair(ItemIx(0), ItemIx(2), _)));
        assert!(matches!(to(3, 1), To::Pair(ItemIx(0), ItemIx(3), _)));
    }

    #[test]
    fn every_witness_can_be_brought_into_view() {
        for width in [60, 80, 160] {
            for focus in 1..9 {
                let (columns, each) = shown(width, 9, focus);
                assert!(
                    columns.contains(&0) && columns.contains(&focus),
                    "{width} {focus}"
                );
                assert!(columns.len() * (each + 1) + NAME + 2 <= usize::from(width));
            }
        }
    }
}
