//! From a survey to rows that can be protected: of questions with options or numbers alone, by
//! labels that may be said. Words, days and times stay behind, and so does the order of the people,
//! which `paap-privacy` sorts away.

use super::{Described, Secret};
use paap_privacy::disclosure::row::{Column, Role, Rows, Scale, identifying};
use paap_survey::questionnaire::Questionnaire;
use paap_survey::{Kind, Question, ScopeError, Survey};
use paap_workspace::public::labels::{Named, Naming, asks_for_a_group, clean, labels, named};
use paap_workspace::public::numbers::ranges;
use std::collections::BTreeSet;

/// What is to be made of a survey.
#[derive(Debug, Clone, Default)]
pub struct Choices<'a> {
    /// The smallest count of people that is published.
    pub least: u64,
    /// How many rows must be alike, for guessing what identifies.
    pub k: usize,
    /// The questions that others may know of somebody; guessed where it is not said.
    pub identifying: Option<Vec<String>>,
    /// The questions that nobody may find out of somebody.
    pub sensitive: Vec<String>,
    /// The questions of which nothing is published.
    pub hidden: Vec<String>,
    /// What was asked: options that it offers may be named, however few chose them.
    pub questionnaire: Option<&'a Questionnaire>,
}

/// Answers that can be protected.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The rows, to be given to `paap_privacy::disclosure::row::protect`.
    pub rows: Rows,
    /// What was asked, without what is hidden.
    pub questions: Vec<Described>,
    /// Why each column is taken to identify people or not: its name, and the reasons. Empty
    /// where somebody said which do.
    pub guesses: Vec<(String, Vec<String>)>,
    /// The labels that must not leave.
    pub secret: Secret,
}

/// Takes from a survey what can be published of it after protection. A name of a question that there
/// is not is an error.
pub fn from_survey(survey: &Survey, choices: &Choices<'_>) -> Result<Answers, ScopeError> {
    let ids = |names: &[String]| -> Result<BTreeSet<String>, ScopeError> {
        names.iter().map(|name| Ok(survey.named(name)?.id.clone())).collect()
    };
    let hidden = ids(&choices.hidden)?;
    let mut sensitive = ids(&choices.sensitive)?;
    let told = choices.identifying.as_ref().map(|names| ids(names)).transpose()?;
    let mut known = told.clone().unwrap_or_default();
    for own in choices.questionnaire.into_iter().flat_map(|all| all.questions()) {
        let read = survey.questions.iter().filter(|question| question.slug == own.id);
        read.for_each(|question| {
            if own.sensitive {
                sensitive.insert(question.id.clone());
            }
            if own.quasi_identifier {
                known.insert(question.id.clone());
            }
        });
    }
    let naming = Naming { least: choices.least, questionnaire: choices.questionnaire };
    let mut answers =
        Answers { rows: Rows { people: survey.people, columns: vec![] }, ..Answers::default() };
    let mut said: BTreeSet<String> = BTreeSet::new();
    for question in &survey.questions {
        let is_in = |set: &BTreeSet<String>| {
            set.contains(&question.id)
                || question.grid.as_ref().is_some_and(|grid| set.contains(grid))
        };
        let labels = labels(question, &naming);
        let unsaid = question.options.iter().zip(&labels).filter(|(_, label)| label.is_none());
        answers.secret.0.extend(unsaid.map(|(choice, _)| clean(&choice.label)));
        if is_in(&hidden) {
            answers.secret.0.extend(question.options.iter().map(|choice| clean(&choice.label)));
            continue;
        }
        said.extend(labels.iter().flatten().cloned());
        let mut described = describe(question);
        let first = answers.rows.columns.len();
        let columns = &mut answers.rows.columns;
        unnamed(question, &labels, &mut described);
        let named = named(question, &naming);
        described.options = named.iter().map(|own| own.label.clone()).collect();
        match question.kind {
            Kind::Checkbox => ticks(question, &named, columns),
            Kind::Single if named.len() < 2 && asks_for_a_group(&question.label) => {
                described.options.clear();
                limit(&mut described, "It asks for a name: answers are not published.");
            }
            Kind::Single => choice(question, &named, Scale::Names, columns),
            Kind::Scale | Kind::Rating => {
                let steps = named.partition_point(|own| own.on_scale);
                if steps < named.len() {
                    limit(
                        &mut described,
                        "In the rows, answers beside the scale, such as “Don't know”, are blank.",
                    );
                }
                choice(question, &named[..steps], Scale::Ordered, columns);
            }
            Kind::Number => numbers(survey, question, choices, &mut described, columns),
            Kind::Text => {
                limit(&mut described, "Answers are words of people: they are not published.")
            }
            Kind::Date => {
                limit(&mut described, "Answers are days or times: they are not published.")
            }
            Kind::Grid => {}
        }
        let role = match (is_in(&sensitive), is_in(&known)) {
            (true, _) => Role::Sensitive,
            (_, true) => Role::Identifying,
            _ => Role::Plain,
        };
        for column in &mut answers.rows.columns[first..] {
            column.role = role;
            described.columns.push(column.name.clone());
        }
        answers.questions.push(described);
    }
    // What one question may not say, another may: it is no secret then.
    answers.secret.0.retain(|label| !said.contains(label) && !label.is_empty());
    if told.is_none() {
        guess(&mut answers, choices);
    }
    Ok(answers)
}

