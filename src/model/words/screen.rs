//! What the screen says in its last row: answers to keys, remarks of prompts, and errors.

super::words! {
    THEN: "; ", " ; ";
    LOADED: "what was read meanwhile is shown", "ce qui a été lu entre-temps est montré";
    NO_NEWS: "nothing was read meanwhile", "rien n'a été lu entre-temps";
    MADE_ANEW: "the findings were made anew", "les constats ont été refaits";
    Q_LEAVES: "q again leaves", "q encore une fois quitte";
    CTRL_C_LEAVES: "Ctrl-c again leaves", "Ctrl-c encore une fois quitte";
    NO_FILTER_HERE: "there is nothing to filter here", "il n'y a rien à filtrer ici";
    N_AFTER_FIND:
        "n goes on once / has found something",
        "n poursuit une fois que / a trouvé quelque chose";
    NO_ITEM_TO_NOTE:
        "there is no item here to write a note on",
        "il n'y a pas d'élément ici à annoter";
    NO_ITEM_TO_TAG: "there is no item here to tag", "il n'y a pas d'élément ici à étiqueter";
    NO_ITEM_FOR_EVIDENCE:
        "there is no item here that evidence could be about",
        "il n'y a pas d'élément ici sur lequel une preuve porterait";
    PRIVATE_SHOWN:
        "private items are shown; gu covers them again",
        "les éléments privés sont montrés ; gu les recouvre";
    PRIVATE_COVERED: "private items are covered", "les éléments privés sont couverts";
    NO_SCREEN_BEFORE: "there is no screen before this one", "il n'y a pas d'écran avant celui-ci";
    HOLDS_OF_FINDINGS: "this holds of findings", "cela vaut pour les constats";
    PASTE_TO_PROMPT:
        "pasted text goes to a prompt only",
        "un texte collé ne va que dans une invite";
    NO_FILTER_TO_KEEP:
        "there is no filter to keep; f makes one",
        "il n'y a pas de filtre à garder ; f en fait un";
    NAME_OF_VIEW:
        "the name of a view is letters, digits and hyphens",
        "le nom d'une vue se compose de lettres, de chiffres et de tirets";
    NO_SUCH_COMMAND: "no such command", "pas de telle commande";
    NO_ID_TO_COPY: "there is no Message-ID here to copy", "il n'y a pas de Message-ID à copier ici";
    NO_LINE_TO_COPY:
        "there is no selected line here to copy",
        "il n'y a pas de ligne choisie à copier ici";
    NO_ITEM_TO_COPY: "there is no item here to copy", "il n'y a pas d'élément à copier ici";
    NO_ATTACHMENTS: "no attachments", "pas de pièces jointes";
    TAB_TO_FILES:
        "Tab goes to the attachments; Enter opens one",
        "Tab va aux pièces jointes ; Enter en ouvre une";
    LAST_ITEM: "this is the last item", "c'est le dernier élément";
    FIRST_ITEM: "this is the first item", "c'est le premier élément";
    NOTHING_UNCODED:
        "nothing uncoded is left in this view",
        "plus rien à coder dans cette vue";
    NO_MORE_DIFFERS: "no more words that differ", "plus de mots qui diffèrent";
    RANGE_BEGUN:
        "range: move, then v or x marks it; Esc leaves it",
        "plage : déplacez-vous, puis v ou x la marque ; Esc y renonce";
    ONE_MEMBER: "this group has one member only", "ce groupe n'a qu'un membre";
    NOTHING_TO_COMPARE:
        "nothing to compare it with: no copy, near-duplicate or parent here",
        "rien à quoi le comparer : ni copie, ni quasi-doublon, ni parent ici";
    NEXT_FINDING: "the next finding", "le constat suivant";
    PREVIOUS_FINDING: "the previous finding", "le constat précédent";
    NO_CHANGE: "no change", "aucun écart";
    FIRST_CHANGE: "first change again", "retour au premier écart";
    LAST_CHANGE: "last change", "dernier écart";
    LAST_PAIR: "this is the last pair", "c'est la dernière paire";
    FIRST_PAIR: "this is the first pair", "c'est la première paire";
    PAIRS_CODED: "every pair here is coded", "toutes les paires ici sont codées";
    ONLY_TWO: "there are only these two", "il n'y a que ces deux-là";
    NO_GROUP:
        "these are in no near-duplicate group",
        "ils ne sont dans aucun groupe de quasi-doublons";
    NO_ITEM_IN_ROW: "no item stands behind this row", "aucun élément derrière cette ligne";
    NO_ITEM_MADE: "this did not become an item", "ceci n'est pas devenu un élément";
    NO_ITEM_MADE_HERE:
        " it did not become an item (Enter: the bytes of its file)",
        " ce n'est pas devenu un élément (Enter : les octets de son fichier)";
    NOTHING_HIDDEN: "nothing hidden is known of it", "on ne lui connaît rien de caché";
    NOTHING_TO_LIST: "there is nothing to list", "il n'y a rien à lister";
    NOTHING_TO_WRITE:
        "nothing to write: choose another set",
        "rien à écrire : choisissez un autre ensemble";
    EXPORT_RUNS: "an export is being written", "un export est en cours d'écriture";
    PROGRAM_ERROR:
        "this could not be shown: an error in the program",
        "cela n'a pas pu être montré : une erreur du programme";
    TAGGED_PRIVATE:
        "covered, since it is tagged as private; gu uncovers",
        "couvert, car étiqueté comme privé ; gu découvre";
    NO_SUCH_FORMAT: "there is no such format", "ce format n'existe pas";
}

