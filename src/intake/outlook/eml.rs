//! A message of Outlook as a mail reader would see it: rebuilt from its transport headers where it
//! has some, else from its properties. What is rebuilt is never a message's exact bytes.

use super::prop::{self, Props};
use super::{Mail, text};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Fields that describe the old body; the rebuilt one has its own.
const OF_BODY: &[&str] = &["content-", "mime-version"];

impl Mail {
    /// Rebuilds the message; its attachments are in it where `whole`.
    pub fn eml(&self, whole: bool) -> Vec<u8> {
        let mut out = self.head();
        out.extend_from_slice(b"MIME-Version: 1.0\r\n");
        let pieces = if whole { self.pieces() } else { Vec::new() };
        if pieces.is_empty() {
            self.bodies(&mut out);
            return out;
        }
        let mark = self.boundary("mixed");
        line(
            &mut out,
            &format!("Content-Type: multipart/mixed; boundary=\"{mark}\"\r\n"),
        );
        line(&mut out, &format!("--{mark}"));
        self.bodies(&mut out);
        for piece in pieces {
            line(&mut out, &format!("\r\n--{mark}"));
            let name = piece.name.unwrap_or(piece.part);
            let name = encoded(&name.replace(['"', '\r', '\n'], "_"));
            let inner = piece.is_message.then(|| Self::read(&piece.bytes)).flatten();
            if let Some(mail) = inner {
                line(&mut out, "Content-Type: message/rfc822\r\n");
                out.extend(mail.eml(true));
                continue;
            }
            let media = match piece.media_type.as_str() {
                "" => "application/octet-stream",
                media => media,
            };
            let media = media.replace(['\r', '\n'], "");
            line(&mut out, &format!("Content-Type: {media}; name=\"{name}\""));
            line(&mut out, "Content-Transfer-Encoding: base64");
            let place = format!("Content-Disposition: attachment; filename=\"{name}\"\r\n");
            line(&mut out, &place);
            base64(&piece.bytes, &mut out);
        }
        line(&mut out, &format!("\r\n--{mark}--"));
        out
    }

    /// Writes the fields: those that came with the message, then what they lack.
    fn head(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let given = self.props.text(prop::TRANSPORT).unwrap_or_default();
        let names = transport(&given, &mut out);
        let lacks = |name: &str| !names.iter().any(|n| n == name);
        let mut add = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|v| !v.is_empty() && lacks(&name.to_lowercase())) {
                line(&mut out, &format!("{name}: {value}"));
            }
        };
        add("From", self.sender());
        add("To", self.addressed(1));
        add("Cc", self.addressed(2));
        add("Bcc", self.addressed(3));
        add(
            "Subject",
            self.props.text(prop::SUBJECT).map(|s| encoded(subject(&s))),
        );
        add("Date", self.date());
        for (name, id) in [
            ("Message-ID", prop::MESSAGE_ID),
            ("In-Reply-To", prop::IN_REPLY_TO),
            ("References", prop::REFERENCES),
        ] {
            add(name, self.props.text(id).map(|v| flat(&v)));
        }
        out
    }

    fn sender(&self) -> Option<String> {
        let sides = [
            (prop::SENT_NAME, [prop::SENT_SMTP, prop::SENT_ADDRESS]),
            (prop::SENDER_NAME, [prop::SENDER_SMTP, prop::SENDER_ADDRESS]),
        ];
        let mut found = sides.iter().filter_map(|(name, addresses)| {
            mailbox(self.props.text(*name), &self.props, addresses)
        });
        found.next()
    }

    fn addressed(&self, kind: u64) -> Option<String> {
        let of_kind = |r: &&Props| r.number(prop::RECIPIENT_TYPE).unwrap_or(1) & 15 == kind;
        let all: Vec<String> = self
            .recipients
            .iter()
            .filter(of_kind)
            .filter_map(|r| {
                let name = r.text_with(prop::DISPLAY_NAME, &self.props);
                mailbox(name, r, &[prop::SMTP, prop::ADDRESS])
            })
            .collect();
        (!all.is_empty()).then(|| all.join(",\r\n "))
    }

    /// Writes the time of sending, else of delivery, in UTC.
    fn date(&self) -> Option<String> {
        let ticks = self.props.number(prop::SUBMITTED);
        let ticks = ticks.or_else(|| self.props.number(prop::DELIVERED))?;
        let seconds = i64::try_from(ticks / 10_000_000).ok()? - 11_644_473_600;
        let moment = Timestamp::from_second(seconds).ok()?;
        Some(moment.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
    }

    fn bodies(&self, out: &mut Vec<u8>) {
        let plain = self.props.typed(prop::BODY).filter(|(_, b)| !b.is_empty());
        let html = self.props.typed(prop::HTML).filter(|(_, b)| !b.is_empty());
        let page = self.props.codepage();
        let html_page = self.props.number(prop::HTML_CODEPAGE).unwrap_or(page);
        match (plain, html) {
            (plain, None) => body("text/plain", plain.unwrap_or((0x1f, &[])), page, out),
            (None, Some(html)) => body("text/html", html, html_page, out),
            (Some(plain), Some(html)) => {
                let mark = self.boundary("alternative");
                let kind = format!("multipart/alternative; boundary=\"{mark}\"");
                line(out, &format!("Content-Type: {kind}\r\n"));
                line(out, &format!("--{mark}"));
                body("text/plain", plain, page, out);
                line(out, &format!("\r\n--{mark}"));
                body("text/html", html, html_page, out);
                line(out, &format!("\r\n--{mark}--"));
            }
        }
    }

    /// Makes a boundary that the message itself decides and its texts cannot foresee.
    fn boundary(&self, word: &str) -> String {
        let digest = Sha256::digest(self.canonical());
        let hex: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        format!("valla-{word}-{hex}")
    }
}

