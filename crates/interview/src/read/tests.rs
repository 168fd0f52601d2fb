//! What all readers share: ids, hashes, line ends, and the traps, a case a line.

use super::trial::{check, check_codes, check_error, check_warnings, shown, transcript};
use super::*;
use proptest::prelude::*;

#[track_caller]
fn check_id(name: &str, expected: &str, plain: bool) {
    assert_eq!(id(name), (expected.to_owned(), plain), "{name}");
}

#[test]
fn ids_of_names() {
    check_id("Interview-001_transcript.txt", "interview-001-transcript", false);
    check_id("/some/where/a b.vtt", "a-b", true);
    check_id("C:\\some\\Élodie__2.es.md", "elodie-2-es", false);
    check_id(".vtt", "vtt", true);
    check_id("李.txt", "interview", false);
    check_id("", "interview", true);
    check_id("--a--.txt", "a", true);
}

#[test]
fn the_source_is_told() {
    let source = transcript(b"Ada: a\nBo: b\nAda: c\n").about.source.expect("a source");
    assert_eq!(source.format, "named");
    assert_eq!(source.hash, sha256(b"Ada: a\nBo: b\nAda: c\n"));
    assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn readers_have_names() {
    for reader in Reader::ALL {
        assert_eq!(Reader::named(reader.name()), Some(reader));
        assert!(!reader.tool().is_empty());
    }
    assert_eq!(Reader::named("word"), None);
}

#[test]
fn what_is_odd_is_named_with_its_line() {
    check_warnings("Ada: a?\nBo: b.\nAda: c?\n", &[]);
    check_warnings("Ada: a?\nBo: b.\nAda: c?", &[("no-final-newline", 3)]);
    check_warnings("Ada: a?\r\nBo: b.\r\nAda: c?\r\n", &[("crlf", 1)]);
    check_warnings("Ada: a?\rBo: b.\rAda: c?\r", &[("cr", 1)]);
    check_warnings("Ada: a?\n\n\n\nBo: b.\n\nAda: c?\n", &[("blank-lines", 3)]);
    check_warnings("Ada: a?  \nBo: b. \nAda: c?\n", &[("hard-breaks", 1), ("trailing-spaces", 2)]);
    check_warnings(
        "Ada: a?\n\nBo: b.\n\nand so on.\n\nAda: c?\n",
        &[("several-paragraphs", 3), ("untagged-paragraph", 5)],
    );
    check_warnings(
        "Ada: a?\nAda: b?\nBo: c.\nBo: d.\n",
        &[("consecutive-speaker", 2), ("consecutive-speaker", 4)],
    );
    check_warnings(
        "Ada: a?\nBo: by <tool>.\nAda: c?\n",
        &[("placeholder", 2), ("looks-like-markup", 2)],
    );
    check_warnings(
        "Ada: a?\nBo: in [City], [Mattermost].\nAda: c?\n",
        &[("placeholder", 2), ("gloss", 2)],
    );
    check_warnings("Ada: a?\nBo: the CD§ there.\nAda: c?\n", &[("garbage", 2)]);
    check_warnings("Ada: a?\nBo: Y.\nAda: c?\n", &[("fragment", 2)]);
    check_warnings(
        "Person A: a?\nPerson B: as Person A says.\nPerson A: c?\n",
        &[("speaker-in-speech", 2)],
    );
}

#[test]
fn answers_within_questions() {
    let odd = |line| [("answer-in-question", line)];
    check_warnings("Ada: Is it slow? Yeah.\nBo: Very.\nAda: c?\n", &odd(1));
    check_warnings("Ada: Is it slow? Bo: Very.\nBo: And old.\nAda: c?\n", &odd(1));
    check_warnings(
        "**Ada**: Is it slow? **Bo**: Very.\n\n**Bo**: And old.\n\n**Ada**: c?\n",
        &odd(1),
    );
    check_warnings("Ada: a?\nBo: So I asked Bo: why?\nAda: c?\n", &[]);
    check_warnings("Ada: Is it slow? I think that it is.\nBo: Very.\nAda: c?\n", &[]);
    check_codes(
        "Ada: a?\nBo: b.\nAda: What did you do?\nWe wrote it down.\n\nAda: And then?\nBo: c.\n",
        &["answer-in-question"],
    );
    check_codes(
        "Weekly - Transcript\n00:00:00\nAda: I wanted to sayBo: Uh\nBo: Hi.\nAda: So.\nBo: Ah.\n",
        &["glued-speaker"],
    );
}

#[test]
fn times_out_of_order() {
    check_warnings("Ada   0:05\na\nBo   0:03\nb\nAda   0:09\nc\n", &[("times-out-of-order", 3)]);
}

#[test]
fn words_stay_words() {
    check(
        "named",
        "Ada: <b>bold</b> & <script>\nBo: &lt; \\[b\\]\nAda: c\n",
        &["Ada|<b>bold</b> & <script>", "Bo|&lt; \\[b\\]", "Ada|c"],
    );
}

#[test]
fn encodings() {
    let text = "Ada: café “so”?\nBo: Ça.\nAda: c\n";
    let expected = ["Ada|café “so”?", "Bo|Ça.", "Ada|c"];
    let utf16 =
        |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for bytes in [
        text.as_bytes().to_vec(),
        [&b"\xef\xbb\xbf"[..], text.as_bytes()].concat(),
        [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat(),
        [&b"\xfe\xff"[..], &utf16(u16::to_be_bytes)].concat(),
        utf16(u16::to_le_bytes),
        windows,
    ] {
        let found: Vec<String> = transcript(&bytes).turns.iter().map(shown).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_is_no_transcript_says_what_to_do() {
    check_error("", "export");
    check_error("%PDF-1.4", "PDF");
    check_error("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}", "binary");
}

#[test]
fn a_reader_may_be_told() {
    let options = ReadOptions { reader: Some(Reader::Plain), ..ReadOptions::default() };
    let found = read("a.txt", b"Ada: a\nBo: b\nAda: c\n", &options).expect("is text");
    assert_eq!(found.turns.len(), 1);
    for reader in Reader::ALL.into_iter().filter(|reader| *reader != Reader::Whisper) {
        let options = ReadOptions { reader: Some(reader), ..ReadOptions::default() };
        let found = read("a.txt", b"Ada: a\nBo: b\nAda: c\n", &options).expect("is text");
        let words = found.turns.iter().flat_map(|turn| turn.text.split_whitespace()).count();
        assert!(words >= 3, "{reader:?}");
    }
}

#[test]
fn warnings_are_not_without_end() {
    let text = "**Ada**: a?  \n\n".repeat(5000) + "**Bo**: Ada? Yes.\n\n";
    let found = transcript(text.as_bytes());
    assert_eq!(found.turns.len(), 5001);
    assert!(found.warnings.len() < 300, "{}", found.warnings.len());
}

#[test]
fn hostile_texts_take_no_time() {
    let begun = std::time::Instant::now();
    for piece in [
        "<",
        "<v ",
        "[",
        "**",
        "Ada: ",
        "a:\n",
        "&",
        "\\",
        "-->",
        "\r",
        "1\n",
        "0:01\n",
        "\n",
        "? Bo: ",
        "Person A ",
        "{\"a\":",
        "[[",
        "00:",
        "__a__: ",
    ] {
        for start in [
            "",
            "WEBVTT\n\n00:00.000 --> 00:01.000\n",
            "1\n00:00:00,000 --> 00:00:01,000\n",
            "**Person A**: x\n\n",
        ] {
            let text = start.to_owned() + &piece.repeat(20_000);
            let _ = read("a", text.as_bytes(), &ReadOptions::default());
        }
        let names: String =
            (0..2_000).map(|number| format!("Name {number}{piece}: a{piece}\n")).collect();
        let _ = read("a", names.as_bytes(), &ReadOptions::default());
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

/// A stack is no deeper than the code: a line of times, or of signs, must not call anything for each.
#[test]
fn long_lines_take_no_stack() {
    for piece in ["[00:01] - ", "0:01 ", "> ", "- ", ">> ", "### ", "*a: ", "[", "A："] {
        let text = format!("Ada: a\n{}", piece.repeat(200_000));
        let _ = read("a", text.as_bytes(), &ReadOptions::default());
        let _ = read("a", piece.repeat(200_000).as_bytes(), &ReadOptions::default());
    }
}

#[test]
fn what_no_interview_is_as_long_as_is_refused() {
    super::trial::check_error(&"0:01\n".repeat(500_001), "500000 lines");
    let json = format!("{{\"segments\":[{}{{\"text\":\"a\"}}]}}", "\n".repeat(500_001));
    assert!(read("a", json.as_bytes(), &ReadOptions::default()).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = read("a", text.as_bytes(), &ReadOptions::default());
    }

    /// What is said in a dialogue comes out as it went in, whatever it is.
    #[test]
    fn a_dialogue_comes_out_as_it_went_in(
        turns in prop::collection::vec(("(Ada|Bo|Person C)", "[a-z][a-z ,.?!éß<>&'-]{0,40}[a-z.?]"), 4..20),
        crlf: bool,
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text: String = turns.iter().map(|(name, said)| format!("**{name}**: {said}{end}{end}")).collect();
        let found = read("a", text.as_bytes(), &ReadOptions::default()).expect("is text");
        let found: Vec<_> = found.turns.iter().map(|turn| (turn.speaker.clone().unwrap_or_default(), turn.text.clone())).collect();
        prop_assert_eq!(found, turns);
    }

    #[test]
    fn cues_come_out_as_they_went_in(
        cues in prop::collection::vec("[a-z][a-z <&]{0,30}[a-z]", 1..10),
    ) {
        let escape = |said: &str| said.replace('&', "&amp;").replace('<', "&lt;");
        let mut text = "WEBVTT\n\n".to_owned();
        for (index, said) in cues.iter().enumerate() {
            text += &format!("00:{index:02}.000 --> 00:{index:02}.500\n<v S{index}>{}</v>\n\n", escape(said));
        }
        let found = read("a", text.as_bytes(), &ReadOptions::default()).expect("is text");
        let found: Vec<String> = found.turns.into_iter().map(|turn| turn.text).collect();
        prop_assert_eq!(found, cues);
    }
}
