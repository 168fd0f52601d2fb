//! Whether needs can be ranked: that the formula means something, and that what is counted can be.

use crate::Workspace;
use crate::problem::Problems;
use crate::product::FOLDER;
use paap_analysis::expression::ExpressionError;
use paap_product::Need;
use paap_product::customer::Among;
use paap_product::need::Status;
use paap_product::priority::{Counted, Formula};
use paap_text::Problem;
use paap_text::yaml::At;

/// What can be counted.
const COUNTED: &str = "Write count(…) or share(…) as `figure`, and where it is counted as `in`: study/survey, study/interviews or customers. `paap cite` tries a figure.";

pub(super) fn priorities(workspace: &Workspace, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    if let Some((score, at)) = &product.platform.score
        && let Err(why) = Formula::read(score)
    {
        problems.add(&format!("{FOLDER}/product.yaml"), wrong(&why, *at));
    }
    let score = product.platform.score.as_ref().map_or("rice", |(score, _)| score);
    let formula = Formula::read(score).ok();
    let among = Among::of(product);
    for need in &product.needs {
        let file = format!("{FOLDER}/needs/{}.md", need.id);
        let counted = |measure| (measure, workspace.count(measure, &among));
        for (measure, counted) in need.measures().map(counted) {
            if let Err(message) = counted {
                let problem = Problem::error("measure", measure.at, message);
                problems.add(&file, problem.help(COUNTED));
            }
        }
        if let Some(reach) = &need.reach
            && workspace.count(reach, &among).is_ok_and(|own| own.is_share)
        {
            let message = "This is a share, and must be a number: of how many it is.";
            let problem = Problem::error("measure", reach.at, message);
            problems.add(&file, problem.help("Write count(…) instead of share(…)."));
        }
        for share in [&need.importance, &need.satisfaction].into_iter().flatten() {
            let whole = |own: Counted| own.range.high > 1.0;
            if workspace.count(share, &among).is_ok_and(whole) {
                let message = "This is a number of people, and must be a share of them.";
                let problem = Problem::error("measure", share.at, message);
                problems.add(&file, problem.help("Write share(…) instead of count(…)."));
            }
        }
        if let Some(formula) = formula.as_ref().filter(|_| need.status == Status::Open) {
            unjudged(need, formula, &file, problems);
        }
        if need.status == Status::Open && need.reach.is_none() && need.importance.is_none() {
            let message = "Nothing says how many people this need is of.";
            let help = "Add `reach`, such as {figure: count(q4 = \"Yes\"), in: study/survey}, or count teams: {figure: count(size > 0), in: customers}.";
            problems.add(&file, Problem::warning("no-reach", At::START, message).help(help));
        }
    }
}

/// What is judged in a score, and is not said of a need.
fn unjudged(need: &Need, formula: &Formula, file: &str, problems: &mut Problems) {
    let judged = [
        ("impact", need.impact),
        ("effort", need.effort),
        ("duration", need.duration),
        ("cost-of-delay", need.cost_of_delay),
    ];
    let used = formula.inputs();
    let missing: Vec<&str> = judged
        .into_iter()
        .filter(|(name, own)| own.is_none() && used.contains(name))
        .map(|(name, _)| name)
        .collect();
    if !missing.is_empty() {
        let message = format!("It has no place: nothing says its {}.", missing.join(" and "));
        let help = "Judge it, and write it between the lines of ---.";
        problems.add(file, Problem::warning("no-score", At::START, message).help(help));
    }
}

/// A fault in an expression that stands in a file.
pub(super) fn wrong(why: &ExpressionError, at: At) -> Problem {
    Problem::error("expression", at, why.to_string())
}
