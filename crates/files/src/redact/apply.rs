//! The de-identified transcripts, and the codings in them.

use super::front::{self, Front};
use super::{Applied, KEY, cautious, edits, hand, keep_review, propose, read_key, read_review};
use crate::error::Error;
use crate::study::Study;
use hashbrown::HashMap;
use paap_interview::coding::{Log, Operation, Rewritten};
use paap_interview::{Document, Lost, Pinned, Selector, Speaker, Step};
use paap_privacy::replace::Decisions;
use paap_text::Edits;
use std::collections::BTreeMap;

/// Writes the de-identified transcripts as the review file says, and carries the codings over. What
/// nobody decided about is replaced, too: a mistake gives nobody away.
///
/// # Errors
///
/// Where a file cannot be read, opened or written, or there is no review; then no transcript was
/// written.
pub fn apply(study: &Study) -> Result<Applied, Error> {
    if read_review(study)?.is_none() {
        return Err(Error::NoReview(study.root().to_owned()));
    }
    // An interview that came since, or an entity that was taken out of the file, is proposed first:
    // what nobody has seen is replaced like what nobody decided.
    let review = propose(study)?.review;
    let decisions = Decisions::of(&cautious(&review));
    let mut key = read_key(study)?;
    decisions.learn(&mut key);
    let originals = super::readable(study)?;
    let before = study.released()?;
    let mut applied = Applied { undecided: review.progress().0, ..Applied::default() };
    let mut bases = BTreeMap::new();
    let mut written = BTreeMap::new();
    let mut released = BTreeMap::new();
    let mut all_edits = BTreeMap::new();
    for (id, original) in &originals {
        let document = redacted(id, original, &decisions, &mut applied);
        all_edits.insert(id.as_str(), edits(&decisions, id, &original.body));
        if let Some(text) = study.sealed(&base_of(id))? {
            bases.insert(id.clone(), Document::read(&text));
        }
        let (document, last) = match (bases.get(id), before.get(id)) {
            (Some(base), Some(last)) => {
                let (kept, is_whole) = hand::kept(base, last, &document, &decisions);
                if !is_whole {
                    let hash = last.version().0;
                    let name = format!("changed/{id}-{}.md", hash.get(..12).unwrap_or_default());
                    study.seal(&name, last.write().as_bytes())?;
                    applied.changed.push((id.clone(), name));
                }
                (document, kept)
            }
            _ => (document.clone(), document),
        };
        written.insert(id.clone(), document);
        released.insert(id.clone(), last);
    }
    // The key first: without it nobody could ever tell who a pseudonym is.
    study.seal(KEY, key.write().as_bytes())?;
    let steps = Steps {
        originals: &originals,
        before: &before,
        bases: &bases,
        written: &written,
        released: &released,
        all_edits,
    };
    let logs = steps.logs(study, &decisions, &mut applied)?;
    // The codings before the transcripts: where this is cut short, the next time finds those of the
    // new version as they are to be, and those of the old one beside it.
    for (coder, log) in logs {
        study.put(&format!("codings/{coder}.jsonl"), &log)?;
    }
    for (id, document) in &released {
        let base = written.get(id).unwrap_or(document);
        study.seal(&base_of(id), base.write().as_bytes())?;
        study.release(document)?;
    }
    study.retire_codings()?;
    keep_review(study, &review)?;
    study.seal_all()?;
    Ok(applied)
}

/// The file of what was written last, so that a change by hand shows.
fn base_of(id: &str) -> String {
    format!("released/{id}.md")
}

/// An interview with everything replaced that was decided.
fn redacted(
    id: &str,
    original: &Document,
    decisions: &Decisions,
    applied: &mut Applied,
) -> Document {
    let replaced = decisions.replace(id, &original.body);
    let front = Front::of(original);
    let of_front = decisions.replace(&front::name(id), &front.text);
    applied.replaced.insert(id.to_owned(), replaced.replacements.len());
    let stale = replaced.lost.iter().chain(&of_front.lost);
    applied.stale.extend(stale.map(|lost| (id.to_owned(), lost.review_line)));
    let mut document = original.with_body(replaced.text);
    front.replace(&mut document.about, &of_front.replacements);
    // Who speaks is called what the turns call them.
    let mut called: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    if original.turns.len() == document.turns.len() {
        for (turn, after) in original.turns.iter().zip(&document.turns) {
            if let (Some(name), Some(after)) = (&turn.speaker, &after.speaker) {
                let names = called.entry(name).or_default();
                if !names.contains(&after.as_str()) {
                    names.push(after);
                }
            }
        }
    }
    let mut speakers: Vec<Speaker> = Vec::new();
    for (speaker, replaced) in original.about.speakers.iter().zip(&document.about.speakers) {
        let names = called.get(speaker.name.as_str());
        let names = names.map_or_else(|| vec![replaced.name.as_str()], Vec::clone);
        for name in names {
            if !speakers.iter().any(|one| one.name == name) {
                speakers.push(Speaker { name: name.to_owned(), role: speaker.role });
            }
        }
    }
    document.about.speakers = speakers;
    document
}

