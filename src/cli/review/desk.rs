//! The reviewer's desk: the queue with its place, the session that marks, and what each line that
//! was typed does. Part of `review`.

use super::COMMANDS;
use super::tell;
use crate::case::{Act, Marker};
use crate::cli::failure::{Failure, say};
use crate::cli::print::Out;
use crate::cli::session::Session;
use crate::model::words::plain as w;
use crate::model::{ItemIx, Lang, Standing, Verdict, Word};
use crate::review::{self, Pace, Plan};

/// The tag of what is looked at again.
const LATER: &str = "later";

/// One place of the queue: an item, or the first item of a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The item.
    pub item: ItemIx,
    /// The finding, by its place in the generation.
    pub finding: Option<usize>,
}

impl Entry {
    /// Makes the place of an item.
    pub fn item(item: ItemIx) -> Self {
        Self {
            item,
            finding: None,
        }
    }
}

/// Whether there is more to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Read the next line.
    Stay,
    /// Leave.
    Leave,
}

/// A queue that is worked through.
pub struct Desk {
    /// The case and its user.
    pub session: Session,
    entries: Vec<Entry>,
    place: usize,
    marker: Option<Marker>,
    pace: Pace,
    last: Option<Last>,
}

/// A coding that can be done again.
#[derive(Clone, Copy)]
enum Last {
    Verdict(Verdict),
    Later,
    Standing(Standing),
}

impl Desk {
    /// Sits down at a queue, which is not empty.
    pub fn new(session: Session, entries: Vec<Entry>) -> Self {
        Self {
            session,
            entries,
            place: 0,
            marker: None,
            pace: Pace::default(),
            last: None,
        }
    }

    /// Goes to the first place that is not coded, or stays at the start.
    pub fn start(&mut self) {
        if !self.is_open(self.place) {
            self.next_open();
        }
    }

    /// Gives the place that is looked at.
    pub fn entry(&self) -> Entry {
        let first = Entry::item(ItemIx(0));
        self.entries.get(self.place).copied().unwrap_or(first)
    }

    /// Says how far the queue is: `412 of 1903 coded, 37/h`.
    pub fn progress(&self) -> String {
        let done = (0..self.entries.len()).filter(|at| !self.is_open(*at));
        let lang = self.session.lang;
        let pace = self.pace.per_hour().map(|n| w::pace(lang, n));
        w::coded_of(lang, done.count(), self.entries.len()) + &pace.unwrap_or_default()
    }

    /// Tells the item at the place.
    pub fn tell(&self, out: &mut Out) -> Result<(), Failure> {
        let what = if self.entry().finding.is_some() {
            w::FINDING
        } else {
            w::ITEM
        };
        out.line("")?;
        let lang = self.session.lang;
        out.line(&w::place(
            lang,
            what.of(lang),
            self.place + 1,
            self.entries.len(),
            self.progress(),
        ))?;
        tell::item(&self.session, self.entry(), out)
    }

