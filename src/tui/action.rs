//! What a user can wish for: one closed list, and one table that feeds the keys, the `:` commands,
//! the help screen and `docs/keys.md`.

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

use Action as A;
use Copied as C;
use Standing as S;
use Verdict as V;

/// All actions, in the order of help.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    row(A::Down, "down", "move", "one line on"),
    row(A::Up, "up", "up", "one line back"),
    row(A::HalfDown, "half-page-down", "half page", "half a page on"),
    row(A::HalfUp, "half-page-up", "half page up", "half a page back"),
    row(A::PageDown, "page-down", "read on", "a page on; at the end the next item"),
    row(A::PageUp, "page-up", "page up", "a page back"),
    row(A::Top, "top", "top", "to the start"),
    row(A::Bottom, "bottom", "end", "to the end"),
    row(A::Open, "open", "open", "open what is under the cursor"),
    row(A::Back, "back", "back", "one level back; on the first screen twice to leave"),
    row(A::NextItem, "next-item", "next", "the next item, group or pair"),
    row(A::PreviousItem, "previous-item", "previous", "the previous item, group or pair"),
    row(A::NextPoint, "next-point", "next point", "the next hit or change"),
    row(A::PreviousPoint, "previous-point", "previous point", "the previous hit or change"),
    row(A::Pane, "pane", "pane", "the other pane; in Compare the other layout"),
    row(A::Code(V::Authentic), "authentic", "authentic", "code: what it claims to be"),
    row(A::Code(V::Altered), "altered", "altered", "code: genuine, with changed words or files"),
    row(A::Code(V::Fabricated), "fabricated", "fabricated", "code: made up, and planted"),
    row(A::Code(V::Decoy), "decoy", "decoy", "code: made by the victim to mislead the thief"),
    row(A::Code(V::Foreign), "foreign", "foreign", "code: real, but from other mailboxes"),
    row(A::Code(V::Undetermined), "undetermined", "undetermined", "code: looked at, not told"),
    row(A::Clear, "clear", "clear", "take the code off, stay"),
    row(A::Later, "later", "later", "tag it `later` and go on"),
    row(A::Repeat, "repeat", "repeat", "the last coding again, and go on"),
    row(A::Undo, "undo", "undo", "take back the last mark and return to its item"),
    row(A::Redo, "redo", "redo", "take back the undo"),
    row(A::Tags, "tags", "tag", "verdict and tags of the item"),
    row(A::Note, "note", "note", "write a note of one line"),
    row(A::Mark, "mark", "mark", "mark the row; a code acts on all marked"),
    row(A::Range, "range", "range", "begin a range of marks, or end it"),
    row(A::MarkAll, "mark-all", "mark all", "mark all rows, or none"),
    row(A::Preview, "preview", "preview", "preview on or off"),
    row(A::Fold, "fold", "fold", "fold or open what is under the cursor"),
    row(A::FoldAll, "fold-all", "fold all", "fold or open everything"),
    row(A::Filter, "filter", "filter", "show what matches a query; empty shows all"),
    row(A::Sort, "sort", "sort", "the next order of the list"),
    row(A::Headers, "headers", "headers", "few headers or all"),
    row(A::Raw, "raw", "raw", "the exact bytes, escaped"),
    row(A::Hex, "hex", "hex", "the exact bytes, in hex"),
    row(A::Hidden, "hidden", "hidden", "text that readers are not shown: in or out"),
    row(A::Compare, "compare", "compare", "compare with its best partner, or two marked"),
    row(A::Apparatus, "apparatus", "all", "all witnesses at once, a row a variant place"),
    row(A::Versions, "versions", "versions", "which version came from which, as a tree"),
    row(A::Evidence, "evidence", "evidence", "what speaks for the item and what against it"),
    row(A::NextBase, "next-base", "base", "the next witness as the base (side A)"),
    row(A::PreviousBase, "previous-base", "base back", "the previous witness as the base"),
    row(A::NextPartner, "next-partner", "witness", "the next witness against the base (side B)"),
    row(A::PreviousPartner, "previous-partner", "witness back", "the previous witness against it"),
    row(A::Ignore, "ignore", "ignore", "choose what the comparison ignores"),
    row(A::OtherSide, "other-side", "other side", "code the other side"),
    row(A::BothSides, "both-sides", "both", "code both sides"),
    row(A::Find, "find", "find", "find text in this view"),
    row(A::Stand(S::Confirmed), "confirmed", "confirmed", "the finding is what it seems"),
    row(A::Stand(S::Innocent), "innocent", "innocent", "the finding has an innocent reason"),
    row(A::Stand(S::Later), "finding-later", "later", "look at the finding again"),
    row(A::NextCheck, "next-check", "check", "only findings of the next check; Esc shows all"),
    row(A::NextClass, "next-class", "class", "only edits of the next class; Esc shows all"),
    row(A::MarkedToo, "marked-too", "marked too", "show marked findings too, or not"),
    row(A::Copy(C::Item), "copy-item", "digest", "copy the digest of what is marked or shown"),
    row(A::Copy(C::MessageId), "copy-message-id", "Message-ID", "copy its Message-ID"),
    row(A::Copy(C::Line), "copy-line", "line", "copy the selected line or change"),
    row(A::Copy(C::Citation), "copy-citation", "citation", "copy where it lies, to be cited"),
    row(A::GoThreads, "threads", "threads", "go to the threads"),
    row(A::GoGroups, "groups", "groups", "go to the near-duplicate groups"),
    row(A::GoFindings, "findings", "findings", "go to the findings"),
    row(A::GoExceptions, "exceptions", "exceptions", "go to what could not be read"),
    row(A::GoMetadata, "metadata", "metadata", "go to what documents claim"),
    row(A::GoExport, "export", "export", "go to the export"),
    row(A::GoOverview, "overview", "overview", "go to the counts of each source and the case"),
    row(A::GoEntities, "entities", "entities", "go to accounts, amounts, telephones, addresses"),
    row(A::GoCorrespondents, "correspondents", "people", "go to who writes to whom"),
    row(A::GoTimeline, "timeline", "time line", "go to the days, with gaps and findings"),
    row(A::GoViews, "views", "views", "go to the saved views"),
    row(A::GoConflicts, "conflicts", "conflicts", "go to the verdicts that clash"),
    row(A::Uncover, "uncover", "uncover", "show what is tagged as private, or cover it again"),
    row(A::GoNext, "next-uncoded", "next uncoded", "go to the next uncoded item"),
    row(A::GoLast, "last-screen", "last screen", "go to the screen before this one"),
    row(A::Command, "command", "command", "type the name of an action"),
    row(A::Help, "help", "help", "the keys of this screen"),
    row(A::Tour, "tour", "tour", "eight steps through the screen, or on where they were left"),
    row(A::IgnoreWrap, "ignore-wrap", "white space", "white space and breaks: ignored or shown"),
    row(A::IgnoreQuotes, "ignore-quotes", "quote marks", "quote marks: ignored or shown"),
    row(A::IgnoreForms, "ignore-forms", "case, forms", "case and typography: ignored or shown"),
    row(A::IgnoreFooter, "ignore-footer", "footers", "signatures and footers: ignored or shown"),
    row(A::Cancel, "cancel", "close", "close a prompt, a menu or a selection"),
    row(A::Redraw, "redraw", "redraw", "draw the screen anew"),
    row(A::Stop, "stop", "stop", "stop work that goes on; twice leaves"),
    row(A::Suspend, "suspend", "suspend", "back to the shell for a while"),
    row(A::Quit, "quit", "leave", "leave"),
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
