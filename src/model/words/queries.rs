//! What is wrong with a query and where it finds nothing: what was expected, and what the case does
//! not hold. Names of fields and their values are the same in every language.

super::words! {
    QUERY_LONG: "the query is longer than 64 KiB", "la requête dépasse 64 Kio";
    QUOTE_OPEN: "a closing quotation mark is missing", "il manque un guillemet fermant";
    SLOP: "a number from 0 to 255 is expected behind ~", "un nombre de 0 à 255 est attendu après ~";
    SLASH_OPEN:
        "a closing / is missing; put a path or a word with / in quotation marks",
        "il manque un / fermant ; mettez entre guillemets un chemin ou un mot avec /";
    CLOSES_NOTHING: "this ) closes nothing", "cette ) ne ferme rien";
    NEVER_CLOSED: "this ( is never closed", "cette ( n'est jamais fermée";
    PART_EXPECTED:
        "a word, a phrase, a field or ( is expected here",
        "un mot, une expression, un champ ou ( est attendu ici";
    TOO_DEEP:
        "more than 64 levels of parentheses or NOT",
        "plus de 64 niveaux de parenthèses ou de NOT";
    STAR_TWICE:
        "* stands before a word or behind it, not on both sides",
        "* se met avant un mot ou après, pas des deux côtés";
    TILDE: "~1 or ~2 is expected behind a word", "~1 ou ~2 est attendu après un mot";
    SIGNS_INSIDE:
        "* and ~ stand at the ends of a word only; use /…/ for more",
        "* et ~ ne se mettent qu'aux bouts d'un mot ; /…/ permet davantage";
    NO_LETTERS:
        "a word with a letter or digit is expected; use /…/ for signs",
        "un mot avec une lettre ou un chiffre est attendu ; /…/ est pour les signes";
    PHRASE_EMPTY:
        "words are expected between the quotation marks",
        "des mots sont attendus entre les guillemets";
    REGEX_EMPTY:
        "a regular expression is expected between the slashes",
        "une expression rationnelle est attendue entre les barres";
    REGEX_LARGE:
        "the regular expression is too large when compiled",
        "l'expression rationnelle est trop grande une fois compilée";
    ID_EXPECTED:
        "8 or more digits of a digest, or a Message-ID, are expected",
        "8 chiffres ou plus d'une empreinte, ou un Message-ID, sont attendus";
    SCORE_EXPECTED:
        "a score from 0 to 1 is expected, as in score:>0.8",
        "un score de 0 à 1 est attendu, comme dans score:>0.8";
    SIZE_EXPECTED:
        "a size is expected, as in 500k, 1M or 2G",
        "une taille est attendue, comme 500k, 1M ou 2G";
    DAYS_EXPECTED:
        "a day, month, year or range is expected, as in 2017-04-01..2017-05-05 or 2017-04",
        "un jour, un mois, une année ou une plage est attendu, comme 2017-04-01..2017-05-05 ou \
         2017-04";
    ENDS_EARLY: "the range ends before it starts", "la plage finit avant de commencer";
    COLON_QUOTED:
        "; a word that holds : goes in quotation marks",
        " ; un mot qui contient : se met entre guillemets";
    A_FIELD: "field", "champ";
    A_VERDICT: "verdict", "verdict";
    A_HAS: "value of has:", "valeur de has:";
    AN_IS: "value of is:", "valeur de is:";
    A_DKIM: "value of dkim:", "valeur de dkim:";
    OR: " or ", " ou ";

    BEARS_TAG: "bears the tag", "ne porte l'étiquette";
    IS_OF_SOURCE:
        "comes from a source named like",
        "ne vient d'une source dont le nom contient";
    HAS_CUSTODIAN:
        "has a custodian named like",
        "n'a de détenteur dont le nom contient";
    IS_OF_TYPE: "is of a type like", "n'est d'un type contenant";
    IN_CHECK: "is in a finding of the check", "n'est dans un constat du contrôle";
    IN_VIEW: "stands in the view", "ne figure dans la vue";
    NONE_AT_ALL: "; there is none at all", " ; il n'y en a aucun";
    ALL_APART:
        "each part matches items, but no item matches all of them",
        "chaque partie trouve des éléments, mais aucun élément ne répond à toutes";
}

super::sentences! {
    no_regex(why): "not a regular expression: {why}", "pas une expression rationnelle : {why}";
    value_expected(name, example):
        "a value is expected behind {name}:, as in {example}",
        "une valeur est attendue après {name}:, comme dans {example}";
    unknown_of(what, name, known, hint):
        "there is no {what} {name}; one of {known} is expected{hint}",
        "il n'y a pas de {what} {name} ; on attend l'un de {known}{hint}";
    unknown_near(what, name, near, hint):
        "there is no {what} {name}; did you mean {near}?{hint}",
        "il n'y a pas de {what} {name} ; vouliez-vous dire {near} ?{hint}";
    no_item(what, name, there):
        "no item {what} {name}{there}",
        "aucun élément {what} {name}{there}";
    there_is(names): "; there is {names}", " ; il y a {names}";
    matches_none(part): "no item matches {part}", "aucun élément ne répond à {part}";
    no_verdict(verdict):
        "no item bears the verdict {verdict}",
        "aucun élément ne porte le verdict {verdict}";
    no_thread(id): "no thread begins with {id}", "aucun fil ne commence par {id}";
    no_group(id): "no group begins with {id}", "aucun groupe ne commence par {id}";
}
