//! PDF: the text of each page in the order of its content, what lies under later opaque
//! rectangles, earlier revisions that the file still holds, and what it claims.
//!
//! The library that decodes fonts panics on some damaged files, page by page; each page is guarded,
//! and what no guard holds (stack, memory, endless loops) the reader's process bounds.

mod attached;
mod claims;
mod cmap;
mod content;
mod fonts;
mod form;
mod ink;
mod mend;
mod order;
mod overlay;
mod page;

use super::paper::Paper;
use crate::extract::guarded;
use crate::model::words::places;
use crate::model::{DefectKind, bounds};
use cmap::Tables;
use page::Page;
use pdf_extract::{Document, Object, ObjectId, output_doc_page};

/// Pages whose text is read.
const PAGES: usize = 5_000;
/// Earlier revisions that are read, the latest ones.
const REVISIONS: usize = 3;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) {
    "application/pdf".clone_into(&mut paper.found.media_type);
    let Some(mut document) = open(bytes, paper) else {
        return;
    };
    claims::read(&document, bytes, paper);
    let pages = pages(&mut document, paper);
    let now: Vec<String> = pages.iter().map(|p| p.shown.clone()).collect();
    for (at, page) in pages.into_iter().enumerate() {
        let place = places::page(at + 1);
        paper.body(place.clone(), page.shown);
        paper.hidden(places::at(place.clone(), places::COVERED), page.covered);
        for (what, text) in page.unseen {
            paper.hidden(places::at(place.clone(), what), text);
        }
        paper.aside(places::at(place, places::ANNOTATIONS), page.annotations);
    }
    form::read(&document, paper);
    attached::read(&document, paper);
    revisions(bytes, &now.concat(), paper);
}

fn open(bytes: &[u8], paper: &mut Paper) -> Option<Document> {
    let loaded = guarded(|| Document::load_mem(bytes).ok());
    let loaded = loaded.filter(|d| d.is_encrypted() || !d.get_pages().is_empty());
    let mend = || {
        paper.note(DefectKind::Damaged);
        guarded(|| Document::load_mem(&mend::mended(bytes)?).ok())
    };
    let document = loaded.or_else(mend)?;
    if !document.is_encrypted() {
        return Some(document);
    }
    // Many files are locked for printing only, with the empty password.
    let given: Vec<String> = paper.passwords.iter().map(str::to_owned).collect();
    let opened = std::iter::once(String::new())
        .chain(given)
        .find_map(|password| {
            let mut document = document.clone();
            guarded(move || document.decrypt(&password).is_ok().then_some(document))
        });
    if opened.is_none() {
        paper.lock();
    }
    opened
}

fn pages(document: &mut Document, paper: &mut Paper) -> Vec<Page> {
    let list: Vec<(u32, ObjectId)> = document.get_pages().into_iter().take(PAGES).collect();
    let mut out: Vec<Page> = Vec::new();
    let mut bytes = 0;
    guarded(|| fonts::settle(document));
    let tables = guarded(|| Tables::of(document));
    if list.is_empty() {
        paper.note(DefectKind::Damaged);
    }
    for (number, id) in list {
        let page = one(document, &tables, (number, id), paper);
        bytes += page.shown.len();
        out.push(page);
        if bytes > bounds::TEXT_BYTES {
            paper.note(DefectKind::TextTooLong);
            break;
        }
    }
    out
}

fn one(
    document: &mut Document,
    tables: &Tables,
    (number, id): (u32, ObjectId),
    paper: &mut Paper,
) -> Page {
    let Some(content) = guarded(|| content::prepared(document, id)) else {
        paper.note(DefectKind::Damaged);
        return Page::default();
    };
    let mut page = Page::default();
    page.forms = content.forms;
    page.grounds = content.grounds;
    tables.fit(document, (!content.veiled).then_some(&content.codes));
    content.put(document, id);
    let read = guarded(|| output_doc_page(document, &mut page, number).is_ok());
    if !read {
        paper.note(DefectKind::Damaged);
        if page.is_blank() {
            // Another decoder, which knows fewer fonts and bears more damage.
            let text = guarded(|| document.extract_text(&[number]).ok());
            page.shown = text.unwrap_or_default();
            return page;
        }
    }
    for rectangle in guarded(|| content::annotations(document, id, &mut page.annotations)) {
        page.cover(rectangle);
    }
    page.finish();
    let drawn = overlay::drawn(document, id);
    if !drawn.is_empty() {
        tables.fit(document, None);
        let words = overlay::words(document, drawn, (number, id));
        page.overlaid(&words.unwrap_or_default());
    }
    page
}

/// A file that was saved by adding to it still holds what it said before.
fn revisions(bytes: &[u8], now: &str, paper: &mut Paper) {
    let mut ends: Vec<usize> = memchr::memmem::find_iter(bytes, b"%%EOF").collect();
    ends.pop();
    let head = bytes.get(..bytes.len().min(2_048)).unwrap_or(bytes);
    // A file made for the web has one end more, and no earlier state.
    let linear = memchr::memmem::find(head, b"/Linearized").is_some();
    let skip = usize::from(linear).max(ends.len().saturating_sub(REVISIONS));
    for (at, end) in ends.into_iter().enumerate().skip(skip) {
        let earlier = bytes.get(..end + 5).unwrap_or(bytes);
        let Some(mut document) = guarded(|| Document::load_mem(earlier).ok()) else {
            continue;
        };
        if document.is_encrypted() {
            continue;
        }
        let mut aside = Paper::default();
        let text: String = pages(&mut document, &mut aside)
            .into_iter()
            .map(|p| p.shown)
            .collect();
        if !text.trim().is_empty() && text != now {
            paper.hidden(places::revision(at + 1), text);
        }
    }
}

/// Reads a number of a PDF.
fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(n) => Some(*n as f64),
        Object::Real(n) => Some(f64::from(*n)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
