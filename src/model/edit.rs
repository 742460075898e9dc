//! Edits: what leads from one text to another, with spans in both and a class.
//!
//! [`CLASSES`] is the one table of classes; it feeds the screen's legend, the docs and the JSON.

use super::words::{Lang, Word, classes as w, names as n};
use std::ops::Range;

/// Where an edit lies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// In the text.
    Body,
    /// In the named header field, as usually written (`Subject`).
    Header(String),
    /// In the list of attachments.
    Attachments,
}

impl Field {
    /// Gives the word of the JSON output: `body`, `attachments` or the field's name in lower case.
    pub fn word(&self) -> String {
        match self {
            Self::Body => "body".into(),
            Self::Header(name) => name.to_lowercase(),
            Self::Attachments => "attachments".into(),
        }
    }

    /// Names it for a reader; a field of the head bears its own name everywhere.
    pub fn shown(&self, lang: Lang) -> String {
        match self {
            Self::Body => n::BODY.of(lang).into(),
            Self::Header(name) => name.to_lowercase(),
            Self::Attachments => n::ATTACHMENTS.of(lang).into(),
        }
    }
}

/// One edit that leads from text A to text B.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What kind of change it is.
    pub class: EditClass,
    /// Where it lies.
    pub field: Field,
    /// The words of A that B lacks (as they stand in A).
    pub before: String,
    /// The words of B that A lacks (as they stand in B).
    pub after: String,
    /// Byte span in text A; empty where B only adds.
    pub a: Range<usize>,
    /// Byte span in text B; empty where B only lacks.
    pub b: Range<usize>,
}

/// What two texts have in common and where they differ, over the tokens of the whole texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comparison {
    /// Runs that cover both texts from start to end, in order.
    pub ops: Vec<Op>,
    /// The edits that count, in the order of text A.
    pub edits: Vec<Edit>,
    /// Edits that were counted as noise and folded away, by class.
    pub ignored: Vec<(EditClass, u32)>,
    /// True where a bound or a deadline cut the alignment short; the screen and the export say so.
    pub truncated: bool,
}

/// A run of an alignment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Op {
    /// Equal, or an edit by its place in `Comparison::edits`, or noise that was folded.
    pub tag: OpTag,
    /// Byte span in text A.
    pub a: Range<usize>,
    /// Byte span in text B.
    pub b: Range<usize>,
}

/// What a run of an alignment is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpTag {
    /// The same tokens.
    Equal,
    /// Index into `Comparison::edits`.
    Edit(u32),
    /// A difference of this noise class.
    Noise(EditClass),
}

/// The classes of edits, noise first, in the order in which they are tested.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EditClass {
    /// Line breaks and white space.
    Wrap,
    /// Quote marks at line starts.
    QuoteMarks,
    /// Case, punctuation, typographic forms.
    Typographic,
    /// Damage by a character set or transfer encoding.
    Encoding,
    /// In a signature.
    Signature,
    /// In a list footer.
    Footer,
    /// In a disclaimer.
    Disclaimer,
    /// In a header block of a forward or reply.
    HeaderBlock,
    /// A letter that looks like another.
    Homoglyph,
    /// A character without width.
    ZeroWidth,
    /// A control of writing direction.
    Bidi,
    /// A sum of money or another quantity.
    Amount,
    /// A percentage.
    Percent,
    /// An account number.
    Account,
    /// A date, day, month, year or time.
    Date,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A link or domain.
    Link,
    /// A reference or other id.
    Id,
    /// A person or organisation.
    Name,
    /// Not, no, never, must, may …
    Negation,
    /// A number in words.
    NumberWord,
    /// Any other word.
    Word,
    /// Words in (up to a clause).
    WordsIn,
    /// Words out (up to a clause).
    WordsOut,
    /// A sentence in.
    SentenceIn,
    /// A sentence out.
    SentenceOut,
    /// A paragraph in.
    ParagraphIn,
    /// A paragraph out.
    ParagraphOut,
    /// The same words elsewhere.
    Moved,
    /// Letters as a scanner confuses them.
    Ocr,
    /// A slot of a form or a mail-merge.
    Slot,
    /// Words changed throughout.
    Rewrite,
    /// An attachment exchanged, added, missing or renamed.
    Attachment,
    /// A header field of two copies.
    Header,
}

/// One row of the table of classes.
pub struct ClassRow {
    /// The class.
    pub class: EditClass,
    /// What it is called; the English is its word in JSON and queries.
    pub name: Word,
    /// One line for the legend and the docs.
    pub line: Word,
    /// Whether it is noise: counted and folded away, never an edit that counts.
    pub noise: bool,
}

