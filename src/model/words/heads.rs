//! What stands still on the screen: titles, heads of columns, labels, the bar at the top, and the
//! words of empty lists. Heads are as wide in each column as the columns below them want.

super::words! {
    THREADS: "Threads", "Fils";
    MESSAGE: "Message", "Message";
    GROUPS: "Groups", "Groupes";
    COMPARE: "Compare", "Comparaison";
    FINDINGS: "Findings", "Constats";
    EXCEPTIONS: "Exceptions", "Exceptions";
    METADATA: "Metadata", "Métadonnées";
    TAGS: "Tags", "Étiquettes";
    EXPORT: "Export", "Export";
    HELP: "Help", "Aide";
    IGNORE: "Ignore", "Ignorer";
    SHEET: "Ghost, apparatus", "Fantôme, apparat";
    TALLY: "Overview and other counts", "Vue d'ensemble et autres décomptes";
    OVERVIEW: "Case overview", "Vue d'ensemble";
    ENTITIES: "Entities", "Entités";
    CORRESPONDENTS: "Correspondents", "Correspondants";
    TIMELINE: "Time line", "Chronologie";
    VIEWS: "Saved views", "Vues enregistrées";
    CONFLICTS: "Clashing verdicts", "Verdicts en conflit";
    APPARATUS: "apparatus", "apparat";
    VERSIONS: "versions", "versions";
    EVIDENCE: "evidence", "éléments de preuve";

    READ_ONLY: "  READ-ONLY", "  LECTURE SEULE";
    CUT_SHORT: "  CUT SHORT", "  ÉCOURTÉ";
    NOTHING: "nothing", "rien";
    THIS: "this", "ceci";
    MEMBER: "member", "membre";
    ONE_FINDING: "finding", "constat";
    ONE_PAIR: "pair", "paire";
    ONE_WITNESS: "witness", "témoin";
    SIDE_A: "side A", "côté A";
    SIDE_B: "side B", "côté B";
    SIDES: "A and B", "A et B";
    UNDO: "  u undo", "  u annuler";
    HELP_HINT: " ? help", " ? aide";
    ALL_SHOWN: "All", "Tout";
    MARKED_TOO: "marked too", "marqués aussi";
    COUNTING: "counting", "décompte";
    LOADING: "loading", "chargement";
    COMPARING: " comparing", " comparaison";
    READING: " reading", " lecture";
    UNREADABLE: "unreadable: ", "illisible : ";

    NEWEST: "newest", "récents";
    OLDEST: "oldest", "anciens";
    LONGEST: "longest", "longs";
    BY_SUBJECT: "subject", "objet";

    DATE: "date", "date";
    FROM: "from", "de";
    SUBJECT: "subject", "objet";
    FLAGS_CODE: " flags code", " signe code";
    GROUP_HEADS:
        "      #    n  sim  kind       date       ",
        "      #    n  sim  genre      date       ";
    SUBJECT_OR_NAME: "subject or name", "objet ou nom";
    CODE: " code", " code";
    PIVOT: " pivot", " pivot";
    FINDING_HEADS:
        "      #  grade score  check            before -> after",
        "      #  degré score  contrôle         avant -> après";
    REASON: "reason", "motif";
    EXCEPTION_HEADS: "  class       stage  path", "  classe      étape  chemin";
    HELP_HEADS:
        "  keys                 name            does",
        "  touches              nom             effet";
    CLAIM_HEADS:
        "  claim            items  saved        at once  value",
        "  déclaration      élém.  enreg.       groupés  valeur";
    CLAIM_ITEM_HEADS: "  saved             name", "  enregistré        nom";
    SAVED_BY: "  by ", "  par ";
    COUNT_ITEMS: "items", "éléments";
    COUNT_WHAT: "what", "quoi";
    COUNT_NAME: "name", "nom";
    COUNT_DAY: "day", "jour";
    COUNT_WEEK: "week", "semaine";
    COUNT_HOUR: "hour", "heure";
    COUNT_FROM: "from", "du";
    COUNT_TO: "to", "au";
    WHERE: "   #  where", "   #  où";

    LABEL_FROM: "From", "De";
    LABEL_TO: "To", "À";
    LABEL_CC: "Cc", "Cc";
    LABEL_SUBJECT: "Subject", "Objet";
    LABEL_FILE: "File", "Fichier";
    LABEL_DATE: "Date", "Date";
    LABEL_PLACE: "Place", "Lieu";
    LABEL_MARKS: "Marks", "Marques";
    LABEL_TIES: "Ties", "Liens";
    LABEL_DEFECTS: "Defects", "Défauts";
    NO_DATE_READ: "none that can be read", "aucune qui soit lisible";
    YOU: "you: ", "vous : ";
    UNCODED: "uncoded", "non codé";
    NOTE_BY: "   note ", "   note ";
    NOT_SAVED_YET: "   (not yet saved)", "   (pas encore enregistré)";
    NONE: "none", "aucun";
    NO_TEXT: "   no text", "   pas de texte";
    LABEL_CLAIMS: "Claims", "Déclare";
    BYTES: "Bytes", "Octets";
    KNOWN_FILES: "known files", "fichiers connus";
    END_OF_BYTES: " end of the bytes", " fin des octets";

    NO_SUBJECT: "(no subject)", "(sans objet)";
    NO_SENDER: "(no sender)", "(sans expéditeur)";
    NOBODY: "(nobody)", "(personne)";
    NO_DATE: "no date", "sans date";
    NOT_HERE: "(not here)", "(pas ici)";
    COVERED: "(covered; gu shows it)", "(couvert ; gu le montre)";
    ABSENT: "(absent)", "(absent)";
    OR_ELSE: "     or  ", "     ou  ";
    CLAIMED: "claimed  ", "déclaré  ";

    CHOOSE_WHAT: "what", "quoi";
    CHOOSE_FORMAT: "format", "format";
    CHOOSE_TO: "to", "vers";
    CHOOSE_WRITE: "write", "écrire";
    SET_MARKED: "marked", "marqués";
    SET_VIEW: "the view", "la vue";
    SET_CODED: "everything coded", "tout ce qui est codé";
    EXPORT_AFTER:
        " afterwards  valla verify FOLDER checks it against its manifest",
        " ensuite     valla verify DOSSIER le contrôle d'après son manifeste";
    EXPORT_KEYS:
        " Enter changes the line, or writes on the last one",
        " Enter change la ligne, ou écrit sur la dernière";

    VERDICT_HEAD: " VERDICT  one of", " VERDICT  un seul";
    TAGS_HEAD: " TAGS  any of", " ÉTIQUETTES  au choix";
    TAGS_NONE: "  none yet: / makes one", "  aucune : / en crée une";
    TAGS_KEYS:
        " letter or digit toggles   / find or new   Enter save and next   Esc leaves",
        " lettre ou chiffre : bascule   / trouver, créer   Enter valide   Esc quitte";

    SPEAKS_AGAINST: "speaks against it", "plaide contre";
    SPEAKS_FOR: "speaks for it", "plaide pour";
    CANNOT_TELL: "cannot tell", "ne permet pas de trancher";
    ITS_CLOCKS: "its clocks", "ses horloges";
    GHOST_REBUILT: "  rebuilt from its replies", "  reconstitué d'après ses réponses";
    GHOST_HEADS:
        "  replies  the words that they quote of it",
        "  réponses les mots qu'elles en citent";
    VERSIONS_HEAD:
        "  each version below the one that it comes from: <- what changed",
        "  chaque version sous celle dont elle vient : <- ce qui a changé";

    PROMPT_FILTER: "filter", "filtre";
    PROMPT_FIND: "find", "chercher";
    PROMPT_NOTE: "note", "note";
    PROMPT_TAG: "tag", "étiquette";
    PROMPT_TO: "to", "vers";

    NO_FINDINGS: "   no findings here", "   aucun constat ici";
    NO_GROUPS: "   no near-duplicates here", "   aucun quasi-doublon ici";
    NO_EXCEPTIONS:
        "   none: everything that was found was read",
        "   aucune : tout ce qui a été trouvé a été lu";
    NO_CLAIMS:
        "   none: no document of the case claims anything",
        "   aucune : aucun document du dossier ne déclare rien";
    NO_MATCH:
        "   nothing matches; f and an empty query show all",
        "   rien ne correspond ; f et une requête vide montrent tout";
    NO_MESSAGES:
        "   no messages yet: valla ingest SOURCE brings some in",
        "   pas encore de messages : valla ingest SOURCE en apporte";
    NO_VIEWS:
        "   no view is saved; :view NAME keeps the filter under a name",
        "   aucune vue enregistrée ; :view NOM garde le filtre sous un nom";
    NO_CLASHES: "   no verdicts clash", "   aucun conflit de verdicts";
    NO_ROWS: "   none", "   rien";
    NO_QUOTES: "   no reply here quotes it", "   aucune réponse ici ne le cite";
    NO_VARIANTS: "   all witnesses say the same", "   tous les témoins disent la même chose";
    NO_VERSIONS: "   no versions here", "   aucune version ici";
    NO_EVIDENCE:
        "   no check can say anything of it, for or against",
        "   aucun contrôle ne peut rien en dire, ni pour ni contre";

    SPACE: "space", "blancs";
    QUOTES: "quotes", "chevrons";
    FORMS: "forms", "formes";
    FOOTER: "footer", "pieds";
    IGNORED: " ignored:", " sauf :";
    ALIGNMENT_CUT:
        " the alignment was cut short: the texts are too long or too different",
        " l'alignement a été écourté : textes trop longs ou trop différents";
    TEXTS_SAME:
        " the texts say the same, apart from what is ignored",
        " les textes disent la même chose, hormis ce qui est ignoré";
    PREFIX_MORE:
        "  goes on with one of these; Esc leaves it",
        "  se poursuit par l'une de celles-ci ; Esc abandonne";
}

