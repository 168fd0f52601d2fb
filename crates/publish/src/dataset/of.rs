//! The dataset of a study of a workspace.

use super::package::rows_path;
use super::words::digest;
use super::{
    About, Cell, Choices, Files, Licence, Line, Made, Part, Share, Table, dataset, from_survey,
};
use paap_analysis::interval::{CONFIDENCE, wilson};
use paap_privacy::disclosure::row::{Rules, protect};
use paap_survey::Survey;
use paap_text::problem::Problem;
use paap_text::yaml::At;
use paap_workspace::Workspace;
use paap_workspace::plan::Version;
use paap_workspace::public::{self, CrossTable, Public};
use paap_workspace::published::Published;
use paap_workspace::study::Study;
use std::sync::Arc;

/// The dataset of a study, as a version. `previous` are the files of the version before.
pub fn of(
    workspace: &Workspace,
    study: &Study,
    version: &Version,
    previous: Option<&Files>,
) -> Made {
    let least = workspace.settings.least_cell;
    let mut parts = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    let unpublishable = workspace.unpublishable(&study.id);
    problems.extend(unpublishable.into_iter().map(|own| own.problem));
    let mut publics = Vec::new();
    for (name, answers) in &study.surveys {
        let Some(survey) = &answers.survey else {
            let message =
                format!("The answers to “{name}” are not at hand: the dataset is without them.");
            problems.push(Problem::warning("not-at-hand", At::START, message));
            continue;
        };
        let Some(public) = study.public(name, least) else { continue };
        match part(study, name, survey, &public, least) {
            Ok(part) => parts.push(part),
            Err(why) => problems.push(Problem::error("dataset", At::START, why)),
        }
        publics.push((name.as_str(), public));
    }
    let mut made = dataset(&about(workspace, study, version), &parts, previous);
    made.problems.extend(problems);
    made.problems.extend(other_rows(study, &made.files, &publics));
    made
}

/// The SHA-256 of a survey's rows in a dataset; None where it has none.
pub fn rows_digest(files: &Files, survey: &str) -> Option<String> {
    files.get(&rows_path(survey)).map(|rows| digest(rows))
}

