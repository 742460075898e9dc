//! Stdout: data only. Text of evidence goes through `SafeText`; JSON is escaped; `raw` is for the
//! two outputs that are the evidence itself.

use super::failure::Failure;
use crate::export::{json_escape, json_line};
use crate::text::SafeText;
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::ops::Range;

/// Standard output, buffered.
pub struct Out(BufWriter<Stdout>);

impl Out {
    /// Opens stdout.
    pub fn new() -> Self {
        Self(BufWriter::with_capacity(64 << 10, io::stdout()))
    }

    /// Writes one line of text, made safe.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.0, "{}", SafeText::line(text))?)
    }

    /// Writes lines of text, made safe, with their line breaks.
    pub fn block(&mut self, text: &str) -> Result<(), Failure> {
        let safe = SafeText::block(text);
        let end = if safe.as_str().ends_with('\n') || text.is_empty() {
            ""
        } else {
            "\n"
        };
        Ok(write!(self.0, "{safe}{end}")?)
    }

    /// Writes a line of text, made safe; on a terminal some of its spans are shown in reverse.
    pub fn marked(&mut self, text: &str, spans: &[Range<usize>]) -> Result<(), Failure> {
        self.pieces(text, spans, SafeText::line)?;
        Ok(writeln!(self.0)?)
    }

    /// Writes lines of text, made safe; on a terminal some of its spans are shown in reverse.
    pub fn marked_block(&mut self, text: &str, spans: &[Range<usize>]) -> Result<(), Failure> {
        self.pieces(text, spans, SafeText::block)?;
        if text.is_empty() || text.ends_with('\n') {
            return Ok(());
        }
        Ok(writeln!(self.0)?)
    }

    fn pieces(
        &mut self,
        text: &str,
        spans: &[Range<usize>],
        safe: fn(&str) -> SafeText,
    ) -> Result<(), Failure> {
        // Reverse is no colour: it is there with NO_COLOR too.
        let (on, off) = if io::stdout().is_terminal() {
            ("\u{1b}[7m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        let mut from = 0;
        for span in spans {
            let before = text.get(from..span.start).unwrap_or("");
            let hit = text.get(span.clone()).unwrap_or("");
            write!(self.0, "{}{on}{}{off}", safe(before), safe(hit))?;
            from = span.end;
        }
        Ok(write!(self.0, "{}", safe(text.get(from..).unwrap_or("")))?)
    }

    /// Writes one JSON object as a line.
    pub fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        Ok(writeln!(self.0, "{}", json_line(value))?)
    }

    /// Writes a line that is JSON already; what hides in it is escaped.
    pub fn json_row(&mut self, row: &str) -> Result<(), Failure> {
        Ok(writeln!(self.0, "{}", json_escape(row))?)
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.0.write_all(bytes)?)
    }

    /// Sends what is held back.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}
