//! What could not be read: the class of the matter, and the stage at which it came up, neither
//! wider than its column; and what can be done about a class.

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
    FOLDS: "Enter folds this class, or opens it", "Enter plie cette classe, ou l'ouvre";
    RETRY:
        "read again with passwords: valla ingest SOURCE --password-file FILE",
        "relire avec des mots de passe : valla ingest SOURCE --password-file FICHIER";
}
