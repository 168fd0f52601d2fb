//! Names that nobody else gives: made from what is told, never drawn.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The digits of [`short`].
pub(crate) const SHORT: usize = 12;

/// The first digits of a text's SHA-256, in hex.
pub(crate) fn short(text: &str) -> String {
    hex(&Sha256::digest(text)[..SHORT / 2])
}

/// A UUID of version 8 (RFC 9562) that follows from `parts`, each of which counts by itself.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let mut bytes = hash.finalize();
    bytes[6] = 0x80 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let pieces = [&bytes[..4], &bytes[4..6], &bytes[6..8], &bytes[8..10], &bytes[10..16]];
    pieces.map(hex).join("-")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_from_their_parts() {
        assert_eq!(short(""), "e3b0c44298fc");
        let name = uuid(&["Harbour", "weekly"]);
        assert_eq!(name, uuid(&["Harbour", "weekly"]));
        assert_ne!(name, uuid(&["Harbourw", "eekly"]));
        assert_eq!((name.len(), &name[14..15]), (36, "8"));
    }
}
