//! Lines of the ledger about signatures: what they cover, leave open, and prove.

super::sentences! {
    the_signature(domain, key):
        "the signature of {domain} (key {key})",
        "la signature de {domain} (clé {key})";
    verifies_whole(name, fields, doubts):
        "The kept key verifies {name}: the body and these fields are as they were signed: \
         {fields}.{doubts}",
        "La clé gardée vérifie {name} : le corps et ces champs sont tels que signés : \
         {fields}.{doubts}";
    verifies_fields(name, fields, doubts):
        "The kept key verifies {name}: not the body, but these fields are as they were signed: \
         {fields}.{doubts}",
        "La clé gardée vérifie {name} : non le corps, mais ces champs sont tels que signés : \
         {fields}.{doubts}";
    other_key(name):
        "The kept key did not make {name}: the owner may have had another one, or the signature \
         itself was changed; it cannot be told.",
        "La clé gardée n'a pas fait {name} : le détenteur a pu en avoir une autre, ou la \
         signature elle-même a été changée ; on ne peut trancher.";
    no_use(name):
        "The kept record for {name} was revoked or holds no key; it cannot be told.",
        "L'enregistrement gardé pour {name} a été révoqué ou ne contient pas de clé ; on ne \
         peut trancher.";
    no_key(name):
        "No key is kept for {name}: whether its fields are as signed cannot be told.",
        "Aucune clé n'est gardée pour {name} : on ne peut dire si ses champs sont tels que signés.";
    unsound(name):
        "The tags of {name} cannot be followed; it says nothing.",
        "Les balises de {name} ne peuvent être suivies ; elle ne dit rien.";
    short_key(bits):
        " The key has {bits} bits: a party with means can find its other half.",
        " La clé a {bits} bits : qui en a les moyens peut en trouver l'autre moitié.";
    field_altered(name, covered, why):
        "The kept key made {name}, and at least one of the fields that it covers is not what was \
         signed: {covered}.{why}",
        "La clé gardée a fait {name}, et l'un au moins des champs qu'elle couvre n'est pas ce qui \
         a été signé : {covered}.{why}";
    was_signed(field, value, now):
        "“{field}: {value}” was signed, and “{now}” stands there",
        "« {field}: {value} » a été signé, et « {now} » y figure";
    was_not_there(now):
        "“{now}” was not there when it was signed",
        "« {now} » n'y était pas à la signature";
    one_field(name, was):
        "The kept key made {name}, and one field was changed later: {was}; with that undone, it \
         verifies, which proves the other fields that it covers.",
        "La clé gardée a fait {name}, et un champ a été changé après : {was} ; cela défait, elle \
         se vérifie, ce qui prouve les autres champs qu'elle couvre.";
    body_holds(name):
        "The body hash of {name} holds: the body was not edited after it was made.",
        "L'empreinte du corps de {name} tient : le corps n'a pas été modifié depuis.";
    body_limited(name, end, tail):
        "The body hash of {name} holds and covers the body up to byte {end} only (l=). Unsigned \
         stands: {tail}",
        "L'empreinte du corps de {name} tient et ne couvre le corps que jusqu'à l'octet {end} \
         (l=). Non signé : {tail}";
    body_part(name, start, end):
        "The body hash of {name} holds for bytes {start} to {end}: that part was not edited.",
        "L'empreinte du corps de {name} tient pour les octets {start} à {end} : cette partie n'a \
         pas été modifiée.";
    set_above(text): " Above it was set: {text}", " Au-dessus a été mis : {text}";
    added_below(text):
        " Below it was added, unsigned: {text}",
        " Au-dessous a été ajouté, non signé : {text}";
    body_fails(name, why):
        "The body is not the one that {name} covers, and no beginning of it is.{why}",
        "Le corps n'est pas celui que couvre {name}, et aucun de ses débuts ne l'est.{why}";
    stands_often(field, n, name):
        "{field} stands there {n} times and {name} covers the lowest only: a reader is shown one \
         that may not be signed.",
        "{field} y figure {n} fois et {name} ne couvre que le plus bas : un lecteur en voit un qui \
         n'est peut-être pas signé.";
    not_covered(field, name):
        "{field} is not covered by {name}.",
        "{field} n'est pas couvert par {name}.";
    ends_early(name, made, until):
        "{name} ends before it begins: made {made}, until {until}.",
        "{name} finit avant de commencer : faite {made}, jusqu'à {until}.";
    had_ended(name, until):
        "The time of {name} runs until {until} and had ended when the message arrived.",
        "La durée de {name} court jusqu'à {until} et était finie à l'arrivée du message.";
    in_force(name, until):
        "The time of {name} runs until {until} and was in force when the message arrived.",
        "La durée de {name} court jusqu'à {until} et valait à l'arrivée du message.";
    key_younger(domain, selector, day):
        "The Date is older than the key: {domain} names its keys by the day, and {selector} is of \
         {day}.",
        "La Date est antérieure à la clé : {domain} nomme ses clés d'après le jour, et {selector} \
         est du {day}.";
    noted_none(server, domain):
        "{server} noted a signature of {domain} that passed, and none stands in the header.",
        "{server} a noté une signature de {domain} comme valide, et l'en-tête n'en porte aucune.";
    noted_holds(server, domain):
        "{server} noted that the signature of {domain} passed, and its body hash still holds.",
        "{server} a noté la signature de {domain} comme valide, et son empreinte du corps tient.";
    noted_other(server, domain, why):
        "{server} noted that the signature of {domain} passed, and the body that stands here is \
         not the one that it covers: the server saw another.{why}",
        "{server} a noté la signature de {domain} comme valide, et le corps qui figure ici n'est \
         pas celui qu'elle couvre : le serveur en a vu un autre.{why}";
    chain_broken(why):
        "The chain of ARC seals is not whole: {why}.",
        "La chaîne des sceaux ARC n'est pas entière : {why}.";
    hops_beyond(hops, most):
        "{hops} hops, where 1 to {most} may be",
        "{hops} étapes, là où il peut y en avoir de 1 à {most}";
    hop_has(hop, count, name): "hop {hop} has {count} {name}", "l'étape {hop} a {count} {name}";
    hop_says(hop, word, want):
        "hop {hop} says cv={word}, where {want} is due",
        "l'étape {hop} dit cv={word}, là où il faut {want}";
    sealed_before(next, hop):
        "ARC hop {next} was sealed before hop {hop}, which it seals.",
        "L'étape ARC {next} a été scellée avant l'étape {hop}, qu'elle scelle.";
    changed_after(last):
        "The body is not the one that the last ARC hop ({last}) covers: it was changed after.",
        "Le corps n'est pas celui que couvre la dernière étape ARC ({last}) : il a été changé \
         après.";
    changed_between(hop, next):
        "The body was changed between ARC hops {hop} and {next}, and not after.",
        "Le corps a été changé entre les étapes ARC {hop} et {next}, et non après.";
    seal_altered(domain):
        "The kept key made the ARC seal of {domain}, and what it covers is not what was sealed.",
        "La clé gardée a fait le sceau ARC de {domain}, et ce qu'il couvre n'est pas ce qui a été \
         scellé.";
    all_seals(last):
        "Kept keys verify all {last} ARC seals and the newest ARC signature: fields and body are \
         as the last forwarder passed them on.",
        "Des clés gardées vérifient les {last} sceaux ARC et la dernière signature ARC : champs et \
         corps sont tels que le dernier relais les a transmis.";
    not_all_seals(last):
        "Not all of the {last} ARC hops can be checked with kept keys.",
        "Les {last} étapes ARC ne peuvent pas toutes être contrôlées avec des clés gardées.";
}

