//! What of a study's answers may be public: everything that is published of a survey goes through one
//! release, so that no small count can be found out by comparing what is shown.
//!
//! Every question that is not hidden is a table of its own; so is every cross table of the plan; and
//! every figure of an insight is a count in it. What an insight cites is withheld last. The site, the
//! dataset and `check` read the same release.

mod apart;
mod earlier;
mod figures;
pub mod labels;
pub mod numbers;
mod questions;
mod tables;

pub use apart::Apart;
pub use tables::{Count, CrossTable, Row, Table};

use crate::plan::SurveyPlan;
use crate::published::{Counted, Of, Published, digest};
use crate::study::{Answers, Study};
use earlier::Places;
use labels::Naming;
use paap_evidence::figure::INTERVIEWS;
use paap_evidence::insight;
use paap_privacy::disclosure::table::{Kept, Release};
use paap_survey::Survey;
use paap_text::yaml::At;
use questions::Variables;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The releases of a study that were made, by survey and least count.
pub(crate) type Releases = Mutex<BTreeMap<(String, u64), Arc<Public>>>;

/// What of a survey may be public.
pub struct Public {
    /// How many people answered, where that may be said.
    pub people: Option<u64>,
    /// A table for each question, in their order.
    pub questions: Vec<Table>,
    /// The cross tables of the plan, in its order.
    pub crosses: Vec<CrossTable>,
    /// What rows of the same answers must leave out.
    pub apart: Apart,
    /// How much of the questions' tables is shown.
    pub kept: Kept,
    /// The cross tables of the plan that are not made, and why.
    pub unmade: Vec<(At, String)>,
    /// Why nothing of it may be published, after what was published before; None where it may.
    pub refused: Option<String>,
    /// Why rows of it must not be published, after what was published before; None where they may.
    pub rows_refused: Option<String>,
    /// Its counts, by their names.
    counts: Vec<Counted>,
    /// The figures of insights: whether each may be said, by its expression.
    figures: BTreeMap<String, Result<(), String>>,
}

impl Public {
    /// Whether the figure of an expression, of an insight or a test, may be said. What is not in the
    /// release must not be.
    pub fn shows(&self, expression: &str) -> bool {
        matches!(self.figures.get(expression), Some(Ok(())))
    }

    /// Why a figure of the release must not be said, for those who know the answers; None where it may,
    /// or where it cannot be computed, which is another problem.
    pub fn withholds(&self, expression: &str) -> Option<&str> {
        self.figures.get(expression)?.as_ref().err().map(String::as_str)
    }
}

impl Study {
    /// Why a figure, which need not be in an insight yet, could not be published beside all others;
    /// None where it could.
    pub fn would_withhold(&self, figure: &insight::Figure, least: u64) -> Option<String> {
        let name = figure.source.clone().unwrap_or_else(|| self.only_source());
        if name == INTERVIEWS {
            return figures::of_interviews(self, &figure.expression, least);
        }
        let public = self.release(&name, least, Some(&figure.expression))?;
        public.withholds(&figure.expression).map(str::to_owned)
    }

    /// What of a survey may be public; None where its answers are not at hand. `least` is the smallest
    /// count that is published. It is made once, and kept: the check, the site and the memory read the same.
    pub fn public(&self, name: &str, least: u64) -> Option<Arc<Public>> {
        let key = (name.to_owned(), least);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = made.get(&key) {
            return Some(Arc::clone(own));
        }
        let own = Arc::new(self.release(name, least, None)?);
        made.insert(key, Arc::clone(&own));
        Some(own)
    }

    /// What of a survey is published, to be remembered; None where its answers are not at hand, and where
    /// all of it is remembered already. `salt` draws 32 hex digits by chance.
    pub fn publishing(
        &self,
        name: &str,
        least: u64,
        today: &str,
        part: &Part,
        salt: &mut dyn FnMut() -> String,
    ) -> Option<Published> {
        let survey = self.surveys.get(name)?.survey.as_ref()?;
        let mut counts = self.public(name, least)?.counts.clone();
        counts.retain(|own| part.holds(own));
        let rows = match part {
            Part::Dataset(rows) => rows.clone(),
            Part::Site { .. } => None,
        };
        let before = self.published_before(name, survey);
        let mut same = before.iter().filter(|(_, is_same)| *is_same).map(|(own, _)| *own);
        let salt = same.clone().next().map_or_else(salt, |own| own.of.salt.clone());
        let is_known =
            |own: &Published| own.holds(&counts) && (rows.is_none() || own.of.rows == rows);
        if same.any(is_known) {
            return None;
        }
        let people = survey.people as u64;
        let data = digest(survey, &salt);
        let survey = name.to_owned();
        let (date, lines) = (today.to_owned(), String::new());
        let of = Of { survey, date, people, least, salt, data, rows, lines };
        Some(Published { of, counts })
    }

