//! The survey that the bench reads: seeded, written as it is made, with the truth beside it.
//!
//! Each person has three leanings; an option leans on one of them, so that answers go together and
//! yet nearly every combination occurs. What people write themselves is nearly unique.

use std::io::{self, Write};

use super::questions::{Answer, Asked, QUESTIONS, Question};
use super::random::Random;

/// How many people took each option, and who: what a perfect reader would find.
pub(super) struct Truth {
    pub(super) rows: u64,
    /// In the order of the form, the questions that have options.
    pub(super) questions: Vec<TrueQuestion>,
}

/// A question with options.
pub(super) struct TrueQuestion {
    /// Its number, from 1: also its column, as the timestamp comes first.
    pub(super) number: usize,
    pub(super) checkbox: bool,
    /// In the order of the form: the label, and a bit for each person, the first in the lowest.
    pub(super) options: Vec<(&'static str, Vec<u64>)>,
}

impl Truth {
    /// The set of people behind each option of the survey, in the order of the form.
    pub(super) fn sets(&self) -> impl Iterator<Item = &[u64]> {
        self.questions.iter().flat_map(|q| q.options.iter().map(|(_, set)| set.as_slice()))
    }
}

/// Writes a survey of `rows` people. The same rows and seed give the same bytes.
pub(super) fn generate(rows: u64, seed: u64, out: &mut impl Write) -> io::Result<Truth> {
    let mut random = Random::new(seed);
    let mut truth = no_answers(rows);
    // The first Monday of 2025, in seconds since the epoch.
    let mut time = 1_736_150_400;

    write!(out, "Timestamp")?;
    for question in &QUESTIONS {
        out.write_all(b",")?;
        write_cell(out, question.text)?;
    }

    let (mut cell, mut taken, mut first) = (String::new(), Vec::new(), [false; QUESTIONS.len()]);
    for row in 0..rows {
        let leanings = [random.unit(), random.unit(), random.unit()];
        time += random.below(150);
        write!(out, "\r\n{}", timestamp(time))?;
        let mut with_options = truth.questions.iter_mut();
        for (index, question) in QUESTIONS.iter().enumerate() {
            cell.clear();
            taken.clear();
            if is_asked(question, &first, &mut random) {
                answer(question, leanings, &mut random, &mut cell, &mut taken);
            }
            first[index] = taken.first() == Some(&0);
            if has_options(question)
                && let Some(question) = with_options.next()
            {
                for option in &taken {
                    question.options[*option].1[(row / 64) as usize] |= 1 << (row % 64);
                }
            }
            out.write_all(b",")?;
            write_cell(out, &cell)?;
        }
    }
    Ok(truth)
}

fn has_options(question: &Question) -> bool {
    matches!(question.answer, Answer::Single { .. } | Answer::Checkbox { .. })
}

fn no_answers(rows: u64) -> Truth {
    let nobody = vec![0; rows.div_ceil(64) as usize];
    let questions = QUESTIONS.iter().enumerate().filter_map(|(index, question)| {
        let (checkbox, options) = match question.answer {
            Answer::Single { options, .. } => (false, options),
            Answer::Checkbox { options, .. } => (true, options),
            _ => return None,
        };
        let options = options.iter().map(|(label, _)| (*label, nobody.clone())).collect();
        Some(TrueQuestion { number: index + 1, checkbox, options })
    });
    Truth { rows, questions: questions.collect() }
}

fn is_asked(question: &Question, first: &[bool], random: &mut Random) -> bool {
    match question.asked {
        Asked::Everyone => true,
        Asked::IfFirstOf(index) => first[index],
        Asked::MostlyIfFirstOf(index) => random.chance(if first[index] { 0.35 } else { 0.004 }),
    }
}

/// Fills the cell, and names the options taken.
fn answer(
    question: &Question,
    leanings: [f64; 3],
    random: &mut Random,
    cell: &mut String,
    taken: &mut Vec<usize>,
) {
    match question.answer {
        Answer::Single { options, other } => {
            if random.chance(other) {
                return remark(random, cell);
            }
            let total: f64 = options.iter().map(|(_, weight)| weight).sum();
            // A leaning pulls towards the first options.
            let mut left = (0.75 * random.unit() + 0.25 * leanings[options.len() % 3]) * total;
            let chosen = options.iter().position(|(_, weight)| {
                left -= weight;
                left < 0.0
            });
            let chosen = chosen.unwrap_or(options.len() - 1);
            cell.push_str(options[chosen].0);
            taken.push(chosen);
        }
        Answer::Checkbox { options, other } => {
            for (index, (label, chance)) in options.iter().enumerate() {
                let pull = (leanings[(index + options.len()) % 3] - 0.5) * 0.4;
                if random.chance((chance + pull * chance.min(1.0 - chance)).clamp(0.0, 1.0)) {
                    join(cell);
                    cell.push_str(label);
                    taken.push(index);
                }
            }
            if random.chance(other) {
                join(cell);
                remark(random, cell);
            }
        }
        Answer::Number { typical } => number(typical, random, cell),
        Answer::Name => {
            cell.push_str(random.pick(&WORDS));
            cell.push(' ');
            cell.push_str(random.pick(&WORDS));
            if random.chance(0.4) {
                *cell += &format!(" {}", random.below(90) + 10);
            }
        }
        Answer::Remark => {
            remark(random, cell);
            if random.chance(0.02) {
                cell.push('\n');
                remark(random, cell);
            }
        }
    }
}

fn join(cell: &mut String) {
    if !cell.is_empty() {
        cell.push_str(", ");
    }
}

/// A number as people write one when a form lets them write anything.
fn number(typical: u64, random: &mut Random, cell: &mut String) {
    let n = 1 + random.below(typical) + random.below(typical) + random.below(3);
    *cell += &match random.below(100) {
        0..=2 => format!("{n}-{}", n + 2),
        3 => format!("{n}+"),
        4 => format!("~{n}"),
        5 => format!("Less than {}", n + 1),
        6 if typical > 5 => "100+".into(),
        7 => format!("{}.5", n / 2),
        _ => n.to_string(),
    };
}

/// Free text of one part, now and then of two with a comma between. Each part is long enough to
/// be nearly unique, so that nobody can take it for an option.
fn remark(random: &mut Random, cell: &mut String) {
    let parts = if random.chance(0.2) { 2 } else { 1 };
    for part in 0..parts {
        if part > 0 {
            cell.push_str(", ");
        }
        for word in 0..5 + random.below(5) {
            if word > 0 {
                cell.push(' ');
            }
            cell.push_str(random.pick(&WORDS));
        }
    }
}

const WORDS: [&str; 48] = [
    "anchor", "barge", "beacon", "boat", "bottle", "buoy", "cable", "canvas", "chart", "clock",
    "coast", "crane", "crate", "deck", "diary", "drift", "echo", "engine", "ferry", "float",
    "gauge", "harbour", "hull", "island", "jetty", "kettle", "lantern", "ledger", "mast", "mirror",
    "needle", "oar", "paddle", "pilot", "quay", "reef", "rope", "rudder", "sail", "sextant",
    "shore", "signal", "slip", "sounding", "tide", "valve", "wave", "winch",
];

/// `month/day/year hour:minute:second`, as Google Forms writes it in an American locale.
fn timestamp(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // Civil date from days since 1970: Howard Hinnant, "chrono-Compatible Low-Level Date
    // Algorithms", civil_from_days, for dates after 1970.
    let z = days + 719_468;
    let (era, day_of_era) = (z / 146_097, z % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{month}/{day}/{year} {hour}:{minute:02}:{second:02}")
}

/// Quotes where RFC 4180 asks for it, and nowhere else.
fn write_cell(out: &mut impl Write, cell: &str) -> io::Result<()> {
    if !cell.contains([',', '"', '\n']) {
        return out.write_all(cell.as_bytes());
    }
    out.write_all(b"\"")?;
    for (index, part) in cell.split('"').enumerate() {
        if index > 0 {
            out.write_all(b"\"\"")?;
        }
        out.write_all(part.as_bytes())?;
    }
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(seed: u64) -> (Vec<u8>, Truth) {
        let mut bytes = Vec::new();
        let truth = generate(300, seed, &mut bytes).unwrap();
        (bytes, truth)
    }

    /// Cells of a file without line breaks in them, by a reader too simple to be wrong.
    fn cells(line: &str) -> Vec<String> {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for piece in line.split_inclusive(',') {
            cell.push_str(piece);
            quoted ^= piece.matches('"').count() % 2 == 1;
            if !quoted {
                let whole = std::mem::take(&mut cell);
                let whole = whole.strip_suffix(',').unwrap_or(&whole);
                let inner = whole.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                cells.push(inner.unwrap_or(whole).replace("\"\"", "\""));
            }
        }
        if line.ends_with(',') {
            cells.push(String::new());
        }
        cells
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert!(small(1).0 == small(1).0);
        assert!(small(1).0 != small(2).0);
    }

    #[test]
    fn the_shape_is_that_of_the_export() {
        let (bytes, truth) = small(1);
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<_> = text.split("\r\n").map(cells).collect();
        assert_eq!(lines.len(), 301);
        assert!(lines.iter().all(|line| line.len() == 36), "36 columns everywhere");
        assert_eq!(truth.questions.iter().filter(|q| q.checkbox).count(), 14);
        let a_row = text.len() / 300;
        assert!((1700..2000).contains(&a_row), "{a_row} bytes a row");
    }

    #[test]
    fn the_truth_is_what_is_written() {
        let (bytes, truth) = small(7);
        let text = String::from_utf8(bytes).unwrap();
        for (row, line) in text.split("\r\n").skip(1).map(cells).enumerate() {
            for question in &truth.questions {
                let cell = format!(", {}, ", line[question.number]);
                for (label, set) in &question.options {
                    let ticked = set[row / 64] >> (row % 64) & 1 == 1;
                    assert_eq!(ticked, cell.contains(&format!(", {label}, ")), "{label} in {cell}");
                }
            }
            let asked = line[25] == "Yes";
            assert_eq!(asked, !line[26].is_empty());
            assert!(asked || line[27].is_empty() && line[28].is_empty());
        }
    }

    #[test]
    fn dates_are_dates() {
        assert_eq!(timestamp(0), "1/1/1970 0:00:00");
        assert_eq!(timestamp(951_782_400), "2/29/2000 0:00:00");
        assert_eq!(timestamp(1_735_689_599), "12/31/2024 23:59:59");
    }
}
