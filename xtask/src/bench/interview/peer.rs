//! Presidio on the same words: how fast it is, and what it finds.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{number, opened, paap};
use crate::bench::file::{folder, read_json};
use crate::bench::measure::measure;
use crate::run::root;
use crate::setup::Venv;

/// How much of the words the peer is given, in bytes: it takes seconds for what takes us a moment.
const PEER_BYTES: usize = 400_000;
/// The peer's time on some of the words.
pub(super) fn speed(study: &Path, output: &Path) -> Result<Value, String> {
    let (_, documents) = opened(study)?;
    let mut text = String::new();
    for document in &documents {
        if text.len() < PEER_BYTES {
            text.push_str(&document.body);
        }
    }
    let file = folder().join("interviews/words.txt");
    std::fs::write(&file, text).map_err(|why| why.to_string())?;
    with_presidio("time", &file, output)
}

fn with_presidio(task: &str, file: &Path, output: &Path) -> Result<Value, String> {
    let mut command = Command::new(Venv::presidio().python());
    command.arg(root().join("bench/peers/with_presidio.py")).arg(task).arg(file);
    measure(&mut command, output)?;
    read_json(output)
}

/// Recall and precision.
type Found = [f64; 2];

/// What is found on the labelled texts, by ours and by theirs, where these are at hand.
pub(super) fn findings(output: &Path) -> Result<(Option<Found>, Option<Found>), String> {
    let data = std::env::var_os("PAAP_REAL_DATA")
        .map_or_else(|| root().join("../shared/data"), PathBuf::from);
    let labelled = data.join("pii/generated_small.json");
    if !labelled.is_file() {
        return Ok((None, None));
    }
    let mut command = paap(&["privacy", "score"]);
    measure(command.arg(&labelled).args(["--format", "json"]), output)?;
    let score = read_json(output)?;
    let ours = [number(&score["recall"]["share"]), number(&score["precision"]["share"])];
    let found = with_presidio("find", &labelled, output)?;
    Ok((Some(ours), Some(measured(&read_json(&labelled)?, &found))))
}

/// Recall and precision of spans, as `paap privacy score` has them: a labelled span is found when
/// half of it is covered, a proposal right when half of it is labelled, overlapping ones merged.
fn measured(labelled: &Value, found: &Value) -> Found {
    let (mut hits, mut labels, mut right, mut proposals) = (0, 0, 0, 0);
    let texts = labelled.as_array().into_iter().flatten();
    for (text, found) in texts.zip(found.as_array().into_iter().flatten()) {
        let own = spans(&text["spans"], "start_position", "end_position");
        let theirs = merged(spans(found, "start", "end"));
        let united = merged(own.clone());
        hits += own.iter().filter(|span| covered(span, &theirs) * 2 >= span.1 - span.0).count();
        labels += own.len();
        right += theirs.iter().filter(|span| covered(span, &united) * 2 >= span.1 - span.0).count();
        proposals += theirs.len();
    }
    [hits as f64 / labels as f64, right as f64 / proposals as f64]
}

fn spans(value: &Value, start: &str, end: &str) -> Vec<(u64, u64)> {
    let each = value.as_array().into_iter().flatten();
    each.filter_map(|span| Some((span[start].as_u64()?, span[end].as_u64()?))).collect()
}

fn merged(mut spans: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    spans.sort_unstable();
    let mut merged: Vec<(u64, u64)> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.0 < last.1 => last.1 = last.1.max(span.1),
            _ => merged.push(span),
        }
    }
    merged
}

fn covered(span: &(u64, u64), by: &[(u64, u64)]) -> u64 {
    by.iter().map(|other| other.1.min(span.1).saturating_sub(other.0.max(span.0))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn half_a_span_is_enough() {
        let labelled = json!([{ "spans": [
            { "start_position": 0, "end_position": 10 },
            { "start_position": 20, "end_position": 24 },
        ] }]);
        let found = json!([[{ "start": 0, "end": 5 }, { "start": 4, "end": 6 }, { "start": 23, "end": 40 }]]);
        assert_eq!(measured(&labelled, &found), [0.5, 0.5]);
    }
}
