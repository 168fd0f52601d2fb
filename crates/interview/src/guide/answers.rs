//! What each interview says to one question of the guide.

use super::{Asked, Finder, Spoken};
use serde::Serialize;

/// The answers to a question, interview by interview.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answers {
    /// The question's id.
    pub question: String,
    /// The question.
    pub text: String,
    /// In how many interviews it was found.
    pub found: usize,
    /// Every interview, in the order in which they were given.
    pub interviews: Vec<Interview>,
    /// What to know when reading the table.
    pub notes: Vec<String>,
}

/// What one interview says to the question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Interview {
    /// The interview's id.
    pub document: String,
    /// Whether the question was found. It may have been asked in words that are too unlike it.
    pub found: bool,
    /// Every time that it was asked, in order.
    pub answers: Vec<Answer>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The turn that asks.
    pub asked_in: String,
    /// How much that is like the question, to 1.
    pub score: f64,
    /// The turns that answer: of everybody who does not ask.
    pub turns: Vec<String>,
    /// What they say, an empty line between turns.
    pub text: String,
    /// Whether the answer stands in the turn that asks, as nobody else's follows.
    pub in_question: bool,
}

/// So few words behind a question, in its own turn, are no answer.
const REMARK: usize = 3;

impl Finder<'_> {
    /// The answers to the question with this id (`q14`, or its number) in several interviews, each
    /// with its id and turns. `None` where the guide has no such question.
    pub fn answers(
        &self,
        question: &str,
        interviews: &[(&str, Vec<Spoken<'_>>)],
    ) -> Option<Answers> {
        let question = self.guide().question(question)?;
        let each: Vec<Interview> = interviews
            .iter()
            .map(|(document, turns)| {
                let found = self.find_in(turns);
                let own = found.iter().filter(|asked| asked.question == question.id);
                let answers: Vec<Answer> = own.map(|asked| answer(asked, turns)).collect();
                Interview { document: (*document).to_owned(), found: !answers.is_empty(), answers }
            })
            .collect();
        let found = each.iter().filter(|own| own.found).count();
        let mut notes = vec![
            "An answer goes on until the next question of the guide that is found, with what was \
             asked in between."
                .to_owned(),
        ];
        if found < each.len() {
            notes.push(format!(
                "In {} of {} interviews the question was not found: it was not asked, or in other words.",
                each.len() - found,
                each.len(),
            ));
        }
        let (question, text) = (question.id.clone(), question.text.clone());
        Some(Answers { question, text, found, interviews: each, notes })
    }
}

/// The answer to a question that was asked.
fn answer(asked: &Asked, turns: &[Spoken<'_>]) -> Answer {
    let asking = turns.get(asked.turn);
    let asker = asking.and_then(|turn| turn.speaker);
    let between = turns.get(asked.answer.clone()).unwrap_or_default();
    let others = between.iter().filter(|turn| turn.speaker != asker || asker.is_none());
    let others: Vec<&Spoken<'_>> =
        others.filter(|turn| turn.role != crate::Role::Interviewer).collect();
    let mut text = String::new();
    for turn in &others {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&turn.text);
    }
    let behind = asking.and_then(|turn| turn.text.get(asked.said.end..)).unwrap_or_default().trim();
    let in_question = others.is_empty() && behind.split_whitespace().count() > REMARK;
    if in_question {
        behind.clone_into(&mut text);
    }
    Answer {
        asked_in: asking.map(|turn| turn.id.to_owned()).unwrap_or_default(),
        score: asked.score,
        turns: others.iter().map(|turn| turn.id.to_owned()).collect(),
        text,
        in_question,
    }
}
