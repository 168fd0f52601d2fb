//! Insights as people write them, and what cannot be read in them.

use super::*;
use proptest::prelude::*;

const SAMPLE: &str = "\
---
hypothesis: frameworks-unknown
personas: [builder, leader]
status: published
sign-off:
  - reviewer: research lead
    date: 2026-11-26
    of: 3f9a0c2d71b4
---

# 14 of 22 platform teams *prioritise* without a framework

Words that explain.

## For

> I wait. And then I ask
> in the channel.
>
> Sometimes \\<redacted> answers.
>
> — Person B in [interview-003, t12](../transcripts/interview-003.md), version 5b1d9c2e41aa

- **14 of 22** use no framework: `count(q21 = \"We use none\")` in `team-survey`

## Evidence against:

> It works.
> — **Speaker_00** in
> [interview-004, t3](../transcripts/interview-004.md), version 5B1D9C2E41AA
* **2 of 6** name one `count(code = \"framework-named\")`.
";

fn codes(text: &str) -> Vec<(&'static str, usize)> {
    read("a", text).1.iter().map(|problem| (problem.code, problem.at.line)).collect()
}

#[test]
fn a_sample_is_read() {
    let (insight, problems) = read("a", SAMPLE);
    assert_eq!(problems, []);
    assert_eq!(insight.claim, "14 of 22 platform teams prioritise without a framework");
    assert_eq!((insight.claim_at.line, insight.words.as_str()), (11, "Words that explain."));
    assert_eq!(insight.personas, ["builder", "leader"]);
    assert_eq!(insight.status, Status::Published);
    let lines: Vec<_> = insight.evidence.iter().map(|own| (own.side, own.at.line)).collect();
    let (a, b) = (Side::For, Side::Against);
    assert_eq!(lines, [(a, 17), (a, 24), (b, 28), (b, 31)]);
    let Piece::Quotation(first) = &insight.evidence[0].piece else { panic!() };
    assert_eq!(
        first.words,
        "I wait. And then I ask in the channel.\n\nSometimes <redacted> answers."
    );
    assert_eq!(first.typed, first.words);
    assert_eq!(first.lines, [(0, 17), (23, 18), (40, 20)]);
    assert_eq!((first.turn.as_str(), first.version.as_str()), ("t12", "5b1d9c2e41aa"));
    assert_eq!(first.said_at.line, 22);
    let Piece::Quotation(second) = &insight.evidence[2].piece else { panic!() };
    assert_eq!((second.speaker.as_str(), second.said_at.line), ("Speaker_00", 29));
    let Piece::Figure(figure) = &insight.evidence[1].piece else { panic!() };
    let source = Some("team-survey".to_owned());
    let expression = "count(q21 = \"We use none\")".to_owned();
    let (value, meaning) = ("14 of 22".to_owned(), "use no framework".to_owned());
    assert_eq!(*figure, Figure { value, meaning, expression, source });
    let crlf = read("a", &SAMPLE.replace('\n', "\r\n"));
    assert_eq!(crlf.1, []);
    assert_eq!(crlf.0.evidence[3].at.line, 31);
}

#[test]
fn what_looks_like_evidence_and_cannot_be_read_is_an_error() {
    let link = "— B in [i, t1](i.md), version 000000000000";
    let page = |rest: &str| format!("# A claim\n\n## For\n\n{rest}\n");
    let check = |rest: &str, expected: &[(&str, usize)]| {
        assert_eq!(codes(&page(rest)), expected, "{rest}");
    };
    check(&format!("> Yes.\n>\n> {link}"), &[]);
    check("> Yes.", &[("attribution", 5)]);
    check("> Yes.\n>\n> — B", &[("attribution", 7)]);
    check("> Yes.\n>\n> — B in [i, t1](i.md)", &[("attribution", 7)]);
    check("> Yes.\n>\n> — B in [i](i.md), version 000000000000", &[("attribution", 7)]);
    check("> Yes.\n>\n> — B in i, t1, version 000000000000", &[("attribution", 7)]);
    check(&format!("> <b>Yes</b>\n>\n> {link}"), &[]);
    check(&format!("> <!-- x\n> -->\n>\n> Yes.\n>\n> {link}"), &[("html", 5)]);
    check(
        &format!("- > Yes.\n  >\n  > {link}"),
        &[("misplaced-quotation", 5), ("unread-figure", 5)],
    );
    check(
        &format!("[^1]\n\n[^1]:\n    > Yes.\n    >\n    > {link}"),
        &[("unread-evidence", 7), ("misplaced-quotation", 8)],
    );
    check("- 14 of 22 use none", &[("unread-figure", 5)]);
    check("- **14 of 22** use none", &[("unread-figure", 5)]);
    check("- **14** a `count(q1 = 1)`\n- 15 b `count(q1 = 2)`", &[("unread-figure", 6)]);
    check("- **14** a `count(q1 = 1)` in survey", &[("unread-figure", 5)]);
    check("**14** a `count(q1 = 1)`", &[("unread-figure", 5)]);
    check("| a |\n|---|\n| 14 |", &[("unread-evidence", 5)]);
    check("```\n> Yes.\n```", &[("unread-evidence", 5)]);
    check("Words.\n\n<!-- hidden -->", &[("html", 7)]);
    check("<details>\n\n> Yes.\n\n</details>", &[("html", 5), ("attribution", 7), ("html", 9)]);
    check("### Quotations\n\n> Yes.", &[("attribution", 7)]);
    check("## Notes\n\n> Yes.", &[("misplaced-quotation", 7)]);
    assert_eq!(codes("# A\n\n> Yes.\n"), [("misplaced-quotation", 3)]);
    assert_eq!(codes("Words.\n"), [("no-claim", 1)]);
    assert_eq!(codes("# A\n\n# B\n"), [("second-claim", 3)]);
    assert_eq!(codes("# A ![14](a.png)\n"), [("claim-markup", 1)]);
    assert_eq!(codes("# A ~~14~~ b\n"), [("claim-markup", 1)]);
    assert_eq!(codes("# A <!-- x -->\n"), [("html", 1)]);
    assert_eq!(codes("---\nstatus: done\n---\n# A\n"), [("wrong-value", 2)]);
}

