//! Cells of a table that a spreadsheet opens: nothing in them is a formula, nothing hides.

use crate::text::SafeText;

/// Makes one cell of evidence text: hidden characters become marks, and what a spreadsheet would
/// calculate gets a leading apostrophe.
pub fn cell(text: &str) -> String {
    let safe = SafeText::block(text);
    if text.starts_with(is_trigger) || safe.as_str().starts_with(is_trigger) {
        format!("'{safe}")
    } else {
        safe.to_string()
    }
}

/// Tells first characters that make a formula of a cell (OWASP ASVS 1.2.10, with the full-width
/// forms that spreadsheets of east Asia take as well).
fn is_trigger(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text() {
        for bad in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1",
        ] {
            assert!(cell(bad).starts_with('\''), "{bad:?}");
        }
        assert_eq!(cell("a=1"), "a=1");
        assert_eq!(cell(""), "");
    }
}
