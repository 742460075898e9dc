//! What exports say: formats, and the report.

super::words! {
    MBOX:
        "one mailbox (mboxrd); the rest as files",
        "une boîte (mboxrd) ; le reste en fichiers";
    EML:
        "one file an item, byte for byte as it lies in its source",
        "un fichier par élément, octet pour octet comme dans sa source";
    CSV:
        "one table (RFC 4180), safe to open in a spreadsheet",
        "un tableau (RFC 4180), sans risque dans un tableur";
    JSONL:
        "one JSON object a line with all fields and the text; lossless",
        "un objet JSON par ligne, tous les champs et le texte ; sans perte";
    BAGIT:
        "a bag (RFC 8493): natives, table and manifest, to be kept",
        "un sac (RFC 8493) : natifs, tableau et manifeste, à conserver";
    DAT:
        "load files (DAT and OPT) with natives and texts, families whole",
        "fichiers de chargement (DAT et OPT), natifs et textes, familles entières";
    HTML:
        "a report in one file, to be read and printed",
        "un rapport en un fichier, à lire et à imprimer";
}
