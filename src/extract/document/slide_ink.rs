//! Whether white letters of a slide may stand on something: a ground of another colour, a picture,
//! a table, a shape that is filled; of the slide, its layout or its master.

use super::package::Package;
use super::paper::Paper;
use super::xml::{Attributes, Node, walk};

/// Colours of a scheme that are white where nobody maps them otherwise.
const LIGHT: &[&str] = &["bg1", "lt1"];

/// Tells whether a colour element names white.
pub(super) fn is_white(name: &str, a: &Attributes) -> bool {
    let value = a.get("val").unwrap_or("");
    match name {
        "srgbClr" => value.eq_ignore_ascii_case("ffffff"),
        "schemeClr" => LIGHT.contains(&value),
        "prstClr" => value == "white",
        _ => false,
    }
}

/// Tells whether a slide, its layout or its master draws anything that is not white.
pub(super) fn has_grounds(package: &mut Package<'_>, slide: &str, paper: &mut Paper) -> bool {
    let mut part = slide.to_owned();
    for next in ["slideLayout", "slideMaster", ""] {
        let xml = package.read(&part, paper);
        if draws(&xml, paper) {
            return true;
        }
        let mut relations = package.relations(&part, paper).into_values();
        match relations.find(|r| r.kind == next) {
            Some(relation) => part = relation.target,
            None => break,
        }
    }
    false
}

fn draws(xml: &[u8], paper: &mut Paper) -> bool {
    let mut found = false;
    // Shapes and grounds are filled; so are letters and lines, which are none.
    let (mut shape, mut line, mut letters) = (0_usize, 0_usize, 0_usize);
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("pic" | "graphicFrame" | "blipFill" | "gradFill" | "pattFill", _) => {
            found |= letters == 0 && line == 0;
        }
        Node::Open("spPr" | "bgPr" | "bgRef", a) => {
            shape += 1;
            // A ground of the theme beyond the first may be a picture or run from dark to light.
            found |= a.get("idx").is_some_and(|i| i != "1001");
        }
        Node::Close("spPr" | "bgPr" | "bgRef") => shape = shape.saturating_sub(1),
        Node::Open("ln", _) => line += 1,
        Node::Close("ln") => line = line.saturating_sub(1),
        Node::Open("rPr" | "defRPr" | "endParaRPr", _) => letters += 1,
        Node::Close("rPr" | "defRPr" | "endParaRPr") => letters = letters.saturating_sub(1),
        Node::Open("fillRef", a) => found |= a.get("idx").is_some_and(|i| i != "0"),
        Node::Open("clrMap" | "overrideClrMapping", a) => {
            found |= a.get("bg1").is_some_and(|v| v != "lt1");
        }
        Node::Open(name, a) if name.ends_with("Clr") && shape > 0 && line == 0 => {
            found |= !is_white(name, a);
        }
        // Light that was made darker.
        Node::Open("lumMod" | "shade", _) if shape > 0 && line == 0 => found = true,
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    found
}
