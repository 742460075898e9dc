//! Workbooks: a part a sheet, a line a row, cells apart by tabs in their columns; hidden sheets,
//! rows and columns set apart; comments.

use super::cells::{Styles, column, shared};
use super::drawing;
use super::margin::margin;
use super::number::{Convention, Stored};
use super::ooxml::who;
use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use crate::model::words::{Word, places};
use crate::model::{MetaKey, MetaOrigin, bounds};

/// Columns of a row that are kept in their place; further cells follow without gaps.
const COLUMNS: usize = 512;

/// One sheet as the workbook names it.
struct Named {
    name: String,
    relation: String,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(package: &mut Package<'_>, heart: &str, paper: &mut Paper) {
    let xml = package.read(heart, paper);
    let mut sheets: Vec<Named> = Vec::new();
    let mut since_1904 = false;
    walk(&xml, paper, &mut |node, paper| {
        if let Node::Open(element, a) = node {
            workbook(element, a, &mut sheets, &mut since_1904, paper);
        }
    });
    let relations = package.relations(heart, paper);
    let folder = heart.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    let strings = shared(package, &folder, paper);
    let names = sheets.iter().map(|s| s.name.as_str());
    let convention = Convention::of_sheets(names).unwrap_or_default();
    let styles = Styles::read(package, &folder, (since_1904, convention), paper);
    for sheet in &sheets {
        let Some(part) = relations.get(&sheet.relation) else {
            continue;
        };
        let xml = package.read(&part.target, paper);
        let mut grid = Grid::new(&strings, &styles);
        grid.grounds = grounds(package, &part.target, &xml, paper);
        walk(&xml, paper, &mut |node, _| grid.step(node));
        let drawn = drawing::words(package, &part.target, paper);
        let place = places::sheet(&sheet.name);
        let at = |what: Word| places::at(place.clone(), what);
        if sheet.hidden {
            let all = grid.shown + &grid.unseen + &grid.faint + &drawn;
            paper.hidden(places::hidden_sheet(&sheet.name), all);
        } else {
            paper.body(place.clone(), grid.shown);
            paper.hidden(at(places::HIDDEN_CELLS), grid.unseen);
            paper.hidden(at(places::FAINT), grid.faint);
            paper.body(at(places::DRAWINGS_AND_CHARTS), drawn);
            paper.body(at(places::MARGINS), grid.margins);
        }
        paper.aside(at(places::STORED), grid.stored.take());
    }
    for name in package.matching(&format!("{folder}/comments"), ".xml") {
        let xml = package.read(&name, paper);
        let text = comments(&xml, paper);
        paper.aside(places::COMMENTS, text);
    }
    calculation(package, &folder, paper);
}

fn workbook(
    element: &str,
    a: &Attributes,
    sheets: &mut Vec<Named>,
    since_1904: &mut bool,
    paper: &mut Paper,
) {
    let origin = MetaOrigin::Workbook;
    match element {
        "sheet" if sheets.len() < 1_000 => sheets.push(Named {
            name: a.get("name").unwrap_or("").to_owned(),
            relation: a.get("id").unwrap_or("").to_owned(),
            hidden: a.get("state").is_some_and(|s| s != "visible"),
        }),
        "workbookPr" => *since_1904 = matches!(a.get("date1904"), Some("1" | "true")),
        "absPath" => paper.claim(MetaKey::Path, origin, a.get("url").unwrap_or("")),
        "fileVersion" => {
            let said = |name: &str| a.get(name).map(|v| format!("{name} {v}"));
            let all: Vec<String> = ["appName", "lastEdited", "lowestEdited", "rupBuild"]
                .into_iter()
                .filter_map(said)
                .collect();
            paper.claim(MetaKey::Version, origin, &all.join(", "));
        }
        _ => {}
    }
}

/// The cells of one sheet as they come.
struct Grid<'a> {
    strings: &'a [String],
    styles: &'a Styles,
    shown: String,
    unseen: String,
    /// What is white or tiny.
    faint: String,
    /// Cells that something else than their own style may colour.
    grounds: Vec<Range>,
    row: Vec<(usize, String)>,
    faint_row: Vec<(usize, String)>,
    /// Number of the row, from 1.
    line: usize,
    row_hidden: bool,
    columns_hidden: Vec<(usize, usize)>,
    cell: String,
    at: usize,
    kind: String,
    style: usize,
    value: bool,
    /// Values that are not shown as they are stored.
    stored: Stored,
    /// Headers and footers, and whether one is open.
    margins: String,
    margin: bool,
}

