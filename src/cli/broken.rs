//! A panic is a fault of this program. Where code that reads hostile bytes catches one, nothing is
//! said; where it reaches the top it ends as a failure: one sentence, made safe, exit code 1.
//!
//! Only words that stand in the program are told: a panic's own words may quote evidence.

use super::failure::Failure;
use super::logbook;
use crate::model::words::failures as w;
use crate::model::{Lang, Said};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock, PoisonError};

/// What the last panic said.
static WORDS: Mutex<Said> = Mutex::new(Said {
    en: String::new(),
    fr: String::new(),
});
/// The language in which it is told, once that is known.
static LANG: OnceLock<Lang> = OnceLock::new();
/// What the standard library says where a thread's panic is passed on.
const PASSED_ON: &str = "a scoped thread panicked";

/// Says in which language a panic is to be told.
pub fn tell_in(lang: Lang) {
    let _ = LANG.set(lang);
}

/// Runs the program; a panic that nobody caught is told and gives 1.
pub fn guard(run: impl FnOnce() -> ExitCode) -> ExitCode {
    set_hook(Box::new(note));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let words = WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let failure = Failure::work(w::OUR_FAULT)
            .because(words)
            .hint(w::RUN_AGAIN);
        logbook::note(w::OUR_FAULT.of(Lang::English));
        failure.report(*LANG.get().unwrap_or(&Lang::English));
        failure.code()
    })
}

fn note(info: &PanicHookInfo<'_>) {
    let said = info.payload().downcast_ref::<&'static str>();
    let mut words = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    if said == Some(&PASSED_ON) && !words.en.is_empty() {
        return;
    }
    let place = info
        .location()
        .map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
    *words = match said {
        Some(said) => w::said_at(*said, place),
        None => w::broke_at(place),
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
            told.en.contains("broken.rs") && !told.en.contains("letter"),
            "{told:?}"
        );
        let told = WORDS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(told.en.starts_with("a word of ours"), "{told:?}");
    }
}
