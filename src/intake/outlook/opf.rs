//! A message of Outlook for Mac: one XML file of an OLM archive, its fields as `OPFMessage…`
//! elements. It becomes properties like any message of Outlook; fields that have no property of
//! their own are kept under their names. The form is nowhere published; it is read as exports
//! show it.

use super::names::PUBLIC;
use super::prop::{self, Props};
use super::{Attached, Mail};
use crate::model::words::{Word, unread as w};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Gives the bytes of an attachment by the way that a message names.
pub type Attach<'a> = &'a mut dyn FnMut(&str) -> Option<Vec<u8>>;

const TEXTS: &[(&str, u16)] = &[
    ("OPFMessageCopySubject", prop::SUBJECT),
    ("OPFMessageCopyBody", prop::BODY),
    ("OPFMessageCopyHTMLBody", prop::HTML),
];
const IDS: &[(&str, u16)] = &[
    ("OPFMessageCopyMessageID", prop::MESSAGE_ID),
    ("OPFMessageCopyInReplyTo", prop::IN_REPLY_TO),
    ("OPFMessageCopyReferences", prop::REFERENCES),
];
const TIMES: &[(&str, u16)] = &[
    ("OPFMessageCopySentTime", prop::SUBMITTED),
    ("OPFMessageCopyReceivedTime", prop::DELIVERED),
];
const SENDERS: &[(&str, (u16, u16))] = &[
    (
        "OPFMessageCopyFromAddresses",
        (prop::SENT_NAME, prop::SENT_SMTP),
    ),
    (
        "OPFMessageCopySenderAddress",
        (prop::SENDER_NAME, prop::SENDER_SMTP),
    ),
];
const RECIPIENTS: &[(&str, u32)] = &[
    ("OPFMessageCopyToAddresses", 1),
    ("OPFMessageCopyCCAddresses", 2),
    ("OPFMessageCopyBCCAddresses", 3),
];
/// Elements inside each other; a message has four.
const DEPTH: usize = 64;
/// Addresses and attachments of one message.
const MANY: usize = 10_000;

/// Reads the message of one XML file; else says why there is none.
pub fn read(xml: &[u8], attach: Attach<'_>) -> Result<Mail, Word> {
    let text = String::from_utf8_lossy(xml.strip_prefix(b"\xef\xbb\xbf").unwrap_or(xml));
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<String> = Vec::new();
    let mut build = Build::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if open.len() >= DEPTH {
                    return Err(w::XML_DEEP);
                }
                let name = local(tag.name().as_ref()).to_owned();
                build.begin(&open, &name, &tag, attach);
                open.push(name);
            }
            Ok(Event::Empty(tag)) => {
                let name = local(tag.name().as_ref()).to_owned();
                build.begin(&open, &name, &tag, attach);
                build.end(&open, &name);
            }
            Ok(Event::End(_)) => {
                let name = open.pop().unwrap_or_default();
                build.end(&open, &name);
            }
            Ok(Event::Text(words)) => build.words.push_str(&words.xml10_content()),
            Ok(Event::CData(words)) => build.words.push_str(&words.xml10_content()),
            Ok(Event::GeneralRef(entity)) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => build.words.push(letter),
                _ => build.words.push_str(&named(&entity.xml10_content())),
            },
            Ok(Event::Eof) if open.is_empty() => break,
            Ok(Event::Eof) => return Err(w::XML_ENDS),
            Err(_) => return Err(w::XML_MALFORMED),
            Ok(_) => {}
        }
    }
    match build.count {
        0 => Err(w::XML_NO_MESSAGE),
        1 => Ok(build.mail()),
        _ => Err(w::XML_MESSAGES),
    }
}

#[derive(Default)]
struct Build {
    mail: Mail,
    /// Messages that were begun.
    count: usize,
    /// Characters since the last element began.
    words: String,
}

impl Build {
    fn begin(&mut self, open: &[String], name: &str, tag: &BytesStart<'_>, attach: Attach<'_>) {
        self.words.clear();
        if name == "email" {
            self.count += 1;
        }
        let within = open.last().map_or("", String::as_str);
        match name {
            "emailAddress" => self.address(within, tag),
            "messageAttachment" if self.mail.attachments.len() < MANY => {
                self.mail.attachments.push(attachment(tag, attach));
            }
            _ => {}
        }
    }

