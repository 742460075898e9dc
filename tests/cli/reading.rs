//! The commands that list and show, and the fields of their JSON.

use super::bench::{Bench, fields, source};
use serde_json::{Value, json};

#[test]
fn status_counts_what_is_there() {
    let bench = Bench::with_case();
    let status = &bench.json(&["status"])[0];
    for (field, expected) in [
        ("sources", 1),
        ("messages", 16),
        ("attached_messages", 1),
        ("threads", 13),
        ("tagged", 0),
    ] {
        assert_eq!(status[field], json!(expected), "{field}: {status}");
    }
    let items = bench.json(&["list"]);
    assert_eq!(status["items"], json!(items.len()));
    let places: usize = items
        .iter()
        .map(|i| i["locations"].as_array().unwrap().len())
        .sum();
    assert_eq!(status["occurrences"], json!(places));
    assert!(status["head"].is_object());
}

#[test]
fn fields_stand_in_the_order_of_the_contract() {
    let bench = Bench::with_case();
    let first = |args: &[&str]| {
        let out = bench.out(args);
        fields(out.lines().next().unwrap())
    };
    let item = [
        "item",
        "kind",
        "message_id",
        "subject",
        "from",
        "to",
        "cc",
        "date",
        "size",
        "type",
        "parent",
        "locations",
        "tags",
        "thread",
        "group",
    ];
    let status = [
        "sources",
        "items",
        "messages",
        "attached_messages",
        "attachments",
        "documents",
        "occurrences",
        "threads",
        "groups",
        "findings",
        "exceptions",
        "tagged",
        "bytes",
        "head",
    ];
    assert!(first(&["list", "is:document", "--json"]).len() >= item.len());
    let list = bench.out(&["list", "id:nodate.1@example.org", "--json"]);
    let order: Vec<usize> = item
        .iter()
        .map(|f| list.find(&format!("\"{f}\":")).unwrap())
        .collect();
    assert!(order.iter().all(|at| *at > 0));
    assert_eq!(first(&["status", "--json"])[..status.len()], status);
    assert_eq!(
        first(&["threads", "--json"])[..3],
        ["thread", "subject", "messages"]
    );
    assert_eq!(
        first(&["groups", "--json"])[..3],
        ["group", "pivot", "members"]
    );
    assert_eq!(
        first(&["exceptions", "--json"])[..6],
        ["path", "inner", "stage", "class", "reason", "item"]
    );
}

