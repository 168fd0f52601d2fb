//! What is written is read.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(project: &Project, unit: Unit) {
    let bytes = write(project, &options(unit)).unwrap();
    assert_eq!(bytes, write(project, &options(unit)).unwrap(), "the same bytes again");
    let reading = read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(content(&reading.project), content(project));
    assert_eq!(reading.positions.unplaced, []);
    assert_eq!(reading.positions.chosen, Convention::of(unit));
    for coding in &reading.project.codings {
        let document = reading.project.documents.iter().find(|it| it.about.id == coding.document);
        let body = &document.unwrap().body;
        let length = coding.place.end - coding.place.start;
        let words: String = body.chars().skip(coding.place.start).take(length).collect();
        assert_eq!(words, coding.place.exact);
    }
    // Once GUIDs are known, everything stays, to the byte.
    let again = write(&reading.project, &options(unit)).unwrap();
    let second = read(&again, &ReadOptions::default()).unwrap();
    assert_eq!(second.project, reading.project);
}

#[test]
fn a_study_comes_back_whole() {
    check(&example(), Unit::CodePoints);
    check(&example(), Unit::Utf16);
    check(&Project::default(), Unit::CodePoints);
}

#[test]
fn losses_are_known_before() {
    let mut project = example();
    assert_eq!(codes(&losses(&project, &options(Unit::CodePoints))), ["two-units"]);
    assert_eq!(codes(&losses(&project, &options(Unit::Utf16))), [""; 0]);
    project.codings[0].place.start += 1;
    project.codings[1].code = "gone".to_owned();
    project.codings[2].document = "gone".to_owned();
    project.codebook.codes[1].parent = some("gone");
    project.codebook.codes[2].colour = some("red");
    project.name.push('\u{1}');
    project.sets[0].codes.push("gone".to_owned());
    let mut found = losses(&project, &options(Unit::Utf16));
    found.sort_by_key(|warning| warning.code);
    let expected = [
        "colour",
        "control-character",
        "no-code",
        "no-document",
        "no-parent",
        "other-version",
        "set-member",
    ];
    assert_eq!(codes(&found), expected);
    let reading = read(&write(&project, &options(Unit::Utf16)).unwrap(), &ReadOptions::default());
    assert_eq!(reading.unwrap().project.codings, []);
}

#[test]
fn contradictions_are_refused() {
    let check = |change: fn(&mut Project)| {
        let mut project = example();
        change(&mut project);
        assert!(matches!(write(&project, &options(Unit::Utf16)), Err(Error::Contradiction(_))));
        assert_eq!(codes(&losses(&project, &options(Unit::Utf16))), ["project-contradiction"]);
    };
    check(|project| project.codebook.codes[1].id = "pains".to_owned());
    check(|project| project.codebook.codes[0].parent = some("waiting"));
    check(|project| project.documents[1].about.id = "interview-001".to_owned());
    check(|project| project.codings[1].id = "c1".to_owned());
}

#[test]
fn guids_are_the_same_at_every_export_and_kept_from_imports() {
    let project = example();
    let write = |project: &Project, seed: &str| {
        let options = WriteOptions { unit: Unit::CodePoints, seed: seed.to_owned() };
        super::write(project, &options).unwrap()
    };
    assert_ne!(write(&project, "a"), write(&project, "b"));
    let read_back = read(&write(&project, "a"), &ReadOptions::default()).unwrap().project;
    assert_eq!(write(&read_back, "b"), write(&read_back, "c"), "no GUID is new");
}

#[test]
fn codebooks_come_back_whole() {
    let project = example();
    let set = Set { documents: Vec::new(), notes: Vec::new(), ..project.sets[0].clone() };
    let file = CodebookFile {
        codebook: project.codebook.clone(),
        folders: project.folders.clone(),
        sets: vec![set],
        ..CodebookFile::default()
    };
    let (bytes, losses) = write_codebook(&file, &options(Unit::CodePoints)).unwrap();
    assert_eq!(losses, []);
    let read = read_codebook(&bytes).unwrap();
    assert_eq!(
        (&read.codebook, &read.folders, &read.sets),
        (&file.codebook, &file.folders, &file.sets)
    );
    assert_eq!(read.warnings, []);
    assert!(write_codebook(&CodebookFile::default(), &options(Unit::Utf16)).is_err());
}

