//! The canonical bytes of a message of Outlook: what its digest is of. The form is fixed in
//! `docs/formats.md` and never changes under its version.

use super::prop::{Key, Props};
use super::{Attached, DEPTH, Mail};

/// How the canonical bytes begin; the last byte but one is the version.
pub const MAGIC: &[u8] = b"VALLA-MAPI\x01\n";

impl Mail {
    /// Writes the canonical bytes.
    pub fn canonical(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        write(self, &mut out);
        out
    }
}

fn write(mail: &Mail, out: &mut Vec<u8>) {
    props(&mail.props, out);
    count(mail.recipients.len(), out);
    for one in &mail.recipients {
        props(one, out);
    }
    count(mail.attachments.len(), out);
    for one in &mail.attachments {
        props(&one.props, out);
        out.push(u8::from(one.mail.is_some()));
        if let Some(mail) = &one.mail {
            write(mail, out);
        }
    }
}

fn props(props: &Props, out: &mut Vec<u8>) {
    count(props.0.len(), out);
    for (key, value) in &props.0 {
        out.extend_from_slice(&key.tag.to_le_bytes());
        count(key.name.len(), out);
        out.extend_from_slice(&key.name);
        count(value.len(), out);
        out.extend_from_slice(value);
    }
}

fn count(n: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(n as u32).to_le_bytes());
}

/// Reads canonical bytes back; `None` where they are cut or go on after their end.
pub(super) fn read(bytes: &[u8]) -> Option<Mail> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let mail = take_mail(&mut rest, 0)?;
    rest.is_empty().then_some(mail)
}

fn take_mail(rest: &mut &[u8], depth: usize) -> Option<Mail> {
    if depth > DEPTH {
        return None;
    }
    let mut mail = Mail {
        props: take_props(rest)?,
        ..Mail::default()
    };
    for _ in 0..take_count(rest)? {
        mail.recipients.push(take_props(rest)?);
    }
    for _ in 0..take_count(rest)? {
        let props = take_props(rest)?;
        let (flag, tail) = rest.split_first()?;
        *rest = tail;
        let inner = match flag {
            0 => None,
            _ => Some(Box::new(take_mail(rest, depth + 1)?)),
        };
        mail.attachments.push(Attached { props, mail: inner });
    }
    Some(mail)
}

fn take_props(rest: &mut &[u8]) -> Option<Props> {
    let mut out = Props::default();
    for _ in 0..take_count(rest)? {
        let tag = take_count(rest)?;
        let name = take_bytes(rest)?.to_vec();
        let value = take_bytes(rest)?.to_vec();
        out.0.insert(Key { tag, name }, value);
    }
    Some(out)
}

fn take_count(rest: &mut &[u8]) -> Option<u32> {
    let (head, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    Some(u32::from_le_bytes(*head))
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_count(rest)? as usize;
    let (bytes, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(bytes)
}
