//! Names and dates out of header blocks and attribution lines, to tie quotes to their originals.

use super::Zone;
use super::lines::marks_of;
use super::marks::{HeadField, field, plain};
use super::tables::LANGUAGES;

/// What a header block inside a text says; empty where it does not say it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BlockHead {
    /// The sender as written.
    pub from: String,
    /// The date as written.
    pub date: String,
    /// The recipients as written.
    pub to: String,
    /// The subject as written.
    pub subject: String,
}

/// What an attribution line says; empty where it does not say it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AttributionHead {
    /// The writer as named, with the address where it stands there.
    pub who: String,
    /// The date as written.
    pub when: String,
}

fn lines_of<'t>(text: &'t str, zone: &Zone) -> impl Iterator<Item = &'t str> {
    text.get(zone.range.clone())
        .unwrap_or("")
        .lines()
        .map(|line| {
            let (_, words) = marks_of(line.as_bytes());
            line.get(words..).unwrap_or("").trim_end()
        })
}

/// Reads a zone of kind `HeaderBlock`.
pub fn block_head(text: &str, zone: &Zone) -> BlockHead {
    let mut head = BlockHead::default();
    let mut last = HeadField::Other;
    for line in lines_of(text, zone) {
        let (which, value) = match field(line) {
            Some((which, at)) => (which, line.get(at..).unwrap_or("").trim_end_matches('*')),
            None if line.starts_with([' ', '\t']) => (last, line.trim()),
            None => continue,
        };
        let folded = last == which && field(line).is_none();
        last = which;
        let slot = match which {
            HeadField::From => &mut head.from,
            HeadField::Date => &mut head.date,
            HeadField::To => &mut head.to,
            HeadField::Subject => &mut head.subject,
            HeadField::Other => continue,
        };
        if folded {
            slot.push(' ');
            slot.push_str(value);
        } else if slot.is_empty() {
            slot.push_str(value);
        }
    }
    head
}

/// Reads a zone of kind `Attribution`: the last name or address before the verb is the writer,
/// what stands before it the date.
pub fn attribution_head(text: &str, zone: &Zone) -> AttributionHead {
    let mut line = String::new();
    for part in lines_of(text, zone) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part.trim());
    }
    let line = line.trim_end_matches([':', ' ', '\u{A0}', '\u{202F}']);
    let (before, after) = split_at_verb(line);
    if after.contains(char::is_alphabetic) {
        // German order: "Am 21.04.2017 um 12:31 schrieb Max Muster <max@example.org>".
        return AttributionHead {
            who: after.trim_matches([',', ' ']).to_owned(),
            when: without_opening(before).to_owned(),
        };
    }
    let cut = name_start(before);
    AttributionHead {
        who: before
            .get(cut..)
            .unwrap_or("")
            .trim_matches([',', ' ', '*'])
            .to_owned(),
        when: without_opening(before.get(..cut).unwrap_or("")).to_owned(),
    }
}

/// Splits a line at the verb of the attribution, which is left out.
fn split_at_verb(line: &str) -> (&str, &str) {
    let folded = plain(line);
    let verbs = LANGUAGES.iter().flat_map(|c| c.wrote.iter());
    let found = verbs
        .filter(|v| folded.contains(**v))
        .filter_map(|v| {
            // The plain form may be of another length: the verb is looked for as it is written.
            let at = line.to_lowercase().rfind(*v)?;
            (line.is_char_boundary(at) && line.is_char_boundary(at + v.len()))
                .then_some((at, at + v.len()))
        })
        .max_by_key(|(at, end)| (end - at, *at));
    match found {
        Some((at, end)) => (
            line.get(..at).unwrap_or(line),
            line.get(end..).unwrap_or(""),
        ),
        None => (line, ""),
    }
}

/// Gives the place where the writer's name starts: behind the last comma, digit or zone name that
/// stands before the name.
fn name_start(before: &str) -> usize {
    let stop = before.find(['<', '@']).unwrap_or(before.len());
    let head = before.get(..stop).unwrap_or(before);
    // Digits of a bare address ("max1890@example.org") are no time.
    let head = match before.get(stop..) {
        Some(rest) if rest.starts_with('@') => head
            .rfind(char::is_whitespace)
            .map_or("", |at| head.get(..=at).unwrap_or(head)),
        _ => head,
    };
    let digit = head
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let mut start = digit;
    // "12:31:05 +0200, ", "10:00 AM, ", "12:31 (CEST), ": what belongs to the time goes with it.
    let tail = head.get(digit..).unwrap_or("");
    if let Some(comma) = tail.find(',').filter(|comma| digit > 0 && *comma < 14) {
        start = digit + comma + 1;
    }
    for word in ["PM", "AM", "pm", "am"] {
        let rest = before.get(start..).unwrap_or("").trim_start();
        if let Some(stripped) = rest
            .strip_prefix(word)
            .filter(|r| r.starts_with([' ', ',']))
        {
            start = before.len() - stripped.len();
        }
    }
    start
}

/// Leaves out the first word of an attribution ("On", "Le", "Am") and marks at the end.
fn without_opening(when: &str) -> &str {
    let bare = when.trim().trim_end_matches([',', ' ']);
    let folded = plain(bare);
    let opening = LANGUAGES
        .iter()
        .flat_map(|c| c.on.iter())
        .filter(|w| folded.starts_with(**w))
        .map(|w| w.len())
        .max()
        .unwrap_or(0);
    bare.get(opening..).unwrap_or(bare).trim()
}
