//! What commands say where they cannot do their work: what went wrong, what lies behind it, and
//! what to do. Commands that are named are typed as they stand, in every language.

super::words! {
    BECAUSE: "because", "cause";
    TRY: "try", "essayez";

    DIGITS_OF_DIGEST:
        "an item is named by 8 to 64 digits of its digest",
        "un élément se nomme par 8 à 64 chiffres de son empreinte";
    LIST_DIGESTS:
        "valla list   (prints the digests)",
        "valla list   (affiche les empreintes)";
    FINDINGS_IDS:
        "valla findings   (prints the ids; type 4 or more digits)",
        "valla findings   (affiche les identifiants ; tapez-en 4 chiffres ou plus)";
    STDOUT: "stdout could not be written", "la sortie standard n'a pas pu être écrite";
    STDIN: "stdin cannot be read", "l'entrée standard ne peut être lue";
    STDIN_TEXT: "stdin is no UTF-8 text", "l'entrée standard n'est pas du texte UTF-8";
    NEWER_PROGRAM:
        "use the newer program that wrote the case",
        "prenez le programme plus récent qui a écrit le dossier";
    LOOK_AT_PATH:
        "look at the path, its permissions and the free space, then run this again",
        "voyez le chemin, ses droits et la place libre, puis relancez";
    REPAIR:
        "`valla repair` makes the index and the stores again; journals stay",
        "`valla repair` refait l'index et les magasins ; les journaux restent";
    NEW_FOLDER:
        "name a folder that does not exist yet",
        "nommez un dossier qui n'existe pas encore";
    BESIDE_SOURCES: "name a folder beside the sources", "nommez un dossier à côté des sources";
    FOLDER_OF_EXPORT:
        "name the folder of an export, or run `valla verify` with no path to check the case",
        "nommez le dossier d'une exportation, ou lancez `valla verify` sans chemin pour contrôler \
         le dossier d'affaire";
    TAKE_TABLES:
        "take --format csv, jsonl, dat or html, or leave --redact out",
        "prenez --format csv, jsonl, dat ou html, ou omettez --redact";
    MINISIGN:
        "minisign -G makes a pair of keys; name the right one",
        "minisign -G fait une paire de clés ; nommez la bonne";
    LOOK_AT_SPACE:
        "look at permissions and free space, then run this again",
        "voyez les droits et la place libre, puis relancez";
    DEMO: "valla demo   (makes one to try)", "valla demo   (en fait un pour essayer)";
    MAKE_CASE:
        "valla ingest --case DIR SOURCE...   (makes a case from mail)",
        "valla ingest --case DIR SOURCE...   (fait un dossier d'affaire à partir de courrier)";
    OPEN_CASE:
        "valla --case DIR   (opens one that is there)",
        "valla --case DIR   (en ouvre un qui existe)";

    NAME_OF_SEVERAL:
        "--name names one source, and several were given",
        "--name nomme une source, et plusieurs ont été données";
    ONE_BY_ONE:
        "ingest them one by one, each with its --name",
        "lisez-les une à une, chacune avec son --name";
    ONE_A_LINE:
        "one a line; blanks at the ends count",
        "un par ligne ; les blancs aux extrémités comptent";
    DIGEST_A_LINE:
        "one MD5, SHA-1 or SHA-256 a line, or the CSV of the NSRL",
        "un MD5, SHA-1 ou SHA-256 par ligne, ou le CSV de la NSRL";
    NAME_WHAT_IS_THERE:
        "name a file or folder that is there; nothing was ingested",
        "nommez un fichier ou un dossier qui existe ; rien n'a été lu";
    GROUP_LATE:
        "--group is said when a case is made; this one is there",
        "--group se dit quand un dossier est fait ; celui-ci existe";
    LEAVE_GROUP:
        "leave --group away, or make another case",
        "omettez --group, ou faites un autre dossier";
    GETENT:
        "getent group   (lists them; a number is taken too)",
        "getent group   (les liste ; un numéro convient aussi)";
    FRESH_CASE:
        "--case DIR with a folder that does not exist yet",
        "--case DIR avec un dossier qui n'existe pas encore";
    PLAIN_REVIEW:
        "valla review --plain   (line by line)",
        "valla review --plain   (ligne à ligne)";
    OTHER_COMMANDS:
        "valla threads   (or any other command of `valla help`; they need no screen)",
        "valla threads   (ou toute autre commande de `valla help` ; elles se passent d'écran)";

    ALL_PRIVATE:
        "nothing to export: all that matches is tagged as private",
        "rien à exporter : tout ce qui répond est étiqueté comme privé";
    WHICH_TAGS:
        "valla tags   (which tags there are)",
        "valla tags   (quelles étiquettes il y a)";
    WHAT_MATCHES:
        "valla list QUERY   (what a query matches)",
        "valla list QUERY   (ce à quoi une requête répond)";
    WHAT_CHANGED: "valla verify   (what has changed)", "valla verify   (ce qui a changé)";
    WHERE_SOURCES:
        "valla sources   (where they should lie)",
        "valla sources   (où elles doivent se trouver)";
    MOVE_SOURCE:
        "valla sources move OLD NEW   (where a source lies now)",
        "valla sources move OLD NEW   (où une source se trouve à présent)";

    THE_TEXT: "the text", "le texte";
    THE_TEXTS: "the texts", "les textes";
    THE_BYTES: "the bytes", "les octets";
    THE_HEADERS: "the headers", "les en-têtes";
    NO_EVIDENCE: "the evidence cannot be read", "les preuves ne peuvent être lues";
    QUERY_A_LINE:
        "one query a line; lines that begin with # are passed over",
        "une requête par ligne ; les lignes qui commencent par # sont ignorées";
    RECOVER_LISTS:
        "`valla keys recover` lists what can be sought",
        "`valla keys recover` liste ce qui peut être cherché";
    CUT_KEYS:
        "cut it into pieces of less than 1 GB",
        "découpez-le en morceaux de moins de 1 Go";
    DEMO_DIR:
        "valla demo DIR   (with a folder that you may write)",
        "valla demo DIR   (avec un dossier où vous pouvez écrire)";
    LOG_FOLDER:
        "--log with a file in a folder that is there",
        "--log avec un fichier dans un dossier qui existe";
    OUR_FAULT:
        "an error in the program stopped the work",
        "une erreur du programme a arrêté le travail";
    RUN_AGAIN:
        "run it again; the case on disk is whole, and what was said to be saved is saved",
        "relancez ; le dossier sur le disque est intact, et ce qui a été dit enregistré l'est";

    SOURCE_NOT_NAMED:
        "its source is not in case.toml",
        "sa source n'est pas dans case.toml";
    OTHER_BYTES:
        "its bytes are not those that were ingested",
        "ses octets ne sont pas ceux qui ont été lus";

    NO_TERMINAL:
        "there is no terminal to show the screen on",
        "il n'y a pas de terminal où montrer l'écran";
    NO_TERM:
        "TERM is not set, so the screen cannot be shown",
        "TERM n'est pas défini, l'écran ne peut donc être montré";
}

