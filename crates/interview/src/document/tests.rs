//! Transcripts written, read again, and read as people change them.

use super::*;
use crate::transcript::{Role, Source, Speaker, Turn};
use proptest::prelude::*;

fn transcript(turns: &[(Option<&str>, Option<u64>, &str)]) -> Transcript {
    let turn = |(speaker, start, text): &(Option<&str>, Option<u64>, &str)| Turn {
        speaker: speaker.map(str::to_owned),
        start: *start,
        text: (*text).to_owned(),
        ..Turn::default()
    };
    let mut transcript =
        Transcript { turns: turns.iter().map(turn).collect(), ..Transcript::default() };
    transcript.about.id = "interview-001".to_owned();
    transcript.number();
    transcript
}

/// Writes what one person said, and reads it back.
fn check(text: &str, written: &str) {
    let document =
        Document::of(&transcript(&[(Some("Ada"), None, text), (Some("Bo"), None, "Yes.")]));
    let there = document.turns.first().map(|turn| &document.body[turn.text.clone()]);
    assert_eq!(there, Some(written));
    let read = Document::read(&document.write());
    assert_eq!(read.body, document.body);
    assert_eq!(read.turns, document.turns);
    assert_eq!(read.said(&read.turns[0]), text);
}

#[test]
fn words_are_shown_as_they_were_said() {
    check("I wait.", "I wait.");
    check("the <toolname> & <redacted>", "the \\<toolname> & \\<redacted>");
    check("a < b, 3 <4", "a < b, 3 <4");
    check("AT&amp;T", "AT\\&amp;T");
    check("# one", "\\# one");
    check("#one", "#one");
    check("so\n---\nthen", "so\n\\---\nthen");
    check("**Bo** (t7)", "\\**Bo** (t7)");
    check("**Bo** said", "**Bo** said");
    check("```", "\\```");
    check("[City]: we", "\\[City]: we");
    check("[City] we", "[City] we");
    check("C:\\temp \\* \\", "C:\\temp \\\\* \\");
    check("one\n\ntwo", "one\n\ntwo");
}

#[test]
fn a_file_reads_well() {
    let mut transcript = transcript(&[
        (Some("Ada"), Some(12_000), "What do you do when the platform is slow?"),
        (None, Some(3_615_250), "I wait.\n\nAnd then I ask."),
    ]);
    transcript.about.persona = Some("builder".to_owned());
    transcript.about.speakers[0].role = Role::Interviewer;
    transcript.about.source = Some(Source { format: "webvtt".to_owned(), hash: "0a".repeat(32) });
    let text = Document::of(&transcript).write();
    let expected = "---\nid: interview-001\npersona: builder\nspeakers:\n  - name: Ada\n    role: \
                    interviewer\nsource:\n  format: webvtt\n  sha256: 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\n---\n\n\
                    **Ada** (t1, 0:00:12)\n\nWhat do you do when the platform is slow?\n\n\
                    **—** (t2, 1:00:15.250)\n\nI wait.\n\nAnd then I ask.\n";
    assert_eq!(text, expected);
    let read = Document::read(&text);
    assert_eq!(read.about, transcript.about);
    assert_eq!(read.turns[1].start, Some(3_615_250));
    assert_eq!(read.turns[1].speaker, None);
    assert_eq!(read.role(&read.turns[0]), Role::Interviewer);
}

fn codes(text: &str) -> Vec<(&'static str, Option<u64>)> {
    Document::read(text).warnings.iter().map(|warning| (warning.code, warning.line)).collect()
}

#[test]
fn what_is_odd_is_said_with_its_line() {
    assert_eq!(codes("---\nid: a\n---\n\n**Ada** (t1)\n\nYes.\n"), []);
    assert_eq!(codes("**Ada** (t1)\n\nYes.\n"), [("no-front-matter", Some(1))]);
    assert_eq!(codes("---\nid: a\nid: b\n---\n"), [("front-matter", Some(3))]);
    assert_eq!(codes("---\npersona: x\n---\n"), [("no-id", Some(1))]);
    assert_eq!(codes("---\nid: a\nmood: fine\n---\n"), [("unknown-key", Some(3))]);
    assert_eq!(
        codes("---\nid: a\n---\n\nHello\n**A** (t1)\n\nx\n\n**B** (t1)\n\ny\n"),
        [("turn-repeated", Some(10)), ("text-before-turns", Some(5))]
    );
    let role = "---\nid: a\nspeakers:\n  - name: Ada\n    role: boss\n---\n";
    assert_eq!(codes(role), [("unknown-role", Some(4))]);
}

