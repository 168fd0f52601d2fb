//! Studies, their results and transcripts, and the personas.

use super::home::{StudyLine, line};
use super::{Brief, Names, Titled, parts, turns};
use crate::PublishError;
use crate::markdown::plain;
use crate::site::context::Head;
use crate::site::pager::Pager;
use crate::site::render::Press;
use crate::site::results::{self, Drawn};
use crate::site::{
    Cross, Dataset, Hypothesis, Insight, Persona, Question, Results, Site, Study, SurveyFacts,
    Transcript, Turn, path,
};
use crate::words::clip;
use serde::Serialize;

pub(super) fn pages(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let names = Names::of(site);
    studies(site, press, &names)?;
    for study in &site.studies {
        self::study(study, site, press, &names)?;
    }
    for results in &site.results {
        self::results(results, press, &names)?;
    }
    super::insights::pages(site, press, &names)?;
    for transcript in &site.transcripts {
        self::transcript(transcript, press, &names)?;
    }
    personas(site, press, &names)
}

fn studies(site: &Site, press: &mut Press<'_>, names: &Names<'_>) -> Result<(), PublishError> {
    #[derive(Serialize)]
    struct Page<'a> {
        studies: Vec<StudyLine<'a>>,
    }
    if site.studies.is_empty() {
        return Ok(());
    }
    let page = Page { studies: site.studies.iter().map(|own| line(own, site, names)).collect() };
    let about = "What was asked, of whom, and what came of it.";
    press.page("studies.html", Head::new(path::STUDIES, "Studies", about, "studies"), &page)
}

/// So many insights stand beside a hypothesis; the others are among those of the study.
const OF_A_HYPOTHESIS: usize = 6;
/// So many insights are on the page of a study; the rest is one link away.
const OF_A_STUDY: usize = 40;

#[derive(Serialize)]
struct StudyPage<'a> {
    study: &'a Study,
    status: &'static str,
    personas: Vec<&'a Persona>,
    hypotheses: Vec<(&'a Hypothesis, &'static str, Vec<Titled<'a>>)>,
    surveys: Vec<(&'a SurveyFacts, Option<String>, Vec<Headline<'a>>)>,
    insights: Vec<Brief<'a>>,
    more: Option<(usize, String)>,
    transcripts: Vec<(&'a str, String)>,
    datasets: Vec<(&'a Dataset, String)>,
}

/// A question's result in a line.
#[derive(Serialize)]
struct Headline<'a> {
    id: &'a str,
    label: &'a str,
    to: String,
    answer: Option<(String, String)>,
    withheld: bool,
}

fn study<'a>(
    study: &'a Study,
    site: &'a Site,
    press: &mut Press<'_>,
    names: &Names<'a>,
) -> Result<(), PublishError> {
    let own = || site.insights.iter().filter(|insight| insight.study == study.id);
    let hypotheses = study.hypotheses.iter().map(|hypothesis| {
        let about = own().filter(|insight| insight.hypothesis.as_ref() == Some(&hypothesis.id));
        let about = about.take(OF_A_HYPOTHESIS);
        let links = about.map(|insight| (&*insight.claim, path::insight(&study.id, &insight.id)));
        (hypothesis, crate::site::words::verdict(hypothesis.verdict), links.collect())
    });
    let surveys = study.surveys.iter().map(|survey| {
        let found = site.results.iter().find(|r| r.study == study.id && r.survey == survey.id);
        let to = found.map(|found| path::results(&found.study, &found.survey));
        let lines = found.map(|found| found.questions.iter().map(|q| headline(found, q)).collect());
        (survey, to, lines.unwrap_or_default())
    });
    let count = own().count();
    let page = StudyPage {
        study,
        status: crate::site::words::status(study.status),
        personas: study
            .personas
            .iter()
            .filter_map(|id| names.personas.get(&**id).copied())
            .collect(),
        hypotheses: hypotheses.collect(),
        surveys: surveys.collect(),
        insights: own().take(OF_A_STUDY).map(|insight| names.brief(insight)).collect(),
        more: (count > OF_A_STUDY).then(|| (count, super::insights::filtered("study", &study.id))),
        transcripts: site
            .transcripts
            .iter()
            .filter(|transcript| transcript.study == study.id)
            .map(|own| (&*own.title, path::transcript(&own.study, &own.id)))
            .collect(),
        datasets: site
            .datasets
            .iter()
            .filter(|dataset| dataset.study == study.id)
            .map(|dataset| (dataset, path::dataset(&dataset.id)))
            .collect(),
    };
    let about = clip(&plain(&study.aim.markdown), 300);
    let head = Head::new(path::study(&study.id), &study.title, about, "studies");
    press.page("study.html", head.found_as("Study"), &page)
}

