//! Seeded mutations of small synthetic transcripts through what the fuzz target does: nothing
//! panics, and every turn is as it should be.
//!
//! The fuzzer of `fuzz/` goes on where this ends.

#[path = "../../../fuzz/src/transcripts.rs"]
mod transcripts;

use paap_analysis::random::Random;
use paap_interview::read::Reader;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A transcript for each reader.
const TRANSCRIPTS: [(&str, &str); 13] = [
    (
        "webvtt",
        "WEBVTT - Talk\r\nLanguage: en\r\n\r\nNOTE a note\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.500 align:start\r\nAda Byte: Why is it\r\n\r\n2\r\n00:00:02.500 --> 00:00:03.000\r\nAda Byte: slow &amp; old?\r\n\r\n3\r\n00:04.000 --> 00:05.000\r\nBo: Tests <i>all</i> day.\r\n\r\n",
    ),
    (
        "webvtt",
        "WEBVTT\n\na-1/2-0\n00:00:01.000 --> 00:00:02.500\n<v.x Ada &amp; Co>Why?</v>\n\na-1/2-1\n0:0:2.5 --> 0:0:3.0\n<v Bo>\nTests <c.y>all</c> day <00:00:02.600>long\n\n00:05.000 --> 00:06.000\n<v >Ah &lt;redacted&gt; <redacted>\n",
    ),
    (
        "srt",
        "1\n00:00:01,000 --> 00:00:02,500\nAda: Why?\n\n2\n00:00:02,500 --> 00:00:03,000\n<i>Bo: Tests.</i>\nAda: Ah.\n\n3\n00:00:04,000 --> 00:00:05,000\nBo: Yes.\n",
    ),
    (
        "whisper",
        "{\"language\":\"en\",\"segments\":[{\"start\":0.5,\"end\":1.5,\"text\":\" Why?\",\"speaker\":\"SPEAKER_00\",\"words\":[{\"word\":\"Why?\",\"start\":0.5}]},{\"start\":2,\"text\":\"\\u00e9 Tests.\",\"speaker\":\"SPEAKER_01\"},{\"text\":\"\"}]}",
    ),
    ("chat", "00:20:09\tAda Byte:\thello: all\n00:20:10\tBo:\tyes\n\tand no\n00:20:10\tBo:\t+1\n"),
    (
        "meet",
        "Nov 25, 2026\nWeekly - Transcript\n00:00:00\n\nAda: Hello.\nBo: Hi.\nAda: I wanted to sayBo: Uh\n\n00:05:12\n\nBo: on.\n\nTranscription ended after 00:31:44\n\nThis was computer generated.\n",
    ),
    (
        "teams",
        "A call\n25 November 2026, 10:15am\n27m 42s\nAda started transcription\nAda   0:03\nHello.\nHow are you?\nBo   0:02\nFine.\n",
    ),
    (
        "otter",
        "Ada  0:01  \nWhy?\n\nUnknown Speaker  0:05  \nTests.\n\n0:09\nAh.\n\nTranscribed by https://otter.ai\n",
    ),
    ("otter", "**Ada** [00:01]\nWhy?\n\n**Bo**: [0:05][laughs] Tests.\n\n**Ada**\nAh.\n"),
    (
        "markdown",
        "---\ntitle: x\ndate: 2026-11-25\ntags:\n  - a\n---\n# One\n\n**Ada**: Why?  \nNow?\n\n**Bo:** \\[laughs\\] Tests. **Ada**: Ah.\n\nAnd [City].\n\n__Cy__: Yes.\n",
    ),
    ("bracketed", "[id1] Why?\n\n[id2] Tests [laughs].\n\n[id1] Ah.\n"),
    (
        "named",
        "Role: Architect\n\nTranscript\nAda: Why?\r\n\r\nBo: Tests; see http://example.org: there.\r\nNote: this.\r\n\r\nAda (00:12): Ah? Yeah.\r\n[00:14] Bo: Person A.\r\n",
    ),
    ("plain", "It was slow.\nVery.\n\n\nNote: that is all \u{e9}.\n"),
];

