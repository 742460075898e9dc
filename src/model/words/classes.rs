//! Classes of edits, one line each.

super::words! {
    WRAP: "line breaks and white space", "sauts de ligne et blancs";
    QUOTE_MARKS: "quote marks at line starts", "signes de citation en début de ligne";
    TYPOGRAPHIC:
        "case, punctuation, typographic forms",
        "casse, ponctuation, formes typographiques";
    ENCODING:
        "damage by a character set or transfer encoding",
        "dégâts d'un jeu de caractères ou d'un encodage";
    SIGNATURE: "in a signature", "dans une signature";
    FOOTER: "in a list footer", "dans un pied de liste";
    DISCLAIMER: "in a disclaimer", "dans un avertissement";
    HEADER_BLOCK:
        "in the header block of a quote or forward",
        "dans le bloc d'en-têtes d'une citation ou d'un transfert";
    HOMOGLYPH: "a letter that looks like another", "une lettre qui ressemble à une autre";
    ZERO_WIDTH: "a character without width", "un caractère sans largeur";
    BIDI: "a control of writing direction", "un contrôle de sens d'écriture";
    AMOUNT: "a sum of money or another quantity", "une somme d'argent ou une autre quantité";
    PERCENT: "a percentage", "un pourcentage";
    ACCOUNT: "an account number", "un numéro de compte";
    DATE: "a date, day, month, year or time", "une date, un jour, un mois, une année ou une heure";
    PHONE: "a telephone number", "un numéro de téléphone";
    EMAIL: "an e-mail address", "une adresse électronique";
    LINK: "a link or domain", "un lien ou un domaine";
    ID: "a reference or another id", "une référence ou un autre identifiant";
    NAME: "a person or organisation", "une personne ou une organisation";
    NEGATION: "not, no, never, must, may", "ne, pas, jamais, doit, peut";
    NUMBER_WORD: "a number in words", "un nombre en lettres";
    WORD: "another word", "un autre mot";
    WORDS_IN: "a few words in", "quelques mots ajoutés";
    WORDS_OUT: "a few words out", "quelques mots ôtés";
    SENTENCE_IN: "a sentence in", "une phrase ajoutée";
    SENTENCE_OUT: "a sentence out", "une phrase ôtée";
    PARAGRAPH_IN: "a paragraph in", "un paragraphe ajouté";
    PARAGRAPH_OUT: "a paragraph out", "un paragraphe ôté";
    MOVED: "the same words elsewhere", "les mêmes mots ailleurs";
    OCR: "letters as a scanner confuses them", "des lettres qu'un numériseur confond";
    SLOT: "a slot of a form or a mail-merge", "un champ de formulaire ou de publipostage";
    REWRITE: "words changed throughout", "des mots changés partout";
    ATTACHMENT:
        "an attachment exchanged, added, missing or renamed",
        "une pièce jointe échangée, ajoutée, manquante ou renommée";
    HEADER: "a header field", "un champ d'en-tête";
}
