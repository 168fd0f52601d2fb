//! De-identification of a folder: proposals from the transcripts as they came, decisions in the
//! sealed review file, and de-identified transcripts, with every coding carried over.

mod changed;
mod gate;

pub use gate::check;

use crate::error::Error;
use crate::study::Study;
use paap_interview::coding::{Log, Rewritten};
use paap_interview::transcript::{About, is_generic};
use paap_interview::{Document, Lost, Step};
use paap_privacy::entity;
use paap_privacy::find::{Finder, Options};
use paap_privacy::pseudonym::Key;
use paap_privacy::replace::Decisions;
use paap_privacy::review::{Decision, Review, Unreviewed};
use paap_privacy::{Kind, Span};
use paap_text::Edits;
use std::collections::BTreeMap;

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
    /// De-identified transcripts that somebody had changed by hand: interview, and the file in
    /// `sealed/` that has what they were.
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
}

/// Makes proposals for a folder's interviews, with everything decided before, and writes the review
/// file.
///
/// # Errors
///
/// Where a file cannot be read, opened or written, or the review file or key is damaged.
pub fn propose(study: &Study) -> Result<Proposed, Error> {
    let originals = study.originals()?;
    let earlier = read_review(study)?;
    let key = read_key(study)?;
    let finder = finder(&originals);
    let bodies: Vec<&str> = originals.values().map(|document| document.body.as_str()).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut spans = finder.find_all_by(&bodies, threads);
    // What is left may show more once the rest is gone: it is looked at as the gate will.
    if let Some(earlier) = &earlier {
        let decisions = Decisions::of(&cautious(earlier));
        for ((id, original), spans) in originals.iter().zip(&mut spans) {
            further(&finder, &decisions, id, original, spans);
        }
    }
    let documents: Vec<entity::Document<'_>> = originals
        .iter()
        .zip(spans)
        .map(|((id, document), spans)| entity::Document { id, text: &document.body, spans })
        .collect();
    let review = Review::propose(&documents, &key, earlier.as_ref(), &mut random);
    let text = review.write();
    study.seal(REVIEW, text.as_bytes())?;
    Ok(Proposed { review, text, documents: originals.len() })
}

/// Adds the spans that are found in the text only when what is decided is replaced.
fn further(
    finder: &Finder,
    decisions: &Decisions,
    id: &str,
    original: &Document,
    spans: &mut Vec<Span>,
) {
    let edits = edits(decisions, id, &original.body);
    let redacted = edits.apply(&original.body);
    let back = edits.inverse(&original.body);
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

/// Writes the de-identified transcripts as the review file says, and carries the codings over. What
/// nobody decided about is replaced, too: a mistake gives nobody away.
///
/// # Errors
///
/// Where a file cannot be read, opened or written, or there is no review; then no transcript was
/// written.
pub fn apply(study: &Study) -> Result<Applied, Error> {
    let review = read_review(study)?.ok_or_else(|| Error::NoReview(study.root().to_owned()))?;
    let decisions = Decisions::of(&cautious(&review));
    let mut key = read_key(study)?;
    decisions.learn(&mut key);
    let originals = study.originals()?;
    let before = study.released()?;
    let mut applied = Applied { undecided: review.progress().0, ..Applied::default() };
    let mut released = BTreeMap::new();
    let mut all_edits = BTreeMap::new();
    for (id, original) in &originals {
        let replaced = decisions.replace(id, &original.body);
        applied.replaced.insert(id.clone(), replaced.replacements.len());
        let stale = replaced.lost.iter().map(|lost| (id.clone(), lost.review_line));
        applied.stale.extend(stale);
        let mut document = original.with_body(replaced.text);
        redact_about(&mut document.about, &decisions);
        all_edits.insert(id.as_str(), edits(&decisions, id, &original.body));
        released.insert(id.clone(), document);
    }
    // The key first: without it nobody could ever tell who a pseudonym is.
    study.seal(KEY, key.write().as_bytes())?;
    let steps = Steps { originals: &originals, before: &before, released: &released, all_edits };
    let logs = steps.logs(study, &decisions, &mut applied)?;
    applied.changed = changed::keep(study, &released)?;
    for document in released.values() {
        study.release(document)?;
    }
    changed::note(study, &released)?;
    for (coder, log) in logs {
        study.put(&format!("codings/{coder}.jsonl"), &log)?;
    }
    study.retire_codings()?;
    keep_review(study, &review)?;
    study.seal_all()?;
    Ok(applied)
}

/// The versions between which codings are carried.
struct Steps<'a> {
    originals: &'a BTreeMap<String, Document>,
    before: &'a BTreeMap<String, Document>,
    released: &'a BTreeMap<String, Document>,
    all_edits: BTreeMap<&'a str, Edits>,
}

