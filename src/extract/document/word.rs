//! Word files: paragraphs of the body, headers, footers and notes; tracked changes both ways with
//! who and when; comments; runs that are hidden, white or too small to be read.

use super::drawing;
use super::ooxml::who;
use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use crate::model::words::places;
use crate::model::{Lang, MetaKey, MetaOrigin, Said, bounds};

/// Half points up to which a letter cannot be read.
const TINY: u32 = 4;

/// Reads a Word file.
pub(super) fn read(package: &mut Package<'_>, heart: &str, paper: &mut Paper) {
    let mut hidden = Hidden::default();
    let body = part(package, heart, paper, &mut hidden);
    paper.body(Said::default(), body);
    let folder = heart.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    let start = |name: &str| format!("{folder}/{name}");
    let mut seen: Vec<String> = Vec::new();
    for kind in [
        places::HEADERS,
        places::FOOTERS,
        places::FOOTNOTES,
        places::ENDNOTES,
    ] {
        for name in package.matching(&start(kind.of(Lang::English)), ".xml") {
            let text = part(package, &name, paper, &mut hidden);
            // Three headers of one document mostly say the same.
            if !seen.contains(&text) {
                paper.body(kind, text.clone());
                seen.push(text);
            }
        }
    }
    let drawn = drawing::words(package, heart, paper);
    paper.body(places::CHARTS_AND_DIAGRAMS, drawn);
    hidden.write(paper);
    let xml = package.read(&start("comments.xml"), paper);
    let comments = comments(&xml, paper);
    paper.aside(places::COMMENTS, comments);
    settings(package, &folder, paper);
}

/// What stands in the text and is not shown.
#[derive(Default)]
struct Hidden {
    deleted: String,
    inserted: String,
    unseen: String,
}

impl Hidden {
    fn write(self, paper: &mut Paper) {
        paper.hidden(places::DELETIONS, self.deleted);
        paper.aside(places::INSERTIONS, self.inserted);
        paper.hidden(places::HIDDEN_WHITE_OR_TINY, self.unseen);
    }
}

/// A tracked change that is open.
struct Change {
    element: String,
    who: String,
    text: String,
}

/// Where the walk stands.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one state of the reader"
)]
struct Walker {
    out: String,
    /// Inside `w:t`.
    text: bool,
    /// Inside the other form of a drawing, which repeats it.
    fallback: usize,
    /// Inside properties, where a tab is a tab stop.
    properties: usize,
    /// What the run's properties say.
    vanish: bool,
    white: bool,
    tiny: bool,
    /// A coloured ground somewhere around the run.
    shaded: bool,
    cell_shaded: bool,
    boxes: usize,
    changes: Vec<Change>,
    unseen_open: bool,
}

fn part(package: &mut Package<'_>, name: &str, paper: &mut Paper, hidden: &mut Hidden) -> String {
    let xml = package.read(name, paper);
    let mut w = Walker::default();
    walk(&xml, paper, &mut |node, _| match node {
        Node::Open(name, a) => w.open(name, a),
        Node::Close(name) => w.close(name, hidden),
        Node::Words(words) => w.words(words, hidden),
    });
    w.out
}

impl Walker {
    fn open(&mut self, name: &str, a: &Attributes) {
        match name {
            "Fallback" => self.fallback += 1,
            "pPr" | "sectPr" | "tcPr" | "tblPr" => self.properties += 1,
            "r" => (self.vanish, self.white, self.tiny) = (false, false, false),
            "p" => self.shaded = false,
            "tc" => self.cell_shaded = false,
            "txbxContent" => self.boxes += 1,
            "t" | "delText" => self.text = true,
            "tab" if self.properties == 0 => self.push("\t"),
            "br" | "cr" if self.properties == 0 => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "vanish" | "webHidden" if self.properties == 0 => self.vanish = a.is_on(),
            "color" if self.properties == 0 => {
                self.white = a
                    .get("val")
                    .is_some_and(|v| v.eq_ignore_ascii_case("ffffff"));
            }
            "sz" if self.properties == 0 => {
                let size = a.get("val").and_then(|v| v.parse::<u32>().ok());
                self.tiny = size.is_some_and(|s| s <= TINY);
            }
            "highlight" => self.shaded = true,
            "shd" => {
                let fill = a.get("fill").unwrap_or("auto").to_ascii_lowercase();
                let ground = !matches!(fill.as_str(), "auto" | "ffffff");
                if self.properties > 0 {
                    self.cell_shaded |= ground;
                }
                self.shaded |= ground;
            }
            "ins" | "del" | "moveFrom" | "moveTo" if self.properties == 0 => {
                self.changes.push(Change {
                    element: name.to_owned(),
                    who: who(a.get("author"), a.get("date")),
                    text: String::new(),
                });
            }
            _ => {}
        }
    }

