//! Words that stand for what somebody has yet to write: on a page they would look as if nobody cared.

use crate::Workspace;
use crate::problem::Problems;
use crate::tree::Tree;
use paap_text::Problem;
use paap_text::yaml::At;

/// Who was asked in a survey, as it stands in a new plan.
pub const ASKED: &str = "Write who was asked, and how.";

/// What a new insight claims.
pub const CLAIM: &str = "Write what they say, in a sentence.";

/// What a new need is called.
pub const TITLE: &str = "Write what they need, in a few words.";

/// The story of a new need.
pub const STORY: &str = "As a WHO, I need WHAT, so that WHAT FOR.";

/// All such words that new files have.
const ALL: [&str; 8] = [
    ASKED,
    CLAIM,
    TITLE,
    STORY,
    "Write who you are, and what your research is for.",
    "Write what a team can count on.",
    "What the study should find out, and what for.",
    "Say here what the initiative does.",
];

/// A new workspace has nothing else yet: there they are said once something else is there.
pub(super) fn unwritten(workspace: &Workspace, tree: &Tree, problems: &mut Problems) {
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
        for (number, line) in text.lines().enumerate() {
            let Some((words, at)) =
                ALL.into_iter().find_map(|words| Some((words, line.find(words)?)))
            else {
                continue;
            };
            let column = line.get(..at).map_or(1, |before| before.chars().count() + 1);
            let message = format!("Still to be written: “{words}”");
            let at = At { line: number + 1, column };
            problems.add(path, Problem::warning("unwritten", at, message));
        }
    }
}
