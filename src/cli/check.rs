//! The commands that check: verify and repair.

use super::adapt;
use super::args::{Global, VerifyArgs};
use super::config::{find_case, told_in};
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::progress::Meter;
use super::session::Session;
use super::table::{column, size};
use crate::case::Progress;
use crate::export::{check, check_signatures};
use crate::model::words::{commands as w, failures as f};
use crate::model::{Lang, Said};
use std::path::Path;

/// Runs `verify`.
pub fn verify(global: &Global, args: &VerifyArgs, out: &mut Out) -> Result<Outcome, Failure> {
    if let Some(path) = &args.path {
        let lang = told_in(global);
        return export((path, lang), args.key.as_deref(), out);
    }
    let session = Session::open(global)?;
    let total = session.snapshot.status().bytes;
    let mut meter = Meter::new(session.lang);
    let mut bytes = 0;
    let checked = adapt::verify(&session.case, &mut |n| {
        bytes += n;
        meter.show(Progress {
            files: 0,
            total_files: 0,
            items: 0,
            bytes,
            total_bytes: total,
            stage: w::VERIFYING,
        });
    });
    meter.end();
    told(&checked?, session.lang, out)
}

/// Runs `repair`.
pub fn repair(global: &Global, out: &mut Out) -> Result<Outcome, Failure> {
    let root = find_case(global.case.as_deref())?;
    let lang = told_in(global);
    let mut meter = Meter::new(lang);
    let report = adapt::repair(&root, &mut |now| meter.show(now));
    meter.end();
    let report = report?;
    let mut troubles = Vec::new();
    for journal in &report.journals {
        let (name, rows) = (&journal.name, w::ROW.of(journal.rows));
        out.line(w::journal(name, rows, &journal.store).of(lang))?;
        if !journal.is_sound {
            troubles.push(w::store_unsound(name, &journal.store));
        }
        let problems = journal.problems.iter();
        troubles.extend(problems.map(|p| f::of_path(name, p)));
    }
    if let Some(damage) = &report.damage {
        out.line(w::index_damage(damage).of(lang))?;
    }
    if let Some(done) = &report.index {
        let (files, items) = (w::FILE.of(done.files), w::ITEM.of(done.items));
        out.line(w::index_made(files, size(done.bytes), items).of(lang))?;
    } else {
        out.line(w::OLD_KEPT.of(lang))?;
        say(w::SAYS_WHERE.of(lang));
    }
    troubles.extend(some(&report.missing));
    troubles.extend(report.changed.iter().map(w::source_differs));
    told(
        &adapt::Checked {
            counts: Vec::new(),
            troubles,
        },
        lang,
        out,
    )
}

/// Most missing things that are named one by one.
const NAMED: usize = 50;

fn some(missing: &[Said]) -> Vec<Said> {
    let mut out: Vec<Said> = missing.iter().take(NAMED).cloned().collect();
    if missing.len() > NAMED {
        out.push(w::and_more(missing.len() - NAMED));
    }
    out
}

fn told(found: &adapt::Checked, lang: Lang, out: &mut Out) -> Result<Outcome, Failure> {
    for (n, what) in &found.counts {
        out.line(&format!("{n:>10}  {}", what.of(lang)))?;
    }
    for trouble in &found.troubles {
        out.line(trouble.of(lang))?;
    }
    let n = found.troubles.len();
    let said = match n {
        0 => w::ALL_AGREES.into(),
        n => w::found(w::TROUBLE.of(n)),
    };
    say(said.of(lang));
    Ok(Outcome::partly_if(n > 0))
}

/// Checks an export against its manifest.
fn export(
    (path, lang): (&Path, Lang),
    key: Option<&str>,
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let mut report = check(path)?;
    let files = w::export_files(size(report.size_bytes));
    out.line(&format!("{:>10}  {}", report.files, files.of(lang)))?;
    let items = w::ITEMS_OF_MANIFEST.of(lang);
    out.line(&format!("{:>10}  {items}", report.items))?;
    if let Some(key) = key {
        let good = check_signatures(path, key, &mut report)?;
        out.line(&format!("{good:>10}  {}", w::THAT_HOLD.of(lang)))?;
    }
    for problem in &report.problems {
        out.line(&format!(
            "{}  {}",
            column(problem.trouble.shown(lang), 10),
            f::of_path(&problem.path, &problem.detail).of(lang)
        ))?;
    }
    let n = report.problems.len();
    let said = match n {
        0 => w::export_agrees(path.display()),
        n => w::export_has(path.display(), w::TROUBLE.of(n)),
    };
    say(said.of(lang));
    Ok(Outcome::partly_if(n > 0))
}
