//! `--min-base` in every verb and every format: what few people said is in none of them.
//!
//! The survey is made so that each number that must not be said has a value that nothing else has:
//! all are above 100, so no share is one, and none is how many answered a question, which is said.

use super::{folder, out, run};
use std::collections::BTreeSet;
use std::fs;

/// Numbers rest on at least so many people.
const LEAST: &str = "400";

/// What must not be said, and of what it is the number.
const SENTINELS: [(&str, &str); 17] = [
    ("151", "who says Yes where few answered"),
    ("127", "who says yes there"),
    ("113", "who says there what nobody else says"),
    ("197", "who rates it 4 where few did"),
    ("193", "who rates it 5 there"),
    ("251", "who ticked Build where few ticked any"),
    ("142", "who ticked Test there"),
    ("101", "who wrote something there"),
    ("5000", "a number that few gave, the largest"),
    ("173", "who gave it"),
    ("103", "whose answer is not one number"),
    ("107", "whose answer is no number"),
    ("163", "whose number is of another unit"),
    ("383", "who gave a number that few gave"),
    ("137", "who wrote a mail address"),
    ("131", "whose row is as an earlier one"),
    ("121", "those of them that are not named"),
];

/// How many people's rows are there twice, and how many others there are.
const TWICE: usize = 131;
const OTHERS: usize = 1646;

const HEADER: &str = "Timestamp,Role,Do you use it?,How many services?,How long does it take?,\
                      Is it worth it?,Rate it,Which parts? (select all that apply),Remarks";

/// The answers of everybody who is there twice.
fn plain(i: usize) -> [String; 8] {
    let own = format!("remark number {i} of somebody");
    ["Dev", "Yes", "10", "2 days", "", "", "", &own].map(str::to_owned)
}

/// The answers of one of the others. Each question has them in another order.
fn person(i: usize) -> [String; 8] {
    let rank = |question: usize| i * [1, 3, 5, 7, 9, 11, 13, 15][question] % OTHERS;
    // So many people give the first answer, so many the second, and the rest the last.
    let one_of = |question: usize, answers: &[(usize, &str)], last: &str| {
        let mut rank = rank(question);
        let own = answers.iter().find(|(people, _)| {
            let is = rank < *people;
            rank = rank.saturating_sub(*people);
            is
        });
        own.map_or(last, |(_, answer)| answer).to_owned()
    };
    let words = format!("it depends upon a lot of things that I would say in {i} ways");
    let own = format!("remark {i} of mine");
    let mail = format!("write to me{i}@example.org");
    let numbers = [(500, "10"), (700, "20"), (173, "5000"), (103, "8-10"), (107, "many")];
    let parts = format!("\"Build, something of my own numbered {i}\"");
    let parts = [(83, "\"Build, Test\""), (67, "Build"), (59, "Test"), (101, &parts[..])];
    [
        one_of(0, &[(700, "Dev")], "Ops"),
        one_of(1, &[(1000, "Yes")], "No"),
        one_of(2, &numbers, ""),
        one_of(3, &[(1100, "2 days"), (163, "3 hours")], "4 days"),
        one_of(4, &[(151, "Yes"), (127, "yes"), (113, &words)], ""),
        one_of(5, &[(197, "4"), (193, "5")], ""),
        one_of(6, &parts, ""),
        one_of(7, &[(137, &mail)], &own),
    ]
}

fn survey() -> String {
    let rows = (0..TWICE).map(plain).chain((0..OTHERS).map(person)).chain((0..TWICE).map(plain));
    let line = |row: [String; 8]| format!("01/02/2026 10:00:00,{}\n", row.join(","));
    format!("{HEADER}\n{}", rows.map(line).collect::<String>())
}

/// The words and numbers of an output. Of a page only what is read, not where it is drawn.
fn words(text: &str, is_page: bool) -> BTreeSet<String> {
    let mut in_tag = false;
    let read: String = text
        .chars()
        .map(|c| {
            let was_in_tag = in_tag;
            in_tag = is_page && (c == '<' || in_tag && c != '>');
            if was_in_tag || in_tag { ' ' } else { c }
        })
        .collect();
    let words = read.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
    words.map(|word| word.trim_end_matches('.').to_owned()).collect()
}

/// What every verb says in every format, with these flags: the words of each output.
fn all_outputs(path: &str, flags: &[&str]) -> Vec<(String, BTreeSet<String>)> {
    let mut outputs = Vec::new();
    for verb in [
        &["inspect", path][..],
        &["summary", path],
        &["summary", path, "--base", "asked"],
        &["summary", path, "--where", "q1 = \"Dev\""],
        &["cross", path, "--rows", "q5", "--cols", "q1"],
        &["cross", path, "--rows", "q1", "--cols", "q7"],
        &["cross", path, "--rows", "q3", "--cols", "q1"],
        &["compare", path, "--where", "q1 = \"Dev\""],
        &["compare", path, "--where", "q2 = \"No\""],
        &["associations", path],
    ] {
        for format in ["table", "json", "csv", "markdown"] {
            let args = [&["survey"], verb, &["--format", format], flags].concat();
            let output = run(&args);
            assert_eq!(output.status.code(), Some(0), "{args:?}");
            outputs.push((args.join(" "), words(&out(&output), false)));
        }
    }
    let args = [&["survey", "report", path, "-o", "-"], flags].concat();
    outputs.push((args.join(" "), words(&out(&run(&args)), true)));
    outputs
}

#[test]
fn no_verb_says_in_any_format_what_few_people_said() {
    let path = folder("withheld").join("answers.csv");
    fs::write(&path, survey()).unwrap();
    let path = path.to_str().unwrap();
    let open = all_outputs(path, &[]);
    for (number, what) in SENTINELS {
        assert!(open.iter().any(|own| own.1.contains(number)), "{number} is not {what}");
    }
    let mut leaks = Vec::new();
    for (args, words) in all_outputs(path, &["--min-base", LEAST]) {
        let leaked = SENTINELS.iter().filter(|sentinel| words.contains(sentinel.0));
        leaks.extend(leaked.map(|(number, what)| format!("{args}: {number}, {what}")));
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}
