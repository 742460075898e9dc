//! The one table of weights. They were chosen on some leaks and reported on others;
//! `docs/method.md` tells how. A weight multiplies; a score is the sum of the weights' logarithms.

use crate::model::EditClass as C;

/// What an edit of a class weighs by itself.
pub const CLASS: &[(C, f64)] = &[
    (C::Homoglyph, 8.0),
    (C::ZeroWidth, 8.0),
    (C::Bidi, 8.0),
    (C::Account, 8.0),
    (C::Date, 7.0),
    (C::Negation, 7.0),
    (C::NumberWord, 6.5),
    (C::Amount, 6.0),
    (C::Percent, 6.0),
    (C::Name, 6.0),
    (C::Email, 6.0),
    (C::Link, 5.0),
    (C::Phone, 5.0),
    (C::Word, 5.0),
    (C::SentenceIn, 4.5),
    (C::SentenceOut, 4.5),
    (C::WordsIn, 4.0),
    (C::WordsOut, 4.0),
    (C::Ocr, 2.5),
    (C::Id, 2.0),
    (C::ParagraphIn, 4.0),
    (C::ParagraphOut, 4.0),
    (C::Rewrite, 1.5),
    (C::Moved, 0.5),
];

/// Two valid account numbers that differ: chance alone gives that once in 97.
pub const BOTH_ACCOUNTS_HOLD: f64 = 1.5;
/// A paragraph of more than a sentence's words.
pub const LONG_PARAGRAPH: f64 = 0.5;
/// A short rewording (up to four words a side) against a long one.
pub const SHORT_REWRITE: f64 = 2.4;

/// A link that a gateway has put into one of its own, and a number that only counts lines.
pub const WRAPPED_LINK: f64 = 0.03;
pub const LINE_COUNTER: f64 = 0.35;

/// An entity on one side only, as programs leave them; a name alone is more often a person's.
pub const ENTITY_ALONE: f64 = 0.45;
pub const NAME_ALONE: f64 = 0.75;
/// A letter or two in or out, and a word with a letter mended.
pub const SLIP: f64 = 0.2;
pub const TYPO: f64 = 0.4;

/// Equal words on both sides that count as full context, and what no context leaves.
pub const CONTEXT_WORDS: f64 = 5.0;
pub const CONTEXT_LEAST: f64 = 0.15;
/// An edit at another quote depth than its neighbours.
pub const OTHER_DEPTH: f64 = 0.3;
/// An edit in a signature, footer, disclaimer or header block.
pub const QUIET_ZONE: f64 = 0.4;
/// An edit in what programs write into patches.
pub const FURNITURE: f64 = 0.15;
/// Words of a quote that stand as a paragraph of their own, as answers do.
pub const OWN_PARAGRAPH: f64 = 0.6;
/// A short line of its own in a quote, as answers are.
pub const OWN_LINE: f64 = 0.5;
/// Words of a quote that name their writer, as answers between the lines do.
pub const SIGNED_ANSWER: f64 = 0.1;
/// A block on one side only, at the very start or end.
pub const EDGE_BLOCK: f64 = 0.12;
/// Such a block whose lines many items bear, and one whose lines stand nowhere else.
pub const EDGE_COMMON: f64 = 0.2;
pub const EDGE_UNIQUE: f64 = 3.0;
/// A change in the first words of a reissued letter, where the addressee stands.
pub const GREETING: f64 = 0.3;
/// A slot that three members fill differently, and one that more fill.
pub const SLOT_THREE: f64 = 0.15;
pub const SLOT_MORE: f64 = 0.05;
/// The same where the two differ nowhere else, though their family differs at many places.
pub const SLOT_ALONE: f64 = 0.7;

