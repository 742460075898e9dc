//! OLM archives of Outlook for Mac: a ZIP with one XML file a message, and the attachments beside.
//! A message is shown with its attachments in it; every other member as it stands, so that nothing
//! hangs on whether a message names it.

use crate::intake::outlook::read_opf;
use crate::model::bounds;
use crate::model::words::unread::failing;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek};
use zip::ZipReadOptions;
use zip::read::OwnedZipFileEntry;
use zip::unstable::read::ZipIterable;

/// What the way to a message holds.
const MESSAGES: &str = "com.microsoft.__Messages/";
/// What the way to an attachment holds.
const ATTACHMENTS: &str = "com.microsoft.__Attachments/";
/// Members at the start of an archive among which one of an OLM must be.
const FIRST: usize = 1_000;
/// Attachments of one archive that messages are given; the others stand beside.
const MANY: usize = 200_000;
/// Bytes of attachments that one message is given.
const GIVEN: u64 = bounds::MEMBER_BYTES / 4 * 3;

/// The attachments of an archive, by the last step of the way to them.
pub(super) struct Beside(BTreeMap<String, Vec<(String, OwnedZipFileEntry)>>);

impl Beside {
    /// Lists the attachments of an OLM archive; `None` for any other archive.
    pub fn of<R: Read + Seek>(archive: &mut ZipIterable<R>) -> Option<Self> {
        let mut all = archive.files().ok()?.map_while(Result::ok).take(FIRST);
        let ours = |n: &str| n.contains(MESSAGES) || n.contains(ATTACHMENTS);
        if !all.any(|e| e.name().is_ok_and(|n| ours(&n))) {
            return None;
        }
        let mut out: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let mut left = MANY;
        for entry in archive.files().ok()?.map_while(Result::ok) {
            let Some(way) = entry.name().ok().map(Cow::into_owned) else {
                continue;
            };
            if way.contains(ATTACHMENTS) && !entry.encrypted() && left > 0 {
                left -= 1;
                let row = (way.clone(), OwnedZipFileEntry::from(entry));
                out.entry(last(&way).to_owned()).or_default().push(row);
            }
        }
        Some(Self(out))
    }

    fn find(&self, way: &str) -> Option<&OwnedZipFileEntry> {
        let rows = self.0.get(last(way))?;
        let exact = rows.iter().find(|(full, _)| full == way);
        let found = exact.or_else(|| rows.iter().find(|(full, _)| full.ends_with(way)));
        found.map(|(_, entry)| entry)
    }
}

fn last(way: &str) -> &str {
    way.rsplit('/').next().unwrap_or(way)
}

/// Tells whether a member is a message.
pub(super) fn is_message(way: &str) -> bool {
    let stem = last(way).strip_suffix(".xml");
    way.contains(MESSAGES) && stem.is_some_and(|s| s.starts_with("message_"))
}

/// Gives the mail folder of a message.
pub(super) fn folder(way: &str) -> Option<String> {
    let (_, inner) = way.split_once(MESSAGES)?;
    let (folder, _) = inner.rsplit_once('/')?;
    Some(folder.to_owned())
}

/// A message that is made when it is read: who passes it over, pays nothing.
pub(super) struct Lazy<'l, R> {
    pub beside: &'l Beside,
    pub entry: Option<OwnedZipFileEntry>,
    pub from: &'l mut R,
    held: Cursor<Vec<u8>>,
    trouble: Option<io::Error>,
}

impl<'l, R: Read + Seek> Lazy<'l, R> {
    /// Makes it of the member that holds its XML.
    pub fn new(beside: &'l Beside, entry: OwnedZipFileEntry, from: &'l mut R) -> Self {
        Self {
            beside,
            entry: Some(entry),
            from,
            held: Cursor::default(),
            trouble: None,
        }
    }

    /// Makes the message; what is none stays the XML that it is, with the reason at its end.
    fn make(&mut self, entry: &OwnedZipFileEntry) {
        let (xml, trouble) = unpacked(entry, self.from, bounds::MEMBER_BYTES + 1);
        let mut left = GIVEN;
        let made = read_opf(&xml, &mut |way| {
            let entry = self.beside.find(way)?;
            let (bytes, trouble) = unpacked(entry, self.from, left.saturating_add(1));
            let size = bytes.len() as u64;
            let fits = trouble.is_none() && size <= left;
            left = left.saturating_sub(if fits { size } else { 0 });
            fits.then_some(bytes)
        });
        let (held, said) = match made {
            Ok(mail) => (mail.canonical(), None),
            Err(why) => (xml, Some(failing(io::ErrorKind::InvalidData, why))),
        };
        self.held = Cursor::new(held);
        self.trouble = trouble.or(said);
    }
}

/// Unpacks a member up to a bound, with what ended it too soon.
fn unpacked<R: Read + Seek>(
    entry: &OwnedZipFileEntry,
    from: &mut R,
    most: u64,
) -> (Vec<u8>, Option<io::Error>) {
    let mut out = Vec::new();
    let read = match entry.as_ref().with_reader(from, ZipReadOptions::new()) {
        Ok(file) => file.take(most).read_to_end(&mut out).err(),
        Err(cause) => Some(io::Error::other(cause)),
    };
    (out, read)
}

impl<R: Read + Seek> Read for Lazy<'_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some(entry) = self.entry.take() {
            self.make(&entry);
        }
        match self.held.read(buf)? {
            0 if !buf.is_empty() => self.trouble.take().map_or(Ok(0), Err),
            n => Ok(n),
        }
    }
}
