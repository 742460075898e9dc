//! RTF as it is read: text, claims, hidden runs, what is packed into it, damage.

use super::paper::Paper;
use super::rtf::read;
use crate::model::MetaKey as K;
use crate::model::PartRole;

#[test]
fn text_claims_and_hidden_runs_of_rtf() {
    let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author Ada}{\operator Bob}
{\revtim\yr2017\mo4\dy18\hr9\min13}}Caf\'e9 \u8364?5\par Next{\v unseen}{\deleted gone}\par}";
    let mut paper = Paper::default();
    read(rtf, &mut paper);
    let found = &paper.found;
    let text = |role| -> String {
        let mine = found.texts.iter().filter(|t| t.role == role);
        mine.map(|t| t.text.as_str()).collect()
    };
    assert_eq!(text(PartRole::Body), "Café €5\nNext\n");
    assert_eq!(text(PartRole::Hidden), "unseengone");
    let claim = |key| found.metadata.iter().find(|m| m.key == key);
    assert_eq!(claim(K::LastAuthor).map(|m| m.value.as_str()), Some("Bob"));
    let saved = claim(K::Modified).map(|m| m.value.as_str());
    assert_eq!(saved, Some("2017-04-18T09:13:00"));
}

#[test]
fn fonts_bring_their_own_character_set() {
    let rtf = br"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}
{\f2\fcharset128 C;}}\f1 p\'f8ed \f2\u24180\'94\'4f.\par}";
    let mut paper = Paper::default();
    read(rtf, &mut paper);
    assert_eq!(paper.found.texts[0].text, "před 年.\n");
}

#[test]
fn broken_rtf_is_read_as_far_as_it_goes() {
    for rtf in [
        &b"{\\rtf1 a}}}{{{\\'e"[..],
        b"{\\rtf1\\bin99999 x",
        b"{\\rtf1\\u-10179\\u",
    ] {
        read(rtf, &mut Paper::default());
    }
}

/// An object as old programs write it: class, then the bytes that its program keeps.
fn object(class: &str, bytes: &[u8]) -> String {
    let mut out = [0x0501_u32, 2].map(u32::to_le_bytes).concat();
    for name in [class, "", ""] {
        let size = if name.is_empty() {
            0
        } else {
            name.len() as u32 + 1
        };
        out.extend(size.to_le_bytes());
        out.extend(name.bytes().chain([0]).take(size as usize));
    }
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(bytes);
    hex(&out)
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|b| format!("{b:02x}"));
    digits.collect::<Vec<_>>().join("\n")
}

#[test]
fn objects_of_a_letter_become_items_and_what_is_shown_of_them_stays() {
    let mut packed = vec![2, 0];
    packed.extend(b"plan.txt\0C:\\drop\\plan.txt\0\0\0\x03\0\x02\0\0\0x\0\x05\0\0\0Hello");
    let rtf = format!(
        "{{\\rtf1 See {{\\object\\objemb{{\\*\\objclass Package}}\\objw99{{\\*\\objdata {}}}\
         {{\\result {{\\pict\\wmetafile8 0102}}the plan}}}} and {{\\object{{\\*\\objdata {}}}}}.}}",
        object("Package", &packed),
        object("AcroExch.Document", b"%PDF-1.4 cut"),
    );
    let mut paper = Paper::default();
    read(rtf.as_bytes(), &mut paper);
    assert_eq!(paper.found.texts[0].text, "See the plan and .");
    let found = paper.found.children.iter();
    let found: Vec<_> = found
        .map(|c| (c.part.as_str(), c.bytes.as_slice()))
        .collect();
    let wanted = [("plan.txt", &b"Hello"[..]), ("object.bin", b"%PDF-1.4 cut")];
    assert_eq!(found, wanted);
}

#[test]
fn words_of_drawings_are_said_once() {
    let emf = hex(&super::metafile::tests::drawn(&[(0, 0, "Costs")]));
    let rtf = format!(
        "{{\\rtf1 a{{\\*\\shppict{{\\pict{{\\*\\picprop x}}\\emfblip {{\\*\\blipuid 00}}{emf}}}}}\
         {{\\nonshppict{{\\pict\\emfblip {emf}}}}}b}}"
    );
    let mut paper = Paper::default();
    read(rtf.as_bytes(), &mut paper);
    let texts: Vec<&str> = paper.found.texts.iter().map(|t| t.text.as_str()).collect();
    assert_eq!(texts, ["ab", "Costs"]);
}

#[test]
fn bytes_that_end_early_or_are_none_are_borne() {
    for rtf in [
        "{\\rtf1{\\*\\objdata 0105000002000000ffffffff",
        "{\\rtf1{\\*\\objdata zz}{\\pict\\emfblip 0}}}",
        "{\\rtf1{\\*\\objdata\\bin4 abcd}}",
    ] {
        read(rtf.as_bytes(), &mut Paper::default());
    }
}
