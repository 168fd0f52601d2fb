//! A view as one flat table: what a spreadsheet or a script reads.

use paap_survey::view::{
    Associations, Compare, Cross, Inspect, InspectedQuestion, Level, QuestionSummary, Score, Stats,
    Summary,
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

/// A row for each cell.
pub(crate) fn cross(view: &Cross) -> Table<'_> {
    let columns = vec![
        "rows",
        "row",
        "columns",
        "column",
        "count",
        "share",
        "low",
        "high",
        "row_total",
        "column_total",
        "base",
    ];
    let mut rows = Vec::new();
    for ((row, cells), row_total) in view.rows.options.iter().zip(&view.cells).zip(&view.row_totals)
    {
        for ((column, cell), column_total) in
            view.columns.options.iter().zip(cells).zip(&view.column_totals)
        {
            rows.push(row![
                &view.rows.id,
                row,
                &view.columns.id,
                column,
                cell.count,
                cell.share,
                cell.low,
                cell.high,
                *row_total,
                *column_total,
                view.base,
            ]);
        }
    }
    Table::new(columns, rows)
}

/// A row for each option; before them, where a question has numbers, a row with an empty option
/// for its two means and how often the group's answer is the higher one.
pub(crate) fn compare(view: &Compare) -> Table<'_> {
    let columns = vec![
        "question",
        "label",
        "kind",
        "base",
        "against_base",
        "left_out",
        "option",
        "count",
        "share",
        "against_count",
        "against_share",
        "effect",
        "low",
        "high",
        "mean",
        "against_mean",
        "superiority",
        "test",
        "p",
        "q",
        "level",
    ];
    let mut rows = Vec::new();
    for question in &view.questions {
        let start = row![
            &question.id,
            &question.label,
            question.kind.name(),
            question.base,
            question.against_base,
            question.left_out.as_ref(),
        ];
        match &question.numbers {
            Some(numbers) => {
                let means = row![numbers.stats.mean, numbers.against.mean, numbers.superiority];
                let test = row![numbers.test, numbers.p, numbers.q, numbers.level.name()];
                rows.push([start.clone(), vec![Cell::Empty; 8], means, test].concat());
            }
            None if question.options.is_empty() => {
                rows.push([start.clone(), vec![Cell::Empty; 15]].concat());
            }
            None => {}
        }
        for option in &question.options {
            let shares = row![
                &option.label,
                option.count,
                option.share,
                option.against_count,
                option.against_share,
                option.effect,
                option.low,
                option.high,
            ];
            let test = row![option.test, option.p, option.q, option.level.name()];
            rows.push([start.clone(), shares, vec![Cell::Empty; 3], test].concat());
        }
    }
    Table::new(columns, rows)
}

/// A row for each pair.
pub(crate) fn associations(view: &Associations) -> Table<'_> {
    let columns = vec![
        "a_question",
        "a_label",
        "a_option",
        "a_count",
        "b_question",
        "b_label",
        "b_option",
        "b_count",
        "n",
        "both",
        "effect",
        "low",
        "high",
        "test",
        "p",
        "q",
        "level",
    ];
    let rows = view.pairs.iter().map(|pair| {
        row![
            &pair.a.question,
            &pair.a.label,
            &pair.a.option,
            pair.a.count,
            &pair.b.question,
            &pair.b.label,
            &pair.b.option,
            pair.b.count,
            pair.n,
            pair.both,
            pair.effect,
            pair.low,
            pair.high,
            pair.test,
            pair.p,
            pair.q,
            pair.level.name(),
        ]
    });
    Table { columns, rows: Box::new(rows) }
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
            associations(&samples::associations()),
        ] {
            let rows: Vec<_> = table.rows.collect();
            assert!(!rows.is_empty());
            for row in &rows {
                assert_eq!(row.len(), table.columns.len(), "{row:?}");
            }
        }
    }
}
