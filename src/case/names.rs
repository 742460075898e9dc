//! What sources are called. A source without a name of its own bears the last part of its path;
//! where two would bear the same, both take their folder's name before it, and so on upward: the
//! names follow from the set of paths, whatever the order in which they came.

use crate::store::{CaseFile, SourceEntry};
use std::collections::BTreeMap;
use std::path::Path;

/// Gives the names that a path can bear, the shortest first.
fn candidates(path: &str) -> Vec<String> {
    let parts = Path::new(path).components().filter_map(|c| match c {
        std::path::Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    let mut out: Vec<String> = Vec::new();
    for part in parts.collect::<Vec<_>>().into_iter().rev() {
        let longer = out.last().map(|last| format!("{part}-{last}"));
        out.push(longer.unwrap_or(part));
    }
    if out.is_empty() {
        out.push("source".to_owned());
    }
    out
}

/// A source on its way to a name: those that it can bear, and the one that it bears now.
struct Naming {
    candidates: Vec<String>,
    level: usize,
}

impl Naming {
    fn of(entry: &SourceEntry) -> Self {
        let own = candidates(&entry.path);
        let level = own.iter().position(|c| *c == entry.name);
        match level {
            Some(level) if !entry.named => Self {
                candidates: own,
                level,
            },
            None if entry.name.is_empty() => Self {
                candidates: own,
                level: 0,
            },
            // Named by the investigator, or moved since: that name stays.
            _ => Self {
                candidates: vec![entry.name.clone()],
                level: 0,
            },
        }
    }

    fn name(&self) -> &str {
        self.candidates.get(self.level).map_or("", String::as_str)
    }

    /// Tells whether it bears a name, or bore it before it took a longer one.
    fn holds(&self, name: &str) -> bool {
        self.candidates
            .iter()
            .take(self.level + 1)
            .any(|c| c == name)
    }
}

/// Gives every source its name; tells which bore another one before, with the new one.
pub fn settle(file: &mut CaseFile) -> Vec<(String, String)> {
    let mut all: Vec<Naming> = file.sources.iter().map(Naming::of).collect();
    loop {
        let clashes = |at: usize| {
            let name = all[at].name();
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            let former = file.sources.iter().enumerate();
            let mut former = former.filter(|(other, _)| *other != at);
            others.into_iter().any(|(_, n)| n.holds(name))
                || former.any(|(_, s)| s.formerly.iter().any(|f| f == name))
        };
        let longer = |at: &usize| all[*at].level + 1 < all[*at].candidates.len();
        let up: Vec<usize> = (0..all.len())
            .filter(longer)
            .filter(|at| clashes(*at))
            .collect();
        if up.is_empty() {
            break;
        }
        for at in up {
            all[at].level += 1;
        }
    }
    let mut renamed = Vec::new();
    let mut borne: BTreeMap<String, usize> = BTreeMap::new();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|a, b| file.sources[*a].path.cmp(&file.sources[*b].path));
    for at in order {
        // Two whole paths that read the same once they are names: numbered, by their order.
        let times = borne.entry(all[at].name().to_owned()).or_default();
        *times += 1;
        let name = match *times {
            1 => all[at].name().to_owned(),
            n => format!("{}-{n}", all[at].name()),
        };
        let entry = &mut file.sources[at];
        if entry.name != name {
            let old = std::mem::replace(&mut entry.name, name.clone());
            if !old.is_empty() {
                entry.formerly.push(old.clone());
                renamed.push((old, name));
            }
        }
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(file: &mut CaseFile, path: &str) -> Vec<(String, String)> {
        file.sources.push(SourceEntry {
            path: path.to_owned(),
            ..SourceEntry::default()
        });
        settle(file)
    }

    fn names(file: &CaseFile) -> BTreeMap<&str, &str> {
        let pairs = file.sources.iter();
        pairs.map(|s| (s.path.as_str(), s.name.as_str())).collect()
    }

    #[test]
    fn names_do_not_depend_on_the_order() {
        let paths = ["/x/a/mail", "/y/a/mail", "/b/mail", "/c/a-mail", "/d/list"];
        let mut expected = None;
        for turn in 0..paths.len() {
            for skip in 1..paths.len() {
                let mut file = CaseFile::new("case", "now");
                for n in 0..paths.len() {
                    add(&mut file, paths[(turn + n * skip) % paths.len()]);
                }
                let found: Vec<String> = names(&file).into_values().map(str::to_owned).collect();
                assert_eq!(expected.get_or_insert_with(|| found.clone()), &found);
            }
        }
        let found = expected.unwrap_or_default();
        assert_eq!(
            found,
            ["b-mail", "c-a-mail", "list", "x-a-mail", "y-a-mail"]
        );
    }

    #[test]
    fn a_name_that_was_seen_is_kept_for_its_source() {
        let mut file = CaseFile::new("case", "now");
        assert_eq!(add(&mut file, "/a/mail"), []);
        assert_eq!(file.sources[0].name, "mail");
        let renamed = add(&mut file, "/b/mail");
        assert_eq!(renamed, [("mail".to_owned(), "a-mail".to_owned())]);
        assert_eq!(
            file.source("mail").map(|s| s.path.as_str()),
            Some("/a/mail")
        );
        // The other one goes: nobody is renamed, and no newcomer gets a name that was borne.
        file.sources.pop();
        assert_eq!(settle(&mut file), []);
        assert_eq!(add(&mut file, "/c/mail"), []);
        assert_eq!(names(&file)["/c/mail"], "c-mail");
        // A name that was given stays.
        file.sources.push(SourceEntry {
            path: "/e/list".to_owned(),
            name: "list".to_owned(),
            named: true,
            ..SourceEntry::default()
        });
        add(&mut file, "/f/list");
        assert_eq!(names(&file)["/e/list"], "list");
        assert_eq!(names(&file)["/f/list"], "f-list");
    }
}
