//! The ink that a page's content is drawn with, followed operation by operation: whether it is
//! white, and whether letters are drawn at all. The library that draws does not follow it, so it is
//! told by marks in the content: paths of one point far outside of every page.

use super::content::entries;
use super::number;
use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Document, Object};
use std::collections::BTreeSet;

/// Where marks lie; no page is so wide.
const MARK: f64 = -1_234_567.0;
/// Lines that are wider may be grounds of their own.
const WIDE: f64 = 4.0;

/// What is drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Ink {
    /// White.
    pub white: bool,
    /// Letters are drawn without any ink.
    pub unseen: bool,
}

impl Ink {
    /// Reads the mark that a point is; `None` for a point of a drawing.
    pub fn of_mark(x: f64, y: f64) -> Option<Self> {
        ((x - MARK).abs() < 1.0).then_some(Self {
            white: (0.5..1.5).contains(&y) || y > 2.5,
            unseen: y > 1.5,
        })
    }

    fn mark(self) -> [Operation; 2] {
        let code = u8::from(self.white) + 2 * u8::from(self.unseen);
        let point = vec![Object::Real(MARK as f32), Object::Integer(i64::from(code))];
        [Operation::new("m", point), Operation::new("f", vec![])]
    }
}

/// The ink while the content is gone through.
#[derive(Clone, Default)]
struct State {
    ink: Ink,
    /// Whether values of the colour space that was chosen are those of light or of plain inks.
    plain: bool,
}

/// Follows the ink of one page.
pub(super) struct Follower {
    /// Colour spaces of the page whose values are plain.
    plain: BTreeSet<Vec<u8>>,
    state: State,
    kept: Vec<State>,
    marked: Ink,
    /// Whether something is drawn whose colour is not known, so that white may stand on it.
    pub grounds: bool,
}

/// States kept inside each other.
const KEPT: usize = 10_000;

impl Follower {
    /// Begins a page.
    pub fn new(document: &Document, resources: Option<&Dictionary>) -> Self {
        let mut plain: BTreeSet<Vec<u8>> = BTreeSet::new();
        plain.extend([&b"DeviceGray"[..], b"DeviceRGB", b"DeviceCMYK"].map(<[u8]>::to_vec));
        let spaces = entries(document, resources, b"ColorSpace");
        for (name, space) in spaces.into_iter().flat_map(Dictionary::iter) {
            let space = document.dereference(space).ok().map(|o| o.1);
            let kind = space.and_then(|s| match s {
                Object::Array(parts) => parts.first().and_then(|p| p.as_name().ok()),
                other => other.as_name().ok(),
            });
            let known = [&b"ICCBased"[..], b"CalRGB", b"CalGray"];
            if kind.is_some_and(|k| known.contains(&k) || k.starts_with(b"Device") && k.len() > 7) {
                plain.insert(name.clone());
            }
        }
        plain.remove(&b"DeviceN"[..]);
        Self {
            plain,
            state: State::default(),
            kept: Vec::new(),
            marked: Ink::default(),
            grounds: false,
        }
    }

    /// Takes an operation in; gives the mark that is to stand before it.
    pub fn step(&mut self, operation: &Operation) -> Option<[Operation; 2]> {
        let values = || {
            operation
                .operands
                .iter()
                .filter_map(number)
                .collect::<Vec<f64>>()
        };
        let first = || values().first().copied().unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" if self.kept.len() < KEPT => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_default(),
            "g" | "rg" | "k" => self.state.ink.white = is_white(&values()),
            "cs" => {
                let name = operation.operands.first().and_then(|o| o.as_name().ok());
                self.state.plain = name.is_some_and(|n| self.plain.contains(n));
                self.state.ink.white = false;
            }
            "sc" | "scn" => self.state.ink.white = self.state.plain && is_white(&values()),
            "Tr" => self.state.ink.unseen = (2.5..3.5).contains(&first()),
            "w" => self.grounds |= first() > WIDE,
            "sh" | "Do" | "BI" | "c" | "v" | "y" => self.grounds = true,
            "Tj" | "TJ" | "'" | "\"" | "re" | "m" if self.marked != self.state.ink => {
                self.marked = self.state.ink;
                return Some(self.marked.mark());
            }
            _ => {}
        }
        None
    }
}

fn is_white(values: &[f64]) -> bool {
    match values.len() {
        1 | 3 => values.iter().all(|v| *v >= 0.98),
        4 => values.iter().all(|v| *v <= 0.02),
        _ => false,
    }
}
