//! The weights of the version tree, each with its reason. They were chosen on one half of a set of
//! dated documents and reported on the other; `docs/versions.md` has the figures.

/// A word that comes in. Documents and letters grow more often than they shrink.
pub const INTO: f64 = 0.6;
/// A word that goes out.
pub const OUT: f64 = 1.0;
/// A word that is exchanged: neither side is nearer to the source.
pub const CHANGED: f64 = 1.5;
/// What two texts cost that differ in dress only: something, so that no edge is free.
pub const LEAST: f64 = 0.5;
/// Words of one passage that count in full; a long one is one act and counts by its root beyond.
pub const PASSAGE: f64 = 40.0;

/// An edge against the clocks or a trusted source: a clock may lie, so it costs and is not barred.
pub const AGAINST_TIMES: f64 = 2.0;
pub const AGAINST_WORDS: f64 = 25.0;
/// An edge against the dates that the texts themselves name: a text knows no later day than its
/// own, but plans name days to come.
pub const DATED_TIMES: f64 = 3.0;
pub const DATED_WORDS: f64 = 60.0;

/// What a shared rare reading takes off a pair's cost: it parts what is equal, nothing more.
pub const RARE: f64 = 0.001;
/// Shared rare readings that count.
pub const RARE_MOST: f64 = 99.0;

/// Difference of two trees, in words and as a share of the better one's cost, below which the root
/// is undecidable. Where all clocks speak the rule does not apply: they name the root.
pub const UNDECIDED_WORDS: f64 = 45.0;
pub const UNDECIDED_SHARE: f64 = 0.1;
/// Roots that are named where it is undecidable.
pub const ROOTS: usize = 8;

/// Versions up to which every pair is aligned, and nearest ones that are aligned beyond.
pub const ALL_PAIRS: usize = 24;
pub const NEAREST: usize = 8;
/// Likeness (Jaccard of 3-word runs) below which a pair's edits are estimated from its runs:
/// alignment would be slow there, and its classes say nothing.
pub const ALIGNED: f32 = 0.15;

/// Runs of three words that a version must share with a second source and not with its parent, and
/// with its parent and not with the second source: less is chance or one phrase of the trade.
pub const CROSSING: usize = 8;
