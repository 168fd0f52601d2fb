//! Numbers as people read them: no digit that the data do not carry.

/// How many people. With weights it may not be whole: then one decimal.
pub(crate) fn count(count: f64) -> String {
    if count.fract() == 0.0 && count.abs() < 9e15 {
        grouped(count.abs() as u64, count < 0.0)
    } else {
        format!("{count:.1}")
    }
}

/// How many people, always whole.
pub(crate) fn people(count: u64) -> String {
    grouped(count, false)
}

/// The digits, in threes from 10,000 on.
fn grouped(number: u64, negative: bool) -> String {
    let digits = number.to_string();
    let mut out = String::from(if negative { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in per cent; a share that is not quite none or all is not shown as none or all.
pub(crate) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        return "<1%".to_owned();
    }
    if (0.995..1.0).contains(&share) {
        return ">99%".to_owned();
    }
    format!("{}%", hundred(share))
}

/// A share's interval in per cent, without the sign: `43–80`.
pub(crate) fn interval(low: f64, high: f64) -> String {
    format!("{}–{}", hundred(low), hundred(high))
}

/// A share in hundredths; half a hundredth goes up, as people round.
fn hundred(share: f64) -> f64 {
    (share * 100.0).round()
}

/// A difference of shares in points: `+52`, `−8`, `0`.
pub(crate) fn points(effect: f64) -> String {
    signed((effect * 100.0).round())
}

/// A number with its sign.
pub(crate) fn signed(number: f64) -> String {
    if number > 0.0 { format!("+{}", figure(number)) } else { figure(number) }
}

/// A measured number: whole if it is, else with a decimal, and more only below 1.
pub(crate) fn figure(number: f64) -> String {
    let size = number.abs();
    if !size.is_finite() {
        return "–".to_owned();
    }
    let digits = match size {
        s if s.fract() == 0.0 => 0,
        s if s >= 99.95 => 0,
        s if s >= 0.995 => 1,
        s if s >= 0.1 => 2,
        s if s >= 0.001 => 3,
        _ => 6,
    };
    let mut text = format!("{size:.digits$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if let Ok(whole) = text.parse::<u64>() {
        text = grouped(whole, false);
    }
    if number < 0.0 && text != "0" { format!("−{text}") } else { text }
}

/// A number's interval: `3–7`, or with signs `−8 to +31`.
pub(crate) fn range(low: f64, high: f64, sign: bool) -> String {
    match (sign, low < 0.0 || high < 0.0) {
        (true, _) => format!("{} to {}", signed(low), signed(high)),
        (false, true) => format!("{} to {}", figure(low), figure(high)),
        (false, false) => format!("{}–{}", figure(low), figure(high)),
    }
}

/// A probability: `0.012`, and `<0.001` below that.
pub(crate) fn probability(p: f64) -> String {
    if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(count(14.0), "14");
        assert_eq!(count(13.26), "13.3");
        assert_eq!(people(1_234_567), "1,234,567");
        assert_eq!(people(9999), "9999");
        assert_eq!(figure(6.2381), "6.2");
        assert_eq!(figure(-0.5), "−0.5");
        assert_eq!(figure(12_345.6), "12,346");
        assert_eq!(figure(-0.000_000_1), "0");
        assert_eq!(figure(f64::NAN), "–");
        assert_eq!(range(3.0, 7.0, false), "3–7");
        assert_eq!(range(-8.0, 31.0, true), "−8 to +31");
        assert_eq!(points(0.521), "+52");
        assert_eq!(points(-0.004), "0");
        assert_eq!(probability(0.0123), "0.012");
        assert_eq!(probability(0.0), "<0.001");
    }

    #[test]
    fn a_few_are_not_none_and_most_are_not_all() {
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(0.001), "<1%");
        assert_eq!(percent(14.0 / 22.0), "64%");
        assert_eq!(percent(5.0 / 8.0), "63%");
        assert_eq!(percent(0.999), ">99%");
        assert_eq!(percent(1.0), "100%");
    }
}
