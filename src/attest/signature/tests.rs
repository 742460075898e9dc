//! Published samples, and messages that a test signs itself and then edits.

use super::*;
use crate::model::{Grade, Leaning};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BigUint, RsaPrivateKey};

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

/// Keys that were made for these tests and guard nothing.
const KEYS: &[(usize, &str)] = &[
    (
        512,
        "MIIBPAIBAAJBANM3tldN3q10BVnjjYeBjEfT1BTWjtw61lWSOC5hWlmOuNQLvwx5vHXlwAFkYHfTj2KR+g0kC/zC \
    X7MqEqYi/9kCAwEAAQJBAMnTf5H236PArGhTTua/vGraF9p9lu8L7cjAupxe/DV7tJA7j4TpE6ubW/aARNkZiWUa \
    yf7a+VWc/N5Z1kkOkwECIQD7f+1dC19TMN/WU8OhrLYXlEB9wAYSIPW9/ez5H4q2eQIhANb/QqoY+XGNmLBBW4Os \
    Ah8jwHC+/LlLjOoywrIQa7xhAiB9faa1v5/wBboa2q8J9ADkIRBQ7sjYsOONyq8821U+mQIhAJWPYLqfQPcjPzJt \
    ZNIGGDu9TSOhWIE180MAKLxh+/BBAiEAmK03PIBcTnowJOoUKHHnAvCcdTnzxJiy8Jz8nOHW+Mk=",
    ),
    (
        768,
        "MIIBzAIBAAJhALrhWkcmVPJfBzv82p4SwKxCpaRauCbDiiVMGmcvKLKN5Sq3a7K3WjN990qz6zhOOckhYpgrp5JK \
    bUnZujLW7wHwyVIE7jq7fK0vX1L72IBuy59rx4DfjLAzHhktcDYMqQIDAQABAmEAocRUu2Yo/izYPEsiita8xeBj \
    NiP5aES3npWD/XHLDtTZXOKtbWRdxljx6U5Y/MJosvng1i8tZNDlyQ82z5lOeiO4VW+Hij/avLyaROlm4MPrXTRe \
    7wltmng+WRDP6cvpAjEA7eJlqxvRsi10IEwq/SrWbAFfmuVv5Rnnete8GA7AxbfMj6SUGGZB+P3IeWCjhqJDAjEA \
    yRye7+6LGgSA1FUbectCfgIsmbXimLWRtdMUcc9WaJ4xyYlATHwoszqZ+/gdupSjAjEAhmGkiVq3xO3EchJVHps6 \
    cdz8wyXlZgiSKWUBjp2W7Jp95o9UUcxCbIQA4gBjoES9AjBUo+UIWb7VXlvSAVek9LSxT7zxnCkX2CLRAVszYu2c \
    7idKCKe1CPQgKmOwNgZdBj0CMQDAGflAQk8YV7tXj6/WtR/cNb7wjL2txtEc/7N+44K84riZgIkdgx9aYjqe5H1g \
    7bs=",
    ),
    (
        1024,
        "MIICXgIBAAKBgQC8Vx26LYUG4DtTILYDPT2IpSpT1f4OdXlClYekg5l1+Mipqk9z8nh6++F2i4hHYsFrF2RBDpw6 \
    nvddhkmlsmPphMu713P4Abih5v8RPZwVos7oGUkik1Fug1TM7xenEqeI7YirqZ8OS0ClYaRZy65XNd3k0DFzUqxP \
    m5iobUclewIDAQABAoGALO6PngIMEXbfUFamdaFfk8DrlzKfOK3X7wWjZaErtFRU8v05lUzMZ3K9+D0Tlww9XqIm \
    /cpRhT61fu9xlIE5imwPEgjTQ+lRLP1LlnuSDsTK+aPpmhpbFmJ6W1XenYeRzL8HWWiurlRZm3L+RU25msAH7SMn \
    NbjhhXICQUSrHCkCQQD0dRyGb2++v3B/aqR1mcx+jODGRVinhNgBqARBgVh4UkGQ03Ee+OgqJhBngWOgcICwPZ0F \
    Ldzrire3NYasilQlAkEAxTuvtUSSy++9jeJmNoFF71OXHk3xtZ22+3tWw4dJNoPGPkz82Hy9eCFQkzeajyNOGpCf \
    5cuf9qhTYGvrfgaRHwJBAMrtSJ+kc+uxOW7cFOd2o5XN1m1gdYaiNTmyws2p1MoU5k6V50qhrwAGFwoFE7HEkl86 \
    1lTNTJ3OylDwwvoJ3m0CQQCZtn6mAx91GQ7d+Ug3ymA6uSbZU13BcX0eWW2xTUpd1i02eMHF5tGzQiON2JP4YkeI \
    pJY5fYzZqy3vw6vwuCV5AkEAq7M+wpBsSrcD+d/UuEj/bVev1IPm7lAHPauUiRvUitMwE2DtkYAmFE2/02CZ/t1c \
    iyEzC7+zy4iK4quXZiEMqQ==",
    ),
];