fn headline<'a>(results: &'a Results, question: &'a Question) -> Headline<'a> {
    Headline {
        id: &question.id,
        label: &question.label,
        to: path::question(&results.study, &results.survey, &question.id),
        answer: results::headline(question),
        withheld: question.withheld.is_some(),
    }
}

#[derive(Serialize)]
struct ResultsPage<'a> {
    results: &'a Results,
    study: &'a str,
    study_to: String,
    questions: Vec<(&'a Question, String, Option<Drawn>)>,
    index: Vec<Headline<'a>>,
    crosses: Vec<(&'a Cross, String, Drawn)>,
    pager: Pager,
}

fn results<'a>(
    results: &'a Results,
    press: &mut Press<'_>,
    names: &Names<'a>,
) -> Result<(), PublishError> {
    let first = path::results(&results.study, &results.survey);
    let parts = parts(results);
    for (index, part) in parts.iter().enumerate() {
        let questions = part.iter().map(|question| {
            let anchor = path::anchor(&question.id);
            let drawn = results::question(question, &anchor);
            (question, anchor, drawn)
        });
        // The tables of two questions stand behind the last question.
        let last = index + 1 == parts.len();
        let crosses = results.crosses.iter().filter(|_| last).enumerate().map(|(index, cross)| {
            let anchor = format!("cross-{}", index + 1);
            let drawn = results::cross(cross, &anchor);
            (cross, anchor, drawn)
        });
        let page = ResultsPage {
            results,
            study: names.study(&results.study),
            study_to: path::study(&results.study),
            questions: questions.collect(),
            index: part.iter().map(|question| headline(results, question)).collect(),
            crosses: crosses.collect(),
            pager: Pager::new(&first, index, parts.len()),
        };
        let title = format!("{}: results", results.title);
        let about =
            format!("Every question of “{}” with its answers and intervals.", results.title);
        let head = Head::new(path::numbered(&first, index), title, about, "studies");
        press.page("results.html", head.found_as("Results"), &page)?;
    }
    Ok(())
}

fn transcript<'a>(
    transcript: &'a Transcript,
    press: &mut Press<'_>,
    names: &Names<'a>,
) -> Result<(), PublishError> {
    #[derive(Serialize)]
    struct Page<'a> {
        title: &'a str,
        version: &'a str,
        study: &'a str,
        study_to: String,
        persona: Option<&'a str>,
        turns: &'a [Turn],
        pager: Pager,
    }
    let first = path::transcript(&transcript.study, &transcript.id);
    let parts = turns(transcript);
    for (index, turns) in parts.iter().enumerate() {
        let page = Page {
            title: &transcript.title,
            version: &transcript.version,
            study: names.study(&transcript.study),
            study_to: path::study(&transcript.study),
            persona: transcript.persona.as_deref().map(|id| names.persona(id)),
            turns,
            pager: Pager::new(&first, index, parts.len()),
        };
        let about = format!("A de-identified transcript of “{}”.", page.study);
        let head = Head::new(path::numbered(&first, index), &transcript.title, about, "studies");
        press.page("transcript.html", head.found_as("Transcript"), &page)?;
    }
    Ok(())
}

fn personas(site: &Site, press: &mut Press<'_>, names: &Names<'_>) -> Result<(), PublishError> {
    #[derive(Serialize)]
    struct Page<'a> {
        personas: Vec<(&'a Persona, String, usize, Vec<Titled<'a>>)>,
    }
    if site.personas.is_empty() {
        return Ok(());
    }
    let mut page = Page { personas: Vec::new() };
    for persona in &site.personas {
        let id = &persona.id;
        let holds = |i: &&Insight| i.personas.is_empty() || i.personas.contains(id);
        let count = site.insights.iter().filter(holds).count();
        let studies = site.studies.iter().filter(|study| study.personas.contains(id));
        let studies = studies.map(|study| (names.study(&study.id), path::study(&study.id)));
        page.personas.push((
            persona,
            super::insights::filtered("persona", id),
            count,
            studies.collect(),
        ));
    }
    let about = "The kinds of people that studies ask: described, never persons.";
    let head = Head::new(path::PERSONAS, "Personas", about, "");
    press.page("personas.html", head.found_as("Personas"), &page)
}