const PIECES: [&[u8]; 28] = [
    b"\n",
    b"\n\n",
    b"\r",
    b":",
    b": ",
    b"**",
    b"__",
    b"<v ",
    b"</v>",
    b"<",
    b">",
    b"&",
    b"&#x;",
    b"-->",
    b"WEBVTT",
    b"[",
    b"]",
    b"0:01",
    b"00:00:01.000",
    b"\0",
    b"\xff",
    b"\xc3\xa9",
    b"\xef\xbb\xbf",
    b"\"",
    b"{",
    b"\\",
    b"Ada: ",
    b"\t",
];

/// How often each seed is mutated; `PAAP_FUZZ_ROUNDS` says how many times as often.
const ROUNDS: u32 = 60;

fn times() -> u32 {
    std::env::var("PAAP_FUZZ_ROUNDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn below(random: &mut Random, limit: usize) -> usize {
    ((random.unit() * limit as f64) as usize).min(limit.saturating_sub(1))
}

/// One to five changes of a few bytes.
fn mutated(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=below(random, 5) {
        let at = below(random, bytes.len() + 1);
        let end = (at + 1 + below(random, 12)).min(bytes.len());
        let piece = PIECES[below(random, PIECES.len())];
        match below(random, 6) {
            0 => drop(bytes.splice(at..at, piece.iter().copied())),
            1 => drop(bytes.splice(at.min(end)..end, piece.iter().copied())),
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let copy = bytes[at.min(end)..end].to_vec();
                let to = below(random, bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            4 if at < bytes.len() => bytes[at] ^= 1 << below(random, 8),
            _ if below(random, 4) == 0 => {
                bytes.truncate(at);
                bytes.extend_from_slice(&other[below(random, other.len())..]);
            }
            _ => {}
        }
    }
    bytes
}

/// Runs a body on mutations of a seed; a failure shows the bytes.
fn run(name: &str, rounds: u32, seed: &[u8], other: &[u8], body: impl Fn(&[u8])) {
    let rounds = rounds * times();
    let mut random = Random::new(u64::from(rounds) + seed.len() as u64);
    for round in 0..rounds {
        let bytes = if round == 0 { seed.to_vec() } else { mutated(&mut random, seed, other) };
        if catch_unwind(AssertUnwindSafe(|| body(&bytes))).is_err() {
            panic!("{name}, round {round}: {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn every_reader_takes_its_own_seed() {
    for (name, text) in TRANSCRIPTS {
        let found = transcripts::file(text.as_bytes(), None).unwrap();
        assert_eq!(found.about.source.unwrap().format, name);
    }
}

#[test]
fn mutations() {
    for (index, (name, text)) in TRANSCRIPTS.iter().enumerate() {
        let other = TRANSCRIPTS[(index + 1) % TRANSCRIPTS.len()].1.as_bytes();
        run(name, ROUNDS, text.as_bytes(), other, |bytes| {
            transcripts::file(bytes, None);
            transcripts::file(bytes, Reader::named(name));
        });
    }
}

#[test]
fn by_the_wrong_reader() {
    for (name, text) in TRANSCRIPTS {
        for (number, reader) in Reader::ALL.iter().enumerate() {
            run(&format!("{name} as {}", reader.name()), 6, text.as_bytes(), b"\n", |bytes| {
                transcripts::transcript(&[&[number as u8], bytes].concat());
            });
        }
    }
}

#[test]
fn in_utf_16() {
    for (name, text) in TRANSCRIPTS {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        run(name, 10, &bytes, &bytes, |bytes| drop(transcripts::file(bytes, None)));
    }
}

#[test]
fn documents() {
    for (name, text) in
        TRANSCRIPTS.iter().filter(|(name, _)| matches!(*name, "teams" | "meet" | "named"))
    {
        let mut xml = "<w:document xmlns:w=\"w\"><w:body>".to_owned();
        for line in text.lines() {
            let line = line.replace('&', "&amp;").replace('<', "&lt;");
            xml += &format!("<w:p><w:r><w:t>{line}</w:t><w:br/><w:tab/></w:r></w:p>");
        }
        xml += "</w:body></w:document>";
        run(name, ROUNDS, xml.as_bytes(), b"<w:del>", |bytes| {
            transcripts::transcript(&[&[255], bytes].concat());
        });
        let zip = transcripts::zipped(xml.as_bytes()).unwrap();
        run(name, 2 * ROUNDS, &zip, &zip, |bytes| drop(transcripts::file(bytes, None)));
    }
}
