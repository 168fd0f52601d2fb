//! Who was asked: skip logic, found in who answered.

use crate::answers::{Choice, Question, Survey};
use crate::infer::checkbox::{ln_choose, ln_overlap};
use crate::view::AskedIf;
use crate::{Kind, Message, Note, Warning};
use paap_analysis::People;
use std::collections::HashMap;

/// A condition must be a thousand times unlikelier to fit by chance than that.
const BY_CHANCE: f64 = -6.907_755_278_982_137;

/// One in twenty: what fits so exactly by chance is worth a notice, and no more.
const PERHAPS: f64 = -2.995_732_273_553_991;

/// How many options a question may have whose answers decide who is asked another.
const GATE_OPTIONS: usize = 12;

/// How many questions before another may be its gate: the nearest, and the first of the survey,
/// where screening questions stand. Looking at all would take ages where there are thousands.
const NEAREST: usize = 1000;
const FIRST: usize = 100;

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
        let fit = exact(earlier, question);
        if let Some(Fit { gate, options, sure: true }) = fit {
            let asked = union(gate, &options);
            let asked_if = asked_if(gate, &options);
            question.notes.push(Note::plain(format!("Asked of {}.", asked_if.words)));
            set_asked(question, asked, asked_if);
        } else if let Some(Fit { gate, options, .. }) = fit {
            let message = format!(
                "{} is likely a follow-up of {}: it is answered by {}, and by nobody else. With so \
                 few people that may be chance, and its base is kept at everybody.",
                question.id,
                gate.id,
                asked_if(gate, &options).words,
            );
            survey.warnings.push(follow_up(Message::plain(message), question));
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
            survey.warnings.push(follow_up(Message::counted(message, plain), question));
        }
    }
    pass_to_rows(survey);
}

fn follow_up(message: Message, question: &Question) -> Warning {
    let warning = Warning::notice("likely-follow-up", message).about(&question.id);
    match question.columns.first() {
        Some(&column) => warning.at_column(column),
        None => warning,
    }
}

fn set_asked(question: &mut Question, asked: People, asked_if: AskedIf) {
    question.asked = asked;
    question.asked_if = Some(asked_if);
}

/// Rows of a grid are asked of those of whom the grid is asked.
fn pass_to_rows(survey: &mut Survey) {
    let grids: HashMap<String, (People, AskedIf)> = survey
        .questions
        .iter()
        .filter(|question| question.kind == Kind::Grid)
        .filter_map(|grid| Some((grid.id.clone(), (grid.asked.clone(), grid.asked_if.clone()?))))
        .collect();
    for question in &mut survey.questions {
        let grid = question.grid.as_ref().and_then(|grid| grids.get(grid));
        if let Some((asked, asked_if)) = grid {
            set_asked(question, asked.clone(), asked_if.clone());
        }
    }
}

fn union(gate: &Question, options: &[usize]) -> People {
    let none = People::none(gate.asked.size());
    options.iter().fold(none, |people, &option| people.or(&gate.options[option].people))
}

fn is_gate(question: &Question) -> bool {
    matches!(question.kind, Kind::Single | Kind::Checkbox | Kind::Scale | Kind::Rating)
        && (2..=GATE_OPTIONS).contains(&question.options.len())
}

/// An earlier question whose answers exactly decide who answered, and those answers.
struct Fit<'a> {
    gate: &'a Question,
    options: Vec<usize>,
    /// Whether it could hardly fit by chance.
    sure: bool,
}

/// The surest fit; of several the one with the fewest answers, then the nearest.
fn exact<'a>(earlier: &'a [Question], question: &Question) -> Option<Fit<'a>> {
    let answered = &question.answered;
    let count = answered.count();
    let mut best: Option<Fit<'a>> = None;
    let near = earlier.len().saturating_sub(NEAREST);
    let gates = earlier[near..].iter().rev().chain(earlier[..near].iter().take(FIRST).rev());
    let among_all = -ln_choose(answered.size() as u64, count);
    for gate in gates.filter(|gate| is_gate(gate)) {
        // Every gate is another chance to fit by accident. Of a rating only its two ends can be one.
        let steps = gate.options.len() as f64;
        let ways = if gate.kind == Kind::Rating { (2.0 * steps).ln() } else { steps * 2f64.ln() };
        let tries = ways + (earlier.len() as f64).ln();
        // Whoever answered must have answered the gate: of most gates a glance tells that not.
        if among_all + tries > PERHAPS || !answered.is_subset(&gate.answered) {
            continue;
        }
        // Those who stopped before the gate answered neither, and tell nothing.
        let by_chance = tries - ln_choose(gate.answered.count(), count);
        if by_chance > PERHAPS {
            continue;
        }
        let sure = by_chance <= BY_CHANCE;
        let Some(options) = deciding(gate, answered) else { continue };
        let left_out = |(option, choice): (usize, &Choice)| {
            !options.contains(&option) && !choice.people.is_empty()
        };
        let better = |best: &Fit<'_>| (!sure, options.len()) < (!best.sure, best.options.len());
        if gate.options.iter().enumerate().any(left_out) && best.as_ref().is_none_or(better) {
            best = Some(Fit { gate, options, sure });
        }
    }
    best
}

