//! The content of a page made ready: every way to fill written as one, see-through fills and
//! pictures taken out, and no form that draws itself.

use super::cmap::codes;
use super::ink::Follower;
use super::number;
use super::page::Area;
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of forms inside forms, and of pages inside page trees.
const LEVELS: usize = 12;
const PARENTS: usize = 64;
/// Forms that are looked at to see whether one draws itself.
const VISITS: usize = 2_000;
/// Annotations of one page.
pub(super) const ANNOTATIONS: usize = 1_000;

/// The content of one page.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that the page does"
)]
pub(super) struct Prepared {
    bytes: Vec<u8>,
    /// Whether it draws forms.
    pub forms: bool,
    /// The codes of letters that its strings and those of its forms may hold.
    pub codes: BTreeSet<u32>,
    /// Whether a form could not be looked through, so that there may be more codes.
    pub veiled: bool,
    media_box: bool,
    /// Whether it draws what white letters may stand on: pictures, shadings, curves.
    pub grounds: bool,
}

impl Prepared {
    /// Puts the content in the place of the page's own.
    pub fn put(self, document: &mut Document, id: ObjectId) {
        let new = document.add_object(Stream::new(Dictionary::new(), self.bytes));
        if let Ok(page) = document.get_dictionary_mut(id) {
            page.set("Contents", Object::Reference(new));
            if !self.media_box {
                let size = [0, 0, 612, 792].map(Object::Integer).to_vec();
                page.set("MediaBox", Object::Array(size));
            }
        }
    }
}

/// Prepares a page; `None` where it cannot be read.
pub(super) fn prepared(document: &Document, id: ObjectId) -> Option<Prepared> {
    let chain = chain(document, id)?;
    let inherited = |key: &[u8]| {
        let found = chain.iter().find_map(|d| d.get(key).ok());
        found
            .and_then(|o| document.dereference(o).ok())
            .map(|o| o.1)
    };
    let media_box = inherited(b"MediaBox")
        .and_then(|o| o.as_array().ok())
        .is_some_and(|a| a.len() == 4);
    let resources = inherited(b"Resources").and_then(|o| o.as_dict().ok());
    let content = document.get_page_content(id).ok()?;
    let content = Content::decode(&content).ok()?;
    let states = see_through(document, resources);
    let forms = forms(document, resources);
    let safe = forms
        .values()
        .all(|form| form.is_none_or(|f| draws_to_an_end(document, f)));
    let mut out = Prepared {
        media_box,
        ..Prepared::default()
    };
    let mut follower = Follower::new(document, resources);
    let mut looked = Looked::at(document);
    let mut through = false;
    let mut kept: Vec<bool> = Vec::new();
    let mut operations: Vec<Operation> = Vec::with_capacity(content.operations.len());
    for mut operation in content.operations {
        operations.extend(follower.step(&operation).into_iter().flatten());
        let name = operation.operands.first().and_then(|o| o.as_name().ok());
        match operation.operator.as_str() {
            "q" => kept.push(through),
            "Q" => through = kept.pop().unwrap_or(false),
            "gs" => match name.and_then(|n| states.get(n)) {
                Some(Some(state)) => through = *state,
                Some(None) => {}
                // The library cannot bear a state that is not there.
                None => continue,
            },
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                let operator = if through { "n" } else { "f" };
                follower.grounds |= through;
                operator.clone_into(&mut operation.operator);
                operation.operands.clear();
            }
            "Tj" | "TJ" | "'" | "\"" => shown(&operation.operands, &mut out.codes),
            "s" => "S".clone_into(&mut operation.operator),
            "sh" => continue,
            "Do" => match name.and_then(|n| forms.get(n)) {
                Some(Some(form)) if safe => {
                    out.forms = true;
                    looked.form(form, resources);
                }
                _ => continue,
            },
            _ => {}
        }
        operations.push(operation);
    }
    out.grounds = follower.grounds;
    out.bytes = Content { operations }.encode().ok()?;
    out.codes.append(&mut looked.codes);
    out.veiled = looked.veiled;
    Some(out)
}

