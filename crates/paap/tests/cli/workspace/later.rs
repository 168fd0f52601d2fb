//! What is published later cannot be subtracted from what was published before.

use super::{ANSWERS, STUDY, check, edit, found};
use crate::interviews::{done, example, run_with};
use crate::{err, folder, out};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The example survey's file: its first line, and a row for each person.
fn rows() -> (String, Vec<String>) {
    let text = fs::read_to_string(example("harbour/survey.csv")).unwrap();
    // A row ends where the quotation marks before it are even in number.
    let mut rows: Vec<String> = vec![String::new()];
    let mut marks = 0;
    for line in text.split_inclusive('\n') {
        marks += line.matches('"').count();
        rows.last_mut().unwrap().push_str(line);
        if marks % 2 == 0 {
            rows.push(String::new());
        }
    }
    rows.retain(|row| !row.trim().is_empty());
    let head = rows.remove(0);
    assert_eq!(rows.len(), 124);
    (head, rows)
}

/// A workspace with a survey alone.
fn surveyed(name: &str, people: usize) -> PathBuf {
    let place = folder(&format!("workspace-{name}"));
    let root = place.join("research");
    done("init DIR --title", &root, &["Later"]);
    let (head, rows) = rows();
    let answers = place.join("team-survey.csv");
    fs::write(&answers, head + &rows[..people].concat()).unwrap();
    edit(
        &root.join(STUDY).join("study.yaml"),
        "\nsurveys:",
        "\nsurveys:\n  team-survey:\n    from: 2025-09-08\n    cross:\n      - {rows: q19, cols: q1}",
    );
    done("add survey --workspace DIR", &root, &[answers.to_str().unwrap()]);
    root
}

fn answer(root: &Path, people: usize) {
    let (head, rows) = rows();
    fs::write(root.join(ANSWERS), head + &rows[..people].concat()).unwrap();
}

/// Publishes, and returns what is remembered to be public, one release after the other.
#[track_caller]
fn published(root: &Path, releases: usize) -> Vec<BTreeMap<String, Option<u64>>> {
    let site = root.with_file_name("site");
    let output = run_with("publish DIR -o", root, &[site.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    remembered(root, releases)
}

#[track_caller]
fn remembered(root: &Path, releases: usize) -> Vec<BTreeMap<String, Option<u64>>> {
    let folder = root.join(STUDY).join("published");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), releases);
    let read = |number: usize| {
        let text = fs::read_to_string(folder.join(format!("team-survey-{number}.jsonl"))).unwrap();
        let lines = text.lines().skip(1).map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.map(|line| (line["at"].to_string(), line["people"].as_u64())).collect()
    };
    (1..=releases).map(read).collect()
}

#[test]
fn the_same_is_published_as_often_as_one_likes() {
    let root = surveyed("again", 124);
    let first = published(&root, 1);
    assert!(first[0].values().flatten().count() > 150, "{first:?}");
    published(&root, 1);
    let output = root.with_file_name("dataset");
    done("dataset DIR -o", &root, &[output.to_str().unwrap()]);
}

#[test]
fn an_export_that_is_brought_up_to_date_says_what_was_there() {
    let root = surveyed("update", 120);
    let place = root.with_file_name("team-survey.csv");
    let add = || done("add survey --workspace DIR", &root, &[place.to_str().unwrap()]);
    assert!(add().contains("the same answers"), "{}", add());
    let (head, rows) = rows();
    fs::write(&place, head + &rows.concat()).unwrap();
    let said = add();
    assert!(said.contains("124 answers in place of 120"), "{said}");
}

