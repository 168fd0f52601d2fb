//! About this data: the file, what was kept apart, every warning, and how the numbers are made.

use paap_charts::{count, number};
use paap_survey::Warning;
use paap_survey::view::{Inspect, Summary};

use super::SurveyReport;
use super::methods;
use super::page::{About, Table, Term};
use super::warnings::{Places, groups};
use crate::words::{confidence, line, people, plural};

pub(crate) fn about(
    report: &SurveyReport<'_>,
    warnings: &[&Warning],
    places: &Places<'_>,
) -> About {
    About {
        file: file(report.inspect, report.summary),
        metadata: metadata(report.inspect),
        warnings_lead: lead(warnings),
        warnings: groups(warnings, places),
        methods: methods::used(report.summary, report.associations),
    }
}

/// Who is counted and how, where not everybody is counted once.
pub(crate) fn scope(summary: &Summary) -> Vec<String> {
    let mut scope = Vec::new();
    if let Some(filter) = &summary.filter {
        scope.push(format!(
            "Only {} of {} are counted: those for whom {} holds.",
            count(filter.people as f64),
            people(summary.respondents),
            line(&filter.expression)
        ));
    }
    if let Some(weights) = &summary.weights {
        let [low, high] = weights.range;
        scope.push(format!(
            "People are weighted: {}. Weights range from {} to {}; the answers carry as much as \
             those of {} equally weighted people (design effect {}).",
            line(&weights.description).trim_end_matches('.'),
            number(low),
            number(high),
            number(weights.effective),
            number(weights.design_effect),
        ));
    }
    if summary.min_base > 1 {
        scope.push(format!(
            "Numbers that rest on fewer than {} are withheld.",
            people(summary.min_base)
        ));
    }
    scope
}

fn file(inspect: &Inspect, summary: &Summary) -> Vec<Term> {
    let source = &inspect.source;
    let mut terms = Vec::new();
    let tool = if source.verified {
        source.tool.to_owned()
    } else {
        format!("{} (this reader is not verified on a real export)", source.tool)
    };
    terms.push(Term::new("Tool", tool));
    let encoding = match source.recoded {
        Some(other) => format!("{}, some cells in {other}", source.encoding),
        None => source.encoding.to_owned(),
    };
    terms.push(Term::new("Encoding", encoding));
    if let Some(delimiter) = source.delimiter {
        terms.push(Term::new("Cells parted by", delimiter_name(delimiter)));
    }
    if let Some(worksheet) = &source.worksheet {
        terms.push(Term::new("Worksheet", line(worksheet)));
    }
    let rows = plural(source.header_rows, "header row", "header rows");
    let answers = plural(inspect.respondents, "row of answers", "rows of answers");
    let blank = match source.blank_rows {
        0 => String::new(),
        n => format!(", {}", plural(n, "empty row", "empty rows")),
    };
    terms.push(Term::new("Rows", format!("{rows}, {answers}{blank}")));
    let kept = inspect.metadata.len() as u64;
    let columns = format!(
        "{}, {} kept apart from the questions",
        count(source.columns as f64),
        if kept == 0 { "none".to_owned() } else { count(kept as f64) }
    );
    terms.push(Term::new("Columns", columns));
    terms.push(Term::new("Dates of the answers", dates(inspect)));
    terms.push(Term::new("Confidence", format!("{} intervals", confidence(summary.confidence))));
    terms
}

/// The views carry no times, so the page must not seem to.
fn dates(inspect: &Inspect) -> &'static str {
    if inspect.metadata.iter().any(|column| column.role == "time") {
        "Kept apart, not shown in this report"
    } else {
        "The file has no column of times"
    }
}

fn delimiter_name(delimiter: char) -> String {
    match delimiter {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "vertical bar".to_owned(),
        other => line(&other.to_string()),
    }
}

fn metadata(inspect: &Inspect) -> Option<Table> {
    if inspect.metadata.is_empty() {
        return None;
    }
    let header = ["Column", "Header", "Holds", "Filled in"].map(str::to_owned).to_vec();
    let rows = inspect.metadata.iter().map(|column| {
        let filled = count(column.filled as f64);
        vec![line(&column.column), line(&column.label), line(column.role), filled]
    });
    let caption = "Not questions: their values are not used and nowhere in this report".to_owned();
    Some(Table::new(caption, header, rows.collect()))
}

fn lead(warnings: &[&Warning]) -> String {
    let problems = warnings.iter().filter(|warning| warning.problem).count() as u64;
    let notices = warnings.len() as u64 - problems;
    match (problems, notices) {
        (0, 0) => "Nothing odd was found in this file.".to_owned(),
        (0, n) => format!("{}, no problem.", plural(n, "notice", "notices")),
        (p, 0) => format!("{}: answers may be read wrongly because of them.", problem(p)),
        (p, n) => format!(
            "{}: answers may be read wrongly because of them. {}: worth knowing.",
            problem(p),
            plural(n, "notice", "notices")
        ),
    }
}

fn problem(n: u64) -> String {
    plural(n, "problem", "problems")
}
