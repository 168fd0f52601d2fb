//! Numbers as people read them, the same in every chart, table, page and sentence of the house.
//!
//! Halves are rounded away from zero, as people round, and by the number that was meant: 29 of 200
//! is 14.5%, so it reads 15%, though the nearest binary number to 0.145 is a hair less.

use crate::Interval;

/// What stands where a number is missing.
pub(crate) const MISSING: &str = "–";

/// How much a number may be off by, as a part of itself, for having been computed. A share of
/// fewer than a hundred million people that is no half is further from one.
const HAIR: f64 = 1e-12;

/// A share as whole per cent: `64%`. A share that is not zero never reads `0%` but `<1%`, and one
/// that is not all never reads `100%` but `>99%`. Not a number gives an en dash.
pub fn percent(share: f64) -> String {
    if (share * 100.0).is_finite() {
        format!("{}%", whole_percent(share))
    } else {
        MISSING.to_owned()
    }
}

/// An interval of shares: `43–80%`, its ends as [`interval`] has them.
pub fn percent_interval(low: f64, high: f64) -> String {
    let text = interval(low, high);
    if text == MISSING { text } else { format!("{text}%") }
}

/// An interval of shares without the sign, to stand behind a share that has it: `43–80`. Its ends
/// are rounded by the rule of [`percent`]; ends that would then read the same get up to two
/// decimals: `31.0–31.4`.
pub fn interval(low: f64, high: f64) -> String {
    if !(Interval { low: low * 100.0, high: high * 100.0 }).is_drawable() {
        return MISSING.to_owned();
    }
    let whole = (whole_percent(low), whole_percent(high));
    if whole.0 != whole.1 || low == high {
        return format!("{}–{}", whole.0, whole.1);
    }
    let fixed = |decimals: usize| {
        let end = |end: f64| format!("{:.decimals$}", rounded(end * 100.0, decimals));
        (end(low), end(high))
    };
    let (low, high) = [1, 2].map(fixed).into_iter().find(|ends| ends.0 != ends.1).unwrap_or(whole);
    format!("{low}–{high}")
}

fn whole_percent(share: f64) -> String {
    let text = readable(share * 100.0, 0);
    match text.as_str() {
        "0" if share > 0.0 => "<1".to_owned(),
        "100" if share < 1.0 - HAIR => ">99".to_owned(),
        _ => text,
    }
}

/// A number of people: `22`, `137,402`; a weighted one has one decimal, `13.6`.
pub fn count(value: f64) -> String {
    if value.is_finite() { readable(value, 1) } else { MISSING.to_owned() }
}

/// A measured number, about three digits of it: `1234`, `12.5`, `3.25`, `0.034`.
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

/// A mean of levels with two decimals, always two: `1.25`, `3.00`.
pub fn hundredths(value: f64) -> String {
    if !value.is_finite() {
        MISSING.to_owned()
    } else if value.abs() >= 1e12 {
        readable(value, 2)
    } else {
        minus(&format!("{:.2}", rounded(value, 2) + 0.0))
    }
}

/// A difference of two shares in percentage points, with its sign: `+23`, `−4`, `0`.
pub fn points(difference: f64) -> String {
    signed(difference * 100.0)
}

/// A whole number with its sign; what rounds to zero has none.
pub fn signed(value: f64) -> String {
    if !value.is_finite() {
        return MISSING.to_owned();
    }
    let text = readable(value, 0);
    if value > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// How often chance would do it: `0.012`, and `<0.001` below that, as it is never quite never.
pub fn chance(p: f64) -> String {
    if !p.is_finite() {
        MISSING.to_owned()
    } else if p < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{:.3}", rounded(p, 3))
    }
}

fn readable(value: f64, decimals: usize) -> String {
    if value.abs() >= 1e12 { minus(&format!("{value:.2e}")) } else { grouped(value, decimals) }
}

/// Rounded, halves away from zero. Not by formatting, which rounds 12.5 to the even 12.
fn rounded(value: f64, decimals: usize) -> f64 {
    let power = 10_f64.powi(decimals as i32);
    (value * power * (1.0 + HAIR)).round() / power
}

/// With commas between thousands from 10,000 on (a year has none), a true minus, and no zeros at
/// the end of the decimals.
fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", rounded(value.abs(), decimals));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut out = String::new();
    if value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if whole.len() > 4 && index > 0 && (whole.len() - index).is_multiple_of(3) {
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
        assert_eq!(number(-1234.0), "−1234");
        assert_eq!(number(12_345.6), "12,346");

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

    /// `10^decimals × part / whole`, rounded in whole numbers, halves away from zero.
    fn exactly(part: u64, whole: u64, decimals: u32) -> u64 {
        (2 * part * 10_u64.pow(decimals) + whole) / (2 * whole)
    }

    /// The same as text, without zeros at the end.
    fn decimal(part: u64, whole: u64, decimals: u32) -> String {
        let (rounded, power) = (exactly(part, whole, decimals), 10_u64.pow(decimals));
        let digits = decimals as usize;
        let text = format!("{}.{:0digits$}", rounded / power, rounded % power);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    #[test]
    fn shares_are_rounded_as_fractions_are() {
        for n in 1..=300_u64 {
            for k in 0..=n {
                let share = k as f64 / n as f64;
                let whole = match exactly(k, n, 2) {
                    0 if k > 0 => "<1".to_owned(),
                    100 if k < n => ">99".to_owned(),
                    whole => whole.to_string(),
                };
                assert_eq!(percent(share), format!("{whole}%"), "{k} of {n}");
                assert_eq!(interval(0.0, share), format!("0–{whole}"), "{k} of {n}");
                // As a part of a group less a part of another.
                let least = exactly(k, n, 2);
                let sign = |sign: &str| if least > 0 { sign.to_owned() } else { String::new() };
                let other = (k + 7 * n) as f64 / (9 * n) as f64 - 7.0 / 9.0;
                assert_eq!(points(other * 9.0), format!("{}{least}", sign("+")), "{k} of {n}");
                assert_eq!(points(-share), format!("{}{least}", sign("−")), "{k} of {n}");
            }
        }
        assert_eq!(percent(29.0 / 200.0), "15%");
        assert_eq!(percent(23.0 / 40.0), "58%");
        assert_eq!(percent(0.1 + 0.2 + 0.7), "100%");
    }

    #[test]
    fn numbers_are_rounded_as_fractions_are() {
        for n in 1..=300_u64 {
            for k in 1..=300_u64 {
                let decimals = match (k, n) {
                    _ if k % n == 0 || k >= 100 * n => 0,
                    _ if k >= 10 * n => 1,
                    _ if 10 * k >= n => 2,
                    _ if 100 * k >= n => 3,
                    _ => 4,
                };
                assert_eq!(number(k as f64 / n as f64), decimal(k, n, decimals), "{k} / {n}");
            }
        }
    }

    #[test]
    fn chance_is_never_never() {
        let cases = [
            (0.0123, "0.012"),
            (0.0125, "0.013"),
            (0.0, "<0.001"),
            (1.0, "1.000"),
            (f64::NAN, "–"),
        ];
        for (p, text) in cases {
            assert_eq!(chance(p), text, "{p}");
        }
    }
}
