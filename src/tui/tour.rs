//! The tour: eight steps through the screen, each waiting for its real key, in rows of its own
//! below all others, so that it hides nothing. Every key works as ever; the tour only watches.
//!
//! Keys are looked up in the key table, where the user may have changed them.

use super::action::Action as A;
use super::canvas::{Canvas, Line};
use super::keymap::{CONTEXTS, Context, Keymap};
use super::screens::findings::standing;
use super::state::{Shell, State};
use super::theme::Meaning;
use crate::case::Snapshot;
use crate::model::bounds::SCREEN;
use crate::model::words::{screen, tour as w};
use crate::model::{Digest, Standing, Verdict, Word};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Rows that it takes from the other screens: its title and two lines.
pub const ROWS: u16 = 3;

/// Where the tour stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tour {
    /// Whether it is shown.
    open: bool,
    /// The step, from 0; one beyond the last is its end.
    step: usize,
    /// The step's key was pressed; what it opened is not closed yet.
    met: bool,
}

/// A step: what it says, what it waits for, and on which screens; none are all.
struct Step {
    says: Word,
    wants: &'static [A],
    at: &'static [Context],
}

const STEPS: &[Step] = &[
    step(w::GO, &[A::GoFindings], &[]),
    step(w::OPEN, &[A::Open, A::Compare], &[Context::Findings]),
    step(w::POINT, &[A::NextPoint], &[Context::Compare]),
    step(
        w::TURN,
        &[
            A::NextItem,
            A::NextBase,
            A::PreviousBase,
            A::NextPartner,
            A::PreviousPartner,
        ],
        &[Context::Compare],
    ),
    step(w::CODE, &CODES, &[Context::Compare]),
    step(w::EVIDENCE, &[A::Evidence], &[]),
    step(w::FIND, &[A::Find, A::Filter], &[]),
    step(w::EXPORT, &[A::GoExport], &[]),
];

const CODES: [A; 6] = [
    A::Code(Verdict::Authentic),
    A::Code(Verdict::Altered),
    A::Code(Verdict::Fabricated),
    A::Code(Verdict::Decoy),
    A::Code(Verdict::Foreign),
    A::Code(Verdict::Undetermined),
];

const fn step(says: Word, wants: &'static [A], at: &'static [Context]) -> Step {
    Step { says, wants, at }
}

impl Tour {
    /// Tells whether it was gone to its end.
    pub fn is_over(self) -> bool {
        self.step >= STEPS.len()
    }

    /// Gives the step, for the next time.
    pub fn step(self) -> usize {
        self.step
    }

    /// Gives a tour that was left at a step.
    pub fn left_at(step: usize) -> Self {
        Self {
            step: step.min(STEPS.len()),
            ..Self::default()
        }
    }

    /// Gives the rows that it takes from a terminal of some height.
    fn rows(self, height: u16) -> u16 {
        if self.open && height >= SCREEN.1 {
            ROWS
        } else {
            0
        }
    }
}

impl State {
    /// Gives the size of the terminal: what the screens have, and the rows of the tour.
    pub fn terminal(&self) -> (u16, u16) {
        let (width, height) = self.shell.size;
        (width, height + self.shell.toured)
    }

    /// Divides a terminal between the screens and the tour.
    pub fn fit(&mut self, (width, height): (u16, u16)) {
        self.shell.toured = self.shell.tour.rows(height);
        self.shell.size = (width, height - self.shell.toured);
    }
}

/// Shows the tour where it was left; after its end from the start.
pub fn open(state: &mut State) {
    let terminal = state.terminal();
    let tour = &mut state.shell.tour;
    if tour.is_over() {
        *tour = Tour::default();
    }
    tour.open = true;
    tour.met = false;
    state.fit(terminal);
}

/// Leaves the tour; false where it is not shown.
pub fn leave(state: &mut State) -> bool {
    if !state.shell.tour.open {
        return false;
    }
    let terminal = state.terminal();
    state.shell.tour.open = false;
    state.fit(terminal);
    if !state.shell.tour.is_over() {
        let words = w::LEFT.of(state.shell.lang);
        state.shell.say(words.to_owned());
    }
    true
}

/// Notes an action that was done on a screen.
pub fn watch(shell: &mut Shell, at: Context, action: A) {
    let tour = &mut shell.tour;
    let step = STEPS.get(tour.step).filter(|_| tour.open);
    let here = |s: &&Step| s.at.is_empty() || s.at.contains(&at);
    if step.filter(here).is_some_and(|s| s.wants.contains(&action)) {
        tour.met = true;
    }
}

/// Goes on once the step's key was pressed and nothing is being typed.
pub fn go_on(shell: &mut Shell) {
    if shell.tour.met && shell.prompt.is_none() {
        shell.tour.met = false;
        shell.tour.step += 1;
    }
}

/// Counts the planted edits of a demonstration that this author has found: one of the changed items
/// is coded as altered or fabricated, or a finding about one is confirmed.
fn found(shell: &Shell, snapshot: &Snapshot) -> usize {
    let findings = &snapshot.generation.findings;
    let is_found = |item: &Digest| {
        let own = shell.marks(snapshot, item).own;
        if matches!(own, Some(Verdict::Altered | Verdict::Fabricated)) {
            return true;
        }
        let ix = snapshot.generation.by_digest(item);
        let about = ix.and_then(|ix| shell.lookup.findings.get(&ix));
        about.into_iter().flatten().any(|at| {
            let finding = findings.get(*at as usize);
            let held = finding.and_then(|f| standing(shell, snapshot, &f.id));
            held == Some(Standing::Confirmed)
        })
    };
    let plants = shell.plants.iter();
    plants.filter(|items| items.iter().any(is_found)).count()
}

