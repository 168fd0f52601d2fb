//! What each form draws and says, held in snapshots; the gallery's samples are the input.

mod common;
#[path = "../examples/gallery/samples.rs"]
mod samples;

use std::collections::BTreeSet;

use paap_charts::Chart;

/// The samples whose pictures are kept; all are checked.
const KEPT: [&str; 15] = [
    "shares",
    "few",
    "many",
    "weighted",
    "scale",
    "diverging",
    "one",
    "team",
    "hours",
    "nps",
    "compare",
    "cross-long",
    "empty",
    "maturity",
    "maturity-gap",
];

/// The caller's id, as the drawing has it.
fn id(chart: &Chart) -> &str {
    let (_, rest) = chart.svg.split_once("<title id=\"chart-").expect("a title");
    rest.split_once("-title\"").expect("an id").0
}

fn shown(Chart { svg, table }: &Chart) -> String {
    let mut text = format!("{}\n| {} |\n", table.caption, table.header.join(" | "));
    for row in &table.rows {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text + "\n" + svg
}

#[test]
fn forms_look_as_they_did() {
    let all = samples::all();
    for name in KEPT {
        let chart = all.iter().find(|chart| id(chart) == name).expect(name);
        insta::assert_snapshot!(name, shown(chart));
    }
}

#[test]
fn samples_are_well_formed_and_apart() {
    let all = samples::all();
    for chart in &all {
        common::check(&chart.svg);
    }
    let ids: BTreeSet<&str> = all.iter().map(id).collect();
    assert_eq!(ids.len(), all.len(), "ids are unique in a page");
}

#[test]
fn drawing_twice_gives_the_same() {
    assert_eq!(samples::all(), samples::all());
}

#[test]
fn the_figure_of_the_issue_reads_as_it_should() {
    let all = samples::all();
    let chart = all.iter().find(|chart| id(chart) == "shares").expect("the first sample");
    let row = ["We don't use a prioritisation framework", "14", "22", "64%", "43–80%"];
    assert!(chart.table.rows.iter().any(|cells| cells == &row));
    for text in [">14 of 22<", ">64%<", ">(43–80)<"] {
        assert!(chart.svg.contains(text), "{text}");
    }
}
