//! Whether the answers are what the questionnaire says they are.

use super::Part;
use crate::answers::Question;
use crate::infer::moment::is_moment;
use crate::questionnaire::Kind;
use crate::read::sheet::Column;
use crate::{Message, Warning};
use paap_analysis::People;

/// Warns of answers in a column that cannot be of the kind that the questionnaire says, or that lie
/// beyond its limits.
pub(super) fn check(
    question: &Question,
    part: &Part<'_>,
    column: &Column,
    warn: &mut impl FnMut(Warning),
) {
    let told = part.question;
    let rows = |is: &dyn Fn(u32, &str) -> bool| -> u64 {
        let cells = column.distinct().filter(|cell| !cell.1.trim().is_empty());
        cells.filter(|cell| is(cell.0, cell.1.trim())).map(|cell| u64::from(cell.2)).sum()
    };
    let filled = rows(&|_, _| true);
    let figure = |number: u32| question.figures.get(number as usize).copied().flatten();
    let strange = match part.kind() {
        Kind::Number => rows(&|number, _| figure(number).is_none()),
        Kind::Date => rows(&|_, text| !is_moment(text)),
        _ => 0,
    };
    // A few remarks are told where the numbers are shown.
    if strange * 2 > filled {
        let kind = part.kind().name();
        let message = |who: &str| {
            format!(
                "The questionnaire says that the answers to “{}” are of the kind {kind}; {who} not. \
                 Say their kind in the questionnaire.",
                told.id,
            )
        };
        let message =
            Message::counted(message(&format!("{strange} of {filled} are")), message("most are"));
        warn(Warning::problem("kind-mismatch", message));
    }
    let beyond = rows(&|number, _| {
        figure(number).is_some_and(|figure| {
            let (low, high) = figure.ends();
            told.minimum.is_some_and(|least| high < least)
                || told.maximum.is_some_and(|most| low > most)
        })
    });
    if part.kind() == Kind::Number && beyond > 0 {
        let limits = match (told.minimum, told.maximum) {
            (Some(least), Some(most)) => format!("from {least} to {most}"),
            (Some(least), None) => format!("at least {least}"),
            (None, Some(most)) => format!("at most {most}"),
            (None, None) => String::new(),
        };
        let message = |who: &str| {
            format!(
                "By the questionnaire, numbers at “{}” are {limits}; {who} not. They are counted.",
                told.id,
            )
        };
        let are = if beyond == 1 { "1 answer is" } else { &format!("{beyond} answers are") };
        warn(Warning::problem(
            "out-of-range",
            Message::counted(message(are), message("some answers are")),
        ));
    }
}

/// Warns of options that exclude all others and were ticked with others.
pub(super) fn excluded(question: &Question, part: &Part<'_>, warn: &mut impl FnMut(Warning)) {
    if part.kind() != Kind::Checkbox {
        return;
    }
    for (index, option) in part.question.options.iter().enumerate().filter(|own| own.1.exclusive) {
        let Some(own) = question.options.get(index) else { continue };
        let none = People::none(own.people.size());
        let others = question.options.iter().enumerate().filter(|other| other.0 != index);
        let others = others.fold(none, |all, (_, choice)| all.or(&choice.people));
        let both = own.people.count_both(&others);
        if both > 0 {
            let message = |who: &str| {
                format!(
                    "By the questionnaire, “{}” excludes all other options of “{}”; {who} ticked it \
                     with others. All are counted.",
                    option.id, part.question.id,
                )
            };
            let who = if both == 1 { "1 person" } else { &format!("{both} people") };
            warn(Warning::problem(
                "exclusive-with-others",
                Message::counted(message(who), message("some people")),
            ));
        }
    }
}
