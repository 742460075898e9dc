//! What commands tell on the way and at their end: counts, what was done, what is next. Headers of
//! tables and whatever else a program reads are not here.

super::nouns! {
    ITEM: "item", "items"; "élément", "éléments";
    FILE: "file", "files"; "fichier", "fichiers";
    FILE_READ: "file read", "files read"; "fichier lu", "fichiers lus";
    ITEM_NEW: "item new", "items new"; "élément nouveau", "éléments nouveaux";
    MORE_FILE: "more file", "more files"; "autre fichier", "autres fichiers";
    PLACE: "place", "places"; "lieu", "lieux";
    THREAD: "thread", "threads"; "fil", "fils";
    GROUP: "group", "groups"; "groupe", "groupes";
    EXCEPTION: "exception", "exceptions"; "exception", "exceptions";
    DIGEST: "digest", "digests"; "empreinte", "empreintes";
    MESSAGE: "message", "messages"; "message", "messages";
    ATTACHMENT: "attachment", "attachments"; "pièce jointe", "pièces jointes";
    DOCUMENT: "document", "documents"; "document", "documents";
    KNOWN_FILE: "known file", "known files"; "fichier connu", "fichiers connus";
    EDIT: "edit", "edits"; "écart", "écarts";
    ROW: "row", "rows"; "ligne", "lignes";
    MORE_ROW: "more row", "more rows"; "autre ligne", "autres lignes";
    TROUBLE: "trouble", "troubles"; "anomalie", "anomalies";
    REPLY: "reply", "replies"; "réponse", "réponses";
    TEXT: "text", "texts"; "texte", "textes";
    EVENT: "new event", "new events"; "événement nouveau", "événements nouveaux";
    THING: "thing", "things"; "chose", "choses";
    KEY: "key", "keys"; "clé", "clés";
    SIGNATURE: "signature", "signatures"; "signature", "signatures";
}

