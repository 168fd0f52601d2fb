use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::*;
use crate::questionnaire::{Severity, check, documentation, parse, samples};

fn there_and_back(questionnaire: &Questionnaire) -> Carried {
    let written = write(questionnaire).unwrap();
    read(&written.workbook).unwrap()
}

#[test]
fn the_documentations_example_survives() {
    let questionnaire = parse(documentation::example()).0.unwrap();
    let carried = there_and_back(&questionnaire);
    assert_eq!(carried.lost, []);
    assert_eq!(carried.questionnaire, questionnaire);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever cells can hold survives, conditions that XLSForm cannot say included.
    #[test]
    fn questionnaires_survive(questionnaire in samples::questionnaires(samples::cell_text())) {
        let carried = there_and_back(&questionnaire);
        prop_assert_eq!(carried.questionnaire, questionnaire);
    }

    #[test]
    fn hostile_texts_are_no_panic(questionnaire in samples::questionnaires(samples::hostile())) {
        let written = write(&questionnaire).unwrap();
        if let Ok(carried) = read(&written.workbook) {
            let errors = check(&carried.questionnaire);
            prop_assert!(errors.iter().all(|p| p.severity != Severity::Error), "{:?}", errors);
        }
    }
}

/// Writes forms for `oracles/xlsform.py` to the folder that `PAAP_XLSFORMS` names.
#[test]
#[ignore = "makes files for another program to judge"]
fn forms_for_the_oracle() {
    let folder =
        std::path::PathBuf::from(std::env::var_os("PAAP_XLSFORMS").expect("PAAP_XLSFORMS"));
    std::fs::create_dir_all(&folder).unwrap();
    let example = parse(documentation::example()).0.unwrap();
    std::fs::write(folder.join("example.xlsx"), write(&example).unwrap().workbook).unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = samples::questionnaires(samples::cell_text());
    for number in 0..60 {
        let questionnaire = strategy.new_tree(&mut runner).unwrap().current();
        let path = folder.join(format!("sample-{number:02}.xlsx"));
        std::fs::write(path, write(&questionnaire).unwrap().workbook).unwrap();
    }
}
