//! Words that turn a sentence's meaning, one column a language: a further language is one more.

/// What one language says for not, must, numbers and opposites; all in lower case.
pub(super) struct Column {
    /// Not, no, never.
    pub(super) negations: &'static [&'static str],
    /// Must, may, perhaps.
    pub(super) modals: &'static [&'static str],
    /// Numbers in words with their values.
    pub(super) numbers: &'static [(&'static str, u64)],
    /// Pairs of words of opposite meaning.
    pub(super) opposites: &'static [(&'static str, &'static str)],
    /// Magnitudes behind a number, with the power of ten.
    pub(super) magnitudes: &'static [(&'static str, u32)],
}

/// All columns.
pub(super) const LANGUAGES: &[Column] = &[ENGLISH, FRENCH, GERMAN];

#[rustfmt::skip]
const ENGLISH: Column = Column {
    negations: &["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without",
        "cannot", "can't", "don't", "doesn't", "didn't", "won't", "isn't", "aren't", "wasn't",
        "weren't", "haven't", "hasn't", "hadn't", "shouldn't", "wouldn't", "couldn't", "mustn't",
        "nowhere", "ain't", "needn't", "unless"],
    modals: &["must", "may", "might", "can", "could", "should", "shall", "will", "would", "need",
        "ought", "perhaps", "maybe", "possibly", "probably", "certainly", "always", "only"],
    numbers: &[("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5),
        ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11),
        ("twelve", 12), ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16),
        ("seventeen", 17), ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30),
        ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80),
        ("ninety", 90), ("hundred", 100), ("thousand", 1_000), ("million", 1_000_000),
        ("billion", 1_000_000_000), ("once", 1), ("twice", 2), ("dozen", 12), ("first", 1),
        ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("half", 0), ("both", 2)],
    opposites: &[("increase", "decrease"), ("increased", "decreased"), ("approve", "reject"),
        ("approved", "rejected"), ("accept", "refuse"), ("accepted", "refused"),
        ("before", "after"), ("above", "below"), ("more", "less"), ("most", "least"),
        ("always", "never"), ("with", "without"), ("enable", "disable"), ("enabled", "disabled"),
        ("allow", "deny"), ("allowed", "denied"), ("open", "closed"), ("start", "stop"),
        ("high", "low"), ("higher", "lower"), ("up", "down"), ("in", "out"), ("on", "off"),
        ("yes", "no"), ("true", "false"), ("win", "lose"), ("pass", "fail"), ("add", "remove"),
        ("buy", "sell"), ("import", "export"), ("early", "late"), ("earlier", "later"),
        ("public", "private"), ("legal", "illegal"), ("confirm", "deny"),
        ("confirmed", "denied"), ("for", "against"), ("all", "none"), ("minimum", "maximum"),
        ("gain", "loss"), ("profit", "loss"), ("safe", "unsafe"), ("possible", "impossible"),
        ("agree", "disagree"), ("credit", "debit"), ("internal", "external"),
        ("correct", "incorrect"), ("left", "right"), ("signed", "unsigned"), ("keep", "delete"),
        ("success", "failure"), ("accept", "reject"), ("accepted", "rejected")],
    magnitudes: &[("k", 3), ("thousand", 3), ("m", 6), ("mn", 6), ("million", 6),
        ("millions", 6), ("bn", 9), ("billion", 9), ("billions", 9)],
};

#[rustfmt::skip]
const FRENCH: Column = Column {
    negations: &["ne", "n'", "pas", "non", "jamais", "rien", "aucun", "aucune", "personne", "ni",
        "sans", "nul", "nulle", "point", "guère", "nullement"],
    modals: &["doit", "doivent", "devrait", "devraient", "devra", "devront", "dois", "devez",
        "peut", "peuvent", "pourrait", "pourraient", "pourra", "pourront", "pouvez", "faut",
        "faudra", "faudrait", "peut-être", "toujours", "seulement", "certainement",
        "probablement", "éventuellement", "obligatoirement"],
    numbers: &[("zéro", 0), ("un", 1), ("une", 1), ("deux", 2), ("trois", 3), ("quatre", 4),
        ("cinq", 5), ("six", 6), ("sept", 7), ("huit", 8), ("neuf", 9), ("dix", 10),
        ("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14), ("quinze", 15),
        ("seize", 16), ("dix-sept", 17), ("dix-huit", 18), ("dix-neuf", 19), ("vingt", 20),
        ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60),
        ("soixante-dix", 70), ("quatre-vingts", 80), ("quatre-vingt", 80),
        ("quatre-vingt-dix", 90), ("septante", 70), ("huitante", 80), ("nonante", 90),
        ("cent", 100), ("cents", 100), ("mille", 1_000), ("million", 1_000_000),
        ("millions", 1_000_000), ("milliard", 1_000_000_000), ("milliards", 1_000_000_000),
        ("dizaine", 10), ("douzaine", 12), ("quinzaine", 15), ("vingtaine", 20),
        ("trentaine", 30), ("centaine", 100), ("premier", 1), ("première", 1), ("deuxième", 2),
        ("troisième", 3), ("quatrième", 4), ("cinquième", 5), ("demi", 0), ("moitié", 0)],
    opposites: &[("avant", "après"), ("avec", "sans"), ("plus", "moins"), ("oui", "non"),
        ("toujours", "jamais"), ("approuver", "rejeter"), ("approuvé", "rejeté"),
        ("approuvée", "rejetée"), ("accepté", "refusé"), ("acceptée", "refusée"),
        ("accepter", "refuser"), ("accepte", "refuse"), ("augmenter", "diminuer"),
        ("augmente", "diminue"), ("augmentation", "diminution"), ("hausse", "baisse"),
        ("pour", "contre"), ("ouvert", "fermé"), ("ouverte", "fermée"), ("début", "fin"),
        ("favorable", "défavorable"), ("possible", "impossible"), ("légal", "illégal"),
        ("tôt", "tard"), ("haut", "bas"), ("entrée", "sortie"), ("achat", "vente"),
        ("crédit", "débit"), ("gain", "perte"), ("public", "privé"), ("publique", "privée"),
        ("autorisé", "interdit"), ("autorisée", "interdite"), ("maximum", "minimum"),
        ("tous", "aucun"), ("toutes", "aucune"), ("validé", "annulé"), ("validée", "annulée"),
        ("confirmé", "annulé"), ("confirmée", "annulée"), ("confirmé", "démenti"),
        ("présent", "absent"), ("présente", "absente"), ("complet", "incomplet"),
        ("conserver", "supprimer"), ("garder", "détruire"), ("signé", "contesté"),
        ("premier", "dernier"), ("première", "dernière"), ("mieux", "pire"),
        ("confirmer", "infirmer"), ("valide", "invalide"), ("matin", "soir")],
    magnitudes: &[("k", 3), ("mille", 3), ("m", 6), ("million", 6), ("millions", 6), ("md", 9),
        ("mds", 9), ("milliard", 9), ("milliards", 9)],
};

