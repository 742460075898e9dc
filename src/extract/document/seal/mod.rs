//! Sealed parts: signatures and encrypted bodies of S/MIME and `OpenPGP`. They are kept as they
//! are; what they say of signer, time and recipients are claims, and none of it is checked.

mod cms;
mod der;
mod name;
mod pgp;
#[cfg(test)]
mod tests;

use super::super::decode::base64;
use super::paper::Paper;
use crate::extract::Extracted;
use crate::model::{MetaKey, MetaOrigin};

/// Blocks of one text that are read.
const BLOCKS: usize = 8;
/// Bytes of one block that are decoded; the packets that say who stand at its start.
const BLOCK: usize = 16 << 20;
/// Endings of files that hold packets without armour.
const ENDINGS: &[&str] = &["sig", "gpg", "pgp", "asc"];

/// Reads a sealed part: its claims, defects and media type, and no text; `None` for anything else.
pub(in crate::extract) fn of(name: &str, media_type: &str, bytes: &[u8]) -> Option<Extracted> {
    let mut out = Paper::default();
    let media = if cms::is(bytes) {
        cms::read(bytes, &mut out)
    } else if let Some(inner) = pem(bytes) {
        cms::read(&inner, &mut out)
    } else if bytes.trim_ascii_start().starts_with(BEGIN) {
        armoured(&String::from_utf8_lossy(bytes), &mut out)?
    } else if is_named(name, media_type) {
        pgp::read(bytes, false, &mut out)?.media()
    } else {
        return None;
    };
    media.clone_into(&mut out.found.media_type);
    Some(out.found)
}

/// Reads the sealed blocks that stand in a text.
pub(in crate::extract) fn within(text: &str) -> Option<Extracted> {
    memchr::memmem::find(text.as_bytes(), BEGIN)?;
    let mut out = Paper::default();
    armoured(text, &mut out)?;
    Some(out.found)
}

/// Gives the MIME entity that an S/MIME signature holds within it.
pub(in crate::extract) fn held(bytes: &[u8]) -> Option<Vec<u8>> {
    if cms::is(bytes) {
        return cms::held(bytes);
    }
    cms::held(&pem(bytes)?)
}

const BEGIN: &[u8] = b"-----BEGIN PGP ";

fn is_named(name: &str, media_type: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
    let named = ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e));
    named || media_type.starts_with("application/pgp-")
}

/// Gives a CMS structure that stands in PEM.
fn pem(bytes: &[u8]) -> Option<Vec<u8>> {
    let rest = bytes.trim_ascii_start().strip_prefix(b"-----BEGIN ")?;
    let rest = rest
        .strip_prefix(b"PKCS7-----")
        .or_else(|| rest.strip_prefix(b"CMS-----"))?;
    let end = memchr::memmem::find(rest, b"-----END").unwrap_or(rest.len());
    let inner = base64(rest.get(..end.min(BLOCK))?).0;
    cms::is(&inner).then_some(inner)
}

/// Claims what the armoured blocks of a text say; gives the media type of the last one.
fn armoured(text: &str, out: &mut Paper) -> Option<&'static str> {
    let mut media = None;
    let mut clear = false;
    let (mut rest, mut blocks) = (text, 0);
    while let Some(at) = rest.find("-----BEGIN PGP ").filter(|_| blocks < BLOCKS) {
        let starts_line = at == 0 || rest.as_bytes().get(at - 1) == Some(&b'\n');
        let block = rest.get(at + BEGIN.len()..)?;
        rest = block;
        if !starts_line {
            continue;
        }
        blocks += 1;
        if block.starts_with("SIGNED MESSAGE-----") {
            clear = true;
            continue;
        }
        let end = block.find("-----END PGP ").unwrap_or(block.len());
        let block = block.get(..end)?;
        rest = rest.get(end..)?;
        if let Some(met) = pgp::read(&decoded(block, out), clear, out) {
            media = Some(met.media());
        }
        clear = false;
    }
    media
}

/// Decodes a block, and claims what its own header lines say.
fn decoded(block: &str, out: &mut Paper) -> Vec<u8> {
    let mut lines = block.lines().skip(1).peekable();
    while let Some(line) = lines.next_if(|l| l.contains(": ") || l.trim().is_empty()) {
        let (name, value) = line.split_once(": ").unwrap_or_default();
        match name {
            "Version" => out.claim(MetaKey::Application, MetaOrigin::Pgp, value),
            "Comment" => out.claim(MetaKey::Description, MetaOrigin::Pgp, value),
            _ => {}
        }
    }
    let mut held = String::new();
    for line in lines.take_while(|l| !l.starts_with('=')) {
        held.push_str(line.trim());
        if held.len() > BLOCK {
            break;
        }
    }
    base64(held.as_bytes()).0
}
