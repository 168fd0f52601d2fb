//! Whether the personas that an insight claims to hold for are among those whom its evidence is of.

use super::{State, Weighed};
use crate::figure;
use crate::insight::{Insight, Piece};
use crate::quotation::Library;
use crate::sources::Sources;
use paap_analysis::expression::Expression as Filter;
use paap_text::problem::Problem;
use std::collections::BTreeSet;

/// Names the personas of which no evidence is.
///
/// A quotation is evidence of its transcript's persona. A figure is evidence of the personas that its
/// expression asks for (a value that names one, and is not denied), or of all whom the plan says that the
/// survey asked, where the claim is about all of these. Of whom another quotation or figure is, nobody
/// can tell, and it shows no persona.
pub(super) fn check(
    insight: &Insight,
    pieces: &[Weighed],
    library: &Library<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut unknown = false;
    let mut proved = false;
    for (evidence, piece) in insight.evidence.iter().zip(pieces) {
        match (&evidence.piece, &piece.found) {
            (Piece::Quotation(_), Some(found)) => match library.persona(&found.document) {
                Some(persona) => {
                    known.insert(persona.to_lowercase());
                }
                None => unknown = true,
            },
            (Piece::Quotation(_), None) => continue,
            (Piece::Figure(_), _) if piece.state == State::Unverified => continue,
            (Piece::Figure(figure), _) => {
                let asked = asked(&figure.expression);
                let own = insight.personas.iter().map(|own| own.to_lowercase());
                let mut own: Vec<String> =
                    own.filter(|own| asked.iter().any(|value| names(value, own))).collect();
                if own.is_empty() {
                    own = of_survey(&insight.personas, figure.source.as_deref(), library.sources());
                }
                unknown |= own.is_empty();
                known.extend(own);
            }
        }
        proved = true;
    }
    let missing: Vec<&str> = insight
        .personas
        .iter()
        .filter(|persona| !known.contains(&persona.to_lowercase()))
        .map(String::as_str)
        .collect();
    if missing.is_empty() || !proved {
        return;
    }
    let are: Vec<&str> = known.iter().map(String::as_str).collect();
    let message = match are.as_slice() {
        [] => format!("No evidence is of {}: of whom it is, nothing says.", missing.join(", ")),
        are => format!("No evidence is of {}, but of {}.", missing.join(", "), are.join(", ")),
    };
    let problem = match unknown && missing.len() < insight.personas.len() {
        true => Problem::warning("persona-unshown", insight.claim_at, message),
        false => Problem::error("persona", insight.claim_at, message),
    };
    problems
        .push(problem.help("Name the personas of whom there is evidence, or quote the others. Whom a survey asked, `personas` says under its name in study.yaml."));
}

/// The personas whom a survey asked, where these are all of them.
pub(crate) fn of_survey(
    personas: &[String],
    source: Option<&str>,
    sources: &Sources<'_>,
) -> Vec<String> {
    let name = figure::source_name(source, sources);
    let asked = name.and_then(|name| sources.asked.get(name)).copied().unwrap_or_default();
    let is_claimed = |asked: &String| personas.iter().any(|own| own.eq_ignore_ascii_case(asked));
    match asked.iter().all(is_claimed) {
        true => asked.iter().map(|own| own.to_lowercase()).collect(),
        false => Vec::new(),
    }
}

/// The values that somebody must have chosen to be counted by an expression, in small letters.
fn asked(expression: &str) -> Vec<String> {
    let Ok(expression) = figure::read(expression) else { return Vec::new() };
    let mut filters: Vec<&Filter> = match (expression.who(), expression.measures()) {
        (Some((who, of)), _) => [Some(who), of].into_iter().flatten().collect(),
        (_, Some((_, of))) => of.into_iter().collect(),
        _ => Vec::new(),
    };
    let mut values = Vec::new();
    while let Some(filter) = filters.pop() {
        match filter {
            Filter::And(parts) | Filter::Or(parts) => filters.extend(parts),
            Filter::Chose(_, own) => {
                values.extend(own.iter().map(|value| value.text.trim().to_lowercase()));
            }
            _ => {}
        }
    }
    values
}

/// Whether an answer names a persona: *Builder*, *Platform builder: I build it*.
pub(crate) fn names(value: &str, persona: &str) -> bool {
    let spaced = |text: &str| -> String {
        let plain = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' });
        plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (value, persona) = (format!(" {} ", spaced(value)), spaced(persona));
    [format!(" {persona} "), format!(" {persona}s ")].iter().any(|own| value.contains(own))
}
