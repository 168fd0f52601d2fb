//! Which labels of options may be said. A label that few people chose may be words of theirs, and
//! names of teams and organisations point at people however many chose them: neither leaves unless
//! the questionnaire offers it.

use paap_survey::questionnaire::Questionnaire;
use paap_survey::{Kind, Question};
use std::collections::BTreeSet;

/// What everything is called that people said instead of an option that may be named.
pub const OTHER: &str = "Other";
/// What the label of a step ends in to which lower ones are counted.
pub const LOWER: &str = " or lower";
/// What the label of a step ends in to which higher ones are counted.
pub const HIGHER: &str = " or higher";
/// What the label of a step begins with to which steps on both sides are counted.
pub const ABOUT: &str = "About ";

/// By what answers may be named.
#[derive(Debug, Clone, Copy, Default)]
pub struct Naming<'a> {
    /// The smallest count of people that is published.
    pub least: u64,
    /// What was asked: options that it offers may be named, however few chose them.
    pub questionnaire: Option<&'a Questionnaire>,
}

/// An answer as it may be named, and the options that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What is written.
    pub label: String,
    /// The places of the options among the question's.
    pub options: Vec<usize>,
    /// Whether it has a place on a scale.
    pub on_scale: bool,
}

/// The answers to a question as they may be named, each once, in an order that no answer decides: of
/// the scale, of the questionnaire, of the alphabet; *Other* last. What must not be named counts to
/// *Other* where one answer can be given, to the nearest step of a scale, and nowhere where boxes are
/// ticked. Tables must take their answers from here.
pub fn named(question: &Question, naming: &Naming<'_>) -> Vec<Named> {
    let labels = labels(question, naming);
    let mut named = together(question, &labels, naming);
    let is_said = |at: &usize| !question.options[*at].people.is_empty();
    let unnamed = (0..labels.len()).filter(|&at| labels[at].is_none());
    match question.kind {
        Kind::Scale | Kind::Rating => {
            let mut steps = steps(question, &labels);
            steps.extend(named.into_iter().filter(|own| !own.on_scale));
            steps
        }
        Kind::Single => {
            let rest: Vec<usize> = unnamed.filter(is_said).collect();
            match named.iter_mut().find(|own| own.label == OTHER) {
                Some(other) => other.options.extend(rest),
                None if rest.is_empty() => {}
                None => {
                    named.push(Named { label: OTHER.to_owned(), options: rest, on_scale: false })
                }
            }
            named
        }
        _ => named,
    }
}

/// Options that read the same are one answer.
fn together(question: &Question, labels: &[Option<String>], naming: &Naming<'_>) -> Vec<Named> {
    let mut named: Vec<Named> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let Some(label) = label else { continue };
        let on_scale = question.options[at].score.is_some();
        match named.iter_mut().find(|own| own.label == *label && own.on_scale == on_scale) {
            Some(own) => own.options.push(at),
            None => named.push(Named { label: label.clone(), options: vec![at], on_scale }),
        }
    }
    named.sort_by_cached_key(|own| {
        let place = place(question, &own.label, naming);
        (own.label == OTHER, place, own.label.to_lowercase(), own.label.clone())
    });
    named
}

/// The steps of a scale. One that may not be named goes to the nearest that may.
fn steps(question: &Question, labels: &[Option<String>]) -> Vec<Named> {
    let options = question.options.iter().enumerate();
    let mut scale: Vec<(f64, usize)> =
        options.filter_map(|(at, choice)| Some((choice.score?, at))).collect();
    scale.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| labels[a.1].cmp(&labels[b.1])));
    let may: Vec<usize> =
        (0..scale.len()).filter(|&step| labels[scale[step].1].is_some()).collect();
    if may.is_empty() {
        return Vec::new();
    }
    let step = |&step: &usize| Named {
        label: labels[scale[step].1].clone().unwrap_or_default(),
        options: vec![],
        on_scale: true,
    };
    let mut named: Vec<Named> = may.iter().map(step).collect();
    let mut ends = vec![(false, false); may.len()];
    for (step, &(_, option)) in scale.iter().enumerate() {
        let nearest = (0..may.len()).min_by_key(|&own| may[own].abs_diff(step)).unwrap_or(0);
        named[nearest].options.push(option);
        let is_said = !question.options[option].people.is_empty();
        ends[nearest].0 |= step < may[nearest] && is_said;
        ends[nearest].1 |= step > may[nearest] && is_said;
    }
    for (own, ends) in named.iter_mut().zip(ends) {
        match ends {
            (true, true) => own.label = format!("{ABOUT}{}", own.label),
            (true, false) => own.label.push_str(LOWER),
            (false, true) => own.label.push_str(HIGHER),
            (false, false) => {}
        }
    }
    named
}

