//! Whether all came to the same counts: a peer that counts something else is no peer.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// A question with the options that were found, and how many people took each.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counted {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) options: Vec<(String, u64)>,
}

/// Reads `questions[] {id, kind, options[] {label, count}}`: the output of `paap survey summary`,
/// and the truth. Left out are the kinds whose options are no cells of the file, and *Other*, the
/// name for all that is no option (no option of the survey is called that).
pub(super) fn counted(summary: &Value) -> Vec<Counted> {
    let mut questions = Vec::new();
    for question in array(&summary["questions"]) {
        let kind = text(&question["kind"]);
        let options: Vec<_> = array(&question["options"])
            .iter()
            .map(|option| (text(&option["label"]), option["count"].as_u64().unwrap_or(u64::MAX)))
            .filter(|(label, _)| label != "Other")
            .collect();
        if ["single", "checkbox", "scale", "rating"].contains(&kind.as_str()) && !options.is_empty()
        {
            questions.push(Counted { id: text(&question["id"]), kind, options });
        }
    }
    questions
}

/// What the peers are told: where each question is, and its options. The id `q7` is column 7, as
/// the survey has one column that is no question, the first.
pub(super) fn for_peers(questions: &[Counted]) -> Result<Value, String> {
    let mut told = Vec::new();
    for Counted { id, kind, options } in questions {
        let column: usize = id
            .strip_prefix('q')
            .and_then(|number| number.parse().ok())
            .ok_or_else(|| format!("{id} is not the id of a question of this survey"))?;
        let labels: Vec<&str> = options.iter().map(|(label, _)| label.as_str()).collect();
        // For a peer there are cells that hold one option, and cells that hold several.
        let kind = if kind == "checkbox" { "checkbox" } else { "single" };
        told.push(json!({ "column": column, "kind": kind, "options": labels }));
    }
    Ok(json!({ "questions": told }))
}

/// Where our counts and the truth part, in words.
pub(super) fn against_truth(ours: &[Counted], truth: &[Counted]) -> Vec<String> {
    let mut differences = Vec::new();
    for question in truth {
        let Some(found) = ours.iter().find(|found| found.id == question.id) else {
            differences.push(format!("{}: no options were found", question.id));
            continue;
        };
        if (found.kind == "checkbox") != (question.kind == "checkbox") {
            differences.push(format!("{} is {}, not {}", question.id, found.kind, question.kind));
        }
        let found: BTreeMap<&str, u64> = as_map(&found.options);
        let there: BTreeMap<&str, u64> = as_map(&question.options);
        for (label, count) in &there {
            if found.get(label) != Some(count) {
                let found = found.get(label);
                differences.push(format!("{} {label:?}: {found:?}, not {count}", question.id));
            }
        }
        for label in found.keys().filter(|label| !there.contains_key(*label)) {
            differences.push(format!("{} {label:?} is not an option", question.id));
        }
    }
    differences
}

/// Where our counts and a peer's `counts` part, in words.
pub(super) fn against_peer(ours: &[Counted], peer: &Value) -> Vec<String> {
    let theirs = array(&peer["counts"]);
    if theirs.len() != ours.len() {
        return vec![format!("{} questions counted, not {}", theirs.len(), ours.len())];
    }
    let mut differences = Vec::new();
    for (question, counts) in ours.iter().zip(theirs) {
        let counts = array(counts);
        for (index, (label, count)) in question.options.iter().enumerate() {
            let their = counts.get(index).and_then(Value::as_u64);
            if their != Some(*count) {
                differences
                    .push(format!("{} {label:?}: ours {count}, theirs {their:?}", question.id));
            }
        }
    }
    differences
}

/// Where `both` in our `pairs[]` and a peer's pairs part, in words.
pub(super) fn pairs_against_peer(ours: &[Counted], found: &Value, peer: &Value) -> Vec<String> {
    let options = ours.iter().flat_map(|question| {
        question.options.iter().map(|(label, _)| (question.id.as_str(), label.as_str()))
    });
    let place: BTreeMap<(&str, &str), usize> =
        options.enumerate().map(|(place, option)| (option, place)).collect();
    let end = |end: &Value| -> Option<usize> {
        place.get(&(end["question"].as_str()?, end["option"].as_str()?)).copied()
    };
    let theirs = array(&peer["pairs"]);
    let mut differences = Vec::new();
    let mut compared = 0;
    for pair in array(&found["pairs"]) {
        let (Some(a), Some(b)) = (end(&pair["a"]), end(&pair["b"])) else { continue };
        let (i, j) = (a.min(b), a.max(b));
        if i == j {
            differences.push(format!("an option goes with itself: {}", pair["a"]));
            continue;
        }
        // The place of (i, j) in the upper triangle, row by row.
        let at = i * (2 * place.len() - i - 1) / 2 + j - i - 1;
        let (our, their) = (pair["both"].as_u64(), theirs.get(at).and_then(Value::as_u64));
        if our.is_none() || our != their {
            differences.push(format!("{} {}: {our:?}, theirs {their:?}", pair["a"], pair["b"]));
        }
        compared += 1;
    }
    if compared == 0 {
        differences.push("no pair could be compared".into());
    }
    differences
}

fn as_map(options: &[(String, u64)]) -> BTreeMap<&str, u64> {
    options.iter().map(|(label, count)| (label.as_str(), *count)).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> Value {
        json!({ "questions": [
            { "id": "q1", "kind": "single", "options": [
                { "label": "Yes", "count": 3 }, { "label": "Other", "count": 1 } ] },
            { "id": "q2", "kind": "number", "options": [{ "label": "1-2", "count": 3 }] },
            { "id": "q3", "kind": "checkbox", "options": [
                { "label": "A", "count": 2 }, { "label": "B, or so", "count": 4 } ] },
        ] })
    }

    #[test]
    fn peers_are_told_what_can_be_counted() {
        let told = for_peers(&counted(&summary())).unwrap();
        let expected = json!({ "questions": [
            { "column": 1, "kind": "single", "options": ["Yes"] },
            { "column": 3, "kind": "checkbox", "options": ["A", "B, or so"] },
        ] });
        assert_eq!(told, expected);
    }

    #[test]
    fn equal_counts_are_equal() {
        let ours = counted(&summary());
        assert_eq!(against_truth(&ours, &ours), [""; 0]);
        assert_eq!(against_peer(&ours, &json!({ "counts": [[3], [2, 4]] })), [""; 0]);
        let found = json!({ "pairs": [
            { "a": { "question": "q1", "option": "Yes" },
              "b": { "question": "q3", "option": "B, or so" }, "both": 2 },
            { "a": { "question": "q3", "option": "A" },
              "b": { "question": "q3", "option": "B, or so" }, "both": 1 },
        ] });
        assert_eq!(pairs_against_peer(&ours, &found, &json!({ "pairs": [0, 2, 1] })), [""; 0]);
        assert_eq!(pairs_against_peer(&ours, &found, &json!({ "pairs": [0, 1, 2] })).len(), 2);
    }

    #[test]
    fn every_difference_is_named() {
        let ours = counted(&summary());
        let mut truth = ours.clone();
        truth[1].options[0].1 = 7;
        truth[1].options[1].0 = "B".into();
        assert_eq!(against_truth(&ours, &truth).len(), 3);
        assert_eq!(against_truth(&ours[..1], &truth).len(), 1);
        assert_eq!(against_peer(&ours, &json!({ "counts": [[3], [2, 5]] })).len(), 1);
        assert_eq!(against_peer(&ours, &json!({})).len(), 1);
        assert_eq!(pairs_against_peer(&ours, &json!({}), &json!({})).len(), 1);
    }
}
