//! A digest of the data behind figures, by which a changed answer is noticed where the answers are
//! not at hand.

use super::compute::{Fault, Source, source};
use crate::Sources;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256, in hex, of everything that a source holds as it was read: questions, options, and who
/// gave which answer; or codes, and in whose words they are. `salt` comes first, so that nobody can
/// try out few answers against a digest that is public.
///
/// # Errors
///
/// Where the source is not known or not at hand.
pub fn digest(name: Option<&str>, salt: &[u8], sources: &Sources<'_>) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    // Its length before every piece, so that no two rows of pieces are one row of bytes.
    let mut piece = |piece: &[u8]| {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    };
    piece(salt);
    match source(name, sources)? {
        Source::Survey(survey) => {
            piece(b"survey");
            survey.pieces(&mut piece);
        }
        Source::Interviews(coded) => {
            piece(b"interviews");
            coded.pieces(&mut piece);
        }
        // No name of a study's source leads here.
        Source::Others(_) => {}
    }
    Ok(hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}
