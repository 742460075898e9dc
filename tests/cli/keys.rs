//! Keys: what they decide, where they are kept, and what a signature says of two copies.

use super::bench::Bench;
use std::fs;

/// The message of RFC 8463, appendix A.3, signed with both of its keys.
const RFC8463: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\n\
\x20d=football.example.com; i=@football.example.com;\n\
\x20q=dns/txt; s=brisbane; t=1528637909; h=from : to :\n\
\x20subject : date : message-id : from : subject : date;\n\
\x20bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\n\
\x20b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\n\
\x20Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\n\
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n\
\x20d=football.example.com; i=@football.example.com;\n\
\x20q=dns/txt; s=test; t=1528637909; h=from : to : subject :\n\
\x20date : message-id : from : subject : date;\n\
\x20bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\n\
\x20b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\n\
\x20DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\n\
\x20dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\n\
From: Joe SixPack <joe@football.example.com>\n\
To: Suzie Q <suzie@shopping.example.net>\n\
Subject: Is dinner ready?\n\
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\n\
Message-ID: <20030712040037.46341.5F8J@football.example.com>\n\
\n\
Hi.\n\
\n\
We lost the game.  Are you hungry yet?\n\
\n\
Joe.\n";

const RFC8463_KEYS: &str = "\
brisbane._domainkey.football.example.com. IN TXT (
  \"v=DKIM1; k=ed25519; \" \"p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\" )
test._domainkey.football.example.com. IN TXT ( \"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4\"
  \"GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3Fut\"
  \"ACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3Q\"
  \"IDAQAB\" )
";

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
