//! What the list of findings leaves out: other checks, other classes of edits, and what this author
//! has marked already.

use crate::case::{Act, Snapshot};
use crate::model::words::heads;
use crate::model::{EditClass, Finding, Lang, Standing};
use crate::tui::state::Shell;
use std::collections::BTreeSet;

/// What is left out of the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sieve {
    /// The one check that is shown.
    pub check: Option<&'static str>,
    /// The one class of edits that is shown.
    pub class: Option<EditClass>,
    /// Whether marked findings are shown too.
    pub marked_too: bool,
}

impl Sieve {
    /// Tells whether a finding passes, its marks apart.
    pub fn holds(&self, finding: &Finding) -> bool {
        self.check.is_none_or(|check| finding.check == check)
            && self
                .class
                .is_none_or(|class| finding.edits.iter().any(|e| e.class == class))
    }

    /// Goes to the next check that raised something, and after the last to all of them.
    pub fn next_check(&mut self, findings: &[Finding]) {
        self.check = next(self.check, findings.iter().map(|f| f.check).collect());
    }

    /// Goes to the next class that is there under the check, and after the last to all of them.
    pub fn next_class(&mut self, findings: &[Finding]) {
        let held = findings
            .iter()
            .filter(|f| self.check.is_none_or(|check| f.check == check));
        let classes = held.flat_map(|f| f.edits.iter().map(|e| e.class));
        self.class = next(self.class, classes.collect());
    }

    /// Gives what is shown, as a query would say it.
    pub fn words(&self, lang: Lang) -> String {
        let check = self.check.map(|check| format!("check:{check}"));
        let class = self.class.map(|class| format!("class:{}", class.word()));
        let marked = self
            .marked_too
            .then(|| heads::MARKED_TOO.of(lang).to_owned());
        let words: Vec<String> = check.into_iter().chain(class).chain(marked).collect();
        words.join(" ")
    }
}

fn next<T: Ord + Copy>(now: Option<T>, all: BTreeSet<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => all.into_iter().find(|one| *one > now),
    }
}

/// Gives what this author holds of a finding, marks on their way to the disk counted.
pub fn standing(shell: &Shell, snapshot: &Snapshot, finding: &str) -> Option<Standing> {
    let pending = shell.pending.iter().rev().find_map(|p| match &p.act {
        Some(Act::Mark {
            finding: of,
            standing,
            ..
        }) if of == finding => Some(*standing),
        Some(_) | None => None,
    });
    let all = snapshot.board.standing(finding).iter();
    let mut own = all.filter(|(author, _, _)| *author == shell.author);
    pending.unwrap_or_else(|| own.next().map(|(_, standing, _)| *standing))
}

#[cfg(test)]
mod tests {
    use super::next;
    use std::collections::BTreeSet;

    #[test]
    fn filters_go_round_over_all() {
        let all = BTreeSet::from([2, 5]);
        assert_eq!(next(None, all.clone()), Some(2));
        assert_eq!(next(Some(2), all.clone()), Some(5));
        assert_eq!(next(Some(5), all), None);
    }
}
