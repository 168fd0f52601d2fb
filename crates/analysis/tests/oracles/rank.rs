//! Rank tests.

use super::fixture::*;
use paap_analysis::interval::CONFIDENCE;
use paap_analysis::rank::*;
use paap_analysis::table::{Permutation, Table};
use serde_json::Value;

#[test]
fn ranks() {
    let mut worst = Worst::default();
    let least = [("kendall_tau_b", 80), ("kruskal_wallis", 80), ("mann_whitney", 140)];
    let least = [&least[..], &[("permuted", 60)]].concat();
    for case in cases("rank", &least) {
        let name = case["f"].as_str().unwrap();
        let (args, value) = (&case["args"], &case["value"]);
        match name {
            "mann_whitney" => {
                let ours = mann_whitney(&floats(&args[0]), &floats(&args[1])).unwrap();
                worst.check(name, ours.statistic, &value[0], CLOSED);
                assert_eq!(ours.exact, value[3].as_bool().unwrap());
                let p = if ours.exact { "mann_whitney p, exact" } else { "mann_whitney p" };
                worst.check(p, ours.p, &value[1], CLOSED);
                worst.check_on("mann_whitney effect", (ours.effect, 1e-3), &value[2], CLOSED);
                assert!((ours.superiority - 0.5 * (ours.effect + 1.0)).abs() < 1e-15);
            }
            "kruskal_wallis" => {
                let groups: Vec<Vec<f64>> = args.as_array().unwrap().iter().map(floats).collect();
                let groups: Vec<&[f64]> = groups.iter().map(Vec::as_slice).collect();
                let ours = kruskal_wallis(&groups).unwrap();
                // scipy subtracts 3(n + 1) from its sum of ranks, so its own H is this rough.
                let n = groups.iter().map(|g| g.len()).sum::<usize>() as f64;
                worst.check_on(name, (ours.statistic, 1e-6 * n), &value[0], CLOSED);
                assert_eq!(ours.df, whole(&value[1]));
                worst.check("kruskal_wallis p", ours.p, &value[2], CLOSED);
                let epsilon = (ours.epsilon_squared, 1e-3);
                worst.check_on("epsilon squared", epsilon, &case["epsilon"], CLOSED);
            }
            "kendall_tau_b" => {
                let pairs = by_rank(&floats(&case["x"]), &floats(&case["y"]));
                let table = case["args"].as_array().map(|_| table(&case["args"]));
                for table in std::iter::once(pairs).chain(table) {
                    let ours = kendall_tau_b(&table, CONFIDENCE).unwrap();
                    worst.check_on(name, (ours.tau, 1e-3), &value[0], CLOSED);
                    worst.check("kendall_tau_b p", ours.p, &value[1], CLOSED);
                    if !value[2].is_null() {
                        worst.check_on("kendall bounds", (ours.low, 1e-3), &value[2], CLOSED);
                        worst.check_on("kendall bounds", (ours.high, 1e-3), &value[3], CLOSED);
                    }
                }
            }
            "permuted" => permuted(&mut worst, &table(args), value),
            other => panic!("{other} is not tested"),
        }
    }
}

/// The p of each test by permutation, every table counted.
fn permuted(worst: &mut Worst, table: &Table, value: &Value) {
    let (rows, columns) = (table.rows(), table.columns());
    let cell = |i: usize, j: usize| table.cells()[i * columns + j];
    let groups: Vec<Vec<u64>> =
        (0..columns).map(|j| (0..rows).map(|i| cell(i, j)).collect()).collect();
    let slices: Vec<&[u64]> = groups.iter().map(Vec::as_slice).collect();
    let mut check = |name: &str, ours: Permutation, theirs: &Value| {
        assert!(ours.exact, "{table:?}");
        worst.check(name, ours.p, theirs, CLOSED);
    };
    check("kendall permuted", kendall_permuted(table, 1, 0), &value[0]);
    check("kruskal permuted", kruskal_wallis_permuted(&slices, 1, 0), &value[1]);
    if let [x, y] = slices[..] {
        check("mann_whitney permuted", mann_whitney_permuted(x, y, 1, 0), &value[2]);
    }
}

fn table(args: &Value) -> Table {
    let size = |i: usize| whole(&args[i]) as usize;
    Table::new(size(0), size(1), wholes(&args[2])).unwrap()
}

/// A row for each different x, a column for each different y.
fn by_rank(x: &[f64], y: &[f64]) -> Table {
    let levels = |values: &[f64]| {
        let mut levels = values.to_vec();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        levels
    };
    let place = |levels: &[f64], value: f64| levels.partition_point(|level| *level < value);
    let (rows, columns) = (levels(x), levels(y));
    let mut cells = vec![0; rows.len() * columns.len()];
    for (x, y) in x.iter().zip(y) {
        cells[place(&rows, *x) * columns.len() + place(&columns, *y)] += 1;
    }
    Table::new(rows.len(), columns.len(), cells).unwrap()
}
