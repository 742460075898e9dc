//! The desk: every text of the case laid out once, as the checks need it. Bodies stay in memory
//! while findings are made (a case of 22,000 messages has some 100 MB of them).

use super::Study;
use super::people;
use super::signed::Held;
use crate::compare::{Part, Stream};
use crate::model::{Digest, Item, ItemIx, Kind, PartRole, blockwise, both};
use crate::relate::{BaseSubject, Marks, Page, Tie, stretches, ties};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::thread;

/// All texts of a case, with what the checks ask again and again.
pub struct Desk<'a> {
    /// The items.
    pub items: &'a [Item],
    /// What a reader of each item is shown.
    pub bodies: Vec<String>,
    /// The other form of a message, where there is one.
    pub forms: Vec<Option<String>>,
    /// The same as lines.
    pub pages: Vec<Page>,
    /// Base subject of each message, or file name of anything else.
    pub subjects: Vec<String>,
    /// Messages by Message-ID, two or more.
    pub copies: BTreeMap<&'a str, Vec<ItemIx>>,
    /// Quotes with their originals.
    pub ties: Vec<Tie>,
    /// Signatures of the messages that have copies or are quoted.
    pub held: Held<'a>,
    trusted: &'a [String],
    by_digest: HashMap<Digest, ItemIx>,
    by_original: HashMap<ItemIx, Vec<u32>>,
    /// Lines that two senders or more use, with the number of senders.
    common: HashMap<u32, u16>,
}

/// Where two bodies part.
#[derive(Default)]
pub struct Parting {
    items: Option<(ItemIx, ItemIx)>,
    /// Words of the lines that part, on both sides; none where the two say the same.
    pub words: (usize, usize),
    a: Vec<u32>,
    b: Vec<u32>,
}

fn words_in(page: &Page, stretches: &[Range<u32>]) -> usize {
    let lines = stretches
        .iter()
        .filter_map(|s| page.lines.get(s.start as usize..s.end as usize));
    lines.flatten().map(|l| usize::from(l.words)).sum()
}

/// Lines with words on either side of a stretch that are read with it.
const AROUND: usize = 3;

/// Adds to each stretch the equal lines around it; every line is given once, in order.
fn around(stretches: &[Range<u32>], page: &Page) -> Vec<u32> {
    let worded = |at: &u32| page.lines.get(*at as usize).is_some_and(|l| l.words > 0);
    let mut out: Vec<u32> = Vec::new();
    for stretch in stretches {
        let end = page.lines.len() as u32;
        let before = (0..stretch.start)
            .rev()
            .filter(worded)
            .nth(AROUND - 1)
            .unwrap_or(0);
        let behind = (stretch.end..end)
            .filter(worded)
            .nth(AROUND - 1)
            .map_or(end, |n| n + 1);
        let from = out.last().map_or(before, |last| before.max(last + 1));
        out.extend(from..behind);
    }
    out
}

/// Makes the stream of some lines of a page.
pub fn stream<'t>(text: &'t str, page: &Page, lines: &[u32]) -> Stream<'t> {
    let mut parts: Vec<Part> = Vec::new();
    let mut last = 0;
    for at in lines {
        let Some(line) = page.lines.get(*at as usize) else {
            continue;
        };
        match parts.last_mut() {
            // Lines without quote marks that follow each other are one part.
            Some(part) if part.kind == line.kind && line.depth == 0 && last + 1 == *at => {
                part.range.end = line.end as usize;
            }
            _ => parts.push(Part {
                range: line.start as usize..line.end as usize,
                line: *at,
                kind: line.kind,
                depth: line.depth,
            }),
        }
        last = *at;
    }
    Stream::of_parts(text, &parts)
}

/// What is laid out for one item.
type Sheet = (String, Option<String>, Page);

