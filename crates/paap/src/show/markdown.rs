//! Markdown for code hosts and wikis: headings, tables, and labels that stay text.

mod kano;

pub(crate) use kano::kano;

use super::Look;
use super::number::{count, figure, interval, people, percent, points, probability};
use super::sheet::{Column, Sheet};
use super::table::Cell;
use super::terminal::{place, score, some, stats, survey_score, tool, who};
use super::text::clean;
use paap_survey::Warning;
use paap_survey::view::{
    Associations, Compare, Cross, Filter, Inspect, Pairs, QuestionSummary, Summary, Weighting,
};

/// Text that stays text: no table, link, mark-up, mention or image comes out of it.
fn text(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' => {
                out.extend(['\\', c])
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // Code hosts make links of `@name`, `https://…` and `www.…` whatever is escaped; an
            // empty space of no width keeps them text.
            '@' => out.push_str("@\u{200b}"),
            '/' if out.ends_with(":/") => out.push_str("\u{200b}/"),
            '.' if out.ends_with("www") || out.ends_with("WWW") => out.push_str("\u{200b}."),
            c => out.push(c),
        }
    }
    // At the start of a line these would begin a list, and digits with a point too.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if out.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

/// A table; `right` is the first column whose cells are numbers.
fn table(columns: &[&str], right: usize, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rule = |at| if at >= right { "---:" } else { "---" };
    let rules: Vec<_> = (0..columns.len()).map(rule).collect();
    let mut out = format!("\n| {} |\n| {} |\n", columns.join(" | "), rules.join(" | "));
    for row in rows {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    out
}

/// A heading for a question.
fn question(id: &str, label: &str) -> String {
    format!("\n## {} {}\n", text(id), text(label))
}

fn share(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| text(&percent(share)))
}

fn bounds(low: Option<f64>, high: Option<f64>) -> String {
    low.zip(high).map_or("–".to_owned(), |(low, high)| interval(low, high))
}

fn counted(respondents: u64, filter: Option<&Filter>, weights: Option<&Weighting>) -> String {
    who(respondents, filter, weights).iter().map(|line| format!("\n{}\n", text(line))).collect()
}

fn notes(notes: &[String]) -> String {
    let lines: String = notes.iter().map(|note| format!("- {}\n", text(note))).collect();
    if lines.is_empty() { lines } else { format!("\n## Notes\n\n{lines}") }
}

fn warnings(warnings: &[Warning]) -> String {
    let line = |warning: &Warning| {
        let sort = if warning.problem { "**problem** " } else { "" };
        let message = text(&format!("{}{}", place(warning), warning.message));
        format!("- {sort}`{}` {message}\n", clean(warning.code).replace('`', ""))
    };
    // Problems first.
    let (problems, notices): (Vec<_>, Vec<_>) = warnings.iter().partition(|one| one.problem);
    let lines: String = problems.into_iter().chain(notices).map(line).collect();
    if lines.is_empty() { lines } else { format!("\n## Warnings\n\n{lines}") }
}

/// A result that is tables and remarks.
pub(crate) fn sheet(sheet: &Sheet) -> String {
    let mut out = format!("# {}\n", text(&sheet.heading));
    let line = |line: &String| format!("\n{}\n", text(line));
    out.extend(sheet.facts.iter().map(line));
    for grid in sheet.grids.iter().filter(|grid| !grid.rows.is_empty()) {
        if !grid.title.is_empty() {
            out.push_str(&format!("\n## {}\n", text(&grid.title)));
        }
        let names: Vec<&str> = grid.columns.iter().map(|column| column.name).collect();
        let is_number = |column: &Column| !column.is_words();
        let right = grid.columns.iter().position(is_number).unwrap_or(names.len());
        let row = |row: &Vec<Cell>| {
            let cells = grid.columns.iter().zip(row);
            cells.map(|(column, cell)| text(&column.shown(cell))).collect()
        };
        out.push_str(&table(&names, right, grid.rows.iter().map(row)));
    }
    out.extend(sheet.notes.iter().map(line));
    if !sheet.warnings.is_empty() {
        out.push_str("\n## Warnings\n\n");
    }
    for remark in &sheet.warnings {
        let sort = if remark.problem { "**problem** " } else { "" };
        let place = if remark.place.is_empty() { "" } else { ": " };
        let message = text(&format!("{}{place}{}", remark.place, remark.message));
        out.push_str(&format!("- {sort}`{}` {message}\n", remark.code));
    }
    out
}

