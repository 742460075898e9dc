//! Keys: what they decide, where they are kept, and what a signature says of two copies.

use super::bench::Bench;
use std::fs;

/// The message of RFC 8463, appendix A.3, signed with both of its keys.
const RFC8463: &str = concat!(
    include_str!("../samples/rfc8463-ed25519.txt"),
    include_str!("../samples/rfc8463-rsa.eml")
);

const RFC8463_KEYS: &str = include_str!("../samples/rfc8463.zone");

/// A case of some messages; each file is one.
fn case(mails: &[(&str, String)]) -> Bench {
    let bench = Bench::new();
    fs::create_dir(bench.path("mail")).unwrap();
    for (name, text) in mails {
        fs::write(bench.path("mail").join(name), text).unwrap();
    }
    bench.out(&["ingest", "mail"]);
    bench
}

#[test]
fn keys_that_are_added_decide_signatures() {
    let other_head = RFC8463.replace("Is dinner ready?", "Is lunch ready?");
    let other_body = RFC8463.replace("Are you hungry yet?", "Are you thirsty yet?");
    let plain = "From: a@example.org\nSubject: none\nDate: Mon, 3 Apr 2017 12:00:00 +0200\n\nx\n";
    let bench = case(&[
        ("1.eml", RFC8463.to_owned()),
        ("2.eml", other_head),
        ("3.eml", other_body),
        ("4.eml", plain.to_owned()),
    ]);
    assert_eq!(bench.items("dkim:nokey").len(), 2);
    assert_eq!(bench.items("dkim:broken").len(), 1);
    assert_eq!(bench.items("dkim:none").len(), 1);
    assert!(bench.items("dkim:valid").is_empty());
    assert!(bench.json(&["keys"]).is_empty());

    fs::write(bench.path("keys.txt"), RFC8463_KEYS).unwrap();
    let run = bench.run(&["keys", "add", "keys.txt"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err
            .contains("2 keys added, 0 known already; they bear on 6 signatures")
    );
    let counts = "2 valid, 2 broken in the body, 1 broken in the signed fields, 1 still undecided";
    assert!(run.err.contains(counts), "{}", run.err);
    assert_eq!(bench.items("dkim:valid").len(), 1);
    assert_eq!(bench.items("dkim:broken").len(), 2);
    let keys = bench.json(&["keys"]);
    assert_eq!((keys.len(), &keys[0]["kind"]), (2, &"ed25519".into()));
    assert_eq!(keys[1]["origin"], "keys.txt");

    // Again: nothing new; and with the index made anew the keys are still there.
    let run = bench.run(&["keys", "add", "keys.txt"]);
    assert!(
        run.err.contains("0 keys added, 2 known already"),
        "{}",
        run.err
    );
    fs::remove_dir_all(bench.path("case/index")).unwrap();
    bench.out(&["ingest", "mail"]);
    assert_eq!(bench.items("dkim:valid").len(), 1);

    fs::write(bench.path("none.txt"), "no key\n").unwrap();
    let run = bench.run(&["keys", "add", "none.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no line of it is a key"), "{}", run.err);
}

#[test]
fn of_two_copies_the_one_whose_body_fails_is_named() {
    let edited = RFC8463.replace("We lost the game.", "We won the 300 euros.");
    let bench = case(&[("1.eml", RFC8463.to_owned()), ("2.eml", edited)]);
    let suspect = bench.item("dkim:broken");
    let findings = bench.json(&["findings"]);
    let found = findings.iter().find(|f| f["check"] == "copies").unwrap();
    // Without a key that verifies it is no proof.
    assert_eq!(found["grade"], "S");
    assert_eq!(found["items"][0]["item"], suspect.as_str());
    assert_eq!(found["items"][0]["role"], "suspect");
    let reason = found["reason"].as_str().unwrap();
    assert!(reason.contains("bear the same signature"), "{reason}");
    let lines = bench.json(&["evidence", &suspect]);
    let body = lines.iter().find(|l| l["check"] == "dkim-body").unwrap();
    assert_eq!(body["leaning"], "inconsistent");
}
