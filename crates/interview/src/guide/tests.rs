//! Guides of every shape, and the community's own, in its interviews.

use super::*;
use crate::transcript::Role;
use proptest::prelude::*;

/// A guide in short: sections, questions with their nudges, notes.
fn short(guide: &Guide) -> String {
    let mut out = String::new();
    if !guide.title.is_empty() {
        out.push_str(&format!("= {}\n", guide.title));
    }
    for section in &guide.sections {
        if !section.title.is_empty() {
            out.push_str(&format!("{} {}\n", "#".repeat(section.level.into()), section.title));
        }
        let mut notes = section.notes.iter().peekable();
        for (at, question) in section.questions.iter().enumerate() {
            while let Some(note) = notes.next_if(|note| note.after <= at) {
                out.push_str(&format!("> {}\n", note.text));
            }
            let label = question.label.as_ref().map(|own| format!(" ({own})")).unwrap_or_default();
            let nudges: String = question.nudges.iter().map(|own| format!(" | {own}")).collect();
            out.push_str(&format!("{}{label} {}{nudges}\n", question.id, question.text));
        }
        out.extend(notes.map(|note| format!("> {}\n", note.text)));
    }
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let guide = Guide::read(text);
    assert_eq!(short(&guide).trim_end(), expected);
    let again = Guide::read(&guide.write());
    assert_eq!(short(&again).trim_end(), expected, "written:\n{}", guide.write());
}

#[test]
fn lists_with_nudges_in_parentheses_or_below() {
    check(
        "# T\n## A\n- Who? (**Nudge**: a? B?)\n- Why?\n  - Probe: b\n  - c\n  - If yes, how?\n",
        "= T\n## A\nq1 Who? | a? | B?\nq2 Why? | b | c\nq2.1 If yes, how?",
    );
}

#[test]
fn numbers() {
    check("## A\n1. Who?\n2. Why\n## B\n3. How?", "## A\nq1 Who?\nq2 Why\n## B\nq3 How?");
    check("Q7. Who?\nQ9: Why?", "q7 Who?\nq9 Why?");
    check("## A\n1. Who?\n## B\n1. Why?", "## A\nq1 Who?\n## B\nq2 (1) Why?");
    check("B1) Who?\nB2) Why?", "q1 (B1) Who?\nq2 (B2) Why?");
    check("### Question 4\nWho are you?\n### Question 5\nWhy?", "q4 Who are you?\nq5 Why?");
}

#[test]
fn bold_lines_and_headings() {
    check(
        "**Start (5 min)**\n\n**Who?**\n- a\n- b\n\n**Why?**",
        "## Start (5 min)\nq1 Who? | a | b\nq2 Why?",
    );
    check(
        "# T\n## A\n### Who?\n- a\n### Why?\nsay why",
        "= T\n## A\nq1 Who? | a\nq2 Why?\n> say why",
    );
    check("Start\n\n* Who?\n* Why?\n\nEnd:\n* How?", "## Start\nq1 Who?\nq2 Why?\n## End\nq3 How?");
    check("A\n==\n\nB\n--\n\nWho?", "= A\n## B\nq1 Who?");
    check(
        "- Start:\n  - Who?\n  - Why?\n- End\n  - How?",
        "## Start\nq1 Who?\nq2 Why?\n### End\nq3 How?",
    );
}

#[test]
fn tables() {
    check(
        "| # | Question | Probe |\n|---|---|---|\n| 1 | Who? | a<br>b |\n| 2 | Tell us why | |",
        "q1 Who? | a | b\nq2 Tell us why",
    );
}

#[test]
fn what_is_no_question_is_kept() {
    check(
        "Hello.\n\n## A\n- Thanks!\n- Who?\n> read aloud\n> this\n- Done.",
        "> Hello.\n## A\n> Thanks!\nq1 Who?\n> read aloud\nthis\n> Done.",
    );
    check("Probes:\n- a", "> a");
    check("Who?\nProbes:\n- a\n- b", "q1 Who? | a | b");
    check("", "");
    let warnings = Guide::read("Only prose here.").warnings;
    let codes: Vec<&str> = warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["guide-without-questions", "guide-note"]);
}

#[test]
fn other_authors() {
    check(
        "# User Interview Script\n\n## 1. Checklist\n*   [ ] Have the prototype ready\n\n---\n\n## 2. Warm-up (5 min)\n\
         *Build trust*\n\n*   \"Hi, thanks for joining!\"\n*   \"Tell me about your day.\"\n\
         *   \"Why was that hard?\" *(ask five times)*\n\n### Tools\n1. Which ones?\n   - Probe: Why those?\n\n2. Any others?",
        "= User Interview Script\n## 1. Checklist\n> [ ] Have the prototype ready\n## 2. Warm-up (5 min)\n\
         > *Build trust*\n> \"Hi, thanks for joining!\"\nq1 Tell me about your day.\nq2 Why was that hard?\n\
         > *(ask five times)*\n### Tools\nq3 (1) Which ones? | Why those?\nq4 (2) Any others?",
    );
    check(
        "**Topic 1: Behaviour**\n- How do you work\n- Walk me through it\n\n**Topic 2: Pains**\n- What hurts",
        "## Topic 1: Behaviour\nq1 How do you work\nq2 Walk me through it\n## Topic 2: Pains\nq3 What hurts",
    );
}

#[test]
fn ids_are_found_by_number() {
    let guide = Guide::read("- Who?\n- Why?");
    for id in ["q2", "Q2", "2"] {
        assert_eq!(guide.question(id).map(|own| own.text.as_str()), Some("Why?"));
    }
    assert_eq!(guide.question("q3"), None);
}