    fn push(&mut self, words: &str) {
        if self.fallback == 0 && self.out.len() < bounds::TEXT_BYTES {
            self.out.push_str(words);
        }
    }

    fn words(&mut self, words: &str, hidden: &mut Hidden) {
        if !self.text || self.fallback > 0 {
            return;
        }
        let mut removed = false;
        for change in &mut self.changes {
            change.text.push_str(words);
            removed |= matches!(change.element.as_str(), "del" | "moveFrom");
        }
        let ground = self.shaded || self.cell_shaded || self.boxes > 0;
        if removed {
            return;
        }
        if self.vanish || self.tiny || (self.white && !ground) {
            hidden.unseen.push_str(words);
            self.unseen_open = true;
        } else {
            self.push(words);
        }
    }

    fn close(&mut self, name: &str, hidden: &mut Hidden) {
        match name {
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            "pPr" | "sectPr" | "tcPr" | "tblPr" => {
                self.properties = self.properties.saturating_sub(1);
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "t" | "delText" => self.text = false,
            "p" => {
                self.push("\n");
                if std::mem::take(&mut self.unseen_open) {
                    hidden.unseen.push('\n');
                }
            }
            "ins" | "del" | "moveFrom" | "moveTo"
                if self.changes.last().is_some_and(|c| c.element == name) =>
            {
                let Some(change) = self.changes.pop() else {
                    return;
                };
                let line = format!("[{}] {}\n", change.who, change.text.trim_end());
                let gone = matches!(name, "del" | "moveFrom");
                let side = if gone {
                    &mut hidden.deleted
                } else {
                    &mut hidden.inserted
                };
                if !change.text.trim().is_empty() && side.len() < bounds::TEXT_BYTES {
                    side.push_str(&line);
                }
            }
            _ => {}
        }
    }
}

/// Lists comments, each with who and when.
pub(super) fn comments(xml: &[u8], paper: &mut Paper) -> String {
    let mut out = String::new();
    let mut inside = false;
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("comment", a) => {
            let line = format!("[{}] ", who(a.get("author"), a.get("date")));
            out.push_str(&line);
        }
        Node::Open("t", _) => inside = true,
        Node::Close("t") => inside = false,
        Node::Words(words) if inside => out.push_str(words),
        Node::Close("p") => out.push('\n'),
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    out
}

/// Editing sessions, template and languages.
fn settings(package: &mut Package<'_>, folder: &str, paper: &mut Paper) {
    let origin = MetaOrigin::Settings;
    let name = format!("{folder}/settings.xml");
    let xml = package.read(&name, paper);
    let mut sessions: Vec<String> = Vec::new();
    walk(&xml, paper, &mut |node, paper| {
        if let Node::Open(element, a) = node {
            match (*element, a.get("val")) {
                ("rsidRoot", Some(id)) => paper.claim(MetaKey::RsidRoot, origin, id),
                ("rsid", Some(id)) => sessions.push(id.to_owned()),
                ("themeFontLang", Some(language)) => {
                    paper.claim(MetaKey::Language, origin, language);
                }
                _ => {}
            }
        }
    });
    sessions.sort_unstable();
    sessions.dedup();
    paper.claim(MetaKey::Rsids, origin, &sessions.join(" "));
    for relation in package.relations(&name, paper).into_values() {
        if relation.kind == "attachedTemplate" {
            paper.claim(MetaKey::Template, origin, &relation.target);
        }
    }
    let xml = package.read(&format!("{folder}/styles.xml"), paper);
    let mut found = false;
    walk(&xml, paper, &mut |node, paper| {
        if let Node::Open("lang", a) = node
            && !found
        {
            found = true;
            paper.claim(MetaKey::Language, origin, a.get("val").unwrap_or(""));
        }
    });
}
