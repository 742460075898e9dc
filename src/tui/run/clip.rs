//! The terminal's clipboard, by OSC 52: through a multiplexer the sequence is wrapped, so that it
//! reaches the terminal in front of the user. There is no answer; what was copied is shown instead.

/// The way to the clipboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clip {
    /// The terminal itself.
    Plain,
    /// Through tmux: once for tmux to take, and once to be passed on.
    Tmux,
    /// Through screen, in pieces that it takes.
    Screen,
    /// There is none.
    None,
}

/// Bytes of one piece for screen, which takes 768 and its ends.
const PIECE: usize = 512;

impl Clip {
    /// Gives the bytes that copy a text.
    pub fn copy(self, text: &str) -> Vec<u8> {
        let plain = format!("\x1b]52;c;{}\x07", base_64(text.as_bytes()));
        match self {
            Self::Plain => plain.into_bytes(),
            Self::Tmux => {
                let inner = plain.replace('\x1b', "\x1b\x1b");
                format!("{plain}\x1bPtmux;{inner}\x1b\\").into_bytes()
            }
            Self::Screen => {
                let pieces = plain.as_bytes().chunks(PIECE);
                pieces
                    .flat_map(|piece| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat())
                    .collect()
            }
            Self::None => Vec::new(),
        }
    }
}

/// Writes bytes in base 64.
fn base_64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0_u32, |n, at| {
            n << 8 | u32::from(three.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let letter = LETTERS.get((number >> (18 - 6 * at) & 63) as usize);
            let filled = at <= three.len();
            out.push(letter.filter(|_| filled).map_or('=', |l| char::from(*l)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_out_in_base_64_and_nothing_of_it_as_it_is() {
        let known = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v")];
        for (text, coded) in known
            .into_iter()
            .chain([("foobar", "Zm9vYmFy"), ("\u{ff}?", "w78/")])
        {
            assert_eq!(base_64(text.as_bytes()), coded);
        }
        let bytes = Clip::Plain.copy("5a1e\u{1b}]0;x\u{7}");
        let sent = bytes.strip_prefix(b"\x1b]52;c;").unwrap();
        let sent = sent.strip_suffix(b"\x07").unwrap();
        assert!(sent.iter().all(u8::is_ascii_graphic));
        assert_eq!(Clip::None.copy("abc"), b"");
    }

    #[test]
    fn a_multiplexer_passes_it_on() {
        let tmux = String::from_utf8(Clip::Tmux.copy("abc")).unwrap();
        assert!(tmux.contains("\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YWJj\u{7}\u{1b}\\"));
        let screen = Clip::Screen.copy(&"x".repeat(3_000));
        let whole: Vec<u8> = screen
            .split(|b| *b == 0x1b)
            .flat_map(|piece| piece.strip_prefix(b"P").unwrap_or(b"").to_vec())
            .collect();
        assert!(screen.windows(2).filter(|w| w == b"\x1bP").count() > 5);
        // The one escape of the sequence itself ends the first piece here.
        assert!(whole.len() > 3_000);
    }
}
