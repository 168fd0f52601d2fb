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

/// The zone of a name such as `America/New_York`, from the list that is compiled in.
pub(crate) fn named(name: &str) -> Option<TimeZone> {
    static ZONES: OnceLock<TimeZoneDatabase> = OnceLock::new();
    let zone = ZONES.get_or_init(TimeZoneDatabase::bundled).get(name).ok()?;
    zone.iana_name().is_some().then_some(zone)
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
