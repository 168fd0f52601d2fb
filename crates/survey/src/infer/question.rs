//! From a question's cells to its kind, its options, and who chose them.

use super::checkbox::{self, Ticks};
use super::codes;
use super::doubts::{self, List};
use super::hints::Hints;
use super::identifying::{self, Clue};
use super::other::{add_written, is_other, push_other};
use super::sets::{Lists, option_sets};
use super::{grid, moment, scale, single};
use crate::answers::{Choice, Question};
use crate::read::layout::{Draft, Joined, Shape, Tick};
use crate::read::sheet::{Column, Sheet};
use crate::{Kind, Note, Warning};
use paap_analysis::People;

/// Reads one question. A grid gives itself and its rows.
pub(crate) fn read(
    draft: &Draft,
    id: &str,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Vec<Question> {
    match &draft.shape {
        Shape::Grid(rows) => grid::read(draft, rows, id, sheet, warnings),
        _ => end(begin(draft, id, sheet, warnings), sheet, warnings),
    }
}

/// A question that has been looked at.
pub(super) enum Begun<'a> {
    /// It is plain what it is.
    Read(Vec<Question>),
    /// It is answered once, in one column.
    Open(Box<Open<'a>>),
}

/// A question that is answered once, in one column.
pub(super) struct Open<'a> {
    pub(super) question: Question,
    pub(super) column: usize,
    /// What was written at *Other* is in this column.
    other: Option<usize>,
    /// Each distinct cell: its number, its text without the blanks around it, how many rows hold
    /// it.
    pub(super) cells: Vec<(u32, &'a str, u64)>,
    /// How many rows hold text.
    pub(super) filled: u64,
    /// What may stand between several answers in one cell.
    list: List,
    /// Whether its kind has been found and it is filled in.
    pub(super) found: bool,
}

impl<'a> Begun<'a> {
    pub(super) fn open(&self) -> Option<&Open<'a>> {
        match self {
            Self::Read(_) => None,
            Self::Open(open) => Some(open),
        }
    }
}

/// Looks at a question. What is answered once is left open: rows of a grid are looked at together.
pub(super) fn begin<'a>(
    draft: &Draft,
    id: &str,
    sheet: &'a Sheet,
    warnings: &mut Vec<Warning>,
) -> Begun<'a> {
    match &draft.shape {
        Shape::Column { column, joined, other } => {
            match column_question(draft, id, *column, *joined, sheet, warnings) {
                Begun::Open(open) => Begun::Open(Box::new(Open { other: *other, ..*open })),
                Begun::Read(mut questions) => {
                    if let (Some(question), Some(other)) = (questions.first_mut(), *other) {
                        add_written(question, &sheet.columns[other], sheet.rows);
                    }
                    Begun::Read(questions)
                }
            }
        }
        Shape::Ticks { .. } => Begun::Read(vec![ticks(draft, id, &draft.shape, sheet)]),
        Shape::Grid(rows) => Begun::Read(grid::read(draft, rows, id, sheet, warnings)),
    }
}

/// Finds out what is still open.
pub(super) fn end(begun: Begun<'_>, sheet: &Sheet, warnings: &mut Vec<Warning>) -> Vec<Question> {
    let mut open = match begun {
        Begun::Read(questions) => return questions,
        Begun::Open(open) => *open,
    };
    if !open.found {
        let cells: Vec<(&str, u64)> = open.cells.iter().map(|cell| (cell.1, cell.2)).collect();
        let mut doubts = Vec::new();
        let label = &open.question.label;
        let found = codes::find(label, &cells, &mut doubts)
            .unwrap_or_else(|| single::find(Hints::of(label), &cells, &mut doubts));
        let of = open.cells.iter().enumerate().map(|(place, cell)| (cell.0, place));
        found.fill(&mut open.question, &sheet.columns[open.column], of);
        let placed = |doubt: Warning| doubt.at_column(open.column).about(&open.question.id);
        warnings.extend(doubts.into_iter().map(placed));
    }
    identifying::hide(&mut open.question);
    let cells: Vec<(&str, u64)> = open.cells.iter().map(|cell| (cell.1, cell.2)).collect();
    doubts::tell_one_answer(&open.question, open.list, &cells, open.column, warnings);
    if let Some(other) = open.other {
        add_written(&mut open.question, &sheet.columns[other], sheet.rows);
    }
    vec![open.question]
}

