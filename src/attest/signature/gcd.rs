//! The greatest common divisor of numbers of a hundred million bits, which `recover` needs: the
//! library multiplies fast, and its own divisor walks step by step, which would take days.
//!
//! Half of the length is taken off by looking at the leading half only, and that half likewise
//! (Lehmer 1938, Knuth 1970, Schönhage 1971). Every step is undone by a matrix of determinant ±1,
//! so that the divisor is right whatever a leading half may have misjudged; only time depends on
//! how well it judged.

use crate::model::both;
use dashu_base::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};
use std::mem;

/// Bits from which two halves of a step are worked out on two threads.
const SHARED_BITS: usize = 1 << 16;
/// Bits up to which word by word is faster than another halving.
const WORDS_BITS: usize = 2_400;
/// Leading bits that one word of a step holds.
const WORD_BITS: usize = 62;
/// Below this a word's quotients are not sure any more.
const UNSURE: u64 = 1 << 32;
/// Bits by which two numbers may differ for their leading words to say something.
const NEAR_BITS: usize = 20;

/// Two numbers, the larger first, and the steps that made them of two others.
struct Pair {
    steps: Steps,
    large: UBig,
    small: UBig,
}

/// A matrix of determinant ±1, row by row.
struct Steps([IBig; 4]);

impl Steps {
    fn none() -> Self {
        Self([IBig::ONE, IBig::ZERO, IBig::ZERO, IBig::ONE])
    }

    /// These steps after others.
    fn after(&self, first: &Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (&self.0, &first.0);
        let up = || (a * e + b * g, a * f + b * h);
        let down = || (c * e + d * g, c * f + d * h);
        let ((p, q), (r, s)) = shared(a.bit_len(), up, down);
        Self([p, q, r, s])
    }

    /// Takes them on two numbers, of which the steps on the leading bits are known: `high` stands
    /// `shift` bits above the rest.
    fn lift(mut self, high: (UBig, UBig), of: (&UBig, &UBig), shift: usize) -> Pair {
        let low = |n: &UBig| IBig::from(n.clone().split_bits(shift).0);
        let (a, b) = (low(of.0), low(of.1));
        let [p, q, r, s] = &self.0;
        let (x, y) = shared(
            shift,
            || p * &a + q * &b + (IBig::from(high.0) << shift),
            || r * &a + s * &b + (IBig::from(high.1) << shift),
        );
        let (large, small) = self.tidy(x, y);
        Pair {
            steps: self,
            large,
            small,
        }
    }

    /// Makes both numbers positive and the larger the first one.
    fn tidy(&mut self, x: IBig, y: IBig) -> (UBig, UBig) {
        let ((x_sign, mut x), (y_sign, mut y)) = (x.into_parts(), y.into_parts());
        let [p, q, r, s] = &mut self.0;
        let turn = |sign: Sign, row: [&mut IBig; 2]| {
            if sign == Sign::Negative {
                for entry in row {
                    *entry = -mem::take(entry);
                }
            }
        };
        turn(x_sign, [&mut *p, &mut *q]);
        turn(y_sign, [&mut *r, &mut *s]);
        if x < y {
            mem::swap(&mut x, &mut y);
            mem::swap(p, r);
            mem::swap(q, s);
        }
        (x, y)
    }

    /// Tells whether there is more in it than nothing.
    fn are_some(&self) -> bool {
        !self.0[1].is_zero()
    }
}

impl Pair {
    /// Takes one step of division.
    fn divide(&mut self) {
        let (quotient, rest) = (&self.large).div_rem(&self.small);
        let quotient = IBig::from(quotient);
        let [p, q, r, s] = mem::take(&mut self.steps.0);
        let (t, u) = (p - &quotient * &r, q - &quotient * &s);
        self.steps.0 = [r, s, t, u];
        self.large = mem::replace(&mut self.small, rest);
    }

    /// Takes what steps the leading words show; false where they show none.
    fn leap(&mut self) -> bool {
        let shift = self.large.bit_len().saturating_sub(WORD_BITS);
        let word = |n: &UBig| u64::try_from(&(n >> shift)).unwrap_or(u64::MAX);
        let steps = leading(word(&self.large), word(&self.small));
        if !steps.are_some() {
            return false;
        }
        let zero = || (UBig::ZERO, UBig::ZERO);
        let shift = self.large.bit_len();
        let made = steps.lift(zero(), (&self.large, &self.small), shift);
        self.steps = made.steps.after(&self.steps);
        (self.large, self.small) = (made.large, made.small);
        true
    }
}

fn shared<A: Send, B: Send>(
    bits: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    if bits > SHARED_BITS {
        both(one, other)
    } else {
        (one(), other())
    }
}

