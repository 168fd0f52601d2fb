//! What somebody changed in a de-identified transcript: it is made anew from the original, and what
//! was changed by hand would be gone without a word.

use crate::error::Error;
use crate::study::Study;
use paap_interview::Document;
use paap_interview::document::sha256;
use std::collections::BTreeMap;

/// In `sealed/`: the SHA-256 of every transcript as it was released, in the format of `sha256sum`.
const RELEASED: &str = "released.sha256";

/// Keeps every released transcript that is no more as it was released, and that is about to become
/// another: by its id, the file in `sealed/` that it is kept in.
pub(super) fn keep(
    study: &Study,
    released: &BTreeMap<String, Document>,
) -> Result<Vec<(String, String)>, Error> {
    let list = study.sealed(RELEASED)?.unwrap_or_default();
    let hashes: BTreeMap<&str, &str> =
        list.lines().filter_map(|line| line.split_once("  ")).map(|(a, b)| (b, a)).collect();
    let mut kept = Vec::new();
    for (id, document) in released {
        let name = file(id);
        let (Some(before), Some(text)) = (hashes.get(name.as_str()), study.text(&name)?) else {
            continue;
        };
        let hash = sha256(text.as_bytes());
        if hash != **before && text != document.write() {
            let name = format!("changed/{id}-{}.md", hash.get(..12).unwrap_or_default());
            study.seal(&name, text.as_bytes())?;
            kept.push((id.clone(), name));
        }
    }
    Ok(kept)
}

/// Notes what was released.
pub(super) fn note(study: &Study, released: &BTreeMap<String, Document>) -> Result<(), Error> {
    let line = |(id, document): (&String, &Document)| {
        format!("{}  {}\n", sha256(document.write().as_bytes()), file(id))
    };
    let list: String = released.iter().map(line).collect();
    study.seal(RELEASED, list.as_bytes())
}

fn file(id: &str) -> String {
    format!("transcripts/{id}.md")
}