super::phrases! {
    hidden_out(n): "hidden text left out: {n} rows", "texte caché laissé de côté : {n} lignes";
    hidden_in(n): "hidden text shown: {n} rows", "texte caché montré : {n} lignes";
    not_in_view(needle): "{needle}: not in this view", "{needle} : pas dans cette vue";
    query_at(column, why): "at {column}: {why}", "en {column} : {why}";
    query_wrong(why): "query: {why}", "requête : {why}";
    hits_of(n, all): "{n} of {all} items", "{n} éléments sur {all}";
    hits_doubt(n, why): "{n}: {why}", "{n} : {why}";
    no_text(n): ", {n} no text", ", {n} sans texte";
    nothing_here(text): "{text} does nothing on this screen", "{text} ne fait rien sur cet écran";
    no_command(text, near): "no command {text}{near}", "pas de commande {text}{near}";
    there_is(names): "; there is {names}", " ; il y a {names}";
    copied(what, more): "copied {what}{more}", "copié {what}{more}";
    news(counts, key):
        "{counts}; {key} shows what is new",
        "{counts} ; {key} montre le nouveau";
    no_meaning(keys):
        "{keys} means nothing here; ? shows the keys",
        "{keys} ne veut rien dire ici ; ? montre les touches";
    differs_at(at, all):
        "words that differ {at}/{all}; d compares",
        "mots qui diffèrent {at}/{all} ; d compare";
    needs_columns(n): "side by side needs {n} columns", "le face-à-face demande {n} colonnes";
    view_saved(name):
        "saved; view:{name} stands for it in every query",
        "enregistrée ; view:{name} la désigne dans toute requête";
    view_dropped(name): "dropped the view {name}", "vue {name} supprimée";
    exported(what, files, to):
        "{what} in {files} written to {to}",
        "{what}, {files} écrits dans {to}";
}

super::counts! {
    too_many_lines(n): "{n} line is too much to copy", "{n} lines are too much to copy";
        "{n} ligne, c'est trop pour copier", "{n} lignes, c'est trop pour copier";
    and_more(n): " and {n} more", " and {n} more"; " et {n} autre", " et {n} autres";
    new_findings(n): "{n} new finding", "{n} new findings";
        "{n} nouveau constat", "{n} nouveaux constats";
    new_items(n): "{n} new item", "{n} new items"; "{n} nouvel élément", "{n} nouveaux éléments";
    items_marked(n):
        "{n} item marked; a digit codes it",
        "{n} items marked; a digit codes them all";
        "{n} élément marqué ; un chiffre le code",
        "{n} éléments marqués ; un chiffre les code tous";
    there_are_items(n): "there is {n} item", "there are {n} items";
        "il y a {n} élément", "il y a {n} éléments";
    witnesses_at_once(n): "{n} witness; m shows all at once", "{n} witnesses; m shows all at once";
        "{n} témoin ; m les montre tous", "{n} témoins ; m les montre tous";
    writing(n): "writing {n} item ...", "writing {n} items ...";
        "écriture de {n} élément ...", "écriture de {n} éléments ...";
    files(n): "{n} file", "{n} files"; "{n} fichier", "{n} fichiers";
    unread(n): "; {n} could not be read", "; {n} could not be read";
        " ; {n} n'a pas pu être lu", " ; {n} n'ont pas pu être lus";
}
