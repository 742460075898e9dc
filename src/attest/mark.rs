//! Facts of a message's bytes that its own claims contradict. Part of `attest`.
//!
//! Each row of the tables is a known habit of a known program: what it always writes. Lists and
//! gateways write some fields anew; where they do, nothing is said.

use super::{boundary, first, span, text_of};
use crate::attest::clock;
use crate::model::words::evidence as e;
use crate::model::{Habit, Header, Mark, MarkKind, Said, TickKind};
use std::borrow::Cow;

/// Tells whether an id has a program's form.
type IsForm = fn(&str) -> bool;

/// Programs that name themselves, and the form of id that they always make.
const IDS: &[(&str, IsForm)] = &[
    ("Microsoft Outlook Express 4", is_outlook_id),
    ("Microsoft Outlook Express 5", is_outlook_id),
    ("Microsoft Outlook Express 6", is_outlook_id),
    ("Microsoft Outlook, Build 10", is_outlook_id),
    ("Microsoft Outlook CWS", is_outlook_id),
    ("QUALCOMM Windows Eudora", is_eudora_id),
];

/// Sites that give every message an id of their own: their lists say nothing of the program.
const REWRITERS: &[&str] = &["yahoogroups", "hotmail", "lyris", "groups.io", "msn.com"];

fn is_outlook_id(id: &str) -> bool {
    matches!(clock::id(id), Some((TickKind::IdOutlook, _, _)))
        || id.contains('$')
        || id.starts_with("!~!")
        || id.split('@').next().is_some_and(|l| l.len() >= 28)
}

fn is_eudora_id(id: &str) -> bool {
    let left = id.split('@').next().unwrap_or("");
    matches!(clock::id(id), Some((TickKind::IdEudora, _, _))) || left.contains('.')
}

/// Programs that name themselves, and how their boundaries always begin.
const EDGES: &[(&str, &[&str])] = &[
    (
        "Microsoft Outlook",
        &["----=_NextPart_", "----_=_NextPart_", "_"],
    ),
    ("Apple Mail", &["Apple-Mail"]),
];

/// Programs that name themselves, and what their Content-Type never says. Outlook and Eudora send
/// HTML beside plain text only, and The Bat! puts no charset between quotation marks.
const TYPES: &[(&str, &[&str])] = &[
    ("Microsoft Outlook", &["text/html"]),
    ("Microsoft Office Outlook", &["text/html"]),
    ("QUALCOMM Windows Eudora", &["text/html"]),
    ("The Bat!", &["text/html", "charset=\""]),
];

