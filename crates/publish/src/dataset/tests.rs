//! A dataset as it would be published: of the example, of made-up rows and tables, and of real exports.

use super::*;
use paap_privacy::disclosure::row::{Protected, Rules, SafeColumn, alone, protect};
use paap_survey::questionnaire as asking;
use paap_survey::{ReadOptions, Survey};
use paap_workspace::public::labels::{Named, Naming, named};
use std::io::{Cursor, Read as _};

#[path = "../../../survey/src/real_data.rs"]
mod real_data;

mod leaks;
mod there_and_back;

const HARBOUR: &[u8] = include_bytes!("../../../../examples/harbour/survey.csv");

fn about() -> About {
    About {
        name: "harbour".to_owned(),
        title: "Harbour: what its users say".to_owned(),
        version: "1.0.0".to_owned(),
        date: "2026-11-26".to_owned(),
        description: "Answers of those who build with the platform Harbour. They are synthetic."
            .to_owned(),
        licence: Licence {
            id: "CC-BY-4.0".to_owned(),
            title: "Creative Commons Attribution 4.0 International".to_owned(),
            address: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
            text: None,
        },
        authors: vec!["The Harbour crew".to_owned()],
        keywords: vec!["platform".to_owned()],
        least: 5,
        ..About::default()
    }
}

fn survey(bytes: &[u8]) -> Survey {
    Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("a survey")
}

fn choices() -> Choices<'static> {
    Choices { least: 5, k: 5, ..Choices::default() }
}

/// A table of each question, by the labels that may be said.
fn tables(survey: &Survey, choices: &Choices<'_>) -> Vec<Table> {
    let table = |question: &paap_survey::Question| {
        let base = question.answered.count();
        let line = |own: Named| {
            let people = own.options.iter().map(|&at| question.options[at].people.clone());
            let people = people.reduce(|all, own| all.or(&own)).map_or(0, |people| people.count());
            let share = people as f64 / base.max(1) as f64;
            let share = Share { base, share, low: share / 2.0, high: (share + 1.0) / 2.0 };
            let cell = match people >= choices.least {
                true => Cell::Shown { people, share: Some(share) },
                false => Cell::Withheld,
            };
            Line { row: own.label, col: None, cell }
        };
        let naming = Naming { least: choices.least, questionnaire: choices.questionnaire };
        let lines = named(question, &naming).into_iter().map(line);
        Table {
            id: question.id.clone(),
            title: question.label.trim().to_owned(),
            base: "Those who answered".to_owned(),
            row: "answer".to_owned(),
            col: None,
            lines: lines.collect(),
        }
    };
    survey.questions.iter().filter(|question| !question.options.is_empty()).map(table).collect()
}

fn part(survey: &Survey, choices: &Choices<'_>, rules: &Rules) -> Part {
    let answers = from_survey(survey, choices).expect("names that there are");
    Part {
        name: "survey".to_owned(),
        title: "The survey".to_owned(),
        people: survey.people as u64,
        questions: answers.questions,
        rows: Some(protect(&answers.rows, rules)),
        tables: tables(survey, choices),
        secret: answers.secret,
        ..Part::default()
    }
}

fn made(about: &About, parts: &[Part], previous: Option<&Files>) -> Files {
    let made = dataset(about, parts, previous);
    assert!(!made.files.is_empty(), "{:?}", made.problems);
    made.files
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(&files[path]).expect("text")
}

/// Every byte of a dataset, archives unpacked.
fn unpacked(files: &Files) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (path, bytes) in files {
        all.push((path.clone(), bytes.clone()));
        if path.ends_with(".xlsx") {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
            for at in 0..archive.len() {
                let mut file = archive.by_index(at).expect("a file of it");
                let mut inner = Vec::new();
                file.read_to_end(&mut inner).expect("its bytes");
                let name = file.name().expect("its name").into_owned();
                all.push((format!("{path}/{name}"), inner));
            }
        }
    }
    all
}

#[test]
fn the_example_is_published_with_rows_and_tables() {
    let survey = survey(HARBOUR);
    let files = made(&about(), &[part(&survey, &choices(), &Rules::default())], None);
    insta::assert_snapshot!("risk", text(&files, "RISK.md"));
    insta::assert_snapshot!("readme", text(&files, "README.md"));
    insta::assert_snapshot!("citation", text(&files, "CITATION.cff"));
    let codebook: String =
        text(&files, "codebook.md").lines().take(40).map(|line| format!("{line}\n")).collect();
    insta::assert_snapshot!("codebook", codebook);
    let package: String = text(&files, "datapackage.json")
        .lines()
        .take(110)
        .map(|line| format!("{line}\n"))
        .collect();
    insta::assert_snapshot!("package", package);
}

