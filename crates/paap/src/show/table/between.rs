//! What goes together, and what groups say differently, as flat tables.

use super::{Cell, NUMBERS, Table, numbers, row};
use paap_survey::view::{Associations, Compare, Cross, CrossTest, Stats};

/// The names of the columns that `tested` fills.
const TEST: [&str; 10] = [
    "test",
    "statistic",
    "df",
    "p",
    "p_error",
    "effect",
    "effect_low",
    "effect_high",
    "measure",
    "level",
];

fn tested(test: Option<&CrossTest>) -> Vec<Cell> {
    let Some(test) = test else { return vec![Cell::Empty; TEST.len()] };
    row![
        &test.test,
        test.statistic,
        test.df,
        test.p,
        test.p_error,
        test.effect,
        test.effect_low,
        test.effect_high,
        test.measure.as_ref(),
        test.level.name(),
    ]
}

/// A row for each cell; then one for the numbers of each column, without a row's name; and one,
/// without either name, for the test, or why there is none.
pub(crate) fn cross(view: &Cross) -> Table<'_> {
    let mut columns = vec![
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
    columns.extend(NUMBERS);
    columns.extend(TEST);
    columns.push("notes");
    let end = |stats: Option<&Stats>, test: Option<&CrossTest>, notes: &str| {
        [numbers(stats), tested(test), row![notes]].concat()
    };
    let mut rows = Vec::new();
    for ((row, cells), row_total) in view.rows.options.iter().zip(&view.cells).zip(&view.row_totals)
    {
        for ((column, cell), column_total) in
            view.columns.options.iter().zip(cells).zip(&view.column_totals)
        {
            let cells = row![
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
            ];
            rows.push([cells, end(None, None, "")].concat());
        }
    }
    let start = |column: &str| {
        let named = row![&view.rows.id, "", &view.columns.id, column];
        [named, vec![Cell::Empty; 6], row![view.base]].concat()
    };
    for group in &view.groups {
        rows.push([start(&group.label), end(Some(&group.stats), None, "")].concat());
    }
    rows.push([start(""), end(None, view.test.as_ref(), &view.notes.join(" "))].concat());
    Table::new(columns, rows)
}

/// A row for each option; before them, where a question has numbers, a row with an empty option
/// for those of both groups and how often the group's answer is the higher one.
pub(crate) fn compare(view: &Compare) -> Table<'_> {
    const OPTION: usize = 8;
    const BOTH: usize = 9;
    const TEST: usize = 4;
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
        "n",
        "mean",
        "median",
        "score",
        "against_n",
        "against_mean",
        "against_median",
        "against_score",
        "superiority",
        "test",
        "p",
        "q",
        "level",
    ];
    let of = |stats: &Stats| {
        row![stats.n, stats.mean, stats.median, stats.score.as_ref().map(|score| score.value)]
    };
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
                let both = [of(&numbers.stats), of(&numbers.against), row![numbers.superiority]];
                let test = row![numbers.test, numbers.p, numbers.q, numbers.level.name()];
                let option = vec![Cell::Empty; OPTION];
                rows.push([start.clone(), option, both.concat(), test].concat());
            }
            None if question.options.is_empty() => {
                rows.push([start.clone(), vec![Cell::Empty; OPTION + BOTH + TEST]].concat());
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
            rows.push([start.clone(), shares, vec![Cell::Empty; BOTH], test].concat());
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
