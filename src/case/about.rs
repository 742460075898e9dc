//! What this program is: commit, lock file and tables, so that a result can be claimed again.

use crate::model::Digest;
use crate::model::Lang;
use crate::model::edit::CLASSES;
use sha2::{Digest as _, Sha256};

/// What this program is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Version of the program.
    pub version: &'static str,
    /// Commit it was built from, where the build was told (`VALLA_COMMIT`).
    pub commit: &'static str,
    /// SHA-256 of the lock file.
    pub lock: Digest,
    /// SHA-256 of the table of checks.
    pub checks: Digest,
    /// SHA-256 of the table of classes.
    pub classes: Digest,
    /// SHA-256 of the table of weights.
    pub weights: Digest,
}

impl About {
    /// Names the versions of the tables in one line.
    pub fn tables(&self) -> String {
        format!(
            "checks {}, classes {}, weights {}",
            self.checks.short(),
            self.classes.short(),
            self.weights.short()
        )
    }
}

/// Tells what this program is. The tables of checks and weights go by the text they are written
/// in, so that no change of them can pass unnamed.
pub fn about() -> About {
    let sum = |bytes: &[u8]| Digest(Sha256::digest(bytes).into());
    let classes: String = CLASSES
        .iter()
        .map(|row| {
            format!(
                "{} {} {}\n",
                row.class.word(),
                row.noise,
                row.line.of(Lang::English)
            )
        })
        .collect();
    About {
        version: env!("CARGO_PKG_VERSION"),
        commit: option_env!("VALLA_COMMIT").unwrap_or("unknown"),
        lock: sum(include_bytes!("../../Cargo.lock")),
        checks: sum(include_bytes!("../detect/lead.rs")),
        classes: sum(classes.as_bytes()),
        weights: sum(include_bytes!("../detect/weights.rs")),
    }
}
