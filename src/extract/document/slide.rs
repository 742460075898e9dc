//! Presentations: a part a slide in the order of the show; hidden slides, speaker notes
//! and comments set apart.

use super::drawing;
use super::package::Package;
use super::paper::Paper;
use super::slide_ink::{has_grounds, is_white};
use super::xml::{Attributes, Node, walk};
use crate::model::bounds;
use crate::model::words::{Word, places};
use std::collections::BTreeSet;

/// Reads a presentation.
pub(super) fn read(package: &mut Package<'_>, heart: &str, paper: &mut Paper) {
    let xml = package.read(heart, paper);
    let mut order: Vec<String> = Vec::new();
    walk(&xml, paper, &mut |node, _| {
        if let Node::Open("sldId", a) = node {
            order.extend(a.relation().map(str::to_owned));
        }
    });
    let relations = package.relations(heart, paper);
    let mut seen = BTreeSet::new();
    let mut everywhere = String::new();
    for (at, id) in order.iter().take(bounds::MIME_PARTS).enumerate() {
        let Some(relation) = relations.get(id) else {
            continue;
        };
        slide(package, &relation.target, at + 1, paper);
        for part in behind(package, &relation.target, paper) {
            if seen.insert(part.clone()) {
                let xml = package.read(&part, paper);
                everywhere.push_str(&paragraphs(&xml, Shapes::OwnWords, true, paper).text);
            }
        }
    }
    paper.body(places::EVERY_SLIDE, everywhere);
}

/// Gives the layout and the master of a slide: what they say themselves stands on every slide.
fn behind(package: &mut Package<'_>, slide: &str, paper: &mut Paper) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for kind in ["slideLayout", "slideMaster"] {
        let part = out.last().map_or(slide, String::as_str).to_owned();
        let mut relations = package.relations(&part, paper).into_values();
        let Some(relation) = relations.find(|r| r.kind == kind) else {
            break;
        };
        out.push(relation.target);
    }
    out
}

/// Which shapes of a part are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shapes {
    All,
    /// Those that do not only keep a place.
    OwnWords,
}

fn slide(package: &mut Package<'_>, name: &str, number: usize, paper: &mut Paper) {
    let xml = package.read(name, paper);
    let mut shown = paragraphs(&xml, Shapes::All, false, paper);
    if !shown.white.trim().is_empty() && has_grounds(package, name, paper) {
        shown = paragraphs(&xml, Shapes::All, true, paper);
    }
    let place = places::slide(number);
    let at = |what: Word| places::at(place.clone(), what);
    paper.hidden(at(places::WHITE), shown.white);
    paper.hidden(at(places::TINY), shown.tiny);
    let drawn = drawing::words(package, name, paper);
    if shown.hidden {
        paper.hidden(places::hidden_slide(number), shown.text + &drawn);
    } else {
        paper.body(place.clone(), shown.text);
        paper.body(at(places::CHARTS_AND_DIAGRAMS), drawn);
    }
    for relation in package.relations(name, paper).into_values() {
        let what = match relation.kind.as_str() {
            "notesSlide" => places::NOTES,
            "comments" => places::COMMENTS,
            _ => continue,
        };
        let xml = package.read(&relation.target, paper);
        let text = paragraphs(&xml, Shapes::All, true, paper).text;
        paper.aside(places::of_slide(what, number), text);
    }
}

/// The text of one slide, and whether the show leaves it out.
#[derive(Default)]
struct Slide {
    text: String,
    white: String,
    tiny: String,
    hidden: bool,
}

/// Hundredths of a point up to which a letter cannot be read.
const TINY: u32 = 200;

/// How the letters at hand are drawn.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one state of the reader"
)]
struct Run {
    inside: bool,
    properties: bool,
    line: bool,
    white: bool,
    tiny: bool,
}

impl Run {
    fn open(&mut self, name: &str, a: &Attributes) {
        match name {
            "r" => *self = Self::default(),
            "rPr" => {
                self.properties = true;
                let size = a.get("sz").and_then(|v| v.parse::<u32>().ok());
                self.tiny = size.is_some_and(|s| s <= TINY);
            }
            "ln" | "highlight" if self.properties => self.line = true,
            _ if self.properties && !self.line && is_white(name, a) => self.white = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "rPr" => self.properties = false,
            "ln" => self.line = false,
            "r" => *self = Self::default(),
            _ => {}
        }
    }
}

/// Reads the paragraphs; `grounds` tells that white letters stand on something.
fn paragraphs(xml: &[u8], shapes: Shapes, grounds: bool, paper: &mut Paper) -> Slide {
    let mut out = Slide::default();
    let (mut fallback, mut number, mut kept) = (0_usize, false, false);
    let mut run = Run::default();
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("sld", a) => out.hidden = matches!(a.get("show"), Some("0" | "false")),
        Node::Open("sp", _) => kept = false,
        Node::Open("ph", _) => kept = shapes == Shapes::OwnWords,
        Node::Open("Fallback", _) => fallback += 1,
        Node::Close("Fallback") => fallback = fallback.saturating_sub(1),
        // The number of the slide itself says nothing.
        Node::Open("fld", a) => number = a.get("type") == Some("slidenum"),
        Node::Close("fld") => (number, run) = (false, Run::default()),
        Node::Open("t" | "text", _) => run.inside = true,
        Node::Close("t" | "text") => run.inside = false,
        Node::Open("tab", _) => out.text.push('\t'),
        Node::Open("br", _) | Node::Close("p" | "cm") if fallback == 0 => {
            for text in [&mut out.text, &mut out.white, &mut out.tiny] {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
        }
        Node::Words(words) if run.inside && fallback == 0 && !number && !kept => {
            let text = if run.tiny {
                &mut out.tiny
            } else if run.white && !grounds {
                &mut out.white
            } else {
                &mut out.text
            };
            text.push_str(words);
        }
        Node::Open(name, a) => run.open(name, a),
        Node::Close(name) => run.close(name),
        Node::Words(_) => {}
    });
    out
}
