//! Compare: two texts, side by side from 80 columns or one column with signs, change by change.
//!
//! One scroll position in aligned rows; equal runs are folded; what is ignored is counted. A digit
//! codes the side with the focus, and the codes row names it.

mod draw;
mod moves;
mod witnesses;

use super::{Screen, Target, counted};
use crate::case::Snapshot;
use crate::model::ItemIx;
use crate::model::words::{heads as w, screen};
use crate::tui::action::Action;
use crate::tui::align::{Folds, Shown};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::habits::Habits;
use crate::tui::layout::body;
use crate::tui::sides::{Ignore, Layout, Noise, Side, Sides, View};
use crate::tui::state::{Going, Shell};
use std::sync::Arc;

/// Two texts, in a list of pairs.
#[derive(Clone, PartialEq, Debug)]
pub struct Compare {
    pairs: Arc<Vec<(ItemIx, ItemIx)>>,
    /// The findings that the pairs are of, by their places in the case; empty for other pairs.
    trail: Arc<Vec<u32>>,
    place: usize,
    wish: Option<Layout>,
    ignore: Ignore,
    sides: Option<Arc<Sides>>,
    shown: Arc<Vec<Shown>>,
    folds: Folds,
    top: usize,
    point: Option<usize>,
    hit: Option<usize>,
    focus: Focus,
    /// Words of the change that is asked for.
    wanted: Option<(String, String)>,
    awaited: Job,
}

/// Which side a digit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// One of them.
    One(Side),
    /// Both.
    Both,
}

/// Narrowest screen on which two texts stand side by side.
const BESIDE: u16 = 80;

/// Opens a pair, or says that there is none.
pub fn go(shell: &mut Shell, pair: Option<(ItemIx, ItemIx)>) {
    match pair {
        Some(pair) => {
            let screen = Compare::new(vec![pair], 0);
            shell
                .going
                .push(Going::Into(Box::new(Screen::Compare(screen))));
        }
        None => shell.say(screen::NOTHING_TO_COMPARE),
    }
}

impl Compare {
    /// Opens a pair of a list.
    pub fn new(pairs: Vec<(ItemIx, ItemIx)>, place: usize) -> Self {
        Self {
            pairs: Arc::new(pairs),
            trail: Arc::default(),
            place,
            wish: None,
            ignore: Ignore::default(),
            sides: None,
            shown: Arc::default(),
            folds: Folds::All,
            top: 0,
            point: None,
            hit: None,
            focus: Focus::One(Side::B),
            wanted: None,
            awaited: 0,
        }
    }

    /// Lays it out, and ignores, as the reviewer is used to.
    pub fn accustom(&mut self, habits: &Habits) {
        self.wish = habits.layout;
        self.ignore = habits.ignore;
    }

    /// Opens the pair of a finding, in a list of findings.
    pub fn along(trail: Vec<u32>, pairs: Vec<(ItemIx, ItemIx)>, place: usize) -> Self {
        Self {
            trail: Arc::new(trail),
            ..Self::new(pairs, place)
        }
    }

    /// Opens a pair at the change with these words.
    pub fn at(a: ItemIx, b: ItemIx, words: (String, String)) -> Self {
        Self {
            wanted: Some(words),
            ..Self::new(vec![(a, b)], 0)
        }
    }

    /// Gives the finding whose sides are compared, by its place in the case.
    pub fn finding(&self) -> Option<u32> {
        self.trail.get(self.place).copied()
    }

    fn pair(&self) -> Option<(ItemIx, ItemIx)> {
        self.pairs.get(self.place).copied()
    }

    fn layout(&self, shell: &Shell) -> Layout {
        let wide = body(shell.size).width >= BESIDE;
        match self.wish {
            Some(Layout::SideBySide) | None if wide => Layout::SideBySide,
            Some(_) | None => Layout::Unified,
        }
    }

    fn view(&self, shell: &Shell) -> View {
        let layout = self.layout(shell);
        let width = body(shell.size).width;
        View {
            width: draw::text_width(layout, width),
            layout,
            ignore: self.ignore,
        }
    }

