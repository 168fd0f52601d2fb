//! Filters: who is meant, in a small language.
//!
//! ```text
//! q21 = "We don't use a framework" and not (team_size < 5 or q3 in ("A", "B"))
//! ```
//!
//! | written | who |
//! |---|---|
//! | `q = "A"` | those who chose A; of a checkbox question, those who ticked it |
//! | `q != "A"` | those who answered and did not choose A |
//! | `q < 5`, `<=`, `>`, `>=` | those whose answer is that number or place on the scale |
//! | `q >= "Agree"` | those whose answer is there or further on the scale |
//! | `q in ("A", "B")` | those who chose one of them; `not in`: who answered and chose none |
//! | `q answered` | those who answered; `q not answered`: all others |
//! | `q asked` | those who were asked |
//! | `and`, `or`, `not`, `( )` | as usual: `not` binds closest, then `and`, then `or` |
//!
//! A question is named by its id (`q21`), its position (`21`) or its slug. Text stands in double
//! or single quotation marks; within them `\` makes the next character plain.

mod parse;

use crate::People;
use std::fmt;

pub use parse::{Parser, parse};

/// What filters are about: questions, codes, capabilities. Each has a number.
pub trait Vocabulary {
    /// How many people there are.
    fn people(&self) -> usize;
    /// What a variable and a value are called in messages.
    fn nouns(&self) -> (&'static str, &'static str) {
        ("question", "answer")
    }
    /// The variable with this name; else names that are near it, nearest first.
    fn find(&self, name: &str) -> Result<usize, Vec<String>>;
    /// Who answered.
    fn answered(&self, variable: usize) -> People;
    /// Who was asked.
    fn asked(&self, variable: usize) -> People;
    /// Who chose this; else values that are near it, nearest first.
    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>>;
    /// Whose answer, as a number, passes; None where answers are no numbers.
    fn whose_number(&self, variable: usize, passes: &dyn Fn(f64) -> bool) -> Option<People>;
    /// Whose answer has a place on a scale so that `holds(place, place of this value)`; else
    /// values that are near it, nearest first.
    fn whose_place(
        &self,
        variable: usize,
        value: &str,
        holds: &dyn Fn(f64, f64) -> bool,
    ) -> Result<People, Vec<String>> {
        let _ = (variable, value, holds);
        Err(Vec::new())
    }
}

/// A filter, read and not yet looked up.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// All of these: two or more.
    And(Vec<Expression>),
    /// Any of these: two or more.
    Or(Vec<Expression>),
    /// All others.
    Not(Box<Expression>),
    /// Those whose answer is one of these.
    Chose(Name, Vec<Value>),
    /// Those who answered, and whose answer is none of these.
    ChoseNot(Name, Vec<Value>),
    /// Those whose number compares so.
    Compares(Name, Comparison, Value),
    /// Those who answered.
    Answered(Name),
    /// Those who were asked.
    Asked(Name),
}

impl Expression {
    /// Every variable that is named, from left to right, with the values it is held against where
    /// it is asked what was chosen; none where it is asked anything else.
    pub fn named(&self) -> Vec<(&Name, &[Value])> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::named).collect(),
            Self::Not(inner) => inner.named(),
            Self::Chose(name, values) | Self::ChoseNot(name, values) => vec![(name, values)],
            Self::Compares(name, ..) | Self::Answered(name) | Self::Asked(name) => {
                vec![(name, &[])]
            }
        }
    }

    /// The names in it, in their order.
    pub fn names(&self) -> Vec<&Name> {
        self.named().into_iter().map(|(name, _)| name).collect()
    }
}

/// A variable's name and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value, without quotation marks.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A part of a filter's text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
}

/// A comparison of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Whether the left number compares so with the right one.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// What is wrong with a filter, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// The filter.
    pub text: String,
    /// The part that is wrong.
    pub place: Place,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for ExpressionError {
    /// The message, then the filter with a mark under the place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |text: &str| text.chars().count();
        let start = self.text.floor_char_boundary(self.place.start);
        let end = self.text.floor_char_boundary(self.place.end.max(start));
        // Only a window of a long filter is shown.
        let from = self.text[..start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let to =
            self.text[end..].char_indices().nth(30).map_or(self.text.len(), |(at, _)| end + at);
        let plain: String =
            self.text[from..to].chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        writeln!(f, "{}", self.message)?;
        writeln!(f, "  {plain}")?;
        let marks = width(&self.text[start..end]).max(1);
        write!(f, "  {}{}", " ".repeat(width(&self.text[from..start])), "^".repeat(marks))
    }
}

impl std::error::Error for ExpressionError {}

/// Who is meant by a filter.
pub fn people(text: &str, vocabulary: &dyn Vocabulary) -> Result<People, ExpressionError> {
    people_of(&parse(text)?, text, vocabulary)
}

