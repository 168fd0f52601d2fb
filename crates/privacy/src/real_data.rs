//! Where the tests find real and labelled texts, which are no part of the repository:
//! `PAAP_REAL_DATA` says where, and else it is `../shared/data` beside the checkout.
//!
//! Where they are absent, tests say "skipped"; with `PAAP_REQUIRE_REAL_DATA=1` they fail.

use std::path::{Path, PathBuf};

/// The folder of the real data.
fn folder() -> Option<PathBuf> {
    // Relative to the workspace, as the tests' own folder is a crate's.
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let named = std::env::var_os("PAAP_REAL_DATA").unwrap_or_else(|| "../shared/data".into());
    let folder = workspace.join(named);
    if folder.is_dir() {
        return Some(folder);
    }
    let required = std::env::var("PAAP_REQUIRE_REAL_DATA").is_ok_and(|value| value == "1");
    assert!(!required, "PAAP_REQUIRE_REAL_DATA=1, but there is no {}", folder.display());
    println!("skipped: there is no {}", folder.display());
    None
}

/// The bytes of a file of the real data, which must be there if the folder is.
pub(crate) fn bytes(path: &str) -> Option<Vec<u8>> {
    let path = folder()?.join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
