//! What the fuzz target of events does with its bytes. A body panics where paap is wrong, never else.

use paap_product::adoption::{Every, Grid, Spans, Unit, Who};
use paap_product::delivery::Pipeline;
use paap_product::events::{Key, Log, Mapping, Reader};
use paap_product::fulfilment::fulfilment;

const MAPPING: &str = "customer: team\nperson: data.user\nevents:\n  - {type: a., capability: ci, value: true}\n  - {type: b., capability-at: data.what, customer: data.team.id}\n  - {type: c., is: request, id: data.n}\n  - {type: d., is: fulfilment}\nservices: {app: parcels}\n";

/// Any bytes as events: what is read in small pieces by several threads is what is read at once.
pub(crate) fn events(data: &[u8]) {
    let mut problems = Vec::new();
    let mapping = Mapping::read(MAPPING, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let read = |threads, piece| {
        let key = Key::new([7; 32]);
        let mut reader = Reader::new(&mapping, key, i64::MAX, threads).in_pieces_of(piece);
        reader.read("events", &mut &*data).map(|()| reader.finish())
    };
    // Only UTF-16 is refused.
    let Ok(whole) = read(1, 1 << 19) else { return };
    let pieces = read(3, 40).expect("what is read at once is read in pieces");
    assert_eq!(pieces, read(1, 40).expect("the same"));
    let deep = data.iter().filter(|byte| matches!(byte, b'{' | b'[')).count() > 100;
    let json = serde_json::Deserializer::from_slice(data).into_iter::<serde::de::IgnoredAny>();
    if !deep && str::from_utf8(data).is_ok() && json.into_iter().all(|value| value.is_ok()) {
        assert_eq!(whole.odds.count("not-json"), 0, "{:?}", whole.odds);
        assert_eq!(pieces, whole);
    }
    count(&whole);
}

/// Everything that is counted, and what must be true of it.
fn count(log: &Log) {
    let facts = &log.facts;
    let production = vec![true; facts.environments.len()];
    let metrics = Pipeline::of(facts, &production).metrics(i64::MIN, i64::MAX, |_| true);
    assert!(metrics.failed.count <= metrics.deployments && metrics.days <= metrics.deployments);
    let waits = fulfilment(facts, (i64::MIN, i64::MAX), i64::MAX, |_| true);
    assert!(waits.times.count() + waits.open.count() <= facts.requests.len() as u64);
    let places: Vec<Option<usize>> = (0..facts.customers.len()).map(Some).collect();
    let among = paap_analysis::People::all(places.len());
    let days = ("2025-12-30".parse(), "2026-04-02".parse());
    let (Ok(from), Ok(to)) = days else { return };
    for (unit, every) in [(Unit::Customer, Every::Month), (Unit::Person, Every::Week)] {
        let who = Who { unit, places: &places, among: &among };
        let grid = Grid::of(facts, &who, Spans::new(every, from, to));
        let Some(row) = grid.row(None) else { continue };
        for (interval, cohort) in row.cohorts().iter().enumerate() {
            let flow = row.flow(interval).expect("an interval of the grid");
            assert_eq!(cohort.size, flow.new.count());
            let parts = flow.new.count() + flow.returning.count() + flow.resurrecting.count();
            assert_eq!(parts, row.active[interval].count());
        }
    }
}
