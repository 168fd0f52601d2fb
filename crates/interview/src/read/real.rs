//! Real files: every word of them, in its order, with speakers and times wherever they have them.

use super::trial::{shown, transcript};
use super::{ReadOptions, lines::Lines, read};
use crate::real_data;
use crate::transcript::{Role, Transcript};

/// Codes of warnings, and the lines they are about; 0 is the whole file.
type Odd = &'static [(&'static str, u64)];

/// The six transcripts of the study: file, turns, and where what is odd. The lines are those that a
/// person counted, in `reference/interviews.md`.
const STUDY: [(&str, usize, Odd); 6] = [
    (
        "Interview-001_transcript.txt",
        117,
        &[
            ("file-name", 0),
            ("answer-in-question", 1),
            ("placeholder", 69),
            ("redacted-by-hand", 69),
            ("looks-like-markup", 69),
            ("fragment", 201),
            ("consecutive-speaker", 211),
            ("consecutive-speaker", 217),
            ("no-final-newline", 233),
        ],
    ),
    (
        "interview-002_transcript.txt",
        142,
        &[
            ("several-paragraphs", 115),
            ("hard-breaks", 115),
            ("placeholder", 309),
            ("untagged-paragraph", 311),
            ("no-final-newline", 325),
        ],
    ),
    ("interview-003_transcript.txt", 153, &[("several-paragraphs", 27), ("placeholder", 251)]),
    (
        "interview-004_transcript.txt",
        92,
        &[
            ("several-paragraphs", 7),
            ("consecutive-speaker", 81),
            ("consecutive-speaker", 144),
            ("no-final-newline", 197),
        ],
    ),
    (
        "interview-005_transcript.txt",
        63,
        &[
            ("header", 1),
            ("crlf", 1),
            ("title-line", 4),
            ("several-paragraphs", 19),
            ("not-speech", 19),
            ("gloss", 76),
            ("answer-in-question", 134),
            ("consecutive-speaker", 136),
            ("blank-lines", 144),
        ],
    ),
    (
        "interview-006_transcript.txt",
        112,
        &[
            ("speaker-in-speech", 15),
            ("several-paragraphs", 33),
            ("consecutive-speaker", 82),
            ("garbage", 96),
            ("consecutive-speaker", 118),
            ("placeholder", 184),
            ("placeholder-repeated", 184),
            ("no-final-newline", 229),
        ],
    ),
];

fn file(path: &str) -> Option<(Transcript, String)> {
    let bytes = real_data::bytes(path)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let found = read(name, &bytes, &ReadOptions::default());
    let found = found.unwrap_or_else(|error| panic!("{path}: {error}"));
    assert_eq!(found.warnings.iter().filter(|w| w.message.is_empty()).count(), 0);
    Some((found, String::from_utf8(bytes).unwrap()))
}

/// The words of turns, one after the other.
fn words(transcript: &Transcript) -> Vec<&str> {
    transcript.turns.iter().flat_map(|turn| turn.text.split_whitespace()).collect()
}

#[test]
fn the_six_transcripts_have_679_turns_and_every_word() {
    let mut turns = 0;
    for (name, count, odd) in STUDY {
        let Some((found, text)) = file(&format!("paap/transcripts/{name}")) else { return };
        assert_eq!(found.turns.len(), count, "{name}");
        turns += count;
        // A person would take the labels off, and the lines before the first turn.
        let first = text.find("**Person").unwrap();
        let said = text[first..].lines().flat_map(|line| {
            let label = line.strip_prefix("**").and_then(|line| line.split_once("**: "));
            label.map_or(line, |(_, rest)| rest).split_whitespace()
        });
        assert!(said.eq(words(&found)), "{name}");
        assert!(found.about.speakers.iter().all(|speaker| speaker.name.starts_with("Person ")));
        for (code, line) in odd {
            let is_there = |w: &crate::Warning| w.code == *code && w.line.unwrap_or(0) == *line;
            assert!(found.warnings.iter().any(is_there), "{name}: {code} at {line}");
        }
    }
    assert_eq!(turns, 679);
}

#[test]
fn what_stands_before_the_first_turn_is_kept() {
    let Some((found, _)) = file("paap/transcripts/interview-005_transcript.txt") else { return };
    assert_eq!(found.about.role.as_deref(), Some("DevOps Platform Architect"));
    assert_eq!(found.about.company_size.as_deref(), Some(">10.000"));
    assert_eq!(found.about.id, "interview-005-transcript");
}

