//! Small documents of each kind made here, and what is read of them.

use super::*;
use crate::model::{Meta, MetaKey};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

pub(super) fn zipped<B: AsRef<[u8]>>(members: &[(&str, B)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn text(found: &Extracted, role: PartRole) -> String {
    let mine = found.texts.iter().filter(|t| t.role == role);
    mine.map(|t| format!("<{}>{}", t.part.en, t.text)).collect()
}

fn claim(found: &Extracted, key: MetaKey) -> Vec<&str> {
    let mine = found.metadata.iter().filter(|m: &&Meta| m.key == key);
    mine.map(|m| &*m.value).collect()
}

fn kinds(found: &Extracted) -> Vec<DefectKind> {
    found.defects.iter().map(|d| d.kind).collect()
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const CORE: (&str, &str) = (
    "docProps/core.xml",
    "<cp:coreProperties><dc:creator>Ada</dc:creator><cp:lastModifiedBy>Bob &amp; Co\
     </cp:lastModifiedBy><dcterms:modified>2017-04-18T09:13:04Z</dcterms:modified>\
     </cp:coreProperties>",
);

#[test]
fn a_word_file_with_changes_comments_and_hidden_runs() {
    let body = "<w:document><w:body><w:p><w:r><w:t>We pay </w:t></w:r>\
        <w:del w:author=\"Eve\" w:date=\"2017-04-18T09:00:00Z\"><w:r><w:delText>10\
        </w:delText></w:r></w:del>\
        <w:ins w:author=\"Eve\" w:date=\"2017-04-18T09:01:00Z\"><w:r><w:t>90</w:t></w:r>\
        </w:ins></w:p>\
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>seen</w:t><w:tab/>\
        <w:t>b</w:t></w:r></w:p><w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr>\
        <w:t>white</w:t>\
        </w:r></w:p></w:body></w:document>";
    let notes = "<w:comments><w:comment w:author=\"Cy\" w:date=\"2017-04-18T10:00:00Z\"><w:p><w:r>\
        <w:t>why?</w:t></w:r></w:p></w:comment></w:comments>";
    let settings = "<w:settings><w:rsids><w:rsidRoot w:val=\"00AA\"/><w:rsid w:val=\"00BB\"/>\
        <w:rsid w:val=\"00AA\"/></w:rsids></w:settings>";
    let file = zipped(&[
        TYPES,
        CORE,
        ("word/document.xml", body),
        ("word/comments.xml", notes),
        ("word/settings.xml", settings),
    ]);
    let found = document("", &file);
    assert_eq!(text(&found, PartRole::Body), "<>We pay 90\nseen\tb\n\n");
    let hidden = text(&found, PartRole::Hidden);
    for wanted in [
        "<tracked deletions>[Eve, 2017-04-18T09:00:00Z] 10\n",
        "<tracked insertions>[Eve, 2017-04-18T09:01:00Z] 90\n",
        "<hidden, white or tiny text>unseen\nwhite\n",
        "<comments>[Cy, 2017-04-18T10:00:00Z] why?\n",
    ] {
        assert!(hidden.contains(wanted), "{wanted}: {hidden}");
    }
    assert_eq!(claim(&found, MetaKey::LastAuthor), ["Bob & Co"]);
    assert_eq!(claim(&found, MetaKey::Rsids), ["00AA 00BB"]);
    assert_eq!(kinds(&found), [DefectKind::HiddenText]);
    assert!(found.media_type.ends_with("wordprocessingml.document"));
}

#[test]
fn a_workbook_keeps_its_columns_and_sets_hidden_things_apart() {
    let book = "<workbook><fileVersion appName=\"xl\" lastEdited=\"6\"/><x15ac:absPath \
        url=\"C:\\Users\\ada\\\"/><sheets><sheet name=\"Plan\" r:id=\"r1\"/><sheet name=\"Old\" \
        state=\"veryHidden\" r:id=\"r2\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>\
        <Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let strings = "<sst><si><t>Item</t></si><si><r><t>Co</t></r><r><t>st</t></r></si></sst>";
    let one = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
        <c r=\"C1\" t=\"s\">\
        <v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>42843</v></c><c r=\"B2\"><f>1+1</f>\
        <v>2</v></c></row><row r=\"3\" hidden=\"1\"><c r=\"A3\" t=\"inlineStr\"><is>\
        <t>kept back</t>\
        </is></c></row></sheetData></worksheet>";
    let two = "<worksheet><sheetData><row><c t=\"b\"><v>1</v></c></row></sheetData></worksheet>";
    let file = zipped(&[
        TYPES,
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", styles),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", one),
        ("xl/worksheets/sheet2.xml", two),
    ]);
    let found = document("", &file);
    let body = text(&found, PartRole::Body);
    assert_eq!(body, "<sheet Plan>Item\t\tCost\n2017-04-18\t2\n");
    let hidden = text(&found, PartRole::Hidden);
    assert_eq!(
        hidden,
        "<sheet Plan, hidden rows and columns>kept back\n<hidden sheet Old>TRUE\n"
    );
    assert_eq!(claim(&found, MetaKey::Path), ["C:\\Users\\ada\\"]);
}

#[test]
fn slides_stand_in_the_order_of_the_show() {
    let slide = |words: &str, show: &str| {
        format!("<p:sld{show}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:sld>")
    };
    let deck = "<p:presentation><p:sldIdLst><p:sldId id=\"256\" r:id=\"r2\"/><p:sldId id=\"257\" \
        r:id=\"r1\"/></p:sldIdLst></p:presentation>";
    let relations = "<Relationships><Relationship Id=\"r1\" Target=\"slides/slide1.xml\"/>\
        <Relationship Id=\"r2\" Target=\"slides/slide2.xml\"/></Relationships>";
    let of_two = "<Relationships><Relationship Id=\"n\" Type=\"x/notesSlide\" \
        Target=\"../notesSlides/notesSlide1.xml\"/></Relationships>";
    let file = zipped(&[
        TYPES,
        ("ppt/presentation.xml", deck),
        ("ppt/_rels/presentation.xml.rels", relations),
        ("ppt/slides/slide1.xml", &slide("last", " show=\"0\"")),
        ("ppt/slides/slide2.xml", &slide("first", "")),
        ("ppt/slides/_rels/slide2.xml.rels", of_two),
        (
            "ppt/notesSlides/notesSlide1.xml",
            &slide("say it slowly", ""),
        ),
    ]);
    let found = document("", &file);
    assert_eq!(text(&found, PartRole::Body), "<slide 1>first\n");
    let hidden = text(&found, PartRole::Hidden);
    assert_eq!(
        hidden,
        "<notes of slide 1>say it slowly\n<hidden slide 2>last\n"
    );
}

#[test]
fn open_document_texts_and_sheets() {
    let content = "<office:document-content><office:body><office:text><text:tracked-changes>\
        <text:changed-region><text:deletion><office:change-info><dc:creator>Eve\
        </dc:creator><dc:date>\
        2017-04-18T09:00:00</dc:date></office:change-info><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>One<text:s text:c=\"2\"/>two\
        <office:annotation><dc:creator>Cy</dc:creator><dc:date>2017-04-18</dc:date>\
        <text:p>why?</text:p>\
        </office:annotation></text:p></office:text></office:body></office:document-content>";
    let meta = "<office:meta><meta:generator>Acme/5</meta:generator><dc:creator>Bob</dc:creator>\
        <meta:editing-duration>PT1H4M30S</meta:editing-duration></office:meta>";
    let mime = "application/vnd.oasis.opendocument.text";
    let file = zipped(&[
        ("mimetype", mime),
        ("content.xml", content),
        ("meta.xml", meta),
    ]);
    let found = document("", &file);
    assert_eq!(text(&found, PartRole::Body), "<>One  two\n");
    let hidden = text(&found, PartRole::Hidden);
    assert!(
        hidden.contains("[Eve, 2017-04-18T09:00:00] gone"),
        "{hidden}"
    );
    assert!(hidden.contains("[Cy, 2017-04-18] why?"), "{hidden}");
    assert_eq!(claim(&found, MetaKey::LastAuthor), ["Bob"]);
    assert_eq!(claim(&found, MetaKey::EditingMinutes), ["64"]);
    let cells = "<office:body><office:spreadsheet><table:table table:name=\"Plan\">\
        <table:table-row>\
        <table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell \
        table:number-columns-repeated=\"2\"/><table:table-cell><text:p>d</text:p>\
            </table:table-cell>\
        </table:table-row></table:table></office:spreadsheet></office:body>";
    let mime = "application/vnd.oasis.opendocument.spreadsheet";
    let found = document("", &zipped(&[("mimetype", mime), ("content.xml", cells)]));
    assert_eq!(text(&found, PartRole::Body), "<sheet Plan>a\t\t\td\n");
}

#[test]
fn an_e_book_is_read_in_the_order_of_its_spine() {
    let file = zipped(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfile full-path=\"o/c.opf\"/></container>",
        ),
        (
            "o/c.opf",
            "<package><dc:creator>Ada</dc:creator><item id=\"b\" href=\"b.xhtml\"/><item id=\"a\" \
             href=\"a.xhtml\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></package>",
        ),
        ("o/a.xhtml", "<p>second</p>"),
        ("o/b.xhtml", "<p>first</p>"),
    ]);
    let found = document("", &file);
    let body = text(&found, PartRole::Body);
    assert_eq!(body, "<chapter 1>first\n<chapter 2>second\n");
    assert_eq!(claim(&found, MetaKey::Author), ["Ada"]);
}

