//! Export: what, in which form, where to; then Enter on the last line writes it.
//!
//! ```text
//! > what     < the view: 9 items >
//!   format   < mbox >   one mailbox, byte-identical messages
//!   to       export-macron17
//!   write    9 items into export-macron17
//! ```

use crate::case::Snapshot;
use crate::export::FORMATS;
use crate::model::words::{counted, heads as w, screen};
use crate::model::{Digest, ItemIx, Said, Word};
use crate::tui::action::Action;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::effect::{Effect, ExportPlan};
use crate::tui::prompt::{Prompt, PromptKind};
use crate::tui::state::Shell;
use crate::tui::theme::Meaning;
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The export.
#[derive(Clone, PartialEq, Debug)]
pub struct Export {
    sets: Arc<Vec<(Said, Vec<ItemIx>)>>,
    set: usize,
    format: usize,
    to: String,
    cursor: usize,
    running: bool,
}

const ROWS: usize = 4;

impl Export {
    /// Offers the view that it was opened from, its marks, what is coded, and each tag.
    pub fn new(snapshot: &Snapshot, view: Vec<ItemIx>, marked: Vec<ItemIx>) -> Self {
        let g = &*snapshot.generation;
        let mut coded = Vec::new();
        let mut tags: BTreeMap<Said, Vec<ItemIx>> = BTreeMap::new();
        for (digest, marks) in snapshot.board.items() {
            let Some(ix) = g.by_digest(digest) else {
                continue;
            };
            if !marks.verdicts.is_empty() {
                coded.push(ix);
            }
            let verdicts = marks.verdicts.values();
            let verdicts = verdicts.map(|v| Said::new(|l| w::coded_set(l, v.shown(l))));
            let names = marks.tags.iter();
            let names = names.map(|t| Said::new(|l| w::tagged_set(l, &t.name)));
            for name in verdicts.chain(names) {
                tags.entry(name).or_default().push(ix);
            }
        }
        let mut sets = Vec::new();
        if !marked.is_empty() {
            sets.push((w::SET_MARKED.into(), marked));
        }
        sets.push((w::SET_VIEW.into(), view));
        sets.push((w::SET_CODED.into(), coded));
        sets.extend(tags);
        for (_, items) in &mut sets {
            items.sort_unstable();
            items.dedup();
        }
        Self {
            sets: Arc::new(sets),
            set: 0,
            format: 0,
            to: format!("export-{}", safe_name(&snapshot.name)),
            cursor: 0,
            running: false,
        }
    }

    fn items(&self) -> &[ItemIx] {
        self.sets.get(self.set).map_or(&[], |(_, items)| items)
    }

    fn format(&self) -> (&'static str, Word) {
        FORMATS
            .get(self.format)
            .map_or(("mbox", w::NONE), |row| (row.word, row.line))
    }

    /// Gives place and state.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        w::items(shell.lang, self.items().len())
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        match action {
            Action::Down => self.cursor = (self.cursor + 1).min(ROWS - 1),
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = ROWS - 1,
            Action::Open | Action::PageDown => match self.cursor {
                0 => self.set = (self.set + 1) % self.sets.len().max(1),
                1 => self.format = (self.format + 1) % FORMATS.len(),
                2 => shell.prompt = Some(Prompt::new(PromptKind::ExportTo, &self.to)),
                _ if action == Action::Open => return self.write(shell, snapshot),
                _ => {}
            },
            _ => {}
        }
        Vec::new()
    }

    fn write(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        let items: Vec<Digest> = self
            .items()
            .iter()
            .filter_map(|ix| snapshot.generation.items.get(ix.at()))
            .map(|i| i.digest)
            .collect();
        if items.is_empty() {
            shell.warn(screen::NOTHING_TO_WRITE);
            return Vec::new();
        }
        if self.running {
            shell.say(screen::EXPORT_RUNS);
            return Vec::new();
        }
        self.running = true;
        shell.say(screen::writing(shell.lang, items.len()));
        vec![Effect::Export(ExportPlan {
            items,
            // It is written into the manifest, which says the same in every language.
            words: self
                .sets
                .get(self.set)
                .map_or_else(String::new, |(name, _)| name.en.clone()),
            format: self.format().0,
            to: self.to.clone(),
        })]
    }

    /// Sets where it goes.
    pub fn set_to(&mut self, to: &str) {
        if !to.trim().is_empty() {
            to.trim().clone_into(&mut self.to);
            self.cursor = ROWS - 1;
        }
    }

    /// The export ended.
    pub fn ended(&mut self) {
        self.running = false;
    }

    /// Draws the choices and what would be written.
    pub fn draw(&self, shell: &Shell, snapshot: &Snapshot, canvas: &mut Canvas, area: Rect) {
        let set = self
            .sets
            .get(self.set)
            .map_or("", |(name, _)| name.of(shell.lang));
        let lang = shell.lang;
        let n = w::items(lang, self.items().len());
        let (format, what) = self.format();
        let bytes: u64 = self
            .items()
            .iter()
            .filter_map(|ix| snapshot.generation.items.get(ix.at()))
            .map(|i| i.size_bytes)
            .sum();
        let choice = Line::new;
        let rows = [
            (
                w::CHOOSE_WHAT,
                choice().say("< ").evidence(set).say(&format!(" >   {n}")),
            ),
            (
                w::CHOOSE_FORMAT,
                choice().say(&format!("< {format} >   {}", what.of(lang))),
            ),
            (w::CHOOSE_TO, choice().evidence(&self.to)),
            (
                w::CHOOSE_WRITE,
                choice().say(&w::export_into(lang, &n)).evidence(&self.to),
            ),
        ];
        for (at, (name, line)) in rows.into_iter().enumerate() {
            let here = at == self.cursor;
            let line = Line::new()
                .say(if here { "> " } else { "  " })
                .mean(Meaning::Label, &format!("{:<8} ", name.of(lang)))
                .join(line);
            let base = if here {
                Meaning::Cursor
            } else {
                Meaning::Plain
            };
            canvas.row(area, at as u16 + 1, &line, base);
        }
        canvas.rule(area, 6, Line::new());
        let told = [
            w::export_writes(lang, &n, format),
            w::export_size(lang, counted(lang, bytes as usize)),
            w::EXPORT_AFTER.of(lang).to_owned(),
        ];
        for (y, words) in told.iter().enumerate() {
            canvas.row(area, y as u16 + 7, &Line::new().say(words), Meaning::Plain);
        }
        let words = w::EXPORT_KEYS.of(lang);
        let last = area.height.saturating_sub(1);
        canvas.row(
            area,
            last,
            &Line::new().mean(Meaning::Label, words),
            Meaning::Plain,
        );
    }
}

fn safe_name(name: &str) -> String {
    let kept = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    kept.take(40).collect()
}