/// The options of a gate that exactly those chose who answered: as few as it takes of a checkbox
/// question, one end of a rating, any of others.
fn deciding(gate: &Question, answered: &People) -> Option<Vec<usize>> {
    let people = |option: usize| &gate.options[option].people;
    let options = 0..gate.options.len();
    let checkbox = gate.kind == Kind::Checkbox;
    if checkbox && let Some(option) = options.clone().find(|&option| people(option) == answered) {
        return Some(vec![option]);
    }
    let mut within = Vec::new();
    for option in options.filter(|&option| people(option).meets(answered)) {
        if people(option).is_subset(answered) {
            within.push(option);
        } else if !checkbox {
            return None;
        }
    }
    if within.is_empty() || union(gate, &within) != *answered {
        return None;
    }
    match gate.kind {
        Kind::Checkbox => Some(needed(gate, within, answered)),
        Kind::Rating => is_end(gate, &within).then_some(within),
        _ => Some(within),
    }
}

/// Of options that make up `answered` those that it takes, the smallest left out first.
fn needed(gate: &Question, mut options: Vec<usize>, answered: &People) -> Vec<usize> {
    let mut by_size = options.clone();
    by_size.sort_by_key(|&option| gate.options[option].people.count());
    for option in by_size {
        let rest: Vec<usize> = options.iter().copied().filter(|other| *other != option).collect();
        if union(gate, &rest) == *answered {
            options = rest;
        }
    }
    options
}

/// Whether these are the lowest or the highest of the steps that anybody chose.
fn is_end(gate: &Question, options: &[usize]) -> bool {
    let chosen = gate.options.iter().enumerate().filter(|(_, choice)| !choice.people.is_empty());
    let steps: Option<Vec<(f64, bool)>> =
        chosen.map(|(option, choice)| Some((choice.score?, options.contains(&option)))).collect();
    let Some(mut steps) = steps else { return false };
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    steps.is_sorted_by_key(|step| step.1) || steps.is_sorted_by_key(|step| !step.1)
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
    let near = earlier.iter().rev().take(NEAR).filter(|gate| is_gate(gate) && gate.grid.is_none());
    let gates: Vec<&Question> =
        near.filter(|gate| matches!(gate.kind, Kind::Single | Kind::Scale)).collect();
    // A question that begins with "If" says itself that it is one; else every answer is another
    // chance to fit by accident.
    let tries: usize = gates.iter().map(|gate| gate.options.len()).sum();
    let enough = if conditional { PERHAPS } else { BY_CHANCE - (tries.max(1) as f64).ln() };
    let mut best: Option<(f64, &Question, Vec<usize>)> = None;
    for gate in gates {
        for option in 0..gate.options.len() {
            let asked = gate.options[option].people.count();
            let both = gate.options[option].people.count_both(&question.answered);
            if both * 10 < answered * 9 || asked * 10 > people * 9 || asked == 0 {
                continue;
            }
            // The chance that as many of the answers fall among the gate's people, or more.
            let chance = ln_overlap(both, answered, asked, people);
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

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, Survey};
    use std::io::Cursor;

    /// Who was asked the last question, as it is inferred, and whether a follow-up is suspected.
    #[track_caller]
    fn check(header: &str, rows: &[&str], times: usize, expected: (Option<&str>, bool)) {
        let text = format!("{header}\n{}", (rows.join("\n") + "\n").repeat(times));
        let survey = Survey::read(&mut Cursor::new(text), &ReadOptions::default()).unwrap();
        let last = survey.questions.last().unwrap();
        let asked_if = last.asked_if.as_ref().map(|asked| asked.expression.as_str());
        let suspected = survey.warnings.iter().any(|warning| warning.code == "likely-follow-up");
        assert_eq!((asked_if, suspected), expected, "{header}");
    }

    #[test]
    fn the_low_end_of_a_rating_is_a_gate() {
        let rows = ["1,slow", "2,dear", "3,", "4,", "5,"];
        check("Score 1-5,Why?", &rows, 8, (Some("q1 in (\"1\", \"2\")"), false));
        // Not an end: this may be anything, and nothing is said.
        let rows = ["1,", "2,slow", "3,", "4,dear", "5,"];
        check("Score 1-5,Why?", &rows, 8, (None, false));
    }

    #[test]
    fn a_row_of_a_grid_is_a_gate() {
        let rows = ["Yes,No,", "No,Yes,slow", "Yes,Yes,", "No,No,dear"];
        check("G [a],G [b],Why?", &rows, 10, (Some("q1.1 = \"No\""), false));
    }

    #[test]
    fn any_of_several_ticks_is_a_gate() {
        let rows = ["Docker,v1", "Podman,v2", "\"Docker, Podman\",v1", "None of it,"];
        let expected = "q1 in (\"Docker\", \"Podman\")";
        check("Tools (select all),Which?", &rows, 10, (Some(expected), false));
    }

    #[test]
    fn nearly_everybody_is_no_gate() {
        // 111 of 124 say Yes, and so do 54 of the 60 who answer: as many as chance brings.
        let rows = [vec!["Yes,word"; 54], vec!["No,word"; 6], vec!["Yes,"; 57], vec!["No,"; 7]];
        check("A?,B?", &rows.concat(), 1, (None, false));
        // Of 60 who say Yes 54 answer, and 6 of the 64 others.
        let rows = [vec!["Yes,word"; 54], vec!["No,word"; 6], vec!["Yes,"; 6], vec!["No,"; 58]];
        check("A?,B?", &rows.concat(), 1, (None, true));
    }

    #[test]
    fn what_fits_among_few_people_is_only_told() {
        let rows = ["No,", "Yes,because", "Yes,it is so"];
        check("A?,B?", &rows, 3, (None, true));
        check("A?,B?", &rows, 12, (Some("q1 = \"Yes\""), false));
    }
}
