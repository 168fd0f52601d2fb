//! What changed since the version before, and whether the two together give somebody away.

use super::read::{Contents, PartRead, shown};
use super::text::{clean, markdown};
use super::validate::warning;
use super::{About, Part};
use paap_text::problem::Problem;
use paap_text::yaml::At;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What changed, a sentence each.
pub(super) fn changes(
    about: &About,
    parts: &[Part],
    before: Option<&Contents>,
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let mut changes: Vec<String> = about.changes.iter().map(|line| markdown(line)).collect();
    let Some(before) = before else {
        changes.push("The first version.".to_owned());
        return changes;
    };
    if before.version == about.version {
        let message = format!(
            "The version before is called {}, too: give the new one another number.",
            about.version
        );
        problems.push(Problem::error("same-version", At::START, message));
    }
    for part in parts {
        match before.parts.iter().find(|own| own.name == part.name) {
            None => changes.push(format!("New survey: {}.", markdown(&part.title))),
            Some(own) => of_part(about, part, own, &before.version, &mut changes, problems),
        }
    }
    for own in &before.parts {
        if parts.iter().all(|part| part.name != own.name) {
            changes.push(format!("No longer there: the survey {}.", own.name));
        }
    }
    if changes.is_empty() {
        changes.push("Nothing but the version.".to_owned());
    }
    changes
}

fn of_part(
    about: &About,
    part: &Part,
    before: &PartRead,
    version: &str,
    changes: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) {
    let title = markdown(&part.title);
    let difference = part.people.abs_diff(before.people);
    if difference > 0 {
        changes.push(format!("{title}: {} people, {} before.", part.people, before.people));
    }
    if (1..about.least).contains(&difference) {
        let message = format!(
            "“{}” has almost as many people as in version {version}: whoever subtracts the tables of the two \
             versions learns what the few said in whom they differ.",
            part.name
        );
        let help = format!("Publish when at least {} answers have come or gone.", about.least);
        problems.push(Problem::error("versions-differ-by-few", At::START, message).help(help));
    }
    let counts: BTreeMap<_, u64> = before.shown().collect();
    let few = shown(&part.tables).filter(|(place, people)| {
        counts.get(place).is_some_and(|before| (1..about.least).contains(&people.abs_diff(*before)))
    });
    let few = few.count();
    if few > 0 {
        let message = format!(
            "{few} counts of “{}” differ from those of version {version} by fewer than {}: whoever subtracts \
             the two learns small counts of those who came or went.",
            part.name, about.least
        );
        problems.push(warning("versions-subtract", message));
    }
    match (part.safe(), &before.rows) {
        (Some(_), None) => changes.push(format!("{title}: rows are published for the first time.")),
        (None, Some(_)) => changes.push(format!("{title}: rows are no longer published.")),
        (Some(rows), Some(old)) => {
            let names = |rows: &paap_privacy::disclosure::row::SafeRows| -> BTreeSet<String> {
                rows.columns.iter().map(|column| clean(&column.name)).collect()
            };
            say(changes, &title, "columns", &names(rows), &names(old));
            let same = rows.rows.len() == old.rows.len()
                && super::csv::rows(rows) == super::csv::rows(old);
            if !same {
                changes.push(format!("{title}: the rows changed."));
            }
        }
        (None, None) => {}
    }
    let questions = part.questions.iter().map(|question| question.id.clone()).collect();
    say(changes, &title, "questions", &questions, &before.questions.iter().cloned().collect());
    let ids = |tables: &[super::Table]| tables.iter().map(|table| table.id.clone()).collect();
    say(changes, &title, "tables", &ids(&part.tables), &ids(&before.tables));
    let changed = part.tables.iter().filter(|table| {
        let old = before.tables.iter().find(|old| old.id == table.id);
        old.is_some_and(|old| old.csv() != table.csv())
    });
    let changed = changed.count();
    if changed > 0 {
        changes.push(format!("{title}: {changed} tables have other numbers."));
    }
}

/// Says what came and what went.
fn say(
    changes: &mut Vec<String>,
    title: &str,
    what: &str,
    now: &BTreeSet<String>,
    before: &BTreeSet<String>,
) {
    let sides = [("new", now, before), ("no longer there", before, now)];
    for (how, these, those) in sides {
        let names: Vec<String> = these.difference(those).map(|name| markdown(name)).collect();
        if !names.is_empty() {
            changes.push(format!("{title}: {what} {how}: {}.", names.join(", ")));
        }
    }
}

/// `CHANGELOG.md`: this version, then what the version before says of itself.
pub(super) fn changelog(about: &About, changes: &[String], before: Option<&Vec<u8>>) -> String {
    let mut out = format!(
        "# Changes of {}\n\n## {} ({})\n\n",
        markdown(&about.title),
        about.version,
        about.date
    );
    changes.iter().for_each(|change| {
        let _ = writeln!(out, "- {change}");
    });
    let before = before.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    if let Some(start) = before.find("\n## ") {
        out.push_str(&before[start..]);
    }
    out
}
