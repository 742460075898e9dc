//! Defects of items, one sentence each.

super::words! {
    UNPARSEABLE: "the message could not be taken apart", "le message n'a pas pu être démonté";
    HEADER_TOO_LONG:
        "the header block is longer than the bound; read in part",
        "le bloc d'en-têtes dépasse la limite ; lu en partie";
    TOO_DEEP:
        "parts are nested deeper than the bound; read in part",
        "les parties sont imbriquées au-delà de la limite ; lu en partie";
    TOO_MANY_PARTS:
        "more parts than the bound; read in part",
        "plus de parties que la limite ; lu en partie";
    TOO_MANY_PARAMETERS:
        "more parameters in one field than the bound; read in part",
        "plus de paramètres dans un champ que la limite ; lu en partie";
    TOO_MANY_REFERENCES:
        "more references than the bound; the last ones are kept",
        "plus de références que la limite ; les dernières sont gardées";
    BAD_ENCODING:
        "a transfer encoding does not decode cleanly",
        "un encodage de transfert ne se décode pas proprement";
    BAD_CHARSET:
        "bytes that the declared character set does not have",
        "des octets que le jeu de caractères déclaré n'a pas";
    RAW_HEADER_BYTES:
        "a header field holds bytes beyond ASCII without encoding",
        "un champ d'en-tête contient des octets hors ASCII sans encodage";
    DUPLICATE_FIELD:
        "a header field that may stand once stands more than once",
        "un champ d'en-tête qui doit être unique figure plusieurs fois";
    NO_DATE: "no Date that can be read", "pas de Date lisible";
    NO_MESSAGE_ID: "no Message-ID", "pas de Message-ID";
    UNTERMINATED:
        "a multipart lacks its closing boundary",
        "il manque à un multipart sa limite de fin";
    TEXT_TOO_LONG:
        "the text is longer than the bound; its start is kept",
        "le texte dépasse la limite ; son début est gardé";
    HIDDEN_TEXT:
        "it holds text that no reader shows",
        "il contient du texte qu'aucun logiciel ne montre";
    TOO_MANY_ADDRESSES:
        "more addresses than the bound; the first ones are kept",
        "plus d'adresses que la limite ; les premières sont gardées";
    ENCRYPTED: "it needs a password", "il faut un mot de passe";
    DAMAGED:
        "the document is damaged; what could be read is kept",
        "le document est abîmé ; ce qui pouvait être lu est gardé";
    ENTITIES:
        "it defines entities of its own, which are not expanded",
        "il définit ses propres entités, qui ne sont pas développées";
    READER_TIME:
        "reading it took more processor time than the bound",
        "le lire a pris plus de temps de processeur que la limite";
    READER_MEMORY:
        "reading it took more memory or stack than the bound",
        "le lire a pris plus de mémoire ou de pile que la limite";
    NO_READER:
        "no process could be started to read it",
        "aucun processus n'a pu être lancé pour le lire";
    DOCUMENT_TOO_LARGE: "the document is larger than the bound", "le document dépasse la limite";
    READER_FAULT:
        "reading it met a fault of this program; it is listed without text",
        "sa lecture a rencontré une erreur de ce programme ; il est listé sans texte";
    LOCKED:
        "it is encrypted, and no given password opens it",
        "il est chiffré, et aucun mot de passe donné ne l'ouvre";
}
