//! What is done and held: verdicts, standings, plans, what was done and taken back.

super::words! {
    AUTHENTIC: "authentic", "authentique";
    ALTERED: "altered", "altéré";
    FABRICATED: "fabricated", "fabriqué";
    DECOY: "decoy", "leurre";
    FOREIGN: "foreign", "étranger";
    UNDETERMINED: "undetermined", "indéterminé";
    AUTHENTIC_BRIEF: "auth.", "auth.";
    ALTERED_BRIEF: "alt.", "alt.";
    FABRICATED_BRIEF: "fabr.", "fabr.";
    DECOY_BRIEF: "decoy", "leurre";
    FOREIGN_BRIEF: "for.", "étr.";
    UNDETERMINED_BRIEF: "undet.", "indét.";
    CONFIRMED: "confirmed", "confirmé";
    INNOCENT: "innocent", "innocent";
    LATER: "later", "à revoir";
    SUSPECT: "suspect", "suspect";
    WITNESS: "witness", "témoin";
    MESSAGE: "message", "message";
    ATTACHMENT: "attachment", "pièce";
    DOCUMENT: "document", "document";
    NOTE_ONE: "note 1 item", "noter 1 élément";
    DONE_AGAIN_ACT: "the act that was done again", "l'acte qui a été refait";
    NOT_DONE: "not done", "non fait";
    NOTHING_CODED: "nothing was coded yet", "rien n'a encore été codé";
    NOTHING_TO_MARK: "there is nothing here to mark", "il n'y a rien à marquer ici";
    TAKEN_BACK_LAST:
        "taken back: your last act; U does it again",
        "annulé : votre dernier acte ; U le refait";
    NOTHING_TAKEN_BACK: "nothing was taken back", "rien n'a été annulé";
    DONE_AGAIN: "done again", "refait";
    NOTHING_OF_YOURS:
        "there is nothing of yours to take back",
        "il n'y a rien de vous à annuler";
}

super::phrases! {
    code(items, verdict): "code {items} {verdict}", "coder {items} : {verdict}";
    clear(items): "clear the code of {items}", "ôter le code de {items}";
    tag(items, name): "tag {items} {name}", "étiqueter {items} : {name}";
    untag(items, name): "untag {items} {name}", "ôter l'étiquette de {items} : {name}";
    stand(standing): "finding {standing}", "constat : {standing}";
    read_only(why): "read-only: {why}", "lecture seule : {why}";
    done(what): "{what}; u takes it back", "{what} ; u annule";
    taken_back(what): "taken back: {what}; U does it again", "annulé : {what} ; U refait";
    not_saved(why):
        "NOT SAVED: {why}. This session is read-only now",
        "NON ENREGISTRÉ : {why}. La session est désormais en lecture seule";
}

super::counts! {
    coded_otherwise(n):
        " ({n} coded otherwise now)", " ({n} coded otherwise now)";
        " ({n} codé autrement)", " ({n} codés autrement)";
}
