//! The scores that people know by name, each with its interval, how many people it rests on, and
//! its source. Which questions make one of several items, only a questionnaire says.

use super::CONFIDENCE;
use super::numbers::favourable;
use crate::answers::{Question, Survey};
use crate::scope::Scope;
use crate::view::{QuestionSummary, SurveyScore};
use crate::weights::Weights;
use crate::{Kind, Message, Warning};
use paap_analysis::People;
use paap_analysis::interval::{Mean, mean_weighted};
use paap_analysis::score::{Driver, dxi, sus, ux_lite};

/// Every item of SUS and of UX-Lite has so many steps.
const STEPS: usize = 5;

/// How a driver's score is made.
const DRIVER: &str = "The share of the two highest of five answers, or the highest of three, as DX; \
     Wilson's interval";

/// How the index of several is.
const DXI: &str =
    "The mean of the drivers' scores, as DX; interval by linearisation, Woodruff 1971";

/// What is known of a score by its name: how many items it has, and who made it.
fn about(name: &str) -> (usize, &'static str) {
    match name {
        "NPS" => (1, "Reichheld 2003; interval by Rocks 2016"),
        "CES" => (1, "Dixon, Freeman & Toman 2010; Student's interval"),
        "SUS" => (10, "Brooke 1996; Student's interval"),
        "UX-Lite" => (2, "Lewis & Sauro 2024; Student's interval"),
        "Driver" => (1, DRIVER),
        _ => (1, "The share of the two highest answers; Wilson's interval"),
    }
}

impl Survey {
    /// The scores of the questions, and those that several items make. A score of which items are
    /// missing becomes a warning.
    pub(super) fn scores(
        &self,
        scope: &Scope,
        summaries: &[QuestionSummary],
        warnings: &mut Vec<Warning>,
    ) -> Vec<SurveyScore> {
        let mut scores: Vec<SurveyScore> = Vec::new();
        for question in summaries {
            let Some(stats) = &question.stats else { continue };
            if let Some(score) = &stats.score {
                scores.push(SurveyScore {
                    name: score.name,
                    value: score.value,
                    low: score.low,
                    high: score.high,
                    n: stats.n,
                    questions: vec![question.id.clone()],
                    source: about(score.name).1,
                });
            }
        }
        for name in ["SUS", "UX-Lite"] {
            let items: Vec<&Question> = self
                .questions
                .iter()
                .filter(|question| question.score == Some(name) && question.kind != Kind::Grid)
                .collect();
            // A grid holds all items of one; those outside of grids make one together.
            for items in items.chunk_by(|a, b| a.grid == b.grid) {
                scores.extend(self.of_items(name, items, scope, warnings));
            }
        }
        scores.extend(self.index(scope, warnings));
        scores
    }

    /// The mean of the drivers' scores, where there are several. Drivers that nobody rated are no part
    /// of it; where one is withheld, so is the index, as it less the others would tell of it.
    fn index(&self, scope: &Scope, warnings: &mut Vec<Warning>) -> Option<SurveyScore> {
        let mut ids = Vec::new();
        let mut sets = Vec::new();
        let (mut drivers, mut without) = (0, None);
        for question in &self.questions {
            if question.score != Some("Driver") || question.kind == Kind::Grid {
                continue;
            }
            drivers += 1;
            let Some(least) = favourable(question) else {
                without.get_or_insert_with(|| question.id.clone());
                continue;
            };
            let on_scale = |is: &dyn Fn(f64) -> bool| {
                let chosen = question.options.iter().filter(|own| own.score.is_some_and(is));
                let all = chosen.fold(People::none(self.people), |all, own| all.or(&own.people));
                all.and(&scope.people)
            };
            let (top, rated) = (on_scale(&|score| score >= least), on_scale(&|_| true));
            if !rated.is_empty() {
                if rated.count() < scope.min_base {
                    without.get_or_insert_with(|| question.id.clone());
                }
                ids.push(question.id.clone());
                sets.push((top, rated));
            }
        }
        if let Some(without) = without.filter(|_| drivers > 1) {
            let message = "There is no DXI: it is the mean of all drivers, and one of them has no score \
                           here.";
            warnings.push(Warning::notice("score-items", Message::plain(message)).about(&without));
            return None;
        }
        if ids.len() < 2 {
            return None;
        }
        let drivers: Vec<Driver<'_>> =
            sets.iter().map(|(favourable, rated)| Driver { favourable, rated }).collect();
        let everybody = People::all(self.people);
        let weights: Vec<(f64, &People)> = match &scope.weights {
            Some(weights) => weights.groups().iter().map(|(weight, who)| (*weight, who)).collect(),
            None => vec![(1.0, &everybody)],
        };
        let score = dxi(&drivers, &weights, CONFIDENCE)?;
        let anybody = sets.iter().fold(People::none(self.people), |all, own| all.or(&own.1));
        let percent = |bound: Option<f64>| bound.map(|bound| 100.0 * bound);
        Some(SurveyScore {
            name: "DXI",
            value: 100.0 * score.value,
            low: percent(score.low),
            high: percent(score.high),
            n: anybody.count(),
            questions: ids,
            source: DXI,
        })
    }

