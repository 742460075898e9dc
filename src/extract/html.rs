//! HTML laid out as text: blocks on lines of their own, lists with marks, tables row by row, links
//! with where they lead, quotes with `> `; text that a style hides is set apart.

use super::column::Column;
use super::style::{Dress, dress, is_white};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// Deepest quote and list that is drawn.
const DEPTH: usize = 32;

/// Lays HTML out: what a reader sees, and what a style hides from readers.
pub(super) fn layout(html: &str) -> (String, String) {
    super::guarded(|| {
        let mut page = Page::default();
        let mut emitter = CallbackEmitter::new(
            |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
                page.event(&event);
                None
            },
        );
        emitter.naively_switch_states(true);
        let _ = Tokenizer::new_with_emitter(html, emitter).finish();
        page.close_link();
        let mut text = page.seen.text;
        if !text.is_empty() {
            text.push('\n');
        }
        (text, page.hidden.text)
    })
}

/// What an element does to the layout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Begins and ends a line.
    Block,
    /// Begins and ends a paragraph.
    Paragraph,
    Break,
    Rule,
    Quote,
    List,
    Numbered,
    ListItem,
    Row,
    Cell,
    Pre,
    Link,
    /// Its text is never shown.
    Dropped,
    Inline,
}

const SHAPES: &[(&[u8], Shape)] = &[
    (b"a", Shape::Link),
    (b"address", Shape::Block),
    (b"article", Shape::Block),
    (b"blockquote", Shape::Quote),
    (b"body", Shape::Block),
    (b"br", Shape::Break),
    (b"caption", Shape::Block),
    (b"center", Shape::Block),
    (b"dd", Shape::Block),
    (b"div", Shape::Block),
    (b"dl", Shape::Paragraph),
    (b"dt", Shape::Block),
    (b"footer", Shape::Block),
    (b"form", Shape::Block),
    (b"h1", Shape::Paragraph),
    (b"h2", Shape::Paragraph),
    (b"h3", Shape::Paragraph),
    (b"h4", Shape::Paragraph),
    (b"h5", Shape::Paragraph),
    (b"h6", Shape::Paragraph),
    (b"header", Shape::Block),
    (b"hr", Shape::Rule),
    (b"li", Shape::ListItem),
    (b"ol", Shape::Numbered),
    (b"p", Shape::Paragraph),
    (b"pre", Shape::Pre),
    (b"script", Shape::Dropped),
    (b"section", Shape::Block),
    (b"style", Shape::Dropped),
    (b"table", Shape::Block),
    (b"td", Shape::Cell),
    (b"template", Shape::Dropped),
    (b"th", Shape::Cell),
    (b"title", Shape::Dropped),
    (b"tr", Shape::Row),
    (b"ul", Shape::List),
];

/// Elements that have no end tag.
const VOID: &[&[u8]] = &[
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"wbr",
];

/// Elements that end where the next of their kind begins.
const SELF_ENDING: &[&[u8]] = &[b"p", b"li", b"td", b"th", b"tr", b"dd", b"dt", b"option"];

fn shape(name: &[u8]) -> Shape {
    SHAPES
        .binary_search_by(|(known, _)| (*known).cmp(name))
        .ok()
        .and_then(|at| SHAPES.get(at))
        .map_or(Shape::Inline, |(_, shape)| *shape)
}

/// The element whose text is set apart, and how often it is open.
struct Apart {
    name: Vec<u8>,
    open: usize,
    dropped: bool,
}

#[derive(Default)]
struct Page {
    seen: Column,
    hidden: Column,
    apart: Option<Apart>,
    quotes: usize,
    pre: usize,
    /// Open lists; a number is the last one written, `None` a bullet list.
    lists: Vec<Option<u32>>,
    /// Where the link's text begins, and where it leads.
    link: Option<(usize, String)>,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    tag_hides: bool,
    /// What the tag's style does.
    dress: Dress,
    /// Whether something before this may have laid a ground that white letters are seen on.
    grounds: bool,
    href: String,
}

