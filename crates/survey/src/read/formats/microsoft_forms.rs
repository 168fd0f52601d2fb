//! Microsoft Forms: five columns about the response, in the language of whoever exports, then
//! the questions.
//!
//! Since the first headers may be in any language, the columns are known by what is in them: a
//! running number, two moments of which the second is never earlier, an address, a name. The rows
//! of a Likert question stand as columns headed by their statements alone, without the heading
//! they share, so they are read as questions of their own.

use super::probe::{all, answers, header, is_empty, is_moment};
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role};
use crate::read::sheet::Sheet;
use crate::{Message, Warning};
use std::collections::HashMap;

pub(crate) const FORMAT: Format = Format { reader: Reader::MicrosoftForms, recognise, lay_out };

/// The English headers of the columns about the response, in their order.
const ENGLISH: [(&str, Role); 6] = [
    ("ID", Role::Id),
    ("Start time", Role::Time),
    ("Completion time", Role::Time),
    ("Email", Role::Address),
    ("Name", Role::Name),
    ("Last modified time", Role::Time),
];

/// English headers of further columns, of quizzes and of forms in several languages.
const MORE: [(&str, Role); 4] = [
    ("Total points", Role::Status),
    ("Quiz feedback", Role::Other),
    ("Grade posted time", Role::Time),
    ("Language", Role::Other),
];

/// The header of the last change, in lower case, in other languages.
const LAST_CHANGE: [&str; 8] = [
    "zeitpunkt der letzten änderung",
    "hora de la última modificación",
    "heure de la dernière modification",
    "hora da última modificação",
    "ora ultima modifica",
    "tijd van laatste wijziging",
    "最終変更時刻",
    "上次修改时间",
];

fn english(heading: &str) -> Option<Role> {
    ENGLISH.iter().find(|known| known.0.eq_ignore_ascii_case(heading)).map(|known| known.1)
}

fn recognise(sheet: &Sheet) -> u8 {
    let width = sheet.width();
    let place =
        |name: &str| (0..width.min(6)).find(|&c| header(sheet, c).eq_ignore_ascii_case(name));
    let named = place("Start time").is_some() && place("Completion time").is_some();
    if named && place("ID").is_some() {
        return 95;
    }
    let by_content = width > 5 && begins_with_a_response(sheet);
    match (by_content, named) {
        (true, _) => 85,
        (_, true) => 70,
        _ => 0,
    }
}

/// Whether the first five columns are a number, two moments, an address and a name.
fn begins_with_a_response(sheet: &Sheet) -> bool {
    // In the order of the responses, of which some may have been deleted.
    let running = || {
        let mut numbers: Vec<u32> =
            (1..sheet.rows).filter_map(|row| sheet.text(row, 0).trim().parse().ok()).collect();
        numbers.dedup();
        numbers.is_sorted() && numbers.len() + 1 == sheet.rows
    };
    let later = || {
        (1..sheet.rows).all(|row| {
            let (start, end) = (sheet.text(row, 1), sheet.text(row, 2));
            // Only texts in ISO order can be compared as texts.
            !start.contains('T') || !end.contains('T') || start <= end
        })
    };
    // Cells of nobody's address all hold one word, such as `anonymous`.
    let addresses = || {
        is_empty(sheet, 3)
            || all(sheet, 3, |text| text.contains('@') && !text.contains(' '))
            || (answers(sheet, 3).count() == 1 && all(sheet, 3, |text| !text.contains([' ', '@'])))
            || (all(sheet, 3, |text| !text.contains(' '))
                && answers(sheet, 3).filter(|(text, _)| !text.contains('@')).count() == 1)
    };
    all(sheet, 0, |text| text.parse::<u32>().is_ok_and(|number| number > 0))
        && running()
        && later()
        && addresses()
        && [1, 2].iter().all(|&column| all(sheet, column, is_moment))
}

fn lay_out(sheet: &Sheet) -> Layout {
    let mut layout = Layout { headers: 1, ..Layout::default() };
    let width = sheet.width();
    let by_content = width > 5 && begins_with_a_response(sheet);
    let mut roles: HashMap<usize, Role> = HashMap::new();
    for column in 0..width {
        let heading = header(sheet, column);
        if let Some(known) = ENGLISH.get(column).filter(|_| by_content && column < 5) {
            roles.insert(column, known.1);
        } else if by_content && column == 5 && all(sheet, 5, is_moment) {
            // In no language is a question asked for a moment; the last change has one.
            roles.insert(column, Role::Time);
        } else if by_content && column == 5 && is_empty(sheet, 5) && english(heading).is_none() {
            // Where nobody changed an answer there is no moment of the last change.
            roles.insert(column, Role::Time);
            if !LAST_CHANGE.contains(&heading.to_lowercase().as_str()) {
                let message = format!(
                    "Nothing stands below “{heading}”, where Microsoft Forms puts the time of the \
                     last change; it is taken for that. If it is a question, nobody answered it, \
                     and questions behind it have ids one too low."
                );
                layout.warnings.push(
                    Warning::notice("last-change", Message::plain(message)).at_column(column),
                );
            }
        } else if column < 7
            && (0..column).all(|before| roles.contains_key(&before))
            && let Some(role) = english(heading)
        {
            roles.insert(column, role);
        }
    }
    let mut marks = marks(sheet);
    let first = (0..width).find(|column| !roles.contains_key(column)).unwrap_or(width);
    if !marks.is_empty() {
        // A quiz: what stands before the first marked question is the sum of the marks.
        let marked = marks.keys().min().map_or(first, |column| column - 1);
        let sums = (first..marked).take_while(|&c| {
            MORE.iter().any(|known| known.0.eq_ignore_ascii_case(header(sheet, c)))
                || all(sheet, c, |text| text.parse::<f64>().is_ok())
                || (c > first && is_empty(sheet, c))
        });
        marks.extend(sums.collect::<Vec<_>>().into_iter().map(|column| (column, Role::Status)));
    }
    let more = |heading: &str| MORE[..3].iter().find(|known| known.0 == heading).map(|k| k.1);
    let mut seen: Vec<&str> = Vec::new();
    for column in 0..width {
        let heading = header(sheet, column);
        let role = roles.get(&column).or(marks.get(&column)).copied().or_else(|| more(heading));
        if let Some(role) = role {
            layout.metadata.push(Metadata { column, label: heading.to_owned(), role });
            continue;
        }
        let joined = if answers(sheet, column).any(|(text, _)| text.ends_with(';')) {
            Joined::Perhaps(";")
        } else {
            Joined::Never
        };
        // A table's headers must differ, so a repeated one has a number put behind it.
        let plain = heading.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let label = if plain != heading && seen.contains(&plain) { plain } else { heading };
        seen.push(label);
        layout.questions.push(Draft::column(label, column, joined));
    }
    layout
}