impl<'a> Grid<'a> {
    fn new(strings: &'a [String], styles: &'a Styles) -> Self {
        Self {
            strings,
            styles,
            shown: String::new(),
            unseen: String::new(),
            faint: String::new(),
            grounds: Vec::new(),
            row: Vec::new(),
            faint_row: Vec::new(),
            line: 0,
            row_hidden: false,
            columns_hidden: Vec::new(),
            cell: String::new(),
            at: 0,
            kind: String::new(),
            style: 0,
            value: false,
            stored: Stored::default(),
            margins: String::new(),
            margin: false,
        }
    }

    fn step(&mut self, node: &Node<'_>) {
        match node {
            Node::Open("col", a) if a.get("hidden").is_some_and(is_true) => {
                let number = |n: &str| a.get(n).and_then(|v| v.parse::<usize>().ok());
                if let (Some(from), Some(to)) = (number("min"), number("max")) {
                    self.columns_hidden
                        .push((from.saturating_sub(1), to.saturating_sub(1)));
                }
            }
            Node::Open("row", a) => {
                self.row_hidden = a.get("hidden").is_some_and(is_true);
                self.at = 0;
                let line = a.get("r").and_then(|r| r.parse::<usize>().ok());
                self.line = line.unwrap_or(self.line + 1);
            }
            Node::Open("c", a) => {
                if let Some(at) = a.get("r").and_then(column) {
                    self.at = at;
                }
                a.get("t").unwrap_or("n").clone_into(&mut self.kind);
                let style = a.get("s").and_then(|s| s.parse().ok());
                self.style = style.unwrap_or(0);
                self.cell.clear();
            }
            Node::Open("v" | "t", _) => self.value = true,
            // How a name is spoken is no part of it.
            Node::Open("rPh", _) | Node::Close("v" | "t") => self.value = false,
            Node::Words(words) if self.value && self.cell.len() < bounds::TEXT_BYTES => {
                self.cell.push_str(words);
            }
            Node::Close("c") => {
                let words = self.words();
                if !words.is_empty() {
                    let faint = self.is_faint();
                    let row = if faint {
                        &mut self.faint_row
                    } else {
                        &mut self.row
                    };
                    row.push((self.at, words));
                }
                self.at += 1;
            }
            Node::Close("row") => self.end_row(),
            Node::Open(name, _) if is_margin(name) => {
                self.margin = true;
                self.cell.clear();
            }
            Node::Words(words) if self.margin => self.cell.push_str(words),
            Node::Close(name) if is_margin(name) => {
                self.margin = false;
                let line = margin(&std::mem::take(&mut self.cell));
                if !line.is_empty() && !self.margins.lines().any(|l| l == line) {
                    self.margins.push_str(&line);
                    self.margins.push('\n');
                }
            }
            Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
        }
    }

    fn words(&mut self) -> String {
        let raw = self.cell.trim();
        let words = match self.kind.as_str() {
            "s" => {
                let at = raw.parse::<usize>().ok();
                let shared = at.and_then(|at| self.strings.get(at));
                shared.map_or("", String::as_str).to_owned()
            }
            "b" => (if raw == "1" { "TRUE" } else { "FALSE" }).to_owned(),
            "n" => {
                let (shown, stored) = self.styles.shown(raw, self.style);
                let line = self.line.saturating_sub(1);
                self.stored.note((line, self.at), &shown, &stored);
                shown
            }
            _ => self.cell.clone(),
        };
        // A cell is one field of one line.
        words.replace(['\n', '\r', '\t'], " ")
    }

    /// Tells whether nobody can read the cell at hand.
    fn is_faint(&self) -> bool {
        let ink = self.styles.ink(self.style);
        let on_ground = || self.grounds.iter().any(|r| r.holds(self.at, self.line));
        ink.tiny || (ink.white && !on_ground())
    }

    fn end_row(&mut self) {
        let faint = std::mem::take(&mut self.faint_row);
        if self.faint.len() < bounds::TEXT_BYTES {
            line(&mut self.faint, &faint);
        }
        let hidden = |at: usize| {
            let within = |(from, to): &(usize, usize)| (*from..=*to).contains(&at);
            self.row_hidden || self.columns_hidden.iter().any(within)
        };
        let row = std::mem::take(&mut self.row);
        let (unseen, shown): (Vec<_>, Vec<_>) = row.into_iter().partition(|(at, _)| hidden(*at));
        if self.shown.len() + self.unseen.len() < bounds::TEXT_BYTES {
            line(&mut self.shown, &shown);
            line(&mut self.unseen, &unseen);
        }
    }
}

