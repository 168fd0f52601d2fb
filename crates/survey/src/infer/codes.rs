//! Digits that count nothing: postcodes and other identifiers, and the codes of options.

use super::found::Found;
use super::hints::Hints;
use super::scale;
use super::single::{self, Cell};
use crate::answers::Question;
use crate::read::sheet::Sheet;
use crate::{Kind, Message, Warning};
use std::collections::HashSet;

/// Words by which a header asks for a postcode.
const POSTCODES: [&str; 14] = [
    "postcode",
    "post code",
    "postal code",
    "zipcode",
    "zip code",
    "zip",
    "plz",
    "postleitzahl",
    "code postal",
    "código postal",
    "codigo postal",
    "postnummer",
    "郵便番号",
    "邮编",
];

/// The fewest digits of an identifier that a zero in front tells: `01` to `05` may be a scale.
const DIGITS: usize = 3;

/// The longest header that asks for a postcode and nothing else, in words.
const WORDS: usize = 8;

/// What the answers are where they are digits that nobody should take the mean of: a header that
/// asks for a postcode says so, and zeros at the front do.
pub(super) fn find(label: &str, cells: &[Cell<'_>], warnings: &mut Vec<Warning>) -> Option<Found> {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_zeroed = |text: &str| text.len() >= DIGITS && text.starts_with('0') && is_digits(text);
    let zeroed: u64 = cells.iter().filter(|cell| is_zeroed(cell.0)).map(|cell| cell.1).sum();
    let hints = Hints::of(label);
    // What is counted or rated has numbers, whatever else its header names.
    if hints.counts || hints.rates {
        return None;
    }
    let postcode = asks_for_postcode(label);
    if zeroed == 0 && !postcode {
        return None;
    }
    let rows: u64 = cells.iter().map(|cell| cell.1).sum();
    let digits: u64 = cells.iter().filter(|cell| is_digits(cell.0)).map(|cell| cell.1).sum();
    // One person's slip of the finger makes no identifiers of numbers.
    if digits * 10 < rows * 8 || !postcode && zeroed < 2 {
        return None;
    }
    let zeroed: HashSet<&str> =
        cells.iter().map(|cell| cell.0).filter(|text| is_zeroed(text)).collect();
    let without: HashSet<&str> = zeroed.iter().map(|text| &text[1..]).collect();
    let longest = zeroed.iter().map(|text| text.len()).max().unwrap_or(0);
    let lost = |text: &str| {
        is_digits(text) && !text.starts_with('0') && text.len() + 1 == longest
            || without.contains(text) && !text.starts_with('0')
    };
    let lost: u64 = cells.iter().filter(|cell| lost(cell.0)).map(|cell| cell.1).sum();
    if lost > 0 {
        let message = |who: &str| {
            format!(
                "{who} have a digit less than others, which begin with a zero: a spreadsheet \
                 program may have taken the zero away. They are counted as they stand. Export the \
                 answers again if it did."
            )
        };
        let who = if lost == 1 { "answer seems to" } else { "answers seem to" };
        let message =
            Message::counted(message(&format!("{lost} {who}")), message("Some answers seem to"));
        warnings.push(Warning::notice("lost-zeros", message));
    }
    Some(single::as_codes(cells))
}

fn asks_for_postcode(label: &str) -> bool {
    let label = label.to_lowercase();
    let words: Vec<&str> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let text = format!(" {} ", words.join(" "));
    words.len() <= WORDS
        && POSTCODES.iter().any(|word| match word.is_ascii() {
            true => text.contains(&format!(" {word} ")),
            false => text.contains(word),
        })
}

/// Makes single choices of the numbers in a file that has codes instead of labels, so that nobody
/// takes the mean of a code.
pub(crate) fn of_codes(questions: &mut [Question], sheet: &Sheet) {
    for question in questions.iter_mut().filter(|question| !question.told) {
        let numbers = matches!(question.kind, Kind::Rating | Kind::Number);
        let [column] = question.columns[..] else { continue };
        if !numbers || Hints::of(&question.label).counts {
            continue;
        }
        let column = &sheet.columns[column];
        let (numbers, cells): (Vec<u32>, Vec<(&str, u64)>) = super::question::distinct(column)
            .into_iter()
            .map(|(number, text, rows)| (number, (text, rows)))
            .unzip();
        let is_code = |text: &str| text.parse::<u32>().is_ok();
        if cells.len() > scale::MOST_STEPS || !cells.iter().all(|cell| is_code(cell.0)) {
            continue;
        }
        question.notes.clear();
        question.figures.clear();
        let of = numbers.into_iter().enumerate().map(|(place, number)| (number, place));
        Found::Options(single::codes(&cells)).fill(question, column, of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, cells: &[Cell<'_>], kind: Option<Kind>, lost: bool) {
        let mut warnings = Vec::new();
        let found = find(label, cells, &mut warnings).map(|found| match found {
            Found::Options(options) => options.kind,
            _ => Kind::Text,
        });
        assert_eq!((found, !warnings.is_empty()), (kind, lost), "{label}: {cells:?}");
    }

    #[test]
    fn postcodes_and_zeros_at_the_front_count_nothing() {
        let single = Some(Kind::Single);
        check("Your postcode", &[("01067", 3), ("1067", 2), ("10115", 4)], single, true);
        check("PLZ", &[("10115", 3), ("80331", 4)], single, false);
        check("ZIP", &[("02139", 3), ("94103", 4), ("1002", 2)], single, true);
        check("Where?", &[("007", 3), ("123", 4)], single, false);
        let many: Vec<String> = (10_000..10_050).map(|code| code.to_string()).collect();
        let many: Vec<Cell<'_>> = many.iter().map(|code| (code.as_str(), 1)).collect();
        check("Postleitzahl", &many, Some(Kind::Text), false);
        check("How many people?", &[("007", 3), ("123", 4)], None, false);
        check("How good?", &[("01", 3), ("02", 4), ("05", 4)], None, false);
        check("Zips a day", &[("3", 3), ("12", 4)], None, false);
        check("Postcode", &[("SW1A 1AA", 3), ("EC1A 1BB", 4)], None, false);
    }
}