super::sentences! {
    because(cause): "  because: {cause}", "  cause : {cause}";
    try_this(hint): "  try: {hint}", "  essayez : {hint}";
    here(before, after): "{before}<HERE>{after}", "{before}<ICI>{after}";
    wrong_query(why): "wrong query: {why}", "requête incorrecte : {why}";
    no_case(path): "no case at {path}", "pas de dossier d'affaire en {path}";
    no_case_near(path):
        "no case in {path} or above it",
        "pas de dossier d'affaire dans {path} ni au-dessus";
    where_to_make(what): "{what}; say where to make one", "{what} ; dites où en faire un";
    makes_it(path):
        "valla ingest --case {path} SOURCE...   (makes it)",
        "valla ingest --case {path} SOURCE...   (le fait)";
    not_empty(path):
        "{path} is no case, and it is not empty; a case is made in a new folder",
        "{path} n'est pas un dossier d'affaire et n'est pas vide ; on en fait un dans un nouveau \
         dossier";
    newer(path, found, known):
        "{path} has version {found}; this program reads up to {known}",
        "{path} est de la version {found} ; ce programme lit jusqu'à la {known}";
    of_path(path, cause): "{path}: {cause}", "{path} : {cause}";
    failed(path): "{path} failed", "échec sur {path}";
    damaged(path, what): "{path} is damaged: {what}", "{path} est abîmé : {what}";
    other_ingest(path):
        "another ingest is running on {path}",
        "une autre lecture est en cours sur {path}";
    cannot(doing, path, cause):
        "cannot {doing} {path}: {cause}; check the disk's space and who may write there",
        "impossible {doing} {path} : {cause} ; vérifiez la place du disque et qui peut y écrire";

    unread(what): "{what} cannot be read", "{what} ne peut être lu";
    source_unread(path): "source {path} cannot be read", "la source {path} ne peut être lue";
    no_password(path): "{path} holds no password", "{path} ne contient aucun mot de passe";
    no_digest(path): "{path} holds no digest", "{path} ne contient aucune empreinte";
    no_group_of_users(name):
        "no group of this machine is named {name}",
        "aucun groupe de cette machine ne s'appelle {name}";
    no_such_item(prefix): "{prefix} names no item", "{prefix} ne nomme aucun élément";
    no_item_begins(prefix):
        "no item begins with {prefix}",
        "aucun élément ne commence par {prefix}";
    items_begin(n, prefix):
        "{n} items begin with {prefix}; type more digits",
        "{n} éléments commencent par {prefix} ; tapez plus de chiffres";
    findings_begin(id):
        "several findings begin with {id}; type more digits",
        "plusieurs constats commencent par {id} ; tapez plus de chiffres";
    no_finding(id): "no finding {id}", "pas de constat {id}";
    part_unread(what, item, path):
        "{what} of item {item} cannot be read from {path}",
        "{what} de l'élément {item} : lecture impossible dans {path}";
    group_unread(id):
        "the texts of group {id} cannot be read",
        "les textes du groupe {id} ne peuvent être lus";
    terminal_cannot(term):
        "this terminal (TERM={term}) cannot show the screen",
        "ce terminal (TERM={term}) ne peut montrer l'écran";

    terminal_failed(cause):
        "the terminal cannot be used: {cause}",
        "le terminal est inutilisable : {cause}";
    no_thread(cause):
        "a thread could not be started: {cause}",
        "une tâche n'a pas pu être lancée : {cause}";
    broke_at(place): "it broke at {place}", "rupture en {place}";
    said_at(what, place): "{what} ({place})", "{what} ({place})";

    occupied(path):
        "{path} is not empty; an export never overwrites",
        "{path} n'est pas vide ; une exportation n'écrase jamais";
    no_folder(path):
        "{path} is no folder of its own (a file or a link)",
        "{path} n'est pas un dossier à part entière (un fichier ou un lien)";
    inside_source(path, name):
        "{path} lies below the source {name}, and sources are only ever read",
        "{path} se trouve sous la source {name}, et les sources ne sont que lues";
    no_export(path):
        "{path} is no export: it holds no manifest.jsonl with SHA256SUMS",
        "{path} n'est pas une exportation : il y manque manifest.jsonl avec SHA256SUMS";
    own_bytes(format):
        "{format} holds the items' own bytes, and nothing can be withheld from those",
        "{format} contient les octets mêmes des éléments, dont rien ne peut être retenu";
    source_not_at(name, path):
        "the source {name} is not at {path}",
        "la source {name} n'est pas en {path}";
    gone_from(path, name):
        "{path} is gone from the source {name}",
        "{path} n'est plus dans la source {name}";
    never_read(name):
        "the source {name}: it was entered and never read to its end; `valla ingest` of it reads \
         it",
        "la source {name} : elle a été inscrite et jamais lue jusqu'au bout ; `valla ingest` la \
         lit";
    kept_differ(item):
        "the kept bytes of {item} differ",
        "les octets gardés de {item} diffèrent";
    unfinished(n):
        "{n} bytes of an unfinished row",
        "{n} octets d'une ligne inachevée";
    unaccounted(lost, doubled):
        "{lost} bytes are in no item or gap, {doubled} in two",
        "octets hors de tout élément ou lacune : {lost}, dans deux : {doubled}";
    item_differs(offset, length):
        "the item at {offset} +{length} differs",
        "l'élément en {offset} +{length} diffère";
    signs_nothing(path, why): "{path} signs nothing: {why}", "{path} ne signe rien : {why}";
    nothing_signed(why): "nothing can be signed: {why}", "rien ne peut être signé : {why}";
    no_public_key(key, why):
        "{key} is no public key: {why}",
        "{key} n'est pas une clé publique : {why}";
    nothing_matches(words):
        "nothing to export: no item matches {words}",
        "rien à exporter : aucun élément ne répond à {words}";
    unread_again(items):
        "{items} could not be read again from the sources; the manifest names each",
        "relecture des sources impossible pour {items} ; le manifeste les nomme";
    list_unread(path):
        "the word list {path} cannot be read",
        "la liste de mots {path} ne peut être lue";
    list_large(path):
        "the word list {path} is larger than 8 MiB",
        "la liste de mots {path} dépasse 8 Mio";
    list_empty(path):
        "the word list {path} holds no term",
        "la liste de mots {path} ne contient aucun terme";
    at_line(path, n): "{path}, line {n}", "{path}, ligne {n}";
    nothing_to_recover(name):
        "{name}: there is nothing to recover it from",
        "{name} : rien dont on puisse la retrouver";
    keys_large(path):
        "{path} is too large for a file of keys",
        "{path} est trop grand pour un fichier de clés";
    unwritten(path): "{path} cannot be written", "{path} ne peut être écrit";
    log_unwritten(path):
        "the log {path} cannot be written",
        "le journal {path} ne peut être écrit";
    source_there(name, path):
        "the case has a source named {name} already, at {path}; choose another --name, or \
         `valla sources move`",
        "le dossier a déjà une source nommée {name}, en {path} ; choisissez un autre --name, ou \
         `valla sources move`";
    source_differs(path, name):
        "{path} does not hold what {name} held: their digests differ; ingest it as a source of \
         its own instead",
        "{path} ne contient pas ce que contenait {name} : leurs empreintes diffèrent ; lisez-la \
         plutôt comme une source à part";
    no_key_in(origin):
        "{origin}: no line of it is a key: a line is selector TAB domain TAB record, or what \
         dig prints",
        "{origin} : aucune ligne n'est une clé : une ligne est sélecteur TAB domaine TAB \
         enregistrement, ou ce qu'affiche dig";
    no_source(name): "the case has no source {name}", "le dossier n'a pas de source {name}";
    no_source_of(name, names):
        "the case has no source {name}; its sources are {names}",
        "le dossier n'a pas de source {name} ; ses sources sont {names}";
}
