//! Where several coders or several versions meet: decisions, another copy of the folder, repairs.

use super::{Desk, not_found, usage};
use crate::clock;
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::some;
use paap_files::{Identity, Study};
use paap_interview::coding::assignment::State as Work;
use paap_interview::coding::disagree::{Disagreement, compare};
use paap_interview::coding::list;
use paap_interview::coding::{AGREED, Operation, find_quote};
use paap_interview::{Coding, Pinned, Step};
use std::collections::BTreeMap;
use std::path::Path;

impl Desk<'_> {
    /// Decides on a disagreement: what its coding looks like from now on.
    pub(super) fn adjudicate(&self) -> Result<Outcome, Error> {
        let (document, code) = (self.document()?, self.one_code()?);
        let (worked, _) = self.coded.assignments.worked(&self.coded.state.codings);
        let comparison = compare(
            &self.coded.state.codings,
            &worked,
            &self.coded.state.adjudications,
            &self.coded.texts(),
        );
        let open: Vec<_> = comparison
            .disagreements
            .iter()
            .filter(|one| one.document == document && one.code == code)
            .filter(|one| self.args.coding.is_empty() || self.is_about(one))
            .collect();
        let [one] = open.as_slice() else {
            return usage(match open.len() {
                0 => format!("coders do not disagree about {code} in {document}"),
                some => format!(
                    "there are {some} disagreements about {code} in {document}: say which with \
                     --coding ID, one of its codings"
                ),
            });
        };
        // What shall hold: the words that were typed, the codings that were named, or nothing.
        let Some(held) = self.coded.documents.get(document) else {
            return self.document().map(|_| Outcome::Done);
        };
        let outcome = match (&self.args.quote, self.args.to.as_deref()) {
            (Some(_), _) => {
                let range = find_quote(
                    &held.document,
                    self.args.quote.as_deref(),
                    self.args.turn.as_deref(),
                )
                .map_err(not_found)?;
                Pinned::of(&held.document).select(range).into_iter().collect()
            }
            (None, Some("none")) => Vec::new(),
            (None, Some(coder)) => {
                let side = one.sides.iter().find(|side| side.coder == coder);
                let Some(side) = side else {
                    return usage(format!(
                        "{coder}: nobody of that name coded here; --to CODER or none"
                    ));
                };
                let is_of = |coding: &&Coding| side.codings.iter().any(|part| part.id == coding.id);
                self.coded.state.codings.iter().filter(is_of).map(|c| c.place.clone()).collect()
            }
            (None, None) => {
                return usage(
                    "say what shall hold: --to CODER (as that coder has it), --to none, or --quote WORDS",
                );
            }
        };
        let decision = one.decided(outcome, self.args.memo.clone());
        let done = self.record(vec![decision])?;
        let said = format!("Decided: what holds of {code} in {document} is by `{AGREED}`.");
        self.said(&said, done)
    }

    fn is_about(&self, one: &Disagreement) -> bool {
        let ids = one.sides.iter().flat_map(|side| &side.codings).map(|part| &part.id);
        ids.into_iter().any(|id| self.args.coding.contains(id))
    }

    pub(super) fn pull(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say which folder or list to pull from: --from PATH");
        };
        if from.is_file() {
            return self.pull_list(from);
        }
        let identity = super::super::identity(&self.args.folder.key)?;
        let other = Study::open(from, identity)?;
        let (new, conflicts) = self.study.pull(&other)?;
        for id in &conflicts {
            output::say(&format!("{id}: differs in the two folders; both are kept"));
        }
        let known = self.coded.assignments.collisions();
        let assignments = self.study.coded()?.assignments;
        for one in assignments.collisions().iter().filter(|one| !known.contains(one)) {
            output::say(&format!(
                "{}: {} took this interview without knowing of each other. Where one shall not code \
                 it, write `state: released` for them into assignments.yaml.",
                one.document,
                one.coders.join(" and ")
            ));
        }
        let said = match new {
            0 => "Nothing new: all that was done there is here already.".to_owned(),
            new => format!("{} taken over.", some(new as u64, "step")),
        };
        self.said(&said, Vec::new())
    }

    /// Takes over a list of codings; each of its coders has then coded all of their interviews.
    fn pull_list(&self, path: &Path) -> Result<Outcome, Error> {
        let at = |line: u64, what: String| {
            Error::Usage(format!("{}, line {line}: {what}; nothing was taken over", path.display()))
        };
        let list = list::read(&input::text(path)?).map_err(|why| at(why.line, why.message))?;
        let mut operations: BTreeMap<&str, Vec<Operation>> = BTreeMap::new();
        let mut assignments = self.coded.assignments.clone();
        for one in &list {
            let held = self.coded.documents.get(&one.document);
            let held = held
                .ok_or_else(|| at(one.line, format!("there is no interview `{}`", one.document)))?;
            if self.coded.codebook.get(&one.code).is_none() {
                return Err(at(one.line, format!("there is no code `{}`", one.code)));
            }
            let range = find_quote(&held.document, one.quote.as_deref(), one.turn.as_deref())
                .map_err(|why| at(one.line, why.to_string()))?;
            let place = Pinned::of(&held.document).select(range);
            let place = place.ok_or_else(|| at(one.line, "there are no words".to_owned()))?;
            let (code, document, memo) = (one.code.clone(), one.document.clone(), one.memo.clone());
            let operation = Operation::Apply { code, document, place, memo };
            operations.entry(one.coder.as_str()).or_default().push(operation);
            // A list is of coders who know of each other.
            let _ = assignments.claim(&one.document, &one.coder, clock::now(), true);
            assignments.finish(&one.document, &one.coder, clock::now(), Work::Done);
        }
        let coders = operations.len();
        let mut done = Vec::new();
        for (coder, operations) in operations {
            let coder = paap_files::name(coder)?;
            done.extend(self.study.record(&self.coded, coder, clock::now(), operations)?);
        }
        self.study.assign(&assignments)?;
        let said = format!(
            "{} by {} taken over.",
            some(list.len() as u64, "coding"),
            some(coders as u64, "coder")
        );
        self.said(&said, done)
    }

    /// Carries codings over to the versions at hand, after somebody repaired transcripts.
    pub(super) fn carry(&self) -> Result<Outcome, Error> {
        let Some(from) = self.args.from.as_deref() else {
            return usage("say where the folder is as it was before the repair: --from DIR");
        };
        let identity: Identity = super::super::identity(&self.args.folder.key)?;
        let before = Study::open(from, identity)?.documents()?;
        let mut operations = Vec::new();
        let mut lost = 0;
        for (id, held) in &self.coded.documents {
            let Some(old) = before.get(id) else { continue };
            let step = Step::repair(&old.document, &held.document);
            let current = held.document.version();
            let stale = self.coded.state.codings.iter();
            for coding in stale.filter(|c| c.document == *id && c.place.version != current) {
                match step.carry(&coding.place) {
                    Ok(place) => {
                        operations.push(Operation::Carry { coding: coding.id.clone(), place });
                    }
                    Err(why) => {
                        lost += 1;
                        output::say(&format!(
                            "{id}: {} ({}) is lost: {}",
                            coding.id,
                            coding.code,
                            why.why()
                        ));
                    }
                }
            }
        }
        let carried = some(operations.len() as u64, "coding");
        let done = self.record(operations)?;
        self.said(&format!("{carried} carried over, {lost} lost."), done)
    }
}