/// The distinct cells of a column that hold text.
pub(super) fn distinct(column: &Column) -> Vec<(u32, &str, u64)> {
    column
        .distinct()
        .map(|(number, text, count)| (number, text.trim(), u64::from(count)))
        .filter(|(_, text, _)| !text.is_empty())
        .collect()
}

/// A question that nobody has answered yet.
pub(super) fn empty(draft: &Draft, id: &str, kind: Kind, people: usize) -> Question {
    Question {
        id: id.to_owned(),
        slug: String::new(),
        label: draft.label.clone(),
        kind,
        grid: None,
        rows: Vec::new(),
        options: Vec::new(),
        asked: People::all(people),
        answered: People::none(people),
        nothing_ticked: None,
        asked_if: None,
        notes: Vec::new(),
        score: None,
        told: false,
        figures: Vec::new(),
        columns: draft.columns(),
    }
}

fn column_question<'a>(
    draft: &Draft,
    id: &str,
    index: usize,
    joined: Joined,
    sheet: &'a Sheet,
    warnings: &mut Vec<Warning>,
) -> Begun<'a> {
    let column = &sheet.columns[index];
    let mut question = empty(draft, id, Kind::Text, sheet.rows);
    let cells = distinct(column);
    let filled: u64 = cells.iter().map(|cell| cell.2).sum();
    question.answered = filled_in(column, sheet.rows);
    if filled == 0 {
        question.notes.push(Note::plain("Nobody answered."));
        return Begun::Read(vec![question]);
    }
    if most(&cells, filled, moment::is_moment) {
        question.kind = Kind::Date;
        return Begun::Read(vec![question]);
    }
    // Texts are never shown, options are: what gives people away stays text.
    if let Some(clue) = identifying::clue(&draft.label, &cells, filled) {
        if clue == Clue::Phone {
            let message =
                "Its answers look like phone numbers: they are kept as text and not shown.";
            let warning = Warning::notice("phone-numbers", message);
            warnings.push(warning.at_column(index).about(&question.id));
        }
        return Begun::Read(vec![question]);
    }
    let told = invites_several(&draft.label);
    let mut list = List { separator: None, told };
    if let Joined::Perhaps(separator) = joined {
        // As they stand in the file: a separator at the end says something.
        let texts = as_they_stand(column, &cells);
        for separator in separators(separator, &texts) {
            if let Some(ticks) = checkbox::infer(&texts, separator, told, sheet.rows) {
                checkbox_options(&mut question, &cells, &ticks, column, sheet.rows);
                identifying::hide(&mut question);
                doubts::tell(&question, &ticks, &cells, index, sheet, warnings);
                return Begun::Read(vec![question]);
            }
        }
        list.separator = Some(separator);
    }
    let open = Open { question, column: index, other: None, cells, filled, list, found: false };
    Begun::Open(Box::new(open))
}

/// The distinct cells of a column, with the blanks around them.
fn as_they_stand<'a>(column: &'a Column, cells: &[(u32, &str, u64)]) -> Vec<(&'a str, u64)> {
    cells.iter().map(|cell| (column.values.get(cell.0), cell.2)).collect()
}

/// What may stand between options in one column: what the tool puts there, or the bar of a list
/// that somebody typed.
fn separators(
    separator: &'static str,
    cells: &[(&str, u64)],
) -> impl Iterator<Item = &'static str> {
    // Cells are looked at only where the tool's own separator finds no options.
    let barred = || {
        let has_bar = |cell: &&(&str, u64)| memchr::memchr(b'|', cell.0.as_bytes()).is_some();
        cells.iter().filter(has_bar).map(|cell| cell.1).sum::<u64>() >= 2
    };
    let bar = std::iter::once_with(move || (separator != "|" && barred()).then_some("|"));
    std::iter::once(separator).chain(bar.flatten())
}

/// Whether nearly all rows hold such a text.
fn most(cells: &[(u32, &str, u64)], filled: u64, is_such: impl Fn(&str) -> bool) -> bool {
    let mut others = 0;
    // Looking ends as soon as too many are not such.
    cells.iter().all(|cell| {
        others += if is_such(cell.1) { 0 } else { cell.2 };
        others * 10 <= filled
    })
}

