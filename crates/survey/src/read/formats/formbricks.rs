//! Formbricks: questions are numbered; what is not numbered was not asked.
//!
//! A cell that a spreadsheet would run as a formula is written with an apostrophe before it, which
//! is taken away again.

use super::probe::{answers, header};
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role, Shape};
use crate::read::sheet::Sheet;
use crate::{Message, Warning};

pub(crate) const FORMAT: Format = Format { reader: Reader::Formbricks, recognise, lay_out };

const METADATA: [(&str, Role); 20] = [
    ("No.", Role::Id),
    ("Response ID", Role::Id),
    ("Timestamp", Role::Time),
    ("Finished", Role::Status),
    ("Quotas", Role::Status),
    ("Survey ID", Role::Id),
    ("Formbricks User ID", Role::Id),
    ("Formbricks ID (internal)", Role::Id),
    ("User ID", Role::Id),
    ("Notes", Role::Other),
    ("Tags", Role::Other),
    ("Source", Role::Other),
    ("URL", Role::Other),
    ("Browser", Role::Other),
    ("OS", Role::Other),
    ("Device", Role::Other),
    ("Country", Role::Place),
    ("Action", Role::Other),
    ("IP Address", Role::Address),
    ("Language", Role::Other),
];

const OPTION_ID: &str = " - Option ID";

/// A header without the apostrophe that guards it.
fn heading(sheet: &Sheet, column: usize) -> &str {
    unguarded(header(sheet, column)).unwrap_or(header(sheet, column))
}

/// What stands behind an apostrophe that guards a formula; `None` where none does.
fn unguarded(text: &str) -> Option<&str> {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']))
}

/// The number before a question's header, and the header.
fn numbered(heading: &str) -> Option<(u32, &str)> {
    let (number, rest) = heading.split_once(". ")?;
    Some((number.parse().ok()?, rest.trim()))
}

fn recognise(sheet: &Sheet) -> u8 {
    let headings: Vec<&str> = (0..sheet.width()).map(|column| heading(sheet, column)).collect();
    let has = |name: &str| headings.contains(&name);
    let numbers: Vec<u32> = headings.iter().filter_map(|h| numbered(h)).map(|n| n.0).collect();
    let ids = headings.iter().any(|h| h.ends_with(OPTION_ID) && numbered(h).is_some());
    let own = ["Formbricks User ID", "Formbricks ID (internal)"].iter().any(|name| has(name));
    let known = ["No.", "Response ID", "Timestamp", "Finished", "Survey ID", "User ID"];
    let known = known.iter().filter(|name| has(name)).count();
    let is_numbered = numbers.first() == Some(&1) && numbers.is_sorted();
    match () {
        () if own || (known >= 4 && is_numbered) => 95,
        () if ids => 90,
        () if known >= 2 && is_numbered && has("Survey ID") => 80,
        () => 0,
    }
}

fn lay_out(sheet: &Sheet) -> Layout {
    let mut layout = Layout { headers: 1, ..Layout::default() };
    let mut groups: Vec<(u32, Vec<(usize, &str)>)> = Vec::new();
    // Without any number, as where somebody took them away, all that is unknown was asked.
    let any = (0..sheet.width()).any(|column| numbered(heading(sheet, column)).is_some());
    let mut identified: Vec<(usize, &str)> = Vec::new();
    for column in 0..sheet.width() {
        let label = heading(sheet, column);
        if let Some(question) = label.strip_suffix(OPTION_ID) {
            identified.push((column, question));
            layout.metadata.push(Metadata { column, label: label.to_owned(), role: Role::Other });
        } else if let Some((number, text)) = numbered(label) {
            match groups.last_mut().filter(|group| group.0 == number) {
                Some(group) => group.1.push((column, text)),
                None => groups.push((number, vec![(column, text)])),
            }
        } else {
            let known = METADATA.iter().find(|known| known.0 == label).map(|known| known.1);
            match known {
                None if !any => groups.push((0, vec![(column, label)])),
                // Hidden fields, variables and what was known of the person.
                role => layout.metadata.push(Metadata {
                    column,
                    label: label.to_owned(),
                    role: role.unwrap_or(Role::Other),
                }),
            }
        }
    }
    for (_, columns) in groups {
        let has_ids = |column: usize| {
            let label = heading(sheet, column);
            identified.iter().find(|(_, question)| *question == label).map(|found| found.0)
        };
        let drafts = columns.iter().map(|&(column, text)| {
            (Draft::column(text, column, joined(sheet, column, has_ids(column))), text)
        });
        layout.questions.extend(grouped(drafts.collect()));
    }
    layout
}

