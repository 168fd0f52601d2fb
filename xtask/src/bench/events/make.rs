//! Two years of events of a platform with 400 customers and 13 capabilities, as JSON lines from a seed.
//!
//! Customers come to capabilities one after the other, and some leave again. Nine events in ten are
//! uses, CloudEvents; the others are delivery, CDEvents in CloudEvents. Some events come late, and some
//! come twice.

use std::collections::{BinaryHeap, VecDeque};
use std::fmt::Write as _;
use std::io::{self, Write};

use paap_product::capability::DOMAINS;

use super::super::random::Random;

pub(super) const CUSTOMERS: u64 = 400;
/// 2024-06-01T00:00:00Z, in milliseconds.
pub(super) const START: i64 = 1_717_200_000_000;
pub(super) const DAYS: i64 = 730;
const DAY: i64 = 86_400_000;
const PERSONS: u64 = 20;

/// Something that is to happen.
struct Next {
    time: i64,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Packaged { service: u64, change: u64 },
    Deployed { service: u64, change: u64 },
    Staged { service: u64, change: u64 },
    Detected { service: u64, change: u64, incident: u64 },
    Resolved { service: u64, incident: u64 },
    RolledBack { service: u64, change: u64 },
}

impl PartialEq for Next {
    fn eq(&self, other: &Self) -> bool {
        self.time == other.time
    }
}
impl Eq for Next {}
impl PartialOrd for Next {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Next {
    /// The earliest is the greatest, for the heap.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.time.cmp(&self.time)
    }
}

/// From when until when each customer uses each capability, and how much.
struct Use {
    from: i64,
    until: i64,
    weight: u64,
}

/// Writes so many lines.
pub(super) fn make(events: u64, seed: u64, out: &mut impl Write) -> io::Result<()> {
    let mut random = Random::new(seed);
    let uses = uses(&mut random);
    let mut maker =
        Maker { random, changes: 0, incidents: 0, coming: BinaryHeap::new(), line: String::new() };
    // Lines that come late or again, with the number of the event before which they come.
    let mut late: VecDeque<(u64, String)> = VecDeque::new();
    let mut written = 0;
    let mut step = 0;
    while written < events {
        step += 1;
        while late.front().is_some_and(|(when, _)| *when <= step) {
            let Some((_, line)) = late.pop_front() else { break };
            out.write_all(line.as_bytes())?;
            written += 1;
        }
        let now = START + (u128::from(written) * (DAYS * DAY) as u128 / u128::from(events)) as i64;
        let jitter = maker.random.below(3_600_000) as i64;
        if maker.coming.peek().is_some_and(|next| next.time <= now) {
            let Some(next) = maker.coming.pop() else { continue };
            maker.happens(next);
        } else if maker.random.chance(0.025) {
            maker.merged(now - jitter);
        } else if !maker.used(now - jitter, &uses) {
            continue;
        }
        if maker.random.chance(0.02) {
            late.push_back((step + 2000, maker.line.clone()));
            continue;
        }
        if maker.random.chance(0.01) {
            late.push_back((step + 2000, maker.line.clone()));
        }
        out.write_all(maker.line.as_bytes())?;
        written += 1;
    }
    Ok(())
}

fn uses(random: &mut Random) -> Vec<Use> {
    let span = DAYS * DAY;
    let mut uses = Vec::new();
    for _ in 0..CUSTOMERS {
        // A customer is early or late, large or small.
        let (speed, size) = (random.unit(), 1 + random.below(20));
        for _ in DOMAINS {
            let comes = random.chance(0.75);
            let from = START + ((speed * 0.7 + random.unit() * 0.3) * span as f64) as i64;
            let stays =
                if random.chance(0.2) { (random.unit() * 300.0) as i64 * DAY } else { span };
            let from = if comes { from } else { START + 2 * span };
            uses.push(Use { from, until: from + stays, weight: size });
        }
    }
    uses
}