/// Words in which Markdown could see more than words.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,6}",
        "[a-z]{1,6}",
        "[\\\\*_<>&;#`~=\\[\\]:()|!. +-]{1,4}",
        Just("\n\n".to_owned()),
        Just("1. ".to_owned()),
        Just("— ".to_owned()),
        Just("https://a.example".to_owned()),
        Just("[x](y)".to_owned()),
        Just("&amp;".to_owned()),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|pieces| {
        let text = pieces.concat();
        let paragraphs = text.split("\n\n").map(spaced).filter(|text| !text.is_empty());
        paragraphs.collect::<Vec<_>>().join("\n\n")
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(words in words(), speaker in "\\PC{1,12}", expression in "\\PC{1,20}", meaning in "\\PC{0,12}") {
        let (speaker, expression, meaning) = (spaced(&speaker), expression.trim().to_owned(), spaced(&meaning));
        let word = |text: &str| text.chars().any(char::is_alphanumeric);
        prop_assume!(!words.is_empty() && word(&speaker) && !speaker.starts_with(['—', '–', '―', '-']) && word(&expression) && !meaning.ends_with(':'));
        let figure = Figure { value: "14".to_owned(), meaning, expression, source: Some("a".to_owned()) };
        let quotation = Quotation {
            words, speaker, typed: String::new(), has_tag: false, lines: Vec::new(),
            document: "interview_1".to_owned(), turn: "t1".to_owned(),
            target: "../transcripts/interview_1.md".to_owned(),
            version: "0123456789ab".to_owned(), said_at: At::START,
        };
        let page = format!("# A\n\n## For\n\n{}\n\n{}\n", super::quotation(&quotation), super::figure(&figure));
        let (insight, problems) = read("a", &page);
        prop_assert_eq!(&problems, &[], "{}", page);
        let Piece::Quotation(read) = &insight.evidence[0].piece else { panic!() };
        prop_assert_eq!(&read.words, &quotation.words, "{}", page);
        prop_assert_eq!(super::quotation(read), super::quotation(&quotation));
        let Piece::Figure(read) = &insight.evidence[1].piece else { panic!() };
        prop_assert_eq!(read, &figure, "{}", page);
    }

    #[test]
    fn nothing_panics(text in "(---\n)?(\\PC{0,20}\n){0,3}(---\n)?(# a\n|## For\n|> \\PC{0,10}\n|- \\*\\*\\PC{0,5}\\*\\* `a`\n|>\n|\\PC{0,30}\n){0,12}") {
        let (insight, _) = read("a", &text);
        for evidence in insight.evidence {
            prop_assert!(text.get(evidence.range).is_some());
        }
    }
}

#[test]
fn a_line_that_a_transcript_breaks_stays_in_the_quotation() {
    let quotation = Quotation {
        words: "We wait.\n- Then we ask.\n1. Then\n> we wait.".to_owned(),
        typed: String::new(),
        has_tag: false,
        lines: Vec::new(),
        speaker: "B".to_owned(),
        document: "one".to_owned(),
        turn: "t1".to_owned(),
        target: "../transcripts/one.md".to_owned(),
        version: "000000000000".to_owned(),
        said_at: At::START,
    };
    let text = format!("# A\n\n## For\n\n{}\n", crate::insight::quotation(&quotation));
    let (insight, problems) = read("a", &text);
    assert_eq!(problems, []);
    let Piece::Quotation(again) = &insight.evidence[0].piece else { panic!("{text}") };
    assert_eq!(again.words, "We wait. - Then we ask. 1. Then > we wait.");
}
