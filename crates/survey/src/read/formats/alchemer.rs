//! Alchemer, once SurveyGizmo: one header row; where a question has several columns, each is
//! headed `Option:Question` or `Row:Question`.

use super::answers::Answers;
use super::group::{Group, Habits, Part};
use super::words::{key, plain, role};
use crate::read::layout::{Format, Joined, Layout, Metadata, Reader, Role};
use crate::read::sheet::Sheet;
use std::collections::HashSet;

pub(crate) const FORMAT: Format = Format { reader: Reader::Alchemer, recognise, lay_out };

const HABITS: Habits =
    Habits { unticked: &[], spreads: false, joined: Joined::Perhaps(";"), told: false };

/// Headers that hardly any question has.
const METADATA: &[(&str, Role)] = &[
    ("timestarted", Role::Time),
    ("datesubmitted", Role::Time),
    ("starttime", Role::Time),
    ("responseid", Role::Id),
    ("legacycomments", Role::Other),
    ("sessionid", Role::Id),
    ("useragent", Role::Other),
    ("referer", Role::Other),
    ("ipaddress", Role::Address),
    ("contactid", Role::Id),
    ("longitude", Role::Place),
    ("latitude", Role::Place),
    ("countryauto", Role::Place),
    ("stateregion", Role::Place),
    ("linkid", Role::Id),
];

/// Headers that a question might have: they are metadata beside other metadata.
const BESIDE: &[(&str, Role)] = &[
    ("status", Role::Status),
    ("comments", Role::Other),
    ("language", Role::Other),
    ("country", Role::Place),
    ("city", Role::Place),
    ("region", Role::Place),
    ("postal", Role::Place),
    ("postalcode", Role::Place),
    ("tags", Role::Other),
    ("id", Role::Id),
    ("devicetype", Role::Other),
    ("responsetime", Role::Status),
    ("responsetimeseconds", Role::Status),
];

/// How many colons of a header are tried.
const COLONS: usize = 16;

const WRITE_IN: &str = "other - write in";

fn recognise(sheet: &Sheet) -> u8 {
    if sheet.rows == 0 {
        return 0;
    }
    let headers: Vec<&str> = (0..sheet.width()).map(|c| sheet.text(0, c).trim()).collect();
    let has = |name: &str| headers.iter().any(|header| key(header) == name);
    let known = headers.iter().filter(|header| role(METADATA, header).is_some()).count();
    let write_in = headers.iter().any(|header| plain(header).starts_with(WRITE_IN));
    if has("timestarted") && has("datesubmitted") {
        return 97;
    }
    if known >= 4 && (has("datesubmitted") || has("legacycomments") || has("sessionid")) {
        return 95;
    }
    if write_in {
        return 85;
    }
    // Without metadata: columns that share what stands after a colon.
    let questions: Vec<(&str, &str)> = split(&headers);
    let shared = questions.iter().filter(|(part, _)| !part.is_empty()).count();
    if shared >= 3 && shared * 3 >= headers.len() { 55 } else { 0 }
}

/// Every header as the part before the colon, if the question has several columns, and the
/// question.
fn split<'h>(headers: &[&'h str]) -> Vec<(&'h str, &'h str)> {
    let ends = |header: &'h str| {
        let colons = header.match_indices(':').map(|(at, _)| at).take(COLONS);
        colons
            .filter(|at| *at > 0)
            .map(move |at| (at, header[at + 1..].trim()))
            .filter(|(_, end)| end.chars().count() > 2)
    };
    let all: HashSet<&str> = headers.iter().copied().collect();
    let shares = |at: Option<usize>, question: &str| {
        let Some(header) = at.and_then(|at| headers.get(at)) else { return false };
        *header == question || ends(header).any(|(_, end)| end == question)
    };
    let mut parts = Vec::with_capacity(headers.len());
    for (at, header) in headers.iter().enumerate() {
        // The question may itself have a colon: the longest end that a neighbour has, too.
        let beside =
            |question: &str| shares(at.checked_sub(1), question) || shares(Some(at + 1), question);
        let whole = || ends(header).find(|(_, end)| all.contains(end));
        // A question's own column, beside one for what was written.
        let own = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().any(|beside| {
            headers.get(beside).is_some_and(|other| ends(other).any(|(_, end)| end == *header))
        });
        if own {
            parts.push(("", *header));
            continue;
        }
        let split = whole().or_else(|| ends(header).find(|(_, end)| beside(end)));
        let write_in = || ends(header).find(|_| plain(header).starts_with(WRITE_IN));
        parts.push(match split.or_else(write_in) {
            Some((colon, question)) => {
                (header[..colon].trim().trim_end_matches(':').trim(), question)
            }
            None => ("", *header),
        });
    }
    parts
}

