//! Words that programs, not people, put into texts and quotes: rewritten links, banners, picture
//! names, header lines, marks of re-sending.

use crate::compare::folded;
use crate::model::EditClass;

/// Words that mail programs put into what they quote.
const WORDS: &[&str] = &[
    "mailto",
    "wrote",
    "ecrit",
    "schrieb",
    "safelinks",
    "urldefense",
    "linkprotect",
    "image0",
    "image1",
    "cid:",
    "bannerstart",
    "bannerend",
    "uri removed",
    "%20",
    "[image",
    // What a configuration tool writes for each switch that is off.
    "config_",
];

/// Pairs of words that only a warning of a gateway has together.
const BANNERS: &[(&str, &str)] = &[
    ("external", "sender"),
    ("external", "email"),
    ("external", "organization"),
    ("outside", "organization"),
    ("caution", "links"),
    ("externe", "expediteur"),
    ("exterieur", "organisation"),
    ("extern", "absender"),
];

/// Names with which header lines inside quotes begin.
const HEADS: &[&str] = &[
    "from:",
    "to:",
    "cc:",
    "sent:",
    "date:",
    "subject:",
    "reply-to:",
    "de:",
    "de :",
    "a:",
    "a :",
    "envoye",
    "objet",
    "von:",
    "an:",
    "gesendet",
    "betreff:",
    "-----original",
    "begin forwarded",
];

/// Words by which an author says that a letter is sent again.
const AGAIN: &[&str] = &[
    "resend",
    "re-send",
    "resent",
    "resending",
    "renvoi",
    "renvoie",
    "erratum",
    "correction",
    "corrected",
    "rectificatif",
    "corrigee",
    "nochmal",
];

/// Links that lead through a gateway.
const GATEWAYS: &[&str] = &[
    "safelinks",
    "urldefense",
    "linkprotect",
    "url=http",
    "?u=http",
];

/// Tells whether a program put the words in or left them out.
pub fn wrote(before: &str, after: &str, class: EditClass) -> bool {
    let one_sided = before.is_empty() || after.is_empty();
    let text = folded(&format!("{before} {after}"));
    let short = text.split_whitespace().count() <= 8;
    let listed = short && WORDS.iter().any(|w| text.contains(w));
    let banner = BANNERS
        .iter()
        .any(|(x, y)| text.contains(x) && text.contains(y));
    let link = matches!(class, EditClass::Link | EditClass::Email);
    (listed && (one_sided || link || matches!(class, EditClass::Rewrite | EditClass::Word)))
        || banner
        || (link && (one_sided || links(before, after)))
        || [before, after]
            .iter()
            .any(|t| head_lines(t) || machine_made(t))
        || WORDS
            .iter()
            .take(3)
            .any(|w| text.ends_with(&format!("{w}:")))
}

/// Tells whether an author announces a re-sending with the words.
pub fn sent_again(before: &str, after: &str) -> bool {
    let text = folded(&format!("{before} {after}"));
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-');
    words().any(|w| AGAIN.contains(&w))
}

/// Tells whether two links are one to a reader: written through a gateway, cut, or encoded.
pub fn links(x: &str, y: &str) -> bool {
    let (p, q) = (decoded(x), decoded(y));
    let gateway = |t: &str| GATEWAYS.iter().any(|g| t.contains(g));
    let plain = |t: &str| -> String { t.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (m, n) = (plain(&p), plain(&q));
    let cut = m.len().min(n.len()) >= 12 && (m.starts_with(&n) || n.starts_with(&m));
    let inside = |bare: &str, wrapped: &str| {
        let (host, _) = parts(bare);
        let (_, path) = parts(wrapped);
        host.len() > 3 && plain(&path).contains(&plain(&host))
    };
    m == n
        || cut && p.split_whitespace().count() + q.split_whitespace().count() > 2
        || (gateway(&p) && gateway(&q))
        || inside(&p, &q)
        || inside(&q, &p)
}

/// Host and path of a link.
fn parts(link: &str) -> (String, String) {
    let rest = link.split_once("://").map_or(link, |(_, r)| r);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (host.to_owned(), path.to_owned())
}

/// Folds a link and undoes the encodings `%2F` and `-2F`.
fn decoded(link: &str) -> String {
    let text = folded(link);
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|h| std::str::from_utf8(h).ok());
        let value = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
        match (byte, value) {
            (b'%' | b'-', Some(value)) if value == b' ' || value.is_ascii_graphic() => {
                out.push(value);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Tells whether a line of the words is a header line or a trailer of a patch.
fn head_lines(text: &str) -> bool {
    text.lines().any(|line| {
        let line = folded(line.trim_start_matches(['>', ' ', '|', '*', '\t']));
        HEADS.iter().any(|h| line.starts_with(h))
            || line
                .split_whitespace()
                .next()
                .is_some_and(|w| w.ends_with("-by:"))
    })
}

/// Tells whether a word is a key of a gateway or a program: long, of both cases, with digits.
fn machine_made(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| {
        w.len() >= 24
            && w.bytes().any(|b| b.is_ascii_digit())
            && w.bytes().any(|b| b.is_ascii_uppercase())
            && w.bytes().any(|b| b.is_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_through_a_gateway_is_the_link() {
        let bare = "https://lists.example.org/mill/7";
        let wrapped = "https://urldefense.example.net/v2/url?u=https-3A__lists.example.org_mill_7";
        assert!(links(bare, wrapped) && links(wrapped, bare));
        assert!(links("http://example.org/a%20b", "http://example.org/a b"));
        assert!(!links(bare, "https://my-lists.example.org/mill/7"));
        assert!(!links(bare, "https://lists.example.org/mill/8"));
    }

    #[test]
    fn a_banner_and_header_lines_are_no_persons_words() {
        let body = EditClass::SentenceIn;
        assert!(wrote(
            "",
            "This came from an external sender, take care",
            body
        ));
        assert!(wrote("", "To: Ada Lind", EditClass::WordsIn));
        assert!(!wrote("", "Ask the external carpenter to come", body));
        assert!(sent_again("", "(resending, nobody answered)"));
    }
}
