//! `OpenDocument` files, zipped or flat: text, sheets and slides from one content, with notes,
//! annotations, tracked changes and hidden parts set apart; `meta.xml`.

use super::odf_ink::{Ink, Inks};
use super::odf_meta::claims;
use super::ooxml::who;
use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use crate::model::{DefectKind, bounds};
use std::collections::BTreeSet;

/// Copies of one cell that are written out where a file says it is repeated.
const REPEATED: usize = 64;

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
        content(&xml, &styles, paper);
        margins(&styles, paper);
    }
    let xml = package.read("meta.xml", paper);
    claims(&xml, paper);
    package.claims(paper);
    true
}

/// Reads an `OpenDocument` file that is one XML.
pub(super) fn flat(xml: &[u8], paper: &mut Paper) {
    content(xml, &[], paper);
    claims(xml, paper);
}

/// Headers and footers stand in the styles, and what a show has on every slide.
fn margins(xml: &[u8], paper: &mut Paper) {
    let (mut out, mut open) = (String::new(), 0_usize);
    let mut seen = BTreeSet::new();
    let (mut master, mut field) = (Master::default(), 0_usize);
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("page-number" | "page-count", _) => field += 1,
        Node::Close("page-number" | "page-count") => field = field.saturating_sub(1),
        Node::Open(name, a) if master.open(name, a) => {}
        Node::Close(name) if master.close(name) => {}
        Node::Words(words) if master.shows() && field == 0 => out.push_str(words),
        Node::Close("p" | "h") if master.shows() => out.push('\n'),
        Node::Open("header" | "footer", _) => open += 1,
        Node::Close("header" | "footer") => open = open.saturating_sub(1),
        Node::Words(words) if open > 0 => out.push_str(words),
        Node::Close("p" | "h") if open > 0 => out.push('\n'),
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    let lines: Vec<&str> = out.lines().filter(|l| seen.insert(*l)).collect();
    paper.body("headers and footers", lines.join("\n"));
}

/// Where the walk stands in a master page: its frames are shown on every slide, but for those that
/// only keep a place.
#[derive(Default)]
struct Master {
    page: bool,
    notes: bool,
    frame: bool,
}

impl Master {
    fn open(&mut self, name: &str, a: &Attributes) -> bool {
        match name {
            "master-page" => self.page = true,
            "notes" => self.notes = true,
            "frame" | "custom-shape" => self.frame = a.get("placeholder") != Some("true"),
            _ => return false,
        }
        true
    }

    fn close(&mut self, name: &str) -> bool {
        match name {
            "master-page" => *self = Self::default(),
            "notes" => self.notes = false,
            "frame" | "custom-shape" => self.frame = false,
            _ => return false,
        }
        true
    }

