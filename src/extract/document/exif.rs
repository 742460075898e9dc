//! EXIF: the directories of a TIFF, as far as they tell who, when, where and with what.

use super::image::jpeg_size;
use super::paper::Paper;
use crate::model::MetaKey as K;
use crate::model::{MetaKey, MetaOrigin};

/// Entries of one directory that are looked at.
const ENTRIES: u32 = 500;

/// Tags and what they claim.
const TAGS: &[(u16, MetaKey)] = &[
    (0x010e, K::Description),
    (0x0131, K::Application),
    (0x0132, K::Modified),
    (0x013b, K::Author),
    (0x9003, K::Taken),
    (0x9004, K::Created),
    (0x9010, K::Zone),
    (0x9011, K::Zone),
    (0xa431, K::Custom),
];

struct Tiff<'a> {
    bytes: &'a [u8],
    big: bool,
}

/// Reads EXIF; gives the size of a TIFF where it says one.
pub(super) fn read(bytes: &[u8], paper: &mut Paper) -> Option<(u32, u32)> {
    let tiff = Tiff {
        bytes,
        big: bytes.starts_with(b"MM"),
    };
    let first = tiff.u32(4)?;
    let mut found = Found::default();
    tiff.directory(first, 0, &mut found, paper);
    if let Some((wide, tall)) = tiff.thumbnail(first) {
        paper.claim(K::Thumbnail, MetaOrigin::Exif, &format!("{wide}x{tall}"));
    }
    let device = [found.maker.as_deref(), found.model.as_deref()];
    let device: Vec<&str> = device.into_iter().flatten().collect();
    paper.claim(K::Device, MetaOrigin::Exif, &device.join(" "));
    if let (Some(north), Some(east)) = (found.north, found.east) {
        let place = format!("{north:.5}, {east:.5}");
        paper.claim(K::Place, MetaOrigin::Exif, &place);
    }
    found.size.0.zip(found.size.1)
}

#[derive(Default)]
struct Found {
    maker: Option<String>,
    model: Option<String>,
    north: Option<f64>,
    east: Option<f64>,
    south_west: (bool, bool),
    size: (Option<u32>, Option<u32>),
}

impl Tiff<'_> {
    fn u16(&self, at: usize) -> Option<u16> {
        let two: [u8; 2] = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.big {
            u16::from_be_bytes(two)
        } else {
            u16::from_le_bytes(two)
        })
    }

    fn u32(&self, at: usize) -> Option<u32> {
        let four: [u8; 4] = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.big {
            u32::from_be_bytes(four)
        } else {
            u32::from_le_bytes(four)
        })
    }

    /// Reads a directory, and those of EXIF and GPS that it names; never deeper.
    fn directory(&self, at: u32, level: u8, found: &mut Found, paper: &mut Paper) -> Option<()> {
        let at = at as usize;
        let count = u32::from(self.u16(at)?).min(ENTRIES);
        for entry in 0..count as usize {
            let row = at.checked_add(2 + entry * 12)?;
            let (tag, kind) = (self.u16(row)?, self.u16(row + 2)?);
            let value = self.u32(row + 8)?;
            match tag {
                0x8769 | 0x8825 if level == 0 => {
                    self.directory(value, if tag == 0x8825 { 2 } else { 1 }, found, paper);
                }
                0x0100 if level == 0 => found.size.0 = self.number(row, kind),
                0x0101 if level == 0 => found.size.1 = self.number(row, kind),
                0x010f => found.maker = self.text(row),
                0x0110 => found.model = self.text(row),
                1 if level == 2 => found.south_west.0 = self.text(row)?.starts_with('S'),
                3 if level == 2 => found.south_west.1 = self.text(row)?.starts_with('W'),
                2 if level == 2 => found.north = self.degrees(row, found.south_west.0),
                4 if level == 2 => found.east = self.degrees(row, found.south_west.1),
                _ if level < 2 => self.claim(tag, row, paper),
                _ => {}
            }
        }
        Some(())
    }

    /// Gives the size of the small JPEG that the directory behind the first one names.
    fn thumbnail(&self, first: u32) -> Option<(u32, u32)> {
        let behind = |at: usize| {
            let count = usize::from(self.u16(at)?);
            self.u32(at.checked_add(2 + count * 12)?)
        };
        let at = behind(first as usize)? as usize;
        let count = u32::from(self.u16(at).filter(|_| at > 0)?).min(ENTRIES);
        let rows = (0..count as usize).filter_map(|n| at.checked_add(2 + n * 12));
        let value = |tag| {
            let mut rows = rows.clone().filter(|row| self.u16(*row) == Some(tag));
            self.u32(rows.next()?.checked_add(8)?)
        };
        let (from, length) = (value(0x0201)? as usize, value(0x0202)? as usize);
        let jpeg = self.bytes.get(from..from.checked_add(length)?)?;
        jpeg_size(jpeg)
    }

    fn claim(&self, tag: u16, row: usize, paper: &mut Paper) {
        let Some((_, key)) = TAGS.iter().find(|(n, _)| *n == tag) else {
            return;
        };
        let Some(text) = self.text(row) else {
            return;
        };
        if key.is_moment() {
            paper.claim(*key, MetaOrigin::Exif, &moment(&text));
        } else {
            paper.claim(*key, MetaOrigin::Exif, &text);
        }
    }

    fn number(&self, row: usize, kind: u16) -> Option<u32> {
        match kind {
            3 => self.u16(row + 8).map(u32::from),
            _ => self.u32(row + 8),
        }
    }

    fn text(&self, row: usize) -> Option<String> {
        let length = self.u32(row + 4)? as usize;
        let at = if length <= 4 {
            row + 8
        } else {
            self.u32(row + 8)? as usize
        };
        let bytes = self.bytes.get(at..at.checked_add(length.min(1_000))?)?;
        let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
        let text = String::from_utf8_lossy(bytes.get(..end)?);
        Some(text.trim().to_owned()).filter(|t| !t.is_empty())
    }

    fn degrees(&self, row: usize, negative: bool) -> Option<f64> {
        let at = self.u32(row + 8)? as usize;
        let mut total = 0.0;
        for (n, scale) in [1.0, 60.0, 3600.0].into_iter().enumerate() {
            let top = self.u32(at.checked_add(n * 8)?)?;
            let bottom = self.u32(at.checked_add(n * 8 + 4)?)?;
            if bottom > 0 {
                total += f64::from(top) / f64::from(bottom) / scale;
            }
        }
        Some(if negative { -total } else { total })
    }
}

