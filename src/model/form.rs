//! The form of a message's bytes: the habits of who wrote it, the parts that were encoded, and
//! marks of handling. Nothing here is weighed yet.

use super::words::evidence as e;
use super::{Said, Word};
use std::ops::Range;

/// How a part is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// Base64.
    Base64,
    /// Quoted-printable.
    Quoted,
}

/// What was found when a message was taken apart.
#[derive(Clone, Copy, Default)]
pub struct Parts<'a> {
    /// Attachments.
    pub attachments: usize,
    /// Media types of what is shown.
    pub skeleton: &'a str,
    /// The last text that is shown.
    pub text: &'a str,
    /// Bodies of encoded parts, in the item's bytes.
    pub coded: &'a [(Coding, Range<usize>)],
}

/// What a program does in the same way each time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Habit {
    /// X-Mailer or User-Agent without its version.
    Mailer,
    /// Shape of the left side of the Message-ID.
    IdShape,
    /// Right side of the Message-ID.
    IdHost,
    /// Order of the fields that the sender's program writes.
    Order,
    /// How the Date is written.
    DateForm,
    /// Media type, character set and transfer encoding as written.
    TypeForm,
    /// Shape of the boundary.
    Edge,
    /// Offset of the Date from UTC.
    Zone,
    /// Media types that its text is wrapped in.
    Skeleton,
    /// Transfer encoding of the whole.
    Encoding,
    /// First line below the two dashes that end a text.
    Signature,
    /// Quarter of the day that the Date's clock shows.
    Hours,
}

/// What makes a habit: habits of one cause are broken together, and count once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cause {
    /// This habit alone.
    Own(Habit),
    /// The place and the day of who writes: a journey changes zone and hours.
    Clock,
    /// How the words are written: one that is no ASCII changes character set and encoding.
    Writing,
}

/// All habits with their words, in the order of the enum.
pub const HABITS: &[(Habit, Word)] = &[
    (Habit::Mailer, e::HABIT_MAILER),
    (Habit::IdShape, e::HABIT_ID_SHAPE),
    (Habit::IdHost, e::HABIT_ID_HOST),
    (Habit::Order, e::HABIT_ORDER),
    (Habit::DateForm, e::HABIT_DATE),
    (Habit::TypeForm, e::HABIT_TYPE),
    (Habit::Edge, e::HABIT_EDGE),
    (Habit::Zone, e::HABIT_ZONE),
    (Habit::Skeleton, e::HABIT_SKELETON),
    (Habit::Encoding, e::HABIT_ENCODING),
    (Habit::Signature, e::HABIT_SIGNATURE),
    (Habit::Hours, e::HABIT_HOURS),
];

impl Habit {
    /// Gives its name for a reader.
    pub fn name(self) -> Word {
        HABITS.get(self as usize).map_or(e::NOTHING, |h| h.1)
    }

    /// Gives what makes it.
    pub fn cause(self) -> Cause {
        match self {
            Self::Zone | Self::Hours => Cause::Clock,
            Self::TypeForm | Self::Skeleton | Self::Encoding => Cause::Writing,
            Self::Mailer
            | Self::IdShape
            | Self::IdHost
            | Self::Order
            | Self::DateForm
            | Self::Edge
            | Self::Signature => Cause::Own(self),
        }
    }
}

/// Something in a message's bytes that its own claims contradict.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// What was read, in a few words.
    pub note: Said,
    /// Where in the item's bytes.
    pub at: Range<u32>,
}

/// Kinds of mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// Lines that end in CRLF and lines that end in LF.
    MixedEnds,
    /// A Message-ID of a form that the named program never makes.
    IdOfAnother,
    /// A boundary of a form that the named program never makes.
    EdgeOfAnother,
    /// A Content-Type of a form that the named program never writes.
    TypeOfAnother,
    /// Content-Length names another number of bytes.
    Length,
    /// An attachment is claimed and none is there.
    NoAttachment,
    /// A Message-ID that names an address that no machine has.
    IdAddress,
    /// A Message-ID of a form with a clock, whose time no mail can have.
    IdTime,
    /// A line of a base64 part that is of another length than the part's other lines.
    Base64Lines,
    /// Bytes in a quoted-printable part that nothing encoded.
    Quoted,
}

/// All marks, in the order of the enum.
pub const MARKS: &[MarkKind] = &[
    MarkKind::MixedEnds,
    MarkKind::IdOfAnother,
    MarkKind::EdgeOfAnother,
    MarkKind::TypeOfAnother,
    MarkKind::Length,
    MarkKind::NoAttachment,
    MarkKind::IdAddress,
    MarkKind::IdTime,
    MarkKind::Base64Lines,
    MarkKind::Quoted,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stand_in_the_order_of_the_enums() {
        for (at, row) in HABITS.iter().enumerate() {
            assert_eq!(row.0 as usize, at);
        }
        for (at, mark) in MARKS.iter().enumerate() {
            assert_eq!(*mark as usize, at);
        }
    }
}
