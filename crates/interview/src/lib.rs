//! Interviews: guides, transcripts, codebooks, codings, agreement; every transcript format.
//!
//! This room takes bytes and text and returns values and warnings. It opens no file, reads no
//! clock, and takes a seed for everything that uses chance.
//!
//! - [`transcript`]: who said what, in which order: what every reader makes of a recording's file
//! - [`read`]: every transcript format there is
//! - [`document`]: a transcript as text, which versions are pinned of and codings point into
//! - [`selector`]: a place in a pinned version, and how it is carried to the next one
//! - [`guide`]: sections, questions and nudges, found again in transcripts
//! - [`codebook`], [`coding`]: codes, and who put which on what
//! - [`answers`]: open survey answers as documents
//! - [`agreement`]: how far coders agree
//! - [`tabulate`]: codes as sets of people
//! - [`search`], [`similar`]: what was said, found again
//! - [`refi`]: exchange with other tools, in REFI-QDA's format

pub mod agreement;
pub mod answers;
pub mod codebook;
pub mod coding;
pub mod document;
pub mod guide;
pub mod read;
pub mod refi;
pub mod search;
pub mod selector;
pub mod similar;
pub mod tabulate;
pub mod transcript;
pub mod warning;

#[cfg(test)]
#[path = "../../survey/src/real_data.rs"]
mod real_data;

pub use codebook::{Code, Codebook};
pub use coding::Coding;
pub use document::{Document, Version};
pub use selector::{Lost, Pinned, Selector, Step};
pub use transcript::{Role, Speaker, Transcript, Turn};
pub use warning::Warning;
