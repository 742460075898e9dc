//! Lines of the ledger: what was read in a message, decoded, expected, and the difference.

super::sentences! {
    date_near(written, name, when, apart):
        "Date says {written}; the nearest server ({name}) {when}: {apart}.",
        "Date dit {written} ; le serveur le plus proche ({name}) {when} : {apart}.";
    date_before(written, apart, name, when):
        "Date says {written}, {apart} before the nearest time that any server wrote ({name}: \
         {when}).",
        "Date dit {written}, {apart} avant l'heure la plus proche notée par un serveur ({name} : \
         {when}).";
    date_after(written, apart, name, when):
        "Date says {written}, {apart} after the nearest time that any server wrote ({name}: \
         {when}).",
        "Date dit {written}, {apart} après l'heure la plus proche notée par un serveur ({name} : \
         {when}).";
    seen_by(who): "A reply ({who}) saw this Date.", "Une réponse ({who}) a vu cette Date.";
    two(first, second): "{first} {second}", "{first} {second}";
    ended(note): "{note}.", "{note}.";
    times_apart(name, when, written, apart):
        "The {name} says {when}, Date {written}: {apart} apart.",
        "{name} : {when}, Date : {written}, soit {apart} d'écart.";
    times_after(name, when, apart, written):
        "The {name} says {when}, {apart} after the Date, {written}.",
        "{name} : {when}, {apart} après la Date, {written}.";
    times_before(name, when, apart, written):
        "The {name} says {when}, {apart} before the Date, {written}.",
        "{name} : {when}, {apart} avant la Date, {written}.";
    younger(apart):
        "It is {apart} younger than the message that it answers.",
        "Il est plus récent de {apart} que le message auquel il répond.";
    older(apart, title):
        "It is {apart} older than what it answers, “{title}”.",
        "Il est plus ancien de {apart} que ce à quoi il répond, « {title} ».";
    answers_absent(id, messages, mailboxes):
        "It answers <{id}>, which is not here; {messages} messages of {mailboxes} mailboxes \
         refer to it.",
        "Il répond à <{id}>, qui n'est pas ici ; {messages} messages de {mailboxes} boîtes s'y \
         réfèrent.";
    index_of_another(title):
        "Its Thread-Index goes on from another conversation than that of what it answers, \
         “{title}”.",
        "Son Thread-Index continue une autre conversation que celle de ce à quoi il répond, \
         « {title} ».";
    skips_known(before, id, answered):
        "References lead from <{before}> to <{id}>, but that one answers <{answered}>, which is \
         here and is left out.",
        "References mènent de <{before}> à <{id}>, mais celui-ci répond à <{answered}>, qui est \
         ici et qui manque.";
    line_below(host):
        "A line of a server ({host}) stands below the sender's Date; servers write above.",
        "Une ligne d'un serveur ({host}) se trouve sous la Date de l'expéditeur ; les serveurs \
         écrivent au-dessus.";
    topic_differs(topic, subject):
        "Thread-Topic says “{topic}”, Subject “{subject}”.",
        "Thread-Topic dit « {topic} », Subject « {subject} ».";
    in_order(n):
        "{n} servers' times follow each other.",
        "Les heures de {n} serveurs se suivent.";
    took_before(host, at, apart, other, then):
        "{host} took the message in at {at}, {apart} before {other} had it ({then}).",
        "{host} a reçu le message à {at}, {apart} avant que {other} l'ait eu ({then}).";
    id_near_line(name, when, apart):
        "The {name} says {when}, {apart} from its line.",
        "{name} : {when}, à {apart} de sa ligne.";
    id_before_line(name, when, apart):
        "The {name} says {when}, {apart} before its own line.",
        "{name} : {when}, {apart} avant sa propre ligne.";
    id_after_line(name, when, apart):
        "The {name} says {when}, {apart} after its own line.",
        "{name} : {when}, {apart} après sa propre ligne.";
    signed_in_time(when):
        "It was signed at {when}, before the last server had it.",
        "Il a été signé à {when}, avant que le dernier serveur l'ait eu.";
    signed_late(when, apart, newest):
        "A signature says {when}, {apart} after the last server had the message ({newest}).",
        "Une signature dit {when}, {apart} après que le dernier serveur a eu le message \
         ({newest}).";
    signed_near(when, apart):
        "It was signed at {when}, {apart} from its Date.",
        "Il a été signé à {when}, à {apart} de sa Date.";
    signed_early(when, apart):
        "A signature says {when}, {apart} before the Date.",
        "Une signature dit {when}, {apart} avant la Date.";
    ends_before(ends, begins):
        "A signature ends at {ends}, before it begins, at {begins}.",
        "Une signature finit à {ends}, avant de commencer, à {begins}.";
    ends_after(ends, begins):
        "A signature ends at {ends}, after it begins, at {begins}.",
        "Une signature finit à {ends}, après avoir commencé, à {begins}.";
    index_before(when, apart):
        "The Thread-Index ends at {when}, {apart} before the Date.",
        "Le Thread-Index finit à {when}, {apart} avant la Date.";
    index_after(when, apart):
        "The Thread-Index ends at {when}, {apart} after the Date.",
        "Le Thread-Index finit à {when}, {apart} après la Date.";
    like_known(own, other):
        "The sender's domain {own} looks like {other}, and is another.",
        "Le domaine de l'expéditeur {own} ressemble à {other}, et en est un autre.";
    name_says(named, address):
        "The name says {named}, the address {address}.",
        "Le nom dit {named}, l'adresse {address}.";
    replies_led(to, own):
        "Replies are led to {to}, the sender is {own}.",
        "Les réponses sont dirigées vers {to}, l'expéditeur est {own}.";
    reply_agrees(who, words, written):
        "The reply of {who} says “{words}”; Date says {written}.",
        "La réponse de {who} dit « {words} » ; Date dit {written}.";
    reply_differs(written, who, words, more):
        "Date says {written}, but who answered saw another: the reply of {who} says \
         “{words}”{more}.",
        "Date dit {written}, mais qui a répondu en a vu une autre : la réponse de {who} dit « \
         {words} »{more}.";
    more_replies(n):
        " ({n} replies, none says this day)",
        " ({n} réponses, aucune ne dit ce jour)";
    habits_kept(support):
        "It is made like the sender's {support} other messages nearby.",
        "Il est fait comme les {support} autres messages proches de l'expéditeur.";
    habits_broken(within, parts):
        "It breaks habits of the sender, within {within}: {parts}.",
        "Il rompt avec des habitudes de l'expéditeur, en {within} : {parts}.";
    habit(name, usual, times, support, here, chance):
        "{name}: {usual} in {times} of {support} messages, {here} here (a new value is met in \
         {chance} of 100)",
        "{name} : {usual} dans {times} messages sur {support}, {here} ici (une valeur nouvelle se \
         rencontre {chance} fois sur 100)";
    tenths(whole, tenth): "{whole}.{tenth}", "{whole},{tenth}";
    quoted(text): "“{text}”", "« {text} »";
    saved_near(name, when, written, apart):
        "“{name}” says that it was saved {when}, Date {written}: {apart} apart.",
        "« {name} » dit avoir été enregistré {when}, Date {written} : {apart} d'écart.";
    saved_after(name, when, apart, written):
        "“{name}” says that it was saved {when}, {apart} after the Date, {written}.",
        "« {name} » dit avoir été enregistré {when}, {apart} après la Date, {written}.";
    version_fits(name, program):
        "“{name}” names {program}, which was out by then.",
        "« {name} » nomme {program}, déjà paru alors.";
    version_saved(name, program, month, apart, when):
        "“{name}” names {program}, which came out in {month}, {apart} after the document says \
         that it was saved, {when}.",
        "« {name} » nomme {program}, paru en {month}, {apart} après le moment où le document \
         dit avoir été enregistré, {when}.";
    version_dated(name, program, month, apart, written):
        "“{name}” names {program}, which came out in {month}, {apart} after the Date, {written}.",
        "« {name} » nomme {program}, paru en {month}, {apart} après la Date, {written}.";

    id_of_another(program, id):
        "{program} did not make the id {id}",
        "{program} n'a pas fait l'identifiant {id}";
    edge_of_another(program, edge):
        "{program} did not make the boundary {edge}",
        "{program} n'a pas fait la frontière {edge}";
    type_of_another(program, said):
        "{program} did not write the Content-Type {said}",
        "{program} n'a pas écrit le Content-Type {said}";
    length_differs(claimed, has):
        "Content-Length says {claimed} bytes, the body has {has}",
        "Content-Length dit {claimed} octets, le corps en a {has}";
    mixed_ends(with, without):
        "{with} lines end in CRLF and {without} in LF",
        "{with} lignes finissent par CRLF et {without} par LF";
    odd_line(length, like, usual):
        "a line inside a base64 part has {length} characters, {like} others have {usual}",
        "une ligne dans une partie en base64 a {length} caractères, {like} autres en ont {usual}";
    bare_equals(text):
        "“{text}” stands in a quoted-printable part, and nothing encoded its “=”",
        "« {text} » figure dans une partie en quoted-printable, et rien n'en a encodé le « = »";
    bare_letter(text):
        "“{text}” stands in a quoted-printable part, and nothing encoded its first letter",
        "« {text} » figure dans une partie en quoted-printable, et rien n'en a encodé la \
         première lettre";
    long_line(length):
        "a line of a quoted-printable part has {length} characters, where it ends at 76 at most",
        "une ligne d'une partie en quoted-printable a {length} caractères, alors qu'elle finit à \
         76 au plus";
    made_up_time(left):
        "the id {left} has Outlook's form, and its time is none of mail's",
        "l'identifiant {left} a la forme d'Outlook, mais son heure n'est pas d'un message";
    made_up_address(shown):
        "the id names the address {shown}, which no machine has",
        "l'identifiant nomme l'adresse {shown}, qu'aucune machine n'a";
}

