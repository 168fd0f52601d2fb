//! The seam to the survey room: the part of `paap_survey` that the verbs call and that it does not
//! have yet, name for name. When it has them, this file goes and the verbs `use paap_survey::…`.

use paap_survey::read::{ReadError, Reader, Source};
use paap_survey::view::{Associations, Compare, Cross, Inspect, Summary};
use std::convert::Infallible;

/// How to read a file.
#[derive(Debug, Default)]
#[expect(dead_code, reason = "the seam only carries them")]
pub(crate) struct ReadOptions {
    pub(crate) reader: Option<Reader>,
    pub(crate) questionnaire: Option<Infallible>,
    pub(crate) threads: usize,
}

/// Who is counted, and how.
#[derive(Debug, Default)]
#[expect(dead_code, reason = "the seam only carries them")]
pub(crate) struct ScopeOptions {
    pub(crate) filter: Option<String>,
    /// The text of the file.
    pub(crate) weights: Option<String>,
    pub(crate) min_base: u64,
    pub(crate) base_asked: bool,
}

/// There is none yet: no value of this type can exist, so nothing here can be mistaken for it.
#[derive(Debug)]
pub(crate) struct Survey(Infallible);

/// There is none yet either.
#[derive(Debug)]
pub(crate) struct Scope(Infallible);

pub(crate) type ScopeError = String;

impl Survey {
    pub(crate) fn read(_: &mut dyn Source, _: &ReadOptions) -> Result<Self, ReadError> {
        Err(ReadError::Internal("this version cannot read surveys yet"))
    }
    pub(crate) fn inspect(&self) -> Inspect {
        match self.0 {}
    }
    pub(crate) fn scope(&self, _: &ScopeOptions) -> Result<Scope, ScopeError> {
        match self.0 {}
    }
    pub(crate) fn summary(&self, scope: &Scope) -> Summary {
        match scope.0 {}
    }
    pub(crate) fn cross(&self, scope: &Scope, _: &str, _: &str) -> Result<Cross, ScopeError> {
        match scope.0 {}
    }
    pub(crate) fn compare(
        &self,
        scope: &Scope,
        _: &str,
        _: Option<&str>,
    ) -> Result<Compare, ScopeError> {
        match scope.0 {}
    }
    pub(crate) fn associations(&self, scope: &Scope) -> Associations {
        match scope.0 {}
    }
}
