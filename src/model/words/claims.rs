//! What documents claim about themselves, by name. English is the word of JSON and queries; the
//! names are no wider than their column.

use super::Lang;

super::words! {
    AUTHOR: "author", "auteur";
    LAST_AUTHOR: "last-author", "dernier auteur";
    MANAGER: "manager", "responsable";
    COMPANY: "company", "société";
    APPLICATION: "application", "programme";
    VERSION: "version", "version";
    PRODUCER: "producer", "bibliothèque";
    TEMPLATE: "template", "modèle";
    LANGUAGE: "language", "langue";
    TITLE: "title", "titre";
    SUBJECT: "subject", "objet";
    KEYWORDS: "keywords", "mots-clés";
    DESCRIPTION: "description", "description";
    REVISION: "revision", "révision";
    CREATED: "created", "créé";
    MODIFIED: "modified", "modifié";
    PRINTED: "printed", "imprimé";
    TAKEN: "taken", "pris";
    EDITING_MINUTES: "editing-minutes", "minutes d'édit.";
    PAGES: "pages", "pages";
    WORD_COUNT: "words", "mots";
    RSID_ROOT: "rsid-root", "première session";
    RSIDS: "rsids", "sessions";
    PATH: "path", "dossier";
    DOCUMENT_ID: "document-id", "id du document";
    INSTANCE_ID: "instance-id", "id de version";
    DEVICE: "device", "appareil";
    PLACE: "place", "lieu";
    DIMENSIONS: "dimensions", "dimensions";
    ZONE: "zone", "fuseau";
    CODE_PAGE: "code-page", "page de codes";
    EARLIER_VERSIONS: "earlier-versions", "versions antér.";
    MACROS: "macros", "macros";
    FONTS: "fonts", "polices";
    ZIP_TIME: "zip-time", "heure du zip";
    ZIP_WRITER: "zip-writer", "auteur du zip";
    CALCULATION_ORDER: "calculation-order", "ordre de calcul";
    CUSTOM: "custom", "propriété";
    KNOWN: "known", "connu";
    SEAL: "seal", "scellé";
    SIGNER: "signer", "signataire";
    SIGNER_KEY: "signer-key", "clé signataire";
    SIGNED: "signed", "signé";
    DIGEST: "digest", "empreinte";
    RECIPIENT_KEY: "recipient-key", "clé destinat.";
    THUMBNAIL: "thumbnail", "vignette";
    THUMBNAIL_DIFFERS: "thumbnail-differs", "vignette autre";
}

/// Shows the name of a claim by its word.
pub fn shown(word: &str, lang: Lang) -> &str {
    let row = WORDS.iter().find(|row| row.en == word);
    match (lang, row) {
        (Lang::French, Some(row)) => row.fr,
        (Lang::English, _) | (_, None) => word,
    }
}
