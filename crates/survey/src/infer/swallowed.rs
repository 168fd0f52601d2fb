//! Rows inside a cell: what a quotation mark that is never closed does to a table.
//!
//! Such a mark takes everything up to the next one into its cell, line ends and all, and the file
//! may keep to RFC 4180 nevertheless. An answer of several lines is no cause for alarm; one whose
//! lines have as many cells as the table, with what the table's columns hold in them, is.

use crate::read::sheet::{Column, Sheet, column_letters};
use crate::{Message, Warning};

/// How many cells are looked at closely, how many lines of each, and how many known texts a part
/// of a line is compared with.
const CELLS: usize = 100;
const LINES: usize = 20;
const TEXTS: u32 = 1000;

/// How many cells a warning names one by one.
const NAMED: usize = 5;

/// Warns of cells with lines in them that look like rows of the table.
pub(crate) fn rows(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    let Some(delimiter) = sheet.delimiter.filter(|_| sheet.width() > 1) else { return };
    let mut found: Vec<(u64, usize, usize)> = Vec::new();
    for (index, column) in sheet.columns.iter().enumerate() {
        for number in column.values.with_line_breaks() {
            let text = column.values.get(number);
            if !text.contains(delimiter) {
                continue;
            }
            let suspect = Suspect { sheet, delimiter, index };
            let lines = suspect.rows_in(text, || column.cells.iter().position(|&c| c == number));
            if let Some((row, lines)) = lines.filter(|_| found.len() < CELLS) {
                // A text that no row holds stood in the headers.
                found.push((
                    row.map_or(sheet.headers as u64, |row| sheet.record(row)),
                    index,
                    lines,
                ));
            }
        }
    }
    found.sort_unstable();
    let Some(&(first, column, _)) = found.first() else { return };
    let all: usize = found.iter().map(|cell| cell.2).sum();
    let named = found.iter().take(NAMED).map(|&(row, column, lines)| {
        let what = if lines == 1 { "line".to_owned() } else { format!("{lines} lines") };
        format!(
            "the {what} behind row {row}, read as part of its column {}",
            column_letters(column)
        )
    });
    let more = found.len().saturating_sub(NAMED);
    let message = format!(
        "{all} {} of the table, but {} inside a cell, so that nobody is counted for {}: {}{}. A \
         quotation mark is likely opened there and not closed. Correct it in the file, or export \
         the answers again.",
        if all == 1 { "line looks like a row" } else { "lines look like rows" },
        if all == 1 { "stands" } else { "stand" },
        if all == 1 { "it" } else { "them" },
        named.collect::<Vec<_>>().join("; "),
        if more > 0 { format!("; and {more} more such cells") } else { String::new() },
    );
    warnings.push(
        Warning::problem("rows-in-a-cell", Message::plain(message)).at_row(first).at_column(column),
    );
}

/// A cell with several lines and delimiters in it.
struct Suspect<'a> {
    sheet: &'a Sheet,
    delimiter: char,
    /// Its column.
    index: usize,
}

impl Suspect<'_> {
    /// How many of the text's lines look like rows, if any do, and the row that holds it.
    fn rows_in(
        &self,
        text: &str,
        row: impl FnOnce() -> Option<usize>,
    ) -> Option<(Option<usize>, usize)> {
        let mut lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
        // Its own row's cell begins the text; where the mark closes, a last row is cut off.
        lines.next()?;
        let last = lines.next_back()?;
        let whole: Vec<&str> = lines.collect();
        let width = self.sheet.width();
        // A row of which a part was swallowed is often too wide.
        let is_full = |line: &&&str| {
            let parts = line.matches(self.delimiter).count() + 1;
            parts == width || parts == self.sheet.first_width
        };
        let full: Vec<&str> = whole.iter().filter(is_full).copied().collect();
        let cut = last.matches(self.delimiter).count();
        if full.len() * 10 < whole.len() * 9 || (full.is_empty() && !(1..width).contains(&cut)) {
            return None;
        }
        let row = row();
        let beside = row.unwrap_or(0);
        let known = |line: &str, parts: usize| {
            let parts = line.split(self.delimiter).take(parts).enumerate();
            let told = parts.filter(|&(column, part)| column != self.index && !part.is_empty());
            told.fold((0, 0), |(known, all), (column, part)| {
                (known + usize::from(self.is_known(column, part.trim(), beside)), all + 1)
            })
        };
        // Of a single line that is cut off, everything must fit.
        let (fits, parts) = known(last, cut);
        let last_fits = parts > 0 && fits == parts;
        if full.is_empty() {
            return last_fits.then_some((row, 1));
        }
        let tried = full.len().min(LINES);
        let alike = full[..tried].iter().filter(|line| known(line, width).0 > 0).count();
        (alike * 2 > tried).then_some((row, full.len() + usize::from(last_fits)))
    }

    /// Whether a part of a line is what its column holds: a text of another row, or one with the
    /// same digits and signs as in this row.
    fn is_known(&self, column: usize, part: &str, row: usize) -> bool {
        let Some(column) = self.sheet.columns.get(column) else { return false };
        let beside = if row < self.sheet.rows { column.text(row) } else { "" };
        (part.contains(|c: char| c.is_ascii_digit()) && shape(part).eq(shape(beside.trim())))
            || holds(column, part)
    }
}

