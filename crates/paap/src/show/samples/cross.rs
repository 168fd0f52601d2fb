//! One question by another.

use super::summary::stats;
use super::{HOSTILE, LONG, warnings, weights};
use paap_survey::Kind;
use paap_survey::view::{Cross, CrossCell, CrossGroup, CrossTest, Filter, Heading, Level};

fn heading(id: &str, label: &str, kind: Kind, options: &[&str]) -> Heading {
    let options = options.iter().map(|&option| option.to_owned()).collect();
    Heading { id: id.into(), label: label.into(), kind, options }
}

pub(in crate::show) fn cross() -> Cross {
    let rows = ["Metrics shape the roadmap", LONG, HOSTILE, "Other"];
    let columns = ["Fewer than 50", "50 to 500", "More than 500 people", "I do not know"];
    let cell = |count: f64, share: f64| CrossCell {
        count: Some(count),
        share: Some(share),
        low: Some(share / 2.0),
        high: Some((share * 1.5).min(1.0)),
    };
    let withheld = CrossCell { count: None, share: None, low: None, high: None };
    let mut cells: Vec<Vec<CrossCell>> = (0..4)
        .map(|row| {
            (0..4)
                .map(|column| cell(f64::from(row + column), 0.1 * f64::from(row + column)))
                .collect()
        })
        .collect();
    cells[3][3] = withheld;
    Cross {
        respondents: 22,
        filter: None,
        weights: None,
        rows: heading("q9", "What shapes your roadmap?", Kind::Checkbox, &rows),
        columns: heading(
            "q4",
            "How many people work in your organisation?",
            Kind::Single,
            &columns,
        ),
        base: 21,
        cells,
        row_totals: [6.0, 10.0, 14.0, 3.0].map(Some).into(),
        column_totals: [4.0, 9.0, 5.0, 3.0].map(Some).into(),
        groups: vec![CrossGroup { label: "50 to 500".into(), stats: stats(None) }],
        test: Some(CrossTest {
            test: "permutation test".into(),
            statistic: Some(7.412),
            df: Some(9.0),
            p: 0.0312,
            p_error: Some(0.0005),
            effect: Some(0.31),
            effect_low: Some(0.05),
            effect_high: Some(0.52),
            measure: Some("Cramér's V (bias-corrected)".into()),
            level: Level::Signal,
        }),
        notes: vec!["A person can be in several rows.".into()],
        warnings: warnings(),
    }
}

/// A cross of many long columns, with weights.
pub(in crate::show) fn broad_cross() -> Cross {
    let labels: Vec<String> = (1..=9)
        .map(|n| format!("Option number {n} of a question whose answers are whole sentences"))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let cell = CrossCell { count: Some(1.25), share: Some(0.5), low: Some(0.09), high: Some(0.91) };
    Cross {
        filter: Some(Filter { expression: "q1 answered".into(), people: 20 }),
        weights: Some(weights()),
        columns: heading("q8", "Which of these is true?", Kind::Checkbox, &labels),
        rows: heading("q2", "Do you?", Kind::Single, &["Yes", "No"]),
        cells: vec![vec![cell; 9]; 2],
        row_totals: [11.25, 11.25].map(Some).into(),
        column_totals: vec![Some(2.5); 9],
        groups: vec![],
        test: None,
        notes: vec![],
        warnings: vec![],
        ..cross()
    }
}
