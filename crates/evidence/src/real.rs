//! The Platform as a Product survey, where it is at hand: the figures that its authors counted by
//! hand, and a verdict on what they assumed. What is coded here is made up.

use crate::Sources;
use crate::figure::{self, Computed};
use crate::hypothesis;
use crate::real_data;
use crate::samples::{Voice, coded};
use crate::verdict::{Heard, Outcome, Says, Verdict, reach};
use paap_survey::{ReadOptions, Survey};
use std::io::Cursor;

const NONE: &str = "q21 = \"We don't use a prioritization framework\"";

fn survey() -> Option<Survey> {
    let bytes = real_data::bytes("paap/survey-export_08-02-25.csv")?;
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("a survey"))
}

fn sources(survey: &Survey) -> Sources<'_> {
    Sources {
        surveys: [("team-survey", Some(survey))].into(),
        began: [("team-survey", "2024-09-01")].into(),
        ..Sources::default()
    }
}

#[test]
fn fourteen_of_22_use_no_framework() {
    let Some(survey) = survey() else { return };
    let sources = sources(&survey);
    let of = |text: &str| -> Computed {
        let figure = figure::read(text).unwrap_or_else(|why| panic!("{why}"));
        figure::compute(&figure, None, &sources).unwrap_or_else(|why| panic!("{why}"))
    };
    let none = of(&format!("count({NONE})"));
    assert_eq!(none.value.written(), "14 of 22");
    assert!(figure::agrees("14 of 22 (64%)", &none.value).is_ok());
    assert!(figure::agrees("15 of 22", &none.value).is_err());
    // What those 14 do, and the others.
    let written = |text: String| of(&text).value.written();
    let ours = of(&format!("count(q25 = \"Yes\" of {NONE})")).value;
    let others = of(&format!("count(q25 = \"Yes\" of not {NONE})")).value;
    assert_eq!((ours.base, others.base), (14, 8));
    assert_eq!(ours.count + others.count, 14);
    assert_eq!(written(format!("count({NONE} of q25 answered)")), "14 of 22");
}

fn verdict(survey: &Survey, voices: &[Voice<'_>]) -> Verdict {
    let coded = coded(voices);
    let plan = format!(
        "statement: Teams prioritise without a framework, and do not know that there are any.\n\
         date: 2024-08-01\ntest: share({NONE}) >= 50%\nleast-base: 10\nfor: [yes]\nagainst: [no]\n"
    );
    let plan = paap_text::yaml::load(&plan).expect("YAML");
    let (hypothesis, problems) = hypothesis::read("frameworks-unknown", &plan);
    assert_eq!(problems, []);
    let sources = Sources { coded: Some(&coded), ..sources(survey) };
    assert_eq!(hypothesis::check(&hypothesis, &sources), []);
    reach(&hypothesis, &sources, None, &[])
}

#[test]
fn frameworks_are_used_without_knowing() {
    let Some(survey) = survey() else { return };
    let own: Vec<Voice<'_>> = vec![
        ("a", "builder", "org-1", &["yes"]),
        ("b", "leader", "org-2", &["yes"]),
        ("c", "builder", "org-3", &["yes"]),
        ("d", "consumer", "org-3", &["slow"]),
    ];
    let alone = verdict(&survey, &own[3..]);
    assert_eq!(alone.test.as_ref().map(|test| test.says), Some(Says::LeansHolding));
    assert_eq!((alone.outcome, alone.exploratory), (Outcome::NotEnough, false));
    let with = verdict(&survey, &own);
    assert_eq!((with.outcome, with.voices.heard), (Outcome::Supported, Heard::For));
    assert_eq!((with.voices.people, with.voices.of, with.voices.all.organisations), (3, 4, 3));
    assert!(!with.words.iter().any(|words| words.contains("differ")), "{:?}", with.words);
    // Two whom nobody cites.
    let mut more = own.clone();
    more.extend([("e", "consumer", "org-4", &["no"][..]), ("f", "consumer", "org-4", &["no"])]);
    let mixed = verdict(&survey, &more);
    assert_eq!((mixed.outcome, mixed.voices.heard), (Outcome::Mixed, Heard::MostlyFor));
    let differ = mixed.words.iter().find(|words| words.starts_with("The personas differ"));
    assert_eq!(
        differ.map(String::as_str),
        Some(
            "The personas differ: “builder” leans towards it (2 for, 0 against, 0 both), “consumer” \
             leans against it (0 for, 2 against, 0 both), “leader” leans towards it (1 for, 0 against, \
             0 both)."
        )
    );
}
