//! TNEF (`winmail.dat`), [MS-OXTNEF]: attributes one after the other; those of MAPI hold
//! properties.

use super::prop::{self, Props, is_fixed};
use super::{Attached, DEPTH, Mail};

const SIGNATURE: &[u8] = b"\x78\x9f\x3e\x22";
const MESSAGE_PROPS: u32 = 0x0006_9003;
const ATTACHMENT_PROPS: u32 = 0x0006_9005;
const NEW_ATTACHMENT: u32 = 0x0006_9002;
const ATTACHMENT_TITLE: u32 = 0x0001_8010;
const ATTACHMENT_DATA: u32 = 0x0006_800f;
const BODY: u32 = 0x0002_800c;

/// Reads a TNEF stream; `None` where it is none. The flag tells whether it was cut or damaged.
pub fn open(bytes: &[u8]) -> Option<(Mail, bool)> {
    read(bytes, 0)
}

fn read(bytes: &[u8], depth: usize) -> Option<(Mail, bool)> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?.get(2..)?;
    let mut mail = Mail::default();
    let mut whole = true;
    while !rest.is_empty() {
        let Some((id, data, sum_holds, tail)) = attribute(rest) else {
            whole = false;
            break;
        };
        whole &= sum_holds;
        rest = tail;
        take(id, data, &mut mail, depth);
    }
    Some((mail, !whole))
}

type Attribute<'a> = (u32, &'a [u8], bool, &'a [u8]);

fn attribute(bytes: &[u8]) -> Option<Attribute<'_>> {
    let (_, rest) = bytes.split_first()?;
    let (id, rest) = rest.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let (sum, rest) = rest.split_first_chunk::<2>()?;
    let found = data
        .iter()
        .fold(0_u16, |a, b| a.wrapping_add(u16::from(*b)));
    let holds = found == u16::from_le_bytes(*sum);
    Some((u32::from_le_bytes(*id), data, holds, rest))
}

fn take(id: u32, data: &[u8], mail: &mut Mail, depth: usize) {
    match id {
        MESSAGE_PROPS => {
            props(data, &mut mail.props);
        }
        BODY => mail
            .props
            .put(tag(prop::BODY, 0x1e), Vec::new(), data.to_vec()),
        NEW_ATTACHMENT => mail.attachments.push(Attached::default()),
        ATTACHMENT_TITLE | ATTACHMENT_DATA | ATTACHMENT_PROPS => {
            if mail.attachments.is_empty() {
                mail.attachments.push(Attached::default());
            }
            let Some(last) = mail.attachments.last_mut() else {
                return;
            };
            match id {
                ATTACHMENT_TITLE => {
                    let key = tag(prop::SHORT_NAME, 0x1e);
                    last.props.put(key, Vec::new(), data.to_vec());
                }
                ATTACHMENT_DATA => {
                    last.props
                        .put(tag(prop::DATA, 0x102), Vec::new(), data.to_vec());
                }
                _ => {
                    props(data, &mut last.props);
                    last.mail = embedded(&last.props, depth);
                }
            }
        }
        _ => {}
    }
}

/// Reads the message that an attachment is: an identifier of its class, then a stream like ours.
fn embedded(props: &Props, depth: usize) -> Option<Box<Mail>> {
    let (kind, data) = props.typed(prop::DATA)?;
    let inner = data.get(16..).filter(|_| kind == 0x0d && depth < DEPTH)?;
    read(inner, depth + 1).map(|(mail, _)| Box::new(mail))
}

fn tag(id: u16, kind: u16) -> u32 {
    (u32::from(id) << 16) | u32::from(kind)
}

/// Reads a run of properties as far as it goes.
fn props(data: &[u8], out: &mut Props) -> Option<()> {
    let mut rest = data;
    for _ in 0..word(&mut rest)? {
        let tagged = word(&mut rest)?;
        let (kind, id) = (tagged as u16, (tagged >> 16) as u16);
        let name = if id >= 0x8000 {
            name(&mut rest)?
        } else {
            Vec::new()
        };
        let base = kind & 0x0fff;
        let many = kind & 0x1000 != 0;
        let counted = many || matches!(base, 0x0d | 0x1e | 0x1f | 0x102);
        let count = if counted { word(&mut rest)? } else { 1 };
        let mut all = Vec::new();
        for _ in 0..count {
            let value = value(&mut rest, base)?;
            if many && is_fixed(base).is_none() {
                all.extend_from_slice(&(value.len() as u32).to_le_bytes());
            }
            all.extend_from_slice(value);
        }
        let id = if name.is_empty() { id } else { 0x8000 };
        out.put(tag(id, kind), name, all);
    }
    Some(())
}

fn name(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let (set, tail) = rest.split_at_checked(16)?;
    *rest = tail;
    let mut out = set.to_vec();
    if word(rest)? == 0 {
        out.push(b'#');
        out.extend_from_slice(&word(rest)?.to_le_bytes());
    } else {
        let length = word(rest)? as usize;
        let text = padded(rest, length)?;
        out.push(b'=');
        out.extend_from_slice(text.strip_suffix(&[0, 0]).unwrap_or(text));
    }
    Some(out)
}

fn value<'a>(rest: &mut &'a [u8], kind: u16) -> Option<&'a [u8]> {
    let length = match is_fixed(kind) {
        Some(size) => size,
        None => word(rest)? as usize,
    };
    padded(rest, length)
}

/// Takes bytes that are filled up to a multiple of four.
fn padded<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (bytes, tail) = rest.split_at_checked(length)?;
    let pad = (4 - length % 4) % 4;
    *rest = tail.get(pad..).unwrap_or(&[]);
    Some(bytes)
}

fn word(rest: &mut &[u8]) -> Option<u32> {
    let (head, tail) = rest.split_first_chunk::<4>()?;
    *rest = tail;
    Some(u32::from_le_bytes(*head))
}
