//! The test of a hypothesis: a figure and a bound.

use super::certain::{self, Certain, certain};
use crate::figure::{self, Expression, Sort, Value};
use paap_analysis::expression::{Comparison, ExpressionError, Parser, variable};
use paap_analysis::interval::{CONFIDENCE, Interval, wilson};
use paap_survey::{Kind, Survey};
use paap_text::yaml::At;

/// A figure and a bound: `share(q21 = "None") >= 50%`.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// As it was written.
    pub text: String,
    /// The figure.
    pub figure: Expression,
    /// How it must compare with the bound for the hypothesis to hold.
    pub comparison: Comparison,
    /// The bound.
    pub bound: Bound,
    /// The survey, or `interviews`; None means the study's only survey.
    pub source: Option<String>,
    /// The test says nothing where fewer people answered.
    pub least_base: u64,
    /// Where it stands.
    pub at: At,
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Per cent, from 0 to 100.
    Percent(f64),
    /// People, excerpts, or a number.
    Number(f64),
}

impl Test {
    /// Reads a test.
    ///
    /// # Errors
    ///
    /// Where it is none, with the place.
    pub fn read(
        text: &str,
        source: Option<String>,
        least_base: u64,
        at: At,
    ) -> Result<Self, ExpressionError> {
        let mut parser = Parser::new(text)?;
        let figure = figure::taken(text, &mut parser)?;
        let Some(comparison) = parser.comparison_sign() else {
            return parser.fail("A test compares its figure with a bound: >=, >, <= or <.");
        };
        let written = parser.text("Here comes the bound, such as 50%.")?;
        let percent = written.text.ends_with('%') || parser.word("%");
        if !parser.is_at_end() {
            return parser.fail("Here the test should end.");
        }
        let wrong = |message: &str| ExpressionError {
            text: text.to_owned(),
            place: written.place,
            message: message.to_owned(),
        };
        let number =
            written.text.trim_end_matches('%').parse().ok().filter(|n: &f64| n.is_finite());
        let number = number.ok_or_else(|| wrong("The bound is a number or per cent."))?;
        let sort = figure.sort();
        let bound = match (sort, percent) {
            (Sort::Count | Sort::Share, true) => Bound::Percent(number),
            (Sort::Share, false) => return Err(wrong("A share is held against per cent: 50%.")),
            (_, true) => {
                return Err(wrong("Only counts and shares of people are held against per cent."));
            }
            (_, false) => Bound::Number(number),
        };
        if let Bound::Number(number) = bound
            && matches!(sort, Sort::Count | Sort::Excerpts)
            && number.fract() != 0.0
        {
            return Err(wrong("People are counted in whole numbers; a share is written as 64%."));
        }
        let certain = certain(&figure).filter(|own| {
            // How many they are is not certain, though all of them pass.
            matches!(bound, Bound::Percent(_)) || *own != Certain::All
        });
        if certain.is_some() && sort != Sort::Excerpts || is_empty(sort, comparison, bound) {
            return Err(wrong("Whatever people say, this bound is always kept, or never."));
        }
        if matches!(bound, Bound::Percent(_)) && certain::asks_nothing(&figure) {
            return Err(wrong(
                "This is how many answered, whatever they said. Hold a figure of what they answered against a bound.",
            ));
        }
        if is_trifle(sort, comparison, bound) {
            return Err(wrong(
                "One single person decides this bound, out of however many: it tells nothing of the others.",
            ));
        }
        let text = text.trim().to_owned();
        Ok(Self { text, figure, comparison, bound, source, least_base, at })
    }

    /// Whether a number, in the bound's unit, keeps to the bound.
    pub(crate) fn holds(&self, number: f64) -> bool {
        let bound = match self.bound {
            Bound::Percent(bound) | Bound::Number(bound) => bound,
        };
        // 0.1 + 0.2 is 0.3: what is a hair beside the bound is the bound.
        let near = (number - bound).abs() <= 1e-9 * bound.abs().max(1.0);
        self.comparison.holds(if near { bound } else { number }, bound)
    }

    /// The figure's number and its interval, in the bound's unit.
    pub(crate) fn measured(
        &self,
        value: &Value,
        interval: Option<Interval>,
    ) -> (f64, Option<Interval>) {
        let scale = match (value.sort, self.bound) {
            (Sort::Count | Sort::Share, Bound::Percent(_)) => 100.0,
            (Sort::Count | Sort::Share, Bound::Number(_)) => value.base as f64,
            _ => 1.0,
        };
        let number = match value.share() {
            // Not by the share, which is rounded: 7 of 10 are 7.
            Some(_) => scale * value.count as f64 / value.base as f64,
            None => value.number.unwrap_or(value.count as f64),
        };
        let scaled = |own: Interval| Interval { low: scale * own.low, high: scale * own.high };
        (number, interval.map(scaled))
    }

