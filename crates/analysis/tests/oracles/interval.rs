//! Intervals and scores.

use super::fixture::*;
use paap_analysis::People;
use paap_analysis::interval::*;
use paap_analysis::score;
use paap_analysis::weight::Alike;
use serde_json::Value;

#[test]
fn shares_and_differences() {
    let mut worst = Worst::default();
    let least = [
        ("clopper_pearson", 300),
        ("newcombe", 150),
        ("newcombe_share", 40),
        ("wilson", 300),
        ("wilson_share", 60),
    ];
    for case in cases("interval", &least) {
        let name = case["f"].as_str().unwrap();
        let (args, value) = (&case["args"], &case["value"]);
        let (n, x) = (|i: usize| whole(&args[i]), |i: usize| float(&args[i]));
        let mut bounds = |ours: Option<Interval>| {
            let ours = ours.unwrap();
            worst.check(name, ours.low, &value[0], CLOSED);
            worst.check(name, ours.high, &value[1], CLOSED);
        };
        match name {
            "wilson" => bounds(wilson(n(0), n(1), x(2))),
            "clopper_pearson" => bounds(clopper_pearson(n(0), n(1), x(2))),
            "wilson_share" => bounds(wilson_share(x(0), x(1), x(2))),
            "newcombe" | "newcombe_share" => {
                let ours = if name == "newcombe" {
                    newcombe((n(0), n(1)), (n(2), n(3)), x(4))
                } else {
                    newcombe_share((x(0), x(1)), (x(2), x(3)), x(4))
                };
                let ours = ours.unwrap();
                worst.check(name, ours.effect, &value[0], CLOSED);
                worst.check(name, ours.low, &value[1], CLOSED);
                worst.check(name, ours.high, &value[2], CLOSED);
            }
            other => panic!("{other} is not tested"),
        }
    }
}

#[test]
fn means() {
    let mut worst = Worst::default();
    for case in cases("mean", &[("mean_t", 60), ("mean_weighted", 60)]) {
        let name = case["f"].as_str().unwrap();
        let (args, value) = (&case["args"], &case["value"]);
        let values = floats(&args[0]);
        let ours = if name == "mean_t" {
            mean_t(&values, float(&args[1])).unwrap()
        } else {
            let ours = mean_weighted(&values, &floats(&args[1]), float(&args[2])).unwrap();
            worst.check("kish_effective", ours.effective, &case["effective"], CLOSED);
            ours
        };
        worst.check(name, ours.mean, &value[0], CLOSED);
        worst.check_option(name, ours.sd, &value[1]);
        worst.check_option(name, ours.low, &value[2]);
        worst.check_option(name, ours.high, &value[3]);
    }
}

#[test]
fn medians() {
    let mut worst = Worst::default();
    for case in cases("median", &[("median", 50), ("median_weighted", 50)]) {
        let value = &case["value"];
        if case["f"] == "median_weighted" {
            let alike = |own: &Value| Alike {
                value: float(&own[0]),
                weight: float(&own[1]),
                people: whole(&own[2]),
            };
            let people: Vec<Alike> = case["args"].as_array().unwrap().iter().map(alike).collect();
            worst.check("median_weighted", median_weighted(&people).unwrap(), value, CLOSED);
            continue;
        }
        let ours = median(&floats(&case["args"][0]), float(&case["args"][1])).unwrap();
        worst.check("median", ours.median, &value[0], CLOSED);
        worst.check_option("median bounds", ours.low, &value[1]);
        worst.check_option("median bounds", ours.high, &value[2]);
        worst.check_option("median coverage", ours.coverage, &value[3]);
    }
}

fn answers<const K: usize>(value: &Value) -> Vec<[i64; K]> {
    let person = |p: &Value| std::array::from_fn(|i| p[i].as_i64().unwrap());
    value.as_array().unwrap().iter().map(person).collect()
}

/// Each answer with how many gave it, as the verbs count them; one person each with weights.
fn alike(case: &Value) -> Vec<Alike> {
    let values = floats(&case["args"]);
    if case["weights"].is_null() {
        let mut levels = values.clone();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let count = |level: f64| values.iter().filter(|own| **own == level).count() as u64;
        let level = |value| Alike { value, weight: 1.0, people: count(value) };
        return levels.into_iter().map(level).collect();
    }
    let weights = floats(&case["weights"]);
    assert_eq!(values.len(), weights.len());
    let person = |(&value, weight)| Alike { value, weight, people: 1 };
    values.iter().zip(weights).map(person).collect()
}

#[test]
fn scores() {
    let mut worst = Worst::default();
    let least = ["ces", "csat", "nps", "sus", "ux_lite", "ces_weighted", "csat_weighted"];
    let least: Vec<(&str, usize)> =
        least.into_iter().chain(["nps_weighted"]).map(|name| (name, 60)).collect();
    for case in cases("score", &least) {
        let name = case["f"].as_str().unwrap();
        let (args, value) = (&case["args"], &case["value"]);
        let mean = |m: Mean| (m.mean, m.low, m.high);
        let one = |score: Option<score::Score>| {
            let score = score.unwrap();
            (score.value, score.low, score.high)
        };
        let (ours, low, high) = match name {
            "nps" | "nps_weighted" => one(score::nps(&alike(&case), CONFIDENCE)),
            "csat" | "csat_weighted" => one(score::csat(&alike(&case), 4.0, CONFIDENCE)),
            "ces" | "ces_weighted" => one(score::ces(&alike(&case), (1.0, 7.0), CONFIDENCE)),
            "sus" => mean(score::sus(&answers(args), CONFIDENCE).unwrap().unwrap()),
            "ux_lite" => mean(score::ux_lite(&answers(args), CONFIDENCE).unwrap().unwrap()),
            other => panic!("{other} is not tested"),
        };
        // NPS is a difference of two shares.
        worst.check_on(name, (ours, 1e-3), &value[0], CLOSED);
        worst.check_option(name, low, &value[1]);
        worst.check_option(name, high, &value[2]);
    }
}

#[test]
fn indices() {
    let mut worst = Worst::default();
    for case in cases("dxi", &[("dxi", 60)]) {
        let people: Vec<&Vec<Value>> =
            case["args"].as_array().unwrap().iter().map(|own| own.as_array().unwrap()).collect();
        let set = |is: &dyn Fn(usize) -> bool| People::from_fn(people.len(), is);
        let drivers: Vec<(People, People)> = (0..people[0].len())
            .map(|k| (set(&|i| people[i][k] == 1), set(&|i| !people[i][k].is_null())))
            .collect();
        let drivers: Vec<score::Driver<'_>> =
            drivers.iter().map(|(favourable, rated)| score::Driver { favourable, rated }).collect();
        let weights = floats(&case["weights"]);
        let mut each = weights.clone();
        each.sort_by(f64::total_cmp);
        each.dedup();
        let groups: Vec<(f64, People)> =
            each.into_iter().map(|own| (own, set(&|i| weights[i] == own))).collect();
        let groups: Vec<(f64, &People)> = groups.iter().map(|own| (own.0, &own.1)).collect();
        let ours = score::dxi(&drivers, &groups, CONFIDENCE).unwrap();
        worst.check("dxi", ours.value, &case["value"][0], CLOSED);
        worst.check_option("dxi low", ours.low, &case["value"][1]);
        worst.check_option("dxi high", ours.high, &case["value"][2]);
    }
}
