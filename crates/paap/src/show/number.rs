//! Numbers as people read them: by the one formatter that pages and charts have too.

pub(crate) use paap_charts::{
    chance as probability, count, interval, number as figure, percent, points, signed,
};

/// How many people, always whole.
pub(crate) fn people(people: u64) -> String {
    count(people as f64)
}

/// A number's interval: `3–7`, or with signs `−8 to +31`.
pub(crate) fn range(low: f64, high: f64, sign: bool) -> String {
    match (sign, low < 0.0 || high < 0.0) {
        (true, _) => format!("{} to {}", signed(low), signed(high)),
        (false, true) => format!("{} to {}", figure(low), figure(high)),
        (false, false) => format!("{}–{}", figure(low), figure(high)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_read_as_people_write_them() {
        assert_eq!(people(1_234_567), "1,234,567");
        assert_eq!(people(9999), "9999");
        assert_eq!(range(3.0, 7.0, false), "3–7");
        assert_eq!(range(-0.5, 7.25, false), "−0.5 to 7.25");
        assert_eq!(range(-8.2, 31.0, true), "−8 to +31");
    }
}
