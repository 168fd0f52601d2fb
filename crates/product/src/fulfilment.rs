//! How long customers wait for what they asked for.

use crate::events::{Facts, Request};
use crate::measure::Times;
use std::collections::BTreeMap;

/// From asking to having.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fulfilment {
    /// How long those took that were fulfilled.
    pub times: Times,
    /// How long those wait until now that are open.
    pub open: Times,
    /// How many were fulfilled that nobody saw asked for.
    pub unasked: u64,
}

/// Requests of a time `from..to` that are wanted, as things stood at `now`. What is asked for twice was
/// asked for the first time; the first fulfilment after that ends it.
pub fn fulfilment(
    facts: &Facts,
    (from, to): (i64, i64),
    now: i64,
    wanted: impl Fn(&Request) -> bool,
) -> Fulfilment {
    let mut asked: BTreeMap<u32, (&Request, Option<i64>)> = BTreeMap::new();
    for own in facts.requests.iter().filter(|own| !own.fulfilled) {
        let known = asked.entry(own.subject).or_insert((own, None));
        if own.time < known.0.time {
            known.0 = own;
        }
    }
    let mut result = Fulfilment::default();
    for own in facts.requests.iter().filter(|own| own.fulfilled && own.time <= now) {
        match asked.get_mut(&own.subject) {
            Some((request, end)) if request.time <= own.time => {
                *end = Some(end.map_or(own.time, |end: i64| end.min(own.time)));
            }
            _ => result.unasked += 1,
        }
    }
    let (mut times, mut open) = (Vec::new(), Vec::new());
    let asked =
        asked.into_values().filter(|(own, _)| (from..to).contains(&own.time) && own.time <= now);
    for (own, end) in asked.filter(|(own, _)| wanted(own)) {
        match end {
            Some(end) => times.push(end - own.time),
            None => open.push(now - own.time),
        }
    }
    result.times = Times::new(times);
    result.open = Times::new(open);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_from_the_first_asking_to_the_first_having() {
        let at = |time, subject, fulfilled| Request {
            time,
            subject,
            fulfilled,
            customer: Some(subject % 2),
            capability: None,
        };
        let requests = vec![
            at(10, 1, false),
            at(12, 1, false),
            at(15, 1, true),
            at(19, 1, true),
            // Fulfilled before it was asked for again, and open.
            at(5, 2, true),
            at(20, 2, false),
            // Out of order.
            at(40, 3, true),
            at(10, 3, false),
            at(9, 4, true),
            at(30, 5, false),
            at(90, 5, true),
        ];
        let facts = Facts { requests, ..Facts::default() };
        let own = fulfilment(&facts, (0, 100), 50, |_| true);
        assert_eq!(own.times, Times::new(vec![5, 30]));
        assert_eq!(own.open, Times::new(vec![30, 20]));
        assert_eq!(own.unasked, 2);
        let own = fulfilment(&facts, (0, 20), 100, |own| own.customer == Some(1));
        assert_eq!((own.times, own.open.count()), (Times::new(vec![5, 30]), 0));
    }
}
