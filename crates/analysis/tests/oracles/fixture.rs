//! Reads fixtures and keeps the worst error of each statistic.

use serde_json::Value;
use std::collections::BTreeMap;

/// The tolerance of closed forms that issue 2 asks for.
pub(crate) const CLOSED: f64 = 1e-9;

/// The cases of one fixture file. Each statistic in it is named with the fewest cases it may have,
/// so that a generator that wrote nothing is no success.
pub(crate) fn cases(name: &str, least: &[(&str, usize)]) -> Vec<Value> {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let cases = file["cases"].as_array().unwrap().clone();
    enough(name, &cases, least);
    cases
}

fn enough(name: &str, cases: &[Value], least: &[(&str, usize)]) {
    let mut found: BTreeMap<&str, usize> = least.iter().map(|(f, _)| (*f, 0)).collect();
    for case in cases {
        let f = case["f"].as_str().unwrap();
        *found.get_mut(f).unwrap_or_else(|| panic!("{name}: {f} has no least number")) += 1;
    }
    for (f, least) in least {
        assert!(found[f] >= *least, "{name}: {} cases of {f}, not {least}", found[f]);
    }
}

#[test]
fn a_fixture_without_cases_is_no_success() {
    let case = |f: &str| serde_json::json!({ "f": f });
    let fails = |cases: &[Value], least: &[(&str, usize)]| {
        std::panic::catch_unwind(|| enough("trial", cases, least)).is_err()
    };
    assert!(!fails(&[case("a"), case("b"), case("b")], &[("a", 1), ("b", 2)]));
    assert!(fails(&[], &[("a", 1)]));
    assert!(fails(&[case("a")], &[("a", 1), ("b", 1)]));
    assert!(fails(&[case("a"), case("b")], &[("a", 1)]));
}

pub(crate) fn float(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

pub(crate) fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(float).collect()
}

pub(crate) fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is not a count"))
}

pub(crate) fn wholes(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(whole).collect()
}

/// The worst relative errors met, by statistic.
#[derive(Default)]
pub(crate) struct Worst(BTreeMap<String, (f64, usize, String)>);

impl Worst {
    /// Fails unless `ours` equals the oracle's number within `tolerance`, relative.
    pub(crate) fn check(&mut self, name: &str, ours: f64, theirs: &Value, tolerance: f64) {
        let exact = float(theirs);
        let error = if ours == exact { 0.0 } else { (ours - exact).abs() / exact.abs() };
        self.keep(name, error, format!("{ours:e}, not {exact:e}"), tolerance);
    }

    /// The same, relative to the scale of the numbers that were subtracted to get `ours`.
    pub(crate) fn check_on(
        &mut self,
        name: &str,
        (ours, scale): (f64, f64),
        theirs: &Value,
        tolerance: f64,
    ) {
        let exact = float(theirs);
        let error = (ours - exact).abs() / exact.abs().max(scale);
        self.keep(name, error, format!("{ours:e}, not {exact:e}"), tolerance);
    }

    /// The same where either may be missing.
    pub(crate) fn check_option(&mut self, name: &str, ours: Option<f64>, theirs: &Value) {
        match ours {
            Some(ours) => self.check(name, ours, theirs, CLOSED),
            None => assert!(theirs.is_null(), "{name}: nothing, not {theirs}"),
        }
    }

    fn keep(&mut self, name: &str, error: f64, what: String, tolerance: f64) {
        let entry = self.0.entry(name.to_owned()).or_default();
        entry.1 += 1;
        if error.is_nan() || error > entry.0 {
            entry.0 = error;
            entry.2 = what.clone();
        }
        assert!(error <= tolerance, "{name}: {what}, relative error {error:e} above {tolerance:e}");
    }
}

impl Drop for Worst {
    fn drop(&mut self) {
        for (name, (error, count, what)) in &self.0 {
            println!("{name:<24} {error:9.2e} worst of {count} ({what})");
        }
    }
}