#[test]
fn who_asks_is_told_by_the_script() {
    // Questions of the study's script that its interviewers are heard to ask.
    let questions = [
        "How long have you been working on platforms?",
        "How long has the platform you work on existed?",
        "Are you part of a designated platform team?",
        "Who are your customers?",
        "How does your team get funded?",
    ];
    let options =
        ReadOptions { questions: questions.map(str::to_owned).to_vec(), ..ReadOptions::default() };
    for (name, _, _) in STUDY {
        let Some(bytes) = real_data::bytes(&format!("paap/transcripts/{name}")) else { return };
        let found = read(name, &bytes, &options).unwrap();
        let asks = |role: Role| found.about.speakers.iter().filter(move |s| s.role == role);
        let interviewers: Vec<_> = asks(Role::Interviewer).map(|s| s.name.as_str()).collect();
        assert_eq!(interviewers, ["Person A"], "{name}");
        // Those who only ask, in their own words, may be second interviewers.
        assert!(asks(Role::Unknown).count() <= 1, "{name}");
    }
}

/// Zoom's files: who speaks is said in every cue.
#[test]
fn zoom_files_lose_no_cue() {
    for (name, turns) in [
        ("acdc_2026-08-06_184", 139),
        ("acde_2026-02-26_231", 158),
        ("acde_2026-03-26_233", 134),
        ("one-off-1971_2026-03-17_001", 159),
    ] {
        let path = format!("transcripts/zoom-vtt/{name}__transcript.vtt");
        let Some((found, text)) = file(&path) else { return };
        assert_eq!(found.turns.len(), turns, "{name}");
        // As a person reads them: the line behind the times, what stands before the first colon.
        let mut lines = text.lines();
        let mut said: Vec<(&str, &str)> = Vec::new();
        while let Some(line) = lines.next() {
            if line.contains(" --> ") {
                said.push(lines.next().unwrap().split_once(": ").unwrap());
            }
        }
        let expected = said.iter().flat_map(|(_, words)| words.split_whitespace());
        assert!(expected.eq(words(&found)), "{name}");
        let mut speakers: Vec<&str> = said.iter().map(|(name, _)| *name).collect();
        speakers.dedup();
        let found_speakers: Vec<&str> =
            found.turns.iter().map(|t| t.speaker.as_deref().unwrap()).collect();
        assert_eq!(found_speakers, speakers, "{name}");
        assert!(found.turns.iter().all(|turn| turn.start.is_some() && turn.start <= turn.end));
    }
}

#[test]
fn the_other_transcripts_have_speakers_and_times() {
    for (path, format, turns, speakers, timed) in [
        ("otter/03-blogging-101.md", "otter", 130, 4, 130),
        ("otter/11-what-the-heck-is-graphql.md", "otter", 36, 16, 34),
        ("markdown/go-time-100.md", "markdown", 128, 5, 0),
        ("markdown/go-time-300.md", "markdown", 309, 7, 0),
        ("meeting-chat/2020-12-10-chat.txt", "chat", 79, 22, 79),
        ("meeting-chat/2021-01-14-chat.txt", "chat", 17, 11, 17),
        ("meeting-chat/2021-02-11-chat.txt", "chat", 49, 16, 49),
        ("whisper-json/a95KMDHf4vQ.json", "whisper", 34, 9, 34),
        ("markdown/2022-10-10-p2p-encryption.es.md", "named", 83, 2, 0),
    ] {
        let Some((found, text)) = file(&format!("transcripts/{path}")) else { return };
        let source = found.about.source.as_ref().map(|source| source.format.as_str());
        let times = found.turns.iter().filter(|turn| turn.start.is_some()).count();
        let counts = (source, found.turns.len(), found.about.speakers.len(), times);
        assert_eq!(counts, (Some(format), turns, speakers, timed), "{path}");
        if format != "whisper" {
            // Every word of the turns is in the file, in that order, and little of it is left out.
            let plain = text.replace('\\', "");
            let all: Vec<&str> = plain.split_whitespace().collect();
            let mut rest = all.iter();
            for word in words(&found) {
                assert!(rest.any(|other| other.contains(word)), "{path}: {word}");
            }
            let labels = Lines::new(&text).filter(|line| !line.is_blank()).count() * 6;
            assert!(found.words() + labels >= all.len(), "{path}");
        }
    }
}

#[test]
fn the_conformance_files_are_transcripts() {
    for (name, expected) in [
        (
            "captions_with_bom",
            &[
                "- 500-7000|Caption text #1",
                "- 7000-11890|Caption text #2",
                "- 11890-16320|Caption text #3",
                "- 16320-21580|Caption text #4",
            ][..],
        ),
        ("cue-settings__line__bad-line", &["- 0-2000|Text"][..]),
        (
            "comments",
            &[
                "- 135000-140000|- Ta en kopp varmt te.\n- Det är inte varmt.",
                "- 140000-145000|- Har en kopp te.\n- Det smakar som te.",
                "- 145000-150000|- Ta en kopp",
            ][..],
        ),
    ] {
        let Some(bytes) = real_data::bytes(&format!("transcripts/vtt-conformance/{name}.vtt"))
        else {
            return;
        };
        let found: Vec<String> = transcript(&bytes).turns.iter().map(shown).collect();
        assert_eq!(found, expected, "{name}");
    }
}
