//! What speech recognisers write in JSON: Whisper, WhisperX, whisper.cpp, the pipelines of Hugging
//! Face, and a file of sentences with speakers and times and no text.
//!
//! Much may be missing: WhisperX leaves out times where it could not align a word, speakers of some
//! words, and of whole segments. What is missing is not made up.

use super::cues::{self, Said};
use super::spots::Spots;
use super::{Draft, ReadError, clock, header};
use crate::transcript::Turn;
use crate::warning::Warning;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct File<'a> {
    #[serde(borrow)]
    segments: Option<Vec<Segment<'a>>>,
    #[serde(borrow)]
    chunks: Option<Vec<Segment<'a>>>,
    #[serde(borrow)]
    transcription: Option<Vec<Segment<'a>>>,
    /// Turns of services that tell speakers apart.
    #[serde(borrow)]
    utterances: Option<Vec<Segment<'a>>>,
    /// Id, speaker, start and end of each sentence.
    #[serde(borrow, rename = "sentenceMetadata")]
    sentences: Option<Vec<Vec<Value<'a>>>>,
    #[serde(borrow)]
    language: Value<'a>,
    #[serde(borrow)]
    text: Value<'a>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Segment<'a> {
    #[serde(borrow)]
    start: Value<'a>,
    #[serde(borrow)]
    end: Value<'a>,
    #[serde(borrow, alias = "transcript")]
    text: Value<'a>,
    #[serde(borrow, alias = "speaker_id", alias = "speaker_label")]
    speaker: Value<'a>,
    #[serde(borrow)]
    words: Option<Vec<Word<'a>>>,
    /// Hugging Face: start and end.
    #[serde(borrow)]
    timestamp: Option<Vec<Value<'a>>>,
    /// whisper.cpp: `00:00:01,250`.
    #[serde(borrow)]
    timestamps: Option<Span<'a>>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Word<'a> {
    #[serde(borrow, alias = "text")]
    word: Value<'a>,
    #[serde(borrow)]
    start: Value<'a>,
    #[serde(borrow)]
    end: Value<'a>,
    #[serde(borrow)]
    speaker: Value<'a>,
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Span<'a> {
    #[serde(borrow)]
    from: Value<'a>,
    #[serde(borrow)]
    to: Value<'a>,
}

/// Whatever stands where a number or a text should.
#[derive(Default, Clone)]
enum Value<'a> {
    #[default]
    Nothing,
    Number(f64),
    Text(Cow<'a, str>),
}

impl Value<'_> {
    /// Milliseconds of seconds, or of a time as text.
    fn time(&self) -> Option<u64> {
        let seconds = match self {
            Self::Nothing => return None,
            Self::Number(seconds) => *seconds,
            Self::Text(text) => match text.trim().parse() {
                Ok(seconds) => seconds,
                Err(_) => return clock::alone(text),
            },
        };
        let is_time = seconds.is_finite() && (0.0..1e9).contains(&seconds);
        is_time.then(|| (seconds * 1000.0).round() as u64)
    }

    /// Whether it is a text, even an empty one.
    fn is_given(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text.trim()),
            _ => None,
        }
    }

    fn name(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Number(number) => Some(number.to_string().into()),
            _ => self.text().map(Cow::Borrowed),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("anything")
            }
            fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number as f64))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value::Number(number as f64))
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Value<'de>, E> {
                Ok(Value::Nothing)
            }
            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value::Nothing)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value<'de>, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Value::Nothing)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Nothing)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// Whether a text begins as JSON with objects or lists in it.
