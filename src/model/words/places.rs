//! Places inside documents, and what hides the words that stand there. The index keeps a place with
//! each piece of text, in every language: what it was made of is gone when somebody reads it.

use super::Said;

super::words! {
    HEADERS: "header", "en-tête";
    FOOTERS: "footer", "pied de page";
    MARGINS: "headers and footers", "en-têtes et pieds de page";
    SLIDE_MARGINS:
        "headers and footers of slides",
        "en-têtes et pieds de page des diapositives";
    UNUSED_MARGINS:
        "headers and footers of unused pages",
        "en-têtes et pieds de pages non utilisées";
    FOOTNOTES: "footnotes", "notes de bas de page";
    ENDNOTES: "endnotes", "notes de fin";
    TEXT_BOXES: "text boxes", "zones de texte";
    CHARTS: "charts", "graphiques";
    CHARTS_AND_DIAGRAMS: "charts and diagrams", "graphiques et schémas";
    DRAWINGS: "drawings", "dessins";
    DRAWINGS_AND_CHARTS: "drawings and charts", "dessins et graphiques";
    PICTURES: "words of pictures", "mots d'images";
    EVERY_SLIDE: "on every slide", "sur chaque diapositive";
    FORM: "form", "formulaire";
    FILLED_IN: "form, filled in", "formulaire, valeurs saisies";

    COMMENTS: "comments", "commentaires";
    NOTES: "notes", "notes";
    ANNOTATIONS: "annotations", "annotations";
    DESCRIPTIONS:
        "titles and descriptions of pictures",
        "titres et descriptions d'images";
    STORED: "values as stored", "valeurs enregistrées";
    INSERTIONS: "tracked insertions", "insertions suivies";

    DELETIONS: "tracked deletions", "suppressions suivies";
    HIDDEN: "hidden", "caché";
    HIDDEN_TEXT: "hidden text", "texte caché";
    HIDDEN_WHITE_OR_TINY:
        "hidden, white or tiny text",
        "texte caché, blanc ou minuscule";
    HIDDEN_CELLS: "hidden rows and columns", "lignes et colonnes cachées";
    WHITE: "white text", "texte blanc";
    TINY: "tiny text", "texte minuscule";
    FAINT: "white or tiny text", "texte blanc ou minuscule";
    NO_INK: "text without ink", "texte sans encre";
    COVERED: "covered", "recouvert";
}

super::sentences! {
    sheet(name): "sheet {name}", "feuille {name}";
    hidden_sheet(name): "hidden sheet {name}", "feuille cachée {name}";
    slide(n): "slide {n}", "diapositive {n}";
    hidden_slide(n): "hidden slide {n}", "diapositive cachée {n}";
    of_slide(what, n): "{what} of slide {n}", "{what} de la diapositive {n}";
    page(n): "page {n}", "page {n}";
    chapter(n): "chapter {n}", "chapitre {n}";
    revision(n): "earlier revision {n}", "révision antérieure {n}";
}

/// Says what stands at a place: `page 2, covered`.
pub fn at(place: Said, what: impl Into<Said>) -> Said {
    Said::joined(&[place, what.into()], ", ")
}
