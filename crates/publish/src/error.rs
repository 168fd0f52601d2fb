//! What can go wrong while a page is written.

/// A page could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A template and its context disagree: a mistake in paap, not in the data.
    #[error("the page could not be written: {0}")]
    Template(#[from] minijinja::Error),
}
