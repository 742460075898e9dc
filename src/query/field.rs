//! Fields and their values: one table of names, one reader for each kind of value.

use super::lex::error;
use super::{Dkim, Filter, Has, Is, Order, PartField, QueryError};
use crate::model::words::queries as w;
use crate::model::{Cover, Said, Verdict, Word};
use jiff::civil::Date;

/// The fields with an example each, in the order of the help.
pub const FIELDS: &[(&str, &str)] = &[
    ("from", "from:berard"),
    ("to", "to:example.org"),
    ("cc", "cc:anna"),
    ("subject", "subject:\"quarterly report\""),
    ("body", "body:invoice"),
    ("own", "own:invoice"),
    ("quoted", "quoted:invoice"),
    ("exact", "exact:\"12.500 EUR\""),
    ("filename", "filename:.xlsx"),
    ("id", "id:3f9a81c2"),
    ("thread", "thread:12"),
    ("group", "group:4"),
    ("tag", "tag:finance"),
    ("verdict", "verdict:altered"),
    ("source", "source:laptop"),
    ("custodian", "custodian:anna"),
    ("inner", "inner:archive.zip"),
    ("view", "view:first-pass"),
    ("has", "has:attachment"),
    ("is", "is:unreviewed"),
    ("dkim", "dkim:broken"),
    ("type", "type:pdf"),
    ("check", "check:copies"),
    ("score", "score:>0.8"),
    ("larger", "larger:1M"),
    ("smaller", "smaller:20k"),
    ("date", "date:2017-04-01..2017-05-05"),
];

pub(super) const PARTS: &[(&str, PartField)] = &[
    ("from", PartField::From),
    ("to", PartField::To),
    ("cc", PartField::Cc),
    ("subject", PartField::Subject),
    ("body", PartField::Body),
    ("own", PartField::Own),
    ("quoted", PartField::Quoted),
    ("exact", PartField::Exact),
    ("filename", PartField::Filename),
    ("source", PartField::Source),
    ("custodian", PartField::Custodian),
    ("inner", PartField::Inner),
    ("type", PartField::Type),
];

pub(super) const HAS: &[(&str, Has)] = &[("attachment", Has::Attachment), ("note", Has::Note)];

pub(super) const IS: &[(&str, Is)] = &[
    ("message", Is::Message),
    ("attachment", Is::Attachment),
    ("document", Is::Document),
    ("unreviewed", Is::Unreviewed),
    ("open", Is::Open),
    ("duplicate", Is::Duplicate),
    ("exception", Is::Exception),
    ("known", Is::Known),
    ("testable", Is::Testable),
    ("signed", Is::Covered(Cover::Signed)),
    ("quoted", Is::Covered(Cover::Quoted)),
    ("copied", Is::Covered(Cover::Copied)),
    ("clocked", Is::Covered(Cover::Clocked)),
    ("one-sided", Is::Covered(Cover::OneSided)),
    ("unattached", Is::Covered(Cover::Unattached)),
];

pub(super) const DKIM: &[(&str, Dkim)] = &[
    ("valid", Dkim::Valid),
    ("broken", Dkim::Broken),
    ("nokey", Dkim::NoKey),
    ("signed", Dkim::Signed),
    ("footer", Dkim::Footer),
    ("rewritten", Dkim::Rewritten),
    ("fails", Dkim::Fails),
    ("untested", Dkim::Untested),
    ("none", Dkim::None),
];

pub(super) const VERDICTS: &[(&str, Verdict)] = &[
    ("authentic", Verdict::Authentic),
    ("altered", Verdict::Altered),
    ("fabricated", Verdict::Fabricated),
    ("decoy", Verdict::Decoy),
    ("foreign", Verdict::Foreign),
    ("undetermined", Verdict::Undetermined),
];

pub(super) const ORDERS: &[(&str, Order)] = &[
    (">=", Order::AtLeast),
    ("<=", Order::AtMost),
    (">", Order::More),
    ("<", Order::Less),
    ("=", Order::Equal),
];

/// Reads the value of a field.
pub(super) fn filter(
    at: usize,
    name: &str,
    value_at: usize,
    value: &str,
) -> Result<Filter, QueryError> {
    if !FIELDS.iter().any(|(field, _)| *field == name) {
        let names: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
        return Err(error(
            at,
            unknown(w::A_FIELD, name, &names, w::COLON_QUOTED.into()),
        ));
    }
    if value.trim().is_empty() {
        let example = FIELDS
            .iter()
            .find(|(f, _)| *f == name)
            .map_or("", |(_, e)| e);
        return Err(error(value_at, w::value_expected(name, example)));
    }
    if let Some((_, part)) = PARTS.iter().find(|(field, _)| *field == name) {
        return Ok(Filter::Part(*part, value.to_owned()));
    }
    match name {
        "id" => id(value_at, value),
        "thread" => Ok(Filter::Thread(value.to_owned())),
        "group" => Ok(Filter::Group(value.to_owned())),
        "tag" => Ok(Filter::Tag(value.to_owned())),
        "view" => Ok(Filter::View(value.to_owned())),
        "check" => Ok(Filter::Check(value.to_owned())),
        "verdict" => choice(value_at, w::A_VERDICT, value, VERDICTS).map(Filter::Verdict),
        "has" => choice(value_at, w::A_HAS, value, HAS).map(Filter::Has),
        "is" => choice(value_at, w::AN_IS, value, IS).map(Filter::Is),
        "dkim" => choice(value_at, w::A_DKIM, value, DKIM).map(Filter::Dkim),
        "score" => score(value_at, value),
        "larger" => size(value_at, value).map(|bytes| Filter::Size(Order::More, bytes)),
        "smaller" => size(value_at, value).map(|bytes| Filter::Size(Order::Less, bytes)),
        _ => days(value_at, value),
    }
}

