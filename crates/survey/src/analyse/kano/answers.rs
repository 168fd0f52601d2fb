//! Which of Kano's five answers each answer to a question is.

use crate::answers::Question;
use crate::infer::folded::folded;
use crate::infer::kano::{number, spoken};
use crate::infer::steps::is_no_rating;
use crate::scope::ScopeError;
use paap_analysis::People;
use paap_analysis::kano::Answer;

/// How the five are named where somebody has to.
const EXAMPLE: &str = "I like it|I expect it|I am neutral|I can live with it|I dislike it";

/// How many answers of a question a message names.
const NAMED: usize = 8;

/// The five answers as somebody named them: `A|B|C|D|E`, from like to dislike.
pub(super) fn given(text: &str) -> Result<Vec<String>, ScopeError> {
    let answers: Vec<String> =
        text.split('|').map(folded).filter(|answer| !answer.is_empty()).collect();
    let mut different = answers.clone();
    different.sort_unstable();
    different.dedup();
    match different.len() == Answer::ALL.len() && answers.len() == different.len() {
        true => Ok(answers),
        false => Err(ScopeError::KanoAnswers(different.len(), EXAMPLE.to_owned())),
    }
}

/// Who gave each of the five. Answers beside them, such as "don't know", are none; any other answer
/// that somebody gave is an error.
pub(super) fn sets(question: &Question, given: &[String]) -> Result<[People; 5], ScopeError> {
    let mut sets = std::array::from_fn(|_| People::none(question.answered.size()));
    let first = first(question);
    for choice in question.options.iter().filter(|choice| !choice.people.is_empty()) {
        let label = folded(&choice.label);
        let named = given.iter().position(|own| *own == label).map(|at| Answer::ALL[at]);
        let bare = || match (number(&label), first) {
            (Some((step @ 1..=5, "")), Some(Answer::Like)) => Some(Answer::ALL[step - 1]),
            (Some((step @ 1..=5, "")), Some(_)) => Some(Answer::ALL[5 - step]),
            _ => None,
        };
        // What was named by hand holds alone: words and names together could be one answer twice.
        let told = || spoken(&label).or_else(bare).filter(|_| given.is_empty());
        match named.or_else(told) {
            Some(answer) => {
                let set: &mut People = &mut sets[answer as usize];
                *set = set.or(&choice.people);
            }
            None if choice.other || is_no_rating(choice.label.trim()) => {}
            None => return Err(unknown(question, &choice.label)),
        }
    }
    Ok(sets)
}

/// What 1 means on a scale of numbers whose ends have words, like or dislike; None where no end says
/// it, or both say other things.
fn first(question: &Question) -> Option<Answer> {
    let mut ends = question.options.iter().filter_map(|choice| {
        let label = folded(&choice.label);
        match (number(&label)?.0, spoken(&label)?) {
            (1, end @ (Answer::Like | Answer::Dislike)) => Some(end),
            (5, Answer::Like) => Some(Answer::Dislike),
            (5, Answer::Dislike) => Some(Answer::Like),
            _ => None,
        }
    });
    let first = ends.next()?;
    ends.all(|other| other == first).then_some(first)
}

fn unknown(question: &Question, answer: &str) -> ScopeError {
    let mut answers: Vec<String> = question
        .options
        .iter()
        .filter(|choice| !choice.people.is_empty())
        .map(|choice| format!("“{}”", choice.label))
        .collect();
    let more = answers.len().saturating_sub(NAMED);
    answers.truncate(NAMED);
    if more > 0 {
        answers.push(format!("and {more} more"));
    }
    ScopeError::KanoAnswer {
        id: question.id.clone(),
        answer: answer.to_owned(),
        example: EXAMPLE.to_owned(),
        answers: answers.join(", "),
    }
}
