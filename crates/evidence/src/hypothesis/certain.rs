//! Whether a share is certain before anybody has answered: `share(q1 answered of q1 = "Yes")` is 100%
//! whatever people say, and a test of it can not fail.
//!
//! What a person may be is tried out: of each question that is named whether they were asked and whether
//! they answered, which of the named values they chose, and where their number lies between those that
//! it is compared with. What options a question has, and what codes lie below which, is not asked: that
//! is the data's.

use crate::figure::Expression;
use paap_analysis::expression::{Comparison, Expression as Filter, Name};
use std::collections::BTreeMap;

/// So many sorts of people are tried at most; an expression that tells more apart is taken for uncertain.
const MOST: usize = 1 << 16;

/// What is certain of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certain {
    /// It is 100%.
    All,
    /// It is 0%.
    None,
    /// There is nobody of whom it can be said.
    Nobody,
}

/// What one question is asked in an expression.
#[derive(Default)]
struct Asked {
    values: Vec<String>,
    numbers: Vec<f64>,
    /// Answers with a place on a scale, whose order only the data knows.
    places: Vec<String>,
}

/// What somebody says to one question.
struct Says {
    asked: bool,
    answered: bool,
    /// Which of the values, a bit each.
    chosen: usize,
    /// Where their number lies: twice the place of the one that it is, or between two.
    number: usize,
    /// For each place on a scale: 0 below it, 1 on it, 2 above it.
    places: Vec<usize>,
}

type Questions = BTreeMap<String, Asked>;

/// What is certain of the share of an expression, if anything is.
pub(super) fn certain(expression: &Expression) -> Option<Certain> {
    let (who, of) = expression.who()?;
    let mut questions = Questions::new();
    [Some(who), of].into_iter().flatten().for_each(|filter| collect(filter, &mut questions));
    let sorts: Vec<usize> = questions.values().map(Asked::sorts).collect::<Option<_>>()?;
    let all = sorts.iter().try_fold(1_usize, |all, own| all.checked_mul(*own))?;
    if all > MOST {
        return None;
    }
    let (mut some_do, mut some_do_not) = (false, false);
    for mut number in 0..all {
        let mut person = BTreeMap::new();
        for ((name, asked), sorts) in questions.iter().zip(&sorts) {
            person.insert(name.as_str(), asked.says(number % sorts));
            number /= sorts;
        }
        if of.is_some_and(|of| !passes(of, &questions, &person)) || !is_sayable(who, &person) {
            continue;
        }
        match passes(who, &questions, &person) {
            true => some_do = true,
            false => some_do_not = true,
        }
        if some_do && some_do_not {
            return None;
        }
    }
    Some(match (some_do, some_do_not) {
        (true, _) => Certain::All,
        (false, true) => Certain::None,
        (false, false) => Certain::Nobody,
    })
}

/// Whether a figure counts who answered, or was asked, and nothing of what they said: a hypothesis is
/// about the latter.
pub(super) fn asks_nothing(expression: &Expression) -> bool {
    fn is_presence(filter: &Filter) -> bool {
        match filter {
            Filter::And(parts) | Filter::Or(parts) => parts.iter().all(is_presence),
            Filter::Not(inner) => is_presence(inner),
            Filter::Answered(_) => true,
            _ => false,
        }
    }
    expression.who().is_some_and(|(who, _)| is_presence(who))
}

impl Asked {
    /// How many sorts of people there are: two who did not answer, and all who did.
    fn sorts(&self) -> Option<usize> {
        let chosen = 1_usize.checked_shl(u32::try_from(self.values.len()).ok()?)?;
        let places = 3_usize.checked_pow(u32::try_from(self.places.len()).ok()?)?;
        chosen.checked_mul(places)?.checked_mul(2 * self.numbers.len() + 1)?.checked_add(2)
    }

    fn says(&self, sort: usize) -> Says {
        let none = vec![0; self.places.len()];
        let silent = |asked| Says { asked, answered: false, chosen: 0, number: 0, places: none };
        let Some(mut rest) = sort.checked_sub(2) else { return silent(sort == 1) };
        let mut next = |sorts: usize| {
            let own = rest % sorts;
            rest /= sorts;
            own
        };
        let chosen = next(1 << self.values.len());
        let number = next(2 * self.numbers.len() + 1);
        let places = self.places.iter().map(|_| next(3)).collect();
        Says { asked: true, answered: true, chosen, number, places }
    }
}

fn key(name: &Name) -> String {
    name.text.trim().to_lowercase()
}

