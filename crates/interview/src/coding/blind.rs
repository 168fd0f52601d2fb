//! Coders who do not see each other's codings cannot follow each other: what a coder may see.

use super::Coding;
use super::assignment::Assignments;
use hashbrown::HashSet;

/// The codings that a coder may see: their own; and another's on an interview that this other has
/// said to be done, and that nobody who claimed it, the coder included, is still working on.
///
/// A coder who will code an interview a second time must claim it before they look: of an interview
/// that they have no claim on they see what everybody sees.
pub fn visible_to<'a>(
    coder: &str,
    codings: &'a [Coding],
    assignments: &Assignments,
) -> Vec<&'a Coding> {
    let open = assignments.open();
    let done = assignments.done();
    let done: HashSet<(&str, &str)> =
        done.iter().map(|(coder, document)| (coder.as_str(), document.as_str())).collect();
    let may = |coding: &&Coding| {
        coding.coder == coder
            || (done.contains(&(coding.coder.as_str(), coding.document.as_str()))
                && !open.contains(coding.document.as_str()))
    };
    codings.iter().filter(may).collect()
}
