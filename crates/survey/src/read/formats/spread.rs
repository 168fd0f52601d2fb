//! Grids that are spread over a column for each row and option, headed `Row - Option`.

use super::group::Part;
use super::words::{is_error, plain};
use crate::read::layout::Tick;
use std::collections::HashMap;

/// The most options that a grid may have.
const MOST: usize = 100;

/// What may stand between a row and an option.
const BETWEEN: [char; 5] = ['-', '–', '—', ':', '|'];

/// A label without the option at its end: the row, empty where a spreadsheet left an error.
pub(super) fn row_of<'l>(label: &'l str, option: &str) -> Option<&'l str> {
    if is_error(label) {
        return Some("");
    }
    let (label, option) = (label.trim(), option.trim());
    // The same text, or as long in characters and the same but for blanks.
    let length = option.chars().count();
    let from = label.char_indices().rev().nth(length.checked_sub(1)?)?.0;
    if plain(&label[from..]) != plain(option) {
        return None;
    }
    let row = label[..from].trim_end();
    Some(row.strip_suffix(BETWEEN)?.trim())
}

/// Columns, each with what stands in its cells, as rows with their options. `None` where a column's
/// header does not end with what stands in its cells.
pub(super) fn split(columns: &[(&Part, Option<&str>)]) -> Option<Vec<(String, Vec<Tick>)>> {
    let mut options: Vec<&str> = Vec::new();
    for (part, value) in columns {
        let Some(value) = value else { continue };
        row_of(&part.label, value)?;
        if !options.contains(value) {
            options.push(value);
        }
        if options.len() > MOST {
            return None;
        }
    }
    // The longer one, where an option ends with another.
    options.sort_by_key(|option| std::cmp::Reverse(option.len()));
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<(String, Vec<Tick>)> = Vec::new();
    for (Part { label, column }, value) in columns {
        let (row, option) = match value {
            Some(value) => (row_of(label, value)?, *value),
            // Nobody ticked it: the option is one of the others, or what follows the last dash.
            None => (options.iter().find_map(|o| Some((row_of(label, o)?, *o))))
                .or_else(|| label.rsplit_once(" - "))
                .unwrap_or(("", label)),
        };
        let (row, option) = (row.trim(), option.trim());
        let at = *places.entry(plain(row)).or_insert_with(|| {
            rows.push((row.to_owned(), Vec::new()));
            rows.len() - 1
        });
        rows[at].1.push(Tick { label: option.to_owned(), column: *column });
    }
    Some(rows)
}
