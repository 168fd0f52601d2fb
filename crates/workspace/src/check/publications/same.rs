//! Whether two surveys are of the same people: by the answers that they have in common.

use paap_survey::{Question, Survey};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many people times so many different ways to answer, and two groups of people who answered each for
/// themselves do not agree but for fewer than `least` by chance: by chance, the people of each way to answer
/// differ by about the root of how many they are.
const VARIED: usize = 400;

/// Whether the same people answered both, or all of one but for fewer than `least` are in the other.
///
/// Only the questions that both have count, by their texts, where these are at least half of one of them. People
/// whom no other person of their survey answered like are found again in the other: where that are half
/// of those that could be, and no fewer than `least`, they are the same people. Where few are alone with
/// their answers, it is how many people gave each row of answers.
pub(super) fn people(one: &Survey, other: &Survey, least: u64) -> bool {
    let (mine, theirs) = (by_text(one), by_text(other));
    let common: Vec<&str> =
        mine.keys().filter(|text| theirs.contains_key(*text)).copied().collect();
    if common.is_empty() || common.len() * 2 < mine.len().min(theirs.len()) {
        return false;
    }
    let (mine, theirs) = (rows(one, &mine, &common), rows(other, &theirs, &common));
    let alone = |rows: &HashMap<u64, usize>| rows.values().filter(|people| **people == 1).count();
    let both = |row: &u64| mine.get(row) == Some(&1) && theirs.get(row) == Some(&1);
    let found = mine.keys().filter(|row| both(row)).count();
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    if found >= least && found * 2 >= alone(&mine).min(alone(&theirs)) {
        return true;
    }
    let shared = |(row, people): (&u64, &usize)| theirs.get(row).map_or(0, |own| *own.min(people));
    let shared: usize = mine.iter().map(shared).sum();
    let fewer = one.people.min(other.people);
    shared + least > fewer && fewer * mine.len().min(theirs.len()) >= VARIED
}

/// The questions of which answers are counted.
fn by_text(survey: &Survey) -> BTreeMap<&str, &Question> {
    let counted = survey
        .questions
        .iter()
        .filter(|own| !own.options.is_empty() || survey.given_numbers(own).is_some());
    counted.map(|own| (own.label.trim(), own)).collect()
}

/// How many people gave each row of answers to some questions.
fn rows(
    survey: &Survey,
    questions: &BTreeMap<&str, &Question>,
    common: &[&str],
) -> HashMap<u64, usize> {
    // A sum does not depend on the order in which options were found.
    let mut people = vec![0u64; survey.people];
    for (text, question) in common.iter().filter_map(|text| Some((text, questions.get(text)?))) {
        for option in &question.options {
            let value = hash(&(text, &option.label));
            option
                .people
                .iter()
                .for_each(|person| people[person] = people[person].wrapping_add(value));
        }
        let numbers = survey.given_numbers(question).unwrap_or_default();
        for (person, number) in numbers.iter().enumerate() {
            if let Some(number) = number {
                people[person] = people[person].wrapping_add(hash(&(text, number.to_bits())));
            }
        }
    }
    let mut rows = HashMap::new();
    people.into_iter().for_each(|row| *rows.entry(row).or_default() += 1);
    rows
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
