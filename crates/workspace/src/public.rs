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
use questions::Variables;
use std::collections::BTreeMap;

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
    /// Why nothing of it may be published, after what was published before; None where it may.
    pub refused: Option<String>,
    /// Its counts, by their names, where they were asked for.
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
        let public = self.release(&name, least, Some(&figure.expression), false)?;
        public.withholds(&figure.expression).map(str::to_owned)
    }

    /// What of a survey may be public; None where its answers are not at hand. `least` is the smallest
    /// count that is published.
    pub fn public(&self, name: &str, least: u64) -> Option<Public> {
        self.release(name, least, None, false)
    }

    /// What is published of a survey, to be remembered; None where its answers are not at hand, and where
    /// the same is remembered already. `rows` is the digest of the rows that are published with it; `salt`
    /// draws 32 hex digits by chance.
    pub fn publishing(
        &self,
        name: &str,
        least: u64,
        today: &str,
        rows: Option<String>,
        salt: &mut dyn FnMut() -> String,
    ) -> Option<Published> {
        let public = self.release(name, least, None, true)?;
        let survey = self.surveys.get(name)?.survey.as_ref()?;
        let before = self.published.iter().filter(|own| own.of.survey == name);
        let same: Vec<&Published> =
            before.filter(|own| digest(survey, &own.of.salt) == own.of.data).collect();
        let is_known = |own: &&&Published| {
            own.counts == public.counts && (rows.is_none() || own.of.rows == rows)
        };
        if same.iter().any(|own| is_known(&own)) {
            return None;
        }
        let salt = same.first().map_or_else(salt, |own| own.of.salt.clone());
        let of = Of {
            survey: name.to_owned(),
            date: today.to_owned(),
            people: survey.people as u64,
            least,
            data: digest(survey, &salt),
            salt,
            rows,
        };
        Some(Published { of, counts: public.counts })
    }

    /// Why rows must not be published beside other tables than were published with them, or tables beside
    /// rows; None where there are no such. `rows` says whether rows are to be published now.
    pub fn rows_clash(&self, name: &str, least: u64, rows: bool) -> Option<String> {
        let survey = self.surveys.get(name)?.survey.as_ref()?;
        let before = self.published_before(name, survey);
        let bound: Vec<_> =
            before.into_iter().filter(|own| rows || own.of.rows.is_some()).collect();
        if bound.is_empty() {
            return None;
        }
        let now = self.release(name, least, None, true)?.counts;
        let own = bound.into_iter().find(|own| own.counts != now)?;
        Some(format!(
            "Other tables of “{name}” were published on {}, and rows then or now: rows and tables that were not protected \
             together give withheld counts away.",
            own.of.date
        ))
    }

    /// What was published of a survey before: under its name, or of the same answers under another, in
    /// this study or elsewhere.
    fn published_before(&self, name: &str, survey: &Survey) -> Vec<&Published> {
        let is_own = |own: &&Published| own.of.survey == name;
        let is_same = |own: &&Published| digest(survey, &own.of.salt) == own.of.data;
        let other =
            self.published.iter().filter(|own| !is_own(own)).chain(&self.published_elsewhere);
        self.published.iter().filter(is_own).chain(other.filter(is_same)).collect()
    }

    fn release(
        &self,
        name: &str,
        least: u64,
        another: Option<&str>,
        remember: bool,
    ) -> Option<Public> {
        let answers = self.surveys.get(name)?;
        let survey = answers.survey.as_ref()?;
        let usual = SurveyPlan::default();
        let plan = self.plan.surveys.get(name).unwrap_or(&usual);
        Some(public(self, name, answers, survey, plan, &Asked { least, another, remember }))
    }
}

/// How a release is made.
struct Asked<'a> {
    /// The smallest count that is published.
    least: u64,
    /// A figure that no insight has yet.
    another: Option<&'a str>,
    /// Whether its counts are wanted by their names.
    remember: bool,
}

fn public(
    study: &Study,
    name: &str,
    answers: &Answers,
    survey: &Survey,
    plan: &SurveyPlan,
    asked: &Asked<'_>,
) -> Public {
    let least = asked.least;
    let mut release = Release::new(survey.people, least);
    let hidden: Vec<&str> = plan.hidden.iter().map(|(_, name)| name.as_str()).collect();
    let naming = Naming { least, questionnaire: answers.questionnaire.as_ref() };
    let variables = Variables::of(&mut release, survey, &naming, &hidden);
    variables.publish(&mut release);
    let crosses = tables::publish(&mut release, survey, plan, &variables);
    let before = study.published_before(name, survey);
    // A figure that was published is known, be it in an insight still or not.
    let known = before.iter().flat_map(|own| own.figures());
    let more: Vec<&str> = asked.another.into_iter().chain(known).collect();
    let figures = figures::publish(&mut release, study, name, &variables, &more, least);
    let is_wanted = asked.remember || !before.is_empty();
    let mut places = is_wanted.then(|| Places::of(&release, survey, &variables, &crosses));
    let refused = places.as_mut().and_then(|places| {
        after(&mut release, places, &figures, &before, (survey, &variables, least))
    });
    let protected = release.protect();
    let questions = tables::questions(&protected, &variables);
    let crosses: Vec<CrossTable> =
        crosses.iter().map(|cross| tables::cross(&protected, &variables, cross)).collect();
    let tied = crosses.iter().filter_map(|table| apart::of_cross(survey, table));
    let tied = tied.chain(figures.keys().map(|text| figures::questions(survey, text)));
    let counts = places.filter(|_| asked.remember);
    Public {
        people: tables::people(&protected),
        apart: apart::of(survey, &variables, &questions, tied),
        questions,
        crosses,
        kept: protected.kept(1),
        refused,
        counts: counts.map(|own| own.counts(&protected, &figures)).unwrap_or_default(),
        figures: figures::told(&protected, figures, least),
    }
}

/// Ties a release to what was published before it; or says why it cannot be.
fn after(
    release: &mut Release,
    places: &mut Places,
    figures: &BTreeMap<String, figures::Made>,
    before: &[&Published],
    (survey, variables, least): (&Survey, &Variables, u64),
) -> Option<String> {
    let is_same = |of: &Of| digest(survey, &of.salt) == of.data;
    if let Some(why) = earlier::refused(before, survey.people as u64, least, &is_same) {
        return Some(why);
    }
    for own in before {
        let lost = places.learn(release, survey, variables, own, is_same(&own.of));
        if let Some(what) = lost {
            return Some(format!(
                "On {} a count was published of “{what}”, and today nobody can say who that is: the questions, \
                 the answers or how they are read have changed.",
                own.of.date
            ));
        }
    }
    let mut others = before.iter().filter(|own| !is_same(&own.of));
    let refused = others.find_map(|own| earlier::gone(release, places, own));
    if refused.is_none() {
        for own in before {
            places.tell(release, figures, own, is_same(&own.of));
        }
    }
    refused
}

#[cfg(test)]
mod tests;
