//! `paap product next`: which need comes next, and why.

use super::read;
use crate::args::product::NextArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::number::{interval, percent};
use crate::show::sheet::{Grid, Sheet, count, number, words};
use crate::show::table::Cell;
use paap_product::Product;
use paap_product::priority::what_if::WhatIf;
use paap_product::priority::{Counted, Next, Range, Ranked, ranged};
use paap_text::yaml::At;
use paap_workspace::priority::Priority;
use serde::Serialize;

pub(super) fn run(args: &NextArgs) -> Result<Outcome, Error> {
    let read = read(&args.home.folder, &args.home.key, |product| {
        if let Some(score) = &args.score {
            product.platform.score = Some((score.clone(), At::START));
        }
    })?;
    let product = read.workspace.product.as_ref();
    let product = product.ok_or_else(|| Error::Internal("there is no platform".to_owned()))?;
    let priority = match read.workspace.priority(&read.check, read.today, product, args.what_if) {
        Some(Ok(priority)) => priority,
        Some(Err(why)) => return Err(Error::Usage(why.to_string())),
        None => return Err(Error::Internal("there is no platform".to_owned())),
    };
    let view = View::of(&priority, product, args.what_if);
    output::sheet(&view, sheet(&priority, product), &args.showing)
}

/// What programs get; docs/schema/product-next.schema.json.
#[derive(Serialize)]
struct View<'a> {
    formula: &'a str,
    needs: Vec<Need<'a>>,
    unscored: Vec<Unscored<'a>>,
    what_if: Option<Vec<Different<'a>>>,
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct Need<'a> {
    id: &'a str,
    title: &'a str,
    first_place: Option<usize>,
    last_place: Option<usize>,
    done: bool,
    score: f64,
    low: f64,
    high: f64,
    arithmetic: &'a str,
    inputs: Vec<Input<'a>>,
    confidence: f64,
    earned_confidence: u32,
    confidence_arithmetic: String,
    reasons: Vec<Reason<'a>>,
    assumption: bool,
    insights: &'a [String],
    votes: u64,
    votes_on_behalf: u64,
    tied: &'a [String],
}

#[derive(Serialize)]
struct Input<'a> {
    name: &'a str,
    value: f64,
    low: f64,
    high: f64,
    counted: Option<String>,
    figure: Option<&'a str>,
    source: Option<&'a str>,
    judged: Option<&'a str>,
}

#[derive(Serialize)]
struct Reason<'a> {
    reason: &'a str,
    percent: i32,
}

#[derive(Serialize)]
struct Unscored<'a> {
    id: &'a str,
    title: &'a str,
    missing: &'a [String],
}

#[derive(Serialize)]
struct Different<'a> {
    what: &'a str,
    first: &'a [String],
    changed: bool,
}

impl<'a> View<'a> {
    fn of(priority: &'a Priority, product: &Product, what_if: bool) -> Self {
        let Next { formula, needs, unscored, none, doubt, notes } = &priority.next;
        let missing = |own: &'a paap_product::priority::Unscored| Unscored {
            id: &own.need,
            title: &own.title,
            missing: &own.why,
        };
        let different = |own: &'a WhatIf| Different {
            what: &own.what,
            first: &own.first,
            changed: own.changed,
        };
        Self {
            formula,
            needs: needs.iter().map(|own| Need::of(own, product)).collect(),
            unscored: unscored.iter().map(missing).collect(),
            what_if: what_if.then(|| priority.what_if.iter().map(different).collect()),
            notes: none
                .iter()
                .chain(doubt)
                .chain(notes)
                .map(String::as_str)
                .chain(all_done(&priority.next))
                .collect(),
        }
    }
}

impl<'a> Need<'a> {
    fn of(own: &'a Ranked, product: &Product) -> Self {
        let inputs = own.inputs.iter().map(|(name, range)| {
            let counted = own.counted.iter().find(|(of, _)| of == name).map(|(_, own)| own);
            let judged = own.judged.iter().find(|(of, _)| of == name);
            Input {
                name,
                value: range.value,
                low: range.low,
                high: range.high,
                counted: counted.map(said),
                figure: counted.map(|own| own.figure.as_str()),
                source: counted.map(|own| own.source.as_str()),
                judged: judged.map(|(_, words)| words.as_str()),
            }
        });
        let reasons = own.confidence.reasons.iter();
        Self {
            id: &own.need,
            title: &own.title,
            first_place: own.places.map(|own| own.0),
            last_place: own.places.map(|own| own.1),
            done: own.is_done(),
            score: own.score.value,
            low: own.score.low,
            high: own.score.high,
            arithmetic: &own.arithmetic,
            inputs: inputs.collect(),
            confidence: own.confidence.percent,
            earned_confidence: own.confidence.earned,
            confidence_arithmetic: own.confidence.arithmetic(),
            reasons: reasons
                .map(|(reason, percent)| Reason { reason, percent: *percent })
                .collect(),
            assumption: own.confidence.assumption,
            insights: &own.insights,
            votes: own.votes,
            votes_on_behalf: product.on_behalf(&own.need),
            tied: &own.tied,
        }
    }
}

