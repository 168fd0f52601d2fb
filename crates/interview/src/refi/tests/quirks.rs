//! What other tools write, in small: each quirk of the reference, and how positions are counted.

use super::*;

/// A project with one text and selections of these positions, all with one code.
fn foreign(file: &str, text: &[u8], positions: &[(usize, usize)], head: &str) -> Reading {
    let (code, source) = (guid(1), guid(2));
    let selections: String = positions
        .iter()
        .enumerate()
        .map(|(number, (start, end))| {
            let (selection, coding) = (guid(100 + 2 * number as u32), guid(101 + 2 * number as u32));
            format!(r#"<PlainTextSelection guid="{selection}" startPosition="{start}" endPosition="{end}"><Description /><Coding guid="{coding}"><CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>"#)
        })
        .collect();
    let xml = project_file(&format!(
        r#"{head}<CodeBook><Codes><Code guid="{code}" name="Waiting" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{source}" name="One" plainTextPath="internal://{source}.txt">{selections}</TextSource></Sources>"#
    ));
    let name = format!("{file}/{source}.txt");
    let bytes = archive(&[("project.qde", xml.as_bytes()), (&name, text)]);
    read(&bytes, &ReadOptions::default()).unwrap()
}

const TEXT: &str = "I wait 😀 a week.\nThen I ask 😀😀 them.\nNobody answers, so\nI wait again.\n";
const WORDS: [&str; 8] = ["wait", "a week", "Then", "ask", "them", "Nobody answers", "so", "again"];

/// Positions of words of a text, counted in some way.
fn counted(text: &str, convention: Convention) -> Vec<(usize, usize)> {
    let position = |byte: usize| {
        let before = &text[..byte];
        let pairs = if convention.crlf == 1 { before.matches("\r\n").count() } else { 0 };
        let characters = match convention.unit {
            Unit::CodePoints => before.chars().count(),
            Unit::Utf16 => before.encode_utf16().count(),
        };
        characters - pairs - usize::from(!convention.bom && text.starts_with('\u{feff}'))
    };
    let place = |words: &&str| {
        let at = text.find(*words).unwrap();
        (position(at), position(at + words.len()) - usize::from(convention.inclusive))
    };
    WORDS.iter().map(place).collect()
}

#[test]
fn every_way_to_count_is_found() {
    for convention in Convention::all() {
        let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
        let reading = foreign("Sources", text.as_bytes(), &counted(&text, convention), "");
        assert_eq!(reading.positions.chosen, convention);
        assert_eq!(reading.positions.because, Because::Best);
        assert_eq!(reading.positions.scores.len(), 16);
        let words: Vec<&str> =
            reading.project.codings.iter().map(|coding| coding.place.exact.as_str()).collect();
        assert_eq!(words, WORDS);
        assert_eq!(reading.project.documents[0].body, TEXT);
        for coding in &reading.project.codings {
            let place = &coding.place;
            let words: String =
                TEXT.chars().skip(place.start).take(place.end - place.start).collect();
            assert_eq!(words, place.exact);
        }
    }
}

use super::super::units::{Because, Why};

#[test]
fn what_makes_no_difference_is_not_tried() {
    let text = TEXT.replace('😀', "x");
    let convention = Convention::of(Unit::CodePoints);
    let reading = foreign("sources", text.as_bytes(), &counted(&text, convention), "");
    assert_eq!(reading.positions.scores.len(), 2);
    assert_eq!(reading.positions.chosen, convention);
    let reading = foreign("sources", text.as_bytes(), &[], "");
    assert_eq!(reading.positions.because, Because::Indifferent);
}

#[test]
fn a_tie_is_said() {
    // Seven spaces between words: one way begins at the first, the other at the second.
    let reading = foreign("sources", "😀-----".as_bytes(), &[(2, 4)], "");
    assert_eq!(reading.positions.because, Because::Tie);
    assert!(codes(&reading.project.warnings).contains(&"positions"));
}

#[test]
fn what_fits_nowhere_is_listed_and_not_moved() {
    let places = [(0, 6), (3, 3), (5, 2), (0, 99), (1, 2)];
    let reading = foreign("sources", "Before 😀".as_bytes(), &places, "");
    assert_eq!(reading.project.codings.len(), 2);
    let why: Vec<Why> = reading.positions.unplaced.iter().map(|unplaced| unplaced.why).collect();
    assert_eq!(why, [Why::Empty, Why::Backwards, Why::Outside]);
    assert!(codes(&reading.project.warnings).contains(&"unplaced"));
}

#[test]
fn the_caller_can_say_how_positions_are_counted() {
    let project = write(&example(), &options(Unit::CodePoints)).unwrap();
    let convention = Some(Convention::of(Unit::Utf16));
    let reading = read(&project, &ReadOptions { convention }).unwrap();
    assert_eq!(reading.positions.because, Because::Told);
    assert_ne!(reading.project.codings[0].place.exact, "I wait.");
}

/// Reads a project file together with a text for source 2.
#[track_caller]
fn check(entry: &str, inside: &str) -> Reading {
    let xml = project_file(inside);
    let path = format!("Sources/{}.TXT", guid(2).to_uppercase());
    read(
        &archive(&[(entry, xml.as_bytes()), (&path, b"I wait.\r\nA week.")]),
        &ReadOptions::default(),
    )
    .unwrap()
}

fn source(attributes: &str, inside: &str) -> String {
    format!(
        r#"<Sources><TextSource guid="{{{}}}" name="One" {attributes}>{inside}</TextSource></Sources>"#,
        guid(2)
    )
}

#[test]
fn texts_are_found_however_they_are_named() {
    let name = guid(2);
    for path in [
        format!("internal://{name}.txt"),
        format!("internal:/{name}.txt"),
        format!("{name}.txt"),
        format!("sources/{name}.txt"),
        format!("internal://sources\\{name}.txt"),
        String::new(),
    ] {
        let inside = source(&format!(r#"plainTextPath="{path}""#), "");
        for entry in ["project.qde", "My study.qde", "My study/PROJECT.QDE"] {
            let reading = if entry.contains('/') { continue } else { check(entry, &inside) };
            assert_eq!(reading.project.documents[0].body, "I wait.\nA week.", "{path}");
            assert_eq!(reading.project.documents[0].about.id, "One");
        }
    }
    let reading =
        check("a.qde", &source("", "<PlainTextContent>Other &#x1F600;&amp;</PlainTextContent>"));
    assert_eq!(reading.project.documents[0].body, "Other 😀&");
    let path = format!(r#"plainTextPath="internal://{name}.txt""#);
    let reading = check("a.qde", &source(&path, "<PlainTextContent>Other</PlainTextContent>"));
    assert_eq!(reading.project.documents[0].body, "I wait.\nA week.");
    assert_eq!(codes(&reading.project.warnings), ["two-texts"]);
    let rich = r#"plainTextPath="internal://gone.txt" richTextPath="internal://a.docx""#;
    let other = source(rich, "").replace(&guid(2), &guid(3));
    let reading = check("a.qde", &other);
    assert_eq!(codes(&reading.project.warnings), ["no-text", "unused-file"]);
}

#[test]
fn a_project_in_a_folder_is_found() {
    let xml = project_file(&source("", ""));
    let path = format!("Study/sources/{}.txt", guid(2));
    let entries: [(&str, &[u8]); 4] = [
        ("Study/project.qde", xml.as_bytes()),
        (&path, b"Text"),
        ("Study/._project.qde", b"x"),
        ("Study/sources/.DS_Store", b"x"),
    ];
    let reading = read(&archive(&entries), &ReadOptions::default()).unwrap();
    assert_eq!(reading.project.documents[0].body, "Text");
}

#[test]
fn what_lacks_is_filled_in_and_said() {
    let inside = format!(
        r##"<Users><User guid="{}"/><User guid="{}" name="Ann"/><User guid="{}" name="Ann"/></Users>
        <CodeBook><Codes>
          <Code guid="{}" name="Waiting" isCodable="true" color="#abc"><Description>W</Description>
            <Code guid="{}" name="Waiting"/></Code>
          <Code guid="{}" name="" isCodable="false"/></Codes></CodeBook>
        <Cases><Case guid="{}"><SourceRef targetGUID="{}"/></Case><Case guid="{}" name="None"/></Cases>{}<Sets/>"##,
        guid(10),
        guid(11),
        guid(12),
        guid(20),
        guid(21),
        guid(22),
        guid(30),
        guid(2),
        guid(31),
        source(
            "",
            &format!(
                r#"<PlainTextSelection guid="{}" startPosition="0" endPosition="1"><Description>Look</Description></PlainTextSelection>
               <PlainTextSelection guid="{}" startPosition="2" endPosition="6" creatingUser="{}"><Description>wait</Description>
                 <Coding guid="{}"><CodeRef targetGUID="{}"/></Coding><Coding guid="{}"><CodeRef targetGUID="{}"/></Coding></PlainTextSelection>
               <Coding guid="{}"><CodeRef targetGUID="{}"/></Coding>"#,
                guid(40),
                guid(41),
                guid(12),
                guid(42),
                guid(20),
                guid(43),
                guid(99),
                guid(44),
                guid(22),
            )
        ),
    );
    let project = check("project.qde", &inside).project;
    assert_eq!(project.users, ["coder-1", "Ann", "Ann-2"]);
    let ids: Vec<_> = project
        .codebook
        .codes
        .iter()
        .map(|code| (code.id.as_str(), code.parent.as_deref()))
        .collect();
    assert_eq!(ids, [("waiting", None), ("waiting-2", Some("waiting")), ("code", None)]);
    assert_eq!(project.codebook.codes[0].colour.as_deref(), Some("#aabbcc"));
    assert_eq!(project.codebook.codes[0].definition.as_deref(), Some("W"));
    assert_eq!(project.annotations[0].text, "Look");
    assert_eq!(project.annotations.len(), 1, "a description that repeats the words is none");
    let found: Vec<_> = project
        .codings
        .iter()
        .map(|it| (it.place.exact.as_str(), it.coder.as_str(), it.id.clone()))
        .collect();
    assert_eq!(found, [("I wait.\nA week.", "unknown", guid(44)), ("wait", "Ann-2", guid(42))]);
    let mut found = codes(&project.warnings);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "case-without-text",
            "no-code",
            "no-coder",
            "no-date",
            "positions",
            "same-coder",
            "same-name",
            "whole-text"
        ]
    );
}

#[test]
fn what_cases_say_becomes_front_matter() {
    let variable = |number: u32, name: &str, kind: &str| {
        format!(r#"<Variable guid="{}" name="{name}" typeOfVariable="{kind}"/>"#, guid(number))
    };
    let value = |number: u32, element: &str, value: &str| {
        format!(
            r#"<VariableValue><VariableRef targetGUID="{}"/><{element}>{value}</{element}></VariableValue>"#,
            guid(number)
        )
    };
    let inside = format!(
        r#"<Variables>{}{}</Variables><Cases><Case guid="{}" name="Participant 1">{}{}<SourceRef targetGUID="{}"/></Case></Cases>{}"#,
        variable(50, "Company size", "Integer"),
        variable(51, "Mood", "Text"),
        guid(30),
        value(50, "IntegerValue", "500"),
        value(51, "TextValue", "good"),
        guid(2),
        source("", &value(51, "TextValue", "better")),
    );
    let about = check("project.qde", &inside).project.documents.remove(0).about;
    assert_eq!(about.company_size.as_deref(), Some("500"));
    let others: Vec<_> =
        about.others.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(others, [("case", "Participant 1"), ("Mood", "good"), ("Mood", "better")]);
}

#[test]
fn other_media_are_listed_and_their_texts_read() {
    let selection =
        format!(r#"<PlainTextSelection guid="{}" startPosition="0" endPosition="3"/>"#, guid(60));
    let inside = format!(
        r#"<Sources>
        <PDFSource guid="{}" name="P"><PDFSelection guid="{}" page="1" firstX="0" firstY="0" secondX="1" secondY="1"><Representation guid="{}"><PlainTextContent>no</PlainTextContent></Representation></PDFSelection>
          <Representation guid="{}"><PlainTextContent>The page</PlainTextContent>{selection}</Representation></PDFSource>
        <PictureSource guid="{}" path="internal://a.png"/>
        <AudioSource guid="{}" name="A"><Transcript guid="{}"><PlainTextContent>One two</PlainTextContent>
          <SyncPoint guid="{}" timeStamp="0" position="0"/><SyncPoint guid="{}" timeStamp="9" position="3"/>
          <TranscriptSelection guid="{}" fromSyncPoint="{}" toSyncPoint="{}"/></Transcript></AudioSource></Sources><Links><Link guid="{}"/></Links>"#,
        guid(1),
        guid(3),
        guid(4),
        guid(5),
        guid(6),
        guid(7),
        guid(8),
        guid(9),
        guid(10),
        guid(11),
        guid(9),
        guid(10),
        guid(12),
    );
    let project = check("project.qde", &inside).project;
    let bodies: Vec<&str> = project.documents.iter().map(|it| it.body.as_str()).collect();
    assert_eq!(bodies, ["The page", "One two"]);
    let places: Vec<&str> = project.annotations.iter().map(|it| it.place.exact.as_str()).collect();
    assert_eq!(places, ["The", "One"]);
    let mut found = codes(&project.warnings);
    found.sort_unstable();
    let expected = [
        "link",
        "media-selection",
        "not-text",
        "not-text",
        "not-text",
        "positions",
        "sync-point",
        "unused-file",
    ];
    assert_eq!(found, expected);
}

#[test]
fn notes_find_what_they_are_about() {
    let note = |number: u32, name: &str, text: &str| {
        format!(
            r#"<Note guid="{}" name="{name}"><PlainTextContent>{text}</PlainTextContent></Note>"#,
            guid(number)
        )
    };
    let reference =
        |number: u32| format!(r#"<NoteRef targetGUID="{}"/>"#, guid(number).to_uppercase());
    let inside = format!(
        r#"<CodeBook><Codes><Code guid="{}" name="W" isCodable="true">{}</Code></Codes></CodeBook>{}<Notes>{}{}{}</Notes>"#,
        guid(1),
        reference(70),
        source(
            "",
            &format!(
                r#"<PlainTextSelection guid="{}" startPosition="2" endPosition="6"><Coding guid="{}"><CodeRef targetGUID="{}"/>{}</Coding>{}</PlainTextSelection>"#,
                guid(3),
                guid(4),
                guid(1),
                reference(71),
                reference(72),
            )
        ),
        note(70, "", "On a code"),
        note(71, "", "My memo"),
        note(72, "Title", "On a place"),
    );
    let project = check("project.qde", &inside).project;
    assert_eq!(project.codings[0].memo.as_deref(), Some("My memo"));
    let notes: Vec<_> =
        project.notes.iter().map(|note| (note.text.as_str(), note.about.clone())).collect();
    assert_eq!(
        notes,
        [
            ("On a code", vec![Subject::Code("w".to_owned())]),
            ("On a place", vec![Subject::Coding(guid(4))]),
        ]
    );
}

#[test]
fn words_about_a_coding_are_its_memo_and_never_lost() {
    let check = |code: u32, notes: &str, memo: Option<&str>, annotation: Option<&str>| {
        let selection = format!(
            r#"<PlainTextSelection guid="{}" startPosition="2" endPosition="6"><Description>Why?</Description><Coding guid="{}"><CodeRef targetGUID="{}"/>{notes}</Coding></PlainTextSelection>"#,
            guid(3),
            guid(4),
            guid(code),
        );
        let inside = format!(
            r#"<CodeBook><Codes><Code guid="{}" name="W" isCodable="true"/></Codes></CodeBook>{}<Notes><Note guid="{}"><PlainTextContent>Mine</PlainTextContent></Note></Notes>"#,
            guid(1),
            source("", &selection),
            guid(70),
        );
        let project = self::check("project.qde", &inside).project;
        assert_eq!(project.codings.first().and_then(|it| it.memo.as_deref()), memo);
        assert_eq!(project.annotations.first().map(|it| it.text.as_str()), annotation);
    };
    let note = format!(r#"<NoteRef targetGUID="{}"/>"#, guid(70));
    check(1, "", Some("Why?"), None);
    check(1, &note, Some("Mine"), Some("Why?"));
    check(9, "", None, Some("Why?"));
}

#[test]
fn codebooks_of_other_tools_are_read() {
    let xml = format!(
        "\u{feff}<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"Taguette\"><Codes><Code guid=\"{}\" name=\"Pains\" isCodable=\"true\"><Code guid=\"{}\" name=\"Pains / waiting\"/></Code></Codes><Sets/></CodeBook>",
        guid(1),
        guid(2),
    );
    let read = read_codebook(xml.as_bytes()).unwrap();
    let ids: Vec<&str> = read.codebook.codes.iter().map(|code| code.id.as_str()).collect();
    assert_eq!(ids, ["pains", "pains-waiting"]);
    assert_eq!((read.sets.len(), read.warnings.len()), (0, 0));
}
