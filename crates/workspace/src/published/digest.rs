//! A digest of answers that does not depend on the order of people: what a release is of.

use paap_interview::document::sha256;
use paap_survey::Survey;

/// SHA-256, in hex, of the answers that are counted: questions, options, and each person's answers, in
/// whatever order people stand in the file. Words that people wrote are not counted, so they are not in it.
/// `salt` comes first, so that nobody can try out answers against a digest that is public.
pub(crate) fn digest(survey: &Survey, salt: &str) -> String {
    let mut people: Vec<Vec<u8>> = vec![Vec::new(); survey.people];
    let mut whole = vec![salt.to_owned()];
    for (at, question) in survey.questions.iter().enumerate() {
        whole.push(question.id.clone());
        // Options that were found in the answers stand in the order in which they were found.
        let mut options: Vec<_> = question.options.iter().collect();
        options.sort_by(|a, b| a.label.cmp(&b.label));
        let mut say = |person: usize, what: String| {
            if let Some(own) = people.get_mut(person) {
                own.extend_from_slice(format!("{at}:{what};").as_bytes());
            }
        };
        for (number, option) in options.into_iter().enumerate() {
            whole.push(option.label.clone());
            option.people.iter().for_each(|person| say(person, format!("o{number}")));
        }
        question.answered.iter().for_each(|person| say(person, "a".to_owned()));
        question.asked.iter().for_each(|person| say(person, "q".to_owned()));
        for (person, given) in survey.given_numbers(question).unwrap_or_default().iter().enumerate()
        {
            if let Some(number) = given {
                say(person, format!("n{number}"));
            }
        }
    }
    let mut people: Vec<String> = people.iter().map(|own| sha256(own)).collect();
    people.sort_unstable();
    whole.extend(people);
    // The length before each, so that no two lists of texts are one.
    let whole: String = whole.iter().map(|text| format!("{}:{text}", text.len())).collect();
    sha256(whole.as_bytes())
}