    fn height(shell: &Shell) -> usize {
        usize::from(draw::rows_area(body(shell.size)).height)
    }

    /// Gives its crumb.
    pub fn crumb(&self, shell: &Shell, snapshot: &Snapshot) -> String {
        let title = |ix: ItemIx| {
            let item = snapshot.generation.items.get(ix.at());
            item.map_or_else(String::new, |i| shell.title(snapshot, i).to_owned())
        };
        self.pair()
            .map_or_else(String::new, |(_, b)| w::compare_title(shell.lang, title(b)))
    }

    /// Gives place and state: the change, what is ignored and how much of it there is.
    pub fn place(&self, shell: &Shell, _: &Snapshot) -> String {
        let lang = shell.lang;
        let Some(sides) = &self.sides else {
            return String::new();
        };
        let mut out = match (self.point, sides.points.len()) {
            (_, 0) => screen::NO_CHANGE.of(lang).to_owned(),
            (Some(at), n) => w::change_at(lang, counted(lang, at + 1), counted(lang, n)),
            (None, n) => w::changes(lang, n),
        };
        if self.pairs.len() > 1 {
            let what = if self.trail.is_empty() {
                w::ONE_PAIR
            } else {
                w::ONE_FINDING
            };
            let count = |n| counted(lang, n);
            let (at, all) = (count(self.place + 1), count(self.pairs.len()));
            out = w::pair_at(lang, what.of(lang), at, all, out);
        }
        let mut off = Vec::new();
        for noise in Noise::ALL {
            let n = sides.ignored(noise);
            if self.ignore.has(noise) && n > 0 {
                off.push(format!("{} {n}", noise.word().of(lang)));
            }
        }
        if !off.is_empty() {
            out += &w::ignored(lang, off.join(", "));
        }
        if sides.comparison.truncated {
            out.push_str(w::CUT_SHORT.of(lang));
        }
        out
    }

    /// Does what a key asks.
    pub fn update(
        &mut self,
        shell: &mut Shell,
        snapshot: &Snapshot,
        action: Action,
    ) -> Vec<Effect> {
        let height = Self::height(shell);
        let last = self.shown.len().saturating_sub(height);
        let page = height.saturating_sub(2).max(1);
        match action {
            Action::Down => self.top = (self.top + 1).min(last),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::HalfDown => self.top = (self.top + height / 2).min(last),
            Action::HalfUp => self.top = self.top.saturating_sub(height / 2),
            Action::PageDown => self.top = (self.top + page).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::Top => self.top = 0,
            Action::Bottom => self.top = last,
            Action::NextPoint => return self.step(shell, snapshot, 1),
            Action::PreviousPoint => return self.step(shell, snapshot, -1),
            Action::NextItem => return self.turn(shell, snapshot, 1),
            Action::PreviousItem => return self.turn(shell, snapshot, -1),
            Action::GoNext => return self.advance(shell, snapshot),
            Action::Pane => {
                self.wish = Some(match self.layout(shell) {
                    Layout::SideBySide => Layout::Unified,
                    Layout::Unified => Layout::SideBySide,
                });
                if self.layout(shell) == Layout::Unified && body(shell.size).width < BESIDE {
                    shell.say(screen::needs_columns(shell.lang, BESIDE));
                }
                return self.ask(shell);
            }
            Action::OtherSide => {
                self.focus = match self.focus {
                    Focus::One(side) => Focus::One(side.other()),
                    Focus::Both => Focus::One(Side::B),
                };
            }
            Action::BothSides => {
                self.focus = match self.focus {
                    Focus::Both => Focus::One(Side::B),
                    Focus::One(_) => Focus::Both,
                };
            }
            Action::Fold => self.fold_here(height),
            Action::FoldAll => {
                self.folds = match self.folds {
                    Folds::All | Folds::But(_) => Folds::None,
                    Folds::None => Folds::All,
                };
                self.fold_again(height);
            }
            Action::Ignore => shell.choosing = true,
            Action::IgnoreWrap => return self.toggle(shell, Noise::Wrap),
            Action::IgnoreQuotes => return self.toggle(shell, Noise::Quotes),
            Action::IgnoreForms => return self.toggle(shell, Noise::Forms),
            Action::IgnoreFooter => return self.toggle(shell, Noise::Footer),
            Action::Open => self.open(shell),
            Action::Apparatus => self.apparatus(shell, snapshot),
            Action::Versions => self.versions(shell, snapshot),
            Action::NextBase => return self.rebase(shell, snapshot, Side::A, 1),
            Action::PreviousBase => return self.rebase(shell, snapshot, Side::A, -1),
            Action::NextPartner => return self.rebase(shell, snapshot, Side::B, 1),
            Action::PreviousPartner => return self.rebase(shell, snapshot, Side::B, -1),
            _ => {}
        }
        Vec::new()
    }

