//! WebVTT against the conformance files, and what meeting programs make of it.

use super::*;
use crate::read::trial::{check, check_codes, check_warnings};
use crate::real_data;
use serde_json::Value;

#[track_caller]
fn check_cues(text: &str, expected: &[(&str, u64, u64, &str)]) {
    let (cues, _) = cues(text.as_bytes());
    let found: Vec<_> =
        cues.iter().map(|cue| (cue.id.as_str(), cue.start, cue.end, cue.text.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn blocks() {
    check_cues("WEBVTT\n\n00:01.000 --> 00:02.000\na\nb\n", &[("", 1000, 2000, "a\nb")]);
    check_cues("\u{feff}WEBVTT\r\rYes\r00:01.000 --> 00:02.000\ra\r", &[("Yes", 1000, 2000, "a")]);
    check_cues("WEBVTT\nheader\n00:01.000 --> 00:02.000\na", &[("", 1000, 2000, "a")]);
    check_cues(
        "WEBVTT\n\nNOTE\na --\nb\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000\n\n",
        &[("", 1000, 2000, "")],
    );
    check_cues(
        "WEBVTT\n\n00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb",
        &[("", 1000, 2000, "a"), ("", 2000, 3000, "b")],
    );
    check_cues("WEBVTT\n\n1\n00:01.000 --> wrong\na\n\nno cue\n\n00:01,000 --> 00:02,000\nb", &[]);
    check_cues("WEBVTT", &[]);
    check_cues("WEBVTT\n", &[]);
    check_cues("webvtt\n\n00:01.000 --> 00:02.000\na", &[]);
}

#[test]
fn zoom() {
    check(
        "webvtt",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.000\r\nAda Byte: Why is it\r\n\r\n2\r\n00:00:02.500 --> 00:00:03.000\r\nAda Byte: slow? Three things: a.\r\n\r\n3\r\n00:00:04.000 --> 00:00:05.000\r\nbo: Tests.\r\n\r\n4\r\n00:00:05.000 --> 00:00:06.000\r\nYes\r\n\r\n5\r\n00:00:06.000 --> 00:00:07.000\r\nbo: So.\r\n",
        &["Ada Byte 1000-3000|Why is it slow? Three things: a.", "bo 4000-7000|Tests. Yes So."],
    );
}

#[test]
fn teams() {
    let id = "1a2b3c4d-0000-4000-8000-00000000000";
    let text = format!(
        "WEBVTT\n\n{id}0/12-0\n00:00:01.000 --> 00:00:02.000\n<v Byte, Ada>Why is it</v>\n\n{id}0/12-1\n00:00:02.500 --> 00:00:03.000\n<v Byte, Ada>slow?</v>\n\n{id}1/13-0\n00:00:04.000 --> 00:00:05.000\n<v.c1 Bo &amp; Co>Tests &lt;5.\n\n{id}1/14-0\n00:00:06.000 --> 00:00:07.000\n<v >Yes.</v>\n\n{id}1/15-0\n00:00:08.000 --> 00:00:09.000\n<v Bo &amp; Co>\nSo: yes.</v>\n"
    );
    check(
        "webvtt",
        &text,
        &[
            "Byte, Ada 1000-3000|Why is it slow?",
            "Bo & Co 4000-5000|Tests <5.",
            "- 6000-7000|Yes.",
            "Bo & Co 8000-9000|So: yes.",
        ],
    );
}

#[test]
fn teams_of_graph() {
    check(
        "webvtt",
        "WEBVTT\n\n0:0:0.0 --> 0:0:5.320\n<v Ada>This is a test.</v>\n",
        &["Ada 0-5320|This is a test."],
    );
    check(
        "webvtt",
        "WEBVTT\n\n00:00:16.246 --> 00:00:17.726\n{\"startDateTime\":\"2026\",\"speakerName\":\"Ada\",\"spokenText\":\"A test.\"}\n",
        &["Ada 16246-17726|A test."],
    );
}

#[test]
fn several_in_a_cue() {
    check(
        "webvtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>a?</v> <v Bo>b.</v>\n",
        &["Ada 1000-2000|a?", "Bo 1000-2000|b."],
    );
    check(
        "webvtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nAda: a?\nBo: b.\n\n00:02.000 --> 00:03.000\nAda: c\nand d\n\n00:03.000 --> 00:04.000\nBo: e",
        &["Ada 1000-2000|a?", "Bo 1000-2000|b.", "Ada 2000-3000|c and d", "Bo 3000-4000|e"],
    );
    check("webvtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n- a?\n- b.\n", &["- 1000-2000|- a?\n- b."]);
}

#[test]
fn nothing_is_lost_in_silence() {
    let text = "WEBVTT - A talk\nLanguage: en\n\nNOTE a note\n\n1\n00:01.000 --> 00:02.000\nAda: a\n\nbehind a blank line\n\n2\n00:02.000 --> never\nBo: b\n\n3\n00:03.000 --> 00:04.000\n\n4\n00:03.000 --> 00:04.000\nAda: c <redacted>\n\n5\n00:05.000 --> 00:06.000\nBo: d\n";
    check(
        "webvtt",
        text,
        &[
            "Ada 1000-2000|a behind a blank line",
            "Bo|b",
            "Ada 3000-4000|c <redacted>",
            "Bo 5000-6000|d",
        ],
    );
    check_codes(
        text,
        &["header", "notes", "text-outside-cues", "wrong-times", "empty-cues", "looks-like-markup"],
    );
    let found = crate::read::trial::transcript(text.as_bytes()).about;
    assert_eq!(found.language.as_deref(), Some("en"));
    assert_eq!(found.others, [("title".to_owned(), "A talk".to_owned())]);
    check_warnings("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>a</v>\n", &[]);
}

/// What the conformance files' JSON says of a cue.
fn as_json(cue: &Cue) -> Value {
    let settings = &cue.settings;
    let auto = |value: Option<f64>| value.map_or(Value::from("auto"), Value::from);
    serde_json::json!({
        "align": match settings.align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
            Align::Left => "left",
            Align::Right => "right",
        },
        "endTime": cue.end as f64 / 1000.0,
        "id": cue.id,
        "line": auto(settings.line),
        "lineAlign": match settings.line_align {
            LineAlign::Start => "start",
            LineAlign::Middle => "middle",
            LineAlign::End => "end",
        },
        "pauseOnExit": false,
        "position": auto(settings.position),
        "positionAlign": match settings.position_align {
            PositionAlign::Start => "start",
            PositionAlign::Middle => "middle",
            PositionAlign::End => "end",
        },
        "region": settings.region,
        "size": settings.size,
        "snapToLines": settings.snap_to_lines,
        "startTime": cue.start as f64 / 1000.0,
        "text": cue.text,
        "vertical": match settings.vertical {
            Vertical::Horizontal => "",
            Vertical::GrowingLeft => "rl",
            Vertical::GrowingRight => "lr",
        },
    })
}

/// Numbers as numbers, whether they are written as whole ones or not.
fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => found == expected,
    }
}

