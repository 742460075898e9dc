//! What could not be read: the class of the matter, and the stage at which it came up. Neither is
//! wider than its column.

super::words! {
    LINK: "link", "lien";
    SPECIAL: "special", "spécial";
    UNREADABLE: "unreadable", "illisible";
    ENCRYPTED: "encrypted", "chiffré";
    CORRUPT: "corrupt", "abîmé";
    BOUND: "bound", "limite";
    UNSUPPORTED: "unsupported", "type non lu";
    EMPTY: "empty", "vide";
    MISMATCH: "mismatch", "discordant";
    SKIPPED: "skipped", "ignoré";
    CHANGED: "changed", "changé";
    WALK: "walk", "accès";
    READ: "read", "octets";
    PARSE: "parse", "forme";
    TEXT: "text", "texte";
}