/// The label of each option as it may be said, in the order of the options; None where it must not
/// leave, not even in a codebook.
pub fn labels(question: &Question, naming: &Naming<'_>) -> Vec<Option<String>> {
    let declared = declared(question, naming);
    let names = asks_for_a_group(&question.label);
    let label = |choice: &paap_survey::Choice| {
        let label = clean(&choice.label);
        if choice.other {
            return Some(OTHER.to_owned());
        }
        if label.is_empty() {
            return None;
        }
        let offered = declared.contains(&label)
            || question.kind == Kind::Rating && label.parse::<i64>().is_ok();
        let often = choice.people.count() >= naming.least.max(2);
        (offered || often && (!names || is_plain(&label))).then_some(label)
    };
    question.options.iter().map(label).collect()
}

/// The labels that the questionnaire offers for a question.
fn declared(question: &Question, naming: &Naming<'_>) -> BTreeSet<String> {
    let Some(questionnaire) = naming.questionnaire else { return BTreeSet::new() };
    let own = questionnaire.questions().find(|own| {
        let rest = question.slug.strip_prefix(own.id.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    let Some(own) = own else { return BTreeSet::new() };
    let labels = own.options.iter().flat_map(|option| option.label.iter());
    let numbers = own.scale.iter().flat_map(|scale| scale.low..=scale.high);
    labels.map(|(_, label)| clean(label)).chain(numbers.map(|number| number.to_string())).collect()
}

/// The place of a label among those that a questionnaire offers.
fn place(question: &Question, label: &str, naming: &Naming<'_>) -> usize {
    let questions = naming.questionnaire.into_iter().flat_map(|all| all.questions());
    let mut own = questions.filter(|own| {
        question.slug == own.id
            || question.slug.strip_prefix(&own.id).is_some_and(|rest| rest.starts_with('.'))
    });
    let place = own.next().and_then(|own| {
        own.options
            .iter()
            .position(|option| option.label.iter().any(|(_, text)| clean(text) == label))
    });
    place.unwrap_or(usize::MAX)
}

/// Whether a question asks for the name of a team, an organisation or the like: its answers are
/// names, whoever gives them.
pub fn asks_for_a_group(label: &str) -> bool {
    const GROUPS: [&str; 22] = [
        "team",
        "teams",
        "squad",
        "tribe",
        "department",
        "division",
        "unit",
        "company",
        "companies",
        "organisation",
        "organization",
        "organisations",
        "organizations",
        "employer",
        "firm",
        "institution",
        "university",
        "school",
        "abteilung",
        "firma",
        "unternehmen",
        "arbeitgeber",
    ];
    const ASKING: [&str; 10] = [
        "which", "what", "whose", "name", "names", "called", "welche", "welches", "welchem",
        "name's",
    ];
    // Words that may stand between "which" and what is asked for.
    const BETWEEN: [&str; 20] = [
        "is",
        "are",
        "the",
        "of",
        "your",
        "our",
        "name",
        "these",
        "those",
        "following",
        "other",
        "current",
        "own",
        "platform",
        "product",
        "and",
        "or",
        "business",
        "a",
        "this",
    ];
    let lower = label.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let is_group = |word: &&str| GROUPS.contains(word);
    let is_measure =
        |word: &&str| matches!(*word, "size" | "type" | "number" | "members" | "sector");
    if !words.iter().any(is_group) {
        return lower.contains("do you work for") || lower.contains("where do you work");
    }
    // "Team", "Your company", "Team / department".
    if words.len() <= 3 {
        return !words.iter().any(is_measure);
    }
    let asked = |at: usize| {
        let between = words[at + 1..].iter().take_while(|word| BETWEEN.contains(word)).count();
        words.get(at + 1 + between).is_some_and(is_group)
    };
    let named = words
        .windows(2)
        .any(|two| is_group(&two[0]) && matches!(two[1], "name" | "names" | "called"));
    named || (0..words.len()).any(|at| ASKING.contains(&words[at]) && asked(at))
}

/// Answers that are no name.
fn is_plain(label: &str) -> bool {
    const PLAIN: [&str; 14] = [
        "yes",
        "no",
        "none",
        "n/a",
        "don't know",
        "not sure",
        "prefer not to say",
        "partly",
        "maybe",
        "ja",
        "nein",
        "other",
        "does not apply",
        "not applicable",
    ];
    PLAIN.contains(&label.to_lowercase().replace('’', "'").as_str())
}

/// A label on one line, without what acts instead of showing.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{feff}' | '\u{ad}' => {}
            c if acts(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a character acts on a terminal or on the direction of a text, as
/// `paap/src/show/text.rs` has it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::asks_for_a_group;

    #[test]
    fn knows_what_asks_for_the_name_of_a_group() {
        for label in [
            "Which team do you work in? (Harbour crew: the team you work with most)",
            "What is the name of your team within the org?",
            "Team",
            "Company name",
            "What company or organisation do you represent?",
            "Where do you work?",
            "In welchem Unternehmen arbeiten Sie?",
        ] {
            assert!(asks_for_a_group(label), "{label}");
        }
        for label in [
            "Are you part of a designated platform team?",
            "How many people are part of your team?",
            "What other roles are on the team?",
            "Which, if any, of the following activities has your team conducted in the past year?",
            "Is your roadmap available to other teams?",
            "Harbour helps my team deliver more often",
            "Company size",
            "How large is your organisation, in employees?",
        ] {
            assert!(!asks_for_a_group(label), "{label}");
        }
    }
}
