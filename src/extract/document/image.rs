//! Pictures: size, EXIF and XMP. No pixel is looked at.

use super::exif;
use super::paper::{Paper, u16_at, u32_at};
use super::xmp;
use crate::model::MetaKey as K;
use crate::model::MetaOrigin;

/// Segments or chunks of one picture that are looked at.
const CHUNKS: usize = 4_000;

/// Reads a picture; its kind is told by its first bytes.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) {
    let size = match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes, paper),
        [0x89, b'P', b'N', b'G', ..] => png(bytes, paper),
        [b'G', b'I', b'F', b'8', ..] => {
            let width = u16_at(bytes, 6).map(u32::from);
            width.zip(u16_at(bytes, 8).map(u32::from))
        }
        [b'B', b'M', ..] => u32_at(bytes, 18).zip(u32_at(bytes, 22)),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => exif::read(bytes, paper),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes, paper),
        _ => None,
    };
    if let Some((width, height)) = size {
        let text = format!("{width}x{height}");
        paper.claim(K::Dimensions, MetaOrigin::Image, &text);
        compare(width, height, paper);
    }
}

/// Claims that the small picture inside has another shape, where it has one.
fn compare(width: u32, height: u32, paper: &mut Paper) {
    let mut claims = paper.found.metadata.iter();
    let Some(small) = claims
        .find(|m| m.key == K::Thumbnail)
        .map(|m| m.value.clone())
    else {
        return;
    };
    let sides = small.split_once('x');
    let sides = sides.and_then(|(w, h)| Some((w.parse::<f64>().ok()?, h.parse::<f64>().ok()?)));
    let (own, other) = (f64::from(width), f64::from(height));
    if let Some((w, h)) = sides.filter(|s| s.0 > 0.0 && s.1 > 0.0 && own > 0.0 && other > 0.0) {
        let ratio = (w / h) / (own / other);
        if !(1.0 - SHAPE..=1.0 + SHAPE).contains(&ratio) {
            let told = format!("{small} against {width}x{height}");
            paper.claim(K::ThumbnailDiffers, MetaOrigin::Exif, &told);
        }
    }
}

/// Share by which the shapes of two pictures may differ: small ones are whole pixels.
const SHAPE: f64 = 0.03;

/// Gives the size of a JPEG.
pub(super) fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    for _ in 0..CHUNKS {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff || marker == 0xda || marker == 0xd9 {
            break;
        }
        if (0xc0..=0xcf).contains(&marker) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return big_u16(bytes, at + 7).zip(big_u16(bytes, at + 5));
        }
        at = at
            .checked_add(2)?
            .checked_add(big_u16(bytes, at + 2)? as usize)?;
    }
    None
}

fn big_u16(bytes: &[u8], at: usize) -> Option<u32> {
    u16_at(bytes, at).map(|n| u32::from(n.swap_bytes()))
}

fn jpeg(bytes: &[u8], paper: &mut Paper) -> Option<(u32, u32)> {
    let (mut at, mut size) = (2, None);
    for _ in 0..CHUNKS {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff || marker == 0xda || marker == 0xd9 {
            break;
        }
        if marker == 0xff || (0xd0..=0xd8).contains(&marker) {
            at += if marker == 0xff { 1 } else { 2 };
            continue;
        }
        let length = big_u16(bytes, at + 2)? as usize;
        let end = at.checked_add(2)?.checked_add(length)?;
        let body = bytes.get(at + 4..end.min(bytes.len())).unwrap_or(&[]);
        match marker {
            0xe1 => {
                if let Some(tiff) = body.strip_prefix(b"Exif\0\0") {
                    exif::read(tiff, paper);
                } else if let Some(xml) = body.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                    xmp::read(xml, paper);
                }
            }
            0xfe => {
                let words = String::from_utf8_lossy(body);
                paper.claim(K::Description, MetaOrigin::Image, &words);
            }
            // Frames; C4, C8 and CC are tables.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                size = big_u16(body, 3).zip(big_u16(body, 1));
            }
            _ => {}
        }
        at = end;
    }
    size
}

