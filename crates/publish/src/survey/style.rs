//! The page's one style sheet, and the policy that lets the page use it and nothing else.

use sha2::{Digest, Sha256};

/// The page's own rules first, then the charts'.
pub(crate) fn sheet() -> String {
    format!("{}{}", include_str!("../../templates/report.css"), paap_charts::STYLE)
}

/// A Content-Security-Policy under which the page loads nothing, runs nothing and sends nothing; of
/// styles it takes the one whose hash is given (W3C, *Content Security Policy Level 3*, 2.3.1).
pub(crate) fn policy(sheet: &str) -> String {
    let hash = base64(&Sha256::digest(sheet.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// RFC 4648, section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = (group >> (18 - 6 * place)) & 63;
            let filled = place <= chunk.len();
            out.push(if filled { char::from(ALPHABET[index as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    /// The hash of nothing, as NIST and every browser's console give it.
    #[test]
    fn the_policy_names_the_hash() {
        let hash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert!(policy("").contains(hash), "{}", policy(""));
    }

    #[test]
    fn the_sheet_loads_nothing_and_cannot_end_its_element() {
        let sheet = sheet();
        for word in ["</", "<!--", "@import", "url(", "http", "expression"] {
            assert!(!sheet.contains(word), "{word}");
        }
    }
}
