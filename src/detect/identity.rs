//! Whose texts two near-duplicates are: sender, subject, series, versions, drafts, recipients.

use super::desk::Desk;
use super::people::{is_robot, same_people};
use super::score::Score;
use super::weights as W;
use crate::model::{ItemIx, Kind};

/// Weighs whose texts the two are.
pub fn identity(desk: &Desk<'_>, a: ItemIx, b: ItemIx, score: &mut Score) {
    let (Some(x), Some(y)) = (desk.item(a), desk.item(b)) else {
        return;
    };
    match (x.kind, y.kind) {
        (Kind::Message, Kind::Message) => {}
        (Kind::Message, _) | (_, Kind::Message) => {
            score.times("document and mail", W::DOCUMENT_AND_MAIL);
            return;
        }
        _ => {
            score.times("two documents", W::DOCUMENTS);
            if versions(x.file_name()) != versions(y.file_name()) {
                score.times("versions by name", W::VERSIONS);
            }
            return;
        }
    }
    let subject = desk.subject(a) == desk.subject(b) && !desk.subject(a).is_empty();
    let sender = desk.sender(a) == desk.sender(b);
    score.times(
        "identity",
        match (sender, subject) {
            (true, true) => W::SAME_SENDER_AND_SUBJECT,
            (false, true) => W::SAME_SUBJECT,
            (true, false) => W::SAME_SENDER,
            (false, false) => W::STRANGERS,
        },
    );
    let tags = (tags(x.title()), tags(y.title()));
    if tags.0 != tags.1 || figures(x.title()) != figures(y.title()) {
        score.times("series", W::SERIES);
    }
    if is_robot(x) || is_robot(y) {
        score.times("robot", W::ROBOT);
    }
}

/// Marks of versions and dates in a file name: `v2`, `VF`, six digits or more.
fn versions(name: &str) -> Vec<String> {
    let marks = |w: &str| {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        w == "vf"
            || w == "def"
            || w.strip_prefix('v').is_some_and(digits)
            || (digits(w) && w.len() >= 6)
    };
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| marks(w))
        .map(str::to_owned)
        .collect()
}

/// The tags in square brackets of a subject, which tell versions and parts of a series.
fn tags(subject: &str) -> Vec<String> {
    subject
        .split('[')
        .skip(1)
        .filter_map(|t| t.split_once(']'))
        .map(|(tag, _)| tag.split_whitespace().collect::<String>().to_lowercase())
        .collect()
}

/// The figures of a subject.
fn figures(subject: &str) -> Vec<&str> {
    subject
        .split(|c: char| !c.is_ascii_digit())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Tells whether one author wrote the two within two hours, as drafts are.
pub fn draft(desk: &Desk<'_>, a: ItemIx, b: ItemIx) -> bool {
    let apart = desk
        .moment(a)
        .zip(desk.moment(b))
        .map(|(x, y)| (x - y).abs());
    apart.is_some_and(|s| s > 0 && s < 7_200) && desk.sender(a) == desk.sender(b)
}

/// Tells whether two messages went to the same people.
pub fn same_recipients(desk: &Desk<'_>, a: ItemIx, b: ItemIx) -> bool {
    let to = |ix: ItemIx| desk.item(ix).and_then(|i| i.head.as_ref()).map(|h| &h.to);
    match (to(a), to(b)) {
        (Some(x), Some(y)) => same_people(x, y),
        _ => true,
    }
}

/// Tells whether an edit stands in the first line, and that line addresses somebody.
pub fn in_greeting(body: &str, delta: &crate::compare::Delta) -> bool {
    let line = body.trim_start().lines().next().unwrap_or("");
    let words = line.split_whitespace().count();
    delta.gap.a.end <= words && words <= 5 && delta.gap.b.start <= words
}
