//! Tables: Fisher, chi-square, Cramér, permutation.

use super::fixture::*;
use paap_analysis::table::*;
use serde_json::Value;

fn table(args: &Value) -> Table {
    Table::new(whole(&args[0]) as usize, whole(&args[1]) as usize, wholes(&args[2])).unwrap()
}

#[test]
fn fisher() {
    let mut worst = Worst::default();
    for case in cases("fisher", &[("fisher_exact", 250)]) {
        let cells = wholes(&case["args"]);
        let [a, b, c, d] = cells[..] else { panic!("{cells:?}") };
        let ours = fisher_exact(&Table2x2 { a, b, c, d });
        worst.check("fisher_exact", ours, &case["value"], CLOSED);
    }
}

#[test]
fn chi_square_and_cramers_v() {
    let mut worst = Worst::default();
    for case in cases("chi_square", &[("chi_square", 120)]) {
        let (table, value) = (table(&case["args"]), &case["value"]);
        let mut both = |name: &str, ours: ChiSquare| {
            worst.check(name, ours.statistic, &value[0], CLOSED);
            assert_eq!(ours.df, whole(&value[1]));
            if !value[2].is_null() {
                worst.check(&format!("{name} p"), ours.p, &value[2], CLOSED);
            }
            worst.check(&format!("{name} expected"), ours.min_expected, &value[3], CLOSED);
        };
        both("chi_square", chi_square(&table).unwrap());
        if let (2, 2, &[a, b, c, d]) = (table.rows(), table.columns(), table.cells()) {
            both("chi_square_2x2", chi_square_2x2(&Table2x2 { a, b, c, d }).unwrap());
        }
        match cramers_v(&table) {
            // V's square is a difference of numbers of about rows × columns / n.
            Some(v) => worst.check_on("cramers_v", (v, 1e-6), &case["v"], CLOSED),
            None => assert!(case["v"].is_null(), "{case}"),
        }
    }
}

#[test]
fn exact_permutation() {
    let mut worst = Worst::default();
    for case in cases("permutation", &[("permutation", 90)]) {
        let ours = permutation(&table(&case["args"]), 1, 0);
        assert!(ours.exact, "{case}");
        worst.check("permutation", ours.p, &case["value"], CLOSED);
    }
}

#[test]
fn drawn_permutation() {
    let (mut drawn, mut most) = (0, 0.0f64);
    for case in cases("permutation_large", &[("permutation", 20)]) {
        let ours = permutation(&table(&case["args"]), 11, 20_000);
        let gap = (ours.p - float(&case["value"])).abs();
        if ours.exact {
            // R prints and computes fewer digits here.
            assert!(gap < 1e-7, "{ours:?} {case}");
        } else {
            drawn += 1;
            most = most.max(gap / ours.error);
            assert!(gap <= 4.0 * ours.error, "{ours:?} {case}");
        }
    }
    assert!(drawn >= 10, "{drawn} tables were drawn");
    println!("permutation, drawn       {most:.2} standard errors, worst of {drawn}");
}