/// Where a lead starts: copies of one Message-ID, quotes, near-duplicates, hidden characters.
pub const COPIES: f64 = 9.0;
pub const HEADERS: f64 = 16.0;
pub const ATTACHMENTS: f64 = 16.0;
pub const QUOTES: f64 = 1.6;
pub const HIDDEN: f64 = 14.0;
pub const FORMS: f64 = 1.5;
/// Clocks against a Date, and forms against a program: beside the surest edits, since servers are
/// wrong by days in none of 44,000 honest mails; by two medium lines only; for each further origin.
pub const CLOCKS: f64 = 14.0;
pub const SHAPES: f64 = 1.4;
pub const TWO_MEDIUM: f64 = 0.6;
pub const MORE_ROOTS: f64 = 1.1;

/// Words of other differences that halve a lead, by check.
pub const NOISE_COPIES: f64 = 40.0;
pub const NOISE_LIKENESS: f64 = 12.0;
/// What each further edit of a pair takes away.
pub const MORE_EDITS: f64 = 0.25;
pub const MORE_EDITS_QUOTE: f64 = 0.35;

/// Whose texts two near-duplicates are.
pub const SAME_SENDER_AND_SUBJECT: f64 = 1.6;
pub const SAME_SUBJECT: f64 = 1.0;
pub const SAME_SENDER: f64 = 0.5;
pub const STRANGERS: f64 = 0.35;
pub const DOCUMENTS: f64 = 2.2;
pub const DOCUMENT_AND_MAIL: f64 = 1.2;
/// File names that tell versions or dates of their own.
pub const VERSIONS: f64 = 0.35;
/// One author within two hours: a draft and what was sent; also copies whose Date differs.
pub const DRAFT: f64 = 0.2;
pub const DRAFT_COPY: f64 = 0.1;
/// The author says that the text is sent again.
pub const SENT_AGAIN: f64 = 0.2;
/// Subjects that differ in their numbers only: versions, parts, weeks.
pub const SERIES: f64 = 0.15;
/// A program as the sender.
pub const ROBOT: f64 = 0.3;
/// Another name and another figure at once: a form, filled in for somebody else.
pub const FILLED_IN: f64 = 0.5;
/// A group of six or more.
pub const CROWD: f64 = 0.75;

/// Another name stands above a quote than the sender of its words.
pub const ATTRIBUTION: f64 = 6.0;
/// A quote by what ties it: not the direct parent, or by words alone.
pub const FARTHER: f64 = 0.3;
pub const BY_WORDS: f64 = 0.5;
/// A quote that lacks words: within a line, and at line ends, where people trim.
pub const LACKS_WITHIN: f64 = 0.7;
pub const LACKS_HALF: f64 = 0.4;
pub const LACKS_LINES: f64 = 0.15;
/// Words that mail programs put into quotes.
pub const PROGRAMS_WORDS: f64 = 0.1;
/// Another copy of the original bears the quoted reading.
pub const COPY_BEARS_IT: f64 = 0.1;
/// A second independent quote with the same reading; another quote with the original's.
pub const SECOND_WITNESS: f64 = 1.5;
pub const AGREES_WITH_ORIGINAL: f64 = 1.1;

/// The same edit found in another way too.
pub const CORROBORATED: f64 = 1.25;
/// An item that stands in a better finding already.
pub const AGAIN: f64 = 0.6;

/// Files of several people saved within minutes by one name; by one program, where no name is left.
pub const BURST: f64 = 20.0;
pub const BURST_BY_PROGRAM: f64 = 6.0;
/// A name that sent no mail and made no file; each file beyond the fifth.
pub const BURST_STRANGER: f64 = 2.5;
pub const BURST_MORE: f64 = 1.04;

/// Raw weight that scores 0, and the one that scores 1.
pub const RAW_LEAST: f64 = 0.2;
pub const RAW_MOST: f64 = 60.0;
/// Raw weight below which a lead is no finding.
pub const WORTH_TELLING: f64 = 0.35;

/// Gives the weight of a class.
pub fn of_class(class: C) -> f64 {
    CLASS
        .iter()
        .find(|(c, _)| *c == class)
        .map_or(0.0, |(_, w)| *w)
}
