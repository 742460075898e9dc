//! Words in the drawings of an Office file that stand in parts of their own: boxes of text over the
//! cells of a sheet, charts with their titles, axes and rows of numbers, and diagrams.

use super::package::Package;
use super::paper::Paper;
use super::xml::{Node, walk};
use crate::model::bounds;

/// Drawings, charts and diagrams of one part that are read.
const PARTS: usize = 200;

/// Gives the words of what hangs on a part of the file.
pub(super) fn words(package: &mut Package<'_>, part: &str, paper: &mut Paper) -> String {
    let mut out = String::new();
    let mut todo: Vec<(String, usize)> = vec![(part.to_owned(), 0)];
    let mut read = 0;
    while let Some((part, level)) = todo.pop() {
        let mut relations: Vec<_> = package.relations(&part, paper).into_values().collect();
        relations.sort_by_key(|r| (r.target.len(), r.target.clone()));
        for relation in relations {
            let reader = match relation.kind.as_str() {
                "drawing" | "diagramData" | "chartUserShapes" => paragraphs,
                "chart" | "chartEx" => chart,
                _ => continue,
            };
            read += 1;
            if read > PARTS || out.len() > bounds::TEXT_BYTES {
                return out;
            }
            let xml = package.read(&relation.target, paper);
            out.push_str(&reader(&xml, paper));
            // A sheet has a drawing, the drawing a chart, and the chart again boxes of text.
            if level < 3 {
                todo.push((relation.target, level + 1));
            }
        }
    }
    out
}

/// Reads the paragraphs of shapes.
fn paragraphs(xml: &[u8], paper: &mut Paper) -> String {
    let mut out = String::new();
    let (mut inside, mut fallback) = (false, 0_usize);
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("Fallback", _) => fallback += 1,
        Node::Close("Fallback") => fallback = fallback.saturating_sub(1),
        Node::Open("t", _) => inside = true,
        Node::Close("t") => inside = false,
        Node::Open("br", _) | Node::Close("p") => end_line(&mut out),
        Node::Words(words) if inside && fallback == 0 => out.push_str(words),
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    end_line(&mut out);
    out
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// One row of numbers of a chart.
#[derive(Default)]
struct Series {
    name: String,
    labels: Vec<String>,
    values: Vec<String>,
}

/// Which list of a row of numbers is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Name,
    Labels,
    Values,
}

/// Numbers of one chart that are kept.
const POINTS: usize = 20_000;

/// Reads a chart: its titles, then a table of what it draws.
fn chart(xml: &[u8], paper: &mut Paper) -> String {
    let (mut titles, mut table) = (String::new(), String::new());
    let mut last: Vec<String> = Vec::new();
    let mut series: Option<Series> = None;
    let mut list: Option<List> = None;
    let (mut title, mut value, mut points) = (false, false, 0_usize);
    walk(xml, paper, &mut |node, _| match node {
        Node::Open("ser", _) => series = Some(Series::default()),
        Node::Open("tx", _) if series.is_some() && list.is_none() => list = Some(List::Name),
        Node::Open("cat" | "xVal", _) => list = Some(List::Labels),
        Node::Open("val" | "yVal", _) => list = Some(List::Values),
        Node::Close("tx" | "cat" | "xVal" | "val" | "yVal") => list = None,
        Node::Open("t", _) => title = true,
        Node::Close("t") => title = false,
        Node::Close("p") => end_line(&mut titles),
        Node::Open("v", _) => {
            value = points < POINTS;
            points += 1;
            match (&mut series, list) {
                (Some(s), Some(List::Labels)) if value => s.labels.push(String::new()),
                (Some(s), Some(List::Values)) if value => s.values.push(String::new()),
                _ => {}
            }
        }
        Node::Close("v") => value = false,
        Node::Words(words) if title => titles.push_str(words),
        Node::Words(words) if value => {
            let field = match (&mut series, list) {
                (Some(s), Some(List::Name)) => Some(&mut s.name),
                (Some(s), Some(List::Labels)) => s.labels.last_mut(),
                (Some(s), Some(List::Values)) => s.values.last_mut(),
                _ => None,
            };
            match field {
                Some(field) => field.push_str(words),
                // A title that is a cell's.
                None => titles.push_str(words),
            }
        }
        Node::Close("ser") => {
            let Some(found) = series.take() else {
                return;
            };
            if found.labels != last && !found.labels.is_empty() {
                row(&mut table, "", &found.labels);
                last = found.labels;
            }
            row(&mut table, &found.name, &found.values);
        }
        Node::Open(..) | Node::Close(_) | Node::Words(_) => {}
    });
    end_line(&mut titles);
    titles + &table
}

fn row(out: &mut String, name: &str, cells: &[String]) {
    out.push_str(name);
    for cell in cells {
        out.push('\t');
        out.push_str(&super::number::general(cell));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_give_titles_and_a_table() {
        let xml = "<c:chartSpace><c:title><c:tx><c:rich><a:p><a:r><a:t>Costs </a:t></a:r><a:r>\
            <a:t>2017</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:ser><c:tx>\
            <c:strRef><c:f>S!B1</c:f><c:strCache><c:pt><c:v>Hall</c:v></c:pt></c:strCache>\
            </c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt><c:v>May</c:v></c:pt><c:pt>\
            <c:v>June</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>\
            <c:formatCode>0.0</c:formatCode><c:pt><c:v>12.50</c:v></c:pt><c:pt><c:v>9</c:v></c:pt>\
            </c:numCache></c:numRef></c:val></c:ser><c:valAx><c:title><c:tx><c:rich><a:p><a:r>\
            <a:t>Euro</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx></c:plotArea>\
            </c:chartSpace>";
        let text = chart(xml.as_bytes(), &mut Paper::default());
        assert_eq!(text, "Costs 2017\nEuro\n\tMay\tJune\nHall\t12.5\t9\n");
    }

    #[test]
    fn shapes_give_their_paragraphs_once() {
        let xml = "<xdr:wsDr><mc:AlternateContent><mc:Choice><a:p><a:r><a:t>One</a:t></a:r><a:br/>\
            <a:r><a:t>two</a:t></a:r></a:p></mc:Choice><mc:Fallback><a:p><a:r><a:t>One</a:t></a:r>\
            </a:p></mc:Fallback></mc:AlternateContent></xdr:wsDr>";
        assert_eq!(
            paragraphs(xml.as_bytes(), &mut Paper::default()),
            "One\ntwo\n"
        );
    }
}
