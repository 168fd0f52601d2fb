//! What is said where the data cannot settle how a checkbox question is to be read.
//!
//! Only what several people share as an option is quoted. What one person wrote is not: it may be
//! a name or an address. Its place is said instead.

use super::checkbox::{self, Doubt, Ticks};
use super::file;
use super::identifying;
use crate::answers::Question;
use crate::read::sheet::Sheet;
use crate::{Kind, Message, Warning};
use foldhash::HashSet;

/// The most places or readings that one warning names.
const NAMED: usize = file::NAMED;

/// Says what is doubtful about a checkbox question.
pub(super) fn tell(
    question: &Question,
    ticks: &Ticks,
    cells: &[(u32, &str, u64)],
    column: usize,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) {
    let mut notice = |code, (message, plain): (String, String), row: Option<u64>| {
        let warning = Warning::notice(code, Message::counted(message, plain));
        let warning = warning.at_column(column).about(&question.id);
        warnings.push(match row {
            Some(row) => warning.at_row(row),
            None => warning,
        });
    };
    if let Some(messages) = readings(&ticks.doubts) {
        notice("ambiguous-options", messages, None);
    }
    let rows = |is: &dyn Fn(usize) -> bool| -> u64 {
        cells.iter().enumerate().filter(|(place, _)| is(*place)).map(|(_, cell)| cell.2).sum()
    };
    if ticks.cells.iter().any(|ticked| ticked.early) {
        let numbers: Vec<u32> = cells
            .iter()
            .zip(&ticks.cells)
            .filter(|(_, ticked)| ticked.early)
            .map(|(cell, _)| cell.0)
            .collect();
        let records = records(sheet, column, &numbers);
        let count = rows(&|place| ticks.cells[place].early);
        let message = |places: &str| {
            format!(
                "A text that belongs to no option stands before an option, where only an option \
                 can stand{places}. It is counted as Other. A questionnaire that names it as an \
                 option settles it.",
            )
        };
        let places = if count == 1 { String::new() } else { list(&records, count) };
        notice("perhaps-option", (message(&places), message("")), records.first().copied());
    }
    let written = rows(&|place| ticks.cells[place].other.is_some());
    if written > 0 {
        let message = format!(
            "{written} {} wrote something that belongs to no option. It is counted as one Other \
             each; an option that only one person ticked looks the same.",
            people(written),
        );
        let plain = "Some people wrote something that belongs to no option. It is counted as one \
                     Other each; an option that only one person ticked looks the same.";
        notice("text-seen-once", (message, plain.to_owned()), None);
    }
    let empty = rows(&|place| ticks.cells[place].left_empty);
    if empty > 0 {
        let message = format!(
            "{empty} {} ticked Other and wrote nothing: the {} with a separator after which \
             nothing comes. Counted as Other.",
            people(empty),
            if empty == 1 { "answer ends" } else { "answers end" },
        );
        let plain = "Some people ticked Other and wrote nothing: an answer ends with a separator \
                     after which nothing comes. Counted as Other.";
        notice("other-left-empty", (message, plain.to_owned()), None);
    }
    if ticks.left_out > 0 {
        let message = |which: &str| {
            format!(
                "There are more options than are kept for so many people: {which} that fewest have \
                 are counted as Other.",
            )
        };
        let messages = (message(&format!("the {}", ticks.left_out)), message("those"));
        notice("too-many-options", messages, None);
    }
}

/// What may stand between several answers in one cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct List {
    /// What the tool puts there, if it puts several answers into one cell.
    pub(super) separator: Option<&'static str>,
    /// Whether the question's text invites several.
    pub(super) told: bool,
}

/// What people and tools put between the items of a list, longer ones before their parts.
const BETWEEN: [&str; 16] = [
    ";", ", ", ",", "|", "\n", "\t", "、", "،", "；", "，", " / ", "/", " and ", " und ", " & ",
    " + ",
];

/// How many different answers tell whether something stands between others.
const SAMPLE: usize = 500;