    /// What is odd about the bound: it may be meant in another unit.
    pub(super) fn odd(&self) -> Option<String> {
        match self.bound {
            Bound::Percent(percent) if percent > 0.0 && percent < 1.0 => Some(format!(
                "The bound is {percent}%, which is fewer than one in a hundred. A half is written as 50%."
            )),
            Bound::Number(bound)
                if matches!(self.figure.sort(), Sort::Median | Sort::Mean)
                    && self.is_same_from(0.0) =>
            {
                Some(format!(
                    "The bound is {bound}: of what cannot be less than nothing, such as days or a number of \
                     things, the test says the same whatever people say."
                ))
            }
            _ => None,
        }
    }

    /// Why the test says the same whatever people answer, as far as their number goes: a count is held
    /// against more people than there are.
    pub(super) fn beyond(&self, people: u64) -> Option<String> {
        let Bound::Number(bound) = self.bound else { return None };
        let is_count = self.figure.sort() == Sort::Count;
        let is_same =
            self.comparison.holds(0.0, bound) == self.comparison.holds(people as f64, bound);
        (is_count && people > 0 && is_same).then(|| {
            format!(
                "The bound is {bound} people, and there are {people} in all: whatever they say, the \
                 test says the same. A share is written as {bound}%."
            )
        })
    }

    /// Whether a bound on a number is kept, or not, by every number from one on.
    fn is_same_from(&self, least: f64) -> bool {
        let Bound::Number(bound) = self.bound else { return false };
        self.comparison.holds(least, bound) == self.comparison.holds(f64::INFINITY, bound)
    }

    /// Why a median or mean says the same whatever people answer: nobody's answer is below zero, and the
    /// bound is zero or less.
    pub(super) fn below_nothing(&self, survey: &Survey) -> Option<String> {
        let Bound::Number(bound) = self.bound else { return None };
        let (question, _) = self.figure.measures()?;
        if self.figure.sort() == Sort::Nps || !self.is_same_from(0.0) {
            return None;
        }
        let question = &survey.questions[variable(question, self.figure.text(), survey).ok()?];
        let stats = survey.numbers(question, &question.answered)?;
        let least = stats.counts.iter().map(|level| level.0).reduce(f64::min)?;
        (least >= 0.0).then(|| {
            format!(
                "The bound is {bound}, and nobody answers {} with less than nothing: the test cannot fail, \
                 or cannot hold.",
                question.id
            )
        })
    }

    /// Why a median or mean says the same whatever people answer: its question is a scale, and the
    /// bound is at its end or beyond.
    pub(super) fn beyond_scale(&self, survey: &Survey) -> Option<String> {
        let Bound::Number(bound) = self.bound else { return None };
        let (question, _) = self.figure.measures()?;
        if self.figure.sort() == Sort::Nps {
            return None;
        }
        let question = &survey.questions[variable(question, self.figure.text(), survey).ok()?];
        let scores = || question.options.iter().filter_map(|option| option.score);
        let (least, most) = (scores().reduce(f64::min)?, scores().reduce(f64::max)?);
        // Of a scale only what somebody chose may be known: a bound on it is one that can be missed.
        let is_same = self.comparison.holds(least, bound) == self.comparison.holds(most, bound);
        (is_same && least < most && matches!(question.kind, Kind::Scale | Kind::Rating)).then(|| {
            format!(
                "The bound is {bound}, and the scale of {} goes from {least} to {most}: whatever people \
                 say, the test says the same.",
                question.id
            )
        })
    }

    /// The interval of a value that was attested: of counts and shares it follows from them.
    pub(crate) fn interval_of(value: &Value) -> Option<Interval> {
        value.share().and_then(|_| wilson(value.count, value.base, CONFIDENCE))
    }
}

/// Whether one person who does, or does not, decides a bound, out of however many.
fn is_trifle(sort: Sort, comparison: Comparison, bound: Bound) -> bool {
    let is_of_people = matches!(sort, Sort::Count | Sort::Share | Sort::Excerpts);
    is_of_people
        && matches!(
            (comparison, bound),
            (Comparison::Greater, Bound::Percent(0.0) | Bound::Number(0.0))
                | (Comparison::AtLeast, Bound::Number(1.0))
                | (Comparison::Less, Bound::Percent(100.0))
        )
}

/// Whether a bound says nothing.
fn is_empty(sort: Sort, comparison: Comparison, bound: Bound) -> bool {
    let (least, most) = match (sort, bound) {
        (_, Bound::Percent(_)) => (0.0, 100.0),
        (Sort::Count | Sort::Excerpts, _) => (0.0, f64::INFINITY),
        (Sort::Nps, _) => (-100.0, 100.0),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let (Bound::Percent(bound) | Bound::Number(bound)) = bound;
    comparison.holds(least, bound) == comparison.holds(most, bound)
}
