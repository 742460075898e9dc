//! The command `keys`: DKIM keys that are kept, and taking in more of them.

use super::args::{KeysAct, KeysArgs};
use super::failure::{Failure, Outcome, say, unread};
use super::print::Out;
use super::session::Session;
use super::table::column;
use crate::case::{KeyState, Lost};
use crate::model::words::{commands as w, failures as f};
use crate::model::{Kind, Lang, Said, Signed};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// Largest file of keys that is read; a million keys have some 400 MB.
const FILE_BYTES: u64 = 1 << 30;
/// Lines that are no key and are named one by one.
const NAMED: usize = 10;

/// One kept key.
#[derive(Serialize)]
struct KeyRecord<'a> {
    selector: &'a str,
    domain: &'a str,
    kind: &'static str,
    bits: usize,
    record: &'a str,
    origin: &'a str,
    signatures: usize,
    valid: usize,
}

impl<'a> KeyRecord<'a> {
    fn of(key: &'a KeyState) -> Self {
        Self {
            selector: &key.row.selector,
            domain: &key.row.domain,
            kind: key.kind,
            bits: key.bits,
            record: &key.row.record,
            origin: &key.row.origin,
            signatures: key.signatures,
            valid: key.valid,
        }
    }
}

/// Runs `keys`.
pub fn run(mut session: Session, args: &KeysArgs, out: &mut Out) -> Result<Outcome, Failure> {
    match &args.act {
        Some(KeysAct::Add { file }) => add(&mut session, file),
        Some(KeysAct::Recover { names, all, json }) => {
            recover(&mut session, names, (*all, json.json), out)
        }
        None => list(&session, args.json.json, out),
    }
}

/// A name of which a key can be sought.
#[derive(Serialize)]
struct LostRecord<'a> {
    selector: &'a str,
    domain: &'a str,
    bits: usize,
    intact: usize,
}

fn name_of(lost: &Lost) -> String {
    format!("{}._domainkey.{}", lost.selector, lost.domain)
}

fn list_lost(lost: &[Lost], (json, lang): (bool, Lang), out: &mut Out) -> Result<Outcome, Failure> {
    for one in lost {
        let (selector, domain) = (one.selector.as_str(), one.domain.as_str());
        if json {
            let (bits, intact) = (one.bits, one.intact);
            out.json(&LostRecord {
                selector,
                domain,
                bits,
                intact,
            })?;
            continue;
        }
        // The name comes last and whole: it is what one types next.
        out.line(&format!(
            "{:>18}  {:>5} bits  {}",
            w::SIGNATURE.of(one.intact).of(lang),
            one.bits,
            name_of(one)
        ))?;
    }
    if !json {
        say(w::can_be_sought(w::KEY.of(lost.len())).of(lang));
    }
    Ok(Outcome::Done)
}

fn recover(
    session: &mut Session,
    names: &[String],
    (all, json): (bool, bool),
    out: &mut Out,
) -> Result<Outcome, Failure> {
    let lost = session.case.lost_keys()?;
    if names.is_empty() && !all {
        return list_lost(&lost, (json, session.lang), out);
    }
    let asked = |name: &String| {
        let same = |l: &&Lost| name_of(l).eq_ignore_ascii_case(name);
        lost.iter()
            .find(same)
            .ok_or_else(|| Failure::work(f::nothing_to_recover(name)).hint(f::RECOVER_LISTS))
    };
    let sought: Vec<&Lost> = if all {
        lost.iter().collect()
    } else {
        names.iter().map(asked).collect::<Result<_, _>>()?
    };
    let mut missed = false;
    for one in sought {
        let name = name_of(one);
        session.say(w::working_out(&name, w::SIGNATURE.of(one.intact)));
        let Some(report) = session.case.recover_key(one)? else {
            missed = true;
            session.say(w::not_told(&name));
            continue;
        };
        session.say(w::recovered(
            &name,
            w::SIGNATURE.of(report.signatures),
            report.valid,
            report.body,
            report.fields,
        ));
    }
    Ok(Outcome::partly_if(missed))
}

fn list(session: &Session, json: bool, out: &mut Out) -> Result<Outcome, Failure> {
    let keys = session.case.keys()?;
    for key in &keys {
        if json {
            out.json(&KeyRecord::of(key))?;
            continue;
        }
        out.line(&format!(
            "{}  {}  {}  {:>5}  {}",
            column(&key.row.selector, 20),
            column(&key.row.domain, 32),
            column(key.kind, 8),
            key.bits,
            w::verify_of(key.valid, w::SIGNATURE.of(key.signatures)).of(session.lang),
        ))?;
    }
    if !json {
        session.say(overview(session, &session.case.signed()?));
    }
    Ok(Outcome::Done)
}

/// Says how the messages of the case stand.
fn overview(session: &Session, signed: &[Signed]) -> Said {
    let items = session.generation().items.iter().zip(signed);
    let messages: Vec<&Signed> = items
        .filter(|(item, _)| item.kind == Kind::Message)
        .map(|(_, s)| s)
        .collect();
    let of = |test: fn(&Signed) -> bool| messages.iter().filter(|s| test(s)).count();
    w::signed_overview(
        w::MESSAGE.of(messages.len()),
        of(|s| s.count() > 0),
        of(|s| s.valid > 0),
        of(|s| s.undecided > 0),
        of(|s| s.added > 0),
        of(|s| s.broken > 0 || s.rewritten > 0),
    )
}

fn add(session: &mut Session, file: &Path) -> Result<Outcome, Failure> {
    let (shown, unread) = (file.display(), unread(file));
    let size = fs::metadata(file).map_err(&unread)?.len();
    if size > FILE_BYTES {
        return Err(Failure::work(f::keys_large(shown)).hint(f::CUT_KEYS));
    }
    let bytes = fs::read(file).map_err(unread)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
    let text = String::from_utf8_lossy(&bytes);
    let report = session.case.add_keys(&text, &name.unwrap_or_default())?;
    for line in report.passed_over.iter().take(NAMED) {
        session.say(w::no_key_line(shown.to_string(), line));
    }
    if report.passed_over.len() > NAMED {
        let more = report.passed_over.len() - NAMED;
        session.say(w::no_key_lines(more, shown.to_string()));
    }
    session.say(w::keys_added(
        w::KEY.of(report.added),
        report.known,
        w::SIGNATURE.of(report.signatures),
    ));
    session.say(w::keys_bear(
        report.valid,
        report.body,
        report.fields,
        report.undecided,
    ));
    Ok(Outcome::Done)
}
