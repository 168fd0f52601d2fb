//! Every export is recognised without a hint, and what is odd in some is named.

use crate::survey;
use paap_survey::{Kind, ScopeOptions};

#[test]
fn tools_are_recognised() {
    for (path, reader, people) in [
        ("surveys/google-forms/cncf-maintainer-2018-h1.csv", "google-forms", 56),
        ("surveys/google-forms/developer-experience-survey.csv", "google-forms", 217),
        ("surveys/google-forms/jupyter-education-2016.csv", "google-forms", 125),
        ("surveys/google-forms/otel-collector-survey.csv", "google-forms", 185),
        ("surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv", "surveymonkey", 2286),
        ("surveys/surveymonkey/CNCF_Maintainers_Survey_2023_H2.csv", "surveymonkey", 133),
        ("surveys/surveymonkey/CNCF_WASM_Micro-Survey.csv", "surveymonkey", 93),
        ("surveys/surveymonkey/Cloud_Native_Survey_1H_2020.csv", "surveymonkey", 1324),
        ("surveys/surveymonkey/StarWars.csv", "surveymonkey", 1186),
        ("surveys/surveygizmo/20160115235816-SurveyExport.csv", "alchemer", 1706),
        ("surveys/qualtrics/sample.csv", "qualtrics", 1),
        ("surveys/qualtrics/sample_legacy.csv", "qualtrics", 1),
        ("surveys/qualtrics/Many_Different_Question_Type__Sample_Survey.csv", "qualtrics", 5),
        (
            "surveys/qualtrics/Many_Different_Question_Type__Sample_Survey_(Insights).csv",
            "qualtrics",
            5,
        ),
        ("surveys/limesurvey/rse-2017-us.csv", "limesurvey", 164),
        ("surveys/xlsx/Cloud_Native_Survey_2021-Part_1.xlsx", "surveymonkey", 0),
    ] {
        let Some(survey) = survey(path) else { return };
        let inspect = survey.inspect(&survey.scope(&ScopeOptions::default()).expect("everybody"));
        println!(
            "{path}: {} {} people, {} questions, {} warnings",
            inspect.reader,
            inspect.respondents,
            inspect.questions.len(),
            inspect.warnings.len()
        );
        assert_eq!(inspect.reader, reader, "{path}");
        if people > 0 {
            assert_eq!(inspect.respondents, people, "{path}");
        }
    }
}

#[test]
fn words_at_the_ends_of_numeric_scales_are_named() {
    let Some(survey) = survey("surveys/surveymonkey/CNCF_Maintainers_Survey_2023_H2.csv") else {
        return;
    };
    let warnings = crate::warnings(&survey);
    let named: Vec<&str> = warnings
        .iter()
        .filter(|warning| warning.code == "scale-words-beside-numbers")
        .filter_map(|warning| warning.question.as_deref())
        .collect();
    // The last is answered "N/A" by more than a third.
    for id in ["q7", "q9", "q19"] {
        assert!(named.contains(&id), "{id} is none of {named:?}");
        assert_eq!(survey.question(id).map(|question| question.kind), Some(Kind::Scale), "{id}");
    }
}

#[test]
fn texts_in_another_encoding_are_named() {
    let Some(survey) = survey("surveys/surveymonkey/StarWars.csv") else { return };
    assert!(crate::warnings(&survey).iter().any(|warning| warning.code == "not-utf8"));
    assert!(
        survey.inspect(&survey.scope(&ScopeOptions::default()).unwrap()).source.recoded.is_some()
    );
}
