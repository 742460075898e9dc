//! Threads against expected answers: scripts of an IMAP test suite where `$VALLA_CORPORA` has them,
//! a script of our own everywhere, and the threads of real mailing lists by a count of its own.
//!
//! A script appends the messages of a mailbox, asks for `THREAD REFERENCES`, expunges and asks
//! again; lines that begin with `*` are the answers.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Read;
use std::path::PathBuf;
use valla::model::{Digest, ItemIx, Stamp, Thread};
use valla::relate::{Mail, Subjects, threads};

const SCRIPT: &str = "\
messages: all
ok thread references us-ascii all
* thread ((1)(2 3))(4)(5)

ok store 2 +flags \\deleted
ok expunge
ok thread references us-ascii all
* thread ((1)(2))(3)(4)
";

const MAILBOX: &str = "\
From a Mon Mar  6 09:00:00 2017
Message-ID: <1@example.org>
References: <0@example.org>

From a Mon Mar  6 09:00:01 2017
Message-ID: <2@example.org>
References: <0@example.org>

From a Mon Mar  6 09:00:02 2017
Message-ID: <3@example.org>
References: <0@example.org>
 <2@example.org>

From a Mon Mar  6 09:00:03 2017
Message-ID: <4@example.org>
References: <4@example.org>

From a Mon Mar  6 09:00:04 2017
Message-ID: <4@example.org>
";

/// What a mailbox says of one message.
#[derive(Clone, Default)]
struct Letter {
    id: Option<String>,
    references: Vec<String>,
    second: i64,
    subject: String,
}

fn corpora(inside: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("VALLA_CORPORA")?).join(inside);
    path.exists().then_some(path)
}

/// Cuts a mailbox at every `From ` line after an empty one, and reads the few fields needed.
fn letters(mailbox: &[u8]) -> Vec<Letter> {
    let mut out = Vec::new();
    let mut fields: HashMap<String, String> = HashMap::new();
    let mut last = String::new();
    let (mut is_head, mut is_blank, mut second) = (false, true, 0);
    for line in mailbox.split(|b| *b == b'\n') {
        if is_blank && line.starts_with(b"From ") {
            if is_head {
                out.push(letter(&std::mem::take(&mut fields), second));
            }
            (is_head, second) = (true, seconds(&String::from_utf8_lossy(line)));
        } else if is_head && line.trim_ascii().is_empty() {
            out.push(letter(&std::mem::take(&mut fields), second));
            is_head = false;
        } else if is_head {
            let text = String::from_utf8_lossy(line);
            if text.starts_with([' ', '\t']) {
                fields.entry(last.clone()).or_default().push_str(&text);
            } else if let Some((name, value)) = text.split_once(':') {
                last = name.to_ascii_lowercase();
                fields
                    .entry(last.clone())
                    .or_insert_with(|| value.to_owned());
            }
        }
        is_blank = line.trim_ascii().is_empty();
    }
    if is_head {
        out.push(letter(&fields, second));
    }
    out
}

/// Counts seconds of the day; all messages of a script are of one day.
fn seconds(line: &str) -> i64 {
    let time = line
        .split_whitespace()
        .find(|w| w.matches(':').count() == 2);
    let parts = time.unwrap_or_default().split(':');
    parts.fold(0, |sum, part| sum * 60 + part.parse::<i64>().unwrap_or(0))
}

fn letter(fields: &HashMap<String, String>, second: i64) -> Letter {
    let ids = |name: &str| -> Vec<String> {
        let value = fields.get(name).map_or("", String::as_str);
        let inner = value
            .split('<')
            .skip(1)
            .filter_map(|rest| rest.split_once('>'));
        inner.map(|(id, _)| id.to_owned()).collect()
    };
    let mut references = ids("references");
    if references.is_empty() {
        references = ids("in-reply-to").into_iter().take(1).collect();
    }
    Letter {
        id: ids("message-id").into_iter().next(),
        references,
        second,
        subject: fields.get("subject").cloned().unwrap_or_default(),
    }
}

fn mails(letters: &[Letter]) -> Vec<Mail<'_>> {
    let mail = |(at, letter): (usize, &'_ Letter)| (ItemIx(at as u32), letter.second);
    let each = letters.iter().enumerate();
    each.map(|(at, letter)| {
        let (item, epoch_s) = mail((at, letter));
        Mail {
            item,
            digest: Digest(std::array::from_fn(|i| {
                at.to_be_bytes().get(i).copied().unwrap_or(0)
            })),
            message_id: letter.id.as_deref(),
            references: &letter.references,
            date: Some(Stamp {
                epoch_s,
                offset_min: 0,
            }),
            subject: &letter.subject,
        }
    })
    .collect()
}

/// Writes an answer as an IMAP server does: siblings by date, empty roots as bare parentheses.
fn answer(letters: &[Letter]) -> String {
    let mut all = threads(&mails(letters), Subjects::Rfc5256);
    all.sort_by_key(|t| t.items().next().map(|i| (letters[i.at()].second, i)));
    let each: Vec<String> = all.iter().map(|t| format!("({})", written(t, 0))).collect();
    each.concat()
}

