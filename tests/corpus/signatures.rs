//! Signatures of real mail and of published test sets, with the keys that lie beside them.

use std::fs;
use std::path::PathBuf;
use valla::attest::signature::{
    ArcState, BodyTest, KeyFile, KeySet, Seat, Verdict, arc_state, read,
};

/// Bytes of a mailbox that are read: some 500 messages.
const SLICE_BYTES: usize = 4 << 20;

fn corpora(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("VALLA_CORPORA")?).join(name);
    path.exists().then_some(path)
}

fn keys(text: &str) -> KeySet {
    KeySet::new(KeyFile::read(text, "the corpora").rows)
}

/// Cuts the messages out of the beginning of a mailbox, as they stand.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let text = bytes.get(..SLICE_BYTES).unwrap_or(bytes);
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive(|b| *b == b'\n') {
        let after_blank = at == 0 || text[..at].ends_with(b"\n\n");
        if after_blank && line.starts_with(b"From ") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1);
    let spans = starts.iter().zip(ends);
    spans
        .map(|(from, to)| {
            let entry = &text[*from..to - 1];
            let head = entry.iter().position(|b| *b == b'\n').unwrap() + 1;
            &entry[head..]
        })
        .collect()
}

#[test]
fn gmail_signatures_of_a_list_verify_but_for_those_whose_sender_was_replaced() {
    let (Some(mailbox), Some(known)) = (
        corpora("linux-man.mbox"),
        corpora("dkim/keys/known-dkim-keys.tsv"),
    ) else {
        return;
    };
    let keys = keys(&fs::read_to_string(known).unwrap());
    let bytes = fs::read(mailbox).unwrap();
    let (mut valid, mut altered, mut other) = (0, 0, 0);
    for mail in messages(&bytes) {
        for one in read(mail)
            .iter()
            .filter(|s| s.seat == Seat::Dkim && s.domain == "gmail.com")
        {
            match keys.judge(one).verdict {
                Verdict::NoKey => {}
                Verdict::Valid if one.body == BodyTest::Holds => valid += 1,
                Verdict::Altered => altered += 1,
                _ => other += 1,
            }
        }
    }
    // The whole mailbox holds 7,299 of them, of which 7,264 verify.
    assert!(
        valid > 50,
        "{valid} valid, {altered} altered, {other} other"
    );
    assert!(
        (altered + other) * 50 <= valid,
        "{valid} valid, {altered} altered, {other} other"
    );
}

#[test]
fn footers_of_lists_are_told_from_what_was_signed() {
    let Some(folder) = corpora("ponymail-unit-tests/corpus") else {
        return;
    };
    let (mut whole, mut part, mut fails) = (0, 0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "mbox") {
            continue;
        }
        let bytes = fs::read(path).unwrap();
        for mail in messages(&bytes) {
            let head = String::from_utf8_lossy(&mail[..mail.len().min(64 << 10)]).to_lowercase();
            let head = head.split("\n\n").next().unwrap().replace('\r', "");
            if head.contains("\ncontent-type: multipart/") {
                continue;
            }
            for one in read(mail).iter().filter(|s| s.seat == Seat::Dkim) {
                match one.body {
                    BodyTest::Holds | BodyTest::Limited(_) => whole += 1,
                    BodyTest::Part(_) => part += 1,
                    BodyTest::Fails | BodyTest::Absent => fails += 1,
                }
            }
        }
    }
    println!("{whole} whole, {part} in part, {fails} not");
    assert!(
        part > 10 && fails * 50 <= whole + part,
        "{whole} whole, {part} part, {fails} not"
    );
}

#[test]
fn published_samples_verify() {
    let Some(folder) = corpora("dkim/mail-auth/resources/dkim") else {
        return;
    };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (records, mail) = text.split_once("\n\n").unwrap();
        let keys = keys(records);
        for one in read(mail.as_bytes()) {
            let verdict = keys.judge(&one).verdict;
            let told = (verdict, one.body.is_whole());
            assert_eq!(told, (Verdict::Valid, true), "{}", path.display());
        }
    }
}

/// One case of the ARC test suite: its name, the message, what is due, and the keys.
struct ArcCase {
    name: String,
    message: String,
    due: String,
    keys: KeySet,
}

/// Reads the suite's YAML as far as it uses it: blocks by their indent.
fn arc_cases(text: &str) -> Vec<ArcCase> {
    let mut out = Vec::new();
    for document in text.split("\n---") {
        let (tests, records) = document
            .split_once("\ntxt-records:")
            .unwrap_or((document, ""));
        let records = records.replace(": >-\n", " ").replace(": |\n", " ");
        let mut joined = String::new();
        for line in records.lines() {
            let begins = line.contains("._domainkey.");
            joined.push_str(if begins { "\n" } else { "" });
            joined.push_str(line.trim());
        }
        let set = keys(&joined);
        let (mut name, mut message, mut inside) = (String::new(), String::new(), false);
        for line in tests.lines() {
            let deep = line.len() - line.trim_start().len();
            if inside && (deep >= 6 || line.trim().is_empty()) {
                message.push_str(line.get(6..).unwrap_or(""));
                message.push('\n');
                continue;
            }
            inside = false;
            let bare = line.trim();
            if deep == 2 && bare.ends_with(':') {
                bare.trim_end_matches(':').clone_into(&mut name);
            } else if deep == 4 && bare.starts_with("message:") {
                message.clear();
                inside = bare.ends_with('|');
            } else if let Some(due) = bare.strip_prefix("cv:").filter(|_| deep == 4) {
                out.push(ArcCase {
                    name: name.clone(),
                    message: message.clone(),
                    due: due.trim().to_owned(),
                    keys: set.clone(),
                });
            }
        }
    }
    out
}

#[test]
fn the_arc_suite_is_judged_as_it_asks() {
    let Some(file) = corpora("dkim/arc_test_suite/tests/arc-draft-validation-tests.yml") else {
        return;
    };
    let cases = arc_cases(&fs::read_to_string(file).unwrap());
    assert!(cases.len() > 150, "{}", cases.len());
    // A key of 512 bits is used and said to be short, not refused: mail of its time bears such.
    let known = ["as_fields_b_512"];
    let mut wrong = Vec::new();
    // Three cases leave it open what is due.
    for case in cases.iter().filter(|c| c.due != "|") {
        let found = match arc_state(case.message.as_bytes(), &case.keys) {
            ArcState::None => "None",
            ArcState::Valid => "Pass",
            ArcState::Broken | ArcState::CannotTell => "Fail",
        };
        if found != case.due && !known.contains(&case.name.as_str()) {
            wrong.push(format!("{} is {found}, due is {}", case.name, case.due));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
