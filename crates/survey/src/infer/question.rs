//! From a question's cells to its kind, its options, and who chose them.

use super::checkbox::{self, Ticks};
use super::figure::Figure;
use super::identifying::{self, Clue};
use super::single;
use super::{moment, scale};
use crate::answers::{Choice, Question};
use crate::read::layout::{Draft, Joined, Shape, Tick};
use crate::read::sheet::{Column, Sheet};
use crate::{Kind, Warning};
use paap_analysis::People;

/// Reads one question. A grid gives itself and its rows.
pub(crate) fn read(
    draft: &Draft,
    id: &str,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Vec<Question> {
    match &draft.shape {
        Shape::Column { column, joined, other } => {
            let mut question = column_question(draft, id, *column, *joined, sheet, warnings);
            if let Some(other) = *other {
                add_written(&mut question, &sheet.columns[other], sheet.rows);
                question.columns.push(other);
            }
            vec![question]
        }
        Shape::Ticks { options, other, unticked, exclusive } => {
            vec![ticks_question(draft, id, options, *other, unticked, *exclusive, sheet)]
        }
        Shape::Grid(rows) => {
            let mut questions = vec![empty(draft, id, Kind::Grid, sheet.rows)];
            for (index, row) in rows.iter().enumerate() {
                let id = format!("{id}.{}", index + 1);
                let mut read = read(row, &id, sheet, warnings);
                questions.append(&mut read);
            }
            join_rows(&mut questions);
            questions
        }
    }
}

/// Ties a grid, which comes first, to its rows, which follow.
pub(super) fn join_rows(questions: &mut [Question]) {
    let Some((grid, rows)) = questions.split_first_mut() else { return };
    for row in rows.iter_mut() {
        row.grid = Some(grid.id.clone());
        grid.answered = grid.answered.or(&row.answered);
    }
    grid.rows = rows.iter().map(|row| row.id.clone()).collect();
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

fn column_question(
    draft: &Draft,
    id: &str,
    index: usize,
    joined: Joined,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Question {
    let column = &sheet.columns[index];
    let mut question = empty(draft, id, Kind::Text, sheet.rows);
    let cells: Vec<(u32, &str, u64)> = column
        .distinct()
        .map(|(number, text, count)| (number, text.trim(), u64::from(count)))
        .filter(|(_, text, _)| !text.is_empty())
        .collect();
    let filled: u64 = cells.iter().map(|cell| cell.2).sum();
    question.answered = filled_in(column, sheet.rows);
    if filled == 0 {
        question.notes.push("Nobody answered.".to_owned());
        return question;
    }
    if most(&cells, filled, moment::is_moment) {
        question.kind = Kind::Date;
        return question;
    }
    // Texts are never shown, options are: what gives people away stays text.
    if let Some(clue) = identifying::clue(&draft.label, &cells, filled) {
        if clue == Clue::Phone {
            let message =
                "Its answers look like phone numbers: they are kept as text and not shown.";
            let warning = Warning::notice("phone-numbers", message);
            warnings.push(warning.at_column(index).about(&question.id));
        }
        return question;
    }
    if let Joined::Perhaps(separator) = joined {
        let texts: Vec<(&str, u64)> = cells.iter().map(|cell| (cell.1, cell.2)).collect();
        if let Some(ticks) = checkbox::infer(&texts, separator, invites_several(&draft.label)) {
            checkbox_options(&mut question, &cells, &ticks, column, sheet.rows);
            identifying::hide(&mut question);
            tell_doubts(&question, &ticks, index, warnings);
            return question;
        }
    }
    single::read(&mut question, &cells, filled, column, index, sheet, warnings);
    identifying::hide(&mut question);
    question
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

/// For every option the set of those whose cell holds it. `per_value` lists the options of each
/// distinct cell.
pub(super) fn option_sets(column: &Column, per_value: &[Vec<u16>], options: usize) -> Vec<People> {
    let people = column.cells.len();
    let words = people.div_ceil(64);
    let mut starts = Vec::with_capacity(per_value.len() + 1);
    let mut flat: Vec<u16> = Vec::new();
    for value in per_value {
        starts.push(flat.len() as u32);
        flat.extend(value);
    }
    starts.push(flat.len() as u32);
    let mut bits = vec![0u64; words * options];
    for (word, chunk) in column.cells.chunks(64).enumerate() {
        for (bit, &cell) in chunk.iter().enumerate() {
            let cell = cell as usize;
            for &option in &flat[starts[cell] as usize..starts[cell + 1] as usize] {
                bits[usize::from(option) * words + word] |= 1 << bit;
            }
        }
    }
    (0..options)
        .map(|option| {
            People::from_words(bits[option * words..(option + 1) * words].to_vec(), people)
        })
        .collect()
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
    let mut per_value = vec![Vec::new(); column.values.len()];
    for ((number, _, _), ticked) in cells.iter().zip(&ticks.cells) {
        let value = &mut per_value[*number as usize];
        value.clone_from(&ticked.options);
        if ticked.other.is_some() {
            value.push(other);
        }
    }
    let mut sets = option_sets(column, &per_value, usize::from(other) + 1);
    let written = sets.pop().unwrap_or_else(|| People::none(people));
    question.options = ticks
        .options
        .iter()
        .zip(sets)
        .map(|(label, people)| Choice { label: label.clone(), people, other: false, score: None })
        .collect();
    push_other(question, written);
}

/// Adds *Other* where somebody wrote something.
pub(super) fn push_other(question: &mut Question, people: People) {
    if !people.is_empty() {
        question.options.push(Choice {
            label: "Other".to_owned(),
            people,
            other: true,
            score: None,
        });
    }
}

/// What was written at *Other*, in a column of its own.
pub(super) fn add_written(question: &mut Question, column: &Column, people: usize) {
    let written = filled_in(column, people);
    question.answered = question.answered.or(&written);
    // A choice of "Other" and its text are one answer.
    match question.options.iter_mut().find(|choice| choice.other || is_other(&choice.label)) {
        Some(choice) => {
            choice.people = choice.people.or(&written);
            choice.other = true;
        }
        None => push_other(question, written),
    }
}

fn is_other(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    label == "other"
        || label.starts_with("other (")
        || label.starts_with("other:")
        || label.starts_with("other, please")
        || label.starts_with("other please")
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
    for tick in options {
        let column = &sheet.columns[tick.column];
        let ticked: Vec<bool> = (0..column.values.len() as u32)
            .map(|number| {
                let text = column.values.get(number).trim();
                !text.is_empty() && !unticked.iter().any(|word| word.eq_ignore_ascii_case(text))
            })
            .collect();
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
    if !unticked.is_empty() {
        // Where an unticked option leaves a mark, ticking none is an answer.
        let none = seen.minus(&question.answered);
        question.answered = question.answered.or(&none);
        question.nothing_ticked = Some(none);
    }
    if exclusive {
        let labels: Vec<(&str, u64)> =
            question.options.iter().map(|c| (c.label.as_str(), c.people.count())).collect();
        if let Some(ranks) = scale::ranks(&labels) {
            question.kind = Kind::Scale;
            question.options.iter_mut().zip(ranks).for_each(|(choice, rank)| choice.score = rank);
        }
    }
    question
}

fn tell_doubts(question: &Question, ticks: &Ticks, column: usize, warnings: &mut Vec<Warning>) {
    let quote = |texts: &[String]| {
        texts
            .iter()
            .map(|text| format!("“{}”", identifying::shown(text)))
            .collect::<Vec<_>>()
            .join(" and ")
    };
    for doubt in &ticks.doubts {
        let message = format!(
            "The answers of {} {} can be read in two ways: as {}, or as {}. The first reading is \
             taken; a questionnaire that names the options settles it.",
            doubt.rows,
            if doubt.rows == 1 { "person" } else { "people" },
            quote(&doubt.taken),
            quote(&doubt.other),
        );
        let plain = format!(
            "Some answers can be read in two ways: as {}, or as {}. The first reading is taken; a \
             questionnaire that names the options settles it.",
            quote(&doubt.taken),
            quote(&doubt.other),
        );
        let warning = Warning::notice("ambiguous-options", message).or_without(plain);
        warnings.push(warning.at_column(column).about(&question.id));
    }
    if !ticks.perhaps_options.is_empty() {
        let message = format!(
            "{} stands before known options, where only an option can stand, but one person alone \
             has it; it is counted as Other. A questionnaire that names it as an option settles it.",
            quote(&ticks.perhaps_options),
        );
        warnings
            .push(Warning::notice("perhaps-option", message).at_column(column).about(&question.id));
    }
    if let Some(other) = question.options.iter().find(|choice| choice.other) {
        let written = other.people.count();
        let message = format!(
            "{written} {} wrote something that belongs to no option. It is counted as one Other \
             each; an option that only one person ticked looks the same.",
            if written == 1 { "person" } else { "people" },
        );
        let plain = "Some people wrote something that belongs to no option. It is counted as one \
                     Other each; an option that only one person ticked looks the same.";
        let warning = Warning::notice("text-seen-once", message).or_without(plain);
        warnings.push(warning.at_column(column).about(&question.id));
    }
}

/// Whether a figure is a whole number on a short scale.
pub(super) fn rating_value(figure: Figure) -> Option<i64> {
    match figure {
        Figure::Exact(x) if x.fract() == 0.0 && (0.0..=10.0).contains(&x) => Some(x as i64),
        _ => None,
    }
}
