//! Wrapping: a text becomes display rows, each a byte range of the original, by display columns.

use crate::text::SafeText;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cuts one line (a range without its LF) into rows of at most `width` columns, at white space
/// where there is some. An empty line is one empty row.
pub fn wrap(text: &str, line: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let width = width.max(2);
    let content = text.get(line.clone()).unwrap_or("");
    if content.len() <= width && content.is_ascii() && !content.contains('\t') {
        return vec![line];
    }
    let mut rows = Vec::new();
    let (mut start, mut used) = (0, 0);
    let mut space: Option<usize> = None;
    let mut since_space = 0;
    for (at, grapheme) in content.grapheme_indices(true) {
        let columns = columns(grapheme, used);
        if used + columns > width && at > start {
            let (end, over) = match space.filter(|s| *s > start) {
                Some(after) => (after, since_space),
                None => (at, 0),
            };
            rows.push(start..end);
            start = end;
            used = over;
            space = None;
        }
        used += columns;
        since_space += columns;
        if grapheme == " " || grapheme == "\t" {
            space = Some(at + grapheme.len());
            since_space = 0;
        }
    }
    rows.push(start..content.len());
    rows.into_iter()
        .map(|r| line.start + r.start..line.start + r.end)
        .collect()
}

/// Counts the columns of a grapheme as it will be shown at a column of its row.
fn columns(grapheme: &str, at: usize) -> usize {
    if grapheme == "\t" {
        return 8 - at % 8;
    }
    if grapheme.len() == 1 && !grapheme.bytes().any(|b| b.is_ascii_control()) {
        return 1;
    }
    SafeText::block(grapheme).as_str().width()
}

/// Gives the ranges of a text's lines, LF left out. A text that ends in LF has no empty last line.
pub fn lines(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        out.push(start..at);
        start = at + 1;
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        let rows = wrap(text, 0..text.len(), width);
        rows.into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(
            rows("le RIB de la holding", 10),
            ["le RIB de ", "la holding"]
        );
        assert_eq!(rows("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(rows("", 4), [""]);
        assert_eq!(rows("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn lines_have_no_empty_tail() {
        assert_eq!(lines("a\n\nb\n"), [0..1, 2..2, 3..4]);
        assert!(lines("").is_empty());
    }

    proptest! {
        #[test]
        fn rows_cover_the_line_and_fit(text in "[^\n]{0,80}", width in 8usize..40) {
            let rows = wrap(&text, 0..text.len(), width);
            let joined: String = rows.iter().map(|r| &text[r.clone()]).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
