//! Why the root of a version tree is the root, and what speaks against its edges.

super::words! {
    ONE_TEXT: "there is only one text", "il n'y a qu'un texte";
}

super::sentences! {
    left_out(n, all):
        "{n} of {all} distinct texts are left out: so many are a mail-merge",
        "{n} textes distincts sur {all} sont laissés de côté : autant, c'est un publipostage";
    cut(most):
        "only the first {most} words of each version take part",
        "seuls les {most} premiers mots de chaque version entrent en compte";
    first(root):
        "version {root} comes before all others by clocks or by its source",
        "la version {root} précède toutes les autres d'après les horloges ou sa source";
    fewest(root, more):
        "from version {root} the fewest edits lead to all others{more}",
        "c'est de la version {root} que le moins d'écarts mène à toutes les autres{more}";
    next_best(cost):
        "; the next best root costs {cost} more",
        " ; la meilleure racine suivante coûte {cost} de plus";
    undecidable(n, root):
        "{n} roots explain the texts nearly as well as each other; drawn from version {root}",
        "{n} racines expliquent les textes presque aussi bien ; tracé depuis la version {root}";
    denied(child, parent):
        "the words of version {child} come from version {parent}, which its clock or source denies",
        "les mots de la version {child} viennent de la version {parent}, ce que son horloge ou sa \
         source dément";
}
