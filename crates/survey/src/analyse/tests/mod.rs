//! What is tested, and what the result is called, on small surveys made for it.

mod few;
mod made;
mod order;
mod withheld;

use crate::questionnaire;
use crate::{ReadOptions, Scope, ScopeOptions, Survey};
use std::io::Cursor;

/// A survey of these questions; `person` gives the cells of each of `n` people.
fn survey(questions: &str, n: usize, person: impl Fn(usize) -> String) -> Survey {
    read(questions, n, person, None)
}

fn read(
    questions: &str,
    n: usize,
    person: impl Fn(usize) -> String,
    questionnaire: Option<&str>,
) -> Survey {
    let mut text = format!("Timestamp,{questions}\n");
    for i in 0..n {
        text.push_str(&format!("01/0{}/2026 10:{:02}:00,{}\n", 1 + i % 9, i % 60, person(i)));
    }
    let questionnaire = questionnaire.map(|text| {
        let (read, problems) = questionnaire::parse(text);
        read.unwrap_or_else(|| panic!("{problems:?}"))
    });
    let options = ReadOptions { threads: 1, questionnaire, ..ReadOptions::default() };
    Survey::read(&mut Cursor::new(text.as_bytes()), &options).unwrap()
}

fn scope(survey: &Survey, weights: Option<&str>) -> Scope {
    let weights = weights.map(str::to_owned);
    survey.scope(&ScopeOptions { weights, ..ScopeOptions::default() }).unwrap()
}
