//! Krippendorff's unitizing alpha: raters choose not only the value but also where it begins and
//! ends.

use super::{Disagreement, Undefined};

/// A stretch that a rater marked, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The first position.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// What it is marked as, from 0.
    pub value: usize,
}

/// Krippendorff's unitizing alpha, nominal, of a continuum of `length` positions from 0: for each
/// rater the segments, which must not overlap. Positions that a rater left out are gaps, and count
/// as a value of their own, each position for itself.
///
/// Source: K. Krippendorff, Y. Mathet, S. Bouvry & A. Widlöcher, *On the reliability of unitizing
/// textual continua*, Quality & Quantity 50 (2016), `_uα`: with ℓ_c the length that all raters gave
/// the value c, ℓ all of it, and q_c the sum of squared lengths of its segments (for gaps: of
/// lengths), ε_cc = ℓ (ℓ_c² − q_c)/(ℓ² − Σ q).
///
/// # Errors
/// [`Undefined::NoUnits`] where the length is 0, [`Undefined::NoPair`] with fewer than two raters,
/// [`Undefined::Shape`] where segments overlap, are empty or lie outside, [`Undefined::OneValue`].
pub fn unitized(length: u64, raters: &[Vec<Segment>]) -> Result<f64, Undefined> {
    if length == 0 {
        return Err(Undefined::NoUnits);
    }
    if raters.len() < 2 {
        return Err(Undefined::NoPair);
    }
    let raters: Vec<Vec<Segment>> = raters
        .iter()
        .map(|segments| sorted(length, segments))
        .collect::<Option<_>>()
        .ok_or(Undefined::Shape)?;
    let m = raters.len() as f64;
    let all = length as f64 * m;
    // Per value: its length, and the sum of squares.
    let mut values: Vec<(usize, f64, f64)> = raters
        .iter()
        .flatten()
        .map(|s| (s.value, (s.end - s.start) as f64, ((s.end - s.start) as f64).powi(2)))
        .collect();
    values.sort_unstable_by_key(|value| value.0);
    values.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
            kept.2 += next.2;
        }
        same
    });
    let marked: f64 = values.iter().map(|value| value.1).sum();
    let gaps = all - marked;
    let squares = gaps + values.iter().map(|value| value.2).sum::<f64>();
    // What chance brings together, relative to ℓ.
    let together = (gaps * gaps - gaps) + values.iter().map(|v| v.1 * v.1 - v.2).sum::<f64>();
    let mut same = 0.0;
    for (at, one) in raters.iter().enumerate() {
        for other in &raters[..at] {
            same += alike(length, one, other);
        }
    }
    let possible = all * all - squares;
    if possible <= 0.0 {
        return Err(Undefined::OneValue);
    }
    let observed = all - 2.0 * same / (m - 1.0);
    Disagreement { observed, expected: all * (possible - together) / possible }.agreement()
}

/// In order; `None` where they overlap, are empty or lie outside.
fn sorted(length: u64, segments: &[Segment]) -> Option<Vec<Segment>> {
    let mut segments = segments.to_vec();
    segments.sort_unstable();
    let fits = |s: &Segment| s.start < s.end && s.end <= length;
    let apart = segments.windows(2).all(|pair| pair[0].end <= pair[1].start);
    (apart && segments.iter().all(fits)).then_some(segments)
}

/// At how many positions two raters have the same value or both a gap.
fn alike(length: u64, one: &[Segment], other: &[Segment]) -> f64 {
    let covered = |segments: &[Segment]| segments.iter().map(|s| s.end - s.start).sum::<u64>();
    let (mut i, mut j, mut both, mut same) = (0, 0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
        both += shared;
        same += if a.value == b.value { shared } else { 0 };
        if a.end <= b.end {
            i += 1;
        } else {
            j += 1;
        }
    }
    let neither = length + both - covered(one) - covered(other);
    (same + neither) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(length: u64, raters: &[&[(u64, u64, usize)]]) -> Result<f64, Undefined> {
        let segment = |&(start, end, value): &(u64, u64, usize)| Segment { start, end, value };
        let raters: Vec<Vec<Segment>> =
            raters.iter().map(|own| own.iter().map(segment).collect()).collect();
        unitized(length, &raters)
    }

    #[test]
    fn degenerate_continua_say_why() {
        assert_eq!(of(10, &[&[], &[]]), Err(Undefined::OneValue));
        assert_eq!(of(10, &[&[(0, 10, 0)], &[(0, 10, 0)]]), Err(Undefined::OneValue));
        assert_eq!(of(1, &[&[(0, 1, 0)], &[(0, 1, 0)]]), Err(Undefined::OneValue));
        assert_eq!(of(0, &[&[], &[]]), Err(Undefined::NoUnits));
        assert_eq!(of(10, &[&[(0, 4, 0)]]), Err(Undefined::NoPair));
        assert_eq!(of(10, &[&[(0, 4, 0), (3, 5, 1)], &[]]), Err(Undefined::Shape));
        assert_eq!(of(10, &[&[(4, 4, 0)], &[]]), Err(Undefined::Shape));
        assert_eq!(of(10, &[&[(4, 11, 0)], &[]]), Err(Undefined::Shape));
        assert_eq!(of(10, &[&[(2, 5, 0), (7, 9, 1)], &[(7, 9, 1), (2, 5, 0)]]), Ok(1.0));
    }
}
