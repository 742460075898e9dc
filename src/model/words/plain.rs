//! What the command line says in lines of text: findings, evidence, review, and the twins of the
//! screen for screen readers.

super::words! {
    IN_TEXT: "in the text", "dans le texte";
    AMONG_FILES: "among the attachments", "parmi les pièces jointes";
    UNSEEN_CHANGE:
        "something changed that does not show",
        "un changement qui ne se voit pas";
    THEY_SAY_THE_SAME:
        "They say the same, apart from what is ignored.",
        "Ils disent la même chose, hormis ce qui est ignoré.";
    NO_CHECK_TELLS:
        "No check can say anything of it; that is no sign for it or against it.",
        "Aucun contrôle ne peut rien en dire ; ce n'est un signe ni pour ni contre.";
    NO_CHECK:
        "no check can say anything of this item; that is no sign for it or against it",
        "aucun contrôle ne peut rien dire de cet élément ; ce n'est un signe ni pour ni contre";
    AGAINST_IT: "Against it", "Contre lui";
    FOR_IT: "For it", "Pour lui";
    NOT_TOLD: "It cannot be told", "On ne peut trancher";
    AGAINST: "against", "contre";
    PRO: "for", "pour";
    CANNOT_TELL: "cannot tell", "ne permet pas de trancher";
    CLOCKS: "clocks", "horloges";
    TOO_OFTEN:
        "; too often here: it counts as weak",
        " ; trop souvent ici : il compte pour faible";

    WITHOUT_DATE: "without a date", "sans date";
    NOBODY: "nobody", "personne";
    COVERED:
        "covered, since it is tagged as private; t reads it",
        "couvert, car étiqueté comme privé ; t le lit";
    NO_TEXT: "no text", "pas de texte";
    CODES_NONE: "codes: none", "codes : aucun";
    NO_FINDING: "no finding names this item", "aucun constat ne nomme cet élément";
    NO_WITNESS:
        "it has no other witness to compare with",
        "il n'a pas d'autre témoin auquel le comparer";
    FINDING: "finding", "constat";
    ITEM: "item", "élément";
    NOTHING_CODED: "nothing was coded yet", "rien n'a encore été codé";
    G_GOES: "g N goes to item N of the queue", "g N va à l'élément N de la file";
    NO_FINDING_TOLD:
        "no finding is told here; c, i and l are for findings",
        "aucun constat n'est dit ici ; c, i et l sont pour les constats";
    NO_CODE_OF_YOURS: "it bears no code of yours", "il ne porte aucun code de vous";
    CODE_OFF: "the code is off", "le code est ôté";
    NOTED: "noted", "noté";
    NOTHING_TO_UNDO: "nothing to take back", "rien à annuler";
    UNDONE: "took back the last mark", "dernière marque annulée";
    NO_SUCH_PLACE: "there is no such place in the queue", "cette place n'existe pas dans la file";
    NOTHING_TO_REVIEW: "nothing to review", "rien à examiner";

    KEY_EMPTY: "s or an empty line", "s ou ligne vide";
    DO_CODES:
        "authentic altered fabricated decoy foreign undetermined",
        "authentique altéré fabriqué leurre étranger indéterminé";
    DO_LATER: "tag it later and go on", "l'étiqueter later et continuer";
    DO_CLEAR: "take the code off", "ôter le code";
    DO_REPEAT: "the last coding again", "le dernier codage encore";
    DO_TAG: "set or take a tag", "mettre ou ôter une étiquette";
    DO_NOTE: "a note", "une note";
    DO_TEXT: "its text, line by line", "son texte, ligne à ligne";
    DO_DIFFERS: "what differs in its best partner", "ce qui diffère chez son meilleur partenaire";
    DO_FINDINGS: "its findings", "ses constats";
    DO_STAND:
        "of the finding that is told: confirmed, innocent, look again",
        "du constat qui est dit : confirmé, innocent, à revoir";
    DO_ONWARD: "the next item that is not coded", "le prochain élément non codé";
    DO_NEXT: "the next item", "l'élément suivant";
    DO_PREVIOUS: "the previous item", "l'élément précédent";
    DO_GO: "item N of the queue", "l'élément N de la file";
    DO_UNDO: "take back the last mark", "annuler la dernière marque";
    DO_LIST: "this list", "cette liste";
    DO_LEAVE: "leave", "quitter";

    ROOT: "  [root]", "  [racine]";
    LEFT_OUT: "  [left out]", "  [laissée de côté]";
}