/// Whether the question's text asks for several answers.
fn invites_several(label: &str) -> bool {
    let label = label.to_lowercase();
    [
        "all that apply",
        "all which apply",
        "select all",
        "choose all",
        "check all",
        "tick all",
        "select any",
        "choose any",
        "multiple answers",
        "mehrfach",
        "plusieurs réponses",
    ]
    .iter()
    .any(|words| label.contains(words))
}

/// Those whose cell holds text.
pub(super) fn filled_in(column: &Column, people: usize) -> People {
    let blank: Vec<bool> = (0..column.values.len() as u32)
        .map(|number| column.values.get(number).trim().is_empty())
        .collect();
    People::from_fn(people, |person| !blank[column.cells[person] as usize])
}

fn checkbox_options(
    question: &mut Question,
    cells: &[(u32, &str, u64)],
    ticks: &Ticks,
    column: &Column,
    people: usize,
) {
    question.kind = Kind::Checkbox;
    let other = ticks.options.len() as u16;
    let ticked = cells.iter().zip(&ticks.cells).map(|(cell, ticked)| {
        let written = ticked.has_other().then_some(other);
        (cell.0, ticked.options.iter().copied().chain(written))
    });
    let lists = Lists::numbered(ticked, column.values.len());
    let mut sets = option_sets(column, usize::from(other) + 1, |cell| lists.of(cell));
    let written = sets.pop().unwrap_or_else(|| People::none(people));
    question.options = ticks
        .options
        .iter()
        .zip(sets)
        .map(|(label, people)| Choice { label: label.clone(), people, other: false, score: None })
        .collect();
    push_other(question, written);
}

/// A question with a column for each option; without any where the shape is another.
pub(super) fn ticks(draft: &Draft, id: &str, shape: &Shape, sheet: &Sheet) -> Question {
    match shape {
        Shape::Ticks { options, other, unticked, exclusive } => {
            ticks_question(draft, id, options, *other, unticked, *exclusive, sheet)
        }
        _ => empty(draft, id, Kind::Text, sheet.rows),
    }
}

fn ticks_question(
    draft: &Draft,
    id: &str,
    options: &[Tick],
    other: Option<usize>,
    unticked: &[&str],
    exclusive: bool,
    sheet: &Sheet,
) -> Question {
    let kind = if exclusive { Kind::Single } else { Kind::Checkbox };
    let mut question = empty(draft, id, kind, sheet.rows);
    let mut seen = People::none(sheet.rows);
    let mut marked = false;
    for tick in options {
        let column = &sheet.columns[tick.column];
        let is_mark = |text: &str| unticked.iter().any(|word| word.eq_ignore_ascii_case(text));
        let ticked: Vec<bool> = (0..column.values.len() as u32)
            .map(|number| {
                let text = column.values.get(number).trim();
                !text.is_empty() && !is_mark(text)
            })
            .collect();
        marked = marked || column.distinct().any(|(_, text, _)| is_mark(text.trim()));
        let people = People::from_fn(sheet.rows, |person| ticked[column.cells[person] as usize]);
        seen = seen.or(&filled_in(column, sheet.rows));
        question.answered = question.answered.or(&people);
        let label = tick.label.trim().to_owned();
        question.options.push(Choice { other: is_other(&label), label, people, score: None });
    }
    if let Some(other) = other {
        add_written(&mut question, &sheet.columns[other], sheet.rows);
    }
    question.options.sort_by_key(|choice| choice.other);
    if marked {
        // Where an unticked option leaves a mark, ticking none is an answer. Where the tool could
        // leave one and nowhere did, the file cannot tell.
        let none = seen.minus(&question.answered);
        question.answered = question.answered.or(&none);
        question.nothing_ticked = Some(none);
    }
    if exclusive {
        let labels: Vec<(&str, u64)> =
            question.options.iter().map(|c| (c.label.as_str(), c.people.count())).collect();
        if let Some(ranked) = scale::ranks(&labels) {
            question.kind = Kind::Scale;
            let places = question.options.iter_mut().zip(ranked.places);
            places.for_each(|(choice, place)| choice.score = place);
        }
    }
    question
}
