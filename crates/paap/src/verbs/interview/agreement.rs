//! `paap interview agreement`.

use super::{nobody, study};
use crate::args::interview::{AgreementArgs, Unit};
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, share, words};
use crate::show::some;
use crate::show::table::Cell;
use paap_interview::agreement::{self, Figures, Options, Statistic, View};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

pub(super) fn run(args: &AgreementArgs) -> Result<Outcome, Error> {
    // The program ends soon, and its memory with it: to give it back piece by piece takes longer.
    let coded = ManuallyDrop::new(study(&args.folder)?.coded()?);
    let (mut worked, odd) = coded.assignments.worked(&coded.state.codings);
    if !args.coder.is_empty() {
        let coders: BTreeSet<&str> = worked.iter().map(|(coder, _)| coder.as_str()).collect();
        if let Some(unknown) = args.coder.iter().find(|own| !coders.contains(own.as_str())) {
            return nobody(unknown, coders.into_iter());
        }
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
            count("n"),
            share("alike"),
            share("have"),
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
    notes.push("n: how many codings. Have: how many units have the code.".to_owned());
    notes.push(
        "Alike is no agreement beyond chance: where a code is rare, coders who never agree on it \
         are still alike in most units."
            .to_owned(),
    );
    if view.alone > 0 {
        notes.push(format!(
            "Left out: {} that only one coder has finished.",
            some(view.alone as u64, "interview")
        ));
    }
    let unit = match view.unit {
        agreement::Unit::Turn => "turn",
        agreement::Unit::Sentence => "sentence",
        agreement::Unit::Character => "character",
    };
    let heading = match view.documents {
        0 => "Nothing to compare: no interview was finished by two coders".to_owned(),
        documents => format!(
            "{} ({}) · {} that at least two finished · {}",
            some(view.coders.len() as u64, "coder"),
            view.coders.join(", "),
            some(documents as u64, "interview"),
            some(view.units, unit)
        ),
    };
    if view.documents == 0 {
        // A table of what is undefined would say nothing.
        notes = vec![
            "Each coder says when they are through: paap interview code DIR finish --coder NAME \
             --document ID"
                .to_owned(),
        ];
        grid.rows.clear();
    }
    Sheet {
        heading,
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
        value(figures.percent).into(),
        value(figures.prevalence).into(),
        shown(figures.kappa).as_str().into(),
        shown(figures.alpha).as_str().into(),
        shown(figures.u_alpha).as_str().into(),
    ]
}

/// A share alone: it is there to read the others by, and JSON has its interval.
fn value(statistic: Statistic) -> Option<f64> {
    match statistic {
        Statistic::Known { value, .. } => Some(value),
        Statistic::Undefined { .. } => None,
    }
}

/// A statistic with its interval, to two decimals.
fn shown(statistic: Statistic) -> String {
    // A hair below nothing is nothing.
    let round =
        |value: f64| format!("{:.2}", (value * 100.0).round() / 100.0 + 0.0).replace('-', "−");
    match statistic {
        Statistic::Known { value, low: Some(low), high: Some(high), .. } => {
            let between = if low < 0.0 || high < 0.0 { " to " } else { "–" };
            format!("{} {}{between}{}", round(value), round(low), round(high))
        }
        Statistic::Known { value, .. } => round(value),
        Statistic::Undefined { .. } => "undefined".to_owned(),
    }
}