/// Rows that were published before as others: each person's row of then could be found among those of now.
fn other_rows(study: &Study, files: &Files, publics: &[(&str, Arc<Public>)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let help = "Publish tables only (`rows: false` in study.yaml), or take back the earlier version everywhere, and remove its file from published/.";
    for (name, public) in publics {
        let Some(rows) = rows_digest(files, name) else { continue };
        let mut before = study.published.iter().filter(|own| own.of.survey == *name);
        let other = |own: &&Published| own.of.rows.as_ref().is_some_and(|own| *own != rows);
        let other = before.find(other).map(|own| {
            format!(
                "Other rows of “{name}” were published on {}: whoever compares the two may find the same person in both, \
                 and reads in each what is blank in the other.",
                own.of.date
            )
        });
        let why = public.rows_refused.clone().into_iter().chain(other);
        problems.extend(why.map(|why| Problem::error("rows-before", At::START, why).help(help)));
    }
    problems
}

fn about(workspace: &Workspace, study: &Study, version: &Version) -> About {
    let settings = &workspace.settings;
    let id = settings.licence.clone().unwrap_or_default();
    let address = crate::site::licence(&id).to;
    About {
        name: study.id.clone(),
        title: study.plan.title.clone(),
        version: version.version.clone(),
        date: version.date.clone(),
        description: study.plan.aim.split_whitespace().collect::<Vec<_>>().join(" "),
        licence: Licence { title: id.clone(), id, address, text: None },
        authors: vec![settings.title.clone()],
        homepage: settings.address.clone(),
        contact: settings.contact.clone(),
        keywords: Vec::new(),
        changes: version.changes.clone(),
        least: settings.least_cell,
    }
}

fn part(
    study: &Study,
    name: &str,
    survey: &Survey,
    public: &Public,
    least: u64,
) -> Result<Part, String> {
    let plan = study.plan.surveys.get(name).cloned().unwrap_or_default();
    let publish = &study.plan.publish;
    let names = |list: &[(At, String)]| list.iter().map(|(_, name)| name.clone()).collect();
    let k = usize::try_from(publish.k).unwrap_or(usize::MAX).max(2);
    let choices = Choices {
        least,
        k,
        identifying: plan.identifying.as_deref().map(names),
        sensitive: names(&plan.sensitive),
        hidden: names(&plan.hidden),
        questionnaire: study.surveys.get(name).and_then(|own| own.questionnaire.as_ref()),
        apart: public.apart.clone(),
    };
    let answers = from_survey(survey, &choices).map_err(|why| why.to_string())?;
    let rules = Rules { k, ..Rules::default() };
    let questions = public.questions.iter().filter(|table| !table.rows.is_empty());
    let tables = questions.map(|table| question(survey, table));
    let crosses = public.crosses.iter().map(|table| cross(survey, table));
    let kept = public.kept;
    Ok(Part {
        name: name.to_owned(),
        title: plan.title.unwrap_or_else(|| name.to_owned()),
        asked: Some(plan.asked).filter(|text| !text.trim().is_empty()),
        when: plan.from.zip(plan.to),
        limits: Some(plan.limits).filter(|text| !text.trim().is_empty()),
        people: survey.people as u64,
        questions: answers.questions,
        rows: publish.rows.then(|| protect(&answers.rows, &rules)),
        tables: tables.chain(crosses).collect(),
        table_risk: Some(format!(
            "Of {} counts in the tables of single questions {} are shown; of those of {least} people and \
             more {} of {}. What is withheld is of fewer than {least} people, or would give such a count \
             away when tables are subtracted from each other.",
            kept.cells, kept.shown, kept.large_shown, kept.large,
        )),
        secret: answers.secret,
    })
}

fn cell(count: public::Count, base: public::Count) -> Cell {
    let Some(people) = count else { return Cell::Withheld };
    let share = base.filter(|base| *base > 0).and_then(|base| {
        let interval = wilson(people, base, CONFIDENCE)?;
        let share = people as f64 / base as f64;
        Some(Share { base, share, low: interval.low, high: interval.high })
    });
    Cell::Shown { people, share }
}

fn question(survey: &Survey, table: &public::Table) -> Table {
    let question = &survey.questions[table.question];
    let line = |row: &public::Row| Line {
        row: row.label.clone(),
        col: None,
        cell: cell(row.count, row.base),
    };
    Table {
        id: question.id.clone(),
        title: question.label.clone(),
        base: "Shares are out of those who answered.".to_owned(),
        row: question.label.clone(),
        col: None,
        lines: table.rows.iter().map(line).collect(),
    }
}

fn cross(survey: &Survey, table: &CrossTable) -> Table {
    let (row, col) = (&survey.questions[table.rows], &survey.questions[table.columns]);
    let mut lines = Vec::new();
    for ((label, _), cells) in table.row_heads.iter().zip(&table.cells) {
        for ((column, base), count) in table.column_heads.iter().zip(cells) {
            let cell = cell(*count, *base);
            lines.push(Line { row: label.clone(), col: Some(column.clone()), cell });
        }
    }
    let base = match &table.filter {
        Some(filter) => format!("Only {filter}. Shares are out of each column."),
        None => "Shares are out of each column.".to_owned(),
    };
    let filter = table.filter.as_ref().map_or(String::new(), |filter| {
        format!("-{}", &paap_interview::document::sha256(filter.as_bytes())[..8])
    });
    Table {
        id: format!("{}-by-{}{filter}", row.id, col.id),
        title: format!("{} by {}", row.label, col.label),
        base,
        row: row.label.clone(),
        col: Some(col.label.clone()),
        lines,
    }
}
