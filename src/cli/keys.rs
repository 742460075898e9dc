//! The command `keys`: DKIM keys that are kept, and taking in more of them.

use super::args::{KeysAct, KeysArgs};
use super::failure::{Failure, Outcome, say};
use super::print::Out;
use super::session::Session;
use super::table::{column, count};
use crate::case::{KeyState, Lost};
use crate::model::{Kind, Signed};
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

fn list_lost(lost: &[Lost], json: bool, out: &mut Out) -> Result<Outcome, Failure> {
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
            count(one.intact, "signature"),
            one.bits,
            name_of(one)
        ))?;
    }
    if !json {
        say(&format!(
            "{} can be sought; `valla keys recover NAME` takes some minutes each",
            count(lost.len(), "key")
        ));
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
        return list_lost(&lost, json, out);
    }
    let asked = |name: &String| {
        let same = |l: &&Lost| name_of(l).eq_ignore_ascii_case(name);
        lost.iter().find(same).ok_or_else(|| {
            Failure::work(format!("{name}: there is nothing to recover it from"))
                .hint("`valla keys recover` lists what can be sought")
        })
    };
    let sought: Vec<&Lost> = if all {
        lost.iter().collect()
    } else {
        names.iter().map(asked).collect::<Result<_, _>>()?
    };
    let mut missed = false;
    for one in sought {
        let name = name_of(one);
        say(&format!(
            "{name}: working it out from {} (minutes)",
            count(one.intact, "signature")
        ));
        let Some(report) = session.case.recover_key(one)? else {
            missed = true;
            say(&format!("{name}: it cannot be told from these signatures"));
            continue;
        };
        say(&format!(
            "{name}: recovered and kept; it bears on {}: {} valid, {} broken in the body, {} \
             broken in the signed fields",
            count(report.signatures, "signature"),
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
            "{}  {}  {}  {:>5}  {} of {} verify",
            column(&key.row.selector, 20),
            column(&key.row.domain, 32),
            column(key.kind, 8),
            key.bits,
            key.valid,
            count(key.signatures, "signature"),
        ))?;
    }
    if !json {
        say(&overview(session, &session.case.signed()?));
    }
    Ok(Outcome::Done)
}

/// Says how the messages of the case stand.
fn overview(session: &Session, signed: &[Signed]) -> String {
    let items = session.generation().items.iter().zip(signed);
    let messages: Vec<&Signed> = items
        .filter(|(item, _)| item.kind == Kind::Message)
        .map(|(_, s)| s)
        .collect();
    let of = |test: fn(&Signed) -> bool| messages.iter().filter(|s| test(s)).count();
    format!(
        "{}: {} signed, {} with a signature that verifies, {} with one that no key decides, {} \
         with text added around what was signed, {} with one that does not hold",
        count(messages.len(), "message"),
        of(|s| s.count() > 0),
        of(|s| s.valid > 0),
        of(|s| s.undecided > 0),
        of(|s| s.added > 0),
        of(|s| s.broken > 0 || s.rewritten > 0),
    )
}

fn add(session: &mut Session, file: &Path) -> Result<Outcome, Failure> {
    let shown = file.display();
    let unread =
        |e: std::io::Error| Failure::work(format!("{shown} cannot be read")).because(e.to_string());
    let size = fs::metadata(file).map_err(unread)?.len();
    if size > FILE_BYTES {
        return Err(
            Failure::work(format!("{shown} is too large for a file of keys"))
                .hint("cut it into pieces of less than 1 GB"),
        );
    }
    let bytes = fs::read(file).map_err(unread)?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
    let text = String::from_utf8_lossy(&bytes);
    let report = session.case.add_keys(&text, &name.unwrap_or_default())?;
    for line in report.passed_over.iter().take(NAMED) {
        say(&format!("{shown}:{line} is no key and was passed over"));
    }
    if report.passed_over.len() > NAMED {
        let more = report.passed_over.len() - NAMED;
        say(&format!("{more} more lines of {shown} are no key"));
    }
    say(&format!(
        "{} added, {} known already; they bear on {}",
        count(report.added, "key"),
        report.known,
        count(report.signatures, "signature"),
    ));
    say(&format!(
        "{} valid, {} broken in the body, {} broken in the signed fields, {} still undecided",
        report.valid, report.body, report.fields, report.undecided
    ));
    Ok(Outcome::Done)
}
