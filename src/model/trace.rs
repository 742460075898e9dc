//! What a message's bytes show of its making: the times that programs left in it, the way it says
//! it took, the habits of the program that wrote it, and marks of handling. Nothing here is
//! weighed yet.

use super::words::ticks as w;
use super::{Habit, Lang, Mark, MarkKind, Stamp, Word};
use std::borrow::Cow;
use std::ops::Range;

/// Everything that is observed of one message; its words are lent by the message, or by the record
/// that was kept of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trace<'a> {
    /// Times, in the order of the bytes.
    pub ticks: Vec<Tick>,
    /// Received lines as they stand: the newest first.
    pub hops: Vec<Hop<'a>>,
    /// Habits of the program that wrote it.
    pub habits: Vec<(Habit, Cow<'a, str>)>,
    /// Facts that its own bytes contradict, and marks of handling.
    pub marks: Vec<Mark>,
    /// Kinds of mark for which it has encoded parts that can be tested.
    pub tried: Vec<MarkKind>,
    /// Thread-Topic, decoded.
    pub topic: Option<Cow<'a, str>>,
    /// Thread-Index, decoded bytes.
    pub index: Cow<'a, [u8]>,
    /// What was found of each signature, as `attest::signature` packs it.
    pub signatures: Vec<Cow<'a, [u8]>>,
    /// What the checks of signatures that need no key said: which, by its place in their table,
    /// and whether against the message. One entry each time that something was tested.
    pub tested: Vec<(u8, bool)>,
}

/// One time that somebody left in a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Where it stands and how it is written.
    pub kind: TickKind,
    /// Milliseconds since 1970-01-01 00:00:00 UTC; a wall clock is counted as though it were UTC.
    pub ms: i64,
    /// How the number is to be read.
    pub basis: Basis,
    /// The Received line that it stands in, 0 the newest.
    pub hop: Option<u16>,
    /// Bytes of the field that it stands in, in the item's bytes.
    pub at: Range<u32>,
}

/// How the number of a tick is to be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// It counts from 1970 in UTC.
    Utc,
    /// UTC, with the offset in minutes that is written beside it.
    Offset(i16),
    /// A wall clock of a zone that is not written.
    Wall,
    /// A wall clock that some versions of the program write in UTC and others in local time.
    Either,
}

/// Who wrote a time: clocks of one keeper speak once.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Keeper {
    /// The program that the sender wrote with.
    Program,
    /// A server on the way.
    Server,
    /// The server or service that keeps the mailbox.
    Mailbox,
}

/// Kinds of tick; [`TICKS`] says of each who keeps it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TickKind {
    /// The Date field.
    Date,
    /// A Received line.
    Received,
    /// Message-ID of Outlook and Outlook Express: a FILETIME.
    IdOutlook,
    /// Message-ID of old Mozilla programs: seconds in hex.
    IdHex,
    /// Message-ID that a Google server gave: seconds in hex.
    IdGoogle,
    /// Message-ID of Exim.
    IdExim,
    /// Message-ID that begins with year to second.
    IdSecond,
    /// Message-ID that begins with year to minute.
    IdMinute,
    /// Message-ID that holds seconds since 1970 in figures (Evolution, git).
    IdUnix,
    /// Message-ID that holds hundredths of a second (Python).
    IdPython,
    /// Message-ID that holds milliseconds since 1970 (Java).
    IdJava,
    /// Message-ID of Mutt: twelve bytes in base64, of which four are the time.
    IdMutt,
    /// Message-ID of Eudora.
    IdEudora,
    /// Message-ID of Alpine.
    IdAlpine,
    /// Message-ID of Gmail before 2011, in Pacific time.
    IdGmail,
    /// Boundary of Outlook: a FILETIME in local time.
    EdgeOutlook,
    /// Boundary of Gmail: microseconds.
    EdgeGmail,
    /// Boundary of Java programs: milliseconds.
    EdgeJava,
    /// Head of a Thread-Index: when the conversation began.
    IndexHead,
    /// Last child of a Thread-Index: when Reply was pressed.
    IndexReply,
    /// `t=` of a DKIM signature.
    Signed,
    /// `x=` of a DKIM signature.
    Expires,
    /// `t=` of an ARC field.
    Sealed,
    /// Queue id of Sendmail.
    Sendmail,
    /// Queue id of Exim.
    Exim,
    /// Long queue id of Postfix.
    Postfix,
    /// Id of a Google server: milliseconds.
    Google,
    /// Id of Google's submission: a wall clock in the zone of its line.
    GoogleWall,
    /// Id of old Exchange servers: a FILETIME.
    Exchange,
    /// X-OriginalArrivalTime.
    Arrival,
    /// X-MS-Exchange-CrossTenant-OriginalArrivalTime.
    Tenant,
    /// X-GM-MSGID.
    GmailMessage,
    /// X-GM-THRID: when the oldest message of the thread came.
    GmailThread,
    /// Creation or change of a carried file.
    Part,
    /// The line `From ` above a message in its mailbox file.
    FromLine,
    /// Last change of the file that an item is.
    File,
}