pub(super) fn recognise(text: &str) -> bool {
    let mut characters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
    match (characters.next(), characters.next()) {
        (Some(b'{'), next) => matches!(next, Some(b'"' | b'}')),
        (Some(b'['), next) => matches!(next, Some(b'{' | b'[')),
        _ => false,
    }
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let wrong = |error: serde_json::Error| ReadError::Json { line: error.line() as u64 };
    let file: File<'_> = if text.trim_start().starts_with('[') {
        File { segments: Some(serde_json::from_str(text).map_err(wrong)?), ..File::default() }
    } else {
        serde_json::from_str(text).map_err(wrong)?
    };
    let mut draft = if let Some(sentences) = &file.sentences {
        of_sentences(sentences)
    } else if let Some(segments) =
        file.segments.or(file.chunks).or(file.transcription).or(file.utterances.map(in_seconds))
    {
        // A list of something else: nothing in it is a text.
        let spoken = |segment: &Segment<'_>| segment.text.is_given() || segment.words.is_some();
        if !segments.is_empty() && !segments.iter().any(spoken) && !file.text.is_given() {
            return Err(ReadError::NotText("JSON without segments of speech"));
        }
        of_segments(&segments, file.text.text())
    } else if let Some(text) = file.text.text() {
        of_segments(&[], Some(text))
    } else {
        return Err(ReadError::NotText("JSON without segments of speech"));
    };
    draft.about.language = file.language.text().map(header::language);
    Ok(draft)
}

