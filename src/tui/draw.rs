//! One draw: the frame around the screen in front, then the sweep. It never changes anything.

use super::canvas::{Canvas, Line, sweep};
use super::layout::{Frame, frame};
use super::prompt::Prompt;
use super::state::{State, Which};
use super::theme::{Meaning, Theme};
use crate::case::Snapshot;
use crate::model::words::{counted, heads as w};
use crate::model::{Lang, Verdict, bounds::SCREEN};
use crate::tui::keymap::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Draws the whole screen into a buffer.
pub fn draw(state: &State, snapshot: &Snapshot, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let mut canvas = Canvas { buffer, theme };
    let toured = state.shell.toured.min(area.height);
    let parts = frame((area.width, area.height - toured));
    let parts = parts.filter(|_| area.width >= SCREEN.0 && area.height >= SCREEN.1);
    if let (Some(parts), Some(screen)) = (parts, state.stack.last()) {
        bar(state, snapshot, &mut canvas, parts.bar);
        screen.draw(&state.shell, snapshot, &mut canvas, parts.body);
        canvas.rule(parts.rule, 0, Line::new());
        codes(state, snapshot, &mut canvas, &parts);
        last_row(state, &mut canvas, parts.keys);
        if state.shell.which == Which::All {
            super::which::draw(state, &mut canvas, parts.body);
        }
        if toured > 0 {
            let rows = Rect::new(0, area.height - toured, area.width, toured);
            super::tour::draw(state, snapshot, &mut canvas, rows);
        }
    } else {
        let (have_w, have_h) = (area.width, area.height);
        let words = w::too_small(state.shell.lang, SCREEN.0, SCREEN.1, have_w, have_h);
        canvas.row(area, 0, &Line::new().say(&words), Meaning::Plain);
    }
    sweep(buffer);
}

fn bar(state: &State, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
    let shell = &state.shell;
    let mut right = state
        .stack
        .last()
        .map_or_else(String::new, |s| s.place(shell, snapshot));
    if let Some((coded, all)) = shell.progress.filter(|p| p.0 > 0) {
        let count = |n| counted(shell.lang, n);
        right.push_str(&w::coded_of(shell.lang, count(coded), count(all)));
        if let Some(pace) = shell.pace.per_hour() {
            right.push_str(&w::pace(shell.lang, count(pace as usize)));
        }
    }
    let unsaved = shell.pending.len();
    if unsaved > 0 {
        right.push_str(&w::not_saved(shell.lang, unsaved));
    }
    if let Some((items, findings)) = shell.news {
        right.push_str(&w::news_bar(
            shell.lang,
            counted(shell.lang, items + findings),
        ));
    }
    if shell.read_only.is_some() {
        right.push_str(w::READ_ONLY.of(shell.lang));
    }
    let right = Line::new().evidence(&right).say(" ");
    let mut left = Line::new().say(" ").evidence(&snapshot.name);
    for screen in &state.stack {
        left = left.say(" > ").evidence(&screen.crumb(shell, snapshot));
    }
    let room = usize::from(area.width);
    let right = right.at_most(room.saturating_sub(12));
    let left = left.fit(room.saturating_sub(right.width() + 1));
    canvas.row(area, 0, &left.say(" ").join(right), Meaning::Bar);
}

/// The codes row: what a digit acts on, and the six verdicts, the given one in brackets.
fn codes(state: &State, snapshot: &Snapshot, canvas: &mut Canvas, parts: &Frame) {
    let shell = &state.shell;
    let Some(screen) = state.stack.last() else {
        return;
    };
    let coding = matches!(
        screen.context(),
        Context::Threads | Context::Message | Context::Groups | Context::Compare | Context::Tags
    );
    if !coding {
        return;
    }
    let target = state.target(snapshot);
    let given: Vec<Option<Verdict>> = target
        .items
        .iter()
        .take(200)
        .filter_map(|ix| snapshot.generation.items.get(ix.at()))
        .map(|i| shell.marks(snapshot, &i.digest).own)
        .collect();
    let given = given
        .first()
        .copied()
        .flatten()
        .filter(|v| given.iter().all(|g| g == &Some(*v)));
    let name = match target.name.as_str() {
        "" => w::acts_on(shell.lang, w::NOTHING.of(shell.lang)),
        name => w::acts_on(shell.lang, name),
    };
    let room = usize::from(parts.codes.width).saturating_sub(name.width());
    let labels = labels(shell.lang, room);
    let mut line = Line::new().mean(Meaning::Label, &name);
    let mut before = " ";
    for ((at, verdict), word) in Verdict::ALL.into_iter().enumerate().zip(labels) {
        let words = format!("{} {word}", at + 1);
        (line, before) = if given == Some(verdict) {
            (line.mean(Meaning::Chosen, &format!("[{words}]")), "")
        } else {
            (line.say(before).say(&words), " ")
        };
    }
    let undo = w::UNDO.of(shell.lang);
    if line.width() + undo.width() <= usize::from(parts.codes.width) {
        line = line.say(undo);
    }
    canvas.row(parts.codes, 0, &line, Meaning::Plain);
}

