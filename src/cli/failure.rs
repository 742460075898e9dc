//! What went wrong, in one sentence, with its causes and the next step; and the exit code.
//!
//! The one place that writes to stderr: everything passes through `SafeText`, since paths and
//! names in a message may come from evidence.

use crate::case::CaseError;
use crate::export::ExportError;
use crate::model::words::{failures as w, system};
use crate::model::{Lang, Said};
use crate::query::QueryError;
use crate::text::SafeText;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a command ended that did its work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// All of it.
    Done,
    /// Done, but something could not be read or did not verify.
    Partly,
}

impl Outcome {
    /// Gives `Partly` where something was left.
    pub fn partly_if(partly: bool) -> Self {
        if partly { Self::Partly } else { Self::Done }
    }

    /// Gives the exit code.
    pub fn code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::Partly => ExitCode::from(3),
        }
    }
}

/// Which exit code a failure has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// The command could not do its work: 1.
    Work,
    /// Wrong usage, no case, or a terminal that cannot show the screen: 2.
    Usage,
    /// The reader of stdout went away: no error, 0.
    Gone,
}

/// Why a command did not do its work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Decides the exit code.
    pub kind: FailureKind,
    /// One sentence that names the thing.
    pub message: Said,
    /// What lies behind it, nearest first.
    pub causes: Vec<Said>,
    /// What to do next.
    pub hints: Vec<Said>,
}

impl Failure {
    /// Makes a failure of the work itself.
    pub fn work(message: impl Into<Said>) -> Self {
        Self::new(FailureKind::Work, message.into())
    }

    /// Makes a failure of usage.
    pub fn usage(message: impl Into<Said>) -> Self {
        Self::new(FailureKind::Usage, message.into())
    }

    fn new(kind: FailureKind, message: Said) -> Self {
        Self {
            kind,
            message,
            causes: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Adds a cause.
    pub fn because(mut self, cause: impl Into<Said>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Adds a next step.
    pub fn hint(mut self, hint: impl Into<Said>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Gives the exit code.
    pub fn code(&self) -> ExitCode {
        match self.kind {
            FailureKind::Work => ExitCode::from(1),
            FailureKind::Usage => ExitCode::from(2),
            FailureKind::Gone => ExitCode::SUCCESS,
        }
    }

    /// Writes the failure to stderr; nothing where the reader went away.
    pub fn report(&self, lang: Lang) {
        if self.kind == FailureKind::Gone {
            return;
        }
        say(&format!("valla: {}", self.message.of(lang)));
        for cause in &self.causes {
            say(w::because(cause).of(lang));
        }
        for hint in &self.hints {
            say(w::try_this(hint).of(lang));
        }
    }
}

/// Writes one line for the user to stderr, made safe.
pub fn say(text: &str) {
    // Nobody can be told that stderr does not work.
    let _ = writeln!(io::stderr(), "{}", SafeText::line(text));
}

/// Writes lines for the user to stderr, made safe, their line breaks kept.
pub fn say_block(text: &str) {
    let _ = writeln!(io::stderr(), "{}", SafeText::block(text.trim_end()));
}

/// Writing to stdout failed: a reader that went away is no error.
impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(FailureKind::Gone, Said::default());
        }
        Self::work(w::STDOUT).because(system::said(&e))
    }
}

impl From<CaseError> for Failure {
    fn from(e: CaseError) -> Self {
        let message = e.said();
        match e {
            CaseError::NoCase(path) => no_case_at(&path.display().to_string()),
            CaseError::Newer { .. } => Self::work(message).hint(w::NEWER_PROGRAM),
            CaseError::Io { path, cause } => Self::work(w::failed(path.display()))
                .because(system::said(&cause))
                .hint(w::LOOK_AT_PATH),
            CaseError::Damaged { .. } => Self::work(message).hint(w::REPAIR),
            // These say what to do themselves.
            CaseError::Annotations(_) | CaseError::Refused(_) => Self::work(message),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(e: ExportError) -> Self {
        let hint = match &e {
            ExportError::Occupied(_) | ExportError::NotAFolder(_) => w::NEW_FOLDER,
            ExportError::InsideSource { .. } => w::BESIDE_SOURCES,
            ExportError::NoExport(_) => w::FOLDER_OF_EXPORT,
            ExportError::Redacted(_) => w::TAKE_TABLES,
            ExportError::Signature(_) => w::MINISIGN,
            ExportError::Io { .. } => w::LOOK_AT_SPACE,
        };
        Self::work(e.said()).hint(hint)
    }
}

/// Makes the failure of a query, with the place marked.
pub fn wrong_query(query: &str, e: &QueryError) -> Failure {
    let (mut before, mut after) = (query, "");
    if let Some((b, a)) = query.split_at_checked(e.at.min(query.len())) {
        (before, after) = (b, a);
    }
    Failure::usage(w::wrong_query(&e.message))
        .because(w::here(before, after))
        .hint(Said::same("valla help list"))
}

/// Makes the failure of a folder that holds no case.
pub fn no_case_at(path: &str) -> Failure {
    Failure::usage(w::no_case(path))
        .hint(w::makes_it(path))
        .hint(w::DEMO)
}

/// Makes the failure of a file that the system does not give.
pub fn unread(path: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    move |e| Failure::work(w::unread(path.display())).because(system::said(&e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn every_case_error_says_what_to_do_or_is_a_sentence() {
        let io = || io::Error::from(io::ErrorKind::PermissionDenied);
        let path = PathBuf::from("/case/x");
        let errors = [
            CaseError::NoCase(path.clone()),
            CaseError::Newer {
                path: path.clone(),
                found: 9,
                known: 1,
            },
            CaseError::Io {
                path: path.clone(),
                cause: io(),
            },
            CaseError::Damaged {
                path: path.clone(),
                what: Said::same("bad"),
            },
        ];
        for e in errors {
            let failure = Failure::from(e);
            assert!(failure.message.en.contains("/case/x"), "{failure:?}");
            assert!(!failure.hints.is_empty(), "{failure:?}");
        }
        assert_eq!(
            Failure::from(CaseError::Refused(Said::same("no"))).message,
            Said::same("no")
        );
    }

    #[test]
    fn every_export_error_names_the_folder_and_the_next_step() {
        let dest = PathBuf::from("/out");
        for e in [
            ExportError::Occupied(dest.clone()),
            ExportError::NotAFolder(dest.clone()),
            ExportError::InsideSource {
                dest: dest.clone(),
                source_name: "box".into(),
            },
            ExportError::NoExport(dest.clone()),
            ExportError::Io {
                path: dest,
                cause: io::Error::from(io::ErrorKind::StorageFull),
            },
        ] {
            let failure = Failure::from(e);
            assert!(failure.message.en.contains("/out"), "{failure:?}");
            assert_eq!(failure.hints.len(), 1);
        }
    }

    #[test]
    fn a_reader_that_goes_away_is_no_error() {
        let gone = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(gone.kind, FailureKind::Gone);
    }

    #[test]
    fn a_wrong_query_shows_the_place() {
        let e = QueryError {
            at: 5,
            message: Said::same("expected a word"),
        };
        assert_eq!(wrong_query("from:", &e).causes[0].en, "from:<HERE>");
    }
}
