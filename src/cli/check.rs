//! The commands that check: verify and repair.

use super::adapt;
use super::args::{Global, VerifyArgs};
use super::config::find_case;
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
    let root = find_case(global.case.as_deref())?;
    let mut meter = Meter::new();
    let report = adapt::repair(&root, &mut |now| meter.show(now));
    meter.end();
    let report = report?;
    let mut troubles = Vec::new();
    for journal in &report.journals {
        let (name, rows) = (&journal.name, count(journal.rows as usize, "row"));
        out.line(&format!("journal {name}: {rows}; store: {}", journal.store))?;
        if !journal.is_sound {
            troubles.push(format!("{name}: its store is not sound: {}", journal.store));
        }
        let problems = journal.problems.iter();
        troubles.extend(problems.map(|p| format!("{name}: {p}")));
    }
    if let Some(damage) = &report.damage {
        out.line(&format!("index: could not be read: {damage}"))?;
    }
    if let Some(done) = &report.index {
        out.line(&format!(
            "index: made again from {}, {}; {}",
            count(done.files as usize, "file"),
            size(done.bytes),
            count(done.items as usize, "item"),
        ))?;
    } else {
        out.line("index: the old one was kept, since not everything it was made of is there")?;
        say("`valla sources move NAME NEW` says where a source lies now");
    }
    troubles.extend(some(&report.missing));
    let changed = |name: &String| format!("the source {name} is not what was ingested before");
    troubles.extend(report.changed.iter().map(changed));
    told(
        &adapt::Checked {
            counts: Vec::new(),
            troubles,
        },
        out,
    )
}

/// Most missing things that are named one by one.
const NAMED: usize = 50;

fn some(missing: &[String]) -> Vec<String> {
    let mut out: Vec<String> = missing.iter().take(NAMED).cloned().collect();
    if missing.len() > NAMED {
        out.push(format!("and {} more", missing.len() - NAMED));
    }
    out
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