impl<'a> Desk<'a> {
    /// Lays out a case.
    pub fn load(study: &Study<'a>) -> Self {
        let items = study.items;
        let all = items.len();
        let places: Vec<ItemIx> = (0..).map(ItemIx).take(all).collect();
        let sheets = blockwise(&places, |items| {
            items.iter().map(|ix| sheet(study, *ix)).collect()
        });
        let mut bodies = Vec::with_capacity(all);
        let mut forms = Vec::with_capacity(all);
        let mut pages = Vec::with_capacity(all);
        for (body, form, page) in sheets {
            bodies.push(body);
            forms.push(form);
            pages.push(page);
        }
        let (ties, (common, subjects)) = both(
            || ties(items, &pages),
            || (common(items, &pages), items.iter().map(subject).collect()),
        );
        let mut by_original: HashMap<ItemIx, Vec<u32>> = HashMap::new();
        for (at, tie) in ties.iter().enumerate() {
            by_original.entry(tie.original).or_default().push(at as u32);
        }
        let copies = copies(items);
        Self {
            items,
            bodies,
            forms,
            subjects,
            held: Held::of(study.traces, study.keys),
            copies,
            ties,
            trusted: study.trusted,
            by_original,
            common,
            pages,
            by_digest: (0..)
                .map(ItemIx)
                .zip(items)
                .map(|(ix, i)| (i.digest, ix))
                .collect(),
        }
    }

    /// Gives the memory of the texts back beside whatever follows: a mailbox has a quarter of a
    /// million of small pieces.
    pub fn clear_away(self) {
        let Self {
            bodies,
            forms,
            pages,
            ties,
            ..
        } = self;
        thread::spawn(move || drop((bodies, forms, pages, ties)));
    }

    /// Gives the body of an item.
    pub fn body(&self, ix: ItemIx) -> &str {
        self.bodies.get(ix.at()).map_or("", String::as_str)
    }

    /// Gives the base subject of an item.
    pub fn subject(&self, ix: ItemIx) -> &str {
        self.subjects.get(ix.at()).map_or("", String::as_str)
    }

    /// Gives the message that carries an item, or the item: what lies in one house is one witness.
    pub fn house(&self, ix: ItemIx) -> String {
        let Some(item) = self.item(ix) else {
            return String::new();
        };
        let place = item.locations.first();
        match place.and_then(|l| l.parent) {
            Some(parent) => parent.hex(),
            None => item.digest.hex(),
        }
    }

    /// Tells how many senders use the commonest line of a piece of an item's body.
    pub fn bearers(&self, ix: ItemIx, piece: &std::ops::Range<usize>) -> usize {
        let lines = self
            .pages
            .get(ix.at())
            .map_or(&[][..], |p| p.lines.as_slice());
        lines
            .iter()
            .filter(|l| l.words >= 3)
            .filter(|l| (l.start as usize) < piece.end && (l.end as usize) > piece.start)
            .filter_map(|l| self.common.get(&l.hash))
            .copied()
            .max()
            .map_or(1, usize::from)
    }

