//! The formula by which needs are ranked: arithmetic over what is counted and what is judged.
//!
//! ```text
//! reach * impact * confidence / effort
//! cost-of-delay / duration
//! importance * (1 - satisfaction)
//! 2 * votes + reach * impact / (effort + 1)
//! ```
//!
//! Numbers, names, `+`, `-`, `*`, `/` and parentheses; a minus that stands between two letters belongs to
//! a name. Every input is an interval, and so is the result: by interval arithmetic (Moore 1966), which
//! holds every value that the inputs allow, and more where a name stands in a formula twice.

use paap_analysis::expression::{ExpressionError, Place, nearest};
use std::collections::BTreeMap;

/// RICE: reach, impact, confidence, effort.
pub const RICE: &str = "reach * impact * confidence / effort";
/// CD3: cost of delay divided by duration.
pub const CD3: &str = "cost-of-delay / duration";
/// The opportunity score: how important, and how far from satisfied.
pub const OPPORTUNITY: &str = "importance * (1 - satisfaction)";

/// What formulas may name, each with what it is.
pub const INPUTS: [(&str, &str); 9] = [
    ("reach", "how many people or customers it is about, as counted"),
    ("impact", "how much it changes for each"),
    ("confidence", "0 to 1, as it follows from the evidence, or lower where somebody lowered it"),
    ("effort", "weeks of one person's work"),
    ("duration", "weeks from beginning to release"),
    ("cost-of-delay", "what every week without it costs"),
    ("importance", "the share of people to whom it is important, 0 to 1"),
    ("satisfaction", "the share of people who are satisfied with what there is, 0 to 1"),
    ("votes", "how many customers asked for it, each once"),
];

/// The longest formula, in bytes: what people still read, and what no stack is too small for.
const LONGEST: usize = 1_000;

/// A number that is known within bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The number itself.
    pub value: f64,
    /// Its lower bound.
    pub low: f64,
    /// Its upper bound.
    pub high: f64,
}

impl Range {
    /// A number that is known, or taken for so.
    pub const fn exactly(value: f64) -> Self {
        Self { value, low: value, high: value }
    }

    /// The product of two numbers that are known apart from each other.
    pub fn times(self, other: Self) -> Self {
        let (a, b) = (self, other);
        let ends = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
        Self::of(a.value * b.value, &ends)
    }

    fn of(value: f64, ends: &[f64]) -> Self {
        let low = ends.iter().copied().fold(f64::INFINITY, f64::min);
        let high = ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { value, low, high }
    }

    fn apply(self, sign: char, other: Self) -> Option<Self> {
        let (a, b) = (self, other);
        Some(match sign {
            '+' => Self { value: a.value + b.value, low: a.low + b.low, high: a.high + b.high },
            '-' => Self { value: a.value - b.value, low: a.low - b.high, high: a.high - b.low },
            '*' => a.times(b),
            // What may be nothing cannot be divided by.
            _ if b.low <= 0.0 && b.high >= 0.0 => return None,
            _ => Self::of(
                a.value / b.value,
                &[a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high],
            ),
        })
    }
}

/// A formula, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    text: String,
    term: Term,
}

#[derive(Debug, Clone, PartialEq)]
enum Term {
    Number(f64),
    Input(&'static str),
    Two(Box<Term>, char, Box<Term>),
}

/// Why a formula gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Inputs that are not there.
    Missing(Vec<&'static str>),
    /// Something is divided by what may be nothing.
    ByNothing,
}

impl Formula {
    /// Reads `rice`, `cd3`, `opportunity`, or a formula.
    ///
    /// # Errors
    ///
    /// Where it is none, with the place.
    pub fn read(text: &str) -> Result<Self, ExpressionError> {
        let text = match text.trim().to_ascii_lowercase().as_str() {
            "rice" => RICE,
            "cd3" => CD3,
            "opportunity" => OPPORTUNITY,
            _ => text,
        };
        let mut reader = Reader { text, at: 0, depth: 0 };
        if text.len() > LONGEST {
            return reader.fail("A formula has at most 1,000 characters.");
        }
        let term = reader.sum()?;
        reader.space();
        match reader.at == text.len() {
            true => Ok(Self { text: text.trim().to_owned(), term }),
            false => reader.fail("Here comes +, -, *, / or the end."),
        }
    }

