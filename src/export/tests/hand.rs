//! Bags, load files, reports, signatures, and what may not leave.

use super::*;
use crate::export::{Signer, Withhold, check_signatures, run_signed};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

fn written(options: &Options, format: Format, dest: &Path) -> Report {
    let (snapshot, reader) = family();
    let all: Vec<ItemIx> = (0..snapshot.generation.items.len() as u32)
        .map(ItemIx)
        .collect();
    let plan = plan(&snapshot, &all, format, options);
    run(&plan, &snapshot, dest, &reader, &mut |_, _| {}).unwrap()
}

fn options() -> Options {
    Options {
        prefix: "ABC".into(),
        run: "Time: now\n".into(),
        ..Options::default()
    }
}

/// The case of all tests, with the last item carried by both messages.
fn family() -> (Snapshot, MemoryReader) {
    let (mut snapshot, reader) = case();
    let mut items = snapshot.generation.items.clone();
    let inner = items[2].digest;
    items[0].children = vec![inner];
    items[1].children = vec![inner];
    items[0].head.as_mut().unwrap().subject =
        "<script>þ®\u{202e}\u{14}\nhttp://a.example.org".into();
    items[0].head.as_mut().unwrap().from = vec![std::sync::Arc::new(crate::model::Mailbox {
        name: "Ada".into(),
        address: "ada@example.org".into(),
    })];
    let note = Event {
        journal: "0".repeat(32),
        seq: 2,
        lamport: 2,
        time: "2020-01-01T00:00:00Z".into(),
        author: "mira".into(),
        act: Act::Note {
            item: items[0].digest,
            text: "ask bob@example.org".into(),
        },
        hash: "1".into(),
    };
    snapshot.generation = Arc::new(Generation::new(items, Vec::new(), Vec::new()));
    let mut board = (*snapshot.board).clone();
    board.apply(&note);
    snapshot.board = Arc::new(board);
    (snapshot, reader)
}

fn troubles(root: &Path) -> Vec<(String, Trouble)> {
    let report = check(root).unwrap();
    report
        .problems
        .into_iter()
        .map(|p| (p.path, p.trouble))
        .collect()
}

#[test]
fn a_bag_is_whole_and_bears_no_date() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("good");
    written(&options(), Format::Bagit, &good);
    assert_eq!(troubles(&good), []);
    assert_eq!(check(&good).unwrap().items, 3);
    let all = files(&good);
    assert!(!String::from_utf8_lossy(&all["bag-info.txt"]).contains("Bagging-Date"));
    for list in ["manifest-sha256.txt", "tagmanifest-sha512.txt"] {
        assert!(!String::from_utf8_lossy(&all[list]).contains("run.txt"));
    }
}

fn append(path: &Path, text: &str) {
    let old = fs::read_to_string(path).unwrap();
    fs::write(path, old + text).unwrap();
}

/// Does one kind of harm to a bag.
fn harm(bag: &Path, kind: &str) {
    let native = bag.join(format!(
        "data/natives/{}.eml",
        Digest(Sha256::digest(MAIL).into())
    ));
    let zeros = "0".repeat(64);
    match kind {
        "missing" => fs::remove_file(native).unwrap(),
        "extra" => fs::write(bag.join("data/more"), "x").unwrap(),
        "altered" => fs::write(native, "x").unwrap(),
        "undeclared" => fs::remove_file(bag.join("bagit.txt")).unwrap(),
        "outside" => append(
            &bag.join("manifest-sha256.txt"),
            &format!("{zeros}  data/../../x\n"),
        ),
        "absolute" => append(
            &bag.join("manifest-sha512.txt"),
            &format!("{zeros}  /etc/passwd\n"),
        ),
        "oxum" => append(&bag.join("bag-info.txt"), "Payload-Oxum: 1.1\n"),
        "tag" => append(&bag.join("valla-export.toml"), "#\n"),
        "no manifest" => {
            fs::remove_file(bag.join("manifest-sha256.txt")).unwrap();
            fs::remove_file(bag.join("manifest-sha512.txt")).unwrap();
        }
        _ => std::os::unix::fs::symlink("/etc/passwd", bag.join("data/link")).unwrap(),
    }
}

#[test]
fn whatever_is_done_to_a_bag_is_named() {
    let dir = tempfile::tempdir().unwrap();
    for (kind, due) in [
        ("missing", Trouble::Missing),
        ("extra", Trouble::Extra),
        ("altered", Trouble::Altered),
        ("undeclared", Trouble::Missing),
        ("outside", Trouble::Outside),
        ("absolute", Trouble::Outside),
        ("oxum", Trouble::Altered),
        ("tag", Trouble::Altered),
        ("no manifest", Trouble::Missing),
        ("link", Trouble::Outside),
    ] {
        let dest = dir.path().join(kind);
        written(&options(), Format::Bagit, &dest);
        harm(&dest, kind);
        let found = troubles(&dest);
        assert!(found.iter().any(|(_, t)| *t == due), "{kind}: {found:?}");
    }
}

/// Reads a DAT file by its published rules, without a look at how it was written.
fn dat(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a BOM");
    let mut rows = Vec::new();
    for line in text.split_terminator("\r\n") {
        let fields = line.split('\u{14}').map(|cell| {
            let cell = cell.strip_prefix('þ').and_then(|c| c.strip_suffix('þ'));
            let cell = cell.expect("a field between its signs");
            assert!(!cell.contains(['þ', '\n', '\r']), "{cell:?}");
            cell.replace('®', "\n")
        });
        rows.push(fields.collect());
    }
    rows
}

