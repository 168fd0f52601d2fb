//! Labelled texts from JSON.

use super::{Label, Labelled};
use serde_json::Value;

/// Why labelled texts cannot be read. It says where, and repeats nothing of the texts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// No JSON.
    #[error(
        "line {line}, column {column}: this is not JSON; expected an array of texts with spans"
    )]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// JSON of another form.
    #[error(
        "expected an array of objects with full_text and spans, or an object whose samples is one"
    )]
    NotAnArray,
    /// A text lacks what it needs.
    #[error("text {text}: {missing} is missing or is no {expected}")]
    Field {
        /// Which text, from 1.
        text: usize,
        /// The field.
        missing: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// A span lies outside its text.
    #[error(
        "text {text}, span {span}: it ends at {end}, but the text has {length} code points; \
         positions count code points from 0"
    )]
    Outside {
        /// Which text, from 1.
        text: usize,
        /// Which span of it, from 1.
        span: usize,
        /// Where the span ends.
        end: u64,
        /// How long the text is.
        length: usize,
    },
    /// A span ends before it begins.
    #[error("text {text}, span {span}: it ends before it begins")]
    Backwards {
        /// Which text, from 1.
        text: usize,
        /// Which span of it, from 1.
        span: usize,
    },
    /// What is said to stand at places does not, too often for a slip.
    #[error(
        "text {text}, span {span}, and {others} more: the value is not what stands there; \
         positions count code points from 0"
    )]
    Value {
        /// Which text is the first, from 1.
        text: usize,
        /// Which span of it, from 1.
        span: usize,
        /// How many other spans are so.
        others: usize,
    },
}

/// Reads labelled texts in the format of presidio-research: an array of `{full_text, spans: [{
/// entity_type, start_position, end_position, entity_value?}]}`, positions in code points. `text`,
/// `start`, `end`, `label` and `type` are taken for the same; other fields are ignored; spans may be
/// missing or null where there are none.
///
/// # Errors
/// The first thing that cannot be read: see [`Problem`].
pub fn read(json: &[u8]) -> Result<Vec<Labelled>, Problem> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let value: Value = serde_json::from_slice(json)
        .map_err(|error| Problem::NotJson { line: error.line(), column: error.column() })?;
    let texts = match &value {
        Value::Array(texts) => texts,
        Value::Object(object) => match object.get("samples").or_else(|| object.get("texts")) {
            Some(Value::Array(texts)) => texts,
            _ => return Err(Problem::NotAnArray),
        },
        _ => return Err(Problem::NotAnArray),
    };
    let mut slips = Slips::default();
    let texts = texts.iter().enumerate().map(|(i, text)| labelled(i + 1, text, &mut slips));
    let texts = texts.collect::<Result<_, _>>()?;
    match slips.first {
        Some((text, span)) if slips.wrong * 20 > slips.values => {
            Err(Problem::Value { text, span, others: slips.wrong - 1 })
        }
        _ => Ok(texts),
    }
}

/// How many values were not what stands at their places. People who label make slips, of which a few
/// are taken as they are.
#[derive(Default)]
struct Slips {
    values: usize,
    wrong: usize,
    first: Option<(usize, usize)>,
}

fn labelled(number: usize, value: &Value, slips: &mut Slips) -> Result<Labelled, Problem> {
    let missing = |missing, expected| Problem::Field { text: number, missing, expected };
    let text = field(value, &["full_text", "text"])
        .and_then(Value::as_str)
        .ok_or_else(|| missing("full_text", "text"))?;
    let spans = match value.get("spans") {
        None | Some(Value::Null) => &[][..],
        Some(Value::Array(spans)) => spans,
        Some(_) => return Err(missing("spans", "array")),
    };
    let length = text.chars().count();
    let mut labels = Vec::with_capacity(spans.len());
    for (i, span) in spans.iter().enumerate() {
        let at = |names: &[&str]| field(span, names).and_then(Value::as_u64);
        let start = at(&["start_position", "start"])
            .ok_or_else(|| missing("start_position", "whole number"))?;
        let end =
            at(&["end_position", "end"]).ok_or_else(|| missing("end_position", "whole number"))?;
        let kind = field(span, &["entity_type", "type", "label"])
            .and_then(Value::as_str)
            .ok_or_else(|| missing("entity_type", "text"))?;
        if end < start {
            return Err(Problem::Backwards { text: number, span: i + 1 });
        }
        let range = match (usize::try_from(start), usize::try_from(end)) {
            (Ok(start), Ok(end)) if end <= length => start..end,
            _ => return Err(Problem::Outside { text: number, span: i + 1, end, length }),
        };
        labels.push(Label { range, kind: kind.to_owned() });
    }
    verify(number, text, spans, &labels, slips);
    Ok(Labelled { text: text.to_owned(), labels })
}

