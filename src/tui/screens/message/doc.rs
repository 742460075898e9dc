//! An item as one document of rows: few or all header fields, a rule, the text, then attachments.

use super::look::FEW;
use crate::model::Item;
use crate::tui::reading::Reading;
use std::ops::Range;

/// An item with its text, if that is there yet.
pub struct Doc<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its text.
    pub reading: Option<&'a Reading>,
    /// Whether every header field is shown.
    pub all_headers: bool,
    /// Whether what readers are not shown is left out.
    pub bare: bool,
    /// How much it claims about itself.
    pub claims: usize,
    /// Edits of its findings that the head lists.
    pub differing: usize,
}

/// A row of the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DocRow {
    /// A line of the short header.
    Field(Field),
    /// A row of all header fields.
    Header(usize),
    /// The rule above the text.
    Rule,
    /// A row of the text.
    Text(usize),
    /// What stands in the bytes beside the text.
    Beside(usize),
    /// The text is not there (yet).
    NoText,
    /// An empty row.
    Blank,
    /// An attachment.
    File(usize),
}

/// A line of the short header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// From.
    From,
    /// To.
    To,
    /// Cc, where there is some.
    Cc,
    /// Date, in the sender's zone and in UTC.
    Date,
    /// Subject, or a file's name.
    Subject,
    /// Where it lies, and its digest.
    Place,
    /// Verdicts, tags and notes.
    Marks,
    /// Findings and groups.
    Ties,
    /// Words that differ in another witness.
    Differs(usize),
    /// What it claims about itself.
    Claim(usize),
    /// What was wrong in the bytes.
    Defects,
}

const OF_MESSAGE: &[Field] = &[
    Field::From,
    Field::To,
    Field::Cc,
    Field::Date,
    Field::Subject,
    Field::Place,
    Field::Marks,
    Field::Ties,
    Field::Defects,
];
const OF_FILE: &[Field] = &[
    Field::Subject,
    Field::Place,
    Field::Marks,
    Field::Ties,
    Field::Defects,
];

/// Makes a row of a section from its place in it.
type MakeRow = fn(usize) -> DocRow;

impl Doc<'_> {
    fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let all = if self.item.head.is_some() {
            OF_MESSAGE
        } else {
            OF_FILE
        };
        let few = if self.all_headers { usize::MAX } else { FEW };
        let claims = self.claims.min(few);
        let cc = self.item.head.as_ref().is_some_and(|h| !h.cc.is_empty());
        all.iter()
            .copied()
            .filter(move |f| match f {
                Field::Cc => cc,
                Field::Defects => !self.item.defects.is_empty(),
                Field::From
                | Field::To
                | Field::Date
                | Field::Subject
                | Field::Place
                | Field::Marks
                | Field::Ties
                | Field::Claim(_)
                | Field::Differs(_) => true,
            })
            .chain((0..claims).map(Field::Claim))
            .chain((0..self.differing).map(Field::Differs))
    }

    fn counts(&self) -> [(usize, MakeRow); 5] {
        let text = self.text_len();
        let beside = self.reading.map_or(0, |r| r.beside.len());
        let files = self.item.children.len();
        [
            (1, |_| DocRow::Rule),
            (text, DocRow::Text),
            (usize::from(text == 0), |_| DocRow::NoText),
            (beside, DocRow::Beside),
            (if files > 0 { files + 1 } else { 0 }, |at| {
                at.checked_sub(1).map_or(DocRow::Blank, DocRow::File)
            }),
        ]
    }

    /// Counts the rows of text.
    pub fn text_len(&self) -> usize {
        let shown = |r: &Reading| if self.bare { r.shown } else { r.rows.len() };
        self.reading.map_or(0, shown)
    }

    fn head_len(&self) -> usize {
        match (self.all_headers, self.reading) {
            (true, Some(reading)) if !reading.headers.is_empty() => reading.head_rows.len(),
            _ => self.fields().count(),
        }
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.head_len() + self.counts().iter().map(|(n, _)| n).sum::<usize>()
    }

    /// Gives the row at which the text begins.
    pub fn text_row(&self) -> usize {
        self.head_len() + 1
    }

    /// Gives which rows of the text stand among some rows of the document.
    pub fn text_rows(&self, rows: Range<usize>) -> Range<usize> {
        let first = self.text_row();
        rows.start.saturating_sub(first)..rows.end.saturating_sub(first)
    }

    /// Gives the row of an attachment.
    pub fn file_row(&self, at: usize) -> usize {
        self.len() - self.item.children.len().min(self.len()) + at
    }

    /// Gives a row.
    pub fn row(&self, at: usize) -> Option<DocRow> {
        let head = self.head_len();
        if at < head {
            return match (self.all_headers, self.reading) {
                (true, Some(r)) if !r.headers.is_empty() => Some(DocRow::Header(at)),
                _ => self.fields().nth(at).map(DocRow::Field),
            };
        }
        let mut at = at - head;
        for (count, make) in self.counts() {
            if at < count {
                return Some(make(at));
            }
            at -= count;
        }
        None
    }
}
