//! The commands that check: verify and repair.

use super::adapt;
use super::args::{Global, VerifyArgs};
use super::config::{Config, find_case};
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::progress::Meter;
use super::session::Session;
use super::table::{column, count, size};
use crate::case::Progress;
use crate::export::{check, check_signatures};
use std::path::Path;

/// Runs `verify`.
pub fn verify(global: &Global, args: &VerifyArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if let Some(path) = &args.path {
        return export(path, args.key.as_deref(), out);
    }
    let session = Session::open(global)?;
    let total = session.snapshot.status().bytes;
    let mut meter = Meter::new();
    let mut bytes = 0;
    let checked = adapt::verify(&session.case, &mut |n| {
        bytes += n;
        meter.show(Progress {
            files: 0,
            total_files: 0,
            items: 0,
            bytes,
            total_bytes: total,
            stage: "verifying",
        });
    });
    meter.end();
    told(&checked?, out)
}

/// Runs `repair`.
pub fn repair(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    let author = Config::load()?.author(global.author.as_deref())?.value;
    let root = find_case(global.case.as_deref())?;
    let mut meter = Meter::new();
    let checked = adapt::repair(&root, &author, &mut |now| meter.show(now));
    meter.end();
    told(&checked?, out)
}

fn told(found: &adapt::Checked, out: &mut Out) -> Result<Outcome, Failure> {
    for (n, what) in &found.counts {
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
fn export(path: &Path, key: Option<&str>, out: &mut Out) -> Result<Outcome, Failure> {
    let mut report = check(path)?;
    out.line(&format!(
        "{:>10}  files, {}",
        report.files,
        size(report.size_bytes)
    ))?;
    out.line(&format!("{:>10}  items of the manifest", report.items))?;
    if let Some(key) = key {
        let good = check_signatures(path, key, &mut report)?;
        out.line(&format!("{good:>10}  signatures that hold"))?;
    }
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