#[test]
fn the_conformance_files_read_as_they_say() {
    let Some(folder) = real_data::folder() else { return };
    let folder = folder.join("transcripts/vtt-conformance");
    let (mut with, mut without) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "vtt") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let (cues, warnings) = cues(&bytes);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let json = path.with_extension("json");
        if let Ok(json) = std::fs::read(json) {
            with += 1;
            let expected: Value = serde_json::from_slice(&json).unwrap();
            let expected = expected["cues"].as_array().unwrap();
            let found: Vec<Value> = cues.iter().map(as_json).collect();
            let all = found.len() == expected.len()
                && found.iter().zip(expected).all(|(a, b)| same(a, b));
            assert!(all, "{name}: {found:?}");
        } else if name.starts_with("cue-settings") {
            // What is no setting changes nothing: one cue with its text.
            without += 1;
            let found: Vec<_> =
                cues.iter().map(|cue| (cue.start, cue.end, cue.text.as_str())).collect();
            assert_eq!(found, [(0, 2000, "Text")], "{name}");
            assert_eq!(cues[0].settings, Settings::default(), "{name}");
        }
        assert!(
            warnings.iter().all(|warning| matches!(warning.code, "byte-order-mark" | "notes")),
            "{name}"
        );
    }
    assert_eq!((with, without), (23, 25));
}

#[test]
fn the_other_conformance_files() {
    let Some(bytes) = real_data::bytes("transcripts/vtt-conformance/comments.vtt") else { return };
    let (found, _) = cues(&bytes);
    let found: Vec<_> =
        found.iter().map(|cue| (cue.id.as_str(), cue.start, cue.end, cue.text.as_str())).collect();
    assert_eq!(
        found,
        [
            ("1", 135_000, 140_000, "- Ta en kopp varmt te.\n- Det är inte varmt."),
            ("2", 140_000, 145_000, "- Har en kopp te.\n- Det smakar som te.  "),
            ("3", 145_000, 150_000, "- Ta en kopp"),
        ]
    );
    let Some(bytes) = real_data::bytes("transcripts/vtt-conformance/captions_with_bom.vtt") else {
        return;
    };
    let (found, warnings) = cues(&bytes);
    let found: Vec<_> = found.iter().map(|cue| (cue.start, cue.end, cue.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (500, 7000, "Caption text #1"),
            (7000, 11_890, "Caption text #2"),
            (11_890, 16_320, "Caption text #3"),
            (16_320, 21_580, "Caption text #4"),
        ]
    );
    assert_eq!(
        warnings.iter().map(|warning| warning.code).collect::<Vec<_>>(),
        ["byte-order-mark"]
    );
}
