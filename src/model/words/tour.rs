//! The tour. A name in braces stands for the keys of that action.

super::words! {
    TITLE: "tour", "visite";
    OF: "of", "sur";
    FOUND: "planted edits found", "altérations introduites trouvées";
    LEAVE: "{cancel} leaves it", "{cancel} la quitte";
    LEFT:
        "the tour is left; :tour takes it up again",
        "la visite est quittée ; :tour la reprend";
    TO_FINDINGS:
        "This step is on the findings: {findings} goes there.",
        "Cette étape est dans les constats : {findings} y va.";
    TO_COMPARE:
        "This step is in a comparison: {findings} for the findings, then {open}.",
        "Cette étape est dans une comparaison : {findings} pour les constats, puis {open}.";
    GO:
        "{findings} goes to the findings: the places where witnesses of one text disagree.",
        "{findings} va aux constats : les lieux où les témoins d'un même texte divergent.";
    OPEN:
        "{open} compares the two sides of the finding under the cursor, at the edit.",
        "{open} compare les deux côtés du constat sous le curseur, à l'endroit de l'écart.";
    POINT:
        "The changed words are marked on both sides. {next-point} goes on to the next change.",
        "Les mots changés sont marqués des deux côtés. {next-point} va à l'écart suivant.";
    TURN:
        "{next-item} turns to the next finding; {next-base} changes the base, side A. Do either.",
        "{next-item} passe au constat suivant ; {next-base} change la base, côté A. Faites l'un.";
    CODE:
        "A digit codes the side that the codes row names: {altered} for altered. {undo} undoes.",
        "Un chiffre code le côté que nomme la ligne des codes : {altered}, altéré. {undo} annule.";
    EVIDENCE:
        "{evidence} shows the evidence: what speaks for an item, what against it, and its clocks.",
        "{evidence} montre les preuves : ce qui plaide pour, ce qui plaide contre, les horloges.";
    FIND:
        "{find} finds words in this view. In a list {filter} filters: words, from:anna, tag:later.",
        "{find} cherche des mots ici. Dans une liste {filter} filtre : mots, from:anna, tag:later.";
    EXPORT:
        "{export} goes to the export: what was coded or marked, with a manifest to check it by.",
        "{export} va à l'export : ce qui est codé ou marqué, avec un manifeste pour le vérifier.";
    END:
        "That was the tour. {help} shows the keys of any screen, {back} goes back.",
        "C'était la visite. {help} montre les touches de chaque écran, {back} revient.";
}
