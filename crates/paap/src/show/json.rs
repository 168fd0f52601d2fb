//! JSON: the view itself, field by field, as docs/schema/ describes it.

use super::text::is_unsafe;
use paap_survey::view::Associations;
use serde::Serialize;
use std::io::{self, Write};

/// Writes the view as JSON for people and programs. Characters that would act on a terminal are
/// written as escapes; a program reads them back as they were.
pub(crate) fn json(view: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escaped(serde_json::to_string_pretty(view)?))
}

/// The same with its pairs one a line, each written as it comes: there may be millions.
pub(crate) fn associations(view: &Associations, out: &mut dyn Write) -> io::Result<()> {
    let whole = escaped(serde_json::to_string_pretty(&view.without_pairs())?);
    // Within texts there are no line breaks, so this is the field.
    const PAIRS: &str = "\n  \"pairs\": []";
    let (before, after) = whole.split_once(PAIRS).unwrap_or((&whole, ""));
    if view.pairs.is_empty() {
        return writeln!(out, "{whole}");
    }
    write!(out, "{before}\n  \"pairs\": [")?;
    // A question's text is in thousands of pairs, and made ready once.
    let texts = view.pairs.texts().iter().map(|text| {
        let mut text = escaped(serde_json::to_string(text)?);
        text.pop();
        Ok(text)
    });
    let texts: Vec<String> = texts.collect::<io::Result<_>>()?;
    let mut line: Vec<u8> = Vec::new();
    for (at, pair) in view.pairs.found().iter().enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n    " } else { b",\n    " });
        for (name, (text, count)) in [("{\"a\":", pair.a), (",\"b\":", pair.b)] {
            let text = texts.get(text as usize).map_or("{", String::as_str);
            write!(line, "{name}{text},\"count\":{count}}}")?;
        }
        write!(line, ",\"n\":{},\"both\":{}", pair.n, pair.both)?;
        let [effect, low, high] = pair.effect;
        for (name, number) in [("effect", effect), ("low", low), ("high", high)] {
            field(&mut line, name, number)?;
        }
        write!(line, ",\"test\":\"{}\"", pair.test.name())?;
        for (name, number) in [("p", pair.p), ("q", pair.q)] {
            field(&mut line, name, number)?;
        }
        write!(line, ",\"level\":\"{}\"}}", pair.level.name())?;
        out.write_all(&line)?;
    }
    writeln!(out, "\n  ]{after}")
}

fn field(line: &mut Vec<u8>, name: &str, number: f64) -> io::Result<()> {
    write!(line, ",\"{name}\":")?;
    Ok(serde_json::to_writer(line, &number)?)
}

/// JSON without characters that would act on a terminal.
pub(super) fn escaped(text: String) -> String {
    // Outside of strings there is nothing beyond ASCII, and no control but line breaks.
    let acts = |c: char| is_unsafe(c) && c != '\n';
    if !text.contains(acts) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if acts(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use jsonschema::Validator;
    use serde_json::{Value, json};
    use std::collections::BTreeSet;

    #[test]
    fn what_is_escaped_reads_back() {
        let text = "a\u{1b}[2J\u{9b}\u{202e}b\u{7f}\n\u{e0041}漢";
        let mut written = Vec::new();
        super::json(&text, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert!(!written.trim_end().contains(is_unsafe), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }

    #[test]
    fn pairs_are_written_as_the_view_has_them() {
        let mut none = samples::associations();
        none.pairs = std::iter::empty().collect();
        for view in [samples::associations(), none] {
            let mut written = Vec::new();
            associations(&view, &mut written).unwrap();
            let read: Value = serde_json::from_slice(&written).unwrap();
            assert_eq!(read, serde_json::to_value(&view).unwrap());
        }
    }

    /// The schema of a verb's output.
    fn schema(verb: &str) -> Value {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema");
        let text = std::fs::read_to_string(format!("{root}/{verb}.schema.json")).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Every verb with views that fill and empty every field between them.
    fn views() -> Vec<(&'static str, Vec<Value>)> {
        let value = |view: Result<Value, serde_json::Error>| view.unwrap();
        let mut unfiltered = samples::summary();
        (unfiltered.filter, unfiltered.weights) = (None, None);
        let mut plain = samples::compare();
        plain.weights = None;
        let mut untested = samples::associations();
        untested.filter = None;
        untested.weights = samples::summary().weights;
        untested.warnings = samples::summary().warnings;
        vec![
            ("inspect", vec![value(serde_json::to_value(samples::inspect()))]),
            (
                "summary",
                vec![
                    value(serde_json::to_value(samples::summary())),
                    value(serde_json::to_value(unfiltered)),
                ],
            ),
            (
                "cross",
                vec![
                    value(serde_json::to_value(samples::cross())),
                    value(serde_json::to_value(samples::broad_cross())),
                ],
            ),
            (
                "kano",
                vec![
                    value(serde_json::to_value(samples::kano())),
                    value(serde_json::to_value(samples::withheld_kano())),
                ],
            ),
            (
                "compare",
                vec![
                    value(serde_json::to_value(samples::compare())),
                    value(serde_json::to_value(plain)),
                ],
            ),
            (
                "associations",
                vec![
                    value(serde_json::to_value(samples::associations())),
                    value(serde_json::to_value(untested)),
                ],
            ),
        ]
    }

    #[test]
    fn every_view_is_as_its_schema_says() {
        for (verb, views) in views() {
            let schema = schema(verb);
            jsonschema::draft202012::meta::validate(&schema).unwrap();
            let validator: Validator = jsonschema::draft202012::new(&schema).unwrap();
            for view in views {
                let wrong: Vec<_> = validator
                    .iter_errors(&view)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert!(wrong.is_empty(), "{verb}: {wrong:#?}");
            }
        }
    }

    /// Visits every schema of an object within a schema.
    fn objects(schema: &Value, path: &str, visit: &mut dyn FnMut(&str, &Value)) {
        match schema {
            Value::Object(fields) => {
                if fields.contains_key("properties") && !path.ends_with("/properties") {
                    visit(path, schema);
                }
                for (name, value) in fields {
                    objects(value, &format!("{path}/{name}"), visit);
                }
            }
            Value::Array(values) => {
                for value in values {
                    objects(value, path, visit);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn schemas_describe_every_property_and_allow_no_other() {
        for (verb, _) in views() {
            let mut seen = 0;
            objects(&schema(verb), verb, &mut |path, object| {
                seen += 1;
                assert_eq!(object["additionalProperties"], json!(false), "{path}");
                let names: BTreeSet<&str> =
                    object["properties"].as_object().unwrap().keys().map(String::as_str).collect();
                let required: BTreeSet<&str> = object["required"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|n| n.as_str().unwrap())
                    .collect();
                assert_eq!(names, required, "{path}: every field is always written");
                for name in names {
                    let words = object["properties"][name]["description"].as_str().unwrap_or("");
                    assert!(words.ends_with('.'), "{path}: {name} is not described");
                }
            });
            assert!(seen > 3, "{verb} has {seen} objects");
        }
    }

    #[test]
    fn a_field_that_the_schema_does_not_know_is_found() {
        for (verb, mut views) in views() {
            let validator = jsonschema::draft202012::new(&schema(verb)).unwrap();
            views[0]["invented"] = json!(1);
            assert!(!validator.is_valid(&views[0]), "{verb}");
            views[0].as_object_mut().unwrap().remove("invented");
            views[0].as_object_mut().unwrap().remove("respondents");
            assert!(!validator.is_valid(&views[0]), "{verb}");
        }
    }
}
