//! Keys that nobody kept, worked out from the mail that they signed.

use super::bench::Bench;
use std::fs;

/// Subject, body, Date, body hash and signature of mails that one key signed: one that guards
/// nothing, of 512 bits, with the small exponent that makes it quick to find.
const SIGNED: [(&str, &str, &str, &str, &str); 3] = [
    (
        "The lease",
        "The lease ends in May.",
        "3 Apr 2017 09:00:00 +0200",
        "S6qLRSgF92EbOLCXijsYQuAT2HFHPd+SpmcB5swchtM=",
        "2eqBX75zY0tWUj511CE5xpGwvLlB5o/28lFjciX2/IaO\
         EJAQ4hD8l/w+8s/DxvNYJqf3bvZ9cBFkq7ThoDW4ng==",
    ),
    (
        "The keys",
        "The keys are with Ada.",
        "4 Apr 2017 09:01:00 +0200",
        "wcbSejwkMSvvU1Yht8tXLIsaeyHSSm7NKirAPGIOIOU=",
        "ZY69NCKza8B1dPnB6FaWClgWWxDoskBgzH3yada7NdeG\
         acYhkwlZtZ4v/4smzobRjX7Yk7rXV4IvxEtTV+o5iA==",
    ),
    (
        "The sum",
        "We agreed on 1,200 euros.",
        "5 Apr 2017 09:02:00 +0200",
        "RBDMeRLlVe4cjrKuRLpC0m3fXjcN7e6mov1weB6cA20=",
        "IT0rh8kztzB5KS9S0qWLP3+uk1o3pNEOhXIfJ1L8bJlb\
         XN5BILEN44L63DC8l4yAqIBqb2I8rfMM68HGubaG6A==",
    ),
];

const NAME: &str = "lost._domainkey.example.org";

fn mail(at: usize) -> String {
    let (subject, body, date, hash, value) = SIGNED[at];
    format!(
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=lost;\n \
         h=from:subject:date:message-id; bh={hash};\n b={value}\n\
         From: Ada Lind <ada@example.org>\nSubject: {subject}\nDate: {date}\n\
         Message-ID: <lease.{at}@example.org>\n\n{body}\n"
    )
}

fn case(mails: &[String]) -> Bench {
    let bench = Bench::new();
    fs::create_dir(bench.path("mail")).unwrap();
    for (at, text) in mails.iter().enumerate() {
        fs::write(bench.path("mail").join(format!("{at}.eml")), text).unwrap();
    }
    bench.out(&["ingest", "mail"]);
    bench
}

#[test]
fn a_key_that_nobody_kept_comes_from_two_intact_messages() {
    let changed = mail(2).replace("The sum", "The new sum");
    let bench = case(&[mail(0), mail(1), changed]);
    let listed = bench.json(&["keys", "recover"]);
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (&listed[0]["selector"], &listed[0]["bits"]),
        (&"lost".into(), &512.into())
    );
    assert_eq!(listed[0]["intact"], 3);
    let run = bench.run(&["keys", "recover", NAME]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        run.err
            .contains("3 signatures: 2 valid, 0 broken in the body, 1 broken in the signed fields"),
        "{}",
        run.err
    );
    let kept = bench.json(&["keys"]);
    assert_eq!(kept.len(), 1);
    let origin = kept[0]["origin"].as_str().unwrap();
    assert!(
        origin.starts_with("recovered from 3 signatures"),
        "{origin}"
    );
    let shown = bench.json(&["evidence", &bench.item("id:lease.2@example.org")]);
    let said = shown[0].to_string();
    assert!(said.contains("recovered from mail of this case"), "{said}");
    assert!(bench.json(&["keys", "recover"]).is_empty());
}

#[test]
fn what_cannot_be_recovered_is_said() {
    let bench = case(&[mail(0), mail(1).replace("are with Ada", "are with Max")]);
    assert!(bench.json(&["keys", "recover"]).is_empty());
    let run = bench.run(&["keys", "recover", NAME]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("nothing to recover it from"),
        "{}",
        run.err
    );
}
