//! Keys that the investigator gave: what the lines of a file say, and which key answers to which
//! signature.
//!
//! Read are zone lines and what `dig` prints (quoted chunks, brackets over several lines), the
//! plain `selector._domainkey.domain record`, and tables `selector TAB domain TAB record`. A domain
//! with a leading dot stands for every name that ends so.

use super::key::{Answer, Key};
use super::read::Signature;
use std::collections::BTreeMap;

/// One key record with the name under which it was published.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyRow {
    /// Selector, lower case.
    pub selector: String,
    /// Domain, lower case; a leading dot means every name that ends so.
    pub domain: String,
    /// The text of the record, chunks joined.
    pub record: String,
    /// Where the row came from, in the words of whoever added it.
    pub origin: String,
}

/// What a file of keys holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeyFile {
    /// The rows in the order of the file.
    pub rows: Vec<KeyRow>,
    /// Numbers of the lines that look like something and are no key, counted from 1.
    pub passed_over: Vec<usize>,
}

/// What all kept keys together make of a signature.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// A key answers for it.
    Valid,
    /// A key made it, and the covered fields are others now.
    Altered,
    /// The keys at hand did not make it, or it was changed itself.
    OtherKey,
    /// The key was taken back, or its record holds none.
    NoUse,
    /// No key is known.
    NoKey,
    /// Its tags cannot be followed.
    Unsound,
}

impl Verdict {
    /// All of them; an index keeps a verdict as its place here.
    pub const ALL: [Self; 6] = [
        Self::Valid,
        Self::Altered,
        Self::OtherKey,
        Self::NoUse,
        Self::NoKey,
        Self::Unsound,
    ];
}

/// A verdict with the row and key that gave it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// The key that decided, or the first that was tried.
    pub by: Option<(&'a KeyRow, &'a Key)>,
}

impl Judged<'_> {
    /// Tells whether the key was published by its owner, as far as is known, and not worked out of
    /// the case's own mail.
    pub fn is_published(&self) -> bool {
        self.by
            .is_some_and(|(row, _)| !row.origin.starts_with(RECOVERED))
    }
}

/// How the origin of a recovered key begins.
pub const RECOVERED: &str = "recovered";

/// All kept keys, each parsed once.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    rows: Vec<(KeyRow, Key)>,
    exact: BTreeMap<(String, String), Vec<usize>>,
    /// Rows whose domain is a suffix, by selector.
    suffixes: BTreeMap<String, Vec<usize>>,
}

impl KeySet {
    /// Parses rows; what stands twice is kept once.
    pub fn new(rows: impl IntoIterator<Item = KeyRow>) -> Self {
        let mut out = Self::default();
        for row in rows {
            out.add(row);
        }
        out
    }

    /// Adds a row; false where its selector, domain and record are known.
    pub fn add(&mut self, row: KeyRow) -> bool {
        let is_suffix = row.domain.starts_with('.');
        let list = if is_suffix {
            self.suffixes.entry(row.selector.clone()).or_default()
        } else {
            let name = (row.selector.clone(), row.domain.clone());
            self.exact.entry(name).or_default()
        };
        let same = |at: &usize| {
            let known = self.rows.get(*at).map(|(known, _)| known);
            known.is_some_and(|k| k.record == row.record && k.domain == row.domain)
        };
        if list.iter().any(same) {
            return false;
        }
        list.push(self.rows.len());
        let key = Key::read(&row.record);
        self.rows.push((row, key));
        true
    }

    /// Gives every row with its key, in the order in which they were added.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = (&KeyRow, &Key)> {
        self.rows.iter().map(|(row, key)| (row, key))
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Gives the keys of a selector and domain, exact names first.
    pub fn find(&self, selector: &str, domain: &str) -> Vec<(&KeyRow, &Key)> {
        let name = (selector.to_owned(), domain.to_owned());
        let exact = self.exact.get(&name).into_iter().flatten();
        let ends = |at: &&usize| {
            let row = self.rows.get(**at).map(|(row, _)| row);
            row.is_some_and(|row| domain.ends_with(&row.domain))
        };
        let suffixes = self.suffixes.get(selector).into_iter().flatten();
        let all = exact.chain(suffixes.filter(ends));
        all.filter_map(|at| self.rows.get(*at))
            .map(|(row, key)| (row, key))
            .collect()
    }

    /// Judges a signature by the keys that bear its name.
    pub fn judge(&self, signature: &Signature) -> Judged<'_> {
        let plain = |verdict| Judged { verdict, by: None };
        if signature.algorithm.is_none() || signature.value.is_empty() {
            return plain(Verdict::Unsound);
        }
        let keys = self.find(&signature.selector, &signature.domain);
        let mut best = plain(Verdict::NoKey);
        for (row, key) in keys {
            let verdict = match key.check(signature) {
                Answer::Valid => Verdict::Valid,
                Answer::Altered => Verdict::Altered,
                Answer::Refused => Verdict::OtherKey,
                Answer::Useless => Verdict::NoUse,
            };
            if verdict < best.verdict {
                let by = Some((row, key));
                best = Judged { verdict, by };
            }
            if verdict == Verdict::Valid {
                break;
            }
        }
        best
    }
}

impl KeyFile {
    /// Reads the lines of a file; `origin` is what is kept of where they came from.
    pub fn read(text: &str, origin: &str) -> Self {
        let mut out = Self::default();
        for (number, line) in logical(text) {
            let bare = line.trim();
            if bare.is_empty() || bare.starts_with(['#', ';']) {
                continue;
            }
            match tabbed(bare).or_else(|| zoned(bare)) {
                Some((selector, domain, record)) => out.rows.push(KeyRow {
                    selector: selector.to_lowercase(),
                    domain: domain.trim_end_matches('.').to_lowercase(),
                    record,
                    origin: origin.to_owned(),
                }),
                None => out.passed_over.push(number),
            }
        }
        out
    }
}