const fn row(class: EditClass, name: Word, line: Word) -> ClassRow {
    ClassRow {
        class,
        name,
        line,
        noise: false,
    }
}

const fn noise(class: EditClass, name: Word, line: Word) -> ClassRow {
    ClassRow {
        class,
        name,
        line,
        noise: true,
    }
}

/// All classes, in the order of [`EditClass`].
pub const CLASSES: &[ClassRow] = &[
    noise(EditClass::Wrap, n::WRAP, w::WRAP),
    noise(EditClass::QuoteMarks, n::QUOTE_MARKS, w::QUOTE_MARKS),
    noise(EditClass::Typographic, n::TYPOGRAPHIC, w::TYPOGRAPHIC),
    noise(EditClass::Encoding, n::ENCODING, w::ENCODING),
    noise(EditClass::Signature, n::SIGNATURE, w::SIGNATURE),
    noise(EditClass::Footer, n::FOOTER, w::FOOTER),
    noise(EditClass::Disclaimer, n::DISCLAIMER, w::DISCLAIMER),
    noise(EditClass::HeaderBlock, n::HEADER_BLOCK, w::HEADER_BLOCK),
    row(EditClass::Homoglyph, n::HOMOGLYPH, w::HOMOGLYPH),
    row(EditClass::ZeroWidth, n::ZERO_WIDTH, w::ZERO_WIDTH),
    row(EditClass::Bidi, n::BIDI, w::BIDI),
    row(EditClass::Amount, n::AMOUNT, w::AMOUNT),
    row(EditClass::Percent, n::PERCENT, w::PERCENT),
    row(EditClass::Account, n::ACCOUNT, w::ACCOUNT),
    row(EditClass::Date, n::DATE, w::DATE),
    row(EditClass::Phone, n::PHONE, w::PHONE),
    row(EditClass::Email, n::EMAIL, w::EMAIL),
    row(EditClass::Link, n::LINK, w::LINK),
    row(EditClass::Id, n::ID, w::ID),
    row(EditClass::Name, n::NAME, w::NAME),
    row(EditClass::Negation, n::NEGATION, w::NEGATION),
    row(EditClass::NumberWord, n::NUMBER_WORD, w::NUMBER_WORD),
    row(EditClass::Word, n::WORD, w::WORD),
    row(EditClass::WordsIn, n::WORDS_IN, w::WORDS_IN),
    row(EditClass::WordsOut, n::WORDS_OUT, w::WORDS_OUT),
    row(EditClass::SentenceIn, n::SENTENCE_IN, w::SENTENCE_IN),
    row(EditClass::SentenceOut, n::SENTENCE_OUT, w::SENTENCE_OUT),
    row(EditClass::ParagraphIn, n::PARAGRAPH_IN, w::PARAGRAPH_IN),
    row(EditClass::ParagraphOut, n::PARAGRAPH_OUT, w::PARAGRAPH_OUT),
    row(EditClass::Moved, n::MOVED, w::MOVED),
    row(EditClass::Ocr, n::OCR, w::OCR),
    row(EditClass::Slot, n::SLOT, w::SLOT),
    row(EditClass::Rewrite, n::REWRITE, w::REWRITE),
    row(EditClass::Attachment, n::ATTACHMENT, w::ATTACHMENT),
    row(EditClass::Header, n::HEADER, w::HEADER),
];

impl EditClass {
    /// Gives the class's row in the table.
    pub fn row(self) -> &'static ClassRow {
        &CLASSES[self as usize]
    }

    /// Gives the class's word in JSON and queries.
    pub fn word(self) -> &'static str {
        self.row().name.of(Lang::English)
    }

    /// Names the class for a reader.
    pub fn shown(self, lang: Lang) -> &'static str {
        self.row().name.of(lang)
    }

    /// Tells whether the class is noise.
    pub fn is_noise(self) -> bool {
        self.row().noise
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_stands_in_the_order_of_the_enum() {
        for (at, row) in CLASSES.iter().enumerate() {
            assert_eq!(row.class as usize, at, "{:?}", row.class);
        }
    }

    #[test]
    fn every_class_has_its_name_in_both_languages() {
        for row in CLASSES {
            let named = n::WORDS.iter().filter(|w| w.en == row.class.word());
            let named: Vec<_> = named.map(|w| w.fr).collect();
            assert_eq!(named, [row.class.shown(Lang::French)], "{:?}", row.class);
        }
    }
}