/// What the forms of a page show, each looked through once.
struct Looked<'a> {
    document: &'a Document,
    /// Where the forms that were looked through lie in memory, and what they draw from.
    seen: BTreeSet<(usize, Option<usize>)>,
    codes: BTreeSet<u32>,
    veiled: bool,
}

impl<'a> Looked<'a> {
    fn at(document: &'a Document) -> Self {
        let (seen, codes, veiled) = (BTreeSet::new(), BTreeSet::new(), false);
        Self {
            document,
            seen,
            codes,
            veiled,
        }
    }

    /// Gathers the codes of a form and of all that it can draw; where it names nothing of its own
    /// it draws what the page names.
    fn form(&mut self, form: &'a Stream, outer: Option<&'a Dictionary>) {
        let mut todo = vec![(form, outer)];
        while let Some((form, outer)) = todo.pop() {
            let own = form.dict.get(b"Resources").ok();
            let own = own.and_then(|r| self.document.dereference(r).ok());
            let resources = own.and_then(|r| r.1.as_dict().ok()).or(outer);
            let drawn_from = resources.map(|r| std::ptr::from_ref(r).addr());
            if !self
                .seen
                .insert((std::ptr::from_ref(form).addr(), drawn_from))
            {
                continue;
            }
            let content = form.get_plain_content().ok();
            let content = content.and_then(|c| Content::decode(&c).ok());
            let Some(content) = content.filter(|_| self.seen.len() <= VISITS) else {
                self.veiled = true;
                return;
            };
            for operation in &content.operations {
                if let "Tj" | "TJ" | "'" | "\"" = operation.operator.as_str() {
                    shown(&operation.operands, &mut self.codes);
                }
            }
            let inner = forms(self.document, resources).into_values().flatten();
            todo.extend(inner.map(|f| (f, resources)));
        }
    }
}

/// Adds the codes of what is shown: strings, or lists of strings and distances.
fn shown(operands: &[Object], out: &mut BTreeSet<u32>) {
    for operand in operands {
        match operand {
            Object::String(bytes, _) => codes(bytes, out),
            Object::Array(parts) => {
                let strings = parts.iter().filter_map(|p| p.as_str().ok());
                strings.for_each(|s| codes(s, out));
            }
            _ => {}
        }
    }
}

/// The page and the tree above it, as long as that has an end.
fn chain(document: &Document, id: ObjectId) -> Option<Vec<&Dictionary>> {
    let mut out = Vec::new();
    let mut at = document.get_dictionary(id).ok()?;
    for _ in 0..PARENTS {
        out.push(at);
        let parent = at.get(b"Parent").and_then(Object::as_reference);
        let Some(parent) = parent.ok().and_then(|p| document.get_dictionary(p).ok()) else {
            return Some(out);
        };
        at = parent;
    }
    None
}

pub(super) fn entries<'a>(
    document: &'a Document,
    resources: Option<&'a Dictionary>,
    key: &[u8],
) -> Option<&'a Dictionary> {
    let entry = resources?.get(key).ok()?;
    document.dereference(entry).ok()?.1.as_dict().ok()
}

/// Tells of each graphics state whether what is filled under it can be seen through; nothing where
/// it does not say.
fn see_through(
    document: &Document,
    resources: Option<&Dictionary>,
) -> BTreeMap<Vec<u8>, Option<bool>> {
    let mut out = BTreeMap::new();
    let states = entries(document, resources, b"ExtGState");
    for (name, state) in states.into_iter().flat_map(Dictionary::iter) {
        let state = document.dereference(state).ok().map(|o| o.1);
        let Some(state) = state.and_then(|o| o.as_dict().ok()) else {
            continue;
        };
        let alpha = state.get(b"ca").ok().and_then(number);
        let mode = state.get(b"BM").ok().and_then(|o| o.as_name().ok());
        let mixed = mode.map(|m| !matches!(m, b"Normal" | b"Compatible"));
        let through = match (alpha, mixed) {
            (None, None) => None,
            (alpha, mixed) => Some(alpha.unwrap_or(1.0) < 0.95 || mixed == Some(true)),
        };
        out.insert(name.clone(), through);
    }
    out
}

