//! How it looks: in 80 columns, in every format.

use super::{coded, done, example, items, json, raw, redacted, run};
use crate::{err, folder, out};
use std::fs;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

#[track_caller]
fn fits(page: &str) {
    let wide = page.lines().find(|line| UnicodeWidthStr::width(*line) > 80);
    assert_eq!(wide, None, "{page}");
    assert!(!page.contains('\u{1b}'), "{page}");
}

/// Each line that begins so, without the spaces between its columns.
fn row(page: &str, start: &str) -> String {
    let line = page.lines().find(|line| line.starts_with(start));
    line.unwrap_or_else(|| panic!("{start} is not in\n{page}"))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn tables_fit_80_columns_and_say_what_to_do_next() {
    let fresh = folder("interviews-shown").join("study");
    let guide = example("interviews/guide.md");
    let file = example("interviews/turnstone.vtt");
    let args = format!("interview import --guide {guide} -o");
    let page = out(&run(&args, &[&fresh, Path::new(&file)]));
    fits(&page);
    assert_eq!(
        row(&page, "turnstone"),
        "turnstone webvtt 37 758 Ingrid Solheim (interviewer) 19, 1"
    );
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("Go on: paap interview redact"), "{page}");

    let page = done("interview redact DIR", &raw("shown"), &[]);
    fits(&page);
    assert!(row(&page, "mail ").starts_with("mail 3 3 0 0 3"), "{page}");
    let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("--apply --by NAME"), "{page}");

    let study = coded("shown");
    let page = done("interview codes DIR", &study, &[]);
    fits(&page);
    assert!(page.starts_with("64 codings · 4 people interviewed, 4 of them in"), "{page}");
    assert!(row(&page, "Building around").starts_with("Building around it 4 100% 51–100 5 2"));
    assert!(row(&page, "· It pays").starts_with("· It pays 3 75% 30–95 4 2"), "{page}");
    assert_eq!(page.matches("signals").count(), 1, "said once: {page}");

    let page = done("interview agreement DIR", &study, &[]);
    fits(&page);
    assert!(
        page.starts_with("2 coders (avocet, dunlin) · 4 interviews that at least two finished")
    );
    assert!(row(&page, "Waiting ").starts_with("Waiting 7 >99% 1% 0.89 0.00–1.00"), "{page}");
    assert!(row(&page, "It pays").contains("1.00 1.00–1.00"), "{page}");
    let one = redacted("one-coder");
    let page = done("interview codes DIR --by persona", &one, &[]);
    assert!(page.contains("Nothing is coded yet"), "{page}");
    let page = done("interview agreement DIR", &one, &[]);
    assert!(page.starts_with("Nothing to compare"), "{page}");

    for verb in [
        "interview code DIR",
        "interview code DIR disagreements",
        "interview codes DIR --by persona",
        "interview codes DIR --by person",
        "interview codes DIR --by code",
        &format!("interview codes DIR --by question --guide {guide}"),
        "interview search DIR wait",
        "interview suggest DIR --code waiting",
        "interview themes DIR",
        &format!("interview guide DIR --guide {guide}"),
        &format!("interview guide DIR --guide {guide} --question q4"),
        "interview redact DIR --check",
    ] {
        let table = done(verb, &study, &[]);
        fits(&table);
        let markdown = done(&format!("{verb} --format markdown"), &study, &[]);
        assert!(markdown.starts_with("# "), "{markdown}");
        let csv = done(&format!("{verb} --format csv"), &study, &[]);
        let rows = csv.lines().count();
        assert!(rows > 1 || verb.ends_with("--check"), "{verb}: {csv}");
        json(verb, &study, &[]);
    }
    // One person is no share.
    let page = done("interview codes DIR --by person", &study, &[]);
    assert!(!page.contains('%'), "{page}");
    assert!(page.contains("\na eider\n") && page.contains("\nd turnstone\n"), "{page}");
    assert_eq!(row(&page, "Cost is seen"), "Cost is seen, value is not 1 0 2 0");
    let flat = done("interview codes DIR --by person --format csv", &study, &[]);
    assert!(flat.contains("\nWaiting,fulmar,5\n"), "{flat}");
}

#[test]
fn what_identifies_is_found_in_any_text_and_measured() {
    let folder = folder("interviews-find");
    let [text, spans] = ["notes.txt", "spans.json"].map(|name| folder.join(name));
    fs::write(&text, "Grüße 😀 an ana.lind@example.org, bitte.\n").unwrap();
    let output = run("privacy find --format json", &[&text]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    crate::conforms("privacy-find", &found);
    let mail = items(&found).iter().find(|one| one["type"] == "mail").unwrap();
    // In code points: what stands before it has bytes and UTF-16 units of other numbers.
    assert_eq!(
        (&mail["start"], &mail["end"], &mail["text"]),
        (&11.into(), &31.into(), &"ana.lind@example.org".into())
    );
    fits(&out(&run("privacy find", &[&text])));

    let labelled = r#"[{"full_text": "Write to ana.lind@example.org today.", "spans": [
        {"entity_type": "EMAIL_ADDRESS", "entity_value": "ana.lind@example.org", "start_position": 9, "end_position": 29}]}]"#;
    fs::write(&spans, labelled).unwrap();
    let output = run("privacy score --format json", &[&spans]);
    let score: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    crate::conforms("privacy-score", &score);
    assert_eq!(score["recall"]["share"], 1.0, "{score}");
    fits(&out(&run("privacy score", &[&spans])));
    for (path, says) in [(&text, "not JSON"), (&folder, "this is a folder")] {
        super::is_refused(&run("privacy score", &[path]), says);
    }
}

/// Visits every object's schema within a schema.
fn objects(schema: &serde_json::Value, visit: &mut dyn FnMut(&serde_json::Value)) {
    match schema {
        serde_json::Value::Object(fields) => {
            if fields
                .get("properties")
                .is_some_and(|own| own.get("type").is_none_or(|t| t.is_object()))
            {
                visit(schema);
            }
            fields.values().for_each(|value| objects(value, visit));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| objects(value, visit)),
        _ => {}
    }
}

#[test]
fn schemas_describe_every_property() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema");
    let mut seen = 0;
    for path in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        objects(&schema, &mut |object| {
            for (name, own) in object["properties"].as_object().unwrap() {
                let words = own["description"].as_str().unwrap_or_default();
                assert!(words.ends_with('.'), "{}: {name} is not described", path.display());
                seen += 1;
            }
        });
    }
    assert!(seen > 300, "{seen} properties");
}
