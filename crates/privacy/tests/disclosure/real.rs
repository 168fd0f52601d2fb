//! All two-way tables of real surveys.

use crate::published::Made;
use crate::real_data;
use paap_analysis::People;
use paap_survey::{Kind, ReadOptions, Survey};
use std::io::Cursor;
use std::time::Instant;

fn survey(path: &str) -> Option<Survey> {
    let bytes = real_data::bytes(path)?;
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("an export"))
}

/// The variables of a survey: each option that people can combine is one.
fn variables(survey: &Survey) -> Made {
    let mut made = Made::new(survey.people, 5);
    for asked in &survey.questions {
        if matches!(asked.kind, Kind::Text | Kind::Grid | Kind::Number | Kind::Date) {
            continue;
        }
        let question = made.release.question();
        let blank = [asked.asked.minus(&asked.answered), asked.asked.not()];
        let options: Vec<People> =
            asked.options.iter().map(|choice| choice.people.clone()).collect();
        let wholes = match asked.kind {
            Kind::Checkbox => options
                .iter()
                .map(|option| vec![option.clone(), asked.answered.minus(option)])
                .collect(),
            _ => vec![options],
        };
        for mut values in wholes {
            values.extend(blank.clone());
            values.retain(|value| !value.is_empty());
            made.variable(question, &values);
        }
    }
    made
}

fn attack(path: &str) {
    let Some(survey) = survey(path) else { return };
    let mut made = variables(&survey);
    made.two_way();
    let values: usize = made.variables.iter().map(|v| v.values.len()).sum();
    println!(
        "{path}: {} people, {} variables, {values} values",
        survey.people,
        made.variables.len()
    );
    let start = Instant::now();
    let bare = made.seen_bare().attacked();
    println!("bare {:?} {bare:?}", start.elapsed());
    let start = Instant::now();
    let protected = made.release.clone().protect();
    println!("{:?} {:?}", start.elapsed(), (1..3).map(|n| protected.kept(n)).collect::<Vec<_>>());
    let start = Instant::now();
    let found = made.seen(&protected).attacked();
    println!("protected {:?} {found:?}", start.elapsed());
    assert_eq!(found.exact, 0, "{:?}", found.examples);
}

#[test]
fn cncf() {
    attack("surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv");
}

#[test]
fn paap() {
    attack("paap/survey-export_08-02-25.csv");
}