fn private(bits: usize) -> RsaPrivateKey {
    let (_, text) = KEYS.iter().find(|(b, _)| *b == bits).unwrap();
    let text: String = text.split_whitespace().collect();
    RsaPrivateKey::from_pkcs1_der(&STANDARD.decode(text).unwrap()).unwrap()
}

/// The keys under the names `k512`, `k768` and `k1024` of example.org.
fn keys() -> KeySet {
    let row = |(bits, _): &(usize, &str)| {
        let public = private(*bits).to_public_key();
        let der = public.to_pkcs1_der().unwrap();
        let p = STANDARD.encode(der.as_bytes());
        format!("k{bits}\texample.org\tv=DKIM1; p={p}\n")
    };
    let text: String = KEYS.iter().map(row).collect();
    KeySet::new(KeyFile::read(&text, "a test").rows)
}

const INFO: &[(&str, &[u8])] = &[
    (
        "rsa-sha1",
        b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
    ),
    (
        "rsa-sha256",
        b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
    ),
];

/// Signs a message with one of the keys; `tags` go before `bh=`.
fn signed(mail: &str, bits: usize, algorithm: &str, tags: &str) -> String {
    use sha2::Digest;
    let body = mail.split_once("\n\n").map_or("", |(_, b)| b);
    let form = canon::body(body.as_bytes(), canon::Canon::Relaxed, canon::Marks::Kept);
    let bh = match algorithm {
        "rsa-sha1" => STANDARD.encode(sha1::Sha1::digest(&form)),
        _ => STANDARD.encode(sha2::Sha256::digest(&form)),
    };
    let head = format!(
        "DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; d=example.org; s=k{bits};\n \
         {tags} bh={bh};\n b="
    );
    let digest = read(format!("{head}\n{mail}").as_bytes())[0].digest.clone();
    let key = private(bits);
    let info = INFO.iter().find(|(a, _)| *a == algorithm).unwrap().1;
    let mut padded = vec![0, 1];
    padded.resize(key.size() - 1 - info.len() - digest.len(), 0xff);
    padded.push(0);
    padded.extend_from_slice(info);
    padded.extend_from_slice(&digest);
    let value = BigUint::from_bytes_be(&padded)
        .modpow(key.d(), key.n())
        .to_bytes_be();
    let mut whole = vec![0; key.size() - value.len()];
    whole.extend(value);
    format!("{head}{}\n{mail}", STANDARD.encode(whole))
}

const H: &str = "t=1491213600; h=from:to:subject:date:from:subject:date;";
const MAIL: &str = "\
From: Anna Berard <anna@example.org>
To: Bruno Costa <bruno@example.org>
Subject: The invoice of March
Date: Mon, 3 Apr 2017 12:00:00 +0200
Message-ID: <1@example.org>

Dear Bruno,

the invoice of 4 200 euros is to be paid to the account of the
association before 15 April. The contract does not allow more.

Anna
";

fn lines(mail: &str, keys: &KeySet) -> Vec<Line> {
    ledger(&Asked {
        bytes: mail.as_bytes(),
        keys,
        is_rebuilt: false,
        dated_s: None,
        arrived_s: Some(1_491_213_660),
    })
}

fn verdicts(mail: &str, keys: &KeySet) -> Vec<(Verdict, BodyTest)> {
    let all = read(mail.as_bytes()).into_iter();
    all.map(|s| (keys.judge(&s).verdict, s.body)).collect()
}

#[test]
fn the_sample_of_rfc_8463_verifies_with_both_keys() {
    let file = KeyFile::read(RFC8463_KEYS, "RFC 8463");
    let keys = KeySet::new(file.rows);
    let both = [
        (Verdict::Valid, BodyTest::Holds),
        (Verdict::Valid, BodyTest::Holds),
    ];
    assert_eq!(verdicts(RFC8463, &keys), both);
    assert_eq!(verdicts(&RFC8463.replace('\n', "\r\n"), &keys), both);
    let said = lines(RFC8463, &keys);
    assert!(
        said.iter().all(|l| l.leaning == Leaning::Consistent),
        "{said:?}"
    );
    let other = RFC8463.replace("Is dinner ready?", "Is dinner steady?");
    let refused = verdicts(&other, &keys);
    assert_eq!(refused[0], (Verdict::OtherKey, BodyTest::Holds));
    assert_eq!(refused[1], (Verdict::Altered, BodyTest::Holds));
    let other = RFC8463.replace("hungry", "angry");
    assert!(
        verdicts(&other, &keys)
            .iter()
            .all(|v| v.1 == BodyTest::Fails)
    );
}

