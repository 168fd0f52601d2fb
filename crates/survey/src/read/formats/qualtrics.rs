//! Qualtrics: a row of tags, a row of texts and, since *Insights*, a row of import ids.
//!
//! The import ids are the surest guide to what belongs together; older files, and those from
//! which that row was taken, are grouped by tags, and where people renamed those, by texts.

mod heads;
mod label;

use self::heads::{Head, Heads, METADATA};
use super::answers::Answers;
use super::group::{Group, Habits, Part};
use super::words::role;
use crate::read::layout::{Draft, Format, Joined, Layout, Reader, Shape};
use crate::read::sheet::Sheet;

pub(crate) const FORMAT: Format = Format { reader: Reader::Qualtrics, recognise, lay_out };

/// Answers that were shown and not given are empty, or these where one chose to recode them.
const HABITS: Habits =
    Habits { unticked: &["0", "-99"], spreads: false, joined: Joined::Never, told: true };

fn recognise(sheet: &Sheet) -> u8 {
    let heads = Heads::of(sheet);
    if heads.imports.is_some() {
        return 100;
    }
    let known = |row: usize| {
        let names =
            (0..sheet.width()).filter(|&c| role(METADATA, heads::cell(sheet, row, c)).is_some());
        names.count()
    };
    if heads.legacy {
        return 97;
    }
    match known(heads.tags) {
        5.. => 95,
        3..=4 if heads.questions(sheet) > 0 => 85,
        _ if heads.texts != heads.tags && heads.questions(sheet) * 2 > sheet.width() => 60,
        _ => 0,
    }
}

fn lay_out(sheet: &Sheet) -> Layout {
    let places = Heads::of(sheet);
    let answers = Answers { sheet, headers: places.count.min(sheet.rows) };
    let mut layout = Layout { headers: answers.headers, ..Layout::default() };
    let mut open: Vec<Head> = Vec::new();
    for head in heads::read(sheet, &places, &answers, &mut layout.metadata) {
        if open.last().is_some_and(|last| !last.belongs_with(&head)) {
            question(&answers, std::mem::take(&mut open), &places, &mut layout);
        }
        open.push(head);
    }
    question(&answers, open, &places, &mut layout);
    layout
}

/// The question that some columns are, and what follows up on it.
fn question(answers: &Answers<'_>, mut columns: Vec<Head>, places: &Heads, layout: &mut Layout) {
    heads::lengthen(&mut columns);
    let (written, plain): (Vec<Head>, Vec<Head>) = columns.into_iter().partition(|c| c.written);
    if plain.is_empty() {
        layout.questions.extend(texts(written));
        return;
    }
    let first = layout.questions.len();
    // A second column for the whole answer is another question.
    let (whole, parts): (Vec<Head>, Vec<Head>) = plain.into_iter().partition(|c| c.path.is_empty());
    for head in whole {
        // Before *Insights* every option had a column of its own; since then one may choose.
        let joined = if places.legacy { Joined::Never } else { Joined::Perhaps(",") };
        layout.questions.push(Draft::column(label::whole(&head.text), head.column, joined));
    }
    if !parts.is_empty() {
        let drafts = several(answers, parts, layout);
        layout.questions.extend(drafts);
    }
    let mut rest = written.into_iter();
    if let Some(Shape::Column { other, .. } | Shape::Ticks { other, .. }) =
        layout.questions.get_mut(first).map(|draft| &mut draft.shape)
    {
        *other = rest.next().map(|head| head.column);
    }
    let more = rest.map(|head| Draft::column(label::whole(&head.text), head.column, Joined::Never));
    layout.questions.extend(more);
}

/// Boxes to write in.
fn texts(columns: Vec<Head>) -> Vec<Draft> {
    let draft = |label: &str, head: &Head| Draft::column(label, head.column, Joined::Never);
    if let [head] = &columns[..] {
        return vec![draft(label::whole(&head.text), head)];
    }
    let all: Vec<&str> = columns.iter().map(|head| label::whole(&head.text)).collect();
    let Some((stem, rests)) = label::split(&all) else {
        return columns.iter().map(|head| draft(label::whole(&head.text), head)).collect();
    };
    let rows = rests.iter().zip(&columns).map(|(rest, head)| draft(rest, head)).collect();
    vec![Draft { label: stem.to_owned(), shape: Shape::Grid(rows) }]
}

/// A question with several columns: options, the rows of a grid, or both.
fn several(answers: &Answers<'_>, columns: Vec<Head>, layout: &mut Layout) -> Vec<Draft> {
    let texts: Vec<&str> = columns.iter().map(|head| label::whole(&head.text)).collect();
    let split = if texts.len() == 1 { label::last(texts[0]) } else { label::split(&texts) };
    let (stem, rests) = match split {
        Some((stem, rests)) => (stem.to_owned(), rests),
        None => (columns[0].base.trim_start_matches('#').to_owned(), texts.clone()),
    };
    let parts: Vec<Part> = columns
        .iter()
        .zip(&rests)
        .map(|(head, rest)| Part { column: head.column, label: (*rest).to_owned() })
        .collect();
    let mut group = Group { answers: *answers, habits: HABITS, warnings: &mut layout.warnings };
    let deep = columns.iter().all(|head| head.path.len() > 1);
    let ticked = columns.iter().all(|head| answers.profile(head.column).is_single());
    if !deep || !ticked {
        return group.drafts(stem.trim_end_matches([' ', ':']), parts);
    }
    // Every row is a question with options to tick.
    let mut rows: Vec<(&str, Vec<Part>)> = Vec::new();
    for (head, part) in columns.iter().zip(parts) {
        match rows.last_mut() {
            Some((row, parts)) if *row == head.path[0] => parts.push(part),
            _ => rows.push((&head.path[0], vec![part])),
        }
    }
    let drafts = rows.into_iter().map(|(_, parts)| {
        let all: Vec<&str> = parts.iter().map(|part| part.label.as_str()).collect();
        let split = if all.len() == 1 { label::last(all[0]) } else { label::split(&all) };
        let Some((row, leaves)) = split else { return group.ticked("", &parts) };
        let row = row.to_owned();
        let leaves: Vec<Part> = (parts.iter().zip(leaves))
            .map(|(part, leaf)| Part { column: part.column, label: leaf.to_owned() })
            .collect();
        group.ticked(&row, &leaves)
    });
    let shape = Shape::Grid(drafts.collect());
    vec![Draft { label: stem.trim_end_matches([' ', ':']).to_owned(), shape }]
}

#[cfg(test)]
mod tests;
