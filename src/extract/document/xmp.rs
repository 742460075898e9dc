//! XMP packets, in pictures and PDF files alike: properties as elements or as attributes.

use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::MetaKey as K;
use crate::model::{MetaKey, MetaOrigin, bounds};

/// Properties and what they claim.
const PROPERTIES: &[(&str, MetaKey)] = &[
    ("CreateDate", K::Created),
    ("ModifyDate", K::Modified),
    ("CreatorTool", K::Application),
    ("Producer", K::Producer),
    ("DocumentID", K::DocumentId),
    ("InstanceID", K::InstanceId),
    ("creator", K::Author),
    ("title", K::Title),
    ("Keywords", K::Keywords),
    ("DateTimeOriginal", K::Taken),
    ("Company", K::Company),
    ("language", K::Language),
];

/// Reads a packet.
pub(super) fn read(xml: &[u8], paper: &mut Paper) {
    // Damage of a packet is no damage of the document.
    let before = paper.found.defects.len();
    let mut open: Vec<String> = Vec::new();
    walk(xml, paper, &mut |node, paper| match node {
        Node::Open(name, a) => {
            for (property, key) in PROPERTIES {
                if let Some(value) = a.get(property) {
                    paper.claim(*key, MetaOrigin::Xmp, value);
                }
            }
            if open.len() < bounds::XML_DEPTH {
                open.push((*name).to_owned());
            }
        }
        Node::Close(_) => {
            open.pop();
        }
        Node::Words(words) => {
            // Values of lists stand some levels in; history repeats what was true before.
            if open.iter().any(|n| n == "History" || n == "DerivedFrom") {
                return;
            }
            let named = |n: &String| PROPERTIES.iter().find(|(p, _)| p == n);
            if let Some((_, key)) = open.iter().rev().take(4).find_map(named) {
                paper.claim(*key, MetaOrigin::Xmp, words);
            }
        }
    });
    paper.found.defects.truncate(before);
}
