//! Names of properties: a store numbers them from 0x8000 on as it likes, so that only the name
//! says what one is. The same three streams tell it in a store and in a `.msg` file.

use std::collections::HashMap;

/// The set of names that every client knows.
const MAPI: [u8; 16] = [
    0x28, 0x03, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
];
/// The set of names that users make.
pub(super) const PUBLIC: [u8; 16] = [
    0x29, 0x03, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
];

/// Names by the number that a store gave them.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<u16, Vec<u8>>);

impl Names {
    /// Reads the streams of sets, entries and strings.
    pub fn read(sets: &[u8], entries: &[u8], strings: &[u8]) -> Self {
        let (entries, _) = entries.as_chunks::<8>();
        let mut out = HashMap::new();
        for entry in entries {
            let [a, b, c, d, flags_low, flags_high, at_low, at_high] = *entry;
            let number = u32::from_le_bytes([a, b, c, d]);
            let flags = u16::from_le_bytes([flags_low, flags_high]);
            let place = u16::from_le_bytes([at_low, at_high]);
            let set = match flags >> 1 {
                1 => Some(MAPI),
                2 => Some(PUBLIC),
                n => usize::from(n).checked_sub(3).and_then(|at| {
                    let set = sets.get(at * 16..at * 16 + 16)?;
                    set.try_into().ok()
                }),
            };
            let mut name = set.unwrap_or_default().to_vec();
            if flags & 1 == 0 {
                name.push(b'#');
                name.extend_from_slice(&number.to_le_bytes());
            } else {
                name.push(b'=');
                name.extend_from_slice(string(strings, number as usize).unwrap_or(&[]));
            }
            out.insert(0x8000_u16.saturating_add(place), name);
        }
        Self(out)
    }

    /// Gives the tag and name under which a property is kept.
    pub fn resolve(&self, tag: u32) -> (u32, Vec<u8>) {
        let id = (tag >> 16) as u16;
        match self.0.get(&id).filter(|_| id >= 0x8000) {
            Some(name) => (0x8000_0000 | (tag & 0xffff), name.clone()),
            None => (tag, Vec::new()),
        }
    }
}

fn string(strings: &[u8], at: usize) -> Option<&[u8]> {
    let rest = strings.get(at..)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    rest.get(..u32::from_le_bytes(*length) as usize)
}