super::phrases! {
    claim(key): "{key}: ", "{key} : ";
    too_small(width, height, had, has):
        "{width}x{height} needed, have {had}x{has}",
        "il faut {width}x{height}, écran de {had}x{has}";
    news_bar(n): "  {n} new", "  {n} de plus";
    coded_of(coded, all): "  {coded} of {all} coded", "  {coded} codés sur {all}";
    pace(n): ", {n}/h", ", {n}/h";
    asking(what):
        " {what}?  Enter or y does it, Esc leaves it",
        " {what} ?  Enter ou y le fait, Esc y renonce";
    help_of(title): "Help: {title}", "Aide : {title}";
    acts_on(name): " {name}: ", " {name} : ";
    cut_title(title, cut): "{title}: {cut}", "{title} : {cut}";
    cut_keys(scale, senders):
        "  {scale} week, hour  {senders} senders",
        "  {scale} semaine, heure  {senders} expéditeurs";
    prompt(name): " {name}: ", " {name} : ";
    and_then(keys): "{keys} and", "{keys} puis";
    threads_place(at, rows, all, order):
        "{at}/{rows}  {all} thr  {order}",
        "{at}/{rows}  {all} fils  {order}";
    threads_place_of(at, rows, shown, all, order):
        "{at}/{rows}  {shown} of {all} thr  {order}",
        "{at}/{rows}  {shown} fils sur {all}  {order}";
    groups_place(at, rows, all): "{at}/{rows} of {all} groups", "{at}/{rows} sur {all} groupes";
    findings_place(at, rows, all):
        "{at}/{rows} of {all} findings",
        "{at}/{rows} sur {all} constats";
    item_place(at, all): "item {at}/{all}", "élément {at}/{all}";
    sheet_place(at, rows, witnesses):
        "place {at}/{rows}  {witnesses} witnesses",
        "lieu {at}/{rows}  {witnesses} témoins";
    change_at(at, all): "change {at}/{all}", "écart {at}/{all}";
    pair_at(what, at, all, rest): "{what} {at}/{all}  {rest}", "{what} {at}/{all}  {rest}";
    ignored(what): "  ignored: {what}", "  ignoré : {what}";
    compare_title(title): "compare {title}", "comparer {title}";
    missing_title(id): "not here: {id}", "pas ici : {id}";
    copy_number(at): "  copy {at}", "  copie {at}";
    media(name, bytes): "   {name}   {bytes} B", "   {name}   {bytes} o";
    bytes_of(bytes, digest): "  {bytes} B  {digest}", "  {bytes} o  {digest}";
    media_short(name, bytes): "  {name}  {bytes} B", "  {name}  {bytes} o";
    other_form(bytes):
        "   also as another form: {bytes} B",
        "   aussi sous une autre forme : {bytes} o";
    hidden_text(bytes):
        "   hidden text: {bytes} B that no reader shows (r: raw)",
        "   texte caché : {bytes} o qu'aucun logiciel ne montre (r : brut)";
    byte_places(a, b): "  byte A {a} B {b}", "  octet A {a} B {b}";
    became_item(digest):
        " item {digest} (Enter: its bytes, Enter again: the item)",
        " élément {digest} (Enter : ses octets, Enter encore : l'élément)";
    byte_place(at, all): "byte {at} of {all}", "octet {at} sur {all}";
    which_holds(path, inner): "{path} (which holds {inner})", "{path} (qui contient {inner})";
    all_claims(n): "   (i: all {n})", "   (i : les {n})";
    coded_set(verdict): "coded {verdict}", "codés : {verdict}";
    tagged_set(tag): "tagged {tag}", "étiquetés : {tag}";
    evidence_head(against, pro, open, clocks):
        "  {against} against, {pro} for, {open} cannot tell; {clocks}",
        "  {against} contre, {pro} pour, {open} sans réponse ; {clocks}";
    rates(a, b, c, d):
        "{a} of {b} here, {c} of {d} innocent",
        "{a} sur {b} ici, {c} sur {d} innocents";
    export_writes(items, format):
        " will write  {items} as {format}, with manifest.jsonl (SHA-256 of each)",
        " va écrire   {items} en {format}, avec manifest.jsonl (SHA-256 de chacun)";
    export_size(bytes):
        " size        {bytes} B of items; nothing outside this folder is touched",
        " taille      {bytes} o d'éléments ; rien n'est touché hors de ce dossier";
    export_into(items): "{items} into ", "{items} dans ";
}