/// The versions between which codings are carried.
struct Steps<'a> {
    originals: &'a BTreeMap<String, Document>,
    before: &'a BTreeMap<String, Document>,
    /// What was written the last time.
    bases: &'a BTreeMap<String, Document>,
    /// As the decisions make them.
    written: &'a BTreeMap<String, Document>,
    /// The same, with what was changed by hand.
    released: &'a BTreeMap<String, Document>,
    all_edits: BTreeMap<&'a str, Edits>,
}

impl<'a> Steps<'a> {
    /// The coders' logs with every place in the released versions.
    fn logs(
        &self,
        study: &Study,
        decisions: &Decisions,
        applied: &mut Applied,
    ) -> Result<BTreeMap<String, String>, Error> {
        let of_originals = self.ways(self.originals, |id, original, released| {
            let edits = self.all_edits.get(id)?.clone();
            let written = self.written.get(id)?;
            let mut steps = vec![Step::redaction(original, written, edits)?];
            if written.body != released.body {
                steps.push(Step::repair(written, released));
            }
            Some(vec![steps])
        });
        let of_released = self.ways(self.before, |id, last, released| {
            let mut ways = vec![vec![between(last, released)]];
            // What was coded before the transcript was changed by hand.
            if let Some(base) = self.bases.get(id).filter(|base| base.body != last.body) {
                ways.push(vec![Step::repair(base, last), between(last, released)]);
            }
            Some(ways)
        });
        let mut logs: BTreeMap<String, Vec<Log>> = BTreeMap::new();
        let folders = [("codings", &of_released), ("sealed/codings", &of_originals)];
        let read =
            folders.map(|(folder, ways)| study.logs(folder).map(|logs| (folder, ways, logs)));
        let read = read.into_iter().collect::<Result<Vec<_>, Error>>()?;
        let documents = Log::documents(read.iter().flat_map(|(_, _, logs)| logs.values()));
        for (folder, ways, read) in &read {
            for (coder, log) in read {
                if let Some((line, _)) = log.kept().next() {
                    let path = study.root().join(folder).join(format!("{coder}.jsonl"));
                    return Err(Error::Line { path, line });
                }
                let unknown;
                let log = match *folder {
                    "codings" => log,
                    _ => {
                        unknown = self.without_unknown(log, &documents, applied);
                        &unknown
                    }
                };
                let (log, _) = log.rewritten(&documents, |id, place| {
                    // Of a transcript whose original is gone; it stays as it is in the open.
                    let Some(ways) = ways.get(id) else { return Rewritten::Kept };
                    match ways.carry(place) {
                        Ok(carried) => {
                            applied.carried += usize::from(carried != *place);
                            Rewritten::Carried(carried)
                        }
                        // It was carried before.
                        Err(Lost::OtherVersion) if self.is_current(id, place) => Rewritten::Kept,
                        Err(why) => match ways.seek(place).filter(|_| why == Lost::OtherVersion) {
                            Some(found) => {
                                applied.carried += 1;
                                Rewritten::Carried(found)
                            }
                            None => {
                                applied.lost.push((id.to_owned(), why));
                                Rewritten::Lost
                            }
                        },
                    }
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

    /// The ways from each of some versions.
    fn ways(
        &self,
        from: &'a BTreeMap<String, Document>,
        ways: impl Fn(&str, &'a Document, &'a Document) -> Option<Vec<Vec<Step<'a>>>>,
    ) -> BTreeMap<&'a str, Ways<'a>> {
        let one = |(id, document): (&'a String, &'a Document)| {
            let ways = ways(id, document, self.released.get(id)?)?;
            Some((id.as_str(), Ways { from: Pinned::of(document), ways }))
        };
        from.iter().filter_map(one).collect()
    }

    /// A sealed log without what is about interviews that are not there any more: nobody can say
    /// what of it names whom, so it stays where it is.
    fn without_unknown(
        &self,
        log: &Log,
        documents: &HashMap<String, String>,
        applied: &mut Applied,
    ) -> Log {
        let mut text = String::new();
        for ((_, entry), line) in
            log.entries().zip(log.text().lines().filter(|l| !l.trim().is_empty()))
        {
            let known = crate::coded::document_of(&entry.operation, documents);
            if known.is_none_or(|id| id.is_some_and(|id| self.originals.contains_key(id))) {
                text.push_str(line);
                text.push('\n');
            } else if let Operation::Apply { document, .. } = &entry.operation {
                applied.lost.push((document.clone(), Lost::Gone));
            }
        }
        Log::read(&text)
    }

    fn is_current(&self, id: &str, place: &Selector) -> bool {
        self.released.get(id).is_some_and(|document| document.version() == place.version)
    }
}

/// The ways in which places of a version come into the one that is released.
struct Ways<'a> {
    /// The version from which the first way begins.
    from: Pinned<'a>,
    /// Each the steps from one version to the next.
    ways: Vec<Vec<Step<'a>>>,
}

impl Ways<'_> {
    /// A place in the released version.
    fn carry(&self, place: &Selector) -> Result<Selector, Lost> {
        for steps in &self.ways {
            let carried = steps.iter().try_fold(place.clone(), |place, step| step.carry(&place));
            if !matches!(carried, Err(Lost::OtherVersion)) {
                return carried;
            }
        }
        Err(Lost::OtherVersion)
    }

    /// A place of a version that nobody has any more, by its words and what stands around them.
    fn seek(&self, place: &Selector) -> Option<Selector> {
        let found = self.from.select(self.from.find(place).ok()?)?;
        self.carry(&found).ok()
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
