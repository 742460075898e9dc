//! Floor 2, and the door of `similar`: two texts → aligned edits with their spans in both
//! originals, each with a class; what is noise is counted and folded away.
//!
//! [`Stream`] makes a text ready, [`deltas`] aligns two of them and classes each difference, and
//! [`texts`] dresses that for a screen: runs that cover both texts, edits in order, noise counted.

mod align;
mod class;
mod draw;
mod dress;
mod heads;
mod merge;
mod rising;
mod stream;
mod words;

pub use align::Gap;
pub use draw::texts;
pub use heads::heads;
pub use merge::opening;
pub use rising::rising;
pub use stream::{Part, Stream, Word, folded};
pub use words::{account_holds, is_name, is_negation, lookalike};

use crate::model::EditClass;
use std::collections::BTreeSet;
use std::time::Instant;

/// What a comparison may leave out, and how long it may take.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// Classes that are counted and folded away, besides those that are noise by themselves.
    pub ignored: BTreeSet<EditClass>,
    /// Classes of noise that are shown as edits all the same.
    pub shown: BTreeSet<EditClass>,
    /// When the alignment stops short; without one it is bounded by counts alone.
    pub deadline: Option<Instant>,
}

/// One difference of two streams.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delta {
    /// The words on both sides.
    pub gap: Gap,
    /// Its class by the words alone.
    pub class: EditClass,
    /// The class of noise where it lies wholly in a signature, footer, disclaimer or header block.
    pub zone: Option<EditClass>,
}

impl Delta {
    /// Gives the class that is shown: what lies in a zone of no account is noise, unless it hides
    /// or moves money.
    pub fn shown_class(&self) -> EditClass {
        match (self.class, self.zone) {
            (
                EditClass::Homoglyph | EditClass::ZeroWidth | EditClass::Bidi | EditClass::Account,
                _,
            )
            | (_, None) => self.class,
            (class, Some(_)) if class.is_noise() => class,
            (_, Some(zone)) => zone,
        }
    }
}

/// Aligns two streams and classes what differs, in order.
pub fn deltas(a: &Stream<'_>, b: &Stream<'_>, deadline: Option<Instant>) -> Vec<Delta> {
    let whole = Gap {
        a: 0..a.words.len(),
        b: 0..b.words.len(),
    };
    deltas_in(a, b, &whole, deadline)
}

/// Aligns two streams and classes what differs, unless they differ at more places than asked for.
pub fn deltas_up_to(a: &Stream<'_>, b: &Stream<'_>, most: usize) -> Option<Vec<Delta>> {
    let whole = Gap {
        a: 0..a.words.len(),
        b: 0..b.words.len(),
    };
    let gaps = merge::merged(a, b, align::align(a, b, &whole, None));
    (gaps.len() <= most).then(|| gaps.into_iter().map(|gap| delta(a, b, gap)).collect())
}

/// Aligns a run of each stream and classes what differs, in order.
fn deltas_in(a: &Stream<'_>, b: &Stream<'_>, run: &Gap, deadline: Option<Instant>) -> Vec<Delta> {
    merge::merged(a, b, align::align(a, b, run, deadline))
        .into_iter()
        .map(|gap| delta(a, b, gap))
        .collect()
}

fn delta(a: &Stream<'_>, b: &Stream<'_>, gap: Gap) -> Delta {
    Delta {
        class: class::classed(a, b, &gap),
        zone: class::zone(a, b, &gap),
        gap,
    }
}

#[cfg(test)]
mod tests;
