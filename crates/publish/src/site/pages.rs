//! Every page of the site: what its view and its neighbours say, put together for its template.

mod content;
mod guides;
mod home;
mod insights;
mod product;
mod research;
mod value;

use super::pager::split;
use super::render::Press;
use super::standing::{signed, standing};
use super::{Insight, Persona, Question, Results, Site, Transcript, Turn, path};
use crate::PublishError;
use serde::Serialize;
use std::collections::HashMap;

/// A list has at most so many entries on a page.
const LIST: usize = 60;

/// A page of results has at most so many questions.
const QUESTIONS: usize = 40;

/// A page of a transcript has at most so many bytes of turns.
const TURNS: usize = 50_000;

pub(crate) use guides::shown as guides;

/// Writes all pages. Those that list what was written come last.
pub(crate) fn all(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    home::home(site, press)?;
    research::pages(site, press)?;
    product::pages(site, press)?;
    value::pages(site, press)?;
    content::pages(site, press)?;
    guides::pages(site, press)?;
    home::pages(site, press)
}

/// What is on a later page, by where it would be on the first.
pub(crate) fn moved(site: &Site) -> HashMap<String, String> {
    let mut moved = HashMap::new();
    let mut add = |first: &str, page: usize, anchor: &str| {
        let here = format!("{}#{anchor}", path::numbered(first, page));
        moved.insert(format!("{first}#{anchor}"), here);
    };
    for results in &site.results {
        let first = path::results(&results.study, &results.survey);
        for (page, questions) in parts(results).into_iter().enumerate().skip(1) {
            for question in questions {
                add(&first, page, &path::anchor(&question.id));
            }
        }
    }
    for transcript in &site.transcripts {
        let first = path::transcript(&transcript.study, &transcript.id);
        for (page, turns) in turns(transcript).into_iter().enumerate().skip(1) {
            for turn in turns {
                add(&first, page, &path::anchor(&turn.id));
            }
        }
    }
    moved
}

/// The questions of each page of results.
fn parts(results: &Results) -> Vec<&[Question]> {
    split(&results.questions, QUESTIONS, |_| 1)
}

/// The turns of each page of a transcript.
fn turns(transcript: &Transcript) -> Vec<&[Turn]> {
    split(&transcript.turns, TURNS, |turn| {
        200 + turn.parts.iter().map(|part| part.text.len()).sum::<usize>()
    })
}

/// The words of a link, and where it leads.
type Titled<'a> = (&'a str, String);

/// An insight as lists have it.
#[derive(Serialize)]
struct Brief<'a> {
    claim: &'a str,
    to: String,
    study: &'a str,
    date: Option<&'a str>,
    personas: Vec<&'a str>,
    standing: Vec<(String, Option<String>)>,
    signed: &'static str,
}

/// The names by which pages call studies and personas.
struct Names<'a> {
    studies: HashMap<&'a str, &'a str>,
    personas: HashMap<&'a str, &'a Persona>,
}

impl<'a> Names<'a> {
    fn of(site: &'a Site) -> Self {
        Self {
            studies: site.studies.iter().map(|study| (&*study.id, &*study.title)).collect(),
            personas: site.personas.iter().map(|persona| (&*persona.id, persona)).collect(),
        }
    }

    fn study(&self, id: &'a str) -> &'a str {
        self.studies.get(id).copied().unwrap_or(id)
    }

    fn persona(&self, id: &'a str) -> &'a str {
        self.personas.get(id).map_or(id, |persona| &*persona.name)
    }

    fn brief(&self, insight: &'a Insight) -> Brief<'a> {
        Brief {
            claim: &insight.claim,
            to: path::insight(&insight.study, &insight.id),
            study: self.study(&insight.study),
            date: insight.date.as_deref(),
            personas: insight.personas.iter().map(|id| self.persona(id)).collect(),
            standing: standing(insight),
            signed: signed(&insight.sign_off),
        }
    }
}
