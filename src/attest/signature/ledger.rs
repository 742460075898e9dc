//! What the signatures of one message say for it, against it, and where they cannot tell.
//!
//! The body hash and the signature are two verdicts and stand as two lines. What lists and gateways
//! do without ill will is said and weighs little.

use super::body::BodyTest;
use super::chain;
use super::cover::{cover_lines, time_lines};
use super::fields::Fields;
use super::key::{Key, rsa_opened};
use super::keyset::{Judged, Verdict};
use super::line::{Asked, Check, Handling, Line};
use super::mend::{Mended, mended};
use super::read::{Algorithm, Altered, Placed, Seat, Shown, placed};
use super::results;
use crate::model::Grade::{M, P, W};
use crate::model::Leaning::{Consistent, Inconsistent, Untestable};
use crate::model::Said;
use crate::model::words::signed as w;

/// Characters of unsigned text that a line shows.
const SHOWN: usize = 160;

/// Gives the lines of evidence of a message's signatures, in the order of the header.
pub fn ledger(asked: &Asked<'_>) -> Vec<Line> {
    let (fields, placed) = placed(asked.bytes);
    if asked.is_rebuilt {
        return rebuilt(&placed);
    }
    let handling = Handling::of(&fields);
    let mut out = Vec::new();
    for one in placed.iter().filter(|p| p.signature.seat == Seat::Dkim) {
        let judged = asked.keys.judge(&one.signature);
        key_line(asked, &fields, one, &judged, handling, &mut out);
        body_line(&fields, one, handling, &mut out);
        cover_lines(&fields, one, &mut out);
        time_lines(asked, one, &mut out);
    }
    chain::lines(asked, &fields, &placed, &mut out);
    results::lines(&fields, &placed, handling, &mut out);
    out
}

/// A store that keeps properties gives no bytes that a hash could cover.
fn rebuilt(placed: &[Placed]) -> Vec<Line> {
    let Some(first) = placed.first() else {
        return Vec::new();
    };
    let sentence = w::REBUILT.into();
    vec![Check::Body.line(W, Untestable, &first.range, sentence)]
}

/// Names a signature in a sentence.
pub(super) fn named(one: &Placed) -> Said {
    let s = &one.signature;
    w::the_signature(&s.domain, &s.selector)
}

fn key_line(
    asked: &Asked<'_>,
    fields: &Fields<'_>,
    one: &Placed,
    judged: &Judged<'_>,
    handling: Handling,
    out: &mut Vec<Line>,
) {
    let name = named(one);
    let fields_named = one.covers.iter().collect::<Vec<_>>().join(", ");
    let mut put = |grade, leaning, sentence: Said| {
        out.push(Check::Key.line(grade, leaning, &one.range, sentence));
    };
    match judged.verdict {
        Verdict::Valid => {
            let (grade, doubts) = doubts(one, judged);
            let sentence = if one.signature.body.is_whole() {
                w::verifies_whole(name, fields_named, doubts)
            } else {
                w::verifies_fields(name, fields_named, doubts)
            };
            put(grade, Consistent, sentence);
        }
        Verdict::Altered => {
            let proved = judged.by.and_then(|(_, key)| proof(fields, one, key));
            let told = altered(asked, &name, &fields_named, proved, handling);
            let (mut grade, leaning, mut sentence) = told;
            if !judged.is_published() {
                grade = grade.max(M);
                sentence = sentence + w::RECOVERED_KEY.into();
            }
            put(grade, leaning, sentence);
        }
        Verdict::OtherKey => put(W, Untestable, w::other_key(name)),
        Verdict::NoUse => put(W, Untestable, w::no_use(name)),
        Verdict::NoKey => put(W, Untestable, w::no_key(name)),
        Verdict::Unsound => put(W, Untestable, w::unsound(name)),
    }
}

/// Says what takes weight from a signature that verifies.
fn doubts(one: &Placed, judged: &Judged<'_>) -> (crate::model::Grade, Said) {
    let mut grade = if one.signature.body.is_whole() { P } else { M };
    let mut said = Said::default();
    if let Some((_, key)) = judged.by {
        if key.is_short() {
            grade = M;
            let bits = key.bits();
            said = w::short_key(bits);
        }
        if !judged.is_published() {
            grade = M;
            said = said + w::RECOVERED_KEY.into();
        }
    }
    if one.signature.algorithm == Some(Algorithm::RsaSha1) {
        grade = M;
        said = said + w::ON_SHA_1.into();
    }
    (grade, said)
}

