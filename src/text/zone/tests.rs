//! Golden tables of zones.

use super::ZoneKind::{
    Attribution, Disclaimer, Footer, Forward, HeaderBlock, Own, Quote, Signature,
};
use super::*;
use proptest::prelude::*;

fn kinds(text: &str) -> Vec<(ZoneKind, u8)> {
    zones(text).into_iter().map(|z| (z.kind, z.depth)).collect()
}

#[track_caller]
fn seen(text: &str, expected: &[(ZoneKind, u8)]) {
    assert_eq!(kinds(text), expected, "{text}");
}

#[test]
fn quotes_of_any_depth() {
    seen("Hello\nyou\n", &[(Own, 0)]);
    seen(
        "> a\n>> b\n> > c\n> > > d\nown\n",
        &[(Quote, 1), (Quote, 2), (Quote, 3), (Own, 0)],
    );
    seen("| a\n| b\nown\n", &[(Quote, 1), (Own, 0)]);
    seen("| a | b |\n| 1 | 2 |\n", &[(Own, 0)]);
    seen("", &[]);
}

#[test]
fn attribution_lines_in_three_languages() {
    for line in [
        "On Fri, Apr 21, 2017 at 10:00 AM, Anna Lind <anna@example.org> wrote:",
        "On Fri, Apr 21, 2017 at 10:00 AM, Anna Lind <anna@example.org>\nwrote:",
        "On Friday, April 21, 2017, at 12:54 PM,\nAnna Lind\n<anna@example.org> wrote:",
        "Anna Lind wrote:",
        "Anna Lind <anna@example.org> writes:",
        "Le 21 avril 2017 à 10:00, Anna Lind <anna@example.org> a écrit :",
        "Le 21 avr. 2017 à 10:00, Anna Lind <anna@example.org> a\nécrit\u{A0}:",
        "Le 21 avril 2017 à 10:00, Anna Lind <anna@example.org> a e\u{301}crit :",
        "Am 21.04.2017 um 10:00 schrieb Anna Lind:",
        "Am Freitag, 21. April 2017, 10:00:00 CEST schrieb Anna Lind\n<anna@example.org>:",
        "* Anna Lind <anna@example.org> [170421 10:00]:",
        "Quoting Anna Lind <anna@example.org>:",
        "2017-04-21 10:00 GMT+02:00 Anna Lind <anna@example.org>:",
    ] {
        let text = format!("Yes.\n\n{line}\n\n> said\n");
        seen(&text, &[(Own, 0), (Attribution, 0), (Quote, 1)]);
        let nested = format!("> {}\n>> said\n", line.replace('\n', "\n> "));
        seen(&nested, &[(Attribution, 1), (Quote, 2)]);
    }
    seen("He wrote:\n\nno quote here\n", &[(Own, 0)]);
    seen("Here is what we need:\n\n> this\n", &[(Own, 0), (Quote, 1)]);
}

#[test]
fn header_blocks_in_three_languages() {
    for block in [
        "-----Original Message-----\nFrom: Anna Lind\nSent: Friday\nTo: Max\nSubject: Plan\n",
        "-----Message d'origine-----\nDe : Anna\nEnvoyé : vendredi\nÀ : Max\nObjet : Plan\n",
        "-----Message d’origine-----\nDe\u{A0}: Anna\nEnvoyé\u{A0}: x\n\
         À\u{A0}: Max\nObjet\u{A0}: P\n",
        "-----Ursprüngliche Nachricht-----\nVon: Anna\nGesendet: x\nAn: Max\nBetreff: P\n",
        "________________________________\nFrom: Anna\nSent: x\nTo: Max\nSubject: Plan\n",
        "De : Anna\nEnvoyé : vendredi\nÀ : Max\nObjet : Plan\n",
        "Von: Anna\nGesendet: Freitag\nAn: Max\nBetreff: Plan\n",
        "*From:* Anna\n*Sent:* Friday\n*To:* Max\n*Subject:* Plan\n",
        "From: Anna\nSent: Friday\nTo: Max Muster;\n Eva Muster\nSubject: Plan\n",
    ] {
        let text = format!("Agreed.\n\n{block}\nThe old words.\n\n> older\n");
        let expected = [(Own, 0), (HeaderBlock, 0), (Quote, 1), (Quote, 2)];
        seen(&text, &expected);
        let below = format!("{text}_______________\nx mailing list\n");
        assert_eq!(kinds(&below).last(), Some(&(Footer, 0)), "{below}");
    }
    seen("From: here\nto there\n", &[(Own, 0)]);
}

#[test]
fn forwards_in_three_languages() {
    for line in [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "Début du message réexpédié :",
        "-------- Message transféré --------",
        "Anfang der weitergeleiteten Nachricht:",
        "-------- Weitergeleitete Nachricht --------",
    ] {
        let text = format!("See below.\n\n{line}\n\nFrom: Anna\nDate: x\n\nThe words.\n");
        seen(&text, &[(Own, 0), (HeaderBlock, 0), (Forward, 1)]);
    }
    let closed = "---------- Forwarded message ---------\nFrom: A\n\nx\n\
                  ----- End forwarded message -----\n\nmine\n";
    let expected = [(HeaderBlock, 0), (Forward, 1), (HeaderBlock, 0), (Own, 0)];
    seen(closed, &expected);
}

