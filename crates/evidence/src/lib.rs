//! Insights, hypotheses, verdicts; the proof of quotations and figures.
//!
//! An *insight* is a claim with evidence: quotations and figures, for and against. This room reads
//! insights, and proves what a machine can prove of them: that each quotation stands, word for word,
//! in a pinned transcript, said by whom it is ascribed to, and that each figure is what its expression
//! gives today. Whether the evidence supports the claim is a person's sign-off.
//!
//! It takes texts and typed data and returns values and problems; it opens no file and asks no clock.
//!
//! - [`insight`]: the file of an insight, read
//! - [`sources`]: what evidence is proved against
//! - [`quotation`], [`figure`]: the two kinds of evidence, and their proof
//! - [`claim`]: what a claim's own words say, in numbers
//! - [`sign_off`]: what a reviewer signs, and when that lapses
//! - [`lock`]: what a lead attested, for where the data is not at hand
//! - [`hypothesis`], [`verdict`]: what was assumed, and what all evidence says of it

pub mod claim;
pub mod figure;
pub mod hypothesis;
pub mod insight;
pub mod lock;
pub mod prove;
pub mod quotation;
#[cfg(test)]
mod real;
#[cfg(test)]
#[path = "../../survey/src/real_data.rs"]
mod real_data;
#[cfg(test)]
mod samples;
pub mod sign_off;
pub mod sources;
pub mod verdict;

pub use insight::{Evidence, Insight, Side};
pub use sources::Sources;
