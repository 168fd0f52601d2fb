//! What a person who made the form would expect.

use super::*;

/// Reads cells, one a row, and prints options with their counts, then what was written.
#[track_caller]
fn check(cells: &[&str], expected: &[(&str, usize)], others: usize) -> Ticks {
    let counted = count(cells);
    let ticks = infer(&counted, ", ", false, cells.len()).expect("a checkbox question");
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
    let written = counted.iter().zip(&ticks.cells).filter(|(_, t)| t.has_other());
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
    assert!(ticks.cells.iter().all(|ticked| !ticked.early));
}

#[test]
fn an_option_ticked_once_is_suspected() {
    let cells = ["We do not, A", "A", "A, B", "B", "A, C", "B, C", "C", "A, B, C"];
    let ticks = check(&cells, &[("A", 5), ("B", 4), ("C", 4)], 1);
    assert!(ticks.cells[0].early);
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
    assert!(infer(&count(&cells), ", ", false, cells.len()).is_none());
    let cells = ["Never", "Weekly", "Weekly", "Never", "Monthly"];
    assert!(infer(&count(&cells), ", ", false, cells.len()).is_none());
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
    assert!(infer(&count(&cells), ", ", false, cells.len()).is_none());
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

/// Repeats cells: `(cell, rows)`.
fn rows<'a>(cells: &[(&'a str, usize)]) -> Vec<&'a str> {
    cells.iter().flat_map(|&(cell, rows)| std::iter::repeat_n(cell, rows)).collect()
}

#[test]
fn other_may_be_ticked_and_left_empty() {
    let cells = [("Go", 9), ("Helm, Go, ", 2), ("Helm, Go", 3), ("Docker, Helm, ", 1)];
    let more = [("Docker, Go", 5), ("Docker", 4)];
    let cells = [rows(&cells), rows(&more)].concat();
    let ticks = check(&cells, &[("Docker", 10), ("Helm", 6), ("Go", 19)], 3);
    assert_eq!(ticks.cells.iter().filter(|ticked| ticked.left_empty).count(), 2);
    // A file that has lost the blank at the end of its cells says the same.
    let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
    check(&cells, &[("Docker", 10), ("Helm", 6), ("Go", 19)], 3);
}

#[test]
fn a_separator_after_every_answer_is_no_other() {
    let cells = [("A;", 4), ("A;B;", 3), ("B;", 2), ("A;C;", 2), ("C;", 2)];
    let ticks = infer(&count(&rows(&cells)), ";", false, 13).expect("a checkbox question");
    assert!(ticks.cells.iter().all(|ticked| !ticked.has_other()));
}

#[test]
fn a_write_in_takes_no_tick_away() {
    // Two people write the same, with a small letter, after the same option.
    let cells = [("Docker", 8), ("Docker, Helm", 12), ("Helm", 9), ("Docker, Kubernetes", 7)];
    let more = [("Kubernetes, Helm", 11), ("Docker, Kubernetes, Helm", 5)];
    let written = [("Docker, Helm, vagrant", 1), ("Kubernetes, Helm, vagrant", 1)];
    let cells = [rows(&cells), rows(&more), rows(&written)].concat();
    let expected = [("Docker", 33), ("Kubernetes", 24), ("Helm", 39), ("vagrant", 2)];
    let ticks = check(&cells, &expected, 0);
    assert!(ticks.doubts.iter().any(|doubt| doubt.other == ["Helm, vagrant"]));
}

#[test]
fn what_stands_twice_tells_of_the_pair_that_explains_it() {
    // "Email" stands twice because of "Email, chat", and not because of "Phone, Email".
    let cells = [
        ("Wiki", 8),
        ("Slack", 7),
        ("Email", 6),
        ("Slack, Email, chat, Email, Wiki", 5),
        ("Slack, Email, Wiki", 8),
        ("Slack, Phone, Email, chat, Email, Wiki", 4),
        ("Slack, Email, chat", 6),
        ("Phone, Email, Wiki", 4),
        ("Email, chat, Email", 4),
        ("Email, chat, Wiki", 4),
    ];
    let expected = [("Slack", 30), ("Phone", 8), ("Email, chat", 23), ("Email", 31), ("Wiki", 33)];
    check(&rows(&cells), &expected, 0);
}

