//! TNEF (`winmail.dat`): the body and the attachments of the message that it stands for.

use super::{Member, ReadSeek, Step, Visitor, broken};
use crate::intake::outlook::open_tnef;
use crate::model::words::unread as w;
use crate::model::{ExceptionClass, bounds};
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

/// Shows what a TNEF stream holds.
pub(super) fn open(source: &mut dyn ReadSeek, visitor: &mut dyn Visitor) -> Step {
    let mut held = Vec::new();
    if let Err(cause) = source.take(bounds::MEMBER_BYTES).read_to_end(&mut held) {
        broken(visitor, ExceptionClass::Corrupt, w::cause(&cause))?;
    }
    let Some((mail, is_damaged)) = open_tnef(&held) else {
        return broken(visitor, ExceptionClass::Corrupt, w::NO_TNEF);
    };
    for (name, bytes) in mail.texts() {
        visitor.member(Member::named(name), &mut Cursor::new(bytes))?;
    }
    for piece in mail.pieces() {
        let member = Member {
            label: piece.name,
            ..Member::named(piece.part)
        };
        visitor.member(member, &mut Cursor::new(piece.bytes))?;
    }
    if is_damaged {
        broken(visitor, ExceptionClass::Corrupt, w::CUT_TNEF)?;
    }
    ControlFlow::Continue(())
}
