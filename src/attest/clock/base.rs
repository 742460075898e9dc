//! Number systems of clocks: alphabets of ids, FILETIME, days of the calendar, and the bounds in
//! which a number is taken for a time at all. Part of `attest::clock`.

/// First and last moment, in milliseconds, that a decoded number may show: 1990 to 2040. A number
/// outside is no clock; mail that claims other years is judged by its other fields.
const PLAUSIBLE_MS: std::ops::RangeInclusive<i64> = 631_152_000_000..=2_208_988_800_000;

/// Milliseconds from 1601 to 1970.
const FILETIME_MS: i64 = 11_644_473_600_000;

/// Gives a moment back if mail can be so old.
pub fn plausible(ms: i64) -> Option<i64> {
    PLAUSIBLE_MS.contains(&ms).then_some(ms)
}

/// Reads a FILETIME (100 ns since 1601) from its halves.
pub fn filetime(high: u32, low: u32) -> Option<i64> {
    filetime_whole((u64::from(high) << 32) | u64::from(low))
}

/// Reads a FILETIME as milliseconds since 1970.
pub fn filetime_whole(ticks: u64) -> Option<i64> {
    plausible(i64::try_from(ticks / 10_000).ok()? - FILETIME_MS)
}

/// Reads digits of an alphabet; `None` where a character is not of it.
pub fn radix(digits: &[u8], alphabet: &[u8]) -> Option<u64> {
    let mut out: u64 = 0;
    for digit in digits {
        let value = memchr::memchr(*digit, alphabet)? as u64;
        out = out.checked_mul(alphabet.len() as u64)?.checked_add(value)?;
    }
    Some(out)
}

/// Reads digits of a base up to 16, case not minded.
pub fn number(digits: &str, base: u32) -> Option<u64> {
    let plain = digits.bytes().all(|b| b.is_ascii_hexdigit());
    if digits.is_empty() || !plain {
        return None;
    }
    u64::from_str_radix(digits, base).ok()
}

/// Reads a day of the calendar and a time of day as milliseconds, as though it were UTC.
pub fn civil(parts: [u64; 6]) -> Option<i64> {
    let [year, month, day, hour, minute, second] = parts;
    let date = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let start = jiff::civil::Date::new(1970, 1, 1).ok()?;
    let days = i64::from(date.since(start).ok()?.get_days());
    plausible((days * 86_400 + (hour * 3600 + minute * 60 + second) as i64) * 1000)
}

/// Reads `YYYYMMDDhhmm` or `YYYYMMDDhhmmss` from the start of a run of digits.
pub fn written(digits: &str, seconds: bool) -> Option<i64> {
    let take = |from: usize, to: usize| number(digits.get(from..to)?, 10);
    let second = if seconds { take(12, 14)? } else { 0 };
    civil([
        take(0, 4)?,
        take(4, 6)?,
        take(6, 8)?,
        take(8, 10)?,
        take(10, 12)?,
        second,
    ])
}

/// Gives the first `most` digits (of base 16) that a text begins with.
pub fn leading(text: &str, is: fn(&u8) -> bool) -> &str {
    let length = text.bytes().take_while(is).count();
    text.get(..length).unwrap_or("")
}

/// Base64, either alphabet, padding optional; `None` on any other character.
pub fn base64(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in text.iter().filter(|b| !b.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(out)
}
