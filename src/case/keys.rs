//! Keys that the investigator gives a case: taken in from any form they come in, kept in
//! `keys.tsv`, and held at once against every signature that they can decide.

use super::run::{load_segments, put_in_force};
use super::signed::{Book, row};
use super::{Case, CaseError};
pub use crate::attest::signature::Lost;
use crate::attest::signature::{
    BodyTest, KeyFile, KeyRow, KeySet, RECOVERED, Signature, Verdict, lost, recover,
};
use crate::model::Signed;
use crate::model::words::failures as w;
use crate::store::{self, KeyLine, Layout};
use serde_json::Value;

/// What adding keys did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysReport {
    /// Keys that the case did not have.
    pub added: usize,
    /// Keys that it had.
    pub known: usize,
    /// Numbers of the lines that are no key.
    pub passed_over: Vec<usize>,
    /// Signatures of the case that bear the name of one of these keys.
    pub signatures: usize,
    /// Of these, those that verify, body and all.
    pub valid: usize,
    /// Those whose body does not hold, or holds in part only.
    pub body: usize,
    /// Those whose covered fields are not what was signed, while the body holds.
    pub fields: usize,
    /// Those that none of the keys made or that cannot be read: they stay undecided.
    pub undecided: usize,
}

/// One kept key with what it decides in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyState {
    /// The key.
    pub row: KeyRow,
    /// `rsa`, `ed25519`, `revoked` or `unusable`.
    pub kind: &'static str,
    /// Its length in bits.
    pub bits: usize,
    /// Signatures that bear its name.
    pub signatures: usize,
    /// Of these, those that verify with it or another key of the name, body and all.
    pub valid: usize,
}

impl Case {
    /// Gives the kept keys, with what each decides.
    pub fn keys(&self) -> Result<Vec<KeyState>, CaseError> {
        let book = self.book()?;
        let state = |(row, key): (&KeyRow, &crate::attest::signature::Key)| {
            let mine = KeySet::new([row.clone()]);
            let named = book
                .all()
                .filter(|(s, _)| !mine.find(&s.selector, &s.domain).is_empty());
            let (mut signatures, mut valid) = (0, 0);
            for (one, verdict) in named {
                signatures += 1;
                valid += usize::from(verdict == Verdict::Valid && one.body != BodyTest::Fails);
            }
            KeyState {
                row: row.clone(),
                kind: key.kind(),
                bits: key.bits(),
                signatures,
                valid,
            }
        };
        Ok(book.keys.rows().map(state).collect())
    }

    /// Takes keys in and says what they decide; `origin` is kept beside each.
    pub fn add_keys(&mut self, text: &str, origin: &str) -> Result<KeysReport, CaseError> {
        let layout = self.layout().clone();
        let _lock = layout.lock()?;
        let file = read(text, origin);
        self.take_in(&layout, file, origin)
    }

    /// Gives the names of which no key is kept, and of which one can be sought in the case itself;
    /// those that decide the most first.
    pub fn lost_keys(&self) -> Result<Vec<Lost>, CaseError> {
        Ok(lost(undecided(&self.book()?)))
    }

    /// Works out the key of a name from the mail that it signed and keeps it, marked as recovered;
    /// `None` where it cannot be told. Takes minutes.
    pub fn recover_key(&mut self, name: &Lost) -> Result<Option<KeysReport>, CaseError> {
        let record = recover(name, undecided(&self.book()?));
        let Some(record) = record else {
            return Ok(None);
        };
        let layout = self.layout().clone();
        let _lock = layout.lock()?;
        let origin = format!("{RECOVERED} from {} signatures of this case", name.intact);
        let row = KeyRow {
            selector: name.selector.clone(),
            domain: name.domain.clone(),
            record,
            origin: origin.clone(),
        };
        let file = KeyFile {
            rows: vec![row],
            passed_over: Vec::new(),
        };
        self.take_in(&layout, file, &origin).map(Some)
    }

    /// Keeps keys, under the lock of the case.
    fn take_in(
        &mut self,
        layout: &Layout,
        file: KeyFile,
        origin: &str,
    ) -> Result<KeysReport, CaseError> {
        if file.rows.is_empty() {
            return Err(CaseError::Refused(w::no_key_in(origin)));
        }
        let mut lines = store::read_keys(layout)?;
        let mut kept = KeySet::new(lines.iter().cloned().map(row));
        let mut report = KeysReport {
            passed_over: file.passed_over,
            ..KeysReport::default()
        };
        for one in &file.rows {
            if kept.add(one.clone()) {
                report.added += 1;
                lines.push(line(one));
            } else {
                report.known += 1;
            }
        }
        store::write_keys(layout, &lines)?;
        self.reload()?;
        self.keep_judgements()?;
        report.count(&self.book()?, &KeySet::new(file.rows));
        if report.added > 0 && report.signatures > 0 {
            self.judge_findings()?;
        }
        Ok(report)
    }