#[test]
fn four_hundred_edits_of_a_signed_message_are_all_told_and_in_the_right_part() {
    let keys = keys();
    let mail = signed(MAIL, 1024, "rsa-sha256", H);
    assert_eq!(verdicts(&mail, &keys), [(Verdict::Valid, BodyTest::Holds)]);
    let spans = [
        ("Dear Bruno", Check::Body),
        ("Anna Berard <", Check::Key),
        ("The invoice of M", Check::Key),
        ("Mon, 3 Apr 2017", Check::Key),
    ];
    let mut edits = 0;
    for round in 0..100 {
        for (start, check) in spans {
            // One visible letter is exchanged for another, at a place that moves with the round.
            let from = mail.find(start).unwrap();
            let length = if check == Check::Body {
                150
            } else {
                start.len()
            };
            let at = (0..length).map(|n| from + (round + n) % length);
            let at = at
                .into_iter()
                .find(|at| mail.as_bytes()[*at].is_ascii_alphanumeric());
            let mut bytes = mail.clone().into_bytes();
            let other = b'a' + (round % 26) as u8;
            let at = at.unwrap();
            bytes[at] = if bytes[at] == other { b'!' } else { other };
            let edited = String::from_utf8(bytes).unwrap();
            let told = match check {
                Check::Body => (Verdict::Valid, BodyTest::Fails),
                _ => (Verdict::Altered, BodyTest::Holds),
            };
            assert_eq!(verdicts(&edited, &keys), [told], "{edited}");
            if round % 20 == 0 {
                let said = lines(&edited, &keys);
                let is_against = |l: &&Line| l.leaning == Leaning::Inconsistent;
                let against: Vec<&Line> = said.iter().filter(is_against).collect();
                assert_eq!(against.len(), 1, "{edited}\n{said:?}");
                assert_eq!(against[0].check, check.word(), "{edited}");
            }
            edits += 1;
        }
    }
    assert_eq!(edits, 400);
}

#[test]
fn a_changed_date_is_found_again_and_proved() {
    let keys = keys();
    let mail = signed(MAIL, 1024, "rsa-sha256", H);
    let edited = mail.replace("Mon, 3 Apr 2017 12:00:00", "Fri, 10 Mar 2017 09:30:00");
    let said = lines(&edited, &keys);
    let line = said.iter().find(|l| l.check == Check::Key.word()).unwrap();
    assert_eq!(
        (line.grade, line.leaning),
        (Grade::P, Leaning::Inconsistent)
    );
    let was = "“Date: Mon, 3 Apr 2017 12:00:00 +0200” was signed";
    assert!(line.sentence.contains(was), "{}", line.sentence);
}

#[test]
fn what_a_list_does_to_a_field_is_undone_and_proved() {
    let keys = keys();
    let tags = "h=sender:from:to:subject:date;";
    let mail = signed(
        &format!("Sender: anna@example.org\n{MAIL}"),
        1024,
        "rsa-sha256",
        tags,
    );
    let listed = mail
        .replace(
            "Sender: anna@example.org",
            "Sender: list-owner@lists.example.org",
        )
        .replace("Subject:", "List-Id: <l.example.org>\nSubject:");
    let said = lines(&listed, &keys);
    let line = said.iter().find(|l| l.check == Check::Key.word()).unwrap();
    assert_eq!((line.grade, line.leaning), (Grade::W, Leaning::Consistent));
    assert!(
        line.sentence
            .contains("“Sender: anna@example.org” was signed")
    );
    let tagged = signed(MAIL, 1024, "rsa-sha256", H).replace("Subject: The", "Subject: [L] The");
    let said = lines(&tagged, &keys);
    assert!(said.iter().any(|l| {
        l.sentence
            .contains("“Subject: The invoice of March” was signed")
    }));
}

#[test]
fn short_keys_and_old_sums_are_used_and_said() {
    let keys = keys();
    for (bits, algorithm, word) in [
        (512, "rsa-sha256", "512 bits"),
        (768, "rsa-sha256", "768 bits"),
        (1024, "rsa-sha1", "SHA-1"),
    ] {
        let mail = signed(MAIL, bits, algorithm, H);
        assert_eq!(
            verdicts(&mail, &keys),
            [(Verdict::Valid, BodyTest::Holds)],
            "{bits}"
        );
        let said = lines(&mail, &keys);
        let line = said.iter().find(|l| l.check == Check::Key.word()).unwrap();
        assert_eq!((line.grade, line.leaning), (Grade::M, Leaning::Consistent));
        assert!(line.sentence.contains(word), "{}", line.sentence);
    }
}

