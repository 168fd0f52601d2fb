//! Time zones: local times to moments, by RFC 5545.
//!
//! A local time that a clock change leaves out is read with the offset before the change, and one
//! that comes twice is the first of the two (§3.3.5). The same holds for what a rule gives
//! (§3.3.10); the sentence there by which a meeting in the gap would be dropped is not followed, as
//! no calendar that people use follows it.

use std::sync::OnceLock;

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// The zones that are compiled in.
fn zones() -> &'static TimeZoneDatabase {
    static ZONES: OnceLock<TimeZoneDatabase> = OnceLock::new();
    ZONES.get_or_init(TimeZoneDatabase::bundled)
}

/// The zone of a name such as `America/New_York`.
pub(crate) fn named(name: &str) -> Option<TimeZone> {
    let zone = zones().get(name).ok()?;
    zone.iana_name().is_some().then_some(zone)
}

/// The name of the zone of a city: `America/New_York` of `New York`.
pub(crate) fn of_city(city: &str) -> Option<String> {
    let city = city.replace(' ', "_");
    let mut names = zones().available().map(|name| name.to_string());
    names.find(|name| {
        name.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&city))
    })
}

/// The moment of a local time.
pub(crate) fn moment(zone: &TimeZone, local: DateTime) -> Timestamp {
    // Both ends of jiff's range are thousands of years away from where series may be.
    zone.to_timestamp(local).unwrap_or(Timestamp::MAX)
}

/// The local time of a moment.
pub(crate) fn local(zone: &TimeZone, moment: Timestamp) -> DateTime {
    zone.to_datetime(moment)
}

/// So many minutes after a moment.
pub(crate) fn after(moment: Timestamp, minutes: u32) -> Timestamp {
    moment.saturating_add(SignedDuration::from_mins(minutes.into())).unwrap_or(Timestamp::MAX)
}
