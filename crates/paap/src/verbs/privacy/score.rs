//! `paap privacy score`.

use crate::args::privacy::ScoreArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::number::percent;
use crate::show::sheet::{Grid, Sheet, count, share, words};
use crate::show::some;
use crate::show::table::Cell;
use paap_privacy::find::{Finder, Options};
use paap_privacy::score::{self, Share};

pub(super) fn run(args: &ScoreArgs) -> Result<Outcome, Error> {
    let bytes = input::bytes(&args.file)?;
    let texts =
        score::read(&bytes).map_err(|why| Error::Transcript(args.file.clone(), why.to_string()))?;
    let view = score::score(&Finder::new(Options::default()), &texts);
    let columns = |first, counted, base, name| {
        vec![words(first), count(counted), count(base), share(name), words("interval")]
    };
    let row = |name: &str, share: &Share| -> Vec<Cell> {
        let interval =
            share.interval.map(|(low, high)| format!("{} to {}", percent(low), percent(high)));
        vec![
            name.into(),
            (share.count as u64).into(),
            (share.base as u64).into(),
            share.share.into(),
            interval.unwrap_or_default().as_str().into(),
        ]
    };
    let mut recall = Grid::new("", columns("type", "found", "labelled", "recall"));
    recall.rows.push(row("all", &view.recall));
    recall.rows.extend(view.types.iter().map(|one| row(&one.name, &one.recall)));
    let mut precision = Grid::new("Proposals", columns("rule", "right", "proposed", "precision"));
    precision.rows.push(row("all", &view.precision));
    precision.rows.extend(view.rules.iter().map(|one| row(&one.name, &one.precision)));
    let sheet = Sheet {
        heading: format!(
            "{} · recall {} · precision {}",
            some(view.texts as u64, "text"),
            view.recall.share.map_or_else(|| "undefined".to_owned(), percent),
            view.precision.share.map_or_else(|| "undefined".to_owned(), percent)
        ),
        grids: vec![recall, precision],
        notes: vec![
            "Found: half of the labelled span is covered by what was proposed. Right: half of the \
             proposal lies in labelled spans. Types are not compared."
                .to_owned(),
        ],
        ..Sheet::default()
    };
    output::sheet(&view, sheet, &args.showing)
}