#[rustfmt::skip]
const GERMAN: Column = Column {
    negations: &["nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie",
        "niemals", "nein", "ohne", "nichts", "niemand", "weder", "noch", "nirgends"],
    modals: &["muss", "müssen", "musste", "kann", "können", "konnte", "könnte", "soll", "sollen",
        "sollte", "darf", "dürfen", "durfte", "wird", "werden", "würde", "vielleicht",
        "wahrscheinlich", "sicher", "immer", "nur", "möglicherweise"],
    numbers: &[("null", 0), ("ein", 1), ("eine", 1), ("eins", 1), ("zwei", 2), ("drei", 3),
        ("vier", 4), ("fünf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("neun", 9),
        ("zehn", 10), ("elf", 11), ("zwölf", 12), ("dreizehn", 13), ("vierzehn", 14),
        ("fünfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18),
        ("neunzehn", 19), ("zwanzig", 20), ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50),
        ("sechzig", 60), ("siebzig", 70), ("achtzig", 80), ("neunzig", 90), ("hundert", 100),
        ("tausend", 1_000), ("million", 1_000_000), ("millionen", 1_000_000),
        ("milliarde", 1_000_000_000), ("milliarden", 1_000_000_000), ("dutzend", 12),
        ("erste", 1), ("zweite", 2), ("dritte", 3), ("halb", 0), ("beide", 2)],
    opposites: &[("vor", "nach"), ("mit", "ohne"), ("mehr", "weniger"), ("ja", "nein"),
        ("immer", "nie"), ("genehmigt", "abgelehnt"), ("genehmigen", "ablehnen"),
        ("angenommen", "abgelehnt"), ("annehmen", "ablehnen"), ("erhöhen", "senken"),
        ("erhöht", "gesenkt"), ("steigen", "sinken"), ("für", "gegen"), ("offen", "geschlossen"),
        ("hoch", "niedrig"), ("höher", "niedriger"), ("früh", "spät"), ("früher", "später"),
        ("kaufen", "verkaufen"), ("kauf", "verkauf"), ("gewinn", "verlust"),
        ("öffentlich", "privat"), ("möglich", "unmöglich"), ("erlaubt", "verboten"),
        ("alle", "keine"), ("anfang", "ende"), ("bestätigt", "widerrufen")],
    magnitudes: &[("tsd", 3), ("tausend", 3), ("mio", 6), ("million", 6), ("millionen", 6),
        ("mrd", 9), ("milliarde", 9), ("milliarden", 9)],
};

/// Currencies in all their forms with the one code of each.
#[rustfmt::skip]
pub(super) const CURRENCIES: &[(&str, &str)] = &[
    ("€", "EUR"), ("eur", "EUR"), ("euro", "EUR"), ("euros", "EUR"), ("$", "USD"), ("usd", "USD"),
    ("dollar", "USD"), ("dollars", "USD"), ("£", "GBP"), ("gbp", "GBP"), ("pounds", "GBP"),
    ("livres", "GBP"), ("chf", "CHF"), ("fr", "CHF"), ("francs", "CHF"), ("¥", "JPY"),
    ("jpy", "JPY"), ("₽", "RUB"), ("rub", "RUB"), ("roubles", "RUB"), ("cad", "CAD"),
    ("aud", "AUD"), ("cny", "CNY"), ("sek", "SEK"), ("nok", "NOK"), ("dkk", "DKK"),
    ("pln", "PLN"), ("₹", "INR"), ("%", "%"), ("‰", "‰"),
];

/// Letters and groups of letters that a scanner takes for one another.
#[rustfmt::skip]
pub(super) const OCR_PAIRS: &[(&str, &str)] = &[
    ("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("0", "o"), ("1", "l"),
    ("1", "i"), ("i", "l"), ("5", "s"), ("8", "b"), ("c", "e"), ("e", "o"), ("g", "q"),
    ("n", "u"), ("h", "b"), ("f", "t"), ("nn", "m"), ("in", "m"), ("6", "b"), ("2", "z"),
    ("ri", "n"), ("c", "o"), ("a", "o"), ("t", "l"), ("j", "i"), ("v", "y"), ("é", "e"),
    ("è", "e"), ("à", "a"),
];