/// Finds the marks of a message.
pub fn marks(
    raw: &[u8],
    headers: &[Header<'_>],
    habits: &[(Habit, Cow<'_, str>)],
    attachments: usize,
) -> Vec<Mark> {
    let mailer = habits.iter().find(|(h, _)| *h == Habit::Mailer);
    let mailer = mailer.map_or("", |(_, name)| &**name);
    let found = [
        id_of_another(headers, mailer),
        edge_of_another(headers, mailer),
        type_of_another(headers, mailer),
        length(raw, headers),
        no_attachment(headers, attachments),
        mixed_ends(raw),
        made_up(headers),
    ];
    found.into_iter().flatten().collect()
}

fn mark(kind: MarkKind, note: Said, header: &Header<'_>) -> Mark {
    let at = span(header);
    Mark { kind, note, at }
}

fn id_of_another(headers: &[Header<'_>], mailer: &str) -> Option<Mark> {
    let (program, is) = IDS.iter().find(|(name, _)| mailer.starts_with(name))?;
    let header = first(headers, "message-id")?;
    let id = header.value.trim().trim_matches(['<', '>']);
    let lower = id.to_ascii_lowercase();
    if is(id) || REWRITERS.iter().any(|r| lower.contains(r)) || clock::id(id).is_some_and(server) {
        return None;
    }
    let note = e::id_of_another(program, text_of(id));
    Some(mark(MarkKind::IdOfAnother, note, header))
}

/// Servers give an id to a message that came without one.
fn server(found: (TickKind, i64, crate::model::Basis)) -> bool {
    matches!(
        found.0,
        TickKind::IdSecond | TickKind::IdMinute | TickKind::IdExim | TickKind::IdGoogle
    )
}

fn edge_of_another(headers: &[Header<'_>], mailer: &str) -> Option<Mark> {
    let (program, begins) = EDGES.iter().find(|(name, _)| mailer.starts_with(name))?;
    let header = first(headers, "content-type")?;
    let edge = boundary(&header.value).filter(|e| !e.is_empty())?;
    if begins.iter().any(|b| edge.starts_with(b)) {
        return None;
    }
    let note = e::edge_of_another(program, text_of(edge));
    Some(mark(MarkKind::EdgeOfAnother, note, header))
}

fn type_of_another(headers: &[Header<'_>], mailer: &str) -> Option<Mark> {
    let (program, never) = TYPES.iter().find(|(name, _)| mailer.starts_with(name))?;
    let header = first(headers, "content-type")?;
    let lower = header.value.trim_start().to_ascii_lowercase();
    let says = |words: &&str| {
        if words.ends_with('"') {
            lower.contains(words)
        } else {
            lower.starts_with(words)
        }
    };
    if !never.iter().any(says) {
        return None;
    }
    let note = e::type_of_another(program, text_of(&header.value));
    Some(mark(MarkKind::TypeOfAnother, note, header))
}

/// Tells whether a program is known never to say something in its Content-Type.
pub fn has_types(mailer: &str) -> bool {
    TYPES.iter().any(|(name, _)| mailer.starts_with(name))
}

/// Content-Length counts the body's bytes where the archive that wrote it is the one at hand.
fn length(raw: &[u8], headers: &[Header<'_>]) -> Option<Mark> {
    let header = first(headers, "content-length")?;
    let claimed: usize = header.value.trim().parse().ok()?;
    let end = headers.last()?.range.end;
    let body = raw.get(end..)?;
    let body = body
        .strip_prefix(b"\r\n")
        .or_else(|| body.strip_prefix(b"\n"))?;
    // Line ends may have been changed in between, and the last one left out.
    let lines = memchr::memchr_iter(b'\n', body).count();
    let shortest = body.len().saturating_sub(lines + 2);
    let longest = body.len() + lines + 2;
    if (shortest..=longest).contains(&claimed) {
        return None;
    }
    let note = e::length_differs(claimed, body.len());
    Some(mark(MarkKind::Length, note, header))
}

fn no_attachment(headers: &[Header<'_>], attachments: usize) -> Option<Mark> {
    let header = first(headers, "x-ms-has-attach")?;
    let claims = header.value.trim().eq_ignore_ascii_case("yes");
    if !claims || attachments > 0 {
        return None;
    }
    let note = e::NOTHING_CARRIED.into();
    Some(mark(MarkKind::NoAttachment, note, header))
}

/// Lines that end in CRLF beside lines that end in LF: two programs wrote the bytes.
fn mixed_ends(raw: &[u8]) -> Option<Mark> {
    // Most mail has one kind, without any CR: that is told at once.
    memchr::memchr(b'\r', raw)?;
    let (mut with, mut without) = (0usize, 0usize);
    let mut turned = 0usize;
    for at in memchr::memchr_iter(b'\n', raw) {
        let returned = at > 0 && raw.get(at - 1) == Some(&b'\r');
        *(if returned { &mut with } else { &mut without }) += 1;
        if turned == 0 && with > 0 && without > 0 {
            turned = at;
        }
    }
    if with == 0 || without == 0 {
        return None;
    }
    let start = u32::try_from(turned).unwrap_or(u32::MAX);
    Some(Mark {
        kind: MarkKind::MixedEnds,
        note: e::mixed_ends(with, without),
        at: start..start.saturating_add(1),
    })
}

/// Outlook writes the moment and the sender's address into its ids: others are made up.
fn made_up(headers: &[Header<'_>]) -> Option<Mark> {
    let header = first(headers, "message-id")?;
    let id = header.value.trim().trim_matches(['<', '>']);
    let left = id.split('@').next()?;
    let address = clock::outlook_address(left)?;
    if clock::is_outlook_form(left) && clock::id(id).is_none() {
        let note = e::made_up_time(left);
        return Some(mark(MarkKind::IdTime, note, header));
    }
    if !(224..255).contains(&address[0]) {
        return None;
    }
    let shown = address.map(|b| b.to_string()).join(".");
    let note = e::made_up_address(shown);
    Some(mark(MarkKind::IdAddress, note, header))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str) -> Vec<MarkKind> {
        let mut headers = Vec::new();
        let mut at = 0;
        for line in raw.split_inclusive('\n') {
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            headers.push(Header {
                name: name.into(),
                value: value.into(),
                range: at..at + line.len(),
            });
            at += line.len();
        }
        let habits = super::super::habit::habits(&headers, crate::model::Parts::default());
        marks(raw.as_bytes(), &headers, &habits, 0)
            .iter()
            .map(|m| m.kind)
            .collect()
    }

    #[test]
    fn what_a_program_never_writes_is_marked() {
        let outlook = "X-Mailer: Microsoft Outlook Express 6.00.2600.0000\n";
        let wrong = format!("Message-ID: <4-806o5r.q109r731c@example.org>\n{outlook}\nhi\n");
        assert_eq!(found(&wrong), [MarkKind::IdOfAnother]);
        let right =
            format!("Message-ID: <001001c249e6$863c4e00$13cca341@example.org>\n{outlook}\nhi\n");
        assert_eq!(found(&right), []);
        let web = "Content-Type: text/html; charset=utf-8\n";
        let quoted = "Content-Type: text/plain; charset=\"utf-8\"\n";
        let bat = "X-Mailer: The Bat! (v1.61) Personal\n";
        assert_eq!(
            found(&format!("{outlook}{web}\nhi\n")),
            [MarkKind::TypeOfAnother]
        );
        assert_eq!(found(&format!("{outlook}{quoted}\nhi\n")), []);
        assert_eq!(
            found(&format!("{bat}{quoted}\nhi\n")),
            [MarkKind::TypeOfAnother]
        );
        assert_eq!(
            found("X-MS-Has-Attach: yes\nContent-Length: 900\n\nhi\n"),
            [MarkKind::Length, MarkKind::NoAttachment]
        );
        assert_eq!(found("To: a\r\n\nhi\n"), [MarkKind::MixedEnds]);
        let made_up = "Message-ID: <007c01d60c5a$0088e5a4$0cb72ea3@example.org>\n\nhi\n";
        assert_eq!(found(made_up), []);
        let made_up = "Message-ID: <007c71d60c5a$0088e5a4$0cb72ea3@example.org>\n\nhi\n";
        assert_eq!(found(made_up), [MarkKind::IdTime]);
    }
}
