//! Lines with their quote marks.

use super::ZoneKind;

/// A line, with what the walk makes of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    /// End with the LF.
    pub(super) end: usize,
    /// Where the words start, behind quote marks.
    pub(super) words: usize,
    /// Number of quote marks.
    pub(super) marks: u8,
    /// Whether the line is part of a patch, where signs mean something else.
    pub(super) patch: bool,
    pub(super) kind: ZoneKind,
    pub(super) depth: u8,
}

/// Starts of the lines between the header of a patch and its hunks.
const PATCH_WORDS: &[&[u8]] = &[
    b"index ",
    b"new file ",
    b"deleted ",
    b"similarity ",
    b"rename ",
    b"copy ",
    b"old mode ",
    b"new mode ",
    b"Binary ",
    b"GIT binary",
    b"literal ",
    b"delta ",
];

/// Most quote marks that are counted; deeper ones are all of this depth.
const DEPTH: u8 = 250;

/// Cuts a text into lines.
pub(super) fn read(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len() / 40 + 1);
    let mut start = 0;
    let mut in_diff = false;
    while let Some(rest) = bytes.get(start..).filter(|r| !r.is_empty()) {
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = rest.get(..length).unwrap_or(rest);
        in_diff = diff_goes_on(line, in_diff);
        let (marks, words) = if in_diff { (0, 0) } else { marks_of(line) };
        out.push(Line {
            start,
            end: start + length,
            words: start + words,
            marks,
            patch: in_diff,
            kind: ZoneKind::Own,
            depth: marks,
        });
        start += length;
    }
    bars(text, &mut out);
    out
}

/// Tells whether a line is part of a patch: from `diff --git` on, as long as lines have its form.
fn diff_goes_on(line: &[u8], in_diff: bool) -> bool {
    if line.starts_with(b"diff --git ") {
        return true;
    }
    in_diff
        && (matches!(
            line.first(),
            Some(b' ' | b'+' | b'-' | b'@' | b'\\' | b'\t' | b'\n')
        ) || PATCH_WORDS.iter().any(|w| line.starts_with(w)))
}

/// Counts quote marks at the start of a line and gives where the words start.
pub(super) fn marks_of(line: &[u8]) -> (u8, usize) {
    let byte = |at: usize| line.get(at).copied().unwrap_or(0);
    let mut at = 0;
    while byte(at) == b' ' && at < 2 {
        at += 1;
    }
    if byte(at) != b'>' {
        return (0, 0);
    }
    let (mut marks, mut words) = (0_u8, 0);
    while byte(at) == b'>' {
        marks = marks.saturating_add(1).min(DEPTH);
        at += 1;
        words = at;
        if byte(at) == b' ' {
            at += 1;
            words = at;
        }
        // A space more stands between marks where a client set the first one apart.
        if byte(at) == b' ' && byte(at + 1) == b'>' {
            at += 1;
        }
    }
    (marks, words)
}

/// Takes runs of at least two lines that start with `| ` for quotes, unless they are tables.
fn bars(text: &str, lines: &mut [Line]) {
    let is_bar = |line: &Line| {
        text.get(line.start..line.end).is_some_and(|l| {
            (l.starts_with("| ") || l.trim_end() == "|")
                && memchr::memchr_iter(b'|', l.as_bytes()).count() == 1
        })
    };
    let mut at = 0;
    while at < lines.len() {
        let run = lines
            .iter()
            .skip(at)
            .take_while(|l| l.marks == 0 && is_bar(l))
            .count();
        if run >= 2 {
            for line in lines.iter_mut().skip(at).take(run) {
                line.marks = 1;
                line.depth = 1;
                line.words = (line.start + 2).min(line.end);
            }
        }
        at += run.max(1);
    }
}
