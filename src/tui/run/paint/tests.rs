//! What the painter writes is read back by a terminal: with and without moved rows it shows the
//! frame, and what scrolled costs little.

use super::{Painter, Scroll};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const LOOKS: [Style; 6] = [
    Style::new(),
    Style::new().add_modifier(Modifier::REVERSED),
    Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED),
    Style::new()
        .fg(Color::Blue)
        .add_modifier(Modifier::UNDERLINED),
    Style::new()
        .fg(Color::LightCyan)
        .bg(Color::Indexed(17))
        .add_modifier(Modifier::BOLD),
    Style::new().fg(Color::Rgb(1, 2, 3)),
];

/// A frame: pieces of lines with a look, the first line to show, and rows around that stay.
#[derive(Clone, Debug)]
struct Frame {
    size: (u16, u16),
    from: usize,
    cursor: u16,
    word: String,
}

fn draw(frame: &Frame, lines: &[Vec<(String, usize)>], area: Rect, buffer: &mut Buffer) {
    for y in 0..area.height {
        if y == 0 || y + 1 == area.height {
            buffer.set_stringn(0, y, &frame.word, area.width.into(), LOOKS[1]);
            continue;
        }
        let mut x = 0;
        let line = lines.get(frame.from + usize::from(y));
        for (text, look) in line.into_iter().flatten() {
            let room = usize::from(area.width - x);
            (x, _) = buffer.set_stringn(x, y, text, room, LOOKS[*look]);
        }
        if y == frame.cursor {
            buffer.set_style(Rect::new(0, y, area.width, 1), LOOKS[1]);
        }
    }
}

/// Gives what a terminal shows: text and look of each column.
fn seen(parser: &vt100::Parser, (width, height): (u16, u16)) -> Vec<String> {
    let screen = parser.screen();
    let cell = |y, x| {
        let Some(cell) = screen.cell(y, x) else {
            return "none".to_owned();
        };
        let text = if cell.has_contents() || cell.is_wide_continuation() {
            cell.contents()
        } else {
            " "
        };
        let (bold, under, inverse) = (cell.bold(), cell.underline(), cell.inverse());
        let (fg, bg) = (cell.fgcolor(), cell.bgcolor());
        let blank = text == " " && !under && !inverse;
        let fg = if blank { vt100::Color::Default } else { fg };
        let bold = bold && text != " ";
        format!("{y},{x}: {text} {fg:?} {bg:?} {bold} {under} {inverse}")
    };
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (y, x)))
        .map(|(y, x)| cell(y, x))
        .collect()
}

struct Screen {
    painter: Painter<Vec<u8>>,
    parser: vt100::Parser,
}

impl Screen {
    fn new(scroll: Scroll, (width, height): (u16, u16)) -> Self {
        Self {
            painter: Painter::new(Vec::new(), scroll),
            parser: parser(width, height),
        }
    }

    /// Paints a frame and gives the number of bytes that it took.
    fn paint(&mut self, frame: &Frame, lines: &[Vec<(String, usize)>]) -> usize {
        self.painter
            .paint(frame.size, |area, buffer| draw(frame, lines, area, buffer))
            .unwrap();
        let bytes = std::mem::take(&mut self.painter.out);
        self.parser.process(&bytes);
        bytes.len()
    }
}

fn parser(width: u16, height: u16) -> vt100::Parser {
    let mut parser = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
    parser.process(b"\x1b[?7l");
    parser
}

fn texts() -> impl Strategy<Value = Vec<Vec<(String, usize)>>> {
    let piece = (
        "[a-c ]{0,9}|日本|é|e\u{301}x|[ -~]{1,30}|─{1,20}| {4,20}",
        0..6_usize,
    );
    let line = prop::collection::vec(piece, 0..5);
    prop::collection::vec(line, 1..80)
}

fn frames() -> impl Strategy<Value = Vec<Frame>> {
    let size = prop_oneof![5 => Just((40, 12)), 1 => Just((23, 20)), 1 => Just((3, 3))];
    let frame = (size, 0..30_usize, 0..20_u16, "[a-b]{1,12}");
    let frame = frame.prop_map(|(size, from, cursor, word)| Frame {
        size,
        from,
        cursor,
        word,
    });
    prop::collection::vec(frame, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn moved_rows_and_written_rows_look_the_same(lines in texts(), frames in frames()) {
        let size = frames[0].size;
        let mut with = Screen::new(Scroll::Region, size);
        let mut without = Screen::new(Scroll::Never, size);
        let mut before = size;
        for frame in &frames {
            if frame.size != before {
                let (width, height) = frame.size;
                for screen in [&mut with, &mut without] {
                    let (rows, cols) = (height.try_into().unwrap(), width.try_into().unwrap());
                    screen.parser.screen_mut().set_size(rows, cols);
                }
                before = frame.size;
            }
            with.paint(frame, &lines);
            without.paint(frame, &lines);
            let mut whole = Screen::new(Scroll::Never, frame.size);
            whole.paint(frame, &lines);
            let shown = seen(&whole.parser, frame.size);
            prop_assert_eq!(&seen(&without.parser, frame.size), &shown);
            prop_assert_eq!(&seen(&with.parser, frame.size), &shown);
        }
    }
}

/// Lines of a text that differ from each other.
fn prose() -> Vec<Vec<(String, usize)>> {
    let line = |n: usize| {
        let words = (0..7).map(|w| format!("{:x} ", (n * 7919 + w * 104_729) % 65_521));
        vec![(words.collect::<String>(), n % 3), (" 日本 end".into(), 0)]
    };
    (0..200).map(line).collect()
}

#[test]
fn a_line_that_scrolls_costs_a_line() {
    for (size, most) in [((80, 24), 110), ((160, 50), 110)] {
        let mut screen = Screen::new(Scroll::Region, size);
        for from in (0..40).chain((0..40).rev()) {
            let frame = Frame {
                size,
                from,
                cursor: 99,
                word: "bar".into(),
            };
            let bytes = screen.paint(&frame, &prose());
            assert!(
                from == 0 && bytes > 500 || bytes <= most,
                "{size:?}: line {from} cost {bytes}"
            );
        }
    }
}

#[test]
fn the_same_frame_again_costs_nothing() {
    let size = (80, 24);
    let mut screen = Screen::new(Scroll::Region, size);
    let frame = Frame {
        size,
        from: 0,
        cursor: 3,
        word: "bar".into(),
    };
    assert!(screen.paint(&frame, &prose()) > 0);
    assert_eq!(screen.paint(&frame, &prose()), 0);
}

#[test]
fn blanks_at_the_end_of_a_row_are_erased_and_not_written() {
    let size = (160, 5);
    let mut screen = Screen::new(Scroll::Never, size);
    let long = vec![vec![("x".repeat(160), 0)]; 6];
    let frame = Frame {
        size,
        from: 0,
        cursor: 99,
        word: "bar".into(),
    };
    screen.paint(&frame, &long);
    let short = vec![vec![("x".repeat(10), 0)]; 6];
    let bytes = screen.paint(&frame, &short);
    assert!(bytes < 40, "{bytes}");
}
