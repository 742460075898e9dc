//! What `doctor` says of terminal, settings, case and disk.

super::words! {
    OK: "ok  ", "bon ";
    LOOK: "look", "voir";
    AUTHOR: "author", "auteur";
    CASE: "case", "dossier";
    SETTINGS: "settings", "réglages";
    TERMINAL: "terminal", "terminal";
    LOCALE: "locale", "locale";
    COLOUR: "colour", "couleur";
    SIZE: "size", "taille";
    CLIPBOARD: "clipboard", "p.-papier";
    SOURCE: "source", "source";
    DISK: "disk", "disque";
    MODES: "modes", "droits";
    NONE: "none", "aucune";
    OFF_NO_COLOR:
        "off (NO_COLOR); reverse and underline are kept",
        "non (NO_COLOR) ; l'inverse et le souligné sont gardés";
    OFF_NONE: "off (the terminal has none)", "non (le terminal n'en a pas)";
    SIXTEEN: "the 16 of the terminal", "les 16 du terminal";
    THROUGH_SSH: " of your own machine, through SSH", " de votre propre machine, à travers SSH";
    IN_TMUX:
        "OSC 52 inside tmux: needs `set -g set-clipboard on` in tmux.conf",
        "OSC 52 dans tmux : il faut `set -g set-clipboard on` dans tmux.conf";
    IN_SCREEN:
        "OSC 52 inside screen: short texts only",
        "OSC 52 dans screen : textes courts seulement";
    NOT_TOLD: "cannot be told here", "on ne peut le dire ici";
    NOBODY_ELSE:
        "nobody else may open the case folder",
        "personne d'autre ne peut ouvrir le dossier";
    A_GROUP: "a group shares the case folder", "un groupe partage le dossier";
}

super::sentences! {
    from(value, origin): "{value} (from {origin})", "{value} (d'après {origin})";
    theme_and_keys(theme, keys): "theme {theme}, keys {keys}", "thème {theme}, touches {keys}";
    no_utf8(locale):
        "{locale}, no UTF-8: rules are drawn in ASCII",
        "{locale}, pas d'UTF-8 : les filets sont tracés en ASCII";
    sixteen_of(more):
        "the 16 of the terminal (it offers {more})",
        "les 16 du terminal (il offre {more})";
    at_least(now, least): "{now}, at least {least}", "{now}, au moins {least}";
    no_clipboard(term):
        "none: TERM={term} has no clipboard",
        "aucun : TERM={term} n'a pas de presse-papier";
    to_clipboard(far):
        "OSC 52, to the clipboard{far} where the terminal allows it",
        "OSC 52, vers le presse-papier{far} si le terminal le permet";
    network(kind):
        "{kind} is a network: others may read it, and locks may not hold",
        "{kind} est un réseau : d'autres peuvent le lire, et les verrous peuvent ne pas tenir";
    in_memory(kind):
        "{kind} lies in memory: it is gone at night",
        "{kind} est en mémoire : il disparaît la nuit";
    encrypted(how): "encrypted ({how})", "chiffré ({how})";
    not_encrypted(kind):
        "{kind}, not encrypted as far as can be seen: whoever has it reads it",
        "{kind}, non chiffré autant qu'on puisse voir : qui l'a le lit";
    others_may(mode):
        "others may open the case folder (mode {mode}); chmod 700 it",
        "d'autres peuvent ouvrir le dossier (mode {mode}) ; faites-lui chmod 700";
}
