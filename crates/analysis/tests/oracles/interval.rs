//! Intervals and scores.

use super::fixture::*;
use paap_analysis::interval::*;
use paap_analysis::score;
use serde_json::Value;

#[test]
fn shares_and_differences() {
    let mut worst = Worst::default();
    for case in cases("interval") {
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
    for case in cases("mean") {
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
    for case in cases("median") {
        let value = &case["value"];
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

#[test]
fn scores() {
    let mut worst = Worst::default();
    for case in cases("score") {
        let name = case["f"].as_str().unwrap();
        let (args, value) = (&case["args"], &case["value"]);
        let single = || args.as_array().unwrap().iter().map(|a| a.as_i64().unwrap());
        let mean = |m: Mean| (m.mean, m.low, m.high);
        let (ours, low, high) = match name {
            "nps" => {
                let nps = score::nps(&single().collect::<Vec<_>>(), CONFIDENCE).unwrap().unwrap();
                (nps.score, Some(nps.low), Some(nps.high))
            }
            "csat" => {
                let csat = score::csat(&single().collect::<Vec<_>>(), 5, CONFIDENCE);
                let csat = csat.unwrap().unwrap();
                (csat.share, Some(csat.interval.low), Some(csat.interval.high))
            }
            "ces" => {
                mean(score::ces(&single().collect::<Vec<_>>(), 7, CONFIDENCE).unwrap().unwrap())
            }
            "sus" => mean(score::sus(&answers(args), CONFIDENCE).unwrap().unwrap()),
            "ux_lite" => mean(score::ux_lite(&answers(args), CONFIDENCE).unwrap().unwrap()),
            other => panic!("{other} is not tested"),
        };
        worst.check(name, ours, &value[0], CLOSED);
        worst.check_option(name, low, &value[1]);
        worst.check_option(name, high, &value[2]);
    }
}
