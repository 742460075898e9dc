//! Other looks at one item: its bytes in hex, and the text that readers are not shown.

use super::failure::{Failure, Outcome};
use super::print::Out;
use super::session::Session;
use super::show::{read_text, unread};
use crate::model::words::{commands as w, failures as f};
use crate::model::{Item, PartRole};
use std::fmt::Write as _;

/// Bytes of one row.
const ROW: usize = 16;

/// Prints the exact bytes in hex: where, the digits, the letters.
pub fn hex(session: &Session, item: &Item, out: &mut Out) -> Result<Outcome, Failure> {
    let bytes = session.case.reader().bytes(item);
    let bytes = bytes.map_err(|e| unread(f::THE_BYTES, item, &e))?;
    for (at, row) in bytes.chunks(ROW).enumerate() {
        let mut line = format!("{:08x} ", at * ROW);
        for n in 0..ROW {
            line.push_str(if n % 8 == 0 { " " } else { "" });
            match row.get(n) {
                Some(byte) => {
                    let _ = write!(line, "{byte:02x} ");
                }
                None => line.push_str("   "),
            }
        }
        line.push(' ');
        let letter = |b: &u8| {
            if matches!(b, 0x20..=0x7e) {
                char::from(*b)
            } else {
                '.'
            }
        };
        line.extend(row.iter().map(letter));
        out.line(&line)?;
    }
    Ok(Outcome::Done)
}

/// Prints the hidden parts of the text, each under the words that say what hides it.
pub fn hidden(session: &Session, item: &Item, out: &mut Out) -> Result<Outcome, Failure> {
    let text = read_text(session, item)?;
    let hidden = text.parts.iter().filter(|p| p.role == PartRole::Hidden);
    let mut any = false;
    for part in hidden {
        any = true;
        let place = if part.hides() {
            part.part.clone()
        } else {
            w::THE_MESSAGE.into()
        };
        out.line(w::not_shown(&place).of(session.lang))?;
        out.block(&part.text)?;
    }
    if !any {
        let short = item.digest.short();
        session.say(w::nothing_hidden(short));
    }
    Ok(Outcome::Done)
}