fn sheet(priority: &Priority, product: &Product) -> Sheet {
    let next = &priority.next;
    let mut sheet = Sheet {
        heading: "What comes next".to_owned(),
        // What is missing comes first: there is nothing else to read.
        facts: next
            .none
            .iter()
            .map(String::as_str)
            .chain(all_done(next))
            .map(str::to_owned)
            .chain([format!("Score = {}", next.formula)])
            .collect(),
        notes: next.doubt.iter().chain(&next.notes).cloned().collect(),
        ..Sheet::default()
    };
    let mut ranking =
        Grid::new("", vec![words("place"), words("need"), words("score"), words("title")]);
    let mut done = Grid::new(
        "Done; the score is of what was counted before",
        vec![words("need"), words("score"), words("title")],
    );
    let mut arithmetic = Grid::new("Arithmetic", vec![words("need"), words("score")]);
    let mut grounds = Grid::new("What it rests on", vec![words("need"), words("evidence")]);
    for own in &next.needs {
        let need = || Cell::Text(own.need.clone());
        let title = Cell::Text(own.title.clone());
        let score = Cell::Text(ranged(own.score));
        match own.places {
            Some(own) => ranking.rows.push(vec![Cell::Text(places(own)), need(), score, title]),
            None => done.rows.push(vec![need(), score, title]),
        }
        arithmetic.rows.push(vec![need(), Cell::Text(own.arithmetic.clone())]);
        let parts = rests_on(own, product).into_iter().enumerate();
        let named = |at: usize| if at == 0 { need() } else { Cell::Empty };
        grounds.rows.extend(parts.map(|(at, part)| vec![named(at), Cell::Text(part)]));
    }
    if next.none.is_none() {
        let grids = [ranking, done, arithmetic, grounds];
        sheet.grids.extend(grids.into_iter().filter(|own| !own.rows.is_empty()));
    }
    if !next.unscored.is_empty() {
        let mut grid = Grid::new("Without a score", vec![words("need"), words("missing")]);
        for own in &next.unscored {
            grid.rows.push(vec![Cell::Text(own.need.clone()), Cell::Text(own.why.join("; "))]);
        }
        sheet.grids.push(grid);
    }
    if !priority.what_if.is_empty() {
        let mut grid = Grid::new("What if", vec![words("if"), words("first would be"), words("")]);
        for own in &priority.what_if {
            let first = own.first.join(", or ");
            let mark = if own.changed { "another" } else { "the same" };
            grid.rows.push(vec![
                Cell::Text(own.what.clone()),
                Cell::Text(first),
                Cell::Text(mark.to_owned()),
            ]);
        }
        sheet.grids.push(grid);
    }
    sheet.flat = Some(flat(next, product));
    sheet
}

/// The places that a need may have: `1`, or `1–3`.
fn places((first, last): (usize, usize)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// What is said where nothing is left to be ranked.
fn all_done(next: &Next) -> Option<&'static str> {
    let words = "All that was planned for the open needs is done: ask again, and count what is left of them.";
    next.is_done().then_some(words)
}

/// How a count came about, with the share and its interval: `124 of 260 who answered (48%, 42–54%)`.
fn said(own: &Counted) -> String {
    let Some(Range { value, low, high }) = own.share else { return own.words.clone() };
    format!("{} ({}, {}%)", own.words, percent(value), interval(low, high))
}

/// What a score rests on: what was counted, what was judged, and how sure one may be.
fn rests_on(own: &Ranked, product: &Product) -> Vec<String> {
    let counted = own.counted.iter().map(|(name, own)| {
        format!("{name}: counted {}, by {} in {}", said(own), own.figure, own.source)
    });
    let judged = own.judged.iter().map(|(name, words)| format!("{name}: {words}"));
    let mut parts: Vec<String> = counted.chain(judged).collect();
    if own.inputs.contains_key("confidence") {
        parts.push(format!("confidence: {}", own.confidence.arithmetic()));
    }
    if own.votes > 0 {
        let customers = crate::show::some(own.votes, "customer");
        parts.push(match product.on_behalf(&own.need) {
            0 => format!("asked for by {customers}"),
            others => format!("asked for by {customers}, {others} through others"),
        });
    }
    if !own.insights.is_empty() {
        parts.push(format!("see {}", own.insights.join(", ")));
    }
    parts
}

/// For spreadsheets: every number in a column of its own.
fn flat(next: &Next, product: &Product) -> Grid {
    let mut grid = Grid::new(
        "",
        vec![
            words("need"),
            words("title"),
            count("first_place"),
            count("last_place"),
            words("done"),
            number("score"),
            number("low"),
            number("high"),
            number("confidence"),
            count("votes"),
            count("votes_on_behalf"),
            words("arithmetic"),
            words("insights"),
        ],
    );
    let place = |own: Option<usize>| own.map_or(Cell::Empty, |own| Cell::Number(own as f64));
    for own in &next.needs {
        grid.rows.push(vec![
            Cell::Text(own.need.clone()),
            Cell::Text(own.title.clone()),
            place(own.places.map(|own| own.0)),
            place(own.places.map(|own| own.1)),
            Cell::Text(if own.is_done() { "yes" } else { "no" }.to_owned()),
            Cell::Number(own.score.value),
            Cell::Number(own.score.low),
            Cell::Number(own.score.high),
            Cell::Number(own.confidence.percent),
            Cell::Number(own.votes as f64),
            Cell::Number(product.on_behalf(&own.need) as f64),
            Cell::Text(own.arithmetic.clone()),
            Cell::Text(own.insights.join(" ")),
        ]);
    }
    grid
}
