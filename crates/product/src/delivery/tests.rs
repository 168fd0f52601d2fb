//! Worked by hand, and against going through everything.

mod path;

use super::*;
use crate::events::{Key, Mapping, Reader};
use jiff::civil::date;
use proptest::prelude::*;

/// Something that happened, its moment in hours.
fn at(kind: Kind, hour: i64, subject: u32) -> Delivery {
    let service =
        matches!(kind, Kind::Deployed | Kind::Upgraded | Kind::RolledBack | Kind::Removed);
    Delivery {
        time: hour * HOUR,
        kind,
        event: u128::from(subject) << 32 | u128::from(hour.unsigned_abs()),
        subject,
        service: service.then_some(subject),
        environment: Some(0),
        artifact: None,
        change: None,
        chain: None,
        customer: None,
    }
}

const HOUR: i64 = 3_600_000;

fn deployed(hour: i64, service: u32, artifact: u32) -> Delivery {
    Delivery { artifact: Some(artifact), ..at(Kind::Deployed, hour, service) }
}

fn incident(kind: Kind, hour: i64, subject: u32, service: u32) -> Delivery {
    Delivery { service: Some(service), ..at(kind, hour, subject) }
}

fn pipeline(deliveries: Vec<Delivery>) -> Pipeline {
    Pipeline::of(&Facts { deliveries, ..Facts::default() }, &[true])
}

fn failures(pipeline: &Pipeline) -> Vec<(i64, u32, Option<i64>, bool)> {
    let one = |own: &Deployment| {
        (own.time / HOUR, own.failures, own.recovered.map(|end| end / HOUR), own.rework)
    };
    pipeline.deployments.iter().map(one).collect()
}

/// 23 deployments, six incidents on four of them: counting incidents would give 26.1%.
#[test]
fn failed_deployments_are_counted_and_not_incidents() {
    let event = |kind: &str, id: &str, subject: &str, minute: u32, content: &str| {
        format!(
            "{{\"context\":{{\"specversion\":\"0.5.0\",\"id\":\"{id}\",\"source\":\"/cd\",\"type\":\"dev.cdevents.{kind}.0.2.0\",\"timestamp\":\"2026-03-02T{:02}:{:02}:00Z\"}},\"subject\":{{\"id\":\"{subject}\",\"content\":{{\"environment\":{{\"id\":\"prod\"}}{content}}}}}}}\n",
            minute / 60,
            minute % 60
        )
    };
    let mut text = String::new();
    for number in 0..23 {
        let kind = if number % 2 == 0 { "service.deployed" } else { "service.upgraded" };
        let content = format!(",\"artifactId\":\"pkg:oci/app@{number}\"");
        text += &event(kind, &format!("d{number}"), "app", number * 60, &content);
    }
    // Three incidents of one deployment, and one each of three others.
    for (incident, minute) in [(0, 61), (1, 70), (2, 80), (3, 130), (4, 310), (5, 1000)] {
        let content = ",\"service\":{\"id\":\"app\"}";
        text += &event(
            "incident.detected",
            &format!("i{incident}"),
            &format!("inc{incident}"),
            minute,
            content,
        );
    }
    let mapping = Mapping::default();
    let mut reader = Reader::new(&mapping, Key::new([5; 32]), i64::MAX, 1);
    reader.read("events", &mut text.as_bytes()).unwrap();
    let log = reader.finish();
    assert!(log.odds.is_empty(), "{:?}", log.odds);
    let own = Pipeline::of(&log.facts, &[true]).metrics(0, i64::MAX, |_| true);
    assert_eq!((own.deployments, own.failed, own.open), (23, Share::new(4, 23), 4));
    let percent = |count: f64| (count / 23.0 * 1000.0).round() / 10.0;
    assert_eq!(own.failed.share().map(|share| (share * 1000.0).round() / 10.0), Some(17.4));
    assert_eq!(percent(6.0), 26.1);
    let interval = own.failed.interval().unwrap();
    assert!(interval.low > 0.06 && interval.high < 0.38);
}