struct Maker {
    random: Random,
    changes: u64,
    incidents: u64,
    coming: BinaryHeap<Next>,
    line: String,
}

impl Maker {
    /// Somebody uses something; false where nobody does.
    fn used(&mut self, time: i64, uses: &[Use]) -> bool {
        for _ in 0..40 {
            let at = self.random.below(uses.len() as u64) as usize;
            let own = &uses[at];
            if time < own.from || time >= own.until || self.random.below(20) >= own.weight {
                continue;
            }
            let (customer, capability) = (at / DOMAINS.len(), DOMAINS[at % DOMAINS.len()].0);
            let person = customer as u64 * PERSONS + self.random.below(PERSONS);
            let (what, result) = match self.random.below(10) {
                0..4 => ("opened", "shown"),
                4 => ("finished", "failure"),
                _ => ("finished", "success"),
            };
            let service = self.random.below(6);
            let took = 100 + self.random.below(900_000);
            let id = self.id();
            self.line.clear();
            let _ = writeln!(
                self.line,
                "{{\"specversion\":\"1.0\",\"id\":\"{id}\",\"source\":\"https://{capability}.platform.example/eu-{}\",\"type\":\"com.example.platform.{capability}.{what}\",\"subject\":\"team-{customer:03}/service-{service}\",\"time\":\"{}\",\"datacontenttype\":\"application/json\",\"team\":\"team-{customer:03}\",\"data\":{{\"user\":\"person-{person:05}@customer.example\",\"result\":\"{result}\",\"milliseconds\":{took}}}}}",
                took % 4,
                moment(time),
            );
            return true;
        }
        false
    }

    fn merged(&mut self, time: i64) {
        self.changes += 1;
        let (service, change) = (self.random.below(CUSTOMERS), self.changes);
        let content = format!("\"repository\":{{\"id\":\"team-{service:03}/app\"}}");
        self.delivery("change.merged.0.2.0", &format!("change-{change}"), time, &content);
        // One change in ten never comes further.
        if self.random.chance(0.9) {
            let wait = 120_000 + self.random.below(3_600_000) as i64;
            self.coming.push(Next { time: time + wait, what: What::Packaged { service, change } });
        }
    }

    fn happens(&mut self, Next { time, what }: Next) {
        let artifact = |service: u64, change: u64| {
            format!("pkg:oci/team-{service:03}-app@sha256%3A{change:016x}")
        };
        let mut later = |within: u64, what| {
            let time = time + 60_000 + self.random.below(within) as i64;
            self.coming.push(Next { time, what });
        };
        match what {
            What::Packaged { service, change } => {
                later(3_600_000, What::Staged { service, change });
                later(3 * DAY as u64, What::Deployed { service, change });
                let content = format!("\"change\":{{\"id\":\"change-{change}\"}}");
                self.delivery(
                    "artifact.packaged.0.2.0",
                    &artifact(service, change),
                    time,
                    &content,
                );
            }
            What::Staged { service, change } => {
                let content = format!(
                    "\"environment\":{{\"id\":\"staging\"}},\"artifactId\":\"{}\"",
                    artifact(service, change)
                );
                self.delivery(
                    "service.deployed.0.2.0",
                    &format!("team-{service:03}/app"),
                    time,
                    &content,
                );
            }
            What::Deployed { service, change } => {
                let fails = change % 11 == 0;
                if fails {
                    // Some failures are seen more than once.
                    for _ in 0..1 + change % 3 {
                        self.incidents += 1;
                        let incident = self.incidents;
                        let time = time + 60_000 + self.random.below(6 * 3_600_000) as i64;
                        self.coming.push(Next {
                            time,
                            what: What::Detected { service, change, incident },
                        });
                    }
                } else if change % 97 == 0 {
                    later(7_200_000, What::RolledBack { service, change });
                }
                let what = if change % 4 == 0 {
                    "service.deployed.0.2.0"
                } else {
                    "service.upgraded.0.2.0"
                };
                let content = format!(
                    "\"environment\":{{\"id\":\"production\"}},\"artifactId\":\"{}\"",
                    artifact(service, change)
                );
                self.delivery(what, &format!("team-{service:03}/app"), time, &content);
            }
            What::Detected { service, change, incident } => {
                // One in twenty is never resolved.
                if incident % 20 != 0 {
                    later(12 * 3_600_000, What::Resolved { service, incident });
                }
                // Half of them say which artifact it was.
                let named = if incident % 2 == 0 {
                    format!(",\"artifactId\":\"{}\"", artifact(service, change))
                } else {
                    String::new()
                };
                let content = format!(
                    "\"environment\":{{\"id\":\"production\"}},\"service\":{{\"id\":\"team-{service:03}/app\"}}{named}"
                );
                self.delivery(
                    "incident.detected.0.2.0",
                    &format!("incident-{incident}"),
                    time,
                    &content,
                );
            }
            What::Resolved { service, incident } => {
                let content = format!(
                    "\"environment\":{{\"id\":\"production\"}},\"service\":{{\"id\":\"team-{service:03}/app\"}}"
                );
                self.delivery(
                    "incident.resolved.0.2.0",
                    &format!("incident-{incident}"),
                    time,
                    &content,
                );
            }
            What::RolledBack { service, change } => {
                let content = format!(
                    "\"environment\":{{\"id\":\"production\"}},\"artifactId\":\"{}\"",
                    artifact(service, change.saturating_sub(1))
                );
                self.delivery(
                    "service.rolledback.0.2.0",
                    &format!("team-{service:03}/app"),
                    time,
                    &content,
                );
            }
        }
    }