/// One row of the table of ticks.
pub struct TickRow {
    /// The kind.
    pub kind: TickKind,
    /// Its word in JSON.
    pub word: &'static str,
    /// Its name for a reader.
    pub name: Word,
    /// Who keeps it.
    pub keeper: Keeper,
}

const fn row(kind: TickKind, word: &'static str, name: Word, keeper: Keeper) -> TickRow {
    TickRow {
        kind,
        word,
        name,
        keeper,
    }
}

use Keeper::{Mailbox as Box_, Program, Server};
use TickKind as T;

/// All kinds of tick, in the order of the enum: the index keeps a kind as its place here.
pub const TICKS: &[TickRow] = &[
    row(T::Date, "date", w::DATE, Program),
    row(T::Received, "received", w::RECEIVED, Server),
    row(T::IdOutlook, "id-outlook", w::ID_OUTLOOK, Program),
    row(T::IdHex, "id-hex", w::ID_HEX, Program),
    row(T::IdGoogle, "id-google", w::ID_GOOGLE, Server),
    row(T::IdExim, "id-exim", w::ID_EXIM, Server),
    row(T::IdSecond, "id-second", w::ID_SECOND, Program),
    row(T::IdMinute, "id-minute", w::ID_MINUTE, Program),
    row(T::IdUnix, "id-unix", w::ID_UNIX, Program),
    row(T::IdPython, "id-python", w::ID_PYTHON, Program),
    row(T::IdJava, "id-java", w::ID_JAVA, Program),
    row(T::IdMutt, "id-mutt", w::ID_MUTT, Program),
    row(T::IdEudora, "id-eudora", w::ID_EUDORA, Program),
    row(T::IdAlpine, "id-alpine", w::ID_ALPINE, Program),
    row(T::IdGmail, "id-gmail", w::ID_GMAIL, Program),
    row(T::EdgeOutlook, "edge-outlook", w::EDGE_OUTLOOK, Program),
    row(T::EdgeGmail, "edge-gmail", w::EDGE_GMAIL, Program),
    row(T::EdgeJava, "edge-java", w::EDGE_JAVA, Program),
    row(T::IndexHead, "index-head", w::INDEX_HEAD, Program),
    row(T::IndexReply, "index-reply", w::INDEX_REPLY, Program),
    row(T::Signed, "signed", w::SIGNED, Server),
    row(T::Expires, "expires", w::EXPIRES, Server),
    row(T::Sealed, "sealed", w::SEALED, Server),
    row(T::Sendmail, "sendmail", w::SENDMAIL, Server),
    row(T::Exim, "exim", w::EXIM, Server),
    row(T::Postfix, "postfix", w::POSTFIX, Server),
    row(T::Google, "google", w::GOOGLE, Server),
    row(T::GoogleWall, "google-wall", w::GOOGLE_WALL, Server),
    row(T::Exchange, "exchange", w::EXCHANGE, Server),
    row(T::Arrival, "arrival", w::ARRIVAL, Server),
    row(T::Tenant, "tenant", w::TENANT, Server),
    row(T::GmailMessage, "gmail-message", w::GMAIL_MESSAGE, Box_),
    row(T::GmailThread, "gmail-thread", w::GMAIL_THREAD, Box_),
    row(T::Part, "part", w::PART, Program),
    row(T::FromLine, "from-line", w::FROM_LINE, Box_),
    row(T::File, "file", w::FILE, Box_),
];

