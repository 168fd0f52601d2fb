//! A grid at a glance: all its rows in one chart, before each row for itself.

use paap_charts::{
    Bar, Chart, Heading, Heat, Row, Share, Shares, Stacked, diverging, heat, scale, shares,
};
use paap_survey::view::QuestionSummary;

use super::figures::{Setting, frame, share_of, tone, twin};
use super::page::Figure;
use super::words::line;

/// Words that name the lower end of a scale with two sides, in lower case.
const OPPOSED: [&str; 7] =
    ["disagree", "dissatisf", "unsatisf", "unlikely", "difficult", "unimportant", "worse"];

/// One chart over the grid's rows. Ordered answers with two sides are centred on their middle, other
/// ordered answers stacked, unordered ones shaded; rows without options say how many answered.
pub(crate) fn overview(
    grid: &QuestionSummary,
    rows: &[&QuestionSummary],
    anchor: &str,
    setting: Setting<'_>,
) -> Figure {
    let frame = frame(anchor, &grid.label, "");
    let answers = answers(rows);
    let Chart { svg, table } = if rows.is_empty() || answers.is_empty() {
        let bar = |row: &&QuestionSummary| Bar {
            label: line(&row.label),
            share: Some(Share::new(row.answered as f64, row.asked.max(row.answered) as f64)),
            other: false,
            level: tone(row.level),
        };
        let bars = if rows.is_empty() { vec![bar(&grid)] } else { rows.iter().map(bar).collect() };
        shares(&Shares { frame, bars, weighted: false })
    } else if rows.iter().all(|row| row.kind.is_ordered()) && answers.len() <= 11 {
        let row = |row: &&QuestionSummary| Row {
            label: line(&row.label),
            counts: answers.iter().map(|answer| count_of(row, answer)).collect(),
            summary: String::new(),
            hidden: false,
        };
        let answers: Vec<String> = answers.iter().map(|answer| line(answer)).collect();
        let form = if has_two_sides(&answers) { diverging } else { scale };
        form(&Stacked { frame, rows: rows.iter().map(row).collect(), answers })
    } else {
        let cells = |row: &&QuestionSummary| {
            let cell = |answer: &&str| {
                let found = row.options.iter().find(|option| option.label == **answer);
                Some(found.map_or(Share::new(0.0, row.base as f64), |o| share_of(o, row.base)))
            };
            answers.iter().map(cell).collect()
        };
        let heading = |label: &str, n: Option<f64>| Heading { label: line(label), n };
        heat(&Heat {
            frame,
            rows: rows.iter().map(|row| heading(&row.label, Some(row.base as f64))).collect(),
            columns: answers.iter().map(|answer| heading(answer, None)).collect(),
            cells: rows.iter().map(cells).collect(),
        })
    };
    let mut table = twin(table, &grid.id);
    if setting.weighted {
        table.caption.push_str(", weighted");
    }
    Figure { chart: Some(svg), table: Some(table) }
}

/// The rows' answers, each once: those of the first row first.
fn answers<'a>(rows: &[&'a QuestionSummary]) -> Vec<&'a str> {
    let mut answers: Vec<&str> = Vec::new();
    for option in rows.iter().flat_map(|row| &row.options) {
        if !answers.contains(&option.label.as_str()) {
            answers.push(&option.label);
        }
    }
    answers
}

fn count_of(row: &QuestionSummary, answer: &str) -> f64 {
    row.options.iter().find(|option| option.label == answer).map_or(0.0, |option| option.count)
}

fn has_two_sides(answers: &[String]) -> bool {
    let ends = [answers.first(), answers.last()];
    let opposed = |end: &String| {
        let end = end.to_lowercase();
        OPPOSED.iter().any(|word| end.contains(word))
    };
    ends.into_iter().flatten().any(opposed)
}
