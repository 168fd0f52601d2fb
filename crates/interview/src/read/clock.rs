//! Times as transcripts write them: `0:35`, `01:02:03`, `00:00:01.250`, `00:00:01,250`.

/// A time, and how many bytes it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    /// Milliseconds from the start of the recording.
    pub(super) time: u64,
    pub(super) length: usize,
}

/// The time that a text begins with: two or three numbers with colons, and perhaps a fraction of a
/// second. The time ends where no digit or colon follows.
pub(super) fn at_start(text: &str) -> Option<Clock> {
    let bytes = text.as_bytes();
    let (mut parts, mut count, mut at) = ([0_u64; 3], 0, 0);
    loop {
        let digits = digits(bytes.get(at..)?)?;
        if digits > 6 || count == 3 || (count > 0 && digits > 2) {
            return None;
        }
        let part = parts.get_mut(count)?;
        *part = number(&bytes[at..at + digits]);
        count += 1;
        at += digits;
        match bytes.get(at) {
            Some(b':') if count < 3 && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => at += 1,
            _ => break,
        }
    }
    if count < 2 || parts[1] > 59 || (count == 3 && parts[2] > 59) {
        return None;
    }
    let seconds = match count {
        2 => parts[0] * 60 + parts[1],
        _ => parts[0] * 3600 + parts[1] * 60 + parts[2],
    };
    let mut time = seconds * 1000;
    if matches!(bytes.get(at), Some(b'.' | b','))
        && let Some(digits) = digits(&bytes[at + 1..])
        && digits <= 9
    {
        time += fraction(&bytes[at + 1..at + 1 + digits]);
        at += 1 + digits;
    }
    let ends = !matches!(bytes.get(at), Some(b'0'..=b'9' | b':'));
    ends.then_some(Clock { time, length: at })
}

/// The time that a text is, brackets and white space around it aside.
pub(super) fn alone(text: &str) -> Option<u64> {
    let text = text.trim();
    let inside = bracketed(text).filter(|(_, length)| *length == text.len());
    match inside {
        Some((time, _)) => Some(time),
        None => at_start(text).filter(|clock| clock.length == text.len()).map(|clock| clock.time),
    }
}

/// The time in brackets that a text begins with, and how many bytes it took.
pub(super) fn bracketed(text: &str) -> Option<(u64, usize)> {
    span(text).map(|(start, _, length)| (start, length))
}

/// The time in brackets that a text begins with, the time that it lasts to where there are two
/// (`[00:01.000 --> 00:04.500]`, as recognisers print them), and how many bytes they took.
pub(super) fn span(text: &str) -> Option<(u64, Option<u64>, usize)> {
    let close = match text.as_bytes().first()? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let clock = at_start(&text[1..])?;
    let mut at = clock.length + 1;
    let mut end = None;
    let behind = text.get(at..)?.trim_start();
    let to = ["-->", "-", "–", "—"].iter().find_map(|sign| behind.strip_prefix(sign));
    if let Some(second) = to.map(str::trim_start)
        && let Some(clock) = at_start(second)
    {
        end = Some(clock.time);
        at = text.len() - second.len() + clock.length;
    }
    (text.as_bytes().get(at) == Some(&close)).then_some((clock.time, end, at + 1))
}

fn digits(bytes: &[u8]) -> Option<usize> {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0).then_some(count)
}

/// The number that digits are, as large as it can be.
pub(super) fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0_u64, |number, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit.wrapping_sub(b'0')))
    })
}

/// Milliseconds of the digits behind a decimal point.
fn fraction(digits: &[u8]) -> u64 {
    let of = |index: usize| digits.get(index).map_or(0, |digit| u64::from(digit - b'0'));
    of(0) * 100 + of(1) * 10 + of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(alone(text), expected, "{text}");
    }

    #[test]
    fn times() {
        check("0:35", Some(35_000));
        check("01:02:03", Some(3_723_000));
        check("[1:02:03.5]", Some(3_723_500));
        check("(12:30)", Some(750_000));
        check("00:00:01,250 ", Some(1_250));
        check("99:59", Some(5_999_000));
        check("[00:01.000 --> 00:04.500]", Some(1_000));
        check("[0:35 - 1:10]", Some(35_000));
        check("[0:35 - x]", None);
        check("10:30am", None);
        check("1:2:3:4", None);
        check("12", None);
        check("3:77", None);
        check("[0:35", None);
        check("12:", None);
        check("", None);
    }
}
