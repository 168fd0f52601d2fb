//! Hypotheses: what was assumed, and the dated test of it.
//!
//! ```yaml
//! hypotheses:
//!   frameworks-unknown:
//!     statement: Most platform teams prioritise without a framework, without knowing that there are any.
//!     date: 2026-01-15
//!     personas: [builder, leader]
//!     test: share(q21 = "We use none") >= 50%
//!     in: team-survey
//!     least-base: 10
//!     for: [no-framework]
//!     against: [framework-named]
//! ```
//!
//! Which keys there are, the shape of the plan says; this reads what they hold.

mod certain;
mod test;

pub use test::{Bound, Test};

use crate::figure::{self, Fault, Source};
use crate::sources::Sources;
use paap_text::Problem;
use paap_text::yaml::{At, Node};

/// A test says nothing where fewer people answered, unless the hypothesis says how many.
pub const LEAST_BASE: u64 = 5;

/// Something assumed, and how it is tested.
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis {
    /// Its id in the study's plan.
    pub id: String,
    /// What is assumed, in a sentence.
    pub statement: String,
    /// The day on which the test was fixed; empty where the plan says none.
    pub date: String,
    /// Where the day stands.
    pub date_at: At,
    /// Whom it is about; none means everybody.
    pub personas: Vec<String>,
    /// How it is tested.
    pub test: Option<Test>,
    /// The codes whose excerpts speak for it.
    pub codes_for: Vec<Named>,
    /// The codes whose excerpts speak against it.
    pub codes_against: Vec<Named>,
    /// Where it stands.
    pub at: At,
}

/// A name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub text: String,
    /// Where it stands.
    pub at: At,
}

/// Reads a hypothesis from a plan that has its shape; what is of another shape is left out here, as the
/// shape's own check names it.
pub fn read(id: &str, node: &Node) -> (Hypothesis, Vec<Problem>) {
    let mut problems = Vec::new();
    let text = |key: &str| node.get(key).and_then(Node::text).unwrap_or_default().trim();
    let names = |key: &str| -> Vec<Named> {
        let items = node.get(key).map(Node::items).unwrap_or_default();
        let name = |item: &Node| Some(Named { text: item.text()?.trim().to_owned(), at: item.at });
        items.iter().filter_map(name).filter(|name| !name.text.is_empty()).collect()
    };
    let source = node.get("in").and_then(Node::text).map(|text| text.trim().to_owned());
    let least_base = text("least-base").parse().unwrap_or(LEAST_BASE);
    let test = node.get("test").and_then(|own| Some((own.at, own.text()?)));
    let test = test.and_then(|(at, text)| match Test::read(text, source, least_base, at) {
        Ok(test) => Some(test),
        Err(why) => {
            let help = "A test is a figure and a bound, such as share(q21 = \"None\") >= 50%.";
            problems.push(Problem::error("wrong-test", at, why.to_string()).help(help));
            None
        }
    });
    let hypothesis = Hypothesis {
        id: id.to_owned(),
        statement: text("statement").split_whitespace().collect::<Vec<_>>().join(" "),
        date: text("date").to_owned(),
        date_at: node.get("date").map_or(node.at, |own| own.at),
        personas: names("personas").into_iter().map(|name| name.text).collect(),
        test,
        codes_for: names("for"),
        codes_against: names("against"),
        at: node.at,
    };
    let least = node.get("least-base").filter(|_| least_base == 0);
    if let Some(least) = least {
        let message = "A least base of 0 lets the test speak though nobody answered.";
        let problem = Problem::error("least-base", least.at, message);
        problems.push(
            problem.help("Write how many people must have answered; 5 where it is not said."),
        );
    }
    if let Some((odd, test)) = hypothesis.test.as_ref().and_then(|own| Some((own.odd()?, own))) {
        problems.push(Problem::warning("odd-bound", test.at, odd));
    }
    for code in &hypothesis.codes_against {
        if hypothesis.codes_for.iter().any(|own| own.text == code.text) {
            let message =
                format!("The code “{}” speaks for the hypothesis and against it.", code.text);
            problems.push(Problem::error("code-on-both-sides", code.at, message));
        }
    }
    let codes = hypothesis.codes_for.len() + hypothesis.codes_against.len();
    if codes == 0 && node.get("test").is_none() {
        let message =
            "The hypothesis has neither a test nor codes: nothing can speak for or against it.";
        let help = "Give it a test, or codes under “for” and “against”.";
        problems.push(Problem::warning("untested-hypothesis", node.at, message).help(help));
    }
    (hypothesis, problems)
}

/// What of a hypothesis means nothing in the study's data, as far as that is at hand.
pub fn check(hypothesis: &Hypothesis, sources: &Sources<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(test) = &hypothesis.test {
        match figure::compute(&test.figure, test.source.as_deref(), sources) {
            Err(
                why @ (Fault::Wrong(_) | Fault::UnknownSource { .. } | Fault::SourceNeeded { .. }),
            ) => {
                problems.push(Problem::error("wrong-test", test.at, why.to_string()));
            }
            Ok(_) | Err(Fault::NotAtHand { .. } | Fault::Nobody) => {}
        }
        let people = match figure::source(test.source.as_deref(), sources) {
            Ok(Source::Survey(survey)) => survey.people as u64,
            Ok(Source::Interviews(coded)) => sources.counted(coded).count(),
            // How many others there are is not fixed: customers come and go.
            Ok(Source::Others(_)) => 0,
            Err(_) => 0,
        };
        if let Some(why) = test.beyond(people) {
            problems.push(Problem::warning("bound-beyond", test.at, why));
        }
        if let Ok(Source::Survey(survey)) = figure::source(test.source.as_deref(), sources) {
            if let Some(why) = test.below_nothing(survey) {
                problems.push(Problem::error("wrong-test", test.at, why));
            } else if let Some(why) = test.beyond_scale(survey) {
                problems.push(Problem::warning("bound-beyond", test.at, why));
            }
        }
    }
    let codes = hypothesis.codes_for.iter().chain(&hypothesis.codes_against);
    let Ok(Source::Interviews(coded)) = figure::source(Some(figure::INTERVIEWS), sources) else {
        return problems;
    };
    for code in codes {
        let Err(near) = coded.code(&code.text) else { continue };
        let message = format!("There is no code “{}” in the codebook.", code.text);
        let problem = Problem::error("unknown-code", code.at, message);
        problems.push(match near.first() {
            Some(near) => problem.help(format!("Did you mean “{near}”?")),
            None => problem.help("Its excerpts would count for nothing."),
        });
    }
    for (own, other) in pairs(&hypothesis.codes_for, &hypothesis.codes_against) {
        let (Ok(code), Ok(above)) = (coded.code(&own.text), coded.code(&other.text)) else {
            continue;
        };
        if coded.is_within(code, above) && code != above {
            let message = format!(
                "What is coded “{}” is coded “{}” too, as it is below it: it would speak for both sides.",
                own.text, other.text
            );
            problems.push(Problem::error("code-on-both-sides", own.at, message));
        }
    }
    problems
}

/// Each code of one side with each of the other, and the other way round.
fn pairs<'a>(own: &'a [Named], other: &'a [Named]) -> impl Iterator<Item = (&'a Named, &'a Named)> {
    let both = |one: &'a [Named], two: &'a [Named]| {
        one.iter().flat_map(move |a| two.iter().map(move |b| (a, b)))
    };
    both(own, other).chain(both(other, own))
}

#[cfg(test)]
mod tests;
