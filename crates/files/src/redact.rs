//! De-identification of a folder: proposals from the transcripts as they came, decisions in the
//! sealed review file, and de-identified transcripts, with every coding carried over.

use crate::error::Error;
use crate::random::random;
use crate::study::Study;
use paap_interview::transcript::is_generic;
use paap_interview::{Document, Lost};
use paap_privacy::entity;
use paap_privacy::find::{Finder, Options};
use paap_privacy::pseudonym::Key;
use paap_privacy::replace::Decisions;
use paap_privacy::review::{Decision, Review, Unreviewed};
use paap_privacy::{Kind, Span};
use paap_text::Edits;
use std::collections::BTreeMap;

mod apply;
mod beside;
mod front;
mod gate;
mod hand;

pub use apply::apply;
use front::Front;
pub use gate::check;

/// The review file, in `sealed/`.
pub const REVIEW: &str = "review.yaml";
/// The key of the pseudonyms, in `sealed/`.
pub const KEY: &str = "pseudonyms.json";

/// What was proposed, and what was decided so far.
#[derive(Debug)]
pub struct Proposed {
    /// The review.
    pub review: Review,
    /// The same as the text that people edit.
    pub text: String,
    /// How many interviews there are.
    pub documents: usize,
}

/// What a redaction did.
#[derive(Debug, Default)]
pub struct Applied {
    /// For every interview how many places were replaced.
    pub replaced: BTreeMap<String, usize>,
    /// How many entities were replaced though nobody decided about them.
    pub undecided: usize,
    /// Decisions about places that are not in the transcript any more: interview, and line in the
    /// review file.
    pub stale: Vec<(String, usize)>,
    /// How many codings were carried over.
    pub carried: usize,
    /// Codings that could not be: interview, and why.
    pub lost: Vec<(String, Lost)>,
    /// De-identified transcripts of which something that was changed by hand could not be kept:
    /// interview, and the file in `sealed/` that has what they were.
    pub changed: Vec<(String, String)>,
}

/// What keeps a folder from being shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A proposal is not reviewed, or something accepted is still there.
    Unreviewed(Unreviewed),
    /// What was replaced stands in a file outside `sealed/`: the file, and the line, from 1; line 0
    /// is its name.
    Leftover(String, usize),
    /// An interview was not de-identified.
    Missing(String),
    /// A transcript that is to be shared is of no interview that came in: its names are not known.
    Unknown(String),
    /// A file outside `sealed/` that is no text, so that nobody can look for names in it.
    Opaque(String),
    /// A file in `sealed/` that is not encrypted though there are keys.
    Open(String),
}

/// Makes proposals for a folder's interviews, with everything decided before, and writes the review
/// file.
///
/// # Errors
///
/// Where a file cannot be read, opened or written, or the review file or key is damaged.
pub fn propose(study: &Study) -> Result<Proposed, Error> {
    let originals = readable(study)?;
    let earlier = read_review(study)?;
    let key = read_key(study)?;
    let finder = finder(&originals);
    let texts = Front::all(&originals);
    let bodies = originals.iter().map(|(id, document)| (id.clone(), document.body.clone()));
    let beside = beside::texts(study, &["codings", "sealed/codings"])?;
    let texts: Vec<(String, String)> = bodies.chain(texts).chain(beside).collect();
    let all: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut spans = finder.find_all_by(&all, threads);
    // What is left may show more once the rest is gone: it is looked at as the gate will.
    if let Some(earlier) = &earlier {
        let decisions = Decisions::of(&cautious(earlier));
        for ((id, text), spans) in texts.iter().zip(&mut spans) {
            further(&finder, &decisions, id, text, spans);
        }
    }
    let documents: Vec<entity::Document<'_>> = texts
        .iter()
        .zip(spans)
        .map(|((id, text), mut spans)| {
            spans.retain(|span| tells(id, text, span));
            entity::Document { id, text, spans }
        })
        .collect();
    let review = Review::propose(&documents, &key, earlier.as_ref(), &mut random);
    let text = review.write();
    study.seal(REVIEW, text.as_bytes())?;
    Ok(Proposed { review, text, documents: originals.len() })
}

