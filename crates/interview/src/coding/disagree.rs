//! Where coders differ, both codings side by side; and what was agreed in the end.

use super::entry::Operation;
use super::state::Adjudication;
use super::{AGREED, Coding};
use crate::document::Document;
use crate::selector::Selector;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};
use paap_text::points::Points;
use serde::Serialize;
use std::collections::BTreeMap;

/// A stretch of an interview that coders coded differently with one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// The interview's id.
    pub document: String,
    /// The code's id.
    pub code: String,
    /// The first character that any of them coded, in code points of the body.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words from the first to the last, where the interview is at hand in this version.
    pub text: Option<String>,
    /// How many characters all of them coded.
    pub shared: usize,
    /// What each did, those who coded nothing here too; by coder.
    pub sides: Vec<Side>,
    /// The decision, where one was taken on these very codings.
    pub decision: Option<Decision>,
    /// Whether a decision was taken before a coding was changed, so that it holds no more.
    pub lapsed: bool,
}

/// What one coder did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Who.
    pub coder: String,
    /// Their codings here.
    pub codings: Vec<Part>,
}

/// A coding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its id.
    pub id: String,
    /// The first character, in code points of the body.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What the coder thought.
    pub memo: Option<String>,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The operation's id.
    pub id: String,
    /// Who decided.
    pub coder: String,
    /// When, in milliseconds since 1970 (UTC).
    pub at: u64,
    /// Why.
    pub memo: Option<String>,
    /// The excerpts that have the code now.
    pub outcome: Vec<Selector>,
}

impl Disagreement {
    /// The operation that decides on it.
    pub fn decided(&self, outcome: Vec<Selector>, memo: Option<String>) -> Operation {
        let parts = self.sides.iter().flat_map(|side| &side.codings);
        let mut codings: Vec<String> = parts.map(|part| part.id.clone()).collect();
        codings.sort();
        let (document, code) = (self.document.clone(), self.code.clone());
        Operation::Adjudicate { document, code, codings, outcome, memo }
    }
}

/// What coders agree and disagree on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Comparison {
    /// Where they differ, by interview, place and code.
    pub disagreements: Vec<Disagreement>,
    /// The codings that all coders of an interview made alike, and those that were decided on; by
    /// [`AGREED`].
    pub agreed: Vec<Coding>,
    /// What is odd.
    pub warnings: Vec<Warning>,
}

/// Compares the codings of interviews that two or more coders coded all of. `worked` says who did
/// ([`worked`](super::assignment::Assignments::worked)); codings of others do not count.
/// `documents` are the interviews by id, as far as they are at hand: with them there are the words
/// of each disagreement, and codings of other versions are left out.
pub fn compare(
    codings: &[Coding],
    worked: &[(String, String)],
    decisions: &[Adjudication],
    documents: &BTreeMap<String, &Document>,
) -> Comparison {
    let mut coders: HashMap<&str, Vec<&str>> = HashMap::new();
    for (coder, document) in worked {
        coders.entry(document).or_default().push(coder);
    }
    coders.retain(|_, coders| {
        coders.sort_unstable();
        coders.dedup();
        coders.len() > 1
    });
    let mut by_place: BTreeMap<(&str, &str), Vec<&Coding>> = BTreeMap::new();
    for coding in codings {
        let counts = coders
            .get(coding.document.as_str())
            .is_some_and(|coders| coders.binary_search(&coding.coder.as_str()).is_ok());
        if counts && coding.place.start < coding.place.end {
            by_place.entry((&coding.document, &coding.code)).or_default().push(coding);
        }
    }
    let mut taken: HashMap<(&str, &str), Vec<&Adjudication>> = HashMap::new();
    for decision in decisions {
        taken.entry((&decision.document, &decision.code)).or_default().push(decision);
    }
    let mut comparison = Comparison::default();
    let mut other_version = 0;
    let mut page: Option<(&str, Option<Page<'_>>)> = None;
    for ((document, code), mut own) in by_place {
        if page.as_ref().is_none_or(|page| page.0 != document) {
            page = Some((document, documents.get(document).map(|document| Page::of(document))));
        }
        let page = page.as_ref().and_then(|page| page.1.as_ref());
        if let Some(page) = page {
            let before = own.len();
            own.retain(|coding| coding.place.version.0 == page.version);
            other_version += before - own.len();
        }
        own.sort_by(|a, b| {
            (a.place.start, a.place.end, &a.id).cmp(&(b.place.start, b.place.end, &b.id))
        });
        let there = coders.get(document).map_or(&[][..], Vec::as_slice);
        let decisions = Decisions::of(taken.get(&(document, code)).map_or(&[][..], Vec::as_slice));
        for group in groups(&own) {
            comparison.take(group, there, &decisions, page);
        }
    }
    comparison.disagreements.sort_by(|a, b| {
        let place = |own: &Disagreement| (own.start, own.end);
        a.document
            .cmp(&b.document)
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.code.cmp(&b.code))
    });
    if other_version > 0 {
        let message = format!(
            "{other_version} codings are of another version of their interview, and are not \
             compared. Carry them over first."
        );
        comparison.warnings.push(Warning::problem("other-version", message));
    }
    comparison
}

/// An interview at hand.
struct Page<'a> {
    body: &'a str,
    version: String,
    points: Points<'a>,
}

impl<'a> Page<'a> {
    fn of(document: &'a Document) -> Self {
        let (body, version) = (document.body.as_str(), document.version().0);
        Self { body, version, points: Points::of(body) }
    }

