//! What does not agree in an export: with its manifest, its sums, its signature, or the rules of a
//! bag.

super::words! {
    MISSING: "missing", "absent";
    EXTRA: "extra", "en trop";
    ALTERED: "altered", "altéré";
    OUTSIDE: "outside", "dehors";
    UNREADABLE: "unreadable", "illisible";
    OTHER_SUM:
        "its SHA-256 is another one",
        "son SHA-256 est autre";
    NO_SUM:
        "a line that is no sum",
        "une ligne qui n'est pas une somme";
    OUT_OF_EXPORT:
        "the name leads out of the export",
        "le nom mène hors de l'exportation";
    SUMS_WITHOUT:
        "SHA256SUMS does not name it",
        "SHA256SUMS ne le nomme pas";
    MANIFEST_WITHOUT:
        "the manifest does not name it",
        "le manifeste ne le nomme pas";
    OUT_OF_BAG:
        "the name leads out of the bag",
        "le nom mène hors du sac";
    NO_ITEM:
        "a line that is no item",
        "une ligne qui n'est pas un élément";
    ONLY_MANIFEST:
        "the manifest names it, SHA256SUMS does not",
        "le manifeste le nomme, SHA256SUMS non";
    NO_PAYLOAD:
        "a bag holds its payload in data/",
        "un sac tient son contenu dans data/";
    NO_MANIFEST:
        "the bag has no manifest",
        "le sac n'a pas de manifeste";
    OUTSIDE_DATA:
        "a payload manifest names it, outside data/",
        "un manifeste de contenu le nomme, hors de data/";
    NOT_NAMED:
        "no manifest names it",
        "aucun manifeste ne le nomme";
    NO_DECLARATION:
        "the bag does not say what it is",
        "le sac ne dit pas ce qu'il est";
    BAD_DECLARATION:
        "it is no declaration of a bag in UTF-8",
        "ce n'est pas une déclaration de sac en UTF-8";
    NO_PLAIN_FILE:
        "it is a link or no plain file",
        "c'est un lien ou autre chose qu'un fichier";
    NO_UTF8:
        "it cannot be read as UTF-8",
        "il ne peut être lu comme UTF-8";
    NAMED:
        "a manifest names it",
        "un manifeste le nomme";
    NOT_SIGNED:
        "the export is not signed",
        "l'exportation n'est pas signée";
}

super::sentences! {
    other_bytes(item):
        "the bytes of item {item} are other ones",
        "les octets de l'élément {item} sont autres";
    list_without(list): "{list} does not name it", "{list} ne le nomme pas";
    named_twice(list): "{list} names it twice", "{list} le nomme deux fois";
    other_digest(algorithm): "its {algorithm} is another one", "son {algorithm} est autre";
    unknown_digest(algorithm): "{algorithm} is not known here", "{algorithm} n'est pas connu ici";
    other_payload(said, due):
        "Payload-Oxum is {said}, the payload is {due}",
        "Payload-Oxum est {said}, le contenu est {due}";
    does_not_hold(why): "it does not hold: {why}", "elle ne tient pas : {why}";
}
