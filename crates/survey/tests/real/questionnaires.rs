//! Every export makes a questionnaire, and is read the same by it.

use crate::{read_by, real_data, survey};
use paap_survey::ScopeOptions;
use paap_survey::questionnaire::{Choice, Severity, UNDETERMINED, check, parse, write};
use paap_survey::view::QuestionSummary;
use std::path::{Path, PathBuf};

/// Every export of the real data, relative to its folder.
fn exports() -> Vec<String> {
    let Some(data) = real_data::folder() else { return Vec::new() };
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
        if survey.questions.is_empty() {
            println!("{path}: tables of results, no answers");
            continue;
        }
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

/// Counts by label, without options that nobody chose.
fn counts(question: &QuestionSummary) -> Vec<(&str, f64)> {
    let chosen = question.options.iter().filter(|option| option.count > 0.0);
    let mut counts: Vec<(&str, f64)> = chosen
        .map(|option| (if option.other { "Other" } else { option.label.trim() }, option.count))
        .collect();
    counts.sort_by(|a, b| a.0.cmp(b.0));
    counts
}

/// What a question is: its kind, its options in their order, and its numbers.
fn shape(question: &QuestionSummary) -> String {
    let options = question.options.iter();
    let options: Vec<(&str, f64, bool)> =
        options.map(|o| (o.label.trim(), o.count, o.other)).collect();
    format!("{:?} {} {options:?} {:?}", question.kind, question.base, question.stats)
}

#[test]
fn what_an_export_makes_reads_it_the_same() {
    for path in exports() {
        let Some(survey) = survey(&path) else { return };
        // In the answers' themes, one is named in what somebody wrote: inference counts it as
        // written, a questionnaire as named.
        if survey.questions.is_empty() || path.ends_with("themes.csv") {
            continue;
        }
        let (questionnaire, _) = parse(&write(&survey.questionnaire("real", &path)));
        let questionnaire = questionnaire.expect("a valid questionnaire");
        let Some(told) = read_by(&path, questionnaire) else { return };
        let everybody = ScopeOptions::default();
        let inferred = survey.summary(&survey.scope(&everybody).expect("everybody"));
        let by_it = told.summary(&told.scope(&everybody).expect("everybody"));
        assert_eq!(inferred.questions.len(), by_it.questions.len(), "{path}");
        let mut unlike = Vec::new();
        for (a, b) in inferred.questions.iter().zip(&by_it.questions) {
            if shape(a) != shape(b) {
                unlike.push(format!("{}\n  {}\n  {}", a.id, shape(a), shape(b)));
            }
            let bases = |q: &QuestionSummary| (q.id.clone(), q.asked, q.answered, q.not_asked);
            assert_eq!(bases(a), bases(b), "{path}");
            assert_eq!(counts(a), counts(b), "{path} {}", a.id);
            assert!(b.asked_if.as_ref().is_none_or(|asked_if| !asked_if.inferred), "{path}");
        }
        assert!(unlike.is_empty(), "{path}: {}", unlike.join("\n"));
        let codes =
            ["question-without-column", "not-in-questionnaire", "kind-mismatch", "asked-if"];
        let warnings = crate::warnings(&told);
        let odd: Vec<_> = warnings.iter().filter(|w| codes.contains(&w.code)).collect();
        assert!(odd.is_empty(), "{path}: {odd:?}");
    }
}

#[test]
fn an_alias_makes_two_spellings_one_option() {
    let path = "paap/survey-export_08-02-25.csv";
    let Some(survey) = survey(path) else { return };
    let mut questionnaire = survey.questionnaire("paap", "");
    let options = questionnaire
        .pages
        .iter_mut()
        .flat_map(|page| &mut page.questions)
        .map(|question| &mut question.options)
        .find(|options| ["Yes", "yes"].iter().all(|l| options.iter().any(|o| label(o) == *l)))
        .expect("two spellings of yes");
    options.retain(|option| label(option) != "yes");
    let yes = options.iter_mut().find(|option| label(option) == "Yes").expect("yes");
    yes.aliases.push("yes".to_owned());
    let Some(told) = read_by(path, questionnaire) else { return };
    let q28 = told.question("q28").expect("the question");
    let yes = q28.options.iter().find(|choice| choice.label == "Yes").expect("yes");
    assert_eq!((yes.people.count(), q28.asked.count()), (12, 14));
    let warnings = crate::warnings(&told);
    let odd = |code: &str| warnings.iter().any(|warning| warning.code == code);
    assert!(!odd("label-variants") && !odd("unknown-option"));
}

fn label(option: &Choice) -> &str {
    option.label.get(UNDETERMINED).unwrap_or_default()
}
