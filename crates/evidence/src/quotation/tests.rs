//! Quotations proved against transcripts, one case a line.

use super::*;
use crate::Sources;
use crate::insight::{Piece, read};
use paap_interview::Document;

const ONE: &str = "\
---
id: one
persona: builder
speakers:
  - name: Person A
    role: interviewer
  - name: Person B
    role: interviewee
  - name: Person C
    role: interviewee
  - name: Person D
    role: unknown
---

**Person A** (t1)

What do you do when the platform is slow? Do you wait for long?

**Person B** (t2)

I wait. And then I ask in the channel… or somebody else.

Sometimes \\<redacted> answers, we don't know why. It's 14.5% of all follow-up tickets.

**Person C** (t3)

We would never use the old portal again. It took two days, at least in spring.

**Person B** (t4)

And I ask in the channel too. We measure *nothing* at all.

**Person D** (t5)

Somebody else said this here.

**—** (t6)

Nobody knows who said this.
";

const TWO: &str = "\
---
id: two
consent: no quotes
speakers:
  - name: Person B
    role: interviewee
---

**Person B** (t1)

Deployments on Fridays are forbidden since the storm.
";

const THREE: &str = "\
---
id: three
consent: quotes
speakers:
  - name: Person B
    role: interviewee
---

**Person B** (t1)

Our golden path has three doors and no key.
";

const FOUR: &str = "\
---
id: four
consent: revoked
speakers:
  - name: Person B
    role: interviewee
---

**Person B** (t1)

The staging area floods whenever two releases meet.
";