super::words! {
    CASE: "case", "dossier";
    SOURCES: "sources", "sources";
    ITEMS: "items", "éléments";
    MESSAGES: "messages", "messages";
    ATTACHED: "attached", "joints";
    ATTACHMENTS: "attachments", "pièces";
    DOCUMENTS: "documents", "documents";
    OCCURRENCES: "occurrences", "lieux";
    THREADS: "threads", "fils";
    GROUPS: "groups", "groupes";
    FINDINGS: "findings", "constats";
    EXCEPTIONS: "exceptions", "exceptions";
    TAGGED: "tagged", "étiquetés";
    BYTES: "bytes", "octets";
    HEAD: "head", "tête";

    KILO: "KB", "ko";
    MEGA: "MB", "Mo";
    GIGA: "GB", "Go";
    TERA: "TB", "To";

    READING: "reading", "lecture";
    VERIFYING: "verifying", "contrôle";
    GREW: "grew, read from its old end", "a grandi, lu depuis son ancienne fin";
    CHANGED:
        "changed since it was read, read again",
        "changé depuis sa lecture, relu";
    WENT:
        "gone from its source, its items are kept",
        "absent de sa source, ses éléments sont gardés";
    NOT_UP_TO_DATE:
        "what was read is in the case, but case.toml could not be brought up to date:",
        "ce qui a été lu est dans le dossier, mais case.toml n'a pas pu être mis à jour :";
    NOT_READ_YET: "  not read yet", "  pas encore lue";
    REFERENCE: "  reference", "  référence";

    NOT_HERE: "not here      ", "absent d'ici  ";
    COVERED:
        "    covered, since it is tagged as private",
        "    couvert, car étiqueté comme privé";
    CUT_SHORT:
        "the comparison was cut short by a bound; there may be more edits",
        "la comparaison a été écourtée par une limite ; il peut y avoir d'autres écarts";
    RAW_SHOWN:
        "shown with marks for hidden characters; redirect to a file for the exact bytes",
        "montré avec des marques pour les caractères cachés ; redirigez vers un fichier pour les \
         octets exacts";
    THE_MESSAGE: "the message", "le message";
    SAME_BYTES: "same bytes", "mêmes octets";
    COPY: "copy", "copie";
    NEAR: "near-duplicate", "quasi-doublon";

    FACT_ITEM: "item", "élément";
    FACT_KIND: "kind", "genre";
    FACT_SUBJECT: "subject", "objet";
    FACT_FROM: "from", "de";
    FACT_TO: "to", "à";
    FACT_CC: "cc", "cc";
    FACT_DATE: "date", "date";
    FACT_ID: "id", "id";
    FACT_NAME: "name", "nom";
    FACT_SIZE: "size", "taille";
    FACT_THREAD: "thread", "fil";
    FACT_GROUP: "group", "groupe";
    FACT_PLACE: "place", "lieu";
    FACT_HOLDS: "holds", "contient";
    FACT_DEFECT: "defect", "défaut";
    FACT_TAGS: "tags", "étiq.";
    FACT_CLAIMS: "claims", "prétend";
    FACT_VERDICT: "verdict", "verdict";
    FACT_NOTE: "note", "note";

    RANGES: "ranges of items", "plages d'éléments";
    ROWS_OF_JOURNALS: "journal rows", "lignes de journal";
    ROWS_REDACTED:
        "journal rows redacted: their hashes hold the chain, their words are gone",
        "lignes de journal expurgées : leurs empreintes tiennent la chaîne, leurs mots sont partis";
    BYTES_IN_MESSAGES: "bytes of mailboxes in messages", "octets de boîtes dans des messages";
    ALL_AGREES: "everything agrees", "tout concorde";
    OLD_KEPT:
        "index: the old one was kept, since not everything it was made of is there",
        "index : l'ancien a été gardé, car tout ce dont il est fait n'est pas là";
    SAYS_WHERE:
        "`valla sources move NAME NEW` says where a source lies now",
        "`valla sources move NAME NEW` dit où une source se trouve à présent";
    ITEMS_OF_MANIFEST: "items of the manifest", "éléments du manifeste";
    THAT_HOLD: "signatures that hold", "signatures qui tiennent";

    NONE_MATCHES:
        "no item matches; nothing was written",
        "aucun élément ne répond ; rien n'a été écrit";
    ALONG_COPIES: "copies", "copies";
    ALONG_THREAD: "thread", "fil";
    ALONG_FAMILY: "family", "famille";
    OPEN: "open", "ouvert";
    NONE: "none", "aucun";
    REDACTED: "redacted", "expurgé";
    LAST_ACT: "the last act", "le dernier acte";
    EVERYTHING: "everything", "tout";
    NO_VIEW_MADE:
        "no item matches; no view was made",
        "aucun élément ne répond ; aucune vue n'a été faite";
    TAKE_ONE:
        "valla batch --take NAME takes one; valla review view:NAME works through it",
        "valla batch --take NAME en prend une ; valla review view:NAME la parcourt";
    WOULD_GO:
        "this would be taken out of the journal for good, and could not be taken back;",
        "ceci serait retiré du journal pour de bon, sans retour possible ;";
    HASH_STAYS:
        "its hash, time and author stay. Nothing was done: add --yes to do it",
        "son empreinte, son heure et son auteur restent. Rien n'a été fait : ajoutez --yes";
    TAKEN_OUT:
        "taken out; `valla verify` counts it, and `valla log` says who did it and why",
        "retiré ; `valla verify` le compte, et `valla log` dit qui l'a fait et pourquoi";
    STILL_IN_COPIES:
        "exports, bundles and backups made before still hold it (docs/removal.md)",
        "les exportations, lots et sauvegardes d'avant le contiennent encore (docs/removal.md)";
    NOBODY_READ: "(nobody can be read)", "(personne de lisible)";
    NO_CLASH: "no clashing verdicts", "aucun verdict discordant";
    NOT_OF_HERE: "(of a source that is not here)", "(d'une source absente d'ici)";
    COPIES_DISAGREE:
        "Copies of one message that disagree:",
        "Copies d'un même message qui divergent :";
    NEARLY_ALIKE:
        "Messages that resemble each other, but for a few words:",
        "Messages qui se ressemblent, à quelques mots près :";
    PLANTED:
        "Planted edits found, most telling first:",
        "Altérations introduites trouvées, les plus parlantes d'abord :";
    KEYS_FINE:
        "every key has one meaning, every action a key",
        "chaque touche a un sens, chaque action une touche";
}

