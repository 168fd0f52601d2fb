//! Every warning of every view, once, in groups of one kind.

use std::collections::{BTreeMap, HashMap, HashSet};

use paap_charts::count;
use paap_survey::Warning;

use super::page::{Group, Notice};
use crate::words::{line, ranges};

/// More than this in a group are folded away.
const MANY: usize = 8;

/// Where the section of a question is.
pub(crate) type Places<'a> = HashMap<&'a str, String>;

/// The warnings of the views, those that several views repeat only once, in their first order.
pub(crate) fn distinct<'a>(views: impl Iterator<Item = &'a [Warning]>) -> Vec<&'a Warning> {
    let mut seen = HashSet::new();
    let key = |w: &'a Warning| (w.code, &w.message, w.row, &w.column, &w.question, w.problem);
    views.flatten().filter(|warning| seen.insert(key(warning))).collect()
}

/// The same in groups by code, problems before notices, else by code.
pub(crate) fn groups(warnings: &[&Warning], places: &Places<'_>) -> Vec<Group> {
    let mut by_code: BTreeMap<(bool, &'static str), Vec<&Warning>> = BTreeMap::new();
    for warning in warnings {
        by_code.entry((!warning.problem, warning.code)).or_default().push(warning);
    }
    let group = |((notice, code), members): ((bool, &'static str), Vec<&Warning>)| {
        let notices = notices(&members, places);
        Group {
            code,
            name: name(code),
            count: count(members.len() as f64),
            problem: !notice,
            many: notices.len() > MANY,
            notices,
        }
    };
    by_code.into_iter().map(group).collect()
}

/// Warnings that say the same of several rows become one that names all of them.
pub(crate) fn notices(warnings: &[&Warning], places: &Places<'_>) -> Vec<Notice> {
    let mut order: Vec<(&Warning, Vec<u64>)> = Vec::new();
    let mut known = HashMap::new();
    for warning in warnings {
        let key = (warning.code, &warning.message, &warning.column, &warning.question);
        let index = *known.entry(key).or_insert_with(|| {
            order.push((warning, Vec::new()));
            order.len() - 1
        });
        order[index].1.extend(warning.row);
    }
    order.into_iter().map(|(warning, rows)| notice(warning, &rows, places)).collect()
}

fn notice(warning: &Warning, rows: &[u64], places: &Places<'_>) -> Notice {
    let mut parts = Vec::new();
    match rows {
        [] => {}
        [row] => parts.push(format!("row {row}")),
        _ => parts.push(format!("rows {}", ranges(rows))),
    }
    if let Some(column) = &warning.column {
        parts.push(format!("column {}", line(column)));
    }
    let question = warning.question.as_deref().map(|id| match places.get(id) {
        Some(anchor) => (anchor.clone(), line(id)),
        None => (String::new(), line(id)),
    });
    let place = parts.join(", ");
    Notice { message: line(&warning.message), place, question, problem: warning.problem }
}

/// `option-became-date` reads `Option became date`.
fn name(code: &str) -> String {
    let mut words = line(code).replace(['-', '_'], " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_warnings_are_said_once_with_every_row() {
        let at = |row| Warning::problem("ragged-row", "A row is short.").at_row(row);
        let (first, second) = ([at(3), at(4), at(5)], [at(4), at(9)]);
        let all = distinct([&first[..], &second[..]].into_iter());
        assert_eq!(all.len(), 4);
        let groups = groups(&all, &Places::new());
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].count, "4");
        assert_eq!(groups[0].name, "Ragged row");
        assert_eq!(groups[0].notices.len(), 1);
        assert_eq!(groups[0].notices[0].place, "rows 3–5, 9");
    }

    #[test]
    fn problems_come_first() {
        let all = [Warning::notice("a", "x"), Warning::problem("b", "y")];
        let groups = groups(&all.iter().collect::<Vec<_>>(), &Places::new());
        assert_eq!(groups.iter().map(|group| group.code).collect::<Vec<_>>(), ["b", "a"]);
    }
}