impl TickKind {
    /// Gives the row of the table.
    pub fn row(self) -> &'static TickRow {
        TICKS.get(self as usize).unwrap_or(&TICKS[0])
    }

    /// Tells whether it is a Message-ID that the sender's own program made.
    pub fn is_own_id(self) -> bool {
        self.row().keeper == Keeper::Program && (Self::IdOutlook..=Self::IdGmail).contains(&self)
    }

    /// Tells whether it stands in a Received line's id.
    pub fn is_queue_id(self) -> bool {
        (Self::Sendmail..=Self::Exchange).contains(&self)
    }
}

impl Tick {
    /// Gives the moment in seconds since 1970 UTC, a wall clock read in an offset of minutes.
    pub fn epoch_s(&self, offset_min: i16) -> i64 {
        let plain = self.ms.div_euclid(1000);
        match self.basis {
            Basis::Utc | Basis::Offset(_) | Basis::Either => plain,
            Basis::Wall => plain - i64::from(offset_min) * 60,
        }
    }

    /// Writes the time as its writer did: with his offset, in UTC, or as a bare wall clock.
    pub fn written(&self, lang: Lang) -> String {
        let epoch_s = self.ms.div_euclid(1000);
        let stamp = |offset_min| Stamp {
            epoch_s,
            offset_min,
        };
        let bare = || stamp(0).to_second();
        match self.basis {
            Basis::Utc => stamp(0).to_second() + " UTC",
            Basis::Offset(minutes) => stamp(minutes).to_second_and_zone(),
            Basis::Wall => format!("{} {}", bare(), w::LOCAL.of(lang)),
            Basis::Either => format!("{} {}", bare(), w::UTC_OR_LOCAL.of(lang)),
        }
    }

    /// Gives how many seconds it lies behind a stamp, in the kindest reading.
    pub fn behind(&self, stamp: Stamp) -> i64 {
        let plain = self.ms.div_euclid(1000) - stamp.epoch_s;
        let wall = plain - i64::from(stamp.offset_min) * 60;
        match self.basis {
            Basis::Wall => wall,
            Basis::Either if wall.abs() < plain.abs() => wall,
            Basis::Utc | Basis::Offset(_) | Basis::Either => plain,
        }
    }
}

/// One Received line, read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hop<'a> {
    /// The host that gave the message over, as it named itself.
    pub from: &'a str,
    /// Its address or name as the writer of the line saw it.
    pub seen: &'a str,
    /// The host that wrote the line.
    pub by: &'a str,
    /// The protocol.
    pub with: &'a str,
    /// The time of the line.
    pub stamp: Option<Stamp>,
    /// Bytes of the field in the item's bytes.
    pub at: Range<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_stand_in_the_order_of_the_enums() {
        for (at, row) in TICKS.iter().enumerate() {
            assert_eq!(row.kind as usize, at, "{}", row.word);
        }
    }

    #[test]
    fn a_wall_clock_is_read_in_the_zone_of_the_date() {
        let date = Stamp {
            epoch_s: 1_000_000,
            offset_min: 120,
        };
        let tick = |basis, s: i64| Tick {
            kind: TickKind::IdSecond,
            ms: s * 1000,
            basis,
            hop: None,
            at: 0..0,
        };
        assert_eq!(tick(Basis::Wall, 1_007_200).behind(date), 0);
        assert_eq!(tick(Basis::Utc, 1_000_005).behind(date), 5);
        assert_eq!(tick(Basis::Either, 1_007_203).behind(date), 3);
        assert_eq!(tick(Basis::Either, 1_000_002).behind(date), 2);
    }
}
