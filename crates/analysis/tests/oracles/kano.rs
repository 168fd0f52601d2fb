//! Kano's model.

use super::fixture::*;
use paap_analysis::interval::CONFIDENCE;
use paap_analysis::kano::{coefficients, lead};

#[test]
fn leads_and_coefficients() {
    let mut worst = Worst::default();
    for case in cases("kano", &[("lead", 80), ("coefficients", 60)]) {
        let (counts, value) = (wholes(&case["args"]), &case["value"]);
        if case["f"] == "lead" {
            let ours = lead(&counts).unwrap();
            worst.check("lead p", ours.p, &value[0], CLOSED);
            worst.check("lead ahead", ours.ahead.len() as f64, &value[1], 0.0);
            continue;
        }
        let ours = coefficients(counts[..].try_into().unwrap(), CONFIDENCE).unwrap();
        for (at, own) in [(0, ours.better), (3, ours.worse)] {
            worst.check("coefficient", own.value, &value[at], CLOSED);
            worst.check("coefficient low", own.interval.low, &value[at + 1], CLOSED);
            worst.check("coefficient high", own.interval.high, &value[at + 2], CLOSED);
        }
    }
}
