//! `paap interview codes`.

use super::study;
use crate::args::interview::{By, CodesArgs};
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::number::{percent, probability};
use crate::show::sheet::{Grid, Remark, Sheet, count, share, words};
use crate::show::table::Cell;
use paap_analysis::People;
use paap_interview::coding::disagree::compare;
use paap_interview::coding::{AGREED, Coding};
use paap_interview::guide::{Finder, Guide, Spoken};
use paap_interview::tabulate::{Attribute, Codes, Level, Matrix, Tabulation, Together};
use paap_interview::{Document, Warning};
use paap_survey::{Question, ReadOptions, Survey};
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
            coded.state.codings.iter().filter(|coding| coding.coder == coder).cloned().collect()
        }
    };
    let documents: Vec<Document> =
        coded.documents.values().map(|held| held.document.clone()).collect();
    let tabulation = Tabulation::new(&coded.codebook, &codings, &documents);
    if let (Some(export), Some(name)) = (&args.survey, &args.question) {
        let attributes = answers(&tabulation, export, name)?;
        let view = tabulation.with(&attributes, args.min_base);
        return output::sheet(&view, together(&view), &args.showing);
    }
    match args.by {
        None => {
            let mut view = tabulation.counts(args.min_base);
            let odd = coded.warnings.iter().map(|(_, warning)| warning.clone());
            view.warnings.extend(odd);
            output::sheet(&view, counts(&view), &args.showing)
        }
        Some(By::Persona) => {
            let view = tabulation.matrix(&tabulation.personas(), args.min_base);
            output::sheet(&view, matrix(&view), &args.showing)
        }
        Some(By::Person) => {
            let view = tabulation.matrix(&tabulation.persons(), args.min_base);
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
            let view = tabulation.by_question(&guide, &asked, args.min_base);
            output::sheet(&view, matrix(&view), &args.showing)
        }
        Some(By::Code) => {
            let view = tabulation.together(args.min_base);
            output::sheet(&view, together(&view), &args.showing)
        }
    }
}

/// What the participants who also answered the survey said there.
fn answers(tabulation: &Tabulation, export: &Path, name: &str) -> Result<Vec<Attribute>, Error> {
    let mut source = input::open(export)?.source;
    let survey = Survey::read(&mut *source, &ReadOptions::default())
        .map_err(|why| Error::Read(export.to_owned(), why))?;
    let question = survey.named(name).map_err(Error::Scope)?;
    let first = usize::try_from(survey.source.header_rows).unwrap_or(usize::MAX).saturating_add(1);
    Ok(vec![attribute(tabulation, question, first)])
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
        (Some(low), Some(high)) => format!("{} to {}", percent(low), percent(high)).as_str().into(),
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
            words("meaning"),
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
    let all_signals = view.codes.iter().all(|row| row.level != Some(Level::Finding));
    let mut notes = view.notes.clone();
    if all_signals && view.codes.iter().any(|row| row.level.is_some()) {
        notes.push("With so few people all of these are signals, not findings.".to_owned());
    }
    Sheet {
        heading: format!(
            "{} codings · {} people, in the interviews of {} something is coded",
            view.codings, view.people, view.base
        ),
        grids: vec![grid],
        notes,
        warnings: remarks(&view.warnings),
        ..Sheet::default()
    }
}

/// A row for each code and column: a matrix of many columns fits no terminal.
fn matrix(view: &Matrix) -> Sheet {
    let mut grid = Grid::new(
        "",
        vec![
            words("code"),
            words("of"),
            count("people"),
            count("base"),
            share("share"),
            words("interval"),
            count("excerpts"),
            words("q"),
        ],
    );
    for row in &view.rows {
        let mut first = true;
        for (cell, column) in row.cells.iter().zip(&view.columns) {
            if cell.people == Some(0) && cell.excerpts == Some(0) {
                continue;
            }
            let name = if first { indented(&row.name, row.depth) } else { String::new() };
            let q = row.test.as_ref().filter(|_| first);
            let q = q.map(|test| format!("{} {}", probability(test.q), level(test.level)));
            grid.rows.push(vec![
                name.as_str().into(),
                column.label.as_str().into(),
                cell.people.into(),
                column.people.into(),
                cell.share.into(),
                interval(cell.low, cell.high),
                cell.excerpts.into(),
                q.unwrap_or_default().as_str().into(),
            ]);
            first = false;
        }
    }
    Sheet {
        heading: format!(
            "Codes by {} · {} people · {} findings",
            view.by, view.base, view.findings
        ),
        grids: vec![grid],
        notes: view.notes.clone(),
        warnings: remarks(&view.warnings),
        ..Sheet::default()
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
                format!("{} ({} to {})", percent(effect), percent(low), percent(high))
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
    Sheet {
        heading: format!(
            "{} pairs tested, of {} people · {} findings",
            view.tested, view.base, view.findings
        ),
        grids: vec![grid],
        notes: view.notes.clone(),
        warnings: remarks(&view.warnings),
        ..Sheet::default()
    }
}
