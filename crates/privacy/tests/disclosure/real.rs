//! All two-way tables of real surveys.

use crate::{published, real_data};
use paap_survey::{ReadOptions, Survey};
use std::io::Cursor;
use std::time::Instant;

fn survey(path: &str) -> Option<Survey> {
    let bytes = real_data::bytes(path)?;
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("an export"))
}

fn attack(path: &str) {
    let Some(survey) = survey(path) else { return };
    let mut made = published::variables(&survey, 5);
    made.two_way();
    let values: usize = made.variables.iter().map(|v| v.1.len()).sum();
    println!(
        "{path}: {} people, {} variables, {values} values",
        survey.people,
        made.variables.len()
    );
    let start = Instant::now();
    let protected = made.release.protect();
    println!("{:?} {:?}", start.elapsed(), (1..3).map(|n| protected.kept(n)).collect::<Vec<_>>());
}

#[test]
fn cncf() {
    attack("surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv");
}

#[test]
fn paap() {
    attack("paap/survey-export_08-02-25.csv");
}
