//! Kappas and alphas, of counts and of whole panels.

use super::fixture::*;
use paap_analysis::agreement::panel::{self, Bootstrap, Continuum, Estimate, Mark, panel};
use paap_analysis::agreement::*;
use serde_json::Value;

#[test]
fn agreement() {
    let mut worst = Worst::default();
    let least = [("cohen", 90), ("fleiss", 90), ("percent", 90), ("alpha", 120)];
    let least = [&least[..], &[("unitized", 150), ("panel", 60)]].concat();
    for case in cases("agreement", &least) {
        let name = case["f"].as_str().unwrap();
        let args = &case["args"];
        let ours = match name {
            "cohen" => cohen(whole(&args[0]) as usize, &wholes(&args[1])),
            "fleiss" => fleiss(&units(args)),
            "percent" => percent(&units(args)),
            "alpha" => {
                check_alpha(&mut worst, &case);
                continue;
            }
            "unitized" => {
                let raters = args[1].as_array().unwrap().iter();
                unitized(whole(&args[0]), &raters.map(segments).collect::<Vec<_>>())
            }
            _ => {
                check_panel(&mut worst, &case);
                continue;
            }
        };
        check(&mut worst, name, ours, &case["value"]);
    }
}

/// Agreement is measured from chance, so an error is relative to 0.01 at least.
fn check(worst: &mut Worst, name: &str, ours: Result<f64, Undefined>, theirs: &Value) {
    match ours {
        Ok(ours) => worst.check_on(name, (ours, 1e-2), theirs, CLOSED),
        Err(reason) => assert!(theirs.is_null(), "{name}: {reason:?}, not {theirs}"),
    }
}

fn units(args: &Value) -> Vec<Vec<u64>> {
    args.as_array().unwrap().iter().map(wholes).collect()
}

fn segments(own: &Value) -> Vec<Segment> {
    let own = own.as_array().unwrap().iter().map(wholes);
    own.map(|s| Segment { start: s[0], end: s[1], value: s[2] as usize }).collect()
}

/// By every metric; what a category is worth is the script's choice.
fn check_alpha(worst: &mut Worst, case: &Value) {
    let units = units(&case["args"]);
    let categories = units[0].len();
    let ratio: Vec<f64> = (0..categories).map(|c| c as f64 + 1.0).collect();
    let interval: Vec<f64> = (0..categories).map(|c| 0.5 * (c * c) as f64).collect();
    for (name, metric) in [
        ("nominal", Metric::Nominal),
        ("ordinal", Metric::Ordinal),
        ("interval", Metric::Interval(&interval)),
        ("ratio", Metric::Ratio(&ratio)),
    ] {
        check(worst, &format!("alpha {name}"), alpha(&units, metric), &case["value"][name]);
    }
}

fn check_panel(worst: &mut Worst, case: &Value) {
    let (raters, labels) = (whole(&case["raters"]) as usize, whole(&case["labels"]) as usize);
    for way in case["ways"].as_array().unwrap() {
        let documents = case["documents"].as_array().unwrap().iter();
        let continua: Vec<Continuum> =
            documents.map(|document| continuum(document, way["by_unit"] == true)).collect();
        let ours = panel(&continua, raters, labels, None);
        let each = way["each"].as_array().unwrap();
        for (ours, theirs) in ours.labels.iter().zip(each).chain([(&ours.overall, &way["pooled"])])
        {
            for (name, estimate) in named(ours) {
                if raters == 2 || name != "cohen" {
                    check(worst, &format!("panel {name}"), estimate.value, &theirs[name]);
                }
            }
        }
        if let Some(seed) = way["seed"].as_u64() {
            // As many draws as the script makes.
            let bootstrap = Bootstrap { draws: 60, seed, confidence: 0.95 };
            let ours = panel(&continua, raters, labels, Some(bootstrap));
            for (name, estimate) in named(&ours.overall) {
                let bound = |place| way["bounds"][name].get(place).unwrap_or(&Value::Null);
                check(worst, "panel bounds", estimate.interval.map(|own| own.low), bound(0));
                check(worst, "panel bounds", estimate.interval.map(|own| own.high), bound(1));
            }
        }
    }
}

fn continuum(document: &Value, by_unit: bool) -> Continuum {
    let lists = |name: &str| document[name].as_array().unwrap().iter().map(wholes);
    let mark =
        |m: Vec<u64>| Mark { label: m[0] as usize, rater: m[1] as usize, start: m[2], end: m[3] };
    Continuum {
        length: whole(&document["length"]),
        raters: wholes(&document["raters"]).iter().map(|rater| *rater as usize).collect(),
        units: by_unit.then(|| lists("units").map(|unit| unit[0]..unit[1]).collect()),
        blocks: vec![],
        marks: lists("marks").map(mark).collect(),
    }
}

fn named(figures: &panel::Figures) -> [(&'static str, Estimate); 6] {
    [
        ("percent", figures.percent),
        ("prevalence", figures.prevalence),
        ("cohen", figures.cohen),
        ("fleiss", figures.fleiss),
        ("alpha", figures.alpha),
        ("unitized", figures.unitized),
    ]
}
