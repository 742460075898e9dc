//! The longest rising run of places: what stays in order when two texts are laid side by side.

/// Gives the longest run whose places rise, by patience sorting; what comes in is in order of its
/// places on the other side.
pub fn rising<T: Copy>(pairs: &[T], place: impl Fn(&T) -> usize) -> Vec<T> {
    let mut tops: Vec<usize> = Vec::new();
    let mut under: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|t| pairs.get(*t).is_some_and(|p| place(p) < place(pair)));
        under.push(pile.checked_sub(1).and_then(|p| tops.get(p)).copied());
        match tops.get_mut(pile) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut out = Vec::new();
    let mut next = tops.last().copied();
    while let Some(at) = next {
        out.extend(pairs.get(at).copied());
        next = under.get(at).copied().flatten();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_crosses_is_left_out() {
        let pairs = [(0, 4), (1, 1), (2, 2), (3, 0), (4, 3)];
        assert_eq!(rising(&pairs, |p| p.1), [(1, 1), (2, 2), (4, 3)]);
        assert_eq!(rising(&[(0, 7), (1, 7)], |p| p.1).len(), 1);
        assert!(rising::<(u32, usize)>(&[], |p| p.1).is_empty());
    }
}