/// The same without lines and warnings, which are of a file.
fn bare(mut guide: Guide) -> Guide {
    guide.warnings.clear();
    for section in &mut guide.sections {
        section.line = 0;
        section.questions.iter_mut().for_each(|question| question.line = 0);
        section.notes.iter_mut().for_each(|note| note.line = 0);
    }
    guide
}

/// The words that a reader would see, without numbers and labels.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_lowercase)
        .collect();
    words.sort();
    words
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(text in pieces()) {
        let guide = Guide::read(&text);
        let written = guide.write();
        prop_assert_eq!(bare(Guide::read(&written)), bare(guide), "{}", written);
    }

    #[test]
    fn any_text_reads(text in any::<String>()) {
        let guide = Guide::read(&text);
        prop_assert_eq!(bare(Guide::read(&guide.write())), bare(guide));
    }

    #[test]
    fn no_word_is_lost(text in lines()) {
        let guide = Guide::read(&text);
        let kept = words(&guide.write().replace("Nudge", ""));
        for word in words(&text) {
            prop_assert!(kept.contains(&word), "{} of {:?}", word, text);
        }
    }
}

/// Texts of the pieces that guides are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "- ",
        "  - ",
        "    - ",
        "1. ",
        "2) ",
        "a) ",
        "# ",
        "## ",
        "### ",
        "\n",
        "\n\n",
        "> ",
        "**",
        "*",
        "_",
        "`",
        "\\",
        "Nudge: ",
        "(Nudge: ",
        "**Nudge**: ",
        ")",
        "(",
        "? ",
        "?",
        ": ",
        "Q3 ",
        "**Q3.1** ",
        "(B2) ",
        "If yes, ",
        "who",
        "Tell us",
        "Note: ",
        "| ",
        "|---|\n",
        "<br>",
        "<!--",
        "-->",
        "```",
        "---\n",
        "===\n",
        "[ ] ",
        "Probes:",
        ". ",
        "!",
        "#",
        "\t",
        "\r\n",
        "é",
        "？",
        "title: x",
        "3.1 ",
        "\u{a0}",
        "•",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Lines as people write them.
fn lines() -> impl Strategy<Value = String> {
    let line = (
        "(- |  - |1\\. |## |\\*\\*|> |\\| )?",
        "[a-z]{4,8}( [a-z]{4,8}){0,3}",
        "(\\?|\\.|:|\\*\\*| \\||)?",
    );
    let line = line.prop_map(|(start, words, end)| format!("{start}{words}{end}\n"));
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat())
}

#[track_caller]
fn check_found(guide: &str, turns: &[(&str, &str)], expected: &[(&str, usize)]) {
    let guide = Guide::read(guide);
    let turns: Vec<Spoken<'_>> = turns
        .iter()
        .map(|(speaker, text)| Spoken {
            id: "t",
            speaker: Some(speaker),
            role: if *speaker == "I" { Role::Interviewer } else { Role::Interviewee },
            text: (*text).into(),
        })
        .collect();
    let found = guide.find_in(&turns);
    let found: Vec<(&str, usize)> =
        found.iter().map(|own| (own.question.as_str(), own.turn)).collect();
    assert_eq!(found, expected);
}

const HARBOUR: &str = "- How do you usually learn about changes to the platform?\n- What happened the last time \
    you asked the crew for something? (Nudge: How many days did you wait?)\n- If you could change one thing, what would it be?";

#[test]
fn questions_are_found_in_other_words() {
    check_found(
        HARBOUR,
        &[("I", "So, how do you learn about a change on the platform?")],
        &[("q1", 0)],
    );
    // A nudge is its question, and several questions may be in one turn, in any order.
    check_found(
        HARBOUR,
        &[
            ("I", "What one thing would you change? And how many days did you wait?"),
            ("P", "Five days."),
        ],
        &[("q3", 0), ("q2", 0)],
    );
    // In two turns, with a word in between.
    check_found(
        HARBOUR,
        &[
            ("I", "Okay. And how do you usually learn"),
            ("P", "Hm?"),
            ("I", "about changes to the platform?"),
        ],
        &[("q1", 0)],
    );
    check_found(
        HARBOUR,
        &[("I", "Nice weather today, isn't it?"), ("I", "What?"), ("I", "How?")],
        &[],
    );
    // What the other one says is no question.
    check_found(HARBOUR, &[("P", "How do you usually learn about changes to the platform?")], &[]);
    check_found("", &[("I", "Who?")], &[]);
}

#[test]
fn large_guides_and_long_talk_are_read_in_time() {
    let guide = Guide::read(&"- who are you there?\n  - (Nudge: (Nudge: x\n".repeat(20_000));
    assert_eq!(guide.questions().count(), MOST_QUESTIONS);
    let text = "who are you there? ".repeat(1_000);
    let turn = Spoken { id: "t1", speaker: None, role: Role::Unknown, text: text.into() };
    assert!(!guide.find_in(&[turn]).is_empty());
    Guide::read(&"(Nudge: ".repeat(50_000));
    Guide::read(&"? Nudge".repeat(50_000));
    Guide::read(&format!("- who? {}", "):".repeat(50_000))).write();
    Guide::read(&"a|".repeat(100_000));
    Guide::read(&"- ? *\n".repeat(50_000));
    Guide::read(&format!("- {}", "\\? ".repeat(100_000)));
}
