//! What an `OpenDocument` file has on every page: headers and footers of its page styles, and the
//! frames that a show has on every slide.

use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use crate::model::words::places;
use std::collections::BTreeSet;

/// Page styles of one file that are told apart.
const PAGES: usize = 1_000;

/// Fields whose value depends on the page, the file's name or the day: no words of the document.
const FIELDS: &[&str] = &[
    "page-number",
    "page-count",
    "page-variable-get",
    "sheet-name",
    "file-name",
    "date",
    "time",
];

/// Gives the page styles that sheets and slides use; `None` for a text, whose first page has none.
pub(super) fn used(xml: &[u8], paper: &mut Paper) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut told = false;
    walk(xml, paper, &mut |node, _| {
        if let Node::Open(element, a) = node {
            told |= matches!(*element, "spreadsheet" | "presentation");
            if let Some(name) = a.get("master-page-name").filter(|_| names.len() < PAGES) {
                names.insert(name.to_owned());
            }
        }
    });
    (told && !names.is_empty()).then_some(names)
}

/// Headers and footers stand in the styles, and what a show has on every slide.
pub(super) fn margins(xml: &[u8], used: Option<&BTreeSet<String>>, paper: &mut Paper) {
    let mut m = Margins::default();
    walk(xml, paper, &mut |node, _| match node {
        Node::Open(name, a) => m.open(name, a, used),
        Node::Words(words) if m.field == 0 => m.words(words),
        Node::Words(_) => {}
        Node::Close(name) => m.close(name),
    });
    let lines = |text: &str| -> String {
        let mut seen = BTreeSet::new();
        // What fields left behind says nothing.
        let says = |l: &&str| l.contains(char::is_alphanumeric);
        let lines = text.lines().map(str::trim_end).filter(says);
        let lines = lines.filter(|l| seen.insert(*l));
        lines.map(|l| format!("{l}\n")).collect()
    };
    paper.body(places::MARGINS, lines(&m.shown));
    paper.aside(places::UNUSED_MARGINS, lines(&m.unused));
}

/// Where the walk stands in a page style: its frames are shown on every slide, but for those that
/// only keep a place.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one state of the reader"
)]
struct Margins {
    page: bool,
    /// No sheet and no slide has this page, or its header is switched off.
    off: bool,
    notes: bool,
    frame: bool,
    /// A header or footer, and whether it is shown.
    margin: Option<bool>,
    field: usize,
    fielded: bool,
    line: String,
    shown: String,
    unused: String,
}

impl Margins {
    fn open(&mut self, name: &str, a: &Attributes, used: Option<&BTreeSet<String>>) {
        match name {
            "master-page" => {
                self.page = true;
                let name = a.get("name").unwrap_or("");
                self.off = used.is_some_and(|used| !used.contains(name));
            }
            "notes" => self.notes = true,
            "frame" | "custom-shape" => self.frame = a.get("placeholder") != Some("true"),
            "header" | "footer" | "header-left" | "footer-left" | "header-first"
            | "footer-first" => {
                self.margin = Some(a.get("display") != Some("false"));
            }
            "tab" => self.words("\t"),
            "s" => self.words(" "),
            field if FIELDS.contains(&field) => {
                self.field += 1;
                self.fielded = true;
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "master-page" => (self.page, self.off) = (false, false),
            "notes" => self.notes = false,
            "frame" | "custom-shape" => self.frame = false,
            "header" | "footer" | "header-left" | "footer-left" | "header-first"
            | "footer-first" => self.margin = None,
            "p" | "h" => self.end_line(),
            field if FIELDS.contains(&field) => self.field = self.field.saturating_sub(1),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        let frame = self.page && self.frame && !self.notes;
        // Names that no page has filled in yet.
        if (frame || self.margin.is_some()) && words != "???" {
            self.line.push_str(words);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let fielded = std::mem::take(&mut self.fielded);
        if self.off || self.margin == Some(false) {
            // Every new file has a page number there that nobody wrote.
            if !fielded {
                self.unused.push_str(&line);
                self.unused.push('\n');
            }
        } else {
            self.shown.push_str(&line);
            self.shown.push('\n');
        }
    }
}
