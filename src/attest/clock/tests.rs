//! The published and computed vectors of every clock.

use super::base::civil;
use super::edge::{edge, gmail};
use super::server::{arrival, exim, exim_time, gmail_number, postfix, queue_id, sendmail};
use super::{clocks, id, index, outlook_address};
use crate::model::{Basis, Header, TickKind as T};

fn utc(parts: [u64; 6]) -> Option<i64> {
    civil(parts)
}

#[test]
fn ids_of_servers_are_decoded() {
    assert_eq!(sendmail("g7MBYrZ04811"), utc([2002, 8, 22, 11, 34, 53]));
    assert_eq!(sendmail("f7DHV1l01943"), utc([2001, 8, 13, 17, 31, 1]));
    assert_eq!(exim("17hrT0-0004gj-00"), Some(1_030_020_818_000));
    assert_eq!(exim_time("1AxkPR"), utc([2004, 3, 1, 10, 12, 25]));
    assert_eq!(exim("1ptUlY-00000000PfG-46ri"), Some(1_682_952_276_000));
    assert_eq!(
        postfix("3Pt2mN2VXxznjll"),
        Some((1_300_631_508_353, 5_536_956))
    );
    assert_eq!(postfix("0314547C66"), None);
    assert_eq!(
        arrival("02 Jun 2006 20:25:29.0977 (UTC) FILETIME=[B0FB5690:01C68682]"),
        utc([2006, 6, 2, 20, 25, 29]).map(|ms| ms + 977)
    );
    assert_eq!(gmail_number("1732f1fc6ee3a193"), Some(1_594_223_478_510));
    assert_eq!(
        gmail_number("1672749667872724050"),
        utc([2020, 7, 20, 15, 19, 56]).map(|ms| ms + 27)
    );
}

#[test]
fn queue_ids_are_told_apart() {
    let google = queue_id("19mr4081169oii.54.1504460322356", "SMTP", "x.google.com");
    assert_eq!(google, Some((T::Google, 1_504_460_322_356, Basis::Utc)));
    let wall = queue_id(
        "y9sm6837302oia.22.2017.09.03.10.38.40",
        "ESMTPSA",
        "smtp.gmail.com",
    );
    let ten = utc([2017, 9, 3, 10, 38, 40]);
    assert_eq!(wall, ten.map(|ms| (T::GoogleWall, ms, Basis::Wall)));
    let old = queue_id("01BEB6A2.7127CDC6@HOST", "SMTP", "mail.example.org").unwrap();
    let then = utc([1999, 6, 14, 20, 14, 1]).unwrap();
    assert_eq!((old.0, old.1 / 1000), (T::Exchange, then / 1000));
    assert_eq!(queue_id("0314547C66", "ESMTP", "mx.example.org"), None);
}

/// Ids with their form, their moment, and how it is to be read.
const IDS: &[(&str, T, [u64; 6], Basis)] = &[
    (
        "41B5F981.3090601@example.org",
        T::IdHex,
        [2004, 12, 7, 18, 42, 9],
        Basis::Utc,
    ),
    (
        "001001c249e6$863c4e00$13cca341@example.org",
        T::IdOutlook,
        [2002, 8, 22, 14, 16, 36],
        Basis::Utc,
    ),
    (
        "E17hrT0-0004gj-00@example.org",
        T::IdExim,
        [2002, 8, 22, 12, 53, 38],
        Basis::Utc,
    ),
    (
        "20170421123105.GA1234@example.org",
        T::IdSecond,
        [2017, 4, 21, 12, 31, 5],
        Basis::Either,
    ),
    (
        "20170421123105.12345-1-ada@example.org",
        T::IdSecond,
        [2017, 4, 21, 12, 31, 5],
        Basis::Either,
    ),
    (
        "200205041223.g44CNabc012345@example.org",
        T::IdMinute,
        [2002, 5, 4, 12, 23, 0],
        Basis::Either,
    ),
    (
        "1102444929.1234.5.camel@example.org",
        T::IdUnix,
        [2004, 12, 7, 18, 42, 9],
        Basis::Utc,
    ),
    (
        "1102444929-1234-1-git-send-email-ada@example.org",
        T::IdUnix,
        [2004, 12, 7, 18, 42, 9],
        Basis::Utc,
    ),
    (
        "110244492900.1234.5678901@example.org",
        T::IdPython,
        [2004, 12, 7, 18, 42, 9],
        Basis::Utc,
    ),
    (
        "1234.5.1102444929000.JavaMail.ada@example.org",
        T::IdJava,
        [2004, 12, 7, 18, 42, 9],
        Basis::Utc,
    ),
    (
        "YpS6n3yLTzPUc5Nq@example.org",
        T::IdMutt,
        [2022, 5, 30, 12, 37, 51],
        Basis::Utc,
    ),
    (
        "5.1.0.14.2.20020822113453.00b0a1c0@example.org",
        T::IdEudora,
        [2002, 8, 22, 11, 34, 53],
        Basis::Wall,
    ),
    (
        "alpine.LNX.2.00.1204051234560.12345@example.org",
        T::IdAlpine,
        [2012, 4, 5, 12, 34, 56],
        Basis::Wall,
    ),
    (
        "64c4d174.4a0a0220.6d519.0263@mx.google.com",
        T::IdGoogle,
        [2023, 7, 29, 8, 44, 36],
        Basis::Utc,
    ),
    (
        "f6a363400703050910y7d5@mail.gmail.com",
        T::IdGmail,
        [2007, 3, 5, 17, 10, 0],
        Basis::Utc,
    ),
];