fn guess(answers: &mut Answers, choices: &Choices<'_>) {
    for guess in identifying(&answers.rows, choices.k.max(2)) {
        let column = &mut answers.rows.columns[guess.column];
        if guess.identifying && column.role == Role::Plain {
            column.role = Role::Identifying;
        }
        if !guess.why.is_empty() {
            answers.guesses.push((column.name.clone(), guess.why));
        }
    }
}

fn describe(question: &Question) -> Described {
    let base = match &question.asked_if {
        None => "Everybody was asked.".to_owned(),
        // A condition that was found in the answers names options that may not be said.
        Some(asked) if asked.inferred => {
            "Some people were asked, by what they said before.".to_owned()
        }
        Some(asked) => {
            format!("Those were asked for whom this is true: {}", clean(&asked.expression))
        }
    };
    Described {
        id: question.id.clone(),
        name: clean(&question.slug),
        label: clean(&question.label),
        kind: question.kind.name().to_owned(),
        base,
        ..Described::default()
    }
}

fn limit(described: &mut Described, text: &str) {
    described.limits.push(text.to_owned());
}

/// A column for each box that may be named.
fn ticks(question: &Question, named: &[Named], columns: &mut Vec<Column>) {
    let saw = match &question.nothing_ticked {
        Some(nothing) => question.answered.or(nothing),
        None => question.answered.clone(),
    };
    for (at, own) in named.iter().enumerate() {
        let ticked = |person: usize| {
            own.options.iter().any(|&option| question.options[option].people.contains(person))
        };
        let cell = |person: usize| match (ticked(person), saw.contains(person)) {
            (true, _) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        };
        columns.push(Column {
            name: format!("{}.{}", clean(&question.slug), at + 1),
            label: clean(&question.label),
            option: Some(own.label.clone()),
            values: vec!["No".to_owned(), "Yes".to_owned()],
            cells: (0..saw.size()).map(cell).collect(),
            ..Column::default()
        });
    }
}

/// One column: which of these each person chose, the first where they chose several.
fn choice(question: &Question, named: &[Named], scale: Scale, columns: &mut Vec<Column>) {
    let mut cells = vec![None; question.asked.size()];
    for (value, own) in named.iter().enumerate().rev() {
        for &option in &own.options {
            for person in question.options[option].people.iter() {
                if let Some(cell) = cells.get_mut(person) {
                    *cell = u16::try_from(value).ok();
                }
            }
        }
    }
    columns.push(Column {
        name: clean(&question.slug),
        label: clean(&question.label),
        values: named.iter().map(|own| own.label.clone()).collect(),
        scale,
        cells,
        ..Column::default()
    });
}

/// What is told of answers that are not named as they were given.
fn unnamed(question: &Question, labels: &[Option<String>], described: &mut Described) {
    let is_unsaid = |(choice, label): (&paap_survey::Choice, &Option<String>)| {
        label.is_none() && !choice.people.is_empty()
    };
    if !question.options.iter().zip(labels).any(is_unsaid) {
        return;
    }
    limit(
        described,
        match question.kind {
            Kind::Checkbox => {
                "Answers of few people, and names of groups that were not offered, are not named."
            }
            Kind::Single => {
                "Answers of few people, and names of groups that were not offered, count as “Other”."
            }
            _ => "Steps of few people count to the next.",
        },
    );
}

fn numbers(
    survey: &Survey,
    question: &Question,
    choices: &Choices<'_>,
    described: &mut Described,
    columns: &mut Vec<Column>,
) {
    let numbers = survey.given_numbers(question).unwrap_or_default();
    let given: Vec<u64> = numbers.iter().flatten().map(|x| x.to_bits()).collect();
    let different: BTreeSet<u64> = given.iter().copied().collect();
    if given.len() >= 10 && different.len() * 10 > given.len() * 9 {
        limit(
            described,
            "Nearly everybody has a number of their own, as ids are: it is not published.",
        );
        return;
    }
    let Some(ranges) = ranges(&numbers, choices.least.max(2) as usize) else {
        limit(described, "Too few people gave a number: it is not published.");
        return;
    };
    limit(described, "Numbers are published as ranges.");
    columns.push(Column {
        name: clean(&question.slug),
        label: clean(&question.label),
        cells: ranges.cells,
        values: ranges.labels.clone(),
        scale: ranges.scale,
        ..Column::default()
    });
    described.options = ranges.labels;
}