pub(crate) fn inspect(view: &Inspect, _: &Look) -> String {
    let mut out = format!("# {}\n\n", text(&tool(&view.source)));
    let questions = view.questions.iter().filter(|one| one.grid.is_none()).count() as u64;
    out.push_str(&format!(
        "{} · {} · {} · {}\n",
        some(view.respondents, "person"),
        some(questions, "question"),
        some(view.source.columns, "column"),
        text(view.source.encoding),
    ));
    out.push_str(&counted(view.respondents, view.filter.as_ref(), view.weights.as_ref()));
    if !view.metadata.is_empty() {
        out.push_str("\n## Kept apart from the questions\n");
        let row = |column: &paap_survey::view::MetadataColumn| {
            vec![
                text(&column.column),
                column.role.into(),
                text(&column.label),
                people(column.filled),
            ]
        };
        out.push_str(&table(
            &["Column", "Role", "Header", "Filled"],
            3,
            view.metadata.iter().map(row),
        ));
    }
    for one in &view.questions {
        out.push_str(&question(&one.id, &one.label));
        out.push_str(&format!(
            "\n{} · asked {} · answered {} · base {} · column {} · `{}`\n",
            one.kind.name(),
            people(one.asked),
            people(one.answered),
            people(one.base),
            text(&one.column),
            clean(&one.slug).replace('`', ""),
        ));
        if let Some(asked) = &one.asked_if {
            out.push_str(&format!("\nAsked of {}\n", text(&asked.words)));
        }
        if one.withheld {
            out.push_str("\nWithheld: too few answered for --min-base.\n");
        }
        if !one.options.is_empty() {
            out.push('\n');
        }
        for option in &one.options {
            out.push_str(&format!("- {}\n", text(option)));
        }
    }
    out + &warnings(&view.warnings)
}

pub(crate) fn summary(view: &Summary, _: &Look) -> String {
    let mut out = String::from("# Survey summary\n\n");
    let facts = [some(view.respondents, "person"), text(&tool(&view.source))];
    out.push_str(&format!("{}\n", facts.join(" · ")));
    out.push_str(&counted(view.respondents, view.filter.as_ref(), view.weights.as_ref()));
    let sure = format!("{}% interval", figure(view.confidence * 100.0));
    for one in &view.questions {
        out.push_str(&question(&one.id, &one.label));
        out.push_str(&summed(one, view.min_base, &sure));
    }
    if !view.scores.is_empty() {
        out.push_str("\n## Scores\n\n");
    }
    for score in &view.scores {
        out.push_str(&format!("- {}\n", text(&survey_score(score))));
    }
    out + &warnings(&view.warnings)
}

fn summed(one: &QuestionSummary, min_base: u64, sure: &str) -> String {
    if one.kind == paap_survey::Kind::Grid {
        return format!("\ngrid · {}\n", some(one.rows.len() as u64, "row"));
    }
    let mut out = format!(
        "\n{} · asked {} · answered {} · base {}{}\n",
        one.kind.name(),
        people(one.asked),
        people(one.answered),
        people(one.base),
        match one.level {
            Some(level) if one.kind.has_options() => format!(" · {}", level.name()),
            _ => String::new(),
        },
    );
    if let Some(asked) = &one.asked_if {
        out.push_str(&format!("\nAsked of {}\n", text(&asked.words)));
    }
    if one.withheld {
        let few = people(one.answered);
        return out + &format!("\nWithheld: {few} answered, --min-base is {min_base}.\n");
    }
    if !one.options.is_empty() {
        let row = |option: &paap_survey::view::OptionSummary| {
            let interval = bounds(option.low, option.high);
            vec![text(&option.label), count(option.count), share(option.share), interval]
        };
        let rows = one.options.iter().map(row);
        out.push_str(&table(&["Option", "Count", "Share", sure], 1, rows));
    }
    if let Some(numbers) = &one.stats {
        out.push_str(&format!("\n{}\n", text(&stats(numbers))));
        if let Some(points) = &numbers.score {
            out.push_str(&format!("\n**{}**\n", text(&score(points))));
        }
    }
    let notes: String = one.notes.iter().map(|note| format!("\n{}\n", text(note))).collect();
    out + &notes
}

pub(crate) fn cross(view: &Cross, _: &Look) -> String {
    let title = |heading: &paap_survey::view::Heading| {
        format!("{} {}", text(&heading.id), text(&heading.label))
    };
    let mut out = format!("# {} by {}\n", title(&view.rows), title(&view.columns));
    out.push_str(&counted(view.respondents, view.filter.as_ref(), view.weights.as_ref()));
    let base = people(view.base);
    out.push_str(&format!("\nBase {base}; shares are out of each column.\n"));
    let heads: Vec<_> = view.columns.options.iter().map(|label| text(label)).collect();
    let mut columns = vec!["Option"];
    columns.extend(heads.iter().map(String::as_str));
    columns.push("All");
    let rows = view.rows.options.iter().zip(&view.cells).zip(&view.row_totals);
    let rows = rows.map(|((label, cells), total)| {
        let mut row = vec![text(label)];
        row.extend(cells.iter().map(|cell| match cell.count {
            Some(number) if cell.low.is_some() => {
                let interval = bounds(cell.low, cell.high);
                format!("{} · {} ({interval})", count(number), share(cell.share))
            }
            Some(number) => count(number),
            None => "withheld".to_owned(),
        }));
        row.push(total.map_or("withheld".to_owned(), count));
        row
    });
    let mut totals = vec!["n".to_owned()];
    totals
        .extend(view.column_totals.iter().map(|total| total.map_or("withheld".to_owned(), count)));
    totals.push(base);
    out.push_str(&table(&columns, 1, rows.chain([totals])));
    for group in &view.groups {
        out.push_str(&format!("\n- {}: {}", text(&group.label), text(&stats(&group.stats))));
    }
    if !view.groups.is_empty() {
        out.push('\n');
    }
    if let Some(test) = &view.test {
        let effect = test.effect.map_or(String::new(), |effect| {
            let measure = test.measure.as_deref().unwrap_or("effect");
            format!(", {} {}", text(measure), figure(effect))
        });
        let (p, level) = (text(&probability(test.p)), test.level.name());
        out.push_str(&format!("\n{}: p {p}{effect}: a {level}\n", text(&test.test)));
    }
    out + &notes(&view.notes) + &warnings(&view.warnings)
}

