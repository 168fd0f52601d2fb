//! New services, and those that a golden path made.

use super::{HOUR, at, deployed};
use crate::delivery::{Pipeline, on_path};
use crate::events::{Delivery, Facts, Key, Kind, Mapping, Reader};
use crate::measure::Share;

#[test]
fn new_services_are_of_a_path_where_it_made_them() {
    let made = |hour: i64, service: u32| Delivery {
        service: Some(service),
        environment: None,
        ..at(Kind::Made, hour, service)
    };
    let deliveries = vec![
        // Service 1 by the path; 2 without; 3 was there before the path wrote it again.
        made(1, 1),
        deployed(5, 1, 10),
        deployed(6, 2, 11),
        deployed(7, 3, 12),
        made(8, 3),
        deployed(9, 1, 13),
        // Service 4 by the path, later; 5 was made and never ran.
        made(9, 4),
        made(9, 4),
        deployed(20, 4, 14),
        made(10, 5),
    ];
    let facts = Facts { deliveries, ..Facts::default() };
    let pipeline = Pipeline::of(&facts, &[true]);
    let own = |from: i64, to: i64| on_path(&facts, &pipeline, from * HOUR, to * HOUR);
    assert_eq!(own(0, 10), Some(Share::new(1, 3)));
    assert_eq!(own(0, 30), Some(Share::new(2, 4)));
    assert_eq!(own(6, 8), Some(Share::new(0, 2)));
    assert_eq!(on_path(&Facts::default(), &pipeline, 0, i64::MAX), None);
}

#[test]
fn a_mapping_says_what_a_path_made() {
    let text = "customer: team\nevents:\n  - {type: example.scaffolded, is: made, id: data.component}\nservices: {svc/gates: gates}\n";
    let mut problems = Vec::new();
    let mapping = Mapping::read(text, &mut problems);
    assert_eq!(problems, []);
    let event = |id: u32, data: &str| {
        format!(
            "{{\"specversion\":\"1.0\",\"id\":\"{id}\",\"source\":\"/portal\",\"type\":\"example.scaffolded\",\"time\":\"2026-03-02T08:00:00Z\"{data}}}\n"
        )
    };
    let text = event(1, ",\"data\":{\"component\":\"svc/gates\"}") + &event(2, "");
    let mut reader = Reader::new(&mapping, Key::new([5; 32]), i64::MAX, 1);
    reader.read("events", &mut text.as_bytes()).unwrap();
    let log = reader.finish();
    let [made] = &log.facts.deliveries[..] else { panic!("{:?}", log.facts.deliveries) };
    assert_eq!(
        (made.kind, log.facts.services.get(made.service.unwrap())),
        (Kind::Made, Some("svc/gates"))
    );
    assert_eq!(log.facts.customers.get(made.customer.unwrap()), Some("gates"));
    assert!(log.odds.iter().any(|own| own.0 == "no-subject"), "{:?}", log.odds);
}
