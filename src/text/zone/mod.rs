//! Zones: whose words stand where in a text. Nothing is ever deleted, only marked.
//!
//! `lines` reads each line's quote marks, `marks` finds the lines that open something, `walk`
//! carries the state from line to line, `closing` ends messages, `heads` reads names and dates
//! out of what was found.
//! The words of each language stand in one column of `tables`.

mod closing;
mod heads;
mod lines;
mod marks;
mod tables;
mod walk;

pub use heads::{AttributionHead, BlockHead, attribution_head, block_head};
use std::ops::Range;

/// A run of whole lines of one kind and quote depth; the zones of a text cover all of it in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// Byte span, from a line start to a line end (LF included).
    pub range: Range<usize>,
    /// What it is.
    pub kind: ZoneKind,
    /// Quote depth: 0 for the writer's own level.
    pub depth: u8,
}

/// What a zone is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ZoneKind {
    /// The writer's own words.
    Own,
    /// Words quoted from another message (by `>` marks or below a header block).
    Quote,
    /// "On … wrote:" and its kin; its depth is that of the one who wrote the line.
    Attribution,
    /// A header block inside the text: "-----Original Message-----", "De : … Envoyé :".
    HeaderBlock,
    /// Words of a forwarded message.
    Forward,
    /// A signature block.
    Signature,
    /// A footer or banner that a list or gateway added.
    Footer,
    /// A legal disclaimer.
    Disclaimer,
}

/// Marks the zones of a text.
pub fn zones(text: &str) -> Vec<Zone> {
    let mut lines = lines::read(text);
    walk::walk(text, &mut lines);
    let mut out: Vec<Zone> = Vec::new();
    for line in &lines {
        match out.last_mut() {
            Some(zone) if zone.kind == line.kind && zone.depth == line.depth => {
                zone.range.end = line.end;
            }
            _ => out.push(Zone {
                range: line.start..line.end,
                kind: line.kind,
                depth: line.depth,
            }),
        }
    }
    out
}

/// Gives the writer's own words: all `Own` zones of depth 0, joined.
pub fn own_words(text: &str) -> String {
    zones(text)
        .into_iter()
        .filter(|z| z.kind == ZoneKind::Own && z.depth == 0)
        .filter_map(|z| text.get(z.range))
        .collect()
}

/// Gives the length of the quote marks at the start of a line, with the space behind the last.
pub fn quote_marks(line: &str) -> usize {
    lines::marks_of(line.as_bytes()).1
}

#[cfg(test)]
mod tests;