super::words! {
    REBUILT:
        "The message was made again from a store that does not keep its bytes: its signatures \
         cannot be checked.",
        "Le message a été refait d'après un magasin qui ne garde pas ses octets : ses signatures \
         ne peuvent être contrôlées.";
    RECOVERED_KEY:
        " The key was recovered from mail of this case, not published.",
        " La clé a été retrouvée dans les messages de ce dossier, non publiée.";
    ON_SHA_1:
        " It stands on SHA-1, for which collisions can be made.",
        " Elle repose sur SHA-1, dont on sait faire des collisions.";
    THROUGH_LIST:
        " The message went through a list, and lists rewrite such fields.",
        " Le message est passé par une liste, et les listes réécrivent de tels champs.";
    LISTS_TAKE_OUT:
        " Lists take out and wrap anew the parts of such a message: this says little.",
        " Les listes ôtent et recomposent les parties d'un tel message : cela dit peu.";
    A_LIST_HAD_IT:
        " A list had it in hands, which may rewrite lines.",
        " Il est passé par une liste, qui peut réécrire des lignes.";
    GATEWAYS_SCAN:
        " Gateways that scan attachments can do that too.",
        " Les passerelles qui examinent les pièces jointes le peuvent aussi.";
    A_LIST_BETWEEN:
        " A list may have changed it in between.",
        " Une liste a pu le changer entre-temps.";
    NO_HOP: "an ARC field names no hop", "un champ ARC ne nomme aucune étape";
}
