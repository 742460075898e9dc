//! Other looks at an item: its exact bytes escaped or in hex, its text without what readers are
//! not shown, and what it claims about itself.

use super::{Message, View};
use crate::case::Snapshot;
use crate::model::words::{heads as w, screen};
use crate::model::{Item, ItemIx, Lang, Meta, MetaOrigin};
use crate::tui::canvas::Line;
use crate::tui::effect::Effect;
use crate::tui::event::Wait;
use crate::tui::layout::body;
use crate::tui::screens::{Screen, hex::Hex};
use crate::tui::state::{Going, Shell};
use crate::tui::theme::Meaning;

/// Claims that are shown where few fields are.
pub const FEW: usize = 4;

/// Gives what an item claims about itself; of a message also what its seals say.
pub fn claims<'a>(snapshot: &'a Snapshot, item: &Item) -> Vec<&'a Meta> {
    let g = &*snapshot.generation;
    let of = |ix: Option<ItemIx>| ix.and_then(|ix| g.metadata.get(&ix)).into_iter().flatten();
    let mut out: Vec<&Meta> = of(g.by_digest(&item.digest)).collect();
    for child in item.children.iter().filter(|_| item.head.is_some()) {
        let seals = of(g.by_digest(child));
        out.extend(seals.filter(|m| matches!(m.origin, MetaOrigin::Cms | MetaOrigin::Pgp)));
    }
    out
}

/// Writes a row of claims; the last of few says that there are more.
pub fn claim_line(lang: Lang, snapshot: &Snapshot, item: &Item, at: usize) -> Line {
    let all = claims(snapshot, item);
    let label = if at == 0 {
        w::LABEL_CLAIMS.of(lang)
    } else {
        ""
    };
    let line = Line::new().mean(Meaning::Label, &format!(" {label:<8} "));
    let Some(claim) = all.get(at) else {
        return line;
    };
    let line = line
        .say(&w::claim(lang, claim.key.shown(lang)))
        .evidence(&claim.value);
    if at + 1 == FEW && all.len() > FEW {
        line.say(&w::all_claims(lang, all.len()))
    } else {
        line.say(&format!(" ({})", claim.origin.word()))
    }
}

impl Message {
    /// Shows the escaped bytes, or the text again.
    pub(super) fn raw(&mut self, shell: &mut Shell) -> Vec<Effect> {
        self.top = 0;
        if matches!(self.view, View::Raw(_)) {
            self.view = View::Text;
            return Vec::new();
        }
        self.read_bytes(shell)
    }

    /// Asks for the escaped bytes.
    pub(super) fn read_bytes(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let Some(ix) = self.queue.current() else {
            return Vec::new();
        };
        self.view = View::Raw(None);
        self.awaited = shell.job();
        let width = body(shell.size).width.saturating_sub(12);
        vec![
            Effect::Raw(self.awaited, ix, width),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Goes to the bytes in hex.
    pub(super) fn hex(&self, shell: &mut Shell, snapshot: &Snapshot) {
        if let Some((ix, item)) = self.queue.current().zip(self.item(snapshot)) {
            let title = shell.title(snapshot, item).to_owned();
            let screen = Screen::Hex(Hex::of_item(ix, &title));
            shell.going.push(Going::Into(Box::new(screen)));
        }
    }

    /// Shows what readers are not shown, or leaves it out.
    pub(super) fn hide(&mut self, shell: &mut Shell, snapshot: &Snapshot) {
        let reading = self.reading(shell, snapshot);
        let count = reading.map_or(0, |r| r.rows.len().saturating_sub(r.shown));
        if count == 0 {
            return shell.say(screen::NOTHING_HIDDEN);
        }
        self.bare = !self.bare;
        let lang = shell.lang;
        shell.say(if self.bare {
            screen::hidden_out(lang, count)
        } else {
            screen::hidden_in(lang, count)
        });
    }
}