/// Who is meant by a filter that was read from this text, which may say more.
pub fn people_of(
    expression: &Expression,
    text: &str,
    vocabulary: &dyn Vocabulary,
) -> Result<People, ExpressionError> {
    let error = |place, message| ExpressionError { text: text.to_owned(), place, message };
    evaluate(expression, vocabulary).map_err(|(place, message)| error(place, message))
}

/// The variable that a name in this text means.
pub fn variable(
    name: &Name,
    text: &str,
    vocabulary: &dyn Vocabulary,
) -> Result<usize, ExpressionError> {
    let error = |(place, message)| ExpressionError { text: text.to_owned(), place, message };
    find(name, vocabulary).map_err(error)
}

fn find(name: &Name, of: &dyn Vocabulary) -> Result<usize, (Place, String)> {
    of.find(&name.text).map_err(|near| {
        let (noun, text) = (of.nouns().0, &name.text);
        (name.place, format!("There is no {noun} “{text}”.{}", perhaps(&near)))
    })
}

fn evaluate(expression: &Expression, of: &dyn Vocabulary) -> Result<People, (Place, String)> {
    let find = |name: &Name| find(name, of);
    let chose = |name: &Name, values: &[Value]| {
        let variable = find(name)?;
        let mut people = People::none(of.people());
        for value in values {
            let who = of.chose(variable, &value.text).map_err(|near| {
                let (noun, own) = (of.nouns().1, &name.text);
                let message = format!("{own} has no {noun} “{}”.{}", value.text, perhaps(&near));
                (value.place, message)
            })?;
            people = people.or(&who);
        }
        Ok((variable, people))
    };
    Ok(match expression {
        Expression::And(all) => {
            let mut people = People::all(of.people());
            for part in all {
                people = people.and(&evaluate(part, of)?);
            }
            people
        }
        Expression::Or(any) => {
            let mut people = People::none(of.people());
            for part in any {
                people = people.or(&evaluate(part, of)?);
            }
            people
        }
        Expression::Not(inner) => evaluate(inner, of)?.not(),
        Expression::Chose(name, values) => chose(name, values)?.1,
        Expression::ChoseNot(name, values) => {
            let (variable, people) = chose(name, values)?;
            of.answered(variable).minus(&people)
        }
        Expression::Compares(name, comparison, value) => {
            let variable = find(name)?;
            let Ok(number) = value.text.trim().parse::<f64>() else {
                let holds = |own, wanted| comparison.holds(own, wanted);
                return of.whose_place(variable, &value.text, &holds).map_err(|near| {
                    let message = format!(
                        "“{}” is no number, and no answer with a place on the scale of {}.{}",
                        value.text,
                        name.text,
                        perhaps(&near)
                    );
                    (value.place, message)
                });
            };
            of.whose_number(variable, &|own| comparison.holds(own, number)).ok_or_else(|| {
                let message = format!("The answers to {} are no numbers. Use = or in.", name.text);
                (name.place, message)
            })?
        }
        Expression::Answered(name) => of.answered(find(name)?),
        Expression::Asked(name) => of.asked(find(name)?),
    })
}

fn perhaps(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => {
            let quoted: Vec<String> = near.iter().take(3).map(|name| format!("“{name}”")).collect();
            format!(" Did you mean {}?", quoted.join(" or "))
        }
    }
}

/// The place of a name in a closed list of variables, in whatever case and with `_` for `-`; else the names
/// near it, or all where none is near.
pub fn place_in(variables: &[&str], name: &str) -> Result<usize, Vec<String>> {
    let wanted = name.trim().to_lowercase().replace('_', "-");
    let at = variables.iter().position(|own| *own == wanted);
    at.ok_or_else(|| {
        let near = nearest(&wanted, variables.iter().copied());
        let all = || variables.iter().map(|own| (*own).to_owned()).collect();
        if near.is_empty() { all() } else { near }
    })
}

/// The names nearest to `wanted`, nearest first, three at most: those that hold it, then those of
/// which at most a third differs, and always one letter may. Case does not count.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<char> = wanted.trim().to_lowercase().chars().take(LONGEST).collect();
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower: Vec<char> = name.to_lowercase().chars().take(LONGEST).collect();
            let held = wanted.len() >= 2
                && lower.windows(wanted.len()).position(|w| w == wanted).is_some();
            let distance = if held { 1 } else { distance(&wanted, &lower) };
            let allowed = (wanted.len().max(lower.len()) / 3).max(1);
            (held || distance <= allowed).then_some((distance, name))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// Longer names are compared by their beginning, so that hostile ones cost little.
const LONGEST: usize = 200;

/// Edits from one name to the other, two neighbours swapped counting as one (optimal string
/// alignment: Levenshtein's distance with Damerau's transpositions).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests;
