//! `paap product import`: capabilities and customers from the entity files of a software catalog.

use crate::args::product::ImportArgs;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::sheet::{Column, Grid, Remark, Sheet, count, words};
use crate::show::some;
use crate::show::table::Cell;
use paap_files::{Folder, Identity};
use paap_product::catalog::choice::Choice;
use paap_product::catalog::import::{self, Change, How, Noun, Plan};
use paap_product::catalog::name::DEFAULT_NAMESPACE;
use paap_product::catalog::{Catalog, Kind, Reader, Reference};
use paap_text::{Problem, Weight};
use paap_workspace::product::FOLDER;
use serde::Serialize;
use std::collections::BTreeMap;

/// As many names as a sentence can hold.
const NAMED: usize = 8;

pub(super) fn run(args: &ImportArgs) -> Result<Outcome, Error> {
    let folder = Folder::around(&args.workspace, Identity::default())?;
    let mut reader = Reader::default();
    for file in &args.files {
        reader.add(&input::text(file)?);
    }
    let (catalog, mut found) = reader.finish();
    let choice = choice(args, &catalog)?;
    found.extend(import::remarks(&catalog, &choice));
    let files = files(&folder)?;
    let plan = import::plan(&catalog, &choice, &files);
    if !args.dry_run {
        for (path, text) in &plan.files {
            folder.put(&format!("{FOLDER}/{path}"), text.as_bytes())?;
        }
    }
    let of_catalog = found.iter().map(|own| {
        let file = args.files.get(own.file).map(|path| path.display().to_string());
        remark(&file.unwrap_or_default(), &own.problem)
    });
    let in_the_way =
        plan.problems.iter().map(|(file, own)| remark(&format!("{FOLDER}/{file}"), own));
    let warnings: Vec<Remark> = in_the_way.chain(of_catalog).collect();
    let view = View::of(&catalog, &plan, &warnings, args.dry_run);
    let sheet = sheet(&catalog, &choice, &plan, warnings, args.dry_run);
    match (output::sheet(&view, sheet, &args.showing)?, plan.problems.len()) {
        (Outcome::Done, problems) if problems > 0 => Ok(Outcome::Gate(problems)),
        (outcome, _) => Ok(outcome),
    }
}

/// What was chosen, which must be there.
fn choice(args: &ImportArgs, catalog: &Catalog) -> Result<Choice, Error> {
    let mut choice = Choice {
        capabilities: args.capability.clone(),
        customers: args.customer.iter().map(|sort| sort.trim().to_owned()).collect(),
        platform: Vec::new(),
    };
    for text in &args.platform {
        let refused = |why: &str| Error::Usage(format!("--platform {text}: {why}"));
        let group = Reference::read(text.trim(), Some(Kind::Group.small()), DEFAULT_NAMESPACE)
            .map_err(|why| refused(&format!("this {why}")))?;
        let owns = |own: &paap_product::catalog::Entity| {
            own.owner().is_some_and(|owner| owner.to == group)
        };
        if !catalog.entities.contains_key(&group) && !catalog.entities.values().any(owns) {
            return Err(refused("no group is called so, and nothing is owned by one"));
        }
        choice.platform.push(group);
    }
    Ok(choice)
}

/// The files of the product, by their paths in it.
fn files(folder: &Folder) -> Result<BTreeMap<String, String>, Error> {
    let tree = folder.tree()?;
    let mut files = BTreeMap::new();
    for (path, bytes) in tree.under(FOLDER) {
        let is_ours = path == import::LOCK
            || path == import::CUSTOMERS
            || path.starts_with(import::CAPABILITIES);
        if is_ours {
            let text = String::from_utf8(bytes.to_vec());
            let whole = || folder.root().join(FOLDER).join(path);
            files.insert(path.to_owned(), text.map_err(|_| Error::NotText(whole()))?);
        }
    }
    Ok(files)
}

fn remark(place: &str, problem: &Problem) -> Remark {
    let help = problem.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    Remark {
        place: format!("{place}:{}:{}", problem.at.line, problem.at.column),
        code: problem.code,
        message: format!("{}{help}", problem.message),
        problem: problem.weight == Weight::Error,
    }
}

/// What programs get; docs/schema/product-import.schema.json.
#[derive(Serialize)]
struct View<'a> {
    entities: BTreeMap<&'static str, usize>,
    passed_over: &'a BTreeMap<String, usize>,
    people: usize,
    capabilities: Vec<One>,
    customers: Vec<One>,
    absent: &'a [String],
    written: bool,
    files: BTreeMap<String, &'a str>,
    warnings: Vec<Warned>,
}

#[derive(Serialize)]
struct One {
    id: String,
    title: String,
    entity: String,
    group: Option<String>,
    people: Option<usize>,
    how: &'static str,
    changed: Vec<&'static str>,
    by_hand: Vec<&'static str>,
}

#[derive(Serialize)]
struct Warned {
    place: String,
    code: &'static str,
    message: String,
}

impl<'a> View<'a> {
    fn of(catalog: &'a Catalog, plan: &'a Plan, warnings: &[Remark], dry_run: bool) -> Self {
        let one = |own: &Change| One {
            id: own.id.clone(),
            title: own.title.clone(),
            entity: own.entity.to_string(),
            group: own.group.clone(),
            people: own.people,
            how: own.how.word(),
            changed: own.written.clone(),
            by_hand: own.kept.clone(),
        };
        let warned = |own: &Remark| Warned {
            place: own.place.clone(),
            code: own.code,
            message: own.message.clone(),
        };
        let files = plan.files.iter();
        Self {
            entities: catalog.kinds.iter().map(|(kind, own)| (kind.word(), *own)).collect(),
            passed_over: &catalog.unknown,
            people: catalog.people,
            capabilities: of(plan, Noun::Capability).map(one).collect(),
            customers: of(plan, Noun::Customer).map(one).collect(),
            absent: &plan.absent,
            written: !dry_run && !plan.files.is_empty(),
            files: files.map(|(path, own)| (format!("{FOLDER}/{path}"), own.as_str())).collect(),
            warnings: warnings.iter().map(warned).collect(),
        }
    }
}

