//! Whether the personas that an insight claims to hold for are among those whom its evidence is of.

use super::{State, Weighed};
use crate::insight::{Insight, Piece};
use crate::quotation::Library;
use paap_text::problem::Problem;
use std::collections::BTreeSet;

/// Names the personas of which no evidence is.
///
/// Known are the personas of the quoted transcripts, and of figures whose expression filters by
/// persona. Whose answers another figure counts nobody can tell: where there is one, only an insight
/// none of whose personas is among the known ones is refused.
pub(super) fn check(
    insight: &Insight,
    pieces: &[Weighed],
    library: &Library<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut unknown = false;
    for (evidence, piece) in insight.evidence.iter().zip(pieces) {
        match (&evidence.piece, &piece.found) {
            (Piece::Quotation(_), Some(found)) => match library.persona(&found.document) {
                Some(persona) => {
                    known.insert(persona.to_lowercase());
                }
                None => unknown = true,
            },
            (Piece::Quotation(_), None) => {}
            (Piece::Figure(_), _) if piece.state == State::Unverified => {}
            (Piece::Figure(figure), _) => {
                let expression = figure.expression.to_lowercase();
                let named = insight.personas.iter().map(|own| own.to_lowercase());
                let own: Vec<String> = named.filter(|own| expression.contains(own)).collect();
                match expression.contains("persona") && !expression.contains("not ") {
                    true => known.extend(own),
                    false => unknown = true,
                }
            }
        }
    }
    let missing: Vec<&str> = insight
        .personas
        .iter()
        .filter(|persona| !known.contains(&persona.to_lowercase()))
        .map(String::as_str)
        .collect();
    if missing.is_empty() || known.is_empty() {
        return;
    }
    let are: Vec<&str> = known.iter().map(String::as_str).collect();
    let message =
        format!("No evidence is of {}: those quoted are {}.", missing.join(", "), are.join(", "));
    let problem = match unknown && missing.len() < insight.personas.len() {
        true => Problem::warning("persona-unshown", insight.claim_at, message),
        false => Problem::error("persona", insight.claim_at, message),
    };
    problems
        .push(problem.help("Name the personas of whom there is evidence, or quote the others."));
}