/// Which verdict is cut short first where the row is narrow.
const CUT_FIRST: [Verdict; 6] = [
    Verdict::Undetermined,
    Verdict::Fabricated,
    Verdict::Authentic,
    Verdict::Foreign,
    Verdict::Altered,
    Verdict::Decoy,
];

/// Names the verdicts in so many columns: in full, else some of them cut short, else by the signs
/// that lists show.
fn labels(lang: Lang, room: usize) -> Vec<String> {
    let told = |cut: usize| {
        let short = CUT_FIRST.get(..cut).unwrap_or(&CUT_FIRST);
        let name = |v: Verdict| {
            if short.contains(&v) {
                v.brief(lang)
            } else {
                v.shown(lang)
            }
        };
        Verdict::ALL.map(|v| name(v).to_owned())
    };
    let fits = |all: &[String; 6]| all.iter().map(|l| l.width() + 3).sum::<usize>() < room;
    let fitting = (0..=CUT_FIRST.len()).map(told).find(fits);
    let signs = || Verdict::ALL.map(|v| v.sign().to_string());
    fitting.unwrap_or_else(signs).into()
}

fn last_row(state: &State, canvas: &mut Canvas, area: Rect) {
    let shell = &state.shell;
    let line = if let Some(prompt) = &shell.prompt {
        prompt_line(prompt, shell.lang, usize::from(area.width))
    } else if let Some(asking) = &shell.asking {
        let words: Vec<&str> = asking.plans.iter().map(|p| p.words.as_str()).collect();
        let words = w::asking(shell.lang, words.join(", "));
        Line::new().mean(Meaning::Doubtful, &words)
    } else if !shell.prefix.is_empty() {
        super::which::line(state, usize::from(area.width))
    } else if let Some(message) = &shell.message {
        let meaning = if message.trouble {
            Meaning::Doubtful
        } else {
            Meaning::Plain
        };
        Line::new().say(" ").evidence_as(meaning, &message.text)
    } else {
        super::hints::line(state, usize::from(area.width))
    };
    canvas.row(area, 0, &line.fit(usize::from(area.width)), Meaning::Plain);
}

/// The prompt with its cursor as a reversed cell, the remark at the right; a text that is too long
/// is shown from where the cursor stays in sight.
fn prompt_line(prompt: &Prompt, lang: Lang, width: usize) -> Line {
    let label = match prompt.kind.label().of(lang) {
        ":" => ":".to_owned(),
        word => w::prompt(lang, word),
    };
    let remark = Line::new()
        .evidence_as(Meaning::Label, &prompt.remark)
        .say(" ");
    let remark = remark.at_most(width / 2);
    let room = width.saturating_sub(label.width() + remark.width() + 2);
    let (mut head, tail) = prompt
        .text
        .split_at_checked(prompt.cursor)
        .unwrap_or((&prompt.text, ""));
    while head.width() + 1 > room {
        let mut rest = head.chars();
        rest.next();
        head = rest.as_str();
    }
    let mut after = tail.chars();
    let under = after.next().map_or_else(|| " ".to_owned(), String::from);
    let from = prompt.cursor - head.len();
    let line = Line::new().mean(Meaning::Label, &label);
    let line = match prompt
        .wrong
        .and_then(|at| head.split_at_checked(at.saturating_sub(from)))
    {
        // What is wrong is underlined, from its place on.
        Some((good, bad)) => line.evidence(good).evidence_as(Meaning::Moved, bad),
        None => line.evidence(head),
    };
    let line = line
        .evidence_as(Meaning::Chosen, &under)
        .evidence(after.as_str());
    line.fit(width.saturating_sub(remark.width())).join(remark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_named_as_far_as_the_row_goes() {
        let told = |lang, room| labels(lang, room).join(" ");
        let whole = "authentic altered fabricated decoy foreign undetermined";
        assert_eq!(told(Lang::English, 69), whole);
        let less = "authentic altered fabricated decoy foreign undet.";
        assert_eq!(told(Lang::English, 68), less);
        let less = "auth. alt. fabr. decoy for. undet.";
        assert_eq!(told(Lang::English, 48), less);
        assert_eq!(told(Lang::English, 47), "= A F D X ?");
        let fr = "authentique altéré fabriqué leurre étranger indét.";
        assert_eq!(told(Lang::French, 68), fr);
        for lang in Lang::ALL {
            for room in 25..90 {
                let all = labels(lang, room);
                let wide: usize = all.iter().map(|l| l.width() + 3).sum();
                assert!(wide < room, "{room}: {all:?}");
                let mut once = all.clone();
                once.sort();
                once.dedup();
                assert_eq!(once.len(), all.len(), "{room}: {all:?}");
            }
        }
    }
}
