//! What was changed on the way? An RSA signature gives up the digest that its maker signed, so each
//! guess at the original fields can be proved or dropped.
//!
//! The guesses are the changes that lists and gateways are known to make; when one is proved, every
//! other covered field is proved with it.

use super::canon::Canon;
use super::fields::Fields;
use super::read::{Altered, digest_with};
use std::ops::Range;

/// A change that was proved: with it undone the signature verifies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// Name of the field.
    pub field: &'static str,
    /// The value that was signed; `None` where the field was not there.
    pub signed: Option<String>,
    /// The field as it stands now.
    pub at: Range<usize>,
}

/// Fields that lists and gateways set, replace or take away.
const FIELDS: &[&str] = &[
    "Sender",
    "Subject",
    "From",
    "Reply-To",
    "To",
    "Cc",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "List-Post",
    "List-Archive",
    "List-Subscribe",
    "List-Help",
    "Precedence",
    "Mailing-List",
    "X-Mailing-List",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
    "Resent-From",
    "Resent-Date",
    "Resent-To",
    "Return-Path",
    "Received",
    "X-Received",
    "In-Reply-To",
    "References",
];

/// Seconds before and after the signing that are tried for a Date: servers sign what they are
/// given at once.
const DATE_SECONDS: std::ops::RangeInclusive<i64> = -60..=10;

/// Looks for one changed field that explains an altered signature; `want` is the digest that was
/// signed, `placed` the place of the signature among the fields.
pub(super) fn mended(fields: &Fields<'_>, altered: &Altered<'_>) -> Option<Mended> {
    let covered = |name: &str| {
        let mut names = altered.covers.iter();
        names.any(|n| n.eq_ignore_ascii_case(name))
    };
    for name in FIELDS.iter().copied().filter(|n| covered(n)) {
        let Some(at) = fields.named(name).next_back() else {
            continue;
        };
        let range = fields
            .list
            .get(at)
            .map_or(0..0, super::fields::Field::whole);
        let holds = |value: Option<&str>| {
            digest_with(fields, altered, Some((at, value))).as_deref() == Some(altered.want)
        };
        if holds(None) {
            return Some(Mended {
                field: name,
                signed: None,
                at: range,
            });
        }
        let guess = guesses(fields, name, at, altered);
        if let Some(value) = guess.into_iter().find(|v| holds(Some(v))) {
            let signed = Some(value.trim().to_owned());
            return Some(Mended {
                field: name,
                signed,
                at: range,
            });
        }
    }
    None
}

/// Values that a field may have had before.
fn guesses(fields: &Fields<'_>, name: &str, at: usize, altered: &Altered<'_>) -> Vec<String> {
    let value = super::fields::unfolded(fields.value(at));
    let mut out = match name {
        "Sender" | "From" | "Reply-To" => people(fields),
        "Subject" => subjects(&value),
        "Date" => dates(&value, altered.signed_s),
        _ => Vec::new(),
    };
    out.sort_unstable();
    out.dedup();
    // Relaxed fields lose the space behind the colon, simple ones keep the one that is usual.
    if altered.canon == Canon::Simple {
        out = out.into_iter().map(|v| format!(" {v}")).collect();
    }
    out
}

/// Everyone whom the header names: a list that sets itself as sender keeps the writer elsewhere.
fn people(fields: &Fields<'_>) -> Vec<String> {
    const NAMES: &[&str] = &[
        "From",
        "Sender",
        "Reply-To",
        "Return-Path",
        "X-Original-From",
        "X-Original-Sender",
        "X-Sender",
        "Original-From",
        "Author",
        "X-Google-Original-From",
        "Cc",
    ];
    let mut out = Vec::new();
    for name in NAMES {
        for at in fields.named(name).take(4) {
            let value = super::fields::unfolded(fields.value(at));
            for one in value.split(',').take(50) {
                let one = one.trim();
                if let Some((before, rest)) = one.split_once('<') {
                    let address = rest.split('>').next().unwrap_or_default();
                    out.push(address.to_owned());
                    out.push(format!("<{address}>"));
                    out.push(format!("{} <{address}>", before.trim().trim_matches('"')));
                }
                out.push(one.to_owned());
            }
        }
    }
    out.retain(|v| v.contains('@'));
    out
}

/// A subject without the tags that lists set before it.
fn subjects(value: &str) -> Vec<String> {
    let mut out = Vec::new();
    if let Some((before, rest)) = value.split_once('[')
        && let Some((_, after)) = rest.split_once(']')
    {
        let (before, after) = (before.trim_end(), after.trim_start());
        out.push(format!("{before} {after}").trim().to_owned());
        out.push(format!("{before}{after}"));
        if let Some(again) = after.get(..3).filter(|r| r.eq_ignore_ascii_case("re:")) {
            out.push(format!(
                "{again} {}",
                after.get(3..).unwrap_or_default().trim_start()
            ));
        }
    }
    if let Some((_, after)) = value.split_once("] ") {
        out.push(after.to_owned());
        out.push(format!("Re: {after}"));
    }
    for tag in [
        "***SPAM***",
        "[SPAM]",
        "[EXTERNAL]",
        "[EXT]",
        "EXTERNAL:",
        "[External]",
    ] {
        if let Some(rest) = value.strip_prefix(tag) {
            out.push(rest.trim_start().to_owned());
        }
    }
    out
}

/// Dates near the signing, written as the present one is, in its zone and in the whole hours.
fn dates(value: &str, signed_s: Option<u64>) -> Vec<String> {
    let Some(signed) = signed_s.and_then(|s| i64::try_from(s).ok()) else {
        return Vec::new();
    };
    let tail = value.split_once('(').map_or("", |(_, rest)| rest);
    let has_day_name = value.contains(',');
    let mut forms = vec!["%a, %-d %b %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S"];
    if !has_day_name {
        forms = vec!["%-d %b %Y %H:%M:%S", "%d %b %Y %H:%M:%S"];
    }
    let mut zones: Vec<i16> = (-12..=14).map(|h| h * 60).collect();
    zones.extend([330, 345, 570, -210]);
    let mut out = Vec::new();
    for offset_min in zones {
        for shift in DATE_SECONDS {
            let stamp = crate::model::Stamp {
                epoch_s: signed + shift,
                offset_min,
            };
            for form in &forms {
                let plain = format!("{} {}", stamp.format(form), stamp.format("%z"));
                if !tail.is_empty() {
                    out.push(format!("{plain} ({tail}"));
                }
                out.push(plain);
            }
        }
    }
    out
}