    fn shows(&self) -> bool {
        self.page && self.frame && !self.notes
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
}

#[derive(Default)]
struct Walker {
    /// Name of the sheet or slide at hand, and its number.
    place: String,
    slides: usize,
    body: String,
    notes: String,
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
    /// Drawings that are open: what lies behind their letters is not known.
    drawings: usize,
    sides: Vec<(String, Side)>,
    paragraphs: usize,
    author: String,
    date: String,
    leaf: Option<bool>,
    row: Option<String>,
    cell: String,
    repeat: usize,
    gap: usize,
    hidden_styles: BTreeSet<String>,
    style: String,
    unchanged: bool,
    workbook: bool,
}

fn content(xml: &[u8], styles: &[u8], paper: &mut Paper) {
    let mut w = Walker::default();
    w.inks.read(styles, paper);
    w.inks.read(xml, paper);
    walk(xml, paper, &mut |node, paper| match node {
        Node::Open(name, a) => w.open(name, a),
        Node::Close(name) => w.close(name, paper),
        Node::Words(words) => w.words(words),
    });
    w.flush(paper);
    paper.body("headers and footers of slides", w.margins);
    paper.aside("annotations", w.asides);
    paper.hidden("tracked deletions", w.changes);
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
            "annotation" => self.enter(name, Side::Annotation),
            "header-decl" | "footer-decl" => self.margin = true,
            "changed-region" => self.enter(name, Side::Change),
            "insertion" | "format-change" if self.side() == Side::Change => self.unchanged = true,
            "notes" => self.enter(name, Side::Notes),
            "hidden-text" | "hidden-paragraph" => {
                self.sides.push((name.to_owned(), Side::Hidden));
                self.unseen.push_str(a.get("string-value").unwrap_or(""));
            }
            "style" => a.get("name").unwrap_or("").clone_into(&mut self.style),
            "table-properties" | "text-properties" | "drawing-page-properties" => {
                let off = a
                    .get("display")
                    .is_some_and(|d| d == "false" || d == "none");
                if off || a.get("visibility") == Some("hidden") {
                    self.hidden_styles.insert(self.style.clone());
                }
            }
            "creator" => self.leaf = Some(true),
            "date" if self.side() != Side::Body => self.leaf = Some(false),
            "spreadsheet" => self.workbook = true,
            "table" | "page" => self.enter_place(name, a),
            "table-row" if a.get("visibility").is_some_and(|v| v != "visible") => {
                self.sides.push((name.to_owned(), Side::Hidden));
                self.row = Some(String::new());
            }
            "table-row" => self.row = Some(String::new()),
            "table-cell" | "covered-table-cell" => {
                self.cell.clear();
                self.ink.0 = self.inks.of(a.get("style-name"));
                let repeat = a.get("number-columns-repeated");
                self.repeat = repeat.and_then(|n| n.parse().ok()).unwrap_or(1);
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
                self.drawings += 1;
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
        ink.ground |= self.drawings > 0;
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
            self.place = format!("slide {}", self.slides);
        } else if self.workbook {
            self.place = format!("sheet {}", a.get("name").unwrap_or(""));
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
            Side::Body | Side::Hidden if self.row.is_some() => self.cell.push_str(words),
            Side::Body => self.body.push_str(words),
            Side::Annotation => self.asides.push_str(words),
            Side::Change => self.changes.push_str(words),
            Side::Notes => self.notes.push_str(words),
            Side::Hidden => self.unseen.push_str(words),
            Side::Faint => self.faint.push_str(words),
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
            "table-cell" | "covered-table-cell" => {
                self.ink = <(Ink, Ink)>::default();
                self.end_cell();
            }
            "frame" | "custom-shape" | "rect" | "ellipse" | "polygon" | "path" => {
                self.drawings = self.drawings.saturating_sub(1);
            }
            "table-row" => self.end_row(),
            _ => {}
        }
        if self.sides.last().is_some_and(|s| s.0 == name) {
            self.sides.pop();
            if name == "page" || (name == "table" && self.place.starts_with("sheet")) {
                self.flush(paper);
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.paragraphs = self.paragraphs.saturating_sub(1);
        match self.side() {
            Side::Body | Side::Hidden if self.row.is_some() => self.cell.push(' '),
            Side::Body => self.body.push('\n'),
            Side::Annotation => self.asides.push('\n'),
            Side::Change if !self.unchanged => self.changes.push('\n'),
            Side::Change => {}
            Side::Notes => self.notes.push('\n'),
            Side::Hidden => self.unseen.push('\n'),
            Side::Faint => self.faint.push('\n'),
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        let cell = cell.trim();
        let Some(row) = &mut self.row else {
            return;
        };
        let times = self.repeat.clamp(1, REPEATED);
        if cell.is_empty() {
            self.gap += times;
            return;
        }
        for _ in 0..times {
            let gap = std::mem::take(&mut self.gap);
            row.extend(std::iter::repeat_n('\t', gap));
            row.push_str(cell);
            self.gap = 1;
        }
    }

    fn end_row(&mut self) {
        self.gap = 0;
        let row = self.row.take().unwrap_or_default();
        if row.trim().is_empty() {
            return;
        }
        let hidden = self.side() == Side::Hidden;
        let out = if hidden {
            &mut self.unseen
        } else {
            &mut self.body
        };
        out.push_str(&row);
        out.push('\n');
    }

    /// Writes what was gathered of one sheet, slide or text.
    fn flush(&mut self, paper: &mut Paper) {
        let place = std::mem::take(&mut self.place);
        let name = |what: &str| match place.as_str() {
            "" => what.to_owned(),
            place => format!("{place}, {what}"),
        };
        paper.body(&place, std::mem::take(&mut self.body));
        paper.hidden(&name("hidden"), std::mem::take(&mut self.unseen));
        paper.hidden(&name("white or tiny text"), std::mem::take(&mut self.faint));
        paper.aside(&name("notes"), std::mem::take(&mut self.notes));
    }
}
