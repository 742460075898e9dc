//! What the receiving server noted (`Authentication-Results`, RFC 8601) against what is found now.
//!
//! The note is plain text: who writes a whole message can copy it, who edits only the body cannot
//! make it agree. Only the topmost one was set by the mailbox's own server.

use super::body::BodyTest;
use super::fields::{Fields, unfolded};
use super::line::{Check, Handling, Line};
use super::read::{Placed, Seat};
use crate::model::Grade::{M, S, W};
use crate::model::Leaning::{Consistent, Inconsistent};
use crate::model::Said;
use crate::model::words::signed as w;
use std::borrow::Cow;

/// One `dkim=` result of a note.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Noted {
    /// The word: pass, fail, none, …
    pub result: String,
    /// The domain that it names (`header.d=` or `header.i=`).
    pub domain: String,
    /// The selector that it names (`header.s=`).
    pub selector: String,
    /// The first letters of the signature that it names (`header.b=`).
    pub value: String,
}

/// Reads the `dkim=` results of a note.
pub(super) fn noted(value: &str) -> Vec<Noted> {
    let mut out = Vec::new();
    for piece in without_comments(value).split(';').skip(1) {
        let mut words = piece.split_whitespace();
        let Some(result) = words.next().and_then(|w| w.strip_prefix("dkim=")) else {
            continue;
        };
        let mut one = Noted {
            result: result.to_ascii_lowercase(),
            ..Noted::default()
        };
        for word in words {
            let Some((name, value)) = word.split_once('=') else {
                continue;
            };
            let value = value.trim_matches('"');
            match name {
                "header.d" => one.domain = value.to_ascii_lowercase(),
                "header.i" if one.domain.is_empty() => {
                    let domain = value.rsplit('@').next().unwrap_or_default();
                    one.domain = domain.to_ascii_lowercase();
                }
                "header.s" => one.selector = value.to_ascii_lowercase(),
                "header.b" => value.clone_into(&mut one.value),
                _ => {}
            }
        }
        out.push(one);
    }
    out
}

fn without_comments(value: &str) -> Cow<'_, str> {
    if !value.contains(['(', ')']) {
        return Cow::Borrowed(value);
    }
    let (mut depth, mut from) = (0_usize, 0);
    let mut out = String::with_capacity(value.len());
    for at in memchr::memchr2_iter(b'(', b')', value.as_bytes()) {
        if depth == 0 {
            out.push_str(value.get(from..at).unwrap_or_default());
        }
        depth = match value.as_bytes().get(at) {
            Some(b'(') => depth + 1,
            _ => depth.saturating_sub(1),
        };
        from = at + 1;
    }
    if depth == 0 {
        out.push_str(value.get(from..).unwrap_or_default());
    }
    Cow::Owned(out)
}

/// How a note that a signature passed stands to what is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// No such signature is there.
    None,
    /// The body is the one that its signature covers, as far as can be told.
    Holds,
    /// The body is another one.
    Other,
}

/// Gives the domains of the signatures that the topmost note says passed, and how each stands.
pub(super) fn standings(fields: &Fields<'_>, placed: &[Placed]) -> Vec<(String, Standing)> {
    let Some(top) = fields.named(NOTE).next() else {
        return Vec::new();
    };
    let standing = |one: &Noted| {
        let names = |p: &&Placed| {
            let s = &p.signature;
            let below = one.domain.strip_suffix(s.domain.as_str());
            let domain = below.is_some_and(|b| b.is_empty() || b.ends_with('.'));
            s.seat == Seat::Dkim
                && domain
                && (one.selector.is_empty() || one.selector == s.selector)
        };
        let mut found = placed.iter().filter(names).peekable();
        if found.peek().is_none() {
            Standing::None
        } else if found.any(|p| p.signature.body != BodyTest::Fails) {
            Standing::Holds
        } else {
            Standing::Other
        }
    };
    let passed = noted(&unfolded(fields.value(top))).into_iter();
    passed
        .filter(|n| n.result == "pass" && !n.domain.is_empty())
        .map(|one| {
            let standing = standing(&one);
            (one.domain, standing)
        })
        .collect()
}

/// The header that holds the note.
const NOTE: &str = "Authentication-Results";

/// Puts the lines of the topmost note.
pub(super) fn lines(
    fields: &Fields<'_>,
    placed: &[Placed],
    handling: Handling,
    out: &mut Vec<Line>,
) {
    let Some(top) = fields.named(NOTE).next() else {
        return;
    };
    let whole = fields.list.get(top).map(super::fields::Field::whole);
    let range = whole.unwrap_or(0..0);
    let value = unfolded(fields.value(top));
    let server = value.split(';').next().unwrap_or_default().trim();
    for (domain, standing) in standings(fields, placed) {
        let (grade, leaning, sentence) = match standing {
            Standing::None => (W, Inconsistent, w::noted_none(server, &domain)),
            Standing::Holds => (W, Consistent, w::noted_holds(server, &domain)),
            Standing::Other => {
                let (grade, why) = if handling.is_list {
                    (W, w::A_LIST_BETWEEN.into())
                } else if handling.is_multipart {
                    (M, Said::default())
                } else {
                    (S, Said::default())
                };
                (grade, Inconsistent, w::noted_other(server, &domain, why))
            }
        };
        out.push(Check::Results.line(grade, leaning, &range, sentence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_with_their_properties() {
        let value = "mx.example.org (a; b); spf=pass smtp.mailfrom=x; dkim=pass (ok) \
                     header.i=@sub.example.org header.s=S1 header.b=\"AbC\"; \
                     dkim=fail header.d=b.example";
        let found = noted(value);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].result, "pass");
        assert_eq!(found[0].domain, "sub.example.org");
        assert_eq!(
            (found[0].selector.as_str(), found[0].value.as_str()),
            ("s1", "AbC")
        );
        assert_eq!(found[1].result, "fail");
    }
}
