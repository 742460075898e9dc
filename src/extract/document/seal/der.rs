//! The tags and lengths of ASN.1, as DER and BER write them, read without recursion and never past
//! the bytes that are there: what is cut is read as far as it goes.

/// An element: its first byte, and what stands in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Node<'a> {
    /// The tag with its class and whether it holds elements.
    pub tag: u8,
    /// Its content.
    pub body: &'a [u8],
    /// The element with its tag and length.
    pub whole: &'a [u8],
}

impl<'a> Node<'a> {
    /// Gives the elements in it, where it is one that holds some.
    pub fn nodes(self) -> Nodes<'a> {
        let holds = self.tag & 0x20 != 0;
        Nodes(if holds { self.body } else { &[] })
    }

    /// Gives an octet string whole, also one that is written in pieces.
    pub fn octets(self) -> Vec<u8> {
        if self.tag & 0x20 == 0 {
            return self.body.to_vec();
        }
        let mut out = Vec::new();
        for piece in self.nodes() {
            if piece.tag & 0x20 == 0 {
                out.extend_from_slice(piece.body);
            } else {
                piece.nodes().for_each(|p| out.extend_from_slice(p.body));
            }
        }
        out
    }
}

/// Elements one behind the other.
#[derive(Clone, Debug)]
pub(super) struct Nodes<'a>(pub &'a [u8]);

impl<'a> Iterator for Nodes<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        let head = Head::of(self.0)?;
        if head.tag == 0 {
            self.0 = &[];
            return None;
        }
        let rest = self.0.get(head.size..)?;
        let (body, behind) = match head.length {
            Some(length) => (length.min(rest.len()), length.min(rest.len())),
            None => open_end(rest),
        };
        let node = Node {
            tag: head.tag,
            body: rest.get(..body)?,
            whole: self.0.get(..head.size + behind)?,
        };
        self.0 = rest.get(behind..)?;
        Some(node)
    }
}

/// Gives the first element of some bytes.
pub(super) fn first(bytes: &[u8]) -> Option<Node<'_>> {
    Nodes(bytes).next()
}

struct Head {
    tag: u8,
    /// None: up to the mark of its end.
    length: Option<usize>,
    /// Bytes of tag and length.
    size: usize,
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Self> {
        let (tag, short) = (*bytes.first()?, *bytes.get(1)?);
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (length, size) = match short {
            0..=0x7f => (Some(usize::from(short)), 2),
            0x80 => (None, 2),
            _ => {
                let count = usize::from(short & 0x7f);
                let digits = bytes.get(2..2 + count).filter(|_| count <= 8)?;
                let value = digits.iter().fold(0, |n, b| n << 8 | u64::from(*b));
                (
                    Some(usize::try_from(value).unwrap_or(usize::MAX)),
                    2 + count,
                )
            }
        };
        Some(Self { tag, length, size })
    }
}

/// Gives the length of what stands before the mark of the end, and that with the mark.
fn open_end(bytes: &[u8]) -> (usize, usize) {
    let (mut at, mut depth) = (0, 1usize);
    while let Some(head) = bytes.get(at..).and_then(Head::of) {
        let body = at + head.size;
        match (head.tag, head.length) {
            (0, _) => {
                depth -= 1;
                if depth == 0 {
                    return (at, body);
                }
                at = body;
            }
            (_, Some(length)) => at = body.saturating_add(length).min(bytes.len()),
            (_, None) => {
                depth += 1;
                at = body;
            }
        }
    }
    (bytes.len(), bytes.len())
}

/// Writes an object identifier with its dots; bytes that are none give what they say.
pub(super) fn dotted(body: &[u8]) -> String {
    let mut out = String::new();
    let mut arc: u64 = 0;
    for byte in body.iter().take(64) {
        arc = arc.wrapping_shl(7) | u64::from(byte & 0x7f);
        if byte & 0x80 != 0 {
            continue;
        }
        if out.is_empty() {
            let top = (arc / 40).min(2);
            out = format!("{top}.{}", arc - top * 40);
        } else {
            out = format!("{out}.{arc}");
        }
        arc = 0;
    }
    out
}

/// Writes bytes as hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(64).map(|b| format!("{b:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_all_forms_and_cut_ones() {
        let open = [0x30, 0x80, 0x24, 0x80, 4, 1, 7, 4, 1, 8, 0, 0, 0, 0, 5, 0];
        let outer = first(&open).unwrap();
        assert_eq!(outer.whole.len(), 14);
        assert_eq!(outer.nodes().next().unwrap().octets(), [7, 8]);
        let after = Nodes(&open).nth(1).unwrap();
        assert_eq!((after.tag, after.body.len()), (5, 0));
        let cut = first(&[0x30, 0x82, 0xff, 0xff, 1, 2]).unwrap();
        assert_eq!(cut.body, [1, 2]);
        assert!(first(&[0x30]).is_none() && first(&[0x1f, 1, 1]).is_none());
        let long = [4, 0x88, 255, 255, 255, 255, 255, 255, 255, 255];
        assert!(first(&long).unwrap().body.is_empty());
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2]),
            "1.2.840.113549.1.7.2"
        );
        assert_eq!(dotted(&[0x55, 4, 3]), "2.5.4.3");
        assert_eq!(dotted(&[0x80; 70]), "");
    }
}
