//! Searching and reviewing in plain lines: word lists, views, shares, counts, and codes from stdin.

use super::bench::Bench;
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::process::Stdio;

/// Runs a command with lines on stdin; gives stdout and stderr.
fn typed(bench: &Bench, args: &[&str], lines: &str) -> (String, String) {
    let mut child = bench
        .command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    drop(stdin);
    let out = child.wait_with_output().unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(out.stdout), text(out.stderr))
}

#[test]
fn a_word_list_is_reported_term_by_term() {
    let bench = Bench::with_case();
    let list = bench.path("words.txt");
    fs::write(
        &list,
        "# sums\nroof\n\n\"boat house\"\nnowhere\nfrom:mira\n",
    )
    .unwrap();
    let rows = bench.json(&["search", "--terms", list.to_str().unwrap()]);
    let terms: Vec<&str> = rows.iter().map(|r| r["term"].as_str().unwrap()).collect();
    assert_eq!(terms, ["roof", "\"boat house\"", "nowhere", "from:mira"]);
    for row in &rows {
        let n = |field: &str| row[field].as_u64().unwrap();
        let found = bench.items(row["term"].as_str().unwrap());
        assert_eq!(n("items"), found.len() as u64, "{row}");
        assert!(n("items") <= n("items_with_family") && n("unique") <= n("items"));
    }
    assert_eq!(rows[2]["items"], 0);
    fs::write(&list, "roof\n(roof\n").unwrap();
    let run = bench.run(&["search", "--terms", list.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("never closed") && run.err.contains("line 2"),
        "{}",
        run.err
    );
}

#[test]
fn a_search_shows_where_its_words_stand_and_says_of_how_many() {
    let bench = Bench::with_case();
    let run = bench.run(&["search", "scaffolding"]);
    assert_eq!(run.code, 0);
    assert!(run.text().contains("scaffolding"), "{}", run.text());
    assert!(run.err.contains("items match; "), "{}", run.err);
    let run = bench.run(&["list", "tag:nosuch"]);
    assert!(
        run.err.contains("no item bears the tag nosuch"),
        "{}",
        run.err
    );
    let run = bench.run(&["list", "scaffolding", "xyzzy"]);
    assert!(run.err.contains("no item matches xyzzy"), "{}", run.err);
    let shown = bench.out(&[
        "show",
        &bench.item("id:roof.2@example.org"),
        "--find",
        "roof",
    ]);
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn typed_lines_code_the_queue() {
    let bench = Bench::with_case();
    let queue = bench.items("score:>0");
    assert!(queue.len() > 2);
    let lines = "2\n.\nn ask Tomas\n+hot\nd\ne\nt\n?\nu\nq\n";
    let (out, err) = typed(&bench, &["review", "--plain", "score:>0"], lines);
    assert!(out.contains(&format!("item 1 of {}", queue.len())), "{out}");
    assert!(
        out.contains("\"12 500 EUR\" became \"72 500 EUR\", amount"),
        "{out}"
    );
    assert!(err.contains("took back the last mark"), "{err}");
    assert_eq!(bench.items("verdict:altered"), queue[..2]);
    assert!(bench.items("tag:hot").is_empty());
    assert_eq!(bench.items("has:note"), queue[2..3]);
    // The next session begins at what is not coded.
    let (out, _) = typed(&bench, &["review", "--plain", "score:>0"], "q\n");
    assert!(out.contains(&format!("item 3 of {}", queue.len())), "{out}");
}

#[test]
fn findings_are_worked_through_line_by_line() {
    let bench = Bench::with_case();
    let open = bench.json(&["findings", "is:open"]).len();
    let (out, _) = typed(&bench, &["review", "--findings"], "i\nq\n");
    assert!(out.contains("coded innocent"), "{out}");
    assert_eq!(bench.json(&["findings", "is:open"]).len(), open - 1);
}

#[test]
fn a_view_stands_for_its_query() {
    let bench = Bench::with_case();
    bench.out(&["views", "save", "first-pass", "from:mira", "roof"]);
    assert_eq!(
        bench.items("view:first-pass"),
        bench.items("from:mira roof")
    );
    bench.out(&[
        "views",
        "save",
        "second",
        "view:first-pass NOT has:attachment",
    ]);
    let views = bench.json(&["views"]);
    assert_eq!(views.len(), 2);
    assert_eq!(views[0]["items"], bench.items("from:mira roof").len());
    // A view that names itself matches nothing, and ends.
    bench.out(&["views", "save", "loop", "view:loop OR view:loop"]);
    assert!(bench.items("view:loop").is_empty());
    let run = bench.run(&["list", "view:third"]);
    assert!(run.err.contains("there is first-pass"), "{}", run.err);
    bench.out(&["views", "drop", "second"]);
    assert_eq!(bench.run(&["views", "drop", "second"]).code, 1);
    assert_eq!(bench.run(&["views", "save", "a b", "x"]).code, 2);
}

#[test]
fn shares_hold_every_item_once_and_one_taker() {
    let bench = Bench::with_case();
    let all = bench.items("is:message");
    bench.out(&["batch", "is:message", "--size", "3"]);
    let views = bench.json(&["views"]);
    let mut shared: Vec<String> = Vec::new();
    for view in &views {
        let name = view["name"].as_str().unwrap();
        shared.extend(bench.items(&format!("view:{name}")));
    }
    shared.sort_unstable();
    let mut expected = all;
    expected.sort_unstable();
    assert_eq!(shared, expected);
    bench.out(&["batch", "--take", "batch-001"]);
    let run = bench.run(&["--as", "ana", "batch", "--take", "batch-001"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("mira has taken"), "{}", run.err);
}

#[test]
fn every_number_of_the_counts_is_its_query() {
    let bench = Bench::with_case();
    let count = |row: &Value| row["items"].as_u64().unwrap() as usize;
    for row in bench.json(&["overview"]) {
        let query = row["query"].as_str().unwrap();
        assert_eq!(count(&row), bench.items(query).len(), "{row}");
    }
    for row in bench
        .json(&["timeline"])
        .iter()
        .filter(|r| r["kind"] == "day")
    {
        let query = format!("is:message {}", row["query"].as_str().unwrap());
        assert_eq!(count(row), bench.items(&query).len(), "{row}");
    }
    let entities = bench.json(&["entities"]);
    let amount = entities.iter().find(|r| r["name"] == "12 500 EUR").unwrap();
    assert_eq!(amount["kind"], "amount");
    let people = bench.json(&["correspondents"]);
    assert!(
        people
            .iter()
            .any(|r| r["name"] == "mira@example.org -> tomas@example.org")
    );
}
