//! E-books: the chapters of the package in reading order, each laid out as the web page it is.

use super::package::{Package, joined};
use super::paper::Paper;
use super::xml::{Node, walk};
use crate::extract::{charset, html};
use crate::model::MetaKey as K;
use crate::model::MetaOrigin;
use crate::model::words::places as w;
use std::collections::BTreeMap;

/// Elements of the package file and what they claim.
const CLAIMS: &[(&str, K)] = &[
    ("creator", K::Author),
    ("title", K::Title),
    ("language", K::Language),
    ("publisher", K::Company),
    ("date", K::Created),
    ("identifier", K::DocumentId),
    ("subject", K::Subject),
    ("description", K::Description),
];

/// Reads an e-book; false where the package is none.
pub(super) fn read(package: &mut Package<'_>, paper: &mut Paper) -> bool {
    let xml = package.read("META-INF/container.xml", paper);
    let mut root = None;
    walk(&xml, paper, &mut |node, _| {
        if let Node::Open("rootfile", a) = node
            && root.is_none()
        {
            root = a.get("full-path").map(str::to_owned);
        }
    });
    let Some(root) = root.filter(|r| package.has(r)) else {
        return false;
    };
    "application/epub+zip".clone_into(&mut paper.found.media_type);
    let xml = package.read(&root, paper);
    let (mut files, mut spine) = (BTreeMap::new(), Vec::new());
    let mut words = String::new();
    walk(&xml, paper, &mut |node, paper| match node {
        Node::Open("item", a) => {
            if let (Some(id), Some(file)) = (a.get("id"), a.get("href")) {
                files.insert(id.to_owned(), file.to_owned());
            }
        }
        Node::Open("itemref", a) => spine.extend(a.get("idref").map(str::to_owned)),
        Node::Open(..) => words.clear(),
        Node::Words(more) => words.push_str(more),
        Node::Close(name) => {
            if let Some((_, key)) = CLAIMS.iter().find(|(n, _)| n == name) {
                paper.claim(*key, MetaOrigin::Opf, &words);
            }
            words.clear();
        }
    });
    let folder = root.rsplit_once('/').map_or("", |(f, _)| f);
    for (at, id) in spine.iter().take(2_000).enumerate() {
        let Some(file) = files.get(id) else {
            continue;
        };
        let bytes = package.read(&joined(folder, file), paper);
        let (text, _) = charset::decode(&bytes, None);
        let (seen, hidden) = html::layout(&text);
        let place = w::chapter(at + 1);
        paper.body(place.clone(), seen);
        paper.hidden(w::at(place, w::HIDDEN), hidden);
    }
    package.claims(paper);
    true
}
