//! Heads of tables of the command line, and the words of their cells that JSON says in English.

use super::{Lang, Said};

super::words! {
    ITEMS: "items", "éléments";
    WITH_FAMILY: "with family", "et familles";
    UNIQUE: "unique", "uniques";
    TERM: "term", "terme";

    SAME: "same", "identique";
    DIFFERENT: "different", "différent";
    ONLY_A: "only-a", "a seul";
    ONLY_B: "only-b", "b seul";

    REVIEWERS: "reviewers", "relecteurs";
    COPIES: "copies", "copies";
    THREAD: "thread", "fil";

    FROM_LINE: "from-line", "lignes From";
    SEPARATOR: "separator", "lignes de séparation";
    JUNK: "junk", "avant le premier message";
    TRAILER: "trailer", "après le message";
    OVER_BOUND: "over-bound", "au-delà de la limite";
    PIECE: "piece", "morceaux de grands fichiers";
}

/// Shows what bytes between messages are, by the word of the index.
pub fn gap(word: &str) -> Said {
    let gaps = [FROM_LINE, SEPARATOR, JUNK, TRAILER, OVER_BOUND, PIECE];
    let row = gaps.into_iter().find(|w| w.of(Lang::English) == word);
    row.map_or_else(|| Said::same(word), Said::from)
}
