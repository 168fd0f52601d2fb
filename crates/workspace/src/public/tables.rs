//! The tables of a survey as they may be shown.

use super::questions::{Asked, Form, Label, Variables};
use crate::plan::{Cross, SurveyPlan};
use paap_analysis::expression::{Value, Vocabulary};
use paap_privacy::disclosure::table::{Cell, Priority, Protected, Release, Variable};
use paap_survey::Survey;
use paap_text::yaml::At;

/// A number of people, where it may be said.
pub type Count = Option<u64>;

/// A question and how many gave each answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The question's place in the survey.
    pub question: usize,
    /// How many answered: what shares are out of.
    pub base: Count,
    /// How many were asked and did not answer.
    pub unanswered: Count,
    /// How many were not asked.
    pub not_asked: Count,
    /// The answers; none of a question of words.
    pub rows: Vec<Row>,
    /// How many answers there are whose words must not be said.
    pub unnamed: usize,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its text.
    pub label: String,
    /// Whether it stands for everything that people wrote.
    pub other: bool,
    /// How many gave it.
    pub count: Count,
    /// Out of how many.
    pub base: Count,
}

/// One question by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossTable {
    /// The question down the side, by its place in the survey.
    pub rows: usize,
    /// The question across the top.
    pub columns: usize,
    /// The filter that says whom it is about, where it is not about everybody.
    pub filter: Option<String>,
    /// The answers down the side, and how many gave each.
    pub row_heads: Vec<(String, Count)>,
    /// The answers across the top.
    pub column_heads: Vec<(String, Count)>,
    /// A list for each row.
    pub cells: Vec<Vec<Count>>,
}

/// A cross table that goes into the release.
pub(super) struct Crossed {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) filter: Option<(String, Variable)>,
}

/// Puts the cross tables of the plan into the release. Returns those that cannot be made, and why, where
/// `check` does not say it elsewhere.
pub(super) fn publish(
    release: &mut Release,
    survey: &Survey,
    plan: &SurveyPlan,
    variables: &Variables,
) -> (Vec<Crossed>, Vec<(At, String)>) {
    let (mut made, mut unmade) = (Vec::new(), Vec::new());
    for cross in &plan.cross {
        match one(release, survey, cross, variables) {
            Ok(crossed) => made.extend(crossed),
            Err(why) => unmade.push((cross.at, why)),
        }
    }
    (made, unmade)
}

fn one(
    release: &mut Release,
    survey: &Survey,
    cross: &Cross,
    variables: &Variables,
) -> Result<Option<Crossed>, String> {
    let (Ok(rows), Ok(columns)) = (survey.find(&cross.rows), survey.find(&cross.cols)) else {
        return Ok(None);
    };
    let sides = variables.get(rows).zip(variables.get(columns));
    let (side, top) = sides.ok_or("One of its questions is hidden: nothing of it is published.")?;
    let filter = match &cross.filter {
        None => None,
        Some(filter) => Some((filter.clone(), condition(release, survey, filter, variables)?)),
    };
    for a in side.variables() {
        for b in top.variables() {
            let made = match &filter {
                None => release.table(&[a, b], Priority::Ordinary),
                Some((_, filter)) => release.table_where(&[a, b], (*filter, 0), Priority::Ordinary),
            };
            made.map_err(|why| format!("It cannot be protected: {why}."))?;
        }
    }
    Ok(Some(Crossed { rows, columns, filter }))
}

/// The condition of a table as a variable, or why it cannot be one: it is published in its words, so it
/// names no answer that must not be named.
fn condition(
    release: &mut Release,
    survey: &Survey,
    filter: &str,
    variables: &Variables,
) -> Result<Variable, String> {
    let parsed = paap_analysis::expression::parse(filter).map_err(|why| why.to_string())?;
    survey.who(filter).map_err(|why| why.to_string())?;
    for (name, values) in parsed.named() {
        let at = survey.find(&name.text).ok();
        let asked = at.and_then(|at| Some((at, variables.get(at)?)));
        let (at, asked) = asked
            .ok_or_else(|| format!("“{}” is hidden: nothing of it is published.", name.text))?;
        let unsaid = |value: &&Value| !asked.may_name(survey, at, &value.text);
        if let Some(value) = values.iter().find(unsaid) {
            return Err(format!(
                "Its condition names “{}”, which must not be named: few people gave that answer, or it could be \
                 somebody's own words.",
                value.text
            ));
        }
    }
    filtered(release, survey, filter, variables).ok_or_else(|| {
        "Its condition is about several questions that do not hang together, and would say of each what the other knows."
            .to_owned()
    })
}

