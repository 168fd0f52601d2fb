//! `paap interview codes`.

use super::{nobody, study};
use crate::args::interview::{By, CodesArgs};
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::number::{self, people, points, probability};
use crate::show::sheet::{Grid, Remark, Sheet, count, excerpt, share, words};
use crate::show::some;
use crate::show::table::Cell;
use paap_analysis::People;
use paap_interview::coding::disagree::compare;
use paap_interview::coding::{AGREED, Coding};
use paap_interview::guide::{Finder, Guide, Spoken};
use paap_interview::tabulate::{Attribute, Codes, Level, Matrix, MatrixCell, Tabulation, Together};
use paap_interview::{Document, Warning};
use paap_survey::{Question, ReadOptions, Survey};
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

pub(super) fn run(args: &CodesArgs) -> Result<Outcome, Error> {
    let study = study(&args.folder)?;
    let coded = study.coded()?;
    let (worked, _) = coded.assignments.worked(&coded.state.codings);
    let codings: Vec<Coding> = match args.coder.as_deref() {
        None => coded.state.codings.clone(),
        Some(AGREED) => {
            let decisions = &coded.state.adjudications;
            compare(&coded.state.codings, &worked, decisions, &coded.texts()).agreed
        }
        Some(coder) => {
            let all = &coded.state.codings;
            let own: Vec<Coding> =
                all.iter().filter(|coding| coding.coder == coder).cloned().collect();
            if own.is_empty() {
                let coders: BTreeSet<&str> = all.iter().map(|one| one.coder.as_str()).collect();
                return nobody(coder, coders.into_iter());
            }
            own
        }
    };
    let documents: Vec<Document> =
        coded.documents.values().map(|held| held.document.clone()).collect();
    let tabulation = Tabulation::new(&coded.codebook, &codings, &documents);
    if let (Some(export), Some(name)) = (&args.survey, &args.question) {
        let (attribute, rows) = answers(&tabulation, export, name)?;
        let mut view = tabulation.with(&[attribute], args.min_base);
        view.notes.extend(respondents(&tabulation, &rows));
        uncoded(&codings, &mut view.notes);
        return output::sheet(&view, together(&view), &args.showing);
    }
    match args.by {
        None => {
            let mut view = tabulation.counts(args.min_base);
            uncoded(&codings, &mut view.notes);
            let odd = coded.warnings.iter().map(|(_, warning)| warning.clone());
            view.warnings.extend(odd);
            output::sheet(&view, counts(&view), &args.showing)
        }
        Some(By::Persona) => {
            let mut view = tabulation.matrix(&tabulation.personas(), args.min_base);
            if view.columns.is_empty() {
                view.notes.push(
                    "No interview has a persona: write `persona: NAME` into its front matter, or \
                     import with --persona NAME."
                        .to_owned(),
                );
            }
            uncoded(&codings, &mut view.notes);
            output::sheet(&view, matrix(&view), &args.showing)
        }
        Some(By::Person) => {
            let mut view = tabulation.matrix(&tabulation.persons(), args.min_base);
            uncoded(&codings, &mut view.notes);
            output::sheet(&view, matrix(&view), &args.showing)
        }
        Some(By::Question) => {
            let Some(path) = args.guide.as_deref() else {
                return Err(Error::Usage("--by question needs the guide: --guide FILE".to_owned()));
            };
            let guide = Guide::read(&input::text(path)?);
            let finder = Finder::new(&guide, None);
            let asked: Vec<_> = documents
                .iter()
                .map(|document| finder.find_in(&Spoken::of_document(document)))
                .collect();
            let mut view = tabulation.by_question(&guide, &asked, args.min_base);
            uncoded(&codings, &mut view.notes);
            output::sheet(&view, matrix(&view), &args.showing)
        }
        Some(By::Code) => {
            let mut view = tabulation.together(args.min_base);
            uncoded(&codings, &mut view.notes);
            output::sheet(&view, together(&view), &args.showing)
        }
    }
}

/// What the participants who also answered the survey said there, and the rows in which people are.
fn answers(
    tabulation: &Tabulation,
    export: &Path,
    name: &str,
) -> Result<(Attribute, Range<usize>), Error> {
    let mut source = input::open(export)?.source;
    let survey = Survey::read(&mut *source, &ReadOptions::default())
        .map_err(|why| Error::Read(export.to_owned(), why))?;
    let question = survey.named(name).map_err(Error::Scope)?;
    let header = usize::try_from(survey.source.header_rows).unwrap_or(usize::MAX);
    let first = header.saturating_add(1);
    Ok((attribute(tabulation, question, first), first..first.saturating_add(survey.people)))
}

