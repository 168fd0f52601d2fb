//! Whether a study's plan names what there is: personas, codes, questions.

use crate::Workspace;
use crate::plan::SurveyPlan;
use crate::problem::Problems;
use crate::study::Study;
use paap_evidence::hypothesis;
use paap_survey::Survey;
use paap_text::yaml::At;
use paap_text::{Problem, shape};
use std::collections::BTreeSet;

pub(super) fn plans(workspace: &Workspace, today: &str, problems: &mut Problems) {
    for study in &workspace.studies {
        let file = study.path("study.yaml");
        for (name, plan) in &study.plan.surveys {
            to_come(&file, name, plan, today, study.surveys.contains_key(name), problems);
            if let Some(survey) =
                study.surveys.get(name).and_then(|answers| answers.survey.as_ref())
            {
                questions(&file, survey, plan, problems);
                days(&file, survey, plan, problems);
                ended(&file, name, survey, plan, problems);
            }
        }
        let undescribed =
            study.surveys.keys().filter(|name| !study.plan.surveys.contains_key(*name));
        for name in undescribed {
            let message = format!("The plan says nothing of the survey “{name}”.");
            let problem = Problem::warning("undescribed-survey", At::START, message);
            let help = format!(
                "Write `{name}:` under `surveys`, with who was asked, and from when to when: by that \
                 verdicts know what is exploratory."
            );
            problems.add(&file, problem.help(help));
        }
        for id in &study.plan.withdrawn {
            if study.documents.contains_key(id) || study.sealed.contains(id) {
                let message = format!(
                    "The participant of “{id}” withdrew, and the interview is still there."
                );
                let problem = Problem::error("withdrawn", At::START, message);
                let help = "Delete the transcript, the originals and the codings, also from the history of git and from copies. Nothing of it is counted or shown.";
                problems.add(&file, problem.help(help));
            }
        }
        let sources = study.sources();
        for one in &study.plan.hypotheses {
            problems.all(&file, hypothesis::check(one, &sources));
            if one.date.as_str() > today && shape::is_date(&one.date) {
                let message = format!("The test of “{}” is dated in the future.", one.id);
                let problem = Problem::error("hypothesis-future", one.date_at, message);
                problems.add(&file, problem.help("Write the day on which the test was fixed."));
            }
        }
        personas(workspace, study, problems);
    }
}

/// Personas that nobody has described: a page about them would say nothing.
fn personas(workspace: &Workspace, study: &Study, problems: &mut Problems) {
    let known: BTreeSet<&str> = workspace
        .settings
        .personas
        .keys()
        .chain(study.plan.personas.keys())
        .map(String::as_str)
        .collect();
    if known.is_empty() {
        return;
    }
    let is_unknown = |name: &str| !known.contains(name);
    let there = known.iter().copied().collect::<Vec<_>>().join(", ");
    let mut add = |file: &str, at: At, name: &str| {
        let message = format!("No persona is called “{name}”.");
        let problem = Problem::error("unknown-persona", at, message);
        problems.add(
            file,
            problem.help(format!("There are {there}: paap.yaml and study.yaml describe them.")),
        );
    };
    for insight in &study.insights {
        let file = study.path(&format!("insights/{}.md", insight.id));
        insight
            .personas
            .iter()
            .filter(|name| is_unknown(name))
            .for_each(|name| add(&file, insight.personas_at, name));
    }
    for one in &study.plan.hypotheses {
        let named = one.personas.iter().filter(|name| is_unknown(name));
        named.for_each(|name| add(&study.path("study.yaml"), one.at, name));
    }
    for (id, document) in &study.documents {
        let named = document.about.persona.iter().filter(|name| is_unknown(name));
        named.for_each(|name| add(&study.path(&format!("transcripts/{id}.md")), At::START, name));
    }
}

/// A last day that is still to come, of answers that are there: they would be new for ever.
fn to_come(
    file: &str,
    name: &str,
    plan: &SurveyPlan,
    today: &str,
    is_there: bool,
    problems: &mut Problems,
) {
    let Some(to) = plan.to.as_deref().filter(|to| shape::is_date(to) && *to > today) else {
        return;
    };
    if is_there {
        let message =
            format!("The answers to “{name}” are there, and its last day, {to}, is to come.");
        let help = "Write the day of the last answer; while it runs, leave `to` out.";
        problems.add(file, Problem::warning("late-to", At::START, message).help(help));
    }
}

/// A last day after which people answered: answers came in that the plan does not know of.
fn ended(file: &str, name: &str, survey: &Survey, plan: &SurveyPlan, problems: &mut Problems) {
    let (Some(to), Some(last)) = (plan.to.as_deref(), survey.last_day()) else { return };
    if shape::is_date(to) && days_between(to, last) > 1 {
        let message = format!(
            "The survey “{name}” is said to end on {to}, and its last answer is of {last}."
        );
        let help = "Write the day of the last answer: by it evidence is fresh, and people were asked again.";
        problems.add(file, Problem::warning("early-to", At::START, message).help(help));
    }
}

/// A first day that is after the first answer: what was tested after the answers were in would look as
/// if it had been tested before.
fn days(file: &str, survey: &Survey, plan: &SurveyPlan, problems: &mut Problems) {
    let (Some(from), Some(at), Some(first)) = (&plan.from, plan.from_at, survey.first_day()) else {
        return;
    };
    if !shape::is_date(from) || from.as_str() <= first {
        return;
    }
    let message = format!(
        "The survey is said to begin on {from}, and its first answer is of {first}. Tests are held against the earlier day."
    );
    // Where the export's clock is another one than the plan's, the day may be the one before.
    let problem = match days_between(first, from) {
        1 => Problem::warning("late-from", at, message),
        _ => Problem::error("late-from", at, message),
    };
    problems.add(
        file,
        problem.help("Write the day of the first answer. Answers from trying the survey out do not belong into its file."),
    );
}

/// How many days lie between two, as the calendar has it.
fn days_between(one: &str, other: &str) -> i64 {
    let number = |day: &str| -> Option<i64> {
        let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        // Howard Hinnant's days from civil: years begin in March, so that the leap day is their last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let of_year = (153 * month + 2) / 5 + day;
        Some(
            365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year,
        )
    };
    number(other).zip(number(one)).map_or(i64::MAX, |(other, one)| other - one)
}

/// Questions that the survey does not have.
fn questions(file: &str, survey: &Survey, plan: &SurveyPlan, problems: &mut Problems) {
    let lists = [plan.identifying.as_deref().unwrap_or_default(), &plan.sensitive, &plan.hidden];
    let listed = lists.into_iter().flatten().map(|(at, name)| (*at, name.as_str()));
    let crossed =
        plan.cross.iter().flat_map(|one| [(one.at, one.rows.as_str()), (one.at, &one.cols)]);
    for (at, name) in listed.chain(crossed) {
        if let Err(why) = survey.named(name) {
            problems.add(file, Problem::error("unknown-question", at, why.to_string()));
        }
    }
}
