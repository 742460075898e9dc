//! A panic is a fault of this program. Where code that reads hostile bytes catches one, nothing is
//! said; where it reaches the top it ends as a failure: one sentence, made safe, exit code 1.
//!
//! Only words that stand in the program are told: a panic's own words may quote evidence.

use super::failure::Failure;
use super::logbook;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// What the last panic said.
static WORDS: Mutex<String> = Mutex::new(String::new());
/// What the standard library says where a thread's panic is passed on.
const PASSED_ON: &str = "a scoped thread panicked";

/// Runs the program; a panic that nobody caught is told and gives 1.
pub fn guard(run: impl FnOnce() -> ExitCode) -> ExitCode {
    set_hook(Box::new(note));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let words = WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let failure = Failure::work("an error in the program stopped the work")
            .because(words)
            .hint(
                "run it again; the case on disk is whole, and what was said to be saved is saved",
            );
        logbook::note("an error in the program stopped the work");
        failure.report();
        failure.code()
    })
}

fn note(info: &PanicHookInfo<'_>) {
    let said = info.payload().downcast_ref::<&'static str>();
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if said == Some(&PASSED_ON) && !words.is_empty() {
        return;
    }
    let place = info
        .location()
        .map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
    *words = match said {
        Some(said) => format!("{said} ({place})"),
        None => format!("it broke at {place}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::take_hook;

    #[test]
    fn the_first_cause_is_told_and_no_evidence() {
        let before = take_hook();
        set_hook(Box::new(note));
        let evidence = "the body of a letter".to_owned();
        let quoted = catch_unwind(|| panic!("cannot read {evidence}"));
        let told = WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let literal = catch_unwind(|| panic!("a word of ours"));
        let passed = catch_unwind(|| panic!("a scoped thread panicked"));
        set_hook(before);
        assert!(quoted.is_err() && literal.is_err() && passed.is_err());
        assert!(
            told.contains("broken.rs") && !told.contains("letter"),
            "{told}"
        );
        let told = WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(told.starts_with("a word of ours"), "{told}");
    }
}