#[test]
fn a_few_more_or_others_are_refused() {
    let root = surveyed("few", 120);
    published(&root, 1);
    let site = root.with_file_name("other");
    for people in [119, 121, 124] {
        answer(&root, people);
        let (view, exit) = check(&root, &[]);
        let code = "published-before".to_owned();
        assert_eq!(found(&view, "error"), [(ANSWERS.to_owned(), 1, code)], "{people}");
        assert_eq!(exit, 1);
        let output = run_with("publish DIR -o", &root, &[site.to_str().unwrap()]);
        assert!(output.status.code() == Some(1) && !site.exists(), "{}", err(&output));
        let output = run_with("dataset DIR -o", &root, &[site.to_str().unwrap()]);
        assert!(output.status.code() == Some(1) && !site.exists(), "{}", err(&output));
    }
    // As many people, one of whom answered otherwise.
    let (head, mut rows) = rows();
    rows.swap(0, 123);
    fs::write(root.join(ANSWERS), head + &rows[..120].concat()).unwrap();
    assert_eq!(check(&root, &[]).1, 1);
    // The order of the rows is nothing that is published.
    let (head, mut rows) = self::rows();
    rows.truncate(120);
    answer(&root, 120);
    assert_eq!(check(&root, &[]).1, 0);
    rows.reverse();
    fs::write(root.join(ANSWERS), head + &rows.concat()).unwrap();
    assert_eq!(check(&root, &[]).1, 0);
    published(&root, 1);
    // What was taken back everywhere binds nobody.
    answer(&root, 121);
    fs::remove_dir_all(root.join(STUDY).join("published")).unwrap();
    published(&root, 1);
}

#[test]
fn many_more_are_published_and_nobody_subtracts_a_few() {
    let mut shown = Vec::new();
    for people in [30, 60, 90] {
        let root = surveyed(&format!("more-{people}"), people);
        published(&root, 1);
        answer(&root, 124);
        let releases = published(&root, 2);
        let (before, now) = (&releases[0], &releases[1]);
        for (at, was) in before {
            match (was, now.get(at).copied().flatten()) {
                (Some(was), Some(now)) => {
                    assert!(now == *was || now >= was + 5, "{people} {at}: {was}, {now}");
                }
                // What was withheld then follows from now and from those who came.
                (None, now) => assert!(now.is_none_or(|now| now == 0), "{people} {at}: {now:?}"),
                (Some(_), None) => {}
            }
        }
        shown.push(now.values().flatten().count());
    }
    assert!(shown.iter().all(|shown| *shown > 20), "{shown:?}");
}

#[test]
fn another_table_of_the_same_answers_knows_what_is_out() {
    let root = surveyed("table", 124);
    published(&root, 1);
    edit(
        &root.join(STUDY).join("study.yaml"),
        "      - {rows: q19, cols: q1}",
        "      - {rows: q19, cols: q1}\n      - {rows: q2, cols: q19}",
    );
    let releases = published(&root, 2);
    for (at, was) in releases[0].iter().filter(|own| own.1.is_some()) {
        assert_eq!(releases[1].get(at), Some(was), "{at}");
    }
    assert!(releases[1].len() > releases[0].len());
}

/// Adds a survey of these answers to a study of its own.
fn twin(root: &Path, rows: &[String]) {
    let twin = root.with_file_name("twin.csv");
    fs::write(&twin, self::rows().0 + &rows.concat()).unwrap();
    done("add study twin --workspace DIR", root, &[]);
    edit(
        &root.join("studies/twin/study.yaml"),
        "\nsurveys:",
        "\nsurveys:\n  twin:\n    from: 2025-09-08\n    cross:\n      - {rows: q2, cols: q19}",
    );
    done("add survey --study twin --workspace DIR", root, &[twin.to_str().unwrap()]);
}

#[track_caller]
fn refused(root: &Path, file: &str, code: &str) {
    let (view, exit) = check(root, &[]);
    assert_eq!(found(&view, "error"), [(file.to_owned(), 1, code.to_owned())]);
    assert_eq!(exit, 1);
    for verb in ["publish DIR -o", "dataset DIR --study twin -o"] {
        let place = root.with_file_name("refused");
        let output = run_with(verb, root, &[place.to_str().unwrap()]);
        assert!(output.status.code() == Some(1) && !place.exists(), "{verb} {}", err(&output));
    }
}

