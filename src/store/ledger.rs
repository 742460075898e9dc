//! The ledgers of a generation: one packed record an item, found by its place, so that opening a
//! case reads none of them. The last record says how often each check speaks in the case.

use super::StoreError;
use super::finding::{SaidRecord, kept, lent, said};
use super::layout::new_file;
use super::packed::{sealed, unsealed};
use super::record::FORMAT;
use super::trace::{TickRecord, tick, tick_record};
use crate::model::words::stores as w;
use crate::model::{CheckRate, Entry, Evidence, Grade, ItemIx, Leaning, Ledger, Rate, Tick};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::OnceLock;

/// Check, grade, leaning, sentence (read back, or lent to be written), place.
#[derive(Serialize, Deserialize)]
struct LineRecord<S>(u8, u8, u8, S, Option<(u32, u32)>);

#[derive(Serialize, Deserialize)]
struct LedgerRecord<S> {
    lines: Vec<LineRecord<S>>,
    ticks: Vec<TickRecord>,
}

/// Name, alarms and tested here, alarms and tested in innocent mail.
#[derive(Serialize, Deserialize)]
struct RateRecord(String, (u32, u32), (u32, u32));

/// Packs one ledger behind its checksum; checks are kept by their place among the rates.
pub fn pack_ledger(lines: &[Entry<'_>], ticks: &[Tick]) -> Vec<u8> {
    let record = LedgerRecord {
        lines: lines.iter().filter_map(line_record).collect(),
        ticks: ticks.iter().map(tick_record).collect(),
    };
    let words = |e: &Entry<'_>| e.sentence.en.len() + e.sentence.fr.len() + 16;
    let size = lines.iter().map(words).sum::<usize>() + 24 * ticks.len() + 16;
    let plain = postcard::to_extend(&record, Vec::with_capacity(size)).unwrap_or_default();
    sealed(&lz4_flex::compress_prepend_size(&plain))
}

fn line_record<'a>(e: &Entry<'a>) -> Option<LineRecord<(&'a str, &'a str)>> {
    Some(LineRecord(
        u8::try_from(e.check).ok()?,
        e.grade as u8,
        e.leaning as u8,
        lent(e.sentence),
        e.at.map(|r| (r.start, r.end)),
    ))
}

/// Writes all ledgers as [`pack_ledger`] packs them: a version byte, their number behind its
/// checksum, the end of each record, the records.
pub fn write_ledgers(
    path: &Path,
    ledgers: &[Vec<u8>],
    rates: &[CheckRate],
) -> Result<(), StoreError> {
    let rate = |r: &CheckRate| {
        let pair = |r: Rate| (r.alarms, r.tested);
        RateRecord(r.check.to_owned(), pair(r.here), pair(r.known))
    };
    let rates: Vec<RateRecord> = rates.iter().map(rate).collect();
    let last = postcard::to_allocvec(&rates).map_err(|e| StoreError::quoted(path, e))?;
    let last = sealed(&last);
    let all = || ledgers.iter().chain(std::iter::once(&last));
    let mut head = vec![FORMAT];
    head.extend(sealed(&(ledgers.len() as u32).to_le_bytes()));
    let mut end = HEAD + 8 * (ledgers.len() as u64 + 1);
    for one in all() {
        end += one.len() as u64;
        head.extend_from_slice(&end.to_le_bytes());
    }
    let mut file = BufWriter::with_capacity(1 << 18, new_file(path)?);
    let mut each = std::iter::once(&head).chain(all());
    each.try_for_each(|one| file.write_all(one))
        .and_then(|()| file.flush())
        .and_then(|()| file.get_ref().sync_all())
        .map_err(StoreError::io(path))
}

/// Bytes before the ends.
const HEAD: u64 = 13;

/// The open ledgers of a generation; reads by position.
#[derive(Debug)]
pub struct Ledgers {
    file: File,
    count: u64,
    /// How often each check speaks, once somebody asked.
    rates: OnceLock<Vec<CheckRate>>,
}

