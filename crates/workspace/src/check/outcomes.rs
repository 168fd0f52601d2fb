//! Whether outcomes can be told: that they measure something, that data feeds it, and that nobody moved
//! the goal after the release.

use crate::Workspace;
use crate::problem::Problems;
use crate::product::FOLDER;
use jiff::civil::Date;
use paap_evidence::figure::{self, Fault};
use paap_product::metric::{Metric, Value};
use paap_product::outcome::{LOCK, Locked, Target, Unit, is_written};
use paap_product::roadmap::When;
use paap_product::{Named, Outcome, Product};
use paap_text::Problem;
use paap_text::yaml::At;

pub(super) fn outcomes(workspace: &Workspace, today: Date, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    for outcome in &product.outcomes {
        let file = format!("{FOLDER}/outcomes/{}.md", outcome.id);
        measured(workspace, product, outcome, &file, problems);
        locked(product, outcome, today, &file, problems);
    }
    for own in product.lock.all() {
        if !product.outcomes.iter().any(|outcome| outcome.id == own.outcome) {
            let message =
                format!("“{}” was fixed on {}, and is not there any more.", own.outcome, own.date);
            let help = "Write the outcome as it was: what did not come about is learned from, too. One that was never released goes with its line.";
            let file = format!("{FOLDER}/{LOCK}");
            problems.add(&file, Problem::error("lock-orphan", At::START, message).help(help));
        }
    }
}

fn measured(
    workspace: &Workspace,
    product: &Product,
    outcome: &Outcome,
    file: &str,
    problems: &mut Problems,
) {
    let target = Target::read(&outcome.target.name);
    if let Err(why) = &target {
        problems.add(file, Problem::error("target", outcome.target.at, why));
    }
    if let Err(why) = Metric::read(&outcome.metric.name) {
        problems.add(file, Problem::error("metric", outcome.metric.at, why));
        return;
    }
    sourced(outcome, file, problems);
    if wrong(workspace, outcome, file, problems) {
        return;
    }
    let before = match workspace.before(product, outcome) {
        Ok(before) => before,
        Err(why) => {
            let message = format!("No data feeds this metric. {why}");
            problems.add(file, Problem::warning("no-data", outcome.metric.at, message));
            return;
        }
    };
    if let Ok(target) = target
        && target.unit != before.unit
    {
        let message = match before.unit {
            Unit::Share => "The metric is a share, and the target is none: write it in per cent.",
            Unit::Own => "The target is a share, and the metric is none.",
        };
        problems.add(file, Problem::error("target", outcome.target.at, message));
    }
    let Some(baseline) = &outcome.baseline else { return };
    if matches!(before.value, Value::Number(_, None))
        || is_written(&baseline.value.name, before.number, before.unit)
    {
        return;
    }
    let now = match before.unit {
        Unit::Share => format!("{:.1}%", before.number * 100.0),
        Unit::Own => format!("{:.2}", before.number),
    };
    let message =
        format!("The baseline is written as {}, and is counted as {now}.", baseline.value.name);
    let help = "What it was before cannot change: find out what did, the events, the answers, or the metric.";
    problems.add(file, Problem::error("stale-baseline", baseline.value.at, message).help(help));
}

/// Says where a figure means nothing in the answers in which it is counted: they have no such question, or no
/// such answer. In the answers after the release that may only be because nobody gave it any more. Returns
/// whether it means nothing from the beginning.
fn wrong(workspace: &Workspace, outcome: &Outcome, file: &str, problems: &mut Problems) -> bool {
    let Ok(Metric::Figure(figure)) = Metric::read(&outcome.metric.name) else { return false };
    let Ok(expression) = figure::read(&figure) else { return false };
    let why = |own: &Named| -> Option<String> {
        let (study, source) = workspace.source(&own.name).ok()?;
        match figure::compute(&expression, Some(source), &study.sources()) {
            Err(Fault::Wrong(why)) => Some(format!("In {}: {why}", own.name)),
            _ => None,
        }
    };
    let before = outcome.baseline.as_ref().and_then(|own| own.source.as_ref());
    if let Some(why) = before.and_then(why) {
        problems.add(file, Problem::error("metric", outcome.metric.at, why));
        return true;
    }
    if let Some(why) = outcome.source.as_ref().and_then(why) {
        let help = "Where nobody gave the answer any more, name it in the questionnaire of that survey: nobody of so many is a number, too.";
        problems.add(file, Problem::warning("metric", outcome.metric.at, why).help(help));
    }
    false
}

