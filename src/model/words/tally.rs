//! Rows of tallies: what each counts, of what, and what else there is to say. The kinds are no
//! longer than their column.

super::words! {
    ITEMS: "items", "éléments";
    MESSAGES: "messages", "messages";
    ATTACHMENTS: "attachments", "pièces";
    DOCUMENTS: "documents", "documents";
    KNOWN: "known files", "connus";
    DUPLICATES: "duplicates", "doublons";
    EXCEPTIONS: "exceptions", "exceptions";
    IN_FINDINGS: "in findings", "en constat";
    UNREVIEWED: "unreviewed", "non revus";
    COVERAGE: "coverage", "couverture";
    CHANCE: "chance", "hasard";
    SIGNED: "signed", "signés";
    VERIFIED: "verified", "vérifiés";
    NO_KEY: "no key", "sans clé";
    FOOTER: "footer", "pied";
    REWRITTEN: "rewritten", "réécrits";
    FAILS: "fails", "échec";
    UNTESTED: "untested", "non testés";
    UNSIGNED: "unsigned", "non signés";
    SILENCE: "silence", "silence";
    ENDS: "ends", "fin";
    ONE_SIDED: "one-sided", "un côté";
    UNATTACHED: "unattached", "sans pièce";
    FOREIGN: "foreign", "étranger";
    ACCOUNT: "account", "compte";
    AMOUNT: "amount", "montant";
    TELEPHONE: "telephone", "téléphone";
    ADDRESS: "address", "adresse";
    LINK: "link", "lien";
    WRITES_TO: "writes to", "écrit à";
    GAP: "gap", "lacune";
    DAY: "day", "jour";
    WEEK: "week", "semaine";
    HOUR: "hour", "heure";
    SENDER: "sender", "expéditeur";
    NO_SENDER: "(no sender)", "(sans expéditeur)";
    DAYS: "days", "jours";
    WEEKS: "weeks", "semaines";
    HOURS: "hours", "heures";
    SENDERS_DAYS: "days of each sender", "jours par expéditeur";
    SENDERS_WEEKS: "weeks of each sender", "semaines par expéditeur";
    SENDERS_HOURS: "hours of each sender", "heures par expéditeur";
    UNDATED: "undated", "sans date";
    VIEW: "view", "vue";
    REVIEWERS: "reviewers", "auteurs";
    COPIES: "copies", "copies";
    THREAD: "thread", "fil";

    WHOLE_CASE: "the whole case", "tout le dossier";
    NO_CUSTODIAN: "no custodian", "sans détenteur";
    REFERENCE: ", reference", ", référence";
    NOT_HERE: "(of a source that is not here)", "(d'une source absente d'ici)";
    NO_DATE: "no date that can be read", "pas de date lisible";
    TESTABLE: "messages that can be tested", "messages qui peuvent être contrôlés";
    COVER_SIGNED: "signed", "signés";
    COVER_QUOTED: "quoted elsewhere", "cités ailleurs";
    COVER_COPIED: "copied elsewhere", "copiés ailleurs";
    COVER_CLOCKED: "with a clock besides the Date", "avec une horloge en plus de la Date";
    COVER_ONE_SIDED:
        "in threads of which one side is here",
        "dans des fils dont un seul côté est ici";
    SPEAK_OF_NONE:
        "speak of an attachment and carry none",
        "parlent d'une pièce jointe et n'en portent pas";
    SHORT_SIGNED: "signed", "signés";
    SHORT_QUOTED: "quoted", "cités";
    SHORT_COPIED: "copied", "copiés";
    SHORT_CLOCKED: "clocked", "horodatés";

    BEAR_SIGNATURE: "bear a DKIM signature", "portent une signature DKIM";
    KEY_VERIFIES: "a kept key verifies it", "une clé gardée la vérifie";
    BODY_HOLDS:
        "the body hash holds; no kept key decides",
        "l'empreinte du corps tient ; aucune clé gardée ne tranche";
    BUT_FOOTER:
        "the body hash holds over all but a footer or banner",
        "l'empreinte du corps tient, hormis un pied ou un bandeau";
    LIST_REWRITES:
        "it fails, and a list that rewrites such messages had them in hands",
        "elle échoue, et une liste qui réécrit de tels messages les a relayés";
    UNEXPLAINED:
        "it fails, and nothing on the way explains that",
        "elle échoue, et rien en chemin ne l'explique";
    BYTES_NOT_KEPT:
        "the bytes that it covers were not kept",
        "les octets qu'elle couvre n'ont pas été gardés";
    BEAR_NONE: "bear none", "n'en portent pas";

    SILENCE_NOTE:
        "holidays, another account, or a rule that deletes; what lies elsewhere of these days is \
         listed",
        "vacances, autre compte, ou règle qui supprime ; ce qui existe ailleurs de ces jours est \
         listé";
    ENDS_NOTE:
        "they were copied on that day, or put away together",
        "elles ont été copiées ce jour-là, ou archivées ensemble";
    ONE_SIDE:
        "threads of which one side alone is here",
        "fils dont un seul côté est ici";
    ONE_SIDE_NOTE:
        "the other side wrote to another account, or its mail was deleted",
        "l'autre côté a écrit à un autre compte, ou ses messages ont été supprimés";
    UNATTACHED_NOTE:
        "it was forgotten, taken off by a list or gateway, or sent before",
        "elle a été oubliée, ôtée par une liste ou une passerelle, ou envoyée avant";
    FOREIGN_NOTE:
        "sent along by another house, or a machine that another firm set up",
        "transmis par une autre maison, ou machine installée par une autre société";
    OTHER_SCRIPT: "name in another script", "nom d'une autre écriture";
    OTHER_SCRIPT_NOTE:
        "somebody whose name is written so, or a machine set up in another language",
        "quelqu'un dont le nom s'écrit ainsi, ou machine réglée dans une autre langue";
    TEMPLATE: "template", "modèle";
    COMPANY: "company", "société";
    IBAN_WRONG: "its check digits do not hold", "ses chiffres de contrôle ne tiennent pas";
}

