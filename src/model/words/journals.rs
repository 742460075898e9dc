//! What is said of journals and their stores: how they were found, what was done with them, what
//! is wrong, and what the program was about when the system refused it.

super::words! {
    TO_COPY: "copy", "de copier";
    TO_LIST: "list", "de lister";
    TO_LOOK_AT: "look at", "d'examiner";
    TO_MAKE: "make", "de créer";
    TO_OPEN: "open", "d'ouvrir";
    TO_READ: "read", "de lire";
    TO_REMOVE: "remove", "d'ôter";
    TO_RENAME: "rename", "de renommer";
    TO_SET_MODE: "set the mode of", "de fixer les droits de";
    TO_SHORTEN: "shorten", "de raccourcir";
    TO_SYNC: "sync", "de mettre sur disque";
    TO_TAKE_IN: "take in", "de reprendre";
    TO_WRITE: "write", "d'écrire";
    NO_FILE: "it is not a file", "ce n'est pas un fichier";
    NO_JOURNAL: "there is no journal in it", "il ne contient aucun journal";

    TAKEN_IN: "taken in", "repris";
    GROWN: "has grown", "a grandi";
    KNOWN: "known already", "déjà connu";
    FORKED: "forked; both sides are kept", "bifurqué ; les deux suites sont gardées";

    HELD:
        "held by a session, or not yours to write",
        "tenu par une session, ou pas à vous d'écrire";
    AGREED: "it agreed with the journal", "il concordait avec le journal";
    THERE_WAS_NONE:
        "there was none; made from the journal",
        "il n'y en avait pas ; fait à partir du journal";
    LOCK_HELD: "its lock is held", "son verrou est pris";
    SESSION_HOLDS: "a session holds it", "une session le tient";
    OTHER_PROGRAM:
        "it was changed by another program",
        "un autre programme l'a modifié";
    FIRST_STAYS: "its first row stays", "sa première ligne reste";
    FOLDER_GONE: "its folder is gone", "son dossier a disparu";
    CLOSED: "it is closed", "il est fermé";
    REFUSED: "the transaction was refused", "la transaction a été refusée";
    NO_DIGEST: "no digest", "pas une empreinte";
    STOPPED: "it stopped on a damaged file", "arrêt sur un fichier abîmé";
    OTHER_VERSION: "a value of another version", "une valeur d'une autre version";
    MORE_ROWS: "it holds more rows than the journal", "il a plus de lignes que le journal";
    OTHER_MARKS:
        "its marks are not those of the journal",
        "ses marques ne sont pas celles du journal";

    NOT_NEXT:
        "it does not follow the row before it",
        "elle ne suit pas la ligne d'avant";
    OTHER_AUTHOR:
        "its author is not the journal's",
        "son auteur n'est pas celui du journal";
    NO_OPENING:
        "the first row does not open a journal",
        "la première ligne n'ouvre pas un journal";
    TOO_SHORT: "shorter than a row can be", "plus courte qu'une ligne ne peut l'être";
    NO_HASH: "it does not end with its hash", "elle ne finit pas par son empreinte";
    OTHER_HASH:
        "its bytes do not have the hash that it states",
        "ses octets n'ont pas l'empreinte qu'elle donne";
}

super::sentences! {
    may_show(cause):
        "{cause}; the mark may show when the case is opened again",
        "{cause} ; la marque peut paraître à la prochaine ouverture du dossier";
    made_again(why):
        "made again from the journal: {why}",
        "refait à partir du journal : {why}";
    held_ahead(rows, path):
        "it held {rows} rows that are gone from the journal; kept in {path}, and the store made \
         again",
        "il avait des lignes ({rows}) disparues du journal ; gardées dans {path}, et le magasin \
         refait";
    held_rows(held, count):
        "it held {held} rows of the journal's {count}",
        "il avait {held} lignes sur les {count} du journal";
    damaged_at(path, line, why, rows):
        "{path} is damaged at line {line}: {why}; the {rows} rows before it stand",
        "{path} est abîmé à la ligne {line} : {why} ; les lignes d'avant ({rows}) tiennent";
    newer(path, version, known):
        "{path} is of version {version}, newer than this program's {known}: it is read, not \
         written",
        "{path} est de la version {version}, plus récente que la {known} de ce programme : il est \
         lu, jamais écrit";
    forks(path, row):
        "{path} forks at row {row}: a copy was continued elsewhere; all rows are kept",
        "{path} bifurque à la ligne {row} : une copie a été continuée ailleurs ; toutes les lignes \
         sont gardées";
    unsaid(path, row):
        "{path} has no words in row {row}, and no event says who took them out",
        "{path} n'a pas de mots à la ligne {row}, et aucun événement ne dit qui les a retirés";
    no_row(why): "not a row: {why}", "pas une ligne de journal : {why}";
    row_number(seq, due):
        "row number {seq} where {due} was due",
        "ligne numéro {seq} où la {due} était attendue";
    counter(lamport):
        "its counter {lamport} does not rise",
        "son compteur {lamport} ne monte pas";
    too_long(most): "longer than {most} bytes", "plus de {most} octets";
}
