//! Published samples, and messages that a test signs itself and then edits.

mod samples;

use super::*;
use crate::model::{Grade, Leaning};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::EncodeRsaPublicKey;
use samples::{RFC8463, RFC8463_KEYS, keys, private, signed};

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
    assert!(line.sentence.en.contains(was), "{}", line.sentence.en);
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
            .en
            .contains("“Sender: anna@example.org” was signed")
    );
    let tagged = signed(MAIL, 1024, "rsa-sha256", H).replace("Subject: The", "Subject: [L] The");
    let said = lines(&tagged, &keys);
    assert!(said.iter().any(|l| {
        l.sentence
            .en
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
        assert!(line.sentence.en.contains(word), "{}", line.sentence.en);
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
            .any(|l| l.sentence.en.starts_with("Subject is not covered"))
    );
    let doubled = mail.replace("To: Bruno", "From: Carla <carla@example.org>\nTo: Bruno");
    let said = lines(&doubled, &keys);
    assert!(said.iter().any(|l| l.check == Check::Cover.word()
        && l.leaning == Leaning::Inconsistent
        && l.sentence.en.starts_with("From stands there 2 times")));
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
            .any(|l| l.grade == Grade::S && l.sentence.en.contains("ends before"))
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
