//! Worked by hand, and against counting that knows no sets.

use super::*;
use crate::events::{DAY, Use};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// 2026-01-01.
const START: i64 = 20_454 * DAY;

fn facts(uses: &[(i64, u32, u16, u32, bool)]) -> Facts {
    let mut facts = Facts { persons: 10, ..Facts::default() };
    for name in ["a", "b", "c", "d", "e"] {
        facts.customers.add(name);
    }
    for name in ["ci", "data"] {
        facts.capabilities.add(name);
    }
    for &(day, customer, capability, person, value) in uses {
        let time = START + day * DAY;
        facts.uses.push(Use { time, customer, capability, person: Some(person), value });
    }
    facts
}

fn grid(facts: &Facts, unit: Unit) -> Grid {
    let places: Vec<Option<usize>> = (0..5).map(Some).collect();
    let among = People::all(5);
    let who = Who { unit, places: &places, among: &among };
    Grid::of(facts, &who, Spans::new(Every::Month, date(2026, 1, 1), date(2026, 4, 30)))
}

fn members(people: &People) -> Vec<usize> {
    people.iter().collect()
}

/// Customer a: January to April. b: January, March. c: before January, and April. d: opens pages. e: February.
fn example() -> Facts {
    facts(&[
        (3, 0, 0, 0, true),
        (40, 0, 0, 1, true),
        (70, 0, 0, 0, true),
        (100, 0, 0, 0, true),
        (1, 1, 0, 2, false),
        (20, 1, 0, 2, true),
        (65, 1, 0, 2, true),
        (-40, 2, 0, 3, true),
        (95, 2, 0, 3, true),
        (5, 3, 0, 4, false),
        (50, 3, 0, 4, false),
        (33, 4, 1, 5, true),
        (118, 4, 0, 5, false),
    ])
}

#[test]
fn adoption_is_of_those_for_whom_it_is() {
    let grid = grid(&example(), Unit::Customer);
    let row = grid.row(Some(0)).unwrap();
    assert_eq!(
        row.active.iter().map(members).collect::<Vec<_>>(),
        [vec![0, 1], vec![0], vec![0, 1], vec![0, 2]]
    );
    let (eligible, mandated) = (People::from_fn(5, |at| at != 2), People::from_fn(5, |at| at < 3));
    let own = Adoption::of(&row.active[0], &eligible, &mandated);
    assert_eq!(
        (own.all, own.mandated, own.voluntary),
        (Share::new(2, 4), Share::new(2, 2), Share::new(0, 2))
    );
    assert_eq!(Adoption::of(&row.active[3], &eligible, &mandated).all, Share::new(1, 4));
    assert_eq!(members(&grid.row(None).unwrap().active[1]), [0, 4]);
    assert_eq!(row.uses, [2, 1, 2, 2]);
    assert!(grid.row(Some(2)).is_none());
    let persons = super::tests::grid(&example(), Unit::Person);
    assert_eq!(members(&persons.row(None).unwrap().active[1]), [1, 5]);
}

#[test]
fn who_comes_and_goes() {
    let grid = grid(&example(), Unit::Customer);
    let row = grid.row(Some(0)).unwrap();
    let parts = |interval| {
        let flow = row.flow(interval).unwrap();
        (
            [flow.new, flow.returning, flow.resurrecting, flow.dormant].map(|own| members(&own)),
            flow.before,
        )
    };
    // c was active in November, which is not the month before January.
    assert_eq!(parts(0), ([vec![0, 1], vec![], vec![], vec![]], 0));
    assert_eq!(parts(1), ([vec![], vec![0], vec![], vec![1]], 2));
    assert_eq!(parts(2), ([vec![], vec![0], vec![1], vec![]], 1));
    assert_eq!(parts(3), ([vec![], vec![0], vec![2], vec![1]], 2));
}

#[test]
fn cohorts_hold_those_who_were_new() {
    let grid = grid(&example(), Unit::Customer);
    let cohorts = grid.row(Some(0)).unwrap().cohorts();
    assert_eq!(
        (cohorts[0].size, &cohorts[0].classic[..], &cohorts[0].rolling[..]),
        (2, &[2, 1, 2, 1][..], &[2, 1, 1, 1][..])
    );
    assert_eq!((cohorts[3].size, cohorts[3].classic.len()), (0, 1));
}

#[test]
fn activation_waits_for_those_who_have_time() {
    let grid = grid(&example(), Unit::Customer);
    let row = grid.row(Some(0)).unwrap();
    // Of a (0 days), b (19 days), d (never) and e, who began on the 118th day.
    let own = |days: i64, now: i64| activation(row, &grid, 0, 4, days * DAY, START + now * DAY);
    assert_eq!(own(14, 120), Begun { share: Share::new(1, 3), waiting: 1 });
    assert_eq!(own(19, 120), Begun { share: Share::new(2, 3), waiting: 1 });
    assert_eq!(own(14, 140), Begun { share: Share::new(1, 4), waiting: 0 });
    assert_eq!(activation(row, &grid, 1, 3, DAY, START + 140 * DAY).share.base, 0);
}