#[test]
fn an_incident_blames_one_deployment_by_its_artifact_or_the_last_before() {
    let own = pipeline(vec![
        deployed(1, 7, 100),
        deployed(2, 7, 101),
        deployed(3, 8, 200),
        deployed(10, 7, 102),
        // It names the artifact of the first; the others do not say, or name one that never ran.
        Delivery { artifact: Some(100), ..incident(Kind::Detected, 5, 50, 7) },
        incident(Kind::Detected, 6, 51, 7),
        Delivery { artifact: Some(999), ..incident(Kind::Detected, 11, 52, 7) },
        // Before everything, and of a service that was never deployed.
        incident(Kind::Detected, 0, 53, 7),
        incident(Kind::Detected, 5, 54, 9),
        // Without a service: the last of the environment.
        at(Kind::Detected, 4, 55),
    ]);
    assert_eq!(failures(&own).iter().map(|own| own.1).collect::<Vec<_>>(), [1, 1, 1, 1]);
    assert_eq!(own.unblamed, 2);
}

#[test]
fn recovery_is_from_the_deployment_until_all_is_over() {
    let own = pipeline(vec![
        deployed(1, 7, 100),
        incident(Kind::Detected, 2, 50, 7),
        incident(Kind::Detected, 3, 51, 7),
        incident(Kind::Resolved, 4, 50, 7),
        incident(Kind::Resolved, 9, 51, 7),
        // Seen again, and resolved again, as one incident.
        incident(Kind::Detected, 5, 50, 7),
        incident(Kind::Resolved, 6, 50, 7),
        deployed(20, 7, 101),
        at(Kind::RolledBack, 22, 7),
        deployed(30, 7, 102),
        incident(Kind::Detected, 31, 52, 7),
        // Resolved before it was seen: it is open.
        incident(Kind::Resolved, 30, 52, 7),
        deployed(40, 8, 200),
    ]);
    assert_eq!(
        failures(&own),
        [
            (1, 2, Some(9), false),
            (20, 1, Some(22), false),
            (30, 1, None, false),
            (40, 0, None, false)
        ]
    );
    let metrics = own.metrics(0, i64::MAX, |_| true);
    assert_eq!(metrics.recovery, Times::new(vec![8 * HOUR, 2 * HOUR]));
    assert_eq!(
        (metrics.recovery.median(), metrics.open, metrics.failed),
        (Some(5.0 * HOUR as f64), 1, Share::new(3, 4))
    );
    let seven = own.metrics(10 * HOUR, 35 * HOUR, |own| own.service == Some(7));
    assert_eq!((seven.deployments, seven.failed, seven.days), (2, Share::new(2, 2), 2));
}

#[test]
fn rework_is_what_incidents_made() {
    let own = pipeline(vec![
        deployed(1, 7, 100),
        incident(Kind::Detected, 2, 50, 7),
        incident(Kind::Detected, 2, 51, 7),
        deployed(3, 8, 200),
        deployed(4, 7, 101),
        deployed(5, 7, 102),
        incident(Kind::Resolved, 6, 50, 7),
        incident(Kind::Resolved, 6, 51, 7),
        // Over before the next deployment.
        incident(Kind::Detected, 7, 52, 7),
        incident(Kind::Resolved, 8, 52, 7),
        deployed(9, 7, 103),
    ]);
    let rework: Vec<i64> = failures(&own).iter().filter(|own| own.3).map(|own| own.0).collect();
    assert_eq!(rework, [4]);
    assert_eq!(own.metrics(0, i64::MAX, |_| true).rework, Share::new(1, 5));
    // A deployment that names the incident, by a link or by its chain, goes before the first one after.
    let linked = deployed(5, 7, 102);
    let detected = incident(Kind::Detected, 2, 50, 7);
    let chained = Delivery { chain: Some(9), ..deployed(6, 7, 103) };
    let second = Delivery { chain: Some(9), ..incident(Kind::Detected, 2, 51, 7) };
    let facts = Facts {
        deliveries: vec![
            deployed(1, 7, 100),
            detected,
            second,
            deployed(3, 7, 101),
            linked,
            chained,
        ],
        links: vec![(linked.event, detected.event)],
        ..Facts::default()
    };
    let own = Pipeline::of(&facts, &[true]);
    let rework: Vec<i64> = failures(&own).iter().filter(|own| own.3).map(|own| own.0).collect();
    assert_eq!(rework, [5, 6]);
}