/// The interviews as they came. One whose front matter cannot be read would be released without it.
fn readable(study: &Study) -> Result<BTreeMap<String, Document>, Error> {
    let originals = study.originals()?;
    for (id, document) in &originals {
        let broken = document.warnings.iter().find(|one| one.code.starts_with("front-matter"));
        if let Some(warning) = broken {
            let path = study.root().join("sealed/transcripts").join(format!("{id}.md"));
            let (line, message) = (warning.line.unwrap_or(1), warning.message.clone());
            return Err(Error::File { path, line, message });
        }
    }
    Ok(originals)
}

/// Whether a finding counts in the text where it is.
fn tells(document: &str, text: &str, span: &Span) -> bool {
    let special = front::tells(document, text, span).or_else(|| beside::tells(document, span));
    special.unwrap_or(true)
}

/// Adds the spans that are found in the text only when what is decided is replaced.
fn further(finder: &Finder, decisions: &Decisions, id: &str, text: &str, spans: &mut Vec<Span>) {
    let edits = edits(decisions, id, text);
    let redacted = edits.apply(text);
    let back = edits.inverse(text);
    for span in finder.find(&redacted) {
        let Some(place) = back.carry(span.range.clone()) else { continue };
        let range = place.range;
        let is_new = place.kept == span.range.len()
            && !spans.iter().any(|own| own.range.start < range.end && own.range.end > range.start);
        if is_new {
            spans.push(Span { range, ..span });
        }
    }
    spans.sort_by_key(|span| (span.range.start, span.range.end));
}

/// Decides about every proposal that nobody decided about, and notes who decided at every decision
/// that has no note. Returns how many were decided.
///
/// # Errors
///
/// Where the review file cannot be read or written, or there is none.
pub fn accept_all(study: &Study, by: &str, on: &str) -> Result<usize, Error> {
    let before = read_review(study)?.ok_or_else(|| Error::NoReview(study.root().to_owned()))?;
    let (open, _) = before.progress();
    let mut review = cautious(&before);
    review.sign(Some(&before), by, on);
    keep_review(study, &review)?;
    Ok(open)
}

/// Notes who decided, and when, at every decision that has no note yet.
///
/// # Errors
///
/// Where the review file cannot be read or written, or there is none.
pub fn sign(study: &Study, by: &str, on: &str) -> Result<(), Error> {
    let mut review = read_review(study)?.ok_or_else(|| Error::NoReview(study.root().to_owned()))?;
    review.sign(None, by, on);
    keep_review(study, &review)
}

/// The review with everything accepted that nobody decided about.
fn cautious(review: &Review) -> Review {
    let mut review = review.clone();
    for entity in &mut review.entities {
        if entity.decision == Decision::Undecided {
            entity.decision = Decision::Accept;
        }
        for place in &mut entity.places {
            if place.decision == Some(Decision::Undecided) {
                place.decision = None;
            }
        }
    }
    review
}

/// Looks for people with what the transcripts themselves say of who speaks.
fn finder(originals: &BTreeMap<String, Document>) -> Finder {
    let speakers = originals.values().flat_map(|document| &document.about.speakers);
    let names: Vec<&str> = speakers
        .map(|speaker| speaker.name.as_str())
        .filter(|name| {
            !is_generic(name) && !paap_privacy::pseudonym::placeholder::is_placeholder(name)
        })
        .collect();
    Finder::new(Options::default()).with_known(names.into_iter().map(|name| (name, Kind::Person)))
}

fn edits(decisions: &Decisions, id: &str, body: &str) -> Edits {
    let replaced = decisions.replace(id, body).replacements.into_iter();
    Edits::of(replaced.map(|one| (one.range, one.with)).collect())
}

fn read_review(study: &Study) -> Result<Option<Review>, Error> {
    let Some(text) = study.sealed(REVIEW)? else { return Ok(None) };
    let (review, problems) = Review::read(&text);
    if problems.is_empty() {
        return Ok(Some(review));
    }
    let path = study.root().join("sealed").join(REVIEW);
    Err(Error::Review(path, problems.iter().map(ToString::to_string).collect()))
}

fn keep_review(study: &Study, review: &Review) -> Result<(), Error> {
    study.seal(REVIEW, review.write().as_bytes())
}

fn read_key(study: &Study) -> Result<Key, Error> {
    match study.sealed(KEY)? {
        None => Ok(Key::default()),
        Some(text) => Key::read(&text).map_err(|why| {
            Error::Review(study.root().join("sealed").join(KEY), vec![why.to_string()])
        }),
    }
}

#[cfg(test)]
mod tests;
