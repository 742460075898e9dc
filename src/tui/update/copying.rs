//! What `y` copies: safe text only, for it may be pasted anywhere, and it is shown.

use super::super::action::Copied;
use super::super::canvas::cut;
use super::super::effect::Effect;
use super::super::screens::Screen;
use super::super::state::State;
use super::super::theme::{Colour, Glyphs, Theme};
use crate::case::Snapshot;
use crate::model::Item;
use crate::model::words::screen as w;
use crate::text::SafeText;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Most bytes that are copied; terminals take some 74 kB in base 64.
const MOST: usize = 54_000;
/// Columns of what was copied that are shown.
const SHOWN: usize = 60;

/// Copies something of the screen in front.
pub fn copy(state: &mut State, snapshot: &Snapshot, what: Copied) -> Vec<Effect> {
    let items: Vec<&Item> = match state.stack.last() {
        None => Vec::new(),
        Some(screen) => {
            let target = screen.target(&state.shell, snapshot);
            let items = target.items.into_iter();
            items
                .filter(|ix| state.shell.uncovered || !snapshot.is_covered(*ix))
                .filter_map(|ix| snapshot.generation.items.get(ix.at()))
                .collect()
        }
    };
    let lines: Vec<String> = match what {
        Copied::Item => items.iter().map(|i| i.digest.to_string()).collect(),
        Copied::MessageId => {
            let ids = items.iter().filter_map(|i| i.message_id());
            ids.map(|id| format!("<{id}>")).collect()
        }
        Copied::Citation => items.iter().map(|i| citation(i)).collect(),
        Copied::Line => line(state, snapshot).into_iter().collect(),
    };
    let safe: Vec<String> = lines
        .iter()
        .map(|line| SafeText::line(line).as_str().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let Some(first) = safe.first() else {
        state.shell.say(match what {
            Copied::MessageId => w::NO_ID_TO_COPY,
            Copied::Line => w::NO_LINE_TO_COPY,
            Copied::Item | Copied::Citation => w::NO_ITEM_TO_COPY,
        });
        return Vec::new();
    };
    let text = safe.join("\n");
    if text.len() > MOST {
        let words = w::too_many_lines(state.shell.lang, safe.len());
        state.shell.warn(words);
        return Vec::new();
    }
    let short = cut(first, SHOWN);
    let cut_off = if short.len() < first.len() { "~" } else { "" };
    let more = match safe.len() - 1 {
        0 => String::new(),
        n => w::and_more(state.shell.lang, n),
    };
    let words = w::copied(state.shell.lang, format!("{short}{cut_off}"), more);
    state.shell.say(words);
    vec![Effect::Copy(text)]
}

/// Where an item lies, with its digest.
fn citation(item: &Item) -> String {
    let place = item.locations.first().map_or_else(String::new, |l| {
        let inner = l
            .inner
            .as_deref()
            .map_or(String::new(), |i| format!(" {i}"));
        let bytes = match (l.offset, l.length) {
            (Some(from), Some(length)) => format!(" @ {from} +{length}"),
            _ => String::new(),
        };
        format!("{}{inner}{bytes}", l.path)
    });
    format!("{}, {place}, sha256 {}", item.title(), item.digest)
}

/// The change under the cursor, else the row that the screen shows as selected.
fn line(state: &State, snapshot: &Snapshot) -> Option<String> {
    if let Some(Screen::Compare(compare)) = state.stack.last() {
        return compare.told(state.shell.lang);
    }
    let (width, height) = state.terminal();
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    let theme = Theme::new(Colour::None, Glyphs::Unicode);
    super::super::draw::draw(state, snapshot, &theme, area, &mut buffer);
    let body = super::super::layout::body(state.shell.size);
    let bar = theme.bar();
    (body.top()..body.bottom()).find_map(|y| {
        let cell = |x: u16| buffer.cell((x, y));
        let reversed = |x: u16| cell(x).is_some_and(|c| c.modifier.contains(Modifier::REVERSED));
        // Two columns in a row: a hit in a text is no selected row, a selected row begins with its
        // sign.
        if !(reversed(body.x) && reversed(body.x + 1)) {
            return None;
        }
        let cells = (body.x..body.right()).filter_map(cell);
        let own =
            cells.take_while(|c| c.symbol() != bar || c.modifier.contains(Modifier::REVERSED));
        let text: String = own.map(|c| c.symbol().to_owned()).collect();
        Some(text.trim_start_matches(['>', ' ']).to_owned())
    })
}
