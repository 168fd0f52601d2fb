//! What a person who made the form would expect.

use super::*;

/// Reads cells, one a row, and prints options with their counts, then what was written.
#[track_caller]
fn check(cells: &[&str], expected: &[(&str, usize)], others: usize) -> Ticks {
    let counted = count(cells);
    let ticks = infer(&counted, ", ", false).expect("a checkbox question");
    let rows = |option: usize| -> usize {
        counted
            .iter()
            .zip(&ticks.cells)
            .filter(|(_, ticked)| ticked.options.contains(&(option as u16)))
            .map(|(cell, _)| cell.1 as usize)
            .sum()
    };
    let found: Vec<(&str, usize)> =
        ticks.options.iter().enumerate().map(|(i, label)| (label.as_str(), rows(i))).collect();
    assert_eq!(found, expected);
    let written = counted.iter().zip(&ticks.cells).filter(|(_, t)| t.other.is_some());
    assert_eq!(written.map(|(cell, _)| cell.1 as usize).sum::<usize>(), others);
    ticks
}

fn count<'a>(cells: &[&'a str]) -> Vec<(&'a str, u64)> {
    let mut counted: Vec<(&str, u64)> = Vec::new();
    for &cell in cells {
        match counted.iter_mut().find(|other| other.0 == cell) {
            Some(other) => other.1 += 1,
            None => counted.push((cell, 1)),
        }
    }
    counted
}

const CAPABILITIES: [&str; 4] = [
    "Templates",
    "Data services: databases, caches, queues",
    "Docs (quickstart, how-to)",
    "Secrets",
];

/// The ticks of person `i`, as a tool writes them: in the questionnaire's order.
fn person(options: &[&str], i: usize) -> String {
    // A small mixing of bits: every combination appears, in no simple order.
    let bits = (i as u32 + 1).wrapping_mul(0x9e37_79b9) >> 20;
    let ticked: Vec<&str> = options
        .iter()
        .enumerate()
        .filter(|(k, _)| bits >> (2 * k) & 1 == 1)
        .map(|(_, o)| *o)
        .collect();
    ticked.join(", ")
}

#[test]
fn commas_and_brackets_belong_to_options() {
    let cells: Vec<String> =
        (0..40).map(|i| person(&CAPABILITIES, i)).filter(|cell| !cell.is_empty()).collect();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let counts: Vec<(&str, usize)> = CAPABILITIES
        .iter()
        .map(|&option| (option, cells.iter().filter(|cell| cell.contains(option)).count()))
        .collect();
    let ticks = check(&cells, &counts, 0);
    assert_eq!(ticks.doubts, []);
}

#[test]
fn the_beginning_of_another_option_is_an_option() {
    let cells = [
        "Pipelines",
        "Pipelines",
        "Pipelines, Pipelines, with approvals",
        "Secrets",
        "Pipelines, with approvals",
        "Pipelines, with approvals, Secrets",
        "Pipelines, Secrets",
        "Pipelines, with approvals, Secrets",
        "Pipelines, Secrets",
    ];
    check(&cells, &[("Pipelines", 5), ("Pipelines, with approvals", 4), ("Secrets", 5)], 0);
}

#[test]
fn what_one_person_wrote_is_other() {
    let cells = ["A", "A, B", "B, C", "A, C", "C", "B", "A, B, reads the source, twice", "A, B, C"];
    let ticks = check(&cells, &[("A", 5), ("B", 5), ("C", 4)], 1);
    assert_eq!(ticks.cells[6].other.as_deref(), Some("reads the source, twice"));
    assert_eq!(ticks.perhaps_options, Vec::<String>::new());
}

#[test]
fn an_option_ticked_once_is_suspected() {
    let cells = ["We do not, A", "A", "A, B", "B", "A, C", "B, C", "C", "A, B, C"];
    let ticks = check(&cells, &[("A", 5), ("B", 4), ("C", 4)], 1);
    assert_eq!(ticks.perhaps_options, ["We do not"]);
}

#[test]
fn what_everyone_ticks_together_is_doubtful() {
    let cells =
        ["Chat, Mail, A", "Chat, Mail, B", "Chat, Mail, A, B", "Chat, Mail", "Chat, Mail, A"];
    let ticks = check(&cells, &[("Chat, Mail", 5), ("A", 3), ("B", 2)], 0);
    assert!(ticks.doubts.iter().any(|doubt| doubt.other == ["Chat", "Mail"]));
}

#[test]
fn choices_of_one_are_no_checkboxes() {
    let cells = ["Yes", "No", "Yes, partly", "Yes", "No", "Yes, partly", "Yes", "No"];
    assert!(infer(&count(&cells), ", ", false).is_none());
    let cells = ["Never", "Weekly", "Weekly", "Never", "Monthly"];
    assert!(infer(&count(&cells), ", ", false).is_none());
}

#[test]
fn free_text_is_no_checkbox() {
    let cells = [
        "Costs too high, focus on cost",
        "Less of it, please",
        "None",
        "More docs, and examples",
        "None",
        "n/a",
        "n/a",
        "Honestly, I do not know, sorry",
    ];
    assert!(infer(&count(&cells), ", ", false).is_none());
}

#[test]
fn a_questionnaire_settles_it() {
    let labels = ["Chat".to_owned(), "Mail".to_owned(), "Docs, wiki".to_owned()];
    let cells = [("Chat, Mail", 3), ("Docs, wiki, carrier pigeon", 1)];
    let ticks = with_options(&cells, ", ", &labels);
    assert_eq!(ticks.cells[0].options, [0, 1]);
    assert_eq!(ticks.cells[1].options, [2]);
    assert_eq!(ticks.cells[1].other.as_deref(), Some("carrier pigeon"));
}
