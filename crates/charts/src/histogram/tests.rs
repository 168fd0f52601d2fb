//! The rule that chooses bins.

use super::*;

#[test]
fn few_whole_numbers_get_a_bin_each() {
    let found = bins(&[1.0, 2.0, 2.0, 5.0]);
    assert!(found.whole);
    let counts: Vec<usize> = found.bins.iter().map(|bin| bin.count).collect();
    assert_eq!(counts, [1, 2, 0, 0, 1]);
    assert_eq!(found.label(&found.bins[4]), "5");
}

#[test]
fn many_whole_numbers_get_whole_bins() {
    let values: Vec<f64> = (3..=97).map(f64::from).collect();
    let found = bins(&values);
    // 95 numbers: Sturges says 8 bins, 94 / 8 = 11.75, so 20 wide.
    assert_eq!(found.width, 20.0);
    assert_eq!(found.label(&found.bins[0]), "0–19");
    assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<usize>(), 95);
    assert_eq!(found.bins[0].count, 17);
}

#[test]
fn decimals_fall_on_their_own_edge() {
    let values: Vec<f64> = (0..10).map(|tenth| f64::from(tenth) / 10.0).collect();
    let found = bins(&values);
    assert_eq!(found.width, 0.2);
    let counts: Vec<usize> = found.bins.iter().map(|bin| bin.count).collect();
    assert_eq!(counts, [2, 2, 2, 2, 2]);
    assert_eq!(found.label(&found.bins[1]), "0.2 to under 0.4");
}

#[test]
fn no_number_is_lost_but_those_that_are_none() {
    let cases: [&[f64]; 6] = [
        &[],
        &[7.0],
        &[f64::NAN, f64::INFINITY, 3.0],
        &[f64::MIN, f64::MAX, 0.0],
        &[1e-300, 2e-300],
        &[1e15, 1e15 + 1.0, 0.5],
    ];
    for values in cases {
        let found = bins(values);
        let finite = values.iter().filter(|value| value.is_finite()).count();
        assert_eq!(found.bins.iter().map(|bin| bin.count).sum::<usize>(), finite, "{values:?}");
        assert!(found.bins.len() <= 33);
    }
}