/// Utterances with times in seconds: services that call them so write whole milliseconds, or
/// seconds with fractions.
fn in_seconds(mut utterances: Vec<Segment<'_>>) -> Vec<Segment<'_>> {
    let whole = |value: &Value<'_>| !matches!(value, Value::Number(n) if n.fract() != 0.0);
    if utterances.iter().all(|said| whole(&said.start) && whole(&said.end)) {
        let times = utterances.iter_mut().flat_map(|said| [&mut said.start, &mut said.end]);
        for time in times {
            if let Value::Number(number) = time {
                *number /= 1000.0;
            }
        }
    }
    utterances
}

fn of_segments(segments: &[Segment<'_>], whole: Option<&str>) -> Draft {
    let mut said = Vec::with_capacity(segments.len());
    let (mut empty, mut timeless, mut nameless) = (0_u64, 0_u64, 0_u64);
    let mut mixed = Spots::default();
    for segment in segments {
        let words = segment.words.as_deref().unwrap_or_default();
        let text = match segment.text.text() {
            Some(text) => Cow::Borrowed(text),
            None => words
                .iter()
                .filter_map(|word| word.word.text())
                .collect::<Vec<_>>()
                .join(" ")
                .into(),
        };
        if text.is_empty() {
            empty += 1;
            continue;
        }
        let pair =
            |index: usize| segment.timestamp.as_ref().and_then(|pair| pair.get(index)?.time());
        let spans = segment.timestamps.as_ref();
        let start = segment.start.time().or_else(|| pair(0)).or_else(|| spans?.from.time());
        let end = segment.end.time().or_else(|| pair(1)).or_else(|| spans?.to.time());
        let start = start.or_else(|| words.iter().find_map(|word| word.start.time()));
        let end = end.or_else(|| words.iter().rev().find_map(|word| word.end.time()));
        let mut voice = segment.speaker.name();
        for name in words.iter().filter_map(|word| word.speaker.name()) {
            match &voice {
                None => voice = Some(name),
                Some(known) if *known != name => {
                    mixed.add(0);
                    break;
                }
                Some(_) => {}
            }
        }
        timeless += u64::from(start.is_none() || end.is_none());
        nameless += u64::from(voice.is_none());
        said.push(Said { voice, tagged: true, text, start, end, line: 0 });
    }
    if said.is_empty()
        && let Some(text) = whole
    {
        said.push(Said {
            voice: None,
            tagged: true,
            text: text.into(),
            start: None,
            end: None,
            line: 0,
        });
    }
    let marked = nameless < said.len() as u64;
    let mut draft = cues::turns(said, marked);
    let mut note = |code, count: u64, what: &str| {
        if count > 0 {
            draft.warnings.push(Warning::notice(code, format!("{count} segments {what}")));
        }
    };
    note("empty-cues", empty, "have no text, and are left out.");
    note("no-time", timeless, "have no beginning or no end; none was made up.");
    if marked {
        note("segments-without-speaker", nameless, "do not say who speaks; nobody was made up.");
        note(
            "several-in-segment",
            mixed.count(),
            "have words of several speakers; the whole segment was given to one. Listen to these.",
        );
    }
    draft.unverified = true;
    draft
}

/// Sentences that have a speaker and times and no text.
fn of_sentences(sentences: &[Vec<Value<'_>>]) -> Draft {
    let mut draft = Draft::default();
    for sentence in sentences {
        let at = |index: usize| sentence.get(index);
        let speaker = at(1).and_then(Value::name).map(Cow::into_owned);
        let (start, end) = (at(2).and_then(Value::time), at(3).and_then(Value::time));
        match draft.turns.last_mut() {
            Some(last) if last.speaker == speaker && speaker.is_some() => {
                last.end = end.or(last.end)
            }
            _ => draft.turns.push(Turn { speaker, start, end, ..Turn::default() }),
        }
    }
    let what = "The file says who speaks and when, and not what: its text is elsewhere. The turns are \
                empty.";
    draft.warnings.push(Warning::problem("no-text", what));
    draft
}

#[cfg(test)]
mod tests {
    use super::super::trial::{check, check_codes, check_error};

    #[test]
    fn segments() {
        check(
            "whisper",
            r#"{"text":"x","language":"en","segments":[{"start":0.5,"end":1,"text":" Why?","speaker":"SPEAKER_00"},{"start":1,"end":2.25,"text":" It is slow","speaker":"SPEAKER_01"},{"start":2.25,"end":3,"text":"and old.","speaker":"SPEAKER_01"}]}"#,
            &["SPEAKER_00 500-1000|Why?", "SPEAKER_01 1000-3000|It is slow and old."],
        );
    }

    #[test]
    fn without_speakers_segments_stand_for_themselves() {
        check(
            "whisper",
            r#"{"segments":[{"start":0,"end":1,"text":"It is slow"},{"start":1,"end":2,"text":"and old."},{"start":2,"end":3,"text":"Ah."}]}"#,
            &["- 0-2000|It is slow and old.", "- 2000-3000|Ah."],
        );
    }

    #[test]
    fn what_is_missing_is_not_made_up() {
        let text = r#"[{"text":"In 2026","words":[{"word":"In","start":1.0,"end":1.5,"speaker":"A"},{"word":"2026"}]},
            {"start":null,"end":"x","text":"Yes.","speaker":null},{"text":"","words":[]},{"start":4,"end":5,"words":[{"word":"So","speaker":"B"},{"word":"it","speaker":"A"}]}]"#;
        check("whisper", text, &["A 1000-1500|In 2026", "-|Yes.", "B 4000-5000|So it"]);
        check_codes(
            text,
            &["empty-cues", "no-time", "segments-without-speaker", "several-in-segment"],
        );
    }

    #[test]
    fn other_programs() {
        check(
            "whisper",
            r#"{"text":"a","chunks":[{"timestamp":[0.0,1.5],"text":" A."},{"timestamp":[1.5,null],"text":" B."}]}"#,
            &["- 0-1500|A.", "- 1500|B."],
        );
        check(
            "whisper",
            r#"{"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:01,250"},"offsets":{"from":0,"to":1250},"text":" A."}]}"#,
            &["- 0-1250|A."],
        );
    }

    #[test]
    fn utterances() {
        check(
            "whisper",
            r#"{"text":"Why? Tests.","words":[{"text":"Why?","start":100,"end":500}],"utterances":[{"speaker":"A","text":"Why?","start":100,"end":500,"words":[{"text":"Why?","start":100,"end":500}]},{"speaker":"B","text":"Tests.","start":1200,"end":1500}]}"#,
            &["A 100-500|Why?", "B 1200-1500|Tests."],
        );
        check(
            "whisper",
            r#"{"utterances":[{"speaker":0,"transcript":"Why?","start":0.1,"end":0.5},{"speaker":1,"transcript":"Tests.","start":1.25,"end":1.5}]}"#,
            &["0 100-500|Why?", "1 1250-1500|Tests."],
        );
    }

    #[test]
    fn speakers_and_times_without_text() {
        check(
            "whisper",
            r#"{"version":1,"sentenceMetadata":[["0",6,3.038,9.502],["1",6,9.6,17.3],["2",10,18.0,19.0]]}"#,
            &["6 3038-17300|", "10 18000-19000|"],
        );
    }

    #[test]
    fn what_is_no_transcript() {
        check_error("{\"segments\": [{\"text\": ", "line 1");
        check_error("{\"name\": \"x\"}", "JSON");
        check_error("[{\"name\":\"x\",\"price\":3},{\"name\":\"y\",\"price\":4}]", "JSON");
        check_error(&"[".repeat(100_000), "JSON");
    }
}
