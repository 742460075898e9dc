//! Headers and footers of sheets: their codes ([ECMA-376] 18.3.1.46) taken out, their words kept.

/// Gives the words of a header or footer: left, middle and right apart by tabs.
pub(super) fn margin(code: &str) -> String {
    let mut out = String::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '&' {
            out.push(if letter.is_control() { ' ' } else { letter });
            continue;
        }
        match letters.next() {
            Some('&') => out.push('&'),
            Some('L' | 'C' | 'R') if !out.trim().is_empty() => out.push('\t'),
            // A font by its name, or a colour.
            Some('"') => while letters.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                for _ in 0..6 {
                    letters.next_if(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
                }
            }
            // A size.
            Some(digit) if digit.is_ascii_digit() => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
            }
            // Numbers of pages, names of the file and its sheets, days: said by no word of its own.
            _ => {}
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_and_words_stay() {
        let rows = [
            (
                "&L&\"Arial,Bold\"&12Draft&C&K01+034Budget 2017 &&co&RPage &P of &N",
                "Draft\tBudget 2017 &co\tPage  of",
            ),
            ("&C&A", ""),
            ("plain", "plain"),
            ("&", ""),
        ];
        for (code, wanted) in rows {
            assert_eq!(margin(code), wanted, "{code}");
        }
    }
}
