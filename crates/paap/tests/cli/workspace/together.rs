//! Rows and tables of one dataset, held against each other by somebody who has both and nothing else.

use super::{STUDY, edit};
use crate::interviews::{done, example, run_with};
use crate::{err, folder, out};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The cells of a CSV file.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut all = text.chars().peekable();
    while let Some(c) = all.next() {
        match c {
            '"' if quoted && all.peek() == Some(&'"') => {
                all.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows
}

/// A survey as chance has it, in the shape of an export: choices of all sorts, some of them rare.
fn synthetic(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let people = 55 + draw(250);
    let skew = 1 + draw(4);
    let mut text = String::from("Role,Site,Tool,Satisfied,Often,Boxes\n");
    for _ in 0..people {
        let mut pick = |words: &[&str]| {
            let size = words.len() as u64;
            // The higher the skew, the rarer the last.
            let at = (0..skew).map(|_| draw(size)).min().unwrap_or(0);
            words[usize::try_from(at).unwrap()].to_owned()
        };
        let role = pick(&["Builder", "Leader", "Consumer", "Owner"]);
        let site = pick(&["North", "South", "East", "West", "Island"]);
        let tool = if role == "Leader" {
            "None".to_owned()
        } else {
            pick(&["Portal", "None", "Shell", "Chat"])
        };
        let satisfied =
            pick(&["Agree", "Neutral", "Disagree", "Strongly agree", "Strongly disagree"]);
        let often = pick(&["Daily", "Weekly", "Never", ""]);
        let boxes = [pick(&["Logs", "Traces"]), pick(&["Cost", "Alerts"])].join(", ");
        text += &format!("{role},{site},{tool},{satisfied},{often},\"{boxes}\"\n");
    }
    text
}

fn dataset(name: &str, answers: &str, crosses: &str) -> Option<PathBuf> {
    let place = folder(&format!("together-{name}"));
    let root = place.join("research");
    done("init DIR --title", &root, &["Together"]);
    let file = place.join("team-survey.csv");
    fs::write(&file, answers).unwrap();
    let plan = format!("\nsurveys:\n  team-survey:\n    from: 2025-09-08\n    cross:\n{crosses}");
    edit(&root.join(STUDY).join("study.yaml"), "\nsurveys:", &plan);
    done("add survey --workspace DIR", &root, &[file.to_str().unwrap()]);
    let target = place.join("dataset");
    let output = run_with("dataset DIR -o", &root, &[target.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    Some(target.join("1.0.0"))
}

/// What somebody finds out who holds rows against tables: for each withheld count the fewest and the most
/// people that it may be of, as far as rows with and without blanks say. Returns how many there were, and
/// those that are known.
fn found_out(dataset: &Path) -> (usize, Vec<String>) {
    let rows = fs::read_to_string(dataset.join("data/team-survey.csv")).map(|text| cells(&text));
    let Ok(mut rows) = rows else { return (0, Vec::new()) };
    let head = rows.remove(0);
    // The title of a column is that of its question in the codebook.
    let codebook = cells(&fs::read_to_string(dataset.join("codebook.csv")).unwrap());
    let labels: BTreeMap<&str, &str> =
        codebook.iter().skip(1).map(|row| (row[2].as_str(), row[3].as_str())).collect();
    let package = fs::read_to_string(dataset.join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let (mut withheld, mut known) = (0, Vec::new());
    for resource in package["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        if !path.starts_with("tables/") {
            continue;
        }
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let title = |name: &str| {
            let field = fields.iter().find(|field| field["name"] == name);
            field.and_then(|field| field["title"].as_str()).unwrap_or_default().to_owned()
        };
        let column = |name: &str| {
            let title = title(name);
            head.iter().position(|own| {
                *own == title || labels.get(own.as_str()).is_some_and(|label| *label == title)
            })
        };
        let (row_at, col_at) = (column("row"), column("col"));
        let table = cells(&fs::read_to_string(dataset.join(path)).unwrap());
        let is = |name: &str| table[0].iter().position(|own| own == name);
        let (people, col) = (is("people").unwrap(), is("col"));
        for line in table.iter().skip(1).filter(|line| line[people].is_empty()) {
            withheld += 1;
            let sides = [(row_at, &line[0]), (col_at, col.map_or(&line[0], |at| &line[at]))];
            let sides = &sides[..if col.is_some() { 2 } else { 1 }];
            let fits = |row: &Vec<String>, surely: bool| {
                sides.iter().all(|(at, label)| match at {
                    None => !surely,
                    Some(at) => {
                        let said = &row[*at];
                        said == *label
                            || !surely
                                && (said.is_empty()
                                    || said.contains(" to ")
                                    || said.contains("ther"))
                    }
                })
            };
            let (least, most) = (
                rows.iter().filter(|row| fits(row, true)).count(),
                rows.iter().filter(|row| fits(row, false)).count(),
            );
            if least == most && least > 0 {
                known.push(format!("{path}: {line:?} is {least}"));
            }
        }
    }
    (withheld, known)
}

#[test]
fn rows_and_tables_together_give_no_withheld_count_away() {
    let crosses =
        "      - {rows: q1, cols: q2}\n      - {rows: q3, cols: q4}\n      - {rows: q5, cols: q1}";
    let (mut all, mut with_rows) = (0, 0);
    for seed in 0..25 {
        let dataset = dataset(&seed.to_string(), &synthetic(seed), crosses).unwrap();
        let (withheld, known) = found_out(&dataset);
        assert_eq!(known, Vec::<String>::new(), "seed {seed}");
        all += withheld;
        with_rows += usize::from(dataset.join("data").exists());
    }
    assert!(all > 100 && with_rows > 10, "{all} withheld, {with_rows} with rows");
    let harbour = fs::read_to_string(example("harbour/survey.csv")).unwrap();
    let crosses = "      - {rows: q19, cols: q1}\n      - {rows: q8, cols: q2}";
    let (withheld, known) = found_out(&dataset("harbour", &harbour, crosses).unwrap());
    assert!(withheld > 0 && known.is_empty(), "{withheld} {known:?}");
}
