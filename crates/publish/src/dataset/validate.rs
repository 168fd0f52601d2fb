//! What must be right of a dataset before anything is written.

use super::table::{Cell, Table};
use super::text::clean;
use super::{About, Part};
use paap_text::problem::Problem;
use paap_text::shape::{is_date, is_id, is_link};
use paap_text::yaml::At;
use std::collections::BTreeSet;

fn error(code: &'static str, message: impl Into<String>) -> Problem {
    Problem::error(code, At::START, message)
}

pub(super) fn warning(code: &'static str, message: impl Into<String>) -> Problem {
    Problem::warning(code, At::START, message)
}

/// All that is wrong.
pub(super) fn problems(about: &About, parts: &[Part]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut must = |holds: bool, code: &'static str, message: String| {
        if !holds {
            problems.push(error(code, message));
        }
    };
    must(
        is_id(&about.name),
        "dataset-name",
        "The dataset's name is not one of small letters, digits, “-”, “_” and “.”.".to_owned(),
    );
    must(!clean(&about.title).is_empty(), "dataset-title", "The dataset has no title.".to_owned());
    must(
        is_version(&about.version),
        "dataset-version",
        "The version is three numbers such as 1.0.0.".to_owned(),
    );
    must(
        is_date(&about.date),
        "dataset-date",
        "The date of the version is a day such as 2026-11-26.".to_owned(),
    );
    let licence = &about.licence.id;
    let spdx = |c: char| c.is_ascii_alphanumeric() || "-.+".contains(c);
    must(
        !licence.is_empty() && licence.chars().all(spdx),
        "dataset-licence",
        "The licence is named as SPDX has it, such as CC-BY-4.0.".to_owned(),
    );
    must(
        !about.authors.is_empty(),
        "dataset-authors",
        "No group answers for the dataset: name an organisation or an initiative.".to_owned(),
    );
    for link in [&about.homepage, &about.contact].into_iter().flatten() {
        must(
            is_link(link),
            "dataset-link",
            "The homepage or the contact is not an address.".to_owned(),
        );
    }
    must(
        about.licence.address.is_empty() || is_link(&about.licence.address),
        "dataset-link",
        "The licence's address is not an address.".to_owned(),
    );
    let mut paths = BTreeSet::new();
    for part in parts {
        must(
            is_id(&part.name),
            "survey-name",
            "A survey's name is not one of small letters, digits, “-”, “_” and “.”.".to_owned(),
        );
        must(
            paths.insert(part.name.clone()),
            "survey-name",
            format!("Two surveys are called “{}”.", part.name),
        );
        if let Some(rows) = part.safe() {
            let names: BTreeSet<String> =
                rows.columns.iter().map(|column| clean(&column.name)).collect();
            must(
                names.len() == rows.columns.len() && !names.contains(""),
                "column-name",
                format!("Two columns of “{}” have the same name, or one has none.", part.name),
            );
            let empty = rows
                .columns
                .iter()
                .flat_map(|column| &column.values)
                .any(|value| clean(value).is_empty());
            must(
                !empty,
                "empty-value",
                format!("An answer of “{}” has no words: it would read as a blank.", part.name),
            );
        }
        for table in &part.tables {
            let name = format!("{}-{}", part.name, table.id);
            must(
                is_id(&table.id),
                "table-name",
                format!("A table of “{}” has no name that a file can have.", part.name),
            );
            must(
                paths.insert(name.clone()),
                "table-name",
                format!("Two tables or surveys are called “{name}”."),
            );
            table_problems(about, part, table, &mut must);
        }
    }
    problems
}

fn table_problems(
    about: &About,
    part: &Part,
    table: &Table,
    must: &mut impl FnMut(bool, &'static str, String),
) {
    let name = format!("{} of {}", table.id, part.name);
    let mut places = BTreeSet::new();
    for line in &table.lines {
        let labels = || [Some(&line.row), line.col.as_ref()].into_iter().flatten();
        must(
            labels().all(|label| !part.secret.0.contains(&clean(label))),
            "secret-label",
            format!(
                "The table {name} names an answer that few people gave, or the name of a group: take its \
                 labels from dataset::named."
            ),
        );
        must(
            line.col.is_some() == table.col.is_some(),
            "table-line",
            format!("A cell of the table {name} has no place in it."),
        );
        must(
            places.insert((clean(&line.row), line.col.as_deref().map(clean))),
            "table-line",
            format!("Two cells of the table {name} have the same place."),
        );
        let Cell::Shown { people, share } = &line.cell else { continue };
        must(
            *people == 0 || *people >= about.least,
            "small-cell",
            format!("The table {name} shows a count under {}.", about.least),
        );
        let Some(share) = share else { continue };
        let within =
            (0.0..=1.0).contains(&share.low) && share.low <= share.high && share.high <= 1.0;
        must(
            *people <= share.base && within && (0.0..=1.0).contains(&share.share),
            "table-share",
            format!("The table {name} has a share that cannot be."),
        );
    }
}

/// Whether a text is a version, as semver.org has it.
fn is_version(text: &str) -> bool {
    let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let number = |part: &str| {
        !part.is_empty()
            && part.len() < 9
            && part.bytes().all(|b| b.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    core.split('.').count() == 3
        && core.split('.').all(number)
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-+.".contains(c))
}
