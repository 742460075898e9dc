//! The commands that check: verify and repair.

use super::adapt;
use super::args::{Global, VerifyArgs};
use super::config::find_case;
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::session::Session;
use super::table::{column, count, size};
use crate::export::check;
use std::path::Path;

/// Runs `verify`.
pub fn verify(global: &Global, args: &VerifyArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if let Some(path) = &args.path {
        return export(path, out);
    }
    let session = Session::open(global)?;
    told(&adapt::verify(&session.case)?, out)
}

/// Runs `repair`.
pub fn repair(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    told(&adapt::repair(&find_case(global.case.as_deref())?)?, out)
}

fn told(found: &adapt::Findings, out: &mut Out) -> Result<Outcome, Failure> {
    for (what, n) in &found.counts {
        out.line(&format!("{n:>10}  {what}"))?;
    }
    for trouble in &found.troubles {
        out.line(trouble)?;
    }
    let n = found.troubles.len();
    say(&match n {
        0 => "everything agrees".to_owned(),
        n => format!("{} found", count(n, "trouble")),
    });
    Ok(Outcome::partly_if(n > 0))
}

/// Checks an export against its manifest.
fn export(path: &Path, out: &mut Out) -> Result<Outcome, Failure> {
    let report = check(path)?;
    out.line(&format!(
        "{:>10}  files, {}",
        report.files,
        size(report.size_bytes)
    ))?;
    out.line(&format!("{:>10}  items of the manifest", report.items))?;
    for problem in &report.problems {
        out.line(&format!(
            "{}  {}: {}",
            column(problem.trouble.word(), 10),
            problem.path,
            problem.detail
        ))?;
    }
    let n = report.problems.len();
    say(&match n {
        0 => format!("the export {} agrees with its manifest", path.display()),
        n => format!("the export {} has {}", path.display(), count(n, "trouble")),
    });
    Ok(Outcome::partly_if(n > 0))
}
