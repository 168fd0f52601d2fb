//! Special functions and corrections for many tests.

use super::fixture::*;
use paap_analysis::multiple::{benjamini_hochberg, holm};
use paap_analysis::special::*;

const SPECIAL: [(&str, usize); 17] = [
    ("beta_lower", 100),
    ("beta_quantile", 10),
    ("beta_quantile_upper", 10),
    ("beta_upper", 100),
    ("binomial_cdf", 10),
    ("chi2_quantile", 20),
    ("chi2_sf", 40),
    ("erfc", 10),
    ("f_quantile", 10),
    ("f_sf", 100),
    ("gamma_lower", 100),
    ("gamma_upper", 100),
    ("ln_gamma", 50),
    ("normal_quantile", 10),
    ("normal_sf", 40),
    ("t_quantile", 10),
    ("t_sf", 40),
];

#[test]
fn special_functions() {
    let mut worst = Worst::default();
    for case in cases("special", &SPECIAL) {
        let name = case["f"].as_str().unwrap();
        let args = &case["args"];
        let a = |i: usize| float(&args[i]);
        let ours = match name {
            "ln_gamma" => ln_gamma(a(0)),
            "erfc" => erfc(a(0)),
            "normal_sf" => normal_sf(a(0)),
            "normal_quantile" => normal_quantile(a(0)),
            "gamma_lower" => gamma_lower(a(0), a(1)),
            "gamma_upper" => gamma_upper(a(0), a(1)),
            "beta_lower" => beta_lower(a(0), a(1), a(2)),
            "beta_upper" => beta_upper(a(0), a(1), a(2)),
            "beta_quantile" => beta_quantile(a(0), a(1), a(2)),
            "beta_quantile_upper" => beta_quantile_upper(a(0), a(1), a(2)),
            "t_sf" => t_sf(a(0), a(1)),
            "t_quantile" => t_quantile(a(0), a(1)),
            "chi2_sf" => chi2_sf(a(0), a(1)),
            "chi2_quantile" => chi2_quantile(a(0), a(1)),
            "f_sf" => f_sf(a(0), a(1), a(2)),
            "f_quantile" => f_quantile(a(0), a(1), a(2)),
            "binomial_cdf" => binomial_cdf(whole(&args[0]), whole(&args[1]), a(2)),
            other => panic!("{other} is not tested"),
        };
        worst.check(name, ours, &case["value"], float(&case["tolerance"]));
    }
}

#[test]
fn corrections() {
    let mut worst = Worst::default();
    for case in cases("multiple", &[("benjamini_hochberg", 50), ("holm", 50)]) {
        let name = case["f"].as_str().unwrap();
        let p = floats(&case["args"]);
        let ours = if name == "holm" { holm(&p) } else { benjamini_hochberg(&p) };
        let theirs = case["value"].as_array().unwrap();
        assert_eq!(ours.len(), theirs.len(), "{case}");
        for (ours, theirs) in ours.iter().zip(theirs) {
            worst.check(name, *ours, theirs, CLOSED);
        }
    }
}