/// Whether it says where a figure of answers is counted, before and now.
fn sourced(outcome: &Outcome, file: &str, problems: &mut Problems) {
    let Ok(Metric::Figure(_)) = Metric::read(&outcome.metric.name) else { return };
    if outcome.source.is_none() {
        let message = "Nothing says in which answers the metric is counted after the release.";
        let help = "Write `in: study/survey`; the survey may be one that is still to come.";
        problems.add(file, Problem::warning("no-source", outcome.metric.at, message).help(help));
    }
    if let Some(baseline) = outcome.baseline.as_ref().filter(|own| own.source.is_none()) {
        let message =
            "Nothing says in which answers the baseline was counted: it is taken as it is written.";
        let help = "Write `in: study/survey` into the baseline.";
        problems.add(file, Problem::warning("no-source", baseline.value.at, message).help(help));
    }
}

/// Whether what an outcome says was fixed before its release.
fn locked(product: &Product, outcome: &Outcome, today: Date, file: &str, problems: &mut Problems) {
    // What it was fixed for went out, whatever it names now.
    let of = product.lock.get(&outcome.id).and_then(|own| own.item.as_deref());
    let went_out = of.and_then(|item| product.released(item, today));
    let Some(released) = went_out.or_else(|| product.released(&outcome.item.name, today)) else {
        if let Some(lock) = product.lock.get(&outcome.id)
            && let Some(key) = lock.differs(outcome).first()
        {
            let message = format!("“{key}” is not what was fixed in {LOCK} on {}.", lock.date);
            let help = "`paap product review --lock` fixes it anew, as long as it is not released.";
            problems.add(file, Problem::warning("lock-changed", At::START, message).help(help));
        } else if product.lock.get(&outcome.id).is_none()
            && product.items.iter().any(|own| own.id == outcome.item.name && own.when == When::Now)
            && Locked::of(outcome, today).is_some()
        {
            let message = "People work on it, and what it should change is not fixed yet.";
            let help = "`paap product review --lock` fixes it; after the release nobody can.";
            problems.add(file, Problem::warning("not-locked", At::START, message).help(help));
        }
        return;
    };
    let Some(lock) = product.lock.get(&outcome.id) else {
        let message = format!(
            "It was released on {released}, and nothing fixed before says what it should change."
        );
        let help = "`paap product review --lock` fixes outcomes before their release. Afterwards, say below what was learned, and choose another metric for the next.";
        problems.add(file, Problem::error("not-locked", At::START, message).help(help));
        return;
    };
    if lock.date > released {
        let message = format!(
            "It was fixed on {}, after the release on {released}: whoever knows what came of it can choose what to promise.",
            lock.date
        );
        problems.add(file, Problem::warning("late-lock", At::START, message));
    }
    for key in lock.differs(outcome) {
        let at = match key {
            "item" => outcome.item.at,
            "metric" => outcome.metric.at,
            "target" => outcome.target.at,
            "review" => outcome.review.map_or(At::START, |own| own.1),
            "in" => outcome.source.as_ref().map_or(At::START, |own| own.at),
            _ => outcome.baseline.as_ref().map_or(At::START, |own| own.value.at),
        };
        let message = format!("“{key}” is not what was fixed in {LOCK} on {}.", lock.date);
        let help = "Write it as it was; a new promise is a new outcome.";
        problems.add(file, Problem::error("lock-changed", at, message).help(help));
    }
}
