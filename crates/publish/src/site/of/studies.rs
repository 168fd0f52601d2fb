//! Studies with their hypotheses, and whole transcripts where they are public.

use super::{Whole, capital, insights, named, text};
use crate::site::{
    Hypothesis, Interviews, Promise, Status, Study, SurveyFacts, Transcript, Turn, Verdict,
};
use paap_evidence::figure::INTERVIEWS;
use paap_evidence::insight::Figure;
use paap_evidence::insight::Status as Standing;
use paap_evidence::quotation::allows_transcript;
use paap_evidence::verdict::{self, Outcome};
use paap_evidence::{Insight, hypothesis};
use paap_interview::Document;
use paap_workspace::study::Study as Planned;

impl Whole<'_> {
    pub(super) fn study(&self, study: &Planned) -> Study {
        let plan = &study.plan;
        let file = study.path("study.yaml");
        let is_withdrawn = |id: &String| plan.withdrawn.contains(id);
        let heard = study.documents.keys().filter(|id| !is_withdrawn(id)).count() as u64;
        let surveys = study.surveys.iter().map(|(id, answers)| {
            let told = plan.surveys.get(id).cloned().unwrap_or_default();
            let public = self.public.get(&(study.id.as_str(), id.as_str()));
            let survey = answers.survey.as_ref();
            SurveyFacts {
                id: id.clone(),
                title: told.title.clone().unwrap_or_else(|| named(id)),
                asked: text(&told.asked, &file),
                from: told.from.clone(),
                to: told.to.clone(),
                people: public.and_then(|public| public.people),
                questions: survey.map_or(0, |survey| survey.questions.len() as u64),
                limits: text(&told.limits, &file),
            }
        });
        Study {
            id: study.id.clone(),
            title: plan.title.clone(),
            aim: text(&plan.aim, &file),
            status: match plan.status.as_deref() {
                Some("done") => Status::Done,
                Some("running") => Status::Running,
                _ => Status::Planned,
            },
            personas: match plan.personas.is_empty() {
                true => self.workspace.settings.personas.keys().cloned().collect(),
                false => plan.personas.keys().cloned().collect(),
            },
            hypotheses: plan.hypotheses.iter().map(|one| self.hypothesis(study, one)).collect(),
            surveys: surveys.collect(),
            interviews: (heard > 0).then(|| Interviews {
                people: Some(heard),
                organisations: organisations(study),
                public: plan.publish.transcripts,
            }),
            methods: text(&plan.methods, &file),
            limits: text(&plan.limits, &file),
            retention: plan
                .retention
                .iter()
                .map(|promise| Promise {
                    what: promise.what.clone(),
                    until: promise.until.clone(),
                    kept: promise.until < self.made.at.to_string(),
                })
                .collect(),
        }
    }

    fn hypothesis(&self, study: &Planned, one: &hypothesis::Hypothesis) -> Hypothesis {
        let published: Vec<&Insight> =
            study.insights.iter().filter(|own| own.status == Standing::Published).collect();
        let verdict = study.verdict(one, &published);
        let figure =
            one.test.as_ref().map(|own| Figure::unwritten(own.figure.text(), own.source.clone()));
        let may = figure.as_ref().is_none_or(|figure| self.may_say(study, figure));
        let verdict = if may { verdict } else { verdict.without_figure() };
        let mut words = verdict.words.iter().cloned();
        // The verdict itself stands beside it.
        let reason = words.next().unwrap_or_default();
        let reason = reason.split_once(": ").map_or(reason.as_str(), |(_, why)| why);
        let reason = capital(reason);
        Hypothesis {
            id: one.id.clone(),
            statement: one.statement.clone(),
            date: one.date.clone(),
            exploratory: verdict.exploratory,
            verdict: match verdict.outcome {
                Outcome::Supported => Verdict::Supported,
                Outcome::Contradicted => Verdict::Contradicted,
                Outcome::Mixed => Verdict::Mixed,
                Outcome::NotEnough => Verdict::NotEnough,
            },
            reason,
            basis: basis(&verdict, one),
            test: figure.filter(|_| may).and_then(|figure| self.tested(study, &figure, &verdict)),
            differences: words.collect(),
        }
    }

    /// The figure of a test, as its value was computed or attested.
    fn tested(
        &self,
        study: &Planned,
        figure: &paap_evidence::insight::Figure,
        verdict: &verdict::Verdict,
    ) -> Option<crate::site::Figure> {
        let tested = verdict.test.as_ref()?;
        let value = tested.value?;
        let mut figure = figure.clone();
        figure.meaning.clone_from(&tested.text);
        let state = match tested.attested {
            true => paap_evidence::prove::State::Attested,
            false => paap_evidence::prove::State::Verified,
        };
        Some(insights::figure(self, study, &figure, &value, state))
    }

    pub(super) fn transcripts(&self) -> Vec<Transcript> {
        let mut all = Vec::new();
        for study in self.workspace.studies.iter().filter(|study| study.plan.publish.transcripts) {
            let counted =
                study.documents.iter().filter(|(id, _)| !study.plan.withdrawn.contains(*id));
            // Who agreed to be quoted did not agree to all being read.
            let counted = counted
                .filter(|(_, document)| allows_transcript(document.about.consent.as_deref()));
            for (id, document) in counted.filter(|(id, _)| self.is_sound(study, id)) {
                all.push(Transcript {
                    study: study.id.clone(),
                    id: id.clone(),
                    title: named(id),
                    persona: document.about.persona.clone(),
                    version: document.version().0,
                    turns: (0..document.turns.len()).map(|at| turn(document, at)).collect(),
                });
            }
        }
        all
    }

    /// Whether nothing fails a transcript: it passed the release gate.
    pub(super) fn is_sound(&self, study: &Planned, id: &str) -> bool {
        let file = study.path(&format!("transcripts/{id}.md"));
        !self.check.problems.iter().any(|problem| problem.is_error() && problem.file == file)
    }
}

/// What a verdict rests on, each in a few words. Who they are is among its reasons.
fn basis(verdict: &verdict::Verdict, hypothesis: &hypothesis::Hypothesis) -> Vec<String> {
    let mut basis = Vec::new();
    let source = hypothesis.test.as_ref().and_then(|test| test.source.as_deref());
    let value = verdict.test.as_ref().and_then(|test| test.value);
    if let Some(value) = value.filter(|_| source != Some(INTERVIEWS)) {
        basis.push(format!("{} of {} people in the survey", value.count, value.base));
    }
    let voices = &verdict.voices;
    if voices.of > 0 {
        let of = paap_text::some(voices.of, "person", "people");
        basis.push(format!("{} of {of} in interviews", voices.people));
    }
    basis
}

/// Of how many organisations those are who were interviewed, where that is known of all.
fn organisations(study: &Planned) -> Option<u64> {
    let named: Option<std::collections::BTreeSet<&str>> = study
        .documents
        .iter()
        .filter(|(id, _)| !study.plan.withdrawn.contains(*id))
        .map(|(_, document)| document.about.organisation.as_deref())
        .collect();
    named.map(|named| named.len() as u64)
}

/// A turn without anything marked.
pub(super) fn turn(document: &Document, at: usize) -> Turn {
    let place = &document.turns[at];
    Turn {
        id: place.id.clone(),
        speaker: place.speaker.clone().unwrap_or_else(|| "—".to_owned()),
        time: place.start.map(time),
        parts: vec![crate::site::Part::plain(document.said(place))],
    }
}

/// A moment of a recording, `0:12:31`.
fn time(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