    /// Opens the focused side in the reader.
    fn open(&self, shell: &mut Shell) {
        let Some((a, b)) = self.pair() else {
            return;
        };
        let ix = match self.focus {
            Focus::One(Side::A) => a,
            Focus::One(Side::B) | Focus::Both => b,
        };
        let queue = crate::review::Queue::new(vec![a, b], ix);
        let screen = Screen::Message(super::message::Message::new(queue));
        shell.going.push(Going::Into(Box::new(screen)));
    }

    fn toggle(&mut self, shell: &mut Shell, noise: Noise) -> Vec<Effect> {
        self.ignore = self.ignore.toggled(noise);
        self.ask(shell)
    }

    fn ask(&mut self, shell: &mut Shell) -> Vec<Effect> {
        let Some((a, b)) = self.pair() else {
            return Vec::new();
        };
        self.awaited = shell.job();
        vec![
            Effect::Compare(self.awaited, a, b, self.view(shell)),
            Effect::Wait(Wait::Loading, self.awaited),
        ]
    }

    /// Asks for the layout it lacks.
    pub fn show(&mut self, shell: &mut Shell, _: &Snapshot) -> Vec<Effect> {
        let view = self.view(shell);
        let there = self
            .sides
            .as_ref()
            .is_some_and(|s| s.view == view && Some(s.items) == self.pair());
        if there { Vec::new() } else { self.ask(shell) }
    }

    /// Takes an answer.
    pub fn answer(&mut self, shell: &mut Shell, snapshot: &Snapshot, event: &Event) -> Vec<Effect> {
        let Event::Compared(job, sides) = event else {
            return Vec::new();
        };
        if *job != self.awaited {
            return Vec::new();
        }
        let first = self.sides.as_ref().is_none_or(|s| s.items != sides.items);
        self.sides = Some(Arc::clone(sides));
        if first {
            self.folds = Folds::All;
            self.top = 0;
            self.point = self.wanted_point(snapshot, sides).or(Some(0));
        }
        self.point = self
            .point
            .map(|at| at.min(sides.points.len().saturating_sub(1)));
        self.point = self.point.filter(|_| !sides.points.is_empty());
        self.fold_again(Self::height(shell));
        Vec::new()
    }

    /// Gives what a mark acts on.
    pub fn target(&self, shell: &Shell) -> Target {
        let Some((a, b)) = self.pair() else {
            return Target::default();
        };
        let (items, name) = match self.focus {
            Focus::One(Side::A) => (vec![a], w::SIDE_A),
            Focus::One(Side::B) => (vec![b], w::SIDE_B),
            Focus::Both => (vec![a, b], w::SIDES),
        };
        Target {
            items,
            name: name.of(shell.lang).into(),
        }
    }

    /// Carries it over to another generation.
    pub fn carried(&self, carry: &dyn Fn(ItemIx) -> Option<ItemIx>) -> Option<Self> {
        let pair = |(a, b): &(ItemIx, ItemIx)| Some((carry(*a)?, carry(*b)?));
        let pairs: Vec<_> = self.pairs.iter().filter_map(pair).collect();
        (!pairs.is_empty()).then(|| Self {
            place: self.place.min(pairs.len() - 1),
            pairs: Arc::new(pairs),
            trail: Arc::default(),
            sides: None,
            ..self.clone()
        })
    }
}
