//! `demo`: a small case of invented mail with planted edits, made by the real ingest.

use super::adapt::Opening;
use super::args::{DemoArgs, Global};
use super::config::{Config, is_case, told_in, variable};
use super::failure::{Failure, Outcome, say};
use super::ingest::create;
use super::print::Out;
use super::records::first_path;
use super::session::Session;
use super::table::{date, edit_line};
use super::{adapt, at_case, findings, shell};
use crate::case::{Case, Generation, IngestOptions};
use crate::model::words::{commands as w, failures as f, system};
use crate::model::{Digest, ItemIx};
use std::collections::BTreeSet;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// One file of the built-in material: its path below `material/`, its bytes.
type Piece = (&'static str, &'static [u8]);

/// One source of the demonstration.
struct Offer {
    /// Its name in the case.
    name: &'static str,
    /// File or folder below `material/`.
    path: &'static str,
    /// Whose material it is.
    custodian: Option<&'static str>,
}

/// What is ingested, in this order.
const OFFERS: &[Offer] = &[
    offer("ferrand", "release-1/ferrand.mbox", Some("Nadia Ferrand")),
    offer("lemaire", "release-1/lemaire.mbox", Some("Paul Lemaire")),
    offer(
        "ferrand-release-2",
        "release-2/ferrand.mbox",
        Some("Nadia Ferrand"),
    ),
    offer("saved", "saved", None),
    offer("documents", "documents", None),
];

const fn offer(name: &'static str, path: &'static str, custodian: Option<&'static str>) -> Offer {
    Offer {
        name,
        path,
        custodian,
    }
}

macro_rules! piece {
    ($path:literal, $asset:literal) => {
        ($path, include_bytes!(concat!("../../assets/demo/", $asset)))
    };
}

/// All files; what they are and where they came from stands in `assets/demo/README.md`.
const MATERIAL: &[Piece] = &[
    piece!("release-1/ferrand.mbox", "ferrand.mbox"),
    piece!("release-1/lemaire.mbox", "lemaire.mbox"),
    piece!("release-2/ferrand.mbox", "ferrand-release-2.mbox"),
    piece!("saved/01.eml", "saved-01.eml"),
    piece!("saved/02.eml", "saved-02.eml"),
    piece!("saved/03.eml", "saved-03.eml"),
    piece!("saved/04.eml", "saved-04.eml"),
    piece!("saved/05.eml", "saved-05.eml"),
    piece!("saved/06.eml", "saved-06.eml"),
    piece!("saved/07.eml", "saved-07.eml"),
    piece!("saved/08.eml", "saved-08.eml"),
    piece!("saved/09.eml", "saved-09.eml"),
    piece!("documents/convention-v3.txt", "convention-v3.txt"),
    piece!("documents/note-accueil.txt", "note-accueil.txt"),
];

/// Runs `demo`.
pub fn run(global: &Global, args: &DemoArgs, out: &mut Out) -> Result<Outcome, Failure> {
    let dir = &args.dir;
    let global = at_case(global, dir);
    if is_case(dir) && !dir.join("material").is_dir() {
        say(w::other_case(dir.display()).of(told_in(&global)));
    } else {
        make(&global, dir)?;
    }
    let term = variable("TERM").unwrap_or_default();
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    if terminal && adapt::refusal(&term, terminal).is_none() {
        let opening = Opening {
            tour: true,
            ..Opening::default()
        };
        return shell::review(Session::open(&global)?, opening);
    }
    report(&Session::open(&global)?, dir, out)
}

/// Makes what is not there yet: a run that was stopped half-way is completed.
fn make(global: &Global, dir: &Path) -> Result<(), Failure> {
    let author = Config::load()?.author(global.author.as_deref())?.value;
    let mut case = if is_case(dir) {
        adapt::open(dir)?
    } else {
        create(dir, None)?
    };
    let material = dir.join("material");
    for offer in OFFERS {
        let snapshot = case.snapshot();
        if snapshot
            .generation
            .sources
            .iter()
            .any(|s| s.name == offer.name && s.files > 0)
        {
            continue;
        }
        write_material(&material, offer.path).map_err(|e| {
            Failure::work(f::unwritten(material.display()))
                .because(system::said(&e))
                .hint(f::DEMO_DIR)
        })?;
        ingest(&mut case, offer, &material, &author)?;
    }
    Ok(())
}

fn ingest(case: &mut Case, offer: &Offer, root: &Path, author: &str) -> Result<(), Failure> {
    let path = root.join(offer.path);
    let known = case.file().source(offer.name).is_some();
    let options = IngestOptions {
        sources: vec![path],
        name: (!known).then(|| offer.name.to_owned()),
        custodian: offer.custodian.map(str::to_owned),
        note: Some("invented, for the demonstration".to_owned()),
        author: author.to_owned(),
        reader: adapt::program(),
        ..IngestOptions::default()
    };
    adapt::ingest(case, &options, &mut |_| {})?;
    Ok(())
}

