//! Seeded mutations of small synthetic files through what the fuzz targets do: nothing panics, and
//! no row is lost.
//!
//! The fuzzers of `fuzz/` go on where this ends.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../../../fuzz/src/bodies.rs"]
mod bodies;
mod exports;

use exports::{EXPORTS, PIECES};
use paap_analysis::random::Random;
use paap_survey::{Reader, ScopeOptions, xlsform};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How often each seed is mutated; `PAAP_FUZZ_ROUNDS` says how many times as often.
const ROUNDS: u32 = 20;

fn times() -> u32 {
    std::env::var("PAAP_FUZZ_ROUNDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn below(random: &mut Random, limit: usize) -> usize {
    ((random.unit() * limit as f64) as usize).min(limit.saturating_sub(1))
}

/// One to four changes of a few bytes.
fn mutated(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=below(random, 4) {
        let at = below(random, bytes.len() + 1);
        let end = (at + 1 + below(random, 12)).min(bytes.len());
        match below(random, 6) {
            0 => {
                let piece = PIECES[below(random, PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            1 => {
                let piece = PIECES[below(random, PIECES.len())];
                bytes.splice(at..end, piece.iter().copied());
            }
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => {
                let copy = bytes[at.min(end)..end].to_vec();
                let to = below(random, bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            4 if at < bytes.len() => bytes[at] ^= 1 << below(random, 8),
            _ if below(random, 4) == 0 => {
                bytes.truncate(at);
                bytes.extend_from_slice(&other[below(random, other.len())..]);
            }
            _ => {}
        }
    }
    bytes
}

/// Runs a body on mutations of a seed; a failure shows the bytes.
fn run(name: &str, rounds: u32, seed: &[u8], other: &[u8], body: impl Fn(&[u8])) {
    let rounds = rounds * times();
    let mut random = Random::new(u64::from(rounds) + seed.len() as u64);
    for round in 0..rounds {
        let bytes = if round == 0 { seed.to_vec() } else { mutated(&mut random, seed, other) };
        if catch_unwind(AssertUnwindSafe(|| body(&bytes))).is_err() {
            panic!("{name}, round {round}: {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn every_reader_takes_its_own_seed() {
    for (name, text) in EXPORTS {
        let survey = bodies::export(text.as_bytes(), None).unwrap();
        assert_eq!(survey.reader.name(), name);
    }
}

#[test]
fn exports() {
    for (index, (name, text)) in EXPORTS.iter().enumerate() {
        let other = EXPORTS[(index + 1) % EXPORTS.len()].1.as_bytes();
        run(name, ROUNDS, text.as_bytes(), other, |bytes| {
            bodies::export(bytes, None);
            bodies::export(bytes, Reader::named(name));
        });
    }
}

#[test]
fn exports_by_the_wrong_reader() {
    for (name, text) in EXPORTS {
        for (number, reader) in Reader::ALL.iter().enumerate() {
            run(&format!("{name} as {}", reader.name()), 2, text.as_bytes(), b"\n", |bytes| {
                bodies::read_survey(&[&[number as u8], bytes].concat());
            });
        }
    }
}

#[test]
fn exports_in_utf_16() {
    for (name, text) in EXPORTS {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        run(name, 5, &bytes, &bytes, |bytes| drop(bodies::export(bytes, None)));
    }
}

#[test]
fn workbooks() {
    for (name, text) in EXPORTS.iter().take(4) {
        let sheet = bodies::worksheet(&text.replace([',', ';'], "\t"));
        run(name, ROUNDS, sheet.as_bytes(), b"<c", bodies::workbook);
        let zip = bodies::zipped("Answers", sheet.as_bytes()).unwrap();
        run(name, 2 * ROUNDS, &zip, &zip, bodies::workbook);
    }
}

#[test]
fn expressions() {
    let seeds = [
        "q1 = \"Builder\" and not (q2 in (\"Build\", \"Test\") or q3 >= 8)",
        "q4 < 5 or q5 answered and which_parts_if_any != \"Deploy\"",
        "((((q1 = 'Leader'))))",
    ];
    for seed in seeds {
        run("expression", 200, seed.as_bytes(), b"and (", bodies::expression);
    }
    bodies::expression("(".repeat(100_000).as_bytes());
    bodies::expression("not ".repeat(100_000).as_bytes());
}

fn example(page: &'static str) -> &'static str {
    page.split_once("```yaml\n").unwrap().1.split_once("```").unwrap().0
}

const QUESTIONNAIRE: &str = include_str!("../../../../docs/questionnaire.md");
const WEIGHTS: &str = include_str!("../../../../docs/weights.md");

#[test]
fn questionnaires() {
    let seed = example(QUESTIONNAIRE).as_bytes();
    run("questionnaire", 3 * ROUNDS, seed, b"- [{&a *a", bodies::questionnaire_yaml);
}

#[test]
fn weights() {
    let small = "paap: weights/1\nmargins:\n  - question: q1\n    targets: { Builder: 0.3, Consumer: 0.5, Leader: 0.2 }\nlargest: 4\n";
    for seed in [small, example(WEIGHTS)] {
        run("weights", 100, seed.as_bytes(), b"1e308 }", bodies::weights);
    }
}

#[test]
fn xlsforms() {
    let questionnaire = paap_survey::questionnaire::parse(example(QUESTIONNAIRE)).0.unwrap();
    let form = xlsform::write(&questionnaire).unwrap().workbook;
    run("form", ROUNDS, &form, &form, bodies::xlsform);
    let sheet = "type\tname\tlabel::English (en)\trelevant\trequired\tappearance\nbegin_group\tg\tAbout\t\t\tfield-list\n\
        select_one yes_no\ta\tSure?\t\tyes\t\nselect_multiple yes_no\tb\tWhich?\tselected(${a}, 'yes')\t\tminimal\n\
        integer\tc\tHow many?\t${a} = 'no' and ${c} > 3\t\t\nend_group\t\t\t\t\t\nrange\td\tHow good?\t\t\t\n";
    run("sheet", 4 * ROUNDS, sheet.as_bytes(), b"\tend_group\n", bodies::xlsform);
}

/// Cells are changed, rows repeated, cut and left blank; how many rows there are is known.
#[test]
fn no_row_is_lost() {
    for (name, text) in EXPORTS.iter().filter(|(_, text)| text.contains(',')) {
        let mut random = Random::new(text.len() as u64);
        let rows: Vec<Vec<String>> = text.lines().map(cells).collect();
        let mut read = 0;
        for round in 0..ROUNDS * times() {
            let mut rows = rows.clone();
            for _ in 0..below(&mut random, 6) {
                change(&mut random, &mut rows);
            }
            let text: String = rows.iter().map(|row| line(row)).collect();
            let Some(survey) = bodies::export(text.as_bytes(), None) else { continue };
            read += 1;
            let source = &survey.source;
            let found = source.header_rows + source.blank_rows + survey.people as u64;
            assert_eq!(found, rows.len() as u64, "{name}, round {round}: {text}");
            let inspect = survey.inspect(&survey.scope(&ScopeOptions::default()).unwrap());
            let named = inspect.warnings.iter().any(|warning| warning.code == "blank-rows");
            assert_eq!(named, source.blank_rows > 0, "{name}, round {round}: {text}");
        }
        assert_eq!(read, ROUNDS * times(), "{name}: some were not read at all");
    }
}

fn change(random: &mut Random, rows: &mut Vec<Vec<String>>) {
    let row = below(random, rows.len());
    let to = below(random, rows.len() + 1);
    match below(random, 5) {
        0 => rows.insert(to, rows[row].clone()),
        1 => rows.insert(to, vec![String::new(); rows[row].len()]),
        2 => {
            let cut = below(random, rows[row].len()) + 1;
            rows[row].truncate(cut);
        }
        3 => rows[row].push("more".to_owned()),
        _ => {
            let cell = below(random, rows[row].len());
            let piece = String::from_utf8_lossy(PIECES[below(random, PIECES.len())]).into_owned();
            rows[row][cell].push_str(&piece);
        }
    }
}

/// The cells of a line that no quoted line break is in.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

fn line(row: &[String]) -> String {
    let cells: Vec<String> =
        row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    cells.join(",") + "\n"
}
