//! A tree of versions as lines of text, for the command line and the screen alike.

use crate::model::words::plain as w;
use crate::model::{Lang, Origin, Stemma, StemmaNode};

/// Deepest level that is indented further.
const DEEPEST: usize = 24;

/// Writes a tree of versions, one line a version, with what leads to it from the line above;
/// `label` names a version. Then come second sources and the reasons.
pub fn stemma_lines(
    stemma: &Stemma,
    lang: Lang,
    label: impl Fn(usize, &StemmaNode) -> String,
) -> Vec<String> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); stemma.nodes.len()];
    for (at, node) in stemma.nodes.iter().enumerate() {
        if let Some(list) = node.parent.and_then(|p| children.get_mut(p)) {
            list.push(at);
        }
    }
    let mut out = Vec::new();
    // A stack of nodes with the strokes before them, so that a long chain needs no recursion.
    let roots = (0..stemma.nodes.len()).rev();
    let mut stack: Vec<(usize, String, usize, bool)> = roots
        .filter(|at| stemma.nodes.get(*at).is_some_and(|n| n.parent.is_none()))
        .map(|at| (at, String::new(), 0, true))
        .collect();
    while let Some((at, strokes, depth, last)) = stack.pop() {
        let Some(node) = stemma.nodes.get(at) else {
            continue;
        };
        let branch = match (depth, last) {
            (0, _) => "",
            (_, true) => "`-- ",
            (_, false) => "|-- ",
        };
        let lead = format!("{strokes}{branch}");
        out.push(format!(
            "{lead}{}{}",
            label(at, node),
            edge((stemma, lang), at, node)
        ));
        let deeper = match (depth, last) {
            (0, _) => strokes,
            (d, _) if d > DEEPEST => strokes,
            (_, true) => strokes + "    ",
            (_, false) => strokes + "|   ",
        };
        let below = children.get(at).map_or(&[][..], Vec::as_slice);
        for (place, child) in below.iter().enumerate().rev() {
            let last = place + 1 == below.len();
            stack.push((*child, deeper.clone(), depth + 1, last));
        }
    }
    out.extend(stemma.crossings.iter().map(|c| {
        let (to, from) = (c.to + 1, c.from + 1);
        w::takes_too(lang, to, c.readings, from)
    }));
    out.extend(stemma.reasons.iter().map(|r| format!("({})", r.of(lang))));
    out
}

/// Says what leads to a version and what tells the direction, or that it is a root.
fn edge((stemma, lang): (&Stemma, Lang), at: usize, node: &StemmaNode) -> String {
    if node.parent.is_none() {
        return match &stemma.origin {
            Origin::Known(root) if *root == at => w::ROOT.of(lang).into(),
            Origin::Undecidable(roots) if roots.contains(&at) => {
                let all: Vec<String> = roots.iter().map(|r| format!("{}", r + 1)).collect();
                w::undecided(lang, all.join(", "))
            }
            Origin::Known(_) | Origin::Undecidable(_) => w::LEFT_OUT.of(lang).into(),
        };
    }
    let edits: Vec<String> = node
        .edits
        .iter()
        .map(|(class, count)| format!("{count} {}", class.shown(lang)))
        .collect();
    format!("  <- {} ({})", edits.join(", "), node.told_by)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Crossing, EditClass, ItemIx};

    fn node(parent: Option<usize>) -> StemmaNode {
        StemmaNode {
            items: vec![ItemIx(0)],
            clock: None,
            trusted: false,
            parent,
            cost: 1.0,
            edits: vec![(EditClass::Amount, 2)],
            told_by: "clocks",
        }
    }

    #[test]
    fn a_tree_is_drawn_with_what_leads_to_each_version() {
        let stemma = Stemma {
            nodes: vec![node(None), node(Some(0)), node(Some(1)), node(Some(0))],
            origin: Origin::Known(0),
            crossings: vec![Crossing {
                from: 2,
                to: 3,
                readings: 9,
            }],
            reasons: vec![crate::model::Said::same("by clocks")],
        };
        let lines = stemma_lines(&stemma, Lang::English, |at, _| format!("v{}", at + 1));
        assert_eq!(
            lines,
            [
                "v1  [root]",
                "|-- v2  <- 2 amount (clocks)",
                "|   `-- v3  <- 2 amount (clocks)",
                "`-- v4  <- 2 amount (clocks)",
                "- - version 4 also takes 9 readings of version 3",
                "(by clocks)",
            ]
        );
    }
}