/// What to do where there is nothing to count yet: no other note is of use then.
fn uncoded(codings: &[Coding], notes: &mut Vec<String>) {
    if codings.is_empty() {
        *notes = vec![
            "Nothing is coded yet: paap interview code DIR apply --coder NAME --document ID --code CODE \
             --quote WORDS"
                .to_owned(),
        ];
    }
}

/// Which participants cannot be found in the survey, and why.
fn respondents(tabulation: &Tabulation, rows: &Range<usize>) -> Vec<String> {
    let named = tabulation.participants().iter().filter_map(|one| one.respondent.as_deref());
    let named: Vec<&str> = named.collect();
    let is_there = |name: &&&str| name.parse().is_ok_and(|row| rows.contains(&row));
    let found = named.iter().filter(is_there).count();
    let mut notes = Vec::new();
    if named.is_empty() {
        notes.push(
            "No interview says who its participant is in the survey: write `respondent: N` into its \
             front matter, their row in the export as a spreadsheet numbers it."
                .to_owned(),
        );
    }
    if found < named.len() {
        notes.push(format!(
            "{} not in the survey: `respondent` is a row of the export as a spreadsheet numbers \
             it, from {} to {}.",
            match named.len() - found {
                1 => "1 participant is".to_owned(),
                several => format!("{several} participants are"),
            },
            rows.start,
            rows.end.saturating_sub(1)
        ));
    }
    notes
}

/// A question's answers as sets of participants: a respondent's number is their row in the export,
/// as a spreadsheet numbers it; `first` is that of the first.
fn attribute(tabulation: &Tabulation, question: &Question, first: usize) -> Attribute {
    let rows: Vec<Option<usize>> = tabulation
        .participants()
        .iter()
        .map(|one| one.respondent.as_deref()?.parse::<usize>().ok()?.checked_sub(first))
        .collect();
    let those = |people: &People| {
        People::from_fn(rows.len(), |person| {
            rows.get(person).copied().flatten().is_some_and(|row| people.contains(row))
        })
    };
    Attribute {
        name: question.id.clone(),
        values: question
            .options
            .iter()
            .map(|option| (option.label.clone(), those(&option.people)))
            .collect(),
        known: those(&question.answered),
        apart: false,
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Finding => "finding",
        Level::Signal => "signal",
    }
}

fn indented(name: &str, depth: usize) -> String {
    // What is put in front is no white space, which a terminal's page would take away.
    format!("{}{name}", "· ".repeat(depth))
}

fn interval(low: Option<f64>, high: Option<f64>) -> Cell {
    match (low, high) {
        (Some(low), Some(high)) => number::interval(low, high).as_str().into(),
        _ => Cell::Empty,
    }
}

fn remarks(warnings: &[Warning]) -> Vec<Remark> {
    warnings.iter().map(|warning| Remark::of("", warning)).collect()
}

fn counts(view: &Codes) -> Sheet {
    let mut grid = Grid::new(
        "",
        vec![
            words("code"),
            count("people"),
            share("share"),
            words("interval"),
            count("excerpts"),
            count("coders"),
            excerpt("meaning"),
        ],
    );
    for row in &view.codes {
        grid.rows.push(vec![
            indented(&row.name, row.depth).as_str().into(),
            row.people.into(),
            row.share.into(),
            interval(row.low, row.high),
            row.excerpts.into(),
            row.coders.into(),
            row.definition.as_deref().unwrap_or_default().into(),
        ]);
    }
    Sheet {
        heading: format!(
            "{} · {} interviewed, {} of them in interviews that are coded",
            some(view.codings, "coding"),
            some(view.people, "person"),
            view.base
        ),
        grids: vec![grid],
        notes: view.notes.clone(),
        warnings: remarks(&view.warnings),
        ..Sheet::default()
    }
}

/// The columns of a matrix; their labels stand above it.
const LETTERS: [&str; 18] =
    ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r"];
/// So much of a terminal's 80 columns is for the matrix's numbers, and the rest for codes.
const ROOM: usize = 56;

