//! The conformance events of CDEvents, and the examples of CloudEvents.

use super::super::*;
use super::read_with;
use std::path::PathBuf;

/// The folder of real data, where there is one.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PAAP_REAL_DATA")?;
    Some(PathBuf::from(folder).join("platform"))
}

#[test]
fn every_event_of_the_conformance_of_cdevents_is_read() {
    let Some(folder) = folder() else { return };
    let mut events = 0;
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder.join("cdevents")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let log = read_with(text.as_bytes(), &Mapping::default(), 1);
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if ["domainid", "schema"].contains(&name.as_str()) {
            // What is no event is left out, and said to be.
            assert_eq!((log.events, log.odds.left_out()), (0, 1), "{name}");
            continue;
        }
        assert!(log.odds.is_empty(), "{name}: {:?}", log.odds);
        assert_eq!(log.events, 1, "{name}");
        let kind = name.replace('_', ".");
        let (own, _) = log.types.iter().next().unwrap();
        assert!(name == "conformance" || own.contains(&kind), "{name}: {own}");
        events += 1;
        // Most have one and the same id, which is that of their context, and the first in the file.
        all.extend(text.replacen("\"id\": \"", &format!("\"id\": \"{name} "), 1).into_bytes());
    }
    assert!(events > 45, "{events}");
    let log = read_with(&all, &Mapping::default(), 2);
    assert_eq!((log.events, log.repeated, log.odds.is_empty()), (events, 0, true));
    let kinds: std::collections::BTreeSet<Kind> =
        log.facts.deliveries.iter().map(|own| own.kind).collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    let deployed = log.facts.deliveries.iter().find(|own| own.kind == Kind::Deployed).unwrap();
    let detected = log.facts.deliveries.iter().find(|own| own.kind == Kind::Detected).unwrap();
    assert_eq!(deployed.artifact, detected.artifact);
    assert!(deployed.artifact.is_some() && log.facts.requests.len() == 2);
}

#[test]
fn every_example_of_cloudevents_is_read() {
    let Some(folder) = folder() else { return };
    let text = std::fs::read_to_string(folder.join("cloudevents/json-format.md")).unwrap();
    let mut read = 0;
    for block in text.split("```JSON\n").skip(1) {
        let block = block.split("```").next().unwrap();
        // One shows a part of an event, and one is no event but what is said of another.
        if !block.contains("specversion") || block.contains("...\n") {
            continue;
        }
        let log = read_with(block.as_bytes(), &Mapping::default(), 1);
        assert!(log.odds.is_empty() && log.events > 0, "{block}: {:?}", log.odds);
        read += log.events;
    }
    for name in
        ["features__http-protocol-binding.feature", "features__kafka-protocol-binding.feature"]
    {
        let text = std::fs::read_to_string(folder.join("cloudevents").join(name)).unwrap();
        let structured: Vec<&str> =
            text.split("\"\"\"").filter(|own| own.contains("\"specversion\"")).collect();
        assert!(!structured.is_empty());
        for own in structured {
            let body = &own[own.find('{').unwrap()..];
            let log = read_with(body.as_bytes(), &Mapping::default(), 1);
            assert!(log.odds.is_empty() && log.events == 1, "{body}: {:?}", log.odds);
        }
    }
    assert!(read >= 7, "{read}");
}