#[test]
fn lead_time_is_from_the_merge_to_the_first_deployment_of_a_service() {
    let packaged = |hour, artifact, change| Delivery {
        change: Some(change),
        ..at(Kind::Packaged, hour, artifact)
    };
    let chained = |own: Delivery, chain| Delivery { chain: Some(chain), ..own };
    let linked = [at(Kind::Merged, 4, 15), at(Kind::Deployed, 50, 7)];
    let deliveries = vec![
        at(Kind::Merged, 0, 10),
        packaged(1, 100, 10),
        deployed(5, 7, 100),
        deployed(8, 7, 100),
        deployed(9, 8, 100),
        // Two changes in one artifact, one of them merged twice, one of them never.
        at(Kind::Merged, 3, 11),
        at(Kind::Merged, 2, 11),
        packaged(10, 101, 11),
        packaged(10, 101, 12),
        deployed(12, 7, 101),
        // By the chain alone, by a package without a change, and by links.
        chained(at(Kind::Merged, 20, 13), 1),
        chained(at(Kind::Deployed, 30, 7), 1),
        chained(at(Kind::Merged, 21, 14), 2),
        chained(at(Kind::Packaged, 22, 103), 2),
        deployed(41, 7, 103),
        linked[0],
        linked[1],
        // Merged after it ran.
        at(Kind::Merged, 70, 16),
        packaged(60, 104, 16),
        deployed(61, 7, 104),
    ];
    let links = vec![(linked[1].event, 77), (77, linked[0].event), (77, linked[1].event)];
    let own = Pipeline::of(&Facts { deliveries, links, ..Facts::default() }, &[true]);
    let leads: Vec<(i64, i64)> = own
        .leads
        .iter()
        .map(|lead| (own.deployments[lead.deployment].time / HOUR, lead.time / HOUR))
        .collect();
    assert_eq!(leads, [(5, 5), (9, 9), (12, 10), (30, 10), (41, 20), (50, 46)]);
    assert_eq!(own.backwards, 1);
    assert_eq!(
        own.metrics(0, i64::MAX, |own| own.service == Some(7)).lead.median(),
        Some(10.0 * HOUR as f64)
    );
}

#[test]
fn only_production_counts() {
    let staged = |own: Delivery| Delivery { environment: Some(1), ..own };
    let nowhere = Delivery { environment: None, ..deployed(3, 7, 102) };
    let deliveries = vec![
        deployed(1, 7, 100),
        staged(deployed(2, 7, 101)),
        nowhere,
        staged(incident(Kind::Detected, 4, 50, 7)),
        incident(Kind::Detected, 4, 51, 7),
        Delivery { environment: None, ..incident(Kind::Detected, 5, 52, 7) },
        at(Kind::Removed, 6, 7),
    ];
    let facts = Facts { deliveries, ..Facts::default() };
    assert_eq!(failures(&Pipeline::of(&facts, &[true, false])), [(1, 2, None, false)]);
    assert_eq!(Pipeline::of(&facts, &[true, true]).deployments.len(), 3);
    assert_eq!(Pipeline::of(&facts, &[false, false]).deployments.len(), 0);
}

#[test]
fn rhythm_is_that_of_the_middle_week() {
    let before = date(2026, 6, 1);
    let of = |days: &[i64]| {
        let all: Vec<Deployment> =
            pipeline(days.iter().map(|day| deployed(day * 24, 7, 1)).collect()).deployments;
        rhythm(all.iter(), before)
    };
    let monday = crate::adoption::number(date(2026, 3, 2));
    let every = |days: &[i64], weeks: i64| -> Vec<i64> {
        (0..weeks).flat_map(|week| days.iter().map(move |day| monday + week * 7 + day)).collect()
    };
    // There are 13 whole weeks from 2 March to 31 May.
    assert_eq!(of(&every(&[0, 1, 2], 13)), Rhythm::Daily);
    assert_eq!(of(&every(&[0, 1, 2], 7)), Rhythm::Daily);
    assert_eq!(of(&every(&[0, 1, 2], 6)), Rhythm::Monthly);
    assert_eq!(of(&every(&[0, 1], 13)), Rhythm::Weekly);
    assert_eq!(of(&every(&[0, 0, 0], 13)), Rhythm::Weekly);
    assert_eq!(of(&[monday, monday + 40]), Rhythm::Monthly);
    assert_eq!(of(&[monday]), Rhythm::Rarely);
    assert_eq!(of(&[monday - 7, monday + 200]), Rhythm::Never);
}

