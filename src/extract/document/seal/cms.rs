//! S/MIME: who a signature names and for whose keys a message is encrypted, as the CMS structure
//! (RFC 5652) says. Nothing is verified and nothing is decrypted.

use super::super::paper::Paper;
use super::der::{Node, dotted, first, hex};
use super::name::{Certificate, moment, named};
use crate::model::{DefectKind, MetaKey, MetaOrigin};

const SIGNED: &str = "1.2.840.113549.1.7.2";
const ENVELOPED: &str = "1.2.840.113549.1.7.3";
const AUTH_ENVELOPED: &str = "1.2.840.113549.1.9.16.1.23";
const SIGNING_TIME: &str = "1.2.840.113549.1.9.5";
/// Certificates, signers and recipients that are looked at.
const MANY: usize = 64;

/// Algorithms that are told by name.
const ALGORITHMS: &[(&str, &str)] = &[
    ("1.2.840.113549.2.5", "MD5"),
    ("1.3.14.3.2.26", "SHA-1"),
    ("2.16.840.1.101.3.4.2.1", "SHA-256"),
    ("2.16.840.1.101.3.4.2.2", "SHA-384"),
    ("2.16.840.1.101.3.4.2.3", "SHA-512"),
    ("2.16.840.1.101.3.4.2.4", "SHA-224"),
    ("1.2.840.113549.3.2", "RC2"),
    ("1.2.840.113549.3.7", "3DES"),
    ("2.16.840.1.101.3.4.1.2", "AES-128-CBC"),
    ("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
    ("2.16.840.1.101.3.4.1.22", "AES-192-CBC"),
    ("2.16.840.1.101.3.4.1.42", "AES-256-CBC"),
    ("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
];

const ORIGIN: MetaOrigin = MetaOrigin::Cms;

/// Tells whether bytes begin as a CMS structure does.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(24)).unwrap_or(bytes);
    let kind = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7];
    head.first() == Some(&0x30) && memchr::memmem::find(head, &kind).is_some()
}

/// The kind of a structure, and what stands in it.
fn content(bytes: &[u8]) -> Option<(String, Node<'_>)> {
    let mut outer = first(bytes)?.nodes();
    let kind = dotted(outer.next()?.body);
    let inner = outer.next()?.nodes().next()?;
    Some((kind, inner))
}

/// Claims what a structure says; gives the media type that it has.
pub(super) fn read(bytes: &[u8], out: &mut Paper) -> &'static str {
    let Some((kind, inner)) = content(bytes) else {
        return "application/pkcs7-mime";
    };
    match kind.as_str() {
        SIGNED => {
            let detached = signed_part(inner).is_none();
            out.claim(
                MetaKey::Seal,
                ORIGIN,
                if detached {
                    "S/MIME signature"
                } else {
                    "S/MIME signed"
                },
            );
            signers(inner, out);
            if detached {
                return "application/pkcs7-signature";
            }
        }
        ENVELOPED | AUTH_ENVELOPED => {
            out.note(DefectKind::Sealed);
            enveloped(inner, out);
        }
        other => out.claim(MetaKey::Seal, ORIGIN, &format!("S/MIME {other}")),
    }
    "application/pkcs7-mime"
}

/// Gives the MIME entity that a signature holds within it.
pub(super) fn held(bytes: &[u8]) -> Option<Vec<u8>> {
    let (kind, inner) = content(bytes)?;
    let part = signed_part(inner).filter(|_| kind == SIGNED)?;
    Some(part.octets()).filter(|b| !b.is_empty())
}

