//! Base subjects (RFC 5256 §2.1): what is left of a subject without reply and forward marks, list
//! labels and trailers. Threads are gathered by them where messages bear no ids.

use unicode_normalization::UnicodeNormalization;

/// A subject taken apart.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BaseSubject {
    /// What is left, folded for comparison (case, composition); may be empty.
    pub folded: String,
    /// Whether marks of a reply or forward were taken off.
    pub is_reply: bool,
}

/// Marks of replies and forwards that RFC 5256 knows; the longer form stands first.
const MARKS: &[&str] = &["re", "fwd", "fw"];

/// Marks that mail programs write in other languages: French, German, Scandinavian, Dutch, Spanish,
/// Italian. RFC 5256 leaves them out.
const MORE_MARKS: &[&str] = &[
    "ré", "rép", "réf", "tr", "aw", "wg", "sv", "vs", "antw", "rv", "i",
];

/// Whose marks are taken off.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Marks {
    /// Those of RFC 5256 and no others.
    Rfc5256,
    /// Those that mail programs write in other languages, too.
    AllLanguages,
}

impl BaseSubject {
    /// Takes a decoded subject apart.
    pub fn of(subject: &str, marks: Marks) -> Self {
        let joined = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = joined.as_str();
        let mut is_reply = false;
        loop {
            let before = rest;
            rest = without_trailer(rest, &mut is_reply);
            rest = without_leaders(rest, marks, &mut is_reply);
            match without_wrapping(rest) {
                Some(inner) => (rest, is_reply) = (inner, true),
                None if rest == before => break,
                None => {}
            }
        }
        let folded = rest.to_lowercase().nfc().collect();
        Self { folded, is_reply }
    }
}

/// Step 2: `(fwd)` and white space at the end.
fn without_trailer<'a>(text: &'a str, is_reply: &mut bool) -> &'a str {
    let mut text = text.trim_end();
    while let Some(rest) = strip_end(text, "(fwd)") {
        *is_reply = true;
        text = rest.trim_end();
    }
    text
}

/// Steps 3 to 5: reply marks, with labels before them, and labels that do not stand alone.
fn without_leaders<'a>(text: &'a str, marks: Marks, is_reply: &mut bool) -> &'a str {
    let mut text = text.trim_start();
    loop {
        let mut after_labels = text;
        while let Some(rest) = without_label(after_labels) {
            after_labels = rest;
        }
        if let Some(rest) = without_mark(after_labels, marks) {
            *is_reply = true;
            text = rest.trim_start();
        } else if let Some(rest) = without_label(text).filter(|r| !r.is_empty()) {
            text = rest;
        } else {
            return text;
        }
    }
}

/// Step 6: `[fwd: …]` around the whole.
fn without_wrapping(text: &str) -> Option<&str> {
    strip_start(text, "[fwd:")?.strip_suffix(']')
}

/// Takes off one `[label]` and the white space after it.
fn without_label(text: &str) -> Option<&str> {
    let (label, rest) = text.strip_prefix('[')?.split_once(']')?;
    (!label.contains('[')).then(|| rest.trim_start())
}

/// Takes off one `re:`, `re :` or `re[2]:`.
fn without_mark(text: &str, marks: Marks) -> Option<&str> {
    let more = match marks {
        Marks::Rfc5256 => &[][..],
        Marks::AllLanguages => MORE_MARKS,
    };
    if !text.contains(':') {
        return None;
    }
    MARKS.iter().chain(more).find_map(|mark| {
        let rest = strip_start(text, mark)?.trim_start();
        let rest = without_label(rest).unwrap_or(rest);
        rest.strip_prefix(':')
    })
}

fn strip_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let mut chars = text.chars();
    for wanted in start.chars() {
        let next = chars.next()?;
        if !next.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(chars.as_str())
}

fn strip_end<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(end.len())?;
    let tail = text.get(at..)?;
    if tail.eq_ignore_ascii_case(end) {
        text.get(..at)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn base(subject: &str) -> (String, bool) {
        let base = BaseSubject::of(subject, Marks::Rfc5256);
        (base.folded, base.is_reply)
    }

    #[test]
    fn marks_labels_and_trailers_come_off() {
        for (subject, folded, is_reply) in [
            ("Budget", "budget", false),
            ("Re: Budget", "budget", true),
            ("RE :  Budget", "budget", true),
            ("Re[2]: FW: Fwd : Budget", "budget", true),
            ("[office] Re: [office] Budget", "budget", true),
            ("[office] Budget", "budget", false),
            ("[office]", "[office]", false),
            ("Re: [office]", "[office]", true),
            ("Budget (fwd) (FWD) ", "budget", true),
            ("[Fwd: Re: Budget]", "budget", true),
            ("Repas de mardi", "repas de mardi", false),
            ("re", "re", false),
            ("re:", "", true),
            ("TR: Budget", "tr: budget", false),
            ("[a[b] Budget", "[a[b] budget", false),
        ] {
            assert_eq!(base(subject), (folded.into(), is_reply), "{subject}");
        }
    }

    #[test]
    fn other_languages_have_marks_too() {
        for subject in [
            "TR : Réunion",
            "AW: Réunion",
            "Rép : Réunion",
            "SV: RE: Re\u{301}union",
        ] {
            let base = BaseSubject::of(subject, Marks::AllLanguages);
            assert_eq!(
                base.folded,
                BaseSubject::of("réunion", Marks::Rfc5256).folded
            );
            assert!(base.is_reply, "{subject}");
        }
    }

    proptest! {
        #[test]
        fn a_base_subject_has_no_marks_left(subject in "([Rr]e ?: |\\[x\\] ?|fwd:|\\PC){0,9}") {
            let once = BaseSubject::of(&subject, Marks::Rfc5256);
            let twice = BaseSubject::of(&once.folded, Marks::Rfc5256);
            prop_assert_eq!(once.folded, twice.folded);
        }
    }
}