fn of(plan: &Plan, noun: Noun) -> impl Iterator<Item = &Change> {
    plan.changes.iter().filter(move |own| own.noun == noun)
}

fn sheet(
    catalog: &Catalog,
    choice: &Choice,
    plan: &Plan,
    warnings: Vec<Remark>,
    dry_run: bool,
) -> Sheet {
    let mut sheet = Sheet {
        heading: match dry_run {
            true => "What would come from the catalog".to_owned(),
            false => "From the catalog".to_owned(),
        },
        facts: facts(catalog),
        notes: notes(catalog, choice, plan, dry_run),
        warnings,
        ..Sheet::default()
    };
    for (noun, title, above) in
        [(Noun::Capability, "Capabilities", "owner"), (Noun::Customer, "Customers", "segment")]
    {
        let mut grid = Grid::new(title, columns(noun, above));
        let differ = of(plan, noun).filter(|own| own.how != How::Same || !own.kept.is_empty());
        grid.rows = differ.map(|own| row(noun, own)).collect();
        if !grid.rows.is_empty() {
            sheet.grids.push(grid);
        }
    }
    let columns = vec![
        words("what"),
        words("id"),
        words("title"),
        words("entity"),
        words("group"),
        count("people"),
        words("how"),
        words("changed"),
        words("by hand"),
    ];
    let mut flat = Grid::new("", columns);
    flat.rows = plan.changes.iter().map(flat_row).collect();
    sheet.flat = Some(flat);
    sheet
}

fn columns(noun: Noun, above: &'static str) -> Vec<Column> {
    let mut columns = vec![words("name"), words("title"), words(above)];
    if noun == Noun::Customer {
        columns.push(count("people"));
    }
    columns.extend([words("how"), words("changed"), words("by hand")]);
    columns
}

fn row(noun: Noun, own: &Change) -> Vec<Cell> {
    let mut cells = vec![
        Cell::Text(own.id.clone()),
        Cell::Text(own.title.clone()),
        Cell::Text(own.group.clone().unwrap_or_default()),
    ];
    if noun == Noun::Customer {
        cells.push(people(own));
    }
    let written = own.written.join(", ");
    cells.extend([own.how.word().to_owned(), written, own.kept.join(", ")].map(Cell::Text));
    cells
}

fn flat_row(own: &Change) -> Vec<Cell> {
    let what = match own.noun {
        Noun::Capability => "capability",
        Noun::Customer => "customer",
    };
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        text(what),
        text(&own.id),
        text(&own.title),
        Cell::Text(own.entity.to_string()),
        text(own.group.as_deref().unwrap_or_default()),
        people(own),
        text(own.how.word()),
        Cell::Text(own.written.join(" ")),
        Cell::Text(own.kept.join(" ")),
    ]
}

fn people(own: &Change) -> Cell {
    let number = |own: usize| Cell::Number(u32::try_from(own).map_or(f64::INFINITY, f64::from));
    own.people.map_or(Cell::Empty, number)
}

/// What was read.
fn facts(catalog: &Catalog) -> Vec<String> {
    let kinds = catalog.kinds.iter().filter(|(kind, _)| **kind != Kind::User);
    let mut read: Vec<String> = kinds.map(|(kind, own)| format!("{own} {}", kind.word())).collect();
    read.push(format!("{}, counted and not named", some(catalog.people as u64, "person")));
    let mut facts = vec![format!("Read: {}.", read.join(", "))];
    if !catalog.unknown.is_empty() {
        let all: Vec<String> =
            catalog.unknown.iter().map(|(kind, own)| format!("{own} {kind}")).collect();
        facts.push(format!("Passed over, as not known: {}.", all.join(", ")));
    }
    facts
}

fn notes(catalog: &Catalog, choice: &Choice, plan: &Plan, dry_run: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let is_same = |own: &&Change| own.how == How::Same && own.kept.is_empty();
    let same = plan.changes.iter().filter(is_same).count();
    if same > 0 {
        let words = ("entity is as it was", "entities are as they were");
        notes.push(format!("{}.", paap_text::some(same as u64, words.0, words.1)));
    }
    if !plan.absent.is_empty() {
        notes.push(format!(
            "Imported before, and not in what was read or chosen now: {}. Nothing of them was changed.",
            some_of(plan.absent.iter().map(String::as_str))
        ));
    }
    let owners = choice.owners(catalog);
    if choice.platform.is_empty() && owners.len() > 1 {
        let names: Vec<String> = owners.iter().map(Reference::short).collect();
        notes.push(format!(
            "The capabilities are owned by {}: {}. Say --platform GROUP to take only what the platform's own teams run.",
            some(owners.len() as u64, "group"),
            some_of(names.iter().map(String::as_str))
        ));
    }
    notes.push(match (dry_run, plan.files.len()) {
        (_, 0) => "There is nothing to write.".to_owned(),
        (true, files) => format!("{} would be written.", some(files as u64, "file")),
        (false, files) => format!("{} written under {FOLDER}/.", some(files as u64, "file")),
    });
    notes
}

/// Names for a sentence, the first of them where they are many.
fn some_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let all: Vec<&str> = names.collect();
    let shown = all.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