#[test]
fn nesting_and_entities_without_end_are_said_and_bounded() {
    let deep = "<w:p>".repeat(100_000);
    let file = zipped(&[TYPES, ("word/document.xml", &deep)]);
    assert_eq!(kinds(&document("", &file)), [DefectKind::TooDeep]);
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\
        <w:p><w:r><w:t>&b;</w:t></w:r></w:p>";
    let file = zipped(&[TYPES, ("word/document.xml", laughs)]);
    assert_eq!(kinds(&document("", &file)), [DefectKind::Entities]);
}

#[test]
fn every_cut_of_a_document_is_read_without_a_panic() {
    let file = zipped(&[
        TYPES,
        CORE,
        (
            "word/document.xml",
            "<w:p><w:r><w:t>Dear all</w:t></w:r></w:p>",
        ),
    ]);
    for cut in (0..file.len()).step_by(7) {
        let found = paper(&file[..cut]);
        assert!(found.texts.is_empty(), "{cut}");
    }
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.resize(3_000, 0);
    assert_eq!(kinds(&paper(&ole)), [DefectKind::Damaged]);
}

#[test]
fn what_a_show_has_on_every_slide_is_read_once() {
    let frame = |class: &str, words: &str| {
        format!(
            "<draw:frame {class}><draw:text-box><text:p>{words}</text:p></draw:text-box>\
             </draw:frame>"
        )
    };
    let styles = format!(
        "<office:document-styles><style:master-page>{}{}{}<presentation:notes>{}\
         </presentation:notes></style:master-page></office:document-styles>",
        frame("presentation:placeholder='true'", "Click to edit"),
        frame("presentation:class='footer'", "For your eyes only"),
        frame("", "<text:page-number>7</text:page-number>"),
        frame("", "how notes look"),
    );
    let content = "<office:document-content><office:presentation><presentation:footer-decl \
        presentation:name='f'>Draft of May</presentation:footer-decl><draw:page><draw:frame>\
        <draw:text-box><text:p>Budget</text:p></draw:text-box></draw:frame></draw:page>\
        </office:presentation></office:document-content>";
    let file = zipped(&[
        (
            "mimetype",
            "application/vnd.oasis.opendocument.presentation",
        ),
        ("content.xml", content),
        ("styles.xml", &styles),
    ]);
    let found = document("", &file);
    assert_eq!(
        text(&found, PartRole::Body),
        "<slide 1>Budget\n<headers and footers of slides>Draft of May\n\
         <headers and footers>For your eyes only\n"
    );
    assert_eq!(text(&found, PartRole::Hidden), "");
}

