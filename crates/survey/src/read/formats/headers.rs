//! What readers of one-row headers have in common: columns that are no questions, and grids.

use crate::infer::moment;
use crate::read::layout::{Draft, Joined, Layout, Metadata, Role, Shape};
use crate::read::sheet::Sheet;

/// The first row that is not blank is row 0 of a sheet: its texts, without blanks around them.
pub(super) fn header(sheet: &Sheet) -> Vec<String> {
    if sheet.rows == 0 {
        Vec::new()
    } else {
        sheet.row(0).map(|text| text.trim().to_owned()).collect()
    }
}

/// How many different cells tell what a column holds.
const SAMPLE: usize = 1000;

/// The part of a column's rows, the header left out, whose text passes; 0 for an empty column.
/// Told from the column's first different cells.
pub(super) fn portion(sheet: &Sheet, column: usize, is_such: impl Fn(&str) -> bool) -> f64 {
    let Some(own) = sheet.columns.get(column) else { return 0.0 };
    let first = own.cells.first().copied();
    let (mut such, mut all) = (0u64, 0u64);
    for (number, text, count) in own.distinct().take(SAMPLE) {
        let count = u64::from(count) - u64::from(first == Some(number));
        all += count;
        such += if count > 0 && is_such(text) { count } else { 0 };
    }
    if all == 0 { 0.0 } else { such as f64 / all as f64 }
}

/// Whether nothing stands under a column's header.
pub(super) fn is_empty(sheet: &Sheet, column: usize) -> bool {
    let first = sheet.columns[column].cells.first().copied();
    sheet.columns[column].distinct().all(|(number, _, count)| count == 1 && first == Some(number))
}

/// Exact headers, in lower case, of columns that are no questions, in any tool.
const METADATA: [(&str, Role); 45] = [
    ("timestamp", Role::Time),
    ("submitted at", Role::Time),
    ("submission date", Role::Time),
    ("submitted", Role::Time),
    ("submitdate", Role::Time),
    ("created at", Role::Time),
    ("created", Role::Time),
    ("start time", Role::Time),
    ("end time", Role::Time),
    ("start date", Role::Time),
    ("end date", Role::Time),
    ("completion time", Role::Time),
    ("last modified time", Role::Time),
    ("date submitted", Role::Time),
    ("time started", Role::Time),
    ("zeitstempel", Role::Time),
    ("horodateur", Role::Time),
    ("marca temporal", Role::Time),
    ("carimbo de data/hora", Role::Time),
    ("informazioni cronologiche", Role::Time),
    ("tijdstempel", Role::Time),
    ("tidsstämpel", Role::Time),
    ("tidsstempel", Role::Time),
    ("タイムスタンプ", Role::Time),
    ("时间戳记", Role::Time),
    ("id", Role::Id),
    ("response id", Role::Id),
    ("responseid", Role::Id),
    ("respondent id", Role::Id),
    ("respondentid", Role::Id),
    ("respondent", Role::Id),
    ("submission id", Role::Id),
    ("uuid", Role::Id),
    ("token", Role::Id),
    ("collector id", Role::Id),
    ("email", Role::Address),
    ("e-mail", Role::Address),
    ("email address", Role::Address),
    ("username", Role::Address),
    ("ip", Role::Address),
    ("ip address", Role::Address),
    ("ipaddress", Role::Address),
    ("user agent", Role::Other),
    ("first name", Role::Name),
    ("last name", Role::Name),
];

/// What a column holds, where it is no question.
pub(super) fn metadata(sheet: &Sheet, column: usize, label: &str) -> Option<Role> {
    let lower = label.trim().to_lowercase();
    if let Some((_, role)) = METADATA.iter().find(|(header, _)| *header == lower) {
        return Some(*role);
    }
    (label.is_empty() && is_empty(sheet, column)).then_some(Role::Other)
}

/// Whether a column's cells are moments with a time of day.
pub(super) fn is_times(sheet: &Sheet, column: usize) -> bool {
    portion(sheet, column, |text| moment::is_moment(text) && text.contains(':')) > 0.9
}

/// A layout from one header row: metadata apart, `Question [Row]` columns as grids.
pub(super) fn lay_out(
    sheet: &Sheet,
    joined: impl Fn(usize) -> Joined,
    mut is_metadata: impl FnMut(usize, &str) -> Option<Role>,
) -> Layout {
    let labels = header(sheet);
    let mut layout = Layout { headers: 1.min(sheet.rows), ..Layout::default() };
    let mut column = 0;
    while column < labels.len() {
        let label = &labels[column];
        if let Some(role) = is_metadata(column, label) {
            layout.metadata.push(Metadata { column, label: label.clone(), role });
            column += 1;
            continue;
        }
        if let Some((question, _)) = grid_row(label) {
            let rows: Vec<Draft> = labels[column..]
                .iter()
                .enumerate()
                .map_while(|(offset, label)| {
                    let (own, row) = grid_row(label)?;
                    let column = column + offset;
                    (own == question).then(|| Draft::column(row, column, joined(column)))
                })
                .collect();
            if rows.len() > 1 {
                column += rows.len();
                layout
                    .questions
                    .push(Draft { label: question.trim().to_owned(), shape: Shape::Grid(rows) });
                continue;
            }
        }
        let name = if label.is_empty() { of_column(column) } else { label.clone() };
        layout.questions.push(Draft::column(&name, column, joined(column)));
        column += 1;
    }
    layout
}

/// What a question is called whose header says nothing, or nothing that may be shown.
pub(crate) fn of_column(column: usize) -> String {
    format!("Column {}", crate::read::sheet::column_letters(column))
}

/// `How satisfied are you with … [Docs]` is a row of a grid: its question and its row.
fn grid_row(label: &str) -> Option<(&str, &str)> {
    let inner = label.trim().strip_suffix(']')?;
    let open = inner.rfind('[')?;
    let (question, row) = (&inner[..open], &inner[open + 1..]);
    (!question.trim().is_empty() && !row.trim().is_empty()).then_some((question, row))
}
