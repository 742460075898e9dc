//! The sums of a batch, made at once before its items are studied: the digest of each item, and
//! what the hashes in the signatures of its messages have to be held against. Many at once take a
//! fraction of the time.

use super::seen::Seen;
use crate::attest::signature::Covered;
use crate::intake::{Batch, RawItem};
use crate::model::{Kind, sha256_all};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the signatures of a message cover, and the sums of that.
pub type Signed<'a> = (Covered<'a>, Vec<[u8; 32]>);

/// An item of a batch with its sums.
pub struct Summed<'a> {
    /// Its digest; that of a file which no window holds is the file's.
    pub digest: [u8; 32],
    /// What its signatures cover, for a message that was not met before.
    pub signed: Option<Signed<'a>>,
}

/// Makes the sums of a batch's items, in their order; a file that is one item was hashed `whole`.
pub fn of<'a>(batch: &'a Batch, whole: Option<[u8; 32]>, seen: &Seen) -> Vec<Summed<'a>> {
    let bytes: Vec<Option<&[u8]>> = batch.items.iter().map(|raw| batch.bytes(raw)).collect();
    let digests = if let Some(digest) = whole {
        vec![digest; bytes.len()]
    } else {
        digests(&bytes)
    };
    let laid = batch.items.iter().zip(&bytes).zip(&digests);
    let covered: Vec<Option<Covered<'a>>> = laid
        .map(|((raw, bytes), digest)| covered(raw, *bytes, *digest, seen))
        .collect();
    let mut sums = sha256_all(&texts_of(&covered)).into_iter();
    let items = digests.into_iter().zip(covered);
    items
        .map(|(digest, covered)| Summed {
            digest,
            signed: covered.map(|covered| {
                let count = covered.texts().count();
                (covered, sums.by_ref().take(count).collect())
            }),
        })
        .collect()
}

/// Gives the digest of each item; what no window holds has none of its own.
fn digests(items: &[Option<&[u8]>]) -> Vec<[u8; 32]> {
    let held: Vec<&[u8]> = items.iter().flatten().copied().collect();
    let mut sums = sha256_all(&held).into_iter();
    let each = items.iter().copied();
    each.map(|item| item.and_then(|_| sums.next()).unwrap_or_default())
        .collect()
}

fn covered<'a>(
    raw: &RawItem,
    bytes: Option<&'a [u8]>,
    digest: [u8; 32],
    seen: &Seen,
) -> Option<Covered<'a>> {
    let bytes = bytes.filter(|_| raw.kind == Kind::Message && !seen.has(digest, true))?;
    // Where our own code breaks, it breaks again where the message is studied, and that is said.
    catch_unwind(AssertUnwindSafe(|| Covered::of(bytes))).ok()
}

fn texts_of<'t>(covered: &'t [Option<Covered<'_>>]) -> Vec<&'t [u8]> {
    let known = covered.iter().filter_map(Option::as_ref);
    known.flat_map(Covered::texts).collect()
}
