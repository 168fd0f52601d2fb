//! What the rooms make of the events, in the shape in which the peers answer.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use paap_analysis::People;
use paap_product::adoption::{self, Adoption, Every, Grid, Row, Spans, Unit, Who};
use paap_product::capability::DOMAINS;
use paap_product::delivery::{Metrics, Pipeline};
use paap_product::events::{DAY, Facts, Key, Log, Mapping, Reader};
use serde_json::{Map, Value, json};

use super::make::{CUSTOMERS, DAYS, START};

/// How soon somebody is activated.
const WITHIN: i64 = 14 * DAY;
const NOW: i64 = START + DAYS * DAY;

/// What the events mean.
fn mapping() -> Result<Mapping, String> {
    let mut text =
        "customer: team\nperson: data.user\nproduction: [production]\nevents:\n".to_owned();
    for (name, _) in DOMAINS {
        let begins = format!("com.example.platform.{name}.");
        text += &format!("  - {{type: {begins}, capability: {name}}}\n");
        text += &format!("  - {{type: {begins}finished, capability: {name}, value: true}}\n");
    }
    let mut problems = Vec::new();
    let mapping = Mapping::read(&text, &mut problems);
    if problems.is_empty() { Ok(mapping) } else { Err(format!("{problems:?}")) }
}

/// Reads the file and prints the answers; the seconds of the parts are among them.
/// With `keep`, what a workspace keeps of them is made too, which no peer does.
pub(crate) fn ours(path: &Path, threads: usize, keep: bool) -> Result<(), String> {
    let mut last = Instant::now();
    let mut seconds = Map::new();
    let mut done = |part: &str| {
        seconds.insert(part.into(), json!(last.elapsed().as_secs_f64()));
        last = Instant::now();
    };
    let mapping = mapping()?;
    // What the numbers are drawn with changes no answer.
    let mut reader = Reader::new(&mapping, Key::new([1; 32]), NOW, threads);
    let mut file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    reader.read(&path.display().to_string(), &mut file).map_err(|error| error.to_string())?;
    let log = reader.finish();
    if !log.odds.is_empty() {
        return Err(format!("events are wrong: {:?}", log.odds));
    }
    done("read");
    let uses = uses(&log.facts)?;
    done("use");
    let delivery = delivery(&log, &mapping);
    done("delivery");
    if keep {
        let bytes: usize = log.facts.files().values().map(String::len).sum();
        eprintln!("kept: {bytes} bytes");
        done("keep");
    }
    println!(
        "{}",
        json!({ "events": log.events, "use": uses, "delivery": delivery, "seconds": seconds })
    );
    Ok(())
}

fn uses(facts: &Facts) -> Result<Value, String> {
    let number = |name: &str| name.strip_prefix("team-")?.parse().ok();
    let places: Vec<Option<usize>> = facts.customers.iter().map(number).collect();
    let customers = CUSTOMERS as usize;
    let among = People::all(customers);
    let spans = || -> Option<Spans> {
        let (from, to) = ("2024-06-01".parse().ok()?, "2026-05-31".parse().ok()?);
        Some(Spans::new(Every::Month, from, to))
    };
    let spans = || spans().ok_or("the months of the bench are none");
    let who = |unit| Who { unit, places: &places, among: &among };
    let grid = Grid::of(facts, &who(Unit::Customer), spans()?);
    let persons = Grid::of(facts, &who(Unit::Person), spans()?);
    let mut answer = Map::new();
    let capabilities = (0..facts.capabilities.len() as u16).map(Some);
    for capability in capabilities.chain([None]) {
        let name = capability.and_then(|own| facts.capabilities.get(u32::from(own)));
        if let (Some(row), Some(people)) = (grid.row(capability), persons.row(capability)) {
            answer.insert(name.unwrap_or_default().into(), row_as_json(row, people, &grid));
        }
    }
    Ok(answer.into())
}

fn row_as_json(row: &Row, persons: &Row, grid: &Grid) -> Value {
    let customers = CUSTOMERS as usize;
    let eligible = People::from_fn(customers, |own| own % 5 != 0);
    let mandated = People::from_fn(customers, |own| own % 7 == 0);
    let adoption = row.active.iter().map(|active| {
        let own = Adoption::of(active, &eligible, &mandated);
        [own.all.count, own.mandated.count, own.voluntary.count]
    });
    let flow = (0..row.active.len()).filter_map(|month| row.flow(month));
    let flow = flow
        .map(|own| [&own.new, &own.returning, &own.resurrecting, &own.dormant].map(People::count));
    let cohorts = row.cohorts().into_iter().map(|own| {
        let pairs = own.classic.into_iter().zip(own.rolling);
        std::iter::once(own.size).chain(pairs.flat_map(|(a, b)| [a, b])).collect::<Vec<u64>>()
    });
    let activation = adoption::activation(row, grid, 0, grid.spans.len(), WITHIN, NOW);
    json!({
        "adoption": adoption.collect::<Vec<_>>(),
        "flow": flow.collect::<Vec<_>>(),
        "cohorts": cohorts.collect::<Vec<_>>(),
        "persons": persons.active.iter().map(People::count).collect::<Vec<_>>(),
        "activation": [activation.share.count, activation.share.base, activation.waiting],
    })
}

fn delivery(log: &Log, mapping: &Mapping) -> Value {
    let facts = &log.facts;
    let production: Vec<bool> =
        facts.environments.iter().map(|own| mapping.is_production(own)).collect();
    let pipeline = Pipeline::of(facts, &production);
    let line = |own: Metrics| {
        json!([
            own.deployments,
            own.days,
            own.lead.count(),
            own.lead.median(),
            own.failed.count,
            own.recovery.count(),
            own.recovery.median(),
            own.open,
            own.rework.count,
        ])
    };
    let (from, to) = (i64::MIN, i64::MAX);
    let mut answer = Map::new();
    answer.insert(String::new(), line(pipeline.metrics(from, to, |_| true)));
    for (service, own) in pipeline.metrics_by(from, to, |own| own.service) {
        answer.insert(facts.services.get(service).unwrap_or_default().into(), line(own));
    }
    answer.into()
}