#[test]
fn the_same_version_is_the_same_bytes_in_whatever_order_people_answered() {
    let files = made(&about(), &[part(&survey(HARBOUR), &choices(), &Rules::default())], None);
    let again = made(&about(), &[part(&survey(HARBOUR), &choices(), &Rules::default())], None);
    assert_eq!(files, again);
    let mut lines = csv::parse(std::str::from_utf8(HARBOUR).unwrap()).unwrap();
    lines[1..].reverse();
    let mut turned = String::new();
    for line in &lines {
        csv::line(&mut turned, line.iter().map(String::as_str));
    }
    let turned =
        made(&about(), &[part(&survey(turned.as_bytes()), &choices(), &Rules::default())], None);
    for (path, bytes) in &files {
        assert_eq!(bytes, &turned[path], "{path}");
    }
}

#[test]
fn the_workbook_says_nothing_of_who_made_it_and_when() {
    let files = made(&about(), &[part(&survey(HARBOUR), &choices(), &Rules::default())], None);
    let all = unpacked(&files);
    let (_, core) = all.iter().find(|file| file.0.ends_with("docProps/core.xml")).unwrap();
    let core = std::str::from_utf8(core).unwrap();
    assert!(core.contains("<dc:creator></dc:creator>") && core.contains("2000-01-01"), "{core}");
    let mut archive = zip::ZipArchive::new(Cursor::new(&files["harbour.xlsx"])).unwrap();
    for at in 0..archive.len() {
        let time = archive.by_index(at).unwrap().last_modified();
        assert_eq!(time.map_or(1980, |time| time.year()), 1980);
    }
}

#[test]
fn all_files_are_in_the_sums() {
    let files = made(&about(), &[part(&survey(HARBOUR), &choices(), &Rules::default())], None);
    let sums: BTreeMap<&str, &str> = text(&files, "SHA256SUMS")
        .lines()
        .map(|line| line.split_once("  ").unwrap())
        .map(|(sum, path)| (path, sum))
        .collect();
    assert_eq!(sums.len(), files.len() - 1);
    for (path, sum) in sums {
        assert_eq!(sum, words::digest(&files[path]));
    }
}