    fn address(&mut self, within: &str, tag: &BytesStart<'_>) {
        let name = value(tag, "OPFContactEmailAddressName");
        let address = value(tag, "OPFContactEmailAddressAddress");
        if let Some((_, (named, smtp))) = SENDERS.iter().find(|(n, _)| *n == within) {
            put(&mut self.mail.props, *named, &name);
            put(&mut self.mail.props, *smtp, &address);
        }
        let kind = RECIPIENTS.iter().find(|(n, _)| *n == within);
        if let Some((_, kind)) = kind.filter(|_| self.mail.recipients.len() < MANY) {
            let mut props = Props::default();
            put(&mut props, prop::DISPLAY_NAME, &name);
            put(&mut props, prop::SMTP, &address);
            let tag = u32::from(prop::RECIPIENT_TYPE) << 16 | 3;
            props.put(tag, Vec::new(), kind.to_le_bytes().to_vec());
            self.mail.recipients.push(props);
        }
    }

    /// Takes a field whose element ends: one directly below the message.
    fn end(&mut self, open: &[String], name: &str) {
        let words = std::mem::take(&mut self.words);
        if open.last().is_none_or(|o| o != "email") || words.trim().is_empty() {
            return;
        }
        let of = |table: &[(&str, u16)]| table.iter().find(|(n, _)| *n == name).map(|(_, id)| *id);
        let props = &mut self.mail.props;
        if let Some(id) = of(TEXTS) {
            return put(props, id, &words);
        }
        if let Some(id) = of(IDS) {
            put(props, id, &bracketed(words.trim()));
        }
        if let (Some(id), Some(ticks)) = (of(TIMES), ticks(words.trim())) {
            props.put(
                u32::from(id) << 16 | 0x40,
                Vec::new(),
                ticks.to_le_bytes().to_vec(),
            );
        }
        let mut key = PUBLIC.to_vec();
        key.push(b'=');
        key.extend(utf16(name));
        props.put(0x8000_001f, key, utf16(words.trim()));
    }

    /// Gives the message; a body that is a page of HTML, though it says it is none, is one.
    fn mail(mut self) -> Mail {
        let props = &mut self.mail.props;
        let body = props.text(prop::BODY).unwrap_or_default();
        let start = body
            .trim_start()
            .get(..9)
            .unwrap_or("")
            .to_ascii_lowercase();
        let is_page = start.starts_with("<html") || start == "<!doctype";
        if is_page && props.any(prop::HTML).is_none() {
            put(props, prop::HTML, &body);
            props.replace(u32::from(prop::BODY) << 16 | 0x1f, Vec::new());
        }
        self.mail
    }
}

fn attachment(tag: &BytesStart<'_>, attach: Attach<'_>) -> Attached {
    let mut props = Props::default();
    put(
        &mut props,
        prop::LONG_NAME,
        &value(tag, "OPFAttachmentName"),
    );
    put(
        &mut props,
        prop::MIME_TAG,
        &value(tag, "OPFAttachmentContentType"),
    );
    put(
        &mut props,
        prop::CONTENT_ID,
        &value(tag, "OPFAttachmentContentID"),
    );
    let way = value(tag, "OPFAttachmentURL");
    if let Some(bytes) = attach(&way).filter(|_| !way.is_empty()) {
        props.put(u32::from(prop::DATA) << 16 | 0x102, Vec::new(), bytes);
    }
    Attached { props, mail: None }
}

