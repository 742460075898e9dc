//! A report in one file: no script, nothing from outside, to be read on a screen and printed.
//!
//! All text of the evidence passes through [`shown`], which makes it harmless.

use super::harmless::{escaped, shown};
use super::record::item_record_with_notes;
use super::run::Work;
use crate::case::Snapshot;
use crate::model::words::{export as w, names};
use crate::model::{Edit, Finding, Item, ItemIx, Lang, Node, Verdict, Word};
use base64::Engine;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#bbb;--out:#8a1c1c;--in:#14532d}
@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181b;--line:#555;--out:#ffb3b3;\
--in:#a7e3b5}}
@media print{:root{--ink:#000;--paper:#fff;--line:#999;--out:#600;--in:#030}nav li{break-inside:\
avoid}section{break-before:page}}
body{font:1rem/1.45 Georgia,serif;color:var(--ink);background:var(--paper);max-width:50rem;\
margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th{text-align:left;width:11rem;vertical-align:top;\
font-weight:600}
td,th{border-bottom:1px solid var(--line);padding:.2rem .5rem;overflow-wrap:anywhere}
code,.words{font:.9rem/1.4 monospace;white-space:pre-wrap;overflow-wrap:anywhere}
del{color:var(--out)}ins{color:var(--in)}a{color:inherit}section{border-top:2px solid var(--line);\
margin-top:2rem}.here{font-weight:700}.finding{border-left:4px solid var(--line);padding-left:.8rem}
";

/// Gives the language of the report.
fn lang(work: &Work<'_>) -> Lang {
    work.plan.options.lang
}

/// Gives the findings that concern each item.
pub fn concerning(snapshot: &Snapshot) -> BTreeMap<ItemIx, Vec<&Finding>> {
    let mut out: BTreeMap<ItemIx, Vec<&Finding>> = BTreeMap::new();
    for finding in &snapshot.generation.findings {
        for (ix, _) in &finding.items {
            let all = out.entry(*ix).or_default();
            if all.last().is_none_or(|last| last.id != finding.id) {
                all.push(finding);
            }
        }
    }
    out
}

/// Writes all that stands before the items: summary and contents.
pub fn opening(work: &Work<'_>) -> String {
    let sum = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(STYLE));
    let name = shown(work, &work.snapshot.name);
    let (lang, contents) = (lang(work).code(), w::CONTENTS.of(lang(work)));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{sum}'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{name}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    );
    summary(work, &mut out);
    let _ = write!(out, "<nav>\n<h2>{contents}</h2>\n<ol>\n");
    for (at, (ix, _)) in work.plan.entries.iter().enumerate() {
        let item = work.snapshot.generation.item(*ix);
        let _ = writeln!(
            out,
            "<li><a href=\"#item-{}\">{}</a> <code>{}</code></li>",
            at + 1,
            title(work, item),
            item.digest.short()
        );
    }
    out.push_str("</ol>\n</nav>\n");
    out
}

/// Writes what closes the file.
pub fn closing() -> String {
    "</body>\n</html>\n".to_owned()
}

fn summary(work: &Work<'_>, out: &mut String) {
    let (plan, snapshot) = (work.plan, work.snapshot);
    let lang = lang(work);
    let about = crate::case::about();
    let mut rows: Vec<(Word, String)> = vec![
        (w::SELECTION, shown(work, &plan.options.selection)),
        (w::COMMAND, shown(work, &plan.options.command)),
        (w::HOLDS, escaped(&plan.sentence(lang))),
        (
            w::PROGRAM,
            escaped(&format!("valla {}, commit {}", about.version, about.commit)),
        ),
        (w::LOCK_FILE, format!("<code>{}</code>", about.lock)),
        (w::TABLES, escaped(&about.tables())),
    ];
    for source in &snapshot.generation.sources {
        let digest = source
            .digest
            .map_or_else(|| w::NONE.of(lang).to_owned(), |d| d.hex());
        let files = w::files(lang, source.files as usize);
        let bytes = w::bytes(lang, source.size_bytes as usize);
        let said = w::source(lang, shown(work, &source.name), files, bytes, digest);
        rows.push((w::SOURCE, said));
    }
    let status = snapshot.status();
    let kinds = [
        w::messages(lang, status.messages as usize),
        w::attached(lang, status.attached_messages as usize),
        w::attachments(lang, status.attachments as usize),
        w::documents(lang, status.documents as usize),
    ];
    let structure = [
        w::threads(lang, status.threads as usize),
        w::groups(lang, status.groups as usize),
        w::findings(lang, status.findings as usize),
    ];
    let items = w::items(lang, status.items as usize);
    let places = w::places(lang, status.occurrences as usize);
    let counts = w::counts(lang, items, kinds.join(", "), places, structure.join(", "));
    rows.push((w::CASE_HOLDS, counts));
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for exception in &snapshot.generation.exceptions {
        *classes.entry(exception.class.shown(lang)).or_default() += 1;
    }
    let told: Vec<String> = classes.iter().map(|(c, n)| format!("{c} {n}")).collect();
    let none = || w::NONE.of(lang).to_owned();
    let told = if told.is_empty() {
        none()
    } else {
        told.join(", ")
    };
    rows.push((w::EXCEPTIONS, told));
    for (name, hash) in &snapshot.heads {
        let name = escaped(&work.veil.journal(name));
        rows.push((w::JOURNAL_HEAD, format!("{name} <code>{hash}</code>")));
    }
    table(lang, out, &rows);
}

