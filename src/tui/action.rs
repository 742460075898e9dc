//! What a user can wish for: one closed list, and one table that feeds the keys, the `:` commands,
//! the help screen and `docs/keys.md`.

use crate::model::{Standing, Verdict};

/// A wish of the user.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// One line on.
    Down,
    /// One line back.
    Up,
    /// Half a page on.
    HalfDown,
    /// Half a page back.
    HalfUp,
    /// A page on; at the end of an item the next one.
    PageDown,
    /// A page back.
    PageUp,
    /// To the start.
    Top,
    /// To the end.
    Bottom,
    /// One level deeper.
    Open,
    /// One level back.
    Back,
    /// The next item, group or pair.
    NextItem,
    /// The previous item, group or pair.
    PreviousItem,
    /// The next hit or change.
    NextPoint,
    /// The previous hit or change.
    PreviousPoint,
    /// The other pane, or the other way to lay out.
    Pane,
    /// A verdict, then the next uncoded item.
    Code(Verdict),
    /// No verdict.
    Clear,
    /// The tag `later`, then the next item.
    Later,
    /// The last coding again.
    Repeat,
    /// Takes the last mark back.
    Undo,
    /// Takes the undo back.
    Redo,
    /// The coding panel.
    Tags,
    /// A note of one line.
    Note,
    /// Marks the row.
    Mark,
    /// Begins or ends a range of marks.
    Range,
    /// Marks all rows, or none.
    MarkAll,
    /// Preview on or off.
    Preview,
    /// Folds or opens what is under the cursor.
    Fold,
    /// Folds or opens everything.
    FoldAll,
    /// The filter line.
    Filter,
    /// The next order.
    Sort,
    /// Few headers or all.
    Headers,
    /// The raw bytes, escaped.
    Raw,
    /// Side by side with the best partner.
    Compare,
    /// What a comparison ignores.
    Ignore,
    /// The focus on the other side.
    OtherSide,
    /// The focus on both sides.
    BothSides,
    /// Text inside the view.
    Find,
    /// What is held of a finding.
    Stand(Standing),
    /// Threads.
    GoThreads,
    /// Near-duplicate groups.
    GoGroups,
    /// Findings.
    GoFindings,
    /// Exceptions.
    GoExceptions,
    /// Export.
    GoExport,
    /// The next uncoded item.
    GoNext,
    /// The screen before this one.
    GoLast,
    /// A command by name.
    Command,
    /// Help of this screen.
    Help,
    /// White space in or out of a comparison.
    IgnoreWrap,
    /// Quote marks in or out of a comparison.
    IgnoreQuotes,
    /// Case and typographic forms in or out of a comparison.
    IgnoreForms,
    /// Signatures and footers in or out of a comparison.
    IgnoreFooter,
    /// Closes what is open for a moment.
    Cancel,
    /// Draws the screen anew.
    Redraw,
    /// Stops work that goes on; twice leaves.
    Stop,
    /// Back to the shell for a while.
    Suspend,
    /// Leaves.
    Quit,
}

/// One row of the table.
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Its name in the key table and behind `:`.
    pub name: &'static str,
    /// What it does, one line.
    pub line: &'static str,
    /// One word for the keys row.
    pub brief: &'static str,
}

const fn row(
    action: Action,
    name: &'static str,
    brief: &'static str,
    line: &'static str,
) -> ActionRow {
    ActionRow {
        action,
        name,
        line,
        brief,
    }
}

