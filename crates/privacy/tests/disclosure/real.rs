//! All two-way tables of real surveys.

use crate::published::{Counted, Known, Made};
use crate::real_data;
use paap_analysis::People;
use paap_privacy::disclosure::table::{Cell, Priority, Protected};
use paap_survey::{Kind, ReadOptions, Survey};
use std::io::Cursor;
use std::time::Instant;

fn survey(path: &str) -> Option<Survey> {
    let bytes = real_data::bytes(path)?;
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("an export"))
}

/// The variables of a survey: each option that people can combine is one.
fn variables(survey: &Survey) -> Made {
    variables_with(survey, false)
}

/// The same; with `silent`, how many gave no answer is published as it is, as the rooms above do it.
fn variables_with(survey: &Survey, silent: bool) -> Made {
    let mut made = Made::new(survey.people, 5);
    for asked in &survey.questions {
        if matches!(asked.kind, Kind::Text | Kind::Grid | Kind::Number | Kind::Date) {
            continue;
        }
        let question = made.release.question();
        let blank = [asked.asked.minus(&asked.answered), asked.asked.not()];
        let options: Vec<People> =
            asked.options.iter().map(|choice| choice.people.clone()).collect();
        let wholes = match asked.kind {
            Kind::Checkbox => options
                .iter()
                .map(|option| vec![option.clone(), asked.answered.minus(option)])
                .collect(),
            _ => vec![options],
        };
        for mut values in wholes {
            values.extend(blank.clone());
            values.retain(|value| !value.is_empty());
            let unanswered = values.iter().position(|value| *value == blank[0]);
            let unanswered: Vec<usize> = unanswered.filter(|_| silent).into_iter().collect();
            made.variable_with(question, &values, &unanswered);
        }
    }
    made
}

impl Made {
    /// The value of a question that so many people have.
    fn value(&self, survey: &Survey, id: &str, count: u64) -> (usize, usize) {
        let question = survey.question(id).expect("a question");
        let choice = question
            .options
            .iter()
            .find(|choice| choice.people.count() == count)
            .expect("an option");
        let place = |known: &Known| known.values.iter().position(|value| *value == choice.people);
        let found =
            self.variables.iter().enumerate().find_map(|(n, known)| Some((n, place(known)?)));
        found.expect("a value")
    }
}

/// Attacks a release before and after protection, and prints what is found out and what is left.
fn attack(name: &str, made: &Made) -> Protected {
    let bare = made.seen_bare().attacked();
    println!("{name}: {} people, {} variables", made.people, made.variables.len());
    println!("  small counts alone withheld: {} hidden, {} found out", bare.hidden, bare.exact);
    let start = Instant::now();
    let protected = made.release.clone().protect();
    let took = start.elapsed();
    let found = made.seen(&protected).attacked();
    println!("  protected in {took:.1?}: {} hidden, {} found out", found.hidden, found.exact);
    println!("  small counts by how many values they may have, less one: {:?}", found.widths);
    for variables in 1..=3 {
        let kept = protected.kept(variables);
        println!(
            "  over {variables}: {} of {} tables withdrawn; {} of {} cells shown, {} of {} of {} and more",
            kept.withdrawn,
            kept.tables,
            kept.shown,
            kept.cells,
            kept.large_shown,
            kept.large,
            made.least
        );
    }
    assert_eq!(found.exact, 0, "{:?}", found.examples);
    assert!(bare.hidden == 0 || bare.exact > 0);
    protected
}

const CNCF: &str = "surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv";
const PAAP: &str = "paap/survey-export_08-02-25.csv";

#[test]
fn all_two_way_tables() {
    for path in [CNCF, PAAP] {
        let Some(survey) = survey(path) else { return };
        let mut made = variables(&survey);
        made.two_way();
        let protected = attack(path, &made);
        let kept = protected.kept(2);
        if path == CNCF {
            assert!(kept.large_shown * 2 >= kept.large, "{kept:?}");
        }
    }
}

