//! Inline styles that hide text from every reader.

/// Tells whether a `style` attribute hides what it dresses.
pub(super) fn hides(style: &[u8]) -> bool {
    let text: String = String::from_utf8_lossy(style)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .take(4096)
        .collect();
    let mut ink = None;
    let mut paper = None;
    for rule in text.split(';') {
        let Some((name, value)) = rule.split_once(':') else {
            continue;
        };
        let value = value.trim_end_matches("!important");
        match name {
            "display" if value == "none" => return true,
            "visibility" if value == "hidden" || value == "collapse" => return true,
            "opacity" | "font-size" if is_zero(value) => return true,
            "color" => ink = Some(white(value)),
            "background" | "background-color" => paper = Some(white(value)),
            _ => {}
        }
    }
    ink == Some(true) && paper == Some(true)
}

/// Tells whether a length or number is nothing: `0`, `0px`, `0.0em`.
fn is_zero(value: &str) -> bool {
    let end = value.find(|c: char| !(c.is_ascii_digit() || c == '.'));
    let (number, _unit) = value.split_at(end.unwrap_or(value.len()));
    !number.is_empty() && number.parse::<f32>().is_ok_and(|n| n == 0.0)
}

fn white(value: &str) -> bool {
    ["white", "#fff", "#ffffff", "rgb(255,255,255)"].contains(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for style in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "visibility:hidden",
            "font-size: 0",
            "font-size:0.0pt",
            "color:#FFF;background:#ffffff",
        ] {
            assert!(hides(style.as_bytes()), "{style}");
        }
        for style in [
            "font-size:0.9em",
            "color:#fff",
            "display:block",
            "color:white;background:red",
        ] {
            assert!(!hides(style.as_bytes()), "{style}");
        }
    }
}
