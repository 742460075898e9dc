//! Floor 1: pure string work. What is safe to show, what a text says apart from its dress, whose
//! words stand where, and which words are amounts, dates, names or addresses.

mod canon;
mod date;
pub mod entities;
mod fold;
pub mod safe;
mod sought;
mod token;
mod zone;

pub use canon::{Canon, canonical, canonical_digest_input};
pub use date::date;
pub use entities::{Names, amount_value, iban_valid, is_currency};
pub use fold::{fold, fold_search, search_words, token_hash};
pub use safe::{SafeText, escape_json};
pub use sought::{Sought, WordTest, in_order};
pub use token::{Token, TokenKind, invisible, is_apostrophe, month_of, tokens, weekday_of};
pub use zone::{
    AttributionHead, BlockHead, Zone, ZoneKind, attribution_head, block_head, own_words,
    quote_marks, zones,
};
