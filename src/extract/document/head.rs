//! What the heads of web pages, calendars and address cards claim.

use crate::model::MetaKey as K;
use crate::model::{Meta, MetaKey, MetaOrigin};
use regex::Regex;
use std::sync::LazyLock;

/// Bytes of a page in which its head is looked for.
const HEAD_BYTES: usize = 32 << 10;
/// Lines of a calendar that are looked at.
const LINES: usize = 2_000;

/// Names of a page's `meta` elements and what they claim.
const NAMES: &[(&str, MetaKey)] = &[
    ("author", K::Author),
    ("generator", K::Application),
    ("progid", K::Application),
    ("keywords", K::Keywords),
    ("description", K::Description),
];

/// Fields of a calendar or card and what they claim.
const FIELDS: &[(&str, MetaKey)] = &[
    ("PRODID", K::Application),
    ("CREATED", K::Created),
    ("LAST-MODIFIED", K::Modified),
    ("REV", K::Modified),
];

/// Gives what the head of a web page claims.
pub(super) fn of_page(html: &str) -> Vec<Meta> {
    static ELEMENT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?is)<meta\s[^>]{1,2000}>").ok());
    static VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?is)\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))"#).ok()
    });
    let (Some(element), Some(value)) = (ELEMENT.as_ref(), VALUE.as_ref()) else {
        return Vec::new();
    };
    let head = html
        .get(..html.floor_char_boundary(HEAD_BYTES))
        .unwrap_or("");
    let mut out = Vec::new();
    for found in element.find_iter(head).take(64) {
        let (mut name, mut content) = (String::new(), String::new());
        for row in value.captures_iter(found.as_str()) {
            let words = (2..5).find_map(|n| row.get(n)).map_or("", |m| m.as_str());
            if row
                .get(1)
                .is_some_and(|n| n.as_str().eq_ignore_ascii_case("name"))
            {
                name = words.to_ascii_lowercase();
            } else {
                words.trim().clone_into(&mut content);
            }
        }
        let key = NAMES.iter().find(|(n, _)| *n == name);
        if let Some((_, key)) = key.filter(|_| !content.is_empty()) {
            out.push(claim(*key, content, MetaOrigin::Html));
        }
    }
    out.dedup();
    out
}

/// Gives what a calendar or an address card claims; of any other text nothing.
pub(super) fn of_card(text: &str) -> Vec<Meta> {
    let start = text.trim_start();
    if !(start.starts_with("BEGIN:VCALENDAR") || start.starts_with("BEGIN:VCARD")) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for line in start.lines().take(LINES) {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let name = name.split(';').next().unwrap_or("");
        let Some((_, key)) = FIELDS.iter().find(|(n, _)| *n == name) else {
            continue;
        };
        let value = if key.is_moment() {
            moment(value.trim())
        } else {
            value.trim().to_owned()
        };
        let claim = claim(*key, value, MetaOrigin::Calendar);
        if !claim.value.is_empty() && out.len() < 16 && !out.contains(&claim) {
            out.push(claim);
        }
    }
    out
}

fn claim(key: MetaKey, value: String, origin: MetaOrigin) -> Meta {
    Meta { key, value, origin }
}

/// `20170418T091304Z` as RFC 3339.
fn moment(value: &str) -> String {
    let part = |from: usize, to: usize| value.get(from..to).unwrap_or("");
    if value.len() < 15 || !value.is_ascii() || value.contains('-') {
        return value.to_owned();
    }
    format!(
        "{}-{}-{}T{}:{}:{}{}",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(9, 11),
        part(11, 13),
        part(13, 15),
        part(15, 16)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_pages_and_calendars() {
        let page = "<html><head><META content='Acme Editor 3' name=Generator></head>";
        let values: Vec<String> = of_page(page).into_iter().map(|m| m.value).collect();
        assert_eq!(values, ["Acme Editor 3"]);
        let calendar =
            "BEGIN:VCALENDAR\r\nPRODID:-//Acme//EN\r\nLAST-MODIFIED:20170418T091304Z\r\n";
        let claims = of_card(calendar);
        assert_eq!(claims[0].value, "-//Acme//EN");
        assert_eq!(claims[1].epoch_s(), Some(1_492_506_784));
        assert!(of_card("PRODID: x").is_empty());
    }
}
