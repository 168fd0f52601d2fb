//! Who was asked, as the questionnaire says it.

use crate::answers::Survey;
use crate::questionnaire::{Expression, Questionnaire};
use crate::view::AskedIf;
use crate::{Message, Note, Warning};
use paap_analysis::People;
use paap_analysis::expression::{self, Vocabulary, nearest};
use std::cell::Cell;

/// Sets who was asked every question that the questionnaire names. A condition that does not fit
/// the answers is told with its place in the questionnaire, and everybody counts as asked.
pub(crate) fn asked(survey: &mut Survey, questionnaire: &Questionnaire) {
    for page in &questionnaire.pages {
        for question in &page.questions {
            let conditions: Vec<&Expression> =
                page.asked_if.iter().chain(&question.asked_if).collect();
            if conditions.is_empty() {
                continue;
            }
            let row = format!("{}.", question.id);
            let own: Vec<usize> = (0..survey.questions.len())
                .filter(|&index| {
                    let read = &survey.questions[index];
                    read.told && (read.slug == question.id || read.slug.starts_with(&row))
                })
                .collect();
            let Some(&first) = own.first() else { continue };
            let mut people = People::all(survey.people);
            let mut fits = true;
            for condition in &conditions {
                let names = Names { survey, questionnaire, own: &own, itself: Cell::new(false) };
                match expression::people(&condition.text, &names) {
                    Ok(_) if names.itself.get() => {
                        fits = false;
                        let message = format!(
                            "{} of the questionnaire: `asked_if` of “{}” asks for its own answer. \
                             Until it asks for another's, everybody counts as asked.",
                            place(condition, 0),
                            question.id,
                        );
                        let id = survey.questions[first].id.clone();
                        let warning = Warning::problem("asked-if", Message::plain(message));
                        survey.warnings.push(warning.about(&id));
                    }
                    Ok(those) => people = people.and(&those),
                    Err(why) => {
                        fits = false;
                        let id = survey.questions[first].id.clone();
                        let message = format!(
                            "{} of the questionnaire, `asked_if` of “{}”: {} Until then \
                             everybody counts as asked.",
                            place(condition, why.place.start),
                            question.id,
                            why.message,
                        );
                        survey
                            .warnings
                            .push(Warning::problem("asked-if", Message::plain(message)).about(&id));
                    }
                }
            }
            if fits {
                let texts: Vec<&str> = conditions.iter().map(|c| c.text.trim()).collect();
                let text = match texts[..] {
                    [one] => one.to_owned(),
                    _ => format!("({})", texts.join(") and (")),
                };
                own.iter().for_each(|&index| set(survey, index, &people, &text));
            }
        }
    }
}

/// Where a part of a condition stands.
fn place(condition: &Expression, start: usize) -> String {
    let before = condition.text.get(..start).unwrap_or_default();
    match condition.place {
        Some((line, column)) => {
            format!("Line {line}, column {}", column + before.chars().count())
        }
        None => "A condition".to_owned(),
    }
}

fn set(survey: &mut Survey, index: usize, people: &People, text: &str) {
    let question = &mut survey.questions[index];
    let strays = question.answered.minus(people).count();
    if strays > 0 {
        let message = format!(
            "{strays} {} answered “{}” who, by the questionnaire's `asked_if`, were not asked. They \
             are counted as asked.",
            if strays == 1 { "person" } else { "people" },
            question.slug,
        );
        let plain = format!(
            "Some people answered “{}” who, by the questionnaire's `asked_if`, were not asked. They \
             are counted as asked.",
            question.slug,
        );
        let warning = Warning::problem("answered-unasked", Message::counted(message, plain));
        let warning = warning.about(&question.id);
        survey.warnings.push(warning);
    }
    question.asked = people.or(&question.answered);
    let words = format!("those for whom this is true: {text}");
    question.notes.push(Note::plain(format!("Asked of {words}.")));
    question.asked_if = Some(AskedIf { expression: text.to_owned(), words, inferred: false });
}

/// The questionnaire's names go before the file's.
struct Names<'a> {
    survey: &'a Survey,
    questionnaire: &'a Questionnaire,
    /// The questions that the condition is of, and whether it names one of them.
    own: &'a [usize],
    itself: Cell<bool>,
}

impl Vocabulary for Names<'_> {
    fn people(&self) -> usize {
        self.survey.people
    }

    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        let told = |q: &&crate::Question| q.told && q.slug == name.trim();
        let found = match self.survey.questions.iter().position(|question| told(&question)) {
            Some(index) => Ok(index),
            None => self.survey.find(name).map_err(|near| {
                let ids = self.questionnaire.questions().map(|question| question.id.as_str());
                Some(nearest(name, ids)).filter(|ids| !ids.is_empty()).unwrap_or(near)
            }),
        };
        let itself = found.as_ref().is_ok_and(|found| self.own.contains(found));
        self.itself.set(self.itself.get() || itself);
        found
    }

    fn answered(&self, variable: usize) -> People {
        self.survey.answered(variable)
    }

    fn asked(&self, variable: usize) -> People {
        self.survey.asked(variable)
    }

    /// Options are named by their label in any language, an alias, or their id.
    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        self.survey.chose(variable, value).or_else(|near| {
            let slug = &self.survey.questions[variable].slug;
            let id = slug.split('.').next().unwrap_or_default();
            let value = value.trim();
            let option = self.questionnaire.question(id).and_then(|question| {
                question.options.iter().find(|option| {
                    option.id == value
                        || option.label.iter().any(|text| text.1 == value)
                        || option.aliases.iter().any(|alias| alias == value)
                })
            });
            let language = self.questionnaire.language();
            let label = option.and_then(|option| option.label.get(language));
            label.map_or(Err(near), |label| self.survey.chose(variable, label))
        })
    }

    fn whose_number(&self, variable: usize, passes: &dyn Fn(f64) -> bool) -> Option<People> {
        self.survey.whose_number(variable, passes)
    }

    fn whose_place(
        &self,
        variable: usize,
        value: &str,
        holds: &dyn Fn(f64, f64) -> bool,
    ) -> Result<People, Vec<String>> {
        self.survey.whose_place(variable, value, holds)
    }
}
