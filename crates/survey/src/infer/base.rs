//! Who was asked: skip logic, found in who answered.

use crate::answers::{Question, Survey};
use crate::infer::checkbox::ln_choose;
use crate::view::AskedIf;
use crate::{Kind, Warning};
use paap_analysis::People;

/// A condition must be a thousand times unlikelier to fit by chance than that.
const BY_CHANCE: f64 = -6.907_755_278_982_137;

/// How many options a question may have whose answers decide who is asked another.
const GATE_OPTIONS: usize = 12;

/// How far before a question its likely gate may stand, where it fits only nearly.
const NEAR: usize = 3;

/// Finds the questions that were asked only of those who gave a certain answer to an earlier one.
pub(crate) fn infer(survey: &mut Survey) {
    for index in 0..survey.questions.len() {
        let (earlier, rest) = survey.questions.split_at_mut(index);
        let question = &mut rest[0];
        let answered = question.answered.count();
        if question.grid.is_some()
            || question.told
            || answered < 3
            || answered as usize + 3 > survey.people
        {
            continue;
        }
        if let Some((gate, options)) = exact(earlier, question) {
            let asked = union(gate, &options);
            let asked_if = asked_if(gate, &options);
            question.notes.push(format!("Asked of {}.", asked_if.words));
            set_asked(question, asked, asked_if);
        } else if let Some((gate, options)) = nearly(earlier, question) {
            let asked_if = asked_if(gate, &options);
            let message = format!(
                "{} is likely a follow-up of {}: {} of its {} answers are from {}. Its base is \
                 kept at everybody, as the file does not settle it.",
                question.id,
                gate.id,
                question.answered.count_both(&union(gate, &options)),
                answered,
                asked_if.words,
            );
            let plain = format!(
                "{} is likely a follow-up of {}: nearly all of its answers are from {}. Its base is \
                 kept at everybody, as the file does not settle it.",
                question.id, gate.id, asked_if.words,
            );
            let warning =
                Warning::notice("likely-follow-up", message).or_without(plain).about(&question.id);
            survey.warnings.push(match question.columns.first() {
                Some(&column) => warning.at_column(column),
                None => warning,
            });
        }
    }
    pass_to_rows(survey);
}

fn set_asked(question: &mut Question, asked: People, asked_if: AskedIf) {
    question.asked = asked;
    question.asked_if = Some(asked_if);
}

/// Rows of a grid are asked of those of whom the grid is asked.
fn pass_to_rows(survey: &mut Survey) {
    let grids: Vec<(String, People, AskedIf)> = survey
        .questions
        .iter()
        .filter(|question| question.kind == Kind::Grid)
        .filter_map(|grid| Some((grid.id.clone(), grid.asked.clone(), grid.asked_if.clone()?)))
        .collect();
    for question in &mut survey.questions {
        let of_grid = |grid: &&(String, People, AskedIf)| question.grid.as_ref() == Some(&grid.0);
        if let Some((_, asked, asked_if)) = grids.iter().find(of_grid) {
            set_asked(question, asked.clone(), asked_if.clone());
        }
    }
}

fn union(gate: &Question, options: &[usize]) -> People {
    let none = People::none(gate.asked.size());
    options.iter().fold(none, |people, &option| people.or(&gate.options[option].people))
}

fn is_gate(question: &Question) -> bool {
    matches!(question.kind, Kind::Single | Kind::Checkbox | Kind::Scale)
        && question.grid.is_none()
        && (2..=GATE_OPTIONS).contains(&question.options.len())
}

/// The earlier question whose answers exactly decide who answered, and those answers. Of several
/// the one with the fewest such answers, then the nearest.
fn exact<'a>(earlier: &'a [Question], question: &Question) -> Option<(&'a Question, Vec<usize>)> {
    let answered = &question.answered;
    let chance = -ln_choose(answered.size() as u64, answered.count());
    let mut best: Option<(&Question, Vec<usize>)> = None;
    for gate in earlier.iter().rev().filter(|gate| is_gate(gate)) {
        let candidates: Vec<Vec<usize>> = if gate.kind == Kind::Checkbox {
            (0..gate.options.len()).map(|option| vec![option]).collect()
        } else {
            let within = |&option: &usize| gate.options[option].people.count_both(answered) > 0;
            vec![(0..gate.options.len()).filter(within).collect()]
        };
        // Every gate is another chance to fit by accident.
        let tries = 2f64.powi(gate.options.len() as i32).ln() + (earlier.len() as f64).ln();
        if chance + tries > BY_CHANCE {
            continue;
        }
        for options in candidates {
            let someone_left_out = gate
                .options
                .iter()
                .enumerate()
                .any(|(i, choice)| !options.contains(&i) && !choice.people.is_empty());
            if someone_left_out
                && union(gate, &options) == *answered
                && best.as_ref().is_none_or(|(_, fewest)| options.len() < fewest.len())
            {
                best = Some((gate, options));
            }
        }
    }
    best
}

/// A near question such that nearly all who answered gave certain answers to it, more than
/// chance would bring about.
fn nearly<'a>(earlier: &'a [Question], question: &Question) -> Option<(&'a Question, Vec<usize>)> {
    let answered = question.answered.count();
    let people = question.asked.size() as u64;
    if answered * 10 > people * 9 {
        return None;
    }
    let conditional = {
        let label = question.label.to_lowercase();
        ["if ", "why", "which ones", "wenn "].iter().any(|words| label.starts_with(words))
    };
    let near = earlier.iter().rev().take(NEAR).filter(|gate| is_gate(gate));
    let mut best: Option<(f64, &Question, Vec<usize>)> = None;
    for gate in near.filter(|gate| gate.kind != Kind::Checkbox) {
        for option in 0..gate.options.len() {
            let asked = gate.options[option].people.count();
            let both = gate.options[option].people.count_both(&question.answered);
            if both * 10 < answered * 9 || asked * 10 > people * 9 || asked == 0 {
                continue;
            }
            // The chance that as many of the answers fall among the gate's people.
            let chance = ln_choose(asked, both) - ln_choose(people, both);
            let enough = if conditional { 0.05f64.ln() } else { BY_CHANCE };
            if chance < enough && best.as_ref().is_none_or(|(least, ..)| chance < *least) {
                best = Some((chance, gate, vec![option]));
            }
        }
    }
    best.map(|(_, gate, options)| (gate, options))
}

/// The condition as a filter, and in words.
pub(crate) fn asked_if(gate: &Question, options: &[usize]) -> AskedIf {
    let labels: Vec<&str> = options.iter().map(|&o| gate.options[o].label.as_str()).collect();
    let quoted: Vec<String> = labels
        .iter()
        .map(|label| format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\"")))
        .collect();
    let expression = match &quoted[..] {
        [one] => format!("{} = {one}", gate.id),
        many => format!("{} in ({})", gate.id, many.join(", ")),
    };
    let words = format!("those who say {} in {}", labels.join(" or "), gate.id);
    AskedIf { expression, words, inferred: true }
}
