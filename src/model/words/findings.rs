//! Findings in words: what was found, why one side is named, and what may have happened without
//! anybody's ill will.

super::sentences! {
    copies_differ(title, change, ours, theirs):
        "Copies of one message, “{title}”, say different things: {change} ({ours} against \
         {theirs}).",
        "Des copies d'un même message, « {title} », divergent : {change} ({ours} contre {theirs}).";
    heads_differ(title, change):
        "The same text, “{title}”, stands under heads that differ: {change}.",
        "Le même texte, « {title} », figure sous des en-têtes qui diffèrent : {change}.";
    attachments_differ(title, change):
        "Copies of one message, “{title}”, carry different attachments: {change}.",
        "Des copies d'un même message, « {title} », portent des pièces différentes : {change}.";
    quotes_agree(theirs, title, change):
        "{theirs} quotes of “{title}” agree with each other and not with the stored text: \
         {change}.",
        "{theirs} citations de « {title} » concordent entre elles, non avec le texte gardé : \
         {change}.";
    quote_parts(title, change):
        "A quote and the stored text of “{title}” part: {change}.",
        "Une citation et le texte gardé de « {title} » divergent : {change}.";
    reissued(title, change):
        "Nearly the same text, “{title}”, stands in two messages and differs: {change}.",
        "Presque le même texte, « {title} », figure dans deux messages et diffère : {change}.";
    documents_differ(title, change):
        "Two documents, “{title}” and another, are alike but for this: {change}.",
        "Deux documents, « {title} » et un autre, sont semblables à ceci près : {change}.";
    forms_differ(title, change):
        "The plain and the HTML form of “{title}” say different things: {change}.",
        "Les formes simple et HTML de « {title} » divergent : {change}.";
    not_when_sent(title, change):
        "The Date of “{title}” is not when it was sent: {change}.",
        "La Date de « {title} » n'est pas celle de son envoi : {change}.";
    not_as_claimed(title, change):
        "“{title}” is not made as it claims: {change}.",
        "« {title} » n'est pas fait comme il le prétend : {change}.";
    looks_otherwise(title, change):
        "A word of “{title}” is not what it looks like: {change}.",
        "Un mot de « {title} » n'est pas ce qu'il paraît : {change}.";
    saved_by_one(change):
        "Files were saved within minutes by one name: {change}.",
        "Des fichiers ont été enregistrés en quelques minutes sous un seul nom : {change}.";
    burst(files, people, name, first, last, unknown):
        "{files} files made by {people} different people were saved last by “{name}” between \
         {first} and {last} UTC.{unknown}",
        "{files} fichiers faits par {people} personnes ont été enregistrés en dernier par « \
         {name} » entre {first} et {last} UTC.{unknown}";
    titled(title): "“{title}”:", "« {title} » :";
    and(sentence): " {sentence}", " {sentence}";
    in_field(field, change): "{field}: {change}", "{field} : {change}";
    only_in_one(words):
        "“{words}” stands in one and not in the other",
        "« {words} » figure dans l'un et non dans l'autre";
    one_other(before, after):
        "“{before}” in one, “{after}” in the other",
        "« {before} » dans l'un, « {after} » dans l'autre";
}

super::words! {
    STRANGER:
        " This name sent no mail of the case and made none of its files.",
        " Ce nom n'a envoyé aucun message du dossier ni fait aucun de ses fichiers.";
    SIDE_PROVED:
        "Both bear the same signature. A kept key verifies it over the other, and it does not \
         hold over the first item named, which was changed after signing.",
        "Les deux portent la même signature. Une clé gardée la vérifie sur l'autre, et elle ne \
         tient pas sur le premier élément nommé, qui a été changé après signature.";
    SIDE_SIGNED:
        " Both bear the same signature: it holds over the other and not over the first item \
         named, which was changed after signing; no published key proves it.",
        " Les deux portent la même signature : elle tient sur l'autre et non sur le premier \
         élément nommé, changé après signature ; aucune clé publiée ne le prouve.";
    SIDE_CARRIED:
        "Both bear the same signature, and it holds over the other alone; but a list had the \
         first item named in hands, and lists wrap lines anew.",
        "Les deux portent la même signature, qui ne tient que sur l'autre ; mais le premier \
         élément nommé est passé par une liste, et les listes recoupent les lignes.";
    SIDE_BELIED:
        "A kept key verifies the stored text, so that the quote, named first, is the one that \
         was changed.",
        "Une clé gardée vérifie le texte gardé : c'est donc la citation, nommée en premier, qui \
         a été changée.";
    SIDE_DOUBTED:
        "The body hash of a signature holds over the stored text, so that the quote, named \
         first, seems changed; no kept key proves it.",
        "L'empreinte du corps d'une signature tient sur le texte gardé : la citation, nommée en \
         premier, semble changée ; aucune clé gardée ne le prouve.";
    SIDE_BROKEN:
        " The body of the first item named is not the one that its signature covers.",
        " Le corps du premier élément nommé n'est pas celui que couvre sa signature.";
    SIDE_SEEMS:
        " The first item named is the one that seems changed.",
        " Le premier élément nommé est celui qui semble changé.";

    IF_BURST:
        "Somebody moved, converted or printed the files one after the other, or a program of the \
         house saved them again.",
        "Quelqu'un a déplacé, converti ou imprimé les fichiers l'un après l'autre, ou un \
         programme de la maison les a réenregistrés.";
    IF_TYPED:
        "Somebody typed with two keyboard layouts, or a program recognised the letters.",
        "Quelqu'un a tapé avec deux dispositions de clavier, ou un programme a reconnu les \
         lettres.";
    IF_PASTED:
        "A web page or an editor left the character when the text was pasted.",
        "Une page web ou un éditeur a laissé ce caractère lors d'un collage.";
    IF_REWRITTEN:
        "A gateway, a list or an archive rewrote one copy, or a draft was kept under the same \
         Message-ID.",
        "Une passerelle, une liste ou une archive a réécrit une copie, ou un brouillon a été \
         gardé sous le même Message-ID.";
    IF_HEAD:
        "A list or gateway rewrote the head, or somebody passed the text on.",
        "Une liste ou une passerelle a réécrit les en-têtes, ou quelqu'un a transmis le texte.";
    IF_TAKEN_OFF:
        "A gateway took the attachment off, or it was opened and saved.",
        "Une passerelle a retiré la pièce jointe, ou elle a été ouverte et réenregistrée.";
    IF_QUOTED:
        "Who answered mended, shortened or commented what was quoted, or quoted another version.",
        "L'auteur de la réponse a corrigé, abrégé ou commenté la citation, ou cité une autre \
         version.";
    IF_SENT_AGAIN:
        "The author sent the text again with a correction.",
        "L'auteur a renvoyé le texte avec une correction.";
    IF_VERSIONS:
        "The two are honest versions of one document.",
        "Les deux sont des versions honnêtes d'un même document.";
    IF_CLOCK:
        "The clock of the sender's machine was wrong.",
        "L'horloge de la machine de l'expéditeur était fausse.";
    IF_FIELDS:
        "A list or gateway wrote the fields anew.",
        "Une liste ou une passerelle a réécrit les champs.";
    IF_FORMS:
        "The program made the plain form from an older state of the text.",
        "Le programme a fait la forme simple d'après un état antérieur du texte.";
}
