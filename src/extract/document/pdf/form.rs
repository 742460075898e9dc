//! Forms that a PDF keeps in XML (XFA): the words of their template, and what was filled in.

use crate::extract::document::paper::Paper;
use crate::extract::document::xml::{Node, walk};
use crate::extract::guarded;
use crate::model::bounds;
use crate::model::words::places;
use pdf_extract::{Document, Object};

/// Packets of one form.
const PACKETS: usize = 100;
/// Bytes of one packet; its pictures stand in it too.
const PACKET_BYTES: usize = 32 << 20;

/// Reads the form of a document, where it has one.
pub(super) fn read(document: &Document, paper: &mut Paper) {
    let mut form = Form::default();
    for xml in packets(document) {
        walk(&xml, paper, &mut |node, _| form.step(node));
    }
    paper.body(places::FORM, form.words);
    paper.body(places::FILLED_IN, form.values);
}

fn packets(document: &Document) -> Vec<Vec<u8>> {
    let entry = |dict: &pdf_extract::Dictionary, name: &[u8]| -> Option<Object> {
        let found = dict.get(name).ok()?;
        Some(document.dereference(found).ok()?.1.clone())
    };
    let catalog = document.catalog().ok();
    let form = catalog.and_then(|c| entry(c, b"AcroForm"));
    let form = form.as_ref().and_then(|f| f.as_dict().ok());
    let streams = match form.and_then(|f| entry(f, b"XFA")) {
        Some(Object::Array(parts)) => parts,
        Some(stream) => vec![stream],
        None => return Vec::new(),
    };
    let content = |object: &Object| -> Option<Vec<u8>> {
        let stream = document
            .dereference(object)
            .ok()?
            .1
            .as_stream()
            .ok()?
            .clone();
        let plain = guarded(|| stream.decompressed_content().ok());
        Some(plain.unwrap_or(stream.content))
    };
    let all = streams.iter().take(PACKETS * 2).filter_map(content);
    all.filter(|xml| xml.len() <= PACKET_BYTES).collect()
}

/// The words of a form while its packets are walked.
#[derive(Default)]
struct Form {
    /// Inside what was filled in, and inside the template.
    data: usize,
    template: usize,
    /// Inside a text of the template, and inside what runs.
    text: usize,
    runs: usize,
    line: String,
    words: String,
    values: String,
}

impl Form {
    fn step(&mut self, node: &Node<'_>) {
        match node {
            Node::Open("template", _) => self.template += 1,
            Node::Close("template") => self.template = self.template.saturating_sub(1),
            Node::Open("data", _) => self.data += 1,
            Node::Close("data") => self.data = self.data.saturating_sub(1),
            Node::Open("event" | "calculate" | "validate" | "items" | "desc", _) => self.runs += 1,
            Node::Close("event" | "calculate" | "validate" | "items" | "desc") => {
                self.runs = self.runs.saturating_sub(1);
            }
            Node::Open("text" | "exData", _) => {
                self.text += 1;
                self.line.clear();
            }
            Node::Close("text" | "exData") if self.data == 0 => {
                self.text = self.text.saturating_sub(1);
                let line = std::mem::take(&mut self.line);
                if self.template > 0 {
                    push(&mut self.words, line.trim());
                }
            }
            Node::Close("p" | "br") if self.text > 0 => self.line.push('\n'),
            Node::Open(..) if self.data > 0 => self.line.clear(),
            Node::Words(words) => {
                let shown = self.text > 0 && self.runs == 0;
                if (self.data > 0 || shown) && self.line.len() < bounds::TEXT_BYTES {
                    self.line.push_str(words);
                }
            }
            Node::Close(name) if self.data > 0 => {
                let line = std::mem::take(&mut self.line);
                if !line.trim().is_empty() {
                    push(&mut self.values, &format!("{name}: {}", line.trim()));
                }
            }
            Node::Open(..) | Node::Close(_) => {}
        }
    }
}

fn push(out: &mut String, line: &str) {
    if !line.is_empty() && out.len() < bounds::TEXT_BYTES {
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_of_a_form() {
        let xml = "<xdp:xdp><template><subform><draw><value><text>Request for leave</text></value>\
            </draw><field name=\"Who\"><caption><value><exData><body><p>Name</p></body></exData>\
            </value></caption><event><script>x</script></event><items><text>A</text></items>\
            </field></subform></template><xfa:datasets><xfa:data><form1><Who>Ada &amp; Bob</Who>\
            <Day/></form1></xfa:data></xfa:datasets></xdp:xdp>";
        let mut form = Form::default();
        let mut paper = Paper::default();
        walk(xml.as_bytes(), &mut paper, &mut |node, _| form.step(node));
        assert_eq!(form.words, "Request for leave\nName\n");
        assert_eq!(form.values, "Who: Ada & Bob\n");
    }
}
