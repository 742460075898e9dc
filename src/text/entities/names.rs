//! Names of people and organisations, known from display names, addresses, signatures and
//! attribution lines; the forms of one person are joined.

use crate::model::Mailbox;
use crate::text::fold::{fold_search, search_words};
use std::collections::{BTreeMap, BTreeSet};

/// Words of display names and hosts that name nobody.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "via", "list", "team", "support", "info", "contact", "admin", "office", "service", "services",
    "noreply", "no", "reply", "mail", "mailing", "news", "newsletter", "the", "and", "for", "de",
    "du", "des", "la", "le", "les", "et", "von", "van", "der", "den", "dr", "mr", "mrs", "ms",
    "mme", "herr", "frau", "org", "com", "net", "fr", "eu", "www", "inc", "ltd", "gmbh", "sa",
    "sarl", "group", "groupe", "development", "developers", "users", "user", "announce", "bot",
    "notifications", "notification", "example", "gmail", "hotmail", "yahoo", "outlook", "orange",
    "free", "wanadoo", "may", "mark", "will", "compta", "presse", "secretariat", "inscriptions",
];

/// The names of a case.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Each name word, folded, with the people that bear it.
    words: BTreeMap<String, BTreeSet<u32>>,
    /// Whole forms (display name, address), folded, with their person.
    forms: BTreeMap<String, u32>,
    people: u32,
}

impl Names {
    /// Collects the names of mailboxes; the order in which they come makes no difference to what
    /// is known.
    pub fn from<'m>(boxes: impl Iterator<Item = &'m Mailbox>) -> Self {
        let distinct: BTreeSet<&Mailbox> = boxes.collect();
        let mut names = Self::default();
        for mailbox in distinct {
            names.add(mailbox);
        }
        names
    }

    /// Adds one mailbox: its display name and its address are forms of one person.
    fn add(&mut self, mailbox: &Mailbox) {
        let name = form_of(&mailbox.name);
        let address = mailbox.address.trim().to_lowercase();
        let known = self.forms.get(&address).or_else(|| self.forms.get(&name));
        let person = known.copied().unwrap_or(self.people);
        if person == self.people {
            self.people += 1;
        }
        for form in [&name, &address] {
            if !form.is_empty() {
                self.forms.entry(form.clone()).or_insert(person);
            }
        }
        let local = address.split('@').next().unwrap_or("").to_owned();
        let parts = local.split(['.', '_']).filter(|p| p.chars().count() > 3);
        let dotted = local.contains('.');
        let words = name.split(' ').map(str::to_owned).chain(
            parts
                .filter(|_| dotted)
                .map(|p| fold_search(p).into_owned()),
        );
        for word in words {
            if is_name_word(&word) {
                self.words.entry(word).or_default().insert(person);
            }
        }
    }

    /// Adds a name as it stands in a signature or an attribution line.
    pub fn add_written(&mut self, who: &str) {
        let (name, address) = match who.split_once('<') {
            Some((name, rest)) => (name, rest.split('>').next().unwrap_or("")),
            None if who.contains('@') => ("", who),
            None => (who, ""),
        };
        let capitals = name
            .split_whitespace()
            .all(|w| w.starts_with(char::is_uppercase));
        if address.contains('@') || (capitals && (1..=5).contains(&name.split_whitespace().count()))
        {
            self.add(&Mailbox {
                name: name.trim_matches(['"', '\'', ' ', ',']).to_owned(),
                address: address.trim().to_owned(),
            });
        }
    }

    /// Tells whether a word is part of a known name and written as one. That a sentence's first
    /// word bears a capital says nothing; that it is known does.
    pub fn is_name(&self, word: &str) -> bool {
        if !word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()) {
            return false;
        }
        let mut parts = search_words(word).peekable();
        parts.peek().is_some() && parts.all(|(_, part)| self.words.contains_key(part.as_ref()))
    }

    /// Tells whether two written forms are one person: a display name, an address, initials with
    /// a family name, a part of the name that no other person bears.
    pub fn same_person(&self, a: &str, b: &str) -> bool {
        match (self.person(a), self.person(b)) {
            (Some(a), Some(b)) => a == b,
            _ => form_of(a) == form_of(b) && !form_of(a).is_empty(),
        }
    }

    /// Finds the one person that a written form names.
    fn person(&self, text: &str) -> Option<u32> {
        let address = text.trim().to_lowercase();
        let form = form_of(text);
        if let Some(person) = self.forms.get(&address).or_else(|| self.forms.get(&form)) {
            return Some(*person);
        }
        let mut found: Option<BTreeSet<u32>> = None;
        for word in form.split(' ').filter(|w| w.chars().count() > 1) {
            let bearers = self.words.get(word)?;
            found = Some(match found {
                Some(people) => people.intersection(bearers).copied().collect(),
                None => bearers.clone(),
            });
        }
        let people = found?;
        let mut only = people.iter();
        match (only.next(), only.next()) {
            (Some(person), None) => Some(*person),
            _ => None,
        }
    }

    /// Tells whether no name is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Gives a name in the form in which names are compared: search words, in alphabetical order, so
/// that "Muster, Max" is "Max Muster".
fn form_of(name: &str) -> String {
    let mut words: Vec<String> = search_words(name).map(|(_, w)| w.into_owned()).collect();
    words.sort();
    words.join(" ")
}

fn is_name_word(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic) && !COMMON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailbox(name: &str, address: &str) -> Mailbox {
        Mailbox {
            name: name.into(),
            address: address.into(),
        }
    }

    fn known() -> Names {
        let boxes = [
            mailbox("Anna Bérard", "anna.berard@example.org"),
            mailbox("BÉRARD, Anna", "a.b@home.example.org"),
            mailbox("Max Muster", "max@example.org"),
            mailbox("Anna Lind", "lind@example.org"),
            mailbox("The Support Team", "support@example.org"),
        ];
        Names::from(boxes.iter())
    }

    #[test]
    fn names_are_known_and_common_words_are_not() {
        let names = known();
        assert!(names.is_name("Berard") && names.is_name("Bérard") && names.is_name("Max"));
        assert!(!names.is_name("Support") && !names.is_name("Tomorrow"));
        assert!(!names.is_name("max"));
    }

    #[test]
    fn forms_of_one_person_are_joined() {
        let mut names = known();
        assert!(names.same_person("Anna Bérard", "a.b@home.example.org"));
        assert!(names.same_person("Berard", "anna.berard@example.org"));
        assert!(names.same_person("A. Bérard", "Bérard, Anna"));
        assert!(!names.same_person("Anna", "Anna Lind"));
        assert!(!names.same_person("Max Muster", "Anna Lind"));
        names.add_written("Zoé Fontanille <zoe@example.org>");
        assert!(names.same_person("Zoé Fontanille", "zoe@example.org"));
    }
}