#[test]
fn the_same_people_under_another_name_are_the_same_people() {
    let answers = "studies/twin/sealed/responses/twin.csv";
    let root = surveyed("twin", 124);
    published(&root, 1);
    let mut all = rows().1;
    twin(&root, &all);
    let (view, _) = check(&root, &[]);
    let codes = found(&view, "error");
    assert!(codes.iter().all(|own| own.0 == answers && own.2 == "same-people"), "{codes:?}");
    // Two of them left out, and the rest in another order.
    all.truncate(122);
    all.reverse();
    fs::write(root.join(answers), rows().0 + &all.concat()).unwrap();
    refused(&root, answers, "same-people");
    // The first name is gone; what was published of it is not.
    fs::remove_file(root.join(ANSWERS)).unwrap();
    edit(&root.join(STUDY).join("study.yaml"), "team-survey:", "another:");
    refused_orphan(&root);
}

/// What was published says that it is of a survey that is not there.
fn refused_orphan(root: &Path) {
    let (view, _) = check(root, &[]);
    let codes = found(&view, "error");
    assert!(codes.iter().any(|own| own.2 == "published-orphan"), "{codes:?}");
}

#[test]
fn what_is_remembered_is_as_it_was_written() {
    let root = surveyed("memory", 124);
    edit(&root.join(STUDY).join("study.yaml"), "results: true", "results: false");
    let first = published(&root, 1).remove(0);
    // No table is on the site, so none is told.
    assert!(first.keys().all(|name| name == "null"), "{first:?}");
    edit(&root.join(STUDY).join("study.yaml"), "results: false", "results: true");
    published(&root, 2);
    let file = root.join(STUDY).join("published/team-survey-2.jsonl");
    let whole = fs::read_to_string(&file).unwrap();
    let mut lines: Vec<&str> = whole.lines().collect();
    lines.remove(3);
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    let name = format!("{STUDY}/published/team-survey-2.jsonl");
    let (view, _) = check(&root, &[]);
    assert_eq!(found(&view, "error"), [(name, 1, "published".to_owned())]);
    let place = root.with_file_name("refused");
    let output = run_with("dataset DIR -o", &root, &[place.to_str().unwrap()]);
    assert!(output.status.code() == Some(1) && !place.exists(), "{}", err(&output));
    fs::write(&file, whole).unwrap();
    // Hidden, it would be read by nobody.
    fs::rename(&file, file.with_file_name(".team-survey-2.jsonl")).unwrap();
    assert_eq!(check(&root, &[]).1, 1);
}

#[test]
fn a_condition_of_a_table_names_no_rare_answer() {
    let root = surveyed("condition", 124);
    let (head, mut rows) = rows();
    let role = rows[0].split(',').nth(1).unwrap().to_owned();
    rows[0] = rows[0].replacen(&role, "Keeper of the Lighthouse", 1);
    fs::write(root.join(ANSWERS), head + &rows.concat()).unwrap();
    let plan = root.join(STUDY).join("study.yaml");
    let condition = "cols: q1, where: 'q1 = \"Keeper of the Lighthouse\"'}";
    edit(&plan, "cols: q1}", condition);
    let (view, _) = check(&root, &[]);
    let codes: Vec<String> = found(&view, "error").into_iter().map(|own| own.2).collect();
    assert_eq!(codes, ["cross"]);
    let place = root.with_file_name("refused");
    let output = run_with("dataset DIR -o", &root, &[place.to_str().unwrap()]);
    assert!(output.status.code() == Some(1) && !place.exists(), "{}", err(&output));
}

#[test]
fn rows_and_tables_that_were_not_protected_together_are_refused() {
    let plan = |root: &Path| root.join(STUDY).join("study.yaml");
    let (with, without) = ("    cross:\n      - {rows: q19, cols: q1}", "");
    // Rows first, with one table; then another table.
    let root = surveyed("rows-first", 124);
    let output = root.with_file_name("dataset");
    done("dataset DIR -o", &root, &[output.to_str().unwrap()]);
    edit(&plan(&root), "{rows: q19, cols: q1}", "{rows: q2, cols: q19}");
    assert_eq!(check(&root, &[]).1, 1);
    // A table first; then rows without it.
    let root = surveyed("table-first", 124);
    published(&root, 1);
    edit(&plan(&root), with, without);
    assert_eq!(check(&root, &[]).1, 0);
    let output = root.with_file_name("dataset");
    let run = run_with("dataset DIR -o", &root, &[output.to_str().unwrap()]);
    assert!(run.status.code() == Some(1) && err(&run).contains("not protected"), "{}", err(&run));
}