/// Says where a question that is read as answered once may hold several answers.
pub(super) fn tell_one_answer(
    question: &Question,
    list: List,
    cells: &[(&str, u64)],
    column: usize,
    warnings: &mut Vec<Warning>,
) {
    if !matches!(question.kind, Kind::Single | Kind::Text) {
        return;
    }
    let told = list.told;
    let found = list.separator.and_then(|own| Some((own, by_own(question, own, told, cells)?)));
    let found = found.map(|found| (found, told)).or_else(|| Some((by_any(list, cells)?, false)));
    let Some(((between, rows), told)) = found else { return };
    let message = |who: &str| {
        format!(
            "{who} hold {}. They are read as one answer each; {}, they may as well be several \
             answers. {}",
            named(between),
            if told {
                "as the question invites several"
            } else {
                "as they are made of other answers"
            },
            match list.separator {
                Some(own) if own == between => {
                    "A questionnaire that calls it a checkbox question and names the options \
                     settles it."
                        .to_owned()
                }
                Some(own) => {
                    format!("Put {} in its place to have them counted apart.", named(own))
                }
                None => "Look how the form asked it.".to_owned(),
            }
        )
    };
    let who = format!("The answers of {rows} {}", people(rows));
    let message = Message::counted(message(&who), message("Some answers"));
    let warning = Warning::notice("perhaps-checkbox", message);
    warnings.push(warning.at_column(column).about(&question.id));
}

fn named(between: &str) -> String {
    match between {
        "\t" => "a tab".to_owned(),
        "\n" => "a line break".to_owned(),
        _ => format!("“{}”", between.trim()),
    }
}

/// How many hold what the tool puts between answers, where that makes them doubtful.
fn by_own(question: &Question, separator: &str, told: bool, cells: &[(&str, u64)]) -> Option<u64> {
    // Words of one's own have commas; only a question that invites several makes them doubtful.
    if question.kind == Kind::Text && !told {
        return None;
    }
    let shared = cells.iter().filter(|cell| !told && cell.1 >= 2).map(|cell| cell.0.trim());
    let shared: HashSet<&str> = shared.collect();
    let several = |text: &str| {
        text.trim().contains(separator)
            && (told || text.split(separator).all(|piece| shared.contains(piece.trim())))
    };
    let rows: u64 = cells.iter().filter(|cell| several(cell.0)).map(|cell| cell.1).sum();
    (rows > 0).then_some(rows)
}

/// What else stands between answers, if the column could be a checkbox question by it, and how
/// many hold it.
fn by_any(list: List, cells: &[(&str, u64)]) -> Option<(&'static str, u64)> {
    let sample = &cells[..cells.len().min(SAMPLE)];
    let rows = |cells: &[(&str, u64)], between: &str| -> u64 {
        cells.iter().filter(|cell| cell.0.contains(between)).map(|cell| cell.1).sum()
    };
    let all: u64 = sample.iter().map(|cell| cell.1).sum();
    let others = BETWEEN.into_iter().filter(|&between| list.separator != Some(between));
    let mut likely = others.filter(|between| rows(sample, between) * 10 >= all);
    let found = likely.find(|between| {
        checkbox::infer(sample, between, list.told, sample.len()).is_some_and(|ticks| {
            // Nearly all of each answer must be options: words have these between them, too.
            let other = ticks.cells.iter().filter(|ticked| ticked.other.is_some()).count();
            other * 10 <= sample.len()
        })
    })?;
    Some((found, rows(cells, found)))
}

fn people(count: u64) -> &'static str {
    if count == 1 { "person" } else { "people" }
}