fn holds(column: &Column, text: &str) -> bool {
    let numbers = 1..(column.values.len() as u32).min(TEXTS);
    !text.is_empty() && numbers.into_iter().any(|number| column.values.get(number) == text)
}

/// A text with each run of digits as one, and each run of letters.
fn shape(text: &str) -> impl Iterator<Item = char> {
    let mut before = '\0';
    text.chars().filter_map(move |c| {
        let class = match c {
            c if c.is_ascii_digit() => '9',
            c if c.is_alphabetic() => 'a',
            c => c,
        };
        let first = class != before || !matches!(class, '9' | 'a');
        before = class;
        first.then_some(class)
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{ReadOptions, Source};
    use std::io::Cursor;

    #[track_caller]
    fn check(text: &str, expected: Option<(u64, &str)>) {
        let source: &mut dyn Source = &mut Cursor::new(text.to_owned());
        let survey = crate::Survey::read(source, &ReadOptions::default()).unwrap();
        let warning = survey.warnings.iter().find(|warning| warning.code == "rows-in-a-cell");
        let found = warning.map(|warning| (warning.row.unwrap(), warning.message.as_str()));
        match (found, expected) {
            (Some((row, message)), Some((expected_row, words))) => {
                assert_eq!(row, expected_row, "{message}");
                assert!(message.contains(words), "{message}");
            }
            (found, expected) => assert_eq!(found, expected, "{text:?}"),
        }
    }

    #[test]
    fn rows_behind_an_open_mark_are_missed() {
        let table = |answers: [&str; 5]| {
            let rows = answers.iter().enumerate();
            let rows = rows.map(|(i, why)| format!("3/{i}/2026 9:1{i}:00,Yes,{why}\n"));
            "Timestamp,Ok?,Why?\n".to_owned() + &rows.collect::<String>()
        };
        let open = table(["fine", "\"never closed", "so", "well", "closed\""]);
        check(&open, Some((3, "3 lines look like rows of the table, but stand inside a cell")));
        check(&open, Some((3, "the 3 lines behind row 3, read as part of its column C")));
        // The next cell that is quoted ends it.
        let quoted = table(["fine", "\"never closed", "so", "well", "\"a, b\""]);
        check(&quoted, Some((3, "3 lines look like rows")));
        let one = table(["fine", "\"never closed", "closed\"", "well", "a"]);
        check(&one, Some((3, "1 line looks like a row")));
        let heading = table(["fine", "so", "well", "a\"", "b"]).replace("Why?", "\"Why?");
        check(&heading, Some((1, "4 lines look like rows")));
        check(&table(["fine", "so", "well", "a", "b"]), None);
    }

    #[test]
    fn answers_of_several_lines_are_answers() {
        for why in [
            "\"first\nsecond\nthird\"",
            "\"a, b, c\nd, e, f\ng, h, i\"",
            "\"In March, then, nothing\nIn April, again, nothing\nso, well, bad\"",
            "\"Dear all,\nYes, no, perhaps\nRegards,\nme\"",
        ] {
            check(
                &format!("Timestamp,Ok?,Why?\n3/1/2026 9:10:00,Yes,{why}\n3/2/2026 9:11:00,No,x\n"),
                None,
            );
        }
    }
}
