//! The two forms of one message: the plain text and the HTML beside it should say the same words.

use super::desk::Desk;
use super::lead::{Check, Lead};
use super::programs;
use super::score::Score;
use super::weigh::{heaviest, key, noise, readings, shown, weighed};
use super::weights as W;
use crate::compare::Stream;
use crate::fingerprint::word_hashes;
use crate::model::{EditClass, ItemIx};

/// Words by which two forms may differ and still be told apart from two layouts.
const DIFFERENT: usize = 12;

/// Raises a lead for each message whose forms differ in a few telling words.
pub fn leads(desk: &Desk<'_>) -> Vec<Lead> {
    let forms = desk.forms.iter().enumerate();
    forms
        .filter_map(|(at, form)| {
            let item = ItemIx(at as u32);
            let form = form.as_deref()?;
            let body = desk.body(item);
            let apart = differing(body, form);
            if apart == 0 || apart > DIFFERENT {
                return None;
            }
            lead(item, &Stream::of(body), &Stream::of(form))
        })
        .collect()
}

/// Counts the words that one side has more often than the other; beyond what is asked for, a part
/// of them.
fn differing(a: &str, b: &str) -> usize {
    let (mut x, mut y) = (word_hashes(a), word_hashes(b));
    let apart = x.len().abs_diff(y.len());
    if apart > DIFFERENT {
        return apart;
    }
    x.sort_unstable();
    y.sort_unstable();
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(p), Some(q)) = (x.get(i), y.get(j)) {
        both += usize::from(p == q);
        i += usize::from(p <= q);
        j += usize::from(q <= p);
    }
    (x.len() - both).max(y.len() - both)
}

fn lead(item: ItemIx, a: &Stream<'_>, b: &Stream<'_>) -> Option<Lead> {
    let edits = weighed(a, b)?;
    let main = heaviest(&edits)?;
    let best = edits.get(main)?;
    let gap = &best.delta.gap;
    // What one form alone has is layout: alternative texts, cells, links spelled out.
    let exchanged = !gap.a.is_empty() && !gap.b.is_empty();
    let rewritten = best.delta.class == EditClass::Rewrite;
    let telling = (exchanged && !rewritten) || best.delta.class == EditClass::Negation;
    let shown = shown(a, b, &edits);
    let first = shown.first()?;
    if !telling || programs::wrote(&first.before, &first.after, best.delta.class) {
        return None;
    }
    let mut score = Score::of("two forms of one message", W::FORMS);
    score.times("class", best.class);
    score.times("context", best.context);
    score.times("place", best.place);
    score.times(
        "purity",
        1.0 / (1.0 + noise(&edits, main) / W::NOISE_LIKENESS),
    );
    let said = readings(a, b, &best.delta);
    Some(Lead {
        told: None,
        check: Check::Forms,
        score,
        ours: Vec::new(),
        theirs: vec![item],
        edits: shown,
        key: key(said),
        readings: said,
        votes: Vec::new(),
    })
}