#[test]
fn load_files_read_back_with_families_whole_and_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    written(&options(), Format::Dat, &dest);
    assert_eq!(troubles(&dest), []);
    let all = files(&dest);
    let rows = dat(&all["export.dat"]);
    let at = |name: &str| rows[0].iter().position(|c| c == name).unwrap();
    let column =
        |name: &str| -> Vec<&str> { rows[1..].iter().map(|r| r[at(name)].as_str()).collect() };
    let control = |n: usize| format!("ABC{n:09}");
    assert!(rows.iter().all(|r| r.len() == rows[0].len()));
    assert_eq!(
        column("BEGDOC"),
        [control(1), control(2), control(3), control(4)]
    );
    assert_eq!(
        column("BEGATTACH"),
        [control(1), control(1), control(3), control(3)]
    );
    assert_eq!(
        column("ENDATTACH"),
        [control(2), control(2), control(4), control(4)]
    );
    let pdf = Digest(Sha256::digest(PDF).into()).hex();
    assert_eq!(
        (column("SHA256")[1], column("SHA256")[3]),
        (pdf.as_str(), pdf.as_str())
    );
    assert!(column("SUBJECT")[0].starts_with("<script><thorn><registered>"));
    assert_eq!(
        column("NOTES")[0],
        "2020-01-01T00:00:00Z mira: ask bob@example.org"
    );
    for (n, bytes) in [MAIL, PDF, CUT, PDF].into_iter().enumerate() {
        assert_eq!(all[column("NATIVEPATH")[n]], bytes);
        assert!(all.contains_key(column("TEXTPATH")[n]));
        assert_eq!(column("MD5")[n].len(), 32);
        assert_eq!(column("SHA1")[n].len(), 40);
    }
    let opt = String::from_utf8(all["export.opt"].clone()).unwrap();
    let lines: Vec<Vec<&str>> = opt.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(lines.len(), 4);
    for (n, line) in lines.iter().enumerate() {
        assert_eq!(
            (line.len(), line[0], line[3]),
            (7, control(n + 1).as_str(), "Y")
        );
        assert_eq!(line[2], column("NATIVEPATH")[n]);
    }
}

#[test]
fn a_report_holds_nothing_that_acts() {
    let dir = tempfile::tempdir().unwrap();
    let dest = dir.path().join("out");
    written(&options(), Format::Html, &dest);
    let html = String::from_utf8(files(&dest)["report.html"].clone()).unwrap();
    assert!(html.contains("default-src 'none'") && html.contains("prefers-color-scheme"));
    for barred in [
        "<script", "http:", "src=", "@example", "\u{202e}", "<img", "<iframe",
    ] {
        assert!(!html.contains(barred), "{barred}");
    }
    assert!(html.contains("&lt;script&gt;") && html.contains("ask bob[@]example.org"));
    let links = html.matches("href=").count();
    assert_eq!((links, html.matches("href=\"#item-").count()), (3, 3));
    let sources = html.split("style-src 'sha256-").nth(1).unwrap();
    let style = html
        .split("<style>")
        .nth(1)
        .unwrap()
        .split("</style>")
        .next()
        .unwrap();
    let sum = STANDARD.encode(Sha256::digest(style));
    assert!(sources.starts_with(&sum));
}

#[test]
fn what_may_not_leave_is_in_no_file() {
    let dir = tempfile::tempdir().unwrap();
    for row in FORMATS {
        let mut options = options();
        options.withhold = Withhold {
            addresses: true,
            bodies: true,
            notes: true,
            reviewers: true,
        };
        let dest = dir.path().join(row.word);
        if row.format.bears_natives() {
            let (snapshot, reader) = family();
            let plan = plan(&snapshot, &[ItemIx(0)], row.format, &options);
            let got = run(&plan, &snapshot, &dest, &reader, &mut |_, _| {});
            assert!(matches!(got, Err(ExportError::Redacted(_))), "{}", row.word);
            continue;
        }
        written(&options, row.format, &dest);
        assert_eq!(troubles(&dest), [], "{}", row.word);
        for (name, bytes) in files(&dest) {
            let text = String::from_utf8_lossy(&bytes);
            for barred in ["ada@", "bob", "mira", "From here on"] {
                assert!(!text.contains(barred), "{} {name}: {barred}", row.word);
            }
        }
    }
}

#[test]
fn a_signature_holds_until_something_changes() {
    let dir = tempfile::tempdir().unwrap();
    let keys = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
    let secret = dir.path().join("key");
    fs::write(&secret, keys.sk.to_box(None).unwrap().into_string()).unwrap();
    let public = keys.pk.to_base64();
    let signer = Signer::open(&secret).unwrap();
    for format in [Format::Csv, Format::Bagit] {
        let (snapshot, reader) = family();
        let plan = plan(&snapshot, &[ItemIx(0), ItemIx(2)], format, &options());
        let dest = dir.path().join(format.word());
        run_signed(
            &plan,
            &snapshot,
            &dest,
            &reader,
            Some(&signer),
            &mut |_, _| {},
        )
        .unwrap();
        assert_eq!(troubles(&dest), []);
        let held = || {
            let mut report = CheckReport::default();
            let good = check_signatures(&dest, &public, &mut report).unwrap();
            (good, report.problems.len())
        };
        assert_eq!(held(), (2, 0));
        let signature =
            fs::read_to_string(dest.join(format.manifest()).with_extension("jsonl.minisig"));
        let signature = signature.unwrap();
        let comment = signature.lines().nth(2).unwrap();
        assert!(
            comment.starts_with("trusted comment: sha256:") && comment.ends_with("\tcase:test")
        );
        fs::write(dest.join(format.manifest()), "{}\n").unwrap();
        assert_eq!(held(), (1, 1));
    }
}
