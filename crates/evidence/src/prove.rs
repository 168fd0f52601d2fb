//! The proof of an insight: everything that a machine can say of it.

use crate::figure::Value;
use crate::insight::{Figure, Insight, Piece, Side};
use crate::lock::Lock;
use crate::quotation::{self, Found, Library, Proof};
use crate::{claim, sign_off};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::ops::Range;

/// How many pieces of evidence stand how.
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
pub struct Proved {
    /// How it stands.
    pub state: State,
    /// Where a quotation stands.
    pub found: Option<Found>,
    /// What a figure gives.
    pub value: Option<Value>,
    /// Whether an earlier piece is the same: it counts once.
    pub again: bool,
}

/// What is proved of an insight.
#[derive(Debug, Clone, PartialEq)]
pub struct ProvedInsight {
    /// How the evidence stands.
    pub standing: Standing,
    /// Of each piece of evidence, in the insight's order.
    pub pieces: Vec<Proved>,
    /// Which sign-offs hold, in the insight's order.
    pub signed: Vec<bool>,
    /// What is wrong, by line.
    pub problems: Vec<Problem>,
    /// What should stand in the file instead: bytes, and their text.
    pub repairs: Vec<(Range<usize>, String)>,
}

/// Why a figure has no value.
#[derive(Debug, Clone, PartialEq)]
pub enum Missing {
    /// The data is not at hand; the source's name.
    Data(String),
    /// The expression or its source is wrong; why, as a sentence.
    Wrong(String),
}

/// How figures are computed and compared.
pub trait Figures {
    /// What a figure's expression gives today.
    ///
    /// # Errors
    ///
    /// Where it gives nothing.
    fn compute(&self, figure: &Figure) -> Result<Value, Missing>;

    /// Whether a value as it is written is the value.
    ///
    /// # Errors
    ///
    /// What the value is, as a sentence.
    fn agrees(&self, written: &str, value: &Value) -> Result<(), String>;
}

/// What insights are proved with.
pub struct Against<'a, 's> {
    /// The transcripts.
    pub library: &'a Library<'s>,
    /// The figures.
    pub figures: &'a (dyn Figures + Sync),
    /// What leads attested.
    pub lock: &'a Lock,
    /// The day, such as `2026-11-26`.
    pub today: &'a str,
}

/// Proves an insight.
pub fn insight(insight: &Insight, against: &Against<'_, '_>) -> ProvedInsight {
    let mut problems = Vec::new();
    let mut repairs = Vec::new();
    let mut pieces: Vec<Proved> = Vec::with_capacity(insight.evidence.len());
    for evidence in &insight.evidence {
        let mut proved = match &evidence.piece {
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
                Proved { state, found: own.found, value: None, again: false }
            }
            Piece::Figure(figure) => {
                let (state, value) = prove_figure(figure, evidence.at, against, &mut problems);
                Proved { state, found: None, value, again: false }
            }
        };
        if is_again(insight, &pieces, evidence, &proved) {
            proved.again = true;
            let message = "This is the same as evidence above: it counts once.";
            problems.push(Problem::warning("evidence-twice", evidence.at, message));
        }
        pieces.push(proved);
    }
    let mut standing = Standing::default();
    for piece in pieces.iter().filter(|piece| !piece.again) {
        match piece.state {
            State::Verified => standing.verified += 1,
            State::Attested => standing.attested += 1,
            State::Repaired => standing.repaired += 1,
            State::Unverified => standing.unverified += 1,
            State::Stale => standing.stale += 1,
        }
    }
    if !insight.evidence.iter().any(|evidence| evidence.side == Side::For) {
        let message = "Nothing speaks for this claim.";
        let problem = Problem::error("no-evidence", insight.claim_at, message);
        problems.push(problem.help("Under a heading “For”, quote somebody or write a figure."));
    }
    claim::check(insight, &pieces, &mut problems);
    let (signed, wrong) = sign_off::check(insight, against.today);
    problems.extend(wrong);
    problems.sort_by_key(|problem| problem.at.line);
    ProvedInsight { standing, pieces, signed, problems, repairs }
}

/// Whether an earlier piece is the same words in the same place, or the same expression.
fn is_again(
    insight: &Insight,
    before: &[Proved],
    evidence: &crate::Evidence,
    proved: &Proved,
) -> bool {
    insight.evidence.iter().zip(before).any(|(other, known)| {
        match (&other.piece, &evidence.piece) {
            (Piece::Quotation(_), Piece::Quotation(_)) => {
                known.found.is_some() && known.found == proved.found
            }
            (Piece::Figure(one), Piece::Figure(two)) => {
                (&one.expression, &one.source) == (&two.expression, &two.source)
            }
            _ => false,
        }
    })
}

fn prove_figure(
    figure: &Figure,
    at: At,
    against: &Against<'_, '_>,
    problems: &mut Vec<Problem>,
) -> (State, Option<Value>) {
    let (value, state) = match against.figures.compute(figure) {
        Ok(value) => (value, State::Verified),
        Err(Missing::Wrong(why)) => {
            problems.push(Problem::error("figure-wrong", at, why));
            return (State::Unverified, None);
        }
        Err(Missing::Data(source)) => match against.lock.get(&source, &figure.expression) {
            Some(own) => (own.value, State::Attested),
            None => {
                let message = format!(
                    "The data of “{source}” is not at hand, and nobody has attested this figure."
                );
                let problem = Problem::error("not-attested", at, message);
                problems.push(problem.help(
                    "A lead who has the data runs `paap check --attest` and commits evidence.lock.",
                ));
                return (State::Unverified, None);
            }
        },
    };
    match against.figures.agrees(&figure.value, &value) {
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
