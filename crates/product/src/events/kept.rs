//! `product/facts/`: what is kept of events in a workspace, by customer and by day; of persons, nothing.
//!
//! ```text
//! use.jsonl       {"customer":"parcel-flow","capability":"ci","value":["2026-01-05"],"other":["2026-01-06"]}
//! requests.jsonl  {"time":"2026-01-05T09:00:00Z","request":1,"is":"asked","customer":"parcel-flow","capability":"ci"}
//! delivery.jsonl  {"time":"2026-01-05T09:00:00Z","is":"deployed","event":4,"subject":7,"service":"svc/app","artifact":3}
//! ```
//!
//! In `delivery.jsonl`, numbers stand for what events call events, changes, artifacts, incidents and
//! chains: the same number is the same thing.

use super::facts::{Delivery, Facts, Kind, Request, Use};
use super::time::DAY;
use foldhash::fast::RandomState;
use jiff::Timestamp;
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::yaml::At;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The files, by their names.
pub const FILES: [&str; 3] = [USE, REQUESTS, DELIVERY];

const USE: &str = "use.jsonl";
const REQUESTS: &str = "requests.jsonl";
const DELIVERY: &str = "delivery.jsonl";

/// On which days a customer used a capability.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Days<'a> {
    customer: Cow<'a, str>,
    capability: Cow<'a, str>,
    /// Days on which it got something out of it.
    value: BTreeSet<Date>,
    /// Days on which it used it, and got nothing out of it.
    other: BTreeSet<Date>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked<'a> {
    time: Timestamp,
    request: u32,
    is: Stage,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    customer: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    capability: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stage {
    Asked,
    Fulfilled,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Delivered<'a> {
    time: Timestamp,
    is: Kind,
    event: u32,
    subject: u32,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    service: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    environment: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    artifact: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    change: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    chain: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    customer: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    links: Vec<u32>,
}

impl Facts {
    /// The first and the last day of anything in them; None where there is nothing.
    pub fn days(&self) -> Option<(Date, Date)> {
        let times = || {
            let uses = self.uses.iter().map(|own| own.time);
            let others = self.deliveries.iter().map(|own| own.time);
            uses.chain(others).chain(self.requests.iter().map(|own| own.time))
        };
        Some((day(times().min()?), day(times().max()?)))
    }

