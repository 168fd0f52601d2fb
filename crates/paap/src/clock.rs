//! What day it is, for the files in which people's decisions are noted.

use paap_interview::coding::assignment::moment;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 (UTC).
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// When something public is made, in milliseconds since 1970 (UTC): now, or as `SOURCE_DATE_EPOCH` says
/// in seconds (reproducible-builds.org), so that the same workspace gives the same bytes.
pub(crate) fn made() -> u64 {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = told.and_then(|seconds| seconds.trim().parse::<u64>().ok());
    seconds.map_or_else(now, |seconds| seconds.saturating_mul(1000))
}

/// Today (UTC), as `2026-03-04`.
pub(crate) fn today() -> String {
    day(now())
}

/// The day of a moment in milliseconds since 1970 (UTC).
pub(crate) fn day(milliseconds: u64) -> String {
    let mut day = moment(milliseconds);
    day.truncate(day.find('T').unwrap_or(day.len()));
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400_000), "2000-02-29");
        assert_eq!(day(1_709_251_199_999), "2024-02-29");
        assert_eq!(day(4_102_444_800_000), "2100-01-01");
    }
}
