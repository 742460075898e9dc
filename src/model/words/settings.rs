//! Where a setting comes from, and what is wrong with settings: the language, the author, the look,
//! the keys. Names of settings, files and variables are typed as they stand, in every language.

super::words! {
    OF_CASE: "config.toml of the case", "config.toml du dossier d'affaire";
    THE_CASE: "the case", "le dossier d'affaire";
    THE_DEFAULT: "the default", "la valeur d'origine";
    LOGIN: "the login name", "le nom de connexion";
    COMMAND_LINE: "the command line", "la ligne de commande";
    FILE: "file", "fichier";
    CASE: "case", "dossier";
    NO_CASE: "none here", "aucun ici";

    DEFAULT_FILE:
        "valla config --default   (prints a file that is)",
        "valla config --default   (affiche un fichier qui l'est)";
    DEFAULT_SETTINGS:
        "valla config --default   (prints all settings and what they may be)",
        "valla config --default   (affiche tous les réglages et leurs valeurs possibles)";
    KEYS_NO_PART:
        "`keys` in config.toml is to be a part of it, not a value",
        "`keys` dans config.toml doit en être une partie, non une valeur";
    KEYS_CLASH:
        "the keys in config.toml do not go together",
        "les touches de config.toml ne vont pas ensemble";
    KEYMAP_CHECK:
        "valla keymap --check   (once they are changed)",
        "valla keymap --check   (une fois changées)";
    OWN_THEMES:
        "themes of your own lie in themes/NAME.toml beside config.toml",
        "vos propres thèmes se trouvent dans themes/NAME.toml à côté de config.toml";
}

super::sentences! {
    from(value, origin): "{value}  (from {origin})", "{value}  (d'après {origin})";
    no_language(code):
        "{code} is no language that is known",
        "{code} n'est pas une langue connue";
    set_by(origin): "it is set by {origin}", "c'est fixé par {origin}";
    says_so(origin): "{origin} says so", "c'est {origin} qui le dit";
    no_author(origin): "no name of an author in {origin}", "pas de nom d'auteur dans {origin}";
    no_toml(path): "{path} is no valid TOML", "{path} n'est pas du TOML valable";
}
