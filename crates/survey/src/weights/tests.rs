//! Weights by hand, and what is said of files that are wrong.

use crate::view::{QuestionSummary, Summary};
use crate::{ReadOptions, Scope, ScopeError, ScopeOptions, Survey};
use std::io::Cursor;

const PAGE: &str = include_str!("../../../../docs/weights.md");

/// Ten people: 6 consumers of whom 3 say yes, 3 builders of whom 2 do, 1 leader who does.
/// The numbers are each person's place.
fn survey() -> Survey {
    let mut text = "Role,Happy?,Score,Note\n".to_owned();
    let rows = ["Consumer,Yes", "Consumer,No", "Builder,Yes", "Consumer,Yes", "Builder,No"];
    let more = ["Consumer,No", "Leader,Yes", "Consumer,Yes", "Consumer,No", "Builder,Yes"];
    for (index, row) in rows.iter().chain(&more).enumerate() {
        text.push_str(&format!("{row},{},a note of some length number {index}\n", index + 11));
    }
    read(&text)
}

fn read(text: &str) -> Survey {
    let options = ReadOptions { threads: 1, ..ReadOptions::default() };
    Survey::read(&mut Cursor::new(text.as_bytes()), &options).unwrap()
}

fn scope(survey: &Survey, weights: &str) -> Result<Scope, ScopeError> {
    survey.scope(&ScopeOptions { weights: Some(weights.to_owned()), ..ScopeOptions::default() })
}

fn margins(text: &str) -> String {
    format!("paap: weights/1\nmargins:\n{text}\n")
}

fn summary(survey: &Survey, weights: &str) -> Summary {
    survey.summary(&scope(survey, weights).unwrap_or_else(|why| panic!("{why}")))
}

