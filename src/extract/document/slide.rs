//! Presentations: a part a slide in the order of the show; hidden slides, speaker notes
//! and comments set apart.

use super::package::Package;
use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::bounds;

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
    for (at, id) in order.iter().take(bounds::MIME_PARTS).enumerate() {
        let Some(relation) = relations.get(id) else {
            continue;
        };
        slide(package, &relation.target, at + 1, paper);
    }
}

fn slide(package: &mut Package<'_>, name: &str, number: usize, paper: &mut Paper) {
    let xml = package.read(name, paper);
    let shown = paragraphs(&xml, paper);
    if shown.hidden {
        paper.hidden(&format!("hidden slide {number}"), shown.text);
    } else {
        paper.body(&format!("slide {number}"), shown.text);
    }
    for relation in package.relations(name, paper).into_values() {
        let place = match relation.kind.as_str() {
            "notesSlide" => "notes",
            "comments" => "comments",
            _ => continue,
        };
        let xml = package.read(&relation.target, paper);
        let text = paragraphs(&xml, paper).text;
        paper.aside(&format!("{place} of slide {number}"), text);
    }
}

/// The text of one slide, and whether the show leaves it out.
#[derive(Default)]
struct Slide {
    text: String,
    hidden: bool,
}

fn paragraphs(xml: &[u8], paper: &mut Paper) -> Slide {
    let mut out = Slide::default();
    let (mut inside, mut fallback, mut number) = (false, 0_usize, false);
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("sld", a) => out.hidden = matches!(a.get("show"), Some("0" | "false")),
        Node::Open("Fallback", _) => fallback += 1,
        Node::Close("Fallback") => fallback = fallback.saturating_sub(1),
        // The number of the slide itself says nothing.
        Node::Open("fld", a) => number = a.get("type") == Some("slidenum"),
        Node::Close("fld") => number = false,
        Node::Open("t" | "text", _) => inside = true,
        Node::Close("t" | "text") => inside = false,
        Node::Open("tab", _) => out.text.push('\t'),
        Node::Open("br", _) | Node::Close("p" | "cm")
            if fallback == 0 && !out.text.is_empty() && !out.text.ends_with('\n') =>
        {
            out.text.push('\n');
        }
        Node::Words(words) if inside && fallback == 0 && !number => out.text.push_str(words),
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    out
}
