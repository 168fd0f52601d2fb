//! Weights: raking and the test of Rao and Scott, against R's survey.

use super::fixture::*;
use paap_analysis::weight::*;

#[test]
fn rao_and_scott() {
    let mut worst = Worst::default();
    for case in cases("rao_scott", &[("rao_scott", 60)]) {
        let (x, y, w) = (wholes(&case["x"]), wholes(&case["y"]), floats(&case["w"]));
        let people: Vec<(usize, usize, f64)> =
            x.iter().zip(&y).zip(&w).map(|((x, y), w)| (*x as usize, *y as usize, *w)).collect();
        let (rows, columns) = (whole(&case["rows"]) as usize, whole(&case["columns"]) as usize);
        let ours = rao_scott(&WeightedTable::of(rows, columns, &people).unwrap()).unwrap();
        let numbers = [
            ("pearson", ours.pearson),
            ("F", ours.f),
            ("df1", ours.df1),
            ("df2", ours.df2),
            ("p", ours.p),
            ("first order", ours.first_order),
            ("first order p", ours.first_order_p),
        ];
        let theirs = case["value"].as_array().unwrap();
        assert_eq!(numbers.len(), theirs.len(), "{case}");
        for ((name, ours), theirs) in numbers.into_iter().zip(theirs) {
            worst.check(&format!("rao_scott {name}"), ours, theirs, CLOSED);
        }
    }
}

#[test]
fn weighted_cramers_v() {
    let mut worst = Worst::default();
    for case in cases("weight", &[("cramers_v_weighted", 60)]) {
        let (args, weights) = (&case["args"], floats(&case["args"][2]));
        let (rows, columns) = (whole(&args[0]) as usize, whole(&args[1]) as usize);
        let table = WeightedTable::new(rows, columns, 9, weights.clone(), weights).unwrap();
        let v = (table.cramers_v().unwrap(), 1e-3);
        worst.check_on("cramers_v_weighted", v, &case["value"], CLOSED);
    }
}

#[test]
fn raking() {
    let mut worst = Worst::default();
    // Weights follow the shares: a share within 1e-12 leaves a weight within about 1e-10 of R's.
    let limits = Limits { rounds: 2000, tolerance: 1e-14, largest: f64::INFINITY };
    for case in cases("rake", &[("rake", 30)]) {
        let margins: Vec<Margin> = case["members"]
            .as_array()
            .unwrap()
            .iter()
            .zip(case["targets"].as_array().unwrap())
            .map(|(members, targets)| Margin {
                members: wholes(members).into_iter().map(|m| m as u32).collect(),
                targets: floats(targets),
            })
            .collect();
        let ours = rake(&margins, Some(&floats(&case["start"])), limits).unwrap();
        assert!(ours.worst <= limits.tolerance);
        let theirs = case["value"].as_array().unwrap();
        assert_eq!(ours.weights.len(), theirs.len(), "{case}");
        for (ours, theirs) in ours.weights.iter().zip(theirs) {
            worst.check("rake", *ours, theirs, CLOSED);
        }
    }
}
