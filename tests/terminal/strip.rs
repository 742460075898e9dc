//! What may reach a terminal: text, and the few sequences that our own screen is made of.

/// The one list: final byte of a CSI sequence, and what may stand before it.
fn is_ours(parameters: &[u8], last: u8) -> bool {
    let plain = parameters
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b';' | b':'));
    match last {
        b'm' | b'H' | b'J' | b'K' | b'A' | b'B' | b'C' | b'G' | b'r' | b'L' | b'M' => plain,
        b'h' | b'l' => matches!(parameters, b"?1049" | b"?25" | b"?2004" | b"?7"),
        _ => false,
    }
}

/// Takes out what is ours and gives everything else that a terminal acts on or that hides.
pub fn foreign(bytes: &[u8]) -> Vec<String> {
    let mut text = Vec::new();
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some((first, more)) = rest.split_first() {
        if *first == 0x1b {
            let csi = more.strip_prefix(b"[").and_then(|csi| {
                let end = csi.iter().position(|b| (0x40..0x7f).contains(b))?;
                is_ours(&csi[..end], csi[end]).then(|| &csi[end + 1..])
            });
            if let Some(after) = csi {
                rest = after;
                continue;
            }
        }
        text.push(*first);
        rest = more;
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    for (at, c) in text.char_indices() {
        let hides = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}');
        if (c.is_control() && !matches!(c, '\r' | '\n')) || hides {
            let near: String = text[at..].chars().take(12).collect();
            out.push(format!("{near:?}"));
        }
    }
    out
}

#[test]
fn the_stripper_sees_what_it_must() {
    let ours = b"\x1b[?1049h\x1b[2J\x1b[1;1H\x1b[38;5;3mword\x1b[0m\r\n\x1b[?25h";
    assert_eq!(foreign(ours), Vec::<String>::new());
    for evil in [
        "\u{1b}]52;c;x\u{7}",
        "\u{1b}[21t",
        "\u{1b}[6n",
        "\u{1b}[?1000h",
        "\u{1b}c",
        "\u{7}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{200b}",
        "\u{e0041}",
        "\t",
    ] {
        assert!(!foreign(evil.as_bytes()).is_empty(), "{evil:?}");
    }
}
