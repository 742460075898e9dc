//! Entities: every account, amount, telephone, address and link that stands in the texts, with the
//! items that hold it.

use super::sums::sums;
use super::{RowKind, TallyRow, kinds, quoted};
use crate::case::{Read, Snapshot};
use crate::model::words::tally as w;
use crate::model::{ItemIx, Said, joined};
use crate::text::{TokenKind, fold, iban_valid, tokens};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// Longest entity; a longer link is told from others by its start.
const LONGEST: usize = 120;

/// What a text may hold, and the items that hold it.
type Found = BTreeMap<(usize, String), (String, Vec<ItemIx>)>;

/// Gives a row for each entity: by kind, those in most items first.
pub fn rows(
    snapshot: &Snapshot,
    reader: &dyn Read,
    cancelled: &AtomicBool,
) -> Option<Vec<TallyRow>> {
    let count = snapshot.generation.items.len();
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let share = count.div_ceil(threads.clamp(1, 16)).max(512);
    let parts: Vec<Option<Found>> = std::thread::scope(|scope| {
        let spawn = |from: usize| {
            let part = from..count.min(from + share);
            scope.spawn(move || read(snapshot, reader, part, cancelled))
        };
        let running: Vec<_> = (0..count).step_by(share).map(spawn).collect();
        running.into_iter().map(joined).collect()
    });
    let mut all = Found::new();
    for part in parts {
        for (key, (form, items)) in part? {
            all.entry(key).or_insert((form, Vec::new())).1.extend(items);
        }
    }
    let mut out: Vec<(usize, TallyRow)> = all
        .into_iter()
        .filter_map(|((rank, _), (form, items))| {
            let kind = *KINDS.get(rank)?;
            let query = format!("body:{}", quoted(&form));
            let note = if kind == kinds::ACCOUNT && !iban_valid(&form) {
                Said::from(w::IBAN_WRONG)
            } else {
                Said::default()
            };
            let row = TallyRow::of(snapshot, kind, Said::same(&form), query, items).noted(note);
            Some((rank, row))
        })
        .collect();
    out.sort_by_key(|(rank, row)| (*rank, std::cmp::Reverse(row.items.len())));
    Some(out.into_iter().map(|(_, row)| row).collect())
}

/// The kinds, rare ones first: an account weighs more than a link that stands in every footer.
const KINDS: [RowKind; 5] = [
    kinds::ACCOUNT,
    kinds::AMOUNT,
    kinds::TELEPHONE,
    kinds::ADDRESS,
    kinds::LINK,
];

fn read(
    snapshot: &Snapshot,
    reader: &dyn Read,
    part: Range<usize>,
    cancelled: &AtomicBool,
) -> Option<Found> {
    let mut out = Found::new();
    for at in part {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let ix = ItemIx(at as u32);
        let item = snapshot.generation.items.get(at)?;
        if item.text_bytes == 0 {
            continue;
        }
        let text = reader.text(item).unwrap_or_default().body();
        let tokens = tokens(&text);
        let sums = sums(&text, &tokens);
        for token in tokens {
            let Some(form) = text.get(token.range.clone()) else {
                continue;
            };
            let is_sum = sums.contains(&token.range.start);
            let Some(kind) = Some(SUM).filter(|_| is_sum).or(kind_of(token.kind)) else {
                continue;
            };
            let form: String = form.chars().take(LONGEST).collect();
            let key = fold(&form).into_owned();
            let (_, items) = out.entry((kind, key)).or_insert((form, Vec::new()));
            if items.last() != Some(&ix) {
                items.push(ix);
            }
        }
    }
    Some(out)
}

/// The place of sums in [`KINDS`]; which numbers are some, their surroundings tell.
const SUM: usize = 1;

/// Gives the place of what a token is in [`KINDS`], if it is worth a row.
fn kind_of(kind: TokenKind) -> Option<usize> {
    match kind {
        TokenKind::Account => Some(0),
        TokenKind::Phone => Some(2),
        TokenKind::Email => Some(3),
        TokenKind::Link => Some(4),
        TokenKind::Word
        | TokenKind::Number
        | TokenKind::Percent
        | TokenKind::Date
        | TokenKind::Id
        | TokenKind::Mark => None,
    }
}
