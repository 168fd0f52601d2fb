//! All nouns together: studies, insights, content; what is wrong in any of them.
//!
//! A workspace is read from a [`Tree`] of files, which a home above fills: from a folder, later from a
//! database. This room opens no file and asks no clock.
//!
//! - [`settings`], [`plan`]: `paap.yaml` and `study.yaml`
//! - [`study`]: a study, with its interviews, answers, codings and insights
//! - [`content`]: articles, talks, topics, initiatives, meetings
//! - [`product`]: the platform as a product: everything under `product/`
//! - [`guide`]: short texts of our own, beside each noun
//! - [`priority`]: which need comes next
//! - [`outcome`]: what came of what was released
//! - [`public`]: what of a survey may be shown to everybody
//! - [`check`]: everything that is broken, missing, unsafe or stale
//! - [`published`]: what was published before
//! - [`reviewed`]: which transcripts passed the release gate
//! - [`schema`]: JSON Schemas of what people write

mod attest;
pub mod check;
pub mod content;
pub mod guide;
pub mod outcome;
pub mod plan;
pub mod priority;
mod problem;
pub mod product;
pub mod public;
pub mod published;
mod read;
pub mod reviewed;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod settings;
pub mod study;
pub mod tree;

pub use check::Check;
pub use content::Content;
pub use problem::Filed;
pub use read::Workspace;
pub use study::Study;
pub use tree::Tree;
