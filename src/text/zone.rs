//! Zones: whose words stand where in a text. Nothing is ever deleted, only marked.

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
    /// "On … wrote:" and its kin.
    Attribution,
    /// A header block inside the text: "-----Original Message-----", "De : … Envoyé :".
    HeaderBlock,
    /// Words of a forwarded message.
    Forward,
    /// A signature block.
    Signature,
    /// A footer that a list or gateway added.
    Footer,
    /// A legal disclaimer.
    Disclaimer,
}

/// Marks the zones of a text.
pub fn zones(text: &str) -> Vec<Zone> {
    vec![Zone {
        range: 0..text.len(),
        kind: ZoneKind::Own,
        depth: 0,
    }]
}

/// Gives the writer's own words: all `Own` zones of depth 0, joined.
pub fn own_words(text: &str) -> String {
    zones(text)
        .into_iter()
        .filter(|z| z.kind == ZoneKind::Own && z.depth == 0)
        .map(|z| &text[z.range])
        .collect()
}
