//! Times that stand beside an item and not in its bytes: in the line above a message in its
//! mailbox, in the documents that it carries, and on the file that it is. They are read when they
//! are asked for; they are shown in the time line of an item, and not judged.

use super::disk::DiskReader;
use crate::attest::clock::{from_line, plausible};
use crate::intake;
use crate::model::{Basis, Item, Location, Meta, MetaKey, Tick, TickKind};

/// Bytes before a message in which the line above it stands.
const FROM_LINE: u64 = 512;

/// Gives the times, each once.
pub fn ticks(reader: &DiskReader, item: &Item) -> Vec<Tick> {
    let lines = item.locations.iter().filter_map(|at| line(reader, at));
    let files = item.locations.iter();
    let files = files.filter_map(|at| file(reader, item, at));
    let mut out: Vec<Tick> = lines.chain(files).chain(carried(reader, item)).collect();
    out.sort_by_key(|t| (t.ms, t.kind, t.basis));
    out.dedup();
    out
}

/// Reads the line above a message in a mailbox file.
fn line(reader: &DiskReader, at: &Location) -> Option<Tick> {
    let start = at.offset.filter(|o| *o > 0 && at.inner.is_none())?;
    let length = start.min(FROM_LINE);
    let path = reader.file(at).ok()?;
    from_line(&intake::read_range(&path, start - length, length).ok()?)
}

/// Gives the time of a file that is the item from its first byte to its last.
fn file(reader: &DiskReader, item: &Item, at: &Location) -> Option<Tick> {
    let is_file = at.inner.is_none() && at.offset.is_none_or(|o| o == 0);
    let path = reader.file(at).ok().filter(|_| is_file)?;
    let (length, ms) = intake::changed(&path).ok()?;
    (length == item.size_bytes).then(|| tick(TickKind::File, ms, Basis::Utc))
}

/// Gives the moments that the documents of a message claim, and those of the members of their zips.
fn carried(reader: &DiskReader, item: &Item) -> impl Iterator<Item = Tick> {
    let g = &*reader.generation;
    let documents = item.children.iter().filter_map(|d| g.by_digest(d));
    let claims = documents.filter_map(|ix| g.metadata.get(&ix));
    claims.flatten().filter_map(claimed)
}

/// Reads a claim of a document as a time; a zip that was given no time has one of 1980.
fn claimed(claim: &Meta) -> Option<Tick> {
    let told = matches!(
        claim.key,
        MetaKey::Created | MetaKey::Modified | MetaKey::ZipTime
    );
    let ms = claim.epoch_s().filter(|_| told)?.checked_mul(1000)?;
    let basis = if claim.is_zoneless() {
        Basis::Wall
    } else {
        Basis::Utc
    };
    Some(tick(TickKind::Part, plausible(ms)?, basis))
}

/// A time outside the item's bytes.
fn tick(kind: TickKind, ms: i64, basis: Basis) -> Tick {
    Tick {
        kind,
        ms,
        basis,
        hop: None,
        at: 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MetaOrigin;

    #[test]
    fn moments_of_documents_are_times_and_other_claims_are_none() {
        let of = |key, value: &str| {
            let claim = Meta {
                key,
                value: value.into(),
                origin: MetaOrigin::Core,
            };
            claimed(&claim).map(|t| (t.kind, t.ms / 1000, t.basis))
        };
        let part = TickKind::Part;
        assert_eq!(
            of(MetaKey::Modified, "2017-04-18T09:13:04Z"),
            Some((part, 1_492_506_784, Basis::Utc))
        );
        assert_eq!(
            of(MetaKey::ZipTime, "2017-04-18T09:13:04"),
            Some((part, 1_492_506_784, Basis::Wall))
        );
        assert_eq!(of(MetaKey::ZipTime, "1980-01-01T00:00:00"), None);
        assert_eq!(of(MetaKey::Printed, "2017-04-18T09:13:04Z"), None);
        assert_eq!(of(MetaKey::Author, "Ada"), None);
    }
}
