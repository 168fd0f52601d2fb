//! `paap product events`: what tools say that happened, kept as facts of use and delivery.

use crate::args::product::EventsArgs;
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::sheet::{Grid, Remark, Sheet, count, words};
use crate::show::some;
use crate::show::table::Cell;
use crate::verbs::interview::identity;
use crate::verbs::workspace::threads;
use jiff::civil::Date;
use paap_files::Folder;
use paap_product::events::{Key, Log, Reader};
use paap_text::Weight;
use paap_workspace::Workspace;
use paap_workspace::check::personal::in_names;
use paap_workspace::product::{EVENTS, FACTS, FOLDER};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) fn run(args: &EventsArgs) -> Result<Outcome, Error> {
    let folder = Folder::around(&args.home.workspace, identity(&args.home.key)?)?;
    let workspace = Workspace::read(&folder.tree()?, threads());
    let wrong = workspace.problems_in(&format!("{FOLDER}/{EVENTS}"));
    if let Some(first) = wrong.first() {
        let (line, message) = (first.problem.at.line, &first.problem.message);
        return Err(Error::Usage(format!("{FOLDER}/{EVENTS}, line {line}: {message}")));
    }
    let product = workspace.product.unwrap_or_default();
    // Texts of persons are known by a key that nobody keeps.
    let mut random = [0; 32];
    for part in random.chunks_exact_mut(8) {
        part.copy_from_slice(&paap_files::random().to_le_bytes());
    }
    let now = i64::try_from(clock::now()).unwrap_or(i64::MAX);
    let mut reader = Reader::new(&product.mapping, Key::new(random), now, threads());
    for path in &args.files {
        let name = path.display().to_string();
        let failed = |why| Error::Open(path.clone(), why);
        if name == "-" {
            reader.read("standard input", &mut std::io::stdin()).map_err(failed)?;
        } else {
            let mut file = std::fs::File::open(path).map_err(failed)?;
            reader.read(&name, &mut file).map_err(failed)?;
        }
    }
    let log = reader.finish();
    if let Some(found) = in_names(log.facts.customers.iter()) {
        return Err(Error::Usage(format!(
            "the name of a customer holds {found}: `customer` in product/events.yaml leads to people; say where \
             events name the team. Nothing was kept"
        )));
    }
    let before = product.facts.days();
    let mut written = Vec::new();
    if !args.dry_run && log.events > 0 {
        lost(before, log.facts.days(), args.replace)?;
        for (name, text) in log.facts.files() {
            let path = format!("{FOLDER}/{FACTS}/{name}");
            folder.put(&path, text.as_bytes())?;
            written.push(path);
        }
    }
    let view = View::of(&log, &written);
    let outcome = output::sheet(&view, sheet(&log, &view), &args.showing)?;
    Ok(if log.events == 0 { Outcome::Gate(1) } else { outcome })
}

/// Facts are made anew of all files: days that these say nothing of would be lost.
fn lost(
    before: Option<(Date, Date)>,
    now: Option<(Date, Date)>,
    replace: bool,
) -> Result<(), Error> {
    let Some((first, last)) = before else { return Ok(()) };
    let covers = now.is_some_and(|(from, to)| from <= first && to >= last);
    if covers || replace {
        return Ok(());
    }
    let now = now.map_or("none".to_owned(), |(from, to)| format!("those from {from} to {to}"));
    Err(Error::Usage(format!(
        "facts are kept from {first} to {last}, and these files have {now}: name all files together, or say --replace"
    )))
}

/// What programs get; docs/schema/product-events.schema.json.
#[derive(Serialize)]
struct View<'a> {
    events: u64,
    repeated: u64,
    left_out: u64,
    from: Option<String>,
    to: Option<String>,
    uses: usize,
    requests: usize,
    deliveries: usize,
    customers: usize,
    capabilities: usize,
    persons: u32,
    types: Vec<Type<'a>>,
    problems: Vec<Odd<'a>>,
    written: &'a [String],
}

#[derive(Serialize)]
struct Type<'a> {
    name: &'a str,
    events: u64,
    counted: bool,
}

#[derive(Serialize)]
struct Odd<'a> {
    code: &'a str,
    count: u64,
    first: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    message: &'a str,
}

impl<'a> View<'a> {
    fn of(log: &'a Log, written: &'a [String]) -> Self {
        let days = log.facts.days();
        let types: &BTreeMap<String, (u64, bool)> = &log.types;
        let place = |(file, own): &'a (String, paap_text::Problem)| Place {
            file,
            line: own.at.line,
            message: &own.message,
        };
        Self {
            events: log.events,
            repeated: log.repeated,
            left_out: log.odds.left_out(),
            from: days.map(|own| own.0.to_string()),
            to: days.map(|own| own.1.to_string()),
            uses: log.facts.uses.len(),
            requests: log.facts.requests.len(),
            deliveries: log.facts.deliveries.len(),
            customers: log.facts.customers.len(),
            capabilities: log.facts.capabilities.len(),
            persons: log.facts.persons,
            types: types
                .iter()
                .map(|(name, &(events, counted))| Type { name, events, counted })
                .collect(),
            problems: log
                .odds
                .iter()
                .map(|(code, own)| Odd {
                    code,
                    count: own.count,
                    first: own.first.iter().map(place).collect(),
                })
                .collect(),
            written,
        }
    }
}

fn sheet(log: &Log, view: &View<'_>) -> Sheet {
    let days = match (&view.from, &view.to) {
        (Some(from), Some(to)) => format!(", from {from} to {to}"),
        _ => String::new(),
    };
    let mut facts = vec![format!(
        "{} uses, {} of requests, {} of delivery; {}, {}, {}",
        view.uses,
        view.requests,
        view.deliveries,
        some(view.customers as u64, "customer"),
        match view.capabilities {
            1 => "1 capability".to_owned(),
            many => format!("{many} capabilities"),
        },
        match view.persons {
            1 => "1 person".to_owned(),
            many => format!("{many} persons"),
        },
    )];
    if log.repeated > 0 {
        facts.push(format!("{} were there again, and count once", some(log.repeated, "event")));
    }
    if view.left_out > 0 {
        facts.push(format!(
            "{} left out, as something is wrong with them",
            some(view.left_out, "event")
        ));
    }
    let mut grid = Grid::new("Types", vec![words("type"), count("events"), words("")]);
    for own in &view.types {
        let mark = if own.counted { "" } else { "means nothing here" };
        grid.rows.push(vec![
            Cell::Text(own.name.to_owned()),
            Cell::Number(own.events as f64),
            Cell::Text(mark.to_owned()),
        ]);
    }
    let mut warnings = Vec::new();
    for (code, own) in log.odds.iter() {
        for (file, problem) in &own.first {
            let help = problem.help.as_deref().map_or(String::new(), |help| format!(" {help}"));
            warnings.push(Remark {
                place: format!("{file}, line {}", problem.at.line),
                code,
                message: format!("{}{help}", problem.message),
                problem: problem.weight == Weight::Error,
            });
        }
    }
    let notes = match view.written {
        [] => Vec::new(),
        written => vec![format!(
            "Kept by customer and day, and of persons nothing: {}",
            written.join(", ")
        )],
    };
    Sheet {
        heading: format!("{}{days}", some(view.events, "event")),
        facts,
        grids: vec![grid],
        notes,
        warnings,
        ..Sheet::default()
    }
}