    /// The files that keep them. What happened in a day stays, when in the day does not, but of delivery
    /// and of requests.
    pub fn files<'a>(&'a self) -> BTreeMap<&'static str, String> {
        let name = |names: &'a super::Names, number: Option<u32>| {
            number.and_then(|number| names.get(number)).map(Cow::Borrowed)
        };
        // Uses come nearly in order: most are of the day of the one before.
        let mut days: HashMap<(u32, u16), [Vec<i64>; 2], RandomState> = HashMap::default();
        for own in self.uses.iter() {
            let both = days.entry((own.customer, own.capability)).or_default();
            let (days, day) = (&mut both[usize::from(!own.value)], own.time.div_euclid(DAY));
            if days.last() != Some(&day) {
                days.push(day);
            }
        }
        let days = days.into_iter().map(|(of, both)| (of, both.map(BTreeSet::from_iter)));
        let dates = |days: &BTreeSet<i64>| days.iter().map(|own| day(own * DAY)).collect();
        let mut used: Vec<Days> = days
            .map(|((customer, capability), [value, other])| Days {
                customer: name(&self.customers, Some(customer)).unwrap_or_default(),
                capability: name(&self.capabilities, Some(capability.into())).unwrap_or_default(),
                other: dates(&other.difference(&value).copied().collect()),
                value: dates(&value),
            })
            .collect();
        used.sort_by(|a, b| (&a.customer, &a.capability).cmp(&(&b.customer, &b.capability)));
        let mut requests: Vec<Asked> = self
            .requests
            .iter()
            .map(|own| Asked {
                time: moment(own.time),
                request: own.subject,
                is: if own.fulfilled { Stage::Fulfilled } else { Stage::Asked },
                customer: name(&self.customers, own.customer),
                capability: name(&self.capabilities, own.capability.map(u32::from)),
            })
            .collect();
        requests.sort_by_key(|own| (own.time, own.request));
        // Events by small numbers, in the order in which they happened.
        let mut events: Vec<(i64, u128)> =
            self.deliveries.iter().map(|own| (own.time, own.event)).collect();
        events.sort_unstable();
        let numbers: HashMap<u128, u32, RandomState> =
            (1..).zip(&events).map(|(at, own)| (own.1, at)).collect();
        // What leads to an event that is not of delivery leads nowhere.
        let number = |(from, to): &(u128, u128)| Some((*numbers.get(from)?, *numbers.get(to)?));
        let mut links: Vec<(u32, u32)> = self.links.iter().filter_map(number).collect();
        // Those of an event stay in the order in which it has them.
        links.sort_by_key(|(from, _)| *from);
        let links_of = |event: u32| {
            let from = links.partition_point(|own| own.0 < event);
            let own = links.get(from..).unwrap_or_default();
            own.iter().take_while(|own| own.0 == event).map(|own| own.1).collect()
        };
        let mut delivered: Vec<Delivered> = self
            .deliveries
            .iter()
            .filter_map(|own| Some((own, *numbers.get(&own.event)?)))
            .map(|(own, event)| Delivered {
                time: moment(own.time),
                is: own.kind,
                event,
                subject: own.subject,
                service: name(&self.services, own.service),
                environment: name(&self.environments, own.environment),
                artifact: own.artifact,
                change: own.change,
                chain: own.chain,
                customer: name(&self.customers, own.customer),
                links: links_of(event),
            })
            .collect();
        delivered.sort_by_key(|own| (own.time, own.event));
        BTreeMap::from([
            (USE, lines(&used)),
            (REQUESTS, lines(&requests)),
            (DELIVERY, lines(&delivered)),
        ])
    }

    /// Adds what a file of `product/facts/` keeps. A line that cannot be read is a problem, and left out.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        match file {
            USE => each(text, &mut problems, |own: Days<'_>| {
                own.value.iter().chain(&own.other).all(|day| YEARS.contains(&day.year()))
                    && self.used(own)
            }),
            REQUESTS => {
                each(text, &mut problems, |own: Asked<'_>| is_near(own.time) && self.asked(own))
            }
            DELIVERY => each(text, &mut problems, |own: Delivered<'_>| {
                is_near(own.time) && self.delivered(own)
            }),
            _ => {}
        }
        problems
    }

    fn used(&mut self, own: Days<'_>) -> bool {
        let customer = self.customers.add(&own.customer);
        let Some(capability) = small(self.capabilities.add(&own.capability)) else { return false };
        for (days, value) in [(own.value, true), (own.other, false)] {
            for day in days {
                let time = begin(day);
                self.uses.push(Use { time, customer, capability, person: None, value });
            }
        }
        true
    }

    fn asked(&mut self, own: Asked<'_>) -> bool {
        let customer = own.customer.map(|name| self.customers.add(&name));
        let capability = own.capability.and_then(|name| small(self.capabilities.add(&name)));
        self.requests.push(Request {
            time: own.time.as_millisecond(),
            subject: own.request,
            fulfilled: matches!(own.is, Stage::Fulfilled),
            customer,
            capability,
        });
        true
    }

    fn delivered(&mut self, own: Delivered<'_>) -> bool {
        self.links.extend(own.links.iter().map(|to| (own.event.into(), u128::from(*to))));
        self.deliveries.push(Delivery {
            time: own.time.as_millisecond(),
            kind: own.is,
            event: own.event.into(),
            subject: own.subject,
            service: own.service.map(|name| self.services.add(&name)),
            environment: own.environment.map(|name| self.environments.add(&name)),
            artifact: own.artifact,
            change: own.change,
            chain: own.chain,
            customer: own.customer.map(|name| self.customers.add(&name)),
        });
        true
    }
}

/// The years of which facts can be: what is of others was written by a clock that was never set, and every
/// day between would be looked at.
const YEARS: std::ops::Range<i16> = 2000..2200;

fn is_near(time: Timestamp) -> bool {
    YEARS.contains(&time.to_zoned(jiff::tz::TimeZone::UTC).year())
}

/// The milliseconds at which a day of UTC begins.
pub fn begin(day: Date) -> i64 {
    crate::adoption::number(day) * DAY
}

