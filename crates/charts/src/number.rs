//! Numbers as people read them, the same in every chart, table and sentence.

use crate::Interval;

/// What stands where a number is missing.
pub(crate) const MISSING: &str = "–";

/// A share as whole per cent: `64%`. A share that is not zero never reads `0%` but `<1%`, and one
/// that is not all never reads `100%` but `>99%`. Not a number gives an en dash.
pub fn percent(share: f64) -> String {
    if (share * 100.0).is_finite() {
        format!("{}%", whole_percent(share))
    } else {
        MISSING.to_owned()
    }
}

/// An interval of shares: `43–80%`, its ends rounded by the rule of [`percent`]. Ends that would
/// then read the same get up to two decimals: `31.0–31.4%`.
pub fn percent_interval(low: f64, high: f64) -> String {
    match bare_interval(low, high) {
        Some(text) => format!("{text}%"),
        None => MISSING.to_owned(),
    }
}

/// An interval without the sign, to stand behind a share that has it: `43–80`.
pub(crate) fn bare_interval(low: f64, high: f64) -> Option<String> {
    if !(Interval { low: low * 100.0, high: high * 100.0 }).is_drawable() {
        return None;
    }
    let whole = (whole_percent(low), whole_percent(high));
    if whole.0 != whole.1 || low == high {
        return Some(format!("{}–{}", whole.0, whole.1));
    }
    let fixed = |decimals: usize| {
        (format!("{:.decimals$}", low * 100.0), format!("{:.decimals$}", high * 100.0))
    };
    let (low, high) = [1, 2].map(fixed).into_iter().find(|ends| ends.0 != ends.1).unwrap_or(whole);
    Some(format!("{low}–{high}"))
}

fn whole_percent(share: f64) -> String {
    let value = share * 100.0;
    if value > 0.0 && value < 0.5 {
        "<1".to_owned()
    } else if (99.5..100.0).contains(&value) {
        ">99".to_owned()
    } else {
        readable(value, 0)
    }
}

/// A number of people: `22`, `137,402`; a weighted one has one decimal, `13.6`.
pub fn count(value: f64) -> String {
    if !value.is_finite() {
        MISSING.to_owned()
    } else if (value - value.round()).abs() < 0.05 {
        readable(value.round(), 0)
    } else {
        readable(value, 1)
    }
}

/// A measured number, about three digits of it: `1,234`, `12.5`, `3.25`, `0.034`.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return MISSING.to_owned();
    }
    let size = value.abs();
    if value == value.trunc() || size >= 100.0 {
        readable(value, 0)
    } else if size >= 10.0 {
        readable(value, 1)
    } else if size >= 1.0 {
        readable(value, 2)
    } else if size >= 1e-4 {
        let decimals = (1.0 - size.log10().floor()).clamp(2.0, 6.0);
        readable(value, decimals as usize)
    } else {
        minus(&format!("{value:.1e}"))
    }
}

/// A difference of two shares in percentage points, with its sign: `+23`, `−4`, `0`.
pub fn points(difference: f64) -> String {
    if !(difference * 100.0).is_finite() {
        return MISSING.to_owned();
    }
    signed(difference * 100.0)
}

/// A whole number with its sign; what rounds to zero has none.
pub(crate) fn signed(value: f64) -> String {
    let text = readable(value, 0);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}

fn readable(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e12 { minus(&format!("{value:.2e}")) } else { grouped(value, decimals) }
}

/// Rounded, halves away from zero, with commas between thousands, a true minus, and no zeros at the end of the decimals.
fn grouped(value: f64, decimals: usize) -> String {
    // Rounded by hand, since formatting rounds 12.5 to the even 12, and with a hair more, since
    // 0.145 × 100 is a hair less than 14.5.
    let power = 10_f64.powi(decimals as i32);
    let rounded = (value.abs() * power * (1.0 + 1e-12)).round() / power;
    let text = format!("{rounded:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cent_never_rounds_to_nothing_or_to_all() {
        let cases = [
            (0.0, "0%"),
            (0.0001, "<1%"),
            (0.00499, "<1%"),
            (0.005, "1%"),
            (0.125, "13%"),
            (0.145, "15%"),
            (0.636, "64%"),
            (0.995, ">99%"),
            (0.9951, ">99%"),
            (0.99999, ">99%"),
            (1.0, "100%"),
            (f64::NAN, "–"),
            (f64::INFINITY, "–"),
        ];
        for (share, text) in cases {
            assert_eq!(percent(share), text, "{share}");
        }
        assert_eq!(percent_interval(0.4295, 0.8027), "43–80%");
        assert_eq!(percent_interval(0.001, 0.15), "<1–15%");
        assert_eq!(percent_interval(0.8, 0.2), "–");
        assert_eq!(percent_interval(0.3096, 0.3136), "31.0–31.4%");
        assert_eq!(percent_interval(0.00121, 0.00139), "0.12–0.14%");
        assert_eq!(percent_interval(0.31, 0.31), "31–31%");
    }

    #[test]
    fn counts_and_numbers_are_grouped_and_short() {
        assert_eq!(count(137_402.0), "137,402");
        assert_eq!(count(13.58), "13.6");
        assert_eq!(count(f64::NAN), "–");
        assert_eq!(number(-1234.0), "−1,234");
        assert_eq!(number(12.5), "12.5");
        assert_eq!(number(3.254), "3.25");
        assert_eq!(number(0.0341), "0.034");
        assert_eq!(number(1e300), "1.00e300");
        assert_eq!(number(3e-9), "3.0e−9");
        assert_eq!(number(-0.0), "0");
    }

    #[test]
    fn points_carry_their_sign() {
        assert_eq!(points(0.231), "+23");
        assert_eq!(points(-0.04), "−4");
        assert_eq!(points(-0.001), "0");
        assert_eq!(points(0.004), "0");
    }
}
