//! Floor 1: pure string work. What is safe to show, what a text says apart from its dress, whose
//! words stand where, and which words are amounts, dates, names or addresses.

mod safe;
mod token;
mod zone;

pub use safe::SafeText;
pub use token::{Token, TokenKind, invisible, is_apostrophe, month_of, tokens, weekday_of};
pub use zone::{
    AttributionHead, BlockHead, Zone, ZoneKind, attribution_head, block_head, own_words,
    quote_marks, zones,
};
