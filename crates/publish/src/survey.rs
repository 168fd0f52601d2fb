//! The survey report: every question answered honestly, on one page that stands on its own.

mod about;
mod anchors;
mod figures;
mod findings;
mod grid;
mod headline;
mod methods;
pub(crate) mod page;
#[cfg(test)]
#[path = "../examples/report/sample.rs"]
mod sample;
mod section;
pub(crate) mod style;
#[cfg(test)]
mod tests;
mod warnings;

use std::collections::HashMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use paap_survey::Kind;
use paap_survey::view::{Associations, Inspect, QuestionSummary, Summary, SurveyScore};

use crate::PublishError;
use crate::words::{self, clip, confidence, line, people, plural};
use anchors::Anchors;
use figures::Setting;
use page::{Page, Section, Term};
use section::Surroundings;
use warnings::Places;

/// Longer labels are cut where they name a score.
const LABEL: usize = 60;

/// With more questions than this the index is folded at first.
const OPEN_INDEX: usize = 12;

const TEMPLATES: [(&str, &str); 4] = [
    ("report.html", include_str!("../templates/report.html")),
    ("question.html", include_str!("../templates/question.html")),
    ("about.html", include_str!("../templates/about.html")),
    ("parts.html", include_str!("../templates/parts.html")),
];

/// What the report is made of. The views must be of the same file.
#[derive(Debug, Clone, Copy)]
pub struct SurveyReport<'a> {
    /// The page's heading, usually the survey's name.
    pub title: &'a str,
    /// The answers are invented: the page says so at its top.
    pub synthetic: bool,
    /// What the file is.
    pub inspect: &'a Inspect,
    /// Every question's numbers.
    pub summary: &'a Summary,
    /// What goes together, where that was looked for.
    pub associations: Option<&'a Associations>,
    /// What made the page, such as `paap 0.1.0`. No time: the same input makes the same page.
    pub made: &'a str,
}

/// One HTML page: it loads nothing, runs no script, and says the same in light, dark and print.
///
/// Answers in people's own words are never on it, nor values of the columns kept apart.
///
/// # Errors
/// [`PublishError::Template`] where a template and its context disagree; no data can cause it.
pub fn survey_report(report: &SurveyReport<'_>) -> Result<String, PublishError> {
    render(&page(report))
}

fn render(page: &Page) -> Result<String, PublishError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A tag alone on its line leaves nothing behind.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    environment.set_syntax(syntax);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment.get_template("report.html")?.render(Value::from(Serde(page)))?)
}

fn page(report: &SurveyReport<'_>) -> Page {
    let summary = report.summary;
    let views = [&report.inspect.warnings, &summary.warnings].into_iter();
    let views = views.chain(report.associations.map(|found| &found.warnings));
    let warnings = warnings::distinct(views.map(Vec::as_slice));
    let mut anchors = Anchors::default();
    let anchors: Vec<String> = summary.questions.iter().map(|q| anchors.take(&q.id)).collect();
    let mut places = Places::new();
    for (question, anchor) in summary.questions.iter().zip(&anchors) {
        places.entry(&question.id).or_insert_with(|| anchor.clone());
    }
    let confidence = confidence(summary.confidence);
    let setting = Setting { weighted: summary.weights.is_some(), confidence: &confidence };
    let around =
        Surroundings { setting, min_base: summary.min_base, warnings: &warnings, places: &places };
    let outline = outline(&summary.questions, &anchors);
    let index = outline
        .iter()
        .map(|(question, anchor, rows)| headline::entry(question, rows.len(), anchor));
    let sections: Vec<Section> = outline
        .iter()
        .map(|(question, anchor, rows)| section::section(question, anchor, rows, around))
        .collect();
    let style = style::sheet();
    Page {
        title: line(report.title),
        synthetic: report.synthetic,
        made: line(report.made),
        policy: style::policy(&style),
        style,
        summary: facts(report, sections.len()),
        scope: about::scope(summary),
        reading: reading(&confidence),
        findings: findings::findings(summary, report.associations, &places),
        scores: summary.scores.iter().map(|own| score(own, summary)).collect(),
        index: index.collect(),
        index_open: sections.len() <= OPEN_INDEX,
        sections,
        associations: report.associations.map(|found| findings::part(found, &confidence)),
        about: about::about(report, &warnings, &places),
    }
}

type Outlined<'a> = (&'a QuestionSummary, &'a str, Vec<(&'a QuestionSummary, &'a str)>);

/// The questions in their order, a grid's rows under their grid. A row whose grid is not there
/// stands for itself.
fn outline<'a>(questions: &'a [QuestionSummary], anchors: &'a [String]) -> Vec<Outlined<'a>> {
    let mut outline: Vec<Outlined<'a>> = Vec::new();
    let mut grids: HashMap<&str, usize> = HashMap::new();
    for (question, anchor) in questions.iter().zip(anchors) {
        let grid = question.grid.as_deref().and_then(|grid| grids.get(grid));
        match grid {
            Some(index) => outline[*index].2.push((question, anchor)),
            None => {
                if question.kind == Kind::Grid {
                    grids.entry(&question.id).or_insert(outline.len());
                }
                outline.push((question, anchor, Vec::new()));
            }
        }
    }
    outline
}

/// `22 people`, `35 questions`, `Google Forms`, `22 rows of answers`.
fn facts(report: &SurveyReport<'_>, questions: usize) -> Vec<String> {
    let source = &report.inspect.source;
    vec![
        people(findings::counted(report.summary)),
        plural(questions as u64, "question", "questions"),
        source.tool.to_owned(),
        plural(report.inspect.respondents, "row of answers", "rows of answers"),
    ]
}

fn score(score: &SurveyScore, summary: &Summary) -> Term {
    let value = words::score(score.name, score.value, score.low, score.high);
    let of = score.questions.iter().map(|id| line(id)).collect::<Vec<_>>().join(", ");
    let text =
        format!("{value}, of the {} who answered {of}. {}", people(score.n), line(score.source));
    // Several questions may have the same score: what each is of tells them apart.
    let label = match &score.questions[..] {
        [one] => summary.questions.iter().find(|question| question.id == *one),
        _ => None,
    };
    let name = match label {
        Some(question) => format!("{}: {}", line(score.name), clip(&line(&question.label), LABEL)),
        None => line(score.name),
    };
    Term::new(name, text.trim_end_matches('.').to_owned() + ".")
}

fn reading(confidence: &str) -> Vec<Term> {
    vec![
        Term::new(
            "Share and base",
            "A share is the part of the base that gave an answer; the base is everyone the share \
             is out of, as a rule those who answered the question.",
        ),
        Term::new(
            "Interval",
            format!(
                "The line across a bar, and the range in brackets, is the {confidence} interval: \
                 it says how far a share may be off because only some people were asked."
            ),
        ),
        Term::new(
            "Finding or signal",
            "A finding rests on enough people, and is sure enough, to act on; a signal, drawn as \
             an outline, is a hint worth asking more people about.",
        ),
    ]
}
