//! Everything that is broken, missing, unsafe or stale in a workspace.

mod chain;
mod codings;
mod exposed;
mod happened;
mod insights;
mod links;
mod met;
mod outcomes;
pub mod personal;
mod places;
mod plans;
mod priorities;
mod publications;
pub mod unwritten;

use crate::Workspace;
use crate::problem::{Filed, Problems};
use crate::reviewed::{self, Reviewed};
use crate::study;
use crate::tree::Tree;
use paap_evidence::quotation::allows_transcript;
use paap_text::Problem;
use paap_text::yaml::At;

pub use insights::Proved;

/// What a workspace is checked with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day of the check, as `2026-11-26`.
    pub today: String,
    /// How many threads may work at once.
    pub threads: usize,
}

/// What was found.
pub struct Check {
    /// All problems, in the order of files and lines.
    pub problems: Vec<Filed>,
    /// Every insight, and what of its evidence could be proved, in the order of studies and files.
    pub insights: Vec<Proved>,
}

impl Check {
    /// How many problems fail the check.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.is_error()).count()
    }
}

impl Workspace {
    /// Checks everything. `tree` is what the workspace was read from.
    pub fn check(&self, tree: &Tree, options: &Options) -> Check {
        let mut problems = Problems(self.problems.clone());
        exposed::secrets(tree, &mut problems);
        exposed::sealed(tree, &mut problems);
        exposed::retention(self, tree, &options.today, &mut problems);
        plans::plans(self, &options.today, &mut problems);
        publications::publications(self, &mut problems);
        codings::codings(self, tree, &mut problems);
        links::links(tree, &mut problems);
        places::places(tree, &mut problems);
        unwritten::unwritten(self, tree, &mut problems);
        self.reviewed(tree, &mut problems);
        priorities::priorities(self, &mut problems);
        personal::personal(self, &mut problems);
        let insights = insights::insights(self, options, &mut problems);
        if let Ok(today) = options.today.parse() {
            chain::chain(self, &insights, today, &mut problems);
            outcomes::outcomes(self, today, &mut problems);
            met::met(self, today, &mut problems);
            happened::to_come(self, today, &mut problems);
        }
        happened::happened(self, &mut problems);
        Check { problems: problems.sorted(), insights }
    }

    /// Transcripts that nobody attested to have passed the release gate.
    fn reviewed(&self, tree: &Tree, problems: &mut Problems) {
        for study in &self.studies {
            let file = study.path(reviewed::FILE);
            let text = study::text(tree, &file, problems).unwrap_or_default();
            let (reviewed, wrong) = Reviewed::read(text);
            for line in wrong {
                let message = "This line is no SHA-256, two blanks and a path.";
                problems.add(&file, Problem::error("reviewed", At { line, column: 1 }, message));
            }
            for (id, document) in &study.documents {
                let name = format!("transcripts/{id}.md");
                let path = study.path(&name);
                if study.plan.publish.transcripts
                    && !study.plan.withdrawn.contains(id)
                    && !allows_transcript(document.about.consent.as_deref())
                {
                    let message = "The plan shows whole transcripts, and this participant did not agree to that: only what is quoted is shown.";
                    let help = "Where they did agree, write `consent: quotes and transcript without name`.";
                    let problem = Problem::warning("transcript-consent", At::START, message);
                    problems.add(&path, problem.help(help));
                }
                let bytes = tree.files.get(&path).map(Vec::as_slice).unwrap_or_default();
                if !reviewed.covers(&name, bytes) {
                    let message =
                        "Nobody attested that this transcript, as it is now, names nobody.";
                    let help = "A lead, with sealed/ at hand, runs `paap interview redact STUDY --check` and then `paap check --attest`.";
                    problems
                        .add(&path, Problem::error("not-reviewed", At::START, message).help(help));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
