//! What is wrong with a file of the index, and with the stored bytes of an item.

super::words! {
    NO_BLOCKS: "its blocks cannot be read", "ses blocs ne sont pas lisibles";
    CUT_SHORT: "it is cut short", "il est tronqué";
    OLDER_WROTE: "an older version wrote it", "une version plus ancienne l'a écrit";
    OTHER_WROTE: "another version wrote it", "une autre version l'a écrit";
    OTHER_SUM: "its checksum does not agree", "sa somme de contrôle ne concorde pas";
    HEAD_DAMAGED: "its head is damaged", "son en-tête est abîmé";
    NO_GENERATION: "it names no generation", "il ne nomme aucune génération";
    NO_TABLE: "it is no table of kept bytes", "ce n'est pas une table d'octets gardés";
    NOT_THERE: "it is not there", "il n'existe pas";
    TEXT_DAMAGED:
        "the stored text is damaged; run repair",
        "le texte enregistré est abîmé ; lancez `valla repair`";
}
