//! `docs/content.md` says of every file and key what the shapes say, and schemas are JSON.

use paap_text::shape::{Key, Of, Shape};

use crate::FILES;

/// What a value is, for people.
fn value(of: &Of) -> String {
    match of {
        Of::Line => "a line".to_owned(),
        Of::Text => "text".to_owned(),
        Of::Id => "a name".to_owned(),
        Of::Date => "a day".to_owned(),
        Of::Whole => "a whole number".to_owned(),
        Of::Number => "a number".to_owned(),
        Of::YesNo => "true or false".to_owned(),
        Of::Link => "an address".to_owned(),
        Of::Word(words) => {
            let words = words.iter().map(|(word, doc)| format!("`{word}` ({doc})"));
            words.collect::<Vec<_>>().join(", ")
        }
        Of::List(of) => format!("a list: {}", value(of)),
        Of::Has(shape) => format!("a {}", shape.name),
        Of::Named(of) => format!("names, each with {}", value(of)),
        Of::Any => "anything".to_owned(),
    }
}

fn row(key: &Key) -> String {
    let needed = if key.needed { " (needed)" } else { "" };
    format!("| `{}`{needed} | {} | {} |\n", key.name, value(&key.of), key.doc)
}

fn table(shape: &Shape) -> String {
    let rows = shape.keys.iter().map(row).collect::<String>();
    format!("{}\n\n| key | value | what it is for |\n|---|---|---|\n{rows}", shape.doc)
}

/// The shapes within a shape.
fn within(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
    for key in shape.keys {
        let mut of = &key.of;
        while let Of::List(inner) | Of::Named(inner) = of {
            of = inner;
        }
        if let Of::Has(inner) = of
            && !found.iter().any(|other| other.name == inner.name)
        {
            found.push(inner);
            within(inner, found);
        }
    }
}

#[test]
fn every_key_is_documented() {
    let path = format!("{}/../../docs/content.md", env!("CARGO_MANIFEST_DIR"));
    let documented = std::fs::read_to_string(path).unwrap();
    let mut inner = Vec::new();
    let mut missing = String::new();
    for (file, shape) in FILES {
        let wanted = format!("## `{file}`\n\n{}", table(shape));
        if !documented.contains(&wanted) {
            missing.push_str(&format!("{wanted}\n"));
        }
        within(shape, &mut inner);
    }
    for shape in inner {
        let wanted = format!("### A {}\n\n{}", shape.name, table(shape));
        if !documented.contains(&wanted) {
            missing.push_str(&format!("{wanted}\n"));
        }
    }
    assert!(missing.is_empty(), "docs/content.md should say:\n\n{missing}");
}

/// The examples of the documentation are read without a problem.
#[test]
fn the_examples_of_the_documentation_are_sound() {
    let path = format!("{}/../../docs/content.md", env!("CARGO_MANIFEST_DIR"));
    let documented = std::fs::read_to_string(path).unwrap();
    let mut examples = documented.split("```").skip(1).step_by(2);
    let mut read = 0;
    let mut series = None;
    let mut example = |language: &str| {
        let text = examples.next().expect("an example");
        read += 1;
        text.strip_prefix(language).expect(text).trim_start().to_owned()
    };
    let (_, problems) = crate::content::Article::read("paved-roads", &example("markdown"));
    assert_eq!(problems, []);
    let yaml = example("yaml");
    let (found, problems) = crate::meeting::Series::read("weekly", &yaml);
    assert_eq!(problems, []);
    series.replace(found);
    let (_, problems) =
        crate::meeting::Meeting::read("2026-03-18", &example("markdown"), series.as_ref());
    assert_eq!(problems, []);
    assert_eq!(read, 3);
}

#[test]
fn schemas_are_json() {
    for (file, shape) in FILES {
        let schema: serde_json::Value = serde_json::from_str(&shape.json_schema(file)).unwrap();
        assert_eq!(schema["$id"], file);
        let keys = schema["properties"].as_object().unwrap();
        assert_eq!(keys.len(), shape.keys.len());
    }
}