/// All actions, in the order of help.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    row(Action::Down, "down", "move", "one line on"),
    row(Action::Up, "up", "up", "one line back"),
    row(Action::HalfDown, "half-page-down", "half page", "half a page on"),
    row(Action::HalfUp, "half-page-up", "half page up", "half a page back"),
    row(Action::PageDown, "page-down", "read on", "a page on; at the end of an item the next item"),
    row(Action::PageUp, "page-up", "page up", "a page back"),
    row(Action::Top, "top", "top", "to the start"),
    row(Action::Bottom, "bottom", "end", "to the end"),
    row(Action::Open, "open", "open", "open what is under the cursor"),
    row(Action::Back, "back", "back", "one level back; twice on the first screen leaves"),
    row(Action::NextItem, "next-item", "next", "the next item, group or pair"),
    row(Action::PreviousItem, "previous-item", "previous", "the previous item, group or pair"),
    row(Action::NextPoint, "next-point", "next point", "the next hit or change"),
    row(Action::PreviousPoint, "previous-point", "previous point", "the previous hit or change"),
    row(Action::Pane, "pane", "pane", "the other pane; in a comparison side by side or unified"),
    row(Action::Code(Verdict::Authentic), "authentic", "authentic", "code: what it claims to be"),
    row(Action::Code(Verdict::Altered), "altered", "altered", "code: genuine, with changed words, headers or files"),
    row(Action::Code(Verdict::Fabricated), "fabricated", "fabricated", "code: never existed before it was planted"),
    row(Action::Code(Verdict::Decoy), "decoy", "decoy", "code: made by the victim to mislead the thief"),
    row(Action::Code(Verdict::Foreign), "foreign", "foreign", "code: real, but not from these mailboxes"),
    row(Action::Code(Verdict::Undetermined), "undetermined", "undetermined", "code: looked at, cannot be told"),
    row(Action::Clear, "clear", "clear", "take the code off, stay"),
    row(Action::Later, "later", "later", "tag it `later` and go on"),
    row(Action::Repeat, "repeat", "repeat", "the last coding again, and go on"),
    row(Action::Undo, "undo", "undo", "take back the last mark and return to its item"),
    row(Action::Redo, "redo", "redo", "take back the undo"),
    row(Action::Tags, "tags", "tag", "verdict and tags of the item"),
    row(Action::Note, "note", "note", "write a note of one line"),
    row(Action::Mark, "mark", "mark", "mark the row, so that a code acts on all marked"),
    row(Action::Range, "range", "range", "begin a range of marks, or end it"),
    row(Action::MarkAll, "mark-all", "mark all", "mark all rows, or none"),
    row(Action::Preview, "preview", "preview", "preview on or off"),
    row(Action::Fold, "fold", "fold", "fold or open what is under the cursor"),
    row(Action::FoldAll, "fold-all", "fold all", "fold or open everything"),
    row(Action::Filter, "filter", "filter", "show what matches a query; empty shows all"),
    row(Action::Sort, "sort", "sort", "the next order of the list"),
    row(Action::Headers, "headers", "headers", "few headers or all"),
    row(Action::Raw, "raw", "raw", "the exact bytes, escaped"),
    row(Action::Compare, "compare", "compare", "compare with its best partner, or the two marked"),
    row(Action::Ignore, "ignore", "ignore", "choose what the comparison ignores"),
    row(Action::OtherSide, "other-side", "other side", "code the other side"),
    row(Action::BothSides, "both-sides", "both", "code both sides"),
    row(Action::Find, "find", "find", "find text in this view"),
    row(Action::Stand(Standing::Confirmed), "confirmed", "confirmed", "the finding is what it seems"),
    row(Action::Stand(Standing::Innocent), "innocent", "innocent", "the finding has an innocent explanation"),
    row(Action::Stand(Standing::Later), "finding-later", "later", "look at the finding again"),
    row(Action::GoThreads, "threads", "threads", "go to the threads"),
    row(Action::GoGroups, "groups", "groups", "go to the near-duplicate groups"),
    row(Action::GoFindings, "findings", "findings", "go to the findings"),
    row(Action::GoExceptions, "exceptions", "exceptions", "go to what could not be read"),
    row(Action::GoExport, "export", "export", "go to the export"),
    row(Action::GoNext, "next-uncoded", "next uncoded", "go to the next uncoded item"),
    row(Action::GoLast, "last-screen", "last screen", "go to the screen before this one"),
    row(Action::Command, "command", "command", "type the name of an action"),
    row(Action::Help, "help", "help", "the keys of this screen"),
    row(Action::IgnoreWrap, "ignore-wrap", "white space", "ignore white space and line breaks, or show them"),
    row(Action::IgnoreQuotes, "ignore-quotes", "quote marks", "ignore quote marks, or show them"),
    row(Action::IgnoreForms, "ignore-forms", "case, forms", "ignore case and typographic forms, or show them"),
    row(Action::IgnoreFooter, "ignore-footer", "footers", "ignore signatures and footers, or show them"),
    row(Action::Cancel, "cancel", "close", "close a prompt, a menu or a selection"),
    row(Action::Redraw, "redraw", "redraw", "draw the screen anew"),
    row(Action::Stop, "stop", "stop", "stop work that goes on; twice leaves"),
    row(Action::Suspend, "suspend", "suspend", "back to the shell for a while"),
    row(Action::Quit, "quit", "leave", "leave"),
];

impl Action {
    /// Gives the action's row in the table.
    pub fn row(self) -> &'static ActionRow {
        static NONE: ActionRow = row(Action::Cancel, "cancel", "close", "");
        ACTIONS.iter().find(|r| r.action == self).unwrap_or(&NONE)
    }

    /// Finds the action of a name.
    pub fn of(name: &str) -> Option<Self> {
        ACTIONS.iter().find(|r| r.name == name).map(|r| r.action)
    }

    /// Tells whether the action writes a mark or a file.
    pub fn changes_state(self) -> bool {
        matches!(
            self,
            Self::Code(_)
                | Self::Clear
                | Self::Later
                | Self::Repeat
                | Self::Undo
                | Self::Redo
                | Self::Note
                | Self::Stand(_)
        )
    }
}
