//! What is odd in the answers themselves.

use super::identifying::{has_mail_address, has_network_address, may_have_addresses, mentions};
use crate::answers::{Question, Survey};
use crate::infer::folded::folded;
use crate::infer::{dates, file, swallowed};
use crate::read::sheet::{Column, Sheet};
use crate::{Kind, Message, Warning};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows a warning names one by one.
const NAMED: usize = 10;

/// Looks at the sheet: its rows, its encoding, and what its cells give away.
pub(crate) fn sheet(sheet: &Sheet, metadata: &[usize]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    file::worksheets(sheet, &mut warnings);
    file::rows(sheet, &mut warnings);
    swallowed::rows(sheet, &mut warnings);
    file::characters(sheet, &mut warnings);
    duplicates(sheet, metadata, &mut warnings);
    for (index, column) in sheet.columns.iter().enumerate() {
        if !metadata.contains(&index) {
            identifying(index, column, &mut warnings);
        }
    }
    warnings
}

/// Leaves out nearly all rows whose number no other row has.
fn keep_shared(rows: &mut Vec<u32>, number: impl Fn(u32) -> u64) {
    // A bit for each class of numbers; there are many more classes than rows.
    let bits = (rows.len() * 32).next_power_of_two().max(64);
    let class = |row| (number(row) >> 32) as usize & (bits - 1);
    // Written at once: memory that is only promised to be zero is slow to look into.
    let zeros = || -> Vec<u64> { std::iter::repeat_n(0, bits / 64).collect() };
    let (mut once, mut more) = (zeros(), zeros());
    for &row in &*rows {
        let (word, bit) = (class(row) / 64, 1 << (class(row) % 64));
        more[word] |= once[word] & bit;
        once[word] |= bit;
    }
    rows.retain(|&row| more[class(row) / 64] >> (class(row) % 64) & 1 == 1);
}

/// How many rows are folded at a time.
const FOLDED: usize = 1 << 10;

/// How many questions somebody must have answered to be named for saying the same as another.
const FILLED: usize = 5;

/// 2^64 divided by the golden ratio: what is multiplied by it is spread over all bits (Knuth, "The Art of
/// Computer Programming", volume 3, section 6.4).
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

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
    if columns.len() < FILLED {
        return;
    }
    // A row's answers folded into one number; rows that share it are compared cell by cell. So
    // many rows are folded at a time that their numbers stay close to the processor.
    let mut folded: Vec<u64> = Vec::with_capacity(sheet.rows);
    for start in (0..sheet.rows).step_by(FOLDED) {
        let mut chunk = [0u64; FOLDED];
        let end = sheet.rows.min(start + FOLDED);
        for column in &columns {
            for (folded, &cell) in chunk.iter_mut().zip(&column.cells[start..end]) {
                *folded = (folded.rotate_left(5) ^ u64::from(cell)).wrapping_mul(MULTIPLIER);
            }
        }
        folded.extend_from_slice(&chunk[..end - start]);
    }
    let mut order: Vec<u32> = (0..sheet.rows as u32).collect();
    keep_shared(&mut order, |row| folded[row as usize]);
    order.retain(|&row| {
        let filled = columns.iter().filter(|column| column.cells[row as usize] != 0);
        filled.count() >= FILLED
    });
    order.sort_unstable_by_key(|&row| (folded[row as usize], row));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for run in order.chunk_by(|&a, &b| folded[a as usize] == folded[b as usize]) {
        // Nearly always one.
        let mut firsts: Vec<usize> = Vec::new();
        for row in run.iter().map(|&row| row as usize) {
            let same = |&first: &usize| {
                columns.iter().all(|column| column.cells[first] == column.cells[row])
            };
            match firsts.iter().copied().find(same) {
                Some(first) => pairs.push((first, row)),
                None => firsts.push(row),
            }
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.1);
    let Some(&(_, second)) = pairs.first() else { return };
    let named = pairs.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|&(first, row)| format!("{} (as {})", sheet.record(row), sheet.record(first)))
        .collect();
    let more = pairs.len().saturating_sub(NAMED);
    let message = format!(
        "{} {} the same answers to every question as an earlier row: rows {}{}. They are counted; \
         remove them if somebody sent the form twice.",
        pairs.len(),
        if pairs.len() == 1 { "row gives" } else { "rows give" },
        named.join(", "),
        if more > 0 { format!(" and {more} more") } else { String::new() },
    );
    // Where numbers are small, which rows are alike would say how many are.
    let plain = "Some rows give the same answers to every question as an earlier row. They are \
                 counted; remove them if somebody sent the form twice.";
    let message = Message::counted(message, plain);
    warnings.push(Warning::notice("duplicate-respondents", message).at_row(sheet.record(second)));
}

/// Cells that look like mail or network addresses, or names. Their values are never repeated.
fn identifying(index: usize, column: &Column, warnings: &mut Vec<Warning>) {
    let (mut mail, mut network, mut all) = (0u64, 0u64, 0u64);
    // Most columns have none of the marks of an address in all their texts.
    if !may_have_addresses(column.values.all()) {
        return;
    }
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
            warnings.push(Warning::notice(code, Message::counted(message, plain)).at_column(index));
        }
    }
}

/// Looks at the questions: their options, and whether their answers give people away.
pub(crate) fn questions(survey: &mut Survey) {
    let mut warnings = Vec::new();
    for question in &survey.questions {
        variants(question, &mut warnings);
        warnings.extend(dates::damaged(question).map(|warning| warn(question, warning)));
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
            warnings
                .push(warn(question, Warning::notice("header-like-id", Message::plain(message))));
        }
    }
}

/// Labels that look the same but for case or blanks.
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
                "{} differ only in case, blanks or signs that look alike, and are counted apart. A \
                 questionnaire with one of them as an alias of the other counts them as one.",
                named.collect::<Vec<_>>().join(" and "),
            )
        };
        let warning = Message::counted(message(true), message(false));
        let warning = Warning::problem("label-variants", warning);
        warnings.push(warn(question, warning));
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
