//! Answers from the address of the community's assessment: `?investment_1=1&investment_2=2&…&lang=zh`.
//!
//! The address is read, never fetched.

use super::{Answers, Assessment, EACH, Question, VERSION};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::yaml::At;

/// Whether a text looks like such an address.
pub fn is_address(text: &str) -> bool {
    let parameters = text.split_once('?').map(|(_, rest)| rest);
    parameters.is_some_and(|rest| {
        let names = rest.split(['&', '#', ';']).filter_map(|own| own.split_once('='));
        names.into_iter().any(|(name, _)| Question::named(name).is_some())
    })
}

/// Reads an address: what one person answered. What is wrong with it is a problem whose column is that of
/// the parameter.
pub fn read(text: &str, date: Option<Date>, team: Option<String>) -> (Assessment, Vec<Problem>) {
    let (mut answers, mut language) = (Answers::new(), None);
    let mut problems = Vec::new();
    let start = text.find('?').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for part in text.get(start..).unwrap_or_default().split(['&', '#', ';']) {
        let place = At { line: 1, column: text[..at].chars().count() + 1 };
        at += part.len() + 1;
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if name == "lang" {
            language = Some(value.to_owned()).filter(|value| !value.is_empty());
            continue;
        }
        if name.is_empty() {
            continue;
        }
        let Some(question) = Question::named(name) else {
            let message = format!("“{name}” is no question of the assessment; it is left out.");
            problems.push(Problem::warning("unknown-question", place, message));
            continue;
        };
        let level: Option<u8> = value.parse().ok().filter(|level| (1..=EACH).contains(level));
        let Some(level) = level.filter(|_| value.len() == 1) else {
            let message = format!("“{question}” is a level from 1 to {EACH}; here is “{value}”.");
            problems.push(Problem::error("wrong-level", place, message));
            continue;
        };
        if answers.insert(question, level).is_some_and(|before| before != level) {
            let message = format!("“{question}” is answered twice; the last counts.");
            problems.push(Problem::warning("answered-twice", place, message));
        }
    }
    if answers.is_empty() {
        let message = "This address holds no answers.";
        let help = "Take it from the browser after the last question: it ends in ?investment_1=…";
        problems.push(Problem::error("no-answers", At::START, message).help(help));
    }
    let assessment = Assessment {
        id: "address".to_owned(),
        instrument: VERSION.to_owned(),
        date,
        team,
        language,
        public: false,
        respondents: vec![answers],
    };
    (assessment, problems)
}