#[test]
fn two_options_that_together_are_a_third_are_doubtful() {
    let cells = [
        ("Quality", 20),
        ("Speed", 6),
        ("Cost, safety", 9),
        ("Speed, safety, Quality", 8),
        ("Speed, Quality", 7),
        ("Cost, Speed", 6),
        ("Speed, safety", 4),
        ("Speed, safety, safety", 1),
        ("Cost, Speed, safety, Speed", 1),
    ];
    let expected =
        [("Cost", 16), ("Speed, safety", 14), ("Speed", 20), ("Quality", 35), ("safety", 10)];
    let ticks = check(&rows(&cells), &expected, 0);
    let doubt = &ticks.doubts[0];
    assert_eq!((&doubt.taken[..], doubt.rows), (&["Speed, safety".to_owned()][..], 12));
    assert_eq!(doubt.other, ["Speed", "safety"]);
}

#[test]
fn labels_are_the_text_of_the_cells() {
    let cells = [("Docker, Inc.", 4), ("Docker, Inc.,Go", 3), ("Go", 5), ("Go,Helm (v3, old)", 2)];
    let more = [("Docker, Inc.,Helm (v3, old)", 2), ("Helm (v3, old),my own, thing", 1)];
    let cells = [rows(&cells), rows(&more)].concat();
    let ticks = infer(&count(&cells), ",", false, cells.len()).expect("a checkbox question");
    assert_eq!(ticks.options, ["Docker, Inc.", "Go", "Helm (v3, old)"]);
    let other = ticks.cells.iter().find_map(|ticked| ticked.other.as_deref());
    assert_eq!(other, Some("my own, thing"));
}

#[test]
fn in_the_order_of_clicks_no_tick_is_part_of_what_was_written() {
    let cells = [
        ("Helm;Docker", 5),
        ("Docker;Helm", 4),
        ("Argo;Docker", 5),
        ("Docker;Argo;Helm", 4),
        ("Helm;Argo", 3),
        ("Helm;Podman;Docker", 1),
    ];
    let cells = rows(&cells);
    let ticks = infer(&count(&cells), ";", false, cells.len()).expect("a checkbox question");
    let last = ticks.cells.last().expect("a cell");
    assert_eq!((last.options.len(), last.other.as_deref()), (2, Some("Podman")));
    assert!(!last.early);
}

#[test]
fn what_is_never_ticked_with_another_comes_last() {
    let cells = [("None of the above", 5), ("A, B", 4), ("B, C", 3), ("A, C", 2), ("A", 2)];
    let expected = [("A", 8), ("B", 7), ("C", 5), ("None of the above", 5)];
    check(&rows(&cells), &expected, 0);
}

#[test]
fn people_who_tick_one_of_two_are_no_reason_to_doubt() {
    // Everybody who takes mail takes chat, as people do.
    let cells = [("Chat", 6), ("Chat, Emails", 5), ("Chat, Emails, Demos", 3), ("Demos", 4)];
    let ticks = check(&rows(&cells), &[("Chat", 14), ("Emails", 8), ("Demos", 7)], 0);
    assert_eq!(ticks.doubts, []);
}

#[test]
fn next_to_nobody_ticks_several() {
    let mut cells = rows(&[("Student; Teacher", 1), ("Teacher; Engineer", 1)]);
    cells.extend(rows(&[("Student", 40), ("Teacher", 30), ("Engineer", 30)]));
    assert!(infer(&count(&cells), ";", false, cells.len()).is_none());
    assert!(infer(&count(&cells), ";", true, cells.len()).is_some());
}

#[test]
fn the_sets_of_the_options_are_bounded() {
    let cells = rows(&[("A, B, C", 4), ("A, B", 3), ("A", 2), ("B, C", 1), ("C", 1)]);
    let ticks = infer(&count(&cells), ", ", false, BITS / 2).expect("a checkbox question");
    assert_eq!((ticks.options, ticks.left_out), (vec!["A".to_owned(), "B".to_owned()], 1));
    assert_eq!(ticks.cells[0].other.as_deref(), Some("C"));
}

