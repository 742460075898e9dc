//! A change read as a sentence with its place, for screen readers, poor lines and reports.

use crate::model::words::plain as w;
use crate::model::{Edit, Field, Lang};

/// Reads an edit that leads from text A to text B: `line 22: "12 500" became "72 500", amount`.
/// The line is counted in the text that is given, B or A; without one no line is named.
pub fn sentence(edit: &Edit, text: Option<&str>, lang: Lang) -> String {
    let place = match &edit.field {
        Field::Body => text.and_then(|text| line_of(edit, text)).map_or_else(
            || w::IN_TEXT.of(lang).to_owned(),
            |line| w::line(lang, line),
        ),
        Field::Header(name) => w::in_field(lang, name),
        Field::Attachments => w::AMONG_FILES.of(lang).to_owned(),
    };
    let (before, after) = (flat(&edit.before), flat(&edit.after));
    let change = match (before.is_empty(), after.is_empty()) {
        (true, true) => w::UNSEEN_CHANGE.of(lang).to_owned(),
        (true, false) => w::was_added(lang, after),
        (false, true) => w::was_left_out(lang, before),
        (false, false) => w::became(lang, before, after),
    };
    w::change(lang, place, change, edit.class.shown(lang))
}

/// Gives the line of a text at which an edit stands, from 1: where its span holds its words, else
/// where the words of either side first stand.
fn line_of(edit: &Edit, text: &str) -> Option<usize> {
    let stands = |words: &str| text.find(words.trim()).filter(|_| !words.trim().is_empty());
    let at = if text.get(edit.b.clone()) == Some(edit.after.as_str()) {
        edit.b.start
    } else {
        stands(&edit.after).or_else(|| stands(&edit.before))?
    };
    let before = text.get(..at)?;
    Some(before.matches('\n').count() + 1)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EditClass;

    fn edit(before: &str, after: &str, b: std::ops::Range<usize>) -> Edit {
        Edit {
            class: EditClass::Amount,
            field: Field::Body,
            before: before.into(),
            after: after.into(),
            a: 0..0,
            b,
        }
    }

    #[test]
    fn a_change_names_its_line_and_its_class() {
        let text = "one\ntwo 72 500\nthree";
        let said = sentence(&edit("12 500", "72 500", 8..14), Some(text), Lang::English);
        assert_eq!(said, "line 2: \"12 500\" became \"72 500\", amount");
        let said = sentence(&edit("", "three", 0..0), Some(text), Lang::English);
        assert_eq!(said, "line 3: \"three\" was added, amount");
        let said = sentence(&edit("gone\nfor good", "", 4..4), Some(text), Lang::English);
        assert_eq!(said, "line 2: \"gone for good\" was left out, amount");
        let mut field = edit("a", "b", 0..0);
        field.field = Field::Header("Subject".into());
        assert_eq!(
            sentence(&field, None, Lang::English),
            "in the field Subject: \"a\" became \"b\", amount"
        );
    }
}
