//! What stands beside the interviews in the open, and may name somebody of whom no interview speaks:
//! memos, and what codes mean.

use crate::coded::CODEBOOK;
use crate::error::Error;
use crate::study::Study;
use paap_privacy::{Kind, Span};

/// What the name of a coder's memos ends in. No interview's id has a comma.
const MEMOS: &str = ", memos";
/// The name of the codebook's text. No interview's id has a space.
const CODES: &str = "the codebook";

/// The texts, by their names in the review: of the logs in `folders`, and of the codebook.
pub(super) fn texts(study: &Study, folders: &[&str]) -> Result<Vec<(String, String)>, Error> {
    let mut texts = Vec::new();
    for folder in folders {
        for (coder, log) in study.logs(folder)? {
            let mut memos = String::new();
            for (_, entry) in log.entries() {
                if let Some(memo) = entry.operation.memo() {
                    memos.push_str(memo);
                    memos.push('\n');
                }
            }
            texts.push((coder + MEMOS, memos));
        }
    }
    if let Some(codebook) = study.text(CODEBOOK)? {
        texts.push((CODES.to_owned(), codebook));
    }
    // One text for each name: a coder may have codings in both folders.
    texts.sort();
    let mut joined: Vec<(String, String)> = Vec::new();
    for (name, text) in texts.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        match joined.last_mut().filter(|(last, _)| *last == name) {
            Some((_, before)) => before.push_str(&text),
            None => joined.push((name, text)),
        }
    }
    Ok(joined)
}

/// Whether a text of the review is one of these.
pub(super) fn is_beside(document: &str) -> bool {
    document == CODES || document.ends_with(MEMOS)
}

/// Whether a finding in such a text counts; None where the text is none. They are about what was
/// said, and speak of tools, places and times; only what leads straight to somebody counts.
pub(super) fn tells(document: &str, span: &Span) -> Option<bool> {
    is_beside(document).then_some(matches!(
        span.kind,
        Kind::Person
            | Kind::Mail
            | Kind::Phone
            | Kind::Address
            | Kind::Card
            | Kind::Iban
            | Kind::Ip
            | Kind::Host
            | Kind::Id
    ))
}
