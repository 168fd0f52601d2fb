//! From a survey to rows that can be protected: of questions with options or numbers alone, by
//! labels that may be said. Words, days and times stay behind, and so does the order of the people,
//! which `paap-privacy` sorts away.

use super::labels::{OTHER, asks_for_a_group, labels, place};
use super::numbers::ranges;
use super::text::clean;
use super::{Described, Secret};
use paap_privacy::disclosure::row::{Column, Role, Rows, Scale, identifying};
use paap_survey::questionnaire::Questionnaire;
use paap_survey::{Kind, Question, ScopeError, Survey};
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
    let mut answers = Answers { rows: Rows { people: survey.people, columns: vec![] }, ..Answers::default() };
    let mut said: BTreeSet<String> = BTreeSet::new();
    for question in &survey.questions {
        let is_in = |set: &BTreeSet<String>| {
            set.contains(&question.id) || question.grid.as_ref().is_some_and(|grid| set.contains(grid))
        };
        let labels = labels(question, choices);
        let unsaid = question.options.iter().zip(&labels).filter(|(_, label)| label.is_none());
        answers.secret.0.extend(unsaid.map(|(choice, _)| clean(&choice.label)));
        if is_in(&hidden) {
            answers.secret.0.extend(question.options.iter().map(|choice| clean(&choice.label)));
            continue;
        }
        said.extend(labels.iter().flatten().cloned());
        let mut described = describe(question);
        let first = answers.rows.columns.len();
        match question.kind {
            Kind::Checkbox => ticks(question, &labels, choices, &mut described, &mut answers.rows.columns),
            Kind::Single => single(question, &labels, choices, &mut described, &mut answers.rows.columns),
            Kind::Scale | Kind::Rating => steps(question, &labels, &mut described, &mut answers.rows.columns),
            Kind::Number => numbers(survey, question, choices, &mut described, &mut answers.rows.columns),
            Kind::Text => limit(&mut described, "Answers are words of people: they are not published."),
            Kind::Date => limit(&mut described, "Answers are days or times: they are not published."),
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
        Some(asked) if asked.inferred => "Some people were asked, by what they said before.".to_owned(),
        Some(asked) => format!("Those were asked for whom this is true: {}", clean(&asked.expression)),
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

/// Options that may be named, each once, in an order that answers do not decide: of the scale, of the
/// questionnaire, of the alphabet; *Other* last. With each, which options it stands for.
fn named(question: &Question, labels: &[Option<String>], choices: &Choices<'_>) -> Vec<(String, Vec<usize>)> {
    let mut named: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        match named.iter_mut().find(|own| own.0 == *label) {
            Some(own) => own.1.push(at),
            None => named.push((label.clone(), vec![at])),
        }
    }
    named.sort_by_cached_key(|(label, _)| {
        (label == OTHER, place(question, label, choices), label.to_lowercase(), label.clone())
    });
    named
}

fn ticks(
    question: &Question,
    labels: &[Option<String>],
    choices: &Choices<'_>,
    described: &mut Described,
    columns: &mut Vec<Column>,
) {
    let named = named(question, labels, choices);
    if labels.iter().any(Option::is_none) {
        limit(described, "Answers of few people, and names of groups that were not offered, are not named.");
    }
    let saw = match &question.nothing_ticked {
        Some(nothing) => question.answered.or(nothing),
        None => question.answered.clone(),
    };
    for (at, (label, options)) in named.iter().enumerate() {
        let ticked = |person: usize| options.iter().any(|&option| question.options[option].people.contains(person));
        let cell = |person: usize| match (ticked(person), saw.contains(person)) {
            (true, _) => Some(1),
            (false, true) => Some(0),
            (false, false) => None,
        };
        columns.push(Column {
            name: format!("{}.{}", clean(&question.slug), at + 1),
            label: format!("{}: {label}", clean(&question.label)),
            values: vec!["No".to_owned(), "Yes".to_owned()],
            cells: (0..saw.size()).map(cell).collect(),
            ..Column::default()
        });
    }
    described.options = named.into_iter().map(|own| own.0).collect();
}

fn single(
    question: &Question,
    labels: &[Option<String>],
    choices: &Choices<'_>,
    described: &mut Described,
    columns: &mut Vec<Column>,
) {
    let mut named = named(question, labels, choices);
    let rest: Vec<usize> = (0..labels.len()).filter(|&at| labels[at].is_none()).collect();
    let is_said = |option: &usize| !question.options[*option].people.is_empty();
    if rest.iter().any(is_said) {
        limit(described, "Answers of few people, and names of groups that were not offered, count as “Other”.");
        match named.iter_mut().find(|own| own.0 == OTHER) {
            Some(other) => other.1.extend(rest),
            None => named.push((OTHER.to_owned(), rest)),
        }
    }
    if named.len() == 1 && asks_for_a_group(&question.label) {
        limit(described, "It asks for a name: answers are not published.");
        return;
    }
    columns.push(Column {
        name: clean(&question.slug),
        label: clean(&question.label),
        cells: cells(question, &named),
        values: named.iter().map(|own| own.0.clone()).collect(),
        ..Column::default()
    });
    described.options = named.into_iter().map(|own| own.0).collect();
}

/// Which of these each person chose; the first where they chose several.
fn cells(question: &Question, named: &[(String, Vec<usize>)]) -> Vec<Option<u16>> {
    let mut cells = vec![None; question.asked.size()];
    for (value, (_, options)) in named.iter().enumerate().rev() {
        for &option in options {
            let people = question.options[option].people.iter();
            people.filter(|&person| person < cells.len()).collect::<Vec<_>>().into_iter().for_each(|person| {
                cells[person] = Some(value as u16);
            });
        }
    }
    cells
}

/// A scale. A step that may not be named goes to the nearest that may.
fn steps(question: &Question, labels: &[Option<String>], described: &mut Described, columns: &mut Vec<Column>) {
    let mut scale: Vec<(f64, usize)> = question
        .options
        .iter()
        .enumerate()
        .filter_map(|(at, choice)| Some((choice.score?, at)))
        .collect();
    scale.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| labels[a.1].cmp(&labels[b.1])));
    if scale.len() < question.options.len() {
        limit(described, "In the rows, answers beside the scale, such as “Don't know”, are blank.");
    }
    let may: Vec<usize> = (0..scale.len()).filter(|&step| labels[scale[step].1].is_some()).collect();
    if may.is_empty() {
        limit(described, "No answer is of enough people to be named: it is not published.");
        return;
    }
    let mut named: Vec<(String, Vec<usize>)> = Vec::new();
    let mut ends = vec![(false, false); may.len()];
    named.extend(may.iter().map(|&step| (labels[scale[step].1].clone().unwrap_or_default(), vec![])));
    for (step, &(_, option)) in scale.iter().enumerate() {
        let nearest = (0..may.len()).min_by_key(|&own| may[own].abs_diff(step)).unwrap_or(0);
        named[nearest].1.push(option);
        let is_said = !question.options[option].people.is_empty();
        ends[nearest].0 |= step < may[nearest] && is_said;
        ends[nearest].1 |= step > may[nearest] && is_said;
    }
    if ends.iter().any(|ends| ends.0 || ends.1) {
        limit(described, "Steps of few people count to the next.");
    }
    for ((label, _), ends) in named.iter_mut().zip(ends) {
        match ends {
            (true, true) => *label = format!("About {label}"),
            (true, false) => label.push_str(" or lower"),
            (false, true) => label.push_str(" or higher"),
            (false, false) => {}
        }
    }
    columns.push(Column {
        name: clean(&question.slug),
        label: clean(&question.label),
        cells: cells(question, &named),
        values: named.iter().map(|own| own.0.clone()).collect(),
        scale: Scale::Ordered,
        ..Column::default()
    });
    described.options = named.into_iter().map(|own| own.0).collect();
    described.options.extend(
        question.options.iter().zip(labels).filter(|(choice, _)| choice.score.is_none()).filter_map(|own| own.1.clone()),
    );
}

fn numbers(
    survey: &Survey,
    question: &Question,
    choices: &Choices<'_>,
    described: &mut Described,
    columns: &mut Vec<Column>,
) {
    let numbers = survey.numbers(question).unwrap_or_default();
    let given: Vec<u64> = numbers.iter().flatten().map(|x| x.to_bits()).collect();
    let different: BTreeSet<u64> = given.iter().copied().collect();
    if given.len() >= 10 && different.len() * 10 > given.len() * 9 {
        limit(described, "Nearly everybody has a number of their own, as ids are: it is not published.");
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
