//! Faults of our own while findings are looked for: a check that breaks costs what it would have
//! found, is named, and keeps no other from its work.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// Names of what broke.
#[derive(Default)]
pub(super) struct Faults(Mutex<Vec<&'static str>>);

impl Faults {
    /// Does a piece of work; where it breaks, nothing is found and its name is kept.
    pub fn borne<T: Default>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            names.push(name);
            T::default()
        })
    }

    /// Gives the names, sorted.
    pub fn names(self) -> Vec<&'static str> {
        let mut names = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        names.sort_unstable();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_is_named_and_the_rest_goes_on() {
        let faults = Faults::default();
        assert_eq!(faults.borne("sums", || 2), 2);
        assert_eq!(faults.borne("quotes", || -> u32 { panic!("a fault") }), 0);
        assert_eq!(faults.names(), ["quotes"]);
    }
}
