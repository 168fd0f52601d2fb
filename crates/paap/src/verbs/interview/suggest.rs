//! `paap interview suggest`.

use super::{filter, study};
use crate::args::interview::SuggestArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{self, Grid, Sheet, number, words};
use crate::show::some;
use paap_interview::coding::{Coding, visible_to};
use paap_interview::search::Source;
use paap_interview::similar::{Excerpt, suggest};
use paap_interview::{Codebook, Document, Pinned};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) fn run(args: &SuggestArgs) -> Result<Outcome, Error> {
    let coded = study(&args.folder)?.coded()?;
    if coded.codebook.get(&args.code).is_none() {
        return Err(Error::Usage(format!(
            "{}: there is no such code (paap interview codes lists them)",
            args.code
        )));
    }
    let codes = below(&coded.codebook, &args.code);
    let texts = coded.texts();
    let pinned: BTreeMap<&str, Pinned<'_>> =
        texts.iter().map(|(id, document)| (id.as_str(), Pinned::of(document))).collect();
    let mut ranges: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    // An example would show what another coder did, before both are through.
    let seen: Vec<&Coding> = match args.coder.as_deref() {
        Some(coder) => visible_to(coder, &coded.state.codings, &coded.assignments),
        None => coded.state.codings.iter().collect(),
    };
    for coding in seen.into_iter().filter(|coding| codes.contains(coding.code.as_str())) {
        let Some(pinned) = pinned.get(coding.document.as_str()) else { continue };
        if let Ok(range) = pinned.find(&coding.place) {
            ranges.entry(coding.document.as_str()).or_default().push(range);
        }
    }
    let documents: BTreeMap<String, Document> =
        texts.iter().map(|(id, document)| (id.clone(), (*document).clone())).collect();
    let sources: Vec<Source<'_>> = documents.values().map(Source::of).collect();
    let examples: Vec<Excerpt<'_>> = ranges
        .iter()
        .filter_map(|(id, ranges)| Some((documents.get(*id)?, ranges)))
        .flat_map(|(document, ranges)| ranges.iter().map(move |range| excerpt(document, range)))
        .collect();
    if examples.is_empty() {
        return Err(Error::Usage(format!(
            "{}: nothing has this code yet, so there is nothing to be like",
            args.code
        )));
    }
    // Turns that no coding of this code touches.
    let filter = filter(&args.among)?;
    let passages = paap_interview::search::passages(&sources, &filter)
        .map_err(|why| Error::Usage(why.to_string()))?;
    let uncoded: Vec<Excerpt<'_>> = passages
        .into_iter()
        .filter_map(|(source, passage)| {
            let range = passage.at..passage.at + passage.text.len();
            let own = ranges.get(source.id).map_or(&[][..], Vec::as_slice);
            let touched = own.iter().any(|one| one.start < range.end && one.end > range.start);
            (!touched).then_some(Excerpt {
                document: source.id,
                turn: passage.turn,
                start: range.start,
                end: range.end,
                text: passage.text,
                language: source.language,
            })
        })
        .collect();
    let view = suggest(&examples, &uncoded, args.top);
    let mut grid = Grid::new(
        "",
        vec![number("like"), words("where"), sheet::excerpt("what was said"), words("because of")],
    );
    for one in &view.excerpts {
        grid.rows.push(vec![
            one.score.into(),
            format!("{} {}", one.excerpt.document, one.excerpt.turn).as_str().into(),
            one.excerpt.text.as_str().into(),
            one.words.join(", ").as_str().into(),
        ]);
    }
    let sheet = Sheet {
        heading: format!(
            "Most like the {} of {}, of {} other turns",
            some(view.coded as u64, "excerpt"),
            args.code,
            view.uncoded
        ),
        grids: vec![grid],
        notes: vec![
            "To be like is no proof: read each, and code it or not. Long turns are cut here; JSON and \
             CSV have all of them."
                .to_owned(),
        ],
        ..Sheet::default()
    };
    output::sheet(&view, sheet, &args.showing)
}

/// A code with those below it: their excerpts are examples of it, too.
fn below<'a>(codebook: &'a Codebook, code: &'a str) -> BTreeSet<&'a str> {
    let mut codes = BTreeSet::from([code]);
    let mut inside = None;
    for (depth, one) in codebook.tree() {
        match inside {
            Some(top) if depth > top => {
                codes.insert(one.id.as_str());
            }
            _ => inside = (one.id == code).then_some(depth),
        }
    }
    codes
}

fn excerpt<'a>(document: &'a Document, range: &Range<usize>) -> Excerpt<'a> {
    Excerpt {
        document: &document.about.id,
        turn: document.turn_at(range.start).map_or("", |turn| turn.id.as_str()),
        start: range.start,
        end: range.end,
        text: document.body.get(range.clone()).unwrap_or_default(),
        language: document.about.language.as_deref(),
    }
}
