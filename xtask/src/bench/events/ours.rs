//! What the rooms make of the events.

use std::fs::File;
use std::path::Path;
use std::time::Instant;

use paap_product::events::{Key, Mapping, Reader};

const MAPPING: &str = "customer: team\nperson: data.user\nproduction: [production]\nevents:\n";

pub(super) fn mapping() -> Mapping {
    let mut text = MAPPING.to_owned();
    for (name, _) in paap_product::capability::DOMAINS {
        text += &format!(
            "  - {{type: com.example.platform.{name}., capability: {name}}}\n  - {{type: com.example.platform.{name}.finished, capability: {name}, value: true}}\n"
        );
    }
    Mapping::read(&text, &mut Vec::new())
}

pub(crate) fn ours(path: &Path, threads: usize) -> Result<(), String> {
    let start = Instant::now();
    let mapping = mapping();
    let mut reader = Reader::new(&mapping, Key::new([1; 32]), i64::MAX, threads);
    let mut file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    reader.read("events", &mut file).map_err(|error| error.to_string())?;
    let log = reader.finish();
    eprintln!("read {:.3}", start.elapsed().as_secs_f64());
    println!(
        "{} events, {} repeated, {} uses, {} deliveries, {} persons, {:?}",
        log.events,
        log.repeated,
        log.facts.uses.len(),
        log.facts.deliveries.len(),
        log.facts.persons,
        log.odds
    );
    Ok(())
}
