//! Small documents made here: what a reader sees beside or above the text is read with its place,
//! and what nobody wrote is not.

use super::tests::{text, zipped};
use super::*;

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const CHART: &str = "<c:chart><c:title><a:p><a:r><a:t>Costs</a:t></a:r></a:p></c:title><c:ser>\
    <c:tx><c:v>Hall</c:v></c:tx><c:val><c:pt><c:v>12.50</c:v></c:pt></c:val></c:ser></c:chart>";

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(
        "<Relationships><Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>\
        </Relationships>"
    )
}

#[test]
fn cells_are_shown_by_their_formats_and_stored_values_stand_beside() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" \
        formatCode=\"#,##0.00\\ &quot;€&quot;\"/><numFmt numFmtId=\"165\" \
        formatCode=\"dd/mm/yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>\
        <xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"4\"/>\
        <xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let sheet = "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" s=\"1\"><v>12.5</v></c>\
        <c r=\"B2\" s=\"2\"><v>42858</v></c><c r=\"C2\" s=\"3\"><v>1122.5</v></c>\
        <c r=\"D2\" s=\"4\"><v>42858</v></c><c r=\"E2\"><v>4.9999999999999975E-2</v></c></row>\
        </sheetData><headerFooter><oddHeader>&amp;LDraft&amp;RPage &amp;P</oddHeader>\
        </headerFooter></worksheet>";
    let file = zipped(&[
        TYPES,
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"Plan\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &relation("r1", "worksheet", "sheet1.xml"),
        ),
        ("xl/styles.xml", styles),
        ("xl/sheet1.xml", sheet),
        (
            "xl/_rels/sheet1.xml.rels",
            &relation("r1", "drawing", "drawing1.xml"),
        ),
        (
            "xl/drawing1.xml",
            "<xdr:sp><a:p><a:r><a:t>Not final</a:t></a:r></a:p></xdr:sp>",
        ),
        (
            "xl/_rels/drawing1.xml.rels",
            &relation("r1", "chart", "chart1.xml"),
        ),
        ("xl/chart1.xml", CHART),
    ]);
    let found = document("", &file);
    assert_eq!(
        text(&found, PartRole::Body),
        "<sheet Plan>12,50 €\t03/05/2017\t1 122,50\t2017-05-03\t0.05\n\
         <sheet Plan, drawings and charts>Not final\nCosts\nHall\t12.5\n\
         <sheet Plan, headers and footers>Draft\tPage\n"
    );
    assert_eq!(
        text(&found, PartRole::Hidden),
        "<sheet Plan, values as stored>A2 12.5\tB2 2017-05-03\tC2 1122.5"
    );
    assert!(found.defects.is_empty());
}

#[test]
fn charts_of_slides_and_letters_are_read() {
    let slide = zipped(&[
        TYPES,
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldId id=\"256\" r:id=\"r1\"/></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &relation("r1", "slide", "slide1.xml"),
        ),
        (
            "ppt/slide1.xml",
            "<p:sld><a:p><a:r><a:t>Budget</a:t></a:r></a:p></p:sld>",
        ),
        (
            "ppt/_rels/slide1.xml.rels",
            &relation("r1", "diagramData", "data1.xml"),
        ),
        (
            "ppt/data1.xml",
            "<dgm:pt><dgm:t><a:p><a:r><a:t>Plan, do</a:t></a:r></a:p></dgm:t></dgm:pt>",
        ),
    ]);
    assert_eq!(
        text(&document("", &slide), PartRole::Body),
        "<slide 1>Budget\n<slide 1, charts and diagrams>Plan, do\n"
    );
    let letter = zipped(&[
        TYPES,
        (
            "word/document.xml",
            "<w:document><w:p><w:r><w:t>See</w:t></w:r></w:p></w:document>",
        ),
        (
            "word/_rels/document.xml.rels",
            &relation("r1", "chart", "charts/chart1.xml"),
        ),
        ("word/charts/chart1.xml", CHART),
    ]);
    assert_eq!(
        text(&document("", &letter), PartRole::Body),
        "<>See\n<charts and diagrams>Costs\nHall\t12.5\n"
    );
}

fn open_document(kind: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let mime = format!("application/vnd.oasis.opendocument.{kind}");
    let mut all = vec![("mimetype", mime.as_str())];
    all.extend(members);
    zipped(&all)
}

#[test]
fn sheets_say_their_own_headers_and_no_placeholders() {
    let content = "<office:spreadsheet><style:style style:name=\"t\" \
        style:master-page-name=\"Own\"/><table:table table:name=\"Plan\">\
        <table:table-row table:number-rows-repeated=\"3\">\
        <table:table-cell/></table:table-row><table:table-row><table:table-cell/><table:table-cell \
        office:value=\"12.5\"><text:p>12,50 €</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet>";
    let styles = "<style:master-page style:name=\"Own\"><style:header><text:p><text:sheet-name>???\
        </text:sheet-name></text:p></style:header><style:footer><text:p>Draft, page \
        <text:page-number>1</text:page-number></text:p></style:footer><style:footer-left \
        style:display=\"false\"><text:p>An old footer</text:p></style:footer-left>\
        </style:master-page><style:master-page style:name=\"Report\"><style:header><text:p>\
        <text:title>???</text:title> (<text:date>00/00/0000</text:date>)</text:p></style:header>\
        </style:master-page>";
    let file = open_document(
        "spreadsheet",
        &[("content.xml", content), ("styles.xml", styles)],
    );
    let found = document("", &file);
    assert_eq!(
        text(&found, PartRole::Body),
        "<sheet Plan>\t12,50 €\n<headers and footers>Draft, page\n"
    );
    assert_eq!(
        text(&found, PartRole::Hidden),
        "<sheet Plan, values as stored>B4 12.5<headers and footers of unused pages>An old footer\n"
    );
}

#[test]
fn notes_and_pictures_do_not_cut_sentences_and_charts_are_read() {
    let content = "<office:text><text:p>A rather<text:note><text:note-citation>1\
        </text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>\
        </text:note> hard text<draw:frame>\
        <svg:title>Plan</svg:title><svg:desc>A red line</svg:desc><draw:text-box>\
        <text:p>Boxed</text:p></draw:text-box></draw:frame>.</text:p></office:text>";
    let chart = "<office:chart><chart:title><text:p>Costs</text:p></chart:title>\
        <table:table><table:table-row><table:table-cell><text:p>Hall</text:p></table:table-cell>\
        <table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>\
        </office:chart>";
    let formula = "<math><semantics><mi>a</mi><annotation encoding=\"StarMath 5.0\">a over b\
        </annotation></semantics></math>";
    let file = open_document(
        "text",
        &[
            ("content.xml", content),
            ("Object 1/content.xml", chart),
            ("Object 2/content.xml", formula),
        ],
    );
    let found = document("", &file);
    assert_eq!(
        text(&found, PartRole::Body),
        "<>A rather hard textBoxed\n.\n<footnotes>1 A note.\n<Object 1>Costs\nHall\t12\n\
         <Object 2>a over b\n"
    );
    assert_eq!(
        text(&found, PartRole::Hidden),
        "<titles and descriptions of pictures>Plan\nA red line\n"
    );
}