fn share(question: &QuestionSummary, label: &str) -> f64 {
    question.options.iter().find(|option| option.label == label).unwrap().share.unwrap()
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

const HALVES: &str = "  - question: q1\n    targets: { Consumer: 0.3, Builder: 0.6, Leader: 0.1 }";

#[test]
fn the_example_of_the_documentation_is_read() {
    let (_, rest) = PAGE.split_once("```yaml\n").unwrap();
    let view = summary(&survey(), rest.split_once("```").unwrap().0);
    let weights = view.weights.unwrap();
    assert_eq!(
        weights.description,
        "raked to q1 (Consumer 60%, Builder 30%, Leader 10%) and q2 (Yes 40%, No 60%)"
    );
    near(share(&view.questions[0], "Consumer"), 0.6);
    near(share(&view.questions[1], "Yes"), 0.4);
}

/// Consumers weigh 0.3/0.6 = 0.5, builders 0.6/0.3 = 2, the leader 1. Yes: 3 × 0.5 + 2 × 2 + 1 =
/// 6.5 of 10. Σw² = 6/4 + 12 + 1 = 14.5, so that ten people are worth 100/14.5.
#[test]
fn a_margin_by_hand() {
    let survey = survey();
    let view = summary(&survey, &margins(HALVES));
    let weights = view.weights.as_ref().unwrap();
    near(weights.effective, 100.0 / 14.5);
    near(weights.design_effect, 1.45);
    near(weights.range[0], 0.5);
    near(weights.range[1], 2.0);
    let happy = &view.questions[1];
    assert_eq!((happy.base, happy.answered), (10, 10));
    near(share(happy, "Yes"), 0.65);
    near(happy.options.iter().find(|option| option.label == "Yes").unwrap().count, 6.5);
    // Wilson by hand at n = 100/14.5 and p = 0.65: (p + z²/2n ± z √(pq/n + z²/4n²))/(1 + z²/n).
    let (n, p, z) = (100.0 / 14.5, 0.65, 1.959_963_984_540_054f64);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let middle = p + z * z / (2.0 * n);
    let yes = happy.options.iter().find(|option| option.label == "Yes").unwrap();
    near(yes.low.unwrap(), (middle - half) / (1.0 + z * z / n));
    near(yes.high.unwrap(), (middle + half) / (1.0 + z * z / n));
    // Consumers are at 11, 12, 14, 16, 18, 19, builders at 13, 15, 20, the leader at 17.
    let stats = view.questions[2].stats.as_ref().unwrap();
    near(stats.mean.unwrap(), (90.0 * 0.5 + 48.0 * 2.0 + 17.0) / 10.0);
    // Up to 14: 0.5 + 0.5 + 2 + 0.5 = 3.5; with 15: 5.5 of 10.
    assert_eq!((stats.median, stats.median_low, stats.n), (Some(15.0), None, 10));
}

#[test]
fn the_samples_own_shares_change_no_share() {
    let survey = survey();
    let own = "  - question: q1\n    targets: { Consumer: 60, Builder: 30, Leader: 10 }\n  - question: q2\n    targets: { \"Yes\": 0.6, \"No\": 0.4 }";
    let weighted = summary(&survey, &margins(own));
    let plain = survey.summary(&survey.scope(&ScopeOptions::default()).unwrap());
    near(weighted.weights.as_ref().unwrap().effective, 10.0);
    for (a, b) in weighted.questions.iter().zip(&plain.questions) {
        for (a, b) in a.options.iter().zip(&b.options) {
            near(a.count, b.count);
            near(a.share.unwrap(), b.share.unwrap());
            near(a.low.unwrap(), b.low.unwrap());
            near(a.high.unwrap(), b.high.unwrap());
        }
        if let (Some(a), Some(b)) = (&a.stats, &b.stats) {
            assert_eq!(a.median, b.median);
            near(a.mean.unwrap(), b.mean.unwrap());
            near(a.mean_low.unwrap(), b.mean_low.unwrap());
        }
    }
}

/// Of 4 people 1 gives no role: they keep a quarter, and the rest is 3/4 of the targets.
#[test]
fn no_answer_keeps_its_share() {
    let survey = read("Role,Happy?\nA,Yes\nA,No\nB,Yes\n,No\nA,Yes\nA,No\nB,Yes\n,No\n");
    let half = margins("  - question: q1\n    targets: { A: 0.5, B: 0.5 }");
    let view = summary(&survey, &half);
    near(share(&view.questions[0], "A"), 0.5);
    // A weighs 3/8 / 4/8 = 0.75, B 3/8 / 2/8 = 1.5, no answer 1.
    near(share(&view.questions[1], "Yes"), (2.0 * 0.75 + 2.0 * 1.5) / 8.0);
    let words = view.weights.unwrap().description;
    assert!(words.ends_with("(A 50%, B 50%; the 2 without an answer keep their share)"), "{words}");
}

/// R: svychisq(~q1 + q2, svydesign(ids = ~1, weights = ~w), statistic = "F"); the numbers are
/// those of `paap_analysis::weight::rao_scott`, which is held to R, for each person by itself.
#[test]
fn tables_are_weighted() {
    use paap_analysis::weight::{WeightedTable, rao_scott};
    // The ten people and a leader who says no, eight times: 5 of each sort at least.
    let sorts =
        ["Consumer,Yes", "Consumer,No", "Builder,Yes", "Builder,No", "Leader,Yes", "Leader,No"];
    let often = [24, 24, 16, 8, 8, 8];
    let mut text = "Role,Happy?,Score\n".to_owned();
    let mut people = Vec::new();
    for (sort, often) in sorts.iter().zip(often) {
        for _ in 0..often {
            text.push_str(&format!("{sort},{}\n", people.len() + 11));
            let column = ["Consumer", "Builder", "Leader"].iter().position(|r| sort.starts_with(r));
            let column = column.unwrap();
            let weight = [0.3 / (6.0 / 11.0), 0.6 / (3.0 / 11.0), 0.1 / (2.0 / 11.0)][column];
            people.push((usize::from(sort.ends_with("No")), column, weight));
        }
    }
    let survey = read(&text);
    let scope = scope(&survey, &margins(HALVES)).unwrap();
    let cross = survey.cross(&scope, "q2", "q1").unwrap();
    let builder = cross.columns.options.iter().position(|label| label == "Builder").unwrap();
    let yes = cross.rows.options.iter().position(|label| label == "Yes").unwrap();
    near(cross.cells[yes][builder].count.unwrap(), 16.0 * 2.2);
    near(cross.cells[yes][builder].share.unwrap(), 2.0 / 3.0);
    near(cross.column_totals[builder].unwrap(), 24.0 * 2.2);
    near(cross.row_totals[yes].unwrap(), 24.0 * 0.55 + 16.0 * 2.2 + 8.0 * 0.55);
    let expected = rao_scott(&WeightedTable::of(2, 3, &people).unwrap()).unwrap();
    let test = cross.test.unwrap();
    assert_eq!(test.test, "Rao–Scott, second order (F), as R's svychisq");
    near(test.p, expected.p);
    near(test.statistic.unwrap(), expected.f);
    near(test.effect.unwrap(), (expected.pearson / 88.0).sqrt());

    let pairs = survey.associations(&scope).unwrap();
    let pair = pairs.pairs.iter().find(|pair| pair.a.option == "Builder" && pair.b.option == "Yes");
    let pair = pair.unwrap();
    assert_eq!((pair.test, pair.n, pair.both), ("rao-scott", 88, 16));
    near(pair.effect, 2.0 / 3.0 - 0.5);
    let pairs: Vec<_> = people.iter().map(|p| (p.0, usize::from(p.1 == 1), p.2)).collect();
    let expected = rao_scott(&WeightedTable::of(2, 2, &pairs).unwrap()).unwrap();
    near(pair.p, expected.p);

    let compare = survey.compare(&scope, "q1 = \"Builder\"", None).unwrap();
    let option = compare.questions[1].options.iter().find(|option| option.label == "Yes").unwrap();
    assert_eq!(option.test, Some("rao-scott"));
    near(option.p.unwrap(), expected.p);
    near(option.count, 16.0 * 2.2);
    near(option.against_share.unwrap(), 0.5);
    near(option.effect.unwrap(), pair.effect);
    near(option.low.unwrap(), pair.low);
    assert!(compare.questions[2].numbers.as_ref().unwrap().p.is_none());
}

#[test]
fn a_filter_takes_people_with_their_weights() {
    let survey = survey();
    let options = ScopeOptions {
        filter: Some("q1 != \"Leader\"".to_owned()),
        weights: Some(margins(HALVES)),
        ..ScopeOptions::default()
    };
    let view = survey.summary(&survey.scope(&options).unwrap());
    near(share(&view.questions[1], "Yes"), 5.5 / 9.0);
    assert_eq!(view.questions[1].base, 9);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let survey = survey();
    let all = "Consumer: 0.3, Builder: 0.6, Leader: 0.1";
    let cases: &[(String, &str, Option<usize>)] = &[
        (String::new(), "yaml", Some(1)),
        ("paap: questionnaire/1\n".into(), "version", Some(1)),
        ("paap: weights/1\nmargin: []\n".into(), "unknown-key", Some(2)),
        (margins("  []"), "empty", Some(1)),
        (margins("  - question: q9\n    targets: { A: 1 }"), "unknown-question", Some(3)),
        (margins("  - question: q3\n    targets: { A: 1 }"), "kind", Some(3)),
        (margins("  - question: q1\n    targets: [1]"), "shape", Some(4)),
        (margins("  - question: q1\n    targets: { A: x }"), "shape", Some(4)),
        (margins("  - question: q1\n    targets: { A: -1, B: 2 }"), "shape", Some(4)),
        (margins("  - question: q1\n    targets: { A: .inf }"), "shape", Some(4)),
        (margins("  - question: q1\n    targets: { Consumer: 0.9 }"), "sum", Some(4)),
        (margins("  - question: q1\n    targets: { Consumer: 1 }"), "no-target", Some(3)),
        (margins("  - question: q1\n    targets: {}"), "sum", Some(4)),
        (margins("  - targets: { Consumer: 1 }"), "shape", Some(3)),
        (
            margins("  - question: q1\n    targets:\n      Consumer: 0.5\n      Bilder: 0.5"),
            "unknown-option",
            Some(6),
        ),
        (
            margins("  - question: q1\n    targets: { Consumer: 0.5, Builder: 0.5, Leader: 0 }"),
            "no-share",
            Some(4),
        ),
        (
            margins(&format!(
                "  - question: q1\n    targets: {{ {all} }}\n  - question: '1'\n    targets: {{ {all} }}"
            )),
            "repeated",
            Some(5),
        ),
        (format!("{}largest: 1.5\n", margins(HALVES)), "weights", None),
        (format!("{}largest: nan\n", margins(HALVES)), "shape", Some(5)),
    ];
    for (text, code, line) in cases {
        let Err(ScopeError::Weights { problems, .. }) = scope(&survey, text) else {
            panic!("{text} is taken");
        };
        let found = problems.iter().find(|problem| problem.code == *code);
        let found = found.unwrap_or_else(|| panic!("{text}: {problems:?}"));
        assert_eq!(found.line(), *line, "{text}: {problems:?}");
    }
    let near = margins("  - question: q1\n    targets:\n      Consumer: 0.5\n      Bilder: 0.5");
    let why = scope(&survey, &near).err().unwrap().to_string();
    assert!(
        why.contains("6 |       Bilder: 0.5") && why.contains("did you mean “Builder”?"),
        "{why}"
    );
}

#[test]
fn nobody_cannot_be_weighted() {
    let survey = read("Role,Happy?\n");
    let why = scope(&survey, &margins(HALVES)).err().unwrap().to_string();
    assert!(why.contains("nobody") || why.contains("no question"), "{why}");
}