#[test]
fn what_is_known_of_interviews_can_be_a_list() {
    let list = "interviews:\n  - id: a\n    company_size: 10\n    mood: fine\n  - id: b\n    persona: leader\n";
    let (abouts, warnings) = read_list(list).unwrap();
    assert_eq!(warnings.iter().map(|warning| warning.line).collect::<Vec<_>>(), [Some(4)]);
    let mut about =
        About { id: "a".to_owned(), persona: Some("builder".to_owned()), ..About::default() };
    fill(&mut about, &abouts[0]);
    assert_eq!(
        (about.company_size.as_deref(), about.persona.as_deref()),
        (Some("10"), Some("builder"))
    );
    fill(&mut about, &abouts[1]);
    assert_eq!(about.persona.as_deref(), Some("leader"));
    assert_eq!(read_list("- id: a").map_err(|(line, _)| line), Err(1));
}

#[test]
fn unknown_keys_are_kept() {
    let text = "---\nid: a\nmood:\n  - fine\n  - tired\nplace: here\n---\n\n**A** (t1)\n\nx\n";
    assert_eq!(Document::read(text).write(), text);
}

#[test]
fn a_checkout_with_cr_lf_is_the_same_version() {
    let text = "---\nid: a\n---\n\n**A** (t1)\n\nx\n";
    let read = Document::read(&text.replace('\n', "\r\n"));
    assert_eq!(read.version(), Document::read(text).version());
}

#[test]
fn front_matter_of_others_keeps_every_key() {
    // The value as it is read again, raw, and in any case the interview's id.
    let check = |key: &str, value: &str, line: &str| {
        let mut about = About { id: "a".to_owned(), ..About::default() };
        about.others.push((key.to_owned(), value.to_owned()));
        let text = Document { about, ..Document::default() }.write();
        assert!(text.contains(&format!("\n{line}\n")), "{line} in {text}");
        let read = Document::read(&text).about;
        assert_eq!((read.id.as_str(), read.others.len()), ("a", 1), "{text}");
    };
    check("team", "red", "team: red");
    check("tags", "\n  - a\n  - b", "tags:\n  - a\n  - b");
    check("id", "005", "id-2: \"005\"");
    check("source", "a call", "source-2: a call");
    check("title", "Call: two", "title: \"Call: two\"");
    check("[Person 3]", "notes", "\"[Person 3]\": notes");
    check("by", "[Person 3] and others", "by: \"[Person 3] and others\"");
}

/// Texts in which Markdown, and this format, could see more than words.
fn said() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("**Bo** (t2)".to_owned()),
        Just("**Bo** (t2, 0:00:01)".to_owned()),
        "[\\\\*_<>&;#`~=\\[\\]:() -]{1,4}",
        Just("---".to_owned()),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat().trim().to_owned())
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        texts in prop::collection::vec((prop::option::of("\\PC{1,8}"), prop::option::of(0u64..1 << 40), said()), 0..6),
        about in prop::collection::vec(prop::option::of("\\PC{1,20}"), 3),
    ) {
        let turns: Vec<_> = texts.iter().map(|(name, start, text)| (name.as_deref(), *start, text.as_str())).collect();
        let mut transcript = transcript(&turns);
        // White space in a name is one space, and nothing else is no name.
        for turn in &mut transcript.turns {
            turn.speaker = turn.speaker.take().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty());
        }
        transcript.about.speakers.clear();
        transcript.number();
        transcript.about.persona = about[0].clone();
        transcript.about.industry = about[1].clone();
        let document = Document::of(&transcript);
        let read = Document::read(&document.write());
        prop_assert_eq!(&read.body, &document.body);
        prop_assert_eq!(&read.turns, &document.turns);
        for (turn, place) in transcript.turns.iter().zip(&read.turns) {
            prop_assert_eq!(&read.said(place), &turn.text);
        }
        prop_assert_eq!(read.about.persona, document.about.persona);
        prop_assert_eq!(read.about.speakers.len(), document.about.speakers.len());
    }

    #[test]
    fn nothing_panics(text in "(---\n)?(\\PC{0,20}\n){0,5}(---\n)?(\\PC{0,30}\n){0,5}") {
        let document = Document::read(&text);
        prop_assert!(document.body.len() <= text.len());
    }

    #[test]
    fn speakers_are_kept(names in prop::collection::vec("\\PC{1,10}", 1..4)) {
        let about = About { id: "a".to_owned(), speakers: names.iter().map(|name| Speaker { name: name.clone(), role: Role::Interviewee }).collect(), ..About::default() };
        let document = Document { about: about.clone(), ..Document::default() };
        prop_assert_eq!(Document::read(&document.write()).about, about);
    }
}