fn collect(filter: &Filter, into: &mut Questions) {
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().for_each(|part| collect(part, into)),
        Filter::Not(inner) => collect(inner, into),
        Filter::Chose(name, values) | Filter::ChoseNot(name, values) => {
            let own = into.entry(key(name)).or_default();
            for value in values {
                let text = value.text.trim().to_lowercase();
                if !own.values.contains(&text) {
                    own.values.push(text);
                }
            }
        }
        Filter::Compares(name, _, value) => {
            let own = into.entry(key(name)).or_default();
            match value.text.trim().parse::<f64>() {
                Ok(number) if !own.numbers.contains(&number) => {
                    own.numbers.push(number);
                    own.numbers.sort_by(f64::total_cmp);
                }
                Ok(_) => {}
                Err(_) => {
                    let text = value.text.trim().to_lowercase();
                    if !own.places.contains(&text) {
                        own.places.push(text);
                    }
                }
            }
        }
        Filter::Answered(name) | Filter::Asked(name) => {
            into.entry(key(name)).or_default();
        }
    }
}

/// Whether it can be said of somebody, as [`crate::figure`] has it.
fn is_sayable(filter: &Filter, person: &BTreeMap<&str, Says>) -> bool {
    let says = |name: &Name| person.get(key(name).as_str());
    match filter {
        Filter::And(parts) | Filter::Or(parts) => parts.iter().all(|part| is_sayable(part, person)),
        Filter::Not(inner) => is_sayable(inner, person),
        Filter::Chose(name, _) | Filter::ChoseNot(name, _) | Filter::Compares(name, ..) => {
            says(name).is_some_and(|own| own.answered)
        }
        Filter::Answered(name) => says(name).is_some_and(|own| own.asked),
        Filter::Asked(_) => true,
    }
}

fn passes(filter: &Filter, questions: &Questions, person: &BTreeMap<&str, Says>) -> bool {
    let find = |name: &Name| {
        let key = key(name);
        Some((questions.get(&key)?, person.get(key.as_str())?))
    };
    let chose = |name: &Name, values: &[paap_analysis::expression::Value]| {
        find(name).is_some_and(|(asked, says)| {
            let is_chosen = |value: &paap_analysis::expression::Value| {
                let text = value.text.trim().to_lowercase();
                let place = asked.values.iter().position(|own| *own == text);
                place.is_some_and(|place| says.chosen & (1 << place) != 0)
            };
            values.iter().any(is_chosen)
        })
    };
    let answered = |name: &Name| find(name).is_some_and(|(_, says)| says.answered);
    match filter {
        Filter::And(parts) => parts.iter().all(|part| passes(part, questions, person)),
        Filter::Or(parts) => parts.iter().any(|part| passes(part, questions, person)),
        Filter::Not(inner) => !passes(inner, questions, person),
        Filter::Chose(name, values) => answered(name) && chose(name, values),
        Filter::ChoseNot(name, values) => answered(name) && !chose(name, values),
        Filter::Compares(name, comparison, value) => {
            answered(name)
                && find(name).is_some_and(|(asked, says)| {
                    compares(asked, says, *comparison, value.text.trim())
                })
        }
        Filter::Answered(name) => answered(name),
        Filter::Asked(name) => find(name).is_some_and(|(_, says)| says.asked),
    }
}

fn compares(asked: &Asked, says: &Says, comparison: Comparison, value: &str) -> bool {
    let (own, wanted) = match value.parse::<f64>() {
        Ok(number) => {
            let place = asked.numbers.iter().position(|own| *own == number);
            (says.number, place.map(|place| 2 * place + 1))
        }
        Err(_) => {
            let text = value.to_lowercase();
            let place = asked.places.iter().position(|own| *own == text);
            let own = place.and_then(|place| says.places.get(place));
            (own.copied().unwrap_or_default(), place.map(|_| 1))
        }
    };
    wanted.is_some_and(|wanted| comparison.holds(own as f64, wanted as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::read;

    #[test]
    fn what_is_certain_is_known_before_there_is_data() {
        let check = |text: &str, expected| {
            assert_eq!(certain(&read(text).expect("an expression")), expected, "{text}");
        };
        for text in [
            "share(q1 = Yes or q1 != Yes)",
            "share(q1 = Yes of q1 = Yes)",
            "share(q1 answered of q1 = Yes)",
            "share(q1 answered of q1 > 3)",
            "share(q1 = Yes or not q1 = Yes)",
            "share(q1 > 2 of q1 > 3)",
            "share(q1 >= 3 or q1 < 3)",
            "share(q1 in (Yes, No) of q1 = Yes)",
            "share(Q1 = yes of q1 = Yes)",
            "share(q1 >= Agree or q1 < Agree)",
        ] {
            check(text, Some(Certain::All));
        }
        // Whether somebody was asked can be said of everybody.
        check("share(q1 asked)", None);
        check("share(q1 = Yes and q1 != Yes)", Some(Certain::None));
        check("share(q1 < 2 of q1 > 3)", Some(Certain::None));
        check("share(q1 = Yes of q1 answered and not q1 answered)", Some(Certain::Nobody));
        for text in [
            "share(q1 = Yes)",
            "share(q1 = Yes of q2 = No)",
            "share(q1 = Yes of q1 in (Yes, No))",
            "share(q1 answered)",
            "share(q1 > 3 of q1 > 2)",
            "share(q1 >= Agree of q1 < \"Fully agree\")",
            "median(q1)",
        ] {
            check(text, None);
        }
    }
}
