//! Options that were ranges of numbers before a spreadsheet took them for dates.
//!
//! What is typed or read as `10-49` becomes `Oct-49`, as `2-5` it becomes `5-Feb`; a workbook
//! keeps a whole date for it, which comes out as `2049-10-01`.

use crate::answers::Question;
use crate::{Kind, Message, Warning};

/// Warns of options that a spreadsheet has turned into dates.
pub(super) fn damaged(question: &Question) -> Option<Warning> {
    if question.kind == Kind::Date {
        return None;
    }
    let labels = || question.options.iter().map(|choice| choice.label.as_str());
    // A whole date may well be one. Beside a range or a number it hardly is.
    let is_date = |label: &str| undated(label).is_some() || was(label).is_some();
    let has_number = |label: &str| label.contains(|c: char| c.is_ascii_digit());
    let beside_numbers = labels().any(|label| has_number(label) && !is_date(label));
    let damaged: Vec<String> = labels()
        .filter_map(|label| {
            let was = undated(label).or_else(|| was(label).filter(|_| beside_numbers))?;
            Some(format!("“{label}” was perhaps {was}"))
        })
        .collect();
    (!damaged.is_empty()).then(|| {
        let message = format!(
            "A spreadsheet has turned options into dates: {}. Export the answers again without \
             opening them in a spreadsheet, or name the options in a questionnaire.",
            damaged.join(", "),
        );
        Warning::problem("option-became-date", Message::plain(message))
    })
}

/// How spreadsheets shorten the months, in English and in other languages; words that are more
/// than a month are left out.
const MONTHS: [&[&str]; 12] = [
    &["jan", "janv", "ene"],
    &["feb", "févr", "fev"],
    &["mar", "mär", "mrz", "mars", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "août"],
    &["sep", "sept"],
    &["oct", "okt", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

fn month(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.').to_lowercase();
    let month = MONTHS.iter().position(|names| names.contains(&text.as_str()))?;
    Some(month as u32 + 1)
}

fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// What a label was before it became a month with a day or a year: `Oct-49` was `10-49`, `5-Feb`
/// was `2-5`.
fn undated(label: &str) -> Option<String> {
    let (first, second) = label.trim().split_once('-')?;
    match (month(first), number(second), number(first), month(second)) {
        (Some(month), Some(number), _, _) | (_, _, Some(number), Some(month)) => {
            Some(format!("“{month}-{number}”"))
        }
        _ => None,
    }
}

/// What a label was, perhaps, that is a whole date, or a month with a blank beside it: `2049-10-01`
/// was `10-49`, `8-Oct-2024` was `8-10`, `Okt 49` was `10-49`.
fn was(label: &str) -> Option<String> {
    let label = label.trim();
    let parts: Vec<&str> =
        label.split(['-', '/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let (year, day, month) = match parts[..] {
        [first, second] => {
            let either = month(first).zip(number(second)).or(month(second).zip(number(first)));
            return either.map(|(month, number)| format!("“{month}-{number}”"));
        }
        [year, month, day] if year.len() == 4 => (number(year)?, number(day)?, number(month)?),
        [day, name, year] if month(name).is_some() => (number(year)?, number(day)?, month(name)?),
        // Which of the two is the month, the file does not say; it makes no difference.
        [day, month, year] if year.len() == 4 => (number(year)?, number(day)?, number(month)?),
        _ => return None,
    };
    let is_day = |number: u32| (1..=31).contains(&number);
    if !is_day(day) || !is_day(month) || day.min(month) > 12 {
        return None;
    }
    let (low, high, short) = (day.min(month), day.max(month), year % 100);
    // The first of a month may be that day, or stand for all of a month of that year.
    Some(match low {
        1 if short > 31 => format!("“{high}-{short}”"),
        1 if short > high => format!("“1-{high}” or “{high}-{short}”"),
        _ => format!("“{low}-{high}”"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_dates() {
        for (label, expected) in [
            ("Oct-49", Some("“10-49”")),
            ("Okt-49", Some("“10-49”")),
            ("5-Feb", Some("“2-5”")),
            ("Mon-Fri", None),
            ("Gen-2", None),
            ("10-49", None),
        ] {
            assert_eq!(undated(label).as_deref(), expected, "{label}");
        }
        for (label, expected) in [
            ("2049-10-01", Some("“10-49”")),
            ("2024-10-08", Some("“8-10”")),
            ("8-Oct-2024", Some("“8-10”")),
            ("10/8/2024", Some("“8-10”")),
            ("2024-09-01", Some("“1-9” or “9-24”")),
            ("Okt 49", Some("“10-49”")),
            ("09. Jan", Some("“1-9”")),
            ("50-99", None),
            ("1.20.3", None),
            ("2024-13-40", None),
            ("100+", None),
        ] {
            assert_eq!(was(label).as_deref(), expected, "{label}");
        }
    }
}
