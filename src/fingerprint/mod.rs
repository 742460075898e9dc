//! Floor 2: what a text resembles. Text → word hashes → distinct 3-word shingles → `MinHash`
//! sketch; sketches → a banded index → candidate pairs → pairs verified by the shingles themselves.
//!
//! A sketch serves to find; a similarity that is shown or decided upon is always the exact one.

mod pairs;
mod sketch;
mod words;

pub use pairs::{Pair, pairs};
pub use sketch::{SKETCH, Sketch, likeness};
pub use words::{add_word_hashes, mix, shingles, word_hashes};
