//! `paap interview themes`.

use super::{documents, filter, study};
use crate::args::interview::ThemesArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Sheet, count, excerpt, number, words};
use crate::show::some;
use paap_interview::Role;
use paap_interview::search::{Source, passages};
use paap_interview::similar::{Excerpt, themes};

pub(super) fn run(args: &ThemesArgs) -> Result<Outcome, Error> {
    let documents = documents(&study(&args.folder)?)?;
    let sources: Vec<Source<'_>> = documents.values().map(Source::of).collect();
    let mut filter = filter(&args.among)?;
    // What interviewers ask is the same in all interviews, and no theme.
    let known = documents.values().flat_map(|one| &one.about.speakers);
    if args.among.speaker.is_none() && known.into_iter().any(|one| one.role == Role::Interviewee) {
        filter.role = Some(Role::Interviewee);
    }
    let passages = passages(&sources, &filter).map_err(|why| Error::Usage(why.to_string()))?;
    let excerpts: Vec<Excerpt<'_>> = passages
        .into_iter()
        .map(|(source, passage)| Excerpt {
            document: source.id,
            turn: passage.turn,
            start: passage.at,
            end: passage.at + passage.text.len(),
            text: passage.text,
            language: source.language,
        })
        .collect();
    let view = themes(&excerpts, args.seed);
    let mut grids = vec![Grid::new("", vec![count("group"), count("excerpts"), words("words")])];
    for (at, group) in view.groups.iter().enumerate() {
        let telling: Vec<&str> = group.words.iter().map(|word| word.word.as_str()).collect();
        if let Some(first) = grids.first_mut() {
            first.rows.push(vec![
                (at as u64 + 1).into(),
                (group.members.len() as u64).into(),
                telling.join(", ").as_str().into(),
            ]);
        }
        let mut grid = Grid::new(
            format!("{}. {}", at + 1, telling.join(", ")),
            vec![number("like"), words("where"), excerpt("what was said")],
        );
        for member in group.members.iter().take(args.top) {
            grid.rows.push(vec![
                member.similarity.into(),
                format!("{} {}", member.excerpt.document, member.excerpt.turn).as_str().into(),
                member.excerpt.text.as_str().into(),
            ]);
        }
        grids.push(grid);
    }
    let mut alone = Grid::new("Belong nowhere", vec![words("where"), excerpt("what was said")]);
    for one in view.nowhere.iter().take(args.top) {
        alone.rows.push(vec![
            format!("{} {}", one.document, one.turn).as_str().into(),
            one.text.as_str().into(),
        ]);
    }
    grids.push(alone);
    let sheet = Sheet {
        heading: format!(
            "{} · {} · {} belong nowhere",
            some(view.excerpts as u64, "turn"),
            some(view.groups.len() as u64, "group"),
            view.nowhere.len()
        ),
        grids,
        notes: vec![
            "A start for an affinity map, found by words alone. --top N shows more of each group; JSON \
             has every excerpt, whole."
                .to_owned(),
        ],
        ..Sheet::default()
    };
    output::sheet(&view, sheet, &args.showing)
}
