//! A walk over XML without recursion, without entities of the document's own, and without trust in
//! its nesting. Names come without their prefix.

use super::paper::Paper;
use crate::extract::charset;
use crate::model::{DefectKind, bounds};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// One step of the walk.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(&'a str, &'a Attributes),
    /// It ends.
    Close(&'a str),
    /// Characters.
    Words(&'a str),
}

/// The attributes of one element, by name without prefix.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Gives the value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// Gives the relation that an element names, where `id` and `r:id` stand side by side.
    pub fn relation(&self) -> Option<&str> {
        let mine = |(n, v): &&(String, String)| n == "id" && v.parse::<u64>().is_err();
        self.0.iter().find(mine).map(|(_, v)| v.as_str())
    }

    /// Tells whether a switch is on: there, and not said to be off.
    pub fn is_on(&self) -> bool {
        !matches!(self.get("val"), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks over XML; what is wrong with it is noted on the paper.
pub(super) fn walk(xml: &[u8], paper: &mut Paper, step: &mut dyn FnMut(&Node<'_>, &mut Paper)) {
    let text = match xml {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0xef, 0xbb, 0xbf, ..] => {
            charset::decode(xml, None).0
        }
        _ => String::from_utf8_lossy(xml),
    };
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut depth = 0_usize;
    let mut attributes = Attributes::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if depth > bounds::XML_DEPTH {
                    paper.note(DefectKind::TooDeep);
                    return;
                }
                fill(&mut attributes, &tag);
                step(&Node::Open(local(tag.name().as_ref()), &attributes), paper);
            }
            Ok(Event::Empty(tag)) => {
                fill(&mut attributes, &tag);
                let name = tag.name();
                step(&Node::Open(local(name.as_ref()), &attributes), paper);
                step(&Node::Close(local(name.as_ref())), paper);
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                step(&Node::Close(local(tag.name().as_ref())), paper);
            }
            Ok(Event::Text(words)) => step(&Node::Words(&words.xml10_content()), paper),
            Ok(Event::CData(words)) => step(&Node::Words(&words.xml10_content()), paper),
            Ok(Event::GeneralRef(entity)) => {
                let known = match entity.resolve_char_ref() {
                    Ok(Some(ch)) => Some(ch),
                    _ => named(&entity.xml10_content()),
                };
                match known {
                    Some(ch) => step(&Node::Words(ch.encode_utf8(&mut [0; 4])), paper),
                    None => paper.note(DefectKind::Entities),
                }
            }
            Ok(Event::DocType(words)) => {
                if words.xml10_content().contains("<!ENTITY") {
                    paper.note(DefectKind::Entities);
                }
            }
            Ok(Event::Eof) => return,
            Err(_) => {
                paper.note(DefectKind::Damaged);
                return;
            }
            Ok(_) => {}
        }
        if paper.is_full() {
            return;
        }
    }
}

/// Gives the texts of leaf elements by name, in order: enough for property files.
pub(super) fn leaves(xml: &[u8], paper: &mut Paper) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut words = String::new();
    walk(xml, paper, &mut |node, _| match node {
        Node::Open(..) => words.clear(),
        Node::Words(more) if words.len() < bounds::CLAIM_BYTES => words.push_str(more),
        Node::Words(_) => {}
        Node::Close(name) => {
            if !words.trim().is_empty() && out.len() < bounds::CLAIMS {
                out.push(((*name).to_owned(), words.trim().to_owned()));
            }
            words.clear();
        }
    });
    out
}

fn fill(attributes: &mut Attributes, tag: &BytesStart<'_>) {
    attributes.0.clear();
    for attribute in tag.attributes().with_checks(false).flatten().take(64) {
        let name = local(attribute.key.as_ref()).to_owned();
        let value = unescaped(attribute.value.as_ref()).into_owned();
        attributes.0.push((name, value));
    }
}

fn unescaped(value: &str) -> Cow<'_, str> {
    if value.contains('&') {
        quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value))
    } else {
        Cow::Borrowed(value)
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
