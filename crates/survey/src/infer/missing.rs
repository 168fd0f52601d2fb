//! What is written into cells that were empty: the errors of a spreadsheet, and the words that
//! statistics programs put there.

use super::figure::Figure;
use super::moment::is_moment;
use crate::questionnaire::Questionnaire;
use crate::read::sheet::{Column, Sheet, column_letters};
use crate::threads;
use crate::{Message, Warning};
use std::collections::BTreeSet;

/// What R, pandas, SQL and others write for nothing; no form offers these.
const NOTHING: [&str; 10] =
    ["NA", "<NA>", "NULL", "Null", "null", "nan", "NaN", "NAN", "NaT", "\\N"];

/// What may be that, and may as well be an option of the form.
const PERHAPS: [&str; 2] = ["N/A", "n/a"];

/// What spreadsheet programs show for a formula that failed, in the languages that they speak.
const ERRORS: [&str; 36] = [
    "#N/A",
    "#REF!",
    "#NAME?",
    "#DIV/0!",
    "#VALUE!",
    "#NUM!",
    "#NULL!",
    "#ERROR!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#BUSY!",
    "#GETTING_DATA",
    "#NV",
    "#BEZUG!",
    "#WERT!",
    "#ZAHL!",
    "#ÜBERLAUF!",
    "#NOM?",
    "#VALEUR!",
    "#NOMBRE!",
    "#¡REF!",
    "#¿NOMBRE?",
    "#¡DIV/0!",
    "#¡VALOR!",
    "#¡NUM!",
    "#NOME?",
    "#RIF!",
    "#VALORE!",
    "#N/D",
    "#VERW!",
    "#NAAM?",
    "#WAARDE!",
];

/// The longest of them, in bytes.
const LONGEST: usize = 16;

/// How many different texts of a column are looked at to know what it holds.
const SAMPLE: usize = 500;

/// How many columns a warning names one by one.
const NAMED: usize = 10;

/// What was found in a column.
#[derive(Default)]
struct Look {
    /// How many rows hold nothing, and how many hold text.
    empty: u64,
    filled: u64,
    /// Numbers of cells that are such words: the word, the number, how many rows.
    words: Vec<(&'static str, u32, u64)>,
}

/// Empties the cells below `headers` that hold no answer but what was put in the place of one,
/// and says so; says as well where that cannot be told. What the questionnaire names as an option
/// is one. Returns whether any cell was emptied.
pub(crate) fn take(
    sheet: &mut Sheet,
    headers: usize,
    questionnaire: Option<&Questionnaire>,
    threads: usize,
    warnings: &mut Vec<Warning>,
) -> bool {
    let headers = headers.min(sheet.rows);
    let rows = sheet.rows - headers;
    let columns: Vec<&Column> = sheet.columns.iter().collect();
    let looks = threads::map(columns, threads, |column| look(column, headers));
    if looks.iter().all(|look| look.words.is_empty()) {
        return false;
    }
    // A column in which there is nothing at all is no question that anybody was asked.
    let whole = looks.iter().all(|look| look.empty == 0 || look.filled == 0);
    let offered = questionnaire.map(offered).unwrap_or_default();
    let mut emptied: Vec<&str> = Vec::new();
    let errors: Vec<&str> = ERRORS.into_iter().filter(|word| !offered.contains(word)).collect();
    let found = Found::of(&looks, &errors);
    if found.cells > 0 {
        warnings.push(found.errors());
        emptied.extend(&errors);
    }
    let is_any = |word: &str| NOTHING.contains(&word) || PERHAPS.contains(&word);
    let mut doubtful: Vec<&str> = Vec::new();
    let all: Vec<&str> = NOTHING.into_iter().filter(|word| !offered.contains(word)).collect();
    let one = Found::of(&looks, &all).words.len() == 1;
    for word in all {
        let found = Found::of(&looks, &[word]);
        let several = found.columns.len() > 1;
        // A program writes one word for nothing; people write any.
        let alone = one
            && found.columns.iter().all(|&column| {
                looks[column].words.iter().all(|own| own.0 == word || !is_any(own.0))
            });
        // Beside options it may be one of them; nobody is offered it among numbers and remarks.
        let never_offered = || {
            found
                .columns
                .iter()
                .any(|&column| is_open(&sheet.columns[column], &looks[column], headers))
        };
        if whole && several && alone && never_offered() {
            warnings.push(found.was_empty(word));
            emptied.push(word);
        } else if (whole || several) && found.is_instead(&looks) {
            doubtful.push(word);
        }
    }
    let told = !doubtful.is_empty();
    for word in PERHAPS.into_iter().filter(|word| !offered.contains(word)) {
        let found = Found::of(&looks, &[word]);
        if whole && found.columns.len() > 1 {
            doubtful.push(word);
        }
    }
    if !doubtful.is_empty() {
        let found = Found::of(&looks, &doubtful);
        warnings.push(found.perhaps(rows as u64, whole, told));
    }
    for (column, look) in sheet.columns.iter_mut().zip(&looks) {
        let numbers: Vec<u32> = (look.words.iter())
            .filter(|(word, ..)| emptied.contains(word))
            .map(|&(_, number, _)| number)
            .collect();
        if !numbers.is_empty() {
            empty(column, headers, &numbers);
        }
    }
    !emptied.is_empty()
}

fn look(column: &Column, headers: usize) -> Look {
    let above =
        |number: u32| column.cells[..headers].iter().filter(|&&cell| cell == number).count();
    let rows = |number: u32| u64::from(column.counts[number as usize]) - above(number) as u64;
    let mut look = Look { empty: rows(0), ..Look::default() };
    for (number, text) in column.values.short(LONGEST) {
        let text = text.trim();
        if text.is_empty() {
            look.empty += if number > 0 { rows(number) } else { 0 };
        } else if let Some(word) = word(text) {
            let rows = rows(number);
            look.words.extend((rows > 0).then_some((word, number, rows)));
        }
    }
    look.filled = (column.cells.len() - headers) as u64 - look.empty;
    look
}

/// Whether a column's answers are not chosen from a few: numbers, times, or words of people's own.
fn is_open(column: &Column, look: &Look, headers: usize) -> bool {
    let words = |number: u32| look.words.iter().any(|word| word.1 == number);
    let header = |number: u32| column.cells[..headers].contains(&number);
    let own = column.distinct().filter(|cell| !words(cell.0) && !header(cell.0));
    let (mut different, mut filled, mut typed) = (0u64, 0u64, 0u64);
    for (_, text, rows) in own.take(SAMPLE) {
        let rows = u64::from(rows);
        let is_typed = Figure::read(text.trim()).is_some() || is_moment(text);
        typed += if is_typed { rows } else { 0 };
        filled += rows;
        different += 1;
    }
    filled > 0 && (typed * 10 >= filled * 9 || different >= 5 && different * 2 > filled)
}

fn word(text: &str) -> Option<&'static str> {
    let all = match text.as_bytes()[0] {
        b'#' => &ERRORS[..],
        b'N' | b'n' | b'<' | b'\\' if text.len() <= 4 => {
            return NOTHING.into_iter().chain(PERHAPS).find(|word| *word == text);
        }
        _ => return None,
    };
    all.iter().copied().find(|word| *word == text)
}

