//! Letters that are white or too small to be read, and white ones that stand on a ground.

use super::tests::{text, zipped};
use super::*;

fn workbook(style: &str, more: &str) -> Vec<u8> {
    let styles = format!(
        "<styleSheet><fonts><font><sz val='11'/></font><font><color rgb='FFFFFFFF'/></font>\
         <font><sz val='1'/></font><font><color theme='0'/></font></fonts><fills><fill>\
         <patternFill patternType='none'/></fill><fill><patternFill patternType='solid'><fgColor \
         rgb='FF003366'/></patternFill></fill></fills><cellXfs><xf/>{style}</cellXfs></styleSheet>"
    );
    let sheet = format!(
        "<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>seen</t></is></c><c \
         r='B1' s='1' t='inlineStr'><is><t>4711</t></is></c></row></sheetData>{more}</worksheet>"
    );
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/s.xml'/>\
             </Relationships>",
        ),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/s.xml", &sheet),
    ])
}

#[test]
fn white_and_tiny_cells_are_set_apart() {
    let rows = [
        ("<xf fontId='1' fillId='0'/>", "", true),
        ("<xf fontId='2' fillId='1'/>", "", true),
        ("<xf fontId='3'/>", "", true),
        ("<xf fontId='1' fillId='1'/>", "", false),
        ("<xf fontId='0'/>", "", false),
        (
            "<xf fontId='1'/>",
            "<conditionalFormatting sqref='D1 A1:C9'/>",
            false,
        ),
        (
            "<xf fontId='1'/>",
            "<conditionalFormatting sqref='A2:C9'/>",
            true,
        ),
    ];
    for (style, more, faint) in rows {
        let found = document("", &workbook(style, more));
        let hidden = text(&found, PartRole::Hidden);
        let wanted = if faint {
            "<sheet A, white or tiny text>\t4711\n"
        } else {
            ""
        };
        assert_eq!(hidden, wanted, "{style} {more}");
        assert_eq!(text(&found, PartRole::Body).contains("4711"), !faint);
    }
}

fn show(run: &str, slide: &str, master: &str) -> Vec<u8> {
    let slide = format!(
        "<p:sld><p:cSld>{slide}<p:sp><p:spPr/><p:txBody><a:p><a:r><a:rPr/><a:t>seen</a:t></a:r>\
         <a:r>{run}<a:t>4711</a:t></a:r></a:p></p:txBody></p:sp></p:cSld></p:sld>"
    );
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='r1' Type='x/{kind}' Target='{target}'/>\
             </Relationships>"
        )
    };
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='r1'/></p:sldIdLst>\
             </p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            &relation("slide", "slides/a.xml"),
        ),
        ("ppt/slides/a.xml", &slide),
        (
            "ppt/slides/_rels/a.xml.rels",
            &relation("slideLayout", "../l.xml"),
        ),
        ("ppt/l.xml", "<p:sldLayout/>"),
        ("ppt/_rels/l.xml.rels", &relation("slideMaster", "m.xml")),
        ("ppt/m.xml", master),
    ])
}

#[test]
fn white_and_tiny_runs_of_slides_are_set_apart() {
    let white = "<a:rPr><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></a:rPr>";
    let scheme = "<a:rPr><a:solidFill><a:schemeClr val='bg1'/></a:solidFill></a:rPr>";
    let line = "<a:rPr><a:ln><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></a:ln></a:rPr>";
    let dark = "<p:sp><p:spPr><a:solidFill><a:srgbClr val='003366'/></a:solidFill></p:spPr></p:sp>";
    let rows = [
        (white, "", "<p:sldMaster/>", "white"),
        (scheme, "", "<p:clrMap bg1='lt1'/>", "white"),
        ("<a:rPr sz='100'/>", dark, "<p:sldMaster/>", "tiny"),
        (white, dark, "<p:sldMaster/>", ""),
        (white, "<p:pic/>", "<p:sldMaster/>", ""),
        (white, "", "<p:clrMap bg1='dk1'/>", ""),
        (white, "", "<p:bg><p:bgPr><a:gradFill/></p:bgPr></p:bg>", ""),
        (line, "", "<p:sldMaster/>", ""),
        ("<a:rPr sz='900'/>", "", "<p:sldMaster/>", ""),
    ];
    for (run, slide, master, kind) in rows {
        let found = document("", &show(run, slide, master));
        let hidden = text(&found, PartRole::Hidden);
        let wanted = match kind {
            "" => String::new(),
            kind => format!("<slide 1, {kind} text>4711\n"),
        };
        assert_eq!(hidden, wanted, "{run} {slide} {master}");
        assert_eq!(
            text(&found, PartRole::Body).contains("4711"),
            kind.is_empty()
        );
    }
}

#[test]
fn what_a_master_says_itself_stands_on_every_slide() {
    let shape = |place: &str, words: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{words}\
             </a:t></a:r></a:p></p:txBody></p:sp>"
        )
    };
    let kept = shape("<p:ph type='title'/>", "Click to edit");
    let master = format!(
        "<p:sldMaster>{kept}{}</p:sldMaster>",
        shape("", "House style")
    );
    let found = document("", &show("<a:rPr/>", "", &master));
    let body = text(&found, PartRole::Body);
    assert_eq!(body, "<slide 1>seen4711\n<on every slide>House style\n");
}

#[test]
fn white_and_tiny_letters_of_open_documents_are_set_apart() {
    let style = |name: &str, properties: &str| {
        format!("<style:style style:name='{name}'>{properties}</style:style>")
    };
    let styles = [
        style("W", "<style:text-properties fo:color='#FFFFFF'/>"),
        style("T", "<style:text-properties fo:font-size='1pt'/>"),
        style("B", "<style:text-properties fo:color='#000000'/>"),
        style(
            "G",
            "<style:text-properties fo:color='#ffffff' fo:background-color='#003366'/>",
        ),
        style(
            "C",
            "<style:table-cell-properties fo:background-color='#003366'/>",
        ),
    ];
    let span = |style: &str| {
        format!("<text:p>a <text:span text:style-name='{style}'>4711</text:span></text:p>")
    };
    let cell = |style: &str| {
        format!(
            "<table:table-row><table:table-cell table:style-name='{style}'>{}</table:table-cell>\
             </table:table-row>",
            span("W")
        )
    };
    let rows = [
        (span("W"), true),
        (span("T"), true),
        ("<text:p text:style-name='W'>4711</text:p>".to_owned(), true),
        (
            format!("<text:p text:style-name='W'>{}</text:p>", span("B")),
            false,
        ),
        (span("G"), false),
        (cell("none"), true),
        (cell("C"), false),
        (format!("<draw:frame>{}</draw:frame>", span("W")), false),
        (format!("<draw:frame>{}</draw:frame>", span("T")), true),
    ];
    for (body, faint) in rows {
        let xml = format!(
            "<?xml version='1.0'?><office:document>{}<office:text>{body}</office:text>\
             </office:document>",
            styles.concat()
        );
        let found = document("", xml.as_bytes());
        let hidden = text(&found, PartRole::Hidden);
        assert_eq!(
            hidden.contains("<white or tiny text>4711"),
            faint,
            "{body} {hidden}"
        );
        assert_eq!(
            text(&found, PartRole::Body).contains("4711"),
            !faint,
            "{body}"
        );
    }
}
