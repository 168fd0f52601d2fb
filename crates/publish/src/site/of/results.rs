//! The answers to surveys, as the release of the workspace lets them be said.

use super::{Whole, named};
use crate::site::{Answer, Cell, Cross, Question, Results};
use paap_analysis::interval::{CONFIDENCE, Interval, wilson};
use paap_analysis::level::Level;
use paap_survey::{Kind, Survey};
use paap_workspace::public::{CrossTable, Row, Table};
use paap_workspace::study::Study;

impl Whole<'_> {
    pub(super) fn results(&self) -> Vec<Results> {
        let mut all = Vec::new();
        for study in self.workspace.studies.iter().filter(|study| study.plan.publish.results) {
            for (name, answers) in &study.surveys {
                if let Some(survey) = &answers.survey {
                    all.extend(self.of_survey(study, name, survey));
                }
            }
        }
        all
    }

    fn of_survey(&self, study: &Study, name: &str, survey: &Survey) -> Option<Results> {
        let public = self.public.get(&(study.id.as_str(), name))?;
        let plan = study.plan.surveys.get(name);
        let title = plan.and_then(|plan| plan.title.clone());
        let questions = public.questions.iter().map(|table| question(survey, table));
        let kept = public.kept;
        let mut scope = Vec::new();
        if kept.large > kept.large_shown || kept.cells > kept.shown {
            scope.push(format!(
                "{} of {} counts are shown. The others are withheld: they are of fewer than {} people, or \
                 would give such a count away.",
                kept.shown, kept.cells, self.workspace.settings.least_cell,
            ));
        }
        Some(Results {
            study: study.id.clone(),
            survey: name.to_owned(),
            title: title.unwrap_or_else(|| named(name)),
            people: public.people,
            scope,
            questions: questions.collect(),
            crosses: public.crosses.iter().map(|table| cross(survey, table)).collect(),
        })
    }
}

fn question(survey: &Survey, table: &Table) -> Question {
    let question = &survey.questions[table.question];
    let rows = &table.rows;
    let mut notes = Vec::new();
    if table.unnamed > 0 {
        notes.push(format!(
            "{} not named: what few people said, and names of groups, could point at somebody.",
            match table.unnamed {
                1 => "1 answer is".to_owned(),
                several => format!("{several} answers are"),
            }
        ));
    }
    let withheld = match question.kind {
        Kind::Text | Kind::Date => None,
        _ if table.base.is_none() || rows.iter().all(|row| row.count.is_none()) => Some(
            "Withheld: so few people gave each answer that they could be recognised.".to_owned(),
        ),
        _ => None,
    };
    let shares: Vec<Option<Cell>> = rows.iter().map(|row| cell(row.count, row.base)).collect();
    // A question is a finding when its least sure share is.
    let is_finding = |cell: &Cell| {
        let interval = cell.interval.map(|(low, high)| Interval { low, high });
        Level::of_share(cell.base, interval) == Level::Finding
    };
    let shown = || shares.iter().flatten();
    let finding = shown().next().is_some() && shown().all(is_finding);
    let grid = question.grid.as_ref().and_then(|grid| survey.question(grid));
    let answer = |(row, cell): (&Row, Option<Cell>)| Answer {
        label: row.label.clone(),
        other: row.other,
        cell,
    };
    Question {
        id: question.id.clone(),
        label: question.label.clone(),
        grid: grid.map(|grid| grid.label.clone()),
        kind: kind(question.kind).to_owned(),
        // A condition that was found in the answers may name options that must not be said.
        asked_of: question.asked_if.as_ref().map(|asked| match asked.inferred {
            true => "some, by what they answered before".to_owned(),
            false => asked.words.clone(),
        }),
        asked: table.base.zip(table.unanswered).map(|(base, rest)| base + rest),
        base: table.base,
        answers: match withheld {
            Some(_) => Vec::new(),
            None => rows.iter().zip(shares).map(answer).collect(),
        },
        finding,
        weighted: false,
        notes,
        withheld,
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "Single choice",
        Kind::Checkbox => "Several choices",
        Kind::Scale => "Scale",
        Kind::Rating => "Rating",
        Kind::Number => "Number",
        Kind::Date => "Date",
        Kind::Text => "Words",
        Kind::Grid => "Grid",
    }
}

fn cell(count: Option<u64>, base: Option<u64>) -> Option<Cell> {
    let (count, base) = (count?, base.filter(|base| *base > 0)?);
    let interval = wilson(count, base, CONFIDENCE).map(|interval| (interval.low, interval.high));
    Some(Cell { interval, ..Cell::new(count, base) })
}

/// Shares are out of each column, where that may be said.
fn cross(survey: &Survey, table: &CrossTable) -> Cross {
    let label = |at: usize| survey.questions[at].label.clone();
    let heads = |heads: &[(String, Option<u64>)]| -> Vec<(String, Option<f64>)> {
        heads
            .iter()
            .map(|(label, count)| (label.clone(), count.map(|count| count as f64)))
            .collect()
    };
    let cells = table.cells.iter().map(|row| {
        let cells = row.iter().zip(&table.column_heads);
        cells.map(|(count, (_, base))| cell(*count, *base)).collect()
    });
    Cross {
        rows: label(table.rows),
        columns: label(table.columns),
        of: table.filter.clone(),
        row_heads: heads(&table.row_heads),
        column_heads: heads(&table.column_heads),
        cells: cells.collect(),
        notes: Vec::new(),
    }
}
