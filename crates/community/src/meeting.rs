//! Series of meetings, when they are, and what was said there.
//!
//! A series is `content/meetings/<series>/series.yaml`: its times are local times of its zone, so
//! that eleven o'clock stays eleven o'clock over clock changes. What is published of one meeting is
//! the Markdown file beside it, named by its day.

mod clock;
mod notes;
mod occurrence;
mod read;
mod rhythm;
mod series;

pub use notes::{MEETING, Meeting};
pub use occurrence::Occurrence;
pub use series::{Period, REPEATS, RESTART, SERIES, Series};

#[cfg(test)]
pub(crate) mod tests;