super::sentences! {
    silent(source, place, n):
        "{source} {place}: {n} days without a message",
        "{source} {place} : {n} jours sans message";
    silent_days(n): "{n} days without a message", "{n} jours sans message";
    ending(n, all, day):
        "{n} of {all} mailboxes end on {day}",
        "{n} boîtes sur {all} finissent le {day}";
    foreign(key, value, n, all): "{key} {value}: {n} of {all}", "{key} {value} : {n} sur {all}";
    tenths(whole, tenth): "{whole}.{tenth} %", "{whole},{tenth} %";
    testable(share, all, parts): "{share} of {all}: {parts}", "{share} de {all} : {parts}";
    part(word, share): "{word} {share}", "{word} {share}";
    by_chance(strong, medium):
        "about {strong} strong, {medium} medium lines",
        "environ {strong} lignes fortes, {medium} moyennes";
    range(low, high): "{low} to {high}", "{low} à {high}";
    chance_note(strong, medium, strong_here, medium_here, demoted):
        "chance alone gives that in a case of this size ({strong} and {medium}, in 95 cases of \
         100); {strong_here} and {medium_here} are here{demoted}",
        "le hasard seul en donne autant dans un dossier de cette taille ({strong} et {medium}, \
         dans 95 dossiers sur 100) ; il y en a {strong_here} et {medium_here} ici{demoted}";
    source(custodian, files, exceptions, reference):
        "{custodian}, {files}, {exceptions}{reference}",
        "{custodian}, {files}, {exceptions}{reference}";
    whole(threads, groups, findings, exceptions):
        "{threads}, {groups}, {findings}, {exceptions}",
        "{threads}, {groups}, {findings}, {exceptions}";
    coded(n, query): "{n} coded   {query}", "codés : {n}   {query}";
    same_name(others): "same name: {others}", "même nom : {others}";
    looks_like(others): "looks like {others}", "ressemble à {others}";
    both(first, second): "{first}; {second}", "{first} ; {second}";
    claimed_elsewhere(n, claims):
        "; {n} by the Date line: {claims}",
        " ; {n} selon la ligne Date : {claims}";
    in_findings(n, senders): "! {n} in findings   {senders}", "! {n} en constat   {senders}";
    held(author, verdict): "{author}: {verdict}", "{author} : {verdict}";
    held_of(item, author, verdict): "{item} {author}: {verdict}", "{item} {author} : {verdict}";
}

super::counts! {
    threads(n): "{n} thread", "{n} threads"; "{n} fil", "{n} fils";
    groups(n): "{n} group", "{n} groups"; "{n} groupe", "{n} groupes";
    findings(n): "{n} finding", "{n} findings"; "{n} constat", "{n} constats";
    exceptions(n): "{n} exception", "{n} exceptions"; "{n} exception", "{n} exceptions";
    files(n): "{n} file", "{n} files"; "{n} fichier", "{n} fichiers";
    demoted(n):
        "; {n} check speaks too often here and counts as weak",
        "; {n} checks speak too often here and count as weak";
        " ; {n} contrôle parle trop souvent ici et compte pour faible",
        " ; {n} contrôles parlent trop souvent ici et comptent pour faibles";
}