/// Cells from one corner to another, rows from 1.
struct Range {
    columns: (usize, usize),
    lines: (usize, usize),
}

/// Ranges of one sheet that are looked at.
const RANGES: usize = 2_000;

impl Range {
    /// Reads `B2:D9` or `B2`.
    fn of(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        let line = |cell: &str| {
            let digits = cell.trim_start_matches(|c: char| !c.is_ascii_digit());
            digits.parse::<usize>().ok()
        };
        Some(Self {
            columns: (column(from)?, column(to)?),
            lines: (line(from)?, line(to)?),
        })
    }

    fn holds(&self, column: usize, line: usize) -> bool {
        (self.columns.0..=self.columns.1).contains(&column)
            && (self.lines.0..=self.lines.1).contains(&line)
    }
}

/// Gives the cells that tables and conditions may colour; with a picture behind it, all of them.
fn grounds(package: &mut Package<'_>, part: &str, xml: &[u8], paper: &mut Paper) -> Vec<Range> {
    let mut out: Vec<Range> = Vec::new();
    for relation in package.relations(part, paper).into_values() {
        if relation.kind == "table" {
            let xml = package.read(&relation.target, paper);
            walk(&xml, paper, &mut |node, _| {
                if let Node::Open("table", a) = node {
                    out.extend(a.get("ref").and_then(Range::of));
                }
            });
        }
    }
    let holds = |word: &[u8]| memchr::memmem::find(xml, word).is_some();
    if holds(b"<conditionalFormatting") || holds(b"<picture") {
        walk(xml, paper, &mut |node, _| match node {
            Node::Open("conditionalFormatting", a) if out.len() < RANGES => {
                let ranges = a.get("sqref").unwrap_or("").split(' ');
                out.extend(ranges.filter_map(Range::of).take(RANGES));
            }
            Node::Open("picture", _) => out.extend(Range::of("A1:ZZZ9999999")),
            Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
        });
    }
    out
}

/// Writes one row, cells in their columns.
fn line(out: &mut String, cells: &[(usize, String)]) {
    let mut at = 0;
    for (n, (column, words)) in cells.iter().enumerate() {
        let column = if *column < COLUMNS { *column } else { at + 1 };
        if n > 0 || column > 0 {
            let gap = column.saturating_sub(at).max(usize::from(n > 0));
            out.extend(std::iter::repeat_n('\t', gap));
        }
        at = column;
        out.push_str(words);
    }
    if !cells.is_empty() {
        out.push('\n');
    }
}

fn is_margin(name: &str) -> bool {
    name.ends_with("Header") || name.ends_with("Footer")
}

fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true")
}

/// Comments of cells: `B7 [author] words`.
fn comments(xml: &[u8], paper: &mut Paper) -> String {
    let mut authors: Vec<String> = Vec::new();
    let (mut out, mut words) = (String::new(), String::new());
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("comment", a) => {
            let by = a.get("authorId").and_then(|n| n.parse::<usize>().ok());
            let by = by.and_then(|n| authors.get(n)).map(String::as_str);
            out.push_str(a.get("ref").unwrap_or(""));
            out.push_str(" [");
            out.push_str(&who(by, None));
            out.push_str("] ");
        }
        Node::Open("author" | "text", _) => words.clear(),
        Node::Words(more) => words.push_str(more),
        Node::Close("author") => authors.push(std::mem::take(&mut words)),
        Node::Close("text") => {
            out.push_str(words.trim());
            out.push('\n');
        }
        Node::Open(..) | Node::Close(_) => {}
    });
    out
}

/// The chain in which formulas are worked out keeps the order in which they were written.
fn calculation(package: &mut Package<'_>, folder: &str, paper: &mut Paper) {
    let xml = package.read(&format!("{folder}/calcChain.xml"), paper);
    let mut cells: Vec<String> = Vec::new();
    walk(&xml, paper, &mut |node, _| {
        if let Node::Open("c", a) = node
            && cells.len() < 500
        {
            cells.extend(a.get("r").map(str::to_owned));
        }
    });
    let key = MetaKey::CalculationOrder;
    paper.claim(key, MetaOrigin::Workbook, &cells.join(" "));
}
