//! What the three kinds of Office file share: their properties, and which of the three a
//! package is.

use super::package::Package;
use super::paper::Paper;
use super::xml::{Node, leaves, walk};
use super::{inner, pictures, sheet, slide, word};
use crate::model::MetaKey as K;
use crate::model::{MetaKey, MetaOrigin};

/// Elements of `docProps/core.xml` and what they claim.
const CORE: &[(&str, MetaKey)] = &[
    ("creator", K::Author),
    ("lastModifiedBy", K::LastAuthor),
    ("revision", K::Revision),
    ("created", K::Created),
    ("modified", K::Modified),
    ("lastPrinted", K::Printed),
    ("title", K::Title),
    ("subject", K::Subject),
    ("keywords", K::Keywords),
    ("description", K::Description),
    ("language", K::Language),
    ("identifier", K::DocumentId),
];

/// Elements of `docProps/app.xml` and what they claim.
const APP: &[(&str, MetaKey)] = &[
    ("Application", K::Application),
    ("AppVersion", K::Version),
    ("Template", K::Template),
    ("Company", K::Company),
    ("Manager", K::Manager),
    ("TotalTime", K::EditingMinutes),
    ("Pages", K::Pages),
    ("Slides", K::Pages),
    ("Words", K::Words),
];

/// The kinds of Office file, by the part that is their heart.
const HEARTS: &[(&str, &str)] = &[
    (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
];

/// Reads an Office package; false where it is none.
pub(super) fn read(package: &mut Package<'_>, paper: &mut Paper) -> bool {
    let heart = heart(package, paper);
    let Some((kind, part)) = heart else {
        return false;
    };
    let media = HEARTS.get(kind).map_or("", |h| h.1);
    media.clone_into(&mut paper.found.media_type);
    match kind {
        0 => word::read(package, &part, paper),
        1 => sheet::read(package, &part, paper),
        _ => slide::read(package, &part, paper),
    }
    properties(package, paper);
    inner::of_package(package, paper);
    pictures::of_package(package, paper);
    package.claims(paper);
    true
}

/// Finds the part that everything hangs on: by its usual name, or by the package's relations.
fn heart(package: &mut Package<'_>, paper: &mut Paper) -> Option<(usize, String)> {
    for (kind, (name, _)) in HEARTS.iter().enumerate() {
        if package.has(name) {
            return Some((kind, (*name).to_owned()));
        }
    }
    let relations = package.relations("", paper);
    let target = relations
        .into_values()
        .find(|r| r.kind == "officeDocument")?
        .target;
    let folder = target.split('/').next().unwrap_or("");
    let kind = ["word", "xl", "ppt"].iter().position(|f| *f == folder)?;
    let is_xml = target.strip_suffix(".xml").is_some();
    (package.has(&target) && is_xml).then_some((kind, target))
}

/// Reads the property files of a package.
pub(super) fn properties(package: &mut Package<'_>, paper: &mut Paper) {
    for (name, table, origin) in [
        ("docProps/core.xml", CORE, MetaOrigin::Core),
        ("docProps/app.xml", APP, MetaOrigin::App),
    ] {
        let xml = package.read(name, paper);
        for (element, value) in leaves(&xml, paper) {
            if let Some((_, key)) = table.iter().find(|(n, _)| *n == element) {
                paper.claim(*key, origin, &value);
            }
        }
    }
    custom(package, paper);
    let macros = package.names.iter().any(|n| n.ends_with("vbaProject.bin"));
    if macros {
        paper.claim(K::Macros, MetaOrigin::Zip, "vbaProject.bin");
    }
}

/// Properties that a maker named: document management systems write their own there.
fn custom(package: &mut Package<'_>, paper: &mut Paper) {
    let xml = package.read("docProps/custom.xml", paper);
    let mut name = String::new();
    walk(&xml, paper, &mut |node, paper| match node {
        Node::Open("property", a) => a.get("name").unwrap_or("").clone_into(&mut name),
        Node::Words(words) if !name.is_empty() && !words.trim().is_empty() => {
            let value = format!("{name}: {}", words.trim());
            paper.claim(K::Custom, MetaOrigin::CustomXml, &value);
        }
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
}

/// Who changed something and when, as people read it: `Name, 2017-04-18T09:13:04Z`.
pub(super) fn who(author: Option<&str>, date: Option<&str>) -> String {
    match (author.unwrap_or(""), date.unwrap_or("")) {
        ("", "") => "unnamed".to_owned(),
        (author, "") => author.to_owned(),
        ("", date) => date.to_owned(),
        (author, date) => format!("{author}, {date}"),
    }
}
