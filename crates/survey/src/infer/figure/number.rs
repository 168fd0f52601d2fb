//! Digits with points and commas, which half the world uses the other way round.

/// What separates thousands and what begins decimals in a column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Not known: `1,200` is read as thousands, `1.200` as decimals.
    Unsettled,
    /// A point begins decimals, a comma separates thousands.
    Point,
    /// A comma begins decimals, a point separates thousands.
    Comma,
}

/// A number that a column's other numbers leave with two readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Doubt<'a> {
    /// The number as it is written.
    pub(crate) text: &'a str,
    /// How it is read.
    pub(crate) taken: f64,
    /// How else it could be read.
    pub(crate) other: f64,
}

/// What the marks in one number say of all numbers beside it.
enum Says {
    /// It cannot be read unless a point begins decimals.
    Point,
    /// It cannot be read unless a comma does.
    Comma,
    /// One mark before exactly three digits: thousands or decimals.
    Either,
    Nothing,
}

impl Marks {
    /// What the numbers of a column say of their marks together, and the first number that they
    /// leave in doubt. `texts` are answers that are numbers, or hold numbers.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> (Self, Option<Doubt<'a>>) {
        let (mut point, mut comma, mut small, mut large) = (false, false, false, false);
        let mut either: [Option<&str>; 2] = [None; 2];
        for text in texts {
            for digits in runs(text) {
                match says(digits) {
                    Says::Point => point = true,
                    Says::Comma => comma = true,
                    Says::Either => {
                        either[usize::from(digits.contains(','))].get_or_insert(digits);
                    }
                    Says::Nothing if digits.len() <= 3 => small = true,
                    Says::Nothing => large = true,
                }
            }
        }
        let [with_point, with_comma] = either;
        let Some(text) = with_point.or(with_comma) else { return (Self::Unsettled, None) };
        let marks = match (point, comma) {
            (true, false) => return (Self::Point, None),
            (false, true) => return (Self::Comma, None),
            // Decimals would hardly all have three digits beside whole numbers that have none.
            (false, false) if with_comma.is_none() && small && !large => Self::Comma,
            _ => Self::Unsettled,
        };
        let read = |marks| number(text, marks).unwrap_or(f64::NAN);
        let taken = read(marks);
        let other = [Self::Point, Self::Comma].map(read).into_iter().find(|&own| own != taken);
        (marks, other.map(|other| Doubt { text, taken, other }))
    }
}

/// The runs of digits, points and commas in a text, each from digit to digit.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|run| run.trim_matches(['.', ',']))
        .filter(|run| !run.is_empty())
}

fn says(digits: &str) -> Says {
    let count = |mark| digits.bytes().filter(|&byte| byte == mark).count();
    match (count(b'.'), count(b',')) {
        (0, 0) => Says::Nothing,
        (1, 0) | (0, 1) if is_grouped(digits, ['.', ',']) => Says::Either,
        (1, 0) => Says::Point,
        (0, 1) => Says::Comma,
        (_, 0) if is_grouped(digits, ['.', '.']) => Says::Comma,
        (0, _) if is_grouped(digits, [',', ',']) => Says::Point,
        (_, 1) if digits.rfind(',') > digits.rfind('.') => Says::Comma,
        (1, _) if digits.rfind('.') > digits.rfind(',') => Says::Point,
        _ => Says::Nothing,
    }
}

/// Whether these marks cut digits into thousands: `1,200`, `12,000,000`.
fn is_grouped(digits: &str, marks: [char; 2]) -> bool {
    let mut groups = digits.split(marks);
    let first = groups.next().unwrap_or("");
    let whole = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && whole(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && whole(group))
}

/// A plain number.
pub(crate) fn number(text: &str, marks: Marks) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    if digits.is_empty()
        || digits.len() > 24
        || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return None;
    }
    let size: f64 = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()?
    } else {
        plain(digits, marks)?.parse().ok()?
    };
    Some(if text.starts_with(['-', '−']) { -size } else { size })
}

/// Digits without the marks between thousands, and with a point before decimals.
fn plain(digits: &str, marks: Marks) -> Option<String> {
    let decimal = match says(digits) {
        Says::Nothing => None,
        Says::Either => {
            let thousands = if marks == Marks::Comma { '.' } else { ',' };
            digits.find(['.', ',']).filter(|&at| !digits[at..].starts_with(thousands))
        }
        Says::Point => digits.rfind('.'),
        Says::Comma => digits.rfind(','),
    };
    let (whole, rest) = match decimal {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let mut plain = String::with_capacity(digits.len());
    // One mark alone separates the thousands of a number.
    match whole.chars().find(|c| !c.is_ascii_digit()) {
        Some(mark) => {
            let known = matches!(mark, '.' | ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}');
            if !known || !is_grouped(whole, [mark, mark]) {
                return None;
            }
            plain.extend(whole.split(mark));
        }
        None => plain.push_str(whole),
    }
    if let Some(rest) = rest {
        // `1e5` and `inf` are words here, not numbers.
        if !rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        plain.push('.');
        plain.push_str(rest);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks_by_the_column() {
        for (text, unsettled, point, comma) in [
            ("1,200", 1200.0, 1200.0, 1.2),
            ("1.200", 1.2, 1.2, 1200.0),
            ("1.200.000", 1_200_000.0, 1_200_000.0, 1_200_000.0),
            ("1.200,5", 1200.5, 1200.5, 1200.5),
            ("1,200.5", 1200.5, 1200.5, 1200.5),
            ("0,125", 0.125, 0.125, 0.125),
            ("2,5", 2.5, 2.5, 2.5),
            ("2.5", 2.5, 2.5, 2.5),
            ("12 000", 12000.0, 12000.0, 12000.0),
            ("1'200.5", 1200.5, 1200.5, 1200.5),
            ("-1.200", -1.2, -1.2, -1200.0),
        ] {
            let own = [Marks::Unsettled, Marks::Point, Marks::Comma].map(|m| number(text, m));
            assert_eq!(own, [unsettled, point, comma].map(Some), "{text}");
        }
        for text in ["1.2.3", "1,2,3", "1 2", "12,00,000", "1e5", "1.2.2024", "1,200,5"] {
            assert_eq!(number(text, Marks::Unsettled), None, "{text}");
        }
    }

    #[test]
    fn the_other_numbers_settle_the_marks() {
        #[track_caller]
        fn check(texts: &[&str], marks: Marks, doubt: Option<(f64, f64)>) {
            let (own, found) = Marks::of(texts.iter().copied());
            assert_eq!((own, found.map(|doubt| (doubt.taken, doubt.other))), (marks, doubt));
        }
        check(&["1,200", "7.5"], Marks::Point, None);
        check(&["1.200", "7,5"], Marks::Comma, None);
        check(&["0,250", "0,125"], Marks::Unsettled, None);
        check(&["1,250", "0,125"], Marks::Comma, None);
        check(&["1.200.000", "1.200"], Marks::Comma, None);
        check(&["7", "2.5"], Marks::Unsettled, None);
        check(&["1.200", "950", "12.000"], Marks::Comma, Some((1200.0, 1.2)));
        check(&["1.200", "2.125"], Marks::Unsettled, Some((1.2, 1200.0)));
        check(&["1,200", "950"], Marks::Unsettled, Some((1200.0, 1.2)));
        check(&["1,200", "2,5", "2.5"], Marks::Unsettled, Some((1200.0, 1.2)));
    }
}