fn png(bytes: &[u8], paper: &mut Paper) -> Option<(u32, u32)> {
    let mut at = 8;
    let mut size = None;
    for _ in 0..CHUNKS {
        let Some(length) = u32_at(bytes, at).map(|n| n.swap_bytes() as usize) else {
            break;
        };
        let Some(body) = bytes.get(at + 8..(at + 8).saturating_add(length)) else {
            break;
        };
        match bytes.get(at + 4..at + 8) {
            Some(b"IHDR") => {
                let side = |at| u32_at(body, at).map(u32::swap_bytes);
                size = side(0).zip(side(4));
            }
            Some(b"eXIf") => {
                exif::read(body, paper);
            }
            Some(b"tEXt" | b"iTXt") => words(body, paper),
            Some(b"tIME") => {
                if let (Some(year), [.., month, day, hour, minute, second]) =
                    (big_u16(body, 0), body)
                {
                    let moment =
                        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
                    paper.claim(K::Modified, MetaOrigin::Image, &moment);
                }
            }
            _ => {}
        }
        at = at.saturating_add(12).saturating_add(length);
    }
    size
}

/// Words that a PNG carries under a key.
fn words(body: &[u8], paper: &mut Paper) {
    let Some(end) = memchr::memchr(0, body) else {
        return;
    };
    let key = String::from_utf8_lossy(body.get(..end).unwrap_or(&[])).into_owned();
    let value = body.get(end + 1..).unwrap_or(&[]);
    if key == "XML:com.adobe.xmp" {
        return xmp::read(value.trim_ascii_start(), paper);
    }
    let claim = match key.as_str() {
        "Software" => K::Application,
        "Author" => K::Author,
        "Title" => K::Title,
        "Description" | "Comment" => K::Description,
        "Creation Time" => K::Custom,
        _ => return,
    };
    let value: Vec<u8> = value.iter().copied().filter(|b| *b != 0).collect();
    paper.claim(claim, MetaOrigin::Image, &String::from_utf8_lossy(&value));
}

fn webp(bytes: &[u8], paper: &mut Paper) -> Option<(u32, u32)> {
    if bytes.get(8..12) != Some(b"WEBP") {
        return None;
    }
    let (mut at, mut size) = (12_usize, None);
    for _ in 0..CHUNKS {
        let Some(length) = u32_at(bytes, at + 4).map(|n| n as usize) else {
            break;
        };
        let body = bytes.get(at + 8..(at + 8).saturating_add(length));
        let body = body.unwrap_or(&[]);
        match bytes.get(at..at + 4) {
            Some(b"VP8X") => {
                let side = |at| u32_at(body, at).map(|n| (n & 0x00ff_ffff) + 1);
                let tall = u16_at(body, 7).zip(body.get(9));
                let tall = tall.map(|(low, high)| (u32::from(low) | u32::from(*high) << 16) + 1);
                size = side(4).zip(tall);
            }
            Some(b"EXIF") => {
                exif::read(body.strip_prefix(b"Exif\0\0").unwrap_or(body), paper);
            }
            Some(b"XMP ") => xmp::read(body, paper),
            _ => {}
        }
        at = at.saturating_add(8).saturating_add(length + length % 2);
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_pictures() {
        let mut gif = b"GIF89a".to_vec();
        gif.extend([4, 0, 3, 0, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend([0, 0, 0, 4, 0, 0, 0, 3, 8, 2, 0, 0, 0, 1, 2, 3, 4]);
        let jpeg = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x03\0\x04\x01\x01\x11\0\xff\xd9".to_vec();
        for picture in [gif, png, jpeg] {
            for cut in 0..picture.len() {
                read(&picture[..cut], &mut Paper::default());
            }
            let mut paper = Paper::default();
            read(&picture, &mut paper);
            let size = paper.found.metadata.first().map(|m| m.value.clone());
            assert_eq!(size.as_deref(), Some("4x3"));
        }
    }
}