/// The drawings that a page names: forms, and `None` for pictures.
fn forms<'a>(
    document: &'a Document,
    resources: Option<&'a Dictionary>,
) -> BTreeMap<Vec<u8>, Option<&'a Stream>> {
    let drawings = entries(document, resources, b"XObject");
    let mut out = BTreeMap::new();
    for (name, drawing) in drawings.into_iter().flat_map(Dictionary::iter) {
        let drawing = document.dereference(drawing).ok().map(|o| o.1);
        let stream = drawing.and_then(|o| o.as_stream().ok());
        let is_form = |s: &&Stream| {
            let kind = s.dict.get(b"Subtype").ok().and_then(|o| o.as_name().ok());
            kind == Some(b"Form")
        };
        out.insert(name.clone(), stream.filter(is_form));
    }
    out
}

/// Tells whether a form draws itself nowhere.
pub(super) fn draws_to_an_end(document: &Document, form: &Stream) -> bool {
    let mut left = VISITS;
    ends(document, form, 0, &mut left)
}

/// Gives the numbers of a list.
pub(super) fn numbers(list: &[Object]) -> Vec<f64> {
    list.iter().filter_map(number).collect()
}

/// Tells whether a form's own forms come to an end.
fn ends(document: &Document, form: &Stream, level: usize, left: &mut usize) -> bool {
    if level > LEVELS || *left == 0 {
        return false;
    }
    *left -= 1;
    let resources = form.dict.get(b"Resources").ok();
    let resources = resources.and_then(|r| document.dereference(r).ok());
    let Some(resources) = resources.and_then(|r| r.1.as_dict().ok()) else {
        return true;
    };
    let inner = forms(document, Some(resources));
    // A form that draws a picture would have it read as drawing.
    let pictures = inner.values().any(Option::is_none);
    let draws = |f: &Stream| ends(document, f, level + 1, left);
    let mut draws = draws;
    let all = inner.values().flatten().all(|f| draws(f));
    all && !(pictures && inner.len() > 64)
}

/// Gives the opaque boxes that annotations lay over a page, and writes down what they say.
pub(super) fn annotations(document: &Document, id: ObjectId, said: &mut String) -> Vec<Area> {
    let mut out = Vec::new();
    let page = document.get_dictionary(id).ok();
    let all = page.and_then(|p| p.get(b"Annots").ok());
    let all = all.and_then(|o| document.dereference(o).ok());
    let all = all.and_then(|o| o.1.as_array().ok());
    for annotation in all.into_iter().flatten().take(ANNOTATIONS) {
        let annotation = document.dereference(annotation).ok().map(|o| o.1);
        let Some(annotation) = annotation.and_then(|o| o.as_dict().ok()) else {
            continue;
        };
        let name = |key: &[u8]| annotation.get(key).ok().and_then(|o| o.as_name().ok());
        let kind = name(b"Subtype").unwrap_or(b"");
        for key in [&b"Contents"[..], b"V"] {
            let words = annotation.get(key).ok().and_then(|o| match o {
                Object::String(bytes, _) => Some(super::claims::text(bytes)),
                _ => None,
            });
            if let Some(words) = words.filter(|w| !w.trim().is_empty()) {
                said.push_str(words.trim());
                said.push('\n');
            }
        }
        let filled = annotation.get(b"IC").ok().and_then(|o| o.as_array().ok());
        let filled = filled.is_some_and(|a| !a.is_empty());
        let alpha = annotation.get(b"CA").ok().and_then(number).unwrap_or(1.0);
        let opaque = kind == b"Redact" || (kind == b"Square" && filled && alpha >= 0.95);
        if opaque && let Some(area) = rectangle(annotation) {
            out.push(area);
        }
    }
    out
}

fn rectangle(annotation: &Dictionary) -> Option<Area> {
    let sides = annotation.get(b"Rect").ok()?.as_array().ok()?;
    let sides = numbers(sides);
    match sides.as_slice() {
        [a, b, c, d] => Area::around(&[(*a, *b), (*c, *d)]),
        _ => None,
    }
}
