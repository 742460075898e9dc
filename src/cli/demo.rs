//! `demo`: a small case of invented mail with planted edits, made by the real ingest.

use super::adapt;
use super::args::{DemoArgs, Global};
use super::config::{Config, is_case, variable};
use super::failure::{Failure, Outcome, say};
use super::ingest::create;
use super::list::group_block;
use super::print::Out;
use super::session::Session;
use super::table::column;
use super::{at_case, findings, shell};
use crate::case::IngestOptions;
use crate::model::Group;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// The built-in material: path below `material/`, bytes.
const MATERIAL: &[(&str, &[u8])] = &[];

/// Runs `demo`.
pub fn run(global: &Global, args: &DemoArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let dir = &args.dir;
    let global = at_case(global, dir);
    if is_case(dir) {
        say(&format!("opening the case in {}", dir.display()));
    } else {
        make(&global, dir)?;
    }
    let term = variable("TERM").unwrap_or_default();
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if terminal && adapt::refusal(&term, terminal).is_none() {
        return shell::screen(&global);
    }
    report(&Session::open(&global)?, dir, out)
}

/// Writes the material and ingests it.
fn make(global: &Global, dir: &Path) -> Result<(), Failure> {
    let author = Config::load()?.author(global.author.as_deref())?.value;
    let mut case = create(dir)?;
    let material = dir.join("material");
    write_material(&material).map_err(|e| {
        Failure::work(format!("{} cannot be written", material.display()))
            .because(e.to_string())
            .hint("valla demo DIR   (with a folder that you may write)")
    })?;
    let options = IngestOptions {
        sources: vec![material],
        note: Some("invented material of the demonstration".to_owned()),
        author,
        ..IngestOptions::default()
    };
    adapt::ingest(&mut case, &options, &mut |_| {})?;
    Ok(())
}

fn write_material(root: &Path) -> io::Result<()> {
    for (path, bytes) in MATERIAL {
        let whole = root.join(path);
        if let Some(parent) = whole.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(parent)?;
        }
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&whole)?;
        file.write_all(bytes)?;
    }
    fs::metadata(root).map(|_| ())
}

/// Prints what was found and how to go on.
fn report(session: &Session, dir: &Path, out: &mut Out) -> Result<Outcome, Failure> {
    let generation = session.generation();
    if generation.findings.is_empty() {
        out.line("Groups of messages whose texts differ in a few words:")?;
        for group in &generation.groups {
            group_block(session, group, out)?;
            edits(session, group, out)?;
        }
    } else {
        out.line("Planted edits found, most telling first:")?;
        for (at, finding) in generation.findings.iter().enumerate() {
            findings::block(session, at + 1, finding, out)?;
        }
    }
    out.line("")?;
    out.line(&format!(
        "The case lies in {0}. Open it: valla --case {0}",
        dir.display()
    ))?;
    Ok(Outcome::Done)
}

/// Prints the edits from a group's pivot to each member.
fn edits(session: &Session, group: &Group, out: &mut Out) -> Result<(), Failure> {
    let reader = session.case.reader();
    let pivot = session.item(group.pivot);
    for member in group.members.iter().filter(|m| m.item != group.pivot) {
        let item = session.item(member.item);
        let Ok(found) = reader.compare(pivot, item, None) else {
            continue;
        };
        for edit in &found.edits {
            let (digest, class) = (item.digest.short(), column(edit.class.word(), 12));
            let (before, after) = (&edit.before, &edit.after);
            out.line(&format!(
                "        {digest}  {class}  [-{before}-] {{+{after}+}}"
            ))?;
        }
    }
    Ok(())
}