/// Both readings of everything that can be read in two ways, with how many people it is about and
/// without.
fn readings(doubts: &[Doubt]) -> Option<(String, String)> {
    let quote = |texts: &[String]| {
        let quoted = texts.iter().map(|text| format!("“{}”", identifying::shown(text)));
        quoted.collect::<Vec<_>>().join(" and ")
    };
    let ways = |doubt: &Doubt| format!("as {}, or as {}", quote(&doubt.taken), quote(&doubt.other));
    if let [doubt] = doubts {
        let message = |who: &str| {
            format!(
                "{who} can be read in two ways: {}. The first reading is taken; a questionnaire \
                 that names the options settles it.",
                ways(doubt),
            )
        };
        let who = format!("The answers of {} {}", doubt.rows, people(doubt.rows));
        return Some((message(&who), message("Some answers")));
    }
    let message = |way: &dyn Fn(&Doubt) -> String| {
        let named: Vec<String> = doubts.iter().take(NAMED).map(way).collect();
        let more = doubts.len().saturating_sub(NAMED);
        format!(
            "Some answers can be read in two ways: {}{}. The first reading of each is taken; a \
             questionnaire that names the options settles it.",
            named.join("; "),
            if more > 0 { format!("; and {more} more") } else { String::new() },
        )
    };
    let counted =
        |doubt: &Doubt| format!("{} ({} {})", ways(doubt), doubt.rows, people(doubt.rows));
    (!doubts.is_empty()).then(|| (message(&counted), message(&ways)))
}

/// The first rows of the file whose cell has one of these numbers.
fn records(sheet: &Sheet, column: usize, numbers: &[u32]) -> Vec<u64> {
    let column = &sheet.columns[column];
    let mut wanted = vec![false; column.values.len()];
    numbers.iter().for_each(|&number| wanted[number as usize] = true);
    let rows = column.cells.iter().enumerate().filter(|(_, cell)| wanted[**cell as usize]);
    rows.take(NAMED).map(|(row, _)| sheet.record(row)).collect()
}

fn list(records: &[u64], count: u64) -> String {
    format!(", in {count} rows: {}", file::list(records, count))
}

#[cfg(test)]
mod tests {
    use crate::view::Inspect;
    use crate::{Kind, ReadOptions, ScopeOptions, Survey};
    use std::io::Cursor;

    /// A Google Forms export of one question with these answers.
    fn read(label: &str, answers: &[(&str, usize)]) -> Survey {
        let mut text = format!("Timestamp,\"{label}\"\n");
        let answers = answers.iter().flat_map(|&(answer, rows)| std::iter::repeat_n(answer, rows));
        for (index, answer) in answers.enumerate() {
            text.push_str(&format!(
                "1/{}/2024 9:00:{:02},\"{answer}\"\n",
                index % 28 + 1,
                index % 60
            ));
        }
        table(&text)
    }

    fn table(text: &str) -> Survey {
        let options = ReadOptions { threads: 1, ..ReadOptions::default() };
        Survey::read(&mut Cursor::new(text.as_bytes()), &options).unwrap()
    }

    fn inspect(survey: &Survey) -> Inspect {
        survey.inspect(&survey.scope(&ScopeOptions::default()).unwrap())
    }

