//! Findings in words: one sentence that a reader in a court would follow, and the most likely
//! innocent explanation.

use super::desk::Desk;
use super::lead::{Check, Vote};
use super::matter::Matter;
use crate::model::words::findings as f;
use crate::model::{Edit, EditClass, ItemIx, Role, Said, Word};

/// Longest piece of evidence that a sentence quotes, in characters.
const QUOTED: usize = 60;

/// Says what was found.
pub fn reason(matter: &Matter, items: &[(ItemIx, Role)], desk: &Desk<'_>) -> Said {
    if let Some(told) = &matter.lead.told {
        return told.reason.clone();
    }
    let edit = matter.lead.edits.first();
    let change = edit.map_or_else(Said::default, change);
    let (ours, theirs) = (matter.lead.ours.len(), matter.lead.theirs.len());
    let title = items
        .first()
        .and_then(|i| desk.item(i.0))
        .map_or("", |i| i.title());
    let title = short(title);
    let side = match items.first() {
        Some((item, Role::Suspect)) => side(matter.signed(*item)).into(),
        _ => Said::default(),
    };
    let what = match matter.lead.check {
        Check::Copies => f::copies_differ(title, change, ours, theirs),
        Check::Headers => f::heads_differ(title, change),
        Check::Attachments => f::attachments_differ(title, change),
        Check::Quotes if theirs > 1 => f::quotes_agree(theirs, title, change),
        Check::Quotes => f::quote_parts(title, change),
        Check::Reissue => f::reissued(title, change),
        Check::Documents => f::documents_differ(title, change),
        Check::Forms => f::forms_differ(title, change),
        Check::Clocks => f::not_when_sent(title, change),
        Check::Shapes => f::not_as_claimed(title, change),
        Check::Hidden => f::looks_otherwise(title, change),
        Check::Bursts => f::saved_by_one(change),
    };
    what + side
}

/// Says why the first item is named.
fn side(vote: Option<Vote>) -> Word {
    match vote {
        Some(Vote::Proved(_)) => f::SIDE_PROVED,
        Some(Vote::Signed(_)) => f::SIDE_SIGNED,
        Some(Vote::Carried(_)) => f::SIDE_CARRIED,
        Some(Vote::Belied(_)) => f::SIDE_BELIED,
        Some(Vote::Doubted(_)) => f::SIDE_DOUBTED,
        Some(Vote::Broken(_)) => f::SIDE_BROKEN,
        _ => f::SIDE_SEEMS,
    }
}

fn change(edit: &Edit) -> Said {
    let (before, after) = (short(&edit.before), short(&edit.after));
    let change = match (before.is_empty(), after.is_empty()) {
        (true, _) => f::only_in_one(after),
        (_, true) => f::only_in_one(before),
        _ => f::one_other(before, after),
    };
    match edit.class {
        EditClass::Header => f::in_field(edit.field.word(), change),
        _ => change,
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
pub fn innocent(matter: &Matter) -> Word {
    if let Some(told) = &matter.lead.told {
        return told.innocent;
    }
    let class = matter.lead.edits.first().map(|e| e.class);
    match (matter.lead.check, class) {
        (_, Some(EditClass::Homoglyph)) => f::IF_TYPED,
        (Check::Hidden, _) => f::IF_PASTED,
        (Check::Copies, _) => f::IF_REWRITTEN,
        (Check::Headers, _) => f::IF_HEAD,
        (Check::Attachments, _) => f::IF_TAKEN_OFF,
        (Check::Quotes, _) => f::IF_QUOTED,
        (Check::Reissue, _) => f::IF_SENT_AGAIN,
        (Check::Documents, _) => f::IF_VERSIONS,
        (Check::Bursts, _) => f::IF_BURST,
        (Check::Clocks, _) => f::IF_CLOCK,
        (Check::Shapes, _) => f::IF_FIELDS,
        (Check::Forms, _) => f::IF_FORMS,
    }
}
