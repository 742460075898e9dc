//! Clocks in the ids that servers give: Sendmail, Exim, Postfix, Google, Exchange. Part of
//! `attest::clock`.

use super::base::{civil, filetime, number, plausible, radix};
use crate::model::{Basis, TickKind};

const BASE60: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx";
const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE52: &[u8] = b"0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

/// Reads the clock of a queue id: its kind, the moment, and how it is to be read.
pub fn queue_id(id: &str, with: &str, by: &str) -> Option<(TickKind, i64, Basis)> {
    let id = id.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let google = by.ends_with("google.com") || with.is_empty() || id.contains('.');
    if google && let Some(found) = google_id(id) {
        return Some(found);
    }
    if let Some(ms) = exim(id) {
        return Some((TickKind::Exim, ms, Basis::Utc));
    }
    if let Some(ms) = exchange(id) {
        return Some((TickKind::Exchange, ms, Basis::Utc));
    }
    if let Some(ms) = sendmail(id) {
        return Some((TickKind::Sendmail, ms, Basis::Utc));
    }
    let (ms, _) = postfix(id)?;
    Some((TickKind::Postfix, ms, Basis::Utc))
}

/// Sendmail 8.10 and later, in UTC: year, month, day, hour, minute, second in base 60, then a
/// sequence number and the process. The year is known up to sixty.
pub fn sendmail(id: &str) -> Option<i64> {
    let bytes = id.as_bytes();
    // Some forty hosts write the process with up to seven figures.
    if !(12..=15).contains(&bytes.len()) {
        return None;
    }
    let (time, rest) = bytes.split_first_chunk::<6>()?;
    let tail = rest.get(rest.len().checked_sub(5)?..)?;
    if !tail.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = |b: u8| memchr::memchr(b, BASE60).map(|v| v as u64);
    let [year, month, day, hour, minute, second] = *time;
    let year = 1900 + value(year)?;
    let year = if year < 1990 { year + 60 } else { year };
    civil([
        year,
        value(month)? + 1,
        value(day)?,
        value(hour)?,
        value(minute)?,
        value(second)?,
    ])
}

/// Exim, both forms: six digits of base 62, then the process and a fraction.
pub fn exim(id: &str) -> Option<i64> {
    let mut parts = id.splitn(3, '-');
    let (time, process, fraction) = (parts.next()?, parts.next()?, parts.next()?);
    let form = (time.len(), process.len(), fraction.len());
    if !matches!(form, (6, 6, 2) | (6, 11, 4)) {
        return None;
    }
    let all = [process, fraction].concat();
    if !all.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    exim_time(time)
}

/// The six digits of an Exim id.
pub fn exim_time(time: &str) -> Option<i64> {
    let seconds = radix(time.as_bytes(), BASE62)?;
    plausible(i64::try_from(seconds).ok()?.checked_mul(1000)?)
}

/// Postfix's long ids: seconds and microseconds in base 52, `z`, the inode in base 51. Gives the
/// milliseconds and the inode.
pub fn postfix(id: &str) -> Option<(i64, u64)> {
    let bytes = id.as_bytes();
    // Six digits hold the seconds until 2545; the inode follows the first z behind the fraction.
    if !(12..=20).contains(&bytes.len()) || bytes.get(10) != Some(&b'z') {
        return None;
    }
    let seconds = radix(bytes.get(..6)?, BASE52)?;
    let micro = radix(bytes.get(6..10)?, BASE52)?;
    let inode = radix(bytes.get(11..)?, BASE52.get(..51)?)?;
    if micro > 999_999 {
        return None;
    }
    let ms = plausible(i64::try_from(seconds * 1000 + micro / 1000).ok()?)?;
    Some((ms, inode))
}

/// `19mr4081169oii.54.1504460322356` holds milliseconds; `y9sm6837302oia.22.2017.09.03.10.38.40` a
/// wall clock in the zone of its line.
fn google_id(id: &str) -> Option<(TickKind, i64, Basis)> {
    let parts: Vec<&str> = id.split('.').collect();
    let figures = |p: &str| number(p, 10).filter(|_| p.bytes().all(|b| b.is_ascii_digit()));
    match parts.as_slice() {
        [_, small, ms] if ms.len() == 13 && figures(small).is_some() => {
            let ms = plausible(i64::try_from(figures(ms)?).ok()?)?;
            Some((TickKind::Google, ms, Basis::Utc))
        }
        [_, _, y, m, d, h, n, s] if y.len() == 4 => {
            let parts = [y, m, d, h, n, s].map(|p| figures(p));
            let mut all = [0; 6];
            for (to, from) in all.iter_mut().zip(parts) {
                *to = from?;
            }
            Some((TickKind::GoogleWall, civil(all)?, Basis::Wall))
        }
        _ => None,
    }
}

/// `01BEB6A2.7127CDC6@HOST` of old Exchange servers, in UTC.
fn exchange(id: &str) -> Option<i64> {
    let id = id.split('@').next()?;
    let (high, low) = id.split_once('.')?;
    halves(high, low)
}

/// Two halves of a FILETIME in eight hex digits each.
pub fn halves(high: &str, low: &str) -> Option<i64> {
    if high.len() != 8 || low.len() != 8 {
        return None;
    }
    filetime(
        u32::try_from(number(high, 16)?).ok()?,
        u32::try_from(number(low, 16)?).ok()?,
    )
}

/// `… FILETIME=[B0FB5690:01C68682]`: the low half first.
pub fn arrival(value: &str) -> Option<i64> {
    let (_, rest) = value.split_once("FILETIME=[")?;
    let (inside, _) = rest.split_once(']')?;
    let (low, high) = inside.split_once(':')?;
    halves(high, low)
}

/// X-GM-MSGID and X-GM-THRID: milliseconds above twenty bits, in figures or in hex.
pub fn gmail_number(value: &str) -> Option<i64> {
    let value = value.trim();
    let number = if value.len() >= 18 && value.bytes().all(|b| b.is_ascii_digit()) {
        value.parse::<u64>().ok()?
    } else {
        number(value, 16)?
    };
    plausible(i64::try_from(number >> 20).ok()?)
}
