//! What a file is.

use super::{HOSTILE, LONG, WIDE, asked_if, source, warnings};
use paap_survey::Kind;
use paap_survey::view::{Inspect, InspectedQuestion, MetadataColumn, SourceView};

pub(in crate::show) fn inspect() -> Inspect {
    let question = |id: &str, label: &str, kind, options: &[&str]| InspectedQuestion {
        id: id.into(),
        slug: "framework".into(),
        label: label.into(),
        kind,
        column: "B".into(),
        columns: 1,
        asked: 22,
        answered: 22,
        base: 22,
        grid: None,
        options: options.iter().map(|&option| option.to_owned()).collect(),
        asked_if: None,
        withheld: false,
    };
    Inspect {
        reader: "google-forms",
        source: SourceView {
            verified: false,
            recoded: Some("Windows-1252"),
            worksheet: Some("Form responses 1".into()),
            blank_rows: 2,
            ..source()
        },
        respondents: 22,
        filter: None,
        weights: None,
        min_base: 0,
        metadata: vec![
            MetadataColumn {
                column: "A".into(),
                label: "Timestamp".into(),
                role: "time",
                filled: 22,
            },
            MetadataColumn {
                column: "AJ".into(),
                label: HOSTILE.into(),
                role: "address",
                filled: 3,
            },
        ],
        questions: vec![
            question(
                "q1",
                "Which capabilities does your platform provide?",
                Kind::Checkbox,
                &[
                    LONG,
                    "Software-defined infrastructure: compute, network and storage",
                    WIDE,
                    HOSTILE,
                ],
            ),
            InspectedQuestion {
                asked: 14,
                answered: 13,
                base: 13,
                asked_if: Some(asked_if()),
                ..question(
                    "q2",
                    "What did you learn from it? Please tell us as much as you like: what went well, what did not, and what you would tell another team that wants to begin",
                    Kind::Text,
                    &[],
                )
            },
            InspectedQuestion {
                columns: 5,
                ..question("q7", "How much do you agree?", Kind::Grid, &[])
            },
            InspectedQuestion {
                grid: Some("q7".into()),
                ..question(
                    "q7.1",
                    "The platform saves me time",
                    Kind::Scale,
                    &["Disagree", "Agree"],
                )
            },
        ],
        warnings: warnings(),
    }
}