    #[track_caller]
    fn check(survey: &Survey, kind: Kind, expected: &[&str]) {
        let inspect = inspect(survey);
        assert_eq!(inspect.questions[0].kind, kind);
        let codes: Vec<&str> = inspect.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, expected);
    }

    const ALL: &str = "Which? (select all that apply)";

    #[test]
    fn what_one_person_wrote_is_not_repeated() {
        let written = "Jo Doe of Acme";
        let early = format!("{written}, Helm, Go");
        let cells = [(&early[..], 1), ("Go", 4), ("Helm, Go", 5), ("Docker, Helm", 4)];
        let survey = read(ALL, &cells);
        check(&survey, Kind::Checkbox, &["perhaps-option", "text-seen-once"]);
        let warnings = &inspect(&survey).warnings;
        assert!(warnings.iter().all(|warning| !warning.message.contains(written)));
        assert_eq!(warnings[0].row, Some(2));
    }

    #[test]
    fn several_readings_are_one_warning() {
        let cells = [("Chat, Mail, Go, Helm", 3), ("Chat, Mail", 1), ("Go, Helm", 1), ("A", 1)];
        let survey = read(ALL, &[&cells[..], &[("A, Chat, Mail", 1)]].concat());
        check(&survey, Kind::Checkbox, &["ambiguous-options"]);
        let message = &inspect(&survey).warnings[0].message;
        assert!(
            message.contains("as “Chat, Mail”, or as “Chat” and “Mail” (5 people)"),
            "{message}"
        );
        assert!(message.contains("as “Go, Helm”, or as “Go” and “Helm” (4 people)"), "{message}");
    }

    #[test]
    fn other_left_empty_is_counted_and_said() {
        let cells = [("Go, ", 2), ("Go", 4), ("Helm, Go", 5), ("Docker, Helm", 4)];
        let survey = read("Which?", &cells);
        check(&survey, Kind::Checkbox, &["other-left-empty"]);
        let other = survey.questions[0].options.last().unwrap();
        assert_eq!((other.other, other.people.count()), (true, 2));
    }

    #[test]
    fn one_answer_may_be_several() {
        check(&read(ALL, &[("Docker, Helm", 1)]), Kind::Single, &["perhaps-checkbox"]);
        let cells = [("Docker", 9), ("Helm", 8), ("Go", 5), ("Docker, Helm", 1)];
        check(&read("Which?", &cells), Kind::Single, &["perhaps-checkbox"]);
        check(&read("Which?", &[("Yes", 5), ("No", 4), ("Yes, partly", 3)]), Kind::Single, &[]);
        for between in [" / ", "; ", " and ", "、", "، ", " + "] {
            let cell = |texts: &[&str]| texts.join(between);
            let (two, three) = (cell(&["Go", "Helm"]), cell(&["Go", "Docker", "Helm"]));
            let other = cell(&["Docker", "Go"]);
            let cells = [(&two[..], 3), ("Go", 4), (&three[..], 2), ("Docker", 5), (&other[..], 3)];
            let survey = read("Which?", &cells);
            check(&survey, Kind::Single, &["perhaps-checkbox"]);
            assert!(inspect(&survey).warnings[0].message.contains("of 8 people"));
        }
        let cells = [("Search and rescue", 4), ("Search", 5), ("Arts and crafts", 4), ("Music", 3)];
        check(&read("Which?", &cells), Kind::Single, &[]);
    }

    #[test]
    fn a_list_with_bars_is_a_checkbox_question() {
        let cells = [("Go | Helm", 4), ("Docker | Go", 3), ("Helm", 4), ("Docker", 3)];
        let survey = read("Which?", &cells);
        check(&survey, Kind::Checkbox, &[]);
        assert_eq!(survey.questions[0].options.len(), 3);
    }

    #[test]
    fn a_label_can_be_asked_for_as_it_is_written() {
        let cells = [("Docker; Inc.;Go", 4), ("Docker; Inc.", 3), ("Go;Helm", 3), ("Helm", 2)];
        let rows = cells.iter().flat_map(|&(cell, rows)| std::iter::repeat_n(cell, rows));
        let survey = table(&format!("Tools?,Team\n{},b\n", rows.collect::<Vec<_>>().join(",a\n")));
        let filter = Some("q1 = \"Docker; Inc.\"".to_owned());
        let scope = survey.scope(&ScopeOptions { filter, ..ScopeOptions::default() }).unwrap();
        assert_eq!(scope.people.count(), 7);
    }

    #[test]
    fn nothing_ticked_is_told_only_where_the_file_tells_it() {
        let head = "id,submitdate,lastpage,startlanguage,q1[SQ001],q1[SQ002]\n";
        let rows = |none: &str| {
            let ticks = [("Y", none), (none, "Y"), (none, none), ("Y", "Y")];
            let row = |(id, (go, helm)): (usize, (&str, &str))| {
                format!("{id},2024-01-0{id} 10:00:00,3,en,{go},{helm}\n")
            };
            (1..).zip(ticks).map(row).collect::<String>()
        };
        for (unticked, expected) in [("N", Some(1)), ("", None)] {
            let survey = table(&(head.to_owned() + &rows(unticked)));
            let none = survey.questions[0].nothing_ticked.as_ref();
            assert_eq!(none.map(|people| people.count()), expected, "{unticked:?}");
        }
    }
}