    /// As it was written; RICE and the others as the formulas that they are.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The inputs that it names, each once, from left to right.
    pub fn inputs(&self) -> Vec<&'static str> {
        fn gather(term: &Term, found: &mut Vec<&'static str>) {
            match term {
                Term::Number(_) => {}
                Term::Input(name) if found.contains(name) => {}
                Term::Input(name) => found.push(name),
                Term::Two(left, _, right) => {
                    gather(left, found);
                    gather(right, found);
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.term, &mut found);
        found
    }

    /// What it gives for these inputs.
    ///
    /// # Errors
    ///
    /// Where inputs are missing, or it divides by what may be nothing.
    pub fn of(&self, inputs: &BTreeMap<&'static str, Range>) -> Result<Range, Gap> {
        let own = self.inputs();
        let missing: Vec<_> = own.into_iter().filter(|name| !inputs.contains_key(name)).collect();
        if !missing.is_empty() {
            return Err(Gap::Missing(missing));
        }
        value(&self.term, inputs).filter(|range| range.value.is_finite()).ok_or(Gap::ByNothing)
    }

    /// The formula with each name as `write` has it: the arithmetic of one need.
    pub fn written(&self, write: impl Fn(&str) -> String) -> String {
        fn put(term: &Term, above: u8, write: &dyn Fn(&str) -> String) -> String {
            let strength = |sign: char| if matches!(sign, '+' | '-') { 1 } else { 2 };
            match term {
                Term::Number(number) => number.to_string(),
                Term::Input(name) => write(name),
                Term::Two(left, sign, right) => {
                    let own = strength(*sign);
                    let shown = match sign {
                        '*' => '×',
                        '/' => '÷',
                        '-' => '−',
                        sign => *sign,
                    };
                    let (left, right) = (put(left, own, write), put(right, own + 1, write));
                    let text = format!("{left} {shown} {right}");
                    if own < above { format!("({text})") } else { text }
                }
            }
        }
        put(&self.term, 0, &write)
    }
}

fn value(term: &Term, inputs: &BTreeMap<&'static str, Range>) -> Option<Range> {
    match term {
        Term::Number(number) => Some(Range::exactly(*number)),
        Term::Input(name) => inputs.get(name).copied(),
        Term::Two(left, sign, right) => value(left, inputs)?.apply(*sign, value(right, inputs)?),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

/// Deeper formulas nobody reads; and they would take the stack.
const DEEPEST: usize = 50;

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn fail<T>(&self, message: &str) -> Result<T, ExpressionError> {
        let end = self.at + self.rest().chars().next().map_or(0, char::len_utf8);
        let place = Place { start: self.at, end };
        Err(ExpressionError { text: self.text.to_owned(), place, message: message.to_owned() })
    }

    /// Takes one of some signs.
    fn sign(&mut self, signs: &[(&str, char)]) -> Option<char> {
        self.space();
        let (written, sign) =
            *signs.iter().find(|(written, _)| self.rest().starts_with(written))?;
        self.at += written.len();
        Some(sign)
    }

    fn sum(&mut self) -> Result<Term, ExpressionError> {
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&[("+", '+'), ("-", '-'), ("−", '-')]) {
            left = Term::Two(Box::new(left), sign, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Term, ExpressionError> {
        let mut left = self.one()?;
        while let Some(sign) = self.sign(&[("*", '*'), ("×", '*'), ("/", '/'), ("÷", '/')]) {
            left = Term::Two(Box::new(left), sign, Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Term, ExpressionError> {
        self.space();
        if self.sign(&[("(", '(')]).is_some() {
            self.depth += 1;
            if self.depth > DEEPEST {
                return self.fail("Here are more brackets than anybody can read.");
            }
            let term = self.sum()?;
            if self.sign(&[(")", ')')]).is_none() {
                return self.fail("Here comes +, -, *, / or a closing bracket.");
            }
            self.depth -= 1;
            return Ok(term);
        }
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        let length = self.rest().find(|c| !digits(c)).unwrap_or(self.rest().len());
        if length > 0 {
            let number = self.rest()[..length].parse().ok().filter(|n: &f64| n.is_finite());
            let Some(number) = number else { return self.fail("This is no number.") };
            self.at += length;
            return Ok(Term::Number(number));
        }
        self.name()
    }

    fn name(&mut self) -> Result<Term, ExpressionError> {
        let inner = |c: char| c.is_alphabetic() || c == '-' || c == '_';
        let length = self.rest().find(|c| !inner(c)).unwrap_or(self.rest().len());
        let written = self.rest()[..length].trim_end_matches(['-', '_']);
        if written.is_empty() || written.starts_with(['-', '_']) {
            return self.fail("Here comes a number, a name or an opening bracket.");
        }
        let wanted = written.to_lowercase().replace('_', "-");
        // `reach-votes` is a subtraction: no name begins so.
        let found = INPUTS.iter().map(|(name, _)| *name).find(|name| {
            wanted == *name || wanted.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'))
        });
        if let Some(name) = found {
            self.at += name.len();
            return Ok(Term::Input(name));
        }
        let names = || INPUTS.iter().map(|(name, _)| *name);
        let hint = match nearest(&wanted, names()).first() {
            Some(near) => format!("Did you mean “{near}”?"),
            None => format!("There are {}.", names().collect::<Vec<_>>().join(", ")),
        };
        let place = Place { start: self.at, end: self.at + written.len() };
        let message = format!("A formula knows no “{written}”. {hint}");
        Err(ExpressionError { text: self.text.to_owned(), place, message })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(all: &[(&'static str, Range)]) -> BTreeMap<&'static str, Range> {
        all.iter().copied().collect()
    }

    #[test]
    fn rice_is_what_its_authors_say() {
        let reach = Range { value: 500.0, low: 400.0, high: 600.0 };
        let own = inputs(&[
            ("reach", reach),
            ("impact", Range::exactly(2.0)),
            ("confidence", Range::exactly(0.8)),
            ("effort", Range::exactly(4.0)),
        ]);
        let formula = Formula::read("RICE").unwrap();
        let score = formula.of(&own).unwrap();
        assert_eq!((score.value, score.low, score.high), (200.0, 160.0, 240.0));
        let written = formula.written(|name| own[name].value.to_string());
        assert_eq!(written, "500 × 2 × 0.8 ÷ 4");
    }

    #[test]
    fn brackets_stay_where_they_are_needed() {
        let formula = Formula::read("importance*(1-satisfaction) - (votes - 2)").unwrap();
        let written = formula.written(str::to_owned);
        assert_eq!(written, "importance × (1 − satisfaction) − (votes − 2)");
        assert_eq!(
            Formula::read("(reach*impact)/effort").unwrap().written(str::to_owned),
            "reach × impact ÷ effort"
        );
    }

    #[test]
    fn a_difference_of_ranges_is_as_wide_as_both() {
        let a = Range { value: 5.0, low: 4.0, high: 6.0 };
        let own = inputs(&[("reach", a), ("votes", Range { value: 1.0, low: -1.0, high: 2.0 })]);
        let of = |text: &str| Formula::read(text).unwrap().of(&own);
        assert_eq!(of("reach-votes").unwrap(), Range { value: 4.0, low: 2.0, high: 7.0 });
        assert_eq!(of("reach * votes").unwrap(), Range { value: 5.0, low: -6.0, high: 12.0 });
        assert_eq!(of("reach / votes"), Err(Gap::ByNothing));
        assert_eq!(of("reach / effort"), Err(Gap::Missing(vec!["effort"])));
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        let place = |text: &str| Formula::read(text).map(|_| ()).unwrap_err().place.start;
        assert_eq!(place("reach * effrot"), 8);
        assert_eq!(place("reach *"), 7);
        assert_eq!(place("(reach"), 6);
        assert_eq!(place("reach impact"), 6);
        assert_eq!(place("1.2.3"), 0);
        assert!(Formula::read(&"(".repeat(100_000)).is_err());
        let message = Formula::read("reach * effrot").unwrap_err().message;
        assert!(message.contains("effort"), "{message}");
    }
}
