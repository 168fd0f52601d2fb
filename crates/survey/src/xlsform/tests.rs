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

/// `condition` as XLSForm says it, and what is read back without paap's own column.
fn says(condition: &str, expected: Result<(&str, &str), &str>) {
    let mut questionnaire = parse(documentation::example()).0.unwrap();
    questionnaire.pages[1].asked_if = None;
    let there = super::parse::filter(condition)
        .and_then(|found| condition::to_xpath(&found, &questionnaire))
        .and_then(|xpath| Ok((reader::condition(&xpath, &questionnaire)?, xpath)));
    let found = there.as_ref().map(|(back, xpath)| (xpath.as_str(), back.as_str()));
    assert_eq!(found.map_err(String::as_str), expected, "{condition}");
}

#[test]
fn conditions_are_translated_both_ways() {
    says("role = builder", Err("`builder` cannot be carried here"));
    says(
        "role = \"I build the plattform\"",
        Ok(("${role} = 'builder'", "role = \"I build the platform\"")),
    );
    says(
        "capabilities in (\"compute\", \"Builds and releases\") and not engineers >= 50",
        Ok((
            "(selected(${capabilities}, 'compute') or selected(${capabilities}, 'ci')) and not(${engineers} >= 50)",
            "(capabilities = \"Compute, network and storage\" or capabilities = \"Builds and releases\") and not engineers >= 50",
        )),
    );
    says("missing answered", Ok(("${missing} != ''", "missing answered")));
    says(
        "statements.easy = \"Agree\"",
        Ok(("${statements.easy} = '2'", "statements.easy = \"Agree\"")),
    );
    says(
        "statements = \"Agree\"",
        Err("`statements` is a grid; a condition needs one of its rows"),
    );
    says("satisfied > 2", Err("`satisfied` has options, which XLSForm does not order"));
    says("role = \"Nobody\"", Err("`role` has no option \"Nobody\""));
    says("nothing = 3", Err("there is no question `nothing`"));
}

/// A spreadsheet runs no text as a formula.
#[test]
fn texts_stay_texts() {
    use std::io::Read as _;
    let mut questionnaire = parse(documentation::example()).0.unwrap();
    for (at, text) in ["=1+1", "+1", "-1", "@SUM(A1)"].into_iter().enumerate() {
        questionnaire.pages[1].questions[at].label.set("en", text);
    }
    let workbook = write(&questionnaire).unwrap().workbook;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&workbook)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("<c ") && !sheet.contains("<f>"), "no formula");
    assert_eq!(read(&workbook).unwrap().questionnaire, questionnaire);
    assert_eq!(write(&questionnaire).unwrap().workbook, workbook, "the same bytes again");
}

#[test]
fn what_is_no_form_is_said() {
    let code = |bytes: &[u8]| read(bytes).unwrap_err().code;
    assert_eq!(code(b""), "workbook");
    assert_eq!(code(b"PK\x03\x04 not really"), "workbook");
    let empty = Questionnaire::new("s", Vec::new());
    assert_eq!(code(&write(&empty).unwrap().workbook), "no-survey");
}
