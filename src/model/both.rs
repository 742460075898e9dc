//! Two pieces of work done at once. A fault in one is never lost in silence: it goes on in the
//! thread that waits.

use std::panic::resume_unwind;
use std::thread::{ScopedJoinHandle, scope};

/// Does two things at once, the second in a thread of its own, and gives what both made.
pub fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl FnOnce() -> B + Send) -> (A, B) {
    scope(|scope| {
        let beside = scope.spawn(beside);
        let here = here();
        (here, joined(beside))
    })
}

/// Waits for a thread and gives what it made; a panic there goes on here.
pub fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    #[test]
    fn both_are_done_and_a_fault_is_passed_on() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
        assert!(catch_unwind(|| both(|| 1, || panic!("a fault"))).is_err());
        assert!(catch_unwind(|| both(|| panic!("a fault"), || 1)).is_err());
    }
}