    /// A CDEvent, carried by a CloudEvent.
    fn delivery(&mut self, what: &str, subject: &str, time: i64, content: &str) {
        let (id, time) = (self.id(), moment(time));
        self.line.clear();
        let _ = writeln!(
            self.line,
            "{{\"specversion\":\"1.0\",\"id\":\"{id}\",\"source\":\"/delivery/eu\",\"type\":\"dev.cdevents.{what}\",\"subject\":\"{subject}\",\"time\":\"{time}\",\"datacontenttype\":\"application/json\",\"data\":{{\"context\":{{\"specversion\":\"0.5.0\",\"id\":\"{id}\",\"source\":\"/delivery/eu\",\"type\":\"dev.cdevents.{what}\",\"timestamp\":\"{time}\"}},\"subject\":{{\"id\":\"{subject}\",\"content\":{{{content}}}}}}}}}"
        );
    }

    fn id(&mut self) -> String {
        let (high, low) = (self.random.next(), self.random.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 48 & 0x3fff | 0x8000,
            low & 0xffff_ffff_ffff
        )
    }
}

/// A moment as RFC 3339 has it.
fn moment(time: i64) -> String {
    let (days, rest) = (time.div_euclid(DAY), time.rem_euclid(DAY));
    // Howard Hinnant, `civil_from_days`.
    let z = days + 719_468;
    let (era, of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of + year_of / 4 - year_of / 100);
    let month_of = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_of + 2) / 5 + 1;
    let month = if month_of < 10 { month_of + 3 } else { month_of - 9 };
    let year = year_of + era * 400 + i64::from(month <= 2);
    let (hours, minutes, seconds) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z",
        rest % 1000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_are() {
        assert_eq!(moment(START), "2024-06-01T00:00:00.000Z");
        assert_eq!(moment(951_827_696_789), "2000-02-29T12:34:56.789Z");
    }

    #[test]
    fn the_same_seed_makes_the_same_lines() {
        let lines = |seed| {
            let mut out = Vec::new();
            make(3000, seed, &mut out).unwrap();
            out
        };
        let text = lines(1);
        assert_eq!(text, lines(1));
        assert_ne!(text, lines(2));
        assert_eq!(text.iter().filter(|byte| **byte == b'\n').count(), 3000);
    }
}