/// The columns of one number: a question, or the rows of a matrix.
fn grouped(drafts: Vec<(Draft, &str)>) -> Vec<Draft> {
    let texts: Vec<&str> = drafts.iter().map(|draft| draft.1).collect();
    let common = common_heading(&texts);
    let drafts = drafts.into_iter().map(|draft| draft.0);
    let Some(common) = common.filter(|_| texts.len() > 1) else { return drafts.collect() };
    let rows = drafts.map(|draft| {
        let label = draft.label[common.len()..].trim_start_matches(" - ").trim().to_owned();
        Draft { label, ..draft }
    });
    vec![Draft { label: common.to_owned(), shape: Shape::Grid(rows.collect()) }]
}

/// The longest beginning, before a hyphen, that all texts share.
fn common_heading<'a>(texts: &[&'a str]) -> Option<&'a str> {
    let first = texts.first()?;
    let ends = first.rmatch_indices(" - ").map(|(at, _)| &first[..at]);
    ends.into_iter().find(|heading| {
        texts.iter().all(|t| t.strip_prefix(heading).is_some_and(|rest| rest.starts_with(" - ")))
    })
}

/// Several labels stand in one cell where several ids do; without ids, perhaps.
fn joined(sheet: &Sheet, column: usize, ids: Option<usize>) -> Joined {
    let several = match ids {
        Some(ids) => answers(sheet, ids).any(|(text, _)| text.contains(", ")),
        None => answers(sheet, column).any(|(text, _)| text.contains("; ")),
    };
    if several { Joined::Perhaps("; ") } else { Joined::Never }
}

/// Takes the apostrophes that guard cells away, and says how many there were.
pub(super) fn unguard(sheet: &mut Sheet) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for column in 0..sheet.width() {
        let in_header = u64::from(unguarded(header(sheet, column)).is_some());
        let taken = sheet.columns[column].rewrite(|text| unguarded(text).map(str::to_owned));
        if taken > in_header {
            let message = |cells: &str| {
                format!(
                    "In {cells} cells, the apostrophe that Formbricks puts before what a spreadsheet \
                     would run as a formula is left out.",
                )
            };
            let count = (taken - in_header).to_string();
            let message = Message::counted(message(&count), message("some"));
            warnings.push(Warning::notice("guarded-cells", message).at_column(column));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::super::probe::tests::{check, sheet};
    use super::*;

    #[test]
    fn a_whole_export() {
        check(
            &FORMAT,
            "No.,Response ID,Timestamp,Finished,Survey ID,Formbricks User ID,User ID,Notes,Tags,\
             1. Tools?,1. Tools? - Option ID,2. Team - size?,2. Team - size? - Option ID,\
             3. Rate - us - Speed,3. Rate - us - Looks,4. Why?,plan\n\
             1,r1,2026-03-01 09:12:35,Yes,s,,,,,a; b,\"i1, i2\",1; 2,j1,Good,Bad,'=so; then,pro\n\
             2,r2,2026-03-01 09:12:35,Yes,s,,,,,a,i1,1; 2,j1,Bad,Bad,x,\n",
            95,
            "9 by \"; \" Tools?\n11 Team - size?\ngrid Rate - us\n  13 Speed\n  14 Looks\n\
             15 by \"; \" Why?\n- 0 id No.\n- 1 id Response ID\n- 2 time Timestamp\n\
             - 3 status Finished\n- 4 id Survey ID\n- 5 id Formbricks User ID\n- 6 id User ID\n\
             - 7 other Notes\n- 8 other Tags\n- 10 other 1. Tools? - Option ID\n\
             - 12 other 2. Team - size? - Option ID\n- 16 other plan\n",
        );
    }

    #[test]
    fn guards_are_taken_away() {
        let mut sheet =
            sheet("1. Tools?,1. Tools? - Option ID\n'@work,x\na; @work,y\n'quoted',z\n");
        let warnings = unguard(&mut sheet);
        let cells: Vec<&str> = (1..4).map(|row| sheet.text(row, 0)).collect();
        assert_eq!(cells, ["@work", "a; @work", "'quoted'"]);
        assert!(warnings.len() == 1 && warnings[0].message.starts_with("In 1 cells"));
    }

    #[test]
    fn without_metadata() {
        check(
            &FORMAT,
            "1. Où ?,1. Où ? - Option ID,2. Qui ?\nici,x,moi\n",
            90,
            "0 Où ?\n2 Qui ?\n- 1 other 1. Où ? - Option ID\n",
        );
    }

    #[test]
    fn other_tables_are_not_taken() {
        for text in [
            "Response ID,Date submitted,Last page,1. Age?\n1,2,3,4\n",
            "1. Age?,2. Where?\n1,2\n",
            "Timestamp,Tags,User ID\n1,2,3\n",
            "",
        ] {
            assert_eq!(recognise(&sheet(text)), 0, "{text}");
        }
    }
}
