//! The answers in one question's columns, by the options that its questionnaire names.

use super::{Part, fits, shown};
use crate::answers::{Choice, Question};
use crate::infer::checkbox;
use crate::infer::figure::Figure;
use crate::infer::other::{add_written, is_other, push_other};
use crate::infer::question::{self, filled_in};
use crate::infer::sets::{Lists, option_sets};
use crate::infer::single;
use crate::questionnaire::{Kind, Score};
use crate::read::layout::{Draft, Joined, Shape};
use crate::read::sheet::{Column, Sheet};
use crate::{Message, Note, Warning};
use foldhash::{HashMap, HashMapExt};
use paap_analysis::People;

/// An option as the questionnaire has it.
struct Known {
    label: String,
    score: Option<f64>,
    spellings: Vec<String>,
}

/// Gives a question the questionnaire's names.
pub(super) fn name(question: &mut Question, part: &Part<'_>) {
    question.slug = part.id();
    question.label = part.label().to_owned();
    question.told = true;
    let marks = [
        (part.question.sensitive, "Sensitive: the answers could harm somebody if they were known."),
        (
            part.question.quasi_identifier,
            "Quasi-identifier: together with others, the answers could single somebody out.",
        ),
    ];
    // A grid says it once, not in every row.
    let marked = marks.iter().filter(|mark| mark.0 && part.row.is_none());
    question.notes.extend(marked.map(|mark| Note::plain(mark.1)));
}