    /// Gives the ties of a quote with their places.
    pub fn ties_by(&self, quote: ItemIx) -> impl Iterator<Item = (usize, &Tie)> + '_ {
        // Ties stand in the order of the items that quote.
        let from = self.ties.partition_point(|t| t.quote < quote);
        let mine = self.ties.iter().enumerate().skip(from);
        mine.take_while(move |(_, t)| t.quote == quote)
    }

    /// Gives the lines at which two bodies part, with a few equal lines around them.
    pub fn parting(&self, a: ItemIx, b: ItemIx) -> Parting {
        let (Some(x), Some(y)) = (self.pages.get(a.at()), self.pages.get(b.at())) else {
            return Parting::default();
        };
        let parts = stretches(x, y);
        let of_a: Vec<Range<u32>> = parts.iter().map(|s| s.a.clone()).collect();
        let of_b: Vec<Range<u32>> = parts.iter().map(|s| s.b.clone()).collect();
        Parting {
            items: Some((a, b)),
            words: (words_in(x, &of_a), words_in(y, &of_b)),
            a: around(&of_a, x),
            b: around(&of_b, y),
        }
    }

    /// Makes the streams of a parting.
    pub fn streams(&self, parting: &Parting) -> (Stream<'_>, Stream<'_>) {
        let side = |ix: ItemIx, lines: &[u32]| match self.pages.get(ix.at()) {
            Some(page) => stream(self.body(ix), page, lines),
            None => Stream::of(""),
        };
        match parting.items {
            Some((a, b)) => (side(a, &parting.a), side(b, &parting.b)),
            None => (Stream::of(""), Stream::of("")),
        }
    }

    /// Counts the words of an item's body.
    pub fn words(&self, ix: ItemIx) -> usize {
        let lines = self
            .pages
            .get(ix.at())
            .map_or(&[][..], |p| p.lines.as_slice());
        lines.iter().map(|l| usize::from(l.words)).sum()
    }

    /// Tells whether another copy of a message, in another place, says the very same.
    pub fn has_twin(&self, ix: ItemIx) -> bool {
        let copies = self
            .item(ix)
            .and_then(Item::message_id)
            .and_then(|id| self.copies.get(id));
        let page = self.pages.get(ix.at());
        copies.into_iter().flatten().any(|c| {
            *c != ix
                && self
                    .pages
                    .get(c.at())
                    .zip(page)
                    .is_some_and(|(x, y)| x.says_the_same(y))
        })
    }

    /// Gives an item.
    pub fn item(&self, ix: ItemIx) -> Option<&'a Item> {
        self.items.get(ix.at())
    }

    /// Gives the ties of all quotes of an original.
    pub fn ties_of(&self, original: ItemIx) -> impl Iterator<Item = &Tie> + '_ {
        let places = self
            .by_original
            .get(&original)
            .map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|at| self.ties.get(*at as usize))
    }

    /// Finds an item by its digest.
    pub fn find(&self, digest: &Digest) -> Option<ItemIx> {
        self.by_digest.get(digest).copied()
    }

    /// Gives the name of an attachment, or the start of its digest.
    pub fn name_of(&self, digest: &Digest) -> String {
        let found = self.find(digest).and_then(|ix| self.item(ix));
        match found.map(Item::file_name).filter(|n| !n.is_empty()) {
            Some(name) => name.to_owned(),
            None => digest.short(),
        }
    }

    /// Gives who sent an item: the address of From, folded.
    pub fn sender(&self, ix: ItemIx) -> String {
        self.item(ix).map(people::sender).unwrap_or_default()
    }

    /// Gives the claimed moment of an item, or that of the message that carries it.
    pub fn moment(&self, ix: ItemIx) -> Option<i64> {
        self.item(ix).and_then(Item::date).map(|d| d.epoch_s)
    }

    /// Tells whether an item lies in a source that the investigators trust.
    pub fn is_trusted(&self, ix: ItemIx) -> bool {
        self.item(ix).is_some_and(|item| {
            let named = |source: &String| item.locations.iter().any(|l| l.source == *source);
            self.trusted.iter().any(named)
        })
    }

    /// Tells whether an item is a message.
    pub fn is_message(&self, ix: ItemIx) -> bool {
        self.item(ix).is_some_and(|i| i.kind == Kind::Message)
    }
}

fn sheet(study: &Study<'_>, ix: ItemIx) -> Sheet {
    let Some(mut text) = study.texts.text(ix) else {
        return Sheet::default();
    };
    let mut parts = text.parts.iter_mut();
    let form = parts.find(|p| p.role == PartRole::Alternative);
    let form = form.map(|p| std::mem::take(&mut p.text));
    let body = text.into_body();
    let page = Page::of(&body);
    (body, form, page)
}

fn subject(item: &Item) -> String {
    match &item.head {
        Some(head) => BaseSubject::of(&head.subject, Marks::AllLanguages).folded,
        None => item.file_name().to_lowercase(),
    }
}

fn copies(items: &[Item]) -> BTreeMap<&str, Vec<ItemIx>> {
    let mut out: BTreeMap<&str, Vec<ItemIx>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if let Some(id) = item.message_id() {
            out.entry(id).or_default().push(ItemIx(at as u32));
        }
    }
    out.retain(|_, items| items.len() > 1);
    out
}

/// Counts for each line outside quotes the senders that use it; lines of one sender are left out.
fn common(items: &[Item], pages: &[Page]) -> HashMap<u32, u16> {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let sender = items.get(at).map(people::sender).unwrap_or_default();
        let sender = if sender.is_empty() {
            at as u32
        } else {
            let words = crate::fingerprint::word_hashes(&sender);
            words
                .iter()
                .fold(1, |h: u64, w| crate::fingerprint::mix(h ^ w)) as u32
        };
        let own = page.lines.iter().filter(|l| l.depth == 0 && l.words >= 3);
        all.extend(own.map(|l| (l.hash, sender)));
    }
    all.sort_unstable();
    all.dedup();
    let count = |run: &[(u32, u32)]| u16::try_from(run.len()).unwrap_or(u16::MAX);
    all.chunk_by(|x, y| x.0 == y.0)
        .filter(|run| run.len() > 1)
        .filter_map(|run| Some((run.first()?.0, count(run))))
        .collect()
}
