//! What is wrong with a key table, a theme or a setting of review. Names of actions, parts, keys
//! and settings are typed as they stand, in every language.

super::words! {
    START:
        "the screen that comes first; left: where you left it",
        "l'écran qui vient d'abord ; left : où vous l'avez laissé";
    ORDER:
        "the order of threads",
        "l'ordre des fils";
    PREVIEW:
        "the preview of lists; off saves bytes on a poor line",
        "l'aperçu des listes ; off épargne des octets sur une ligne lente";
    COMPARE:
        "how two texts stand; auto: side by side from 80 columns",
        "comment se tiennent deux textes ; auto : face à face dès 80 colonnes";
    IGNORE:
        "what a comparison ignores at first; how much it is stands in its bar",
        "ce qu'une comparaison ignore d'abord ; sa barre dit combien c'est";
    CARRY:
        "what a code takes along; copies: of the same words; in a comparison only the family",
        "ce qu'un code emporte ; copies : des mêmes mots ; en comparaison, la famille seule";
    NEXT:
        "whether a code goes on to the next uncoded item",
        "si un code passe à l'élément suivant non codé";
}

super::sentences! {
    unreadable(why):
        "the key table cannot be read: {why}",
        "la table des touches est illisible : {why}";
    begins(part, keys, name, other):
        "{part}: {keys} ({name}) begins {other}, which is never reached",
        "{part} : {keys} ({name}) commence {other}, qui n'est jamais atteint";
    may_be_struck(part, keys, name):
        "{part}: {keys} ({name}) may be struck by a terminal or a slow line; nothing that changes \
         marks may stand there",
        "{part} : {keys} ({name}) peut être frappé par un terminal ou une ligne lente ; rien qui \
         change des marques ne peut s'y trouver";
    has_no_key(name): "{name} has no key", "{name} n'a pas de touche";
    no_action(part, name):
        "{part}: no action is named {name}",
        "{part} : aucune action ne s'appelle {name}";
    no_key(part, word): "{part}: {word} is no key", "{part} : {word} n'est pas une touche";
    means_both(part, word, one, other):
        "{part}: {word} means both {one} and {other}",
        "{part} : {word} veut dire à la fois {one} et {other}";
    no_preset(name, names):
        "no key preset {name}; there is {names}",
        "pas de jeu de touches {name} ; il y a {names}";
    no_part(name):
        "no part of the screen is named {name}",
        "aucune partie de l'écran ne s'appelle {name}";
    in_quotes(name):
        "{name} is to be given keys in quotes",
        "{name} doit recevoir des touches entre guillemets";
    no_theme(name, names):
        "no theme {name}; there is {names}",
        "pas de thème {name} ; il y a {names}";
    theme_unread(why): "the theme cannot be read: {why}", "le thème est illisible : {why}";
    theme_means_nothing(word):
        "the theme means nothing by {word}",
        "le thème ne donne aucun sens à {word}";
    no_colour(word):
        "{word} is no colour and no attribute",
        "{word} n'est ni une couleur ni un attribut";
    no_setting(name, names):
        "[review] has no setting {name}; it has {names}",
        "[review] n'a pas de réglage {name} ; il a {names}";
    to_be_one(name, values, value):
        "review.{name} is to be {values}, not {value}",
        "review.{name} doit être {values}, non {value}";
    to_be_some(name, values, value):
        "review.{name} is to be some of {values}, not {value}",
        "review.{name} doit être parmi {values}, non {value}";
}