    fn words(&self, start: usize, end: usize) -> Option<String> {
        let range = self.points.byte(start)?..self.points.byte(end)?;
        self.body.get(range).map(str::to_owned)
    }
}

/// The decisions on one code in one interview.
struct Decisions<'a> {
    /// The last one on exactly these codings.
    last: HashMap<&'a [String], &'a Adjudication>,
    /// All codings that any was about.
    about: HashSet<&'a str>,
}

impl<'a> Decisions<'a> {
    fn of(decisions: &[&'a Adjudication]) -> Self {
        let last = decisions.iter().map(|own| (own.codings.as_slice(), *own)).collect();
        let about = decisions.iter().flat_map(|own| &own.codings).map(String::as_str).collect();
        Self { last, about }
    }
}

/// Codings in order of their start, parted where nothing overlaps.
fn groups<'a>(codings: &'a [&'a Coding]) -> Vec<&'a [&'a Coding]> {
    let (mut groups, mut from, mut end) = (Vec::new(), 0, 0);
    for (at, coding) in codings.iter().enumerate() {
        if at > from && coding.place.start >= end {
            groups.extend(codings.get(from..at));
            from = at;
        }
        end = end.max(coding.place.end);
    }
    groups.extend(codings.get(from..).filter(|group| !group.is_empty()));
    groups
}

impl Comparison {
    fn take(
        &mut self,
        group: &[&Coding],
        coders: &[&str],
        decisions: &Decisions<'_>,
        page: Option<&Page<'_>>,
    ) {
        let Some(first) = group.first() else { return };
        let start = first.place.start;
        let end = group.iter().map(|coding| coding.place.end).max().unwrap_or(start);
        let mut covered: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for coding in group {
            let own = covered.entry(&coding.coder).or_default();
            match own.last_mut() {
                Some(last) if coding.place.start <= last.1 => last.1 = last.1.max(coding.place.end),
                _ => own.push((coding.place.start, coding.place.end)),
            }
        }
        let is_whole =
            |coder: &&str| covered.get(coder).is_some_and(|own| own[..] == [(start, end)]);
        if coders.iter().all(is_whole) {
            self.agree(group, (start, end));
            return;
        }
        let mut ids: Vec<String> = group.iter().map(|coding| coding.id.clone()).collect();
        ids.sort();
        let taken = decisions.last.get(ids.as_slice()).copied();
        let lapsed = taken.is_none() && ids.iter().any(|id| decisions.about.contains(id.as_str()));
        let decision = taken.map(|taken| {
            self.decide(first, taken);
            Decision {
                id: taken.id.clone(),
                coder: taken.coder.clone(),
                at: taken.at,
                memo: taken.memo.clone(),
                outcome: taken.outcome.clone(),
            }
        });
        let mut sides: BTreeMap<&str, Vec<Part>> =
            coders.iter().map(|coder| (*coder, Vec::new())).collect();
        for coding in group {
            let place = &coding.place;
            sides.entry(&coding.coder).or_default().push(Part {
                id: coding.id.clone(),
                start: place.start,
                end: place.end,
                text: place.exact.clone(),
                memo: coding.memo.clone(),
            });
        }
        self.disagreements.push(Disagreement {
            document: first.document.clone(),
            code: first.code.clone(),
            start,
            end,
            text: page.and_then(|page| page.words(start, end)),
            shared: shared(covered.values(), coders.len()),
            sides: sides
                .into_iter()
                .map(|(coder, codings)| Side { coder: coder.to_owned(), codings })
                .collect(),
            decision,
            lapsed,
        });
    }

    /// All coded the same stretch: it is agreed as one coding, or, where nobody coded it in one, as
    /// the pieces of whoever comes first.
    fn agree(&mut self, group: &[&Coding], (start, end): (usize, usize)) {
        let whole = group.iter().find(|own| (own.place.start, own.place.end) == (start, end));
        let coder = group.iter().map(|coding| coding.coder.as_str()).min().unwrap_or_default();
        let pieces: Vec<&&Coding> = match whole {
            Some(whole) => vec![whole],
            None => group.iter().filter(|coding| coding.coder == coder).collect(),
        };
        self.agreed.extend(pieces.into_iter().map(|coding| Coding {
            id: format!("{}-{AGREED}", coding.id),
            coder: AGREED.to_owned(),
            memo: None,
            ..(**coding).clone()
        }));
    }

    fn decide(&mut self, first: &Coding, taken: &Adjudication) {
        for (index, place) in taken.outcome.iter().enumerate() {
            if !place.exact.is_empty() {
                self.agreed.push(Coding {
                    id: format!("{}-{}", taken.id, index + 1),
                    code: first.code.clone(),
                    coder: AGREED.to_owned(),
                    document: first.document.clone(),
                    place: place.clone(),
                    at: taken.at,
                    memo: taken.memo.clone(),
                });
            }
        }
    }
}

/// How many characters each of so many coders covered.
fn shared<'a>(covered: impl Iterator<Item = &'a Vec<(usize, usize)>>, coders: usize) -> usize {
    let mut bounds: Vec<(usize, bool)> = Vec::new();
    for (start, end) in covered.flatten() {
        bounds.push((*start, true));
        bounds.push((*end, false));
    }
    bounds.sort_unstable();
    let (mut open, mut at, mut shared) = (0, 0, 0);
    for (bound, begins) in bounds {
        shared += if open == coders { bound - at } else { 0 };
        at = bound;
        open = if begins { open + 1 } else { open - 1 };
    }
    shared
}
