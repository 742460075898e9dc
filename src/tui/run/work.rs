//! What the workers do: an effect that only reads, or writes an export, becomes an event. Plain
//! functions, so that tests run them without a thread.

use crate::case::{Read, Snapshot};
use crate::export::{self, Format, Options};
use crate::model::words::{screen as w, unread};
use crate::model::{Item, ItemIx, Lang, Said};
use crate::query;
use crate::tui::effect::{Effect, ExportPlan};
use crate::tui::event::Event;
use crate::tui::reading::{self, Raw, Reading, Window};
use crate::tui::screens::hex::{Bytes, READ};
use crate::tui::screens::sheet::{self, Matter, Page};
use crate::tui::sides::{self, Sides, View};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What work is done on.
pub struct Ground<'a> {
    /// What is known.
    pub snapshot: &'a Snapshot,
    /// Texts and bytes.
    pub reader: &'a dyn Read,
    /// Who looks.
    pub author: &'a str,
    /// Set when a newer job made this one pointless.
    pub cancelled: &'a AtomicBool,
    /// The language in which they are told.
    pub lang: Lang,
    /// The language of a report in a file.
    pub report: Lang,
    /// Whether what is tagged as private is shown.
    pub uncovered: bool,
}

impl Ground<'_> {
    fn covers(&self, ix: ItemIx) -> bool {
        !self.uncovered && self.snapshot.is_covered(ix)
    }

    /// What stands in place of a text that is tagged as private.
    fn private(&self) -> &'static str {
        w::TAGGED_PRIVATE.of(self.lang)
    }
}

/// Carries out an effect of the workers; `None` for any other.
pub fn perform(
    effect: &Effect,
    snapshot: &Snapshot,
    reader: &dyn Read,
    author: &str,
    lang: Lang,
) -> Option<Event> {
    let cancelled = &AtomicBool::new(false);
    let ground = Ground {
        snapshot,
        reader,
        author,
        cancelled,
        lang,
        report: Lang::default(),
        uncovered: false,
    };
    perform_after(effect, &ground, &mut None)
}

