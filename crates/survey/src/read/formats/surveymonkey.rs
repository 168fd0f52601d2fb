//! SurveyMonkey: a row of questions, usually with a row of options or fields below it.
//!
//! The question stands above its first column only; a ticked cell repeats the option's label.
//! Tools and hands that pass such files on strip the metadata, add a row of codes above, or drop
//! the second row; the header rows are therefore found, not assumed.

mod heads;

use self::heads::{
    COLLECTOR, Heads, RESPONDENT, cell, first_question, heads, known_as, metadata_names, signs,
    title, unnamed_ticks,
};
use super::answers::Answers;
use super::group::{Group, Habits, Part};
use super::words::{is_response, plain, role, same};
use crate::Warning;
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role, Shape};
use crate::read::sheet::Sheet;

pub(crate) const FORMAT: Format = Format { reader: Reader::SurveyMonkey, recognise, lay_out };

const HABITS: Habits = Habits { unticked: &[], spreads: true, joined: Joined::Never, told: false };

fn recognise(sheet: &Sheet) -> u8 {
    if is_report(sheet) {
        return 90;
    }
    let heads = heads(sheet);
    let names = |table: &[(&str, Role)]| {
        let titles = (0..sheet.width()).map(|c| cell(sheet, heads.questions, c));
        titles.filter(|title| role(table, title).is_some()).count()
    };
    let (collectors, respondents) = (names(COLLECTOR), names(RESPONDENT));
    if collectors > 0 {
        return 96;
    }
    let metadata = metadata_names(sheet, heads.questions);
    let Some(below) = heads.below else {
        let unnamed = unnamed_ticks(sheet, heads.questions);
        return match (respondents, metadata, unnamed) {
            (1.., 3.., _) => 85,
            (1.., _, _) => 65,
            (0, _, 3..) => 60,
            _ => 0,
        };
    };
    let signs = signs(sheet, heads.questions, below);
    match (respondents, signs.responses, signs.ticks) {
        (1.., _, _) => 95,
        (_, 1.., 3..) => 95,
        (_, 0, 3..) => 85,
        (_, 3.., _) => 85,
        (_, 1.., _) => 70,
        _ if signs.labels > 2 => 50,
        _ => 0,
    }
}

/// Whether this is a table of counts that SurveyMonkey made, not of answers.
fn is_report(sheet: &Sheet) -> bool {
    let filled =
        |row: usize| (0..sheet.width()).filter(|&c| !cell(sheet, row, c).is_empty()).count();
    if sheet.rows < 4 || sheet.width() < 2 || filled(0) != 1 || filled(1) != 1 {
        return false;
    }
    let has = |words: &str| {
        (sheet.columns.iter()).any(|c| c.distinct().take(500).any(|(_, text, _)| text == words))
    };
    has("Answered") && has("Skipped")
}

fn lay_out(sheet: &Sheet) -> Layout {
    if is_report(sheet) {
        return report(sheet);
    }
    let heads = heads(sheet);
    let headers = heads.count().min(sheet.rows);
    let answers = Answers { sheet, headers };
    let mut layout = Layout { headers, ..Layout::default() };
    let mut group: Option<(String, Vec<Part>)> = None;
    // Where options have no columns of their own, a cell may hold several.
    let condensed = heads.below.is_none() && unnamed_ticks(sheet, heads.questions) == 0;
    let joined = if condensed { Joined::Perhaps(", ") } else { Joined::Never };
    let habits = Habits { joined, ..HABITS };
    let close = |group: &mut Option<(String, Vec<Part>)>, layout: &mut Layout| {
        if let Some((label, parts)) = group.take() {
            let warnings = &mut layout.warnings;
            let drafts = Group { answers, habits, warnings }.drafts(&label, parts);
            layout.questions.extend(drafts);
        }
    };
    let first = first_question(sheet, heads);
    for column in 0..sheet.width() {
        let above = title(sheet, heads.questions, column);
        let label = heads.below.map_or("", |below| cell(sheet, below, column));
        let known = known_as(above).filter(|_| label.is_empty() || same(above, label));
        let blank = above.is_empty() && label.is_empty() && answers.is_blank(column);
        let leading = column < first;
        if known.is_some() || blank || leading {
            close(&mut group, &mut layout);
            let role = known.unwrap_or_else(|| answers.role_of(column));
            let label = if above.is_empty() { label } else { above }.to_owned();
            layout.metadata.push(Metadata { column, label, role });
            continue;
        }
        let part = Part { column, label: label.to_owned() };
        match &mut group {
            Some((title, parts)) if continues(&answers, heads, title, parts, column) => {
                parts.push(part);
            }
            _ => {
                close(&mut group, &mut layout);
                group = Some((above.to_owned(), vec![part]));
            }
        }
    }
    close(&mut group, &mut layout);
    layout.warnings.extend(coded(&answers, &layout.questions));
    layout
}

/// Whether a column is below the question of the columns before it.
fn continues(
    answers: &Answers<'_>,
    heads: Heads,
    question: &str,
    parts: &[Part],
    column: usize,
) -> bool {
    let sheet = answers.sheet;
    let above = title(sheet, heads.questions, column);
    let tagged = (0..heads.questions).any(|row| !title(sheet, row, column).is_empty());
    if above.is_empty() {
        // A second field for an answer is that of a question without a title.
        let again = heads.below.is_some_and(|below| is_response(cell(sheet, below, column)));
        return !again && !question.is_empty();
    }
    if plain(above) != plain(question) || tagged {
        return false;
    }
    // The title may be repeated above each option; two questions may also have the same title.
    match heads.below {
        Some(below) => {
            let label = cell(sheet, below, column);
            !label.is_empty()
                && !is_response(label)
                && parts.last().is_some_and(|part| !part.label.is_empty() && part.label != label)
        }
        None => (parts.last().map(|part| part.column).into_iter().chain([column]))
            .all(|column| answers.profile(column).is_single()),
    }
}

/// A notice where the cells hold the options' numbers, not their labels.
fn coded(answers: &Answers<'_>, questions: &[Draft]) -> Option<Warning> {
    let is_number = |column: usize| {
        let profile = answers.profile(column);
        !profile.is_empty()
            && !profile.many
            && profile.values.iter().all(|v| v.parse::<u32>().is_ok())
    };
    let mut ticks = (0, 0);
    for draft in questions {
        if let Shape::Ticks { options, .. } = &draft.shape {
            for tick in options {
                if !answers.is_blank(tick.column) {
                    ticks.0 += 1;
                    let own =
                        answers.profile(tick.column).values.iter().any(|v| same(&tick.label, v));
                    ticks.1 += usize::from(is_number(tick.column) && !own);
                }
            }
        }
    }
    (ticks.1 > 1 && ticks.1 * 2 > ticks.0).then(|| {
        Warning::notice(
            "answers-are-codes",
            "The cells hold the numbers of the options, not their labels. Options with columns of \
             their own are labelled by their headers; for the others the codebook is needed, which \
             is not in this file.",
        )
    })
}

fn report(sheet: &Sheet) -> Layout {
    let metadata = (0..sheet.width())
        .map(|column| Metadata { column, label: String::new(), role: Role::Other })
        .collect();
    let warning = Warning::problem(
        "counts-not-answers",
        "This is a table of counts that SurveyMonkey made, not the answers of people. Export again, \
         with “All responses data”.",
    );
    Layout { headers: sheet.rows.min(3), questions: Vec::new(), metadata, warnings: vec![warning] }
}

#[cfg(test)]
mod tests;