/// The day of UTC of a moment in milliseconds; the last there is, for one that has none.
pub fn day(time: i64) -> Date {
    moment(time).to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn moment(time: i64) -> Timestamp {
    Timestamp::from_millisecond(time).unwrap_or(Timestamp::MAX)
}

fn small(number: u32) -> Option<u16> {
    u16::try_from(number).ok().filter(|own| *own < 1 << 15)
}

fn lines<T: Serialize>(all: &[T]) -> String {
    let mut text = Vec::with_capacity(all.len() * 160);
    for own in all {
        // Writing to memory does not fail, and nothing in a fact is beyond JSON.
        if serde_json::to_writer(&mut text, own).is_ok() {
            text.push(b'\n');
        }
    }
    String::from_utf8(text)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn each<T: for<'a> Deserialize<'a>>(
    text: &str,
    problems: &mut Vec<Problem>,
    mut add: impl FnMut(T) -> bool,
) {
    for (line, text) in (1..)
        .zip(text.trim_start_matches('\u{feff}').lines())
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let message = match serde_json::from_str(text).map(&mut add) {
            Ok(true) => continue,
            Ok(false) => "This line keeps a day that cannot be.".to_owned(),
            Err(why) => format!("This line keeps no fact: {why}."),
        };
        let help = "Run `paap product events` again with all files of events.";
        let problem = Problem::error("facts", At { line, column: 1 }, message);
        problems.push(problem.help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(files: &BTreeMap<&str, String>) -> Facts {
        let mut facts = Facts::default();
        for (name, text) in files {
            assert_eq!(facts.add(name, text), Vec::new());
        }
        facts
    }

    /// The days from 1970 to 2002: facts are of no earlier years than 2000.
    const SINCE: i64 = 12_000;

    #[test]
    fn a_day_that_cannot_be_is_named() {
        let mut facts = Facts::default();
        let line = |day: &str| {
            format!(
                "{{\"customer\":\"a\",\"capability\":\"ci\",\"value\":[\"{day}\"],\"other\":[]}}\n"
            )
        };
        let text = ["2026-01-05", "0001-01-01", "2026-01-06"].map(line).concat();
        // A mark that an editor put before it changes nothing.
        let problems = facts.add(USE, &format!("\u{feff}{text}"));
        assert_eq!((problems.len(), problems[0].at.line, facts.uses.len()), (1, 2, 2));
    }

    #[test]
    fn a_line_that_keeps_nothing_is_named() {
        let mut facts = Facts::default();
        let text = "{\"customer\":\"a\",\"capability\":\"ci\",\"value\":[],\"other\":[]}\n\n{\"customer\":\"a\"}\n";
        let problems = facts.add(USE, text);
        assert_eq!((problems.len(), problems[0].at.line), (1, 3));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_again(
            uses in proptest::collection::vec((0i64..400, 0u32..6, 0u16..4, any::<bool>()), 0..60),
            requests in proptest::collection::vec((0i64..40_000_000, 0u32..20, any::<bool>()), 0..20),
            deliveries in proptest::collection::vec((0i64..40_000_000, 0u32..9, proptest::option::of(0u32..5)), 0..20),
        ) {
            let mut facts = Facts::default();
            for (day, customer, capability, value) in uses {
                let customer = facts.customers.add(&format!("team {customer}, \"{customer}\""));
                let capability = small(facts.capabilities.add(&format!("c{capability}"))).unwrap();
                facts.uses.push(Use { time: (SINCE + day) * DAY + 7, customer, capability, person: Some(3), value });
            }
            for (time, subject, fulfilled) in requests {
                facts.requests.push(Request { time: SINCE * DAY + time, subject, fulfilled, customer: None, capability: None });
            }
            for (event, (time, subject, artifact)) in (0u128..).zip(deliveries) {
                let service = Some(facts.services.add("svc/app"));
                let kind = Kind::ALL[event as usize % Kind::ALL.len()];
                facts.deliveries.push(Delivery {
                    time: SINCE * DAY + time, kind, event, subject, service, environment: None, artifact, change: None, chain: Some(subject), customer: None,
                });
                facts.links.push((event, subject.into()));
            }
            let files = facts.files();
            let again = read(&files);
            prop_assert_eq!(&again.files(), &files);
            prop_assert_eq!(again.days(), facts.days());
            let days = |facts: &Facts| -> BTreeSet<(String, String, i64, bool)> {
                let value = |own: &Use| facts.uses.iter().any(|one| {
                    one.value && (one.customer, one.capability, one.time / DAY) == (own.customer, own.capability, own.time / DAY)
                });
                facts.uses.iter().map(|own| {
                    let customer = facts.customers.get(own.customer).unwrap().to_owned();
                    let capability = facts.capabilities.get(own.capability.into()).unwrap().to_owned();
                    (customer, capability, own.time / DAY, value(&own))
                }).collect()
            };
            prop_assert_eq!(days(&facts), days(&again));
            prop_assert_eq!(again.deliveries.len(), facts.deliveries.len());
            prop_assert_eq!(again.requests.len(), facts.requests.len());
        }
    }
}
