//! The cheapest tree: Chu-Liu's and Edmonds' minimum arborescence over a full table of directed
//! costs, and a simple growth rule for groups that are too large for it.

/// Directed costs of all pairs of nodes.
pub struct Costs {
    nodes: usize,
    cells: Vec<f64>,
}

impl Costs {
    /// Makes the table; `cost(a, b)` is what it costs that B comes from A.
    pub fn new(nodes: usize, cost: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..nodes * nodes).map(|at| cost(at / nodes, at % nodes));
        Self {
            nodes,
            cells: cells.collect(),
        }
    }

    /// Gives the cost of one edge; what is not in the table cannot be paid.
    pub fn of(&self, from: usize, to: usize) -> f64 {
        let cell = self.cells.get(from * self.nodes + to);
        cell.copied().unwrap_or(f64::INFINITY)
    }
}

/// A tree over all nodes with one root.
#[derive(Clone, PartialEq, Debug)]
pub struct Tree {
    /// The root.
    pub root: usize,
    /// The parent of each node; the root's is itself.
    pub parents: Vec<usize>,
    /// Sum of its edges.
    pub cost: f64,
}

/// What it costs to be a root: more than any tree, so that there is one.
const ROOT: f64 = 1e9;

/// Finds the cheapest tree whose root is none of the barred ones; of equal ones that with the
/// earlier nodes as parents.
pub fn cheapest(costs: &Costs, barred: &[usize]) -> Option<Tree> {
    let nodes = costs.nodes;
    let mut edges = Vec::with_capacity(nodes * nodes);
    for to in 0..nodes {
        let real = (0..nodes).filter(|from| *from != to);
        edges.extend(real.map(|from| Edge::new(from, to, costs.of(from, to))));
        if !barred.contains(&to) {
            edges.push(Edge::new(nodes, to, ROOT));
        }
    }
    let chosen = arborescence(nodes + 1, nodes, edges);
    let mut parents: Vec<usize> = (0..nodes).collect();
    let mut root = None;
    let mut cost = 0.0;
    for (from, to) in chosen {
        if from == nodes {
            root = Some(to);
        } else if let Some(parent) = parents.get_mut(to) {
            *parent = from;
            cost += costs.of(from, to);
        }
    }
    let root = root?;
    Some(Tree {
        root,
        parents,
        cost,
    })
}

/// Grows a tree from a root: each step takes in the node that is cheapest to reach.
pub fn grown(costs: &Costs, root: usize) -> Tree {
    let mut parents: Vec<usize> = vec![root; costs.nodes];
    let mut left: Vec<usize> = (0..costs.nodes).filter(|n| *n != root).collect();
    let mut best: Vec<f64> = (0..costs.nodes).map(|n| costs.of(root, n)).collect();
    let mut cost = 0.0;
    let price = |best: &[f64], n: usize| best.get(n).copied().unwrap_or(f64::INFINITY);
    while let Some(place) =
        (0..left.len()).min_by(|x, y| price(&best, left[*x]).total_cmp(&price(&best, left[*y])))
    {
        let node = left.remove(place);
        cost += price(&best, node);
        for other in &left {
            let through = costs.of(node, *other);
            if let (Some(b), Some(p)) = (best.get_mut(*other), parents.get_mut(*other))
                && through < *b
            {
                (*b, *p) = (through, node);
            }
        }
    }
    Tree {
        root,
        parents,
        cost,
    }
}

/// One edge, with the edge of the whole table that it stands for.
#[derive(Clone, Copy, Debug)]
struct Edge {
    from: usize,
    to: usize,
    cost: f64,
    real: (usize, usize),
}

impl Edge {
    fn new(from: usize, to: usize, cost: f64) -> Self {
        Self {
            from,
            to,
            cost,
            real: (from, to),
        }
    }
}