/// The columns of a quiz with the points for a question and what was said of its answer: a word,
/// a hyphen, and the question's own header.
fn marks(sheet: &Sheet) -> HashMap<usize, Role> {
    let mut marks = HashMap::new();
    for column in 1..sheet.width() {
        for (behind, role) in [(1, Role::Status), (2, Role::Other)] {
            let Some(question) = column.checked_sub(behind) else { continue };
            let asked = header(sheet, question);
            let word = header(sheet, column).strip_suffix(asked);
            let word = word.and_then(|word| word.trim_end().strip_suffix('-')).map(str::trim);
            if !asked.is_empty() && word.is_some_and(|word| !word.is_empty() && word.len() <= 30) {
                marks.insert(column, role);
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::super::probe::tests::{check, sheet};
    use super::*;

    #[test]
    fn an_english_export() {
        check(
            &FORMAT,
            "ID,Start time,Completion time,Email,Name,Last modified time,Tools?,Why?,Why?2,Top 10\n\
             1,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,,a;b;,x;y,,4\n\
             3,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,,a;,z,w,5\n",
            95,
            "6 by \";\" Tools?\n7 Why?\n8 Why?\n9 Top 10\n- 0 id ID\n- 1 time Start time\n\
             - 2 time Completion time\n- 3 address Email\n- 4 name Name\n\
             - 5 time Last modified time\n",
        );
    }

    #[test]
    fn headers_in_other_languages() {
        check(
            &FORMAT,
            "Ид,Startzeit,Fertigstellungszeit,E-Mail,Name,Zuletzt geändert,Wie?\n\
             1,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,2026-03-02T00:00:01,gut\n\
             2,2026-03-01T09:12:35,2026-03-01T09:12:36,u@example.org,U,2026-03-02T00:00:01,gut\n",
            85,
            "6 Wie?\n- 0 id Ид\n- 1 time Startzeit\n- 2 time Fertigstellungszeit\n\
             - 3 address E-Mail\n- 4 name Name\n- 5 time Zuletzt geändert\n",
        );
    }

    #[test]
    fn nobody_changed_an_answer() {
        let table = |heading: &str| {
            format!(
                "ID,Startzeit,Fertigstellungszeit,E-Mail,Name,{heading},Wie?\n\
                 1,2026-03-01T09:12:35,2026-03-01T09:14:00,anonymous,,,gut\n"
            )
        };
        let shown = |heading: &str| {
            format!(
                "6 Wie?\n- 0 id ID\n- 1 time Startzeit\n- 2 time Fertigstellungszeit\n\
                 - 3 address E-Mail\n- 4 name Name\n- 5 time {heading}\n"
            )
        };
        let known = "Zeitpunkt der letzten Änderung";
        check(&FORMAT, &table(known), 85, &shown(known));
        check(&FORMAT, &table("Muokattu"), 85, &(shown("Muokattu") + "! last-change\n"));
    }

    #[test]
    fn a_quiz_in_another_language() {
        check(
            &FORMAT,
            "ID,Début,Fin,Mail,Nom,Total,Avis,Ville ?,Points - Ville ?,Commentaires - Ville ?\n\
             1,01/03/2026 09:12,01/03/2026 09:15,anonymous,,5,,Lyon,5,\n",
            85,
            "7 Ville ?\n- 0 id ID\n- 1 time Début\n- 2 time Fin\n- 3 address Mail\n- 4 name Nom\n\
             - 5 status Total\n- 6 status Avis\n- 8 status Points - Ville ?\n\
             - 9 other Commentaires - Ville ?\n",
        );
    }

    #[test]
    fn without_addresses() {
        check(
            &FORMAT,
            "Start time,Completion time,How?\n3/1/26 9:12:35,3/1/26 9:13:35,well\n",
            70,
            "2 How?\n- 0 time Start time\n- 1 time Completion time\n",
        );
    }

    #[test]
    fn other_tables_are_not_taken() {
        for text in [
            "Timestamp,How old?,Where?\n3/1/2026 9:12:35,3,here\n",
            "id,a,b,c,d,e\n1,2,3,4,5,6\n",
            "#,Q,Start Date (UTC),Submit Date (UTC)\nab,1,2026-01-01 09:00:00,2026-01-01 09:00:00\n",
            "",
        ] {
            assert_eq!(recognise(&sheet(text)), 0, "{text}");
        }
    }
}