    /// Does what a line says.
    pub fn step(&mut self, line: &str, out: &mut Out) -> Result<Step, Failure> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let digit = word.parse::<usize>().ok().filter(|_| rest.is_empty());
        let verdict = digit.and_then(|n| Verdict::ALL.get(n.checked_sub(1)?).copied());
        if let Some(verdict) = verdict {
            return self.code(Last::Verdict(verdict), out);
        }
        match (word, rest) {
            ("q", "") => return Ok(Step::Leave),
            ("9", "") => return self.code(Last::Later, out),
            ("c" | "i" | "l", "") => return self.stand(word, out),
            (".", "") => match self.last {
                Some(last) => return self.code(last, out),
                None => self.say(w::NOTHING_CODED),
            },
            ("0", "") => self.clear()?,
            ("u", "") => self.undo(out)?,
            ("s" | "", "") => self.onward(out)?,
            (">", "") => self.go(self.place + 1, out)?,
            ("p", "") => self.go(self.place.wrapping_sub(1), out)?,
            ("g", number) => match number.parse::<usize>() {
                Ok(n) => self.go(n.wrapping_sub(1), out)?,
                Err(_) => self.say(w::G_GOES),
            },
            ("t", "") => tell::text(&self.session, self.entry().item, out)?,
            ("d", "") => tell::differences(&self.session, self.entry(), out)?,
            ("e", "") => tell::findings(&self.session, self.entry().item, out)?,
            ("?", "") => {
                let lang = self.session.lang;
                for (keys, what) in COMMANDS {
                    out.line(&format!("{:20} {}", keys.of(lang), what.of(lang)))?;
                }
            }
            ("n", text) if !text.is_empty() => self.note(text)?,
            _ => match (line.strip_prefix('+'), line.strip_prefix('-')) {
                (Some(tag), _) if !tag.trim().is_empty() => self.tag(tag, review::tag)?,
                (_, Some(tag)) if !tag.trim().is_empty() => self.tag(tag, review::untag)?,
                _ => say(&w::no_command(self.session.lang, format!("{line:?}"))),
            },
        }
        Ok(Step::Stay)
    }

    /// Codes the place and goes on to the next that is open.
    fn code(&mut self, what: Last, out: &mut Out) -> Result<Step, Failure> {
        let (snapshot, author) = (&self.session.snapshot, &self.session.author.value);
        let lang = self.session.lang;
        let entry = self.entry();
        let item = [entry.item];
        let (plan, word) = match what {
            Last::Verdict(verdict) => {
                let plan = review::code((snapshot, lang), author, &item, verdict);
                (plan, verdict.shown(lang))
            }
            Last::Later => (review::tag((snapshot, lang), &item, LATER), LATER),
            Last::Standing(standing) => {
                let Some(finding) = self.finding() else {
                    self.say(w::NO_FINDING_TOLD);
                    return Ok(Step::Stay);
                };
                let act = Act::Mark {
                    finding,
                    standing: Some(standing),
                    note: String::new(),
                };
                (plan_of(act), standing.shown(lang))
            }
        };
        self.write(plan)?;
        out.line(&w::coded(lang, word))?;
        self.last = Some(what);
        if matches!(what, Last::Later) {
            self.go(self.place + 1, out)?;
        } else {
            self.onward(out)?;
        }
        Ok(Step::Stay)
    }

    fn say(&self, word: Word) {
        say(word.of(self.session.lang));
    }

    fn stand(&mut self, word: &str, out: &mut Out) -> Result<Step, Failure> {
        let standing = match word {
            "c" => Standing::Confirmed,
            "i" => Standing::Innocent,
            _ => Standing::Later,
        };
        self.code(Last::Standing(standing), out)
    }

    /// Gives the id of the finding at the place, else of the item's first finding.
    fn finding(&self) -> Option<String> {
        let entry = self.entry();
        let all = &self.session.generation().findings;
        let own = entry.finding.and_then(|at| all.get(at));
        let of_item = || {
            let mut all = all.iter();
            all.find(|f| f.items.iter().any(|(ix, _)| *ix == entry.item))
        };
        own.or_else(of_item).map(|f| f.id.clone())
    }

    fn clear(&mut self) -> Result<(), Failure> {
        let (snapshot, author) = (&self.session.snapshot, &self.session.author.value);
        let plan = review::clear((snapshot, self.session.lang), author, &[self.entry().item]);
        if plan.replaced == 0 {
            self.say(w::NO_CODE_OF_YOURS);
            return Ok(());
        }
        self.write(plan)?;
        self.say(w::CODE_OFF);
        Ok(())
    }

    fn tag(
        &mut self,
        name: &str,
        plan: fn((&crate::case::Snapshot, Lang), &[ItemIx], &str) -> Plan,
    ) -> Result<(), Failure> {
        let at = (&*self.session.snapshot, self.session.lang);
        let plan = plan(at, &[self.entry().item], name);
        let words = plan.words.clone();
        self.write(plan)?;
        say(&words);
        Ok(())
    }

    fn note(&mut self, text: &str) -> Result<(), Failure> {
        let at = (&*self.session.snapshot, self.session.lang);
        if let Some(plan) = review::note(at, self.entry().item, text) {
            self.write(plan)?;
            self.say(w::NOTED);
        }
        Ok(())
    }

    fn undo(&mut self, out: &mut Out) -> Result<(), Failure> {
        let mut marker = self.marker()?;
        let done = marker.undo();
        self.marker = Some(marker);
        let Some(event) = done? else {
            self.say(w::NOTHING_TO_UNDO);
            return Ok(());
        };
        self.refresh()?;
        self.say(w::UNDONE);
        let Act::Undo { of } = &event.act else {
            return Ok(());
        };
        let back = self.session.snapshot.board.event(of);
        let item = back.and_then(|e| e.act.items().first().copied());
        let ix = item.and_then(|d| self.session.generation().by_digest(&d));
        let place = self.entries.iter().position(|e| Some(e.item) == ix);
        self.go(place.unwrap_or(self.place), out)
    }

    /// Writes what was planned; it is on disk when this returns.
    fn write(&mut self, plan: Plan) -> Result<(), Failure> {
        let mut marker = self.marker()?;
        let done = marker.act(plan.act);
        self.marker = Some(marker);
        let event = done?;
        if matches!(event.act, Act::Verdict { .. } | Act::Mark { .. }) {
            self.pace.note(&event.time);
        }
        self.refresh()
    }

    fn marker(&mut self) -> Result<Marker, Failure> {
        self.session.may_mark()?;
        match self.marker.take() {
            Some(marker) => Ok(marker),
            None => Ok(self.session.case.marker(&self.session.author.value)?),
        }
    }

    fn refresh(&mut self) -> Result<(), Failure> {
        let digests: Vec<_> = self.digests();
        let before = self.session.generation().items.len();
        self.session.case.refresh()?;
        self.session.snapshot = self.session.case.snapshot();
        if self.session.generation().items.len() == before {
            return Ok(());
        }
        // An ingest ran beside us: the places go by their bytes.
        let g = &self.session.snapshot.generation;
        for (entry, digest) in self.entries.iter_mut().zip(digests) {
            if let Some(ix) = digest.and_then(|d| g.by_digest(&d)) {
                entry.item = ix;
            }
            entry.finding = None;
        }
        Ok(())
    }

    fn digests(&self) -> Vec<Option<crate::model::Digest>> {
        let items = &self.session.generation().items;
        let digest = |e: &Entry| items.get(e.item.at()).map(|i| i.digest);
        self.entries.iter().map(digest).collect()
    }

    fn is_open(&self, at: usize) -> bool {
        let Some(entry) = self.entries.get(at) else {
            return false;
        };
        let snapshot = &self.session.snapshot;
        let finding = entry
            .finding
            .and_then(|f| snapshot.generation.findings.get(f));
        match finding {
            Some(finding) => snapshot.board.standing(&finding.id).is_empty(),
            None => review::is_uncoded(snapshot, &self.session.author.value, entry.item),
        }
    }

    fn next_open(&mut self) -> bool {
        let after = self.place + 1..self.entries.len();
        let next = after.chain(0..self.place).find(|at| self.is_open(*at));
        self.place = next.unwrap_or(self.place);
        next.is_some()
    }

    fn onward(&mut self, out: &mut Out) -> Result<(), Failure> {
        if self.next_open() {
            return self.tell(out);
        }
        out.line(&w::queue_done(self.session.lang, self.progress()))
    }

    fn go(&mut self, place: usize, out: &mut Out) -> Result<(), Failure> {
        if place < self.entries.len() {
            self.place = place;
            return self.tell(out);
        }
        self.say(w::NO_SUCH_PLACE);
        Ok(())
    }
}

fn plan_of(act: Act) -> Plan {
    Plan {
        act,
        items: 1,
        replaced: 0,
        words: String::new(),
    }
}
