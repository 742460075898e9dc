//! What a document is, by its first bytes; and when a name or a declared type says something else.

use super::metafile;
use crate::model::bounds;

/// Kinds of paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A zip that holds an office file or an e-book.
    Zip,
    /// An OLE compound file.
    Ole,
    Rtf,
    Pdf,
    /// A picture, with its media type.
    Picture(&'static str),
    /// An `OpenDocument` file that is one XML.
    FlatOdf,
    Other,
}

impl Kind {
    /// Gives the media type, as far as the first bytes tell.
    pub fn media(self) -> &'static str {
        match self {
            Self::Zip => "application/zip",
            Self::Ole => "application/x-ole-storage",
            Self::Rtf => "application/rtf",
            Self::Pdf => "application/pdf",
            Self::Picture(media) => media,
            Self::FlatOdf => "application/vnd.oasis.opendocument",
            Self::Other => "application/octet-stream",
        }
    }
}

/// Members that show what a zip is.
const MEMBERS: &[&[u8]] = &[
    b"[Content_Types].xml",
    b"mimetypeapplication/",
    b"content.xml",
    b"META-INF/container.xml",
    b"word/document.xml",
    b"xl/workbook.",
    b"ppt/presentation.xml",
];

/// Tells what a document is.
pub(super) fn of(bytes: &[u8]) -> Kind {
    let head = bytes.get(..bytes.len().min(1_024)).unwrap_or(bytes);
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            let office = |m: &&[u8]| memchr::memmem::find(bytes, m).is_some();
            if MEMBERS.iter().any(office) {
                Kind::Zip
            } else {
                Kind::Other
            }
        }
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Kind::Ole,
        [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Rtf,
        [0xff, 0xd8, 0xff, ..] => Kind::Picture("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', ..] => Kind::Picture("image/png"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Kind::Picture("image/gif"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Kind::Picture("image/tiff"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Kind::Picture("image/bmp"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Kind::Picture("image/webp"),
        _ if memchr::memmem::find(head, b"%PDF-").is_some() => Kind::Pdf,
        [1 | 2 | 0xd7, ..] => metafile::media(bytes).map_or(Kind::Other, Kind::Picture),
        _ if head.trim_ascii_start().starts_with(b"<?xml")
            && memchr::memmem::find(head, b"<office:document").is_some() =>
        {
            Kind::FlatOdf
        }
        _ => Kind::Other,
    }
}

/// Tells whether a document is read by [`super::paper`]: an office file, a PDF or a picture of a
/// size that is read.
pub fn is_paper(bytes: &[u8]) -> bool {
    bytes.len() <= bounds::DOCUMENT_BYTES && of(bytes) != Kind::Other
}

/// Families of media types, with the endings and types that name them. A type may stand in several.
const FAMILIES: &[(&str, &[&str], &[&str])] = &[
    ("application/pdf", &["pdf"], &["application/pdf"]),
    (
        "application/rtf",
        &["rtf", "doc"],
        &["application/rtf", "text/rtf", "application/msword"],
    ),
    (
        "application/msword",
        &["doc", "dot"],
        &["application/msword"],
    ),
    (
        "application/vnd.ms-excel",
        &["xls", "xlt", "xla"],
        &["application/vnd.ms-excel"],
    ),
    (
        "application/vnd.ms-powerpoint",
        &["ppt", "pps", "pot"],
        &["application/vnd.ms-powerpoint"],
    ),
    (
        "wordprocessingml",
        &["docx", "docm", "dotx", "dotm"],
        &["wordprocessingml", "ms-word"],
    ),
    (
        "spreadsheetml",
        &["xlsx", "xlsm", "xltx", "xltm", "xlam"],
        &["spreadsheetml", "ms-excel"],
    ),
    (
        "presentationml",
        &["pptx", "pptm", "ppsx", "ppsm", "potx", "potm"],
        &["presentationml", "ms-powerpoint"],
    ),
    (
        "opendocument.text",
        &["odt", "ott", "odm"],
        &["opendocument.text"],
    ),
    (
        "opendocument.spreadsheet",
        &["ods", "ots"],
        &["opendocument.spreadsheet"],
    ),
    (
        "opendocument.presentation",
        &["odp", "otp"],
        &["opendocument.presentation"],
    ),
    ("epub", &["epub"], &["epub"]),
    (
        "image/jpeg",
        &["jpg", "jpeg", "jpe"],
        &["image/jpeg", "image/jpg", "image/pjpeg"],
    ),
    ("image/png", &["png"], &["image/png", "image/x-png"]),
    ("image/gif", &["gif"], &["image/gif"]),
    (
        "image/bmp",
        &["bmp", "dib"],
        &["image/bmp", "image/x-ms-bmp"],
    ),
    (
        "image/tiff",
        &["tif", "tiff", "dng", "nef", "cr2", "arw"],
        &["image/"],
    ),
    ("image/webp", &["webp"], &["image/webp"]),
    ("image/emf", &["emf"], &["image/emf", "image/x-emf"]),
    ("image/wmf", &["wmf"], &["image/wmf", "image/x-wmf"]),
];

/// Tells whether a name's ending or a declared type names another kind than the bytes have; an
/// ending or a type that names no kind at all says nothing.
pub fn kinds_differ(media_type: &str, name: &str, declared: Option<&str>) -> bool {
    let Some(family) = FAMILIES.iter().find(|f| media_type.contains(f.0)) else {
        return false;
    };
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, e)| e)
        .to_ascii_lowercase();
    let known = FAMILIES.iter().any(|f| f.1.contains(&ending.as_str()))
        || matches!(
            ending.as_str(),
            "txt" | "html" | "htm" | "exe" | "zip" | "eml"
        );
    let by_name = known && !family.1.contains(&ending.as_str());
    let by_type = declared.is_some_and(|declared| {
        let names = |f: &(&str, &[&str], &[&str])| f.2.iter().any(|t| declared.contains(t));
        FAMILIES.iter().any(names) && !names(family)
    });
    by_name || by_type
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes() {
        let rows: [(&[u8], Kind); 5] = [
            (b"%PDF-1.4\n", Kind::Pdf),
            (b"\xef\xbb\xbf %PDF-1.4\n", Kind::Pdf),
            (b"{\\rtf1}", Kind::Rtf),
            (b"PK\x03\x04 notes.txt", Kind::Other),
            (b"PK\x03\x04 [Content_Types].xml", Kind::Zip),
        ];
        for (bytes, kind) in rows {
            assert_eq!(of(bytes), kind);
        }
        assert!(!is_paper(b"Dear all"));
    }

    #[test]
    fn a_name_or_type_that_disagrees_is_told() {
        let rows = [
            ("application/pdf", "a.pdf", None, false),
            ("application/pdf", "a.docx", None, true),
            (
                "application/pdf",
                "a.PDF",
                Some("application/octet-stream"),
                false,
            ),
            ("application/pdf", "a", Some("image/png"), true),
            (
                "application/rtf",
                "letter.doc",
                Some("application/msword"),
                false,
            ),
            ("application/msword", "a.v2", None, false),
            ("text/plain", "a.pdf", None, false),
        ];
        for (media, name, declared, differs) in rows {
            assert_eq!(
                kinds_differ(media, name, declared),
                differs,
                "{media} {name}"
            );
        }
    }
}
