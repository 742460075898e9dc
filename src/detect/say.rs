//! Findings in words: one sentence that a reader in a court would follow, and the most likely
//! innocent explanation.

use super::desk::Desk;
use super::lead::{Check, Vote};
use super::matter::Matter;
use crate::model::{Edit, EditClass, ItemIx, Role};

/// What may have happened where many files were saved at once.
pub const BURST: &str = "Somebody moved, converted or printed the files one after the other, or a \
     program of the house saved them again.";

/// Longest piece of evidence that a sentence quotes, in characters.
const QUOTED: usize = 60;

/// Says what was found.
pub fn reason(matter: &Matter, items: &[(ItemIx, Role)], desk: &Desk<'_>) -> String {
    if let Some(told) = &matter.lead.told {
        return told.reason.clone();
    }
    let edit = matter.lead.edits.first();
    let change = edit.map_or_else(String::new, change);
    let (ours, theirs) = (matter.lead.ours.len(), matter.lead.theirs.len());
    let title = items
        .first()
        .and_then(|i| desk.item(i.0))
        .map_or("", |i| i.title());
    let title = short(title);
    let side = match items.first() {
        Some((item, Role::Suspect)) => side(matter.signed(*item)),
        _ => "",
    };
    let what = match matter.lead.check {
        Check::Copies => format!(
            "Copies of one message, “{title}”, say different things: {change} ({ours} against \
             {theirs})."
        ),
        Check::Headers => {
            format!("The same text, “{title}”, stands under heads that differ: {change}.")
        }
        Check::Attachments => {
            format!("Copies of one message, “{title}”, carry different attachments: {change}.")
        }
        Check::Quotes if theirs > 1 => format!(
            "{theirs} quotes of “{title}” agree with each other and not with the stored text: \
             {change}."
        ),
        Check::Quotes => {
            format!("A quote and the stored text of “{title}” part: {change}.")
        }
        Check::Reissue => format!(
            "Nearly the same text, “{title}”, stands in two messages and differs: {change}."
        ),
        Check::Documents => {
            format!("Two documents, “{title}” and another, are alike but for this: {change}.")
        }
        Check::Forms => {
            format!("The plain and the HTML form of “{title}” say different things: {change}.")
        }
        Check::Clocks => format!("The Date of “{title}” is not when it was sent: {change}."),
        Check::Shapes => format!("“{title}” is not made as it claims: {change}."),
        Check::Hidden => {
            format!("A word of “{title}” is not what it looks like: {change}.")
        }
        Check::Bursts => format!("Files were saved within minutes by one name: {change}."),
    };
    what + side
}

/// Says why the first item is named.
fn side(vote: Option<Vote>) -> &'static str {
    match vote {
        Some(Vote::Proved(_)) => {
            " Both bear the same signature. A kept key verifies it over the other, and it does not \
             hold over the first item named, which was changed after signing."
        }
        Some(Vote::Signed(_)) => {
            " Both bear the same signature: it holds over the other and not over the first item \
             named, which was changed after signing; no published key proves it."
        }
        Some(Vote::Carried(_)) => {
            " Both bear the same signature, and it holds over the other alone; but a list had the \
             first item named in hands, and lists wrap lines anew."
        }
        Some(Vote::Belied(_)) => {
            " A kept key verifies the stored text, so that the quote, named first, is the one that \
             was changed."
        }
        Some(Vote::Doubted(_)) => {
            " The body hash of a signature holds over the stored text, so that the quote, named \
             first, seems changed; no kept key proves it."
        }
        Some(Vote::Broken(_)) => {
            " The body of the first item named is not the one that its signature covers."
        }
        _ => " The first item named is the one that seems changed.",
    }
}

fn change(edit: &Edit) -> String {
    let (before, after) = (short(&edit.before), short(&edit.after));
    let field = match edit.class {
        EditClass::Header => format!("{}: ", edit.field.word()),
        _ => String::new(),
    };
    match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("{field}“{after}” stands in one and not in the other"),
        (_, true) => format!("{field}“{before}” stands in one and not in the other"),
        _ => format!("{field}“{before}” in one, “{after}” in the other"),
    }
}

/// Shortens a piece of evidence to one line.
pub fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED {
        return line;
    }
    let mut out: String = line.chars().take(QUOTED - 1).collect();
    out.push('…');
    out
}

/// Says what may have happened without anybody's ill will.
pub fn innocent(matter: &Matter, desk: &Desk<'_>) -> String {
    let _ = desk;
    if let Some(told) = &matter.lead.told {
        return told.innocent.to_owned();
    }
    let class = matter.lead.edits.first().map(|e| e.class);
    match (matter.lead.check, class) {
        (_, Some(EditClass::Homoglyph)) => {
            "Somebody typed with two keyboard layouts, or a program recognised the letters."
        }
        (Check::Hidden, _) => {
            "A web page or an editor left the character when the text was pasted."
        }
        (Check::Copies, _) => {
            "A gateway, a list or an archive rewrote one copy, or a draft was kept under the same \
             Message-ID."
        }
        (Check::Headers, _) => {
            "A list or gateway rewrote the head, or somebody passed the text on."
        }
        (Check::Attachments, _) => "A gateway took the attachment off, or it was opened and saved.",
        (Check::Quotes, _) => {
            "Who answered mended, shortened or commented what was quoted, or quoted another \
             version."
        }
        (Check::Reissue, _) => "The author sent the text again with a correction.",
        (Check::Documents, _) => "The two are honest versions of one document.",
        (Check::Bursts, _) => BURST,
        (Check::Clocks, _) => "The clock of the sender's machine was wrong.",
        (Check::Shapes, _) => "A list or gateway wrote the fields anew.",
        (Check::Forms, _) => "The program made the plain form from an older state of the text.",
    }
    .to_owned()
}
