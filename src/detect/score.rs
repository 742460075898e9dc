//! A score that can be explained: each weight multiplies, the score is the sum of the logarithms on
//! a scale from 0 to 1, and every summand keeps its name.

use super::weights::{RAW_LEAST, RAW_MOST};

/// A score in the making.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Score {
    /// Names and weights in the order in which they came.
    factors: Vec<(&'static str, f64)>,
}

impl Score {
    /// Starts with a weight.
    pub fn of(name: &'static str, weight: f64) -> Self {
        Self {
            factors: vec![(name, weight.max(1e-9))],
        }
    }

    /// Adds a weight; one of 1 says nothing and is left out.
    pub fn times(&mut self, name: &'static str, weight: f64) {
        let weight = weight.max(1e-9);
        if (weight - 1.0).abs() < 1e-9 {
            return;
        }
        match self.factors.iter_mut().find(|f| f.0 == name) {
            Some(factor) => factor.1 *= weight,
            None => self.factors.push((name, weight)),
        }
    }

    /// Gives the product of all weights.
    pub fn raw(&self) -> f64 {
        self.factors.iter().map(|f| f.1).product()
    }

    /// Gives the features, which add up to the score, and the score from 0 to 1.
    pub fn features(&self) -> (Vec<(&'static str, f64)>, f64) {
        let scale = (RAW_MOST / RAW_LEAST).ln();
        let mut out: Vec<(&'static str, f64)> =
            vec![("threshold", rounded(-RAW_LEAST.ln() / scale))];
        out.extend(
            self.factors
                .iter()
                .map(|(n, w)| (*n, rounded(w.ln() / scale))),
        );
        let sum: f64 = out.iter().map(|f| f.1).sum();
        let score = rounded(sum.clamp(0.0, 1.0));
        if (sum - score).abs() > 5e-7 {
            out.push(("bound", rounded(score - sum)));
        }
        (out, score)
    }
}

/// Six digits are plenty, and print the same everywhere.
fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_add_up_to_the_score() {
        for weights in [[6.0, 0.5, 1.6], [900.0, 2.0, 1.0], [0.1, 0.1, 0.5]] {
            let mut score = Score::of("class", weights[0]);
            score.times("context", weights[1]);
            score.times("identity", weights[2]);
            let (features, sum) = score.features();
            let total: f64 = features.iter().map(|f| f.1).sum();
            assert!((total - sum).abs() < 1e-6, "{features:?}");
            assert!((0.0..=1.0).contains(&sum));
        }
    }
}
