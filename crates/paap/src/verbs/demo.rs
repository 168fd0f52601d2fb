//! `paap demo`: the main job on the example that the project ships.

mod interviews;
mod workspace;

use super::report;
use super::workspace::publish;
use crate::args::DemoArgs;
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::number;
use crate::show::text::wrap;
use paap_files::{Folder, Identity};
use paap_survey::view::{Associations, Compare, Level, Stats, Summary};
use paap_survey::{Kind, ReadOptions, ScopeOptions, Survey};
use paap_workspace::Workspace;
use paap_workspace::check::Options;
use std::collections::BTreeMap;
use std::io::Cursor;

/// The survey of the fictional platform Harbour: 124 made-up people.
const ANSWERS: &[u8] = include_bytes!("../../../../examples/harbour/survey.csv");
const TITLE: &str = "Harbour: what its users say";

/// Who is compared with the rest in the demo.
const GROUP: &str = "q5 = \"Golden-path templates (service, job, front end)\"";

/// The report on the survey, beside the workspace.
const REPORT: &str = "survey.html";

/// How wide the text is.
const WIDTH: usize = 78;

pub(crate) fn run(args: &DemoArgs) -> Result<Outcome, Error> {
    let defect = |why: String| Error::Internal(why);
    let survey = Survey::read(&mut Cursor::new(ANSWERS), &ReadOptions::default())
        .map_err(|why| defect(why.to_string()))?;
    let scope = survey.scope(&ScopeOptions::default()).map_err(Error::Scope)?;
    let summary = survey.summary(&scope);
    let compare = survey.compare(&scope, GROUP, None).map_err(Error::Scope)?;
    let associations = survey.associations(&scope).map_err(Error::Scope)?;
    let (page, warnings) = report::page(&survey, &scope, TITLE, true)?;

    let mut lines = vec![
        format!("{TITLE} (synthetic: the company, its platform and its people are made up)"),
        format!(
            "{} people, {} questions, read from a {} export; {} oddities are named in the report.",
            summary.respondents,
            summary.questions.iter().filter(|question| question.grid.is_none()).count(),
            summary.source.tool,
            warnings.len(),
        ),
        String::new(),
    ];
    scores(&summary, &mut lines);
    differences(&compare, &mut lines);
    together(&associations, &mut lines);
    interviews::lines(&mut lines)?;
    let place = std::path::absolute(&args.output).unwrap_or_else(|_| args.output.clone());
    let files =
        workspace::FILES.iter().map(|(name, bytes)| (format!("workspace/{name}"), bytes.to_vec()));
    let mut all: BTreeMap<String, Vec<u8>> = files.collect();
    all.insert(REPORT.to_owned(), page.into_bytes());
    paap_files::output::folder(&place.join("example"), &all)?;
    let folder = Folder::open(&place.join("example/workspace"), Identity::default())?;
    let (site, _) = publish::made(&folder, false)?
        .map_err(|errors| defect(format!("{errors} errors in the example")))?;
    paap_files::output::folder(&place.join("site"), &site)?;
    lines.push(claims(&folder)?);
    lines.push(String::new());
    for (what, name) in [
        ("The workspace, plain files to look at and change", "example/workspace"),
        ("The report on the survey, a chart and a table for every question", "example/survey.html"),
        ("The site", "site/index.html"),
    ] {
        lines.push(format!("{what}: {}", place.join(name).display()));
    }
    lines.push(String::new());
    lines
        .push("Go on with files of your own: paap init DIR, paap survey inspect EXPORT".to_owned());
    let text: Vec<String> = lines.iter().map(|line| wrapped(line)).collect();
    output::print(&(text.join("\n") + "\n"))?;
    match args.no_serve {
        true => Ok(Outcome::Done),
        false => publish::serve(site, args.port),
    }
}

/// What was proved of the claims of the example, in a sentence.
fn claims(folder: &Folder) -> Result<String, Error> {
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, 1);
    let check = workspace.check(&tree, &Options { today: clock::today(), threads: 1 });
    let pieces: usize = check.insights.iter().map(|one| one.proof.standing.verified).sum();
    let claims = check.insights.len();
    Ok(format!(
        "The workspace of both: {claims} claims, whose {pieces} quotations and figures were found word for \
         word and computed again. Change a word of one, and `paap check` fails at its line."
    ))
}

/// A line, wrapped; what belongs to a bullet is set in.
fn wrapped(line: &str) -> String {
    let indent = if line.starts_with("  ") { "    " } else { "" };
    let first = if indent.is_empty() { "" } else { "  " };
    let lines = wrap(line.trim_start(), WIDTH - indent.len(), 100).join(&format!("\n{indent}"));
    format!("{first}{lines}")
}

/// A corrected probability, as in `q = 0.012` or `q < 0.001`.
fn q(value: f64) -> String {
    let text = number::probability(value);
    match text.strip_prefix('<') {
        Some(bound) => format!("< {bound}"),
        None => format!("= {text}"),
    }
}

fn scores(summary: &Summary, lines: &mut Vec<String>) {
    for question in &summary.questions {
        let Some(stats) = &question.stats else { continue };
        if let Some(score) = stats.score.as_ref().filter(|score| score.name == "NPS") {
            let interval = match (score.low, score.high) {
                (Some(low), Some(high)) => format!(" ({})", number::range(low, high, true)),
                _ => String::new(),
            };
            lines.push(format!(
                "Would they recommend it? {} {}{interval}, from {} answers to {}.",
                score.name,
                number::signed(score.value),
                stats.n,
                question.id,
            ));
            lines.push(String::new());
        }
    }
}

fn differences(compare: &Compare, lines: &mut Vec<String>) {
    lines.push(format!(
        "Those who use the golden-path templates ({} people) against the rest ({}):",
        compare.group.people, compare.against.people,
    ));
    let median = |stats: &Stats| stats.median.map_or("?".to_owned(), number::figure);
    let numbers = compare.questions.iter().filter_map(|question| {
        let numbers = question.numbers.as_ref()?;
        // A median of words would need its word.
        let plain = matches!(question.kind, Kind::Number | Kind::Rating);
        (plain && numbers.level == Level::Finding).then_some((question, numbers))
    });
    for (question, numbers) in numbers {
        lines.push(format!(
            "  {} {} Median {} against {} (q {}).",
            question.id,
            question.label,
            median(&numbers.stats),
            median(&numbers.against),
            q(numbers.q.unwrap_or(1.0)),
        ));
    }
    lines.push(format!(
        "  {} of {} comparisons are findings; the others are signals at most.",
        compare.findings, compare.comparisons,
    ));
    lines.push(String::new());
}

fn together(associations: &Associations, lines: &mut Vec<String>) {
    lines.push(format!(
        "What goes together, of {} pairs of answers, corrected for having looked at all of them:",
        associations.tested,
    ));
    for pair in associations.pairs.to_read().filter(|pair| pair.q <= 0.05).take(5) {
        let (with, rest) = (pair.a.count, pair.n - pair.a.count);
        let share = |count: u64, of: u64| number::percent(count as f64 / of.max(1) as f64);
        lines.push(format!(
            "  {}: of those who say “{}” in {}, {} say “{}” in {}; of the rest {} (q {}).",
            pair.level.name(),
            pair.a.option,
            pair.a.question,
            share(pair.both, with),
            pair.b.option,
            pair.b.question,
            share(pair.b.count - pair.both, rest),
            q(pair.q),
        ));
    }
    lines.push(String::new());
}
