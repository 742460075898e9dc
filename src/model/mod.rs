//! Floor 0: the nouns of the field, with no input, no output and no serialisation.
//!
//! Every other floor speaks in these words. What a value claims, where it came from and what was
//! wrong with its bytes stand beside each other here, so that a screen or an export never has to
//! ask a lower floor.

pub mod both;
pub mod bounds;
pub mod cover;
pub mod edit;
pub mod finding;
pub mod form;
pub mod id;
pub mod item;
pub mod ledger;
pub mod mark;
pub mod metadata;
pub mod secret;
pub mod signed;
pub mod source;
pub mod structure;
pub mod sum;
pub mod text;
pub mod time;
pub mod trace;
pub mod version;
pub mod words;

pub use both::{blockwise, both, joined};
pub use cover::{COVERS, Cover, CoverRow, Covers};
pub use edit::{CLASSES, Comparison, Edit, EditClass, Field, Op, OpTag};
pub use finding::{Finding, Grade, Role, Standing};
pub use form::{Cause, Coding, HABITS, Habit, MARKS, Mark, MarkKind, Parts};
pub use id::{Digest, GroupIx, ItemIx, ThreadIx};
pub use item::{Defect, DefectKind, Head, Header, Item, Kind, Location, Mailbox};
pub use ledger::{CheckRate, Entry, Evidence, Leaning, Ledger, Rate};
pub use mark::{Note, Tag, Verdict};
pub use metadata::{Meta, MetaKey, MetaOrigin, densest, saved_s};
pub use secret::Passwords;
pub use signed::Signed;
pub use source::{Exception, ExceptionClass, Source, Stage, Status};
pub use structure::{Ghost, GhostLine, Group, Member, Node, Thread};
pub use sum::{sha256, sha256_all};
pub use text::{ItemText, PartRole, TextPart};
pub use time::Stamp;
pub use trace::{Basis, Hop, Keeper, TICKS, Tick, TickKind, Trace};
pub use version::{Clock, ClockKind, Crossing, Origin, Stemma, StemmaNode};
pub use words::{Lang, Said, Word, Worded};