/// Chu-Liu and Edmonds: every node takes its cheapest edge in; each ring that this makes becomes
/// one node, whose edges in cost what they cost more than the ring's edge that they replace; the
/// smaller table is solved the same way, and its answer opens each ring at one place.
fn arborescence(nodes: usize, root: usize, edges: Vec<Edge>) -> Vec<(usize, usize)> {
    let mut into: Vec<Option<Edge>> = vec![None; nodes];
    for edge in edges.iter().filter(|e| e.to != root) {
        if into[edge.to].is_none_or(|best| edge.cost < best.cost) {
            into[edge.to] = Some(*edge);
        }
    }
    let (names, count, rings) = rings(&into, root);
    if rings == 0 {
        return into.iter().flatten().map(|e| e.real).collect();
    }
    let mut best: Vec<Option<Edge>> = vec![None; count * count];
    for edge in &edges {
        let (from, to) = (names[edge.from], names[edge.to]);
        if from == to {
            continue;
        }
        let within = (to < rings).then(|| into[edge.to].map_or(0.0, |e| e.cost));
        let cost = edge.cost - within.unwrap_or(0.0);
        let cell = &mut best[from * count + to];
        if cell.is_none_or(|b| cost < b.cost) {
            *cell = Some(Edge {
                from,
                to,
                cost,
                real: edge.real,
            });
        }
    }
    // The edges of this level by what they stand for, to find where a ring is entered.
    let ends: std::collections::BTreeMap<(usize, usize), usize> =
        edges.iter().map(|e| (e.real, e.to)).collect();
    drop(edges);
    let smaller = best.into_iter().flatten().collect();
    let chosen = arborescence(count, names[root], smaller);
    let entered: std::collections::BTreeSet<usize> = chosen
        .iter()
        .filter_map(|real| ends.get(real).copied())
        .collect();
    let mut out = chosen;
    for (node, edge) in into.iter().enumerate() {
        if names[node] < rings && !entered.contains(&node) {
            out.extend(edge.map(|e| e.real));
        }
    }
    out
}

/// Names the nodes of the smaller table: first one for each ring, then one for each other node.
fn rings(into: &[Option<Edge>], root: usize) -> (Vec<usize>, usize, usize) {
    let mut seen = vec![usize::MAX; into.len()];
    let mut names = vec![usize::MAX; into.len()];
    let mut rings = 0;
    for start in 0..into.len() {
        let mut at = start;
        while at != root && seen[at] == usize::MAX {
            seen[at] = start;
            match into[at] {
                Some(edge) => at = edge.from,
                None => break,
            }
        }
        // The walk came back to where it had been itself: that is a ring, unless it was named.
        if at != root && seen[at] == start && names[at] == usize::MAX && into[at].is_some() {
            let first = at;
            loop {
                names[at] = rings;
                at = into[at].map_or(first, |e| e.from);
                if at == first {
                    break;
                }
            }
            rings += 1;
        }
    }
    let mut count = rings;
    for name in names.iter_mut().filter(|n| **n == usize::MAX) {
        *name = count;
        count += 1;
    }
    (names, count, rings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tries every way to give each node a parent.
    fn by_force(costs: &Costs, root: usize) -> f64 {
        let n = costs.nodes;
        let mut best = f64::INFINITY;
        for code in 0..n.pow(n as u32) {
            let parents: Vec<usize> = (0..n).map(|at| code / n.pow(at as u32) % n).collect();
            let reaches = |mut at: usize| {
                for _ in 0..n {
                    if at == root {
                        return true;
                    }
                    at = parents[at];
                }
                at == root
            };
            if parents[root] == root && (0..n).all(reaches) {
                let sum = (0..n).filter(|at| *at != root);
                best = best.min(sum.map(|at| costs.of(parents[at], at)).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn the_tree_costs_as_little_as_any(
            cells in proptest::collection::vec(0u8..30, 25),
            nodes in 2usize..=5,
        ) {
            let costs = Costs::new(nodes, |a, b| f64::from(cells[a * 5 + b]));
            let tree = cheapest(&costs, &[]).unwrap();
            let least = (0..nodes).map(|r| by_force(&costs, r)).fold(f64::INFINITY, f64::min);
            prop_assert!((tree.cost - least).abs() < 1e-6);
            for at in 0..nodes {
                let mut up = at;
                for _ in 0..nodes { up = tree.parents[up]; }
                prop_assert_eq!(up, tree.root);
            }
            let barred: Vec<usize> = (1..nodes).collect();
            let from_first = cheapest(&costs, &barred).unwrap();
            prop_assert_eq!(from_first.root, 0);
            prop_assert!((from_first.cost - by_force(&costs, 0)).abs() < 1e-6);
        }
    }

    #[test]
    fn a_grown_tree_reaches_every_node_through_its_nearest() {
        let costs = Costs::new(5, |a, b| (a as f64 - b as f64).abs());
        assert_eq!(grown(&costs, 0).parents, [0, 0, 1, 2, 3]);
        assert_eq!(grown(&costs, 2).parents, [1, 2, 2, 2, 3]);
    }

    #[test]
    fn two_hundred_nodes_are_soon_done() {
        let costs = Costs::new(200, |a, b| ((a * 7919 + b * 104_729) % 1009) as f64 + 1.0);
        let tree = cheapest(&costs, &[]).unwrap();
        assert_eq!(tree.parents.len(), 200);
    }
}
