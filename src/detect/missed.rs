//! What was not looked at while findings were made: a check that a fault of ours broke, or what a
//! bound left out. It is named, and keeps nothing else from being found.

use crate::model::Said;
use crate::model::words::{Word, unread as w};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Names of what was not looked at.
#[derive(Default)]
pub(super) struct Missed(Mutex<BTreeSet<Said>>);

impl Missed {
    /// Does a piece of work; where it breaks, nothing is found and its name is kept.
    pub fn borne<T: Default>(&self, name: Word, work: impl FnOnce() -> T) -> T {
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            self.note(w::fault_of_ours(name));
            T::default()
        })
    }

    /// Names what is not looked at.
    pub fn note(&self, what: Said) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.insert(what);
    }

    /// Gives the names, sorted.
    pub fn names(self) -> Vec<Said> {
        let names = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        names.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_is_named_and_the_rest_goes_on() {
        let missed = Missed::default();
        assert_eq!(missed.borne(w::COPIES, || 2), 2);
        assert_eq!(missed.borne(w::QUOTES, || -> u32 { panic!("a fault") }), 0);
        let names = missed.names();
        assert_eq!(names[0].en, "quotes (a fault of this program)");
        assert_eq!(names.len(), 1);
    }
}
