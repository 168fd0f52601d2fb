//! Whether a need is called met where its outcomes say so, and only there.

use crate::Workspace;
use crate::problem::Problems;
use crate::product::FOLDER;
use jiff::civil::Date;
use paap_product::need::Status;
use paap_product::outcome::Verdict;
use paap_text::Problem;
use paap_text::yaml::At;

pub(super) fn met(workspace: &Workspace, today: Date, problems: &mut Problems) {
    let Some(product) = &workspace.product else { return };
    let reviews = workspace.reviews(today);
    let is_met = |outcome: &str| {
        let own = reviews.iter().find(|own| own.outcome == outcome);
        own.and_then(|own| own.verdict.as_ref()).is_some_and(|(own, _)| *own == Verdict::Met)
    };
    for need in &product.needs {
        // What came of what was done for it.
        let outcomes = product.outcomes_for(&need.id);
        let outcomes: Vec<(&str, bool)> =
            outcomes.map(|own| (own.id.as_str(), is_met(&own.id))).collect();
        let is_served = outcomes.iter().any(|(_, met)| *met);
        let file = format!("{FOLDER}/needs/{}.md", need.id);
        match need.status {
            Status::Met if !is_served => {
                let message = match outcomes.first() {
                    None => {
                        "It is called met, and no outcome is of what was done for it.".to_owned()
                    }
                    Some((name, _)) => {
                        format!("It is called met, and no outcome says so; {name} does not.")
                    }
                };
                let help =
                    "`paap product review` compares outcomes. Leave `status` out until one is met.";
                problems.add(&file, Problem::warning("not-met", At::START, message).help(help));
            }
            Status::Open if is_served && need.because.is_none() => {
                let met: Vec<&str> =
                    outcomes.iter().filter(|(_, met)| *met).map(|(name, _)| *name).collect();
                let message = format!("It is open, and the outcome {} was met.", met.join(", "));
                let help = "Write `status: met`; or say in `because` what is still missing.";
                problems.add(&file, Problem::warning("still-open", At::START, message).help(help));
            }
            Status::Open | Status::Met | Status::Declined => {}
        }
    }
}
