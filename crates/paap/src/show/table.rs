//! A view as one flat table: what a spreadsheet or a script reads.

mod between;
mod kano;

pub(crate) use between::{associations, compare, cross};
pub(crate) use kano::kano;

use paap_survey::view::{
    Inspect, InspectedQuestion, Level, QuestionSummary, Score, Stats, Summary,
};

/// Rows of cells under named columns. Rows are made one by one: there may be millions.
pub(crate) struct Table<'a> {
    pub(crate) columns: Vec<&'static str>,
    /// Each as long as `columns`.
    pub(crate) rows: Box<dyn Iterator<Item = Vec<Cell>> + 'a>,
}

impl Table<'_> {
    fn new(columns: Vec<&'static str>, rows: Vec<Vec<Cell>>) -> Self {
        Self { columns, rows: Box::new(rows.into_iter()) }
    }
}

/// One cell.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Empty,
    Number(f64),
    Text(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Empty }
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        // A count of people is far below 2^53.
        Self::Number(number as f64)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A row of cells from values of several types.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$(Cell::from($value)),*] };
}
use row;

/// A row for each option, and one for each question without options.
pub(crate) fn inspect(view: &Inspect) -> Table<'_> {
    let columns = vec![
        "question", "slug", "label", "kind", "column", "columns", "grid", "asked", "answered",
        "base", "asked_if", "option",
    ];
    let mut rows = Vec::new();
    for question in &view.questions {
        let start = inspected(question);
        if question.options.is_empty() {
            rows.push([start.clone(), row![""]].concat());
        }
        for option in &question.options {
            rows.push([start.clone(), row![option]].concat());
        }
    }
    Table::new(columns, rows)
}

fn inspected(question: &InspectedQuestion) -> Vec<Cell> {
    row![
        &question.id,
        &question.slug,
        &question.label,
        question.kind.name(),
        &question.column,
        question.columns,
        question.grid.as_ref(),
        question.asked,
        question.answered,
        question.base,
        question.asked_if.as_ref().map(|asked| &asked.expression),
    ]
}

/// The names of the columns that `numbers` fills.
const NUMBERS: [&str; 15] = [
    "n",
    "mean",
    "mean_low",
    "mean_high",
    "sd",
    "median",
    "median_low",
    "median_high",
    "min",
    "max",
    "inexact",
    "unread",
    "score",
    "score_low",
    "score_high",
];

fn numbers(stats: Option<&Stats>) -> Vec<Cell> {
    let Some(stats) = stats else { return vec![Cell::Empty; NUMBERS.len()] };
    let score = |value: fn(&Score) -> Option<f64>| stats.score.as_ref().and_then(value);
    row![
        stats.n,
        stats.mean,
        stats.mean_low,
        stats.mean_high,
        stats.sd,
        stats.median,
        stats.median_low,
        stats.median_high,
        stats.min,
        stats.max,
        stats.inexact,
        stats.unread,
        score(|score| Some(score.value)),
        score(|score| score.low),
        score(|score| score.high),
    ]
}

/// A row for each option. A question with numbers, or without options, has a row of its own
/// before them, with an empty option. A score that several questions make has a row at the end.
pub(crate) fn summary(view: &Summary) -> Table<'_> {
    let mut columns = vec![
        "question", "label", "kind", "grid", "asked", "answered", "base", "level", "withheld",
        "option", "other", "count", "share", "low", "high",
    ];
    columns.extend(NUMBERS);
    let mut rows = Vec::new();
    for question in &view.questions {
        let start = summed(question);
        if question.stats.is_some() || question.options.is_empty() {
            let none = vec![Cell::Empty; 6];
            rows.push([start.clone(), none, numbers(question.stats.as_ref())].concat());
        }
        for option in &question.options {
            let cells = row![
                &option.label,
                yes(option.other),
                option.count,
                option.share,
                option.low,
                option.high
            ];
            rows.push([start.clone(), cells, numbers(None)].concat());
        }
    }
    for score in view.scores.iter().filter(|score| score.questions.len() > 1) {
        let start = row![
            &score.questions.join(" "),
            score.name,
            "score",
            "",
            "",
            score.n,
            score.n,
            "",
            "false"
        ];
        let made = Score { name: score.name, value: score.value, low: score.low, high: score.high };
        let stats = Stats { n: score.n, score: Some(made), ..Stats::default() };
        rows.push([start, vec![Cell::Empty; 6], numbers(Some(&stats))].concat());
    }
    Table::new(columns, rows)
}

fn summed(question: &QuestionSummary) -> Vec<Cell> {
    row![
        &question.id,
        &question.label,
        question.kind.name(),
        question.grid.as_ref(),
        question.asked,
        question.answered,
        question.base,
        question.level.map(Level::name),
        yes(question.withheld),
    ]
}

fn yes(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn every_row_is_as_long_as_its_heading() {
        for table in [
            inspect(&samples::inspect()),
            summary(&samples::summary()),
            cross(&samples::cross()),
            compare(&samples::compare()),
            kano(&samples::kano()),
            kano(&samples::withheld_kano()),
            associations(&samples::associations()),
        ] {
            let rows: Vec<_> = table.rows.collect();
            assert!(!rows.is_empty());
            for row in &rows {
                assert_eq!(row.len(), table.columns.len(), "{row:?}");
            }
        }
    }

    #[test]
    fn the_result_is_in_the_table() {
        // What stands in a column where another is empty.
        let found = |table: Table<'_>, wanted: &str, empty: &[&str]| -> Vec<String> {
            let at = |name: &str| table.columns.iter().position(|own| *own == name).unwrap();
            let (wanted, empty) = (at(wanted), empty.iter().map(|name| at(name)));
            let empty: Vec<usize> = empty.collect();
            let is_empty = |cell: &Cell| match cell {
                Cell::Text(text) => text.is_empty(),
                Cell::Empty => true,
                Cell::Number(_) => false,
            };
            let rows = table.rows.filter(|row| empty.iter().all(|&at| is_empty(&row[at])));
            rows.map(|row| match &row[wanted] {
                Cell::Empty => String::new(),
                Cell::Number(number) => number.to_string(),
                Cell::Text(text) => text.clone(),
            })
            .collect()
        };
        let view = samples::cross();
        let test = view.test.as_ref().unwrap();
        assert_eq!(found(cross(&view), "test", &["column"]), std::slice::from_ref(&test.test));
        assert_eq!(found(cross(&view), "p", &["column"]), [test.p.to_string()]);
        assert_eq!(found(cross(&view), "notes", &["column"]), [view.notes.join(" ")]);
        let medians: Vec<String> = view
            .groups
            .iter()
            .map(|group| group.stats.median.unwrap().to_string())
            .chain([String::new()])
            .collect();
        assert_eq!(found(cross(&view), "median", &["row"]), medians);
        let view = samples::compare();
        let numbers = view.questions.iter().find_map(|question| question.numbers.as_ref()).unwrap();
        let median = numbers.against.median.unwrap().to_string();
        let rows = found(compare(&view), "against_median", &["option", "left_out"]);
        assert!(rows.contains(&median), "{rows:?}");
    }
}
