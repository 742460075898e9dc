//! Where the screen was left: the filter, the order, the row and whether its message was open, as
//! a small text that the case keeps for each author. What it names and is gone is passed over.

use super::screens::{Screen, threads::Threads};
use super::state::State;
use crate::case::Snapshot;
use crate::model::ItemIx;
use std::collections::BTreeMap;

/// What is kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The query that held.
    pub filter: String,
    /// Word of the order.
    pub order: String,
    /// The item under the cursor, by its digest.
    pub item: String,
    /// Whether the item was open.
    pub open: bool,
    /// Whether the preview was hidden.
    pub bare: bool,
    /// Steps of the tour that were done.
    pub tour: usize,
}

impl Place {
    /// Looks where the screen is.
    pub fn of(state: &State, snapshot: &Snapshot) -> Option<Self> {
        let Some(Screen::Threads(threads)) = state.stack.first() else {
            return None;
        };
        let message = state.stack.iter().find_map(|screen| match screen {
            Screen::Message(message) => message.current(),
            _ => None,
        });
        let item = message.or_else(|| threads.first(snapshot));
        let digest = |ix: ItemIx| snapshot.generation.items.get(ix.at()).map(|i| i.digest);
        Some(Self {
            filter: threads.filter.text.clone(),
            order: threads.order_word().to_owned(),
            item: item.and_then(digest).map_or_else(String::new, |d| d.hex()),
            open: message.is_some(),
            bare: threads.is_bare(),
            tour: state.shell.tour.step(),
        })
    }

    /// Writes it.
    pub fn write(&self) -> String {
        let flag = |is: bool| if is { "yes" } else { "no" };
        let tour = self.tour.to_string();
        let rows = [
            ("filter", self.filter.as_str()),
            ("order", &self.order),
            ("item", &self.item),
            ("open", flag(self.open)),
            ("bare", flag(self.bare)),
            ("tour", &tour),
        ];
        let table: BTreeMap<&str, &str> = rows.into_iter().collect();
        toml::to_string(&table).unwrap_or_default()
    }

    /// Reads it; what cannot be read is no place.
    pub fn read(text: &str) -> Option<Self> {
        let mut table: BTreeMap<String, String> = toml::from_str(text).ok()?;
        let mut take = |name: &str| table.remove(name).unwrap_or_default();
        Some(Self {
            filter: take("filter"),
            order: take("order"),
            item: take("item"),
            open: take("open") == "yes",
            bare: take("bare") == "yes",
            tour: take("tour").parse().unwrap_or(0),
        })
    }

    /// Gives the item, if it is there.
    pub fn item(&self, snapshot: &Snapshot) -> Option<ItemIx> {
        snapshot.generation.find(&self.item).ok()
    }

    /// Puts a list in the order that was left.
    pub fn arrange(&self, threads: &mut Threads, snapshot: &Snapshot) {
        threads.arrange(snapshot, &self.order, self.bare);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let place = Place {
            filter: "subject:\"a \\ b\" é".into(),
            order: "oldest".into(),
            item: "ab".repeat(32),
            open: true,
            bare: false,
            tour: 3,
        };
        assert_eq!(Place::read(&place.write()), Some(place));
        assert_eq!(Place::read("= not a table"), None);
        assert_eq!(Place::read(""), Some(Place::default()));
    }
}
