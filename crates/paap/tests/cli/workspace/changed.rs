//! What was proved and is changed afterwards fails at its place.

use super::{
    ANSWERS, CODED, INSIGHT, STUDY, WORDS, check, edit, fails, found, line, made, standing,
};
use crate::err;
use crate::interviews::run_with;
use std::fs;

#[test]
fn one_word_of_a_quotation() {
    let root = made("word");
    let insight = root.join(INSIGHT);
    edit(&insight, "> I wrote a calendar entry.", "> I wrote a paper entry.");
    fails(&root, INSIGHT, line(&insight, "paper"), "words-changed");
    let (view, _) = check(&root, &[]);
    assert_eq!((standing(&view, "verified"), standing(&view, "unverified")), (2, 1));
    // It cannot be repaired: these are other words.
    let before = fs::read(&insight).unwrap();
    check(&root, &["--fix"]);
    assert_eq!(fs::read(&insight).unwrap(), before);
}

#[test]
fn one_answer_in_the_export() {
    let root = made("answer");
    let path = root.join(ANSWERS);
    let text = fs::read_to_string(&path).unwrap();
    // The first of those who do not know who to ask.
    let at = text.match_indices(",No,").map(|(at, _)| at);
    let changed = at.map(|at| format!("{},Yes,{}", &text[..at], &text[at + 4..]));
    let insight = root.join(INSIGHT);
    let asked = line(&insight, "count(q19");
    let stale = changed.into_iter().any(|text| {
        fs::write(&path, text).unwrap();
        let (view, exit) = check(&root, &[]);
        exit == 1
            && found(&view, "error").contains(&(INSIGHT.to_owned(), asked, "stale".to_owned()))
    });
    assert!(stale);
    let (view, _) = check(&root, &[]);
    assert_eq!(standing(&view, "stale"), 1);
    // The claim says the number, too.
    fails(&root, INSIGHT, line(&insight, "# 40 of 124"), "claim-number");
    // A lead who attests what is there now makes no claim true by that.
    let (_, exit) = check(&root, &["--attest"]);
    assert_eq!(exit, 1);
}

#[test]
fn one_code() {
    let root = made("code");
    let log = root.join(STUDY).join("codings/avocet.jsonl");
    let text = fs::read_to_string(&log).unwrap();
    let coded = |line: &&str| line.contains("\"code\":\"workaround\"") && line.contains(WORDS);
    let old = text.lines().find(coded).unwrap();
    edit(&log, old, &old.replace("\"code\":\"workaround\"", "\"code\":\"waiting\""));
    fails(&root, INSIGHT, line(&root.join(INSIGHT), CODED), "stale");
}

#[test]
fn a_transcript() {
    let root = made("transcript");
    let name = format!("{STUDY}/transcripts/fulmar.md");
    edit(&root.join(&name), WORDS, "I wrote a letter.");
    fails(&root, &name, 1, "not-reviewed");
    fails(&root, INSIGHT, line(&root.join(INSIGHT), "> I wrote"), "words-changed");
}

#[test]
fn what_is_the_same_but_for_its_writing_is_repaired() {
    let root = made("fix");
    let insight = root.join(INSIGHT);
    let proved = fs::read_to_string(&insight).unwrap();
    edit(&insight, "> I wrote a calendar entry.", "> i wrote  a calendar, entry.");
    let (view, exit) = check(&root, &[]);
    assert_eq!((standing(&view, "repaired"), exit), (1, 0), "{view:#}");
    assert!(found(&view, "warning").iter().any(|(_, _, code)| code == "repaired"), "{view:#}");
    let output = run_with("check DIR --fix", &root, &[]);
    assert!(err(&output).contains("1 quotation as in the source now"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&insight).unwrap(), proved);
    assert_eq!(check(&root, &["--fix"]).1, 0);
    assert_eq!(fs::read_to_string(&insight).unwrap(), proved);

    // Lines end as they did.
    fs::write(&insight, proved.replace('\n', "\r\n").replace("> I wrote", "> i wrote")).unwrap();
    check(&root, &["--fix"]);
    assert_eq!(fs::read_to_string(&insight).unwrap(), proved.replace('\n', "\r\n"));
    fs::write(&insight, &proved).unwrap();

    // Another version of the transcript, with the same words in the same turn, is pinned.
    let version = proved.split("version ").nth(1).unwrap().get(..12).unwrap().to_owned();
    edit(&insight, &version, "0123456789ab");
    let (view, _) = check(&root, &[]);
    assert!(found(&view, "warning").iter().any(|(_, _, code)| code == "old-version"), "{view:#}");
    check(&root, &["--fix"]);
    assert_eq!(fs::read_to_string(&insight).unwrap(), proved);
}