/// The labels and other names of all options of a questionnaire.
fn offered(questionnaire: &Questionnaire) -> BTreeSet<&str> {
    let options = questionnaire.questions().flat_map(|question| &question.options);
    options
        .flat_map(|option| {
            let labels = option.label.iter().map(|text| text.1.trim());
            labels.chain(option.aliases.iter().map(|alias| alias.trim()))
        })
        .collect()
}

fn empty(column: &mut Column, headers: usize, numbers: &[u32]) {
    for cell in column.cells[headers..].iter_mut().filter(|cell| numbers.contains(cell)) {
        column.counts[*cell as usize] -= 1;
        column.counts[0] += 1;
        *cell = 0;
    }
}

/// Where some words were found.
struct Found {
    columns: Vec<usize>,
    cells: u64,
    /// Which of them were.
    words: BTreeSet<&'static str>,
}

impl Found {
    fn of(looks: &[Look], words: &[&str]) -> Self {
        let mut found = Self { columns: Vec::new(), cells: 0, words: BTreeSet::new() };
        for (column, look) in looks.iter().enumerate() {
            let own = look.words.iter().filter(|(word, ..)| words.contains(word));
            let before = found.cells;
            for &(word, _, rows) in own {
                found.cells += rows;
                found.words.insert(word);
            }
            found.columns.extend((found.cells > before).then_some(column));
        }
        found
    }

    /// Whether the columns that have the words have no empty cells: where one has both, somebody
    /// wrote the words.
    fn is_instead(&self, looks: &[Look]) -> bool {
        self.cells > 0 && self.columns.iter().all(|&column| looks[column].empty == 0)
    }

    /// The letters of the columns.
    fn place(&self) -> String {
        let letters: Vec<String> =
            self.columns.iter().take(NAMED).map(|&column| column_letters(column)).collect();
        let more = self.columns.len().saturating_sub(NAMED);
        match self.columns.len() {
            1 => format!("column {}", letters[0]),
            _ if more > 0 => format!("columns {} and {more} more", letters.join(", ")),
            _ => format!("columns {}", letters.join(", ")),
        }
    }

    fn at(&self, warning: Warning) -> Warning {
        match self.columns[..] {
            [column] => warning.at_column(column),
            _ => warning,
        }
    }