super::phrases! {
    line(n): "line {n}", "ligne {n}";
    in_field(name): "in the field {name}", "dans le champ {name}";
    was_added(words): "\"{words}\" was added", "\"{words}\" a été ajouté";
    was_left_out(words): "\"{words}\" was left out", "\"{words}\" a été omis";
    became(before, after): "\"{before}\" became \"{after}\"", "\"{before}\" est devenu \"{after}\"";
    change(place, what, class): "{place}: {what}, {class}", "{place} : {what}, {class}";
    from_to(one, other): "From {one} to {other}.", "De {one} à {other}.";
    change_of(at, all, what): "Change {at} of {all}, {what}.", "Écart {at} sur {all}, {what}.";
    ignored(class, times): "Ignored: {class}, {times}.", "Ignoré : {class}, {times}.";
    item(digest, title): "Item {digest}, \"{title}\".", "Élément {digest}, \"{title}\".";
    told(side, grade, check, what, here, known):
        "{side}, {grade}, check {check}: {what}. This check speaks against {here} here and {known} \
         in innocent mail.",
        "{side}, {grade}, contrôle {check} : {what}. Ce contrôle plaide contre {here} ici et \
         {known} parmi les messages innocents.";
    clock_of(at, all, when, name):
        "Clock {at} of {all}: {when}, {name}.",
        "Horloge {at} sur {all} : {when}, {name}.";
    rate(alarms, tested): "{alarms} of {tested}", "{alarms} sur {tested}";
    speaks(here, known):
        "speaks against {here} here, {known} in innocent mail",
        "plaide contre {here} ici, {known} parmi les messages innocents";
    rates(check, here, known, often):
        "{check}  {here} here, {known} in innocent mail{often}",
        "{check}  {here} ici, {known} parmi les messages innocents{often}";
    innocent_if(what): "innocent if: {what}", "innocent si : {what}";
    held_by(standing, author, note):
        "{standing} by {author}  {note}",
        "{standing} par {author}  {note}";

    from_to_when(from, to, when): "from {from} to {to}, {when}", "de {from} à {to}, {when}";
    subject(title): "subject: {title}", "objet : {title}";
    in_thread(at, all, subject):
        "message {at} of {all} in the thread {subject}",
        "message {at} sur {all} dans le fil {subject}";
    codes(all): "codes: {all}", "codes : {all}";
    note_of(author, text): "note of {author}: {text}", "note de {author} : {text}";
    finding(id, grade, check, held, reason):
        "finding {id} grade {grade} {check}{held}: {reason}",
        "constat {id} degré {grade} {check}{held} : {reason}";
    reads_more(more): "  and {more}; d reads them", "  et {more} ; d les lit";
    not_compared(why):
        "the texts cannot be compared: {why}",
        "les textes ne peuvent être comparés : {why}";
    compared(one, other, changes):
        "from {one} to {other}: {changes}",
        "de {one} à {other} : {changes}";
    coded_of(n, all): "{n} of {all} coded", "{n} codés sur {all}";
    pace(n): ", {n}/h", ", {n}/h";
    place(what, at, all, progress):
        "{what} {at} of {all}  ({progress})",
        "{what} {at} sur {all}  ({progress})";
    no_command(line):
        "{line} is no command; ? lists them",
        "{line} n'est pas une commande ; ? les liste";
    coded(word): "coded {word}", "codé {word}";
    queue_done(progress): "the queue is done: {progress}", "la file est finie : {progress}";

    undecided(roots): "  [root undecidable: {roots}]", "  [racine indécidable : {roots}]";
    takes_too(version, n, other):
        "- - version {version} also takes {n} readings of version {other}",
        "- - la version {version} prend aussi {n} leçons de la version {other}";
}

super::counts! {
    times(n): "{n} time", "{n} times"; "{n} fois", "{n} fois";
    copies(n): "{n} copy of this Message-ID", "{n} copies of this Message-ID";
        "{n} copie de ce Message-ID", "{n} copies de ce Message-ID";
    group_of(n): "near-duplicate group of {n}", "near-duplicate group of {n}";
        "groupe de {n} quasi-doublon", "groupe de {n} quasi-doublons";
    attachments(n): "{n} attachment", "{n} attachments"; "{n} pièce jointe", "{n} pièces jointes";
    more_changes(n): "{n} more change", "{n} more changes"; "{n} autre écart", "{n} autres écarts";
    changes(n): "{n} change", "{n} changes"; "{n} écart", "{n} écarts";
}
