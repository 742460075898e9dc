//! Messages of Outlook, whatever they came in: a store, a `.msg` file, a `winmail.dat`.
//!
//! A [`Mail`] is its properties as they stand, those of its recipients and attachments. Its exact
//! bytes are [`Mail::canonical`]; what a mail reader would see is [`Mail::eml`], rebuilt.

mod canonical;
mod eml;
mod msg;
mod names;
mod opf;
mod prop;
mod rtf;
mod text;
mod tnef;

use crate::model::bounds;
use prop::Props;

pub(super) use canonical::MAGIC;
pub use msg::is_msg;
pub(super) use names::Names;
pub(super) use opf::read as read_opf;
pub(super) use prop::{Props as Properties, is_fixed};
pub(super) use tnef::open as open_tnef;

/// Media type of a message whose bytes are those of Outlook.
pub const MEDIA: &str = "application/vnd.ms-outlook";

/// A message as Outlook keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mail {
    /// The properties of the message.
    pub(super) props: Props,
    /// Those of each recipient, in the order of the store.
    pub(super) recipients: Vec<Props>,
    /// Attachments in the order of the store.
    pub(super) attachments: Vec<Attached>,
}

/// An attachment: its properties, and the message that it may be.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attached {
    pub(super) props: Props,
    pub(super) mail: Option<Box<Mail>>,
}

/// What an attachment is to a reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The way to it in its message (`att-2`).
    pub part: String,
    /// The name that it bears.
    pub name: Option<String>,
    /// Media type that it claims, lower case; empty where it claims none.
    pub media_type: String,
    /// Its bytes; those of a message in the canonical form.
    pub bytes: Vec<u8>,
    /// Whether it is a message.
    pub is_message: bool,
}

impl Mail {
    /// Reads a message from its canonical bytes, or from a `.msg` file; `None` for anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(MAGIC) {
            return canonical::read(bytes);
        }
        bytes.starts_with(msg::OLE).then(|| msg::read(bytes))?
    }

    /// Gives the attachments, and the body where it is RTF alone.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut out = Vec::new();
        let rtf_alone = !self.has_text() && !self.has_html();
        if let Some(rtf) = self.rtf().filter(|_| rtf_alone) {
            out.push(Piece {
                part: "body".into(),
                name: Some("body.rtf".into()),
                media_type: "application/rtf".into(),
                bytes: rtf,
                is_message: false,
            });
        }
        for (at, one) in self.attachments.iter().enumerate() {
            out.push(one.piece(&self.props, at + 1));
        }
        out
    }

    /// Gives the bodies as files: plain text in UTF-8 or its own bytes, HTML as it stands.
    pub fn texts(&self) -> Vec<(&'static str, Vec<u8>)> {
        let bodies = [("body.txt", prop::BODY), ("body.html", prop::HTML)];
        let found = bodies.iter().filter_map(|(name, id)| {
            let (kind, bytes) = self.props.typed(*id)?;
            let bytes = match kind {
                0x1f => text::utf16(bytes).into_bytes(),
                _ => bytes.to_vec(),
            };
            (!bytes.is_empty()).then_some((*name, bytes))
        });
        found.collect()
    }

    /// Gives the bytes of one piece.
    pub fn piece(&self, part: &str) -> Option<Vec<u8>> {
        let mut pieces = self.pieces().into_iter();
        pieces.find(|p| p.part == part).map(|p| p.bytes)
    }

    fn has_text(&self) -> bool {
        self.props.any(prop::BODY).is_some_and(|b| !b.is_empty())
    }

    fn has_html(&self) -> bool {
        self.props.any(prop::HTML).is_some_and(|b| !b.is_empty())
    }

    fn rtf(&self) -> Option<Vec<u8>> {
        rtf::unpack(self.props.any(prop::RTF)?)
    }
}

impl Attached {
    fn piece(&self, carrier: &Props, number: usize) -> Piece {
        let text = |id| self.props.text_with(id, carrier).filter(|t| !t.is_empty());
        let subject = || self.mail.as_ref().and_then(|m| m.props.text(prop::SUBJECT));
        let name = text(prop::LONG_NAME).or_else(|| text(prop::SHORT_NAME));
        let name = name.or_else(|| text(prop::DISPLAY_NAME)).or_else(subject);
        let is_message = self.mail.is_some();
        let bytes = match &self.mail {
            Some(mail) => mail.canonical(),
            None => self.props.any(prop::DATA).unwrap_or_default().to_vec(),
        };
        let media_type = if is_message {
            MEDIA.to_owned()
        } else {
            text(prop::MIME_TAG)
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        Piece {
            part: format!("att-{number}"),
            name,
            media_type,
            bytes,
            is_message,
        }
    }
}

/// Deepest message inside a message that is read.
const DEPTH: usize = bounds::BOX_DEPTH;

#[cfg(test)]
mod tests;
