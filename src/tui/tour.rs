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
use crate::model::{Digest, Lang, Standing, Verdict};
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

/// A step: what it waits for, and on which screens; none are all.
struct Step {
    wants: &'static [A],
    at: &'static [Context],
}

const STEPS: &[Step] = &[
    step(&[A::GoFindings], &[]),
    step(&[A::Open, A::Compare], &[Context::Findings]),
    step(&[A::NextPoint], &[Context::Compare]),
    step(
        &[
            A::NextItem,
            A::NextBase,
            A::PreviousBase,
            A::NextPartner,
            A::PreviousPartner,
        ],
        &[Context::Compare],
    ),
    step(&CODES, &[Context::Compare]),
    step(&[A::Evidence], &[]),
    step(&[A::Find, A::Filter], &[]),
    step(&[A::GoExport], &[]),
];

const CODES: [A; 6] = [
    A::Code(Verdict::Authentic),
    A::Code(Verdict::Altered),
    A::Code(Verdict::Fabricated),
    A::Code(Verdict::Decoy),
    A::Code(Verdict::Foreign),
    A::Code(Verdict::Undetermined),
];

const fn step(wants: &'static [A], at: &'static [Context]) -> Step {
    Step { wants, at }
}

/// All words of the tour. A name in braces stands for the keys of that action.
struct Words {
    title: &'static str,
    of: &'static str,
    found: &'static str,
    leave: &'static str,
    left: &'static str,
    to_findings: &'static str,
    to_compare: &'static str,
    steps: [&'static str; STEPS.len()],
    end: &'static str,
}

const ENGLISH: Words = Words {
    title: "tour",
    of: "of",
    found: "planted edits found",
    leave: "{cancel} leaves it",
    left: "the tour is left; :tour takes it up again",
    to_findings: "This step is on the findings: {findings} goes there.",
    to_compare: "This step is in a comparison: {findings} for the findings, then {open}.",
    steps: [
        "{findings} goes to the findings: the places where witnesses of one text disagree.",
        "{open} compares the two sides of the finding under the cursor, at the edit.",
        "The changed words are marked on both sides. {next-point} goes on to the next change.",
        "{next-item} turns to the next finding; {next-base} changes the base, side A. Do either.",
        "A digit codes the side that the codes row names: {altered} for altered. {undo} undoes.",
        "{evidence} shows the evidence: what speaks for an item, what against it, and its clocks.",
        "{find} finds words in this view. In a list {filter} filters: words, from:anna, tag:later.",
        "{export} goes to the export: what was coded or marked, with a manifest to check it by.",
    ],
    end: "That was the tour. {help} shows the keys of any screen, {back} goes back.",
};

const FRENCH: Words = Words {
    title: "visite",
    of: "sur",
    found: "altérations introduites trouvées",
    leave: "{cancel} la quitte",
    left: "la visite est quittée ; :tour la reprend",
    to_findings: "Cette étape est dans les constats : {findings} y va.",
    to_compare: "Cette étape est dans une comparaison : {findings} pour les constats, puis {open}.",
    steps: [
        "{findings} va aux constats : les lieux où les témoins d'un même texte divergent.",
        "{open} compare les deux côtés du constat sous le curseur, à l'endroit de l'écart.",
        "Les mots changés sont marqués des deux côtés. {next-point} va à l'écart suivant.",
        "{next-item} passe au constat suivant ; {next-base} change la base, côté A. Faites l'un.",
        "Un chiffre code le côté que nomme la ligne des codes : {altered}, altéré. {undo} annule.",
        "{evidence} montre les preuves : ce qui plaide pour, ce qui plaide contre, les horloges.",
        "{find} cherche des mots ici. Dans une liste {filter} filtre : mots, from:anna, tag:later.",
        "{export} va à l'export : ce qui est codé ou marqué, avec un manifeste pour le vérifier.",
    ],
    end: "C'était la visite. {help} montre les touches de chaque écran, {back} revient.",
};

impl Words {
    /// Gives the words in a language.
    const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::English => &ENGLISH,
            Lang::French => &FRENCH,
        }
    }
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
        let words = Words::of(state.shell.lang);
        state.shell.say(words.left.to_owned());
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
    let said = Words::of(shell.lang);
    let mut title = said.title.to_owned();
    if !shell.tour.is_over() {
        let (at, of) = (shell.tour.step + 1, said.of);
        title = format!("{title} {at} {of} {}", STEPS.len());
    }
    let mut title = Line::new().mean(Meaning::Label, &title);
    if !shell.plants.is_empty() {
        let (n, all) = (found(shell, snapshot), shell.plants.len());
        let words = format!(", {n} {} {all} {}", said.of, said.found);
        title = title.mean(Meaning::Label, &words);
    }
    let leave = laid_out(&shell.keys, context, said.leave, usize::from(area.width));
    let leave = leave.into_iter().next().unwrap_or_default();
    canvas.rule(area, 0, title.say("; ").join(leave));
    let width = usize::from(area.width).saturating_sub(2);
    let lines = laid_out(
        &shell.keys,
        context,
        words(said, shell.tour, context),
        width,
    );
    for (y, line) in (1..ROWS).zip(lines) {
        canvas.row(area, y, &Line::new().say(" ").join(line), Meaning::Plain);
    }
}

/// Gives what is said now: the step, or how to come to where it is.
fn words(said: &Words, tour: Tour, context: Context) -> &'static str {
    let (Some(step), Some(words)) = (STEPS.get(tour.step), said.steps.get(tour.step)) else {
        return said.end;
    };
    match step.at.first() {
        Some(at) if *at != context && *at == Context::Findings => said.to_findings,
        Some(at) if *at != context => said.to_compare,
        Some(_) | None => words,
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
    use crate::tui::presets::keymap;

    fn all_words() -> impl Iterator<Item = &'static str> {
        Lang::ALL.into_iter().map(Words::of).flat_map(|said| {
            let rest = [said.leave, said.to_findings, said.to_compare, said.end];
            said.steps.into_iter().chain(rest)
        })
    }

    #[test]
    fn every_name_in_braces_is_an_action_and_every_step_names_its_key() {
        for words in all_words() {
            for name in words.split('{').skip(1) {
                let name = name.split('}').next().unwrap_or("");
                assert!(A::of(name).is_some(), "{name} in {words}");
            }
        }
        for said in Lang::ALL.map(Words::of) {
            for (step, words) in STEPS.iter().zip(said.steps) {
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
