//! What may have happened without anybody's ill will, where a check of the ledger speaks.

super::words! {
    QUEUED:
        "The message was written and kept, and sent days later by a program that gives no sign \
         of it; or the clock of the sender's machine was wrong.",
        "Le message a été écrit et gardé, puis envoyé des jours plus tard par un programme qui \
         n'en laisse aucun signe ; ou l'horloge de la machine de l'expéditeur était fausse.";
    CLOCK:
        "The clock of the sender's machine was wrong when the message was written.",
        "L'horloge de la machine de l'expéditeur était fausse quand le message a été écrit.";
    DRAFT:
        "A draft or a saved answer was sent later under the id that it had.",
        "Un brouillon ou une réponse gardée a été envoyé plus tard sous l'identifiant qu'il avait.";
    OTHER_IDS:
        "A program writes ids of this form with other numbers in it.",
        "Un programme écrit des identifiants de cette forme avec d'autres nombres.";
    FORWARDED:
        "The message was forwarded as it was, or a draft was kept for days.",
        "Le message a été transféré tel quel, ou un brouillon gardé des jours.";
    OTHER_QUOTED:
        "Who answered quoted another message of the same person.",
        "Qui a répondu a cité un autre message de la même personne.";
    ONE_CLOCK:
        "One of two senders' clocks was wrong.",
        "L'horloge d'un des deux expéditeurs était fausse.";
    SHORTENED:
        "The sender's program shortened the list, or answered to two messages at once.",
        "Le programme de l'expéditeur a raccourci la liste, ou répondait à deux messages à la \
         fois.";
    NEW_SUBJECT:
        "The sender changed the subject, or a server wrote the field anew.",
        "L'expéditeur a changé l'objet, ou un serveur a récrit le champ.";
    SORTED:
        "A program that exported or archived the message put its fields in another order.",
        "Un programme qui a exporté ou archivé le message a changé l'ordre de ses champs.";
    NEVER_KEPT:
        "The message was never kept in these mailboxes.",
        "Le message n'a jamais été gardé dans ces boîtes.";
    SERVER_CLOCK:
        "A server's clock was wrong.",
        "L'horloge d'un serveur était fausse.";
    WAITED:
        "A message waited in a queue for days, or the id has the form by chance.",
        "Le message a attendu des jours dans une file, ou l'identifiant a cette forme par hasard.";
    SENDER_CLOCK:
        "The sender's clock was wrong.",
        "L'horloge de l'expéditeur était fausse.";
    SET_UP:
        "A server was set up wrongly.",
        "Un serveur était mal configuré.";
    LIST_TAG:
        "A list put a tag before the subject, or the sender changed it.",
        "Une liste a mis une marque devant l'objet, ou l'expéditeur l'a changé.";
    OWN_ID:
        "A list or gateway gave the message an id of its own.",
        "Une liste ou une passerelle a donné au message son propre identifiant.";
    PUT_TOGETHER:
        "A list or gateway put the message together anew.",
        "Une liste ou une passerelle a recomposé le message.";
    HIDES_ADDRESS:
        "The program was made to hide the machine's address.",
        "Le programme est fait pour cacher l'adresse de la machine.";
    EXPORTED:
        "A program that exported the message changed its line ends or encoding.",
        "Un programme d'export a changé les fins de ligne ou l'encodage du message.";
    TAKEN_OFF:
        "A list or gateway took the attachment off.",
        "Une liste ou une passerelle a retiré la pièce jointe.";
    SOME_ENDS:
        "A program that exported the message changed some line ends.",
        "Un programme d'export a changé certaines fins de ligne.";
    REWRAPPED:
        "A gateway or a broken program wrapped a line anew, or somebody made the message by hand \
         as a test.",
        "Une passerelle ou un programme défectueux a recoupé une ligne, ou quelqu'un a fait le \
         message à la main pour un essai.";
    NOT_ENCODED:
        "A list or gateway added a footer without encoding it, or the program that sent the \
         message is broken.",
        "Une liste ou une passerelle a ajouté un pied de page sans l'encoder, ou le programme \
         d'envoi est défectueux.";
    OTHER_MACHINE:
        "The sender used another machine or program.",
        "L'expéditeur a utilisé une autre machine ou un autre programme.";
    ALIKE:
        "Two real domains look alike.",
        "Deux vrais domaines se ressemblent.";
    IN_THE_NAME:
        "A form or a gateway sends in the name of somebody.",
        "Un formulaire ou une passerelle envoie au nom de quelqu'un.";
    READS_ELSEWHERE:
        "The sender reads mail elsewhere.",
        "L'expéditeur lit son courrier ailleurs.";
    SAVED_ANEW:
        "A clock was wrong, a gateway or sharing service saved the file anew, or a file was \
         attached again later.",
        "Une horloge était fausse, une passerelle ou un service de partage a réenregistré le \
         fichier, ou un fichier a été joint de nouveau plus tard.";
    KEPT_DATES:
        "A clock was wrong, or the file was converted later by a gateway, sharing service or \
         program that kept the dates that it claims.",
        "Une horloge était fausse, ou le fichier a été converti plus tard par une passerelle, un \
         service de partage ou un programme qui a gardé les dates qu'il porte.";
}