/// Writes the files of one source, each whole or not at all.
fn write_material(root: &Path, source: &str) -> io::Result<()> {
    for (path, bytes) in MATERIAL.iter().filter(|(path, _)| path.starts_with(source)) {
        let whole = root.join(path);
        if fs::read(&whole).is_ok_and(|found| found == *bytes) {
            continue;
        }
        if let Some(parent) = whole.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(parent)?;
        }
        let part = whole.with_extension("part");
        // A rest of a run that was stopped; that there is none is the rule.
        let _ = fs::remove_file(&part);
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)?;
        file.write_all(bytes)?;
        fs::rename(&part, &whole)?;
    }
    Ok(())
}

/// The answer key.
const ANSWERS: &str = include_str!("../../assets/demo/answers.json");

/// What of the answer key the tour counts by.
#[derive(serde::Deserialize)]
struct Answers {
    plants: Vec<Plant>,
}

/// One planted edit.
#[derive(serde::Deserialize)]
struct Plant {
    suspect: Vec<Suspect>,
}

/// One changed item.
#[derive(serde::Deserialize)]
struct Suspect {
    item: String,
}

/// Gives the changed items of each planted edit where a case is the demonstration; else nothing.
pub fn plants(generation: &Generation) -> Vec<Vec<Digest>> {
    let is_demo = |of: &Offer| generation.sources.iter().any(|s| s.name == of.name);
    if !OFFERS.iter().all(is_demo) {
        return Vec::new();
    }
    let Ok(answers) = serde_json::from_str::<Answers>(ANSWERS) else {
        return Vec::new();
    };
    let items = |plant: Plant| {
        let all = plant.suspect.iter();
        all.filter_map(|s| Digest::parse(&s.item)).collect()
    };
    let plants: Vec<Vec<Digest>> = answers.plants.into_iter().map(items).collect();
    let there = |item: &Digest| generation.by_digest(item).is_some();
    if plants.iter().all(|items| items.iter().any(there)) {
        plants
    } else {
        Vec::new()
    }
}

/// Prints what was found and how to go on.
fn report(session: &Session, dir: &Path, out: &mut Out) -> Result<Outcome, Failure> {
    let generation = session.generation();
    if generation.findings.is_empty() {
        let mut told = Told::new(session);
        out.line(w::COPIES_DISAGREE.of(session.lang))?;
        for (first, other) in copies(session) {
            told.edits(first, other, out)?;
        }
        out.line("")?;
        out.line(w::NEARLY_ALIKE.of(session.lang))?;
        for (pivot, other) in neighbours(session) {
            told.edits(pivot, other, out)?;
        }
    } else {
        out.line(w::PLANTED.of(session.lang))?;
        for (at, finding) in generation.findings.iter().enumerate() {
            findings::block(session, at + 1, finding, out)?;
        }
    }
    out.line("")?;
    out.line(w::case_lies(dir.display()).of(session.lang))?;
    Ok(Outcome::Done)
}

/// Members of a group that is no form letter or weekly report.
const SMALL: usize = 4;
/// Edits between two texts that still are the same text with a few words changed.
const FEW: usize = 4;

/// Gives the pairs of items that bear one Message-ID, the oldest first in each.
fn copies(session: &Session) -> Vec<(ItemIx, ItemIx)> {
    let generation = session.generation();
    let mut out = Vec::new();
    for (at, item) in generation.items.iter().enumerate() {
        let ix = ItemIx(at as u32);
        let first = item
            .message_id()
            .and_then(|id| generation.copies(id).first());
        if let Some(first) = first.filter(|first| **first != ix) {
            out.push((*first, ix));
        }
    }
    out
}

/// Gives the pairs of pivot and member of small groups that are no copies of each other.
fn neighbours(session: &Session) -> Vec<(ItemIx, ItemIx)> {
    let generation = session.generation();
    let id = |ix: ItemIx| session.item(ix).message_id();
    let small = generation
        .groups
        .iter()
        .filter(|g| g.members.len() <= SMALL);
    let pairs = small.flat_map(|g| g.members.iter().map(|m| (g.pivot, m.item)));
    pairs
        .filter(|(a, b)| a != b && (id(*a).is_none() || id(*a) != id(*b)))
        .collect()
}

/// Prints edits, each matter once.
struct Told<'a> {
    session: &'a Session,
    seen: BTreeSet<String>,
}

impl<'a> Told<'a> {
    fn new(session: &'a Session) -> Self {
        Self {
            session,
            seen: BTreeSet::new(),
        }
    }

    /// Prints the edits from one item to another, where there are some and they are few.
    fn edits(&mut self, a: ItemIx, b: ItemIx, out: &mut Out) -> Result<(), Failure> {
        let (a, b) = (self.session.item(a), self.session.item(b));
        let Ok(found) = self.session.case.reader().compare(a, b, None) else {
            return Ok(());
        };
        let lines: Vec<String> = found
            .edits
            .iter()
            .map(|e| edit_line(e, self.session.lang))
            .collect();
        let matter = format!("{} {}", a.title(), lines.join(" "));
        if lines.is_empty() || lines.len() > FEW || !self.seen.insert(matter) {
            return Ok(());
        }
        let (from, to) = (first_path(a), first_path(b));
        out.line(&format!("  {}  {}", date(a.date()), a.title()))?;
        let (one, two) = (a.digest.short(), b.digest.short());
        out.line(&format!("    {one} ({from}) -> {two} ({to})"))?;
        for line in lines {
            out.line(&format!("    {line}"))?;
        }
        Ok(())
    }
}
