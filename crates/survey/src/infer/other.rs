//! *Other*: what people wrote instead of choosing an option.

use super::question::filled_in;
use crate::Kind;
use crate::answers::{Choice, Question};
use crate::read::sheet::Column;
use paap_analysis::People;

/// What an answer in one's own words is called where the export does not say.
pub(crate) const LABEL: &str = "Other";

/// Adds these people to *Other*, if there are any.
pub(super) fn push_other(question: &mut Question, people: People) {
    if people.is_empty() {
        return;
    }
    match question.options.iter_mut().find(|choice| choice.other) {
        Some(other) => other.people = other.people.or(&people),
        None => {
            let label = LABEL.to_owned();
            question.options.push(Choice { label, people, other: true, score: None });
        }
    }
}

/// What was written at *Other*, in a column of its own.
pub(super) fn add_written(question: &mut Question, column: &Column, people: usize) {
    let written = filled_in(column, people);
    question.answered = question.answered.or(&written);
    let place = question
        .options
        .iter()
        .position(|choice| choice.other)
        .or_else(|| question.options.iter().position(|choice| is_other(&choice.label)))
        .or_else(|| {
            // "Other word(s)": the only option that begins so is what the column goes with.
            let mut begin = (0..question.options.len())
                .filter(|&place| begins_with_other(&question.options[place].label));
            begin.next().filter(|_| begin.next().is_none())
        });
    // Where one answer can be given, a text beside an option explains it: it is no second answer.
    let written = match question.kind {
        Kind::Checkbox => written,
        _ => question.options.iter().fold(written, |left, choice| left.minus(&choice.people)),
    };
    match place {
        // A choice of "Other" and its text are one answer.
        Some(place) => {
            let mut choice = question.options.remove(place);
            choice.people = choice.people.or(&written);
            choice.other = true;
            question.options.push(choice);
        }
        None => push_other(question, written),
    }
}

/// Whether an option is the one that stands for all that was not offered: `Other`, `Other (please
/// specify)`, `Other - Write In`.
pub(super) fn is_other(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let Some(rest) = label.strip_prefix("other") else { return false };
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['(', ':', '-', '–', '—'])
        || ["please", "write", "specify"]
            .iter()
            .any(|word| rest.trim_start_matches([',', ' ']).starts_with(word))
}

/// Words that the option for all others begins with.
const OTHER: [&str; 14] = [
    "other",
    "others",
    "andere",
    "anderes",
    "sonstiges",
    "sonstige",
    "autre",
    "otro",
    "otra",
    "altro",
    "outro",
    "outra",
    "anders",
    "inne",
];

fn begins_with_other(label: &str) -> bool {
    let first = label.trim().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let first = first.to_lowercase();
    OTHER.contains(&first.as_str()) || label.starts_with("その他")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_other() {
        for label in
            ["Other", "other (which?)", "Other - Write In", "Other:", "Other, please specify"]
        {
            assert!(is_other(label), "{label}");
        }
        for label in ["Another", "Otherwise", "Other word(s):", "Mother", "Others do it"] {
            assert!(!is_other(label), "{label}");
        }
        assert!(begins_with_other("Other word(s):") && begins_with_other("Andere:"));
    }
}
