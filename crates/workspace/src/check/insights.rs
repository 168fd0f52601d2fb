//! The proof of every insight.

use super::Options;
use crate::Workspace;
use crate::problem::Problems;

/// An insight, and what of its evidence could be proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The file's path in the workspace.
    pub file: String,
    /// Pieces of evidence that were found as they are written.
    pub verified: usize,
    /// Figures that a lead attested, and whose data is not at hand.
    pub attested: usize,
    /// Quotations that differ from their source in case, space or punctuation.
    pub repaired: usize,
    /// Pieces that could not be proved.
    pub unverified: usize,
    /// Figures whose data gives another value today.
    pub stale: usize,
}

pub(super) fn insights(_: &Workspace, _: &Options, _: &mut Problems) -> Vec<Proved> {
    Vec::new()
}