super::counts! {
    items(n): "{n} item", "{n} items"; "{n} élément", "{n} éléments";
    groups(n): "{n} near-dup group", "{n} near-dup groups";
        "{n} groupe de quasi-doublons", "{n} groupes de quasi-doublons";
    findings(n): "{n} finding", "{n} findings"; "{n} constat", "{n} constats";
    messages(n): "{n} message", "{n} messages"; "{n} message", "{n} messages";
    clocks(n): "{n} clock", "{n} clocks"; "{n} horloge", "{n} horloges";
    hours(n): "{n} hours", "{n} hours"; "{n} heure", "{n} heures";
    days(n): "{n} days", "{n} days"; "{n} jour", "{n} jours";
    witnesses(n): "{n} witness", "{n} witnesses"; "{n} témoin", "{n} témoins";
    in_groups(n): ", in {n} near-dup group", ", in {n} near-dup groups";
        ", dans {n} groupe de quasi-doublons", ", dans {n} groupes de quasi-doublons";
    with_findings(n): ", {n} finding", ", {n} findings"; ", {n} constat", ", {n} constats";
    not_saved(n): "  {n} not yet saved", "  {n} not yet saved";
        "  {n} non enregistré", "  {n} non enregistrés";
    actions_place(n, at): "{at}/{n} action", "{at}/{n} actions";
        "{at}/{n} action", "{at}/{n} actions";
    exceptions_place(n, at): "{at}/{n} exception", "{at}/{n} exceptions";
        "{at}/{n} exception", "{at}/{n} exceptions";
    items_place(n, at): "{at}/{n} item", "{at}/{n} items"; "{at}/{n} élément", "{at}/{n} éléments";
    values_place(n, at): "{at}/{n} value", "{at}/{n} values"; "{at}/{n} valeur", "{at}/{n} valeurs";
    rows_place(n, at): "{at}/{n} row", "{at}/{n} rows"; "{at}/{n} ligne", "{at}/{n} lignes";
    marked_away(n): ", {n} marked away", ", {n} marked away";
        ", {n} marqué écarté", ", {n} marqués écartés";
    changes(n): "{n} change", "{n} changes"; "{n} écart", "{n} écarts";
    members(n): "{n} member; ", "{n} members; "; "{n} membre ; ", "{n} membres ; ";
    equal_rows(n):
        "        ... {n} equal row (z opens) ...",
        "        ... {n} equal rows (z opens) ...";
        "        ... {n} ligne égale (z ouvre) ...", "        ... {n} lignes égales (z ouvre) ...";
    more_bytes(n): " {n} more byte: valla show --raw", " {n} more bytes: valla show --raw";
        " encore {n} octet : valla show --raw", " encore {n} octets : valla show --raw";
    more_places(n): "   = {n} more place", "   = {n} more places";
        "   = {n} autre lieu", "   = {n} autres lieux";
    copies_of_id(n): "{n} copy of this Message-ID   ", "{n} copies of this Message-ID   ";
        "{n} copie de ce Message-ID   ", "{n} copies de ce Message-ID   ";
    copies_of_one(n): "{n} copy of one Message-ID", "{n} copies of one Message-ID";
        "{n} copie d'un même Message-ID", "{n} copies d'un même Message-ID";
    group_of(n): "~ near-duplicate group of {n}   ", "~ near-duplicate group of {n}   ";
        "~ groupe de {n} quasi-doublon   ", "~ groupe de {n} quasi-doublons   ";
    marked(n): "{n} marked", "{n} marked"; "{n} marqué", "{n} marqués";
    all_of(n): "all {n}", "all {n}"; "tout ({n})", "tous ({n})";
    copies(n): "{n} copy", "{n} copies"; "{n} copie", "{n} copies";
    known_folded(n):
        "{n} known file is folded away: f is:known shows it",
        "{n} known files are folded away: f is:known shows them";
        "{n} fichier connu est replié : f is:known le montre",
        "{n} fichiers connus sont repliés : f is:known les montre";
    and_more(n): "  and {n} more", "  and {n} more"; "  et {n} autre", "  et {n} autres";
    more_rows(n): ", {n} more", ", {n} more"; ", {n} de plus", ", {n} de plus";
    more_alike(n): " = {n} more", " = {n} more"; " = {n} autre", " = {n} autres";
}
