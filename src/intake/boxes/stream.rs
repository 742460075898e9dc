//! Compressed streams: one member, or the members of the tape archive that the stream is.

use super::{BoxKind, Failing, Member, Step, Visitor, tape};
use crate::model::bounds;
use crate::model::words::unread::cause as told;
use bzip2::read::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, BufReader, Cursor, Read};

/// Endings that a compressed file bears, with what the file inside is called.
const ENDINGS: &[(&str, &str)] = &[
    (".tgz", ".tar"),
    (".tbz2", ".tar"),
    (".tbz", ".tar"),
    (".txz", ".tar"),
    (".tzst", ".tar"),
    (".gz", ""),
    (".bz2", ""),
    (".xz", ""),
    (".zst", ""),
    (".svgz", ".svg"),
    (".emz", ".emf"),
    (".wmz", ".wmf"),
];

/// Shows what a compressed stream holds.
pub(super) fn open(
    kind: BoxKind,
    source: impl Read,
    name: &str,
    visitor: &mut dyn Visitor,
) -> Step {
    let source = BufReader::with_capacity(1 << 16, source);
    let mut bytes = decoder(kind, source);
    let mut head = Vec::new();
    // An error here comes again where the stream is read on.
    let first = bytes.by_ref().take(512).read_to_end(&mut head);
    let is_tape = tape::is_tape(&head);
    let head = Cursor::new(head);
    let mut whole: Box<dyn Read + '_> = match first {
        Ok(_) => Box::new(head.chain(bytes)),
        Err(cause) => Box::new(head.chain(Failing(cause.kind(), told(&cause)))),
    };
    if is_tape {
        return tape::open(whole, visitor);
    }
    visitor.member(Member::named(inner_name(name)), &mut whole)
}

fn decoder<'a>(kind: BoxKind, source: BufReader<impl Read + 'a>) -> Box<dyn Read + 'a> {
    match kind {
        BoxKind::Bzip2 => Box::new(MultiBzDecoder::new(source)),
        BoxKind::Xz => Box::new(XzReader::new_mem_limit(
            source,
            true,
            (bounds::DICTIONARY_BYTES >> 10) as u32,
        )),
        BoxKind::Zstd => Box::new(Frames::new(source)),
        BoxKind::Gzip
        | BoxKind::Zip
        | BoxKind::Tar
        | BoxKind::SevenZip
        | BoxKind::Pst
        | BoxKind::Tnef => Box::new(MultiGzDecoder::new(source)),
    }
}

/// Frames of zstd, one after the other.
struct Frames<R: Read> {
    now: Option<StreamingDecoder<BufReader<R>, ruzstd::decoding::FrameDecoder>>,
    trouble: Option<io::Error>,
}

impl<R: Read> Frames<R> {
    fn new(source: BufReader<R>) -> Self {
        match StreamingDecoder::new_with_max_window_size(source, bounds::DICTIONARY_BYTES) {
            Ok(decoder) => Self {
                now: Some(decoder),
                trouble: None,
            },
            Err(cause) => Self {
                now: None,
                trouble: Some(io::Error::new(
                    io::ErrorKind::InvalidData,
                    cause.to_string(),
                )),
            },
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if let Some(trouble) = self.trouble.take() {
            return Err(trouble);
        }
        loop {
            let Some(decoder) = &mut self.now else {
                return Ok(0);
            };
            let n = decoder.read(buf)?;
            if n > 0 || buf.is_empty() {
                return Ok(n);
            }
            let Some(mut source) = self.now.take().map(StreamingDecoder::into_inner) else {
                return Ok(0);
            };
            if io::BufRead::fill_buf(&mut source)?.is_empty() {
                return Ok(0);
            }
            *self = Self::new(source);
            if let Some(trouble) = self.trouble.take() {
                return Err(trouble);
            }
        }
    }
}

/// Gives the name of what a compressed file holds.
fn inner_name(name: &str) -> String {
    let own = name.rsplit('/').next().unwrap_or(name);
    let lower = own.to_ascii_lowercase();
    for (ending, instead) in ENDINGS {
        if let Some(stem) = lower.strip_suffix(ending).filter(|s| !s.is_empty()) {
            let stem = own.get(..stem.len()).unwrap_or(own);
            return format!("{stem}{instead}");
        }
    }
    "content".to_owned()
}
