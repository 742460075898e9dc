//! `OpenDocument` files, zipped or flat: text, sheets and slides from one content, with notes,
//! annotations, tracked changes and hidden parts set apart; `meta.xml`.

use super::odf_ink::{Ink, Inks};
use super::odf_margins::{margins, used};
use super::odf_meta::claims;
use super::odf_rows::{REPEATED, Rows};
use super::ooxml::who;
use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use super::{inner, pictures};
use crate::model::words::{Word, places};
use crate::model::{DefectKind, Said, bounds};
use std::collections::BTreeSet;

/// Charts, tables and formulas of one file that are read.
const OBJECTS: usize = 500;

/// Reads a zipped `OpenDocument` file; false where it is none.
pub(super) fn read(package: &mut Package<'_>, paper: &mut Paper) -> bool {
    if !package.has("content.xml") {
        return false;
    }
    let mime = package.read("mimetype", paper);
    let mime = String::from_utf8_lossy(&mime).trim().to_owned();
    if !mime.starts_with("application/vnd.") {
        return false;
    }
    paper.found.media_type = mime;
    let manifest = package.read("META-INF/manifest.xml", paper);
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        paper.note(DefectKind::Encrypted);
    } else {
        let xml = package.read("content.xml", paper);
        let styles = package.read("styles.xml", paper);
        content(&xml, &styles, "", paper);
        let used = used(&xml, paper);
        margins(&styles, used.as_ref(), paper);
        objects(package, paper);
        inner::of_odf(package, paper);
        pictures::of_package(package, paper);
    }
    let xml = package.read("meta.xml", paper);
    claims(&xml, paper);
    package.claims(paper);
    true
}

/// Reads an `OpenDocument` file that is one XML.
pub(super) fn flat(xml: &[u8], paper: &mut Paper) {
    content(xml, &[], "", paper);
    claims(xml, paper);
}

/// Charts, tables and formulas that stand in the document have a content of their own.
fn objects(package: &mut Package<'_>, paper: &mut Paper) {
    let inner = package.names.iter().filter(|n| n.ends_with("/content.xml"));
    let inner: Vec<String> = inner.take(OBJECTS).cloned().collect();
    for name in inner {
        let folder = name.trim_end_matches("/content.xml");
        let xml = package.read(&name, paper);
        let styles = package.read(&format!("{folder}/styles.xml"), paper);
        content(&xml, &styles, folder, paper);
    }
}

/// Where a piece of text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Body,
    Annotation,
    Change,
    Notes,
    Hidden,
    /// White or tiny.
    Faint,
    /// Footnotes and endnotes.
    Footnote,
    /// What a picture is called and shows, said for those who cannot see it.
    Described,
}

#[derive(Default)]
struct Walker {
    /// Name of the sheet or slide at hand, and its number.
    place: Option<Said>,
    slides: usize,
    body: String,
    notes: String,
    footnotes: String,
    described: String,
    asides: String,
    changes: String,
    unseen: String,
    faint: String,
    /// What headers and footers of slides say, and whether one is open.
    margins: String,
    margin: bool,
    inks: Inks,
    /// How letters are drawn in the cell, and in the paragraph at hand.
    ink: (Ink, Ink),
    /// Drawings that are open, with the paragraphs around each: what lies behind their letters is
    /// not known.
    drawings: Vec<usize>,
    sides: Vec<(String, Side)>,
    paragraphs: usize,
    author: String,
    date: String,
    leaf: Option<bool>,
    rows: Rows,
    hidden_styles: BTreeSet<String>,
    style: String,
    unchanged: bool,
    workbook: bool,
    /// The object that the text stands in, of the document.
    object: String,
}

fn content(xml: &[u8], styles: &[u8], object: &str, paper: &mut Paper) {
    let mut w = Walker {
        object: object.to_owned(),
        ..Walker::default()
    };
    w.inks.read(styles, paper);
    w.inks.read(xml, paper);
    walk(xml, paper, &mut |node, paper| match node {
        Node::Open(name, a) => w.open(name, a),
        Node::Close(name) => w.close(name, paper),
        Node::Words(words) => w.words(words),
    });
    w.flush(paper);
    paper.body(
        w.name(Some(places::FOOTNOTES)),
        std::mem::take(&mut w.footnotes),
    );
    paper.body(places::SLIDE_MARGINS, w.margins);
    paper.aside(places::ANNOTATIONS, w.asides);
    paper.aside(places::DESCRIPTIONS, w.described);
    paper.hidden(places::DELETIONS, w.changes);
}

