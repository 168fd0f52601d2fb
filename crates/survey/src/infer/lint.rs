//! What is odd in the answers themselves.

use super::identifying::{has_mail_address, has_network_address, mentions};
use crate::answers::{Question, Survey};
use crate::read::lex::Irregular;
use crate::read::sheet::{Column, Sheet};
use crate::{Kind, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows a warning names one by one.
const NAMED: usize = 10;

/// Looks at the sheet: its rows, its encoding, and what its cells give away.
pub(crate) fn sheet(sheet: &Sheet, metadata: &[usize]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    rows(sheet, &mut warnings);
    if let Some(encoding) = sheet.recoded {
        let cells: usize = sheet.columns.iter().map(|column| column.recoded.len()).sum();
        let columns = sheet.columns.iter().filter(|column| !column.recoded.is_empty()).count();
        let mixed = sheet.columns.iter().any(has_utf8_letters);
        let (code, what) = if mixed {
            ("mixed-encodings", "are in another encoding than the rest, which is UTF-8")
        } else {
            ("not-utf8", "are not UTF-8")
        };
        let message = format!(
            "{cells} different texts in {columns} columns {what}; they were read as {}. Look at \
             letters with accents and at dashes.",
            encoding.name(),
        );
        warnings.push(Warning::notice(code, message));
    }
    duplicates(sheet, metadata, &mut warnings);
    for (index, column) in sheet.columns.iter().enumerate() {
        if !metadata.contains(&index) {
            identifying(index, column, &mut warnings);
        }
    }
    warnings
}

fn has_utf8_letters(column: &Column) -> bool {
    let recoded: std::collections::BTreeSet<u32> = column.recoded.iter().copied().collect();
    column.distinct().any(|(number, text, _)| !text.is_ascii() && !recoded.contains(&number))
}

fn rows(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    if !sheet.blank.is_empty() {
        let message = format!(
            "{} rows have nothing in them and are left out: {}.",
            sheet.blank.len(),
            list(&sheet.blank),
        );
        warnings.push(Warning::notice("blank-rows", message).at_row(sheet.blank[0]));
    }
    if sheet.ragged_rows > 0 {
        let records: Vec<u64> = sheet.ragged.iter().map(|ragged| ragged.0).collect();
        let message = format!(
            "{} {} another number of cells than the first row; missing cells are taken as \
             empty: {}. Check that no separator or quotation mark is missing there.",
            sheet.ragged_rows,
            if sheet.ragged_rows == 1 { "row has" } else { "rows have" },
            list(&records),
        );
        warnings.push(Warning::problem("ragged-rows", message).at_row(records[0]));
    }
    for (what, code, words) in [
        (
            Irregular::StrayQuote,
            "stray-quote",
            "a quotation mark inside a cell that has none around it",
        ),
        (Irregular::AfterQuote, "text-after-quote", "text behind a closing quotation mark"),
        (Irregular::OpenQuote, "open-quote", "a quotation mark that never closes"),
    ] {
        let found: Vec<(u64, usize)> =
            sheet.irregular.iter().filter(|i| i.2 == what).map(|i| (i.0, i.1)).collect();
        if let Some(&(row, column)) = found.first() {
            let mut records: Vec<u64> = found.iter().map(|cell| cell.0).collect();
            records.dedup();
            let message = format!(
                "{} {} {words}; it is kept as text. Rows {}. Export the file again if a cell looks \
                 wrong.",
                found.len(),
                if found.len() == 1 { "cell has" } else { "cells have" },
                list(&records),
            );
            warnings.push(Warning::problem(code, message).at_row(row).at_column(column));
        }
    }
}

/// The first few of many row numbers.
fn list(records: &[u64]) -> String {
    let named: Vec<String> = records.iter().take(NAMED).map(u64::to_string).collect();
    let more = records.len().saturating_sub(NAMED);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

/// Rows that say the same in every question, word for word.
fn duplicates(sheet: &Sheet, metadata: &[usize], warnings: &mut Vec<Warning>) {
    let columns: Vec<&Column> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(index, _)| !metadata.contains(index))
        .map(|(_, column)| column)
        .collect();
    // Two people may well agree on a few short questions; on many, or in their own words, hardly.
    if columns.len() < 5 {
        return;
    }
    // A row's answers folded into one number; rows that share it are compared cell by cell.
    let mut folded = vec![0u64; sheet.rows];
    let mut filled = vec![0u32; sheet.rows];
    for column in &columns {
        for ((folded, filled), &cell) in folded.iter_mut().zip(&mut filled).zip(&column.cells) {
            *folded = (folded.rotate_left(5) ^ u64::from(cell)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            *filled += u32::from(cell != 0);
        }
    }
    let mut order: Vec<u32> =
        (0..sheet.rows as u32).filter(|&row| filled[row as usize] >= 5).collect();
    order.sort_unstable_by_key(|&row| (folded[row as usize], row));
    let mut pairs: Vec<(u64, u64)> = Vec::new();
    for run in order.chunk_by(|&a, &b| folded[a as usize] == folded[b as usize]) {
        let first = run[0] as usize;
        for &row in &run[1..] {
            if columns.iter().all(|column| column.cells[first] == column.cells[row as usize]) {
                pairs.push((sheet.record(first), sheet.record(row as usize)));
            }
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.1);
    let Some(&(_, second)) = pairs.first() else { return };
    let named: Vec<String> =
        pairs.iter().take(NAMED).map(|(a, b)| format!("{b} (as {a})")).collect();
    let more = pairs.len().saturating_sub(NAMED);
    let message = format!(
        "{} {} the same answers to every question as an earlier row: rows {}{}. They are counted; \
         remove them if somebody sent the form twice.",
        pairs.len(),
        if pairs.len() == 1 { "row gives" } else { "rows give" },
        named.join(", "),
        if more > 0 { format!(" and {more} more") } else { String::new() },
    );
    warnings.push(Warning::notice("duplicate-respondents", message).at_row(second));
}

/// Cells that look like mail or network addresses, or names. Their values are never repeated.
fn identifying(index: usize, column: &Column, warnings: &mut Vec<Warning>) {
    let (mut mail, mut network, mut all) = (0u64, 0u64, 0u64);
    for (_, text, count) in column.distinct() {
        all += u64::from(count);
        mail += if has_mail_address(text) { u64::from(count) } else { 0 };
        network += if has_network_address(text) { u64::from(count) } else { 0 };
    }
    for (count, code, what) in [
        (mail, "mail-addresses", "a mail address"),
        (network, "network-addresses", "a network address"),
    ] {
        if count > 0 {
            let message = format!(
                "{count} of {all} answers hold what looks like {what}. Remove them before sharing \
                 the file.",
            );
            let plain = format!(
                "Some answers hold what looks like {what}. Remove them before sharing the file."
            );
            warnings.push(Warning::notice(code, message).or_without(plain).at_column(index));
        }
    }
}

/// Looks at the questions: their options, and whether their answers give people away.
pub(crate) fn questions(survey: &mut Survey) {
    let mut warnings = Vec::new();
    for question in &survey.questions {
        variants(question, &mut warnings);
        dates(question, &mut warnings);
        names(question, survey.people, &mut warnings);
    }
    shadows(survey, &mut warnings);
    survey.warnings.append(&mut warnings);
}

fn warn(question: &Question, warning: Warning) -> Warning {
    let warning = warning.about(&question.id);
    match question.columns.first() {
        Some(&column) => warning.at_column(column),
        None => warning,
    }
}

/// Headers that look like the id of another question: in filters the name means that one.
fn shadows(survey: &Survey, warnings: &mut Vec<Warning>) {
    // A questionnaire's ids are chosen, and said in its documentation to come second.
    let named = |question: &&Question| !question.told && question.grid.is_none();
    let ids: BTreeSet<&str> =
        survey.questions.iter().map(|question| question.id.as_str()).collect();
    for question in survey.questions.iter().filter(named) {
        let label = question.label.trim().to_lowercase();
        if label != question.id && ids.contains(label.as_str()) {
            let message = format!(
                "The header of {} looks like the id of another question. In filters, {label} means \
                 the question of that id, not this one: name this one {}.",
                question.id, question.id,
            );
            warnings.push(warn(question, Warning::notice("header-like-id", message)));
        }
    }
}

/// Labels that differ only in case, in blanks, or in the look of a quotation mark.
fn variants(question: &Question, warnings: &mut Vec<Warning>) {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, choice) in question.options.iter().enumerate() {
        alike.entry(folded(&choice.label)).or_default().push(index);
    }
    for group in alike.values().filter(|group| group.len() > 1) {
        let message = |counted: bool| {
            let named = group.iter().map(|&index| {
                let choice = &question.options[index];
                let count = format!(" ({})", choice.people.count());
                format!("“{}”{}", choice.label, if counted { &count } else { "" })
            });
            format!(
                "{} differ only in case or blanks and are counted apart. A questionnaire with one \
                 of them as an alias of the other counts them as one.",
                named.collect::<Vec<_>>().join(" and "),
            )
        };
        let warning = Warning::problem("label-variants", message(true)).or_without(message(false));
        warnings.push(warn(question, warning));
    }
}

fn folded(label: &str) -> String {
    let plain =
        label.replace(['’', '‘', '`'], "'").replace(['“', '”'], "\"").replace('\u{a0}', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Options such as `Oct-49`, which were `10-49` before a spreadsheet took them for a date.
fn dates(question: &Question, warnings: &mut Vec<Warning>) {
    if question.kind == Kind::Date {
        return;
    }
    let damaged: Vec<String> = question
        .options
        .iter()
        .filter_map(|choice| {
            Some(format!("“{}” was perhaps “{}”", choice.label, undated(&choice.label)?))
        })
        .collect();
    if !damaged.is_empty() {
        let message = format!(
            "A spreadsheet has turned options into dates: {}. Export the answers again without \
             opening them in a spreadsheet, or name the options in a questionnaire.",
            damaged.join(", "),
        );
        warnings.push(warn(question, Warning::problem("option-became-date", message)));
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a label was before it became a date: `Oct-49` was `10-49`, `5-Feb` was `2-5`.
pub(crate) fn undated(label: &str) -> Option<String> {
    let (first, second) = label.trim().split_once('-')?;
    let month = |text: &str| {
        let text = text.to_lowercase();
        MONTHS.iter().position(|month| text == *month).map(|index| index + 1)
    };
    let number = |text: &str| {
        (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u32>().ok())?
    };
    match (month(first), number(second), number(first), month(second)) {
        (Some(month), Some(number), _, _) | (_, _, Some(number), Some(month)) => {
            Some(format!("{month}-{number}"))
        }
        _ => None,
    }
}

/// Questions of words that ask for names, or how to reach people.
fn names(question: &Question, people: usize, warnings: &mut Vec<Warning>) {
    if question.kind == Kind::Text && people > 0 && mentions(&question.label) {
        let message = "Its answers are likely names, or ways to reach people: they are kept as text and \
                       not shown. Keep them from whoever does not need them, and out of everything that \
                       is shared. Where they are none, a questionnaire that names its options counts \
                       them.";
        warnings.push(warn(question, Warning::notice("looks-like-names", message)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_dates() {
        for (label, was) in
            [("Oct-49", Some("10-49")), ("5-Feb", Some("2-5")), ("Mon-Fri", None), ("10-49", None)]
        {
            assert_eq!(undated(label).as_deref(), was, "{label}");
        }
    }
}
