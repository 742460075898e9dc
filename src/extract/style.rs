//! Inline styles that hide text from every reader.

/// What a `style` attribute does to the text that it dresses.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Dress {
    /// No reader sees it, whatever it stands on.
    pub hides: bool,
    /// Its letters are white; seen on a ground only.
    pub white: bool,
    /// It lays a ground that is not white.
    pub ground: bool,
}

/// Lengths in points up to which nobody reads a letter.
const TINY: f32 = 2.0;

/// Tells whether a value names white.
pub(super) fn is_white(value: &[u8]) -> bool {
    let value = String::from_utf8_lossy(value.trim_ascii()).to_ascii_lowercase();
    white(&value)
}

/// Reads a `style` attribute.
pub(super) fn dress(style: &[u8]) -> Dress {
    let text: String = String::from_utf8_lossy(style)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .take(4096)
        .collect();
    let mut ink = None;
    let mut paper = None;
    let mut out = Dress::default();
    for rule in text.split(';') {
        let Some((name, value)) = rule.split_once(':') else {
            continue;
        };
        let value = value.trim_end_matches("!important");
        match name {
            "display" if value == "none" => out.hides = true,
            "visibility" if value == "hidden" || value == "collapse" => out.hides = true,
            "opacity" | "font-size" if is_zero(value) => out.hides = true,
            "font-size" if is_tiny(value) => out.hides = true,
            "background-image" => paper = Some(false),
            "color" => ink = Some(white(value)),
            "background" | "background-color" => paper = Some(white(value)),
            _ => {}
        }
    }
    out.hides |= ink == Some(true) && paper == Some(true);
    out.white = ink == Some(true) && paper.is_none();
    out.ground = paper == Some(false);
    out
}

/// Tells whether a length is one of a point or two.
fn is_tiny(value: &str) -> bool {
    let number = value
        .strip_suffix("px")
        .or_else(|| value.strip_suffix("pt"));
    number
        .and_then(|n| n.parse::<f32>().ok())
        .is_some_and(|n| n <= TINY)
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
            "font-size:1px",
            "font-size: 2pt",
        ] {
            assert!(dress(style.as_bytes()).hides, "{style}");
        }
        for style in [
            "font-size:0.9em",
            "font-size:8px",
            "color:#fff",
            "display:block",
            "color:white;background:red",
        ] {
            assert!(!dress(style.as_bytes()).hides, "{style}");
        }
        assert!(dress(b"color: #FFFFFF").white && !dress(b"color:#fff;background:red").white);
        assert!(dress(b"background: #003366").ground && is_white(b" White"));
    }
}
