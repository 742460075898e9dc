//! What `meta.xml` of an `OpenDocument` file claims.

use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::MetaKey as K;
use crate::model::MetaOrigin;

/// Elements of `meta.xml` and what they claim.
const CLAIMS: &[(&str, K)] = &[
    ("generator", K::Application),
    ("initial-creator", K::Author),
    ("creator", K::LastAuthor),
    ("printed-by", K::Custom),
    ("creation-date", K::Created),
    ("date", K::Modified),
    ("print-date", K::Printed),
    ("editing-cycles", K::Revision),
    ("language", K::Language),
    ("title", K::Title),
    ("subject", K::Subject),
    ("keyword", K::Keywords),
    ("description", K::Description),
];

/// Reads the claims.
pub(super) fn claims(xml: &[u8], paper: &mut Paper) {
    let origin = MetaOrigin::OdfMeta;
    let (mut words, mut meta, mut name) = (String::new(), false, String::new());
    walk(xml, paper, &mut |node, paper| match node {
        Node::Open("meta", _) => meta = true,
        Node::Close("meta") => meta = false,
        Node::Open("template", a) if meta => {
            let title = a.get("title").or_else(|| a.get("href"));
            paper.claim(K::Template, origin, title.unwrap_or(""));
        }
        Node::Open("document-statistic", a) if meta => {
            paper.claim(K::Pages, origin, a.get("page-count").unwrap_or(""));
            paper.claim(K::Words, origin, a.get("word-count").unwrap_or(""));
        }
        Node::Open(_, a) => {
            words.clear();
            a.get("name").unwrap_or("").clone_into(&mut name);
        }
        Node::Words(more) if meta => words.push_str(more),
        Node::Close(element) if meta => {
            match CLAIMS.iter().find(|(n, _)| n == element) {
                Some((_, key)) => paper.claim(*key, origin, &words),
                None if *element == "user-defined" && !words.trim().is_empty() => {
                    paper.claim(K::Custom, origin, &format!("{name}: {}", words.trim()));
                }
                None if *element == "editing-duration" => {
                    if let Some(minutes) = minutes(&words) {
                        paper.claim(K::EditingMinutes, origin, &minutes.to_string());
                    }
                }
                None => {}
            }
            words.clear();
        }
        Node::Words(_) | Node::Close(_) => {}
    });
}

/// Reads a length of time (`PT1H4M30S`, `P2DT3H`) in whole minutes.
fn minutes(text: &str) -> Option<u64> {
    let (mut total, mut number, mut clock) = (0_u64, 0_u64, false);
    for letter in text.trim().strip_prefix('P')?.chars().take(40) {
        match letter {
            'T' => clock = true,
            '0'..='9' => {
                number = number
                    .saturating_mul(10)
                    .saturating_add(u64::from(letter) - u64::from('0'));
            }
            'D' => total += std::mem::take(&mut number).saturating_mul(1440),
            'H' => total += std::mem::take(&mut number).saturating_mul(60),
            'M' if clock => total += std::mem::take(&mut number),
            _ => number = 0,
        }
    }
    Some(total)
}
