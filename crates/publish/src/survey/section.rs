//! A question's section: who was asked, the numbers, what to know about them.

use paap_charts::{count, number};
use paap_survey::view::{Level, QuestionSummary, Score, Stats};
use paap_survey::{Kind, Warning};

use super::figures::{self, Setting};
use super::grid;
use super::page::{AskedOf, Section, Term};
use super::warnings::{Places, notices};
use crate::words::{self, clip, estimate, line, people};

/// A heading longer than this is cut, and the whole text stands below it.
const HEADING: usize = 240;

/// What a section needs beside its question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) setting: Setting<'a>,
    pub(crate) min_base: u64,
    pub(crate) warnings: &'a [&'a Warning],
    pub(crate) places: &'a Places<'a>,
}

/// The section of a question, with those of its rows where it is a grid.
pub(crate) fn section(
    question: &QuestionSummary,
    anchor: &str,
    rows: &[(&QuestionSummary, &str)],
    around: Surroundings<'_>,
) -> Section {
    let is_grid = question.kind == Kind::Grid;
    let open: Vec<_> = rows.iter().map(|(row, _)| *row).filter(|row| !row.withheld).collect();
    let withheld = withheld(question, is_grid && !rows.is_empty() && open.is_empty(), around);
    let figures = if withheld.is_some() {
        Vec::new()
    } else if is_grid {
        vec![grid::overview(question, &open, anchor, around.setting)]
    } else {
        figures::figures(question, anchor, around.setting)
    };
    let has_level = !is_grid && withheld.is_none() && question.answered > 0;
    let own = |warning: &&&Warning| warning.question.as_deref() == Some(question.id.as_str());
    let warnings: Vec<&Warning> = around.warnings.iter().filter(own).copied().collect();
    let label = line(&question.label);
    let heading = clip(&label, HEADING);
    let below = rows.iter().map(|(row, anchor)| section(row, anchor, &[], around)).collect();
    Section {
        anchor: anchor.to_owned(),
        id: line(&question.id),
        whole: (heading != label).then_some(label),
        label: heading,
        kind: kind(question.kind),
        level: question.level.filter(|_| has_level).map(Level::name),
        asked_of: question.asked_if.as_ref().map(|asked| AskedOf {
            words: line(&asked.words),
            expression: line(&asked.expression),
            inferred: asked.inferred,
        }),
        facts: facts(question, withheld.is_some()),
        withheld,
        figures,
        notes: notes(question),
        // The link to the question would lead to where it stands.
        warnings: notices(&warnings, around.places)
            .into_iter()
            .map(|notice| super::page::Notice { question: None, ..notice })
            .collect(),
        rows: below,
    }
}

fn withheld(
    question: &QuestionSummary,
    all_rows: bool,
    around: Surroundings<'_>,
) -> Option<String> {
    (question.withheld || all_rows).then(|| {
        format!(
            "Withheld: fewer than {} answered, and numbers of so few could point at a person.",
            people(around.min_base)
        )
    })
}

fn notes(question: &QuestionSummary) -> Vec<String> {
    let mut notes: Vec<String> = question.notes.iter().map(|note| line(note)).collect();
    if question.kind == Kind::Text {
        notes.push(
            "What people wrote is not shown here: words of one's own may tell who wrote them."
                .to_owned(),
        );
    }
    notes
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "Single choice",
        Kind::Checkbox => "Checkbox",
        Kind::Scale => "Ordered scale",
        Kind::Rating => "Rating",
        Kind::Number => "Number",
        Kind::Date => "Date",
        Kind::Text => "Free text",
        Kind::Grid => "Grid",
    }
}

fn facts(question: &QuestionSummary, withheld: bool) -> Vec<Term> {
    // How few were asked could point at a person as well.
    if withheld {
        return Vec::new();
    }
    let n = |term: &str, n: u64| Term::new(term, count(n as f64));
    let mut facts = vec![n("Asked", question.asked), n("Answered", question.answered)];
    if question.kind == Kind::Grid {
        return facts;
    }
    let mut more = |term: &str, n: u64| {
        if n > 0 {
            facts.push(Term::new(term, count(n as f64)));
        }
    };
    more("Ticked nothing", question.nothing_ticked.unwrap_or(0));
    let skipped =
        if question.nothing_ticked.is_some() { "Skipped" } else { "Skipped, or none applies" };
    more(skipped, question.skipped_or_none);
    more("Not asked", question.not_asked);
    facts.push(Term::new("Base", base(question)));
    if let Some(stats) = &question.stats {
        facts.extend(measures(stats));
    }
    facts
}

/// What shares are out of, in words.
fn base(question: &QuestionSummary) -> String {
    let n = count(question.base as f64);
    if question.base == question.answered {
        format!("{n} who answered")
    } else if question.base == question.asked {
        format!("{n} who were asked")
    } else {
        n
    }
}

fn measures(stats: &Stats) -> Vec<Term> {
    let own = |score: &Score| {
        Term::new(score.name, words::score(score.name, score.value, score.low, score.high))
    };
    let mut terms: Vec<Term> = stats.score.iter().map(own).collect();
    let mut add = |term: &str, value: Option<f64>, low, high| {
        if let Some(value) = value {
            terms.push(Term::new(term, estimate(value, low, high)));
        }
    };
    add("Median", stats.median, stats.median_low, stats.median_high);
    add("Mean", stats.mean, stats.mean_low, stats.mean_high);
    add("Standard deviation", stats.sd, None, None);
    if let Some((min, max)) = stats.min.zip(stats.max) {
        terms.push(Term::new("Range", format!("{} to {}", number(min), number(max))));
    }
    for (term, n) in [("Not one number", stats.inexact), ("No number", stats.unread)] {
        let n = n.map_or("some".to_owned(), |n| count(n as f64));
        if n != "0" {
            terms.push(Term::new(term, n));
        }
    }
    terms
}