/// A condition as a variable, whose first value is passing it. It hangs together with the question that
/// it is about; one about several questions would say of each what the other knows, and is not made.
pub(super) fn filtered(
    release: &mut Release,
    survey: &Survey,
    filter: &str,
    variables: &Variables,
) -> Option<Variable> {
    let parsed = paap_analysis::expression::parse(filter).ok()?;
    let mut kin = parsed.names().into_iter().map(|name| {
        let at = survey.find(&name.text).ok()?;
        Some(variables.get(at)?.kin)
    });
    let first = kin.next()??;
    if kin.any(|other| other != Some(first)) {
        return None;
    }
    let passing = survey.who(filter).ok()?;
    release.variable(first, &[passing]).ok()
}

fn shown(protected: &Protected, at: &[(Variable, usize)]) -> Count {
    match protected.cell(at) {
        Cell::Shown(count) => Some(count),
        Cell::Withheld(_) | Cell::Unpublished => None,
    }
}

/// How many people the release is about, where that may be said.
pub(super) fn people(protected: &Protected) -> Count {
    shown(protected, &[])
}

/// The table of each question.
pub(super) fn questions(protected: &Protected, variables: &Variables) -> Vec<Table> {
    variables.iter().map(|(at, asked)| table(protected, at, asked)).collect()
}

fn table(protected: &Protected, at: usize, asked: &Asked) -> Table {
    let silent = |variable: Variable, place: Option<usize>| match place {
        None => Some(0),
        Some(place) => shown(protected, &[(variable, place)]),
    };
    let all = people(protected);
    let of = |variable: Variable| {
        let (unanswered, not_asked) =
            (silent(variable, asked.silent.unanswered), silent(variable, asked.silent.not_asked));
        // Who answered is who is left; where one part is withheld so is this.
        let base = all.zip(unanswered).zip(not_asked).map(|((all, a), b)| all - a - b);
        (unanswered, not_asked, base)
    };
    let row = |variable, place, label: &Label, base| {
        label.text.clone().map(|text| Row {
            label: text,
            other: label.other,
            count: shown(protected, &[(variable, place)]),
            base,
        })
    };
    let (first, rows): (Variable, Vec<Option<Row>>) = match &asked.form {
        Form::One(variable, labels) => {
            let base = of(*variable).2;
            let rows = labels.iter().enumerate();
            (*variable, rows.map(|(place, label)| row(*variable, place, label, base)).collect())
        }
        Form::Several(all) => {
            let rows =
                all.iter().map(|(variable, label)| row(*variable, 0, label, of(*variable).2));
            (all[0].0, rows.collect())
        }
        Form::Words(variable) => (*variable, Vec::new()),
    };
    let (unanswered, not_asked, base) = of(first);
    let unnamed = rows.iter().filter(|row| row.is_none()).count();
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    Table { question: at, base, unanswered, not_asked, rows, unnamed }
}

/// A cross table as it may be shown.
pub(super) fn cross(protected: &Protected, variables: &Variables, crossed: &Crossed) -> CrossTable {
    let heads = |at: usize| -> Vec<(String, (Variable, usize))> {
        let Some(asked) = variables.get(at) else { return Vec::new() };
        let named = |label: &Label, at| label.text.clone().map(|text| (text, at));
        let heads: Vec<_> = match &asked.form {
            Form::One(variable, labels) => {
                let places = labels.iter().enumerate();
                places.filter_map(|(place, label)| named(label, (*variable, place))).collect()
            }
            Form::Several(all) => {
                all.iter().filter_map(|(variable, label)| named(label, (*variable, 0))).collect()
            }
            Form::Words(_) => Vec::new(),
        };
        heads
    };
    let passing = crossed.filter.as_ref().map(|(_, variable)| (*variable, 0));
    let count = |places: &[(Variable, usize)]| {
        let all: Vec<_> = places.iter().copied().chain(passing).collect();
        shown(protected, &all)
    };
    let (side, top) = (heads(crossed.rows), heads(crossed.columns));
    let cells =
        side.iter().map(|(_, row)| top.iter().map(|(_, column)| count(&[*row, *column])).collect());
    CrossTable {
        rows: crossed.rows,
        columns: crossed.columns,
        filter: crossed.filter.as_ref().map(|(filter, _)| filter.clone()),
        cells: cells.collect(),
        row_heads: side.iter().map(|(text, at)| (text.clone(), count(&[*at]))).collect(),
        column_heads: top.iter().map(|(text, at)| (text.clone(), count(&[*at]))).collect(),
    }
}
