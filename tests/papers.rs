//! The process that reads documents, driven through the real binary.

use std::fmt::Write as _;
use std::path::Path;
use valla::extract::paper;
use valla::worker::Papers;

fn reader() -> Papers {
    Papers::new(Some(Path::new(env!("CARGO_BIN_EXE_valla"))))
}

#[test]
fn one_child_reads_many_documents_as_this_process_does() {
    let mut papers = reader();
    for n in 0..150 {
        let rtf = format!("{{\\rtf1{{\\info{{\\operator Ada {n}}}}} Letter {n}\\par}}");
        let found = papers.read(rtf.as_bytes());
        assert_eq!(found, paper(rtf.as_bytes()), "{n}");
        assert!(found.defects.is_empty());
    }
}

#[test]
fn what_no_bound_of_ours_holds_costs_one_document() {
    // Pages that inherit from each other without end, and a form that draws itself.
    let mut papers = reader();
    for content in ["/X Do", "BT ET"] {
        let pdf = pdf_of_loops(content);
        let found = papers.read(pdf.as_bytes());
        assert!(!found.media_type.is_empty() || !found.defects.is_empty());
        let after = papers.read(b"{\\rtf1 still here}");
        assert_eq!(after.texts.len(), 1);
    }
}

fn pdf_of_loops(content: &str) -> String {
    let form = "/Resources<</XObject<</X 5 0 R>>>>";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{form}>>"),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        format!("<</Type/XObject/Subtype/Form{form}/Length 5>>stream\n/X Do\nendstream"),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", out.len());
        let _ = writeln!(out, "{} 0 obj{object}endobj", at + 1);
    }
    let xref = out.len();
    let _ = write!(
        out,
        "xref\n0 6\n0000000000 65535 f \n{places}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{xref}\n\
         %%EOF\n"
    );
    out
}