/// Joins lines that stand in round brackets, as zone files break long records.
fn logical(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut is_open = false;
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_start_matches('\u{feff}');
        match out.last_mut().filter(|_| is_open) {
            Some((_, last)) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            None => out.push((n + 1, line.to_owned())),
        }
        for c in unquoted(line) {
            match c {
                '(' => is_open = true,
                ')' => is_open = false,
                _ => {}
            }
        }
    }
    out
}

/// Gives the characters outside quotation marks, up to a comment.
fn unquoted(line: &str) -> impl Iterator<Item = char> + '_ {
    let mut quoted = false;
    let outside = move |c: char| {
        quoted ^= c == '"';
        (!quoted).then_some(c)
    };
    line.chars().filter_map(outside).take_while(|c| *c != ';')
}

/// Reads `selector TAB domain TAB record`, more columns allowed; or `name TAB record`.
fn tabbed(line: &str) -> Option<(String, String, String)> {
    let mut columns = line.split('\t').map(str::trim);
    let (one, two, three) = (columns.next()?, columns.next()?, columns.next()?);
    let is_name = |t: &str| !t.is_empty() && !t.contains([' ', '"', '=']);
    let record = chunks(three);
    (is_name(one) && is_name(two) && is_record(&record) && !one.contains(DOMAINKEY))
        .then(|| (one.to_owned(), two.to_owned(), record))
}

const DOMAINKEY: &str = "._domainkey.";

/// Reads `selector._domainkey.domain [TTL] [IN] [TXT] record`.
fn zoned(line: &str) -> Option<(String, String, String)> {
    let (name, rest) = line.split_once([' ', '\t', ':', ','])?;
    let lower = name.trim_matches('"').to_ascii_lowercase();
    let (selector, domain) = lower.split_once(DOMAINKEY)?;
    let mut rest = rest.trim_start();
    while let Some((word, tail)) = rest.split_once([' ', '\t']) {
        let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        let is_noise = ["in", "txt", "="]
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w));
        if !is_number && !is_noise {
            break;
        }
        rest = tail.trim_start();
    }
    let rest = rest
        .trim()
        .trim_start_matches('(')
        .trim_end_matches(')')
        .trim();
    let record = chunks(rest);
    let is_whole = !selector.is_empty() && !domain.is_empty() && is_record(&record);
    is_whole.then(|| (selector.to_owned(), domain.to_owned(), record))
}

/// Joins quoted chunks; text without marks is a record as it stands.
fn chunks(text: &str) -> String {
    if !text.contains('"') {
        return text.trim().to_owned();
    }
    let mut out = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if escaped => {
                out.push(c);
                escaped = false;
            }
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => out.push(c),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// Tells whether a text has the tag that every key record has.
fn is_record(text: &str) -> bool {
    let mut tags = text.split(';');
    tags.any(|t| {
        t.trim_start()
            .strip_prefix('p')
            .is_some_and(|r| r.trim_start().starts_with('='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let rows = KeyFile::read(text, "test").rows;
        rows.iter()
            .map(|r| format!("{} {} {}", r.selector, r.domain, r.record))
            .collect()
    }

    #[test]
    fn every_form_of_a_line_gives_the_same_row() {
        let want = "s1 example.org v=DKIM1; k=rsa; p=QUJD";
        for text in [
            "s1\texample.org\tv=DKIM1; k=rsa; p=QUJD",
            "s1\texample.org\tv=DKIM1; k=rsa; p=QUJD\t2017-01-01\tseen",
            "S1._domainkey.Example.org v=DKIM1; k=rsa; p=QUJD",
            "s1._domainkey.example.org. 3600 IN TXT \"v=DKIM1; k=rsa; \" \"p=QUJD\"",
            "s1._domainkey.example.org.\tIN\tTXT\t( \"v=DKIM1; k=rsa; \"\n\t\"p=QU\"\n \"JD\" )",
            "; <<>> DiG\n;; ANSWER SECTION:\ns1._domainkey.example.org. 21599 IN TXT \
             \"v=DKIM1\\; k=rsa\\; p=QUJD\"\n\n;; Query time: 3 msec",
            "\u{feff}# a comment\ns1._domainkey.example.org: \"v=DKIM1; k=rsa; p=QUJD\"",
        ] {
            assert_eq!(names(text), [want], "{text}");
        }
    }

    #[test]
    fn lines_that_are_no_key_are_counted() {
        let file = KeyFile::read(
            "a b c\n\nx._domainkey.example.org v=DKIM1; n=none\n",
            "test",
        );
        assert_eq!((file.rows.len(), file.passed_over), (0, vec![1, 3]));
    }

    #[test]
    fn a_leading_dot_stands_for_all_names_that_end_so() {
        let file = KeyFile::read("s\t.host.example.org\tp=\ns\texample.org\tp=\n", "test");
        let set = KeySet::new(file.rows.clone());
        assert_eq!(set.find("s", "a.host.example.org").len(), 1);
        assert_eq!(set.find("s", "example.org").len(), 1);
        assert!(set.find("s", "host.example.org").is_empty());
        let mut again = set.clone();
        assert!(!again.add(file.rows[0].clone()));
        assert_eq!(again.rows().len(), 2);
    }
}
