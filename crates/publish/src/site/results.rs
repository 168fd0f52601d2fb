//! A question's protected numbers as a chart and its table.

use super::{Cell, Cross, Question};
use crate::survey::page::Table;
use crate::words::{clip, line};
use paap_charts::{
    Bar, Frame, Heading, Heat, Interval, Level, Share, Shares, heat, percent, percent_interval,
    shares,
};
use serde::Serialize;

/// More bars than this are not drawn: the table has them.
const MOST_BARS: usize = 40;

/// A chart and the table that says the same.
#[derive(Serialize)]
pub(crate) struct Drawn {
    pub(crate) chart: String,
    pub(crate) table: Table,
    /// How many cells are withheld.
    pub(crate) withheld: usize,
}

fn share(cell: Cell) -> Share {
    let interval = cell.interval.map(|(low, high)| Interval { low, high });
    Share { count: cell.count, base: cell.base, share: cell.share, interval }
}

/// The bars of a question; none where it has no answers to show.
pub(crate) fn question(question: &Question, anchor: &str) -> Option<Drawn> {
    if question.answers.is_empty() || question.withheld.is_some() {
        return None;
    }
    let level = if question.finding { Level::Finding } else { Level::Signal };
    let bars = question.answers.iter().take(MOST_BARS).map(|answer| Bar {
        label: line(&answer.label),
        share: answer.cell.map(share),
        other: answer.other,
        level,
    });
    let left = question.answers.len().saturating_sub(MOST_BARS);
    let note =
        if left == 0 { String::new() } else { format!("{left} more answers are in the table.") };
    let chart = shares(&Shares {
        frame: Frame { id: anchor.to_owned(), title: clip(&line(&question.label), 200), note },
        bars: bars.collect(),
        weighted: question.weighted,
    });
    let number = if question.weighted { "Weighted count" } else { "Count" };
    let header = ["Answer", number, "Share", "95% interval"].map(str::to_owned).to_vec();
    let rows = question.answers.iter().map(|answer| {
        let mut row = vec![line(&answer.label)];
        row.extend(match answer.cell {
            Some(cell) => {
                let (low, high) = cell.interval.unwrap_or((f64::NAN, f64::NAN));
                [paap_charts::count(cell.count), percent(cell.share), percent_interval(low, high)]
            }
            None => ["withheld".to_owned(), "–".to_owned(), "–".to_owned()],
        });
        row
    });
    let caption = match question.base {
        Some(base) => {
            format!("{}: shares of {}", line(&question.id), paap_charts::count(base as f64))
        }
        None => format!("{}: shares", line(&question.id)),
    };
    let mut table = Table::new(caption, header, rows.collect());
    table.numeric = vec![false, true, true, true];
    let withheld = question.answers.iter().filter(|answer| answer.cell.is_none()).count();
    Some(Drawn { chart: chart.svg, table, withheld })
}

/// A cross table, its cells shaded.
pub(crate) fn cross(cross: &Cross, anchor: &str) -> Drawn {
    let heading = |(label, n): &(String, Option<f64>)| Heading { label: line(label), n: *n };
    let cells = cross.cells.iter().map(|row| row.iter().map(|cell| cell.map(share)).collect());
    let title = format!("{} by {}", line(&cross.rows), line(&cross.columns));
    let chart = heat(&Heat {
        frame: Frame { id: anchor.to_owned(), title: clip(&title, 200), note: String::new() },
        rows: cross.row_heads.iter().map(heading).collect(),
        columns: cross.column_heads.iter().map(heading).collect(),
        cells: cells.collect(),
    });
    let table = chart.table;
    let mut table = Table::new(clip(&title, 200), table.header, table.rows);
    table.numeric = std::iter::once(false).chain(cross.column_heads.iter().map(|_| true)).collect();
    let withheld = cross.cells.iter().flatten().filter(|cell| cell.is_none()).count();
    Drawn { chart: chart.svg, table, withheld }
}

/// The answer that most gave, in a line: `We use none: 14 of 22, 64% (43–80%)`.
pub(crate) fn headline(question: &Question) -> Option<(String, String)> {
    if question.withheld.is_some() {
        return None;
    }
    let shown = question.answers.iter().filter_map(|answer| Some((answer, answer.cell?)));
    let shown = shown.filter(|(_, cell)| cell.share.is_finite());
    // Of several the first.
    let (answer, cell) = shown.reduce(|a, b| if b.1.share > a.1.share { b } else { a })?;
    let mut number = percent(cell.share);
    if let Some((low, high)) = cell.interval {
        number = format!("{number} ({})", percent_interval(low, high));
    }
    Some((answer.label.clone(), number))
}