    /// Makes the findings again, for keys that came after the mail.
    fn judge_findings(&mut self) -> Result<(), CaseError> {
        let layout = self.layout().clone();
        put_in_force(&layout, &load_segments(&layout)?, &[], (true, None))?;
        self.reload()?;
        self.keep_judgements()
    }

    /// Counts how the DKIM signatures of each item stand, in snapshot order.
    pub fn signed(&self) -> Result<Vec<Signed>, CaseError> {
        let book = self.book()?;
        let items = 0..self.snapshot().generation.items.len() as u32;
        Ok(items
            .map(|at| book.signed(crate::model::ItemIx(at)))
            .collect())
    }

    /// Works out what the kept keys make of every signature, and keeps it.
    pub(super) fn keep_judgements(&self) -> Result<(), CaseError> {
        match self.number() {
            Some(number) if !store::read_keys(self.layout())?.is_empty() => {
                self.book()?.keep(self.layout(), number)
            }
            _ => Ok(()),
        }
    }

    fn book(&self) -> Result<Book, CaseError> {
        match self.number() {
            Some(number) => Book::open(self.layout(), number),
            None => Ok(Book::without_mail(self.layout())?),
        }
    }
}

impl KeysReport {
    fn count(&mut self, book: &Book, given: &KeySet) {
        for (one, verdict) in book.all() {
            if given.find(&one.selector, &one.domain).is_empty() {
                continue;
            }
            self.signatures += 1;
            let body = matches!(one.body, BodyTest::Fails | BodyTest::Part(_));
            match verdict {
                _ if body => self.body += 1,
                Verdict::Valid => self.valid += 1,
                Verdict::Altered => self.fields += 1,
                Verdict::OtherKey | Verdict::NoUse | Verdict::NoKey | Verdict::Unsound => {
                    self.undecided += 1;
                }
            }
        }
    }
}

/// The signatures that none of the kept keys decides.
fn undecided(book: &Book) -> impl Iterator<Item = &Signature> {
    let open = |v: Verdict| matches!(v, Verdict::NoKey | Verdict::OtherKey | Verdict::NoUse);
    book.all().filter(move |(_, v)| open(*v)).map(|(s, _)| s)
}

fn line(row: &KeyRow) -> KeyLine {
    KeyLine {
        selector: row.selector.clone(),
        domain: row.domain.clone(),
        record: row.record.clone(),
        origin: row.origin.clone(),
    }
}

/// Reads a file of keys: lines, or the JSON of key archives.
fn read(text: &str, origin: &str) -> KeyFile {
    let bare = text.trim_start_matches('\u{feff}').trim_start();
    if !bare.starts_with(['{', '[']) {
        return KeyFile::read(text, origin);
    }
    let whole: Result<Value, _> = serde_json::from_str(bare);
    let mut rows = String::new();
    if let Ok(value) = whole {
        archive(&value, &mut rows);
    } else {
        let lines = bare.lines();
        for value in lines.filter_map(|l| serde_json::from_str::<Value>(l).ok()) {
            archive(&value, &mut rows);
        }
    }
    KeyFile::read(&rows, origin)
}

/// Puts the records of an archive as lines: `domain`, `selector` and `value`, at any depth.
fn archive(value: &Value, out: &mut String) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| archive(one, out)),
        Value::Object(map) => {
            let pair = map.get("domainSelectorPair").and_then(Value::as_object);
            let of = |name: &str| {
                let found = map.get(name).or_else(|| pair?.get(name));
                found.and_then(Value::as_str)
            };
            let record = of("value").or_else(|| of("record")).or_else(|| of("txt"));
            if let (Some(selector), Some(domain), Some(record)) =
                (of("selector"), of("domain"), record)
            {
                let clean = |t: &str| t.replace(['\t', '\r', '\n'], " ");
                let columns = [selector, domain, record].map(clean);
                out.push_str(&columns.join("\t"));
                out.push('\n');
            } else {
                map.values().for_each(|one| archive(one, out));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_of_keys_are_read_in_either_form() {
        let flat = r#"[{"domain":"example.org","selector":"S1","value":"v=DKIM1; p=QUJD"}]"#;
        let deep = r#"{"records":[{"value":"p=QUJD","domainSelectorPair":
            {"domain":"example.org","selector":"s1"}}]}"#;
        let lines = "{\"domain\":\"example.org\",\"selector\":\"s1\",\"value\":\"p=QUJD\"}\n{}\n";
        for text in [flat, deep, lines] {
            let rows = read(text, "archive").rows;
            assert_eq!(rows.len(), 1, "{text}");
            let row = &rows[0];
            assert_eq!(
                (row.selector.as_str(), row.domain.as_str()),
                ("s1", "example.org")
            );
        }
    }
}