impl Page {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.tag_hides = false;
                self.dress = Dress::default();
                self.href.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.tag_hides |= *name == b"hidden";
            }
            CallbackEvent::AttributeValue { value } => match self.attribute.as_slice() {
                b"style" => {
                    let dress = dress(value);
                    self.tag_hides |= dress.hides;
                    self.dress.white |= dress.white;
                    self.dress.ground |= dress.ground;
                }
                b"color" => self.dress.white |= is_white(value),
                b"bgcolor" => self.dress.ground |= !is_white(value),
                b"background" | b"class" => self.dress.ground = true,
                b"href" => String::from_utf8_lossy(value)
                    .trim()
                    .clone_into(&mut self.href),
                _ => {}
            },
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag);
                self.tag = tag;
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => self.words(value),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, name: &[u8]) {
        let shape = shape(name);
        self.grounds |= self.dress.ground || name == b"style" || name == b"link";
        self.tag_hides |= self.dress.white && !self.grounds;
        if let Some(apart) = &mut self.apart {
            let ended = apart.name == name && SELF_ENDING.contains(&name);
            if apart.name == name && !ended {
                apart.open += 1;
            }
            if !ended {
                if shape != Shape::Inline && shape != Shape::Link {
                    self.hidden.owe(1);
                }
                return;
            }
            self.apart = None;
        }
        if shape == Shape::Dropped || (self.tag_hides && !VOID.contains(&name)) {
            self.apart = Some(Apart {
                name: name.to_vec(),
                open: 1,
                dropped: shape == Shape::Dropped,
            });
            self.hidden.owe(1);
            return;
        }
        self.open(shape);
    }

    fn open(&mut self, shape: Shape) {
        match shape {
            Shape::Block | Shape::Row => self.seen.owe(1),
            Shape::Paragraph => self.seen.owe(2),
            Shape::Break => self.seen.broken(),
            Shape::Rule => {
                self.seen.owe(1);
                self.words(b"---");
                self.seen.owe(1);
            }
            Shape::Quote => {
                self.seen.owe(1);
                self.quotes = (self.quotes + 1).min(DEPTH);
            }
            Shape::List => self.list(None),
            Shape::Numbered => self.list(Some(0)),
            Shape::ListItem => self.item(),
            Shape::Cell => {
                self.seen.tab |= self.seen.breaks == 0 && !self.seen.text.is_empty();
            }
            Shape::Pre => {
                self.seen.owe(1);
                self.pre += 1;
            }
            Shape::Link => {
                self.close_link();
                if !self.href.is_empty() {
                    self.link = Some((self.seen.text.len(), std::mem::take(&mut self.href)));
                }
            }
            Shape::Dropped | Shape::Inline => {}
        }
    }

    fn list(&mut self, first: Option<u32>) {
        self.seen.owe(1);
        if self.lists.len() < DEPTH {
            self.lists.push(first);
        }
    }

    fn item(&mut self) {
        self.seen.owe(1);
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        self.seen.mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{indent}{number}. ")
            }
            Some(None) | None => format!("{indent}- "),
        };
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(apart) = &mut self.apart {
            if apart.name == name {
                apart.open -= 1;
                if apart.open == 0 {
                    self.apart = None;
                }
            }
            return;
        }
        match shape(name) {
            Shape::Block | Shape::Row | Shape::ListItem => self.seen.owe(1),
            Shape::Paragraph => self.seen.owe(2),
            Shape::Quote => {
                self.seen.owe(1);
                self.quotes = self.quotes.saturating_sub(1);
            }
            Shape::List | Shape::Numbered => {
                self.lists.pop();
                self.seen.owe(1);
            }
            Shape::Pre => {
                self.pre = self.pre.saturating_sub(1);
                self.seen.owe(1);
            }
            Shape::Link => self.close_link(),
            Shape::Break | Shape::Rule | Shape::Cell | Shape::Dropped | Shape::Inline => {}
        }
    }

    /// Writes where a link leads, unless its text says that already.
    fn close_link(&mut self) {
        let Some((from, href)) = self.link.take() else {
            return;
        };
        let text = self.seen.text.get(from..).unwrap_or("").trim();
        let bare = |s: &str| -> String {
            let s = s
                .trim_start_matches("mailto:")
                .trim_start_matches("http://");
            s.trim_start_matches("https://")
                .trim_end_matches('/')
                .to_lowercase()
        };
        let leads = !(href.starts_with('#') || href.starts_with("cid:"));
        if leads && !text.is_empty() && bare(text) != bare(&href) {
            self.seen.text.push_str(" <");
            self.seen.text.push_str(&href);
            self.seen.text.push('>');
        }
    }

    fn words(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(value);
        match &self.apart {
            Some(Apart { dropped: true, .. }) => {}
            Some(_) => self.hidden.flow(&text, 0),
            None if self.pre > 0 => self.seen.keep(&text, self.quotes),
            None => self.seen.flow(&text, self.quotes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text_as_it_is_read() {
        let rows = [
            ("<p>a  b</p><p>c<br>d</p>", "a b\n\nc\nd\n"),
            (
                "<ul><li>x<li>y</ul><ol><li>1st<li>2nd</ol>",
                "- x\n- y\n1. 1st\n2. 2nd\n",
            ),
            (
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>",
                "a\tb\nc\td\n",
            ),
            (
                "<a href='http://example.org/x'>here</a>",
                "here <http://example.org/x>\n",
            ),
            (
                "<a href='http://example.org/'>example.org</a>",
                "example.org\n",
            ),
            (
                "hi<blockquote>q<blockquote>r</blockquote></blockquote>me",
                "hi\n> q\n> > r\nme\n",
            ),
            ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc\n"),
            (
                "<style>p{}</style><script>x()</script>a &amp; &eacute;",
                "a & é\n",
            ),
            ("a<!-- b --><b>c</b> d", "ac d\n"),
            ("", ""),
        ];
        for (html, wanted) in rows {
            assert_eq!(layout(html).0, wanted, "{html}");
        }
    }

    #[test]
    fn hidden_text_is_set_apart() {
        let html = "<p>seen</p><div style='display: none'>one<div>two</div></div><p>too</p>\
            <span style='font-size:0px'>three</span>";
        let (seen, hidden) = layout(html);
        assert_eq!(seen, "seen\n\ntoo\n");
        assert_eq!(hidden, "one\ntwo\nthree");
        let white = "<p>seen</p><font color='#FFFFFF'>one</font>";
        assert_eq!(layout(white), ("seen\n".into(), "one".into()));
        for ground in [
            "<table bgcolor=navy>",
            "<div style='background:#036'>",
            "<body class=x>",
            "<style>td{background:#000}</style>",
        ] {
            let html = format!("{ground}<p style='color:white'>one</p>");
            assert_eq!(layout(&html), ("one\n".into(), String::new()), "{ground}");
        }
    }

    #[test]
    fn the_table_of_shapes_is_sorted() {
        assert!(SHAPES.is_sorted_by(|a, b| a.0 < b.0));
    }
}
