//! `keys.tsv`: the DKIM keys that the investigator gave, one a line, beside `case.toml`. Not
//! derived: deleting the index leaves it alone.

use super::StoreError;
use super::layout::{Layout, replace};
use std::fs;
use std::io::ErrorKind;

/// First line of the file, for whoever opens it.
const HEAD: &str = "# selector\tdomain\trecord\torigin\n";

/// One line of the file; what it means is known on the floors that check signatures.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KeyLine {
    /// Selector.
    pub selector: String,
    /// Domain; a leading dot means every name that ends so.
    pub domain: String,
    /// The key record.
    pub record: String,
    /// Where it came from.
    pub origin: String,
}

/// Reads the keys of a case; none where there is no file.
pub fn read_keys(layout: &Layout) -> Result<Vec<KeyLine>, StoreError> {
    let path = layout.keys_file();
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(StoreError::Io { path, cause }),
    };
    Ok(text.lines().filter_map(line).collect())
}

fn line(text: &str) -> Option<KeyLine> {
    let mut columns = text.split('\t').map(str::trim);
    let selector = columns
        .next()
        .filter(|c| !c.is_empty() && !c.starts_with('#'))?;
    let (domain, record) = (columns.next()?, columns.next()?);
    Some(KeyLine {
        selector: selector.to_owned(),
        domain: domain.to_owned(),
        record: record.to_owned(),
        origin: columns.next().unwrap_or_default().to_owned(),
    })
}

/// Writes the keys of a case, sorted, as a whole.
pub fn write_keys(layout: &Layout, keys: &[KeyLine]) -> Result<(), StoreError> {
    let mut keys = keys.to_vec();
    keys.sort();
    keys.dedup();
    let clean = |text: &str| text.replace(['\t', '\r', '\n'], " ");
    let rows = keys.iter().map(|k| {
        let columns = [&k.selector, &k.domain, &k.record, &k.origin].map(|c| clean(c));
        format!("{}\n", columns.join("\t"))
    });
    let text: String = std::iter::once(HEAD.to_owned()).chain(rows).collect();
    replace(&layout.keys_file(), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_sorted_and_whole() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        assert!(read_keys(&layout).unwrap().is_empty());
        let key = |selector: &str| KeyLine {
            selector: selector.into(),
            domain: ".example.org".into(),
            record: "v=DKIM1; p=QUJD".into(),
            origin: "a\tb".into(),
        };
        write_keys(&layout, &[key("s2"), key("s1"), key("s2")]).unwrap();
        let back = read_keys(&layout).unwrap();
        assert_eq!(back.len(), 2);
        assert_eq!(
            (back[0].selector.as_str(), back[0].origin.as_str()),
            ("s1", "a b")
        );
    }
}
