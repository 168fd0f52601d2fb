//! Insights with their evidence: what is published of them is what was found, not what was written.

use super::{Whole, named, studies, text};
use crate::site::{
    Evidence, Figure, Insight, Part, Piece, Proof, Quotation, Side, SignOff, Turn, path,
};
use paap_analysis::interval::{CONFIDENCE, wilson};
use paap_evidence::figure::{self, INTERVIEWS, Value};
use paap_evidence::insight::{self, Insight as Written, Piece as WrittenPiece, Status};
use paap_evidence::prove::{State, Weighed};
use paap_workspace::check::Proved;
use paap_workspace::study::Study;

impl Whole<'_> {
    /// The published insights that nothing fails, the latest first.
    pub(super) fn insights(&self) -> Vec<Insight> {
        let mut all: Vec<Insight> = Vec::new();
        for proved in self.check.insights.iter().filter(|one| !one.fails) {
            let Some(study) = self.workspace.study(&proved.study) else { continue };
            let written = study.insights.iter().find(|own| own.id == proved.insight);
            let published = written.filter(|own| own.status == Status::Published);
            all.extend(published.map(|written| self.insight(study, written, proved)));
        }
        all.sort_by(|a, b| (&b.date, &a.study, &a.id).cmp(&(&a.date, &b.study, &b.id)));
        all
    }

    fn insight(&self, study: &Study, written: &Written, proved: &Proved) -> Insight {
        let file = study.path(&format!("insights/{}.md", written.id));
        let pieces = written.evidence.iter().zip(&proved.proof.pieces);
        let evidence = pieces.filter(|(_, weighed)| !weighed.again).filter_map(|(own, weighed)| {
            let side = match own.side {
                insight::Side::For => Side::For,
                insight::Side::Against => Side::Against,
            };
            Some(Evidence { side, piece: self.piece(study, &own.piece, weighed)? })
        });
        let signed = written.sign_offs.iter().zip(&proved.proof.signed);
        let latest = |holds: bool| {
            let those = signed.clone().filter(move |(_, own)| **own == holds);
            those.map(|(own, _)| own).max_by(|a, b| a.date.cmp(&b.date))
        };
        let (by, on) = (
            |own: &insight::SignOff| own.reviewer.clone(),
            |own: &insight::SignOff| own.date.clone(),
        );
        let sign_off = match (latest(true), latest(false)) {
            (Some(own), _) => SignOff::Signed { by: by(own), on: on(own) },
            (None, Some(own)) => SignOff::Lapsed { by: by(own), on: on(own) },
            (None, None) => SignOff::None,
        };
        Insight {
            study: study.id.clone(),
            id: written.id.clone(),
            claim: written.claim.clone(),
            date: written.sign_offs.iter().map(|own| own.date.clone()).max(),
            personas: written.personas.clone(),
            hypothesis: written.hypothesis.clone(),
            words: text(&written.words, &file),
            evidence: evidence.collect(),
            sign_off,
        }
    }

    fn piece(&self, study: &Study, piece: &WrittenPiece, weighed: &Weighed) -> Option<Piece> {
        match piece {
            WrittenPiece::Quotation(_) => Some(Piece::Quotation(quotation(study, weighed)?)),
            WrittenPiece::Figure(written) => {
                let value = weighed.value?;
                let may = self.may_say(study, written);
                may.then(|| Piece::Figure(figure(self, study, written, &value, weighed.state)))
            }
        }
    }

    /// Whether a figure may be said in public. One whose answers are not at hand may: where they were,
    /// a lead's check would have failed.
    pub(super) fn may_say(&self, study: &Study, figure: &insight::Figure) -> bool {
        let name = source(study, figure);
        match self.public.get(&(study.id.as_str(), name.as_str())) {
            Some(public) => public.shows(&figure.expression),
            None => study.would_withhold(figure, self.workspace.settings.least_cell).is_none(),
        }
    }
}

/// The name of the source of a figure.
fn source(study: &Study, figure: &insight::Figure) -> String {
    let only = || study.surveys.keys().next().cloned().unwrap_or_else(|| INTERVIEWS.to_owned());
    figure.source.clone().unwrap_or_else(only)
}

/// Words as the transcript has them, in the turn that they were said in.
fn quotation(study: &Study, weighed: &Weighed) -> Option<Quotation> {
    let found = weighed.found.as_ref()?;
    let document = study.documents.get(&found.document)?;
    let place = document.turns.get(found.turn)?;
    let whole = studies::turn(document, found.turn);
    let part = |range: std::ops::Range<usize>| {
        paap_interview::document::plain(document.body.get(range).unwrap_or_default()).into_owned()
    };
    let parts = vec![
        Part::plain(part(place.text.start..found.range.start)),
        Part::marked(part(found.range.clone())),
        Part::plain(part(found.range.end..place.text.end)),
    ];
    let parts = parts.into_iter().filter(|part| !part.text.is_empty()).collect();
    // The question before it shows what the words answer.
    let mut context = Vec::new();
    if let Some(before) = found.turn.checked_sub(1) {
        context.push(studies::turn(document, before));
    }
    context.push(Turn { parts, ..whole });
    Some(Quotation {
        words: found.text.clone(),
        speaker: place.speaker.clone().unwrap_or_default(),
        persona: document.about.persona.clone(),
        document: found.document.clone(),
        turn: place.id.clone(),
        context,
        proof: match weighed.state {
            State::Repaired => Proof::Repaired,
            _ => Proof::Verified,
        },
    })
}

/// A figure with its interval.
pub(super) fn figure(
    whole: &Whole<'_>,
    study: &Study,
    written: &insight::Figure,
    value: &Value,
    state: State,
) -> Figure {
    let name = source(study, written);
    let share = value.share();
    let interval = share.and_then(|_| wilson(value.count, value.base, CONFIDENCE));
    let attested = study.lock.as_ref().and_then(|lock| lock.get(&name, &written.expression));
    let (title, to) = counted_in(whole, study, &name, &written.expression);
    Figure {
        value: value.written(),
        meaning: written.meaning.clone(),
        expression: written.expression.clone(),
        source: title,
        to,
        base: Some(value.base),
        share,
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        proof: if state == State::Attested { Proof::Attested } else { Proof::Verified },
        attested: attested.filter(|_| state == State::Attested).map(|own| own.date.clone()),
    }
}

/// What the source of a figure is called, and the page and place where it is shown, if it is.
pub(super) fn counted_in(
    whole: &Whole<'_>,
    study: &Study,
    name: &str,
    expression: &str,
) -> (String, Option<String>) {
    let has_page =
        whole.public.contains_key(&(study.id.as_str(), name)) && study.plan.publish.results;
    let title = match study.plan.surveys.get(name).and_then(|plan| plan.title.clone()) {
        Some(title) => title,
        None if name == INTERVIEWS => INTERVIEWS.to_owned(),
        None => named(name),
    };
    (title, has_page.then(|| first_question(study, name, expression)))
}

/// The page, and the place on it, of the first question that an expression names.
fn first_question(study: &Study, survey: &str, expression: &str) -> String {
    let names = figure::read(expression).map(|read| read.names()).unwrap_or_default();
    let answers = study.surveys.get(survey).and_then(|own| own.survey.as_ref());
    let question =
        names.first().zip(answers).and_then(|((name, _), survey)| survey.named(name).ok());
    match question {
        Some(question) => path::question(&study.id, survey, &question.id),
        None => path::results(&study.id, survey),
    }
}