#[test]
fn what_changed_is_told_and_few_new_people_are_refused() {
    let harbour = survey(HARBOUR);
    let one = part(&harbour, &choices(), &Rules::default());
    let files = made(&about(), std::slice::from_ref(&one), None);
    let next = About { version: "1.1.0".to_owned(), date: "2026-12-01".to_owned(), ..about() };
    let mut more = one.clone();
    more.people += 20;
    more.tables.remove(0);
    more.rows = None;
    let changed = made(&next, std::slice::from_ref(&more), Some(&files));
    insta::assert_snapshot!("changelog", text(&changed, "CHANGELOG.md"));
    more.people = one.people + 1;
    let refused = dataset(&next, &[more], Some(&files));
    assert!(refused.files.is_empty());
    assert!(refused.problems.iter().any(|problem| problem.code == "versions-differ-by-few"));
    let same = dataset(&about(), &[one], Some(&files));
    assert!(same.problems.iter().any(|problem| problem.code == "same-version"));
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_written() {
    let check = |change: &dyn Fn(&mut About, &mut Part), code: &str| {
        let (mut about, mut part) = (about(), Part { name: "a".to_owned(), ..Part::default() });
        part.tables.push(Table { id: "t".to_owned(), ..Table::default() });
        change(&mut about, &mut part);
        let made = dataset(&about, &[part], None);
        assert!(made.files.is_empty(), "{code}");
        assert!(
            made.problems.iter().any(|problem| problem.code == code),
            "{code}: {:?}",
            made.problems
        );
    };
    let line = |row: &str, people: u64| Line {
        row: row.to_owned(),
        col: None,
        cell: Cell::Shown { people, share: None },
    };
    check(&|about, _| about.name = "../x".to_owned(), "dataset-name");
    check(&|about, _| about.version = "1".to_owned(), "dataset-version");
    check(&|about, _| about.date = "2026-02-30".to_owned(), "dataset-date");
    check(&|about, _| about.licence.id = "a\nb".to_owned(), "dataset-licence");
    check(&|_, part| part.name = "A b".to_owned(), "survey-name");
    check(&|_, part| part.tables.push(part.tables[0].clone()), "table-name");
    check(&|_, part| part.tables[0].lines = vec![line("x", 4)], "small-cell");
    check(&|_, part| part.tables[0].lines = vec![line("x", 9), line("x", 9)], "table-line");
    check(
        &|_, part| {
            part.secret.0.insert("Gannet".to_owned());
            part.tables[0].lines = vec![line("Gannet", 9)];
        },
        "secret-label",
    );
}

#[test]
fn broken_datasets_are_problems_and_no_panic() {
    let files = made(&about(), &[part(&survey(HARBOUR), &choices(), &Rules::default())], None);
    assert!(read(&Files::new()).is_err());
    for path in files.keys() {
        let mut broken = files.clone();
        let half = broken[path].len() / 2;
        broken.get_mut(path).unwrap().truncate(half);
        let _ = read(&broken);
        broken.remove(path);
        let _ = read(&broken);
        let next = About { version: "2.0.0".to_owned(), ..about() };
        let _ = dataset(&next, &[], Some(&broken));
    }
}

#[test]
fn every_respondent_of_the_real_survey_is_alone_on_three_answers() {
    let Some(bytes) = real_data::bytes("paap/survey-export_08-02-25.csv") else { return };
    let answers = from_survey(&survey(&bytes), &choices()).unwrap();
    // As the file has it, with every option, whoever chose it.
    let open = Choices { least: 1, ..choices() };
    let all = from_survey(&survey(&bytes), &open).unwrap();
    let found = alone(&all.rows);
    assert_eq!(found[2].rows, 22);
    let protected: Protected = protect(&answers.rows, &Rules::default());
    assert_eq!(protected.rows.unwrap_err()[0].code, "few-people");
}

#[test]
fn rows_of_many_people_are_kept_as_far_as_is_safe() {
    let Some(bytes) = real_data::bytes("surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv")
    else {
        return;
    };
    let start = std::time::Instant::now();
    let survey = survey(&bytes);
    println!("read {:?}", start.elapsed());
    let answers = from_survey(&survey, &choices()).unwrap();
    println!(
        "{} people, {} columns, {:?}",
        survey.people,
        answers.rows.columns.len(),
        start.elapsed()
    );
    let protected = protect(&answers.rows, &Rules::default());
    println!("{:?}", start.elapsed());
    let safe = protected.rows.unwrap();
    assert!(safe.columns.len() >= 5);
    assert!(alone_of(&safe).iter().all(|alone| alone.rows == 0));
}

/// How many rows are alone among those that are published.
fn alone_of(safe: &SafeRows) -> Vec<paap_privacy::disclosure::row::Alone> {
    let column = |(at, own): (usize, &SafeColumn)| paap_privacy::disclosure::row::Column {
        name: own.name.clone(),
        values: own.values.clone(),
        cells: safe.rows.iter().map(|row| row[at]).collect(),
        ..Default::default()
    };
    let columns = safe.columns.iter().enumerate().map(column).collect();
    alone(&paap_privacy::disclosure::row::Rows { people: safe.rows.len(), columns })
}

#[test]
fn few_peoples_answers_are_named_where_the_questionnaire_offers_them() {
    let csv: String = (0..40).map(|at| if at < 3 { "Gannet\n" } else { "Plover\n" }).collect();
    let csv = format!("Which team do you work in?\n{csv}");
    let options = ["Gannet", "Plover", "Dunlin"].map(|label| asking::Choice {
        id: label.to_lowercase(),
        label: asking::Texts::new("und", label),
        ..Default::default()
    });
    let asked = asking::Questionnaire::new(
        "crew",
        vec![asking::Question {
            id: "team".to_owned(),
            label: asking::Texts::new("und", "Which team do you work in?"),
            kind: paap_survey::Kind::Single,
            options: options.into(),
            ..Default::default()
        }],
    );
    let read = |questionnaire: Option<&asking::Questionnaire>| {
        let options =
            ReadOptions { questionnaire: questionnaire.cloned(), ..ReadOptions::default() };
        let survey = Survey::read(&mut Cursor::new(csv.as_bytes()), &options).unwrap();
        from_survey(&survey, &Choices { questionnaire, ..choices() }).unwrap()
    };
    let told = read(Some(&asked));
    assert_eq!(told.questions[0].options, ["Gannet", "Plover", "Dunlin"]);
    assert_eq!(told.rows.columns.len(), 1);
    let guessed = read(None);
    assert_eq!(guessed.questions[0].options, Vec::<String>::new());
    assert!(guessed.rows.columns.is_empty());
    assert_eq!(guessed.secret.0.len(), 2);
}
