//! Corrections for having looked many times.
//!
//! Both take p values in any order and answer in that order. A p that is NaN (a test that could
//! not be done) or outside 0 to 1 stays NaN and is not counted among the tests made.

/// q values by Benjamini and Hochberg: the false discovery rate at which each test is a find.
///
/// Source: Y. Benjamini & Y. Hochberg, *Controlling the false discovery rate*, JRSS B 57 (1995),
/// adjusted p values as in Yekutieli & Benjamini (1999): qᵢ = min over j ≥ i of p₍ⱼ₎ m/j, at most 1.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let m = order.len() as f64;
    let mut q = vec![f64::NAN; p.len()];
    let mut least = 1.0f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        least = least.min(p[i] * (m / (rank + 1) as f64));
        q[i] = least;
    }
    q
}

/// p values corrected by Holm's step-down method: the chance of one false find among all.
///
/// Source: S. Holm, *A simple sequentially rejective multiple test procedure*, Scandinavian
/// Journal of Statistics 6 (1979): the largest over j ≤ i of (m − j + 1) p₍ⱼ₎, at most 1.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut most = 0.0f64;
    for (rank, &i) in order.iter().enumerate() {
        most = most.max(p[i] * (order.len() - rank) as f64).min(1.0);
        adjusted[i] = most;
    }
    adjusted
}

/// The places of the usable p values, smallest first.
fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).filter(|i| (0.0..=1.0).contains(&p[*i])).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_example() {
        // Benjamini & Hochberg 1995, section 3.2: at 5%, four of fifteen tests are finds by
        // theirs and three by Bonferroni's.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        assert_eq!(benjamini_hochberg(&p).iter().filter(|q| **q <= 0.05).count(), 4);
        assert_eq!(holm(&p).iter().filter(|q| **q <= 0.05).count(), 3);
    }

    #[test]
    fn what_is_not_a_p_value_stays_out() {
        let q = benjamini_hochberg(&[f64::NAN, 0.02, 1.5, 0.01]);
        assert!(q[0].is_nan() && q[2].is_nan());
        assert_eq!((q[1], q[3]), (0.02, 0.02));
        assert!(benjamini_hochberg(&[]).is_empty() && holm(&[]).is_empty());
        assert_eq!(holm(&[1e-300, 0.9]), [2e-300, 0.9]);
    }

    proptest! {
        #[test]
        fn corrections_keep_the_order(p in prop::collection::vec(0.0..=1.0f64, 0..60)) {
            let (q, h) = (benjamini_hochberg(&p), holm(&p));
            for i in 0..p.len() {
                prop_assert!(p[i] <= q[i] && q[i] <= 1.0 && q[i] <= h[i] * (1.0 + 1e-12));
                for j in 0..p.len() {
                    if p[i] <= p[j] {
                        prop_assert!(q[i] <= q[j] && h[i] <= h[j]);
                    }
                }
            }
        }
    }
}