/// Carries out an effect; the comparison that came `last` is laid out anew and not aligned again.
pub fn perform_after(
    effect: &Effect,
    ground: &Ground,
    last: &mut Option<Arc<Sides>>,
) -> Option<Event> {
    let (snapshot, reader) = (ground.snapshot, ground.reader);
    let item = |ix: ItemIx| snapshot.generation.items.get(ix.at());
    match effect {
        Effect::Read(job, _, items, width) => {
            Some(Event::Read(*job, readings(ground, items, *width)?))
        }
        Effect::Raw(..) | Effect::Window(..) | Effect::Compare(..) | Effect::Sheet(..)
            if asked(effect, snapshot)
                .into_iter()
                .any(|ix| ground.covers(ix)) =>
        {
            instead(effect, snapshot, ground.private())
        }
        Effect::Raw(job, ix, width) => {
            let raw = Arc::new(reading::raw(reader, item(*ix)?, (*width, ground.lang)));
            Some(Event::RawRead(*job, raw))
        }
        Effect::Window(job, of, from) => {
            let shown = window(*from, read_window(of, *from, ground)?, ground.lang);
            Some(Event::Windowed(*job, Arc::new(shown)))
        }
        Effect::Compare(job, a, b, view) => {
            let (a, b) = ((*a, item(*a)?), (*b, item(*b)?));
            let sides = compare((reader, ground.lang), last.as_deref(), a, b, *view);
            *last = Some(Arc::clone(&sides));
            Some(Event::Compared(*job, sides))
        }
        Effect::Sheet(job, matter) => {
            let told = (snapshot, ground.lang);
            let page = Arc::new(sheet::make(matter, told, reader, ground.cancelled)?);
            Some(Event::SheetMade(*job, page))
        }
        Effect::Select(job, text) => Some(Event::Selected(*job, select(text, ground)?)),
        Effect::Tally(job, kind) => {
            let (author, cancelled) = (ground.author, ground.cancelled);
            let made = crate::review::tally(*kind, snapshot, reader, author, cancelled)?;
            Some(Event::Tallied(*job, Arc::new(made)))
        }
        Effect::Export(plan) => Some(Event::Exported(export(plan, ground))),
        Effect::Mark(..)
        | Effect::Undo(_)
        | Effect::View(..)
        | Effect::Keep(_)
        | Effect::Load
        | Effect::Copy(_)
        | Effect::Uncover(_)
        | Effect::Wait(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit => None,
    }
}

fn select(text: &str, ground: &Ground) -> Option<Result<Arc<Vec<ItemIx>>, query::QueryError>> {
    let query = match query::parse(text) {
        Ok(query) => query,
        Err(wrong) => return Some(Err(wrong)),
    };
    let (author, cancelled) = (ground.author, ground.cancelled);
    let hits = ground
        .snapshot
        .select_until(&query, author, ground.reader, cancelled)?;
    Some(Ok(Arc::new(hits)))
}

fn read_window(of: &Bytes, from: u64, ground: &Ground) -> Option<io::Result<(Vec<u8>, u64)>> {
    Some(match of {
        Bytes::Item(ix) => {
            let item = ground.snapshot.generation.items.get(ix.at())?;
            let bytes = ground.reader.window(item, from, READ);
            bytes.map(|b| (b, item.size_bytes))
        }
        Bytes::File(source, path) => ground.reader.file_window((source, path), from, READ),
    })
}

fn window(from: u64, read: io::Result<(Vec<u8>, u64)>, lang: Lang) -> Window {
    match read {
        Ok((bytes, total)) => Window {
            from,
            bytes,
            total,
            failed: None,
        },
        Err(cause) => Window {
            failed: Some(unread::cause(&cause).of(lang).to_owned()),
            ..Window::default()
        },
    }
}

fn readings(ground: &Ground, items: &[ItemIx], width: u16) -> Option<Vec<Arc<Reading>>> {
    let item = |ix: &ItemIx| Some((*ix, ground.snapshot.generation.items.get(ix.at())?));
    let mut out = Vec::new();
    for (ix, item) in items.iter().filter_map(item) {
        if ground.cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let reading = if ground.covers(ix) {
            Reading::failed(item.digest, width, ground.private())
        } else {
            reading::read(ground.reader, item, (width, ground.lang))
        };
        out.push(Arc::new(reading));
    }
    Some(out)
}

fn compare(
    reader: (&dyn Read, Lang),
    last: Option<&Sides>,
    a: (ItemIx, &Item),
    b: (ItemIx, &Item),
    view: View,
) -> Arc<Sides> {
    match last {
        Some(last) if last.digests == (a.1.digest, b.1.digest) && last.failed.is_none() => {
            let mut sides = last.laid_out(view);
            sides.items = (a.0, b.0);
            Arc::new(sides)
        }
        Some(_) | None => Arc::new(sides::compare(reader, a, b, view)),
    }
}

/// Gives the items whose texts an effect shows.
fn asked(effect: &Effect, snapshot: &Snapshot) -> Vec<ItemIx> {
    match effect {
        Effect::Raw(_, ix, _)
        | Effect::Window(_, Bytes::Item(ix), _)
        | Effect::Sheet(_, Matter::Evidence(ix)) => vec![*ix],
        Effect::Compare(_, a, b, _) => vec![*a, *b],
        Effect::Sheet(_, Matter::Apparatus(items)) => items.clone(),
        Effect::Sheet(_, Matter::Versions(group)) => {
            let group = snapshot.generation.groups.get(group.at());
            group.map_or_else(Vec::new, |g| g.members.iter().map(|m| m.item).collect())
        }
        _ => Vec::new(),
    }
}

/// What is answered for a job that broke: nothing is shown as if it were there.
pub fn failed(effect: &Effect, snapshot: &Snapshot, lang: Lang) -> Option<Event> {
    instead(effect, snapshot, w::PROGRAM_ERROR.of(lang))
}

/// What is answered in place of what was asked for.
fn instead(effect: &Effect, snapshot: &Snapshot, why: &str) -> Option<Event> {
    let why = why.to_owned();
    let item = |ix: &ItemIx| snapshot.generation.items.get(ix.at());
    match effect {
        Effect::Read(job, _, items, width) => {
            let blank = items.iter().filter_map(item);
            let blank = blank.map(|i| Arc::new(Reading::failed(i.digest, *width, &why)));
            Some(Event::Read(*job, blank.collect()))
        }
        Effect::Raw(job, ix, _) => Some(Event::RawRead(
            *job,
            Arc::new(Raw {
                item: item(ix)?.digest,
                rows: Vec::new(),
                left: 0,
                failed: Some(why),
            }),
        )),
        Effect::Window(job, _, from) => {
            let none = window(*from, Err(io::Error::other(why)), Lang::default());
            Some(Event::Windowed(*job, Arc::new(none)))
        }
        Effect::Compare(job, a, b, view) => {
            let (x, y) = (item(a)?, item(b)?);
            let digests = (x.digest, y.digest);
            let none = crate::model::Comparison::default();
            let sides = Sides::new((*a, *b), digests, *view, ("", ""), none, Some(why));
            Some(Event::Compared(*job, Arc::new(sides)))
        }
        Effect::Sheet(job, _) => Some(Event::SheetMade(*job, Arc::new(Page::Failed(why)))),
        Effect::Select(job, _) => Some(Event::Selected(
            *job,
            Err(query::QueryError {
                at: 0,
                message: Said::same(&why),
            }),
        )),
        Effect::Tally(job, _) => Some(Event::Tallied(*job, Arc::default())),
        Effect::Export(_) => Some(Event::Exported(Err(why))),
        Effect::Mark(..)
        | Effect::Undo(_)
        | Effect::View(..)
        | Effect::Keep(_)
        | Effect::Load
        | Effect::Copy(_)
        | Effect::Uncover(_)
        | Effect::Wait(..)
        | Effect::Redraw
        | Effect::Suspend
        | Effect::Quit => None,
    }
}

/// Writes an export: the one place where the screen calls the exporter.
fn export(asked: &ExportPlan, ground: &Ground) -> Result<String, String> {
    let (snapshot, reader, lang) = (ground.snapshot, ground.reader, ground.lang);
    let format = Format::of(asked.format).ok_or(w::NO_SUCH_FORMAT.of(lang))?;
    let items = asked.items.iter();
    let items: Vec<ItemIx> = items
        .filter_map(|d| snapshot.generation.by_digest(d))
        .collect();
    let options = Options {
        selection: asked.words.clone(),
        lang: ground.report,
        ..Options::default()
    };
    let plan = export::plan(snapshot, &items, format, &options);
    let done = export::run(
        &plan,
        snapshot,
        Path::new(&asked.to),
        reader,
        &mut |_, _| {},
    );
    let report = done.map_err(|e| e.said().of(lang).to_owned())?;
    let files = w::files(lang, report.files);
    let mut words = w::exported(lang, plan.sentence(lang), files, &asked.to);
    if !report.unread.is_empty() {
        words += &w::unread(lang, report.unread.len());
    }
    Ok(words)
}
