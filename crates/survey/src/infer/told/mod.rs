//! Reading by a questionnaire: what it says goes, where it says something, and inference is for
//! the rest.

mod asked;
mod cells;
mod fits;

pub(crate) use asked::asked;

use super::folded::folded;
use super::{grid, question};
use crate::answers::Question;
use crate::questionnaire::{self, Cells, Kind, Questionnaire, Row, Texts};
use crate::read::layout::{Draft, Shape};
use crate::read::sheet::Sheet;
use crate::{Message, Warning};

/// What the questionnaire says of one draft, or of a grid's row.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    question: &'a questionnaire::Question,
    row: Option<&'a Row>,
    /// The tag of the language that is shown.
    language: &'a str,
}

/// What the questionnaire says of a draft and, where it is a grid, of its rows.
#[derive(Default, Clone)]
pub(crate) struct Told<'a> {
    own: Option<Part<'a>>,
    rows: Vec<Option<Part<'a>>>,
}

impl Told<'_> {
    fn is_nothing(&self) -> bool {
        self.own.is_none() && self.rows.iter().all(Option::is_none)
    }
}

impl<'a> Part<'a> {
    fn id(&self) -> String {
        match self.row {
            Some(row) => format!("{}.{}", self.question.id, row.id),
            None => self.question.id.clone(),
        }
    }

    fn label(&self) -> &'a str {
        let texts = self.row.map_or(&self.question.label, |row| &row.label);
        shown(texts, self.language)
    }

    /// How it is answered: a grid's row as the grid's cells are.
    fn kind(&self) -> Kind {
        match (self.row, self.question.cells) {
            (None, _) => self.question.kind,
            (Some(_), Cells::Single) => Kind::Single,
            (Some(_), Cells::Checkbox) => Kind::Checkbox,
            (Some(_), Cells::Scale) => Kind::Scale,
        }
    }
}

/// A text in the language that is shown; else in any.
fn shown<'a>(texts: &'a Texts, language: &str) -> &'a str {
    texts.get(language).or_else(|| texts.iter().next().map(|text| text.1)).unwrap_or_default()
}

/// The header cells of every column, while they are still in the sheet.
pub(crate) fn headers(sheet: &Sheet, rows: usize) -> Vec<Vec<String>> {
    let of = |column| (0..rows.min(sheet.rows)).map(move |row| folded(sheet.text(row, column)));
    (0..sheet.columns.len()).map(|c| of(c).filter(|text| !text.is_empty()).collect()).collect()
}

/// Finds what the questionnaire says of every draft; the first of several alike goes first.
pub(crate) fn find<'a>(
    questionnaire: &'a Questionnaire,
    drafts: &[Draft],
    headers: &[Vec<String>],
    warnings: &mut Vec<Warning>,
) -> Vec<Told<'a>> {
    let language = questionnaire.language();
    let mut told: Vec<Told<'a>> = drafts
        .iter()
        .map(|draft| match &draft.shape {
            Shape::Grid(rows) => Told { own: None, rows: vec![None; rows.len()] },
            _ => Told::default(),
        })
        .collect();
    let own = |draft: &Draft| {
        let mut names = vec![folded(&draft.label)];
        if let Some(&column) = draft.columns().first() {
            names.extend(headers.get(column).into_iter().flatten().cloned());
        }
        names
    };
    let in_grid = |grid: &Draft, row: &Draft| {
        let mut names = own(row);
        names.push(folded(&format!("{} [{}]", grid.label, row.label)));
        names
    };
    let mut left: Vec<&questionnaire::Question> = questionnaire.questions().collect();
    // By the header first: labels may be alike, and may have been reworded.
    for by_column in [true, false] {
        left.retain(|question| {
            let wanted = wanted(&question.column, &question.label, by_column);
            let is = |names: Vec<String>| names.iter().any(|name| wanted.contains(name));
            for (draft, told) in drafts.iter().zip(&mut told) {
                if told.own.is_some() {
                    continue;
                }
                let part = Part { question, row: None, language };
                match (&draft.shape, question.kind) {
                    (Shape::Grid(rows), Kind::Grid) => {
                        let names = |row: &Row| {
                            let mut names = self::wanted(&row.column, &row.label, true);
                            names.extend(self::wanted(&row.column, &row.label, false));
                            names
                        };
                        let row = |draft_row: &Draft| {
                            let found = in_grid(draft, draft_row);
                            question
                                .rows
                                .iter()
                                .find(|row| names(row).iter().any(|name| found.contains(name)))
                                .map(|row| Part { row: Some(row), ..part })
                        };
                        let parts: Vec<Option<Part<'a>>> = rows.iter().map(row).collect();
                        let same = wanted.contains(&folded(&draft.label));
                        let most = parts.iter().flatten().count() * 2 > question.rows.len();
                        if most && (same || !by_column) {
                            *told = Told { own: Some(part), rows: parts };
                            return false;
                        }
                    }
                    (Shape::Grid(rows), _) => {
                        for (row, told) in rows.iter().zip(&mut told.rows) {
                            if told.is_none() && is(in_grid(draft, row)) {
                                *told = Some(part);
                                return false;
                            }
                        }
                    }
                    (_, Kind::Grid) => {}
                    _ if is(own(draft)) => {
                        told.own = Some(part);
                        return false;
                    }
                    _ => {}
                }
            }
            true
        });
    }
    for question in left {
        let message = format!(
            "No column holds the answers to “{}” of the questionnaire. Say the column's header at \
             `column`.",
            question.id,
        );
        warnings.push(Warning::problem("question-without-column", Message::plain(message)));
    }
    told
}

/// What a question may be called in an export: its header, or its label in any language.
fn wanted(column: &Option<String>, label: &Texts, by_column: bool) -> Vec<String> {
    if by_column {
        return column.iter().map(|column| folded(column)).collect();
    }
    label.iter().map(|(_, text)| folded(text)).collect()
}

/// Reads one question by what is told of it, and by inference where nothing is.
pub(crate) fn read(
    draft: &Draft,
    told: &Told<'_>,
    id: &str,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Vec<Question> {
    let not_named = |draft: &Draft, id: &str| {
        let message = "The questionnaire does not name this column; its kind and options are \
                       found from its answers.";
        let warning = Warning::notice("not-in-questionnaire", message).about(id);
        match draft.columns().first() {
            Some(&column) => warning.at_column(column),
            None => warning,
        }
    };
    if told.is_nothing() {
        warnings.push(not_named(draft, id));
        return question::read(draft, id, sheet, warnings);
    }
    let (Shape::Grid(rows), parts) = (&draft.shape, &told.rows) else {
        let part = told.own.as_ref();
        return part
            .map(|part| cells::read(draft, part, id, sheet, warnings))
            .into_iter()
            .collect();
    };
    let mut questions = vec![question::empty(draft, id, Kind::Grid, sheet.rows)];
    if let Some(part) = &told.own {
        cells::name(&mut questions[0], part);
    }
    for (index, (row, part)) in rows.iter().zip(parts).enumerate() {
        let id = format!("{id}.{}", index + 1);
        match part {
            Some(part) => questions.push(cells::read(row, part, &id, sheet, warnings)),
            None => {
                warnings.push(not_named(row, &id));
                questions.append(&mut question::read(row, &id, sheet, warnings));
            }
        }
    }
    grid::join_rows(&mut questions);
    questions
}

#[cfg(test)]
mod tests;
