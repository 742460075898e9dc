//! Golden tables of zones.

use super::*;

fn seen(text: &str) -> Vec<(ZoneKind, u8, &str)> {
    zones(text)
        .into_iter()
        .map(|z| (z.kind, z.depth, &text[z.range]))
        .collect()
}

#[test]
fn a_plain_text_is_one_zone() {
    assert_eq!(seen("Hello\nyou\n"), [(ZoneKind::Own, 0, "Hello\nyou\n")]);
}
