//! `paap privacy find`.

use crate::args::privacy::FindArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Sheet, count, number, words};
use crate::show::some;
use paap_privacy::Kind;
use paap_privacy::find::{Finder, Options, in_code_points};
use serde::Serialize;

/// A span that identifies: what programs get.
#[derive(Debug, Serialize)]
struct Found<'a> {
    /// The first character, in code points of the text, from 0.
    start: usize,
    /// One past the last.
    end: usize,
    r#type: Kind,
    confidence: f64,
    rule: &'a str,
    text: &'a str,
}

pub(super) fn run(args: &FindArgs) -> Result<Outcome, Error> {
    let text = input::text(&args.file)?;
    let known = args.known.iter().map(|name| (name.as_str(), Kind::Person));
    let finder = Finder::new(Options::default()).with_known(known);
    let spans = finder.find_all(&[&text]).concat();
    let points = in_code_points(&text, &spans);
    let found: Vec<Found<'_>> = spans
        .iter()
        .zip(points)
        .map(|(span, points)| Found {
            start: points.start,
            end: points.end,
            r#type: span.kind,
            confidence: span.confidence,
            rule: span.rule,
            text: text.get(span.range.clone()).unwrap_or_default(),
        })
        .collect();
    let mut grid = Grid::new(
        "",
        vec![
            count("start"),
            count("end"),
            words("type"),
            number("confidence"),
            words("rule"),
            words("text"),
        ],
    );
    for one in &found {
        let kind = serde_json::to_value(one.r#type).ok();
        let kind = kind.and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
        grid.rows.push(vec![
            (one.start as u64).into(),
            (one.end as u64).into(),
            kind.as_str().into(),
            one.confidence.into(),
            one.rule.into(),
            one.text.into(),
        ]);
    }
    let sheet = Sheet {
        heading: match found.as_slice() {
            [] => "Nothing was found that may identify somebody; that is no proof.".to_owned(),
            all => format!("{} that may identify somebody", some(all.len() as u64, "span")),
        },
        grids: vec![grid],
        notes: vec![
            "Positions are in code points, from 0; the end is one past the last.".to_owned(),
        ],
        ..Sheet::default()
    };
    output::sheet(&found, sheet, &args.showing)
}