/// The steps that two leading words show.
fn leading(mut a: u64, mut b: u64) -> Steps {
    let (mut p, mut q, mut r, mut s) = (1_i64, 0_i64, 0_i64, 1_i64);
    while b >= UNSURE && a / b < UNSURE >> 1 {
        let (quotient, rest) = ((a / b) as i64, a % b);
        if rest < UNSURE {
            break;
        }
        (a, b) = (b, rest);
        (p, q, r, s) = (r, s, p - quotient * r, q - quotient * s);
    }
    Steps([p, q, r, s].map(IBig::from))
}

/// Takes steps until the smaller number has about half of the bits of the larger one.
fn halve(large: UBig, small: UBig) -> Pair {
    let bits = large.bit_len();
    let half = bits.div_ceil(2);
    let mut pair = Pair {
        steps: Steps::none(),
        large,
        small,
    };
    if pair.small.bit_len() <= half {
        return pair;
    }
    if bits <= WORDS_BITS {
        while pair.small.bit_len() > half {
            let is_near = pair.large.bit_len() - pair.small.bit_len() < NEAR_BITS;
            let is_far = pair.small.bit_len() > half + WORD_BITS / 2;
            if !(is_near && is_far && pair.leap()) {
                pair.divide();
            }
        }
        return pair;
    }
    let high = halve(&pair.large >> half, &pair.small >> half);
    let of = (&pair.large, &pair.small);
    let mut pair = high.steps.lift((high.large, high.small), of, half);
    if pair.small.bit_len() <= half {
        return pair;
    }
    pair.divide();
    let bits = pair.large.bit_len();
    if pair.small.bit_len() <= half || bits >= 2 * half {
        return pair;
    }
    let shift = 2 * half - bits;
    let high = halve(&pair.large >> shift, &pair.small >> shift);
    let of = (&pair.large, &pair.small);
    let made = high.steps.lift((high.large, high.small), of, shift);
    Pair {
        steps: made.steps.after(&pair.steps),
        ..made
    }
}

/// Gives the greatest common divisor of two numbers.
pub(super) fn gcd(one: UBig, other: UBig) -> UBig {
    let (mut large, mut small) = if one < other {
        (other, one)
    } else {
        (one, other)
    };
    while !small.is_zero() {
        let bits = large.bit_len();
        let alike = bits - small.bit_len() < bits / 4;
        if alike && bits > WORDS_BITS {
            let half = bits / 2;
            let high = halve(&large >> half, &small >> half);
            let pair = high
                .steps
                .lift((high.large, high.small), (&large, &small), half);
            (large, small) = (pair.large, pair.small);
            if small.is_zero() {
                break;
            }
        }
        let rest = &large % &small;
        large = mem::replace(&mut small, rest);
    }
    large
}

#[cfg(test)]
mod tests {
    use super::*;
    use dashu_base::Gcd;

    fn number(bits: usize, seed: &mut u64) -> UBig {
        let mut byte = || {
            *seed ^= *seed << 13;
            *seed ^= *seed >> 7;
            *seed ^= *seed << 17;
            (*seed >> 24) as u8
        };
        UBig::from_le_bytes(&(0..bits / 8).map(|_| byte()).collect::<Vec<u8>>())
    }

    #[test]
    fn the_divisor_is_that_of_the_library() {
        let mut seed = 88_172_645_463_325_252;
        for (one, other, shared) in [
            (64, 64, 8),
            (200, 4_000, 64),
            (3_000, 3_000, 1_024),
            (20_000, 20_000, 2_048),
            (90_000, 61_000, 512),
        ] {
            let common = number(shared, &mut seed);
            let a = number(one, &mut seed) * &common;
            let b = number(other, &mut seed) * &common;
            let found = gcd(a.clone(), b.clone());
            assert_eq!(found, (&a).gcd(&b), "{one} {other} {shared}");
            assert!((&found % &common).is_zero());
            assert_eq!(gcd(b.clone(), a.clone()), found);
        }
    }

    #[test]
    fn numbers_that_are_odd_cases_end() {
        let power = UBig::ONE << 9_000;
        let same = number(9_000, &mut 77);
        assert_eq!(gcd(same.clone(), same.clone()), same);
        assert_eq!(gcd(UBig::ZERO, same.clone()), same);
        assert_eq!(gcd(power.clone(), UBig::ONE), UBig::ONE);
        assert_eq!(gcd(power.clone() + UBig::ONE, power.clone()), UBig::ONE);
        assert_eq!(gcd(&same * &power, power.clone()), power);
        let (mut a, mut b) = (UBig::ONE, UBig::ONE);
        for _ in 0..12_000 {
            (a, b) = (&a + &b, a);
        }
        assert_eq!(gcd(a, b), UBig::ONE);
    }
}
