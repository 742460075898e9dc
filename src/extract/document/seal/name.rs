//! Who a certificate is made out to, and the moments and strings of ASN.1.

use super::der::{Node, Nodes, dotted, hex};

/// Attributes of a name that are told, with their short words.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "T"),
    ("2.5.4.42", "GN"),
    (MAIL, "E"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
];
const MAIL: &str = "1.2.840.113549.1.9.1";
const COMMON: &str = "2.5.4.3";
const ALIASES: &str = "2.5.29.17";
const KEY_ID: &str = "2.5.29.14";
/// Attributes of one name that are told.
const PARTS: usize = 32;

/// What a certificate says of whom it is made out to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Certificate {
    /// The issuer's name, as its bytes stand.
    pub issuer: Vec<u8>,
    /// Its number.
    pub serial: Vec<u8>,
    /// The identity of its key.
    pub key: Vec<u8>,
    /// The name and address of the subject.
    pub subject: String,
}

impl Certificate {
    /// Reads a certificate.
    pub fn of(node: Node<'_>) -> Option<Self> {
        let mut fields = node.nodes().next()?.nodes().peekable();
        fields.next_if(|f| f.tag == 0xa0);
        let serial = fields.next()?.body.to_vec();
        let issuer = fields.nth(1)?.whole.to_vec();
        let subject = fields.nth(1)?;
        let mut out = Self {
            issuer,
            serial,
            key: Vec::new(),
            subject: String::new(),
        };
        let mut mail = None;
        let extensions = fields.find(|f| f.tag == 0xa3);
        let all = extensions.and_then(|e| e.nodes().next());
        for extension in all.into_iter().flat_map(Node::nodes).take(PARTS) {
            let kind = extension.nodes().next().map(|n| dotted(n.body));
            let value = extension.nodes().last().and_then(|v| Nodes(v.body).next());
            match (kind.as_deref(), value) {
                (Some(KEY_ID), Some(value)) => out.key = value.body.to_vec(),
                (Some(ALIASES), Some(value)) => {
                    mail = value.nodes().find(|n| n.tag == 0x81).map(text);
                }
                _ => {}
            }
        }
        out.subject = called(subject, mail);
        Some(out)
    }
}

/// Writes `Name <address>` of a subject.
fn called(subject: Node<'_>, mail: Option<String>) -> String {
    let all = attributes(subject);
    let of = |kind: &str| all.iter().find(|(k, _)| k == kind).map(|(_, v)| v.clone());
    let name = of(COMMON).unwrap_or_else(|| named(subject));
    match mail.or_else(|| of(MAIL)).filter(|m| *m != name) {
        Some(mail) => format!("{name} <{mail}>"),
        None => name,
    }
}

/// Writes a name with its attributes, in the order of the bytes.
pub(super) fn named(name: Node<'_>) -> String {
    let short = |kind: &str| {
        let known = ATTRIBUTES.iter().find(|(k, _)| *k == kind);
        known.map_or_else(|| kind.to_owned(), |(_, word)| (*word).to_owned())
    };
    let parts: Vec<String> = attributes(name)
        .iter()
        .map(|(kind, value)| format!("{}={value}", short(kind)))
        .collect();
    parts.join(", ")
}

fn attributes(name: Node<'_>) -> Vec<(String, String)> {
    let pairs = name.nodes().flat_map(Node::nodes).take(PARTS);
    let pair = |p: Node<'_>| {
        let mut both = p.nodes();
        Some((dotted(both.next()?.body), text(both.next()?)))
    };
    pairs.filter_map(pair).collect()
}

/// Reads a string of any kind.
pub(super) fn text(node: Node<'_>) -> String {
    let body = node
        .body
        .get(..node.body.len().min(1_024))
        .unwrap_or(node.body);
    match node.tag {
        // BMPString.
        30 => {
            let units = body
                .as_chunks::<2>()
                .0
                .iter()
                .map(|u| u16::from_be_bytes(*u));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        // TeletexString, in practice Latin-1.
        20 => body.iter().map(|b| char::from(*b)).collect(),
        12 | 18 | 19 | 22 | 26 | 0x81 => String::from_utf8_lossy(body).into_owned(),
        _ => hex(body),
    }
}

/// Reads a moment (`UTCTime`, `GeneralizedTime`) as RFC 3339.
pub(super) fn moment(node: Node<'_>) -> Option<String> {
    let digits = std::str::from_utf8(node.body).ok()?;
    let digits = match node.tag {
        23 => {
            let century = if digits.get(..2)?.parse::<u8>().ok()? < 50 {
                "20"
            } else {
                "19"
            };
            format!("{century}{digits}")
        }
        24 => digits.to_owned(),
        _ => return None,
    };
    let part = |from: usize, to: usize| {
        let part = digits.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then_some(part)
    };
    Some(format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(0, 4)?,
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?,
        part(12, 14).unwrap_or("00"),
    ))
}