/// Reads a question that is no grid.
pub(super) fn read(
    draft: &Draft,
    part: &Part<'_>,
    id: &str,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Question {
    let first = draft.columns().first().copied();
    let mut warn = |warning: Warning| {
        let warning = warning.about(id);
        warnings.push(match first {
            Some(column) => warning.at_column(column),
            None => warning,
        });
    };
    let options = options(part);
    let mut unknown = 0;
    let single = match &draft.shape {
        Shape::Column { column, .. } => Some(&sheet.columns[*column]),
        _ => None,
    };
    let mut question = match &draft.shape {
        Shape::Column { column, joined, other } => {
            let column = &sheet.columns[*column];
            let mut question = question::empty(draft, id, kind(part, &options), sheet.rows);
            question.answered = filled_in(column, sheet.rows);
            match part.kind() {
                Kind::Number => numbers(&mut question, column, &mut warn),
                Kind::Date | Kind::Text | Kind::Grid => {}
                kind => {
                    let joined = if kind == Kind::Checkbox { *joined } else { Joined::Never };
                    unknown = choose(&mut question, column, &options, joined, part);
                }
            }
            if let Some(other) = *other {
                if part.question.other || question.kind == Kind::Text {
                    add_written(&mut question, &sheet.columns[other], sheet.rows);
                } else {
                    unknown += sheet.columns[other].filled();
                }
            }
            question
        }
        shape @ Shape::Ticks { .. } => {
            let mut question = question::ticks(draft, id, shape, sheet);
            if part.kind() == Kind::Checkbox || !options.is_empty() {
                question.kind = kind(part, &options);
                unknown = relabel(&mut question, &options, part.question.other);
            } else {
                let message = format!(
                    "The questionnaire says that this is a {}, but it has a column for each \
                     option. It is read as what it looks like.",
                    part.kind().name(),
                );
                warn(Warning::problem("kind-mismatch", Message::plain(message)));
            }
            question
        }
        // A grid's rows come here one by one.
        Shape::Grid(_) => question::empty(draft, id, Kind::Grid, sheet.rows),
    };
    if unknown > 0 {
        let message = format!(
            "{unknown} {} to no option that the questionnaire names for “{}”, and count for none. \
             Add the option, or an alias to one{}.",
            if unknown == 1 { "answer belongs" } else { "answers belong" },
            part.question.id,
            match part.kind() {
                Kind::Single | Kind::Checkbox if part.row.is_none() => {
                    ", or `other: true` where people could write their own"
                }
                _ => "",
            },
        );
        let plain = format!(
            "Some answers belong to no option that the questionnaire names for “{}”, and count for \
             none.",
            part.question.id,
        );
        warn(Warning::problem("unknown-option", Message::counted(message, plain)));
    }
    if let Some(column) = single {
        fits::check(&question, part, column, &mut warn);
    }
    fits::excluded(&question, part, &mut warn);
    name(&mut question, part);
    question.score = match part.question.score {
        Some(Score::Nps) => Some("NPS"),
        Some(Score::Csat) => Some("CSAT"),
        Some(Score::Driver) => Some("Driver"),
        Some(Score::Ces) => Some("CES"),
        Some(Score::Sus) => Some("SUS"),
        Some(Score::UxLite) => Some("UX-Lite"),
        None => None,
    };
    question
}

/// The kind that a question is read as.
fn kind(part: &Part<'_>, options: &[Known]) -> Kind {
    // Neither a grid nor a list of options can say that it rates; options that are their own
    // numbers do: they have distances, and so a mean.
    let own = |option: &Known| option.score.is_none_or(|score| option.label == score.to_string());
    let numbers = options.iter().filter(|option| option.score.is_some()).count();
    match part.kind() {
        Kind::Scale if part.question.scale.is_none() && numbers > 1 && options.iter().all(own) => {
            Kind::Rating
        }
        kind => kind,
    }
}

/// Reads numbers, by the marks and in the unit that the column has.
fn numbers(question: &mut Question, column: &Column, warn: &mut impl FnMut(Warning)) {
    let (numbers, cells): (Vec<u32>, Vec<(&str, u64)>) = column
        .distinct()
        .map(|(number, text, rows)| (number, (text.trim(), u64::from(rows))))
        .unzip();
    let figures = cells.iter().map(|cell| Figure::read(cell.0)).collect();
    let mut doubts = Vec::new();
    let found = single::as_numbers(&cells, figures, &mut doubts);
    question.figures = vec![None; column.values.len()];
    let of = numbers.into_iter().enumerate().map(|(place, number)| (number, place));
    found.fill(question, column, of);
    doubts.into_iter().for_each(warn);
}

/// The most options of a question, which are numbered by 16 bits; one number means *Other*.
const MOST_OPTIONS: usize = u16::MAX as usize - 1;

/// The options: those that are listed, or the numbers of the scale.
fn options(part: &Part<'_>) -> Vec<Known> {
    let question = part.question;
    if let Some(scale) = &question.scale {
        return (scale.low..=scale.high)
            .map(|step| {
                let ends = [(scale.low, &scale.low_label), (scale.high, &scale.high_label)];
                let words = ends.iter().filter(|end| end.0 == step).flat_map(|end| end.1.iter());
                let mut spellings: Vec<String> = words.map(|(_, text)| blanks(text)).collect();
                spellings.insert(0, step.to_string());
                Known { label: step.to_string(), score: Some(step as f64), spellings }
            })
            .collect();
    }
    // Without scores the order counts.
    let scored = question.options.iter().any(|option| option.score.is_some());
    question
        .options
        .iter()
        .take(MOST_OPTIONS)
        .enumerate()
        .map(|(index, option)| {
            let place = (part.kind() == Kind::Scale && !scored).then_some((index + 1) as f64);
            let texts = option.label.iter().map(|text| text.1);
            Known {
                label: shown(&option.label, part.language).to_owned(),
                score: option.score.or(place),
                spellings: texts
                    .chain(option.aliases.iter().map(String::as_str))
                    .map(blanks)
                    .collect(),
            }
        })
        .collect()
}

/// A text with its blanks made alike.
fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn spellings(options: &[Known]) -> HashMap<&str, u16> {
    let mut known = HashMap::new();
    for (index, option) in options.iter().enumerate() {
        for spelling in &option.spellings {
            // The first of two that share a spelling; the questionnaire's check warns of it.
            known.entry(spelling.as_str()).or_insert(index as u16);
        }
    }
    known
}

/// Fills in who chose what; gives how many rows hold what is no option.
fn choose(
    question: &mut Question,
    column: &Column,
    options: &[Known],
    joined: Joined,
    part: &Part<'_>,
) -> u64 {
    let known = spellings(options);
    let other = options.len() as u16;
    let mut per_value: Vec<Vec<u16>> = vec![Vec::new(); column.values.len()];
    let mut unknown = 0;
    let mut strange = |value: &mut Vec<u16>, rows: u32| {
        if part.question.other && part.row.is_none() {
            value.push(other);
        } else {
            unknown += u64::from(rows);
        }
    };
    let cells = column.distinct().filter(|cell| !cell.1.trim().is_empty());
    match joined {
        Joined::Never => {
            for (number, text, rows) in cells {
                let text = blanks(text);
                let value = &mut per_value[number as usize];
                match known.get(text.as_str()).or_else(|| known.get(step(&text, part)?.as_str())) {
                    Some(&option) => value.push(option),
                    None => strange(value, rows),
                }
            }
        }
        Joined::Perhaps(separator) => {
            let cells: Vec<(u32, &str, u32)> = cells.collect();
            // Cells and labels are cut at separators as they stand, so blanks stay.
            let mut labels: Vec<(String, u16)> = Vec::new();
            for (index, option) in part.question.options.iter().take(MOST_OPTIONS).enumerate() {
                let texts = option.label.iter().map(|text| text.1);
                for text in texts.chain(option.aliases.iter().map(String::as_str)) {
                    labels.push((text.trim().to_owned(), index as u16));
                }
            }
            let names: Vec<String> = labels.iter().map(|label| label.0.clone()).collect();
            let texts: Vec<(&str, u64)> =
                cells.iter().map(|cell| (cell.1, u64::from(cell.2))).collect();
            let ticks = checkbox::with_options(&texts, separator, &names);
            for ((number, _, rows), ticked) in cells.iter().zip(&ticks.cells) {
                let value = &mut per_value[*number as usize];
                value.extend(ticked.options.iter().map(|&label| labels[usize::from(label)].1));
                value.sort_unstable();
                value.dedup();
                if ticked.has_other() {
                    strange(value, *rows);
                }
            }
        }
    }
    let lists = Lists::new(&per_value);
    let mut sets = option_sets(column, usize::from(other) + 1, |cell| lists.of(cell));
    let written = sets.pop().unwrap_or_else(|| People::none(question.asked.size()));
    question.options = choices(options, sets, part.question.other);
    push_other(question, written);
    unknown
}

/// A step of a numeric scale that is written in another way: `5.0`.
fn step(text: &str, part: &Part<'_>) -> Option<String> {
    part.question.scale.as_ref()?;
    let number: f64 = text.parse().ok()?;
    (number.fract() == 0.0).then(|| number.to_string())
}

fn choices(options: &[Known], sets: Vec<People>, other: bool) -> Vec<Choice> {
    options
        .iter()
        .zip(sets)
        .map(|(option, people)| Choice {
            label: option.label.clone(),
            people,
            // Where people could write their own, an option may say so in its own words.
            other: other && is_other(&option.label),
            score: option.score,
        })
        .collect()
}

/// Puts the questionnaire's options in the place of those that have columns of their own; gives
/// how many ticks are for none of them.
fn relabel(question: &mut Question, options: &[Known], other: bool) -> u64 {
    let known = spellings(options);
    let none = People::none(question.asked.size());
    let mut sets = vec![none.clone(); options.len()];
    let (mut written, mut unknown) = (none, 0);
    for choice in std::mem::take(&mut question.options) {
        match known.get(blanks(&choice.label).as_str()) {
            Some(&option) => {
                let set = &mut sets[usize::from(option)];
                *set = set.or(&choice.people);
            }
            None if other => written = written.or(&choice.people),
            None => unknown += choice.people.count(),
        }
    }
    question.options = choices(options, sets, other);
    push_other(question, written);
    unknown
}
