//! `case.toml`: what the investigator said about the case and its sources. Small, readable, and
//! enough to make the index again.

use super::StoreError;
use super::layout::{Layout, replace};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

/// Newest version of `case.toml` that this program writes.
const VERSION: u32 = 1;

/// The contents of `case.toml`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseFile {
    /// Format of this file.
    pub version: u32,
    /// Name of the case.
    pub name: String,
    /// When it was made, RFC 3339 UTC.
    pub created: String,
    /// Time zone of day borders, an IANA name; UTC unless set.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// Saved views: name and query.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub views: BTreeMap<String, String>,
    /// The sources, by name.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceEntry>,
}

/// One source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Default)]
pub struct SourceEntry {
    /// Its name within the case.
    pub name: String,
    /// Where it lies, absolute.
    pub path: String,
    /// Whether the investigator named it so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub named: bool,
    /// Names that it bore before another source of the same name came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Whether its first ingest has not come to its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unread: bool,
    /// What its file was called when it was ingested, where it was moved to another name since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whose material it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custodian: Option<String>,
    /// What the investigator wrote about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether its readings win in direction.
    #[serde(default)]
    pub reference: bool,
    /// Who added it.
    pub added_by: String,
    /// When, RFC 3339 UTC.
    pub added: String,
    /// SHA-256 of the file, or of the sorted list of its files, once it was read whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

fn utc() -> String {
    "UTC".into()
}

impl CaseFile {
    /// Makes the contents of a new case.
    pub fn new(name: &str, created: &str) -> Self {
        Self {
            version: VERSION,
            name: name.into(),
            created: created.into(),
            time_zone: utc(),
            views: BTreeMap::new(),
            sources: Vec::new(),
        }
    }

    /// Reads the file of a case; `None` where there is no case.
    pub fn read(layout: &Layout) -> Result<Option<Self>, StoreError> {
        let path = layout.case_file();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(StoreError::Io { path, cause }),
        };
        let file: Self =
            toml::from_str(&text).map_err(|e| StoreError::quoted(&path, e.message()))?;
        if file.version > VERSION {
            return Err(StoreError::Newer {
                path,
                found: file.version,
                known: VERSION,
            });
        }
        Ok(Some(file))
    }

    /// Writes the file whole.
    pub fn write(&self, layout: &Layout) -> Result<(), StoreError> {
        let path = layout.case_file();
        let text = toml::to_string_pretty(self).map_err(|e| StoreError::quoted(&path, e))?;
        replace(&path, text.as_bytes())
    }

    /// Finds the source that bears a name, or bore it.
    pub fn source(&self, name: &str) -> Option<&SourceEntry> {
        let former = |s: &&SourceEntry| s.formerly.iter().any(|f| f == name);
        let now = self.sources.iter().find(|s| s.name == name);
        now.or_else(|| self.sources.iter().find(former))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        let mut file = CaseFile::new("Bureau", "2026-11-22T10:00:00Z");
        file.sources.push(SourceEntry {
            name: "mail".into(),
            path: "/evidence/mail".into(),
            custodian: Some("C. Berard".into()),
            ..SourceEntry::default()
        });
        assert_eq!(CaseFile::read(&layout).unwrap(), None);
        file.write(&layout).unwrap();
        assert_eq!(CaseFile::read(&layout).unwrap(), Some(file));
    }

    #[test]
    fn a_newer_file_is_not_guessed_at() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        let mut file = CaseFile::new("Bureau", "2026-11-22T10:00:00Z");
        file.version = VERSION + 1;
        file.write(&layout).unwrap();
        assert!(matches!(
            CaseFile::read(&layout),
            Err(StoreError::Newer { .. })
        ));
    }
}