/// A record of an old presentation; one that holds others has the version 15.
fn record(version: u16, kind: u16, body: &[u8]) -> Vec<u8> {
    let size = (body.len() as u32).to_le_bytes();
    [&version.to_le_bytes()[..], &kind.to_le_bytes(), &size, body].concat()
}

#[test]
fn an_old_show_has_its_master_and_no_model_of_notes() {
    let shape = |kept: bool, words: &[u8]| {
        let place = if kept {
            record(0, 0x0bc3, &[0; 8])
        } else {
            Vec::new()
        };
        record(15, 0xf004, &[place, record(0, 0x0fa8, words)].concat())
    };
    let notes = |of: u32, words: &[u8]| {
        let atom = record(0, 0x03f1, &of.to_le_bytes());
        record(
            15,
            0x03f0,
            &[atom, shape(false, words), shape(false, b"*")].concat(),
        )
    };
    let master = [shape(true, b"Click to edit"), shape(false, b"House style")].concat();
    let list = [record(0, 0x03f3, &[0; 20]), record(0, 0x0fa8, b"Budget")].concat();
    let document = [
        record(15, 0x0ff0, &list),
        record(15, 0x03f8, &master),
        notes(0, b"how notes look"),
        notes(256, b"say it slowly"),
    ]
    .concat();
    let bytes = record(15, 0x03e8, &document);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/PowerPoint Document")
        .unwrap()
        .write_all(&bytes)
        .unwrap();
    file.flush().unwrap();
    let found = super::document("", &file.into_inner().into_inner());
    let body = text(&found, PartRole::Body);
    assert_eq!(body, "<slide 1>Budget\n<on every slide>House style\n");
    assert_eq!(text(&found, PartRole::Hidden), "<notes>say it slowly\n");
}

#[test]
fn shapes_of_rtf_give_their_words_and_not_their_properties() {
    let file = br"{\rtf1\ansi Before{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}
{\sp{\sn wzName}{\sv Box 7}}{\shptxt In the box\par}}{\shprslt{\*\do\dobxpage
{\dptxbxtext In the box\par}}}}after\par}";
    let found = document("", file);
    let body = text(&found, PartRole::Body);
    assert_eq!(body, "<>BeforeIn the box\nafter\n");
}