#[test]
fn a_cell_with_very_many_pieces_is_read_in_time() {
    let long = "A, B, ".repeat(200_000);
    let cells = [(long.as_str(), 1), ("A, B", 5), ("A", 3), ("B", 2), ("A, C", 2), ("B, C", 2)];
    assert!(infer(&cells, ", ", false, 15).is_some());
}

/// Small random forms of known options: where an option's count is wrong, a doubt names it.
#[test]
fn no_count_is_wrong_in_silence() {
    let forms: [&[&str]; 6] = [
        &["Docs (quickstart, how-to, wiki)", "Templates", "CI/CD", "Logs: metrics and traces"],
        &["AWS", "AWS serverless (Lambda, Fargate)", "On-prem, bare metal", "On-prem", "GCP"],
        &["Yes, daily", "Yes, weekly", "No", "Email, chat", "Email"],
        &["Cost", "Speed, safety and peace", "Speed", "Safety", "Quality"],
        &["I use it, but rarely", "I use it", "I, personally, hate it", "It, that is, yes", "no"],
        &["Slack", "Teams", "Phone", "Fax", "In person, at the desk", "In person"],
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |limit: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) % limit
    };
    for trial in 0..300 {
        let form = forms[trial % forms.len()];
        let likely: Vec<u64> = form.iter().map(|_| 10 + below(60)).collect();
        let people = [40, 100, 300][trial % 3];
        let mut truth = vec![0; form.len()];
        let mut cells: Vec<String> = Vec::new();
        for _ in 0..people {
            let ticked: Vec<usize> =
                (0..form.len()).filter(|&option| below(100) < likely[option]).collect();
            ticked.iter().for_each(|&option| truth[option] += 1);
            cells.push(ticked.iter().map(|&option| form[option]).collect::<Vec<_>>().join(", "));
        }
        cells.retain(|cell| !cell.is_empty());
        let counted = count(&cells.iter().map(String::as_str).collect::<Vec<_>>());
        let Some(ticks) = infer(&counted, ", ", true, cells.len()) else {
            panic!("{form:?}: not a checkbox question");
        };
        if !ticks.doubts.is_empty() {
            continue;
        }
        for (number, label) in ticks.options.iter().enumerate() {
            let has = |ticked: &Ticked| ticked.options.contains(&(number as u16));
            let found: u64 =
                counted.iter().zip(&ticks.cells).filter(|(_, t)| has(t)).map(|(c, _)| c.1).sum();
            let place = form.iter().position(|option| option == label);
            let expected = place.map(|place| truth[place]);
            assert_eq!(expected, Some(found), "trial {trial}: {label} of {form:?}");
        }
    }
}

#[test]
fn what_is_not_looked_at_is_cut_as_the_rest() {
    // More different cells than are looked at, all of which end with the separator's mark. Only one
    // that is not looked at says where an option ends.
    let mut texts: Vec<(String, u64)> = (1..1 << 15)
        .map(|ticked: usize| {
            let names = ('A'..='O').enumerate().filter(|(place, _)| ticked >> place & 1 == 1);
            let names: Vec<String> = names.map(|(_, name)| format!("Option {name}")).collect();
            (names.join(", ") + ",", 2)
        })
        .collect();
    texts.push(("None of these,".to_owned(), 5000));
    texts.push(("None of these, Option A,".to_owned(), 1));
    let cells: Vec<(&str, u64)> = texts.iter().map(|(text, rows)| (text.as_str(), *rows)).collect();
    let ticks = infer(&cells, ", ", false, 100_000).expect("a checkbox question");
    let none = ticks.options.iter().position(|option| option.starts_with("None"));
    let none = none.expect("an option that 5000 people have") as u16;
    let rows = cells.iter().zip(&ticks.cells).filter(|(_, ticked)| ticked.options.contains(&none));
    assert_eq!(rows.map(|(cell, _)| cell.1).sum::<u64>(), 5001);
}
