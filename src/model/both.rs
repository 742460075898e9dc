//! Two pieces of work done at once, and one piece of work shared by two. A fault is never lost in
//! silence: it goes on in the thread that waits.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// Blocks into which a list is cut, and items in the largest.
const BLOCKS: usize = 128;
const LARGEST: usize = 512;

/// Works through a list in blocks, two at a time: each thread takes the next block once it is done
/// with its last one, so that neither waits for the other. What comes out stands in the order of
/// the list, whoever made it.
pub fn blockwise<T: Sync, U: Send>(list: &[T], make: impl Fn(&[T]) -> Vec<U> + Sync) -> Vec<U> {
    let size = (list.len() / BLOCKS).clamp(1, LARGEST);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done: Vec<(usize, Vec<U>)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(block) = list.chunks(size).nth(at) else {
                return done;
            };
            done.push((at, make(block)));
        }
    };
    let (mut all, more) = both(work, work);
    all.extend(more);
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().flat_map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    #[test]
    fn what_is_shared_stands_in_its_order() {
        for count in [0, 1, 7, 128, 129, 70_000] {
            let list: Vec<u32> = (0..count).collect();
            let twice = blockwise(&list, |block| block.iter().map(|n| n * 2).collect());
            assert_eq!(twice, list.iter().map(|n| n * 2).collect::<Vec<u32>>());
        }
        let odd = blockwise(&[1, 2, 3], |block| {
            block.iter().filter(|n| **n % 2 == 1).copied().collect()
        });
        assert_eq!(odd, [1, 3]);
        let faulty = |_: &[u32]| -> Vec<u32> { panic!("a fault") };
        assert!(catch_unwind(|| blockwise(&[1], faulty)).is_err());
    }

    #[test]
    fn both_are_done_and_a_fault_is_passed_on() {
        assert_eq!(both(|| 1, || "two"), (1, "two"));
        assert!(catch_unwind(|| both(|| 1, || panic!("a fault"))).is_err());
        assert!(catch_unwind(|| both(|| panic!("a fault"), || 1)).is_err());
    }
}
