//! What is published of the same people: at once, and after what was published before.

use crate::Workspace;
use crate::problem::{Filed, Problems};
use crate::published::{FOLDER, Published};
use crate::study::Study;
use paap_survey::Survey;
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::BTreeSet;

mod same;

/// What to do about answers that were published before.
const BEFORE: &str = "Publish when more answers have come; or take back everywhere what was published, and remove its file from published/.";

impl Workspace {
    /// Why of the surveys of a study nothing, or not all, may be published: because of what was published
    /// before, or of what the workspace would publish of the same people. `check` says it of all studies.
    pub fn unpublishable(&self, study: &str) -> Vec<Filed> {
        let mut problems = Problems::default();
        publications(self, &mut problems);
        let folder = format!("studies/{study}/");
        let torn = self.problems.iter().filter(|own| own.problem.code == "published").cloned();
        let all = torn.chain(problems.sorted());
        all.filter(|own| own.is_error() && own.file.starts_with(&folder)).collect()
    }
}

/// A survey whose answers are at hand.
struct AtHand<'a> {
    study: &'a Study,
    name: &'a str,
    survey: &'a Survey,
}

impl AtHand<'_> {
    fn file(&self) -> String {
        let file = self.study.surveys.get(self.name).and_then(|own| own.file.clone());
        file.unwrap_or_else(|| self.study.path("study.yaml"))
    }

    fn is(&self, study: &Study, published: &Published) -> bool {
        self.study.id == study.id && self.name == published.of.survey
    }
}

pub(super) fn publications(workspace: &Workspace, problems: &mut Problems) {
    let least = workspace.settings.least_cell;
    let all: Vec<AtHand<'_>> = workspace.studies.iter().flat_map(at_hand).collect();
    let records = || {
        let studies = workspace.studies.iter();
        studies.flat_map(|study| study.published.iter().map(move |own| (study, own)))
    };
    for own in &all {
        let is_bound = records().any(|(study, before)| own.is(study, before));
        let plan = own.study.plan.surveys.get(own.name);
        if !is_bound && plan.is_none_or(|plan| plan.cross.is_empty()) {
            continue;
        }
        let Some(public) = own.study.public(own.name, least) else { continue };
        if let Some(why) = &public.refused {
            let problem = Problem::error("published-before", At::START, why).help(BEFORE);
            problems.add(&own.file(), problem);
        }
        for (at, why) in &public.unmade {
            let problem = Problem::error("cross", *at, format!("This table cannot be made: {why}"));
            let help =
                "Take it out of `cross`, or name questions and answers that may be published.";
            problems.add(&own.study.path("study.yaml"), problem.help(help));
        }
    }
    for (study, before) in records() {
        let mut others = all.iter().filter(|own| !own.is(study, before));
        if let Some(own) = others.find(|own| before.is_of(own.survey)) {
            let message = format!(
                "The same answers were published on {} as “{}” of the study {}: under two names, nothing keeps one \
                 from being subtracted from the other.",
                before.of.date, before.of.survey, study.id
            );
            let help =
                "Remove them here; or rename the survey, and its files in published/ with it.";
            problems.add(&own.file(), Problem::error("same-people", At::START, message).help(help));
        }
    }
    for (at, own) in all.iter().enumerate() {
        let mut before = all.iter().take(at);
        if let Some(other) = before.find(|other| same::people(own.survey, other.survey, least)) {
            let message = format!(
                "These are the people of “{}” of the study {}: what is published of both can be subtracted, and gives away \
                 what few said.",
                other.name, other.study.id
            );
            let help = "Keep one of the two, with all questions; `where` in `cross` makes a table of some of the people.";
            problems.add(&own.file(), Problem::error("same-people", At::START, message).help(help));
        }
    }
    orphans(workspace, &all, problems);
}

fn at_hand(study: &Study) -> impl Iterator<Item = AtHand<'_>> {
    study.surveys.iter().filter_map(move |(name, answers)| {
        Some(AtHand { study, name, survey: answers.survey.as_ref()? })
    })
}

/// Files that say what was published of a survey that is not there, while another has none: it may be
/// the same under another name.
fn orphans(workspace: &Workspace, all: &[AtHand<'_>], problems: &mut Problems) {
    let is_new =
        |own: &&AtHand<'_>| !own.study.published.iter().any(|before| own.is(own.study, before));
    let Some(new) = all.iter().find(is_new) else { return };
    for study in &workspace.studies {
        let there: BTreeSet<&str> = study.surveys.keys().map(String::as_str).collect();
        let gone = study.published.iter().map(|own| own.of.survey.as_str());
        for name in gone.filter(|name| !there.contains(name)).collect::<BTreeSet<_>>() {
            let message = format!(
                "Something of a survey “{name}” was published, which is not there, and of “{}” of the study {} nothing: \
                 are these the same people?",
                new.name, new.study.id
            );
            let help = format!(
                "Where they are, call the files of “{name}” as the survey is called now, and `survey` in their first lines. \
                 Where they are not, name “{name}” under `surveys` of study.yaml, with who was asked."
            );
            let problem = Problem::error("published-orphan", At::START, message).help(help);
            problems.add(&study.path(&format!("{FOLDER}/{name}-1.jsonl")), problem);
        }
    }
}

#[cfg(test)]
mod tests;