#[test]
fn what_closes_a_message() {
    seen("Hi\n-- \nAnna\n+33 1\n", &[(Own, 0), (Signature, 0)]);
    seen("Hi\n\nSent from my iPhone\n", &[(Own, 0), (Signature, 0)]);
    seen(
        "Oui\n\nEnvoyé de mon iPhone\n\n> x\n",
        &[(Own, 0), (Signature, 0), (Own, 0), (Quote, 1)],
    );
    seen(
        "Ja\n\nVon meinem iPhone gesendet\n",
        &[(Own, 0), (Signature, 0)],
    );
    seen(
        "Hi\n_______________________________________________\nx mailing list\nx@example.org\n",
        &[(Own, 0), (Footer, 0)],
    );
    seen(
        "Hi\n\nTo unsubscribe, write to x@example.org\n",
        &[(Own, 0), (Footer, 0)],
    );
    seen(
        "Oui\n\nPour vous désabonner, écrivez à x\n",
        &[(Own, 0), (Footer, 0)],
    );
    for words in [
        "CONFIDENTIALITY NOTICE: this e-mail is confidential and for the intended\nrecipient.",
        "Ce message et toutes les pièces jointes sont confidentiels et établis à\nl'intention \
         exclusive de leurs destinataires.",
        "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat\n\
         sind, vernichten Sie diese Mail.",
    ] {
        seen(&format!("Hi\n\n{words}\n"), &[(Own, 0), (Disclaimer, 0)]);
    }
    seen("This contract is confidential.\n", &[(Own, 0)]);
    seen(
        "[EXTERNAL EMAIL] do not click links\n\nHello\n",
        &[(Footer, 0), (Own, 0)],
    );
    seen(
        "CAUTION: This email originated from outside\nof the company.\n\nHello\n",
        &[(Footer, 0), (Own, 0)],
    );
}

#[test]
fn patches_are_own_words() {
    let patch = "Fix it.\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-- \n+> y\n-- \n\
                 2.13.0\n\nMore words.\n";
    seen(patch, &[(Own, 0), (Signature, 0), (Own, 0)]);
    assert!(own_words(patch).contains("+> y"));
}

#[test]
fn heads_are_read() {
    let text = "De : Anna Lind <anna@example.org>\nEnvoyé : vendredi 21 avril 2017 10:00\n\
                À : Max; \n Eva\nObjet : Plan\n\nx\n";
    let head = block_head(text, &zones(text)[0]);
    assert_eq!(head.from, "Anna Lind <anna@example.org>");
    assert_eq!(head.date, "vendredi 21 avril 2017 10:00");
    assert_eq!(
        (head.to.as_str(), head.subject.as_str()),
        ("Max; Eva", "Plan")
    );
    for (line, who, when) in [
        (
            "On Fri, Apr 21, 2017 at 10:00 AM, Anna Lind <anna@example.org> wrote:",
            "Anna Lind <anna@example.org>",
            "Fri, Apr 21, 2017 at 10:00 AM",
        ),
        (
            "Le 21 avr. 2017 à 16:45, Anna Lind <anna@example.org> a écrit :",
            "Anna Lind <anna@example.org>",
            "21 avr. 2017 à 16:45",
        ),
        (
            "Am 21.04.2017 um 10:00 schrieb Anna Lind:",
            "Anna Lind",
            "21.04.2017 um 10:00",
        ),
        ("Anna Lind wrote:", "Anna Lind", ""),
        (
            "At 2017-04-21 10:00:05, anna1890@example.org wrote:",
            "anna1890@example.org",
            "2017-04-21 10:00:05",
        ),
    ] {
        let text = format!("{line}\n> x\n");
        let head = attribution_head(&text, &zones(&text)[0]);
        assert_eq!(
            (head.who.as_str(), head.when.as_str()),
            (who, when),
            "{line}"
        );
    }
}

#[test]
fn an_indent_below_an_attribution_is_a_quote() {
    let text = "Yes.\n\n\u{FEFF}On 4/28/17, 6:23 PM, \"Anna Lind\" <anna@example.org> wrote:\n\
                \n    Hello Ruth,\n    \n    come at nine.\n\nRuth\n";
    let kinds: Vec<(ZoneKind, u8)> = zones(text).iter().map(|z| (z.kind, z.depth)).collect();
    assert_eq!(
        kinds,
        [
            (ZoneKind::Own, 0),
            (ZoneKind::Attribution, 0),
            (ZoneKind::Quote, 1),
            (ZoneKind::Own, 0),
        ]
    );
}

proptest! {
    #[test]
    fn zones_cover_the_text(
        text in "(> ?|-- \n|On 12 x wrote:\n|From: a\n\
                |Sent: b\n|To: c\n|____________\n|list\n|\n|é|[a-z]{1,5} ){0,40}"
    ) {
        let mut end = 0;
        for zone in zones(&text) {
            prop_assert_eq!(zone.range.start, end);
            prop_assert!(zone.range.end > end);
            end = zone.range.end;
        }
        prop_assert_eq!(end, text.len());
    }
}