fn signed_part(signed: Node<'_>) -> Option<Node<'_>> {
    let part = signed.nodes().nth(2)?.nodes().find(|n| n.tag == 0xa0)?;
    part.nodes().next()
}

fn algorithm(node: Node<'_>) -> String {
    let kind = node
        .nodes()
        .next()
        .map(|n| dotted(n.body))
        .unwrap_or_default();
    let known = ALGORITHMS.iter().find(|(k, _)| *k == kind);
    known.map_or(kind.clone(), |(_, word)| (*word).to_owned())
}

fn signers(signed: Node<'_>, out: &mut Paper) {
    let bag = signed.nodes().find(|n| n.tag == 0xa0);
    let bag = bag.into_iter().flat_map(Node::nodes).take(MANY);
    let bag: Vec<Certificate> = bag.filter_map(Certificate::of).collect();
    // The last set is that of the signers; the first is that of the digests.
    let sets = signed.nodes().filter(|n| n.tag == 0x31).skip(1);
    for signer in sets.last().into_iter().flat_map(Node::nodes).take(MANY) {
        let mut fields = signer.nodes().skip(1);
        let Some(id) = fields.next() else { continue };
        let (whose, key) = identity(id, &bag);
        out.claim(MetaKey::Signer, ORIGIN, &whose);
        out.claim(MetaKey::SignerKey, ORIGIN, &key);
        if let Some(digest) = fields.next() {
            out.claim(MetaKey::DigestAlgorithm, ORIGIN, &algorithm(digest));
        }
        let signed = fields.find(|n| n.tag == 0xa0);
        for attribute in signed.into_iter().flat_map(Node::nodes).take(MANY) {
            let mut both = attribute.nodes();
            let kind = both.next().map(|n| dotted(n.body));
            let value = both.next().and_then(|n| n.nodes().next());
            if let (Some(SIGNING_TIME), Some(at)) = (kind.as_deref(), value.and_then(moment)) {
                out.claim(MetaKey::Signed, ORIGIN, &at);
            }
        }
    }
}

/// Gives who is meant by an issuer with a number, or by the identity of a key; and that as it
/// stands.
fn identity(id: Node<'_>, bag: &[Certificate]) -> (String, String) {
    let mut fields = id.nodes();
    let pair = fields.next().zip(fields.next());
    let found = bag.iter().find(|c| match pair {
        Some((issuer, serial)) => c.issuer == issuer.whole && c.serial == serial.body,
        None => !c.key.is_empty() && c.key == id.body,
    });
    let key = match pair {
        Some((issuer, serial)) => {
            let digits = hex(serial.body);
            format!("{digits} of {}", named(issuer))
        }
        None => format!("key {}", hex(id.body)),
    };
    (found.map(|c| c.subject.clone()).unwrap_or_default(), key)
}

fn enveloped(inner: Node<'_>, out: &mut Paper) {
    let cipher = inner.nodes().filter(|n| n.tag == 0x30).last();
    let cipher = cipher.and_then(|c| c.nodes().nth(1)).map(algorithm);
    let cipher = cipher.unwrap_or_default();
    out.claim(
        MetaKey::Seal,
        ORIGIN,
        format!("S/MIME encrypted {cipher}").trim_end(),
    );
    let all = inner.nodes().find(|n| n.tag == 0x31);
    for recipient in all.into_iter().flat_map(Node::nodes).take(MANY) {
        match recipient.tag {
            0x30 => told(recipient.nodes().nth(1), out),
            // Key agreement: one key for several recipients, who stand last in it.
            0xa1 => {
                let each = recipient.nodes().last();
                for one in each.into_iter().flat_map(Node::nodes).take(MANY) {
                    told(one.nodes().next(), out);
                }
            }
            0xa3 => out.claim(MetaKey::RecipientKey, ORIGIN, "a password"),
            _ => {}
        }
    }
}

fn told(id: Option<Node<'_>>, out: &mut Paper) {
    if let Some(id) = id {
        // An identity of a key in a key agreement stands in a sequence of its own.
        let id = id
            .nodes()
            .next()
            .filter(|n| id.tag == 0xa0 && n.tag == 4)
            .unwrap_or(id);
        out.claim(MetaKey::RecipientKey, ORIGIN, &identity(id, &[]).1);
    }
}
