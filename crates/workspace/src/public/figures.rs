//! The figures of insights as counts of a release.

use super::questions::Variables;
use crate::study::Study;
use paap_analysis::expression::Vocabulary;
use paap_evidence::figure::{self, INTERVIEWS};
use paap_evidence::insight::{self, Insight, Piece};
use paap_privacy::disclosure::table::{
    Cell, Figure, Priority, Protected, Reason, Release, Variable,
};
use paap_survey::Survey;
use std::collections::BTreeMap;

/// A figure in a release, or why it cannot be in one.
type Made = Result<Figure, String>;

/// Puts every figure that is computed of a survey into the release.
pub(super) fn publish(
    release: &mut Release,
    study: &Study,
    name: &str,
    survey: &Survey,
    variables: &Variables,
    another: Option<&insight::Figure>,
) -> BTreeMap<String, Made> {
    let only = study.surveys.len() == 1;
    let mut made: BTreeMap<String, Made> = BTreeMap::new();
    for own in study.insights.iter().flat_map(figures).chain(another) {
        let is_own = match own.source.as_deref() {
            Some(source) => source == name && source != INTERVIEWS,
            None => only,
        };
        if !is_own || made.contains_key(&own.expression) {
            continue;
        }
        let Ok(expression) = figure::read(&own.expression) else { continue };
        let sources = study.sources();
        let Ok(computed) = figure::compute(&expression, own.source.as_deref(), &sources) else {
            continue;
        };
        let (people, base) = computed.sets();
        let over = made_of(survey, variables, &expression.names());
        let figure = over.and_then(|over| {
            release.figure(people, base, &over, Priority::Cited).map_err(|why| why.to_string())
        });
        made.insert(own.expression.clone(), figure);
    }
    made
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

/// Whether each figure may be said; else why not, for those who know the answers.
pub(super) fn told(
    protected: &Protected,
    made: BTreeMap<String, Made>,
    least: u64,
) -> BTreeMap<String, Result<(), String>> {
    let told = |figure: Made| {
        match protected.figure(figure?) {
        Cell::Shown(_) => Ok(()),
        Cell::Withheld(Reason::Few) => Err(format!(
            "Fewer than {least} people are in it, or in the rest of its base: it could point at somebody."
        )),
        Cell::Withheld(Reason::Subtraction(_) | Reason::Table(_)) => Err(
            "With what else is published, the answers of few people could be found out by subtraction."
                .to_owned(),
        ),
        Cell::Unpublished => Err("It is not of what is published.".to_owned()),
    }
    };
    made.into_iter().map(|(expression, figure)| (expression, told(figure))).collect()
}

/// The figures of an insight.
fn figures(insight: &Insight) -> impl Iterator<Item = &insight::Figure> {
    insight.evidence.iter().filter_map(|evidence| match &evidence.piece {
        Piece::Figure(figure) => Some(figure),
        Piece::Quotation(_) => None,
    })
}