    fn of_items(
        &self,
        name: &'static str,
        items: &[&Question],
        scope: &Scope,
        warnings: &mut Vec<Warning>,
    ) -> Option<SurveyScore> {
        let (wanted, source) = about(name);
        let steps: Vec<Vec<(&People, i64)>> = items.iter().map(|item| steps(item)).collect();
        if items.len() != wanted || steps.iter().any(|steps| steps.len() != STEPS) {
            let first = items.first()?;
            let message = format!(
                "{name} is made of {wanted} items of {STEPS} steps each; the questionnaire gives {} \
                 here. There is no score.",
                match items.len() {
                    count if count == wanted => "another number of steps".to_owned(),
                    count => format!("{count} items"),
                },
            );
            warnings
                .push(Warning::problem("score-items", Message::plain(message)).about(&first.id));
            return None;
        }
        // Who left an item out has no score.
        let among =
            items.iter().fold(scope.people.clone(), |among, item| among.and(&item.answered));
        let answers = |people: &People| -> Vec<Vec<i64>> {
            let answer = |person| {
                let of = |steps: &Vec<(&People, i64)>| {
                    steps.iter().find(|(people, _)| people.contains(person)).map(|step| step.1)
                };
                steps.iter().map(of).collect::<Option<Vec<i64>>>()
            };
            people.iter().filter_map(answer).collect()
        };
        let mean = match &scope.weights {
            None => mean(name, &answers(&among))?,
            Some(weights) => weighted(name, weights, &among, answers)?,
        };
        let n = mean.n as u64;
        (n >= scope.min_base).then(|| SurveyScore {
            name,
            value: mean.mean,
            low: mean.low,
            high: mean.high,
            n,
            questions: items.iter().map(|item| item.id.clone()).collect(),
            source,
        })
    }
}

/// A question's steps from low to high, as the numbers from 1 that a score counts.
fn steps(question: &Question) -> Vec<(&People, i64)> {
    let mut steps: Vec<(f64, &People)> = question
        .options
        .iter()
        .filter_map(|choice| Some((choice.score?, &choice.people)))
        .collect();
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    steps.into_iter().zip(1..).map(|((_, people), step)| (people, step)).collect()
}

/// The score of these people.
fn mean(name: &str, answers: &[Vec<i64>]) -> Option<Mean> {
    if name == "SUS" {
        let answers: Vec<[i64; 10]> =
            answers.iter().filter_map(|own| own[..].try_into().ok()).collect();
        return sus(&answers, CONFIDENCE).ok()?;
    }
    let answers: Vec<[i64; 2]> = answers.iter().filter_map(|own| own[..].try_into().ok()).collect();
    ux_lite(&answers, CONFIDENCE).ok()?
}

fn weighted(
    name: &str,
    weights: &Weights,
    among: &People,
    answers: impl Fn(&People) -> Vec<Vec<i64>>,
) -> Option<Mean> {
    let (mut values, mut each) = (Vec::new(), Vec::new());
    for (weight, group) in weights.groups() {
        for own in answers(&group.and(among)) {
            values.push(mean(name, &[own])?.mean);
            each.push(*weight);
        }
    }
    let mean = mean_weighted(&values, &each, CONFIDENCE)?;
    let cut = |bound: Option<f64>| bound.map(|bound| bound.clamp(0.0, 100.0));
    Some(Mean { low: cut(mean.low), high: cut(mean.high), ..mean })
}

#[cfg(test)]
mod tests {
    use crate::questionnaire::parse;
    use crate::{ReadOptions, ScopeOptions, Survey};
    use std::io::Cursor;

    fn options() -> String {
        (1..=5)
            .map(|n| format!("      - id: \"{n}\"\n        label: \"{n}\"\n        score: {n}\n"))
            .collect()
    }

    /// Names, values, n and the number of questions, and the codes of problems.
    fn scores(questions: &str, answers: &str) -> (Vec<String>, Vec<&'static str>) {
        let text = format!("paap: questionnaire/1\nid: a\nquestions:\n{questions}");
        let (questionnaire, problems) = parse(&text);
        assert_eq!(problems, []);
        let read = ReadOptions { questionnaire, ..ReadOptions::default() };
        let survey = Survey::read(&mut Cursor::new(answers.to_owned()), &read).unwrap();
        let summary = survey.summary(&survey.scope(&ScopeOptions::default()).unwrap());
        let shown = summary.scores.iter().map(|score| {
            format!("{} {:.1} n {} of {}", score.name, score.value, score.n, score.questions.len())
        });
        let odd = summary.warnings.iter().filter(|w| w.code.starts_with("score")).map(|w| w.code);
        (shown.collect(), odd.collect())
    }

