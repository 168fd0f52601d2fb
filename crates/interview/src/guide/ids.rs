//! The ids of a guide's questions, and what there is to say of it as a whole.

use super::{Guide, MOST_QUESTIONS, Question, Section};
use crate::warning::Warning;
use std::collections::BTreeSet;

/// How many lines a warning names.
const NAMED: usize = 8;

/// A question before its id is known.
pub(super) struct Draft {
    pub(super) section: usize,
    pub(super) number: Option<String>,
    /// The label that paap wrote behind its number.
    pub(super) label: Option<String>,
    pub(super) follows: bool,
    pub(super) text: String,
    pub(super) nudges: Vec<String>,
    pub(super) line: u64,
}

/// A guide before its questions have ids.
pub(super) struct Drafted {
    pub(super) title: String,
    pub(super) sections: Vec<Section>,
    pub(super) drafts: Vec<Draft>,
    /// Of each section, the lines that are no questions, and that nobody marked as notes.
    pub(super) unplaced: Vec<Vec<u64>>,
    /// The line of the first question that was too many.
    pub(super) too_many: Option<u64>,
}

/// Gives the questions their ids.
pub(super) fn finish(drafted: Drafted) -> Guide {
    let Drafted { title, mut sections, drafts, unplaced, too_many } = drafted;
    let mut warnings = Vec::new();
    let numbers: Option<Vec<u32>> = drafts
        .iter()
        .filter(|draft| !draft.follows)
        .map(|draft| draft.number.as_ref().and_then(|own| own.parse().ok()))
        .collect();
    let unique = |numbers: &Vec<u32>| {
        let each: BTreeSet<u32> = numbers.iter().copied().collect();
        each.len() == numbers.len() && !each.contains(&0)
    };
    let numbers = numbers.filter(unique);
    let (mut count, mut parent, mut follows) = (0_usize, String::new(), 0);
    let mut texts = BTreeSet::new();
    let mut labelled = None;
    for draft in drafts {
        let number = if draft.follows && !parent.is_empty() {
            follows += 1;
            format!("{parent}.{follows}")
        } else {
            let own = numbers.as_ref().and_then(|numbers| numbers.get(count));
            count += 1;
            follows = 0;
            parent = own.map_or_else(|| count.to_string(), u32::to_string);
            parent.clone()
        };
        // The list's own counting from one says nothing.
        let is_other = |label: &String| {
            label.trim_start_matches('0') != number && (!draft.follows || label.contains('.'))
        };
        let counted = draft.number.filter(|_| numbers.is_none() || draft.follows);
        let label = draft.label.or(counted.filter(is_other));
        labelled = labelled.or(label.as_ref().map(|_| draft.line));
        if !texts.insert(draft.text.to_lowercase()) {
            let what = "This question stands in the guide twice: in transcripts the first of them is found. \
                        Word them apart.";
            warnings.push(Warning::notice("guide-repeated-question", what).at_line(draft.line));
        }
        let (text, nudges, line) = (draft.text, draft.nudges, draft.line);
        let question = Question { id: format!("q{number}"), label, text, nudges, line };
        if let Some(section) = sections.get_mut(draft.section) {
            section.questions.push(question);
        }
    }
    if let Some(line) = labelled {
        let what = "The guide does not give every question a number of its own: paap counts them from q1, \
                    and keeps the guide's numbers as labels.";
        warnings.push(Warning::notice("guide-numbers", what).at_line(line));
    }
    for lines in unplaced.iter().filter(|lines| !lines.is_empty()) {
        warnings.push(notes(lines));
    }
    if let Some(line) = too_many {
        let what = format!(
            "Only the first {MOST_QUESTIONS} questions are read as such; the rest are notes."
        );
        warnings.push(Warning::problem("guide-too-long", what).at_line(line));
    }
    if count == 0 {
        let what =
            "No question was found. Write each as an item of a list that ends in a question mark.";
        warnings.push(Warning::problem("guide-without-questions", what));
    }
    let empty = |section: &Section| section.questions.is_empty() && section.notes.is_empty();
    if sections.first().is_some_and(empty) {
        sections.remove(0);
    }
    warnings.sort_by_key(|warning| warning.line);
    Guide { title, sections, warnings }
}

/// What to say of lines that are neither questions nor nudges.
fn notes(lines: &[u64]) -> Warning {
    let mut named: Vec<String> = lines.iter().take(NAMED).map(u64::to_string).collect();
    named.dedup();
    let more = if lines.len() > NAMED { " and more" } else { "" };
    let what = format!(
        "Kept as notes, as they do not ask: line {}{more}. Where one is a question, end it with a \
         question mark; where it is none, put > before it.",
        named.join(", "),
    );
    Warning::notice("guide-note", what).at_line(lines.first().copied().unwrap_or(0))
}
