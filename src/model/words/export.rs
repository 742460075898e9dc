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

    CONTENTS: "Contents", "Sommaire";
    SELECTION: "Selection", "Sélection";
    COMMAND: "Command", "Commande";
    HOLDS: "Holds", "Contient";
    PROGRAM: "Program", "Programme";
    LOCK_FILE: "Lock file", "Fichier de verrou";
    TABLES: "Tables", "Tables";
    SOURCE: "Source", "Source";
    CASE_HOLDS: "The case holds", "Le dossier contient";
    EXCEPTIONS: "Exceptions", "Exceptions";
    JOURNAL_HEAD: "Journal head", "Tête de journal";
    NONE: "none", "aucune";
    NO_TITLE: "(no title)", "(sans titre)";
    KIND: "Kind", "Genre";
    FROM: "From", "De";
    TO: "To", "À";
    CC: "Cc", "Cc";
    CLAIMED_DATE: "Claimed date", "Date déclarée";
    TYPE: "Type", "Type";
    BYTES: "Bytes", "Octets";
    LIES_AT: "Lies at", "Se trouve à";
    TAGS: "Tags", "Étiquettes";
    VERDICT: "Verdict", "Verdict";
    NOTE: "Note", "Note";
    ONLY_REFERRED:
        "(a message that is only referred to)",
        "(un message auquel on se réfère seulement)";
}

super::phrases! {
    source(name, files, bytes, digest):
        "{name}: {files}, {bytes}, SHA-256 <code>{digest}</code>",
        "{name} : {files}, {bytes}, SHA-256 <code>{digest}</code>";
    counts(items, kinds, places, structure):
        "{items} ({kinds}) at {places}; {structure}",
        "{items} ({kinds}) en {places} ; {structure}";
    part(name): " part {name}", " partie {name}";
    bytes_at(offset, length): " bytes {offset} +{length}", " octets {offset} +{length}";
    lies_at(source, path): "{source}: {path}", "{source} : {path}";
    by(what, author): "{what} (by {author})", "{what} (par {author})";
    note(author, time, text): "{author}, {time}: {text}", "{author}, {time} : {text}";
    finding(id, check, grade):
        "Finding {id} ({check}, grade {grade})",
        "Constat {id} ({check}, degré {grade})";
    innocent_if(what): "Innocent if: {what}", "Innocent si : {what}";
    held_by(standing, author, note):
        "{standing} by {author} {note}",
        "{standing} par {author} {note}";
    role(role, title): "{role}: {title}", "{role} : {title}";
    class(field, class): "{field} {class}: ", "{field} {class} : ";
    thread(id): "Thread {id}", "Fil {id}";
    from(who, title): "{who}: {title}", "{who} : {title}";
    holds(items, format, kinds, more):
        "{items} as {format}: {kinds}{more}",
        "{items} en {format} : {kinds}{more}";
}

super::counts! {
    files(n): "{n} file", "{n} files"; "{n} fichier", "{n} fichiers";
    bytes(n): "{n} byte", "{n} bytes"; "{n} octet", "{n} octets";
    items(n): "{n} item", "{n} items"; "{n} élément", "{n} éléments";
    messages(n): "{n} message", "{n} messages"; "{n} message", "{n} messages";
    attached(n):
        "{n} attached message", "{n} attached messages";
        "{n} message joint", "{n} messages joints";
    attachments(n): "{n} attachment", "{n} attachments"; "{n} pièce jointe", "{n} pièces jointes";
    documents(n): "{n} document", "{n} documents"; "{n} document", "{n} documents";
    places(n): "{n} place", "{n} places"; "{n} lieu", "{n} lieux";
    threads(n): "{n} thread", "{n} threads"; "{n} fil", "{n} fils";
    groups(n): "{n} group", "{n} groups"; "{n} groupe", "{n} groupes";
    findings(n): "{n} finding", "{n} findings"; "{n} constat", "{n} constats";
    copies(n): " ({n} copy)", " ({n} copies)"; " ({n} copie)", " ({n} copies)";
    in_all(n):
        "{n} message in all", "{n} messages in all";
        "{n} message en tout", "{n} messages en tout";
    taken_along(n): ", {n} of them taken along", ", {n} of them taken along";
        ", dont {n} emporté", ", dont {n} emportés";
    left_out(n): "; {n} item left out as private", "; {n} items left out as private";
        " ; {n} élément laissé de côté comme privé", " ; {n} éléments laissés de côté comme privés";
}
