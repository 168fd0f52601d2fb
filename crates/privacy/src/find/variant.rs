//! Names that are known, and what is spelt or sounds nearly like them.

use super::Context;
use crate::{Kind, Span};

/// The names of a study.
#[derive(Debug, Clone, Default)]
pub struct Known {}

impl Known {
    pub(super) fn insert(&mut self, _name: &str, _kind: Kind) {}
    pub(super) fn len(&self) -> usize {
        0
    }
    pub(super) fn learn(&mut self, _text: &str, _spans: &[Span]) {}
    pub(super) fn find(&self, _context: &Context<'_>, _spans: &mut Vec<Span>) {}
}
