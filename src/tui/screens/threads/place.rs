//! The list put where it was left: its order, its preview, and the row of an item.

use super::Threads;
use crate::case::Snapshot;
use crate::model::ItemIx;
use crate::tui::effect::Effect;
use crate::tui::layout::Preview;
use crate::tui::state::Shell;

impl Threads {
    /// Gives the first item of the row under the cursor.
    pub fn first(&self, snapshot: &Snapshot) -> Option<ItemIx> {
        self.row().and_then(|row| row.first(snapshot))
    }

    /// Gives the word of its order.
    pub fn order_word(&self) -> &'static str {
        self.order.word()
    }

    /// Tells whether the preview is hidden.
    pub fn is_bare(&self) -> bool {
        self.preview != Preview::On
    }

    /// Takes the order of a word, and hides the preview where it was hidden.
    pub fn arrange(&mut self, snapshot: &Snapshot, order: &str, bare: bool) {
        let mut next = self.order;
        for _ in 0..4 {
            if next.word() == order {
                self.order = next;
            }
            next = next.next();
        }
        if bare != self.is_bare() {
            self.preview = self.preview.other();
        }
        self.fill(snapshot);
    }

    /// Goes to the row that holds an item; stays where there is none.
    pub fn reach(&mut self, shell: &mut Shell, snapshot: &Snapshot, ix: ItemIx) -> Vec<Effect> {
        let mut rows = self.rows.iter();
        let Some(at) = rows.position(|row| row.items(snapshot).contains(&ix)) else {
            return Vec::new();
        };
        self.go(shell, snapshot, at)
    }

    /// Opens an item in the order of the list.
    pub fn read(&mut self, shell: &mut Shell, snapshot: &Snapshot, ix: ItemIx) {
        let queue = self.queue(snapshot);
        if queue.contains(&ix) {
            super::into_message(shell, queue, ix);
        }
    }
}
