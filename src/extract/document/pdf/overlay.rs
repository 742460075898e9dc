//! What annotations and fields of forms draw on a page: text in free boxes, values that were
//! filled in, stamps. The page is drawn a second time with nothing else on it, so that what is
//! known of its own letters stays.

use super::content::{ANNOTATIONS, draws_to_an_end, numbers};
use super::page::{Area, Page};
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, output_doc_page};

/// Flags of what is not shown: hidden, and not viewed.
const UNSEEN: i64 = 0x02 | 0x20;

/// Gives the words that the annotations of a page draw.
pub(super) fn words(
    document: &mut Document,
    drawn: Vec<Drawn>,
    (number, id): (u32, ObjectId),
) -> Option<String> {
    let (mut forms, mut operations) = (Dictionary::new(), Vec::new());
    for (at, (form, steps)) in drawn.into_iter().enumerate() {
        let name = format!("Va{at}");
        operations.push(Operation::new("q", vec![]));
        for step in steps {
            let step = step.map(|n| Object::Real(n as f32)).to_vec();
            operations.push(Operation::new("cm", step));
        }
        operations.push(Operation::new(
            "Do",
            vec![Object::Name(name.clone().into_bytes())],
        ));
        operations.push(Operation::new("Q", vec![]));
        let outside = [-9_000, -9_000, 1, 1].map(Object::Integer).to_vec();
        operations.push(Operation::new("re", outside));
        operations.push(Operation::new("f", vec![]));
        forms.set(name, Object::Reference(form));
    }
    let content = Content { operations }.encode().ok()?;
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let mut resources = Dictionary::new();
    resources.set("XObject", Object::Dictionary(forms));
    if let Some(fonts) = fonts(document) {
        resources.set("Font", fonts);
    }
    let page = document.get_dictionary_mut(id).ok()?;
    page.set("Contents", Object::Reference(content));
    page.set("Resources", Object::Dictionary(resources));
    let mut page = Page::default();
    crate::extract::guarded(|| output_doc_page(document, &mut page, number).is_ok());
    Some(page.pieces())
}

/// A form, and the two steps that put it in its place.
pub(super) type Drawn = (ObjectId, [[f64; 6]; 2]);

/// Finds what the annotations of a page draw.
pub(super) fn drawn(document: &Document, id: ObjectId) -> Vec<Drawn> {
    let page = document.get_dictionary(id).ok();
    let all = page.and_then(|p| document.dereference(p.get(b"Annots").ok()?).ok());
    let all = all.and_then(|all| all.1.as_array().ok());
    let one = |annotation| {
        let annotation = document.dereference(annotation).ok()?.1.as_dict().ok()?;
        appearance(document, annotation)
    };
    let all = all.into_iter().flatten();
    all.take(ANNOTATIONS).filter_map(one).collect()
}

fn appearance(document: &Document, annotation: &Dictionary) -> Option<Drawn> {
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    let kind = annotation.get(b"Subtype").and_then(Object::as_name);
    if flags & UNSEEN != 0 || kind.is_ok_and(|k| k == b"Popup") {
        return None;
    }
    let looks = document.dereference(annotation.get(b"AP").ok()?).ok()?.1;
    let mut look = looks.as_dict().ok()?.get(b"N").ok()?;
    if let Ok(states) = document.dereference(look).ok()?.1.as_dict() {
        let state = annotation.get(b"AS").and_then(Object::as_name).ok()?;
        look = states.get(state).ok()?;
    }
    let form = look.as_reference().ok()?;
    let stream = document.get_object(form).and_then(Object::as_stream).ok()?;
    draws_to_an_end(document, stream).then_some(())?;
    let list = |dict: &Dictionary, key: &[u8]| -> Option<Vec<f64>> {
        let found = document.dereference(dict.get(key).ok()?).ok()?.1;
        Some(numbers(found.as_array().ok()?))
    };
    let matrix = list(&stream.dict, b"Matrix").and_then(|m| <[f64; 6]>::try_from(m).ok());
    let matrix = matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let place = corners(&list(annotation, b"Rect")?, [1.0, 0.0, 0.0, 1.0, 0.0, 0.0])?;
    let size = corners(&list(&stream.dict, b"BBox")?, matrix)?;
    let scale = |to: f64, from: f64| if from.abs() > 1e-6 { to / from } else { 1.0 };
    let across = scale(place.right - place.left, size.right - size.left);
    let up = scale(place.top - place.bottom, size.top - size.bottom);
    let left = place.left - size.left * across;
    let bottom = place.bottom - size.bottom * up;
    Some((form, [[across, 0.0, 0.0, up, left, bottom], matrix]))
}

/// Gives the box around a turned and moved one.
fn corners(sides: &[f64], [a, b, c, d, e, f]: [f64; 6]) -> Option<Area> {
    let [left, bottom, right, top] = *sides else {
        return None;
    };
    let moved = |x: f64, y: f64| (a * x + c * y + e, b * x + d * y + f);
    let all = [(left, bottom), (right, bottom), (left, top), (right, top)];
    Area::around(&all.map(|(x, y)| moved(x, y)))
}

/// The fonts of all fields, which fields that name none draw with.
fn fonts(document: &Document) -> Option<Object> {
    let dict = |parent: &Dictionary, key: &[u8]| {
        let found = document.dereference(parent.get(key).ok()?).ok()?.1;
        found.as_dict().ok().cloned()
    };
    let form = dict(document.catalog().ok()?, b"AcroForm")?;
    dict(&form, b"DR")?.get(b"Font").ok().cloned()
}
