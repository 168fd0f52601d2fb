//! A workspace as plain files in a folder, and what leads back to people, sealed.
//!
//! Today this is the folder of a study's interviews ([`Study`]):
//!
//! ```text
//! transcripts/interview-001.md    de-identified; what the team reads and codes
//! codings/ana.jsonl               what each coder did, one line for each
//! codebook.yaml                   codes and what they mean
//! assignments.yaml                who works on which interview
//! leads.txt                       the public keys of those who may open sealed/
//! sealed/originals/               the files as they came
//! sealed/transcripts/             the same as transcripts, with names
//! sealed/codings/                 codings of those
//! sealed/review.yaml              decisions about what identifies people
//! sealed/pseudonyms.yaml          who is behind which pseudonym
//! ```
//!
//! Nothing that leads back to people is ever written outside `sealed/`. Everything in there is
//! encrypted with age to the keys in `leads.txt` (each name then ends in `.age`); while there are
//! no keys, the folder is kept out of git.

pub mod coded;
mod encrypted;
mod error;
pub mod output;
mod random;
pub mod redact;
mod seal;
mod study;
pub mod workspace;
mod write;

pub use coded::Coded;
pub use error::Error;
pub use random::random;
pub use seal::{Identity, Sealer, new_key};
pub use study::{Held, Study, safe as name};
pub use workspace::Folder;
