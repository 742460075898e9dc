//! Clocks in Message-IDs: each form says which program made it and how its time is written. Part
//! of `attest::clock`.

use super::base::{base64, civil, filetime, leading, number, plausible, written};
use super::server::exim;
use crate::model::{Basis, TickKind};

/// A time read from an id: what form, which moment, how it is to be read.
pub type Found = (TickKind, i64, Basis);

/// Forms in the order in which they are tried: the most particular first.
const FORMS: &[fn(&str, &str) -> Option<Found>] = &[
    outlook, evolution, git, alpine, eudora, java, mutt, hex, exim_id, second, minute, python,
    gmail,
];

/// Reads the clock of a Message-ID (without brackets).
pub fn id(whole: &str) -> Option<Found> {
    let (left, host) = whole.rsplit_once('@').unwrap_or((whole, ""));
    FORMS.iter().find_map(|form| form(left, host))
}

/// `001001c249e6$863c4e00$13cca341`: four digits, a FILETIME in two halves, the sender's address.
fn outlook(left: &str, _: &str) -> Option<Found> {
    let (high, low) = outlook_time(left)?;
    Some((TickKind::IdOutlook, filetime(high, low)?, Basis::Utc))
}

/// The halves of the FILETIME in an id of Outlook's form.
fn outlook_time(left: &str) -> Option<(u32, u32)> {
    let mut parts = left.split('$');
    let (first, low, third) = (parts.next()?, parts.next()?, parts.next()?);
    let lengths = (first.len(), low.len(), third.len());
    if lengths != (12, 8, 8) || parts.next().is_some() {
        return None;
    }
    let half = |digits: &str| u32::try_from(number(digits, 16)?).ok();
    half(third)?;
    half(first.get(..4)?)?;
    Some((half(first.get(4..)?)?, half(low)?))
}

/// Tells whether the left side of an id has Outlook's form, whatever its time.
pub fn is_outlook_form(left: &str) -> bool {
    outlook_time(left).is_some()
}

/// Gives the IPv4 address in an id of Outlook, its bytes turned.
pub fn outlook_address(left: &str) -> Option<[u8; 4]> {
    let last = left.split('$').nth(2)?;
    let value = u32::try_from(number(last, 16)?).ok()?;
    (last.len() == 8).then(|| value.to_le_bytes())
}

/// `1102444929.1234.5.camel`: seconds, process, counter. Newer versions write a hash.
fn evolution(left: &str, _: &str) -> Option<Found> {
    let rest = left.strip_suffix(".camel")?;
    let first = rest.split('.').next().filter(|f| f.len() == 10)?;
    unix(first)
}

/// `1452695734-12345-1-git-send-email-user`.
fn git(left: &str, _: &str) -> Option<Found> {
    if !left.contains("-git-send-email-") {
        return None;
    }
    unix(left.split('-').next().filter(|f| f.len() == 10)?)
}

fn unix(digits: &str) -> Option<Found> {
    let ms = plausible(number(digits, 10)? as i64 * 1000)?;
    Some((TickKind::IdUnix, ms, Basis::Utc))
}

/// `alpine.LNX.2.00.1204051234560.12345`: year to second and a tenth, local.
fn alpine(left: &str, _: &str) -> Option<Found> {
    let rest = left
        .strip_prefix("alpine.")
        .or_else(|| left.strip_prefix("Pine."))?;
    let digits = rest.split('.').find(|p| p.len() == 13)?;
    let ms = written(&format!("20{digits}"), true)?;
    Some((TickKind::IdAlpine, ms, Basis::Wall))
}

/// `5.1.0.14.2.20020822113453.00b0a1c0`: version, local time, counter.
fn eudora(left: &str, _: &str) -> Option<Found> {
    let parts: Vec<&str> = left.split('.').collect();
    let (last, rest) = parts.split_last()?;
    let (time, version) = rest.split_last()?;
    let digits = |p: &&str| p.len() <= 2 && !p.is_empty() && number(p, 10).is_some();
    if last.len() != 8 || time.len() != 14 || version.len() < 3 || !version.iter().all(digits) {
        return None;
    }
    Some((TickKind::IdEudora, written(time, true)?, Basis::Wall))
}