super::sentences! {
    octets(n): "{n} B", "{n} o";
    skipped(path, why): "skipped {path}: {why}", "ignoré {path} : {why}";
    about(path, what): "{path}: {what}", "{path} : {what}";
    read(files, unchanged, items):
        "{files}, {unchanged} unchanged; {items}",
        "{files}, inchangés : {unchanged} ; {items}";
    renamed(before, now):
        "the source {before} is called {now} from now on: another one bears that name too",
        "la source {before} s'appelle désormais {now} : une autre porte aussi ce nom";
    run_again(why): "{why}; run the ingest again", "{why} ; relancez la lecture";
    holds(items, places, threads, groups):
        "the case holds {items} in {places}, {threads}, {groups}",
        "le dossier contient {items} en {places}, {threads}, {groups}";
    not_searched(what):
        "not searched for findings: {what}; all else stands",
        "constats non cherchés dans : {what} ; tout le reste tient";
    unread_of(exceptions, unread):
        "{exceptions}, {unread} of them unread in whole or part: `valla exceptions` lists them",
        "{exceptions}, dont {unread} sans lecture complète : `valla exceptions` les liste";
    waiting(name, path):
        "the source {name} was never read to its end; valla ingest {path}   (reads it)",
        "la source {name} n'a jamais été lue jusqu'au bout ; valla ingest {path}   (la lit)";
    known_files(digests): "{digests} of known files", "{digests} de fichiers connus";
    moved(name, path):
        "source {name} now lies at {path}",
        "la source {name} est à présent en {path}";
    forgotten(name):
        "source {name} was taken out; marks are kept",
        "la source {name} a été retirée ; les marques sont gardées";
    stage(stage, items): "{stage}: {items} items", "{stage} ; éléments : {items}";
    bar(stage, files, all, items):
        "{stage} {files}/{all} files, {items} items",
        "{stage} {files}/{all} fichiers, éléments : {items}";
    tenth(stage, percent, done, all, items, pace, left):
        "{stage} {percent} %: {done} of {all}, {items} items, {pace}/s, {left} s left",
        "{stage} {percent} % : {done} sur {all}, éléments : {items}, {pace}/s, reste {left} s";

    left(time): "{time} left", "reste {time}";

    folded(known):
        "{known} folded away; is:known lists them",
        "{known} repliés ; is:known les liste";
    match_of(hits, all, without):
        "{hits} of {all} match{without}",
        "{hits} sur {all} répondent{without}";
    without_text(items): "; {items} without text", " ; {items} sans texte";
    texts_read(why):
        "search reads the texts themselves: {why}; `valla repair` makes the index again",
        "la recherche lit les textes mêmes : {why} ; `valla repair` refait l'index";
    terms_match(hits, all, families, without):
        "{hits} of {all} match some term, {families} with families; {without} without text",
        "{hits} sur {all} répondent à un terme, {families} avec familles ; {without} sans texte";
    thread(id, date, subject, messages): "{id}  {date}  {subject}  ({messages})",
        "{id}  {date}  {subject}  ({messages})";
    group(id, items, why): "{id}  {items}: {why}", "{id}  {items} : {why}";
    bytes(n): "{n} bytes", "{n} octets";
    bytes_at(offset, length): " bytes {offset}+{length}", " octets {offset}+{length}";
    within(parent): " in {parent}", " dans {parent}";
    no_text(item):
        "valla: item {item} has no readable text",
        "valla : l'élément {item} n'a pas de texte lisible";
    ignored(what): "; ignored: {what}", " ; ignoré : {what}";
    edits(edits, a, at_a, b, at_b, ignored):
        "{edits} from {a} ({at_a}) to {b} ({at_b}){ignored}",
        "{edits} de {a} ({at_a}) à {b} ({at_b}){ignored}";
    not_shown(place): "[not shown to readers: {place}]", "[non montré aux lecteurs : {place}]";
    nothing_hidden(item):
        "valla: nothing hidden is known of item {item}",
        "valla : on ne connaît rien de caché à l'élément {item}";
    ghost(id, subject, message): "{id}  {subject}  not here: <{message}>",
        "{id}  {subject}  absent d'ici : <{message}>";
    said_by(claim): "  said to be by {claim}", "  dit être de {claim}";
    other_reply(text): "  ~ {text}   (another reply)", "  ~ {text}   (une autre réponse)";
    versions(id, items, texts): "{id}  {items} with {texts}", "{id}  {items}, {texts}";
    span(first, last): "{first} to {last}", "{first} à {last}";
    burst(n, minutes, from): "  {n} within {minutes} min of {from}",
        "  {n} en {minutes} min à partir de {from}";
    not_listed(rows): "{rows} not listed", "non listé : {rows}";

    source_files(size): "source files, {size}", "fichiers de sources, {size}";
    bytes_in_gaps(what):
        "bytes of mailboxes in gaps: {what}",
        "octets de boîtes hors messages : {what}";
    found(troubles): "{troubles} found", "trouvé : {troubles}";
    journal(name, rows, store): "journal {name}: {rows}; store: {store}",
        "journal {name} : {rows} ; magasin : {store}";
    store_unsound(name, store): "{name}: its store is not sound: {store}",
        "{name} : son magasin n'est pas sain : {store}";
    index_damage(why): "index: could not be read: {why}", "index : illisible : {why}";
    index_made(files, size, items):
        "index: made again from {files}, {size}; {items}",
        "index : refait à partir de {files}, {size} ; {items}";
    source_differs(name):
        "the source {name} is not what was ingested before",
        "la source {name} n'est pas ce qui avait été lu";
    and_more(n): "and {n} more", "et {n} de plus";
    export_files(size): "files, {size}", "fichiers, {size}";
    export_agrees(path):
        "the export {path} agrees with its manifest",
        "l'exportation {path} concorde avec son manifeste";
    export_has(path, troubles): "the export {path} has {troubles}",
        "l'exportation {path} présente {troubles}";

    natives(plan, size): "{plan}, {size} of natives", "{plan}, {size} de natifs";
    wrote(files, size, path):
        "wrote {files} with {size} to {path}; `valla verify {path}` checks it",
        "écrit {files}, {size}, dans {path} ; `valla verify {path}` le contrôle";
    head(hash, journal): "head {hash} {journal}", "tête {hash} {journal}";
    with_tag(tag): "tag {tag}", "étiquette {tag}";

    tagged(items, tag):
        "tagged {items} {tag}; `valla undo` takes it back",
        "étiquette {tag} mise sur {items} ; `valla undo` annule";
    untagged(tag, items):
        "took {tag} from {items}; `valla undo` takes it back",
        "étiquette {tag} ôtée de {items} ; `valla undo` annule";
    bear_already(tag): "bear {tag} from you already", "portent déjà {tag} de vous";
    bear(tag): "bear {tag} from you", "portent {tag} de vous";
    none_left(items, state):
        "nothing was written: of {items} none is left to change (they {state}, or do not)",
        "rien n'a été écrit : sur {items} aucun n'est à changer (selon qu'ils {state} ou non)";
    more_by(told, n, what): "{told}, {n} more by {what}", "{told}, {n} de plus par {what}";
    kinds(told, messages, attachments, documents):
        "{told}: {messages}, {attachments}, {documents}",
        "{told} : {messages}, {attachments}, {documents}";
    noted(item): "noted on {item}", "note mise sur {item}";
    finding_is(id, word): "finding {id} is {word}", "constat {id} : {word}";
    took_back(what): "took back: {what}", "annulé : {what}";

    act_open(machine): "opened a journal on {machine}", "journal ouvert sur {machine}";
    act_tag(tag, items): "tag {tag} on {items}", "étiquette {tag} sur {items}";
    act_untag(tag, items): "untag {tag} from {items}", "étiquette {tag} ôtée de {items}";
    act_verdict(word, items): "verdict {word} on {items}", "verdict {word} sur {items}";
    act_note(item, text): "note on {item}: {text}", "note sur {item} : {text}";
    act_mark(id, word, note): "finding {id} {word} {note}", "constat {id} {word} {note}";
    act_undo(of): "undo of {of}", "annulation de {of}";
    act_redact(of, why): "redaction of {of}: {why}", "expurgation de {of} : {why}";
    act_unknown(kind): "{kind} (of a newer version)", "{kind} (d'une version plus récente)";

    view_dropped(name): "dropped the view {name}; no mark was touched",
        "vue {name} supprimée ; aucune marque n'a été touchée";
    view_saved(name):
        "saved; view:{name} stands for it in every query",
        "enregistrée ; view:{name} la désigne dans toute requête";
    yours(name, items): "{name} is yours: {items}; valla review view:{name}",
        "{name} est à vous : {items} ; valla review view:{name}";
    drawn(n, items, seed):
        "{n} of {items} by seed {seed}; the same seed draws the same ones again",
        "{n} sur {items} par la graine {seed} ; la même graine tire les mêmes";
    sample_saved(name): "saved; valla review view:{name}", "enregistré ; valla review view:{name}";
    merged(path, author, rows, how): "{path}  {author}: {rows}, {how}",
        "{path}  {author} : {rows}, {how}";
    clashing(items): "{items} with clashing verdicts; `valla conflicts` lists them",
        "{items} à verdicts discordants ; `valla conflicts` les liste";
    both(first, second): "{first}; {second}", "{first} ; {second}";
    held_against_nothing(things):
        "{things} could not be read and cannot be held against anything (`valla exceptions`)",
        "{things} sans lecture possible, qu'on ne peut confronter à rien (`valla exceptions`)";
    other_case(path):
        "{path} is a case of another kind; it is opened as it is",
        "{path} est un dossier d'une autre nature ; il est ouvert tel quel";
    case_lies(path):
        "The case lies in {path}. Open it: valla --case {path}",
        "Le dossier se trouve dans {path}. Pour l'ouvrir : valla --case {path}";
    not_compared(why): "cannot be compared: {why}", "comparaison impossible : {why}";

    can_be_sought(keys):
        "{keys} can be sought; `valla keys recover NAME` takes some minutes each",
        "{keys} à chercher ; `valla keys recover NAME` prend quelques minutes pour chacune";
    working_out(name, signatures):
        "{name}: working it out from {signatures} (minutes)",
        "{name} : calcul à partir de {signatures} (quelques minutes)";
    not_told(name): "{name}: it cannot be told from these signatures",
        "{name} : ces signatures ne permettent pas de la trouver";
    recovered(name, signatures, valid, body, fields):
        "{name}: recovered and kept; it bears on {signatures}: {valid} valid, {body} broken in the \
         body, {fields} broken in the signed fields",
        "{name} : retrouvée et gardée ; elle porte sur {signatures} : valides {valid}, rompues \
         dans le corps {body}, rompues dans les champs signés {fields}";
    verify_of(valid, signatures):
        "{valid} of {signatures} verify",
        "{valid} sur {signatures} vérifiées";
    signed_overview(messages, signed, valid, undecided, added, broken):
        "{messages}: {signed} signed, {valid} with a signature that verifies, {undecided} with one \
         that no key decides, {added} with text added around what was signed, {broken} with one \
         that does not hold",
        "{messages} : signés {signed}, avec une signature vérifiée {valid}, qu'aucune clé ne \
         tranche {undecided}, avec du texte ajouté autour de ce qui est signé {added}, avec une \
         signature qui ne tient pas {broken}";
    no_key_line(path, line): "{path}:{line} is no key and was passed over",
        "{path}:{line} n'est pas une clé et a été ignorée";
    no_key_lines(n, path): "{n} more lines of {path} are no key",
        "{n} autres lignes de {path} ne sont pas des clés";
    keys_added(keys, known, signatures):
        "{keys} added, {known} known already; they bear on {signatures}",
        "ajouté {keys}, déjà connues {known} ; elles portent sur {signatures}";
    keys_bear(valid, body, fields, undecided):
        "{valid} valid, {body} broken in the body, {fields} broken in the signed fields, \
         {undecided} still undecided",
        "valides {valid}, rompues dans le corps {body}, rompues dans les champs signés {fields}, \
         encore indécises {undecided}";
}
