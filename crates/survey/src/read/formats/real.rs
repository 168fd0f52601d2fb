//! The readers on real exports, which are not in the repository: `PAAP_REAL_DATA` says where.

use super::trial::{every_column_once, show};
use super::{alchemer, qualtrics, surveymonkey};
use crate::read::layout::{Draft, Format, Layout, Shape};
use crate::read::scan;
use crate::read::sheet::Sheet;
use std::io::Cursor;
use std::path::PathBuf;

/// A real export; `None` where there is none at hand.
fn real(path: &str) -> Option<Sheet> {
    let folder = std::env::var_os("PAAP_REAL_DATA").map(PathBuf::from);
    let folder = folder
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let path = folder.join("surveys").join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Some(scan::sheet(&mut Cursor::new(bytes), 1).unwrap()),
        Err(_) if std::env::var_os("PAAP_REQUIRE_REAL_DATA").is_some_and(|v| v == "1") => {
            panic!("{} is not there", path.display())
        }
        Err(_) => {
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

#[test]
#[ignore = "prints"]
fn dump() {
    for (f, p) in [
        (&surveymonkey::FORMAT, "surveymonkey/CNCF_WASM_Micro-Survey.csv"),
        (&surveymonkey::FORMAT, "surveymonkey/CNCF_Maintainers_Survey_2023_H2.csv"),
        (&surveymonkey::FORMAT, "surveymonkey/StarWars.csv"),
        (&surveymonkey::FORMAT, "surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv"),
        (&surveymonkey::FORMAT, "surveymonkey/Cloud_Native_Survey_1H_2020.csv"),
        (&alchemer::FORMAT, "surveygizmo/20160115235816-SurveyExport.csv"),
        (&qualtrics::FORMAT, "qualtrics/sample.csv"),
        (&qualtrics::FORMAT, "qualtrics/sample_legacy.csv"),
        (&qualtrics::FORMAT, "qualtrics/Many_Different_Question_Type__Sample_Survey.csv"),
        (
            &qualtrics::FORMAT,
            "qualtrics/Many_Different_Question_Type__Sample_Survey_(Insights).csv",
        ),
    ] {
        let Some(sheet) = real(p) else { continue };
        eprintln!("=== {p}");
        for f in [&surveymonkey::FORMAT, &alchemer::FORMAT, &qualtrics::FORMAT] {
            eprintln!("  {} {}", f.reader.name(), (f.recognise)(&sheet));
        }
        let layout = (f.lay_out)(&sheet);
        eprintln!("{}", show(&layout));
        every_column_once(&sheet, &layout);
    }
}

