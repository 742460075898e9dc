//! Small PDF files made here, and what is read of them.

use super::*;
use crate::model::PartRole;
use pdf_extract::{Dictionary, Stream};

/// Writes a PDF of one page with a content; `more` are entries of the page's dictionary.
fn pdf(content: &str, more: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources\
             <</Font<</F 5 0 R>>/ExtGState<</G <</ca 0.3>>>>>>{more}>>"
        ),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Author(Ada)/ModDate(D:20170418091304Z)>>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj{object}endobj\n", at + 1).bytes());
    }
    let xref = out.len();
    out.extend(b"xref\n0 7\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let end = format!("trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{xref}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

fn read_back(bytes: &[u8]) -> Paper {
    let mut paper = Paper::default();
    read(bytes, &mut paper);
    paper
}

fn text(paper: &Paper, role: PartRole) -> String {
    let mine = paper.found.texts.iter().filter(|t| t.role == role);
    mine.map(|t| format!("{}: {}", t.part.en, t.text)).collect()
}

const WORDS: &str = "BT /F 12 Tf 20 100 Td (The amount is ) Tj (4711) Tj ET";

#[test]
fn text_under_a_later_rectangle_is_covered() {
    let rows = [
        // Drawn after the words, over the number only: 20 + 79 points of words come before it.
        ("0 g 96 96 40 16 re f", true),
        ("0 g 96 96 40 16 re B*", true),
        ("1 g 96 96 m 136 96 l 136 112 l 96 112 l h f*", true),
        ("q 2 0 0 2 0 0 cm 48 48 20 8 re f Q", true),
        // See-through, beside it, or too small.
        ("/G gs 0 g 96 96 40 16 re f", false),
        ("0 g 96 196 40 16 re f", false),
        ("0 g 96 96 40 3 re f", false),
    ];
    for (box_, covered) in rows {
        let paper = read_back(&pdf(&format!("{WORDS} {box_}"), ""));
        let (shown, hidden) = (text(&paper, PartRole::Body), text(&paper, PartRole::Hidden));
        assert!(
            shown.starts_with("page 1: The amount is"),
            "{box_}: {shown}"
        );
        assert_eq!(!shown.contains("4711"), covered, "{box_}: {shown}");
        assert_eq!(
            hidden.contains("page 1, covered: 4711"),
            covered,
            "{box_}: {hidden}"
        );
    }
    let before = read_back(&pdf(&format!("0 g 96 96 40 16 re f {WORDS}"), ""));
    assert_eq!(text(&before, PartRole::Body), "page 1: The amount is 4711");
    assert_eq!(text(&before, PartRole::Hidden), "");
}

#[test]
fn an_opaque_annotation_covers_and_a_note_is_read() {
    let square = "/Annots[<</Type/Annot/Subtype/Square/IC[0 0 0]/Rect[96 96 136 112]\
         /Contents(look here)>>]";
    let paper = read_back(&pdf(WORDS, square));
    let hidden = text(&paper, PartRole::Hidden);
    assert!(hidden.contains("page 1, covered: 4711"), "{hidden}");
    assert!(hidden.contains("annotations: look here"), "{hidden}");
}

#[test]
fn an_earlier_revision_is_kept_apart() {
    let mut bytes = pdf(WORDS, "");
    let first = bytes.len();
    let old = memchr::memmem::rfind(&bytes, b"xref\n0 7").unwrap_or(0);
    let content = "BT /F 12 Tf 20 100 Td (The amount is 12) Tj ET";
    let object = format!(
        "4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n",
        content.len()
    );
    bytes.extend(object.bytes());
    let xref = bytes.len();
    let tail = format!(
        "xref\n4 1\n{first:010} 00000 n \ntrailer<</Size 7/Root 1 0 R/Info 6 0 R/Prev {old}>>\n\
         startxref\n{xref}\n%%EOF\n"
    );
    bytes.extend(tail.bytes());
    let paper = read_back(&bytes);
    assert_eq!(text(&paper, PartRole::Body), "page 1: The amount is 12");
    let hidden = text(&paper, PartRole::Hidden);
    assert_eq!(hidden, "earlier revision 1: The amount is 4711");
}

#[test]
fn claims_and_damage() {
    let bytes = pdf(WORDS, "");
    let paper = read_back(&bytes);
    let values: Vec<&str> = paper.found.metadata.iter().map(|m| &*m.value).collect();
    assert_eq!(
        values,
        ["Ada", "2017-04-18T09:13:04Z", "PDF 1.4", "Helvetica"]
    );
    assert!(paper.found.defects.is_empty());
    for cut in [0, 5, 40, 200, bytes.len() / 2] {
        let paper = read_back(&bytes[..cut]);
        assert!(!paper.found.defects.is_empty(), "{cut}");
    }
}

#[test]
fn text_that_cannot_be_seen_is_set_apart_by_its_kind() {
    let rows = [
        ("1 g", "", "white text"),
        ("1 1 1 rg", "", "white text"),
        ("0 0 0 0 k", "", "white text"),
        ("/DeviceRGB cs 1 1 1 sc", "", "white text"),
        ("1 g q 0 g Q", "", "white text"),
        ("", "3 Tr", "text without ink"),
        ("1 g 90 90 100 30 re f", "", "white text"),
    ];
    for (before, within, what) in rows {
        let content = format!(
            "BT /F 12 Tf 20 200 Td (The amount) Tj ET {before} BT /F 12 Tf {within} 100 100 Td \
             (4711) Tj ET"
        );
        let paper = read_back(&pdf(&content, ""));
        assert_eq!(
            text(&paper, PartRole::Body),
            "page 1: The amount",
            "{content}"
        );
        let hidden = text(&paper, PartRole::Hidden);
        assert_eq!(hidden, format!("page 1, {what}: 4711"), "{content}");
    }
    let tiny = "BT /F 12 Tf 20 200 Td (The amount) Tj /F 1 Tf 0 -20 Td (4711) Tj ET";
    let paper = read_back(&pdf(tiny, ""));
    assert_eq!(text(&paper, PartRole::Hidden), "page 1, tiny text: 4711");
}

#[test]
fn white_on_a_ground_is_seen() {
    let rows = [
        "0 g 90 90 100 30 re f 1 g",
        "0 0 1 rg 90 90 100 30 re f* 1 1 1 rg",
        "0.2 g 0 0 300 300 re f 1 g",
        // A curve, a shading, a wide line, something that can be seen through: nobody knows.
        "0 g 90 90 m 95 120 180 120 190 90 c f 1 g",
        "/S sh 1 g",
        "30 w 90 100 m 190 100 l S 1 g",
        "/G gs 0 g 90 90 100 30 re f 1 g",
        "1 g q 0 g",
    ];
    for before in rows {
        let content = format!("{before} BT /F 12 Tf 100 100 Td (4711) Tj ET");
        let paper = read_back(&pdf(&content, ""));
        assert_eq!(text(&paper, PartRole::Hidden), "", "{before}");
        assert_eq!(text(&paper, PartRole::Body), "page 1: 4711", "{before}");
    }
}

/// Writes a PDF whose page draws its words by two forms, one in the other, in a font whose table
/// names more codes than a page shows.
fn formed() -> Vec<u8> {
    let mut document = Document::new();
    let table = b"1 beginbfrange <0000> <03FF> <0020> endbfrange".to_vec();
    let table = document.add_object(Stream::new(Dictionary::new(), table));
    let mut font = Dictionary::new();
    for (key, name) in [
        ("Type", "Font"),
        ("Subtype", "Type1"),
        ("BaseFont", "Helvetica"),
    ] {
        font.set(key, Object::Name(name.into()));
    }
    font.set("ToUnicode", Object::Reference(table));
    let font = document.add_object(font);
    let named = |kind: &str, name: &str, id: ObjectId| {
        let mut inner = Dictionary::new();
        inner.set(name, Object::Reference(id));
        let mut out = Dictionary::new();
        out.set(kind, Object::Dictionary(inner));
        Object::Dictionary(out)
    };
    let form = |content: &[u8], resources: Object| {
        let mut dict = Dictionary::new();
        dict.set("Subtype", Object::Name("Form".into()));
        dict.set("Resources", resources);
        Object::Stream(Stream::new(dict, content.to_vec()))
    };
    let words = b"BT /F 12 Tf 20 100 Td (!\"#) Tj ET";
    let inner = document.add_object(form(words, named("Font", "F", font)));
    let outer = document.add_object(form(b"/In Do", named("XObject", "In", inner)));
    let content = document.add_object(Stream::new(Dictionary::new(), b"/Out Do".to_vec()));
    let pages = document.new_object_id();
    let mut page = Dictionary::new();
    page.set("Type", Object::Name("Page".into()));
    page.set("Parent", Object::Reference(pages));
    page.set("Contents", Object::Reference(content));
    page.set("Resources", named("XObject", "Out", outer));
    let size = [0, 0, 300, 300].map(Object::Integer).to_vec();
    page.set("MediaBox", Object::Array(size));
    let page = document.add_object(page);
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name("Pages".into()));
    tree.set("Kids", Object::Array(vec![Object::Reference(page)]));
    tree.set("Count", Object::Integer(1));
    document.objects.insert(pages, Object::Dictionary(tree));
    let mut root = Dictionary::new();
    root.set("Type", Object::Name("Catalog".into()));
    root.set("Pages", Object::Reference(pages));
    let root = document.add_object(root);
    document.trailer.set("Root", Object::Reference(root));
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

#[test]
fn letters_that_forms_show_are_looked_up_in_long_tables() {
    let paper = read_back(&formed());
    assert_eq!(text(&paper, PartRole::Body).trim(), "page 1: ABC");
}

#[test]
fn a_file_without_its_list_of_objects_is_read_all_the_same() {
    let whole = pdf(WORDS, "");
    let end = memchr::memmem::rfind(&whole, b"xref\n0 7").unwrap_or(0);
    let lost = [b"junk before it\n", &whole[..end]].concat();
    let paper = read_back(&lost);
    assert_eq!(text(&paper, PartRole::Body), "page 1: The amount is 4711");
    assert_eq!(paper.found.defects[0].kind, DefectKind::Damaged);
    // Of an object that was written twice the later one holds.
    let content = "BT /F 12 Tf 20 100 Td (The amount is 12) Tj ET";
    let again = format!("4 0 obj<</Length 46>>stream\n{content}\nendstream endobj\n");
    let paper = read_back(&[&lost, again.as_bytes()].concat());
    assert_eq!(text(&paper, PartRole::Body), "page 1: The amount is 12");
    // So does a length that is not true.
    let lie = String::from_utf8(lost.clone()).unwrap();
    let lie = lie.replace(&format!("/Length {}", WORDS.len()), "/Length 9");
    let paper = read_back(lie.as_bytes());
    assert_eq!(text(&paper, PartRole::Body), "page 1: The amount is 4711");
    assert!(mend::mended(b"%PDF-1.4 1 0 obj nothing").is_none());
    assert!(mend::mended(b" obj 0 obj 99999999999 0 obj /Root").is_none());
}

/// An annotation with an appearance, which is an object of its own.
fn drawn(kind: &str, flags: u32) -> Vec<u8> {
    let annotation = format!(
        "/Annots[<</Type/Annot/Subtype/{kind}/Rect[20 200 120 220]/F {flags}/Contents(Ada filled \
         this in)/AP<</N 7 0 R>>>>]"
    );
    let mut bytes = pdf(WORDS, &annotation);
    let words = "BT /F 12 Tf 2 4 Td (Ada filled this in) Tj ET";
    let at = bytes.len();
    let form = format!(
        "7 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 5 0 R>>>>\
         /Length {}>>stream\n{words}\nendstream endobj\n",
        words.len()
    );
    bytes.extend(form.bytes());
    let old = memchr::memmem::rfind(&bytes, b"xref\n0 7").unwrap_or(0);
    let xref = bytes.len();
    let tail = format!(
        "xref\n7 1\n{at:010} 00000 n \ntrailer<</Size 8/Root 1 0 R/Prev {old}>>\nstartxref\n\
         {xref}\n%%EOF\n"
    );
    bytes.extend(tail.bytes());
    bytes
}

#[test]
fn what_annotations_draw_is_part_of_the_page_and_said_once() {
    let paper = read_back(&drawn("FreeText", 4));
    let wanted = "page 1: The amount is 4711\nAda filled this in";
    assert_eq!(text(&paper, PartRole::Body), wanted);
    assert!(!text(&paper, PartRole::Hidden).contains("Ada"));
    // Two that stand turned side by side are two words.
    let twice = String::from_utf8(drawn("Widget", 4)).unwrap();
    let one = "<</N 7 0 R>>>>";
    let two = format!("{one}<</Type/Annot/Subtype/Widget/Rect[120 200 122 220]/AP{one}");
    let paper = read_back(twice.replace(one, &two).as_bytes());
    let shown = text(&paper, PartRole::Body);
    assert!(
        shown.ends_with("Ada filled this in\nAda filled this in"),
        "{shown}"
    );
    // One that is not shown stays beside the page.
    let paper = read_back(&drawn("FreeText", 2));
    assert_eq!(text(&paper, PartRole::Body), "page 1: The amount is 4711");
    let hidden = text(&paper, PartRole::Hidden);
    assert!(
        hidden.contains("annotations: Ada filled this in"),
        "{hidden}"
    );
}

#[test]
fn fonts_whose_codes_the_page_names_need_no_file() {
    let mut document = Document::new();
    let file = document.add_object(Stream::new(Dictionary::new(), b"cut".to_vec()));
    let mut kept = Vec::new();
    for encoding in ["MacRomanEncoding", "Custom"] {
        let mut descriptor = Dictionary::new();
        descriptor.set("FontFile3", Object::Reference(file));
        let descriptor = document.add_object(descriptor);
        let mut font = Dictionary::new();
        font.set("FontDescriptor", Object::Reference(descriptor));
        font.set("Encoding", Object::Name(encoding.into()));
        document.add_object(font);
        kept.push(descriptor);
    }
    fonts::settle(&mut document);
    let has = kept.iter().map(|id| {
        let descriptor = document.get_dictionary(*id).unwrap();
        descriptor.has(b"FontFile3")
    });
    assert_eq!(has.collect::<Vec<_>>(), [false, true]);
}