impl Steps<'_> {
    /// The coders' logs with every place in the released versions.
    fn logs(
        &self,
        study: &Study,
        decisions: &Decisions,
        applied: &mut Applied,
    ) -> Result<BTreeMap<String, String>, Error> {
        let of_originals: BTreeMap<&str, Step<'_>> = self
            .originals
            .iter()
            .filter_map(|(id, original)| {
                let edits = self.all_edits.get(id.as_str())?.clone();
                Some((id.as_str(), Step::redaction(original, self.released.get(id)?, edits)?))
            })
            .collect();
        let of_released: BTreeMap<&str, Step<'_>> = self
            .before
            .iter()
            .filter_map(|(id, before)| Some((id.as_str(), between(before, self.released.get(id)?))))
            .collect();
        let mut logs: BTreeMap<String, Vec<Log>> = BTreeMap::new();
        for (folder, steps) in [("codings", &of_released), ("sealed/codings", &of_originals)] {
            let read = study.logs(folder)?;
            let documents = Log::documents(read.values());
            for (coder, log) in &read {
                if let Some((line, _)) = log.kept().next() {
                    let path = study.root().join(folder).join(format!("{coder}.jsonl"));
                    return Err(Error::Line { path, line });
                }
                let (log, _) = log.rewritten(&documents, |id, place| match steps.get(id) {
                    None => Rewritten::Kept,
                    Some(step) => match step.carry(place) {
                        Ok(carried) => {
                            applied.carried += usize::from(carried != *place);
                            Rewritten::Carried(carried)
                        }
                        // It was carried before, or is of a version that nobody has any more.
                        Err(Lost::OtherVersion) if self.is_current(id, place) => Rewritten::Kept,
                        Err(why) => {
                            applied.lost.push((id.to_owned(), why));
                            Rewritten::Lost
                        }
                    },
                });
                let log = log.with_memos(|memo| decisions.replace("", memo).text);
                logs.entry(coder.clone()).or_default().push(log);
            }
        }
        let merged = |(coder, logs): (String, Vec<Log>)| {
            let log = match logs.as_slice() {
                [one] => one.text().to_owned(),
                several => paap_interview::coding::merge(several).0.text().to_owned(),
            };
            (coder, log)
        };
        Ok(logs.into_iter().map(merged).collect())
    }

    fn is_current(&self, id: &str, place: &paap_interview::Selector) -> bool {
        self.released.get(id).is_some_and(|document| document.version() == place.version)
    }
}

/// The step from one de-identified version to the next. Where all that changed is what stands for
/// somebody, each change is meant; else somebody repaired the text.
fn between<'a>(before: &'a Document, after: &'a Document) -> Step<'a> {
    let edits = Edits::between(&before.body, &after.body);
    let is_redaction = edits.replaced().iter().all(|(range, new)| {
        let around = |text: &str| text.contains(['[', ']']) || text.chars().all(char::is_numeric);
        around(new) || around(before.body.get(range.clone()).unwrap_or_default())
    });
    match is_redaction.then(|| Step::redaction(before, after, edits)).flatten() {
        Some(step) => step,
        None => Step::repair(before, after),
    }
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

/// Front matter says who speaks, too, and ties a transcript to its original.
fn redact_about(about: &mut About, decisions: &Decisions) {
    let redact = |text: &mut String| *text = decisions.replace("", text).text;
    for speaker in &mut about.speakers {
        redact(&mut speaker.name);
    }
    let texts = [
        &mut about.role,
        &mut about.company_size,
        &mut about.industry,
        &mut about.region,
        &mut about.consent,
        &mut about.persona,
    ];
    texts.into_iter().flatten().for_each(redact);
    for (_, value) in &mut about.others {
        // What is in brackets would be a list.
        let redacted = decisions.replace("", value).text;
        if redacted != *value {
            *value = format!(" {}", paap_text::yaml::scalar(redacted.trim(), true));
        }
    }
    if let Some(source) = &mut about.source {
        source.hash.clear();
    }
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

/// 64 bits that nobody can guess.
pub fn random() -> u64 {
    let mut bytes = [0; 8];
    // Where the system has no chance to offer, nothing here may pretend to.
    getrandom::getrandom(&mut bytes).expect("the system has a source of random numbers");
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests;
