//! What a claim says in numbers, in digits or in words: each must be one of its figures.
//!
//! Said counts must be a figure's count, base or number, as it is rounded. Shares may be rounded to
//! the decimals that are written; a named fraction fits a share within 3.5 points. What is said to be
//! more, less, at least, nearly or about a number must be so of a figure. `most`, `all`, `nobody` and
//! their like need a figure of which they are true. What is vague must be true of a figure that the
//! claim is about, as its words tell, and what compares, of two figures of one question.

mod clauses;
mod context;
mod dates;
mod facts;
mod fractions;
mod idioms;
mod kin;
mod languages;
mod numbers;
mod quantifiers;
mod quoted;
mod ranges;
mod relations;
mod sayings;
#[cfg(test)]
mod tests;
mod tokens;
mod told;
mod units;
mod whom;

use crate::insight::{Evidence, Insight, Piece};
use crate::prove::{State, Weighed};
use crate::quotation::{Library, is_unseen};
use crate::sources::Sources;
use clauses::Clauses;
use facts::{Fact, Facts, Fit};
use kin::Kin;
use paap_text::problem::Problem;
use told::Told;

/// Compares what a claim and its explaining words say with the figures that were proved.
pub(crate) fn check(
    insight: &Insight,
    pieces: &[Weighed],
    library: &Library<'_>,
    problems: &mut Vec<Problem>,
) {
    let sources = library.sources();
    let told = told(insight, sources);
    let clauses = Clauses::of(&insight.claim, |words| facts(insight, pieces, &told, Some(words)));
    let any = Facts::of(facts(insight, pieces, &told, None));
    if let Some(c) = insight.claim.chars().find(|c| is_unseen(*c)) {
        let message =
            format!("The claim has a character that nobody sees (U+{:04X}).", u32::from(c));
        let problem = Problem::error("unseen-character", insight.claim_at, message);
        problems.push(problem.help("Remove it."));
    }
    let missing = Missing::of(insight, pieces);
    let known = quoted::known(insight, pieces);
    let claim = tokens::tokens(&insight.claim);
    // What somebody is quoted with, and said, need be no figure.
    let theirs = quoted::proved(&insight.claim, &known);
    let own = |said: &numbers::Said| !theirs.iter().any(|range| range.contains(&said.at.start));
    let all: Vec<numbers::Said> = numbers::numbers(&claim).into_iter().filter(own).collect();
    whom::check(insight, pieces, &claim, clauses.whole().all(), library, problems);
    relations::check(&claim, &all, clauses.whole(), insight.claim_at, problems);
    for said in all {
        let words = insight.claim.get(said.at.clone()).unwrap_or_default();
        let facts = clauses.at(said.at.start);
        if let Ok(Fit::Doubtful(why)) = facts.hold(&said) {
            problems.push(quantifiers::doubtful(words, &why, insight.claim_at));
        }
        if let Err(why) = facts.hold(&said) {
            let message = format!("The claim says “{words}”. {}", missing.or(why));
            let problem = Problem::error("claim-number", insight.claim_at, message);
            problems.push(problem.help(missing.help(
                "Add a figure that gives it, under “For” or “Against”, or correct the claim.",
            )));
        }
    }
    meanings(insight, &any, problems);
    quoted::check(insight, &known, problems);
    quantifiers::check(&claim, &|at| clauses.at(at), &theirs, &missing, insight.claim_at, problems);
    quantifiers::compared(&claim, clauses.whole(), insight.claim_at, problems);
    for prose in &insight.prose {
        let theirs = quoted::proved(&prose.text, &known);
        let own = |said: &numbers::Said| !theirs.iter().any(|range| range.contains(&said.at.start));
        for said in numbers::numbers(&tokens::tokens(&prose.text)).into_iter().filter(own) {
            if let Err(why) = any.hold(&said) {
                let words = prose.text.get(said.at.clone()).unwrap_or_default();
                let message = format!("Here it says “{words}”. {why}");
                let problem = Problem::warning("words-number", prose.at, message);
                problems.push(problem.help("Add a figure that gives it, or leave it out."));
            }
        }
    }
}

/// Figures that could not be computed: of what they would say nobody can say that it is wrong.
struct Missing(usize);

impl Missing {
    fn of(insight: &Insight, pieces: &[Weighed]) -> Self {
        let is_missing = |(evidence, piece): &(&Evidence, &Weighed)| {
            matches!(evidence.piece, Piece::Figure(_)) && piece.value.is_none()
        };
        Self(insight.evidence.iter().zip(pieces).filter(is_missing).count())
    }

    /// Why something cannot be told; where no figure is missing, why it is wrong.
    fn or(&self, wrong: String) -> String {
        match self.0 {
            0 => wrong,
            1 => "Whether that is so cannot be told: a figure of it could not be computed."
                .to_owned(),
            several => format!(
                "Whether that is so cannot be told: {several} figures of it could not be computed."
            ),
        }
    }

    /// What to do; where no figure is missing, what there is to do else.
    fn help(&self, other: &'static str) -> &'static str {
        match self.0 {
            0 => other,
            _ => {
                "First see why, at the line of the figure: its data may not be here, or it names what is not there."
            }
        }
    }
}

/// The figures that were proved. `words` are those by which to tell of which of them it speaks.
fn facts(insight: &Insight, pieces: &[Weighed], told: &[Told], words: Option<&str>) -> Vec<Fact> {
    let claim = words.map(kin::stems);
    let fact = |((evidence, piece), told): ((&Evidence, &Weighed), &Told)| {
        let counts = matches!(piece.state, State::Verified | State::Attested | State::Stale);
        let (Piece::Figure(figure), Some(value), true) = (&evidence.piece, piece.value, counts)
        else {
            return None;
        };
        let (shared, whole) = claim.as_ref().map_or((1, false), |claim| kin::shared(claim, figure));
        let told = told.clone();
        Some(Fact { value, side: evidence.side, kin: Kin::of(figure), shared, whole, told })
    };
    insight.evidence.iter().zip(pieces).zip(told).filter_map(fact).collect()
}

/// What the words of each piece of evidence tell, where it is a figure.
fn told(insight: &Insight, sources: &Sources<'_>) -> Vec<Told> {
    let told = |evidence: &Evidence| match &evidence.piece {
        Piece::Figure(figure) => Told::of(figure, sources),
        Piece::Quotation(_) => Told::default(),
    };
    insight.evidence.iter().map(told).collect()
}

/// Numbers in what figures are said to mean: they must be figures, or stand in the expression.
fn meanings(insight: &Insight, facts: &Facts, problems: &mut Vec<Problem>) {
    for evidence in &insight.evidence {
        let Piece::Figure(figure) = &evidence.piece else { continue };
        let asked = numbers::counts(&tokens::tokens(&figure.expression));
        for said in numbers::numbers(&tokens::tokens(&figure.meaning)) {
            let Err(why) = facts.hold(&said) else { continue };
            if said.what.counts().iter().all(|count| asked.contains(count)) {
                continue;
            }
            let words = figure.meaning.get(said.at.clone()).unwrap_or_default();
            let message = format!("The figure is said to mean “{words}”. {why}");
            let problem = Problem::warning("words-number", evidence.at, message);
            problems.push(problem.help("Add a figure that gives it, or leave it out."));
        }
    }
}