#[test]
fn the_same_bytes_at_two_places_are_one_item() {
    let bench = Bench::with_case();
    let reply = &bench.json(&["list", "id:roof.2@example.org"])[0];
    let paths: Vec<&str> = reply["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths.len(), 2);
    assert!(
        paths[0].ends_with("extra.mbox") && paths[1].ends_with("inbox.mbox"),
        "{paths:?}"
    );
    let pdf = bench.json(&["list", "filename:quotation.pdf"]);
    assert_eq!(pdf.len(), 1);
    assert_eq!(pdf[0]["locations"].as_array().unwrap().len(), 4);
}

#[test]
fn headers_and_charsets_are_decoded() {
    let bench = Bench::with_case();
    let item = &bench.json(&["list", "id:virement.1@example.org"])[0];
    assert_eq!(item["subject"], "Réunion de mardi");
    assert_eq!(item["from"], "Léna Fauré <lena@example.org>");
    assert_eq!(item["date"], "2017-04-25T18:20:00+02:00");
    let text = bench.out(&["show", item["item"].as_str().unwrap(), "--text"]);
    assert!(text.contains("la réunion de mardi est reportée"), "{text}");
    let latin = bench.item("id:latin.1@example.org");
    assert!(
        bench
            .out(&["show", &latin, "--text"])
            .contains("Le café du port ferme à 18")
    );
    let flowed = bench.item("id:flow.1@example.org");
    let text = bench.out(&["show", &flowed, "--text"]);
    assert!(text.contains("dates that I have written down"), "{text}");
}

#[test]
fn an_item_is_listed_oldest_first_and_undated_last() {
    let bench = Bench::with_case();
    let dates: Vec<Value> = bench
        .json(&["list", "is:message"])
        .iter()
        .map(|i| i["date"].clone())
        .collect();
    assert!(dates.last().unwrap().is_null());
    assert_eq!(dates[0], "2017-04-21T12:31:05+02:00");
}

#[test]
fn raw_bytes_are_those_of_the_source() {
    let bench = Bench::with_case();
    let mailbox = std::fs::read(source("inbox.mbox")).unwrap();
    let item = &bench.json(&["list", "id:roof.3@example.org"])[0];
    let raw = bench
        .run(&["show", item["item"].as_str().unwrap(), "--raw"])
        .out;
    let place = &item["locations"][0];
    let start = place["offset"].as_u64().unwrap() as usize;
    let end = start + place["length"].as_u64().unwrap() as usize;
    assert_eq!(raw, mailbox[start..end]);
    assert!(raw.windows(7).any(|w| w == b"\n>From "));
    let text = bench.out(&["show", item["item"].as_str().unwrap(), "--text"]);
    assert!(text.starts_with("From the minutes"), "{text}");
}

#[test]
fn an_item_without_text_is_3_with_nothing_on_stdout() {
    let bench = Bench::with_case();
    let photo = bench.item("filename:photo.bin");
    let run = bench.run(&["show", &photo, "--text"]);
    assert_eq!((run.code, run.out.len()), (3, 0), "{}", run.err);
    assert_eq!(bench.run(&["show", &photo]).code, 0);
}

#[test]
fn show_has_its_forms() {
    let bench = Bench::with_case();
    let item = bench.item("id:roof.2@example.org");
    assert!(bench.out(&["show", &item]).contains("thread"));
    let headers = bench.out(&["show", &item, "--headers"]);
    assert!(
        headers.contains("In-Reply-To: <roof.1@example.org>"),
        "{headers}"
    );
    let shown = &bench.json(&["show", &item])[0];
    assert_eq!(shown["item"], json!(item));
    assert_eq!(shown["notes"], json!([]));
    let root = bench.items("id:roof.1@example.org");
    assert_eq!(root.len(), 2);
    let witnesses = bench.json(&["show", &root[0], "--witnesses"]);
    assert!(
        witnesses
            .iter()
            .any(|w| w["item"] == json!(root[1]) && w["how"] == "copy")
    );
}

#[test]
fn a_thread_shows_who_is_missing() {
    let bench = Bench::with_case();
    let threads = bench.json(&["threads", "id:roof.5@example.org"]);
    assert_eq!(threads.len(), 1);
    let messages = threads[0]["messages"].as_array().unwrap();
    let row = |id: &str| {
        messages
            .iter()
            .find(|m| m["message_id"] == json!(id))
            .unwrap()
    };
    assert_eq!(messages.len(), 6, "{messages:?}");
    assert!(row("roof.4@example.org")["item"].is_null());
    assert_eq!(row("roof.5@example.org")["parent"], "roof.4@example.org");
    assert!(row("roof.1@example.org")["parent"].is_null());
    assert_eq!(row("roof.3@example.org")["depth"], 2);
    let copies = messages
        .iter()
        .filter(|m| m["message_id"] == "roof.1@example.org");
    assert_eq!(copies.count(), 2);
}

#[test]
fn threads_are_newest_first() {
    let bench = Bench::with_case();
    let subjects: Vec<Value> = bench
        .json(&["threads"])
        .iter()
        .map(|t| t["subject"].clone())
        .collect();
    assert_eq!(subjects[0], "Fwd: Roof of the boat house");
    assert_eq!(subjects.len(), 13);
}

#[test]
fn near_duplicates_form_a_group_with_their_edits() {
    let bench = Bench::with_case();
    let copies = bench.items("id:roof.1@example.org");
    let groups = bench.json(&["groups"]);
    let members = |g: &Value| -> Vec<String> {
        let all = g["members"].as_array().unwrap().iter();
        all.map(|m| m["item"].as_str().unwrap().to_owned())
            .collect()
    };
    assert!(
        groups
            .iter()
            .any(|g| copies.iter().all(|c| members(g).contains(c))),
        "{groups:?}"
    );
    for group in &groups {
        assert_eq!(group["members"][0]["item"], group["pivot"]);
        assert_eq!(group["members"][0]["similarity"], 1.0);
    }
    let edits = bench.json(&["compare", &copies[0], &copies[1]]);
    let words = serde_json::to_string(&edits).unwrap();
    assert!(
        words.contains("12 500") && words.contains("72 500"),
        "{words}"
    );
    assert!(words.contains("amount"), "{words}");
    let plain = bench.out(&["compare", &copies[0], &copies[1], "--plain"]);
    let change = plain.lines().find(|l| l.contains("72 500"));
    let change = change.unwrap_or_default();
    assert!(
        change.starts_with("Change ") && change.ends_with("amount."),
        "{plain}"
    );
    assert!(
        change.contains(" line ") && change.contains("became"),
        "{plain}"
    );
    let told = bench.out(&["evidence", &copies[1], "--plain"]);
    let item = told.lines().next().unwrap_or_default();
    assert!(
        item.starts_with("Item ") && told.lines().all(|l| l.ends_with('.')),
        "{told}"
    );
    assert!(!told.contains("  "), "{told}");
}

#[test]
fn queries_take_their_fields() {
    let bench = Bench::with_case();
    for (query, n) in [
        ("from:olaf", 1),
        ("subject:regatta", 1),
        ("is:message", 17),
        ("date:2017-04-24..2017-04-24", 1),
        ("nosuchword", 0),
        ("\"confirmation of the bank\" is:message NOT subject:re", 3),
        ("filename:minutes", 2),
        ("regatt*", 2),
    ] {
        assert_eq!(bench.json(&["list", query]).len(), n, "{query}");
    }
    assert_eq!(bench.out(&["list", "nosuchword"]), "");
}
