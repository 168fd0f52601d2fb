//! Every export makes a questionnaire, and is read the same by it.

use crate::{data, survey};
use paap_survey::questionnaire::{Severity, check, parse, write};
use std::path::{Path, PathBuf};

/// Every export of the real data, relative to its folder.
fn exports() -> Vec<String> {
    let Some(data) = data() else { return Vec::new() };
    let mut folders = vec![PathBuf::from("surveys"), PathBuf::from("paap")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(data.join(&folder)).expect("a folder") {
            let path = folder.join(entry.expect("an entry").file_name());
            let is = |ending: &str| path.extension().is_some_and(|own| own == ending);
            if data.join(&path).is_dir() && path != Path::new("surveys/xlsforms") {
                folders.push(path);
            } else if is("csv") || is("xlsx") {
                found.push(path.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_export_makes_a_valid_questionnaire() {
    for path in exports() {
        let Some(survey) = survey(&path) else { return };
        let questionnaire = survey.questionnaire("real", &path);
        let errors: Vec<_> = check(&questionnaire)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        assert_eq!(errors, [], "{path}");
        assert_eq!(parse(&write(&questionnaire)).0.as_ref(), Some(&questionnaire), "{path}");
        println!("{path}: {} questions", questionnaire.questions().count());
    }
}