impl Walker {
    fn side(&self) -> Side {
        self.sides.last().map_or(Side::Body, |s| s.1)
    }

    fn enter(&mut self, name: &str, side: Side) {
        self.sides.push((name.to_owned(), side));
        self.author.clear();
        self.date.clear();
        self.unchanged = false;
    }

    fn open(&mut self, name: &str, a: &Attributes) {
        match name {
            "header-decl" | "footer-decl" => self.margin = true,
            "changed-region" => self.enter(name, Side::Change),
            "insertion" | "format-change" if self.side() == Side::Change => self.unchanged = true,
            "notes" => self.enter(name, Side::Notes),
            "note" => self.enter(name, Side::Footnote),
            "note-citation" => self.paragraphs += 1,
            // Of a frame itself, where no paragraph was begun in it.
            "title" | "desc" if self.drawings.last() == Some(&self.paragraphs) => {
                self.sides.push((name.to_owned(), Side::Described));
                self.paragraphs += 1;
            }
            // A formula in words.
            "annotation" if a.get("encoding").is_some() => self.paragraphs += 1,
            "annotation" => self.enter(name, Side::Annotation),
            "hidden-text" | "hidden-paragraph" => {
                self.sides.push((name.to_owned(), Side::Hidden));
                self.unseen.push_str(a.get("string-value").unwrap_or(""));
            }
            "style" => a.get("name").unwrap_or("").clone_into(&mut self.style),
            "table-properties" | "text-properties" | "drawing-page-properties"
                if is_switched_off(a) =>
            {
                self.hidden_styles.insert(self.style.clone());
            }
            "creator" => self.leaf = Some(true),
            "date" if self.side() != Side::Body => self.leaf = Some(false),
            "spreadsheet" => self.workbook = true,
            "table" | "page" => self.enter_place(name, a),
            "table-row" if a.get("visibility").is_some_and(|v| v != "visible") => {
                self.sides.push((name.to_owned(), Side::Hidden));
                self.rows.open(a);
            }
            "table-row" => self.rows.open(a),
            "table-cell" | "covered-table-cell" => {
                self.rows.cell(a, self.workbook);
                self.ink.0 = self.inks.of(a.get("style-name"));
            }
            "span" => {
                let hidden = a
                    .get("style-name")
                    .is_some_and(|s| self.hidden_styles.contains(s));
                let ink = self.inks.of(a.get("style-name")).within(self.ink.1);
                let side = if hidden {
                    Side::Hidden
                } else {
                    self.drawn(ink)
                };
                self.sides.push((name.to_owned(), side));
            }
            "p" | "h" => {
                self.paragraphs += 1;
                self.ink.1 = self.inks.of(a.get("style-name")).within(self.ink.0);
                self.sides.push((name.to_owned(), self.drawn(self.ink.1)));
            }
            "frame" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" => {
                self.drawings.push(self.paragraphs);
            }
            "tab" => self.words("\t"),
            "line-break" => self.words("\n"),
            "s" => {
                let count = a.get("c").and_then(|c| c.parse::<usize>().ok());
                self.words(&" ".repeat(count.unwrap_or(1).min(REPEATED)));
            }
            _ => {}
        }
    }

    /// Gives where letters go that are drawn so: what is faint inside something hidden or beside
    /// the text stays with it.
    fn drawn(&self, mut ink: Ink) -> Side {
        ink.ground |= !self.drawings.is_empty();
        let mut below = self.sides.iter().rev().map(|s| s.1);
        match below.find(|s| *s != Side::Faint).unwrap_or(Side::Body) {
            Side::Body if ink.is_faint() => Side::Faint,
            side => side,
        }
    }

    /// A sheet of a workbook or a slide of a show; a table of a text is part of the text.
    fn enter_place(&mut self, element: &str, a: &Attributes) {
        let hidden = a
            .get("style-name")
            .is_some_and(|s| self.hidden_styles.contains(s));
        let side = if hidden { Side::Hidden } else { self.side() };
        self.sides.push((element.to_owned(), side));
        if element == "page" {
            self.slides += 1;
            self.place = Some(places::slide(self.slides));
        } else if self.workbook {
            self.place = Some(places::sheet(a.get("name").unwrap_or("")));
        }
    }

    fn words(&mut self, words: &str) {
        match self.leaf {
            Some(true) => return self.author.push_str(words),
            Some(false) => return self.date.push_str(words),
            None => {}
        }
        if self.margin && self.margins.len() < bounds::TEXT_BYTES {
            self.margins.push_str(words);
        }
        if self.paragraphs == 0 || self.body.len() > bounds::TEXT_BYTES {
            return;
        }
        match self.side() {
            Side::Body | Side::Hidden if self.rows.is_open() => self.rows.push(words),
            Side::Body => self.body.push_str(words),
            Side::Annotation => self.asides.push_str(words),
            Side::Change => self.changes.push_str(words),
            Side::Notes => self.notes.push_str(words),
            Side::Hidden => self.unseen.push_str(words),
            Side::Faint => self.faint.push_str(words),
            Side::Footnote => self.footnotes.push_str(words),
            Side::Described => self.described.push_str(words),
        }
    }

    fn close(&mut self, name: &str, paper: &mut Paper) {
        match name {
            "creator" | "date" if self.leaf.is_some() => {
                let date = self.leaf.take() == Some(false);
                let side = self.side();
                if date && side == Side::Annotation {
                    let line = format!("[{}] ", who(Some(&self.author), Some(&self.date)));
                    self.asides.push_str(&line);
                } else if date && side == Side::Change && !self.unchanged {
                    let line = format!("[{}] ", who(Some(&self.author), Some(&self.date)));
                    self.changes.push_str(&line);
                }
            }
            "header-decl" | "footer-decl" => {
                self.margin = false;
                self.margins.push('\n');
            }
            "p" | "h" => self.end_paragraph(),
            "note-citation" => {
                self.words(" ");
                self.paragraphs = self.paragraphs.saturating_sub(1);
            }
            "title" | "desc" if self.side() == Side::Described => self.end_paragraph(),
            "annotation" if self.side() != Side::Annotation => self.end_paragraph(),
            "table-cell" | "covered-table-cell" => {
                self.ink = <(Ink, Ink)>::default();
                self.rows.end_cell();
            }
            "frame" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" => {
                self.drawings.pop();
            }
            "table-row" => self.end_row(),
            _ => {}
        }
        if self.sides.last().is_some_and(|s| s.0 == name) {
            self.sides.pop();
            if name == "page" || (name == "table" && self.place.is_some()) {
                self.flush(paper);
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_sub(1);
        match self.side() {
            Side::Body | Side::Hidden if self.rows.is_open() => self.rows.push(" "),
            Side::Body => self.body.push('\n'),
            Side::Annotation => self.asides.push('\n'),
            Side::Change if !self.unchanged => self.changes.push('\n'),
            Side::Change => {}
            Side::Notes => self.notes.push('\n'),
            Side::Hidden => self.unseen.push('\n'),
            Side::Faint => self.faint.push('\n'),
            Side::Footnote => self.footnotes.push('\n'),
            Side::Described => self.described.push('\n'),
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.rows.end() else {
            return;
        };
        let hidden = self.side() == Side::Hidden;
        let out = if hidden {
            &mut self.unseen
        } else {
            &mut self.body
        };
        out.push_str(&row);
        out.push('\n');
    }

    /// Gives the name of a piece of the text, with the object that it stands in.
    fn name(&self, what: Option<Word>) -> Said {
        let object = Some(Said::same(&self.object)).filter(|_| !self.object.is_empty());
        let parts = [object, self.place.clone(), what.map(Said::from)];
        let parts: Vec<Said> = parts.into_iter().flatten().collect();
        Said::joined(&parts, ", ")
    }

    /// Writes what was gathered of one sheet, slide or text.
    fn flush(&mut self, paper: &mut Paper) {
        paper.body(self.name(None), std::mem::take(&mut self.body));
        paper.hidden(
            self.name(Some(places::HIDDEN)),
            std::mem::take(&mut self.unseen),
        );
        let faint = std::mem::take(&mut self.faint);
        paper.hidden(self.name(Some(places::FAINT)), faint);
        paper.aside(
            self.name(Some(places::NOTES)),
            std::mem::take(&mut self.notes),
        );
        let stored = self.rows.stored();
        paper.aside(self.name(Some(places::STORED)), stored);
        self.place = None;
    }
}

/// Tells whether a style says that nothing of it is shown.
fn is_switched_off(a: &Attributes) -> bool {
    let off = |d: &str| d == "false" || d == "none";
    a.get("display").is_some_and(off) || a.get("visibility") == Some("hidden")
}
