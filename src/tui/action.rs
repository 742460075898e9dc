//! What a user can wish for: one closed list, and one table that feeds the keys, the `:` commands,
//! the help screen and `docs/keys.md`.

pub use super::actions::{ACTIONS, ActionRow};
use crate::model::words::heads;
use crate::model::{Standing, Verdict};

/// What is copied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Copied {
    /// The digests of the items that a mark would act on.
    Item,
    /// Their Message-IDs.
    MessageId,
    /// The selected line, or the change under the cursor.
    Line,
    /// Where the item lies, to be cited.
    Citation,
}

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
    /// Copies something of what is shown to the terminal's clipboard.
    Copy(Copied),
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
    /// The bytes in hex.
    Hex,
    /// What readers are not shown, in or out of the text.
    Hidden,
    /// Side by side with the best partner.
    Compare,
    /// All witnesses at once.
    Apparatus,
    /// The tree of the versions.
    Versions,
    /// What speaks for the item and against it.
    Evidence,
    /// The next witness as the base.
    NextBase,
    /// The previous witness as the base.
    PreviousBase,
    /// The next witness against the base.
    NextPartner,
    /// The previous witness against the base.
    PreviousPartner,
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
    /// Findings of the next check only.
    NextCheck,
    /// Findings of the next class of edits only.
    NextClass,
    /// Marked findings in the list or not.
    MarkedToo,
    /// Threads.
    GoThreads,
    /// Near-duplicate groups.
    GoGroups,
    /// Findings.
    GoFindings,
    /// Exceptions.
    GoExceptions,
    /// What documents claim about themselves.
    GoMetadata,
    /// Export.
    GoExport,
    /// Each source and the whole case, counted.
    GoOverview,
    /// Accounts, amounts, telephones, addresses and links.
    GoEntities,
    /// Who writes to whom.
    GoCorrespondents,
    /// Days and gaps.
    GoTimeline,
    /// Saved views.
    GoViews,
    /// Verdicts that clash.
    GoConflicts,
    /// What was ingested meanwhile shown.
    Load,
    /// What is tagged as private shown, or covered.
    Uncover,
    /// The next uncoded item.
    GoNext,
    /// The screen before this one.
    GoLast,
    /// A command by name.
    Command,
    /// Help of this screen.
    Help,
    /// The tour.
    Tour,
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

impl Action {
    /// Gives the action's row in the table.
    pub fn row(self) -> &'static ActionRow {
        static NONE: ActionRow = ActionRow {
            action: Action::Cancel,
            name: "cancel",
            line: heads::NONE,
            brief: heads::NONE,
        };
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
