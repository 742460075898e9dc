//! Lines: LF ends for all, and format=flowed joined again (RFC 3676).

use std::borrow::Cow;

/// Turns CRLF and lone CR into LF.
pub(super) fn line_ends(text: Cow<'_, str>) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push('\n');
        rest = rest.get(at + 1..).unwrap_or("");
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
    out
}

/// Joins flowed lines of one quote depth; quote marks are written `> ` once for each depth.
pub(super) fn join(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let words = line.trim_start_matches('>');
        let depth = line.len() - words.len();
        let words = words.strip_prefix(' ').unwrap_or(words);
        let signature = words == "-- ";
        if open.is_some() && (open != Some(depth) || signature) {
            out.push('\n');
            open = None;
        }
        if open.is_none() && depth > 0 {
            out.extend(std::iter::repeat_n('>', depth));
            if !words.is_empty() {
                out.push(' ');
            }
        }
        let flows = words.ends_with(' ') && !signature;
        if flows {
            let kept = if delsp { words.len() - 1 } else { words.len() };
            out.push_str(words.get(..kept).unwrap_or(words));
            open = Some(depth);
        } else {
            out.push_str(words);
            out.push('\n');
            open = None;
        }
    }
    if !text.ends_with('\n') && out.ends_with('\n') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flowed_lines_join_within_one_depth() {
        let text = "one \ntwo\n>a \n>b\n>>c \nd\n-- \nme\n";
        assert_eq!(join(text, false), "one two\n> a b\n>> c \nd\n-- \nme\n");
        assert_eq!(join("ab \ncd\n stuffed\n", true), "abcd\nstuffed\n");
    }

    #[test]
    fn line_ends_become_one() {
        assert_eq!(line_ends("a\r\nb\rc\n".into()), "a\nb\nc\n");
    }
}