/// `123456.7.1504460322356.JavaMail.user` and `123.456.1504460322356`.
fn java(left: &str, _: &str) -> Option<Found> {
    let mut parts = left.split('.');
    let java = left.contains("JavaMail");
    let bare = left.bytes().all(|b| b.is_ascii_digit() || b == b'.') && parts.clone().count() == 3;
    if !java && !bare {
        return None;
    }
    let digits = parts.find(|p| p.len() == 13 && p.bytes().all(|b| b.is_ascii_digit()))?;
    let ms = plausible(number(digits, 10)? as i64)?;
    Some((TickKind::IdJava, ms, Basis::Utc))
}

/// `YpS6n3yLTzPUc5Nq`: twelve bytes in base64, seconds in the first four.
fn mutt(left: &str, host: &str) -> Option<Found> {
    let mixed = |is: fn(&u8) -> bool| left.bytes().any(|b| is(&b));
    let random = mixed(u8::is_ascii_lowercase) && mixed(u8::is_ascii_uppercase);
    if left.len() != 16 || host.is_empty() || !random {
        return None;
    }
    let bytes = base64(left.as_bytes())?;
    let seconds = u32::from_be_bytes(*bytes.first_chunk::<4>()?);
    // Mutt writes these since 2020; an earlier time is chance.
    let since = 1_577_836_800..=2_200_000_000;
    since.contains(&seconds).then_some(())?;
    Some((TickKind::IdMutt, i64::from(seconds) * 1000, Basis::Utc))
}

/// `41B5F981.3090601` of Mozilla, `64c4d174.4a0a0220.6d519.0263@mx.google.com` of Google.
fn hex(left: &str, host: &str) -> Option<Found> {
    let (first, rest) = left.split_once('.')?;
    let seconds = number(first, 16).filter(|_| first.len() == 8)?;
    let ms = plausible(i64::try_from(seconds).ok()? * 1000)?;
    if host.eq_ignore_ascii_case("mx.google.com") {
        return Some((TickKind::IdGoogle, ms, Basis::Utc));
    }
    let figures = (1..=8).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit());
    figures.then_some((TickKind::IdHex, ms, Basis::Utc))
}

/// `E17hrT0-0004gj-00`.
fn exim_id(left: &str, _: &str) -> Option<Found> {
    let ms = exim(left.strip_prefix('E')?)?;
    Some((TickKind::IdExim, ms, Basis::Utc))
}

/// `20170421123105.12345-1-user`, `20170421103105.GA1234`: UTC or local, by program and version.
fn second(left: &str, _: &str) -> Option<Found> {
    let digits = leading(left, u8::is_ascii_digit);
    let behind = left.as_bytes().get(14);
    if digits.len() != 14 || !matches!(behind, Some(b'.' | b'-')) {
        return None;
    }
    let ms = written(digits, true)?;
    Some((TickKind::IdSecond, ms, Basis::Either))
}

/// `201704211231.v3LCV5x012345`.
fn minute(left: &str, _: &str) -> Option<Found> {
    let digits = leading(left, u8::is_ascii_digit);
    if digits.len() != 12 || left.as_bytes().get(12) != Some(&b'.') {
        return None;
    }
    // Twelve digits may also be Python's hundredths; those begin with a figure no year has.
    let ms = written(digits, false)?;
    Some((TickKind::IdMinute, ms, Basis::Either))
}

/// `158409614386.12345.6789012345`: hundredths of a second, process, chance.
fn python(left: &str, _: &str) -> Option<Found> {
    let mut parts = left.split('.');
    let figures = |p: &&str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
    let first = parts.next().filter(|p| p.len() == 12).filter(figures)?;
    parts.next().filter(figures)?;
    parts.next().filter(figures)?;
    let ms = plausible(number(first, 10)? as i64 * 10)?;
    Some((TickKind::IdPython, ms, Basis::Utc))
}

/// `f6a363400703050910y7d5…@mail.gmail.com`, until 2011: eight characters, then `YYMMDDhhmm` in
/// Pacific time.
fn gmail(left: &str, host: &str) -> Option<Found> {
    let is_google = host.ends_with("mail.gmail.com") || host.ends_with("mail.google.com");
    let digits = left.get(8..18).filter(|_| is_google)?;
    let two = |at: usize| number(digits.get(at..at + 2)?, 10);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = 2000 + two(0)?;
    if !(2004..=2011).contains(&year) {
        return None;
    }
    let wall = civil([year, two(2)?, two(4)?, two(6)?, two(8)?, 0])?;
    // Standard time: daylight saving makes an hour's difference, which no check minds.
    Some((TickKind::IdGmail, wall + 8 * 3_600_000, Basis::Utc))
}