/// Draws it into its rows.
pub fn draw(state: &State, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
    let shell = &state.shell;
    let context = state.context();
    let lang = shell.lang;
    let of = w::OF.of(lang);
    let mut title = w::TITLE.of(lang).to_owned();
    if !shell.tour.is_over() {
        let at = shell.tour.step + 1;
        title = format!("{title} {at} {of} {}", STEPS.len());
    }
    let mut title = Line::new().mean(Meaning::Label, &title);
    if !shell.plants.is_empty() {
        let (n, all) = (found(shell, snapshot), shell.plants.len());
        let words = format!(", {n} {of} {all} {}", w::FOUND.of(lang));
        title = title.mean(Meaning::Label, &words);
    }
    let leave = w::LEAVE.of(lang);
    let leave = laid_out(&shell.keys, context, leave, usize::from(area.width));
    let leave = leave.into_iter().next().unwrap_or_default();
    canvas.rule(area, 0, title.say(screen::THEN.of(lang)).join(leave));
    let width = usize::from(area.width).saturating_sub(2);
    let said = words(shell.tour, context).of(lang);
    let lines = laid_out(&shell.keys, context, said, width);
    for (y, line) in (1..ROWS).zip(lines) {
        canvas.row(area, y, &Line::new().say(" ").join(line), Meaning::Plain);
    }
}

/// Gives what is said now: the step, or how to come to where it is.
fn words(tour: Tour, context: Context) -> Word {
    let Some(step) = STEPS.get(tour.step) else {
        return w::END;
    };
    match step.at.first() {
        Some(at) if *at != context && *at == Context::Findings => w::TO_FINDINGS,
        Some(at) if *at != context => w::TO_COMPARE,
        Some(_) | None => step.says,
    }
}

/// Breaks words into lines, keys put in for the names in braces.
fn laid_out(keys: &Keymap, context: Context, words: &str, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    for word in words.split(' ') {
        let mut piece = Line::new();
        for (at, part) in word.split(['{', '}']).enumerate() {
            piece = match A::of(part).filter(|_| at % 2 == 1) {
                Some(action) => piece.mean(Meaning::Chosen, &key(keys, context, action)),
                None => piece.say(part),
            };
        }
        let Some(line) = lines.last_mut() else { break };
        if line.width() == 0 {
            *line = piece;
        } else if line.width() + 1 + piece.width() <= width {
            *line = std::mem::take(line).say(" ").join(piece);
        } else {
            lines.push(piece);
        }
    }
    lines
}

/// Gives the keys of an action as they are shown: here, else where it has some. Where a digit has a
/// key beside it, as on a keyboard that types digits with Shift, both are shown.
fn key(keys: &Keymap, context: Context, action: A) -> String {
    let contexts = std::iter::once(context).chain(CONTEXTS.iter().map(|c| c.context));
    let all = contexts.map(|c| keys.keys_of(c, action));
    let all = all.into_iter().find(|all| !all.is_empty()).unwrap_or(&[]);
    let digit = |k: &String| k.width() == 1 && k.chars().all(|c| c.is_ascii_digit());
    match all.first() {
        Some(first) if digit(first) => all.join("/"),
        Some(first) => first.clone(),
        None => format!(":{}", action.row().name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::tui::presets::keymap;

    fn all_words() -> impl Iterator<Item = &'static str> {
        let rest = [w::LEAVE, w::TO_FINDINGS, w::TO_COMPARE, w::END];
        let all = STEPS.iter().map(|step| step.says).chain(rest);
        all.flat_map(|said| Lang::ALL.map(|lang| said.of(lang)))
    }

    #[test]
    fn every_name_in_braces_is_an_action_and_every_step_names_its_key() {
        for words in all_words() {
            for name in words.split('{').skip(1) {
                let name = name.split('}').next().unwrap_or("");
                assert!(A::of(name).is_some(), "{name} in {words}");
            }
        }
        for step in STEPS {
            for words in Lang::ALL.map(|lang| step.says.of(lang)) {
                let named = |a: &A| words.contains(&format!("{{{}}}", a.row().name));
                assert!(step.wants.iter().any(named), "{words}");
            }
        }
    }

    #[test]
    fn everything_said_stands_in_two_lines_of_the_smallest_screen() {
        let width = usize::from(SCREEN.0) - 2;
        for preset in ["default", "azerty", "azerty-mac"] {
            let keys = keymap(preset, &toml::Table::new()).unwrap();
            for row in CONTEXTS {
                for words in all_words() {
                    let lines = laid_out(&keys, row.context, words, width);
                    assert!(lines.len() < usize::from(ROWS), "{preset}: {words}");
                    assert!(lines.iter().all(|l| l.width() <= width), "{words}");
                }
            }
        }
    }

    #[test]
    fn changed_keys_are_shown() {
        let shown = |preset: &str, changes: &str, action| {
            let keys = keymap(preset, &changes.parse().unwrap()).unwrap();
            key(&keys, Context::Compare, action)
        };
        assert_eq!(shown("default", "findings = \"gF\"", A::GoFindings), "gF");
        assert_eq!(shown("azerty", "", A::Code(Verdict::Altered)), "2/é");
        assert_eq!(shown("default", "", A::NextPoint), "n");
    }
}