fn choice<T: Copy>(
    at: usize,
    what: Word,
    value: &str,
    rows: &[(&str, T)],
) -> Result<T, QueryError> {
    let lower = value.to_lowercase();
    if let Some((_, found)) = rows.iter().find(|(word, _)| *word == lower) {
        return Ok(*found);
    }
    let words: Vec<&str> = rows.iter().map(|(word, _)| *word).collect();
    Err(error(at, unknown(what, value, &words, Said::default())))
}

/// Says that a name is unknown, with near spellings or else all names.
fn unknown(what: Word, name: &str, known: &[&str], hint: Said) -> Said {
    let lower = name.to_lowercase();
    let near: Vec<&str> = known
        .iter()
        .copied()
        .filter(|k| distance(k, &lower) <= 2 && k.len() > 2 || k.starts_with(&lower))
        .collect();
    if near.is_empty() {
        w::unknown_of(what, name, known.join(", "), hint)
    } else {
        let near = Said::new(|lang| near.join(w::OR.of(lang)));
        w::unknown_near(what, name, near, hint)
    }
}

/// Counts the letters that differ between two short words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(32).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let best = (corner + usize::from(ca != *cb))
                .min(left + 1)
                .min(above + 1);
            corner = above;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = best;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// A digest of 8 to 64 digits, or a Message-ID with or without its brackets.
fn id(at: usize, value: &str) -> Result<Filter, QueryError> {
    let bare = value.trim().trim_start_matches('<').trim_end_matches('>');
    let hex = bare.len() <= 64 && bare.bytes().all(|b| b.is_ascii_hexdigit());
    if bare.is_empty() || (hex && bare.len() < 8) {
        return Err(error(at, w::ID_EXPECTED));
    }
    Ok(Filter::Id(bare.to_owned()))
}

fn score(at: usize, value: &str) -> Result<Filter, QueryError> {
    let (order, rest) = ORDERS
        .iter()
        .find_map(|(sign, order)| value.strip_prefix(sign).map(|rest| (*order, rest)))
        .unwrap_or((Order::Equal, value));
    match rest.parse::<f64>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(Filter::Score(order, number.abs())),
        _ => Err(error(at, w::SCORE_EXPECTED)),
    }
}

/// Bytes with an optional k, M, G (powers of 1024).
fn size(at: usize, value: &str) -> Result<u64, QueryError> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match value
        .get(digits.len()..)
        .unwrap_or("")
        .to_lowercase()
        .as_str()
    {
        "" | "b" => Some(0),
        "k" | "kb" | "kib" => Some(10),
        "m" | "mb" | "mib" => Some(20),
        "g" | "gb" | "gib" => Some(30),
        _ => None,
    };
    let bytes = unit.and_then(|shift| digits.parse::<u64>().ok()?.checked_mul(1 << shift));
    bytes.ok_or_else(|| error(at, w::SIZE_EXPECTED))
}

/// A day, a month, a year, or two of them with `..` between; either side may be open.
fn days(at: usize, value: &str) -> Result<Filter, QueryError> {
    let wrong = || error(at, w::DAYS_EXPECTED);
    let (from, to) = match value.split_once("..") {
        Some(("", "")) => return Err(wrong()),
        Some((from, to)) => (from, to),
        None => (value, value),
    };
    let first = match from {
        "" => None,
        text => Some(span(text).ok_or_else(wrong)?.0),
    };
    let last = match to {
        "" => None,
        text => Some(span(text).ok_or_else(wrong)?.1),
    };
    if first.zip(last).is_some_and(|(first, last)| first > last) {
        return Err(error(at, w::ENDS_EARLY));
    }
    Ok(Filter::Days(first, last))
}

/// Gives the first and last day of `2017`, `2017-04` or `2017-04-01`.
fn span(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4)?.parse::<i16>().ok()?;
    let month = parts.next().map(str::parse::<i8>).transpose().ok()?;
    let day = parts.next().map(str::parse::<i8>).transpose().ok()?;
    if parts.next().is_some() || text.contains('+') {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, _) => first.last_of_year(),
    };
    Some((first, last))
}