#[test]
fn message_ids_are_decoded() {
    for (text, kind, parts, basis) in IDS {
        let found = id(text).map(|(k, ms, b)| (k, ms / 1000, b));
        let wanted = utc(*parts).unwrap() / 1000;
        assert_eq!(found, Some((*kind, wanted, *basis)), "{text}");
    }
    assert_eq!(
        outlook_address("001001c249e6$863c4e00$13cca341"),
        Some([65, 163, 204, 19])
    );
}

#[test]
fn ids_without_a_clock_give_none() {
    for text in [
        "CAKHUQ5xg-Wnz0d9tY+4Yq4mYQ0Y9d4d8g5f5b3J2k1h@mail.gmail.com",
        "7F5F3C1B-9E0D-4B60-AB5D-2C1A6D3E9F10@example.org",
        "20171321123105.GA1234@example.org",
        "20170421123105@example.org",
        "b14ba4db-04e2-ccd5-9144-8ca37bd3fe4e@example.org",
        "e1a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3.camel@example.org",
        "",
        "@",
        "$$$@",
        "001001c249e6$863c4e00$13cca34é@example.org",
    ] {
        assert_eq!(id(text), None, "{text}");
    }
}

#[test]
fn boundaries_are_decoded() {
    assert_eq!(
        gmail("000000000000b6809105a0ae7b18"),
        Some(1_584_046_143_864_977)
    );
    assert_eq!(
        gmail("089e082212c8c5017605584d086a"),
        Some(1_504_462_766_408_054)
    );
    let wall = |text: &str| edge(text).map(|(_, ms, basis)| (ms / 1000, basis));
    for (text, parts) in [
        ("01BEB668.130B3C30", [1999, 6, 14, 13, 16, 12]),
        ("01C551B1.4BBA02B0", [2005, 5, 5, 20, 30, 37]),
        ("01C25017.F2F04E20", [2002, 8, 30, 11, 25, 31]),
    ] {
        let wanted = utc(parts).map(|ms| (ms / 1000, Basis::Wall));
        assert_eq!(wall(&format!("----=_NextPart_000_0012_{text}")), wanted);
    }
    let java = edge("----=_Part_12_34567.1504460322356");
    assert_eq!(java, Some((T::EdgeJava, 1_504_460_322_356, Basis::Utc)));
    assert_eq!(
        edge("Apple-Mail=_7F5F3C1B-9E0D-4B60-AB5D-2C1A6D3E9F10"),
        None
    );
}

#[test]
fn a_thread_index_adds_up() {
    let older = index("AdQc2DN7rLoS3hgnE/O76rpFzxN/EwAddF4A").unwrap();
    let head = utc([2018, 7, 16, 7, 40, 0]).unwrap();
    assert_eq!((older.head / 1000, older.newer), (head / 1000, false));
    let reply = utc([2018, 7, 16, 21, 43, 22]).unwrap();
    assert_eq!(
        older.replies.iter().map(|r| r / 1000).collect::<Vec<_>>(),
        [reply / 1000]
    );
    // Two children: the deltas add up to 73.7 seconds before the Date of its message.
    let two = index("AcI6NTHhdNlotwjiQEiUizLDYaWgngCdP1sAADxyGsAAAFKrcA==").unwrap();
    let date = utc([2002, 8, 6, 23, 3, 9]).unwrap();
    let before = (date - two.replies.last().unwrap()) / 1000;
    assert_eq!(before, 73, "{:?}", two.replies);
    assert!(index("AAAA").is_none());
    assert!(index("").is_none());
}

#[test]
fn the_fields_of_a_message_give_its_ticks() {
    let fields = [
        (
            "Received",
            " by a.example.org with ESMTP id g7MBYrZ04811; Thu, 22 Aug 2002 12:34:55 +0100",
        ),
        ("Date", " Thu, 22 Aug 2002 11:34:50 +0000"),
        ("Message-ID", " <E17hrT0-0004gj-00@example.org>"),
        (
            "DKIM-Signature",
            " v=1; a=rsa-sha256; d=example.org; s=x;\r\n\tt=1030020818; x=1030107218; b=AA",
        ),
        ("Thread-Index", " !!"),
    ];
    let headers: Vec<Header<'static>> = fields
        .iter()
        .map(|(n, v)| Header {
            name: (*n).into(),
            value: (*v).into(),
            range: 0..1,
        })
        .collect();
    let found = clocks(&headers);
    let kinds: Vec<T> = found.ticks.iter().map(|t| t.kind).collect();
    assert_eq!(
        kinds,
        [
            T::Received,
            T::Sendmail,
            T::Date,
            T::IdExim,
            T::Signed,
            T::Expires
        ]
    );
    assert_eq!(found.hops.len(), 1);
    assert_eq!(found.ticks[0].hop, Some(0));
}