fn written(thread: &Thread, node: usize) -> String {
    let item = thread.nodes[node].items.first();
    let own = item.map(|i| (i.0 + 1).to_string()).unwrap_or_default();
    let is_child = |n: &usize| thread.nodes[*n].parent == Some(node as u32);
    let below: Vec<usize> = (0..thread.nodes.len()).filter(is_child).collect();
    match below.as_slice() {
        [] => own,
        [one] if !own.is_empty() => format!("{own} {}", written(thread, *one)),
        more => {
            let gap = if own.is_empty() { "" } else { " " };
            let each = more.iter().map(|n| format!("({})", written(thread, *n)));
            format!("{own}{gap}{}", each.collect::<String>())
        }
    }
}

/// Plays a script and gives pairs of expected and found answers.
fn play(script: &str, mailbox: &[u8]) -> Vec<(String, String)> {
    let all = letters(mailbox);
    let mut waiting = all.clone().into_iter();
    let mut there: Vec<Letter> = Vec::new();
    let mut deleted = HashSet::new();
    let mut out = Vec::new();
    for line in script.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["messages:", "all"] => there.extend(waiting.by_ref()),
            ["ok", "append", ..] => there.extend(waiting.next()),
            ["ok", "store", which, ..] => {
                deleted.extend(which.split(',').filter_map(|n| n.parse::<usize>().ok()));
            }
            ["ok", "expunge"] => {
                let kept = there.into_iter().enumerate();
                let kept = kept.filter(|(n, _)| !deleted.contains(&(n + 1)));
                there = kept.map(|(_, letter)| letter).collect();
                deleted.clear();
            }
            ["*", word, expected @ ..] if word.eq_ignore_ascii_case("thread") => {
                out.push((expected.join(" "), answer(&there)));
            }
            _ => {}
        }
    }
    out
}

fn hold(name: &str, pairs: &[(String, String)]) {
    assert!(!pairs.is_empty(), "{name} asks nothing");
    for (expected, found) in pairs {
        assert_eq!(expected, found, "{name}");
    }
}

#[test]
fn our_own_script_is_answered() {
    hold("our own", &play(SCRIPT, MAILBOX.as_bytes()));
}

#[test]
fn every_references_script_of_the_imap_suite_is_answered() {
    let Some(folder) = corpora("eml-torture/dovecot-imaptest/src/tests") else {
        return;
    };
    let mut played = 0;
    for name in ["", "2", "3", "4", "5", "6", "7", "8"].map(|n| format!("thread{n}")) {
        let script = fs::read_to_string(folder.join(&name)).unwrap();
        let mailbox = fs::read(folder.join(format!("{name}.mbox"))).unwrap();
        hold(&name, &play(&script, &mailbox));
        played += 1;
    }
    assert_eq!(played, 8);
}

/// Counts, without any tree, the ids (and messages without one) whose parent is not there.
fn roots(letters: &[Letter]) -> usize {
    let there: HashSet<&str> = letters.iter().filter_map(|l| l.id.as_deref()).collect();
    let mut seen = HashSet::new();
    let firsts = letters
        .iter()
        .filter(|l| l.id.as_deref().is_none_or(|id| seen.insert(id)));
    let parent = |l: &Letter| {
        l.references
            .last()
            .is_some_and(|p| there.contains(p.as_str()))
    };
    firsts.filter(|l| !parent(l)).count()
}

/// Counts the messages of threads that stand at the top or only below empty nodes.
fn tops(all: &[Thread]) -> usize {
    let is_top = |t: &Thread, mut node: usize| {
        while let Some(parent) = t.nodes[node].parent {
            node = parent as usize;
            if !t.nodes[node].items.is_empty() {
                return false;
            }
        }
        true
    };
    let each = all.iter().map(|t| {
        let there = (0..t.nodes.len()).filter(|n| !t.nodes[*n].items.is_empty());
        there.filter(|n| is_top(t, *n)).count()
    });
    each.sum()
}

/// Bytes of a list that are read: some thousands of messages.
const SLICE: u64 = 64 << 20;

#[test]
fn real_lists_thread_as_counted() {
    for name in ["openbmc.mbox", "linux-man.mbox"] {
        let Some(path) = corpora(name) else {
            return;
        };
        let mut bytes = Vec::new();
        let file = fs::File::open(path).unwrap();
        file.take(SLICE).read_to_end(&mut bytes).unwrap();
        let letters = letters(&bytes);
        let all = threads(&mails(&letters), Subjects::WhereIdsAreAbsent);
        // A tree may hold several messages whose parents are not there, tied by an older id.
        let (messages, tops, roots) = (letters.len(), tops(&all), roots(&letters));
        println!("{name}: {messages}, {} threads, {tops}, {roots}", all.len());
        assert!(messages > 2_000 && all.len() > 300, "{name}");
        assert!(all.len() <= tops && tops <= roots, "{name}");
    }
}