    /// What was published of a survey before, and whether it was of the same answers.
    fn published_before(&self, name: &str, survey: &Survey) -> Vec<(&Published, bool)> {
        let own = self.published.iter().filter(|own| own.of.survey == name);
        own.map(|own| (own, own.is_of(survey))).collect()
    }

    /// `another` is a figure that no insight has yet.
    fn release(&self, name: &str, least: u64, another: Option<&str>) -> Option<Public> {
        let answers = self.surveys.get(name)?;
        let survey = answers.survey.as_ref()?;
        let usual = SurveyPlan::default();
        let plan = self.plan.surveys.get(name).unwrap_or(&usual);
        Some(public(self, name, (answers, survey), plan, (least, another)))
    }
}

/// What of a release is published, beside the figures.
pub enum Part {
    /// A site, with the tables or without.
    Site {
        /// Whether the tables are shown.
        tables: bool,
    },
    /// A dataset, with the SHA-256 of its rows where it has some.
    Dataset(Option<String>),
}

impl Part {
    fn holds(&self, count: &Counted) -> bool {
        match (self, count) {
            (Self::Site { tables: false }, Counted::Cell { .. }) => false,
            (Self::Site { .. } | Self::Dataset(_), _) => true,
        }
    }
}

fn public(
    study: &Study,
    name: &str,
    (answers, survey): (&Answers, &Survey),
    plan: &SurveyPlan,
    (least, another): (u64, Option<&str>),
) -> Public {
    let mut release = Release::new(survey.people, least);
    let hidden: Vec<&str> = plan.hidden.iter().map(|(_, name)| name.as_str()).collect();
    let naming = Naming { least, questionnaire: answers.questionnaire.as_ref() };
    let variables = Variables::of(&mut release, survey, &naming, &hidden);
    variables.publish(&mut release);
    let (crosses, unmade) = tables::publish(&mut release, survey, plan, &variables);
    let before = study.published_before(name, survey);
    // A figure that was published is known, be it in an insight still or not.
    let known = before.iter().flat_map(|(own, _)| own.figures());
    let more: Vec<&str> = another.into_iter().chain(known).collect();
    let figures = figures::publish(&mut release, study, name, &variables, &more, least);
    let mut places = Places::of(&release, survey, &variables, &crosses);
    let refused =
        after(&mut release, &mut places, &figures, &before, (survey, &variables, least)).err();
    let protected = release.protect();
    let counts = places.counts(&protected, &figures);
    let questions = tables::questions(&protected, &variables);
    let crosses: Vec<CrossTable> =
        crosses.iter().map(|cross| tables::cross(&protected, &variables, cross)).collect();
    let tied = crosses.iter().filter_map(|table| apart::of_cross(survey, table));
    let tied = tied.chain(figures.keys().map(|text| figures::questions(survey, text)));
    let clash = |rows: bool| earlier::clash(&before, &counts, rows);
    Public {
        people: tables::people(&protected),
        apart: apart::of(survey, &variables, &questions, tied),
        questions,
        crosses,
        unmade,
        kept: protected.kept(1),
        refused: refused.or_else(|| clash(false)),
        rows_refused: clash(true),
        figures: figures::told(&protected, figures, least),
        counts,
    }
}

/// Ties a release to what was published before it; or says why it cannot be.
fn after(
    release: &mut Release,
    places: &mut Places,
    figures: &BTreeMap<String, figures::Made>,
    before: &[(&Published, bool)],
    (survey, variables, least): (&Survey, &Variables, u64),
) -> Result<(), String> {
    earlier::close(before, survey.people as u64, least)?;
    for (own, is_same) in before {
        places.learn(release, survey, variables, own, *is_same)?;
        earlier::figures_found(figures, own)?;
    }
    for (own, _) in before.iter().filter(|(_, is_same)| !is_same) {
        earlier::gone(release, places, own)?;
    }
    for (own, is_same) in before {
        places.tell(release, figures, own, *is_same);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