    fn errors(&self) -> Warning {
        let words: Vec<&str> = self.words.iter().copied().collect();
        let message = |cells: &str| {
            format!(
                "{cells} of {}: an error of a spreadsheet program ({}) stands in the place of an \
                 answer. It is read as empty. Open the file where it was made, mend the \
                 formulas, and export it again.",
                self.place(),
                words.join(", "),
            )
        };
        let message = Message::counted(message(&cells(self.cells)), message("Some cells"));
        self.at(Warning::problem("spreadsheet-errors", message))
    }

    fn was_empty(&self, word: &str) -> Warning {
        let message = |cells: &str| {
            format!(
                "“{word}” stands in {cells} of {}, and no cell of the file is empty: it is read as what \
                 a program wrote for an empty cell, not as an answer. A questionnaire that names it \
                 as an option keeps it.",
                self.place(),
            )
        };
        let message = Message::counted(message(&cells(self.cells)), message("some cells"));
        self.at(Warning::notice("missing-values", message))
    }

    /// `told` says that at least one of the words is none that a form offers.
    fn perhaps(&self, rows: u64, whole: bool, told: bool) -> Warning {
        let words: Vec<String> = self.words.iter().map(|word| format!("“{word}”")).collect();
        let message = |some: &str| {
            format!(
                "{} stands in {some} of {}, and no cell of {} is empty: that may be an answer, or stand \
                 for an empty cell. It is counted as an answer. If it is none, empty these cells; a \
                 questionnaire that names it as an option settles that it is one.",
                words.join(" or "),
                self.place(),
                if whole { "the file" } else { "these columns" },
            )
        };
        let all = rows * self.columns.len() as u64;
        let counted = message(&format!("{} of {all} cells", self.cells));
        let message = Message::counted(counted, message("some cells"));
        let warning = if told { Warning::problem } else { Warning::notice };
        self.at(warning("perhaps-missing", message))
    }
}

fn cells(count: u64) -> String {
    format!("{count} {}", if count == 1 { "cell" } else { "cells" })
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, Survey};
    use std::io::Cursor;

    /// The codes about missing values, and how many answered each question.
    #[track_caller]
    fn check(text: &str, codes: &[&str], answered: &[u64]) {
        let survey = Survey::read(&mut Cursor::new(text), &ReadOptions::default()).unwrap();
        let about = ["spreadsheet-errors", "missing-values", "perhaps-missing"];
        let found = survey.warnings.iter().map(|warning| warning.code);
        assert_eq!(found.filter(|code| about.contains(code)).collect::<Vec<_>>(), codes, "{text}");
        let people: Vec<u64> =
            survey.questions.iter().map(|question| question.answered.count()).collect();
        assert_eq!(people, answered, "{text}");
    }

    #[test]
    fn what_a_program_wrote_for_nothing_is_no_answer() {
        let head = "Role,CI?,Which?\n";
        check(&format!("{head}31,Yes,b\nNA,No,NA\n40,No,NA\n"), &["missing-values"], &[2, 3, 1]);
        check(&format!("{head}31,null,b\nnull,No,null\n4,No,e\n"), &["missing-values"], &[2, 2, 2]);
        // Among options it may be one of them.
        check(&format!("{head}a,Yes,b\nNA,No,NA\nc,No,NA\n"), &["perhaps-missing"], &[3, 3, 3]);
        // In one column, or beside columns with empty cells, it may be an answer.
        check(&format!("{head}a,Yes,b\nd,No,NA\nc,No,NA\n"), &["perhaps-missing"], &[3, 3, 3]);
        check(&format!("{head},Yes,b\nd,NA,NA\nc,No,NA\n"), &["perhaps-missing"], &[2, 3, 3]);
        // Somebody wrote it beside cells that are empty.
        check(&format!("{head}a,Yes,b\nd,No,NA\nc,No,\n"), &[], &[3, 3, 2]);
        // A form may offer it.
        check(&format!("{head}a,Yes,b\nd,No,N/A\nc,No,N/A\n"), &[], &[3, 3, 3]);
        check(&format!("{head}a,N/A,b\nd,No,N/A\nc,No,b\n"), &["perhaps-missing"], &[3, 3, 3]);
        // People write any of them, a program one.
        check(&format!("{head}NA,Yes,b\nd,No,NA\nc,No,n/a\n"), &["perhaps-missing"], &[3, 3, 3]);
        check(&format!("{head}NA,Yes,b\nd,No,NA\nc,No,NULL\n"), &["perhaps-missing"], &[3, 3, 3]);
        check(&format!("{head}a,Yes,NaNo\nd,No,nap\nc,No,Nan\n"), &[], &[3, 3, 3]);
    }

    #[test]
    fn errors_of_a_spreadsheet_are_no_answers() {
        let head = "Role,How?\n";
        check(&format!("{head}a,#REF!\n#NAME?,2\nb,3\n"), &["spreadsheet-errors"], &[2, 2]);
        check(&format!("{head}a,#1!\n#no?,2\nb,#NAME\n"), &[], &[3, 3]);
    }
}
