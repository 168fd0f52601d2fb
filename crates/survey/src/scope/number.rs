//! How filters compare answers: as numbers, or by their places on a scale.

use crate::Kind;
use crate::answers::{Choice, Question, Survey};
use crate::infer::figure::{self, Figure, Marks};
use crate::infer::scale::{self, Family, Units};
use paap_analysis::People;

/// Those whose answer, as a number, passes. Of an answer such as `8-10` it is only known where all
/// of it passes. None where answers have no order.
pub(super) fn whose(
    survey: &Survey,
    question: &Question,
    passes: &dyn Fn(f64) -> bool,
) -> Option<People> {
    match question.kind {
        Kind::Number => Some(of_figures(survey, question, &|figure| figure.passes(passes))),
        Kind::Rating | Kind::Scale => {
            let ranges = ranges(question);
            let passing =
                question.options.iter().enumerate().filter(|(index, choice)| match &ranges {
                    Some(ranges) => ranges[*index].is_some_and(|range| range.passes(passes)),
                    None => choice.score.is_some_and(passes),
                });
            Some(together(survey, passing.map(|(_, choice)| choice)))
        }
        _ => None,
    }
}

/// Those whose answer is this number, however they wrote it; None where the value is no number, or
/// the question has none.
pub(super) fn equals(survey: &Survey, question: &Question, value: &str) -> Option<People> {
    let wanted = figure::number(value, Marks::Unsettled)?;
    match question.kind {
        Kind::Number => {
            let equal = of_figures(survey, question, &|figure| figure.passes(&|x| x == wanted));
            Some(equal.or(&says(survey, question, &value.to_lowercase())))
        }
        Kind::Rating | Kind::Scale => {
            // The step `1 (very hard)` is meant by its number; a place on a scale in words is not.
            let is = |choice: &&Choice| {
                let label = choice.label.trim().to_lowercase();
                let own = figure::number(&label, Marks::Unsettled);
                choice.score.is_some() && own.or_else(|| scale::numbered(&label)) == Some(wanted)
            };
            question.options.iter().find(is)?;
            Some(together(survey, question.options.iter().filter(is)))
        }
        _ => None,
    }
}

/// Those whose cell holds this text, in whatever case.
pub(super) fn says(survey: &Survey, question: &Question, lower: &str) -> People {
    of_cells(survey, question, |text| text.trim().to_lowercase() == lower)
}

/// The place of an answer on a question's scale. An answer that nobody gave stands between those
/// whose words are less and those whose words are more.
pub(super) fn place(question: &Question, value: &str) -> Option<f64> {
    if !matches!(question.kind, Kind::Scale | Kind::Rating) {
        return None;
    }
    let lower = value.trim().to_lowercase();
    let on_scale = || question.options.iter().filter_map(|c| Some((c.label.as_str(), c.score?)));
    if let Some((_, score)) = on_scale().find(|own| own.0.trim().to_lowercase() == lower) {
        return Some(score);
    }
    let (family, wanted) = scale::rank(value)?;
    let middle = |rank: (Family, f64)| rank == (Family::Agreement, 0.0);
    let (mut below, mut above) = (f64::NEG_INFINITY, f64::INFINITY);
    for (label, score) in on_scale() {
        let own = scale::rank(label)?;
        if own.0 != family && !middle(own) && !middle((family, wanted)) {
            return None;
        }
        if own.1 == wanted {
            return Some(score);
        }
        if own.1 < wanted {
            below = below.max(score);
        } else {
            above = above.min(score);
        }
    }
    match (below.is_finite(), above.is_finite()) {
        (true, true) if below < above => Some((below + above) / 2.0),
        (true, false) => Some(below + 0.5),
        (false, true) => Some(above - 0.5),
        _ => None,
    }
}

/// The ranges that a scale's options are, where they all are: then they are compared, and not
/// their places. None where a questionnaire gives them scores of its own, or where they are of
/// different units.
fn ranges(question: &Question) -> Option<Vec<Option<Figure>>> {
    if question.kind != Kind::Scale {
        return None;
    }
    let on_scale: Vec<&Choice> = question.options.iter().filter(|c| c.score.is_some()).collect();
    let mut places: Vec<f64> = on_scale.iter().filter_map(|choice| choice.score).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    let labels: Vec<(&str, u64)> = on_scale.iter().map(|c| (c.label.as_str(), 0)).collect();
    let scored = places.iter().zip(1u32..).any(|(place, own)| *place != f64::from(own));
    if scored || Units::of(&labels) != Units::Alike {
        return None;
    }
    let marks = Marks::of(labels.iter().map(|label| label.0)).0;
    let range = |choice: &Choice| match choice.score {
        Some(_) => scale::figure_of(choice.label.trim(), marks).map(Some),
        None => Some(None),
    };
    question.options.iter().map(range).collect()
}

fn of_figures(survey: &Survey, question: &Question, is: &dyn Fn(Figure) -> bool) -> People {
    let mut figures = question.figures.iter();
    of_cells(survey, question, |_| figures.next().copied().flatten().is_some_and(is))
}

/// Those whose cell is such; every distinct cell is asked once, in the order of their numbers.
fn of_cells(survey: &Survey, question: &Question, mut is: impl FnMut(&str) -> bool) -> People {
    let column = question.columns.first().and_then(|&column| survey.columns.get(column));
    let Some(column) = column.filter(|column| column.cells.len() == survey.people) else {
        return People::none(survey.people);
    };
    let is: Vec<bool> =
        (0..column.values.len() as u32).map(|number| is(column.values.get(number))).collect();
    People::from_fn(survey.people, |person| is[column.cells[person] as usize])
}

fn together<'a>(survey: &Survey, choices: impl Iterator<Item = &'a Choice>) -> People {
    choices.fold(People::none(survey.people), |people, choice| people.or(&choice.people))
}
