//! What a claim says in numbers, in digits or in words: each must be one of its figures.

use crate::insight::Insight;
use crate::prove::Proved;
use paap_text::problem::Problem;

/// Compares a claim with its figures.
pub(crate) fn check(_insight: &Insight, _pieces: &[Proved], _problems: &mut Vec<Problem>) {}
