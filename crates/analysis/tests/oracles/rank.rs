//! Rank tests.

use super::fixture::*;
use paap_analysis::interval::CONFIDENCE;
use paap_analysis::rank::*;
use paap_analysis::table::Table;

#[test]
fn ranks() {
    let mut worst = Worst::default();
    let least = [("kendall_tau_b", 80), ("kruskal_wallis", 80), ("mann_whitney", 140)];
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
            }
            "kendall_tau_b" => {
                let (x, y) = (floats(&case["x"]), floats(&case["y"]));
                let pairs = kendall_tau_b_pairs(&x, &y, CONFIDENCE).unwrap();
                let table = args.as_array().map(|args| {
                    let size = |i: usize| whole(&args[i]) as usize;
                    let table = Table::new(size(0), size(1), wholes(&args[2])).unwrap();
                    kendall_tau_b(&table, CONFIDENCE).unwrap()
                });
                for ours in std::iter::once(pairs).chain(table) {
                    worst.check_on(name, (ours.tau, 1e-3), &value[0], CLOSED);
                    worst.check("kendall_tau_b p", ours.p, &value[1], CLOSED);
                    if !value[2].is_null() {
                        worst.check_on("kendall bounds", (ours.low, 1e-3), &value[2], CLOSED);
                        worst.check_on("kendall bounds", (ours.high, 1e-3), &value[3], CLOSED);
                    }
                }
            }
            other => panic!("{other} is not tested"),
        }
    }
}
