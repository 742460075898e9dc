//! Why something was not read, or only in part: the sentence of each exception, and what tells an
//! error that carries such a sentence through the readers.

use super::{Said, system};
use std::{fmt, io};

super::words! {
    CASE_FOLDER: "a case folder", "un dossier d'affaire de valla";
    OUR_EXPORT: "an export of valla", "une exportation de valla";
    AS_ASKED: "skipped as asked", "ignoré comme demandé";
    FOLDERS_DEEP: "folders nest too deep", "des dossiers imbriqués trop profondément";
    SYMLINK: "a symbolic link", "un lien symbolique";
    HARD_LINK: "a hard link", "un lien physique";
    DEVICE_OR_SOCKET: "a device, pipe or socket", "un périphérique, un tube ou une prise";
    DEVICE_OR_PIPE: "a device or pipe", "un périphérique ou un tube";
    ENCRYPTED: "it is encrypted", "c'est chiffré";
    GONE:
        "the file is gone from its source; what was read of it is kept",
        "le fichier n'est plus dans sa source ; ce qui en a été lu est gardé";
    EMPTY: "it is empty", "c'est vide";
    MISMATCH:
        "its name or declared type says another kind than its bytes",
        "son nom ou son type déclaré annonce une autre nature que ses octets";
    NO_MESSAGE_IN_BOX:
        "the mailbox holds no message",
        "la boîte aux lettres ne contient aucun message";
    READ_ANEW:
        "the case was read anew meanwhile; gr or :load shows it",
        "l'affaire a été relue entre-temps ; gr ou :charger la montre";
    STOPPED: "the ingest was stopped", "la lecture a été arrêtée";
    READER_GAVE_UP: "its reader gave up", "son lecteur a renoncé";
    RAR:
        "a RAR archive: no free library reads it, so that it is listed unopened",
        "une archive RAR : aucune bibliothèque libre ne la lit, elle est donc listée sans être \
         ouverte";
    TOO_MANY_MEMBERS:
        "the bound of 1,000,000 members; what was read stays",
        "la limite de 1\u{202f}000\u{202f}000 de membres ; ce qui a été lu reste";
    TOO_MUCH_INSIDE:
        "the bound of 64 MiB and 250 bytes for each byte of the container; what was read stays",
        "la limite de 64 Mio plus 250 octets par octet du conteneur ; ce qui a été lu reste";
    FILE_HOLDS:
        "the bound of what one file may hold",
        "la limite de ce qu'un fichier peut contenir";
    BOXES_DEEP:
        "the bound of 10 containers inside each other; it is not opened",
        "la limite de 10 conteneurs l'un dans l'autre ; il n'est pas ouvert";

    NO_TNEF: "it is no stream of TNEF", "ce n'est pas un flux TNEF";
    CUT_TNEF:
        "the stream of TNEF is cut or damaged",
        "le flux TNEF est tronqué ou abîmé";
    XML_DEEP:
        "its XML is nested deeper than the bound",
        "son XML est imbriqué au-delà de la limite";
    XML_ENDS:
        "its XML ends before its elements do",
        "son XML finit avant ses éléments";
    XML_MALFORMED: "its XML is malformed", "son XML est mal formé";
    XML_NO_MESSAGE: "its XML holds no message", "son XML ne contient aucun message";
    XML_MESSAGES:
        "its XML holds more than one message",
        "son XML contient plus d'un message";

    HEADER_CUT: "its header is cut", "son en-tête est tronqué";
    STORE_PASSWORD:
        "the store bears a password; it hides nothing, and all was read",
        "le fichier porte un mot de passe ; il ne cache rien, et tout a été lu";
    NO_NODE: "no node of it can be read", "aucun de ses nœuds n'est lisible";
    PAGE_TWICE:
        "a page of its trees is pointed to twice",
        "une page de ses arbres est désignée deux fois";
    PAGE_BEYOND:
        "a page of its trees lies beyond the end of the file",
        "une page de ses arbres est au-delà de la fin du fichier";
    PAGE_WRONG:
        "a page of its trees is of the wrong kind or level",
        "une page de ses arbres n'est pas de la nature ou du niveau attendus";
    PAGE_SUM:
        "the checksum of a page of its trees does not agree",
        "la somme de contrôle d'une page de ses arbres ne concorde pas";
    ENTRY_CUT: "an entry of its trees is cut", "une entrée de ses arbres est tronquée";
    BLOCK_NOWHERE:
        "a block that is pointed to is not in its tree",
        "un bloc désigné n'est pas dans son arbre";
    BLOCK_BEYOND:
        "a block lies beyond the end of the file",
        "un bloc est au-delà de la fin du fichier";
    BLOCK_SUM:
        "the checksum of a block does not agree",
        "la somme de contrôle d'un bloc ne concorde pas";
    BLOCK_DAMAGED: "a compressed block is damaged", "un bloc compressé est abîmé";
    NODE_LARGE:
        "the data of a node is over the bound of 64 MiB; its start is read",
        "les données d'un nœud dépassent la limite de 64 Mio ; leur début est lu";
    BLOCKS_WRONG:
        "a list of blocks is of the wrong kind or level",
        "une liste de blocs n'est pas de la nature ou du niveau attendus";
    SUBNODES_TWICE:
        "a list of subnodes is pointed to twice",
        "une liste de sous-nœuds est désignée deux fois";
    SUBNODES_WRONG:
        "a list of subnodes is of the wrong kind",
        "une liste de sous-nœuds n'est pas de la nature attendue";
    PROPERTY_NOWHERE:
        "the value of a property cannot be reached",
        "la valeur d'une propriété est hors d'atteinte";
    PROPERTIES_DAMAGED:
        "a tree of properties is damaged",
        "un arbre de propriétés est abîmé";
    ROW_NOWHERE:
        "a row of a table cannot be reached",
        "une ligne d'un tableau est hors d'atteinte";
    CELL_NOWHERE:
        "a cell of a table cannot be reached",
        "une case d'un tableau est hors d'atteinte";
    NO_RECIPIENTS:
        "a table of recipients cannot be read",
        "un tableau de destinataires n'est pas lisible";
    NO_ATTACHMENT:
        "an attachment cannot be read",
        "une pièce jointe n'est pas lisible";
    NO_EMBEDDED:
        "an embedded message cannot be read",
        "un message inclus n'est pas lisible";
    MESSAGES_DEEP:
        "messages lie in each other over the bound of 10",
        "des messages sont inclus l'un dans l'autre au-delà de la limite de 10";

    ALL_FINDINGS: "all findings", "tous les constats";
    COPIES: "copies", "copies";
    LIKENESS: "likeness", "ressemblances";
    HIDDEN_TEXT: "hidden text", "texte caché";
    FORMS: "forms of one message", "formes d'un même message";
    QUOTES: "quotes", "citations";
    LEDGERS: "the ledgers", "les relevés de preuves";
    BURSTS: "bursts", "rafales";
}

