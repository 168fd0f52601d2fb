//! What other programs get of a check.

use super::{INSIGHT, edit, line, made};
use crate::interviews::run_with;
use crate::{out, paap};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A workspace in a folder of a repository, with a claim that is wrong at this line.
fn broken(name: &str) -> (std::path::PathBuf, u64) {
    let root = made(name);
    fs::create_dir_all(root.with_file_name(".git")).unwrap();
    let insight = root.join(INSIGHT);
    edit(&insight, "# 40 of 124 do", "# 40 of 124: 100%, they say, do");
    let at = line(&insight, "# 40");
    (root, at)
}

#[test]
fn remarks_of_github_name_files_from_the_repositorys_root() {
    let (root, at) = broken("github");
    let start = format!("::error file=research/{INSIGHT},line={at},col=1,title=claim-number::");
    let whole = run_with("check DIR --format github", &root, &[]);
    assert_eq!(whole.status.code(), Some(1));
    assert!(out(&whole).lines().any(|line| line.starts_with(&start)), "{}", out(&whole));
    assert!(out(&whole).contains("100%25"), "{}", out(&whole));
    // From wherever it is run, and however the folder is named.
    for (from, named) in
        [(&root, "."), (&root.join("studies"), ".."), (&root.with_file_name(""), "./research")]
    {
        let own = paap(&["check", named, "--format", "github"]).current_dir(from).output().unwrap();
        assert_eq!(out(&own), out(&whole), "{named}");
    }
}

#[test]
fn sarif_has_a_place_for_every_result() {
    let (root, at) = broken("sarif");
    let output = run_with("check DIR --format sarif", &root, &[]);
    let view: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&view["version"], output.status.code()), (&"2.1.0".into(), Some(1)));
    let run = &view["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &run["columnKind"]),
        (&"paap".into(), &"unicodeCodePoints".into())
    );
    let rules: Vec<&Value> =
        driver["rules"].as_array().unwrap().iter().map(|rule| &rule["id"]).collect();
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert!(rules.contains(&&result["ruleId"]), "{result}");
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        let file = root.with_file_name("").join(uri);
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        let start = place["region"]["startLine"].as_u64().unwrap();
        assert!((1..=lines as u64).contains(&start), "{result}");
        assert!(!Path::new(uri).is_absolute() && !uri.contains('\\'), "{uri}");
    }
    let wrong = results.iter().find(|one| one["ruleId"] == "claim-number").unwrap();
    assert_eq!(wrong["locations"][0]["physicalLocation"]["region"]["startLine"], at);
    assert_eq!(
        rules.len(),
        rules.iter().map(|rule| rule.to_string()).collect::<std::collections::BTreeSet<_>>().len()
    );
}

#[test]
fn a_table_fits_and_names_each_line() {
    let (root, at) = broken("table");
    let output = run_with("check DIR", &root, &[]);
    let table = out(&output);
    assert!(
        table.contains(INSIGHT) && table.contains(&format!("! line {at} · claim-number")),
        "{table}"
    );
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
}

#[test]
fn nothing_of_a_file_drives_a_terminal() {
    let root = made("terminal");
    let path = root.join("paap.yaml");
    let text = fs::read_to_string(&path).unwrap() + "\"ke\\ey\\u202e\\n::error::\": 1\n";
    fs::write(&path, text).unwrap();
    edit(&path, "title: Platform research", "title: '::error::pwned'");
    let table = out(&run_with("check DIR", &root, &[]));
    assert!(table.lines().all(|line| !line.trim_start().starts_with("::")), "{table}");
    for format in ["table", "json", "sarif", "github"] {
        let output = run_with("check DIR --format", &root, &[format]);
        let said = out(&output);
        assert!(said.contains("unknown-key") && output.status.code() == Some(1), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
        assert!(said.lines().all(|line| !line.starts_with("::error::")), "{said}");
    }
}
