//! Compare: two texts, side by side from 80 columns or one column with signs, change by change.
//!
//! One scroll position in aligned rows; equal runs are folded; what is ignored is counted. A digit
//! codes the side with the focus, and the codes row names it.

mod draw;

use super::{Screen, Target, Way};
use crate::case::Snapshot;
use crate::model::ItemIx;
use crate::tui::action::Action;
use crate::tui::align::{Folds, Shown, fold};
use crate::tui::effect::Effect;
use crate::tui::event::{Event, Job, Wait};
use crate::tui::layout::{body, window};
use crate::tui::sides::{Ignore, Layout, Noise, Side, Sides, View};
use crate::tui::state::{Going, Shell};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Two texts, in a list of pairs.
#[derive(Clone, PartialEq, Debug)]
pub struct Compare {
    pairs: Arc<Vec<(ItemIx, ItemIx)>>,
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
        None => shell.say("nothing to compare it with: no copy, near-duplicate or parent here"),
    }
}

impl Compare {
    /// Opens a pair of a list.
    pub fn new(pairs: Vec<(ItemIx, ItemIx)>, place: usize) -> Self {
        Self {
            pairs: Arc::new(pairs),
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
            awaited: 0,
        }
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
    pub fn crumb(&self, _: &Shell, snapshot: &Snapshot) -> String {
        let title = |ix: ItemIx| {
            let item = snapshot.generation.items.get(ix.at());
            item.map_or_else(String::new, |i| i.title().to_owned())
        };
        self.pair()
            .map_or_else(String::new, |(_, b)| format!("compare {}", title(b)))
    }

    /// Gives place and state: the change, what is ignored and how much of it there is.
    pub fn place(&self, _: &Shell, _: &Snapshot) -> String {
        let Some(sides) = &self.sides else {
            return String::new();
        };
        let mut out = match (self.point, sides.points.len()) {
            (_, 0) => "no change".to_owned(),
            (Some(at), n) => format!("change {}/{n}", at + 1),
            (None, n) => format!("{n} changes"),
        };
        if self.pairs.len() > 1 {
            out = format!("pair {}/{}  {out}", self.place + 1, self.pairs.len());
        }
        let mut off = Vec::new();
        for noise in Noise::ALL {
            let n = sides.ignored(noise);
            if self.ignore.has(noise) && n > 0 {
                off.push(format!("{} {n}", noise.word()));
            }
        }
        if !off.is_empty() {
            out.push_str(&format!("  ignored: {}", off.join(", ")));
        }
        if sides.comparison.truncated {
            out.push_str("  CUT SHORT");
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
            Action::NextPoint => self.step(shell, 1),
            Action::PreviousPoint => self.step(shell, -1),
            Action::NextItem => return self.turn(shell, snapshot, 1),
            Action::PreviousItem => return self.turn(shell, snapshot, -1),
            Action::GoNext => return self.advance(shell, snapshot),
            Action::Pane => {
                self.wish = Some(match self.layout(shell) {
                    Layout::SideBySide => Layout::Unified,
                    Layout::Unified => Layout::SideBySide,
                });
                if self.layout(shell) == Layout::Unified && body(shell.size).width < BESIDE {
                    shell.say(format!("side by side needs {BESIDE} columns"));
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
    pub fn answer(&mut self, shell: &mut Shell, event: &Event) -> Vec<Effect> {
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
            self.point = (!sides.points.is_empty()).then_some(0);
        }
        self.point = self
            .point
            .map(|at| at.min(sides.points.len().saturating_sub(1)));
        self.point = self.point.filter(|_| !sides.points.is_empty());
        self.fold_again(Self::height(shell));
        Vec::new()
    }

    fn fold_again(&mut self, height: usize) {
        let Some(sides) = &self.sides else {
            return;
        };
        self.shown = Arc::new(fold(&sides.rows, &self.folds));
        self.top = self.top.min(self.shown.len().saturating_sub(height));
        self.to_point(height);
    }

    /// Opens the first fold in the window, or folds everything again.
    fn fold_here(&mut self, height: usize) {
        let here = self.shown.iter().skip(self.top).take(height);
        let fold = here.filter_map(|s| match s {
            Shown::Fold(first, _) => Some(*first),
            Shown::Row(_) => None,
        });
        let next = fold.min();
        self.folds = match (std::mem::take(&mut self.folds), next) {
            (Folds::All, Some(first)) => Folds::But(BTreeSet::from([first])),
            (Folds::But(mut opened), Some(first)) => {
                opened.insert(first);
                Folds::But(opened)
            }
            (Folds::All | Folds::But(_) | Folds::None, _) => Folds::All,
        };
        self.fold_again(height);
    }

    fn step(&mut self, shell: &mut Shell, by: isize) {
        let count = self.sides.as_ref().map_or(0, |s| s.points.len());
        if count == 0 {
            shell.say("no change");
            return;
        }
        let at = match self.point {
            None => 0,
            Some(at) => match at.checked_add_signed(by) {
                Some(next) if next < count => next,
                Some(_) => {
                    shell.say("first change again");
                    0
                }
                None => {
                    shell.say("last change");
                    count - 1
                }
            },
        };
        self.point = Some(at);
        self.to_point(Self::height(shell));
    }

    /// Brings the change under the cursor into the window, with some rows around it.
    fn to_point(&mut self, height: usize) {
        let Some(row) = self
            .sides
            .as_ref()
            .and_then(|s| s.points.get(self.point?))
            .map(|p| p.row)
        else {
            return;
        };
        if let Some(at) = self.shown.iter().position(|s| s.holds(row)) {
            let around = (height / 4).min(4);
            self.top = window(
                self.top,
                at.saturating_sub(around),
                height,
                self.shown.len(),
            );
            self.top = window(
                self.top,
                at + around,
                height,
                self.shown.len().max(at + around),
            );
            self.top = self.top.min(self.shown.len().saturating_sub(height));
        }
    }

    fn turn(&mut self, shell: &mut Shell, _: &Snapshot, by: isize) -> Vec<Effect> {
        match self
            .place
            .checked_add_signed(by)
            .filter(|at| *at < self.pairs.len())
        {
            Some(at) => self.to_pair(shell, at),
            None => {
                shell.say(if by > 0 {
                    "this is the last pair"
                } else {
                    "this is the first pair"
                });
                Vec::new()
            }
        }
    }

    fn to_pair(&mut self, shell: &mut Shell, at: usize) -> Vec<Effect> {
        self.place = at;
        self.sides = None;
        self.shown = Arc::default();
        self.point = None;
        self.hit = None;
        self.focus = Focus::One(Side::B);
        self.ask(shell)
    }

    /// Gives what a mark acts on.
    pub fn target(&self) -> Target {
        let Some((a, b)) = self.pair() else {
            return Target::default();
        };
        let (items, name) = match self.focus {
            Focus::One(Side::A) => (vec![a], "side A"),
            Focus::One(Side::B) => (vec![b], "side B"),
            Focus::Both => (vec![a, b], "A and B"),
        };
        Target {
            items,
            name: name.into(),
        }
    }

    /// Goes to the next pair whose second side is not coded yet.
    pub fn advance(&mut self, shell: &mut Shell, snapshot: &Snapshot) -> Vec<Effect> {
        if self.pairs.len() < 2 {
            return Vec::new();
        }
        let open = |at: &usize| {
            let pair = self.pairs.get(*at);
            pair.is_some_and(|(_, b)| shell.is_uncoded(snapshot, *b))
        };
        let found = Way::Next.order(self.place, self.pairs.len()).find(open);
        match found.filter(|at| *at != self.place) {
            Some(at) => self.to_pair(shell, at),
            None => {
                shell.say("every pair here is coded");
                Vec::new()
            }
        }
    }

    /// Goes to the next row of which a side holds the needle.
    pub fn find(&mut self, shell: &Shell, needle: &str, way: Way) -> bool {
        let Some(sides) = self.sides.clone() else {
            return false;
        };
        let needle = needle.to_lowercase();
        let holds = |row: &usize| {
            let Some(row) = sides.rows.get(*row) else {
                return false;
            };
            let side = |piece: &Option<crate::tui::sides::Piece>, side| {
                let text = piece
                    .as_ref()
                    .and_then(|p| sides.text(side).get(p.range.clone()));
                text.is_some_and(|t| t.to_lowercase().contains(&needle))
            };
            side(&row.a, Side::A) || side(&row.b, Side::B)
        };
        let from = self.hit.unwrap_or(0);
        let way = if self.hit.is_none() { Way::Here } else { way };
        let found = way.order(from, sides.rows.len()).find(holds);
        if let Some(row) = found {
            self.hit = Some(row);
            self.folds = Folds::None;
            self.shown = Arc::new(fold(&sides.rows, &self.folds));
            self.top = window(self.top, row, Self::height(shell), self.shown.len());
        }
        found.is_some()
    }

    /// Goes to a change.
    pub fn go(&mut self, shell: &mut Shell, _: &Snapshot, at: usize) -> Vec<Effect> {
        let count = self.sides.as_ref().map_or(0, |s| s.points.len());
        if at < count {
            self.point = Some(at);
            self.to_point(Self::height(shell));
        }
        Vec::new()
    }

    /// Carries it over to another generation.
    pub fn carried(&self, carry: &dyn Fn(ItemIx) -> Option<ItemIx>) -> Option<Self> {
        let pair = |(a, b): &(ItemIx, ItemIx)| Some((carry(*a)?, carry(*b)?));
        let pairs: Vec<_> = self.pairs.iter().filter_map(pair).collect();
        (!pairs.is_empty()).then(|| Self {
            place: self.place.min(pairs.len() - 1),
            pairs: Arc::new(pairs),
            sides: None,
            ..self.clone()
        })
    }
}
