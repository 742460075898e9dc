//! Drawings of both kinds, made here, and what they say.

use super::*;

/// A call of EMF that writes at a place, each letter ten wide.
fn writes(x: i32, y: i32, words: &str) -> Vec<u8> {
    let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = (units.len() / 2) as u32;
    let padded = units.len().next_multiple_of(4);
    let size = 76 + padded as u32 + count * 4;
    let mut out = [WRITE, size].map(u32::to_le_bytes).concat();
    out.extend([0; 28]);
    out.extend([x, y].map(i32::to_le_bytes).concat());
    out.extend([count, 76, 0].map(u32::to_le_bytes).concat());
    out.extend([0; 16]);
    out.extend((76 + padded as u32).to_le_bytes());
    out.extend(&units);
    out.resize(76 + padded, 0);
    out.extend(
        [10_u32]
            .repeat(count as usize)
            .into_iter()
            .flat_map(u32::to_le_bytes),
    );
    out
}

/// A drawing that writes some words.
pub fn drawn(words: &[(i32, i32, &str)]) -> Vec<u8> {
    let mut out = vec![0; 88];
    out[..8].copy_from_slice(&[1, 0, 0, 0, 88, 0, 0, 0]);
    out[40..44].copy_from_slice(b" EMF");
    for (x, y, words) in words {
        out.extend(writes(*x, *y, words));
    }
    out.extend([14_u32, 20, 0, 0, 20].map(u32::to_le_bytes).concat());
    out
}

#[test]
fn words_are_joined_by_where_they_stand() {
    let emf = drawn(&[(0, 5, "Hal"), (30, 5, "l"), (80, 5, "12"), (0, 25, "Zoë")]);
    assert_eq!(media(&emf), Some("image/emf"));
    assert_eq!(words(&emf), "Hall 12\nZoë");
    assert_eq!(words(&emf[..emf.len() - 60]), "Hall 12");
    assert_eq!(words(b"\x01\0\0\0"), "");
    assert_eq!(media(b"GIF89a"), None);
}

#[test]
fn strings_of_the_newer_form_count_where_there_are_no_others() {
    let mut plus = vec![0x1c, 0x40, 0, 0];
    plus.extend(
        [48_u32, 36, 0, 0, 4, 0, 0, 0, 0]
            .map(u32::to_le_bytes)
            .concat(),
    );
    plus.extend("Mill".encode_utf16().flat_map(u16::to_le_bytes));
    let mut comment = [COMMENT, 16 + plus.len() as u32, plus.len() as u32 + 4]
        .map(u32::to_le_bytes)
        .concat();
    comment.extend(b"EMF+");
    comment.extend(plus);
    let with = |head: Vec<u8>| [head, comment.clone()].concat();
    let mut alone = drawn(&[]);
    alone.truncate(88);
    assert_eq!(words(&with(alone)), "Mill\n");
    let mut both = drawn(&[(0, 0, "Hall")]);
    both.truncate(both.len() - 20);
    assert_eq!(words(&with(both)), "Hall");
}

#[test]
fn old_drawings_write_in_the_letters_of_their_font() {
    let call = |kind: u16, body: &[u8]| {
        let words = (6 + body.len().next_multiple_of(2)) as u32 / 2;
        let mut out = words.to_le_bytes().to_vec();
        out.extend(kind.to_le_bytes());
        out.extend(body);
        out.resize(words as usize * 2, 0);
        out
    };
    let mut font = vec![0; 18];
    font[13] = 204;
    let wmf = [
        vec![1, 0, 9, 0, 0, 3],
        vec![0; 12],
        call(0x02fa, &[0; 10]),
        call(FONT, &font),
        call(TEXT, &[2, 0, b'a', b'b', 9, 0, 1, 0]),
        call(SELECT, &[1, 0]),
        call(TEXT_IN_BOX, &[20, 0, 0, 0, 2, 0, 0, 0, 0xca, 0xee]),
        call(0, &[]),
    ]
    .concat();
    assert_eq!(media(&wmf), Some("image/wmf"));
    assert_eq!(words(&wmf), "ab\nКо");
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(tail: Vec<u8>) {
        let emf = [drawn(&[(0, 0, "a")]), tail.clone()].concat();
        let _ = words(&emf);
        let _ = words(&[&[1, 0, 9, 0, 0, 3][..], &[0; 12], &tail].concat());
        let _ = words(&tail);
    }
}