/// Takes over the fields of the transport headers, but for those of the body; gives their names.
fn transport(given: &str, out: &mut Vec<u8>) -> Vec<String> {
    let mut names = Vec::new();
    let mut kept = false;
    for row in given.lines() {
        if row.trim().is_empty() {
            if names.is_empty() {
                continue;
            }
            break;
        }
        if row.starts_with([' ', '\t']) {
            if kept {
                line(out, row);
            }
            continue;
        }
        let name = row.split_once(':').map(|(name, _)| name.trim_end());
        let name = name.filter(|n| !n.is_empty() && n.bytes().all(|b| (33..=126).contains(&b)));
        let name = name.map(str::to_ascii_lowercase);
        kept = name
            .as_ref()
            .is_some_and(|n| !OF_BODY.iter().any(|start| n.starts_with(start)));
        if let Some(name) = name.filter(|_| kept) {
            line(out, row);
            names.push(name);
        }
    }
    names
}

fn body(media: &str, (kind, bytes): (u16, &[u8]), codepage: u64, out: &mut Vec<u8>) {
    let charset = if kind == 0x1f {
        "utf-8".to_owned()
    } else {
        text::charset(codepage)
    };
    line(out, &format!("Content-Type: {media}; charset={charset}"));
    line(out, "Content-Transfer-Encoding: 8bit\r\n");
    if kind == 0x1f {
        out.extend_from_slice(text::utf16(bytes).as_bytes());
    } else {
        out.extend_from_slice(bytes);
    }
}

/// Writes `Name <address>`; an address that is none of mail is left out.
fn mailbox(name: Option<String>, props: &Props, addresses: &[u16]) -> Option<String> {
    let mut found = addresses.iter().filter_map(|id| props.text(*id));
    let address = found.find(|a| a.contains('@')).map(|a| flat(&a));
    let name = name.map(|n| flat(&n)).filter(|n| !n.is_empty());
    let name = name.filter(|n| address.as_ref() != Some(n));
    let name = name.map(|n| {
        if n.is_ascii() {
            format!("\"{}\"", n.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            encoded(&n)
        }
    });
    match (name, address) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (name, address) => address.map(|a| format!("<{a}>")).or(name),
    }
}

/// Leaves out the mark by which Outlook tells the length of the prefix.
fn subject(text: &str) -> &str {
    let mut rest = text.chars();
    match rest.next() {
        Some('\u{1}') => {
            rest.next();
            rest.as_str()
        }
        _ => text,
    }
}

/// Puts a value in one line.
fn flat(text: &str) -> String {
    text.split(char::is_control)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// Writes a value in ASCII: encoded words of UTF-8 where it needs them.
fn encoded(value: &str) -> String {
    let value = flat(value);
    if value.is_ascii() && !value.contains("=?") {
        return value;
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in value.chars() {
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes).bytes();
        let piece: String = bytes
            .map(|b| match b {
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(b).to_string(),
                b' ' => "_".into(),
                _ => format!("={b:02X}"),
            })
            .collect();
        if word.len() + piece.len() > 60 {
            words.push(std::mem::take(&mut word));
        }
        word.push_str(&piece);
    }
    words.push(word);
    let words: Vec<String> = words.iter().map(|w| format!("=?utf-8?Q?{w}?=")).collect();
    words.join("\r\n ")
}

fn line(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"\r\n");
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8], out: &mut Vec<u8>) {
    for row in bytes.chunks(57) {
        for three in row.chunks(3) {
            let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
            let word = (byte(0) << 16) | (byte(1) << 8) | byte(2);
            for at in 0..4 {
                let letter = ALPHABET.get((word >> (18 - 6 * at)) as usize & 63);
                let letter = letter.filter(|_| at <= three.len());
                out.push(letter.copied().unwrap_or(b'='));
            }
        }
        out.extend_from_slice(b"\r\n");
    }
}
