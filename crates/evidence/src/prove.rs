//! The proof of an insight: everything that a machine can say of it.

pub(crate) mod personas;
#[cfg(test)]
mod tests;

use crate::figure::{self, Fault, Value};
use crate::insight::{Figure, Insight, Piece, Side, Status};
use crate::lock::Lock;
use crate::quotation::{self, Found, Library, Proof};
use crate::{claim, sign_off};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How many pieces of evidence stand how. What is there twice counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Quotations found word for word, and figures computed.
    pub verified: usize,
    /// Figures whose data is not at hand, and that a lead attested.
    pub attested: usize,
    /// Quotations found but for case, white space or punctuation.
    pub repaired: usize,
    /// What could not be shown.
    pub unverified: usize,
    /// Figures that are another number by now.
    pub stale: usize,
}

/// How a piece of evidence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Proved.
    Verified,
    /// A figure that a lead attested.
    Attested,
    /// A quotation whose text is the transcript's own.
    Repaired,
    /// Not shown.
    Unverified,
    /// A figure that is another number by now.
    Stale,
}

/// A piece of evidence, proved or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// How it stands.
    pub state: State,
    /// Where a quotation stands, with the transcript's own text, which is what may be published.
    pub found: Option<Found>,
    /// What a figure gives.
    pub value: Option<Value>,
    /// Whether an earlier piece is the same: it counts once.
    pub again: bool,
}

/// What is proved of an insight.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    /// How the evidence stands.
    pub standing: Standing,
    /// Each piece of evidence, in the insight's order.
    pub pieces: Vec<Weighed>,
    /// Which sign-offs hold, in the insight's order.
    pub signed: Vec<bool>,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
    /// What should stand in the file instead: its bytes, and their text. In order, without overlap.
    pub repairs: Vec<(Range<usize>, String)>,
}

/// What insights of a study are proved against.
#[derive(Clone, Copy)]
pub struct Against<'a, 'b> {
    /// The transcripts, and with them all sources.
    pub library: &'a Library<'b>,
    /// What leads attested.
    pub lock: &'a Lock,
    /// The day, such as `2026-11-26`.
    pub today: &'a str,
}

/// Proves an insight.
pub fn insight(insight: &Insight, against: &Against<'_, '_>) -> Proved {
    let mut problems = Vec::new();
    let mut repairs = Vec::new();
    let mut above = Above::default();
    let mut pieces: Vec<Weighed> = Vec::with_capacity(insight.evidence.len());
    for evidence in &insight.evidence {
        let mut weighed = match &evidence.piece {
            Piece::Quotation(quotation) => {
                let own = quotation::prove(evidence, quotation, against.library);
                problems.extend(own.problems);
                if let Some(better) = own.better {
                    repairs.push((evidence.range.clone(), crate::insight::quotation(&better)));
                }
                let state = match own.proof {
                    Proof::Verified => State::Verified,
                    Proof::Repaired => State::Repaired,
                    Proof::Unverified => State::Unverified,
                };
                Weighed { state, found: own.found, value: None, again: false }
            }
            Piece::Figure(figure) => {
                let (state, value) = weigh(figure, evidence.at, against, &mut problems);
                Weighed { state, found: None, value, again: false }
            }
        };
        if above.has(&evidence.piece, &weighed) {
            weighed.again = true;
            let message = "This is the same as evidence above, or part of it: it counts once.";
            problems.push(Problem::warning("evidence-twice", evidence.at, message));
        }
        pieces.push(weighed);
    }
    // A draft may be begun with the claim.
    let is_published = insight.status == Status::Published;
    if is_published && !insight.evidence.iter().any(|evidence| evidence.side == Side::For) {
        let message = "Nothing speaks for this claim.";
        let problem = Problem::error("no-evidence", insight.claim_at, message);
        problems.push(problem.help("Under a heading “For”, quote somebody or write a figure."));
    }
    claim::check(insight, &pieces, against.library, &mut problems);
    personas::check(insight, &pieces, against.library, &mut problems);
    let (signed, wrong) = sign_off::check(insight, against.today);
    problems.extend(wrong);
    problems.sort_by_key(|problem| problem.at.line);
    Proved { standing: Standing::of(&pieces), pieces, signed, problems, repairs }
}

impl Standing {
    fn of(pieces: &[Weighed]) -> Self {
        let mut standing = Self::default();
        for piece in pieces.iter().filter(|piece| !piece.again) {
            match piece.state {
                State::Verified => standing.verified += 1,
                State::Attested => standing.attested += 1,
                State::Repaired => standing.repaired += 1,
                State::Unverified => standing.unverified += 1,
                State::Stale => standing.stale += 1,
            }
        }
        standing
    }
}

/// What evidence above was: places of words, and expressions without white space.
#[derive(Default)]
struct Above {
    words: HashMap<(String, usize), Vec<Range<usize>>>,
    expressions: HashSet<(String, Option<String>)>,
}

impl Above {
    /// Whether a piece is of words that were quoted above, or some of them, or the same expression;
    /// it is above those that come.
    fn has(&mut self, piece: &Piece, own: &Weighed) -> bool {
        match (piece, &own.found) {
            (Piece::Quotation(_), Some(found)) => {
                let there = self.words.entry((found.document.clone(), found.turn)).or_default();
                let overlaps = |other: &Range<usize>| {
                    other.start < found.range.end && found.range.start < other.end
                };
                let again = there.iter().any(overlaps);
                there.push(found.range.clone());
                again
            }
            (Piece::Quotation(_), None) => false,
            (Piece::Figure(figure), _) => {
                let plain = figure.expression.split_whitespace().collect();
                !self.expressions.insert((plain, figure.source.clone()))
            }
        }
    }
}

/// How a figure stands, and what it gives.
fn weigh(
    figure: &Figure,
    at: At,
    against: &Against<'_, '_>,
    problems: &mut Vec<Problem>,
) -> (State, Option<Value>) {
    let sources = against.library.sources();
    let computed = figure::read(&figure.expression)
        .map_err(Fault::from)
        .and_then(|expression| figure::compute(&expression, figure.source.as_deref(), sources));
    let (value, state) = match computed {
        Ok(computed) => (computed.value, State::Verified),
        Err(Fault::NotAtHand { source_name }) => {
            let Some(own) = against.lock.get(&source_name, &figure.expression) else {
                let message = format!(
                    "The data of “{source_name}” is not at hand, and nobody has attested this figure."
                );
                let problem = Problem::error("not-attested", at, message);
                problems.push(problem.help(
                    "A lead who has the data runs `paap check --attest` and commits evidence.lock.",
                ));
                return (State::Unverified, None);
            };
            (own.value, State::Attested)
        }
        Err(fault) => {
            let problem = Problem::error("figure-wrong", at, fault.to_string());
            problems
                .push(problem.help("`paap cite` computes an expression and prints the figure."));
            return (State::Unverified, None);
        }
    };
    match figure::agrees(&figure.value, &value) {
        Ok(()) => (state, Some(value)),
        Err(why) => {
            let problem = Problem::error("stale", at, why);
            problems.push(problem.help(
                "Correct the value, and look whether the claim still holds; or correct the expression.",
            ));
            (State::Stale, Some(value))
        }
    }
}