fn lay_out(sheet: &Sheet) -> Layout {
    let answers = Answers { sheet, headers: 1.min(sheet.rows) };
    let mut layout = Layout { headers: answers.headers, ..Layout::default() };
    let headers: Vec<&str> = (0..sheet.width()).map(|c| answers.header(0, c)).collect();
    let roles = roles(&answers, &headers);
    let parts = split(&headers);
    let mut column = 0;
    while column < headers.len() {
        if let Some(role) = roles[column] {
            layout.metadata.push(Metadata { column, label: headers[column].to_owned(), role });
            column += 1;
            continue;
        }
        let question = parts[column].1;
        let first = column;
        let (mut group, mut labels) = (Vec::new(), HashSet::new());
        // A question's own column comes first, if it has one; a second one is another question.
        while column < headers.len()
            && roles[column].is_none()
            && parts[column].1 == question
            && (column == first || !parts[column].0.is_empty())
            && labels.insert(parts[column].0)
        {
            group.push(Part { column, label: parts[column].0.to_owned() });
            column += 1;
        }
        let warnings = &mut layout.warnings;
        let whole = group[0].label.is_empty() && group.len() > 1;
        let mut group_of = Group { answers, habits: HABITS, warnings };
        let drafts = if whole {
            group_of.response(question, group)
        } else {
            group_of.drafts(question, group)
        };
        layout.questions.extend(drafts);
    }
    layout
}

/// The role of every column that is not a question.
fn roles(answers: &Answers<'_>, headers: &[&str]) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = headers
        .iter()
        .enumerate()
        .map(|(column, header)| {
            let hidden = ["url variable:", "new hidden value:", "hidden value:"];
            let hidden = hidden.iter().any(|start| plain(header).starts_with(start));
            let blank = header.is_empty() && answers.is_blank(column);
            role(METADATA, header).or((hidden || blank).then_some(Role::Other))
        })
        .collect();
    let known = roles.iter().filter(|role| role.is_some()).count();
    if known == 0 {
        return roles;
    }
    let order: Vec<usize> = (0..headers.len()).chain((0..headers.len()).rev()).collect();
    for column in order {
        let beside =
            |at: Option<usize>| at.and_then(|at| roles.get(at)).is_some_and(Option::is_some);
        if roles[column].is_none() && (beside(column.checked_sub(1)) || beside(Some(column + 1))) {
            roles[column] = role(BESIDE, headers[column]);
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::super::trial::{check, every_column_once, recognised, sheet};
    use super::FORMAT;

    #[test]
    fn headers_are_split_where_a_neighbour_has_the_same_question() {
        check(
            &FORMAT,
            "Time Started,Status,How: in short?,Other - Write In:How: in short?,A:Which?,B:Which?,City\n\
             2020-01-01 10:00,Complete,By train,,A,,Ulm\n\
             2020-01-01 10:05,Partial,Other - Write In,By boat,A,B,Bonn\n",
            "headers 1\n\
             meta A time Time Started\n\
             meta B status Status\n\
             C How: in short? | other D\n\
             ticks Which? | E A | F B\n\
             G City\n",
        );
    }

    #[test]
    fn rows_make_a_grid_and_boxes_too() {
        let text = "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,Comments,\
             Language,SessionID,City,Bus:How good?,Tram:How good?,#1:Name: which?,#2:Name: which?,\
             Words,Other word(s)::Words,Comments\n\
             1,2020-01-01 10:00,2020-01-01 10:09,Complete,,,,English,s1,Ulm,Good,Bad,a,b,x;y,z,No\n\
             2,2020-01-01 10:00,2020-01-01 10:09,Complete,,,,English,s2,Ulm,Bad,Bad,c,,x,,\n";
        check(
            &FORMAT,
            text,
            "headers 1\n\
             meta A id Response ID\n\
             meta B time Time Started\n\
             meta C time Date Submitted\n\
             meta D status Status\n\
             meta E id Contact ID\n\
             meta F other Legacy Comments\n\
             meta G other Comments\n\
             meta H other Language\n\
             meta I id SessionID\n\
             meta J place City\n\
             grid How good?\n  K Bus\n  L Tram\n\
             grid Name: which?\n  M #1\n  N #2\n\
             O Words | other P\n\
             Q Comments\n",
        );
        assert_eq!(recognised(&FORMAT, text), 97);
    }

    #[test]
    fn other_tables_are_not_taken() {
        for text in [
            "",
            "a\n",
            "IP Address,Longitude,Latitude,City\n1,2,3,4\n",
            "Note: a,Note: b,c\n1,2,3\n",
        ] {
            assert_eq!(recognised(&FORMAT, text), 0, "{text:?}");
        }
    }

    #[test]
    fn strange_headers_end_in_a_layout() {
        for text in ["", ":", "::,:::,a:,:a\n1,2,3,4\n", "a:bcd,a:bcd,a:bcd\n", ",,\n,x,\n"] {
            let sheet = sheet(text.as_bytes());
            every_column_once(&sheet, &(FORMAT.lay_out)(&sheet));
            (FORMAT.recognise)(&sheet);
        }
    }
}