super::words! {
    MAY_HAVE_WAITED:
        "Its Message-ID is as old as the Date: it may have waited.",
        "Son Message-ID est aussi ancien que la Date : il a pu attendre.";
    CLOCK_MAY_BE_WRONG:
        "Its Message-ID agrees with the Date: the sender's clock may have been wrong.",
        "Son Message-ID concorde avec la Date : l'horloge de l'expéditeur a pu être fausse.";
    SERVERS_AGREE: "The servers agree with the id.", "Les serveurs concordent avec l'identifiant.";
    ID_FITS:
        "The Message-ID has a form that the named program may have made.",
        "Le Message-ID a une forme que le programme nommé a pu faire.";
    TIME_FITS:
        "The Message-ID has Outlook's form, and a time that mail can have.",
        "Le Message-ID a la forme d'Outlook, et une heure qu'un message peut avoir.";
    EDGE_FITS:
        "The boundary has a form that the named program may have made.",
        "La frontière a une forme que le programme nommé a pu faire.";
    TYPE_FITS:
        "The Content-Type says what the named program may have written.",
        "Le Content-Type dit ce que le programme nommé a pu écrire.";
    ENDS_ALIKE: "All lines end alike.", "Toutes les lignes finissent de même.";
    BASE64_FITS:
        "The lines of its base64 parts are of one length.",
        "Les lignes de ses parties en base64 ont une seule longueur.";
    QUOTED_FITS:
        "Its quoted-printable parts are encoded throughout.",
        "Ses parties en quoted-printable sont encodées de bout en bout.";
    ADDRESS_FITS:
        "The Message-ID names an address that a machine may have.",
        "Le Message-ID nomme une adresse qu'une machine peut avoir.";
    INDEX_GOES_ON:
        "Its Thread-Index goes on from that of the message that it answers.",
        "Son Thread-Index continue celui du message auquel il répond.";
    NONE_SKIPPED:
        "Its References name each message on the way as those name each other.",
        "Ses References nomment chaque message du chemin comme ceux-ci se nomment entre eux.";
    TOPIC_SAME:
        "Thread-Topic and Subject say the same.",
        "Thread-Topic et Subject disent la même chose.";
    ZONE_WRONG:
        "Whole hours look like a zone written wrongly.",
        "Des heures entières font penser à un fuseau mal écrit.";
    A_SERVER: "a server", "un serveur";
    NOTHING: "nothing", "rien";
    REPLIES_HOME:
        "Replies go to the sender's domain or to those addressed.",
        "Les réponses vont au domaine de l'expéditeur ou aux destinataires.";
    TOO_COMMON:
        " The check speaks against so much of this case that it counts as weak.",
        " Le contrôle plaide contre tant d'éléments de ce dossier qu'il compte pour faible.";
    NOTHING_CARRIED:
        "X-MS-Has-Attach says yes, and the message carries nothing",
        "X-MS-Has-Attach dit oui, et le message ne porte rien";

    HABIT_MAILER: "mail program", "logiciel de messagerie";
    HABIT_ID_SHAPE: "shape of the Message-ID", "forme du Message-ID";
    HABIT_ID_HOST: "host of the Message-ID", "hôte du Message-ID";
    HABIT_ORDER: "order of the fields", "ordre des champs";
    HABIT_DATE: "form of the Date", "forme de la Date";
    HABIT_TYPE: "form of the Content-Type", "forme du Content-Type";
    HABIT_EDGE: "shape of the boundary", "forme de la frontière";
    HABIT_ZONE: "zone of the Date", "fuseau de la Date";
    HABIT_SKELETON: "parts of the text", "parties du texte";
    HABIT_ENCODING: "encoding of the text", "encodage du texte";
    HABIT_SIGNATURE: "signature below the text", "signature sous le texte";
    HABIT_HOURS: "hours of the day", "heures de la journée";
}

super::counts! {
    seconds(n): "{n} second", "{n} seconds"; "{n} seconde", "{n} secondes";
    minutes(n): "{n} minute", "{n} minutes"; "{n} minute", "{n} minutes";
    hours(n): "{n} hour", "{n} hours"; "{n} heure", "{n} heures";
    days(n): "{n} day", "{n} days"; "{n} jour", "{n} jours";
}
