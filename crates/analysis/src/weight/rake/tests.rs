use super::*;
use proptest::prelude::*;

fn margin(members: &[u32], targets: &[f64]) -> Margin {
    Margin { members: members.to_vec(), targets: targets.to_vec() }
}

const FREE: Limits = Limits { rounds: 1000, tolerance: 1e-12, largest: f64::INFINITY };

#[test]
fn one_margin_takes_one_round() {
    let found = rake(&[margin(&[0, 0, 0, 1], &[0.5, 0.5])], None, FREE).unwrap();
    assert_eq!(found.rounds, 1);
    for (ours, exact) in found.weights.iter().zip([2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 2.0]) {
        assert!((ours - exact).abs() < 1e-15);
    }
    let again = rake(&[margin(&[0, 1], &[0.5, 0.5])], Some(&[7.0, 7.0]), FREE).unwrap();
    assert_eq!((again.rounds, again.weights), (0, vec![1.0, 1.0]));
}

#[test]
fn every_error_is_named() {
    let halves = [0.5, 0.5];
    let error = |m: &[Margin]| rake(m, None, FREE).unwrap_err();
    assert_eq!(error(&[]), RakeError::Nothing);
    assert_eq!(error(&[margin(&[], &halves)]), RakeError::Nothing);
    assert_eq!(
        error(&[margin(&[0, 1], &halves), margin(&[0], &[1.0])]),
        RakeError::Length { margin: Some(1) }
    );
    assert_eq!(
        error(&[margin(&[0, 1], &[0.5, -0.5])]),
        RakeError::Target { margin: 0, category: 1 }
    );
    assert_eq!(error(&[margin(&[0, 1], &[0.5, 1.0])]), RakeError::Sum { margin: 0, sum: 1.5 });
    assert_eq!(
        error(&[margin(&[0, MISSING], &halves)]),
        RakeError::Missing { margin: 0, person: 1 }
    );
    assert_eq!(error(&[margin(&[0, 2], &halves)]), RakeError::Category { margin: 0, person: 1 });
    assert_eq!(error(&[margin(&[0, 0], &halves)]), RakeError::Empty { margin: 0, category: 1 });
    assert_eq!(error(&[margin(&[0, 1], &[1.0, 0.0])]), RakeError::Zero { margin: 0, category: 1 });
    let two = [margin(&[0, 1], &halves)];
    let start = |w: &[f64]| rake(&two, Some(w), FREE).unwrap_err();
    assert_eq!(start(&[1.0]), RakeError::Length { margin: None });
    assert_eq!(start(&[1.0, 0.0]), RakeError::Start { person: 1 });
    assert_eq!(start(&[f64::NAN, 1.0]), RakeError::Start { person: 0 });
    assert!(rake(&two, Some(&[f64::MAX, f64::MAX]), FREE).is_ok());
}

#[test]
fn contradictions_do_not_converge() {
    // The same people in both margins, with other shares.
    let margins = [margin(&[0, 1], &[0.5, 0.5]), margin(&[0, 1], &[0.3, 0.7])];
    let error = rake(&margins, None, Limits { rounds: 20, ..FREE }).unwrap_err();
    assert!(matches!(error, RakeError::NotConverged { rounds: 20, worst } if worst > 0.1));
    assert!(error.to_string().contains("contradict"));
}

#[test]
fn the_largest_weight_holds() {
    let members: Vec<u32> = (0..100).map(|i| u32::from(i < 2)).collect();
    let skewed = [margin(&members, &[0.8, 0.2])];
    assert!(rake(&skewed, None, FREE).unwrap().weights[0] > 9.0);
    assert!(matches!(
        rake(&skewed, None, Limits { rounds: 50, ..Limits::default() }),
        Err(RakeError::NotConverged { .. })
    ));
}

proptest! {
    #[test]
    fn margins_are_reproduced(
        people in prop::collection::vec((0u32..3, 0u32..2), 30..80),
        a in 0.2..0.4f64, b in 0.2..0.4f64, c in 0.3..0.7f64,
    ) {
        // One of everybody, so that the targets can be reached.
        let all = (0..3).flat_map(|i| (0..2).map(move |j| (i, j)));
        let people: Vec<(u32, u32)> = people.into_iter().chain(all).collect();
        let margins = [
            margin(&people.iter().map(|p| p.0).collect::<Vec<_>>(), &[a, b, 1.0 - a - b]),
            margin(&people.iter().map(|p| p.1).collect::<Vec<_>>(), &[c, 1.0 - c]),
        ];
        let found = rake(&margins, None, FREE).unwrap();
        prop_assert!((found.weights.iter().sum::<f64>() - people.len() as f64).abs() < 1e-9);
        for margin in &margins {
            for (k, target) in margin.targets.iter().enumerate() {
                let share = margin.members.iter().zip(&found.weights)
                    .filter(|(m, _)| **m as usize == k).map(|(_, w)| w).sum::<f64>()
                    / people.len() as f64;
                prop_assert!((share - target).abs() <= 1e-11);
            }
        }
    }
}