/// A kind, an hour, a service, a thing, a chain, and whether the artifact is named.
type Happened = (u8, i64, u32, u32, Option<u32>, bool);

/// What happened at most so many times, in few services and artifacts, so that much meets.
fn happened() -> impl Strategy<Value = Vec<Delivery>> {
    let one = (0u8..8, 0i64..30, 0u32..3, 0u32..4, proptest::option::of(0u32..3), any::<bool>());
    proptest::collection::vec(one, 0..40).prop_map(|all| {
        let make = |(number, (kind, hour, service, thing, chain, named)): (usize, Happened)| {
            let artifact: Option<u32> = Some(100 + thing);
            let own = match kind {
                0 => at(Kind::Merged, hour, 10 + thing),
                1 => {
                    Delivery { change: Some(10 + service), ..at(Kind::Packaged, hour, 100 + thing) }
                }
                2..=4 => Delivery {
                    artifact: artifact.filter(|_| named),
                    ..at(Kind::Deployed, hour, service)
                },
                5 => at(Kind::RolledBack, hour, service),
                6 => Delivery {
                    artifact: artifact.filter(|_| named),
                    ..incident(Kind::Detected, hour, 50 + thing, service)
                },
                _ => incident(Kind::Resolved, hour, 50 + thing, service),
            };
            Delivery { event: number as u128, chain: chain.filter(|_| kind < 2), ..own }
        };
        all.into_iter().enumerate().map(make).collect()
    })
}

/// Which deployment the earliest detection of an incident blames, by going through all.
fn oracle(all: &[Delivery]) -> Vec<u32> {
    let mut sorted = all.to_vec();
    sorted.sort_by_key(|own| own.time);
    let runs: Vec<&Delivery> = sorted.iter().filter(|own| own.kind == Kind::Deployed).collect();
    let mut failures = vec![0; runs.len()];
    for subject in 50..54 {
        let of = |own: &&Delivery| own.kind == Kind::Detected && own.subject == subject;
        let seen: Vec<&Delivery> = sorted.iter().filter(of).collect();
        let Some(first) = seen.first() else { continue };
        let artifact = seen.iter().find_map(|own| own.artifact);
        let before = |own: &&Delivery| own.time <= first.time && own.service == first.service;
        let same = |own: &&Delivery| before(own) && own.artifact == artifact;
        let explicit = artifact.and_then(|_| runs.iter().rposition(same));
        if let Some(place) = explicit.or_else(|| runs.iter().rposition(before)) {
            failures[place] += 1;
        }
    }
    for own in sorted.iter().filter(|own| own.kind == Kind::RolledBack) {
        let before = |run: &&Delivery| run.time <= own.time && run.service == own.service;
        if let Some(place) = runs.iter().rposition(before) {
            failures[place] += 1;
        }
    }
    failures
}

proptest! {
    #[test]
    fn blame_is_that_of_going_through_everything(all in happened()) {
        let own = pipeline(all.clone());
        let failures: Vec<u32> = own.deployments.iter().map(|own| own.failures).collect();
        prop_assert_eq!(failures, oracle(&all));
        let metrics = own.metrics(i64::MIN, i64::MAX, |_| true);
        prop_assert!(metrics.failed.count <= metrics.failed.base);
        prop_assert_eq!(metrics.recovery.count() + metrics.open, metrics.failed.count);
        for lead in &own.leads {
            prop_assert!(lead.time >= 0);
        }
    }
}
