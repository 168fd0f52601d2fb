//! `paap interview search`.

use super::{documents, filter, study};
use crate::args::interview::SearchArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Sheet, words};
use crate::show::some;
use paap_interview::search::{Index, Query, Source};
use std::thread;

pub(super) fn run(args: &SearchArgs) -> Result<Outcome, Error> {
    let documents = documents(&study(&args.folder)?)?;
    let sources: Vec<Source<'_>> = documents.values().map(Source::of).collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let query = Query::read(&args.query).map_err(|why| Error::Usage(why.to_string()))?;
    let index = Index::of(sources, threads).map_err(|why| Error::Usage(why.to_string()))?;
    let found = index
        .search(&query, &filter(&args.among)?, args.top)
        .map_err(|why| Error::Usage(why.to_string()))?;
    let mut grid = Grid::new("", vec![words("where"), words("who"), words("what was said")]);
    for hit in &found.hits {
        grid.rows.push(vec![
            format!("{} {}", hit.document, hit.turn).as_str().into(),
            hit.speaker.as_deref().unwrap_or("—").into(),
            hit.snippet.text.as_str().into(),
        ]);
    }
    let mut notes = Vec::new();
    if !found.unknown.is_empty() {
        notes.push(format!("Nobody says: {}.", found.unknown.join(", ")));
    } else if found.passages == 0 {
        notes.push("No turn has all of it; OR between words finds any of them.".to_owned());
    } else if found.passages > found.hits.len() {
        notes.push(format!("The best {} are shown: --top N shows more.", found.hits.len()));
    }
    let sheet = Sheet {
        heading: format!(
            "{} in {} of {}",
            some(found.passages as u64, "turn"),
            found.documents,
            some(documents.len() as u64, "interview")
        ),
        grids: vec![grid],
        notes,
        ..Sheet::default()
    };
    output::sheet(&found, sheet, &args.showing)
}
