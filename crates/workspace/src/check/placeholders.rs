//! Words that stand for what somebody has yet to write: on a page they would look as if nobody cared.

use crate::Workspace;
use crate::problem::Problems;
use crate::tree::Tree;
use paap_text::Problem;
use paap_text::yaml::At;

/// Who was asked in a survey, as it stands in a new plan.
pub const ASKED: &str = "Write who was asked, and how.";

/// All such words that new files have.
pub const ALL: [&str; 5] = [
    ASKED,
    "Write who you are, and what your research is for.",
    "Write what a team can count on.",
    "What the study should find out, and what for.",
    "Say here what the initiative does.",
];

/// A new workspace has nothing else yet: there they are said once something else is there.
pub(super) fn placeholders(workspace: &Workspace, tree: &Tree, problems: &mut Problems) {
    let is_begun =
        workspace.studies.iter().any(|own| !own.surveys.is_empty() || !own.documents.is_empty())
            || workspace.product.as_ref().is_some_and(|own| !own.needs.is_empty());
    if !is_begun {
        return;
    }
    for (path, bytes) in &tree.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if !(path.ends_with(".yaml") || path.ends_with(".md")) {
            continue;
        }
        for (at, line) in text.lines().enumerate() {
            let own = line.trim_start();
            let own = own.strip_prefix("asked: ").unwrap_or(own);
            let Some(words) = ALL.into_iter().find(|words| own.starts_with(words)) else {
                continue;
            };
            let message =
                format!("“{words}” is still to be done, and would be published as it stands.");
            let at = At { line: at + 1, column: line.len() - line.trim_start().len() + 1 };
            let help = "Write your own words, or take the key out.";
            problems.add(path, Problem::warning("placeholder", at, message).help(help));
        }
    }
}