#[test]
fn who_stays_is_there_again_in_the_third_month() {
    let facts = facts(&[
        // a: day 0, and the 61st and 90th after it. b: only the 60th and the 91st.
        (0, 0, 0, 0, true),
        (61, 0, 0, 0, true),
        (0, 1, 0, 1, true),
        (60, 1, 0, 1, true),
        (91, 1, 0, 1, true),
        // c opens a page on the 80th day, which is no value, and uses another capability.
        (0, 2, 0, 2, true),
        (80, 2, 0, 2, false),
        (80, 2, 1, 2, true),
        // d: the 90th day itself. e began on day 31: its 90th day is day 121.
        (5, 3, 0, 3, true),
        (95, 3, 0, 3, true),
        (31, 4, 0, 4, true),
        (110, 4, 0, 4, true),
    ]);
    let grid = grid(&facts, Unit::Customer);
    let row = grid.row(Some(0)).unwrap();
    let places: Vec<Option<usize>> = (0..5).map(Some).collect();
    let own = |among: &People, span, day: i64| {
        let who = Who { unit: Unit::Customer, places: &places, among };
        stayed(&facts, &who, 0, (row, &grid), span, START + day * DAY)
    };
    let all = People::all(5);
    assert_eq!(own(&all, (0, 4), 120), Begun { share: Share::new(2, 4), waiting: 1 });
    assert_eq!(own(&all, (0, 4), 121), Begun { share: Share::new(3, 5), waiting: 0 });
    assert_eq!(own(&all, (1, 4), 121), Begun { share: Share::new(1, 1), waiting: 0 });
}

#[test]
fn customers_are_found_by_what_events_call_them() {
    let text = "customers:\n  a: {}\n  bee: {entity: 'group:default/B'}\n  cee: {title: C}\n  dee: {until: 2026-01-31}\n";
    let customers = Customer::read(text, &mut Vec::new());
    assert_eq!(places(&facts(&[]), &customers), [Some(0), Some(1), Some(2), None, None]);
    assert_eq!(members(&present(&customers, date(2026, 2, 1), date(2026, 2, 28))), [0, 1, 2]);
}

type Own = (i64, u32, u16, u32, bool);

/// Active units of a month by going through all uses.
fn naive(
    uses: &[Own],
    spans: &Spans,
    capability: Option<u16>,
    unit: Unit,
    month: i64,
) -> BTreeSet<u32> {
    let is_in = |time: i64| match usize::try_from(month) {
        Ok(month) => spans.of(time) == Some(month),
        Err(_) => time < START,
    };
    let fits = |own: &&Own| {
        own.4 && is_in(START + own.0 * DAY) && capability.is_none_or(|wanted| wanted == own.2)
    };
    let who = |own: &Own| if unit == Unit::Customer { own.1 } else { own.3 };
    uses.iter().filter(fits).map(who).collect()
}

proptest! {
    #[test]
    fn sets_are_those_of_counting(
        uses in proptest::collection::vec((-60i64..125, 0u32..5, 0u16..2, 0u32..10, any::<bool>()), 0..120),
        persons: bool, which in proptest::option::of(0u16..2),
    ) {
        let unit = if persons { Unit::Person } else { Unit::Customer };
        let facts = facts(&uses);
        let grid = grid(&facts, unit);
        let row = grid.row(which).unwrap();
        let set = |people: &People| people.iter().map(|own| own as u32).collect::<BTreeSet<u32>>();
        let month = |at: i64| naive(&uses, &grid.spans, which, unit, at);
        let mut ever = month(-1);
        for at in 0..4usize {
            let (now, flow) = (month(at as i64), row.flow(at).unwrap());
            prop_assert_eq!(set(&row.active[at]), now.clone());
            prop_assert_eq!(set(&flow.new), &now - &ever);
            let parts = flow.new.count() + flow.returning.count() + flow.resurrecting.count();
            prop_assert_eq!(parts, now.len() as u64);
            if at > 0 {
                prop_assert_eq!(set(&flow.dormant), &month(at as i64 - 1) - &now);
            }
            let cohort = &row.cohorts()[at];
            let mut still = &now - &ever;
            prop_assert_eq!(cohort.size, still.len() as u64);
            let new = still.clone();
            for (k, (classic, rolling)) in cohort.classic.iter().zip(&cohort.rolling).enumerate() {
                let later = month((at + k) as i64);
                still = &still & &later;
                prop_assert_eq!((*classic, *rolling), ((&new & &later).len() as u64, still.len() as u64));
            }
            ever = &ever | &now;
        }
        let total: u64 = row.uses.iter().sum();
        let counted = uses.iter().filter(|own| own.4 && (0..120).contains(&own.0) && which.is_none_or(|w| w == own.2)).count();
        prop_assert_eq!(total, counted as u64);
    }
}
