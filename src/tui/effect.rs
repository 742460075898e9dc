//! Us to the world: the closed list of what `update` can ask of the runtime. Plain data, so that a
//! test can read what a key would do.

use super::event::{Job, Wait};
use super::screens::hex::Bytes;
use super::screens::sheet::Matter;
use super::sides::View;
use crate::case::Act;
use crate::model::{Digest, ItemIx};
use crate::review::TallyKind;

/// Something to be done outside.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Read and wrap the texts of items.
    Read(Job, Purpose, Vec<ItemIx>, u16),
    /// Read the exact bytes of an item and escape them, to a width.
    Raw(Job, ItemIx, u16),
    /// Read a window of bytes, from one on.
    Window(Job, Bytes, u64),
    /// Align two texts and lay them out.
    Compare(Job, ItemIx, ItemIx, View),
    /// Make a sheet of several items.
    Sheet(Job, Matter),
    /// Evaluate a query.
    Select(Job, String),
    /// Count what the case holds.
    Tally(Job, TallyKind),
    /// Keep the query under a name, or drop the name where there is none.
    View(String, Option<String>),
    /// Show what is tagged as private, or no longer.
    Uncover(bool),
    /// Show what was ingested meanwhile.
    Load,
    /// Copy a text to the terminal's clipboard.
    Copy(String),
    /// Keep where the screen is, for the next time it is opened.
    Keep(String),
    /// Write an act.
    Mark(Job, Act),
    /// Take back the author's last act.
    Undo(Job),
    /// Write an export.
    Export(ExportPlan),
    /// Come back after a while; a newer wait of the kind replaces an older one.
    Wait(Wait, Job),
    /// Draw everything anew.
    Redraw,
    /// Go to the shell until the user comes back.
    Suspend,
    /// Leave, once every mark is on disk.
    Quit,
}

/// What texts are read for; each purpose has one waiting job.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// The reader.
    Reader,
    /// A preview.
    Preview,
    /// The item that comes next.
    Ahead,
}

/// An export as the screen asks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportPlan {
    /// The items, in order.
    pub items: Vec<Digest>,
    /// What made the selection, in words.
    pub words: String,
    /// Word of the format.
    pub format: &'static str,
    /// Where to.
    pub to: String,
}
