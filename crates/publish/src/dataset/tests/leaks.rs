//! Every time, id, name of a team and word of people is replaced by a marker, and looked for in every
//! byte that would be published, archives unpacked.

use super::*;
use paap_survey::Kind;

/// Marks that no text has by chance, the same on every run.
struct Marks {
    state: u64,
    made: Vec<String>,
}

impl Marks {
    fn next(&mut self) -> String {
        let mut mark = String::from("Zq");
        for _ in 0..10 {
            self.state = self
                .state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            mark.push(char::from(b'a' + ((self.state >> 33) % 26) as u8));
        }
        self.made.push(mark.clone());
        mark
    }
}

/// How the cells of a column are replaced.
#[derive(Clone, Copy, PartialEq)]
enum Each {
    /// Each cell by a mark of its own.
    Cell,
    /// Each different text by a mark of its own.
    Text,
}

/// The file with the cells of these columns replaced by marks.
fn marked(
    bytes: &[u8],
    columns: &[usize],
    headers: usize,
    each: Each,
    marks: &mut Marks,
) -> Vec<u8> {
    let mut lines = csv::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
    let mut known: BTreeMap<(usize, String), String> = BTreeMap::new();
    for line in &mut lines[headers..] {
        for &column in columns {
            let Some(cell) = line.get_mut(column).filter(|cell| !cell.is_empty()) else { continue };
            let mark = match each {
                Each::Cell => marks.next(),
                Each::Text => {
                    known.entry((column, cell.clone())).or_insert_with(|| marks.next()).clone()
                }
            };
            *cell = mark;
        }
    }
    written(&lines)
}

fn written(lines: &[Vec<String>]) -> Vec<u8> {
    let mut out = String::new();
    lines.iter().for_each(|line| csv::line(&mut out, line.iter().map(String::as_str)));
    out.into_bytes()
}

fn leaks(bytes: &[u8], marks: &Marks, least: u64) -> Vec<String> {
    let survey = survey(bytes);
    let choices = Choices { least, ..choices() };
    let rules = Rules { least_rows: 1, k: 3, known: 1, ..Rules::default() };
    let about = About { least, ..about() };
    // The easiest rules: what must not leave does not, whatever is asked for.
    let files = made(&about, &[part(&survey, &choices, &rules)], None);
    let made: BTreeSet<String> = marks.made.iter().map(|mark| mark.to_lowercase()).collect();
    let mut found = Vec::new();
    for (path, bytes) in unpacked(&files) {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let words = text.split(|c: char| !c.is_ascii_lowercase());
        let windows =
            words.flat_map(|word| (0..word.len().saturating_sub(11)).map(|at| &word[at..at + 12]));
        found.extend(
            windows.filter(|window| made.contains(*window)).map(|mark| format!("{path}: {mark}")),
        );
    }
    found
}

#[test]
fn no_time_name_or_word_of_the_example_leaves() {
    // The time, the team, and all that people wrote.
    for columns in [vec![0, 2], vec![0, 2, 24, 26]] {
        for each in [Each::Cell, Each::Text] {
            let mut marks = Marks { state: 1, made: vec![] };
            let bytes = marked(HARBOUR, &columns, 1, each, &mut marks);
            assert!(marks.made.len() > 100);
            assert_eq!(leaks(&bytes, &marks, 5), Vec::<String>::new());
        }
    }
}

#[test]
fn no_answer_of_few_people_leaves() {
    // A word of its own beside the options that were offered, and a rare team of four.
    let mut marks = Marks { state: 2, made: vec![] };
    let mut lines = csv::parse(std::str::from_utf8(HARBOUR).unwrap()).unwrap();
    let few = marks.next();
    lines[1..5].iter_mut().for_each(|line| line[1] = few.clone());
    lines[9..13].iter_mut().for_each(|line| line[2] = few.clone());
    lines[5..9].iter_mut().for_each(|line| line[5] = format!("{}, {}", line[5], few));
    lines[20][6] = format!("{}, {}", lines[20][6], marks.next());
    lines[21][13] = marks.next();
    assert_eq!(leaks(&written(&lines), &marks, 5), Vec::<String>::new());
}

/// The columns of a real export that hold times, ids, addresses, words or names of groups: all that no
/// question with options or numbers is made of.
fn open_columns(bytes: &[u8], headers: usize) -> Vec<usize> {
    let lines = csv::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
    let read = survey(bytes);
    let is_open = |at: &usize| {
        let labels: Vec<&str> = lines[..headers].iter().map(|line| line[*at].trim()).collect();
        let own: Vec<_> =
            read.questions.iter().filter(|own| labels.contains(&own.label.trim())).collect();
        let words = |kind: Kind| matches!(kind, Kind::Text | Kind::Date);
        // Further columns of a question have its options as their header.
        let further =
            labels[0].is_empty() && labels.last().is_some_and(|label| !label.contains("specify"));
        labels.iter().any(|label| paap_workspace::public::labels::asks_for_a_group(label))
            || !further && own.is_empty()
            || own.iter().any(|own| words(own.kind))
    };
    (0..lines[0].len()).filter(is_open).collect()
}

#[test]
fn nothing_of_real_exports_leaves() {
    let exports = [
        ("paap/survey-export_08-02-25.csv", 1, &[][..]),
        ("surveys/surveymonkey/CNCF_WASM_Micro-Survey.csv", 2, &[]),
        ("surveys/surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv", 2, &[1, 2, 3, 4]),
    ];
    for (path, headers, more) in exports {
        let Some(bytes) = real_data::bytes(path) else { return };
        // Some hundred people are enough to leak, and soon read.
        let mut lines = csv::parse(&String::from_utf8_lossy(&bytes)).unwrap();
        lines.truncate(400);
        let bytes = written(&lines);
        let columns = [&open_columns(&bytes, headers), more].concat();
        println!("{path}: {columns:?}");
        for each in [Each::Cell, Each::Text] {
            let mut marks = Marks { state: 3, made: vec![] };
            let bytes = marked(&bytes, &columns, headers, each, &mut marks);
            assert!(marks.made.len() > 10, "{}", marks.made.len());
            assert_eq!(leaks(&bytes, &marks, 5), Vec::<String>::new());
        }
    }
}
