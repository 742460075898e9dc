//! What those say who cannot mark, take back or redact: tags, notes, verdicts, views, and the
//! record that takes them.

super::words! {
    READ_ONLY:
        "nothing is marked: this session is read-only",
        "rien n'est marqué : cette session est en lecture seule";
    READ_ONLY_GIVEN: "--read-only was given", "--read-only a été donné";
    LEAVE_READ_ONLY: "leave --read-only away to mark", "omettez --read-only pour marquer";
    UNSAVED:
        "the last marks could not be saved",
        "les dernières marques n'ont pas pu être enregistrées";
    TAG_EMPTY: "it is empty", "elle est vide";
    TAG_LONG: "it is longer than 100 bytes", "elle dépasse 100 octets";
    TAG_HIDES:
        "it holds a control or invisible character",
        "elle contient un caractère de contrôle ou invisible";
    TAG_HYPHEN: "it begins with a hyphen", "elle commence par un tiret";
    A_TAG:
        "a word such as `hot`, or a verdict (`valla help tag`)",
        "un mot comme `hot`, ou un verdict (`valla help tag`)";
    NOTE_EMPTY: "the note is empty", "la note est vide";
    A_NOTE: "valla note ITEM \"what you saw\"", "valla note ITEM \"ce que vous avez vu\"";
    WHO_DID: "valla log   (who did what)", "valla log   (qui a fait quoi)";
    AS_SOMEONE:
        "valla --as NAME undo   (as someone else)",
        "valla --as NAME undo   (au nom d'un autre)";
    BECAUSE_NOTHING: "--because says nothing", "--because ne dit rien";
    A_BECAUSE: "--because 'order of 3 May'", "--because 'ordonnance du 3 mai'";
    LOG_HASHES:
        "valla log --json   (prints the hash of each event)",
        "valla log --json   (affiche l'empreinte de chaque événement)";
    REDACTED_BEFORE:
        "its words were taken out before",
        "ses mots ont déjà été retirés";
    NO_MARK:
        "it is no mark: only marks can be redacted",
        "ce n'est pas une marque : seules les marques peuvent être expurgées";
    LIST_VIEWS: "valla views   (lists them)", "valla views   (les liste)";
    OTHER_VIEWS: "valla views   (the others)", "valla views   (les autres)";
    VIEW_LETTERS:
        "letters, digits, hyphens, at most 60 bytes",
        "lettres, chiffres, tirets, 60 octets au plus";
}

super::sentences! {
    no_tag(tag, why): "{tag} cannot be a tag: {why}", "{tag} ne peut être une étiquette : {why}";
    nothing_to_undo(author):
        "nothing to take back: no act of {author} stands",
        "rien à annuler : aucun acte de {author} n'est en vigueur";
    no_event(prefix):
        "{prefix} names no event, or several",
        "{prefix} ne nomme aucun événement, ou plusieurs";
    no_view(name): "no view is named {name}", "aucune vue ne s'appelle {name}";
    no_view_name(name):
        "{name} cannot be the name of a view",
        "{name} ne peut être le nom d'une vue";
    taken_by(author, name): "{author} has taken {name}", "{author} a pris {name}";
    row_long(bytes, most):
        "the act makes a row of {bytes} bytes, {most} are the most; mark fewer items at once",
        "l'acte fait une ligne de {bytes} octets, {most} sont le plus ; marquez moins d'éléments \
         à la fois";
    store_unwritten(path, cause):
        "the store {path} cannot be written: {cause}; marks can be read but not made until the \
         disk has room and lets you write, then open the case again",
        "le magasin {path} ne peut être écrit : {cause} ; les marques se lisent mais ne se font \
         plus tant que le disque est plein ou refuse l'écriture ; rouvrez ensuite le dossier";
    nothing_more(path, cause):
        "nothing more is written to {path} since a write failed ({cause}); open the case again, \
         then repeat the marks that were not saved",
        "plus rien n'est écrit dans {path} depuis l'échec d'une écriture ({cause}) ; rouvrez le \
         dossier, puis refaites les marques qui n'ont pas été enregistrées";
}