    #[test]
    fn ten_rows_of_a_grid_are_a_sus() {
        let rows: String =
            (0..10).map(|n| format!("      - id: r{n}\n        label: R{n}\n")).collect();
        let header: Vec<String> = (0..10).map(|n| format!("S [R{n}]")).collect();
        let grid = format!(
            "  - id: s\n    label: S\n    kind: grid\n    cells: scale\n    rows:\n{rows}    options:\n{}    score: sus\n",
            options(),
        );
        // The best, the middle, and one who left an item out.
        let answers = format!(
            "{}\n5,1,5,1,5,1,5,1,5,1\n3,3,3,3,3,3,3,3,3,3\n5,1,5,1,5,1,5,1,5,\n",
            header.join(","),
        );
        assert_eq!(scores(&grid, &answers), (vec!["SUS 75.0 n 2 of 10".to_owned()], vec![]));
    }

    #[test]
    fn two_questions_are_a_ux_lite_and_one_is_no_part_of_it() {
        let rating = |id: &str, score: &str| {
            format!(
                "  - id: {id}\n    label: {id}\n    kind: rating\n    scale:\n      low: 1\n      high: 5\n    score: {score}\n"
            )
        };
        let two =
            rating("useful", "ux-lite") + &rating("easy", "ux-lite") + &rating("effort", "ces");
        let answers = "useful,easy,effort\n5,4,2\n1,1,3\n";
        let expected = vec!["CES 2.5 n 2 of 1".to_owned(), "UX-Lite 43.8 n 2 of 2".to_owned()];
        assert_eq!(scores(&two, answers), (expected, vec![]));
        let one = rating("useful", "ux-lite");
        assert_eq!(scores(&one, "useful\n5\n1\n"), (vec![], vec!["score-items"]));
    }

    /// A rating from 1 to so many, as a driver.
    fn driver(id: &str, high: u8) -> String {
        format!(
            "  - id: {id}\n    label: {id}\n    kind: rating\n    scale:\n      low: 1\n      high: {high}\n    score: driver\n"
        )
    }

    #[test]
    fn drivers_have_a_score_each_and_an_index_together() {
        let two = driver("docs", 5) + &driver("builds", 3);
        // Two of four of five steps, one of three of three steps: 50%, 33%, and 42% in the mean.
        let answers = "docs,builds\n5,3\n4,2\n3,1\n1,N/A\n";
        let expected = ["Driver 50.0 n 4 of 1", "Driver 33.3 n 3 of 1", "DXI 41.7 n 4 of 2"];
        assert_eq!(scores(&two, answers), (expected.map(str::to_owned).into(), vec![]));
        let one = driver("docs", 5);
        let expected = vec!["Driver 50.0 n 4 of 1".to_owned()];
        assert_eq!(scores(&one, "docs\n5\n4\n3\n1\n"), (expected, vec![]));
        // Of seven steps nobody said which are favourable.
        let odd = two + &driver("deploys", 7);
        let answers = "docs,builds,deploys\n5,3,7\n4,2,6\n";
        assert_eq!(scores(&odd, answers).1, ["score-items"]);
    }

    #[test]
    fn rows_of_a_grid_are_drivers() {
        let grid = format!(
            "  - id: s\n    label: S\n    kind: grid\n    cells: scale\n    rows:\n      - id: a\n        label: A\n      - id: b\n        label: B\n    options:\n{}    score: driver\n",
            options(),
        );
        let (shown, _) = scores(&grid, "S [A],S [B]\n5,1\n4,5\n2,3\n");
        assert_eq!(shown, ["Driver 66.7 n 3 of 1", "Driver 33.3 n 3 of 1", "DXI 50.0 n 3 of 2"]);
    }

    #[test]
    fn an_index_tells_of_no_driver_that_is_withheld() {
        let text = format!(
            "paap: questionnaire/1\nid: a\nquestions:\n{}{}",
            driver("docs", 5),
            driver("builds", 5)
        );
        let read = ReadOptions { questionnaire: parse(&text).0, ..ReadOptions::default() };
        let answers = "docs,builds\n5,3\n4,2\n3,\n1,\n";
        let survey = Survey::read(&mut Cursor::new(answers.to_owned()), &read).unwrap();
        let names = |min_base| {
            let scope = survey.scope(&ScopeOptions { min_base, ..ScopeOptions::default() });
            let summary = survey.summary(&scope.unwrap());
            summary.scores.iter().map(|score| score.name).collect::<Vec<_>>()
        };
        assert_eq!(names(2), ["Driver", "Driver", "DXI"]);
        assert_eq!(names(3), ["Driver"]);
    }
}
