//! The codebook: every question with its words, kind, options and limits. It has no counts: what
//! is counted stands in the tables, which were protected.

use super::csv;
use super::text::markdown as escaped;
use super::{About, Described, Part};
use std::fmt::Write as _;

const HEADER: [&str; 10] = [
    "survey", "question", "name", "label", "kind", "base", "option", "column", "meaning", "limits",
];

/// The columns of `codebook.csv`, with their meaning.
pub(super) const COLUMNS: [(&str, &str); 10] = [
    ("survey", "The survey"),
    ("question", "The question's id"),
    ("name", "The question's short word"),
    ("label", "The question's text"),
    ("kind", "Its kind: single, checkbox, scale, rating, number, date, text or grid"),
    ("base", "Who was asked"),
    ("option", "One of its options"),
    ("column", "The column of the rows that holds the answers"),
    ("meaning", "What is written in that column for this option"),
    ("limits", "What its answers cannot say"),
];

/// A line for every option of every question.
pub(super) fn csv(parts: &[Part]) -> String {
    let mut out = String::new();
    csv::line(&mut out, HEADER.into_iter());
    lines(parts).iter().for_each(|cells| csv::line(&mut out, cells.iter().map(String::as_str)));
    out
}

/// The cells of `codebook.csv`.
pub(super) fn lines(parts: &[Part]) -> Vec<[String; 10]> {
    let mut lines = Vec::new();
    for part in parts {
        for question in &part.questions {
            let line = |option: &str, column: &str, meaning: &str| {
                [
                    &part.name,
                    &question.id,
                    &question.name,
                    &question.label,
                    &question.kind,
                    &question.base,
                    option,
                    column,
                    meaning,
                    &question.limits.join(" "),
                ]
                .map(str::to_owned)
            };
            let published = |name: &str| is_published(part, name);
            if question.options.is_empty() {
                lines.push(line("", "", ""));
            }
            for (at, option) in question.options.iter().enumerate() {
                let ticks = question.kind == "checkbox";
                let column =
                    question.columns.get(if ticks { at } else { 0 }).filter(|name| published(name));
                let meaning = match column {
                    None => String::new(),
                    Some(_) if ticks => "Yes".to_owned(),
                    Some(column) => written(part, column, option),
                };
                lines.push(line(option, column.map_or("", String::as_str), &meaning));
            }
        }
    }
    lines
}

/// How an option is written in the rows: as it is, or within what stands for several.
fn written(part: &Part, name: &str, option: &str) -> String {
    let columns = part.safe().map_or(&[][..], |rows| &rows.columns);
    match columns.iter().find(|column| column.name == name) {
        Some(column) if column.values.iter().any(|value| value == option) => option.to_owned(),
        Some(column) if column.coarser => "(together with others, or blank)".to_owned(),
        _ => "(blank)".to_owned(),
    }
}

fn is_published(part: &Part, name: &str) -> bool {
    part.safe().is_some_and(|rows| rows.columns.iter().any(|column| column.name == name))
}

/// The codebook to be read by people.
pub(super) fn markdown(about: &About, parts: &[Part]) -> String {
    let mut out = format!("# Codebook of {}, version {}\n", escaped(&about.title), about.version);
    for part in parts {
        let _ = write!(out, "\n## {}\n\n", escaped(&part.title));
        for (what, text) in [("Asked", &part.asked), ("Limits", &part.limits)] {
            if let Some(text) = text {
                let _ = write!(out, "{what}: {}\n\n", escaped(text));
            }
        }
        if let Some((from, to)) = &part.when {
            let _ = write!(out, "Answered from {} to {}.\n\n", escaped(from), escaped(to));
        }
        part.questions.iter().for_each(|own| question(&mut out, part, own));
    }
    out
}

fn question(out: &mut String, part: &Part, own: &Described) {
    let _ = write!(out, "### {} {}\n\n", own.id, escaped(&own.label));
    let _ = write!(out, "`{}`, {}. {}", own.name, own.kind, escaped(&own.base));
    own.limits.iter().for_each(|limit| {
        let _ = write!(out, " {}", escaped(limit));
    });
    out.push_str("\n\n");
    for (at, option) in own.options.iter().enumerate() {
        let column =
            own.columns.get(at).filter(|name| own.kind == "checkbox" && is_published(part, name));
        let column = column.map_or(String::new(), |name| format!(" (`{name}`)"));
        let _ = writeln!(out, "- {}{column}", escaped(option));
    }
    if !own.options.is_empty() {
        out.push('\n');
    }
}