/// Codes down, what they are counted by across: of several columns that are not tested, and have room.
/// The cells are people, or of single people excerpts.
fn crossed(view: &Matrix, is_single: bool) -> Option<(Vec<String>, Grid)> {
    let number = |cell: &MatrixCell| if is_single { cell.excerpts } else { cell.people };
    let largest = view.rows.iter().flat_map(|row| &row.cells).filter_map(number).max();
    let wide = people(largest.unwrap_or(0)).len() + 2;
    let is_tested = view.rows.iter().any(|row| row.test.is_some());
    let fits = view.columns.len() <= LETTERS.len().min(ROOM / wide);
    if is_tested || view.columns.len() < 2 || !fits {
        return None;
    }
    let mut legend = vec![match is_single {
        true => "In the cells: excerpts.".to_owned(),
        false => {
            "In the cells: people. --format csv has shares, intervals and excerpts.".to_owned()
        }
    }];
    let mut columns = vec![words("code")];
    for (letter, column) in LETTERS.iter().zip(&view.columns) {
        let of = match column.people {
            Some(people) if !is_single => format!(" ({})", some(people, "person")),
            _ => String::new(),
        };
        legend.push(format!("{letter} {}{of}", column.label));
        columns.push(count(letter));
    }
    let mut grid = Grid::new("", columns);
    for row in &view.rows {
        let cells = row.cells.iter().map(|cell| number(cell).into());
        let name: Cell = indented(&row.name, row.depth).as_str().into();
        grid.rows.push(std::iter::once(name).chain(cells).collect());
    }
    Some((legend, grid))
}

/// A row for each code and column; `repeated` says the code in each, as a spreadsheet needs that sorts.
fn listed(view: &Matrix, is_single: bool, repeated: bool) -> Grid {
    let mut columns = vec![words("code"), words("of")];
    if !is_single {
        columns.extend([count("people"), count("base"), share("share"), words("interval")]);
    }
    columns.push(count("excerpts"));
    if !is_single {
        columns.push(words("q"));
    }
    let mut grid = Grid::new("", columns);
    for row in &view.rows {
        let mut first = true;
        for (cell, column) in row.cells.iter().zip(&view.columns) {
            if cell.people == Some(0) && cell.excerpts == Some(0) {
                continue;
            }
            let name = if first { indented(&row.name, row.depth) } else { String::new() };
            let q = row.test.as_ref().filter(|_| first);
            let q = q.map(|test| format!("{} {}", probability(test.q), level(test.level)));
            let mut cells: Vec<Cell> = vec![name.as_str().into(), column.label.as_str().into()];
            if !is_single {
                cells.extend([cell.people.into(), column.people.into(), cell.share.into()]);
                cells.push(interval(cell.low, cell.high));
            }
            cells.push(cell.excerpts.into());
            if !is_single {
                cells.push(q.unwrap_or_default().as_str().into());
            }
            grid.rows.push(cells);
            first = repeated;
        }
    }
    grid
}

fn matrix(view: &Matrix) -> Sheet {
    // Of a single person there is no share.
    let is_single = view.columns.iter().all(|column| column.people.is_none_or(|n| n <= 1))
        && view.rows.iter().all(|row| row.test.is_none());
    let (facts, grid) =
        crossed(view, is_single).unwrap_or_else(|| (Vec::new(), listed(view, is_single, false)));
    Sheet {
        heading: format!(
            "Codes by {} · {} · {}",
            view.by,
            some(view.base, "person"),
            some(view.findings, "finding")
        ),
        facts,
        grids: vec![grid],
        flat: Some(listed(view, is_single, true)),
        notes: view.notes.clone(),
        warnings: remarks(&view.warnings),
    }
}

fn together(view: &Together) -> Sheet {
    let mut grid = Grid::new(
        "",
        vec![
            words("code"),
            words("with"),
            count("both"),
            count("n"),
            words("difference"),
            words("p"),
            words("q"),
            count("overlaps"),
        ],
    );
    for pair in &view.pairs {
        let difference = match (pair.effect, pair.low, pair.high) {
            (Some(effect), Some(low), Some(high)) => {
                format!("{} ({} to {})", points(effect), points(low), points(high))
            }
            _ => String::new(),
        };
        let q = pair.q.map(|q| format!("{} {}", probability(q), level(pair.level)));
        grid.rows.push(vec![
            format!("{} ({})", pair.a.label, pair.a.people).as_str().into(),
            format!("{} ({})", pair.b.label, pair.b.people).as_str().into(),
            pair.both.into(),
            pair.n.into(),
            difference.as_str().into(),
            pair.p.map(probability).unwrap_or_default().as_str().into(),
            q.unwrap_or_default().as_str().into(),
            pair.overlaps.into(),
        ]);
    }
    let mut notes = vec![
        "The difference is in points, with its interval: the share of the second among those with the \
         first, less its share among the rest."
            .to_owned(),
    ];
    if view.pairs.iter().any(|pair| pair.p.is_none()) {
        notes.push(
            "Where nothing stands, everybody or nobody is in one of the two: there is nothing to test."
                .to_owned(),
        );
    }
    notes.extend_from_slice(&view.notes);
    Sheet {
        heading: format!(
            "{} tested, of {} · {}",
            some(view.tested, "pair"),
            some(view.base, "person"),
            some(view.findings, "finding")
        ),
        grids: vec![grid],
        notes,
        warnings: remarks(&view.warnings),
        ..Sheet::default()
    }
}