fn table(lang: Lang, out: &mut String, rows: &[(Word, String)]) {
    out.push_str("<table>\n");
    for (label, value) in rows.iter().filter(|(_, v)| !v.is_empty()) {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{value}</td></tr>",
            label.of(lang)
        );
    }
    out.push_str("</table>\n");
}

fn title(work: &Work<'_>, item: &Item) -> String {
    match item.title().trim() {
        "" => w::NO_TITLE.of(lang(work)).to_owned(),
        title => shown(work, title),
    }
}

/// Writes one item.
pub fn section(work: &Work<'_>, at: usize) -> String {
    let Some((ix, _)) = work.plan.entries.get(at) else {
        return String::new();
    };
    let item = work.snapshot.generation.item(*ix);
    let mut out = format!(
        "<section id=\"item-{}\">\n<h2>{}. {}</h2>\n",
        at + 1,
        at + 1,
        title(work, item)
    );
    facts(work, *ix, &mut out);
    findings(work, *ix, &mut out);
    thread(work, *ix, &mut out);
    out.push_str("</section>\n");
    out
}

fn facts(work: &Work<'_>, ix: ItemIx, out: &mut String) {
    let facts = item_record_with_notes(work.snapshot, ix);
    let lang = lang(work);
    let show = |text: &str| shown(work, text);
    let mut rows: Vec<(Word, String)> = vec![
        (
            Word::new("SHA-256", "SHA-256"),
            format!("<code>{}</code>", facts.item),
        ),
        (
            w::KIND,
            work.snapshot
                .generation
                .item(ix)
                .kind
                .shown(lang)
                .to_owned(),
        ),
        (w::FROM, show(facts.from.as_deref().unwrap_or_default())),
        (w::TO, show(&facts.to.join(", "))),
        (w::CC, show(&facts.cc.join(", "))),
        (
            w::CLAIMED_DATE,
            show(facts.date.as_deref().unwrap_or_default()),
        ),
        (
            Word::new("Message-ID", "Message-ID"),
            show(facts.message_id.unwrap_or_default()),
        ),
        (w::TYPE, show(facts.media_type)),
        (w::BYTES, facts.size.to_string()),
    ];
    for l in &work.snapshot.generation.item(ix).locations {
        let inner = l
            .inner
            .as_ref()
            .map(|i| w::part(lang, i))
            .unwrap_or_default();
        let place = match (l.offset, l.length) {
            (Some(offset), Some(length)) => w::bytes_at(lang, offset, length),
            _ => String::new(),
        };
        let said = w::lies_at(lang, &l.source, &l.path) + &inner + &place;
        rows.push((w::LIES_AT, show(&said)));
    }
    rows.push((w::TAGS, show(&facts.tags.join(", "))));
    for verdict in &facts.verdicts {
        let word = Verdict::of(verdict.verdict).map_or(verdict.verdict, |v| v.shown(lang));
        let said = w::by(lang, word, work.veil.reviewer(verdict.author));
        rows.push((w::VERDICT, show(&said)));
    }
    for note in facts
        .notes
        .iter()
        .flatten()
        .filter(|_| work.veil.shows_notes())
    {
        let author = work.veil.reviewer(note.author);
        let said = w::note(lang, author, note.time, note.text);
        rows.push((w::NOTE, show(&said)));
    }
    table(lang, out, &rows);
}

