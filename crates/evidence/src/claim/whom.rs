//! Whom a claim speaks of by name: *14 of 22 leaders* needs a figure of leaders.

use super::context::{divides, text};
use super::facts::Fact;
use super::idioms::is_number;
use super::tokens::{Kind, Token};
use super::told::singular;
use crate::insight::{Insight, Piece};
use crate::prove::Weighed;
use crate::prove::personas::{names, of_survey};
use crate::quotation::Library;
use paap_text::problem::Problem;
use std::collections::BTreeSet;

/// Whom platforms have to do with, whatever a plan calls its personas.
const USUAL: [&str; 3] = ["builder", "leader", "consumer"];

/// Names the personas of whom a claim speaks, and none of its figures is.
pub(super) fn check(
    insight: &Insight,
    pieces: &[Weighed],
    tokens: &[Token],
    facts: &[Fact],
    library: &Library<'_>,
    problems: &mut Vec<Problem>,
) {
    if facts.is_empty() || facts.iter().any(|fact| fact.told.is_narrowed) {
        return;
    }
    let sources = library.sources();
    let quoted: BTreeSet<String> = pieces
        .iter()
        .filter_map(|piece| library.persona(&piece.found.as_ref()?.document))
        .map(str::to_lowercase)
        .collect();
    let everybody: BTreeSet<String> = sources
        .documents
        .values()
        .filter_map(|document| Some(document.about.persona.as_ref()?.to_lowercase()))
        .collect();
    let declared = sources.personas.iter().copied();
    let asked = sources.asked.values().flat_map(|own| own.iter().map(String::as_str));
    let all = declared.chain(asked).chain(USUAL).map(str::to_lowercase).chain(everybody.clone());
    let all: BTreeSet<String> = all.collect();
    for persona in all {
        let Some((place, is_counted)) = spoken_of(tokens, &persona) else { continue };
        let by_answer =
            facts.iter().any(|fact| fact.told.values.iter().any(|own| names(own, &persona)));
        // A survey of these alone, or interviews with these alone.
        let alone = insight.evidence.iter().any(|evidence| match &evidence.piece {
            Piece::Figure(figure) => {
                of_survey(std::slice::from_ref(&persona), figure.source.as_deref(), sources)
                    .contains(&persona)
            }
            Piece::Quotation(_) => false,
        });
        let of_interviews = everybody.len() == 1 && everybody.contains(&persona);
        let by_words = quoted.contains(&persona) && !is_counted;
        if by_answer || alone || of_interviews || by_words {
            continue;
        }
        let message = format!(
            "The claim is about “{}”, and its figures are of everybody who was asked.",
            tokens[place].raw
        );
        let problem = Problem::error("persona", insight.claim_at, message);
        problems.push(problem.help(format!(
            "Let a figure be of them, such as count(… of role = \"{persona}\"), or say it of all."
        )));
        return;
    }
}

/// Where a claim speaks of a persona, and whether it counts them.
fn spoken_of(tokens: &[Token], persona: &str) -> Option<(usize, bool)> {
    let parts: Vec<String> = persona
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(singular)
        .collect();
    let last = parts.len().checked_sub(1)?;
    let mut found = None;
    for at in 0..tokens.len() {
        let is =
            parts.iter().enumerate().all(|(step, part)| singular(text(tokens, at + step)) == *part);
        let end = at + last;
        // What leaders have is not said of leaders, and a consumer app is none.
        let owns = tokens.get(end).is_some_and(|own| own.text.contains('\''))
            || tokens.get(end + 1).is_some_and(|next| {
                next.joined && matches!(next.kind, Kind::Mark('\'' | '’' | '-'))
            });
        if !is || owns {
            continue;
        }
        let is_many = text(tokens, end).ends_with('s');
        match before(tokens, at) {
            Some(true) if is_many || divides(text(tokens, end + 1)) => return Some((end, true)),
            Some(false) if is_many => {
                // *Leaders wait: 14 of 22 do.*
                let counts = (end..tokens.len()).any(|at| is_number(tokens, at));
                found = found.or(Some((end, counts)));
            }
            _ => {}
        }
    }
    found
}

/// What stands before whom a claim may be about: true for how many, false for a clause's beginning.
fn before(tokens: &[Token], at: usize) -> Option<bool> {
    for back in (0..at).rev() {
        let word = text(tokens, back);
        let counts = is_number(tokens, back)
            || matches!(
                word,
                "most"
                    | "all"
                    | "many"
                    | "few"
                    | "half"
                    | "majority"
                    | "minority"
                    | "every"
                    | "no"
                    | "none"
                    | "third"
                    | "thirds"
                    | "quarter"
                    | "quarters"
                    | "%"
                    | "percent"
                    | "one"
                    | "each"
                    | "fewer"
                    | "more"
            );
        if counts {
            return Some(true);
        }
        let between = matches!(
            word,
            "of" | "the"
                | "our"
                | "these"
                | "those"
                | "out"
                | "a"
                | "an"
                | "in"
                | "platform"
                | "senior"
                | "junior"
                | "team"
                | "product"
                | "technical"
                | "engineering"
                | "internal"
                | "experienced"
                | "vast"
                | "large"
                | "only"
                | "just"
                | "about"
                | "almost"
                | "nearly"
        );
        let ends = matches!(tokens[back].kind, Kind::Mark(',' | ';' | ':' | '—' | '–' | '.'))
            || matches!(word, "and" | "but" | "while" | "whereas" | "that");
        if ends {
            return (word != "and").then_some(false);
        }
        if !between {
            return None;
        }
    }
    Some(false)
}
