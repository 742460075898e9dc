//! Clocks in MIME boundaries. Part of `attest::clock`.

use super::base::{number, plausible};
use super::server::halves;
use crate::model::{Basis, TickKind};

/// Reads the clock of a boundary.
pub fn edge(boundary: &str) -> Option<(TickKind, i64, Basis)> {
    outlook(boundary)
        .map(|ms| (TickKind::EdgeOutlook, ms, Basis::Wall))
        .or_else(|| gmail(boundary).map(|us| (TickKind::EdgeGmail, us / 1000, Basis::Utc)))
        .or_else(|| java(boundary).map(|ms| (TickKind::EdgeJava, ms, Basis::Utc)))
}

/// `----=_NextPart_000_0012_01C25017.F2F04E20`: a FILETIME of the sender's wall clock.
fn outlook(boundary: &str) -> Option<i64> {
    let (_, rest) = boundary.split_once("_NextPart_")?;
    let (high, low) = rest.rsplit('_').next()?.split_once('.')?;
    halves(high, low)
}

/// Twenty-eight hex digits of Gmail: the last but two hold the time in microseconds, the low 24
/// bits before the high 32.
pub fn gmail(boundary: &str) -> Option<i64> {
    if boundary.len() != 28 || !boundary.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let low = number(boundary.get(12..18)?, 16)?;
    let high = number(boundary.get(18..26)?, 16)?;
    let micro = i64::try_from((high << 24) | low).ok()?;
    plausible(micro / 1000).map(|_| micro)
}

/// `----=_Part_12_34567.1504460322356`.
fn java(boundary: &str) -> Option<i64> {
    let rest = boundary.strip_prefix("----=_Part_")?;
    let digits = rest.rsplit('.').next().filter(|d| d.len() == 13)?;
    plausible(i64::try_from(number(digits, 10)?).ok()?)
}
