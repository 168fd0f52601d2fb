//! What can go wrong while pages are written.

/// A page, or a site of pages, could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A template and its context disagree: a mistake in paap, not in the data.
    #[error("the page could not be written: {0}")]
    Template(#[from] minijinja::Error),
    /// Two things of a site want the same path.
    #[error("two pages or files of the site want the path {0}; one of them needs another id")]
    Twice(String),
}