#[test]
fn very_deep_codebooks_come_back_whole() {
    let code = |number: usize| Code {
        id: format!("c{number}"),
        name: format!("c{number}"),
        parent: number.checked_sub(1).map(|parent| format!("c{parent}")),
        ..Code::default()
    };
    let codebook = Codebook { codes: (0..100_000).map(code).collect() };
    let file = CodebookFile { codebook, ..CodebookFile::default() };
    let (bytes, _) = write_codebook(&file, &options(Unit::CodePoints)).unwrap();
    assert!(read_codebook(&bytes).unwrap().codebook == file.codebook);
}

/// Texts in which every way to count differs: emoji, combining marks, writing from the right.
fn any_body() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,6}",
        Just(" ".to_owned()),
        Just("\n".to_owned()),
        Just("😀".to_owned()),
        Just("👩\u{200d}💻".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("שלום".to_owned()),
        Just("مرحبا\u{200f}".to_owned()),
        Just("日本".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("<&>\"\u{0}".to_owned()),
        Just("𝔘".to_owned()),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("(Include: |Id:|\\\\|[a-zé<&\"]{1,4}| |\n|\r){0,8}")
}

prop_compose! {
    fn any_codebook()(
        fields in proptest::collection::vec((0_usize..12, any_text(), any_text(), "[A-Za-z é]{0,6}", any::<bool>()), 1..8),
    ) -> Codebook {
        let mut codes: Vec<Code> = Vec::new();
        for (number, (parent, definition, example, name, named)) in fields.into_iter().enumerate() {
            codes.push(Code {
                id: if named { format!("code-{number}") } else { format!("{}-{number}", describe::slug(&name)) },
                parent: codes.get(parent).map(|code| code.id.clone()),
                name, definition, example,
                ..Code::default()
            });
        }
        Codebook { codes }
    }
}

prop_compose! {
    fn any_project()(
        codebook in any_codebook(),
        bodies in proptest::collection::vec(any_body(), 1..4),
        spans in proptest::collection::vec(
            (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any_text(), 0_u64..1 << 45), 0..12),
    ) -> Project {
        let documents: Vec<Document> =
            bodies.iter().enumerate().map(|(number, body)| document(&format!("d{number}"), body)).collect();
        let mut codings = Vec::new();
        for (number, (place, code, from, to, memo, at)) in spans.into_iter().enumerate() {
            let document = place.get(&documents);
            let mut bounds: Vec<usize> = document.body.char_indices().map(|(at, _)| at).collect();
            bounds.push(document.body.len());
            let (from, to) = (*from.get(&bounds), *to.get(&bounds));
            let Some(place) = Selector::of(document, from.min(to)..from.max(to)) else { continue };
            codings.push(Coding {
                id: format!("x{number}"),
                code: code.get(&codebook.codes).id.clone(),
                coder: format!("coder {}", number % 3),
                document: document.about.id.clone(),
                place, at, memo,
            });
        }
        Project { name: "P".to_owned(), codebook, documents, codings, ..Project::default() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]
    #[test]
    fn any_study_comes_back_whole(project in any_project()) {
        check(&project, Unit::CodePoints);
        check(&project, Unit::Utf16);
    }

    #[test]
    fn any_codebook_comes_back_whole(codebook in any_codebook()) {
        let file = CodebookFile { codebook, ..CodebookFile::default() };
        let (bytes, _) = write_codebook(&file, &options(Unit::CodePoints)).unwrap();
        prop_assert_eq!(read_codebook(&bytes).unwrap().codebook, file.codebook);
    }
}