super::sentences! {
    link_to(what, target): "{what} to {target}", "{what} vers {target}";
    unreadable(cause): "it cannot be read: {cause}", "lecture impossible : {cause}";
    damaged(cause): "it is damaged or cut: {cause}", "abîmé ou tronqué : {cause}";
    directory_lost(cause):
        "its directory cannot be read: {cause}",
        "son répertoire n'est pas lisible : {cause}";
    directory_damaged(cause):
        "its directory is damaged: {cause}",
        "son répertoire est abîmé : {cause}";
    message_over(mebibytes):
        "a message larger than {mebibytes} MiB",
        "un message de plus de {mebibytes} Mio";
    version_unknown(version):
        "a store of an unknown version ({version})",
        "un fichier Outlook d'une version inconnue ({version})";
    no_message_of_node(id):
        "the message of node {id} cannot be read",
        "le message du nœud {id} n'est pas lisible";
    settings_hidden(n):
        "{n} hidden items of settings are not listed",
        "{n} éléments cachés de réglages ne sont pas listés";
    pivot(near, others):
        "closely resembles {near} of the {others} others, no member more; the oldest where equal",
        "ressemble de près à {near} des {others} autres, aucun membre à plus ; à égalité, le plus \
         ancien";
    fault_of_ours(what):
        "{what} (a fault of this program)",
        "{what} (une erreur de ce programme)";
    readings_beyond(most):
        "readings of one Message-ID beyond the first {most}",
        "les lectures d'un même Message-ID au-delà des {most} premières";
}

/// A sentence that goes through the readers as the cause of an error.
#[derive(Debug)]
struct Cause(Said);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Cause {}

/// Makes an error of a sentence, for what reads a stream.
pub fn failing(kind: io::ErrorKind, why: impl Into<Said>) -> io::Error {
    io::Error::new(kind, Cause(why.into()))
}

/// Says what an error is: the sentence that it carries, or what the system says of it.
pub fn cause(error: &io::Error) -> Said {
    let inner = error.get_ref().and_then(|e| e.downcast_ref::<Cause>());
    inner.map_or_else(|| system::said(error), |c| c.0.clone())
}
