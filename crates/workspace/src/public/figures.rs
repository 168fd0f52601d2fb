//! The figures of insights as counts of a release.

use super::questions::Variables;
use crate::study::Study;
use paap_analysis::People;
use paap_analysis::expression::Vocabulary;
use paap_evidence::figure::{self, INTERVIEWS, Sort};
use paap_privacy::disclosure::table::{
    Cell, Figure, Priority, Protected, Reason, Release, Unsuitable, Variable,
};
use paap_survey::{Kind, Survey};
use std::collections::{BTreeMap, BTreeSet};

/// The counts in a release that a figure is computed of, or why they cannot be in one.
pub(super) type Made = Result<Vec<Figure>, String>;

/// Puts every figure that is computed of a survey into the release, those of insights and of the tests
/// of hypotheses, what needs count, and `more`.
pub(super) fn publish(
    release: &mut Release,
    study: &Study,
    name: &str,
    variables: &Variables,
    more: &[&str],
    least: u64,
) -> BTreeMap<String, Made> {
    let sources = study.sources();
    let Some(Some(survey)) = sources.surveys.get(name) else { return BTreeMap::new() };
    let needed = study.needed();
    let own = needed.iter().filter(|(source, _)| source == name).map(|(_, own)| own.as_str());
    let mut made: BTreeMap<String, Made> = BTreeMap::new();
    for text in own.chain(more.iter().copied()) {
        let Ok(expression) = figure::read(text) else { continue };
        let Ok(computed) = figure::compute(&expression, Some(name), &sources) else { continue };
        let (people, base) = computed.sets();
        let over = made_of(survey, variables, &expression.names());
        let figures = over.and_then(|over| {
            let mut figure = |people: &People| {
                release
                    .figure(people, base, &over, Priority::Cited)
                    .map_err(|why| unsuitable(why, least))
            };
            let mut figures = vec![figure(people)?];
            for answer in answers(survey, &expression, people)? {
                figures.push(figure(&answer)?);
            }
            Ok(figures)
        });
        made.insert(text.to_owned(), figures);
    }
    made
}

/// Who gave each of the answers that a median, a mean or a score is computed of: where one of these
/// counts is withheld, it must not follow from the number either. A mean of numbers must not be made by
/// one person.
fn answers(
    survey: &Survey,
    expression: &figure::Expression,
    people: &People,
) -> Result<Vec<People>, String> {
    let names = expression.names();
    let question = match (expression.sort(), names.first()) {
        (Sort::Median | Sort::Mean | Sort::Nps, Some((name, _))) => survey.find(name).ok(),
        _ => None,
    };
    let Some(question) = question.map(|at| &survey.questions[at]) else { return Ok(Vec::new()) };
    if question.kind != Kind::Number {
        let options = question.options.iter().map(|option| option.people.and(people));
        return Ok(options.filter(|answer| !answer.is_empty()).collect());
    }
    let given = survey.given_numbers(question).unwrap_or_default();
    let of = people.iter().filter_map(|person| given.get(person).copied().flatten());
    let sizes: Vec<f64> = of.map(f64::abs).collect();
    let (sum, greatest) = (sizes.iter().sum::<f64>(), sizes.iter().copied().fold(0.0, f64::max));
    match expression.sort() == Sort::Mean && greatest * MOST_OF_A_MEAN > sum {
        true => Err("One person's number makes up more than a fifth of all: whoever knows the others' could \
                     guess it. A median could be said."
            .to_owned()),
        false => Ok(Vec::new()),
    }
}

/// So many times the greatest number must be in the sum of all before a mean is said.
const MOST_OF_A_MEAN: f64 = 5.0;

/// Why a figure of interviews must not be said; None where it may. What was said, and by how many of
/// which persona, is what the quotations show, with consent. Anything else that is known of
/// participants could point at one of them.
pub(super) fn of_interviews(study: &Study, text: &str, least: u64) -> Option<String> {
    let expression = figure::read(text).ok()?;
    let names = expression.names();
    if names.iter().all(|(name, _)| matches!(name.to_lowercase().as_str(), "code" | "persona")) {
        return None;
    }
    let computed = figure::compute(&expression, Some(INTERVIEWS), &study.sources()).ok()?;
    let (people, base) = computed.sets();
    let (count, rest) = (people.count(), base.minus(people).count());
    let is_few = |count: u64| (1..least).contains(&count);
    (is_few(count) || is_few(rest)).then(|| few(least))
}

/// Why a figure cannot be in a release. Answers that must not be named are counted as others, so that what
/// rests on one of them cannot be told from what is published.
fn unsuitable(why: Unsuitable, least: u64) -> String {
    match why {
        Unsuitable::NotMadeOf => format!(
            "It rests on an answer that must not be named, as fewer than {least} people gave it or as it could \
             be somebody's own words."
        ),
        other => format!("It cannot be protected: {other}."),
    }
}

fn few(least: u64) -> String {
    format!(
        "Fewer than {least} people are in it, or in the rest of its base: it could point at somebody."
    )
}

/// The variables that an expression rests on.
fn made_of(
    survey: &Survey,
    variables: &Variables,
    names: &[(String, Vec<String>)],
) -> Result<Vec<Variable>, String> {
    let mut over = Vec::new();
    for (name, values) in names {
        let Ok(at) = survey.find(name) else { continue };
        let asked = variables
            .get(at)
            .ok_or_else(|| format!("“{name}” is hidden: nothing of it is published."))?;
        over.extend(asked.named(survey, at, values));
    }
    over.sort_unstable();
    over.dedup();
    Ok(over)
}

/// The questions that an expression names.
pub(super) fn questions(survey: &Survey, expression: &str) -> BTreeSet<usize> {
    let names = figure::read(expression).map(|read| read.names()).unwrap_or_default();
    names.iter().filter_map(|(name, _)| survey.find(name).ok()).collect()
}

/// Whether each figure may be said; else why not, for those who know the answers.
pub(super) fn told(
    protected: &Protected,
    made: BTreeMap<String, Made>,
    least: u64,
) -> BTreeMap<String, Result<(), String>> {
    let one = |figure: Figure| {
        match protected.figure(figure) {
        Cell::Shown(_) => Ok(()),
        Cell::Withheld(Reason::Few) => Err(few(least)),
        Cell::Withheld(Reason::Subtraction(_) | Reason::Table(_)) => Err(
            "With what else is published, the answers of few people could be found out by subtraction."
                .to_owned(),
        ),
        Cell::Unpublished => Err("It is not of what is published.".to_owned()),
    }
    };
    let told = |figures: Made| {
        let mut all = figures?.into_iter();
        let whole = all.next().map_or(Ok(()), one);
        whole.and(all.try_for_each(one).map_err(|_| {
            format!(
                "It is computed of how many gave each answer, and some of these counts are withheld: fewer than \
                 {least} people gave one."
            )
        }))
    };
    made.into_iter().map(|(expression, figures)| (expression, told(figures))).collect()
}

#[cfg(test)]
mod tests;