fn library<T>(with: impl FnOnce(&Library<'_>) -> T) -> T {
    let documents = [ONE, TWO, THREE, FOUR].map(Document::read);
    let mut sources = Sources::default();
    for document in &documents {
        sources.documents.insert(&document.about.id, document);
    }
    sources.sealed.insert("sealed");
    sources.withdrawn.insert("gone");
    with(&Library::of(&sources))
}

/// The proof of words, and its codes.
fn prove_words(
    words: &str,
    speaker: &str,
    document: &str,
    turn: &str,
) -> (Proof, Vec<&'static str>, Proved) {
    library(|library| {
        let version =
            library.book(document).map_or("0".repeat(12), |book| book.version()[..12].to_owned());
        let text = format!(
            "# A\n\n## For\n\n{}\n>\n> — {speaker} in [{document}, {turn}](../transcripts/{document}.md), version {version}\n",
            words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"),
        );
        let (insight, problems) = read("a", &text);
        assert_eq!(problems, [], "{text}");
        let Piece::Quotation(quotation) = &insight.evidence[0].piece else { panic!() };
        let proved = prove(&insight.evidence[0], quotation, library);
        let codes = proved.problems.iter().map(|problem| problem.code).collect();
        (proved.proof, codes, proved)
    })
}

#[track_caller]
fn check(words: &str, speaker: &str, place: &str, expected: &[&str]) {
    let (document, turn) = place.split_once(' ').unwrap();
    let (proof, codes, proved) = prove_words(words, speaker, document, turn);
    assert_eq!(codes, expected, "{words}: {:?}", proved.problems);
    let unverified = proved.problems.iter().any(|problem| problem.weight == Weight::Error);
    assert_eq!(proof == Proof::Unverified, unverified, "{words}");
    assert_eq!(proof == Proof::Repaired, codes.contains(&"repaired"), "{words}");
}

#[test]
fn words_that_stand_there_are_verified() {
    for words in [
        "I wait. And then I ask in the channel… or somebody else.",
        "I wait. And then\nI ask in the channel… or somebody else.",
        "And then I ask in the channel… or somebody else.\n\nSometimes \\<redacted> answers, we don't know why.",
        "And then I ask in the channel… or somebody else. Sometimes \\<redacted> answers, we don't know why.",
        "It's 14.5% of all follow-up tickets.",
        "It's **14.5%** of all follow\\-up tickets.",
        "I wait. And then I ask in the channel&hellip; or somebody else.",
    ] {
        check(words, "Person B", "one t2", &[]);
    }
    check("We measure *nothing* at all.", "Person B", "one t4", &[]);
    check("We measure \\*nothing\\* at all.", "Person B", "one t4", &[]);
    check("And I ask in the channel too.", "Person B", "one t4", &[]);
    check("I ask in the channel too.", "Person B", "one t4", &["torn"]);
    check("I wait.", "Person B", "one t2", &["short"]);
}

#[test]
fn what_differs_but_for_case_space_or_punctuation_is_repaired() {
    let check = |words: &str, place: &str, better: &str| {
        let (document, turn) = place.split_once(' ').unwrap();
        let (proof, codes, proved) = prove_words(words, "Person B", document, turn);
        assert_eq!(proof, Proof::Repaired, "{words}: {codes:?}");
        assert_eq!(proved.better.unwrap().words, better);
    };
    check(
        "i wait and then I ask in the channel, or somebody else",
        "one t2",
        "I wait. And then I ask in the channel… or somebody else",
    );
    check(
        "“I wait. And then I ask in the channel... or somebody else.”",
        "one t2",
        "I wait. And then I ask in the channel… or somebody else.",
    );
    check(
        "Sometimes <redacted> answers, we don't know why.",
        "one t2",
        "Sometimes <redacted> answers, we don't know why.",
    );
    check(
        "Sometimes redacted answers, we don’t know why.",
        "one t2",
        "Sometimes <redacted> answers, we don't know why.",
    );
    check(
        "its 14.5% of all follow up tickets".replace("its", "It's").as_str(),
        "one t2",
        "It's 14.5% of all follow-up tickets",
    );
}

#[test]
fn what_is_not_said_so_is_refused_with_a_reason() {
    check("We plan every quarter with a large ceremony.", "Person B", "one t2", &["invented"]);
    check(
        "I wait. And then I ask in the canteen… or somebody else.",
        "Person B",
        "one t2",
        &["words-changed"],
    );
    check(
        "I wait. And then I asked in the channel… or somebody else.",
        "Person B",
        "one t2",
        &["words-changed"],
    );
    check(
        "Sometimes \\<redacted> answers, we do know why.",
        "Person B",
        "one t2",
        &["words-changed"],
    );
    check("It's 15.5% of all follow-up tickets.", "Person B", "one t2", &["words-changed"]);
    check("It's 14.5 of all follow-up tickets.", "Person B", "one t2", &["words-changed"]);
    check("I wait. … or somebody else.", "Person B", "one t2", &["ellipsis"]);
    check(
        "I wait… And then I ask in the channel… or somebody else.",
        "Person B",
        "one t2",
        &["ellipsis"],
    );
    check("I wait. [...] Sometimes \\<redacted> answers.", "Person B", "one t2", &["ellipsis"]);
    check("And then I ask in the channel. It's 14.5% of all", "Person B", "one t2", &["stitched"]);
    check("at least in spring. And I ask in the channel too.", "Person B", "one t4", &["stitched"]);
    check(
        "I wait. And then I ask in the channel… or somebody else.",
        "Person C",
        "one t2",
        &["other-speaker"],
    );
    check(
        "I wait. And then I ask in the channel… or somebody else.",
        "Person C",
        "one t3",
        &["other-speaker"],
    );
    check(
        "I wait. And then I ask in the channel… or somebody else.",
        "Person B",
        "one t4",
        &["other-turn"],
    );
    check(
        "I wait. And then I ask in the channel… or somebody else.",
        "Person B",
        "one t99",
        &["other-turn"],
    );
    check("We plan every quarter.", "Person B", "one t99", &["unknown-turn"]);
    check("What do you do when the platform is slow?", "Person A", "one t1", &["interviewer"]);
    check("What do you do when the platform is slow?", "Person B", "one t2", &["interviewer"]);
    check(
        "Our golden path has three doors and no key.",
        "Person B",
        "one t2",
        &["other-interview"],
    );
    check("Somebody else said this here.", "Person D", "one t5", &["unknown-role"]);
    check("Nobody knows who said this.", "an unknown speaker", "one t6", &["unknown-role"]);
    check("I wait.", "Person B", "gone t2", &["withdrawn"]);
    check("I wait.", "Person B", "sealed t2", &["sealed"]);
    check("I wait.", "Person B", "none t2", &["unknown-transcript"]);
    check(
        "Deployments on Fridays are forbidden since the storm.",
        "Person B",
        "two t1",
        &["no-consent"],
    );
    check(
        "The staging area floods whenever two releases meet.",
        "Person B",
        "four t1",
        &["consent-unclear"],
    );
    check("use the old portal again.", "Person C", "one t3", &["torn-negation"]);
    check("tickets 14.5% of all", "Person B", "one t2", &["words-changed"]);
    check("nd then I ask in the channel", "Person B", "one t2", &["cut-word"]);
    check("It's 14.5", "Person B", "one t2", &["cut-word"]);
    check("we do", "Person B", "one t2", &["cut-word"]);
    check("I wa\u{200b}it. And then I ask", "Person B", "one t2", &["unseen-character"]);
    check(
        "I wait. And then I \u{430}sk in the channel… or somebody else.",
        "Person B",
        "one t2",
        &["words-changed"],
    );
    check("…", "Person B", "one t2", &["no-words"]);
    check("I <b>wait</b>. And then I ask", "Person B", "one t2", &["html"]);
    check("1. I wait.\n2. And then I ask", "Person B", "one t2", &["words-changed"]);
}

#[test]
fn versions_and_links_are_looked_at() {
    library(|library| {
        let text = "# A\n\n## For\n\n> I wait.\n> And then I ask in the channel… or somebody else.\n>\n> — Person B in [one, t2](../transcripts/two.md), version 0123456789ab\n";
        let (insight, _) = read("a", text);
        let Piece::Quotation(quotation) = &insight.evidence[0].piece else { panic!() };
        let proved = prove(&insight.evidence[0], quotation, library);
        let found: Vec<_> = proved.problems.iter().map(|own| (own.code, own.at.line)).collect();
        assert_eq!(found, [("wrong-link", 8), ("old-version", 8)]);
        assert_eq!(proved.proof, Proof::Unverified);
        assert_eq!(proved.better.unwrap().version, library.book("one").unwrap().version()[..12]);
    });
}

#[test]
fn the_place_in_the_body_is_that_of_the_words() {
    let words = "Sometimes \\<redacted> answers, we don't know why.";
    let (_, _, proved) = prove_words(words, "Person B", "one", "t2");
    let found = proved.found.unwrap();
    let document = Document::read(ONE);
    assert_eq!(&document.body[found.range], words);
    assert_eq!(found.text, words.replace('\\', ""));
}