impl Ledgers {
    /// Opens the ledgers; nothing but their number is read.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(StoreError::index(path))?;
        let mut head = [0; HEAD as usize];
        file.read_exact_at(&mut head, 0)
            .map_err(StoreError::index(path))?;
        let [version, count @ ..] = head;
        if version != FORMAT {
            return Err(StoreError::damaged(path, w::OTHER_WROTE));
        }
        let count = unsealed(&count).and_then(|c| c.as_array());
        let count = count.ok_or_else(|| StoreError::damaged(path, w::HEAD_DAMAGED))?;
        let count = u64::from(u32::from_le_bytes(*count));
        Ok(Self {
            file,
            count,
            rates: OnceLock::new(),
        })
    }

    fn record(&self, at: u64) -> io::Result<Vec<u8>> {
        let end = |at: u64| -> io::Result<u64> {
            let mut bytes = [0; 8];
            self.file.read_exact_at(&mut bytes, HEAD + 8 * at)?;
            Ok(u64::from_le_bytes(bytes))
        };
        let from = match at.checked_sub(1) {
            Some(before) => end(before)?,
            None => HEAD + 8 * (self.count + 1),
        };
        let length = end(at)?.checked_sub(from).filter(|l| *l < 1 << 28);
        let mut out = vec![0; length.ok_or_else(damaged)? as usize];
        self.file.read_exact_at(&mut out, from)?;
        unsealed(&out).map(<[u8]>::to_vec).ok_or_else(damaged)
    }

    /// Gives how often each check speaks in the case; they are read once.
    pub fn rates(&self) -> io::Result<&[CheckRate]> {
        if let Some(rates) = self.rates.get() {
            return Ok(rates);
        }
        let read = self.read_rates()?;
        Ok(self.rates.get_or_init(|| read))
    }

    fn read_rates(&self) -> io::Result<Vec<CheckRate>> {
        let packed = self.record(self.count)?;
        let rates: Vec<RateRecord> = postcard::from_bytes(&packed).map_err(|_| damaged())?;
        let pair = |(alarms, tested)| Rate { alarms, tested };
        let rate = |r: RateRecord| CheckRate {
            check: kept(&r.0),
            here: pair(r.1),
            known: pair(r.2),
        };
        Ok(rates.into_iter().map(rate).collect())
    }

    /// Gives the ledger of an item.
    pub fn ledger(&self, ix: ItemIx) -> io::Result<Ledger> {
        let at = ix.at() as u64;
        if at >= self.count {
            return Ok(Ledger::default());
        }
        let packed = self.record(at)?;
        let plain = lz4_flex::decompress_size_prepended(&packed).map_err(|_| damaged())?;
        let record: LedgerRecord<SaidRecord> =
            postcard::from_bytes(&plain).map_err(|_| damaged())?;
        let rates = self.rates()?;
        let lines = record.lines.into_iter();
        let mut lines: Vec<Evidence> = lines.filter_map(|l| line(l, rates)).collect();
        lines.sort_by_key(|l| (l.leaning, l.grade));
        Ok(Ledger {
            lines,
            ticks: record.ticks.iter().filter_map(tick).collect(),
        })
    }
}

fn line(record: LineRecord<SaidRecord>, rates: &[CheckRate]) -> Option<Evidence> {
    let LineRecord(check, grade, leaning, sentence, at) = record;
    let rate = rates.get(usize::from(check))?;
    let line = Evidence {
        check: rate.check,
        grade: match grade {
            0 => Grade::P,
            1 => Grade::S,
            2 => Grade::M,
            _ => Grade::W,
        },
        leaning: match leaning {
            0 => Leaning::Inconsistent,
            1 => Leaning::Consistent,
            _ => Leaning::Untestable,
        },
        sentence: said(sentence),
        at: at.map(|(start, end)| start..end),
        here: rate.here,
        known: rate.known,
    };
    Some(line.weighed())
}

fn damaged() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the stored evidence is damaged; run repair",
    )
}