/// Looks for the one change that explains an altered signature.
fn proof(fields: &Fields<'_>, one: &Placed, key: &Key) -> Option<Mended> {
    let algorithm = one.signature.algorithm?;
    let Key::Rsa(key) = key else {
        return None;
    };
    let want = rsa_opened(key, algorithm, &one.signature.value)?;
    let altered = Altered {
        field: one.field,
        canon: one.canon,
        algorithm,
        covers: &one.covers,
        signed_s: one.signature.signed_s,
        want: &want,
    };
    mended(fields, &altered)
}

fn altered(
    asked: &Asked<'_>,
    name: &Said,
    covered: &str,
    proved: Option<Mended>,
    handling: Handling,
) -> (crate::model::Grade, crate::model::Leaning, Said) {
    let Some(mended) = proved else {
        let (grade, why) = if handling.is_list {
            (W, w::THROUGH_LIST.into())
        } else {
            (M, Said::default())
        };
        return (grade, Inconsistent, w::field_altered(name, covered, why));
    };
    let now = String::from_utf8_lossy(asked.bytes.get(mended.at.clone()).unwrap_or_default());
    let now = now.split_whitespace().collect::<Vec<_>>().join(" ");
    let field = mended.field;
    let was = match &mended.signed {
        Some(value) => w::was_signed(field, value, now),
        None => w::was_not_there(now),
    };
    let shown = Shown::ALL
        .iter()
        .any(|s| s.word().eq_ignore_ascii_case(field));
    let grade = match (shown, handling.is_list) {
        (true, false) => P,
        (true, true) => M,
        (false, _) => W,
    };
    let leaning = if shown { Inconsistent } else { Consistent };
    (grade, leaning, w::one_field(name, was))
}

fn body_line(fields: &Fields<'_>, one: &Placed, handling: Handling, out: &mut Vec<Line>) {
    let name = named(one);
    let (grade, leaning, sentence) = match &one.signature.body {
        BodyTest::Holds => (M, Consistent, w::body_holds(name)),
        BodyTest::Limited(range) => (
            W,
            Untestable,
            w::body_limited(name, range.end, tail(fields, range.end)),
        ),
        BodyTest::Part(range) => {
            let (above, below) = (fields.at(fields.body_at..range.start), range.end);
            let below_text = tail(fields, below);
            let is_footer = handling.is_list || looks_like_footer(&below_text);
            let mut sentence = w::body_part(name, range.start, range.end);
            if !above.is_empty() {
                sentence = sentence + w::set_above(shown(above));
            }
            if below < fields.body_at + fields.body().len() {
                sentence = sentence + w::added_below(below_text);
            }
            if is_footer {
                (W, Consistent, sentence)
            } else {
                (M, Inconsistent, sentence)
            }
        }
        BodyTest::Fails => {
            let (grade, leaning, why) = fails(handling);
            (grade, leaning, w::body_fails(name, why))
        }
        BodyTest::Absent => return,
    };
    out.push(Check::Body.line(grade, leaning, &one.range, sentence));
}

/// How much a body weighs that does not hold, by who had it in hands.
fn fails(handling: Handling) -> (crate::model::Grade, crate::model::Leaning, Said) {
    match (handling.is_list, handling.is_multipart) {
        (true, true) => (W, Untestable, w::LISTS_TAKE_OUT.into()),
        (true, false) => (M, Inconsistent, w::A_LIST_HAD_IT.into()),
        (false, true) => (M, Inconsistent, w::GATEWAYS_SCAN.into()),
        (false, false) => (M, Inconsistent, Said::default()),
    }
}

fn tail(fields: &Fields<'_>, from: usize) -> String {
    let end = fields.body_at + fields.body().len();
    shown(fields.at(from.min(end)..end))
}

/// Shows a little of some bytes in one line.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes.get(..4 * SHOWN).unwrap_or(bytes));
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = line.chars().take(SHOWN).collect();
    if cut.len() < line.len() || bytes.len() > 4 * SHOWN {
        cut.push('…');
    }
    format!("“{cut}”")
}

/// Tells whether added text begins as lists and scanners begin theirs.
fn looks_like_footer(text: &str) -> bool {
    const STARTS: &[&str] = &["____", "----", "====", "-- ", "--\u{a0}", "****", "____"];
    const WORDS: &[&str] = &[
        "unsubscribe",
        "mailing list",
        "virus",
        "confidential",
        "disclaimer",
    ];
    let bare = text.trim_start_matches('“');
    let lower = bare.to_lowercase();
    STARTS.iter().any(|s| bare.starts_with(s)) || WORDS.iter().any(|w| lower.contains(w))
}
