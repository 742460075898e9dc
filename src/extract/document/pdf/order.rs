//! Lines of scripts that run from right to left: most programs draw their letters from left to
//! right all the same, so that the line comes out backwards and is turned here.

/// Tells whether a letter belongs to a script that runs from right to left.
pub(super) fn is_leftward(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
        && letter.is_alphabetic()
}

fn is_rightward(letter: char) -> bool {
    letter.is_alphanumeric() && !is_leftward(letter)
}

/// Puts the letters of a line, given as they stand from left to right, into the order in which
/// they are read.
pub(super) fn read_order(line: &str) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    let left = letters.iter().filter(|c| is_leftward(**c)).count();
    let right = letters.iter().filter(|c| c.is_alphabetic()).count() - left;
    if left > right {
        letters.reverse();
        turn(&mut letters, is_rightward);
    } else {
        turn(&mut letters, is_leftward);
    }
    letters.into_iter().collect()
}

/// Turns each run of letters of a kind, with what stands between them.
fn turn(letters: &mut [char], is_mine: fn(char) -> bool) {
    let is_other = |c: char| c.is_alphanumeric() && !is_mine(c);
    let mut at = 0;
    while let Some(rest) = letters.get(at..) {
        let Some(first) = rest.iter().position(|c| is_mine(*c)) else {
            return;
        };
        let run = rest.get(first..).unwrap_or(&[]);
        let end = run.iter().position(|c| is_other(*c)).unwrap_or(run.len());
        let run = run.get(..end).unwrap_or(&[]);
        let length = run
            .iter()
            .rposition(|c| is_mine(*c))
            .map_or(1, |last| last + 1);
        let from = at + first;
        if let Some(run) = letters.get_mut(from..from + length) {
            run.reverse();
        }
        at = from + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_turned_and_numbers_and_names_in_them_are_not() {
        let rows = [
            ("?םלוע םולש", "שלום עולם?"),
            ("PDF 1.7 ץבוק 2017", "2017 קובץ PDF 1.7"),
            ("The word םולש means peace", "The word שלום means peace"),
            ("The words םלוע םולש mean it", "The words שלום עולם mean it"),
            ("nothing to turn 12", "nothing to turn 12"),
        ];
        for (drawn, read) in rows {
            assert_eq!(read_order(drawn), read, "{drawn}");
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(line in "[a-c א-ת0-9 .,()]{0,30}") {
            let sorted = |text: &str| {
                let mut all: Vec<char> = text.chars().collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(sorted(&read_order(&line)), sorted(&line));
        }
    }
}
