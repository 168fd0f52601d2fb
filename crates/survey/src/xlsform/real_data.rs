//! The public example forms.

use super::read;
use crate::questionnaire::{Place, Severity, check, write};

fn form(name: &str) -> Option<Vec<u8>> {
    crate::real_data::bytes(&format!("surveys/xlsforms/{name}"))
}

/// What is lost, as `severity row column`, and the questions as `id kind`.
fn carried(name: &str) -> Option<(Vec<String>, Vec<String>)> {
    let carried = read(&form(name)?).unwrap();
    let errors: Vec<_> = check(&carried.questionnaire)
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    assert_eq!(errors, [], "what is read is a valid questionnaire");
    let lost = carried.lost.iter().map(|lost| {
        let Place::Cell { sheet, row, column } = &lost.place else { panic!("{lost:?}") };
        println!("{}", lost.render(name, None));
        format!("{} {sheet} {row} {column}", lost.severity.name())
    });
    let lost = lost.collect();
    let questions = carried.questionnaire.questions();
    let questions = questions.map(|q| format!("{} {}", q.id, q.kind.name())).collect();
    Some((lost, questions))
}

#[test]
fn cascading_selects() {
    let Some((lost, questions)) = carried("choice_filter_test.xlsx") else { return };
    assert_eq!(questions, ["state single", "county single", "city single"]);
    let expected = [
        "warning choices 6 name",
        "note choices 1 cf",
        "warning survey 3 choice_filter",
        "warning survey 4 choice_filter",
        "note settings 2 allow_choice_duplicates",
    ];
    assert_eq!(lost, expected);
}

#[test]
fn an_old_workbook_with_an_answer_of_ones_own() {
    let Some(bytes) = form("specify_other.xls") else { return };
    let carried = read(&bytes).unwrap();
    assert_eq!(carried.lost, []);
    let expected = r#"paap: questionnaire/1
id: form
languages: [en]

questions:
  - id: sex
    label: What sex are you?
    kind: single
    options:
      - id: male
        label: Male
      - id: female
        label: Female
    other: true
"#;
    assert_eq!(write(&carried.questionnaire), expected);
}

/// Both forms hold one of everything; they differ in repeats and in the order of a few rows.
#[test]
fn the_specifications_own_forms() {
    for (name, notes, warnings) in
        [("flat_xlsform_test.xlsx", 45, 20), ("xlsform_spec_test.xlsx", 45, 20)]
    {
        let Some((lost, questions)) = carried(name) else { return };
        let count = |word: &str| lost.iter().filter(|lost| lost.starts_with(word)).count();
        assert_eq!((count("note"), count("warning")), (notes, warnings), "{name}");
        let expected = [
            "skip_to_end single",
            "my_name text",
            "address text",
            "text_image_audio_video_test text",
            "autocomplete_test single",
            "autocomplete_chars_test single",
            "a_integer number",
            "a_decimal number",
            "required_text text",
            "select_multiple_test checkbox",
            "labeled_select_group grid",
            "name grid",
            "compact-test single",
            "compact-2-test single",
            "acknowledge_test single",
            "date_test date",
            "time_test text",
            "datetime_test date",
            "barcode_test text",
            "q1 text",
            "false text",
            "launch number",
        ];
        assert_eq!(questions, expected, "{name}");
        let Some(bytes) = form(name) else { return };
        let questionnaire = read(&bytes).unwrap().questionnaire;
        let page = |id: &str| {
            let page = questionnaire.pages.iter().find(|page| page.id.as_deref() == Some(id));
            page.and_then(|page| page.asked_if.as_ref()).map(|asked| asked.text.clone())
        };
        assert_eq!(questionnaire.languages, ["en", "zh"]);
        assert_eq!(page("group_test").as_deref(), Some("not skip_to_end = \"Yes\""));
        let grid = questionnaire.question("labeled_select_group").unwrap();
        assert_eq!((grid.rows.len(), grid.options.len(), grid.required), (1, 2, true));
        // What was read is written and read again without a change.
        let written = super::write(&questionnaire).unwrap();
        assert_eq!(read(&written.workbook).unwrap().questionnaire, questionnaire, "{name}");
    }
}