#[test]
fn wrong_revoked_and_missing_keys_cannot_tell() {
    let mail = signed(MAIL, 1024, "rsa-sha256", H);
    let public = private(768).to_public_key();
    let other = STANDARD.encode(public.to_pkcs1_der().unwrap().as_bytes());
    for (record, verdict) in [
        (
            format!("k1024\texample.org\tp={other}\n"),
            Verdict::OtherKey,
        ),
        (
            "k1024\texample.org\tv=DKIM1; p=\n".to_owned(),
            Verdict::NoUse,
        ),
        (
            "k1024\texample.org\tv=DKIM1; p=AAAA\n".to_owned(),
            Verdict::NoUse,
        ),
        (
            "k1\texample.org\tv=DKIM1; p=AAAA\n".to_owned(),
            Verdict::NoKey,
        ),
    ] {
        let keys = KeySet::new(KeyFile::read(&record, "a test").rows);
        assert_eq!(verdicts(&mail, &keys)[0].0, verdict);
        let said = lines(&mail, &keys);
        assert!(
            said.iter().all(|l| l.leaning != Leaning::Inconsistent),
            "{said:?}"
        );
        let line = said.iter().find(|l| l.check == Check::Key.word()).unwrap();
        assert_eq!((line.grade, line.leaning), (Grade::W, Leaning::Untestable));
    }
}

#[test]
fn what_a_signature_leaves_open_is_said() {
    let keys = keys();
    let mail = signed(MAIL, 1024, "rsa-sha256", "h=from:to:date;");
    let open = lines(&mail, &keys);
    assert!(
        open.iter()
            .any(|l| l.sentence.starts_with("Subject is not covered"))
    );
    let doubled = mail.replace("To: Bruno", "From: Carla <carla@example.org>\nTo: Bruno");
    let said = lines(&doubled, &keys);
    assert!(said.iter().any(|l| l.check == Check::Cover.word()
        && l.leaning == Leaning::Inconsistent
        && l.sentence.starts_with("From stands there 2 times")));
    let cut = signed(MAIL, 1024, "rsa-sha256", "l=9; h=from;");
    assert!(
        lines(&cut, &keys)
            .iter()
            .any(|l| l.leaning == Leaning::Inconsistent)
    );
}

#[test]
fn times_are_judged_at_the_messages_own_time() {
    let keys = keys();
    let in_force = signed(
        MAIL,
        1024,
        "rsa-sha256",
        "t=1491213600; x=1491818400; h=from;",
    );
    let said = lines(&in_force, &keys);
    assert!(
        said.iter()
            .any(|l| l.check == "dkim-time" && l.leaning == Leaning::Consistent)
    );
    let ended = signed(
        MAIL,
        1024,
        "rsa-sha256",
        "t=1480000000; x=1480600000; h=from;",
    );
    let said = lines(&ended, &keys);
    assert!(
        said.iter()
            .any(|l| l.check == "dkim-time" && l.leaning == Leaning::Inconsistent)
    );
    let torn = signed(
        MAIL,
        1024,
        "rsa-sha256",
        "t=1491213600; x=1491213000; h=from;",
    );
    let said = lines(&torn, &keys);
    assert!(
        said.iter()
            .any(|l| l.grade == Grade::S && l.sentence.contains("ends before"))
    );
}

#[test]
fn a_date_before_its_key_was_made_is_told() {
    let mail = "DKIM-Signature: v=1; a=rsa-sha256; d=gmail.com; s=20161025; h=from; bh=; b=AA\n\n";
    let said = ledger(&Asked {
        bytes: mail.as_bytes(),
        keys: &KeySet::default(),
        is_rebuilt: false,
        dated_s: Some(1_400_000_000),
        arrived_s: None,
    });
    let line = said
        .iter()
        .find(|l| l.check == Check::Selector.word())
        .unwrap();
    assert_eq!(
        (line.grade, line.leaning),
        (Grade::S, Leaning::Inconsistent)
    );
}

#[test]
fn mail_made_again_from_a_store_is_not_tested() {
    let said = ledger(&Asked {
        bytes: signed(MAIL, 1024, "rsa-sha256", H).as_bytes(),
        keys: &keys(),
        is_rebuilt: true,
        dated_s: None,
        arrived_s: None,
    });
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].leaning, Leaning::Untestable);
}

#[test]
fn nothing_that_a_header_may_hold_stops_the_reading() {
    let keys = keys();
    let mail = signed(MAIL, 512, "rsa-sha256", H);
    for cut in 0..mail.len() {
        let torn = &mail[..cut];
        lines(torn, &keys);
        let mut bytes = mail.clone().into_bytes();
        bytes[cut] = 0xff;
        read(&bytes);
    }
}