fn findings(work: &Work<'_>, ix: ItemIx, out: &mut String) {
    let lang = lang(work);
    let all = work.snapshot.generation.findings.iter();
    for finding in all.filter(|f| f.items.iter().any(|(i, _)| *i == ix)) {
        let _ = write!(
            out,
            "<div class=\"finding\">\n<h3>{}</h3>\n<p>{}</p>\n<p>{}</p>\n",
            w::finding(
                lang,
                &finding.id,
                names::shown(finding.check, lang),
                finding.grade.word()
            ),
            reason(work, finding.reason.of(lang)),
            w::innocent_if(lang, reason(work, finding.innocent.of(lang)))
        );
        for edit in &finding.edits {
            words(work, edit, out);
        }
        out.push_str("<ul>\n");
        for (ix, role) in &finding.items {
            let item = work.snapshot.generation.item(*ix);
            let digest = item.digest.short();
            let told = w::role(lang, role.shown(lang), title(work, item));
            let _ = writeln!(out, "<li>{told} <code>{digest}</code></li>");
        }
        out.push_str("</ul>\n");
        for (author, standing, note) in work.snapshot.board.standing(&finding.id) {
            let note = if work.veil.shows_notes() {
                note.as_str()
            } else {
                ""
            };
            let author = work.veil.reviewer(author);
            let said = w::held_by(lang, standing.shown(lang), author, note);
            let _ = writeln!(out, "<p>{}</p>", shown(work, said.trim_end()));
        }
        out.push_str("</div>\n");
    }
}

/// A reason may quote words of the texts.
fn reason(work: &Work<'_>, text: &str) -> String {
    escaped(&work.veil.words(text))
}

/// Writes an edit: what goes and what comes, by signs as well as by colour.
fn words(work: &Work<'_>, edit: &Edit, out: &mut String) {
    let (before, after) = (work.veil.words(&edit.before), work.veil.words(&edit.after));
    let _ = write!(
        out,
        "<p class=\"words\">{}",
        w::class(
            lang(work),
            escaped(&edit.field.shown(lang(work))),
            edit.class.shown(lang(work))
        )
    );
    if !before.is_empty() {
        let _ = write!(out, "<del>[-{}-]</del> ", escaped(&before));
    }
    if !after.is_empty() {
        let _ = write!(out, "<ins>{{+{}+}}</ins>", escaped(&after));
    }
    out.push_str("</p>\n");
}

fn thread(work: &Work<'_>, ix: ItemIx, out: &mut String) {
    let generation = &*work.snapshot.generation;
    let thread = generation.item(ix).thread;
    let Some(thread) = thread.and_then(|t| generation.threads.get(t.at())) else {
        return;
    };
    if thread.nodes.len() < 2 {
        return;
    }
    let _ = writeln!(out, "<h3>{}</h3>\n<ul>", w::thread(lang(work), &thread.id));
    let here = thread.nodes.iter().position(|n| n.items.contains(&ix));
    let near = here.unwrap_or_default();
    let from = near.saturating_sub(NEAR);
    for node in thread.nodes.iter().skip(from).take(2 * NEAR + 1) {
        line(work, node, ix, out);
    }
    let left = thread.nodes.len().saturating_sub(2 * NEAR + 1);
    if left > 0 {
        let _ = writeln!(
            out,
            "<li>{}</li>",
            w::in_all(lang(work), thread.nodes.len())
        );
    }
    out.push_str("</ul>\n");
}

/// Messages of a thread that are shown before and after an item.
const NEAR: usize = 10;

fn line(work: &Work<'_>, node: &Node, ix: ItemIx, out: &mut String) {
    let dots = "\u{b7} ".repeat(usize::from(node.depth.min(12)));
    let Some(first) = node.items.first() else {
        let none = w::ONLY_REFERRED.of(lang(work));
        let _ = writeln!(out, "<li>{dots}{none}</li>");
        return;
    };
    let item = work.snapshot.generation.item(*first);
    let from = item.head.as_ref().map(crate::model::Head::from_line);
    let date = item.date().map(|d| d.rfc3339()).unwrap_or_default();
    let class = if node.items.contains(&ix) {
        " class=\"here\""
    } else {
        ""
    };
    let copies = match node.items.len() {
        1 => String::new(),
        n => w::copies(lang(work), n),
    };
    let _ = writeln!(
        out,
        "<li{class}>{dots}{date} {}{copies}</li>",
        w::from(
            lang(work),
            shown(work, &from.unwrap_or_default()),
            title(work, item)
        )
    );
}
