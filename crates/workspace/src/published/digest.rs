//! A digest of answers that does not depend on the order of people: what a release is of.

use paap_interview::document::sha256;
use paap_survey::Survey;

/// SHA-256, in hex, of the answers that are counted: questions, options, and each person's answers, in
/// whatever order people stand in the file. Words that people wrote are not counted, so they are not in it.
/// `salt` comes first, so that nobody can try out answers against a digest that is public.
pub(crate) fn digest(survey: &Survey, salt: &str) -> String {
    // Of each person every answer, as long as every other: a mark, the question and what was said of it.
    let mut people: Vec<Vec<u8>> = vec![Vec::new(); survey.people];
    let mut whole = Vec::new();
    text(&mut whole, salt);
    for (at, question) in (0u64..).zip(&survey.questions) {
        text(&mut whole, &question.id);
        // Options that were found in the answers stand in the order in which they were found.
        let mut options: Vec<_> = question.options.iter().collect();
        options.sort_by(|a, b| a.label.cmp(&b.label));
        let mut say = |person: usize, mark: u8, what: u64| {
            if let Some(own) = people.get_mut(person) {
                own.push(mark);
                own.extend_from_slice(&at.to_le_bytes());
                own.extend_from_slice(&what.to_le_bytes());
            }
        };
        for (number, option) in (0u64..).zip(options) {
            text(&mut whole, &option.label);
            option.people.iter().for_each(|person| say(person, b'o', number));
        }
        question.answered.iter().for_each(|person| say(person, b'a', 0));
        question.asked.iter().for_each(|person| say(person, b'q', 0));
        for (person, given) in survey.given_numbers(question).unwrap_or_default().iter().enumerate()
        {
            if let Some(number) = given {
                say(person, b'n', number.to_bits());
            }
        }
    }
    people.sort_unstable();
    for own in people {
        bytes(&mut whole, &own);
    }
    sha256(&whole)
}

/// The length before each, so that no two lists of texts are one.
fn bytes(whole: &mut Vec<u8>, own: &[u8]) {
    whole.extend_from_slice(&(own.len() as u64).to_le_bytes());
    whole.extend_from_slice(own);
}

fn text(whole: &mut Vec<u8>, own: &str) {
    bytes(whole, own.as_bytes());
}
