//! The proof of every insight.

use super::Options;
use crate::Workspace;
use crate::problem::Problems;
use crate::study::Study;
use paap_evidence::figure::{self, INTERVIEWS};
use paap_evidence::insight::{Piece, Status};
use paap_evidence::lock::Lock;
use paap_evidence::prove::{self, Against};
use paap_evidence::quotation::Library;
use paap_evidence::{Insight, Sources};
use paap_survey::ScopeOptions;
use paap_text::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// An insight, and what of its evidence could be proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Proved {
    /// The study's id.
    pub study: String,
    /// The insight's id.
    pub insight: String,
    /// The file's path in the workspace.
    pub file: String,
    /// What could be proved, piece by piece.
    pub proof: prove::Proved,
    /// Whether something in the file fails the check.
    pub fails: bool,
}

impl Study {
    /// What the evidence of this study is proved against.
    pub fn sources(&self) -> Sources<'_> {
        let documents = self.documents.iter().map(|(id, document)| (id.as_str(), document));
        Sources {
            documents: documents.collect(),
            paths: self.paths.iter().map(|(id, path)| (id.as_str(), path.as_str())).collect(),
            sealed: self.sealed.iter().map(String::as_str).collect(),
            withdrawn: self.plan.withdrawn.iter().map(String::as_str).collect(),
            surveys: self
                .surveys
                .iter()
                .map(|(name, answers)| (name.as_str(), answers.survey.as_ref()))
                .collect(),
            personas: self.plan.personas.keys().map(String::as_str).collect(),
            asked: self
                .plan
                .surveys
                .iter()
                .map(|(name, own)| (name.as_str(), own.personas.as_slice()))
                .collect(),
            began: self.began(),
            coded: self.coded.as_ref(),
        }
    }
}

impl Study {
    /// The day of each survey's first answer: the plan's, or the answers' own where they are at hand and
    /// say an earlier one. What a plan says makes no test older than it is.
    fn began(&self) -> BTreeMap<&str, &str> {
        let planned = self.plan.surveys.iter();
        let planned = planned.filter_map(|(name, own)| Some((name.as_str(), own.from.as_deref()?)));
        let mut began: BTreeMap<&str, &str> = planned.collect();
        for (name, answers) in &self.surveys {
            let first = answers.survey.as_ref().and_then(|survey| survey.first_day());
            if let Some(first) = first {
                let day = began.entry(name).or_insert(first);
                *day = (*day).min(first);
            }
        }
        began
    }
}

pub(super) fn insights(
    workspace: &Workspace,
    options: &Options,
    problems: &mut Problems,
) -> Vec<Proved> {
    let mut all = Vec::new();
    for study in &workspace.studies {
        let sources = study.sources();
        let nothing = Lock::default();
        let lock = study.lock.as_ref().unwrap_or(&nothing);
        let proved = proved(study, &sources, lock, options);
        for (insight, proof) in study.insights.iter().zip(proved) {
            let file = study.path(&format!("insights/{}.md", insight.id));
            problems.all(&file, proof.problems.iter().cloned());
            if let Some(problem) = unknown_hypothesis(study, insight) {
                problems.add(&file, problem);
            }
            let (study, insight) = (study.id.clone(), insight.id.clone());
            all.push(Proved { study, insight, file, proof, fails: false });
        }
        withheld(workspace, study, problems);
        if study.lock.is_some() {
            let file = study.path("evidence.lock");
            let digest = |source: &str, salt: &str| {
                figure::digest(Some(source), salt.as_bytes(), &sources).ok()
            };
            problems.all(&file, lock.check(&study.needed(), digest));
        }
    }
    let failing: BTreeSet<&str> =
        problems.0.iter().filter(|one| one.is_error()).map(|one| one.file.as_str()).collect();
    for one in &mut all {
        one.fails = failing.contains(one.file.as_str());
    }
    all
}

/// Figures that must not be said in public: a claim cannot rest on them.
fn withheld(workspace: &Workspace, study: &Study, problems: &mut Problems) {
    let least = workspace.settings.least_cell;
    let pieces = study.insights.iter().flat_map(|insight| {
        insight.evidence.iter().filter_map(move |evidence| match &evidence.piece {
            Piece::Figure(figure) => Some((insight, evidence.at, figure)),
            Piece::Quotation(_) => None,
        })
    });
    for (insight, at, figure) in pieces {
        let name = figure.source.clone().unwrap_or_else(|| study.only_source());
        let why = if name == INTERVIEWS {
            study.would_withhold(figure, least)
        } else {
            let public = study.public(&name, least);
            public.and_then(|own| own.withholds(&figure.expression).map(str::to_owned))
        };
        let Some(why) = why else { continue };
        let weigh = match insight.status {
            Status::Published => Problem::error,
            Status::Draft => Problem::warning,
        };
        let problem = weigh("withheld", at, format!("This figure cannot be published. {why}"));
        let help =
            "Ask a question that more people answer alike, or leave the figure out of the claim.";
        let apart = spelt_apart(study, &name, &figure.expression).unwrap_or_default();
        let help = format!("{help}{apart}");
        problems.add(&study.path(&format!("insights/{}.md", insight.id)), problem.help(help));
    }
}

/// That few people may be few only because they wrote the same answer in another way.
fn spelt_apart(study: &Study, source: &str, expression: &str) -> Option<String> {
    let survey = study.surveys.get(source)?.survey.as_ref()?;
    let scope = survey.scope(&ScopeOptions::default()).ok()?;
    let names = figure::read(expression).ok()?.names();
    let asked: BTreeSet<&str> =
        names.iter().filter_map(|(name, _)| Some(survey.named(name).ok()?.id.as_str())).collect();
    let all = survey.inspect(&scope).warnings;
    let own = all.iter().filter(|one| one.code == "label-variants");
    let id = own.filter_map(|one| one.question.as_deref()).find(|id| asked.contains(id))?;
    Some(format!(
        " Or they are few only because answers to {id} differ in case, blanks or signs that look alike: `paap survey \
         inspect` names such, and an alias in questionnaires/{source}.yaml makes them one."
    ))
}

/// The proof of each insight of a study, in their order, by several threads.
fn proved(
    study: &Study,
    sources: &Sources<'_>,
    lock: &Lock,
    options: &Options,
) -> Vec<prove::Proved> {
    let library = Library::of(sources);
    let against = Against { library: &library, lock, today: &options.today };
    let part = study.insights.len().div_ceil(options.threads.max(1)).max(1);
    std::thread::scope(|scope| {
        let against = &against;
        let prove = move |part: &[Insight]| -> Vec<prove::Proved> {
            part.iter().map(|insight| prove::insight(insight, against)).collect()
        };
        let parts: Vec<_> =
            study.insights.chunks(part).map(|part| scope.spawn(move || prove(part))).collect();
        let done = parts.into_iter().flat_map(|part| match part.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    })
}

/// A hypothesis that the plan does not have.
fn unknown_hypothesis(study: &Study, insight: &Insight) -> Option<Problem> {
    let named = insight.hypothesis.as_ref()?;
    if study.plan.hypotheses.iter().any(|one| one.id == *named) {
        return None;
    }
    let there: Vec<&str> = study.plan.hypotheses.iter().map(|one| one.id.as_str()).collect();
    let message = format!("The plan of the study has no hypothesis “{named}”.");
    let problem = Problem::error("unknown-hypothesis", insight.hypothesis_at, message);
    Some(match there.as_slice() {
        [] => problem.help("Write it into study.yaml, under `hypotheses`."),
        there => problem.help(format!("There are {}.", there.join(", "))),
    })
}
