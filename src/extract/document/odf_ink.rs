//! Styles of `OpenDocument` files, as far as they say that letters are white or too small to be
//! read, or that something lies behind them.

use super::paper::Paper;
use super::xml::{Attributes, Node, walk};
use std::collections::BTreeMap;

/// Points up to which a letter cannot be read.
const TINY: f64 = 2.0;
/// Styles of one file that are kept, and those above one that are asked.
const STYLES: usize = 20_000;
const PARENTS: usize = 8;

/// What a style says.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Ink {
    pub white: Option<bool>,
    pub tiny: Option<bool>,
    /// Something may lie behind the letters that is not white.
    pub ground: bool,
}

impl Ink {
    /// Gives what holds of letters of this style inside what another dresses.
    #[must_use]
    pub fn within(self, outer: Self) -> Self {
        Self {
            white: self.white.or(outer.white),
            tiny: self.tiny.or(outer.tiny),
            ground: self.ground || outer.ground,
        }
    }

    /// Tells whether nobody can read the letters.
    pub fn is_faint(self) -> bool {
        self.tiny == Some(true) || (self.white == Some(true) && !self.ground)
    }
}

/// The styles of a file, by name.
#[derive(Default)]
pub(super) struct Inks {
    styles: BTreeMap<String, (Ink, String)>,
    /// Something may lie behind all of the text.
    ground: bool,
}

impl Inks {
    /// Reads the styles of one part.
    pub fn read(&mut self, xml: &[u8], paper: &mut Paper) {
        let (mut name, mut ink, mut parent) = (String::new(), Ink::default(), String::new());
        walk(xml, paper, &mut |node, _| match node {
            Node::Open("style", a) => {
                a.get("name").unwrap_or("").clone_into(&mut name);
                a.get("parent-style-name")
                    .unwrap_or("")
                    .clone_into(&mut parent);
                ink = Ink::default();
            }
            Node::Close("style") => {
                if self.styles.len() < STYLES && !name.is_empty() {
                    self.styles.insert(name.clone(), (ink, parent.clone()));
                }
                name.clear();
            }
            // Which of several styles holds is decided by what a cell says.
            Node::Open("map", _) => ink.ground = true,
            Node::Open("background-image", a) if a.get("href").is_some() => ink.ground = true,
            Node::Open("page-layout-properties" | "drawing-page-properties", a) => {
                self.ground |= is_ground(a);
            }
            Node::Open(element, a) if element.ends_with("-properties") => {
                take(a, &mut ink);
            }
            Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
        });
    }

    /// Gives what a style says, with the styles above it.
    pub fn of(&self, name: Option<&str>) -> Ink {
        let mut out = Ink {
            ground: self.ground,
            ..Ink::default()
        };
        let mut name = name.unwrap_or("");
        for _ in 0..PARENTS {
            let Some((ink, parent)) = self.styles.get(name) else {
                break;
            };
            out = out.within(*ink);
            name = parent;
        }
        out
    }
}

fn take(a: &Attributes, ink: &mut Ink) {
    if let Some(colour) = a.get("color") {
        ink.white = Some(colour.eq_ignore_ascii_case("#ffffff"));
    }
    if a.get("use-window-font-color") == Some("true") {
        ink.white = Some(false);
    }
    let size = a.get("font-size").and_then(|s| s.strip_suffix("pt"));
    if let Some(size) = size.and_then(|s| s.parse::<f64>().ok()) {
        ink.tiny = Some(size <= TINY);
    }
    ink.ground |= is_ground(a);
}

fn is_ground(a: &Attributes) -> bool {
    let dark = |v: &str| !matches!(v, "transparent" | "none") && !v.eq_ignore_ascii_case("#ffffff");
    a.get("background-color").is_some_and(dark) || a.get("fill").is_some_and(|f| f != "none")
}