#[test]
fn tables_that_say_who_gave_no_answer() {
    for path in [CNCF, PAAP] {
        let Some(survey) = survey(path) else { return };
        // One-way tables, as every results page has them.
        let mut made = variables_with(&survey, true);
        for n in 0..made.variables.len() {
            made.table(&[n], Priority::Ordinary);
        }
        attack("one-way tables", &made);
        // And every tenth table of two questions, as no study prepares more.
        for one in 0..made.variables.len() {
            for two in (one + 1..made.variables.len()).filter(|two| (one + two) % 10 == 0) {
                made.table(&[one, two], Priority::Ordinary);
            }
        }
        attack(path, &made);
    }
}

#[test]
fn a_figure_of_14_of_22_stays() {
    let Some(survey) = survey(PAAP) else { return };
    let mut made = variables(&survey);
    for n in 0..made.variables.len() {
        made.table(&[n], Priority::Ordinary);
    }
    let protected = attack("one-way tables of 22 people", &made);
    let none = made.value(&survey, "q21", 14);
    assert_eq!(made.cell(&protected, &[none]), Cell::Shown(14));
    // Beside all two-way tables it stays if it is cited.
    let mut made = variables(&survey);
    let (n, value) = made.value(&survey, "q21", 14);
    let people = made.variables[n].values[value].clone();
    let all = People::all(made.people);
    made.figure(&people, &all, &[n], Priority::Cited).expect("a figure");
    made.two_way();
    let protected = attack("a cited figure beside all two-way tables", &made);
    assert_eq!(protected.figure(made.figures[0].figure), Cell::Shown(14));
}

/// Tables of everybody and of those alone who are something: what is left over must be as safe.
#[test]
fn tables_that_differ_by_a_filter() {
    for (path, filters, over) in [(CNCF, 6, 12), (PAAP, 4, 12)] {
        let Some(survey) = survey(path) else { return };
        let mut made = variables(&survey);
        let count = made.variables.len();
        for n in 0..count {
            made.table(&[n], Priority::Ordinary);
        }
        for filter in 0..filters {
            for n in filters..count {
                made.table_where(&[n], (filter, 0), Priority::Ordinary);
            }
            for one in filters..filters + over {
                for two in filters..one {
                    made.table(&[two, one], Priority::Ordinary);
                    made.table_where(&[two, one], (filter, 0), Priority::Ordinary);
                }
            }
        }
        attack(&format!("{path}, filtered"), &made);
    }
}

/// Figures of insights beside all two-way tables.
#[test]
fn figures_beside_tables() {
    let Some(survey) = survey(PAAP) else { return };
    let mut made = variables(&survey);
    let count = made.variables.len();
    for n in (0..count - 9).step_by(7) {
        let set = |n: usize, value: usize| made.variables[n].values[value].clone();
        let (one, two, three) = (set(n, 0), set(n + 4, 0), set(n + 9, 0));
        let all = People::all(made.people);
        for (people, base, of) in [
            (one.clone(), all.clone(), vec![n]),
            (one.clone(), two.clone(), vec![n, n + 4]),
            (one.or(&two), all.clone(), vec![n, n + 4]),
            (one.and(&two), three.clone(), vec![n, n + 4, n + 9]),
            (one.clone(), two.or(&three), vec![n, n + 4, n + 9]),
        ] {
            made.figure(&people, &base, &of, Priority::Cited).expect("a figure");
        }
    }
    let bare = made.clone();
    let alone = attack("figures alone", &bare);
    made.two_way();
    let beside = attack("figures beside all two-way tables", &made);
    for (name, protected) in [("alone", &alone), ("beside tables", &beside)] {
        let shown = |counted: &&Counted| matches!(protected.figure(counted.figure), Cell::Shown(_));
        println!(
            "{name}: {} of {} figures shown",
            made.figures.iter().filter(shown).count(),
            made.figures.len()
        );
    }
}