pub(crate) fn compare(view: &Compare, _: &Look) -> String {
    let (group, against) = (text(&view.group.expression), text(&view.against.expression));
    let mut out = format!(
        "# {group} ({}) against {against} ({})\n\n{}, {}\n",
        people(view.group.people),
        people(view.against.people),
        some(view.comparisons, "comparison"),
        some(view.findings, "finding"),
    );
    out.push_str(&counted(view.respondents, None, view.weights.as_ref()));
    for one in &view.questions {
        out.push_str(&question(&one.id, &one.label));
        if let Some(why) = &one.left_out {
            out.push_str(&format!("\nNot compared: {}\n", text(why)));
            continue;
        }
        let (base, rest) = (people(one.base), people(one.against_base));
        out.push_str(&format!("\n{} · base {base} against {rest}\n", one.kind.name()));
        if !one.options.is_empty() {
            let rows = one.options.iter().map(|option| {
                let ends = option.low.zip(option.high);
                let ends = ends.map(|(low, high)| format!("{} to {}", points(low), points(high)));
                let q = option.q.map_or("–".to_owned(), |q| text(&probability(q)));
                vec![
                    text(&option.label),
                    format!("{} · {}", count(option.count), share(option.share)),
                    format!("{} · {}", count(option.against_count), share(option.against_share)),
                    option.effect.map_or("–".to_owned(), points),
                    ends.unwrap_or("–".to_owned()),
                    q,
                    option.level.name().to_owned(),
                ]
            });
            let columns = ["Option", "Group", "Against", "Points", "Interval", "q", "Level"];
            out.push_str(&table(&columns, 1, rows));
        }
        if let Some(numbers) = &one.numbers {
            out.push_str(&format!("\n- group: {}\n", text(&stats(&numbers.stats))));
            out.push_str(&format!("- against: {}\n", text(&stats(&numbers.against))));
            if let Some(q) = numbers.q {
                let (q, level) = (text(&probability(q)), numbers.level.name());
                out.push_str(&format!("- Mann–Whitney q {q}: a {level}\n"));
            }
        }
    }
    out + &notes(&view.notes) + &warnings(&view.warnings)
}

pub(crate) fn associations(view: &Associations, look: &Look) -> String {
    let mut out = format!(
        "# Answers that go together\n\n{} · {} tested · {} left out · {}\n",
        some(view.respondents, "person"),
        some(view.tested, "pair"),
        people(view.structural),
        some(view.findings, "finding"),
    );
    out.push_str(&counted(view.respondents, view.filter.as_ref(), view.weights.as_ref()));
    let answer = |answer: &paap_survey::view::Answer| {
        format!("{} {}", text(&answer.question), text(&answer.option))
    };
    let rows = view.pairs.to_read().take(look.top).map(|pair| {
        vec![
            answer(&pair.a),
            answer(&pair.b),
            people(pair.n),
            people(pair.both),
            points(pair.effect),
            format!("{} to {}", points(pair.low), points(pair.high)),
            text(&probability(pair.p)),
            text(&probability(pair.q)),
            pair.level.name().to_owned(),
        ]
    });
    let columns = ["Answer", "Answer", "n", "Both", "Points", "Interval", "p", "q", "Level"];
    out.push_str(&table(&columns, 2, rows));
    let mirrored = view.pairs.mirrored();
    let more = (view.pairs.len() - mirrored).saturating_sub(look.top) as u64;
    if more > 0 {
        out.push_str(&format!("\nand {}: `--top N`\n", some(more, "more pair")));
    }
    if mirrored > 0 {
        out.push_str(&format!("\n{} {}\n", some(mirrored as u64, "pair"), Pairs::MIRRORED));
    }
    out + &notes(&view.notes) + &warnings(&view.warnings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stay_text() {
        assert_eq!(text("a|b"), "a\\|b");
        assert_eq!(text("<img src=x onerror=y>"), "&lt;img src=x onerror=y&gt;");
        assert_eq!(text("[a](javascript:b)"), "\\[a\\](javascript:b)");
        assert_eq!(text("@team"), "@\u{200b}team");
        assert_eq!(text("https://a.example"), "https:/\u{200b}/a.example");
        assert_eq!(text("1. one"), "1\\. one");
        assert_eq!(text("- one"), "\\- one");
        assert_eq!(text("two\nlines &amp; #1"), "two lines &amp;amp; \\#1");
    }
}
