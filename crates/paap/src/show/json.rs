//! JSON: the view itself, field by field, as docs/schema/ describes it.

use super::text::is_unsafe;
use serde::Serialize;

/// The view as JSON for people and programs. Characters that would act on a terminal are written
/// as escapes; a program reads them back as they were.
pub(crate) fn json(view: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(view)?;
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        // Outside of strings there is nothing beyond ASCII, and no control but line breaks.
        if is_unsafe(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    Ok(out)
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
        let written = json(&text).unwrap();
        assert!(!written.trim_end().contains(is_unsafe), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
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
