//! From the target of a request to a path of a file: the one place where traversal is refused.

use crate::status::Status;
use std::fmt::Write as _;

/// The path that a target such as `/studies/?q=a` asks for: decoded once, without the slash at its
/// beginning. It may be empty, or end with a slash.
pub(crate) fn path(target: &str) -> Result<String, Status> {
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let rest = target[..end].strip_prefix('/').ok_or(Status::BadRequest)?;
    let path = decoded(rest)?;
    let folder = path.strip_suffix('/').unwrap_or(&path);
    if !path.is_empty() && !folder.split('/').all(is_plain) {
        return Err(Status::NotFound);
    }
    Ok(path)
}

/// Whether a segment names something in its folder, on every system, that is not hidden.
fn is_plain(segment: &str) -> bool {
    !segment.is_empty()
        && !segment.starts_with('.')
        && !segment.contains(|c: char| c.is_control() || c == '\\' || c == ':')
}

fn decoded(text: &str) -> Result<String, Status> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || {
                    let byte = rest.next().ok_or(Status::BadRequest)?;
                    char::from(byte).to_digit(16).ok_or(Status::BadRequest)
                };
                let value = digit()? * 16 + digit()?;
                u8::try_from(value).map_err(|_| Status::BadRequest)?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Status::BadRequest)
}

/// A path as it stands in an address.
pub(crate) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn targets_become_paths() {
        for (target, wanted) in [
            ("/", ""),
            ("/?q=a/../b", ""),
            ("/a/b.html", "a/b.html"),
            ("/a/", "a/"),
            ("/%C3%A4%20b#c", "ä b"),
            ("/a%2Fb", "a/b"),
        ] {
            assert_eq!(path(target), Ok(wanted.to_owned()), "{target}");
        }
    }

    #[test]
    fn what_leads_elsewhere_is_not_found() {
        for target in [
            "/..",
            "/../etc/passwd",
            "/a/../b",
            "/%2e%2e/etc",
            "/..%2f..%2fetc",
            "/.%2e/a",
            "//etc/passwd",
            "/a//b",
            "/./a",
            "/.git/config",
            "/a\\..\\b",
            "/a%5c..%5cb",
            "/a%00.html",
            "/a%0d%0ab",
            "/C:/a",
            "/a::$DATA",
            "/a//",
        ] {
            assert_eq!(path(target), Err(Status::NotFound), "{target}");
        }
        // Decoded once: what is left is a name with a percent sign in it.
        assert_eq!(path("/%252e%252e/a"), Ok("%2e%2e/a".to_owned()));
    }

    #[test]
    fn what_is_no_target_is_refused() {
        for target in ["", "a", "*", "/%", "/%4", "/%zz", "/%ff", "/%+1"] {
            assert_eq!(path(target), Err(Status::BadRequest), "{target}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_found_again(name in "[^/\\\\:.\\p{Cc}][^/\\\\:\\p{Cc}]{0,20}") {
            prop_assert_eq!(path(&format!("/{}", encoded(&name))), Ok(name));
        }

        #[test]
        fn no_path_leaves_the_folder(target in "/[a./\\\\%2eEfF5cC:]{0,24}") {
            if let Ok(path) = path(&target) {
                prop_assert!(!path.starts_with('/') && !path.contains('\\'));
                prop_assert!(path.split('/').all(|segment| segment != ".." && segment != "."));
            }
        }
    }
}
