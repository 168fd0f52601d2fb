//! The lists of insights, and the page of each.

use super::value::{CameOf, came_of};
use super::{Brief, LIST, Names, Titled};
use crate::PublishError;
use crate::markdown::plain;
use crate::site::context::Head;
use crate::site::pager::{Pager, split};
use crate::site::render::Press;
use crate::site::standing::{of_side, standing};
use crate::site::{Evidence, Hypothesis, Insight, Need, Persona, Piece, Side, Site, Study, path};
use crate::words::clip;
use serde::Serialize;
use std::collections::HashSet;

pub(super) fn pages<'a>(
    site: &'a Site,
    press: &mut Press<'_>,
    names: &Names<'a>,
) -> Result<(), PublishError> {
    lists(site, press, names)?;
    let public: HashSet<(&str, &str)> =
        site.transcripts.iter().map(|own| (&*own.study, &*own.id)).collect();
    for insight in &site.insights {
        self::insight(insight, site, press, names, &public)?;
    }
    Ok(())
}

/// The list of the insights of a study, or for a persona.
pub(super) fn filtered(by: &str, id: &str) -> String {
    format!("insights/{by}/{}/index.html", path::name(id))
}

#[derive(Serialize)]
struct InsightsPage<'a> {
    insights: Vec<Brief<'a>>,
    count: usize,
    /// What is chosen, in words; none on the list of all.
    only: Option<&'a str>,
    studies: Vec<Choice<'a>>,
    personas: Vec<Choice<'a>>,
    pager: Pager,
}

/// A link that shows fewer insights.
#[derive(Serialize)]
struct Choice<'a> {
    name: &'a str,
    to: String,
    count: usize,
}

fn lists<'a>(site: &'a Site, press: &mut Press<'_>, names: &Names<'a>) -> Result<(), PublishError> {
    if site.insights.is_empty() {
        return Ok(());
    }
    let of_study = |study: &'a Study| -> Vec<&'a Insight> {
        site.insights.iter().filter(|insight| insight.study == study.id).collect()
    };
    // What holds for all holds for each.
    let of_persona = |persona: &'a Persona| -> Vec<&'a Insight> {
        let holds = |i: &&Insight| i.personas.is_empty() || i.personas.contains(&persona.id);
        site.insights.iter().filter(holds).collect()
    };
    let mut lists = vec![(path::INSIGHTS.to_owned(), None, site.insights.iter().collect())];
    for study in &site.studies {
        lists.push((filtered("study", &study.id), Some(&*study.title), of_study(study)));
    }
    for persona in &site.personas {
        lists.push((filtered("persona", &persona.id), Some(&*persona.name), of_persona(persona)));
    }
    let choices = |range: std::ops::Range<usize>| -> Vec<(String, &'a str, usize)> {
        let of = lists.get(range).unwrap_or_default().iter();
        of.map(|(to, name, found)| (to.clone(), name.unwrap_or("All"), found.len())).collect()
    };
    let studies = choices(1..1 + site.studies.len());
    let personas = choices(1 + site.studies.len()..lists.len());
    let choice = |(to, name, count): &(String, &'a str, usize)| Choice {
        name,
        to: to.clone(),
        count: *count,
    };
    for (first, only, found) in &lists {
        let parts = split(found, LIST, |_| 1);
        for (index, part) in parts.iter().enumerate() {
            let page = InsightsPage {
                insights: part.iter().map(|insight| names.brief(insight)).collect(),
                count: found.len(),
                only: *only,
                studies: studies.iter().map(choice).collect(),
                personas: personas.iter().map(choice).collect(),
                pager: Pager::new(first, index, parts.len()),
            };
            let title = only.map_or("Insights".to_owned(), |only| format!("Insights: {only}"));
            let about = "Claims, each with the evidence for and against it.";
            let head = Head::new(path::numbered(first, index), title, about, "insights");
            press.page("insights.html", head, &page)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct InsightPage<'a> {
    insight: &'a Insight,
    study: &'a str,
    study_to: String,
    standing: Vec<(String, Option<String>)>,
    personas: Vec<(&'a str, String)>,
    hypothesis: Option<(&'a Hypothesis, &'static str, String)>,
    sides: [(&'static str, &'static str, Vec<Shown<'a>>); 2],
    /// The needs that follow from it.
    needs: Vec<Titled<'a>>,
    /// What came of them.
    outcomes: Vec<CameOf<'a>>,
}

/// A piece of evidence, with what its page knows of it.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    evidence: &'a Evidence,
    /// The turn in the whole transcript, where that is public.
    turn_to: Option<String>,
    speaks_as: Option<&'a str>,
}

fn insight<'a>(
    insight: &'a Insight,
    site: &'a Site,
    press: &mut Press<'_>,
    names: &Names<'a>,
    public: &HashSet<(&str, &str)>,
) -> Result<(), PublishError> {
    let study = site.studies.iter().find(|study| study.id == insight.study);
    let hypothesis = study.and_then(|study| {
        let id = insight.hypothesis.as_deref()?;
        study.hypotheses.iter().find(|hypothesis| hypothesis.id == id)
    });
    let pieces = |side| -> Vec<Shown<'a>> {
        let piece = |evidence: &'a Evidence| {
            let Piece::Quotation(own) = &evidence.piece else {
                return Shown { evidence, turn_to: None, speaks_as: None };
            };
            let there = public.contains(&(&*insight.study, &*own.document));
            let to = || {
                let transcript = path::transcript(&insight.study, &own.document);
                format!("{transcript}#{}", path::anchor(&own.turn))
            };
            Shown {
                evidence,
                turn_to: there.then(to),
                speaks_as: own.persona.as_deref().map(|id| names.persona(id)),
            }
        };
        of_side(insight, side).map(piece).collect()
    };
    let follows = |own: &&Need| {
        own.insights.iter().any(|(study, id)| (study, id) == (&insight.study, &insight.id))
    };
    let needs = site.platform.iter().flat_map(|own| own.needs.iter().filter(follows));
    let needs: Vec<&Need> = needs.collect();
    let ids: Vec<&str> = needs.iter().map(|own| own.id.as_str()).collect();
    let page = InsightPage {
        insight,
        study: names.study(&insight.study),
        study_to: path::study(&insight.study),
        standing: standing(insight),
        personas: insight
            .personas
            .iter()
            .map(|id| {
                let to = format!("{}#{}", path::PERSONAS, path::anchor(id));
                let there = names.personas.contains_key(&**id);
                (names.persona(id), if there { to } else { String::new() })
            })
            .collect(),
        hypothesis: hypothesis.map(|hypothesis| {
            let verdict = crate::site::words::verdict(hypothesis.verdict);
            (hypothesis, verdict, path::hypothesis(&insight.study, &hypothesis.id))
        }),
        sides: [("for", "For", pieces(Side::For)), ("against", "Against", pieces(Side::Against))],
        needs: needs.iter().map(|own| (own.title.as_str(), path::need(&own.id))).collect(),
        outcomes: site.platform.iter().flat_map(|own| came_of(own, &ids)).collect(),
    };
    let about = match plain(&insight.words.markdown) {
        words if words.is_empty() => insight.claim.clone(),
        words => clip(&words, 300),
    };
    let path = path::insight(&insight.study, &insight.id);
    let head = Head::new(path, &insight.claim, about, "insights");
    press.page("insight.html", head.found_as("Insight"), &page)
}