/// `2017:04:18 09:13:04` as RFC 3339 without a zone.
fn moment(text: &str) -> String {
    let (day, clock) = text.split_once(' ').unwrap_or((text, "00:00:00"));
    format!("{}T{}", day.replace(':', "-"), clock.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn device_and_moment_of_a_photograph() {
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend([0x0f, 1, 2, 0, 4, 0, 0, 0, b'A', b'c', b'm', 0]);
        tiff.extend([0x32, 1, 2, 0, 20, 0, 0, 0, 38, 0, 0, 0]);
        tiff.extend([0; 4]);
        tiff.extend(b"2017:04:18 09:13:04\0");
        let mut paper = Paper::default();
        read(&tiff, &mut paper);
        let values: Vec<&str> = paper.found.metadata.iter().map(|m| &*m.value).collect();
        assert_eq!(values, ["2017-04-18T09:13:04", "Acm"]);
        for cut in 0..tiff.len() {
            read(&tiff[..cut], &mut Paper::default());
        }
    }

    #[test]
    fn a_small_picture_of_another_shape_is_told() {
        let small = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x78\0\xa0\x01\x01\x11\0\xff\xd9";
        let mut tiff = b"II*\0\x08\0\0\0\0\0\x0e\0\0\0\x02\0".to_vec();
        tiff.extend([1, 2, 4, 0, 1, 0, 0, 0, 44, 0, 0, 0]);
        tiff.extend([2, 2, 4, 0, 1, 0, 0, 0, small.len() as u8, 0, 0, 0]);
        tiff.extend([0; 4]);
        tiff.extend(small);
        let picture = |wide: u16, tall: u16| {
            let mut out = b"\xff\xd8\xff\xe1".to_vec();
            out.extend((tiff.len() as u16 + 8).to_be_bytes());
            out.extend(b"Exif\0\0");
            out.extend(&tiff);
            out.extend(b"\xff\xc0\0\x0b\x08");
            out.extend([tall.to_be_bytes(), wide.to_be_bytes()].concat());
            out.extend(b"\x01\x01\x11\0\xff\xd9");
            out
        };
        for (size, differs) in [
            ((3200, 2400), false),
            ((3200, 1000), true),
            ((2400, 3200), true),
        ] {
            let bytes = picture(size.0, size.1);
            let mut paper = Paper::default();
            super::super::image::read(&bytes, &mut paper);
            let of = |key| paper.found.metadata.iter().find(|m| m.key == key);
            assert_eq!(of(K::Thumbnail).map(|m| &*m.value), Some("160x120"));
            assert_eq!(of(K::ThumbnailDiffers).is_some(), differs, "{size:?}");
            for cut in 0..bytes.len() {
                super::super::image::read(&bytes[..cut], &mut Paper::default());
            }
        }
    }
}
