//! Names of the classes of edits and of the checks. English is the word of JSON and queries, which
//! stays what it is; a reader of French is shown the other column.

use super::Lang;

super::words! {
    WRAP: "wrap", "coupure";
    QUOTE_MARKS: "quote-marks", "chevrons";
    TYPOGRAPHIC: "typographic", "typographie";
    ENCODING: "encoding", "encodage";
    SIGNATURE: "signature", "signature";
    FOOTER: "footer", "pied";
    DISCLAIMER: "disclaimer", "avertissement";
    HEADER_BLOCK: "header-block", "en-tête cité";
    HOMOGLYPH: "homoglyph", "homoglyphe";
    ZERO_WIDTH: "zero-width", "sans largeur";
    BIDI: "bidi", "sens";
    AMOUNT: "amount", "montant";
    PERCENT: "percent", "pour cent";
    ACCOUNT: "account", "compte";
    DATE: "date", "date";
    PHONE: "phone", "téléphone";
    EMAIL: "email", "adresse";
    LINK: "link", "lien";
    ID: "id", "référence";
    NAME: "name", "nom";
    NEGATION: "negation", "négation";
    NUMBER_WORD: "number-word", "en lettres";
    WORD: "word", "mot";
    WORDS_IN: "words-in", "mots en plus";
    WORDS_OUT: "words-out", "mots ôtés";
    SENTENCE_IN: "sentence-in", "phrase en plus";
    SENTENCE_OUT: "sentence-out", "phrase ôtée";
    PARAGRAPH_IN: "paragraph-in", "alinéa en plus";
    PARAGRAPH_OUT: "paragraph-out", "alinéa ôté";
    MOVED: "moved", "déplacé";
    OCR: "ocr", "numérisation";
    SLOT: "slot", "champ";
    REWRITE: "rewrite", "réécriture";
    ATTACHMENT: "attachment", "pièce jointe";
    HEADER: "header", "en-tête";

    BODY: "body", "texte";
    COPIES: "copies", "copies";
    HEADERS: "headers", "en-têtes";
    ATTACHMENTS: "attachments", "pièces jointes";
    QUOTES: "quotes", "citations";
    REISSUE: "reissue", "réémission";
    DOCUMENTS: "documents", "documents";
    FORMS: "forms", "texte/HTML";
    HIDDEN: "hidden", "caché";
    CLOCKS: "clocks", "horloges";
    BURSTS: "bursts", "rafales";
    SHAPES: "shapes", "formes";

    DATE_DAYS: "date-days", "date-jours";
    DATE_HOURS: "date-hours", "date-heures";
    ID_CLOCK: "id-clock", "id-horloge";
    ID_ALONE: "id-alone", "id-isolé";
    ID_TIME: "id-time", "id-heure";
    EDGE_CLOCK: "edge-clock", "frontière-date";
    TOLD_DAY: "told-day", "jour-cité";
    BEFORE_PARENT: "before-parent", "avant-parent";
    ABSENT_PARENT: "absent-parent", "parent-absent";
    SKIPS_KNOWN: "skips-known", "saute-un-connu";
    INDEX_START: "index-start", "index-début";
    HOP_PLACE: "hop-place", "place-relais";
    HOP_ORDER: "hop-order", "ordre-relais";
    QUEUE_CLOCK: "queue-clock", "file-horloge";
    SIGNED_LATE: "signed-late", "signé-tard";
    SIGNED_EARLY: "signed-early", "signé-tôt";
    EXPIRES: "expires", "expiration";
    INDEX_CLOCK: "index-clock", "index-horloge";
    TOPIC: "topic", "sujet";
    ID_FORM: "id-form", "id-forme";
    EDGE_FORM: "edge-form", "frontière-forme";
    TYPE_FORM: "type-form", "type-forme";
    ID_ADDRESS: "id-address", "id-adresse";
    LENGTH: "length", "longueur";
    LINE_ENDS: "line-ends", "fins-de-ligne";
    BASE64_LINES: "base64-lines", "base64-lignes";
    QP_ENCODING: "qp-encoding", "qp-encodage";
    HABIT: "habit", "habitude";
    LOOK_ALIKE: "look-alike", "sosie";
    DISPLAY: "display", "nom-affiché";
    REPLY_TO: "reply-to", "réponse-à";
    SAVED_AFTER: "saved-after", "fichier-après";
    VERSION_AFTER: "version-after", "version-après";
    DKIM_BODY: "dkim-body", "dkim-corps";
    DKIM_KEY: "dkim-key", "dkim-clé";
    DKIM_COVER: "dkim-cover", "dkim-portée";
    DKIM_TIME: "dkim-time", "dkim-temps";
    DKIM_SELECTOR: "dkim-selector", "dkim-sélecteur";
    ARC_CHAIN: "arc-chain", "chaîne-arc";
    AUTH_RESULTS: "auth-results", "avis-serveur";
}

/// Shows a check, or a class of edits, by its word; one that the table lacks by the word itself.
pub fn shown(word: &str, lang: Lang) -> &str {
    let row = WORDS.iter().find(|row| row.en == word);
    match (lang, row) {
        (Lang::French, Some(row)) => row.fr,
        (Lang::English, _) | (_, None) => word,
    }
}