fn put(props: &mut Props, id: u16, text: &str) {
    if !text.is_empty() {
        props.put(u32::from(id) << 16 | 0x1f, Vec::new(), utf16(text));
    }
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Writes the ids of a field as the mail standards do, where the brackets are left out.
fn bracketed(ids: &str) -> String {
    if ids.contains('<') {
        return ids.to_owned();
    }
    let each: Vec<String> = ids.split_whitespace().map(|id| format!("<{id}>")).collect();
    each.join(" ")
}

/// Reads a moment; one without a zone is UTC. Gives tenths of a microsecond since 1601.
fn ticks(text: &str) -> Option<u64> {
    let zoned = text.parse::<Timestamp>().ok();
    let civil = || text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok();
    let moment = zoned.or_else(|| Some(civil()?.timestamp()))?;
    let seconds = u64::try_from(moment.as_second().checked_add(11_644_473_600)?).ok()?;
    seconds.checked_mul(10_000_000)
}

fn value(tag: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = tag.attributes();
    let mut all = attributes.with_checks(false).flatten().take(64);
    let found = all.find(|a| local(a.key.as_ref()) == name);
    found.map_or_else(String::new, |a| {
        let raw: &str = a.value.as_ref();
        quick_xml::escape::unescape(raw)
            .map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned)
    })
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn named(entity: &str) -> String {
    let known = ["amp", "lt", "gt", "quot", "apos"]
        .iter()
        .zip(["&", "<", ">", "\"", "'"]);
    let found = known.into_iter().find(|(name, _)| **name == entity);
    found.map_or_else(|| format!("&{entity};"), |(_, letter)| letter.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<emails elementCount="1"><email xml:space="preserve">
<OPFMessageCopyAttachmentList><messageAttachment OPFAttachmentName="b &amp; c.txt"
 OPFAttachmentContentType="text/plain" OPFAttachmentURL="x/att_1"/></OPFMessageCopyAttachmentList>
<OPFMessageCopyBody>Twelve &lt;b&gt; caf&#233;</OPFMessageCopyBody>
<OPFMessageCopyFromAddresses><emailAddress OPFContactEmailAddressAddress="ada@example.org"
 OPFContactEmailAddressName="Ada Morel"/></OPFMessageCopyFromAddresses>
<OPFMessageCopyToAddresses><emailAddress OPFContactEmailAddressAddress="bo@example.org"/>
</OPFMessageCopyToAddresses>
<OPFMessageCopyMessageID>1@example.org</OPFMessageCopyMessageID>
<OPFMessageCopySentTime>2017-04-18T09:13:04</OPFMessageCopySentTime>
<OPFMessageCopySubject>Le café</OPFMessageCopySubject>
<OPFMessageGetPriority>3E0</OPFMessageGetPriority>
</email></emails>"#;

    fn mail(xml: &str) -> Result<Mail, Word> {
        read(xml.as_bytes(), &mut |way| Some(way.as_bytes().to_vec()))
    }

    #[test]
    fn a_message_is_rebuilt_from_its_fields() {
        let one = mail(ONE).unwrap();
        let eml = String::from_utf8(one.eml(true)).unwrap();
        for row in [
            "From: \"Ada Morel\" <ada@example.org>\r\n",
            "To: <bo@example.org>\r\n",
            "Subject: =?utf-8?Q?Le_caf=C3=A9?=\r\n",
            "Date: Tue, 18 Apr 2017 09:13:04 +0000\r\n",
            "Message-ID: <1@example.org>\r\n",
            "Twelve <b> café",
            "filename=\"b & c.txt\"",
        ] {
            assert!(eml.contains(row), "{row}\n{eml}");
        }
        let piece = &one.pieces()[0];
        assert_eq!((&*piece.part, &piece.bytes[..]), ("att-1", &b"x/att_1"[..]));
        assert_eq!(Mail::read(&one.canonical()), Some(one));
    }

    #[test]
    fn a_page_in_the_place_of_the_text_is_html() {
        let page = ONE.replace("Twelve &lt;b&gt;", "&lt;html&gt;&lt;p&gt;Twelve");
        let eml = String::from_utf8(mail(&page).unwrap().eml(false)).unwrap();
        assert!(
            eml.contains("Content-Type: text/html; charset=utf-8"),
            "{eml}"
        );
        assert!(!eml.contains("text/plain"));
    }

    #[test]
    fn what_is_malformed_is_said_and_breaks_nothing() {
        assert_eq!(mail("<a/>"), Err(w::XML_NO_MESSAGE));
        assert_eq!(mail("<email>"), Err(w::XML_ENDS));
        assert_eq!(mail("<email></mail>"), Err(w::XML_MALFORMED));
        assert_eq!(mail("<e><email/><email/></e>"), Err(w::XML_MESSAGES));
        assert_eq!(mail(&"<a>".repeat(70)), Err(w::XML_DEEP));
        for at in (0..ONE.len()).filter(|at| ONE.is_char_boundary(*at)) {
            assert!(mail(&ONE[..at]).is_err());
        }
    }
}