/// Holds the values against what stands at their places: positions in bytes or UTF-16 would be
/// counted wrongly without a word.
fn verify(number: usize, text: &str, spans: &[Value], labels: &[Label], slips: &mut Slips) {
    if labels.is_empty() {
        return;
    }
    // Where each code point begins, and where the text ends.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (i, (span, label)) in spans.iter().zip(labels).enumerate() {
        let Some(value) = field(span, &["entity_value", "value"]).and_then(Value::as_str) else {
            continue;
        };
        let there = starts
            .get(label.range.start)
            .zip(starts.get(label.range.end))
            .and_then(|(&start, &end)| text.get(start..end));
        slips.values += 1;
        if there.is_some_and(|there| there.trim() != value.trim()) {
            slips.wrong += 1;
            slips.first.get_or_insert((number, i + 1));
        }
    }
}

fn field<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.get(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: Result<&[(usize, usize, &str)], &str>) {
        match (read(json.as_bytes()), expected) {
            (Ok(texts), Ok(expected)) => {
                let labels: Vec<_> = texts
                    .iter()
                    .flat_map(|text| &text.labels)
                    .map(|label| (label.range.start, label.range.end, label.kind.as_str()))
                    .collect();
                assert_eq!(labels, expected);
            }
            (Err(problem), Err(expected)) => assert_eq!(problem.to_string(), expected),
            (read, expected) => panic!("{read:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn reads_the_format_and_its_kin() {
        check("[]", Ok(&[]));
        check(
            r#"[{"full_text":"I am Ada","spans":[{"entity_type":"PERSON","entity_value":"Ada","start_position":5,"end_position":8}],"template_id":1}]"#,
            Ok(&[(5, 8, "PERSON")]),
        );
        check(
            r#"{"samples":[{"text":"Ada","spans":[{"label":"P","start":0,"end":3}]}]}"#,
            Ok(&[(0, 3, "P")]),
        );
        check("\u{feff}[{\"full_text\":\"x\",\"spans\":null}]", Ok(&[]));
        check(
            r#"[{"full_text":"é 𝒜b","spans":[{"type":"P","start":2,"end":4,"value":"𝒜b"}]}]"#,
            Ok(&[(2, 4, "P")]),
        );
    }

    #[test]
    fn says_where_it_cannot() {
        check(
            "[{",
            Err("line 1, column 2: this is not JSON; expected an array of texts with spans"),
        );
        check(
            "3",
            Err(
                "expected an array of objects with full_text and spans, or an object whose samples is one",
            ),
        );
        check(r#"[{"spans":[]}]"#, Err("text 1: full_text is missing or is no text"));
        check(r#"[{"full_text":"a","spans":3}]"#, Err("text 1: spans is missing or is no array"));
        check(
            r#"[{"full_text":"a","spans":[{"start":0,"end":1}]}]"#,
            Err("text 1: entity_type is missing or is no text"),
        );
        check(
            r#"[{"full_text":"a","spans":[{"type":"P","start":0,"end":2}]}]"#,
            Err(
                "text 1, span 1: it ends at 2, but the text has 1 code points; positions count code points from 0",
            ),
        );
        check(
            r#"[{"full_text":"ab","spans":[{"type":"P","start":2,"end":1}]}]"#,
            Err("text 1, span 1: it ends before it begins"),
        );
        check(
            r#"[{"full_text":"éab","spans":[{"type":"P","start":0,"end":2,"value":"ab"}]}]"#,
            Err(
                "text 1, span 1, and 0 more: the value is not what stands there; positions count code points from 0",
            ),
        );
        check(
            r#"[{"full_text":"a","spans":[{"type":"P","start":-1,"end":1}]}]"#,
            Err("text 1: start_position is missing or is no whole number"),
        );
    }
}
