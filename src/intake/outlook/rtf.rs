//! Compressed RTF, [MS-OXRTFCP]: a dictionary of 4 KiB that begins with common words of RTF.

use crate::model::bounds;

const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}\
    {\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New \
    RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\
    \\tx";

/// Unpacks RTF; `None` where the bytes are of no known form. What is cut gives what came before.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, body) = bytes.split_at_checked(16)?;
    let word = |at: usize| {
        let four = head.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let size = (word(4)? as usize).min(bounds::MEMBER_BYTES as usize);
    match word(8)? {
        0x414c_454d => Some(body.get(..size.min(body.len()))?.to_vec()),
        0x7546_5a4c => Some(expand(body, size)),
        _ => None,
    }
}

fn expand(body: &[u8], size: usize) -> Vec<u8> {
    let mut ring = [b' '; 4096];
    if let Some(start) = ring.get_mut(..START.len()) {
        start.copy_from_slice(START);
    }
    let mut at = START.len();
    let mut out = Vec::new();
    let mut bytes = body.iter().copied();
    let mut put = |byte: u8, ring: &mut [u8; 4096], out: &mut Vec<u8>| {
        out.push(byte);
        if let Some(slot) = ring.get_mut(at) {
            *slot = byte;
        }
        at = (at + 1) & 4095;
        at
    };
    let mut end = START.len();
    'all: while let Some(control) = bytes.next() {
        for bit in 0..8 {
            if out.len() >= size {
                break 'all;
            }
            if control & (1 << bit) == 0 {
                let Some(byte) = bytes.next() else { break 'all };
                end = put(byte, &mut ring, &mut out);
                continue;
            }
            let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else {
                break 'all;
            };
            let word = (usize::from(high) << 8) | usize::from(low);
            let (from, length) = (word >> 4, (word & 15) + 2);
            if from == end {
                break 'all;
            }
            for step in 0..length {
                let byte = ring.get((from + step) & 4095).copied().unwrap_or(b' ');
                end = put(byte, &mut ring, &mut out);
            }
        }
    }
    out.truncate(size);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification_unpack() {
        assert_eq!(START.len(), 207);
        let simple = [
            0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0,
            0x0a, 0, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68,
            0x65, 0x6c, 0x09, 0, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f,
            0xa0,
        ];
        let wanted = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
        assert_eq!(unpack(&simple).unwrap(), wanted);
        let crossing = [
            0x1a, 0, 0, 0, 0x1c, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4, 0x4b, 0x51, 0x41, 0,
            0x04, 0x20, 0x57, 0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01, 0x0e, 0xb0,
        ];
        assert_eq!(unpack(&crossing).unwrap(), b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
        assert_eq!(unpack(&crossing[..20]).unwrap().len(), 7);
        assert_eq!(unpack(b"too short"), None);
    }
}
