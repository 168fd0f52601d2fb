//! `paap interview agreement`.

use super::study;
use crate::args::interview::{AgreementArgs, Unit};
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::number::figure;
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::table::Cell;
use paap_interview::agreement::{self, Figures, Options, Statistic, View};
use std::collections::BTreeSet;

pub(super) fn run(args: &AgreementArgs) -> Result<Outcome, Error> {
    let coded = study(&args.folder)?.coded()?;
    let (mut worked, odd) = coded.assignments.worked(&coded.state.codings);
    if !args.coder.is_empty() {
        worked.retain(|(coder, _)| args.coder.contains(coder));
    }
    let unit = match args.unit {
        Unit::Turn => agreement::Unit::Turn,
        Unit::Sentence => agreement::Unit::Sentence,
        Unit::Character => agreement::Unit::Character,
    };
    let options = Options { unit, seed: args.seed, ..Options::default() };
    let mut view = agreement::agreement(
        &coded.codebook,
        &coded.state.codings,
        &worked,
        &coded.texts(),
        options,
    );
    view.warnings.extend(odd);
    output::sheet(&view, sheet(&view), &args.showing)
}

fn sheet(view: &View) -> Sheet {
    let mut grid = Grid::new(
        "",
        vec![
            words("code"),
            count("codings"),
            words("alike"),
            words("prevalence"),
            words("kappa"),
            words("alpha"),
            words("u-alpha"),
        ],
    );
    grid.rows.push(row("all codes", &view.overall));
    grid.rows.extend(view.codes.iter().map(|one| row(&one.name, &one.figures)));
    let reasons: BTreeSet<&str> = view
        .codes
        .iter()
        .map(|one| &one.figures)
        .chain([&view.overall])
        .flat_map(|own| [own.percent, own.prevalence, own.kappa, own.alpha, own.u_alpha])
        .filter_map(|statistic| match statistic {
            Statistic::Undefined { why, .. } => Some(why),
            Statistic::Known { .. } => None,
        })
        .collect();
    let mut notes: Vec<String> =
        reasons.into_iter().map(|why| format!("Undefined where {why}")).collect();
    if let Some(drawn) = &view.drawn {
        notes.push(format!(
            "Intervals: {}%, from {} draws of {} {} (seed {}).",
            (drawn.confidence * 100.0).round(),
            drawn.draws,
            drawn.blocks,
            drawn.from,
            drawn.seed
        ));
    }
    notes.push(
        "Alike is no agreement beyond chance: where a code is rare, coders who never agree on it \
         are still alike in most units."
            .to_owned(),
    );
    Sheet {
        heading: format!(
            "{} coders ({}) · {} interviews that at least two coded · {} units",
            view.coders.len(),
            view.coders.join(", "),
            view.documents,
            view.units
        ),
        grids: vec![grid],
        notes,
        warnings: view.warnings.iter().map(|one| Remark::of("", one)).collect(),
        ..Sheet::default()
    }
}

fn row(name: &str, figures: &Figures) -> Vec<Cell> {
    vec![
        name.into(),
        figures.n.into(),
        shown(figures.percent).as_str().into(),
        shown(figures.prevalence).as_str().into(),
        shown(figures.kappa).as_str().into(),
        shown(figures.alpha).as_str().into(),
        shown(figures.u_alpha).as_str().into(),
    ]
}

/// A statistic with its interval, to two decimals.
fn shown(statistic: Statistic) -> String {
    let round = |value: f64| figure((value * 100.0).round() / 100.0);
    match statistic {
        Statistic::Known { value, low: Some(low), high: Some(high), .. } => {
            format!("{} ({} to {})", round(value), round(low), round(high))
        }
        Statistic::Known { value, .. } => round(value),
        Statistic::Undefined { .. } => "undefined".to_owned(),
    }
}
